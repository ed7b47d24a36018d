"""The Australian books: Saltbush Joinery Pty Ltd, of the Hunter Valley."""

from xerodesk.demo.seed.country import Abroad, Country, TaxRate, place, places, words
from xerodesk.demo.seed.tax_numbers import abn

AU = Country(
    code="AU", name="Australia", version="AU", currency="AUD", currency_name="Australian Dollar",
    timezone="AUSEASTERNSTANDARDTIME", dial="61", mobile=("491", "570 ###"), local="5550 0###",
    year_end=(30, 6), tax_basis="ACCRUALS", tax_period="QUARTERLY1",
    organisation="Saltbush Joinery Pty Ltd", legal_suffixes=("Pty Ltd", "Pty Ltd", "Pty Limited", "Ltd", "", ""), council="Shire of {}",
    town=place("Cessnock|NSW|2325|2"), street="27 Millfield Street",
    places=places("""
        Wollombi|NSW|2325|2
        Newcastle|NSW|2300|2
        Maitland|NSW|2320|2
        Sydney|NSW|2000|2
        Gundagai|NSW|2722|2
        Mudgee|NSW|2850|2
        Nelson Bay|NSW|2315|2
        Canberra|ACT|2601|2
        Melbourne|VIC|3000|3
        Bendigo|VIC|3550|3
        Sale|VIC|3850|3
        Launceston|TAS|7250|3
        Hobart|TAS|7000|3
        Southport|QLD|4215|7
        Toowoomba|QLD|4350|7
        Cairns|QLD|4870|7
        Adelaide|SA|5000|8
        Mount Gambier|SA|5290|8
        Fremantle|WA|6160|8
        Darwin|NT|0800|8
    """),
    streets=words("""Paynes Crossing Road, Wollombi Road, Vincent Street, Saleyards Road, Macarthur Street, Harbour Street,
        Banksia Avenue,
        Station Street, Church Street, Vineyard Lane, Old Mill Road, Railway Parade, Sheridan Lane, Charles Street, Brisbane Street,
        King Street"""),
    first_names=words("""Raj, Siobhán, Kiri, Meg, Dev, Anneke, Lyn, Barb, Oliver, Charlotte, Jack, Amelia, Noah, Isla, Thi, Minh,
        Ahmed, Fatima,
        Luca, Giulia, Henry, Matilda, Darcy, Ruby, Angus, Freya, Cooper, Zara, Hamish, Priya, Wei, Mei, Elias, Yasmin, Tomasz,
        Agnieszka, Marlee,
        Jarrah, Declan, Aoife, Stavros, Eleni"""),
    last_names=words("""Thevathasan, O'Dwyer-Castellano, Ngata, Halloran, Patel, Visser, Meldrum, Oxley, Nguyen, Smith, Papadopoulos,
        Rossi,
        Campbell, Singh, Williams, Brown, Wilson, Taylor, Murphy, Kelly, Ryan, Chen, Lee, Wang, Kaur, Martin, Anderson, Thompson,
        White, Walker,
        Harris, Young, King, Wright, Scott, Mitchell, Roberts, Carter, Phillips, Evans, Turner, Parker, Collins, Edwards, Stewart, Morris,
        Murray, Dixon, Marlowe, Fitzgerald"""),
    place_names=words("""Brigalow, Coolibah, Gumleaf, Kookaburra, Ironbark, Bellbird, Tidewater, Yarra Bend, Banksia, Wattle Creek,
        Northern Rivers,
        Hunter Valley, Blue Mountains, Barossa, Coral Bay, Currawong, Paperbark, Stringybark, Jacaranda, Galah, Lorikeet, Magpie Creek,
        Red Gum,
        Boronia, Waratah, Nullarbor, Snowy River, Murray Bend, Derwent, Tamar, Southern Cross, Bass Strait, Swan River, Kimberley,
        Daintree,
        Silver City, Goldfields, Mallee, Riverina, Monaro, Illawarra, Shoalhaven, Manning, Macleay, Clarence, Gippsland"""),
    tax_rates=(
        TaxRate("OUTPUT", "GST on Income", "OUTPUT", (("GST", "10"),), "sales"),
        TaxRate("INPUT", "GST on Expenses", "INPUT", (("GST", "10"),), "purchases"),
        TaxRate("EXEMPTOUTPUT", "GST Free Income", "EXEMPTOUTPUT", (("GST", "0"),), "sales"),
        TaxRate("EXEMPTEXPENSES", "GST Free Expenses", "EXEMPTEXPENSES", (("GST", "0"),), "purchases"),
        TaxRate("BASEXCLUDED", "BAS Excluded", "BASEXCLUDED", (("GST", "0"),), "both"),
        TaxRate("GSTONIMPORTS", "GST on Imports", "GSTONIMPORTS", (("GST", "0"),), "purchases"),
    ),
    sales_tax="OUTPUT", purchase_tax="INPUT", free_tax="EXEMPTOUTPUT", free_purchase_tax="EXEMPTEXPENSES", reduced_tax="OUTPUT",
    tax_number=abn, company_number=None, bank_pattern="062-### 1#######", price_scale=1.0,
    abroad=(
        Abroad("New Zealand", "NZD", 1.09, place("Auckland|Auckland|1010|9"), "64"),
        Abroad("United Kingdom", "GBP", 0.51, place("Bristol||BS1 4DJ|117"), "44"),
    ),
)
