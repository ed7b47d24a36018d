"""The settings of the books: organisation, chart of accounts, tax rates, currencies, branding themes, users."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from xerodesk.demo.seed.country import Country, TaxRate
from xerodesk.demo.seed.draws import Draws
from xerodesk.demo.seed.tax_numbers import digits
from xerodesk.demo.state import Organisation, Record, Table
from xerodesk.demo.wire import Json, day_stamp, stamp

SALES = "200"  # joinery made to order
SALES_GOODS = "201"
SALES_WORK = "202"
FREIGHT_IN = "263"
OLD_SALES = "265"  # archived: documents still name it
EVERYDAY = "090"
SAVINGS = "091"
STOCK = "630"
COST_OF_GOODS = "310"
TIMBER = "300"

# code, name, type, class, which tax ("sales", "purchases" or "none"), system account, payments may go to it
_CHART = (
    (SALES, "Sales, joinery", "REVENUE", "REVENUE", "sales", "", False),
    (SALES_GOODS, "Sales, boards and hardware", "REVENUE", "REVENUE", "sales", "", False),
    (SALES_WORK, "Sales, fitting and repairs", "REVENUE", "REVENUE", "sales", "", False),
    ("260", "Other revenue", "REVENUE", "REVENUE", "sales", "", False),
    (FREIGHT_IN, "Delivery charged to customers", "REVENUE", "REVENUE", "sales", "", False),
    ("270", "Interest income", "REVENUE", "REVENUE", "none", "", False),
    (TIMBER, "Timber and boards", "DIRECTCOSTS", "EXPENSE", "purchases", "", False),
    (COST_OF_GOODS, "Cost of goods sold", "DIRECTCOSTS", "EXPENSE", "purchases", "", False),
    ("320", "Subcontractors", "DIRECTCOSTS", "EXPENSE", "purchases", "", False),
    ("400", "Advertising", "EXPENSE", "EXPENSE", "purchases", "", False),
    ("404", "Bank fees", "EXPENSE", "EXPENSE", "none", "", False),
    ("412", "Accounting and bookkeeping", "EXPENSE", "EXPENSE", "purchases", "", False),
    ("425", "Freight and courier", "EXPENSE", "EXPENSE", "purchases", "", False),
    ("433", "Insurance", "EXPENSE", "EXPENSE", "purchases", "", False),
    ("445", "Light, power, heating", "EXPENSE", "EXPENSE", "purchases", "", False),
    ("449", "Motor vehicle expenses", "EXPENSE", "EXPENSE", "purchases", "", False),
    ("469", "Workshop rent", "EXPENSE", "EXPENSE", "purchases", "", False),
    ("473", "Repairs of machines", "EXPENSE", "EXPENSE", "purchases", "", False),
    ("477", "Wages and salaries", "EXPENSE", "EXPENSE", "none", "", False),
    ("489", "Telephone and internet", "EXPENSE", "EXPENSE", "purchases", "", False),
    ("497", "Bank revaluations", "EXPENSE", "EXPENSE", "none", "BANKCURRENCYGAIN", False),
    ("498", "Unrealised currency gains", "EXPENSE", "EXPENSE", "none", "UNREALISEDCURRENCYGAIN", False),
    ("499", "Realised currency gains", "EXPENSE", "EXPENSE", "none", "REALISEDCURRENCYGAIN", False),
    ("610", "Accounts Receivable", "CURRENT", "ASSET", "none", "DEBTORS", False),
    ("620", "Prepayments", "CURRENT", "ASSET", "none", "", False),
    (STOCK, "Inventory", "INVENTORY", "ASSET", "none", "", False),
    ("710", "Workshop machines", "FIXED", "ASSET", "purchases", "", False),
    ("711", "Less accumulated depreciation on machines", "FIXED", "ASSET", "none", "", False),
    ("800", "Accounts Payable", "CURRLIAB", "LIABILITY", "none", "CREDITORS", False),
    ("820", "Sales tax", "CURRLIAB", "LIABILITY", "none", "GST", False),
    ("840", "Historical Adjustment", "CURRLIAB", "LIABILITY", "none", "HISTORICAL", False),
    ("860", "Rounding", "CURRLIAB", "LIABILITY", "none", "ROUNDING", False),
    ("877", "Tracking Transfers", "CURRLIAB", "LIABILITY", "none", "TRACKINGTRANSFERS", False),
    ("881", "Owner funds introduced", "EQUITY", "EQUITY", "none", "", True),
    ("960", "Retained Earnings", "EQUITY", "EQUITY", "none", "RETAINEDEARNINGS", False),
)
NO_TAX = {"AU": "BASEXCLUDED", "NZ": "NONE", "UK": "NONE", "US": "NONE"}
_ARCHIVED = (OLD_SALES, "Sales, market stalls", "REVENUE", "REVENUE", "sales", "", False)
_PHONES = ("DEFAULT", "OFFICE", "MOBILE", "FAX")


def opened(today: date) -> datetime:
    """When the books were begun: seven years before the first of this month."""
    return datetime(today.year - 7, today.month, 1, 1, 30, tzinfo=UTC)


def organisation(country: Country, draw: Draws, today: date) -> Json:
    """Xero's Organisation object."""
    lock = date(today.year - 1, today.month, 1) - timedelta(days=1)
    year_end = date(today.year - 2, country.year_end[1], country.year_end[0])
    town = country.town
    return {
        "OrganisationID": draw.new_id(), "Name": country.organisation, "LegalName": country.organisation, "PaysTax": True,
        "Version": country.version, "OrganisationType": "COMPANY", "OrganisationEntityType": "COMPANY",
        "BaseCurrency": country.currency, "CountryCode": "GB" if country.code == "UK" else country.code, "IsDemoCompany": False,
        "OrganisationStatus": "ACTIVE", "TaxNumber": country.tax_number(draw),
        "FinancialYearEndDay": country.year_end[0], "FinancialYearEndMonth": country.year_end[1],
        "SalesTaxBasis": country.tax_basis, "SalesTaxPeriod": country.tax_period,
        "DefaultSalesTax": "Tax Exclusive", "DefaultPurchasesTax": "Tax Exclusive",
        "PeriodLockDate": day_stamp(lock), "EndOfYearLockDate": day_stamp(year_end),
        "CreatedDateUTC": stamp(opened(today)), "Timezone": country.timezone,
        "ShortCode": "!" + "".join(draw.choice("bcdfghjkmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ23456789") for _ in range(5)),
        "Class": "GROW", "Edition": "BUSINESS", "LineOfBusiness": "Joinery and cabinet making",
        "Addresses": [{
            "AddressType": "POBOX", "AddressLine1": country.street, "City": town.city, "Region": town.region,
            "PostalCode": town.postcode, "Country": country.name, "AttentionTo": "",
        }],
        "Phones": [
            {"PhoneType": kind, "PhoneNumber": digits(draw, country.local) if kind == "OFFICE" else "",
             "PhoneAreaCode": town.area if kind == "OFFICE" else "", "PhoneCountryCode": country.dial if kind == "OFFICE" else ""}
            for kind in _PHONES
        ],
        "ExternalLinks": [],
        "PaymentTerms": {"Bills": {"Day": 20, "Type": "OFFOLLOWINGMONTH"}, "Sales": {"Day": 30, "Type": "DAYSAFTERBILLDATE"}},
    }


