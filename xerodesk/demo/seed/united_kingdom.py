"""The British books: Larch & Oak Joinery Ltd, of Stroud."""

from random import Random

from xerodesk.demo.seed.country import Abroad, Country, TaxRate, place, places, words
from xerodesk.demo.seed.tax_numbers import vat


def _company_number(draw: Random) -> str:
    """A Companies House number: eight digits, no check digit."""
    return f"{draw.randrange(1_000_000, 16_000_000):08d}"


UK = Country(
    code="UK", name="United Kingdom", version="UK", currency="GBP", currency_name="British Pound",
    timezone="GMTSTANDARDTIME", dial="44", mobile=("7700", "900###"), local="496 0###",
    year_end=(31, 3), tax_basis="ACCRUAL", tax_period="QUARTERLY1",
    organisation="Larch & Oak Joinery Ltd", legal_suffixes=("Ltd", "Ltd", "Limited", "LLP", "", ""), council="{} Parish Council",
    town=place("Stroud|Gloucestershire|GL5 1AA|117"), street="Unit 4, Wallbridge Mill",
    places=places("""
        Bristol||BS1 4DJ|117
        Bath|Somerset|BA1 1LZ|117
        Stroud|Gloucestershire|GL5 2HA|117
        Gloucester|Gloucestershire|GL1 2NF|117
        Oxford|Oxfordshire|OX1 1HS|118
        Sheffield|South Yorkshire|S1 2HH|114
        Cardiff|South Glamorgan|CF10 1DD|117
        Birmingham|West Midlands|B2 4QA|121
        Leeds|West Yorkshire|LS1 4DY|113
        York|North Yorkshire|YO1 7HH|113
        Norwich|Norfolk|NR2 1TF|116
        Exeter|Devon|EX1 1GJ|117
        Truro|Cornwall|TR1 2AA|117
        Edinburgh|Midlothian|EH1 1YZ|131
        Glasgow|Lanarkshire|G1 1XQ|141
        Llanfairpwllgwyngyll|Anglesey|LL61 5UJ|151
    """),
    streets=words("""High Street, Church Lane, Mill Road, Station Road, Park Row, Queen Square, The Green, Back Lane, Castle Street,
        Bridge Street,
        Market Place, Victoria Terrace, Chapel Hill, Orchard Close, Wharf Road, Cornmarket Street"""),
    first_names=words("""Oliver, Amelia, George, Isla, Harry, Ava, Noah, Mia, Jack, Ivy, Leo, Freya, Siân, Rhys, Eilidh, Callum, Niamh,
        Conor, Priya,
        Arjun, Aisha, Mohammed, Zofia, Jakub, Chidi, Ngozi, Beatrice, Rupert, Florence, Alfie, Poppy, Gareth, Morag, Hamish, Bronwen,
        Tariq"""),
    last_names=words("""Smith, Jones, Williams, Taylor, Davies, Evans, Thomas, Johnson, Roberts, Walker, Wright, Robinson, Thompson,
        White, Hughes,
        Edwards, Green, Hall, Wood, Harris, Clarke, Patel, Khan, Begum, Ali, MacLeod, Campbell, Stewart, O'Neill, Gallagher, Llewellyn,
        ap Rhys,
        Kowalski, Nowak, Okafor, Adeyemi, Ashworth, Featherstonehaugh, Cholmondeley, Pemberton"""),
    place_names=words("""Cotswold, Severn Vale, Wye Valley, Mendip, Chilterns, Dartmoor, Exmoor, Pennine, Peak View, Malvern, Ridgeway,
        Fosse Way,
        Thames Side, Avonmouth, Broadland, Fenland, Wolds, Dales, Lakeside, Solway, Lomond, Cairngorm, Mourne, Lagan, Gower, Snowdon View,
        Menai, Tamar, Jurassic Coast, New Forest, South Downs, Weald, Kingfisher, Heron, Redwing, Foxglove, Hawthorn, Bramble"""),
    tax_rates=(
        TaxRate("OUTPUT2", "20% (VAT on Income)", "OUTPUT", (("VAT", "20"),), "sales"),
        TaxRate("INPUT2", "20% (VAT on Expenses)", "INPUT", (("VAT", "20"),), "purchases"),
        TaxRate("RROUTPUT", "5% (VAT on Income)", "OUTPUT", (("VAT", "5"),), "sales"),
        TaxRate("RRINPUT", "5% (VAT on Expenses)", "INPUT", (("VAT", "5"),), "purchases"),
        TaxRate("ZERORATEDOUTPUT", "Zero Rated Income", "OUTPUT", (("VAT", "0"),), "sales"),
        TaxRate("ZERORATEDINPUT", "Zero Rated Expenses", "INPUT", (("VAT", "0"),), "purchases"),
        TaxRate("EXEMPTOUTPUT", "Exempt Income", "EXEMPTOUTPUT", (("VAT", "0"),), "sales"),
        TaxRate("EXEMPTINPUT", "Exempt Expenses", "EXEMPTINPUT", (("VAT", "0"),), "purchases"),
        TaxRate("NONE", "No VAT", "NONE", (("No VAT", "0"),), "both"),
    ),
    sales_tax="OUTPUT2", purchase_tax="INPUT2", free_tax="ZERORATEDOUTPUT", free_purchase_tax="ZERORATEDINPUT", reduced_tax="RROUTPUT",
    tax_number=vat, company_number=_company_number, bank_pattern="20-##-## 7#######", price_scale=0.55,
    abroad=(
        Abroad("Ireland", "EUR", 1.165, place("Cork|County Cork|T12 W8KP|21"), "353"),
        Abroad("United States", "USD", 1.29, place("Boston|MA|02108|617"), "1"),
    ),
)
