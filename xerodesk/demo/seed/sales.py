"""Years of sales invoices and bills, entered one after the other in the order of their dates."""

from datetime import date, timedelta

from xerodesk.demo.seed.arithmetic import LineSum, halves_up
from xerodesk.demo.seed.chart import SALES, TIMBER
from xerodesk.demo.seed.country import Country
from xerodesk.demo.seed.documents import Bill, Writer, due_day
from xerodesk.demo.seed.draws import Calendar, Draws
from xerodesk.demo.seed.lines import Liner, foot
from xerodesk.demo.seed.money_in import MILLION, Cashier
from xerodesk.demo.seed.people import Party
from xerodesk.demo.seed.story import DRAFT, PART_PAID, TIDY, Scene
from xerodesk.demo.seed.words import JOBS
from xerodesk.demo.state import Organisation, Record

YEARS = 4
_FIRST_NUMBER = 601
_SUPPLIES = (
    ("Spotted gum, rough sawn", TIMBER), ("Plywood, pallet", TIMBER), ("Hinges and runners", TIMBER), ("Oil and lacquer", TIMBER),
    ("Saw blades sharpened", "473"), ("Courier", "425"), ("Electricity, workshop", "445"), ("Telephone and internet", "489"),
    ("Insurance, quarter", "433"), ("Rent of the workshop", "469"),
)
_FRESH = ("AUTHORISED", "DRAFT", "AUTHORISED", "SUBMITTED", "AUTHORISED", "DRAFT", "AUTHORISED")  # invoices of the last days, in turn
_NOTHING = foot("Exclusive", [])
_FORGOTTEN = 0.004  # share of old documents that never got past the draft


