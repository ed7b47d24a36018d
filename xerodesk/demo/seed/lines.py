"""The lines of demo documents, and what they add up to."""

from typing import NamedTuple

from xerodesk.demo.seed.arithmetic import LineSum, fine, line_sum, money, price_text
from xerodesk.demo.seed.catalogue import Product
from xerodesk.demo.seed.chart import NO_TAX
from xerodesk.demo.seed.country import Country
from xerodesk.demo.seed.draws import Draws
from xerodesk.demo.wire import Json

_COMMENTS = ("As discussed on site.", "Colour: natural oil.", "Measured by Dev on site.", "Thank you for your custom.")
_QUANTITIES = {"stock": (1, 2, 4, 6, 10, 24), "made": (1, 1, 1, 2, 4, 6), "work": (1, 2, 3, 4, 8), "reduced": (1, 3, 12)}
_NONE: list[Json] = []  # shared by all lines: what is read from the books is never changed in place


class Foot(NamedTuple):
    """The totals of a document in hundredths; `mode` is Exclusive, Inclusive or NoTax."""

    mode: str
    sub_total: int
    tax: int
    discount: int

    @property
    def total(self) -> int:
        """What is to be paid."""
        return self.sub_total + self.tax


def foot(mode: str, sums: list[LineSum]) -> Foot:
    """Add lines up as Xero does: the tax of each line is rounded before, never after."""
    amounts = tax = discount = 0
    for part in sums:
        amounts += part.amount
        tax += part.tax
        discount += part.discount
    return Foot(mode, amounts - tax if mode == "Inclusive" else amounts, tax, discount)


class Liner:
    """Makes lines for one organisation; all ids come from its draws."""

    def __init__(self, country: Country, draw: Draws, products: list[Product], account_ids: dict[str, str]) -> None:
        self.country, self.draw, self.products = country, draw, products
        self._account_ids = account_ids
        self._points = {rate.tax_type: sum(round(float(part[1]) * 100) for part in rate.components) for rate in country.tax_rates}
        self._kinds: dict[str, Json] = {item.code: {"ItemID": item.item_id, "Name": item.name, "Code": item.code} for item in products}

    def line(
        self, text: str, quantity: int, price: int, account: str, tax_type: str, mode: str, discount: int = 0, item: str = ""
    ) -> tuple[Json, LineSum]:
        """One line; `quantity` and `price` in ten-thousandths, `discount` in hundredths of a percent."""
        points = 0 if mode == "NoTax" else self._points[tax_type]
        total = line_sum(quantity, price, points, discount, inclusive=mode == "Inclusive")
        data: Json = {
            "LineItemID": self.draw.new_id(), "Description": text, "UnitAmount": price_text(price), "TaxType": tax_type,
            "TaxAmount": money(total.tax), "LineAmount": money(total.amount), "AccountCode": account,
            "AccountID": self._account_ids[account], "Tracking": _NONE, "Quantity": fine(quantity),
        }
        if discount:
            data["DiscountRate"] = money(discount)
        if item:
            data["ItemCode"], data["Item"] = item, self._kinds[item]
        return data, total

    def comment(self) -> Json:
        """A line that is words only."""
        return {
            "LineItemID": self.draw.new_id(), "Description": self.draw.choice(_COMMENTS), "TaxAmount": money(0), "LineAmount": money(0),
            "Tracking": _NONE,
        }

    def goods(self, mode: str, tax_type: str, *, scale: float = 1.0) -> tuple[list[Json], Foot]:
        """One to four lines of products. `tax_type` replaces each product's own unless empty; `scale` turns prices into a currency."""
        draw = self.draw
        lines, sums = [], []
        products, random = self.products, draw.random
        for _ in range((1, 1, 2, 2, 3, 4)[int(random() * 6)]):
            product = products[int(random() * len(products))]
            price = product.price if scale == 1.0 else max(100, round(product.price * scale / 100) * 100)
            counts = _QUANTITIES[product.kind]
            quantity = counts[int(random() * len(counts))] * (500_000 if price < 10_000 else 10_000)
            if product.kind == "work" and random() < 0.3:
                quantity += draw.choice((2_500, 5_000, 7_500))
            tax = self._tax(product, tax_type, mode)
            discount = draw.choice((500, 1_000, 1_250)) if random() < 0.06 else 0
            data, total = self.line(product.description, quantity, price, product.account, tax, mode, discount, product.code)
            lines.append(data)
            sums.append(total)
        if random() < 0.03:
            lines.append(self.comment())
        return lines, foot(mode, sums)

    def _tax(self, product: Product, tax_type: str, mode: str) -> str:
        if mode == "NoTax":
            return NO_TAX[self.country.code]
        if tax_type:
            return tax_type
        return self.country.free_tax if self.draw.random() < 0.03 else product.tax_type
