"""What differs between the countries the demo books can be kept in."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Place:
    """A town with what an address and a land line there need."""

    city: str
    region: str
    postcode: str
    area: str  # the area code without its trunk zero, as Xero keeps it


@dataclass(frozen=True)
class TaxRate:
    """One tax rate. `components` are `(name, percent)`; `use` says what it can apply to: sales, purchases or both."""

    tax_type: str
    name: str
    report_type: str
    components: tuple[tuple[str, str], ...]
    use: str


@dataclass(frozen=True)
class Abroad:
    """A country its customers abroad live in, and the currency they are billed in."""

    country: str
    currency: str
    rate: float  # units of that currency for one of the base currency
    place: Place
    dial: str


@dataclass(frozen=True)
class Country:
    """Everything about one country's books. Percentages are texts, prices are scaled from Australian ones by `price_scale`."""

    code: str
    name: str
    version: str
    currency: str
    currency_name: str
    timezone: str
    dial: str
    mobile: tuple[str, str]  # its mobile numbers in Xero's area part and number part; every # is drawn
    local: str  # its land lines, as above
    year_end: tuple[int, int]  # day, month
    tax_basis: str
    tax_period: str
    organisation: str
    legal_suffixes: tuple[str, ...]
    council: str  # how a local council is called, `{}` for the place
    town: Place
    street: str
    places: tuple[Place, ...]
    streets: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    place_names: tuple[str, ...]
    tax_rates: tuple[TaxRate, ...]
    sales_tax: str  # tax type of an ordinary sale
    purchase_tax: str
    free_tax: str  # tax type of a sale without tax
    free_purchase_tax: str
    reduced_tax: str  # tax type of a sale at a reduced rate; the ordinary one where there is none
    tax_number: Callable[[Random], str]
    company_number: Callable[[Random], str] | None
    bank_pattern: str
    price_scale: float
    abroad: tuple[Abroad, Abroad]


def place(line: str) -> Place:
    """A Place from `city|region|postcode|area`."""
    city, region, postcode, area = line.split("|")
    return Place(city, region, postcode, area)


def places(text: str) -> tuple[Place, ...]:
    """Places from lines of `city|region|postcode|area`."""
    return tuple(place(line.strip()) for line in text.strip().splitlines())


def words(text: str) -> tuple[str, ...]:
    """Names from a text in which commas part them; it may be wrapped anywhere."""
    return tuple(" ".join(word.split()) for word in text.split(",") if word.strip())
