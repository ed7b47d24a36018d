"""Xero records as the published API shows them, and strategies that make more of their kind."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from xerodesk.mapping.phones import Parts
from xerodesk.mapping.xero_contact import ADDRESS_PARTS

CONTACT: dict[str, Any] = {
    "ContactID": "bd2270c3-8706-4c11-9cfb-000b551c3f51",
    "ContactStatus": "ACTIVE",
    "Name": "Harbour Café Pty Ltd",
    "FirstName": "Zoë",
    "LastName": "O'Brien",
    "EmailAddress": "Zoe@harbour.com.au",
    "TaxNumber": "51 824 753 556",
    "DefaultCurrency": "AUD",
    "Website": None,
    "Addresses": [
        {"AddressType": "STREET", "AddressLine1": "", "City": "", "Country": "", "AttentionTo": ""},
        {
            "AddressType": "POBOX", "AddressLine1": "PO Box 12", "AddressLine3": "Level 3", "City": "Sydney", "Region": "NSW",
            "PostalCode": "2000", "Country": "Australia", "AttentionTo": "Accounts", "NewKey": {"kept": [1, 2]},
        },
    ],
    "Phones": [
        {"PhoneType": "DDI", "PhoneNumber": "", "PhoneAreaCode": "", "PhoneCountryCode": ""},
        {"PhoneType": "DEFAULT", "PhoneNumber": "9999 1234", "PhoneAreaCode": "2", "PhoneCountryCode": "61", "Extra": "kept"},
        {"PhoneType": "FAX", "PhoneNumber": "9999 0000", "PhoneAreaCode": "02", "PhoneCountryCode": ""},
        {"PhoneType": "MOBILE", "PhoneNumber": "", "PhoneAreaCode": "", "PhoneCountryCode": ""},
    ],
    "ContactPersons": [
        {"FirstName": "Ann", "LastName": "Lee", "EmailAddress": "ann@harbour.com.au", "IncludeInEmails": True, "Unknown": "kept"},
        {"FirstName": "Bob", "LastName": "Low", "EmailAddress": "", "IncludeInEmails": False, "Other": 7},
    ],
    "PaymentTerms": {"Bills": {"Day": 15, "Type": "OFCURRENTMONTH", "Kept": 1}, "Sales": {"Day": 10, "Type": "DAYSAFTERBILLMONTH"}},
    "Balances": {"AccountsReceivable": {"Outstanding": 849.5, "Overdue": 910}},
    "ContactGroups": [{"ContactGroupID": "x", "Name": "VIP"}, {"Name": "Trade"}],
    "IsCustomer": True,
}  # fmt: skip

ITEM: dict[str, Any] = {
    "ItemID": "9a59ea90-942e-484d-9b71-d00ab607e03b",
    "Code": "Merino-2011-LG",
    "Name": "Full Tracked Item",
    "Description": "2011 Merino Sweater\r\nLARGE",
    "PurchaseDetails": {"UnitPrice": 149.0, "AccountCode": "300", "TaxType": "INPUT", "Kept": True},
    "SalesDetails": {"UnitPrice": 299.005, "AccountCode": "200", "TaxType": "OUTPUT"},
    "IsSold": True,
}

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), max_size=20)
short = st.text("0123456789 ", max_size=6).map(str.strip)


def phone_values() -> st.SearchStrategy[str]:
    """Xero phone values in the form the catalogue describes."""
    number = st.text("0123456789 ()-", max_size=12).map(str.strip)
    return st.builds(lambda country, area, rest: Parts(country, area, rest).text, short, short, number)


def people() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Lists of people with at least a name or an e-mail."""
    person = st.fixed_dictionaries(
        {
            "first_name": words,
            "last_name": words,
            "email": st.sampled_from(["", "ann@harbour.com.au", "new@x.com"]),
            "gets_invoice": st.booleans(),
        }
    )
    return st.lists(person.filter(lambda one: any((one["first_name"], one["last_name"], one["email"]))), max_size=5)


def contact_changes() -> st.SearchStrategy[dict[str, Any]]:
    """Some changed Xero fields of a contact."""
    options: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(("Name", "FirstName", "TaxNumber", "AccountNumber"), words)
    options.update({f"Addresses.{kind}.{part}": words for kind in ("POBOX", "STREET") for part in ADDRESS_PARTS})
    options.update({f"Phones.{kind}": phone_values() for kind in ("DEFAULT", "MOBILE", "DDI", "FAX")})
    options["ContactPersons"] = people()
    options["PaymentTerms.Sales"] = st.sampled_from(
        ["", "Net 30", "20th of this month", "3rd of next month", "1 day after the end of the month"]
    )
    return st.fixed_dictionaries({}, optional=options)
