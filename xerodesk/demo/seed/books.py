"""Builds the books of a demo organisation: the same arguments always give the same organisation, to the byte."""

import gc
from datetime import date, datetime
from decimal import Decimal

from xerodesk.demo.seed.arithmetic import halves_up, hundredths, money
from xerodesk.demo.seed.australia import AU
from xerodesk.demo.seed.catalogue import stock_shelves
from xerodesk.demo.seed.chart import opened, organisation, settle_in
from xerodesk.demo.seed.documents import Writer
from xerodesk.demo.seed.draws import Calendar, Draws
from xerodesk.demo.seed.lines import Liner
from xerodesk.demo.seed.messes import gone, spoil, twin
from xerodesk.demo.seed.money_in import Cashier
from xerodesk.demo.seed.new_zealand import NZ
from xerodesk.demo.seed.people import Party, People
from xerodesk.demo.seed.quotes import write_notes, write_quotes
from xerodesk.demo.seed.sales import Sales
from xerodesk.demo.seed.story import SCENES, furnish
from xerodesk.demo.seed.united_kingdom import UK
from xerodesk.demo.seed.united_states import US
from xerodesk.demo.seed.words import GROUPS, KNOWN
from xerodesk.demo.state import Organisation, Record
from xerodesk.demo.wire import read_day

COUNTRIES = {"AU": AU, "NZ": NZ, "UK": UK, "US": US}


def build(country: str, contacts: int = 200, invoices: int = 1500, *, today: date, seed: int = 1) -> Organisation:
    """The books of a joinery in AU, NZ, UK or US with exactly so many contacts and invoices (bills included).

    All dates lie before or on `today`, due dates excepted, so the books look alive whenever they are made. Contact balances,
    IsCustomer and IsSupplier follow from the invoices as of `today`. Raises KeyError for another country.
    """
    land = COUNTRIES[country]
    draw = Draws(f"{country}-{seed}")
    calendar = Calendar(today)
    was_enabled = gc.isenabled()
    gc.disable()  # nothing made here is garbage; collecting would take half of the time
    try:
        org = Organisation(draw.new_id(), draw.new_id(), organisation(land, draw, today), seed=seed)
        settle_in(org, land, draw, today)
        products = stock_shelves(org, land, draw, calendar)
        parties = _people(org, contacts, People(land, draw, calendar), draw)
        accounts = {data["Code"]: data["AccountID"] for data in org.accounts.datas() if "Code" in data}
        liner = Liner(land, draw, products, accounts)
        writer = Writer(calendar, draw)
        sales = Sales(org, land, writer, liner, Cashier(org, writer, liner, calendar, draw), calendar, draw)
        _documents(sales, parties, invoices, draw, country == "AU")
        buyers = [party for party in parties if party.buys and not party.away]
        if buyers and invoices:
            write_quotes(org, buyers, min(400, invoices // 25 + 8), liner, calendar, draw)
            write_notes(org, buyers, calendar, draw)
        _balance(org, today)
    finally:
        if was_enabled:
            gc.enable()
    return org


def _people(org: Organisation, count: int, people: People, draw: Draws) -> list[Party]:
    """Make the contacts and enter them: known ones first, then customers, suppliers, former ones and twins."""
    known = [people.known(one) for one in KNOWN[people.country.code][:count]]
    for party in known:
        furnish(party.data)
    rest = count - len(known)
    twins, former, suppliers = rest // 14, rest // 25, rest // 12
    customers = [people.customer() for _ in range(rest - twins - former - suppliers)]
    spoil(customers, people, draw)
    sellers = [people.supplier() for _ in range(suppliers)]
    for party in customers[::40]:
        party.sells = 0.5  # a customer that is a supplier too
    originals = (known[-3:] + customers[5::2]) or known
    doubles = [twin(originals[turn % len(originals)], turn, people) for turn in range(twins)]
    parties = known + customers + sellers + [gone(people) for _ in range(former)] + doubles
    _groups(org, parties, draw, opened(people.calendar.today))
    for party in parties:
        org.contacts[party.contact_id] = Record(party.data, people.calendar.moment(party.changed, draw))
    return parties


def _groups(org: Organisation, parties: list[Party], draw: Draws, began: datetime) -> None:
    for number, name in enumerate(GROUPS):
        group_id = draw.new_id()
        group = {"ContactGroupID": group_id, "Name": name, "Status": "ACTIVE", "HasValidationErrors": False}
        members = [party for party in parties[number :: 2 * len(GROUPS)] if party.buys]
        for party in members:
            party.data["ContactGroups"] = [*party.data["ContactGroups"], dict(group, Contacts=[])]
        listed = [{"ContactID": party.contact_id, "Name": party.data["Name"]} for party in members]
        org.contact_groups[group_id] = Record(dict(group, Contacts=listed), began)


def _documents(sales: Sales, parties: list[Party], count: int, draw: Draws, story: bool) -> None:
    """Enter exactly so many invoices and bills, if there is anybody to write them to."""
    buyers = [party for party in parties if party.buys]
    sellers = [party for party in parties if party.sells]
    by_name = {party.data["Name"]: party for party in buyers}
    scenes = [scene for scene in SCENES if scene.customer in by_name][:count] if story else []
    scenes.sort(key=lambda scene: scene.day(sales.today))
    bills = min(count // 12, count - len(scenes)) if sellers else 0
    if not buyers:
        return
    sold = count - len(scenes) - bills
    weights = [party.buys for party in buyers]
    for party, day in zip(draw.choices(buyers, weights, k=sold), sales.days(sold), strict=True):
        while scenes and scenes[0].day(sales.today) <= day:
            sales.play(by_name[scenes[0].customer], scenes.pop(0))
        sales.sell(party, day)
    for scene in scenes:
        sales.play(by_name[scene.customer], scene)
    if bills:
        for party, day in zip(draw.choices(sellers, [one.sells for one in sellers], k=bills), sales.days(bills), strict=True):
            sales.buy(party, day)


def _balance(org: Organisation, today: date) -> None:
    """Fill what Xero derives for contacts: balances in the base currency, and whether they buy or sell."""
    sums: dict[str, dict[str, list[int]]] = {}
    for data in org.invoices.datas():
        if data["Status"] in ("VOIDED", "DELETED"):
            continue
        pair = sums.setdefault(data["Contact"]["ContactID"], {}).setdefault(data["Type"], [0, 0])
        if data["Status"] != "AUTHORISED":
            continue
        due = halves_up(hundredths(data["AmountDue"]) * 1_000_000, int(data["CurrencyRate"] * Decimal(1_000_000)))
        pair[0] += due
        due_day = read_day(data["DueDate"])
        if due_day is not None and due_day < today:
            pair[1] += due
    for contact_id, kinds in sums.items():
        data = org.contacts[contact_id].data
        data["IsCustomer"], data["IsSupplier"] = "ACCREC" in kinds, "ACCPAY" in kinds
        data["Balances"] = {
            name: {"Outstanding": money(pair[0]), "Overdue": money(pair[1])}
            for name, pair in (("AccountsReceivable", kinds.get("ACCREC", [0, 0])), ("AccountsPayable", kinds.get("ACCPAY", [0, 0])))
        }
