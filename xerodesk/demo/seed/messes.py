"""What real books have and should not: twins, archived and merged contacts, missing and misplaced values."""

from collections.abc import Callable
from datetime import timedelta

from xerodesk.demo.seed.draws import Draws
from xerodesk.demo.seed.people import Party, People


def _phone(party: Party, kind: str) -> dict[str, str]:
    found: dict[str, str] = next(phone for phone in party.data["Phones"] if phone["PhoneType"] == kind)
    return found


def _no_mail(party: Party, _people: People) -> None:
    party.data["EmailAddress"] = ""


def _loud_mail(party: Party, _people: People) -> None:
    party.data["EmailAddress"] = party.data["EmailAddress"].upper()


def _phone_with_words(party: Party, people: People) -> None:
    phone = people.phone("DEFAULT", people.country.town)
    phone |= {"PhoneNumber": f"{phone['PhoneNumber']} ask for Barb", "PhoneCountryCode": ""}
    _phone(party, "DEFAULT").update(phone)


def _phone_in_one_part(party: Party, people: People) -> None:
    phone = people.phone("DEFAULT", people.country.town)
    trunk = "" if people.country.code == "US" else "0"
    whole = f"({trunk}{phone['PhoneAreaCode']}) {phone['PhoneNumber']}"
    _phone(party, "DEFAULT").update(PhoneNumber=whole, PhoneAreaCode="", PhoneCountryCode="")


def _phone_with_plus(party: Party, people: People) -> None:
    phone = people.phone("MOBILE", people.country.town, mobile=True)
    trunk = "" if people.country.code == "US" else "0"
    _phone(party, "MOBILE").update(phone, PhoneAreaCode=trunk + phone["PhoneAreaCode"], PhoneCountryCode="+" + phone["PhoneCountryCode"])


def _longest_values(party: Party, people: People) -> None:
    name = f"{party.data['Name']} and the Amalgamated Society of Friends of the Heritage-listed Former Railway Workshops "
    long_name = (name * 4)[:254] + "."
    if people.namer.claim(long_name):
        party.data["Name"] = long_name
    party.data["AccountNumber"] = f"C-{party.contact_id[:8]}-AND-THE-REST-OF-THE-LONGEST-ACCOUNT-NUMBER-THERE-IS"[:50]
    box = next(address for address in party.data["Addresses"] if address["AddressType"] == "POBOX")
    box["AddressLine1"] = ("Behind the old silo, second gate after the cattle grid, " * 10)[:499] + "."
    box["PostalCode"] = (f"{people.country.town.postcode} - leave the keys with the neighbour across the yard")[:50]


def _spaced_name(party: Party, _people: People) -> None:
    party.data["FirstName"] = f" {party.data['FirstName']} "
    party.data["LastName"] = party.data["LastName"].upper()


def _five_people(party: Party, people: People) -> None:
    party.data["ContactPersons"] = [
        {
            "FirstName": first, "LastName": last, "EmailAddress": f"person{place}.{party.contact_id[:4]}@mail.example",
            "IncludeInEmails": place < 2,
        }
        for place, (first, last) in enumerate(people.namer.person() for _ in range(5))
    ]


SPOILERS: tuple[Callable[[Party, People], None], ...] = (
    _no_mail, _no_mail, _no_mail, _loud_mail, _phone_with_words, _phone_in_one_part, _phone_with_plus, _longest_values, _spaced_name,
    _five_people,
)


def spoil(parties: list[Party], people: People, draw: Draws) -> None:
    """Spoil about one contact in seven in some way; the kinds take turns, so that small books have all of them."""
    turn = 0
    for party in parties:
        if draw.chance(0.14):
            SPOILERS[turn % len(SPOILERS)](party, people)
            party.tags.append(SPOILERS[turn % len(SPOILERS)].__name__.strip("_"))
            turn += 1


def _archived(party: Party) -> Party:
    party.data["ContactStatus"] = "ARCHIVED"
    party.buys = party.sells = 0.0
    return party


def twin(party: Party, turn: int, people: People) -> Party:
    """A second contact beside this one; which kind, the turn decides.

    Same name in other words with the same e-mail, same e-mail under another name, almost the same name with another e-mail,
    an archived one of the same name, one merged into this one.
    """
    kind = turn % 5
    variant = people.namer.variant(party.data["Name"]) if kind in (0, 2) else None
    if kind == 1:
        other = people.copy_of(party, people.namer.private()[0])
        other.tags.append("same e-mail")
    elif variant:
        other = people.copy_of(party, variant)
        other.tags.append("name variant")
        if kind == 2:
            other.data["EmailAddress"] = people.namer.mailbox(variant, people.made)
        other.buys, other.habit = 0.2, party.habit
    else:
        other = _archived(people.copy_of(party, party.data["Name"]))
        other.tags.append("same name, archived")
        if kind == 4:
            other.data["MergedToContactID"] = party.contact_id
            other.tags[-1] = "merged"
    other.changed = max(party.since, people.calendar.today - timedelta(days=people.draw.randrange(3, 900)))
    return other


def gone(people: People) -> Party:
    """A former customer, archived."""
    party = people.customer()
    party.tags.append("archived")
    return _archived(party)
