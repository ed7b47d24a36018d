"""What a contact owes and is owed, in the base currency, from its approved invoices and bills."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from xerodesk.demo.arithmetic import ZERO, money, number
from xerodesk.demo.state import Record
from xerodesk.demo.wire import Json, read_day

_SIDES = {"ACCREC": "AccountsReceivable", "ACCPAY": "AccountsPayable"}


def settle_contact(record: Record, invoices: Iterable[Json], today: date) -> None:
    """Fill Balances, IsCustomer and IsSupplier of a contact. UpdatedDateUTC does not move: one of Xero's blind spots."""
    sums = {kind: {"Outstanding": ZERO, "Overdue": ZERO} for kind in _SIDES}
    used = set()
    for invoice in invoices:
        kind = str(invoice["Type"])
        if invoice["Status"] not in ("DELETED", "VOIDED"):
            used.add(kind)
        if invoice["Status"] != "AUTHORISED" or not invoice["AmountDue"]:
            continue
        due = money(number(invoice["AmountDue"]) / (number(invoice.get("CurrencyRate")) or Decimal(1)))
        sums[kind]["Outstanding"] += due
        due_day = read_day(invoice.get("DueDate"))
        if due_day is not None and due_day < today:
            sums[kind]["Overdue"] += due
    data = record.data
    before = data.get("Balances"), data.get("IsCustomer"), data.get("IsSupplier")
    data["IsCustomer"], data["IsSupplier"] = "ACCREC" in used, "ACCPAY" in used
    data.pop("Balances", None)
    if used:
        data["Balances"] = {_SIDES[kind]: amounts for kind, amounts in sums.items()}
    if before != (data.get("Balances"), data["IsCustomer"], data["IsSupplier"]):
        record.changed()
