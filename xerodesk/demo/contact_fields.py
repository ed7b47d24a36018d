"""The fields of a Xero contact: which can be written, how long they may be, and how what is sent is laid over what is there."""

import re
from typing import Any

from xerodesk.demo.elements import Refused
from xerodesk.demo.options import Options
from xerodesk.demo.wire import Json

LENGTHS = {
    "Name": 255,
    "FirstName": 255,
    "LastName": 255,
    "EmailAddress": 255,
    "ContactNumber": 50,
    "AccountNumber": 50,
    "CompanyNumber": 50,
    "TaxNumber": 50,
    "BankAccountDetails": 255,
}
OTHER_TEXT = (
    "AccountsReceivableTaxType",
    "AccountsPayableTaxType",
    "SalesDefaultLineAmountType",
    "PurchasesDefaultLineAmountType",
    "SalesDefaultAccountCode",
    "PurchasesDefaultAccountCode",
    "DefaultCurrency",
    "XeroNetworkKey",
    "TrackingCategoryName",
    "TrackingCategoryOption",
    "TaxNumberType",
)
ADDRESS_LENGTHS = {
    "AddressLine1": 500,
    "AddressLine2": 500,
    "AddressLine3": 500,
    "AddressLine4": 500,
    "City": 255,
    "Region": 255,
    "PostalCode": 50,
    "Country": 50,
    "AttentionTo": 255,
}
PHONE_LENGTHS = {"PhoneNumber": 50, "PhoneAreaCode": 10, "PhoneCountryCode": 20}
PERSON_LENGTHS = {"FirstName": 255, "LastName": 255, "EmailAddress": 255}
ADDRESS_TYPES = ("STREET", "POBOX")
PHONE_TYPES = ("DDI", "DEFAULT", "FAX", "MOBILE")
TERM_TYPES = ("DAYSAFTERBILLDATE", "DAYSAFTERBILLMONTH", "OFCURRENTMONTH", "OFFOLLOWINGMONTH")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SHORT = ("City", "Region", "PostalCode", "Country")  # Xero shows these of an address even when they are empty


def text_of(value: Any, name: str, longest: int, options: Options) -> str:
    """A text as it is saved. Raises Refused if it is too long, or is no text."""
    if isinstance(value, (dict, list, bool)):
        raise Refused(f"{name} is not valid")
    text = str(value)
    if options.trim_values:
        text = text.strip()
    if len(text) > longest:
        if not options.cut_values:
            raise Refused(f"{name} must not be more than {longest} characters long.")
        text = text[:longest]
    return text


def empty_address(kind: str) -> Json:
    """An address of a kind with nothing in it."""
    return {"AddressType": kind, **dict.fromkeys(_SHORT, "")}


def empty_phone(kind: str) -> Json:
    """A phone of a kind with nothing in it."""
    return {"PhoneType": kind, "PhoneNumber": "", "PhoneAreaCode": "", "PhoneCountryCode": ""}


def new_contact(contact_id: str) -> Json:
    """A contact as Xero shows one of which nothing is known: both addresses and all four phones are there."""
    return {
        "ContactID": contact_id,
        "ContactStatus": "ACTIVE",
        "Name": "",
        "BankAccountDetails": "",
        "Addresses": [empty_address(kind) for kind in ADDRESS_TYPES],
        "Phones": [empty_phone(kind) for kind in PHONE_TYPES],
        "ContactGroups": [],
        "IsSupplier": False,
        "IsCustomer": False,
        "SalesTrackingCategories": [],
        "PurchasesTrackingCategories": [],
        "ContactPersons": [],
        "HasAttachments": False,
        "HasValidationErrors": False,
    }


class Layer:
    """Lays what was sent over a contact, collecting all that is wrong instead of stopping at the first."""

    def __init__(self, data: Json, options: Options) -> None:
        self.data, self.options = data, options
        self.problems: list[str] = []

    def lay(self, sent: Json) -> None:
        """Take over everything writable; other keys are ignored without a word, as Xero does."""
        for name, longest in (*LENGTHS.items(), *((name, 255) for name in OTHER_TEXT)):
            if name in sent:
                self._text(self.data, sent, name, longest)
        if self.data.get("EmailAddress") and not valid_email(self.data["EmailAddress"]):
            self.problems.append("Email address must be valid.")
        self._typed(sent.get("Addresses"), "Addresses", "AddressType", ADDRESS_LENGTHS)
        self._typed(sent.get("Phones"), "Phones", "PhoneType", PHONE_LENGTHS)
        if "ContactPersons" in sent:
            self._persons(sent["ContactPersons"])
        if "PaymentTerms" in sent:
            self._terms(sent["PaymentTerms"])

    def _text(self, data: Json, sent: Json, name: str, longest: int) -> None:
        try:
            text = text_of(sent[name], name, longest, self.options)
        except Refused as error:
            self.problems += error.messages
            return
        if text or name in ("Name", "BankAccountDetails", "City", "Region", "PostalCode", "Country", *PHONE_LENGTHS):
            data[name] = text
        else:
            data.pop(name, None)

    def _typed(self, sent: Any, name: str, type_field: str, lengths: dict[str, int]) -> None:
        """Addresses or phones: those of a type sent change; the rest stays or, with `replace_elements`, is emptied."""
        if sent is None:
            return
        empty = empty_address if name == "Addresses" else empty_phone
        present = {str(item[type_field]): item for item in self.data[name]}
        if not isinstance(sent, list) or not all(isinstance(item, dict) for item in sent):
            self.problems.append(f"{name} is not valid")
            return
        if self.options.replace_elements:
            present = {kind: empty(kind) for kind in present}
        for item in sent:
            kind = item.get(type_field)
            if kind not in present:
                self.problems.append(f"The {type_field} {kind} is not valid.")
                continue
            for field, longest in lengths.items():
                if item.get(field) is not None:
                    self._text(present[kind], item, field, longest)
            if re.search(r"[0-9]", str(present[kind].get("Country", ""))):
                self.problems.append("Country may only contain letters.")
        self.data[name] = list(present.values())

    def _persons(self, sent: Any) -> None:
        if not isinstance(sent, list) or len(sent) > 5 or not all(isinstance(item, dict) for item in sent):
            self.problems.append("A contact can have no more than 5 contact persons.")
            return
        persons = []
        for item in sent:
            person: Json = {"FirstName": "", "LastName": "", "EmailAddress": ""}
            for field, longest in PERSON_LENGTHS.items():
                if item.get(field) is not None:
                    self._text(person, item, field, longest)
            if person.get("EmailAddress") and not valid_email(person["EmailAddress"]):
                self.problems.append("Email address must be valid.")
            persons.append({**person, "IncludeInEmails": item.get("IncludeInEmails") is True})
        self.data["ContactPersons"] = persons

    def _terms(self, sent: Any) -> None:
        terms = dict(self.data.get("PaymentTerms", {}))
        for side in ("Bills", "Sales"):
            term = sent.get(side) if isinstance(sent, dict) else None
            if not term:
                continue
            day = term.get("Day")
            if not isinstance(day, int) or not 0 <= day <= 31 or term.get("Type") not in TERM_TYPES:
                self.problems.append(f"The payment terms for {side.lower()} are not valid.")
                continue
            terms[side] = {"Day": day, "Type": term["Type"]}
        if terms:
            self.data["PaymentTerms"] = terms


def valid_email(address: str) -> bool:
    """Xero's idea of an address: something@something.something, ASCII only."""
    return address.isascii() and _EMAIL.fullmatch(address) is not None