def _account(draw: Draws, row: tuple[str, str, str, str, str, str, bool], country: Country, status: str = "ACTIVE") -> Json:
    code, name, kind, group, tax, system, payable = row
    taxes = {"sales": country.sales_tax, "purchases": country.purchase_tax, "none": NO_TAX[country.code]}
    data: Json = {
        "AccountID": draw.new_id(), "Code": code, "Name": name, "Status": status, "Type": kind, "TaxType": taxes[tax], "Class": group,
        "EnablePaymentsToAccount": payable, "ShowInExpenseClaims": group == "EXPENSE" and not system,
        "BankAccountType": "", "HasAttachments": False, "AddToWatchlist": code == SALES,
    }
    return data | ({"SystemAccount": system} if system else {})


def _banks(draw: Draws, country: Country) -> list[Json]:
    def bank(code: str, name: str, kind: str, currency: str) -> Json:
        data = _account(draw, (code, name, "BANK", "ASSET", "none", "", False), country)
        number = digits(draw, country.bank_pattern) if kind == "BANK" else f"XXXX-XXXX-XXXX-{draw.randrange(10_000):04d}"
        return data | {"BankAccountNumber": number, "BankAccountType": kind, "CurrencyCode": currency}

    foreign = country.abroad[0].currency
    abroad = bank("", f"{foreign} account", "BANK", foreign)
    del abroad["Code"]  # a bank account may have none
    return [
        bank(EVERYDAY, "Everyday account", "BANK", country.currency),
        bank(SAVINGS, "Tax and super" if country.code == "AU" else "Tax savings", "BANK", country.currency),
        abroad,
        bank("095", "Workshop credit card", "CREDITCARD", country.currency),
    ]


