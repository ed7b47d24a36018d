"""The sample company's own side: contacts, deals and products as a CRM would hold them, to go with the demo books."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xerodesk.demo.seed.draws import Draws
from xerodesk.demo.seed.sample_deals import LEADS, NEW_CUSTOMERS, PITCHES, Pitch
from xerodesk.demo.seed.tax_numbers import abn, digits
from xerodesk.demo.state import Organisation
from xerodesk.demo.wire import Json

OWNERS = ("Meg Halloran", "Dev Patel", "Kiri Ngata")
SOURCES = ("Referral", "Website", "Trade show", "Search", "Walk-in")
_ADDRESS = {
    "line1": "AddressLine1", "line2": "AddressLine2", "city": "City", "region": "Region", "postcode": "PostalCode", "country": "Country",
}
_CONTACT = (
    "name", "first_name", "last_name", "email", "phone", "mobile", "website", "tax_number", "account_number", "currency", "payment_terms",
    *(f"{kind}_{part}" for kind in ("billing", "delivery") for part in _ADDRESS), "stage", "lead_source", "owner", "notes",
)
# What is written differently here than in Xero, one field each; the e-mail of the last leaves only the name in common.
_DIFFERENT = (
    ("Wollombi Creek Brewing Co-operative Ltd", "mobile", "0491 570 110"),
    ("Te Awa Roastery Ltd", "billing_line2", "Level 2"),
    ("Marlowe-Fitzgerald Architects Pty Limited", "payment_terms", "Net 14"),
    ("Shire of Brigalow Plains", "billing_line1", "Works Depot, 4 Saleyards Road"),
    ("Gumleaf Physiotherapy and Hydrotherapy Centre of Greater Newcastle Pty Ltd", "account_number", "GUMLEAF-01"),
    ("Banksia & Bloom Florist", "email", "shop@banksiabloom.example"),
)


@dataclass(frozen=True)
class SampleCrm:
    """Rows with the keys of the export: text for everything, "" for nothing, decimals as text, days as `YYYY-MM-DD`."""

    contacts: list[dict[str, Any]]
    deals: list[dict[str, Any]]
    products: list[dict[str, Any]]


def sample_records(org: Organisation, today: date) -> SampleCrm:
    """The CRM side of these books: most customers as Xero has them, six with one difference, some that Xero does not know, leads,
    deals at every stage, and the products. Made for the Australian books; with others the deals go to whoever is there."""
    draw = Draws(f"crm-{org.seed}")
    dial = {"AU": "61", "NZ": "64", "GB": "44", "US": "1"}[str(org.organisation["CountryCode"])]
    contacts = [_from_xero(data, dial, draw) for data in _customers(org)]
    by_name = {row["name"]: row for row in contacts}
    for name, field, value in _DIFFERENT:
        if name in by_name:
            by_name[name][field] = value
    contacts += [_stranger(person, "customer", draw) for person in NEW_CUSTOMERS]
    contacts += [_stranger(person, "lead", draw) for person in LEADS]
    names = [row["name"] for row in contacts]
    deals = [_deal(pitch, names, number, org, today, draw) for number, pitch in enumerate(PITCHES)]
    return SampleCrm(contacts, deals, [_product(data) for data in org.items.datas()])


def _customers(org: Organisation) -> list[Json]:
    """Active contacts that buy; of every twelve two are not in the CRM yet."""
    found = [data for data in org.contacts.datas() if data["ContactStatus"] == "ACTIVE" and (data["IsCustomer"] or not data["IsSupplier"])]
    return [data for place, data in enumerate(found) if place < 30 or place % 12 not in (4, 9)]


def _blank() -> dict[str, Any]:
    return {**dict.fromkeys(_CONTACT, ""), "people": []}


def _from_xero(data: Json, dial: str, draw: Draws) -> dict[str, Any]:
    row = _blank()
    row |= {
        "name": data["Name"], "first_name": str(data.get("FirstName", "")).strip(), "last_name": str(data.get("LastName", "")).strip(),
        "email": data.get("EmailAddress", ""), "website": data.get("Website", ""), "tax_number": data.get("TaxNumber", ""),
        "account_number": data.get("AccountNumber", ""), "currency": data.get("DefaultCurrency", ""), "payment_terms": terms_text(data),
        "stage": "customer", "lead_source": draw.choice(SOURCES), "owner": draw.choice(OWNERS),
    }
    for phone in data["Phones"]:
        if phone["PhoneType"] in ("DEFAULT", "MOBILE"):
            row["phone" if phone["PhoneType"] == "DEFAULT" else "mobile"] = phone_text(phone, dial)
    for address in data["Addresses"]:
        kind = "billing" if address["AddressType"] == "POBOX" else "delivery"
        row |= {f"{kind}_{part}": address.get(name, "") for part, name in _ADDRESS.items()}
    row["people"] = [
        {
            "first_name": person["FirstName"], "last_name": person["LastName"], "email": person["EmailAddress"], "phone": "", "role": "",
            "gets_invoice": person["IncludeInEmails"],
        }
        for person in data["ContactPersons"]
    ]
    if draw.chance(0.15):
        row["notes"] = draw.choice(("Met at the trade show.", "Prefers reclaimed timber.", "Call before delivering.\nDog in the yard."))
    return row


def phone_text(phone: Json, dial: str) -> str:
    """A phone as people write it: with its trunk zero at home, with + abroad, as it stands when it is not in parts."""
    country, area, number = phone["PhoneCountryCode"].lstrip("+"), phone["PhoneAreaCode"].lstrip("0"), phone["PhoneNumber"]
    if not number or not area:
        return str(number)
    if any(sign.isalpha() for sign in number):
        return f"{area} {number}"
    if country and country != dial:
        return f"+{country} {area} {number}"
    if dial == "1":
        return f"({area}) {number}"
    return f"0{area} {number}" if phone["PhoneType"] == "MOBILE" else f"(0{area}) {number}"


def terms_text(data: Json) -> str:
    """The sales terms of a contact in words, empty where it has none."""
    terms = data.get("PaymentTerms", {}).get("Sales")
    if not terms:
        return ""
    day = terms["Day"]
    ordinal = f"{day}{'th' if 10 < day % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
    return {
        "DAYSAFTERBILLDATE": f"Net {day}", "DAYSAFTERBILLMONTH": f"{day} days after the end of the month",
        "OFCURRENTMONTH": f"{ordinal} of this month", "OFFOLLOWINGMONTH": f"{ordinal} of next month",
    }[terms["Type"]]


def _stranger(person: tuple[str, str, str, str, str, str], stage: str, draw: Draws) -> dict[str, Any]:
    name, first, last, town, region, postcode = person
    domain = "".join(sign for sign in name.lower() if sign.isascii() and sign.isalnum())
    row = _blank() | {
        "name": name, "first_name": first, "last_name": last, "email": f"hello@{domain}.example", "mobile": digits(draw, "0491 570 ###"),
        "currency": "AUD", "stage": stage, "lead_source": draw.choice(SOURCES), "owner": draw.choice(OWNERS),
        "billing_city": town, "billing_region": region, "billing_postcode": postcode, "billing_country": "Australia",
    }
    if stage == "customer":
        row |= {
            "billing_line1": f"{draw.randrange(2, 90)} Vincent Street", "payment_terms": "Net 14", "tax_number": abn(draw),
            "phone": digits(draw, "(02) 5550 0###"),
        }
    return row


def _deal(pitch: Pitch, names: list[str], number: int, org: Organisation, today: date, draw: Draws) -> dict[str, Any]:
    over = pitch.stage in ("won", "lost")
    close = today + timedelta(days=-pitch.days if over else pitch.days)
    items = {data["Code"]: data for data in org.items.datas()}
    standard = next(data["SalesDetails"] for data in items.values() if data["IsSold"])
    lines = []
    for code, words, quantity, price in pitch.lines:
        details = items[code]["SalesDetails"] if code in items else standard
        lines.append({
            "product": code if code in items else "", "description": words, "quantity": quantity, "unit_price": price, "discount": "",
            "account": details["AccountCode"] if code in items else "200", "tax": details["TaxType"],
        })
    return {
        "title": pitch.title, "contact": pitch.customer if pitch.customer in names else names[number % len(names)], "stage": pitch.stage,
        "currency": org.base_currency, "expected_close": close.isoformat(), "won_on": close.isoformat() if pitch.stage == "won" else "",
        "lead_source": draw.choice(SOURCES), "owner": draw.choice(OWNERS), "lines": lines,
    }


def _price(value: object) -> str:
    """A price as text, with two decimals where they are enough."""
    if not isinstance(value, Decimal):
        return ""
    return f"{value:.2f}" if value == value.quantize(Decimal("0.01")) else str(value)


def _product(data: Json) -> dict[str, Any]:
    sales, buys = data["SalesDetails"], data["PurchaseDetails"]
    return {
        "code": data["Code"], "name": data["Name"], "description": data["Description"], "unit_price": _price(sales.get("UnitPrice")),
        "account": sales.get("AccountCode", ""), "tax_type": sales.get("TaxType", ""), "purchase_price": _price(buys.get("UnitPrice")),
        "purchase_account": buys.get("AccountCode", ""),
    }
