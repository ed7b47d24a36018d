"""The contacts of the demo books: customers, suppliers and private people, each as Xero's Contact object."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from xerodesk.demo.seed.country import Abroad, Country, Place
from xerodesk.demo.seed.draws import Calendar, Draws
from xerodesk.demo.seed.naming import Namer, slug
from xerodesk.demo.seed.tax_numbers import digits
from xerodesk.demo.seed.words import Known
from xerodesk.demo.wire import Json

# PaymentTerms of customers with their shares; None: the organisation's own terms hold.
TERMS: tuple[tuple[tuple[int, str] | None, float], ...] = (
    ((30, "DAYSAFTERBILLDATE"), 40), ((14, "DAYSAFTERBILLDATE"), 20), ((7, "DAYSAFTERBILLDATE"), 10),
    ((20, "OFFOLLOWINGMONTH"), 12), ((15, "DAYSAFTERBILLMONTH"), 4), ((28, "OFCURRENTMONTH"), 2), (None, 12),
)
HABITS = (-7, -2, 0, 1, 3, 5, 9, 9, 14, 25, 40)  # usual days after the due date


@dataclass(eq=False)
class Party:
    """A contact in the making: Xero's object, when it last changed, and how it deals with the business."""

    data: Json
    changed: date
    buys: float = 0.0  # weight of its share in the sales; 0 for none
    sells: float = 0.0  # the same for bills
    habit: int = 0
    away: Abroad | None = None
    since: date = date.min
    tags: list[str] = field(default_factory=list)

    @property
    def contact_id(self) -> str:
        """Its ContactID."""
        return str(self.data["ContactID"])


