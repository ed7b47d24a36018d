"""The American books: Cedar Fork Joinery LLC, of Vermont."""

from xerodesk.demo.seed.country import Abroad, Country, TaxRate, place, places, words
from xerodesk.demo.seed.tax_numbers import ein

# Xero gives rates made for a place an id instead of a word as their tax type.
VERMONT_TAX = "2f1f9c0e-6d7b-4c1e-9a53-7f0c2b8d4e61"
BURLINGTON_TAX = "8b7e3a52-1c94-4d0f-b6e8-5a9d0c3f7e12"

US = Country(
    code="US", name="United States", version="US", currency="USD", currency_name="United States Dollar",
    timezone="EASTERNSTANDARDTIME", dial="1", mobile=("802", "555-01##"), local="555-01##",
    year_end=(31, 12), tax_basis="ACCRUALS", tax_period="QUARTERLY1",
    organisation="Cedar Fork Joinery LLC", legal_suffixes=("LLC", "Inc.", "Inc", "Corp.", "", ""), council="Town of {}",
    town=place("Burlington|VT|05401|802"), street="212 Pine Street",
    places=places("""
        Burlington|VT|05401|802
        Montpelier|VT|05602|802
        Rutland|VT|05701|802
        Brattleboro|VT|05301|802
        Stowe|VT|05672|802
        Middlebury|VT|05753|802
        Hanover|NH|03755|603
        Portsmouth|NH|03801|603
        Portland|ME|04101|207
        Boston|MA|02108|617
        Northampton|MA|01060|413
        Albany|NY|12207|518
        Brooklyn|NY|11201|718
        Providence|RI|02903|401
    """),
    streets=words("""Pine Street, Main Street, Church Street, College Street, Maple Avenue, Elm Street, State Street, Mill Road,
        Lake Street,
        Mountain Road, Depot Street, Canal Street, Route 7 South, Old Stage Road, Winooski Avenue, Park Place"""),
    first_names=words("""Liam, Olivia, Noah, Emma, Oliver, Charlotte, James, Amelia, Elijah, Sophia, Mateo, Isabella, Lucas, Camila,
        Ethan, Luna, Carlos,
        María, DeShawn, Aaliyah, Wei, Mei, Priya, Arjun, Yusuf, Fatima, Hannah, Jacob, Abigail, Samuel, Grace, Wyatt, Hazel, Owen,
        Nora, Étienne"""),
    last_names=words("""Smith, Johnson, Williams, Brown, Jones, Garcia, Miller, Davis, Rodriguez, Martinez, Hernandez, Lopez, Wilson,
        Anderson, Thomas,
        Taylor, Moore, Jackson, Martin, Lee, Thompson, White, Harris, Clark, Lewis, Robinson, Walker, Young, King, Nguyen, O'Brien,
        McCarthy,
        Tremblay, Gagnon, Cohen, Goldberg, Kowalczyk, Rossi, Van Der Berg, Washington"""),
    place_names=words("""Green Mountain, Lake Champlain, Maple Ridge, Sugarbush, Winooski, Otter Creek, Mad River, Camel's Hump,
        White River, Lamoille,
        Northeast Kingdom, Granite City, Covered Bridge, Stonefence, Red Barn, Old Mill, Birch Hollow, Cedar Fork, Hemlock, Tamarack,
        Loon Lake,
        Black Bear, Snowy Owl, Moose Meadow, Connecticut River, White Mountain, Seacoast, Bay State, Berkshire, Hudson, Adirondack,
        Ocean State"""),
    tax_rates=(
        TaxRate("OUTPUT", "Tax on Sales", "OUTPUT", (("Tax", "0"),), "sales"),
        TaxRate("INPUT", "Tax on Purchases", "INPUT", (("Tax", "0"),), "purchases"),
        TaxRate("NONE", "Tax Exempt", "NONE", (("Tax Exempt", "0"),), "both"),
        TaxRate("GSTONIMPORTS", "Sales Tax on Imports", "GSTONIMPORTS", (("Tax", "0"),), "purchases"),
        TaxRate(VERMONT_TAX, "Vermont", "USSALESTAX", (("State of Vermont", "6"),), "sales"),
        TaxRate(BURLINGTON_TAX, "Burlington, Vermont", "USSALESTAX", (("State of Vermont", "6"), ("City of Burlington", "1")), "sales"),
    ),
    sales_tax=VERMONT_TAX, purchase_tax="INPUT", free_tax="NONE", free_purchase_tax="NONE", reduced_tax=BURLINGTON_TAX,
    tax_number=ein, company_number=None, bank_pattern="011600### ########", price_scale=0.68,
    abroad=(
        Abroad("Canada", "CAD", 1.37, place("Montréal|QC|H2Y 1C6|514"), "1"),
        Abroad("United Kingdom", "GBP", 0.775, place("Bristol||BS1 4DJ|117"), "44"),
    ),
)