def tax_rate(rate: TaxRate) -> Json:
    """Xero's TaxRate object; the effective rate is the sum of the components, none of which is compound."""
    components = [
        {"Name": name, "Rate": Decimal(percent).quantize(Decimal("0.0001")), "IsCompound": False, "IsNonRecoverable": False}
        for name, percent in rate.components
    ]
    total = sum((Decimal(percent) for _, percent in rate.components), Decimal(0)).quantize(Decimal("0.0001"))
    return {
        "Name": rate.name, "TaxType": rate.tax_type, "ReportTaxType": rate.report_type,
        "CanApplyToAssets": True, "CanApplyToEquity": True, "CanApplyToLiabilities": True,
        "CanApplyToExpenses": rate.use != "sales", "CanApplyToRevenue": rate.use != "purchases",
        "DisplayTaxRate": total, "EffectiveRate": total, "Status": "ACTIVE", "TaxComponents": components,
    }


def _fill(table: Table, key: str, rows: list[Json], moment: datetime) -> None:
    for row in rows:
        table[row[key]] = Record(row, moment)


def settle_in(org: Organisation, country: Country, draw: Draws, today: date) -> None:
    """Put accounts, tax rates, currencies, themes and users into an empty organisation."""
    start = opened(today)
    accounts = _banks(draw, country) + [_account(draw, row, country) for row in _CHART]
    _fill(org.accounts, "AccountID", [*accounts, _account(draw, _ARCHIVED, country, "ARCHIVED")], start)
    _fill(org.tax_rates, "TaxType", [tax_rate(rate) for rate in country.tax_rates], start)
    names = {"AUD": "Australian Dollar", "NZD": "New Zealand Dollar", "GBP": "British Pound", "USD": "United States Dollar", "EUR": "Euro",
             "CAD": "Canadian Dollar"}
    codes = [country.currency, *(away.currency for away in country.abroad)]
    _fill(org.currencies, "Code", [{"Code": code, "Description": names[code]} for code in codes], start)
    themes = ["Standard", "Progress claim", "Very orange invoice"]
    _fill(org.branding_themes, "BrandingThemeID", [
        {"BrandingThemeID": draw.new_id(), "Name": name, "SortOrder": order, "CreatedDateUTC": stamp(start)}
        for order, name in enumerate(themes)
    ], start)
    people = (("Meg", "Halloran", "STANDARD"), ("Anneke", "Visser", "FINANCIALADVISER"), ("Dev", "Patel", "INVOICEONLY"))
    for first, last, role in people:
        mail = f"{first}.{last}@{country.organisation.split()[0]}.example".lower()
        org.users.append({
            "UserID": draw.new_id(), "EmailAddress": mail, "FirstName": first, "LastName": last, "UpdatedDateUTC": stamp(start),
            "IsSubscriber": role == "STANDARD", "OrganisationRole": role,
        })