class People:
    """Makes parties one at a time; what is drawn decides everything else."""

    def __init__(self, country: Country, draw: Draws, calendar: Calendar) -> None:
        self.country = country
        self.draw = draw
        self.calendar = calendar
        self.namer = Namer(country, draw)
        self.made = 0

    def customer(self) -> Party:
        """A business or, in one case of six, a private customer."""
        draw = self.draw
        if draw.chance(1 / 6):
            name, first, last = self.namer.private()
            party = self._party(name, first, last, mail=f"{slug(first)}.{slug(last)}{self.made}@mail.example")
        else:
            name = self.namer.business()
            party = self._party(name, *self.namer.person(), business=True)
        party.buys = draw.choice((0.3, 0.6, 1.0, 1.0, 1.5, 3.0))
        party.habit = draw.choice(HABITS)
        if draw.chance(0.06):
            self._move_abroad(party, draw.choice(self.country.abroad))
        return party

    def supplier(self) -> Party:
        """A supplier, from whom nothing but bills come."""
        party = self._party(self.namer.supplier(), *self.namer.person(), business=True)
        party.sells = self.draw.choice((0.5, 1.0, 2.0))
        party.data["BankAccountDetails"] = digits(self.draw, self.country.bank_pattern)
        party.data["PaymentTerms"] = {"Bills": {"Day": 30, "Type": "DAYSAFTERBILLDATE"}}
        return party

    def known(self, known: Known) -> Party:
        """One of the customers that the books always have."""
        self.namer.claim(known.name)
        party = self._party(known.name, *self.namer.person(), business=True, mail=known.email)
        party.buys, party.habit = known.weight, known.habit
        party.data["PaymentTerms"] = {"Sales": {"Day": 30, "Type": "DAYSAFTERBILLDATE"}}
        if known.home >= 0:
            self._move_abroad(party, self.country.abroad[known.home])
        return party

    def copy_of(self, party: Party, name: str) -> Party:
        """A second contact for the same customer: other ids, the name given, the rest the same."""
        self.made += 1
        data = dict(party.data, ContactID=self.draw.new_id(), Name=name, ContactGroups=[])
        for key in ("Addresses", "Phones", "ContactPersons"):
            data[key] = [dict(part) for part in party.data[key]]
        for key in ("AccountNumber", "ContactNumber"):
            data.pop(key, None)
        return Party(data, party.changed, away=party.away, since=party.since)

    def phone(self, kind: str, place: Place, *, mobile: bool = False) -> Json:
        """A phone in Xero's parts."""
        land = self.country
        area, pattern = land.mobile if mobile else (place.area, land.local)
        return {
            "PhoneType": kind, "PhoneNumber": digits(self.draw, pattern), "PhoneAreaCode": area, "PhoneCountryCode": land.dial,
        }

    def _party(self, name: str, first: str, last: str, *, business: bool = False, mail: str = "") -> Party:
        draw, today = self.draw, self.calendar.today
        self.made += 1
        since = today - timedelta(days=draw.randrange(30, 2_500))
        town = draw.choice(self.country.places)
        data: Json = {
            "ContactID": draw.new_id(), "ContactStatus": "ACTIVE", "Name": name, "FirstName": first, "LastName": last,
            "EmailAddress": mail or self.namer.mailbox(name, self.made), "BankAccountDetails": "",
            "Addresses": self._addresses(town, f"{first} {last}"), "Phones": self._phones(town, business=business),
            "ContactGroups": [], "IsSupplier": False, "IsCustomer": False,
            "SalesTrackingCategories": [], "PurchasesTrackingCategories": [],
            "ContactPersons": self._persons(name) if business else [], "HasAttachments": False, "HasValidationErrors": False,
        }
        self._particulars(data, business=business)
        changed = max(since, today - timedelta(days=int(draw.expovariate(1 / 400)) + 1))
        return Party(data, changed, since=since)

    def _particulars(self, data: Json, *, business: bool) -> None:
        draw, land = self.draw, self.country
        terms = draw.choices([terms for terms, _ in TERMS], [share for _, share in TERMS])[0]
        if terms:
            data["PaymentTerms"] = {"Sales": {"Day": terms[0], "Type": terms[1]}}
        if business and draw.chance(0.65):
            data["TaxNumber"] = land.tax_number(draw)
            if land.code == "US":
                data["TaxNumberType"] = "EIN"
            if land.company_number:
                data["CompanyNumber"] = land.company_number(draw)
        if draw.chance(0.5):
            data["DefaultCurrency"] = land.currency
        if draw.chance(0.25):
            data["AccountNumber"] = f"C-{self.made:05d}"
        if draw.chance(0.03):
            data["ContactNumber"] = f"SHOP-{100_000 + self.made}"  # set by another app
        if business and draw.chance(0.3):
            data["Website"] = f"http://www.{slug(data['Name']) or 'shop'}.example"
        if draw.chance(0.04):
            data["Discount"] = Decimal(draw.choice(("5.00", "7.50", "10.00")))

    def _persons(self, name: str) -> list[Json]:
        draw = self.draw
        persons = []
        for place in range(draw.choice((0, 0, 0, 1, 1, 2, 3))):
            first, last = self.namer.person()
            mail = f"{slug(first)}@{slug(name) or 'office'}.example" if draw.chance(0.9) else ""
            persons.append({"FirstName": first, "LastName": last, "EmailAddress": mail, "IncludeInEmails": place == 0 and bool(mail)})
        return persons

    def _address(self, kind: str, town: Place, attention: str) -> Json:
        draw = self.draw
        return {
            "AddressType": kind, "AddressLine1": f"{draw.randrange(1, 240)} {draw.choice(self.country.streets)}", "City": town.city,
            "Region": town.region, "PostalCode": town.postcode, "Country": self.country.name, "AttentionTo": attention,
        }

    def _addresses(self, town: Place, attention: str) -> list[Json]:
        draw = self.draw
        street: Json = {"AddressType": "STREET", "City": "", "Region": "", "PostalCode": "", "Country": "", "AttentionTo": ""}
        box = dict(street, AddressType="POBOX")
        if draw.chance(0.88):
            box = self._address("POBOX", town, attention if draw.chance(0.2) else "")
            if draw.chance(0.15):
                box["AddressLine2"] = draw.choice(("Level 2", "Suite 5", "Shop 12", "Rear building"))
        if draw.chance(0.4):
            street = dict(box, AddressType="STREET") if draw.chance(0.5) and "AddressLine1" in box else self._address("STREET", town, "")
        return [street, box]

    def _phones(self, town: Place, *, business: bool) -> list[Json]:
        draw = self.draw

        def empty(kind: str) -> Json:
            return {"PhoneType": kind, "PhoneNumber": "", "PhoneAreaCode": "", "PhoneCountryCode": ""}

        return [
            self.phone("DDI", town) if business and draw.chance(0.08) else empty("DDI"),
            self.phone("DEFAULT", town) if business and draw.chance(0.9) else empty("DEFAULT"),
            self.phone("FAX", town) if business and draw.chance(0.05) else empty("FAX"),
            self.phone("MOBILE", town, mobile=True) if draw.chance(0.45 if business else 0.9) else empty("MOBILE"),
        ]

    def _move_abroad(self, party: Party, away: Abroad) -> None:
        party.away = away
        party.data["DefaultCurrency"] = away.currency
        party.data.pop("TaxNumber", None)
        party.data.pop("TaxNumberType", None)
        party.data.pop("CompanyNumber", None)
        for address in party.data["Addresses"]:
            if address["City"]:
                town = away.place
                address |= {"City": town.city, "Region": town.region, "PostalCode": town.postcode, "Country": away.country}
        for phone in party.data["Phones"]:
            if phone["PhoneNumber"]:
                phone |= {"PhoneCountryCode": away.dial, "PhoneAreaCode": away.place.area}
