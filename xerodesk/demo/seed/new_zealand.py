"""The New Zealand books: Kauri Bay Joinery Limited, of Tauranga."""

from xerodesk.demo.seed.country import Abroad, Country, TaxRate, place, places, words
from xerodesk.demo.seed.tax_numbers import ird, nzbn

NZ = Country(
    code="NZ", name="New Zealand", version="NZ", currency="NZD", currency_name="New Zealand Dollar",
    timezone="NEWZEALANDSTANDARDTIME", dial="64", mobile=("21", "555 0###"), local="555 0###",
    year_end=(31, 3), tax_basis="INVOICE", tax_period="TWOMONTHS",
    organisation="Kauri Bay Joinery Limited", legal_suffixes=("Limited", "Ltd", "Ltd", "Limited Partnership", "", ""),
        council="{} District Council",
    town=place("Tauranga|Bay of Plenty|3110|7"), street="14 Wharf Street",
    places=places("""
        Auckland|Auckland|1010|9
        Hamilton|Waikato|3204|7
        Whangārei|Northland|0110|9
        Rotorua|Bay of Plenty|3010|7
        Taupō|Waikato|3330|7
        Napier|Hawke's Bay|4110|6
        New Plymouth|Taranaki|4310|6
        Palmerston North|Manawatū-Whanganui|4410|6
        Wellington|Wellington|6011|4
        Nelson|Nelson|7010|3
        Blenheim|Marlborough|7201|3
        Christchurch|Canterbury|8011|3
        Queenstown|Otago|9300|3
        Dunedin|Otago|9016|3
        Invercargill|Southland|9810|3
    """),
    streets=words("""Karangahape Road, Wharf Street, Ponsonby Road, Cuba Street, Devonport Road, Cameron Road, Victoria Street,
        Tutanekai Street,
        Emerson Street, Devon Street West, Trafalgar Street, Moray Place, Esk Street, Marine Parade, Ferry Road, Riccarton Road"""),
    first_names=words("""Aroha, Nikau, Mere, Tane, Hana, Wiremu, Kiri, Rangi, Anahera, Mikaere, Oliver, Isla, Jack, Charlotte, George,
        Amelia, Hamish,
        Fiona, Angus, Sione, Malia, Tevita, Losa, Priya, Arjun, Wei, Mei, Jin, Soo-ah, Liam, Ruby, Lachlan, Poppy, Callum, Briar,
        Piripi"""),
    last_names=words("""Ngata, Te Awa, Parata, Tamihana, Walker, Smith, Wilson, Campbell, Brown, Taylor, McDonald, Fraser, Mackenzie,
        Singh, Patel, Kaur,
        Chen, Li, Kim, Park, Fa'amoe, Tuilagi, Latu, Vaipulu, Henare, Rāwiri, Pōtae, Stewart, Robertson, Hughes, Clark, Harris, Young,
        King,
        Edwards, Cooper, Ross, Murray, Graham, Bennett"""),
    place_names=words("""Te Awa, Kauri Bay, Pōhutukawa, Tūī, Kererū, Rātā, Rimu, Tōtara, Mānuka, Kōwhai, Southern Alps, Hibiscus Coast,
        Coromandel,
        Waitematā, Manukau, Kaimai, Tongariro, Remutaka, Wairarapa, Kāpiti, Tasman, Motueka, Golden Bay, Waimea, Wairau, Banks Peninsula,
        Rakaia, Waitaki, Clutha, Fiordland, Catlins, Otago Peninsula, Harbour View, Long White Cloud, Silver Fern, Greenstone, Hauraki,
        Ōhope"""),
    tax_rates=(
        TaxRate("OUTPUT2", "15% GST on Income", "OUTPUT", (("GST", "15"),), "sales"),
        TaxRate("INPUT2", "15% GST on Expenses", "INPUT", (("GST", "15"),), "purchases"),
        TaxRate("ZERORATED", "Zero Rated", "OUTPUT", (("GST", "0"),), "both"),
        TaxRate("NONE", "No GST", "NONE", (("No GST", "0"),), "both"),
        TaxRate("GSTONIMPORTS", "GST on Imports", "INPUT", (("GST", "0"),), "purchases"),
    ),
    sales_tax="OUTPUT2", purchase_tax="INPUT2", free_tax="ZERORATED", free_purchase_tax="NONE", reduced_tax="OUTPUT2",
    tax_number=ird, company_number=nzbn, bank_pattern="12-3###-0######-00", price_scale=1.09,
    abroad=(
        Abroad("Australia", "AUD", 0.917, place("Brisbane|QLD|4000|7"), "61"),
        Abroad("United States", "USD", 0.602, place("Portland|OR|97204|503"), "1"),
    ),
)
