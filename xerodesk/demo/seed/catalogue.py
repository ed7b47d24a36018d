"""What the joinery sells: Xero items, a few of them tracked as stock."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from xerodesk.demo.seed.arithmetic import fine, money
from xerodesk.demo.seed.chart import COST_OF_GOODS, FREIGHT_IN, SALES, SALES_GOODS, SALES_WORK, STOCK, TIMBER
from xerodesk.demo.seed.country import Country
from xerodesk.demo.seed.draws import Calendar, Draws
from xerodesk.demo.state import Organisation, Record
from xerodesk.demo.wire import Json

# code, name, description, sales price in Australian dollars, account, kind: "made", "stock", "work", "bought" or "reduced"
_ITEMS = (
    ("CNC-SG-18", "Spotted gum panel, 18 mm", "Spotted gum panel, 18 mm, cut to size on the router", "196.50", SALES_GOODS, "stock"),
    ("CNC-BB-18", "Blackbutt panel, 18 mm", "Blackbutt panel, 18 mm, cut to size on the router", "184.00", SALES_GOODS, "stock"),
    ("PLY-BIR-12", "Birch plywood, 12 mm", "Birch plywood sheet, 2440 x 1220 x 12 mm", "92.40", SALES_GOODS, "stock"),
    ("PLY-BIR-18", "Birch plywood, 18 mm", "Birch plywood sheet, 2440 x 1220 x 18 mm", "128.70", SALES_GOODS, "stock"),
    ("OIL-HARD-1", "Hardwax oil, 1 litre", "Hardwax oil, satin, 1 litre", "79.95", SALES_GOODS, "stock"),
    ("HINGE-SC", "Soft-close hinge", "Concealed soft-close hinge, 110 degrees", "8.35", SALES_GOODS, "stock"),
    ("RUNNER-500", "Drawer runner, 500 mm", "Full-extension drawer runner, pair, 500 mm", "46.20", SALES_GOODS, "stock"),
    ("SCREW-4040", "Screws 4.0 x 40, each", "Countersunk screw 4.0 x 40, sold singly", "0.0875", SALES_GOODS, "stock"),
    ("DOOR-INT", "Internal door, solid", "Internal door in solid timber, made to size, sanded and oiled", "685.00", SALES, "made"),
    ("DOOR-CELLAR", "Cellar door", "Ledged and braced cellar door with hand-forged ironwork", "1320.00", SALES, "made"),
    ("STOOL-BAR", "Bar stool", "Bar stool, turned legs, foot rail in brass", "144.8333", SALES, "made"),
    ("TABLE-2400", "Dining table, 2.4 m", "Dining table, 2.4 m, trestle base, reclaimed blackbutt", "3168.00", SALES, "made"),
    ("BENCH-1800", "Bench, 1.8 m", "Bench to match the dining table, 1.8 m", "745.00", SALES, "made"),
    ("SHELF-KEG", "Keg-store shelving, bay", "Shelving for kegs, one bay, 400 kg a shelf", "495.00", SALES, "made"),
    ("BOARD-MENU", "Menu board", "Menu board, oak frame, magnetic lettering", "209.00", SALES, "made"),
    ("PADDLE-TST", "Tasting paddle", "Tasting paddle for four glasses, branded", "7.15", SALES, "made"),
    ("TAP-HANDLE", "Tap handle", "Tap handle, turned and lacquered, with ferrule", "15.50", SALES, "made"),
    ("PLANTER-900", "Garden planter, 900 mm", "Planter in cypress, 900 mm, lined", "220.00", SALES, "made"),
    ("LOCKER-COAT", "Coat locker, pair", "Pair of coat lockers, rounded corners, no pinch points", "432.00", SALES, "made"),
    ("NOOK-READ", "Reading nook", "Reading nook with cushions and two shelves", "2850.00", SALES, "made"),
    ("DESK-REC", "Reception desk", "Reception desk, curved front, cable tray, lockable pedestal", "4870.00", SALES, "made"),
    ("KITCHEN-LM", "Kitchen cabinets, per metre", "Kitchen base cabinets, by the running metre", "1185.00", SALES, "made"),
    ("STAIR-TREAD", "Stair tread", "Stair tread with bull nose, 1 m", "168.30", SALES, "made"),
    ("WINDOW-SASH", "Sash window", "Box sash window, double glazed, weights and cords", "1940.00", SALES, "made"),
    ("SEAL-DRAUGHT", "Draught seal, per metre", "Draught-proofing seal, supplied and fitted, by the metre", "18.90", SALES, "reduced"),
    ("RAIL-GRAB", "Grab rail, fitted", "Grab rail for a home with an elderly resident, fitted", "124.00", SALES, "reduced"),
    ("HOUR-JOIN", "Joiner, per hour", "Joiner's time, by the hour", "98.00", SALES_WORK, "work"),
    ("HOUR-APPR", "Apprentice, per hour", "Apprentice's time, by the hour", "56.00", SALES_WORK, "work"),
    ("DESIGN-DAY", "Design, per day", "Design and drawings, by the day", "840.00", SALES_WORK, "work"),
    ("SITE-VISIT", "Site visit and measure", "Visit on site, measuring, and a written report", "165.00", SALES_WORK, "work"),
    ("HIRE-BENCH", "Workshop bench hire, month", "One workshop bench with vices, by the month", "385.00", SALES_WORK, "work"),
    ("DELIVERY", "Delivery", "Delivery within 100 km", "75.00", FREIGHT_IN, "work"),
    ("TIMBER-REC", "Reclaimed timber, per m", "Reclaimed timber, bought in by the metre", "22.00", TIMBER, "bought"),
    ("GLUE-PVA-20", "Wood glue, 20 litre", "Wood glue, drum of 20 litres", "189.00", TIMBER, "bought"),
)


@dataclass(frozen=True)
class Product:
    """An item as documents use it: price in ten-thousandths, tax type of its sale."""

    code: str
    name: str
    item_id: str
    description: str
    price: int
    account: str
    tax_type: str
    kind: str


def _price(text: str, country: Country) -> int:
    """A price of the country in ten-thousandths: scaled, and to 5 hundredths unless it is a fine one."""
    plain = int(Decimal(text).scaleb(4))
    if country.price_scale == 1.0 or plain % 100:
        return plain
    return max(500, round(plain * country.price_scale / 500) * 500)


def _item(draw: Draws, product: Product, country: Country) -> Json:
    sold, bought = product.kind != "bought", product.kind in ("stock", "bought")
    cost = product.price * draw.randrange(52, 68) // 100 // 100 * 100
    buys: Json = {"UnitPrice": fine(cost), "TaxType": country.purchase_tax}
    buys |= {"COGSAccountCode": COST_OF_GOODS} if product.kind == "stock" else {"AccountCode": product.account}
    data: Json = {
        "ItemID": product.item_id, "Code": product.code, "Name": product.name, "Description": product.description if sold else "",
        "PurchaseDetails": buys if bought else {},
        "SalesDetails": {"UnitPrice": fine(product.price), "AccountCode": product.account, "TaxType": product.tax_type} if sold else {},
        "IsTrackedAsInventory": product.kind == "stock", "IsSold": sold, "IsPurchased": bought,
    }
    if bought:
        data["PurchaseDescription"] = product.description
    if product.kind == "stock":
        quantity = (40, 3, 160, 0, 12, 85)[len(product.code) % 6] * (50 if product.price < 10_000 else 1)
        data["InventoryAssetAccountCode"] = STOCK
        data |= {"QuantityOnHand": fine(quantity * 10_000), "TotalCostPool": money(quantity * cost // 100)}
    return data


def stock_shelves(org: Organisation, country: Country, draw: Draws, calendar: Calendar) -> list[Product]:
    """Put the items into the organisation; answers the ones that are sold."""
    products = []
    for code, name, description, price, account, kind in _ITEMS:
        tax = country.reduced_tax if kind == "reduced" else country.sales_tax
        product = Product(code, name, draw.new_id(), description, _price(price, country), account, tax, kind)
        changed: date = calendar.today - timedelta(days=draw.randrange(5, 1_500))
        org.items[product.item_id] = Record(_item(draw, product, country), calendar.moment(changed, draw))
        if kind != "bought":
            products.append(product)
    return products
