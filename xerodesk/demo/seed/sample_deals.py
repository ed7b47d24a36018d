"""The deals of the sample company, as rows: what was asked for, by whom, how far it has come."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pitch:
    """A deal: `days` until it should close, or since it was won or lost; lines are (item code, words, quantity, price)."""

    title: str
    customer: str
    stage: str
    days: int
    lines: tuple[tuple[str, str, str, str], ...]


def _one(words: str, price: str) -> tuple[tuple[str, str, str, str], ...]:
    return (("", words, "1", price),)


PITCHES = (
    Pitch("Taproom bar, stage 3", "Wollombi Creek Brewing Co-operative Ltd", "lead", 60, _one("Taproom bar, first idea", "3600.00")),
    Pitch("Kiosk for the jetty", "Saltwater Kayak Hire", "lead", 75, _one("Kiosk, folding counter", "2400.00")),
    Pitch("Bunk rooms", "Dingo Gap Outdoor School", "lead", 90, _one("Bunks for 16, two rooms", "5200.00")),
    Pitch("Shop counter", "Lantern & Loom Haberdashery", "lead", 45, _one("Counter with drawers for ribbons", "3000.00")),
    Pitch("Waiting room, second site", "Northern Rivers Dental Group Pty Ltd", "qualified", 40, _one("Waiting room, Lismore", "7250.00")),
    Pitch("Counter and shelving", "Te Awa Roastery Ltd", "qualified", 35, _one("Counter and shelving, Ponsonby", "6500.00")),
    Pitch("Cellar stairs", "Stone & Vine Estate", "qualified", 30, _one("Cellar stairs, 14 treads", "5000.00")),
    Pitch("Bedside tables, second floor", "Tidewater Hotels & Resorts (Queensland) Pty Ltd", "quoted", 21, (
        ("", "Bedside table in spotted gum", "30", "315.00"),
    )),
    Pitch("Library steps", "Shire of Brigalow Plains", "quoted", 14, (
        ("STAIR-TREAD", "Stair tread with bull nose, 1 m", "20", "168.30"), ("", "Handrail in spotted gum, fitted", "1", "4134.00"),
    )),
    Pitch("Display case, Hobart", "Pâtisserie Zoë Lefèvre", "quoted", 10, _one("Display case, curved glass", "5000.00")),
    Pitch("Function room", "Kookaburra Lane Café", "verbal yes", 7, (
        ("TABLE-2400", "Dining table, 2.4 m", "2", "3168.00"), ("BENCH-1800", "Bench, 1.8 m", "2", "745.00"),
        ("", "Delivery and set-up", "1", "674.00"),
    )),
    Pitch("Reading nook and coat lockers", "Bellbird Early Learning Centre", "won", 15, (
        ("NOOK-READ", "Reading nook with cushions and two shelves", "2", "2850.00"),
        ("LOCKER-COAT", "Pair of coat lockers with name plates", "6", "490.00"),
    )),
    Pitch("Workshop bench hire", "Ironbark Cycles", "won", 4, (("HIRE-BENCH", "One workshop bench with vices, one month", "1", "385.00"),)),
    Pitch("Honour board and lockers", "St Brendan’s Parish School Council", "won", 45, _one("Honour board and lockers", "5500.00")),
    Pitch("Model of a stair", "Marlowe-Fitzgerald Architects Pty Limited", "won", 60, _one("Model of a stair, 1:5", "1875.50")),
    Pitch("Waiting-room benches", "Yarra Bend Veterinary Hospital", "won", 140, _one("Waiting-room benches", "1000.00")),
    Pitch("Shop fit-out", "Banksia & Bloom Florist", "lost", 30, _one("Shelving and cold-room door", "6400.00")),
    Pitch("Boat-shed doors", "Nelson Bay Boat Harbour and Marine Rescue Auxiliary Incorporated", "lost", 95,
          _one("Sliding doors, pair", "9800.00")),
    Pitch("Tack-room fittings", "Meldrum’s Saddlery and Stockfeeds", "lost", 200, _one("Saddle racks, 24", "2880.00")),
)

# Customers that Xero has never heard of, and people who have only asked so far: name, first, last, town, region, postcode
NEW_CUSTOMERS = (
    ("Stone & Vine Estate", "Giulia", "Rossi", "Pokolbin", "NSW", "2320"),
    ("Lantern & Loom Haberdashery", "Aoife", "Kelly", "Maitland", "NSW", "2320"),
    ("Čapek Coffee Carts", "Tomáš", "Novák", "Newcastle", "NSW", "2300"),
    ("Hexham Men’s Shed Inc", "Stavros", "Papadopoulos", "Hexham", "NSW", "2322"),
    ("Wirraway Model Flyers", "Lyn", "Dixon", "Williamtown", "NSW", "2318"),
    ("Quinces & Co", "Priya", "Singh", "Mudgee", "NSW", "2850"),
)
LEADS = (
    ("Saltwater Kayak Hire", "Jack", "Murray", "Nelson Bay", "NSW", "2315"),
    ("Dingo Gap Outdoor School", "Marlee", "Scott", "Gundagai", "NSW", "2722"),
    ("Tin Shed Theatre", "Eleni", "Parker", "Cessnock", "NSW", "2325"),
    ("Nguyễn Family Dental", "Minh", "Nguyễn", "Cabramatta", "NSW", "2166"),
    ("Old Post Office B&B", "Ruby", "Collins", "Wollombi", "NSW", "2325"),
    ("Marigold Montessori", "Yasmin", "Haddad", "Newcastle", "NSW", "2300"),
    ("Barrington Bird Hides", "Angus", "Campbell", "Gloucester", "NSW", "2422"),
    ("Zephyr Sails", "Freya", "Lindqvist", "Lake Macquarie", "NSW", "2280"),
)
