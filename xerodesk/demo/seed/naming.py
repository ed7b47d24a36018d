"""Names of customers, suppliers and people, no two active ones alike, and the e-mail addresses that go with them."""

import unicodedata

from xerodesk.demo.seed.country import Country
from xerodesk.demo.seed.draws import Draws
from xerodesk.demo.seed.words import FAMILY_TRADES, KIN, ROLES, SUPPLIES, TRADES


def folded(name: str) -> str:
    """A name without case, accents and doubled spaces: what must differ between active contacts."""
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split())


def slug(name: str) -> str:
    """The ASCII letters and digits of a name, for a mail domain; empty for a name that has none."""
    return "".join(sign for sign in folded(name) if sign.isascii() and sign.isalnum())[:40]


class Namer:
    """Hands out names that were not handed out before."""

    def __init__(self, country: Country, draw: Draws) -> None:
        self._country = country
        self._draw = draw
        self._taken: set[str] = set()

    def claim(self, name: str) -> bool:
        """Take this name; False if an active contact has it."""
        key = folded(name)
        if key in self._taken:
            return False
        self._taken.add(key)
        return True

    def _unused(self, name: str) -> str:
        if self.claim(name):
            return name
        for town in self._country.places:
            if self.claim(f"{name} ({town.city})"):
                return f"{name} ({town.city})"
        number = 2
        while not self.claim(f"{name} No. {number}"):
            number += 1
        return f"{name} No. {number}"

    def business(self) -> str:
        """The name of a business customer."""
        draw, land = self._draw, self._country
        form = draw.randrange(20)
        if form == 0:
            return self._unused(land.council.format(draw.choice(land.place_names)))
        if form < 5:
            head = f"{draw.choice(land.last_names)} {draw.choice(KIN)} {draw.choice(FAMILY_TRADES)}"
        elif form < 8:
            head = f"{draw.choice(land.last_names)} {draw.choice(TRADES)}"
        elif form < 10:
            head = f"{draw.choice(land.places).city} {draw.choice(TRADES)}"
        else:
            head = f"{draw.choice(land.place_names)} {draw.choice(TRADES)}"
        return self._unused(f"{head} {draw.choice(land.legal_suffixes)}".strip())

    def supplier(self) -> str:
        """The name of a supplier."""
        draw, land = self._draw, self._country
        head = draw.choice((draw.choice(land.place_names), draw.choice(land.last_names)))
        return self._unused(f"{head} {draw.choice(SUPPLIES)} {draw.choice(land.legal_suffixes)}".strip())

    def person(self) -> tuple[str, str]:
        """First and last name of somebody; not unique."""
        return self._draw.choice(self._country.first_names), self._draw.choice(self._country.last_names)

    def private(self) -> tuple[str, str, str]:
        """A private customer: the contact's name, first and last name."""
        first, last = self.person()
        return self._unused(f"{first} {last}"), first, last

    def variant(self, name: str) -> str | None:
        """The same customer as somebody else typed it, or None if that name is taken too."""
        for tried in (
            name.replace(" Pty Ltd", " Pty Limited").replace(" Limited", " Ltd").replace(" LLC", ""),
            name.replace(" & ", " and "), f"The {name}", name.replace(" ", "-", 1), f"{name} - Accounts",
        ):
            if folded(tried) != folded(name) and self.claim(tried):
                return tried
        return None

    def mailbox(self, name: str, number: int) -> str:
        """An e-mail address of a business."""
        return f"{self._draw.choice(ROLES)}@{slug(name) or f'customer{number}'}.example"
