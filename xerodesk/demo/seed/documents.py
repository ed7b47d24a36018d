"""Invoices and bills of the demo books, as Xero gives them in a paged read."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from xerodesk.demo.seed.arithmetic import money, rate
from xerodesk.demo.seed.draws import Calendar, Draws
from xerodesk.demo.seed.lines import Foot
from xerodesk.demo.seed.people import Party
from xerodesk.demo.wire import Json

_OPEN = ("AUTHORISED", "PAID")


@dataclass(slots=True)
class Bill:
    """A sales invoice or a supplier's bill in the making. Amounts in hundredths, the rate in millionths."""

    party: Party
    day: date
    due: date
    lines: list[Json]
    foot: Foot
    currency: str
    rate: int
    number: str
    reference: str
    status: str
    sale: bool = True
    sent: bool = False
    theme: str = ""
    invoice_id: str = ""
    payments: list[Json] = field(default_factory=list)
    credits: dict[str, list[Json]] = field(default_factory=dict)  # CreditNotes, Prepayments, Overpayments
    paid: int = 0
    credited: int = 0
    last: date = date.min  # the day of the last thing that happened to it

    @property
    def owing(self) -> int:
        """What is still to be paid of an approved document."""
        return self.foot.total - self.paid - self.credited


def due_day(day: date, terms: Json | None) -> date:
    """The day terms of Xero (`{"Day", "Type"}`) make a document due; without terms, 30 days."""
    if not terms:
        return day + timedelta(days=30)
    number, kind = int(terms["Day"]), terms["Type"]
    if kind == "DAYSAFTERBILLDATE":
        return day + timedelta(days=number)
    month_end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if kind == "DAYSAFTERBILLMONTH":
        return month_end + timedelta(days=number)
    if kind == "OFCURRENTMONTH" and day.day <= number:
        return min(day.replace(day=min(number, month_end.day)), month_end)
    following = month_end + timedelta(days=1)
    following_end = (following.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return following.replace(day=min(number, following_end.day))


def contact_stub(party: Party) -> Json:
    """The contact as documents in a list name it."""
    return {
        "ContactID": party.contact_id, "Name": party.data["Name"], "Addresses": [], "Phones": [], "ContactGroups": [],
        "ContactPersons": [], "HasValidationErrors": False,
    }


class Writer:
    """Turns a Bill into Xero's Invoice object."""

    def __init__(self, calendar: Calendar, draw: Draws) -> None:
        self._calendar, self._draw = calendar, draw
        self._stubs: dict[str, Json] = {}

    def stub(self, party: Party) -> Json:
        """The contact inside a document; one object for all documents of a contact."""
        found = self._stubs.get(party.contact_id)
        if found is None:
            found = self._stubs[party.contact_id] = contact_stub(party)
        return found

    def invoice(self, bill: Bill) -> Json:
        """Xero's Invoice object, with what was paid and credited."""
        day_text, day_stamp = self._calendar.texts(bill.day)
        due_text, due_stamp = self._calendar.texts(bill.due)
        approved = bill.status in _OPEN
        gone = bill.status in ("VOIDED", "DELETED")
        data: Json = {
            "Type": "ACCREC" if bill.sale else "ACCPAY", "InvoiceID": bill.invoice_id, "InvoiceNumber": bill.number,
            "Reference": bill.reference, "Payments": bill.payments, "CreditNotes": bill.credits.get("CreditNotes", []),
            "Prepayments": bill.credits.get("Prepayments", []), "Overpayments": bill.credits.get("Overpayments", []),
            "AmountDue": money(0 if gone else bill.owing), "AmountPaid": money(bill.paid), "AmountCredited": money(bill.credited),
            "CurrencyRate": rate(bill.rate), "IsDiscounted": bill.foot.discount > 0, "HasAttachments": False, "HasErrors": False,
            "Contact": self.stub(bill.party), "DateString": day_text, "Date": day_stamp, "DueDateString": due_text, "DueDate": due_stamp,
            "Status": bill.status, "LineAmountTypes": bill.foot.mode, "LineItems": bill.lines, "SubTotal": money(bill.foot.sub_total),
            "TotalTax": money(bill.foot.tax), "Total": money(bill.foot.total), "CurrencyCode": bill.currency,
        }
        if bill.foot.discount:
            data["TotalDiscount"] = money(bill.foot.discount)
        if bill.sale:
            data["SentToContact"] = bill.sent
            data["BrandingThemeID"] = bill.theme
        if approved and bill.owing == 0:
            data["Status"] = "PAID"
            data["FullyPaidOnDate"] = self._calendar.texts(bill.last)[1]
        return data
