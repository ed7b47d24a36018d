"""Quotes in all their states, and the history notes of a few records."""

from datetime import date, timedelta

from xerodesk.demo.seed.arithmetic import money, rate
from xerodesk.demo.seed.draws import Calendar, Draws
from xerodesk.demo.seed.lines import Liner
from xerodesk.demo.seed.money_in import MILLION
from xerodesk.demo.seed.people import Party
from xerodesk.demo.seed.words import JOBS
from xerodesk.demo.state import Organisation, Record
from xerodesk.demo.wire import Json, stamp

_OLD = ("INVOICED", "INVOICED", "INVOICED", "ACCEPTED", "DECLINED", "DECLINED", "SENT", "DELETED")
_NEW = ("DRAFT", "SENT", "SENT", "ACCEPTED")
_CALLS = (
    "Called about the overdue invoice; will pay on Friday.", "Asked for a copy of the statement.", "Prefers e-mail to the phone.",
    "Wants one invoice per site.", "Purchase order number needed on every invoice.", "New bookkeeper from next month.",
)


def write_quotes(org: Organisation, parties: list[Party], count: int, liner: Liner, calendar: Calendar, draw: Draws) -> None:
    """Enter so many quotes for customers at home, newest last, at least one in each state when there are enough."""
    today = calendar.today
    ages = sorted((round(700 * draw.random() ** 1.5) + 1 for _ in range(count)), reverse=True)
    terms = "Valid for 30 days. Timber prices are those of the day. A deposit of 30 % is due on acceptance."
    for number, age in enumerate(ages, 1):
        day = calendar.workday(today - timedelta(days=age))
        state = _OLD[number % len(_OLD)] if age > 45 else _NEW[number % len(_NEW)]
        quote = _quote(org, parties[draw.randrange(len(parties))], day, number, liner, calendar, draw)
        quote |= {"Status": state, "Terms": terms if number % 3 else ""}
        org.quotes[quote["QuoteID"]] = Record(quote, calendar.moment(day + timedelta(days=min(age - 1, draw.randrange(20))), draw))


def _quote(org: Organisation, party: Party, day: date, number: int, liner: Liner, calendar: Calendar, draw: Draws) -> Json:
    lines, foot = liner.goods("Exclusive", "")
    text, day_stamp = calendar.texts(day)
    expiry_text, expiry = calendar.texts(day + timedelta(days=30))
    job = draw.choice(JOBS)
    return {
        "QuoteID": draw.new_id(), "QuoteNumber": f"QU-{number:04d}", "Reference": f"Site {draw.randrange(1, 9)}" if number % 4 == 0 else "",
        "Contact": {"ContactID": party.contact_id, "Name": party.data["Name"], "EmailAddress": party.data["EmailAddress"]},
        "LineItems": lines, "Date": day_stamp, "DateString": text, "ExpiryDate": expiry, "ExpiryDateString": expiry_text,
        "CurrencyRate": rate(MILLION), "CurrencyCode": org.base_currency, "SubTotal": money(foot.sub_total), "TotalTax": money(foot.tax),
        "Total": money(foot.total), "TotalDiscount": money(foot.discount), "Title": job[:100],
        "Summary": f"{job}: made in our workshop, delivered and fitted.", "LineAmountTypes": "EXCLUSIVE",
        "BrandingThemeID": next(org.branding_themes.datas())["BrandingThemeID"],
    }


def write_notes(org: Organisation, parties: list[Party], calendar: Calendar, draw: Draws) -> None:
    """Notes on every eighth customer, and what Xero itself remembers of sent invoices."""
    meg = f"{org.users[0]['FirstName']} {org.users[0]['LastName']}"
    for party in parties[::8]:
        day = max(party.since, calendar.today - timedelta(days=draw.randrange(2, 400)))
        org.history[party.contact_id] = [_note("Note", draw.choice(_CALLS), meg, day, calendar, draw)]
    for data in list(org.invoices.datas())[-60:]:
        if data.get("SentToContact"):
            day = date.fromisoformat(data["DateString"][:10])
            details = f"This invoice has been sent to {data['Contact']['Name']}."
            org.history[data["InvoiceID"]] = [
                _note("Approved", "", meg, day, calendar, draw), _note("Invoice sent", details, meg, day, calendar, draw),
            ]


def _note(changes: str, details: str, user: str, day: date, calendar: Calendar, draw: Draws) -> Json:
    moment = calendar.moment(day, draw)
    text = moment.strftime("%Y-%m-%dT%H:%M:%S")
    return {"Changes": changes, "DateUTCString": text, "DateUTC": stamp(moment), "User": user, "Details": details}
