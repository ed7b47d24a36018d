"""How demo documents are settled: payments, credit notes, overpayments and prepayments."""

from datetime import date, timedelta

from xerodesk.demo.seed.arithmetic import fine, halves_up, money, rate
from xerodesk.demo.seed.documents import Bill, Writer
from xerodesk.demo.seed.draws import Calendar, Draws
from xerodesk.demo.seed.lines import Liner, foot
from xerodesk.demo.state import Organisation, Record
from xerodesk.demo.wire import Json

MILLION = 1_000_000


class Cashier:
    """Settles bills and enters what settles them into the organisation."""

    def __init__(self, org: Organisation, writer: Writer, liner: Liner, calendar: Calendar, draw: Draws) -> None:
        self._org, self._writer, self._liner, self._calendar, self._draw = org, writer, liner, calendar, draw
        self._banks = {data["CurrencyCode"]: data for data in org.accounts.datas() if data["BankAccountType"] == "BANK"}
        everyday = next(data for data in org.accounts.datas() if data.get("Code") == "090")
        self._banks[org.base_currency] = everyday
        self._everyday = everyday
        self._notes = self._settled = 0

    def pay(self, bill: Bill, day: date, amount: int, reference: str = "") -> None:
        """Enter one payment of so many hundredths."""
        bank = self._banks.get(bill.currency, self._everyday)
        same = bank["CurrencyCode"] == bill.currency
        stamp = self._calendar.texts(day)[1]
        payment_id = self._draw.new_id()
        value, currency_rate = money(amount), rate(bill.rate)
        account: Json = {"AccountID": bank["AccountID"]}
        if "Code" in bank:
            account["Code"] = bank["Code"]
        data: Json = {
            "PaymentID": payment_id, "Date": stamp, "Amount": value, "Reference": reference, "CurrencyRate": currency_rate,
            "HasValidationErrors": False, "BankAmount": money(amount if same else halves_up(amount * MILLION, bill.rate)),
            "PaymentType": "ACCRECPAYMENT" if bill.sale else "ACCPAYPAYMENT", "Status": "AUTHORISED", "HasAccount": True,
            "IsReconciled": self._draw.random() < 0.8, "Account": account, "Invoice": self.invoice_stub(bill),
        }
        self._org.payments[payment_id] = Record(data, self._calendar.moment(day, self._draw))
        bill.payments.append({
            "PaymentID": payment_id, "Date": stamp, "Amount": value, "Reference": reference, "CurrencyRate": currency_rate,
            "HasAccount": False, "HasValidationErrors": False,
        })
        bill.paid += amount
        bill.last = max(bill.last, day)

    def invoice_stub(self, bill: Bill) -> Json:
        """The invoice as a payment names it: without amounts."""
        return {
            "Type": "ACCREC" if bill.sale else "ACCPAY", "InvoiceID": bill.invoice_id, "InvoiceNumber": bill.number, "Payments": [],
            "CreditNotes": [], "Prepayments": [], "Overpayments": [], "HasErrors": False, "IsDiscounted": False,
            "Contact": self._writer.stub(bill.party), "LineItems": [], "CurrencyCode": bill.currency,
        }

    def _credit(self, bill: Bill, day: date, data: Json, key: str, applied: int, total: int) -> Json:
        """What credit notes, overpayments and prepayments have in common; `applied` of `total` goes to the bill."""
        text, stamp = self._calendar.texts(day)
        allocations = []
        if applied:
            allocations.append({
                "AllocationID": self._draw.new_id(), "Amount": money(applied), "Date": stamp,
                "Invoice": {"InvoiceID": bill.invoice_id, "InvoiceNumber": bill.number},
            })
            kind = key.removesuffix("ID") + "s"
            inside = {name: data[name] for name in (key, "CreditNoteNumber") if name in data}
            inside |= {"AppliedAmount": money(applied), "DateString": text, "Date": stamp, "Total": money(total)}
            bill.credits.setdefault(kind, []).append(inside)
            bill.credited += applied
            bill.last = max(bill.last, day)
        data |= {
            "Contact": self._writer.stub(bill.party), "DateString": text, "Date": stamp, "CurrencyCode": bill.currency,
            "CurrencyRate": rate(bill.rate), "RemainingCredit": money(total - applied), "Allocations": allocations, "Payments": [],
            "HasAttachments": False,
        }
        data.setdefault("Status", "AUTHORISED" if total > applied else "PAID")
        return data

    def credit_note(self, bill: Bill, day: date, share: float, *, allocate: bool = True, status: str = "") -> None:
        """A credit note over a share of the first line (over the whole document when the share is 1)."""
        first = next(line for line in bill.lines if "TaxType" in line)
        mode = bill.foot.mode
        text = "Credit: " + first["Description"]
        if share >= 1:
            lines, total = [self._credited(line) for line in bill.lines], bill.foot
        else:
            price = max(1, int(int(first["LineAmount"] * 100) * share)) * 100
            line, summed = self._liner.line(text, 10_000, price, first["AccountCode"], first["TaxType"], mode)
            lines, total = [line], foot(mode, [summed])
        self._notes += 1
        applied = min(total.total, bill.owing) if allocate else 0
        data: Json = {
            "CreditNoteID": self._draw.new_id(), "CreditNoteNumber": f"CN-{self._notes:04d}", "Type": "ACCRECCREDIT",
            "Reference": "", "LineAmountTypes": mode, "LineItems": lines, "SubTotal": money(total.sub_total),
            "TotalTax": money(total.tax), "Total": money(total.total), "SentToContact": allocate, "HasErrors": False,
            "BrandingThemeID": bill.theme,
        }
        data["ID"] = data["CreditNoteID"]
        if status:
            data["Status"] = status
        self._credit(bill, day, data, "CreditNoteID", applied, total.total)
        if data["Status"] == "PAID":
            data["FullyPaidOnDate"] = data["Date"]
        self._org.credit_notes[data["CreditNoteID"]] = Record(data, self._calendar.moment(day, self._draw))

    def _credited(self, line: Json) -> Json:
        """A line as a credit note has it: credit notes know no discounts, so a reduced line counts once at its reduced price."""
        copy = dict(line, LineItemID=self._draw.new_id())
        if copy.pop("DiscountRate", None):
            copy |= {"Quantity": fine(10_000), "UnitAmount": line["LineAmount"]}
        return copy

    def paid_before(self, bill: Bill, day: date, applied: int, left: int, kind: str) -> None:
        """An `Overpayment` or `Prepayment` of which so much goes to the bill and so much is left."""
        total = applied + left
        key = f"{kind}ID"
        line: Json = {
            "LineItemID": self._draw.new_id(), "Description": f"{kind} by bank transfer", "Quantity": fine(10_000),
            "UnitAmount": money(total), "LineAmount": money(total), "TaxAmount": money(0), "TaxType": "NONE", "AccountCode": "610",
            "Tracking": [],
        }
        ident = self._draw.new_id()
        data: Json = {
            key: ident, "ID": ident, "Type": f"RECEIVE-{kind.upper()}", "Reference": "Bank transfer", "LineAmountTypes": "NoTax",
            "LineItems": [line], "SubTotal": money(total), "TotalTax": money(0), "Total": money(total),
        }
        if kind == "Prepayment":
            data["InvoiceNumber"] = bill.number
            data["BrandingThemeID"] = bill.theme
        self._credit(bill, day, data, key, applied, total)
        table = self._org.overpayments if kind == "Overpayment" else self._org.prepayments
        table[ident] = Record(data, self._calendar.moment(day, self._draw))

    def settle(self, bill: Bill, until: date, turn: int) -> None:
        """Settle an approved bill the way its contact does, as far as that lies before `until`."""
        draw = self._draw
        habit = bill.party.habit
        late = round(draw.gauss(habit, 3 + abs(habit) / 6))
        day = self._calendar.workday(max(bill.day, bill.due + timedelta(days=late)))
        if day > until or (habit >= 40 and turn % 9 == 4):
            return  # not yet, or never
        if bill.sale:
            self._credits(bill, day)
        if not bill.owing:
            return
        if turn % 14 == 3 and bill.owing > 200:
            self.pay(bill, day, bill.owing // 2, "First half")
            day += timedelta(days=draw.randrange(7, 45))
            if day > until:
                return
        self.pay(bill, day, bill.owing, draw.choice(("", "", bill.number, "EFT", "Thank you")))

    def _credits(self, bill: Bill, day: date) -> None:
        """Every so often part of a bill is credited, or was paid with money that came before."""
        self._settled += 1
        turn = self._settled
        if turn % 40 == 7:
            self.credit_note(bill, max(bill.day, day - timedelta(days=4)), 1.0 if turn % 400 == 47 else self._draw.choice((0.1, 0.2, 0.5)))
        elif turn % 100 == 20:
            self.paid_before(bill, bill.day, bill.owing // 3, self._draw.choice((0, 2_500, 12_345)), "Overpayment")
        elif turn % 100 == 40:
            self.paid_before(bill, bill.day, bill.owing // 2, self._draw.choice((0, 10_000)), "Prepayment")
