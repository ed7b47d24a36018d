"""What each customer owes per currency, kept up to date as documents and links arrive, so that lists can be sorted by it."""

from __future__ import annotations

from collections.abc import Iterable

from xerodesk.store.columns import NO_DAY, NO_DUE_DAY
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.sql import chunks, with_list

# Xero, Types and codes: the kinds of credit that belong to customers
CUSTOMER_CREDITS = "('ACCRECCREDIT', 'RECEIVE-OVERPAYMENT', 'RECEIVE-PREPAYMENT', 'AROVERPAYMENT', 'ARPREPAYMENT')"

# approved and not fully paid; drafts are not owed yet (Xero, Invoices: status codes)
_OPEN = "type = 'ACCREC' AND status = 'AUTHORISED' AND due > 0"

_INSERT = f"""
    INSERT INTO balance (contact_xero_id, currency, owed, credit, open_count, late_since)
    SELECT contact_xero_id, currency, SUM(owed), SUM(credit), SUM(open), MIN(late_since) FROM (
        SELECT contact_xero_id, currency, due AS owed, 0 AS credit, 1 AS open,
            CASE due_date WHEN '' THEN '{NO_DUE_DAY}' ELSE due_date END AS late_since
        FROM invoice INDEXED BY invoice_open WHERE {_OPEN} AND contact_xero_id IN (?*)
        UNION ALL
        SELECT contact_xero_id, currency, 0, remaining, 0, '{NO_DAY}' FROM credit_note
        WHERE contact_xero_id IN (?*) AND status = 'AUTHORISED' AND remaining > 0 AND type IN {CUSTOMER_CREDITS}
    ) GROUP BY contact_xero_id, currency"""  # noqa: S608  only constants are put in

_TO_CONTACTS = f"""
    UPDATE contact SET
        owed = COALESCE((SELECT b.owed FROM link l JOIN balance b ON b.contact_xero_id = l.xero_id
            WHERE l.kind = 'contact' AND l.crm_id = contact.id
                AND b.currency = (SELECT json_extract(body, '$.base_currency') FROM connection WHERE body <> '')), 0),
        late_since = COALESCE((SELECT MIN(b.late_since) FROM link l JOIN balance b ON b.contact_xero_id = l.xero_id
            WHERE l.kind = 'contact' AND l.crm_id = contact.id), '{NO_DAY}')"""  # noqa: S608  only a constant is put in


def refresh_balances(database: CompanyDatabase, contact_xero_ids: Iterable[str]) -> None:
    """Sum anew what these contacts of Xero owe, and tell the linked records of the CRM. Called inside a transaction."""
    for some in chunks(one for one in contact_xero_ids if one):
        database.execute_sql(with_list("DELETE FROM balance WHERE contact_xero_id IN (?*)", some), some)
        database.execute_sql(with_list(_INSERT, some), [*some, *some])
        linked = database.rows(with_list("SELECT crm_id FROM link WHERE kind = 'contact' AND xero_id IN (?*)", some), some)
        tell_contacts(database, [row[0] for row in linked])


def tell_contacts(database: CompanyDatabase, contact_ids: Iterable[str]) -> None:
    """Copy the sums to these records of the CRM (their link moved, or what they owe). Called inside a transaction."""
    for some in chunks(contact_ids):
        database.execute_sql(with_list(_TO_CONTACTS + " WHERE id IN (?*)", some), some)


def tell_newborn(database: CompanyDatabase, contact_ids: Iterable[str]) -> None:
    """As `tell_contacts`, for records just made: those without any sum stand as they were made. Called inside a transaction."""
    sql = (
        "SELECT DISTINCT l.crm_id FROM link l JOIN balance b ON b.contact_xero_id = l.xero_id WHERE l.kind = 'contact' AND l.crm_id IN (?*)"
    )
    tell_contacts(database, [row[0] for some in chunks(contact_ids) for row in database.rows(with_list(sql, some), some)])


def tell_all_contacts(database: CompanyDatabase) -> None:
    """Copy the sums to all records of the CRM (the organisation's currency became known). Called inside a transaction."""
    database.execute_sql(_TO_CONTACTS)
