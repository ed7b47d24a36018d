"""The books of the other server: a few contacts and documents in the shapes of Xero's published API, and writing contacts and items."""

from __future__ import annotations

import copy
import time
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.contract.other_xero.manners import Manners

NIL = "00000000-0000-0000-0000-000000000000"
_TAKEN = "The contact name {} is already assigned to another contact. The contact name must be unique across all active contacts."
_ADDRESSES = ("STREET", "POBOX")
_PHONES = ("DDI", "DEFAULT", "FAX", "MOBILE")


class Ledgers:
    """All books by resource. `changed` is when a record last changed, by id; `days` the calendar days of documents by (id, name)."""

    def __init__(self, manners: Manners, contacts: int) -> None:
        self.manners = manners
        self.changed: dict[str, float] = {}
        self.days: dict[tuple[str, str], str] = {}
        self.books: dict[str, dict[str, dict[str, Any]]] = {}
        self.organisation = {
            "OrganisationID": self._id("org"),
            "Name": "Maple Florist",
            "LegalName": "Maple Florist",
            "PaysTax": True,
            "Version": "NZ",
            "OrganisationType": "COMPANY",
            "BaseCurrency": "NZD",
            "CountryCode": "NZ",
            "IsDemoCompany": False,
            "OrganisationStatus": "ACTIVE",
            "Timezone": "NEWZEALANDSTANDARDTIME",
            "ShortCode": "!WDW40",
            "Class": "SOMETHINGNEW" if manners.odd_enums else "PREMIUM",
            "Edition": "BUSINESS",
        }
        for number in range(contacts):
            self._seed(number)
        for name, key, rows in (
            ("Accounts", "AccountID", [{"Code": "200", "Name": "Sales", "Type": "REVENUE", "Status": "ACTIVE", "TaxType": "OUTPUT2"}]),
            ("TaxRates", "TaxRateID", [{"Name": "15% GST on Income", "TaxType": "OUTPUT2", "Status": "ACTIVE", "EffectiveRate": 15.0}]),
            ("Currencies", "CurrencyID", [{"Code": "NZD", "Description": "New Zealand Dollar"}, {"Code": "AUD"}]),
            ("BrandingThemes", "BrandingThemeID", [{"Name": "Standard", "SortOrder": 0}]),
            ("Items", "ItemID", [{"Code": "TULIP", "Name": "Tulips", "IsSold": True, "SalesDetails": {"UnitPrice": 4.5}}]),
        ):
            for place, row in enumerate(rows):
                self._put(name, key, {key: self._id(f"{name}{place}"), **row})

    # ------------------------------------------------------------ reading

    def rows(self, resource: str) -> list[dict[str, Any]]:
        """All records of a collection as they are answered."""
        return [self.answered(resource, row) for row in self.books.get(resource, {}).values()]

    def enveloped(self, body: dict[str, Any]) -> dict[str, Any]:
        """An answer in Xero's envelope."""
        told: dict[str, Any] = {"Id": str(uuid.uuid4()), "Status": "OK", "ProviderName": "Somebody"} if self.manners.envelope else {}
        if self.manners.date_time_utc:
            told["DateTimeUTC"] = self.stamp(time.time())
        return {**told, **body}

    def stamp(self, seconds: float) -> str:
        """An instant in JSON."""
        if self.manners.iso_dates:
            return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f0Z")
        return f"/Date({int(seconds * 1000)}{self.manners.offset})/"

    def answered(self, resource: str, row: dict[str, Any]) -> dict[str, Any]:
        """A record as the manners have it answered."""
        manners = self.manners
        told = copy.deepcopy(row)
        if resource == "Contacts":
            told = self._contact(told)
        if not manners.updated and len(str(row)) % 2:
            told.pop("UpdatedDateUTC", None)
        if not manners.date_strings:
            told = {name: value for name, value in told.items() if not name.endswith("DateString")}
        if manners.null_lists:
            told = {name: None if value == [] else value for name, value in told.items()}
        if manners.extra:
            told |= {"SomethingNew": {"Deep": [1, None]}, "Another": 3.25}
        return self._shaped(told)

    def _contact(self, told: dict[str, Any]) -> dict[str, Any]:
        manners = self.manners
        if not manners.number_echo:
            told.pop("ContactNumber", None)
        if not manners.contact_status:
            told.pop("ContactStatus", None)
        if manners.empty_parts:
            for name, key, kinds in (("Addresses", "AddressType", _ADDRESSES), ("Phones", "PhoneType", _PHONES)):
                have = {one[key] for one in told.get(name) or []}
                told[name] = [*(told.get(name) or []), *({key: kind} for kind in kinds if kind not in have)]
            told.setdefault("ContactPersons", [])
        if manners.odd_enums:
            told.setdefault("Addresses", []).append({"AddressType": "DELIVERY", "AddressLine1": "x"})
            told.setdefault("Phones", []).append({"PhoneType": "PIGEON", "PhoneNumber": "1"})
            told["PaymentTerms"] = {"Sales": {"Day": 3, "Type": "DAYSAFTERFULLMOON"}}
        return told

    def _shaped(self, value: Any, key: str = "") -> Any:
        """Numbers and ids as the manners write them, all the way down."""
        manners = self.manners
        if isinstance(value, dict):
            return {name: self._shaped(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self._shaped(one) for one in value]
        if manners.upper_ids and key.endswith("ID") and isinstance(value, str):
            return value.upper()
        if isinstance(value, float):
            if manners.numbers == "text":
                return f"{value:.2f}"
            return int(value) if manners.numbers == "short" and value == int(value) else value
        return value

    # ------------------------------------------------------------ writing

    def write(self, resource: str, method: str, elements: list[dict[str, Any]], *, summary: bool) -> tuple[int, Any]:
        """PUT or POST of several: with `summary` all or nothing and 400, otherwise 200 with a verdict each."""
        key = resource.removesuffix("s") + "ID"
        checked = [(one, self._problems(resource, key, method, one, elements[:place])) for place, one in enumerate(elements)]
        if summary and any(problems for _, problems in checked):
            told = [{key: NIL, **one, "ValidationErrors": [{"Message": text} for text in problems]} for one, problems in checked]
            body = {"ErrorNumber": 10, "Type": "ValidationException", "Message": "A validation exception occurred", "Elements": told}
            return 400, body
        answers = [self._refused(key, one, problems) if problems else self._saved(resource, key, one) for one, problems in checked]
        if self.manners.echo == "reordered":
            answers.reverse()
        return self.manners.created_status, {resource: answers}

    def _problems(self, resource: str, key: str, method: str, one: dict[str, Any], before: list[dict[str, Any]]) -> list[str]:
        books = self.books.setdefault(resource, {})
        own = str(one.get(key, "")).lower()
        if method == "POST" and own not in books:
            return ["It could not be found"]
        name_key = "Name" if resource == "Contacts" else "Code"
        name = str(one.get(name_key, "" if method == "PUT" else books[own].get(name_key, ""))).strip()
        if not name:
            return [f"The {name_key} cannot be empty."]
        if len(name) > 255:
            return ["The Name field length must not exceed 255."]
        others = [row for found, row in books.items() if found != own] + before
        if resource == "Items":
            return [f"Price List Item with Code '{name}' already exists"] if any(row.get("Code") == name for row in others) else []
        active = [row for row in others if row.get("ContactStatus", "ACTIVE") == "ACTIVE"]
        if any(str(row.get("Name", "")).strip().lower() == name.lower() for row in active):
            return [_TAKEN.format(name)]
        number = one.get("ContactNumber")
        if number and any(row.get("ContactNumber") == number for row in others):
            return ["Another contact has this contact number. Please enter a different contact number."]
        mail = str(one.get("EmailAddress") or "")
        return ["Email address must be valid."] if mail and "." not in mail.rpartition("@")[2] else []

    def _refused(self, key: str, one: dict[str, Any], problems: list[str]) -> dict[str, Any]:
        told = {key: NIL, **one, self.manners.errors_in: [{"Message": text} for text in problems]}
        if self.manners.status_word:
            told["StatusAttributeString"] = "ERROR"
        if self.manners.flags == "both":
            told |= {"HasErrors": True, "HasValidationErrors": True}
        return told

    def _saved(self, resource: str, key: str, one: dict[str, Any]) -> dict[str, Any]:
        own = str(one.get(key) or self._id("")).lower()
        fresh = {"ContactStatus": "ACTIVE"} if resource == "Contacts" else {}
        row = {**self.books[resource].get(own, fresh), **self._stored(one), key: own}
        self._put(resource, key, row)
        told = self.answered(resource, row)
        if self.manners.echo == "sent":
            told = {name: told[name] for name in (*one, key) if name in told}
        if self.manners.status_word:
            told["StatusAttributeString"] = "OK"
        if self.manners.flags == "both":
            told |= {"HasErrors": False, "HasValidationErrors": False}
        return told

    def _stored(self, value: Any, name: str = "") -> Any:
        """What is kept of what was sent."""
        if isinstance(value, dict):
            return {key: self._stored(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [self._stored(one, name) for one in value]
        if not isinstance(value, str) or (name.endswith(("ID", "Type", "Status", "Number")) and name != "PhoneNumber"):
            return value
        stores = self.manners.stores
        return {"trim": " ".join(value.split()), "cut": value[:10], "title": value.title(), "upper": value.upper()}.get(stores, value)

    def edit(self, xero_id: str, **fields: Any) -> None:
        """Act as the user of Xero."""
        row = self.books["Contacts"][xero_id.lower()]
        self._put("Contacts", "ContactID", {**row, **fields})

    def _put(self, resource: str, key: str, row: dict[str, Any]) -> None:
        self.changed[row[key]] = time.time()
        self.books.setdefault(resource, {})[row[key]] = {**row, "UpdatedDateUTC": self.stamp(time.time())}

    # ------------------------------------------------------------ seeds

    @staticmethod
    def _id(name: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, name) if name else uuid.uuid4())

    def _seed(self, number: int) -> None:
        """A contact with its documents; every fifth has only a name, every eleventh is archived."""
        contact = {
            "ContactID": self._id(f"contact{number}"),
            "ContactStatus": "ARCHIVED" if number % 11 == 10 else "ACTIVE",
            "Name": f"Customer {number} O'Hara & Söhne",
            "IsSupplier": False,
            "IsCustomer": True,
        }
        if number % 5:
            contact |= {
                "FirstName": "Ann",
                "LastName": f"Hara {number}",
                "EmailAddress": f"ann{number}@hara.example",
                "Addresses": [{"AddressType": "POBOX", "AddressLine1": "P O Box 123", "City": "Wellington", "PostalCode": "6011"}],
                "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "1111111", "PhoneAreaCode": "04", "PhoneCountryCode": "64"}],
                "ContactPersons": [{"FirstName": "Bo", "LastName": "Li", "EmailAddress": "bo@li.example", "IncludeInEmails": False}],
            }
        self._put("Contacts", "ContactID", contact)
        stub = {"ContactID": contact["ContactID"], "Name": contact["Name"], "Addresses": [], "Phones": []}
        self._documents(number, stub)

    def _documents(self, number: int, stub: dict[str, Any]) -> None:
        day = date.today() - timedelta(days=200 * number)
        total, paid = 115.0, 115.0 if number % 3 == 0 else 40.5 if number % 3 == 1 else 0.0
        invoice = {
            "InvoiceID": self._id(f"invoice{number}"),
            "Type": "ACCREC",
            "InvoiceNumber": f"INV-{number:04}",
            "Reference": "",
            "Contact": stub,
            "Status": "PAID" if paid == total else "SOMENEWSTATUS" if self.manners.odd_enums and number % 2 else "AUTHORISED",
            "LineAmountTypes": "Exclusive",
            "LineItems": [{"LineItemID": self._id(f"line{number}"), "Description": "Tulips", "Quantity": 10.0, "UnitAmount": 10.0,
                           "TaxType": "OUTPUT2", "TaxAmount": 15.0, "LineAmount": 100.0, "AccountCode": "200", "Tracking": []}],
            "SubTotal": 100.0, "TotalTax": 15.0, "Total": total, "AmountDue": total - paid, "AmountPaid": paid, "AmountCredited": 0.0,
            "CurrencyCode": "NZD", "CurrencyRate": 1.0, "Payments": [], "CreditNotes": [],
            **self._day("Date", f"invoice{number}", day), **self._day("DueDate", f"invoice{number}", day + timedelta(days=20)),
        }  # fmt: skip
        self._put("Invoices", "InvoiceID", invoice)
        if paid:
            self._put("Payments", "PaymentID", {
                "PaymentID": self._id(f"payment{number}"), "Amount": paid, "Reference": "", "CurrencyRate": 1.0, "Status": "AUTHORISED",
                "PaymentType": "ACCRECPAYMENT", **self._day("Date", "", day),
                "Invoice": {"InvoiceID": invoice["InvoiceID"], "InvoiceNumber": invoice["InvoiceNumber"], "Contact": stub},
            })  # fmt: skip
        if number % 4 == 0:
            self._put("CreditNotes", "CreditNoteID", {
                "CreditNoteID": self._id(f"credit{number}"), "CreditNoteNumber": f"CN-{number}", "Type": "ACCRECCREDIT", "Contact": stub,
                "Status": "AUTHORISED", "SubTotal": 10.0, "TotalTax": 1.5, "Total": 11.5, "RemainingCredit": 11.5, "CurrencyCode": "NZD",
                "Allocations": [], "LineItems": [], **self._day("Date", "", day),
            })  # fmt: skip
        if number % 6 == 0:
            self._put("Quotes", "QuoteID", {
                "QuoteID": self._id(f"quote{number}"), "QuoteNumber": f"QU-{number}", "Status": "SENT", "Contact": stub, "Total": 115.0,
                "SubTotal": 100.0, "TotalTax": 15.0, "CurrencyCode": "NZD", "LineItems": [], "Title": "A", **self._day("Date", "", day),
            })  # fmt: skip

    def _day(self, name: str, owner: str, day: date) -> dict[str, str]:
        if owner:
            self.days[self._id(owner), name] = day.isoformat()
        if self.manners.iso_dates:
            return {name: f"{day.isoformat()}T00:00:00"}
        seconds = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
        return {name: f"/Date({seconds * 1000}{self.manners.offset})/", f"{name}String": f"{day.isoformat()}T00:00:00"}
