"""Customers and leads: their table, their people, and what decides whether they take part in the sync."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xerodesk.domain.values import Line, Value, Values
from xerodesk.store.columns import NO_DAY, fold
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.records import Children, Columns, RecordTable, Shape, text_column
from xerodesk.store.sql import chunks, insert_sql, with_list
from xerodesk.store.tables import Contact, Person

ADDRESS_PARTS = ("line1", "line2", "city", "region", "postcode", "country")
TEXT_FIELDS = (
    "name",
    "first_name",
    "last_name",
    "email",
    "phone",
    "mobile",
    "website",
    "tax_number",
    "account_number",
    "currency",
    "payment_terms",
    *(f"billing_{part}" for part in ADDRESS_PARTS),
    *(f"delivery_{part}" for part in ADDRESS_PARTS),
    "stage",
    "lead_source",
    "owner",
    "notes",
)
PERSON_FIELDS = ("first_name", "last_name", "email", "phone", "role")
_SEARCHED = ("name", "first_name", "last_name", "email", "phone", "mobile", "account_number", "tax_number", "billing_city")
_LONGEST_SEARCHED = 500  # characters of one field; more is a note that landed in the wrong column


class Contacts(RecordTable):
    """The contacts of the company file."""

    def __init__(self, database: CompanyDatabase) -> None:
        super().__init__(database, _SHAPE)

    def choose(self, contact_id: str, chosen: bool) -> None:
        """Let a lead take part in the sync although it is no customer yet, or no longer; that is no edit."""
        Contact.update(chosen=int(chosen)).where(Contact.id == contact_id).execute(self._database)

    def alike(self, emails: Iterable[str] = (), names: Iterable[str] = ()) -> list[tuple[str, str, str]]:
        """(id, folded e-mail, folded name) of every contact, archived too, that has one of these e-mails or names."""
        found: dict[str, tuple[str, str, str]] = {}
        for column, wanted in (("email_key", emails), ("name_key", names)):
            for some in chunks(fold(one) for one in wanted if fold(one)):
                sql = " ".join(("SELECT id, email_key, name_key FROM contact WHERE", column, "IN (?*)"))
                found.update((row[0], (row[0], row[1], row[2])) for row in self._database.rows(with_list(sql, some), some))
        return list(found.values())


def _derive(values: Values) -> Columns:
    people = values.get("people", [])
    searched = [_start(values.get(name, "")) for name in _SEARCHED]
    for name in ("phone", "mobile"):
        searched.append("".join(one for one in text_column(values.get(name, "")) if one.isdigit()))
    if isinstance(people, list):
        searched.extend(_start(person.get(name, "")) for person in people for name in ("first_name", "last_name", "email"))
    return {
        "name_key": fold(_start(values.get("name", ""))),
        "email_key": fold(_start(values.get("email", ""))),
        # the space before the first word makes every word's beginning three letters the search index knows
        "folded": " " + fold(" ".join(one for one in searched if one)),
    }


def _start(value: Value) -> str:
    return text_column(value)[:_LONGEST_SEARCHED]


def _read_people(database: CompanyDatabase, ids: Sequence[str]) -> dict[str, list[Line]]:
    sql = (
        "SELECT contact_id, first_name, last_name, email, phone, role, gets_invoice FROM person"
        " WHERE contact_id IN (?*) ORDER BY contact_id, position"
    )
    people: dict[str, list[Line]] = {}
    for contact_id, *texts, gets_invoice in database.rows(with_list(sql, ids), ids):
        person: Line = dict(zip(PERSON_FIELDS, texts, strict=True))
        person["gets_invoice"] = bool(gets_invoice)
        people.setdefault(contact_id, []).append(person)
    return people


def _write_people(database: CompanyDatabase, lists: Iterable[tuple[str, Sequence[Line]]]) -> None:
    rows = [
        (contact_id, place, *(text_column(person.get(name, "")) for name in PERSON_FIELDS), int(_says_yes(person.get("gets_invoice"))))
        for contact_id, people in lists
        for place, person in enumerate(people)
    ]
    if rows:
        database.many(insert_sql("person", ("contact_id", "position", *PERSON_FIELDS, "gets_invoice")), rows)


def _clear_people(database: CompanyDatabase, contact_id: str) -> None:
    Person.delete().where(Person.contact == contact_id).execute(database)


def _says_yes(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.strip().lower() in ("yes", "true", "1", "y"))


def _facts(database: CompanyDatabase, ids: Sequence[str]) -> dict[str, dict[str, str | bool]]:
    # the plus signs keep SQLite from the indexes on type and status, which hold half of all rows each
    # "quoted": there is a quote, here as a deal at that stage or in Xero; "invoiced": a deal became an invoice, or Xero has one
    sql = """
        SELECT c.id, c.stage, c.chosen, c.status, c.late_since, c.source,
            EXISTS (SELECT 1 FROM deal d WHERE d.contact_id = c.id AND d.stage = 'quoted')
                OR EXISTS (SELECT 1 FROM quote q WHERE l.xero_id IS NOT NULL AND q.contact_xero_id = l.xero_id),
            EXISTS (SELECT 1 FROM deal d WHERE d.contact_id = c.id AND d.invoice_xero_id <> '')
                OR EXISTS (SELECT 1 FROM invoice i WHERE l.xero_id IS NOT NULL AND i.contact_xero_id = l.xero_id AND +i.type = 'ACCREC'),
            EXISTS (SELECT 1 FROM deal d WHERE d.contact_id = c.id AND +d.status = 'active' AND d.stage NOT IN ('won', 'lost'))
        FROM contact c LEFT JOIN link l ON l.kind = 'contact' AND l.crm_id = c.id
        WHERE c.id IN (?*)"""
    return {
        identity: {
            "stage": stage,
            "chosen": bool(chosen),
            "quoted": bool(quoted),
            "invoiced": bool(invoiced),
            "live_deal": bool(live),
            "open_balance": late_since != NO_DAY,
            "status": status,
            "source": source,
        }
        for identity, stage, chosen, status, late_since, source, quoted, invoiced, live in database.rows(with_list(sql, ids), ids)
    }


_SHAPE = Shape(
    kind="contact",
    model=Contact,
    table="contact",
    title="name",
    text=TEXT_FIELDS,
    derive=_derive,
    facts=_facts,
    children=Children("people", _read_people, _write_people, _clear_people),
    defaults={"stage": "lead"},
    fresh={"chosen": 0, "owed": 0, "late_since": NO_DAY},
)
