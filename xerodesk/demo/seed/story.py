"""The open invoices that the Australian sample always has, so that its first page tells a story."""

from dataclasses import dataclass
from datetime import date, timedelta

from xerodesk.demo.wire import Json

DRAFT, OPEN, PART_PAID = "DRAFT", "OPEN", "PART_PAID"


@dataclass(frozen=True)
class Scene:
    """One open invoice: its customer, days until it is due (negative: late), its words, its total in cents."""

    customer: str
    due_in: int
    words: str
    total: int
    state: str = OPEN
    paid: int = 0
    currency: str = ""  # empty: the customer's own

    def day(self, today: date) -> date:
        """The invoice's date: 30 days before it is due, at the latest today."""
        return min(today + timedelta(days=self.due_in - 30), today)


_WOLLOMBI = "Wollombi Creek Brewing Co-operative Ltd"
SCENES = (
    Scene(_WOLLOMBI, -18, "Cellar-door repairs after flood", 132_000),
    Scene(_WOLLOMBI, 8, "Tasting paddles, 300", 214_500, PART_PAID, 132_500),
    Scene(_WOLLOMBI, 16, "Keg-store shelving", 198_000),
    Scene(_WOLLOMBI, 22, "Auckland pop-up bar", 64_000, currency="NZD"),
    Scene(_WOLLOMBI, 28, "Taproom bar, stage 2", 543_400, DRAFT),
    Scene("Yarra Bend Veterinary Hospital", -96, "Waiting-room benches", 110_000),
    Scene("Oxley & Daughters Funeral Directors", -72, "Chapel doors", 215_900),
    Scene("Northern Rivers Dental Group Pty Ltd", -41, "Reception desk in reclaimed blackbutt", 548_000),
    Scene("Coolibah Street Medical Imaging", -23, "Lead-lined door and frame", 438_235),
    Scene("Gumleaf Physiotherapy and Hydrotherapy Centre of Greater Newcastle Pty Ltd", -9, "Changing-room benches", 356_400),
    Scene("Tidewater Hotels & Resorts (Queensland) Pty Ltd", -1, "Bedside tables, 12", 286_000),
    Scene("Kookaburra Lane Café", 2, "Menu boards", 94_600),
    Scene("Shire of Brigalow Plains", 9, "Library steps and shelving", 794_520),
    Scene("Marlowe-Fitzgerald Architects Pty Limited", 14, "Model of a stair", 187_550),
    Scene("St Brendan’s Parish School Council", 16, "Honour board and lockers", 605_000),
    Scene("Te Awa Roastery Ltd", 17, "Counter top in rimu", 560_000),
    Scene("Pâtisserie Zoë Lefèvre", 21, "Display case", 118_800),
    Scene("Đặng & Sons Grocers", 23, "Shop shelving", 41_250),
)
# Beside their scenes these have no open invoice, only settled ones.
TIDY = frozenset(scene.customer for scene in SCENES) | {"Bellbird Early Learning Centre", "Ironbark Cycles"}


def furnish(contact: Json) -> None:
    """Give the customer whose page the guide shows the people and the address that the guide names."""
    if contact["Name"] != _WOLLOMBI:
        return
    mail = "{}@wollombicreek.example"
    contact |= {"FirstName": "Siobhán", "LastName": "O'Dwyer-Castellano", "TaxNumber": "83914571673", "DefaultCurrency": "AUD"}
    contact["Website"] = "http://www.wollombicreek.example"
    contact["ContactPersons"] = [
        {"FirstName": "Raj", "LastName": "Thevathasan", "EmailAddress": mail.format("raj"), "IncludeInEmails": True},
        {"FirstName": "Siobhán", "LastName": "O'Dwyer-Castellano", "EmailAddress": mail.format("siobhan"), "IncludeInEmails": False},
        {"FirstName": "Kiri", "LastName": "Ngata", "EmailAddress": mail.format("kiri"), "IncludeInEmails": False},
    ]
    home = {"AddressLine1": "18 Paynes Crossing Road", "City": "Wollombi", "Region": "NSW", "PostalCode": "2325", "Country": "Australia"}
    contact["Addresses"] = [{"AddressType": kind, **home, "AttentionTo": ""} for kind in ("STREET", "POBOX")]
    numbers = {"DEFAULT": ("2", "5550 0142"), "MOBILE": ("491", "570 156")}
    for phone in contact["Phones"]:
        area, number = numbers.get(phone["PhoneType"], ("", ""))
        phone |= {"PhoneCountryCode": "61" if number else "", "PhoneAreaCode": area, "PhoneNumber": number}
