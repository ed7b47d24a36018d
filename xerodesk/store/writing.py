"""Everything that is written to one company file, by noun, built once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xerodesk.store.conflicts import Conflicts
from xerodesk.store.connection import ConnectionStore, TokenFile
from xerodesk.store.contacts import Contacts
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.deals import Deals
from xerodesk.store.documents import Documents
from xerodesk.store.duplicates import Duplicates
from xerodesk.store.entries import EntryLog
from xerodesk.store.links import Links
from xerodesk.store.maps import Maps
from xerodesk.store.mirror import Mirror
from xerodesk.store.outbox import OutboxStore
from xerodesk.store.pairs import Pairs
from xerodesk.store.products import Products
from xerodesk.store.records import RecordTable
from xerodesk.store.reference import References
from xerodesk.store.runs import Runs
from xerodesk.store.settings import Settings
from xerodesk.store.visits import Visits


@dataclass(frozen=True)
class Writing:
    """The write side of a company file. `two_way` and `pairs` are keyed by kind."""

    database: CompanyDatabase
    contacts: Contacts
    products: Products
    deals: Deals
    documents: Documents
    mirror: Mirror
    links: Links
    duplicates: Duplicates
    runs: Runs
    entries: EntryLog
    outbox: OutboxStore
    conflicts: Conflicts
    maps: Maps
    settings: Settings
    references: References
    visits: Visits
    connection: ConnectionStore
    token: TokenFile
    two_way: Mapping[str, RecordTable]
    pairs: Mapping[str, Pairs]

    @classmethod
    def of(cls, database: CompanyDatabase) -> Writing:
        """The write side of the company file behind `database`."""
        contacts, products = Contacts(database), Products(database)
        return cls(
            database=database,
            contacts=contacts,
            products=products,
            deals=Deals(database),
            documents=Documents(database),
            mirror=Mirror(database),
            links=Links(database),
            duplicates=Duplicates(database),
            runs=Runs(database),
            entries=EntryLog(database),
            outbox=OutboxStore(database),
            conflicts=Conflicts(database),
            maps=Maps(database),
            settings=Settings(database),
            references=References(database),
            visits=Visits(database),
            connection=ConnectionStore(database),
            token=TokenFile(database),
            two_way={"contact": contacts, "product": products},
            pairs={
                "contact": Pairs(database, "contact", "contact", contacts),
                "product": Pairs(database, "product", "product", products),
            },
        )