class Sales:
    """Enters invoices and bills; what they need is made once per organisation."""

    def __init__(
        self, org: Organisation, country: Country, writer: Writer, liner: Liner, cashier: Cashier, calendar: Calendar, draw: Draws
    ) -> None:
        self._org, self._country, self._writer, self._liner = org, country, writer, liner
        self._cashier, self._calendar, self._draw = cashier, calendar, draw
        self.today = calendar.today
        self._themes = [data["BrandingThemeID"] for data in org.branding_themes.datas()]
        self._number = _FIRST_NUMBER
        self._turn = self._fresh = 0
        self._drift: dict[tuple[str, int], int] = {}
        self.latest_number: dict[str, str] = {}  # contact id -> its newest invoice number

    def days(self, count: int) -> list[date]:
        """So many working days of the last years, more of them lately, in order."""
        draw, today = self._draw, self._calendar.today
        span = YEARS * 365
        back = sorted((round(span * draw.random() ** 1.25) + 1 for _ in range(count)), reverse=True)
        return [self._calendar.workday(today - timedelta(days=days)) for days in back]

    def rate(self, currency: str, day: date) -> int:
        """The month's rate of a currency in millionths: units of it for one of the base currency."""
        if currency == self._country.currency:
            return MILLION
        key = (currency, day.year * 12 + day.month)
        if key not in self._drift:
            mean = next(away.rate for away in self._country.abroad if away.currency == currency)
            self._drift[key] = round(mean * MILLION * self._draw.uniform(0.96, 1.04))
        return self._drift[key]

    def sell(self, party: Party, day: date) -> None:
        """One sales invoice of this day, brought as far as it would be by today."""
        draw, today = self._draw, self._calendar.today
        shape = draw.random()
        mode = "Exclusive" if shape < 0.88 else "Inclusive" if shape < 0.98 else "NoTax"
        currency = party.away.currency if party.away else self._country.currency
        lines, summed = self._liner.goods(mode, self._tax(party), scale=party.away.rate if party.away else 1.0)
        bill = self._bill(party, day, currency, draw.choice(JOBS))
        bill.lines, bill.foot = lines, summed
        tidy = party.data["Name"] in TIDY
        bill.status, bill.sent = self._stage(day, tidy=tidy)
        if bill.status == "AUTHORISED":
            self._turn += 1
            self._cashier.settle(bill, today - timedelta(days=1), 0 if tidy else self._turn)
            if bill.owing and tidy:
                self._cashier.pay(bill, max(bill.day, today - timedelta(days=draw.randrange(2, 9))), bill.owing, bill.number)
        self._enter(bill)
        if bill.status == "AUTHORISED" and bill.owing > 5_000 and self._turn % 300 == 11:
            # a credit that nobody has used yet, or has not even approved
            self._cashier.credit_note(bill, bill.day, 0.1, allocate=False, status="DRAFT" if self._turn % 600 == 11 else "AUTHORISED")

    def play(self, party: Party, scene: Scene) -> None:
        """One invoice of the story."""
        today = self._calendar.today
        due = today + timedelta(days=scene.due_in)
        currency = scene.currency or (party.away.currency if party.away else self._country.currency)
        abroad = currency != self._country.currency
        net = scene.total if abroad else halves_up(scene.total * 10, 11)
        bill = self._bill(party, scene.day(today), currency, scene.words)
        bill.due = due
        line, total = self._liner.line(
            scene.words, 10_000, net * 100, SALES, self._country.free_tax if abroad else self._country.sales_tax, "Exclusive"
        )
        bill.lines, bill.foot = [line], foot("Exclusive", [total])
        bill.status, bill.sent = ("DRAFT", False) if scene.state == DRAFT else ("AUTHORISED", True)
        if scene.state == PART_PAID:
            self._cashier.pay(bill, today - timedelta(days=1), scene.paid, bill.number)
        self._enter(bill)

    def buy(self, party: Party, day: date) -> None:
        """One supplier's bill of this day."""
        draw, today = self._draw, self._calendar.today
        lines, sums = [], []
        for text, account in draw.choices(_SUPPLIES, k=draw.choice((1, 1, 2))):
            tax = self._country.free_purchase_tax if draw.random() < 0.05 else self._country.purchase_tax
            line, total = self._line(text, draw.randrange(3_000, 90_000), account, tax)
            lines.append(line)
            sums.append(total)
        terms = party.data.get("PaymentTerms", {}).get("Bills")
        bill = Bill(
            party, day, due_day(day, terms), lines, foot("Exclusive", sums), self._country.currency, MILLION,
            f"{draw.randrange(100, 99_999)}", "", "AUTHORISED", sale=False, invoice_id=draw.new_id(), last=day,
        )
        if (today - day).days < 8 and draw.random() < 0.4:
            bill.status = draw.choice(("DRAFT", "SUBMITTED"))
        else:
            self._cashier.settle(bill, today - timedelta(days=1), 0)
        self._enter(bill)

    def _line(self, text: str, price: int, account: str, tax: str) -> tuple[dict[str, object], LineSum]:
        return self._liner.line(text, 10_000, price * 100, account, tax, "Exclusive")

    def _bill(self, party: Party, day: date, currency: str, reference: str) -> Bill:
        number = f"INV-{self._number:04d}"
        self._number += 1
        self.latest_number[party.contact_id] = number
        terms = party.data.get("PaymentTerms", {}).get("Sales")
        return Bill(
            party, day, due_day(day, terms), [], _NOTHING, currency, self.rate(currency, day), number, reference, "AUTHORISED",
            theme=self._themes[self._number % 17 == 0], invoice_id=self._draw.new_id(), last=day,
        )

    def _tax(self, party: Party) -> str:
        """The tax type of all its lines, or nothing: then each product's own."""
        if party.away:
            return self._country.free_tax
        if self._country.code == "US":
            regions = {address["Region"] for address in party.data["Addresses"]}
            return "" if self._country.town.region in regions else self._country.free_tax
        return ""

    def _stage(self, day: date, *, tidy: bool) -> tuple[str, bool]:
        """How far an invoice of this day has come, and whether it was sent."""
        draw, age = self._draw, (self._calendar.today - day).days
        chance = draw.random()
        if chance < 0.015:
            return "VOIDED", True
        if chance < 0.023:
            return "DELETED", False
        if not tidy:
            if age < 10:
                self._fresh += 1
                state = _FRESH[self._fresh % len(_FRESH)]
                return state, state == "AUTHORISED"
            if chance > 1 - _FORGOTTEN:
                return "DRAFT", False
        return "AUTHORISED", draw.random() < 0.93

    def _enter(self, bill: Bill) -> None:
        bill.last = max(bill.last, bill.day)
        self._org.invoices[bill.invoice_id] = Record(self._writer.invoice(bill), self._calendar.moment(bill.last, self._draw))
