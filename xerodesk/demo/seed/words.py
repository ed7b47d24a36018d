"""The words that customers' and suppliers' names are made of."""

from dataclasses import dataclass

from xerodesk.demo.seed.country import words

TRADES = words("""Brewing Co-operative, Veterinary Hospital, Funeral Directors, Dental Group, Medical Imaging, Physiotherapy,
    Hotels & Resorts, Café,
    Architects, School Council, Roastery, Florist, Early Learning Centre, Cycles, Saddlery and Stockfeeds, Bookshop, Bakery, Winery,
    Cellars,
    Restaurant, Pharmacy, Surf Club, Golf Club, Bowling Club, Museum, Gallery, Theatre Company, Landscapes, Builders, Constructions,
    Interiors,
    Property Group, Real Estate, Optometrists, Chiropractic, Yoga Studio, Music School, Nursery, Garden Centre, Orchards, Dairy,
    Cheese Company,
    Distillery, Tea Rooms, Guesthouse, Lodge, Backpackers, Caravan Park, Marina, Boatbuilders, Motors, Electrical, Plumbing, Solar,
    Accounting,
    Legal, Insurance Brokers, Travel, Print Works, Design Studio, Films, Aged Care, Community Centre, Historical Society""")
FAMILY_TRADES = words("Builders, Butchers, Grocers, Furniture, Plumbing, Bakers, Jewellers, Tailors, Motors, Nurseries, Solicitors")
KIN = ("& Sons", "& Daughters", "& Co", "& Partners", "Brothers", "Family")
SUPPLIES = words("""Timber Supplies, Hardwoods, Plywood & Veneer, Cabinet Hardware, Abrasives, Coatings, Glass, Saw Doctors,
    Forklift Hire, Freight,
    Packaging, Workwear, Power, Telecom, Insurance, Waste, Steel, Upholstery, Tool Hire, Fasteners""")
ROLES = ("accounts", "office", "admin", "hello", "info", "ap", "bookings", "reception")
JOBS = words("""Taproom bar, Function-room walls, Reception desk, Menu boards, Garden planters, Bar stools, Shop shelving,
    Kitchen cabinets, Bottle-shop
    shelves, Delivery-dock gates, Fermenter doors, Tap handles, Keg-store shelving, Tasting paddles, Merchandise wall, Reading nook, Coat
    lockers, Stair repairs, Sash windows, Cellar-door repairs, Waiting-room benches, Display cases, Library steps, Counter top,
    Dining tables,
    Door replacement, Veranda posts, Choir stalls, Honour board, Market stall""")
GROUPS = ("Hospitality", "Trade", "Schools and councils", "Retail", "Christmas cards")


@dataclass(frozen=True)
class Known:
    """A customer that every copy of a country's books has. `habit`: usual days after the due date; `weight`: share of the work."""

    name: str
    habit: int
    weight: float
    home: int = -1  # which foreign country it lives in; -1 at home
    email: str = ""


_ANYWHERE = (
    Known("Pâtisserie Zoë Lefèvre", 2, 2.0, email="bonjour@zoelefevre.example"),
    Known("Đặng & Sons Grocers", -3, 2.0, email="dang@dangandsons.example"),
    Known("東京木工 株式会社", 4, 0.6),
    Known("مقهى النخلة", 6, 0.6),
    Known("מאפיית השחר", 1, 0.6),
    Known("Bloom 🌸 & Thorn 🌵", 12, 0.6),
    Known("Łódź Pierogi Bar", 0, 0.6),
    Known("Ångström & Müller Instruments", -6, 0.6),
    Known("“The Corner” – O’Malley’s, Café; Bar & Grill", 9, 0.6),
    Known("X", 3, 0.3),
)
_AU = (
    Known("Wollombi Creek Brewing Co-operative Ltd", 9, 6.0, email="accounts@wollombicreek.example"),
    Known("Te Awa Roastery Ltd", 3, 3.0, home=0, email="accounts@teawa.example"),
    Known("Yarra Bend Veterinary Hospital", 60, 2.0, email="accounts@yarrabend.example"),
    Known("Oxley & Daughters Funeral Directors", 45, 2.0),
    Known("Northern Rivers Dental Group Pty Ltd", 6, 3.0),
    Known("Coolibah Street Medical Imaging", 20, 3.0),
    Known("Gumleaf Physiotherapy and Hydrotherapy Centre of Greater Newcastle Pty Ltd", 9, 2.0),
    Known("Tidewater Hotels & Resorts (Queensland) Pty Ltd", 3, 3.0),
    Known("Kookaburra Lane Café", -2, 2.0),
    Known("Shire of Brigalow Plains", -5, 3.0),
    Known("Marlowe-Fitzgerald Architects Pty Limited", 5, 3.0, home=1),
    Known("St Brendan’s Parish School Council", 0, 2.0),
    Known("Bellbird Early Learning Centre", 4, 1.0, email="accounts@bellbird.example"),
    Known("Ironbark Cycles", -1, 2.0),
    Known("Banksia & Bloom Florist", 8, 1.0),
    Known("Meldrum’s Saddlery and Stockfeeds", 15, 1.0),
    Known("Gundagai & District Show Society Incorporated", 30, 1.0),
    Known("Nelson Bay Boat Harbour and Marine Rescue Auxiliary Incorporated", 10, 1.0),
)
_NZ = (
    Known("Te Awa Roastery Ltd", 9, 6.0, email="accounts@teawa.example"),
    Known("Whānau Café Tāmaki Limited", 60, 2.0),
    Known("Bondi Beach House Pty Ltd", 3, 3.0, home=0),
    Known("Ngāti Kahu Marae Trust", -4, 2.0),
    Known("Cascadia Tea House Inc.", 12, 1.5, home=1),
)
_UK = (
    Known("Severn Vale Brewing Ltd", 9, 6.0, email="accounts@severnvalebrewing.example"),
    Known("Caffi Siân a’r Teulu", 60, 2.0),
    Known("Ó Briain & Daughters Books", 3, 3.0, home=0),
    Known("St Cyr’s Parochial Church Council", -4, 2.0),
    Known("Beacon Hill Galleries LLC", 12, 1.5, home=1),
)
_US = (
    Known("Otter Creek Brewing Cooperative, Inc.", 9, 6.0, email="ap@ottercreekbrewing.example"),
    Known("Peña & Daughters Bakery", 60, 2.0),
    Known("Brasserie Mont-Royal Ltée", 3, 3.0, home=0),
    Known("Town of Stonefence Selectboard", -4, 2.0),
    Known("Clifton Suspension Gallery Ltd", 12, 1.5, home=1),
)
KNOWN = {"AU": (*_AU, *_ANYWHERE), "NZ": (*_NZ, *_ANYWHERE), "UK": (*_UK, *_ANYWHERE), "US": (*_US, *_ANYWHERE)}
