"""The tables that mirror Xero's books: two-way records as Xero has them, documents, and how far each kind has been read."""

from __future__ import annotations

from peewee import SQL, CompositeKey, Model, TextField

from xerodesk.store.tables import text, whole


class Mirror(Model):
    """A contact or item as Xero last answered it. `raw` is its JSON. Keys are folded for matching. `stamp` changes when what can be
    mapped changes. `gone` 1: no longer in Xero's full list."""

    kind = text()
    xero_id = text()
    raw = text()
    name = text()
    name_key = text()
    email_key = text()
    number_key = text()
    tax_key = text()
    status = text()
    merged_to = text()
    is_customer = whole()
    is_supplier = whole()
    updated_at = text()
    read_at = text()
    stamp = text()
    gone = whole()

    class Meta:
        table_name = "mirror"
        primary_key = CompositeKey("kind", "xero_id")
        indexes = (
            (("kind", "name_key"), False),
            (("kind", "email_key"), False),
            (("kind", "number_key"), False),
            (("kind", "xero_id", "stamp", "gone"), False),  # which pairs moved is told without reading their JSON
        )


class Invoice(Model):
    """A sales invoice (ACCREC) or bill (ACCPAY). Money in hundredths of `currency`; `rate` as Xero wrote it.

    `lines_stamp` tells whether the lines moved. The deal it was made from points to it (`deal.invoice_xero_id`).
    """

    xero_id = TextField(primary_key=True)
    type = text()
    number = text()
    reference = text()
    contact_xero_id = text()
    contact_name = text()
    status = text()
    date = text()
    due_date = text()
    currency = text()
    rate = text()
    line_amounts = text()
    subtotal = whole()
    tax = whole()
    total = whole()
    paid = whole()
    credited = whole()
    due = whole()
    sent = whole()
    fully_paid_on = text()
    expected_on = text()
    updated_at = text()
    read_at = text()
    lines_stamp = text()

    class Meta:
        table_name = "invoice"
        indexes = (
            (("contact_xero_id", "date"), False),
            (("type", "date"), False),
            (("number",), False),
        )


# what customers owe now: small, and holds all that sums and ages need
Invoice.add_index(
    SQL(
        "CREATE INDEX invoice_open ON invoice (contact_xero_id, currency, due_date, due) "
        "WHERE type = 'ACCREC' AND status = 'AUTHORISED' AND due > 0"
    )
)


class Quote(Model):
    """A quote as Xero has it."""

    xero_id = TextField(primary_key=True)
    number = text()
    title = text()
    reference = text()
    contact_xero_id = text()
    contact_name = text()
    status = text()
    date = text()
    expiry = text()
    currency = text()
    rate = text()
    line_amounts = text()
    subtotal = whole()
    tax = whole()
    total = whole()
    updated_at = text()
    read_at = text()
    lines_stamp = text()

    class Meta:
        table_name = "quote"
        indexes = ((("contact_xero_id", "date"), False), (("number",), False))


class CreditNote(Model):
    """A credit note, overpayment or prepayment (`kind`). `remaining` is what is not yet used, in hundredths."""

    xero_id = TextField(primary_key=True)
    kind = text()
    type = text()
    number = text()
    reference = text()
    contact_xero_id = text()
    contact_name = text()
    status = text()
    date = text()
    currency = text()
    rate = text()
    line_amounts = text()
    subtotal = whole()
    tax = whole()
    total = whole()
    remaining = whole()
    updated_at = text()
    read_at = text()
    lines_stamp = text()

    class Meta:
        table_name = "credit_note"
        indexes = ((("contact_xero_id", "date"), False), (("kind", "date"), False), (("number",), False))


class DocumentLine(Model):
    """One line of an invoice, quote or credit note. Quantity, price and discount in ten-thousandths, amounts in hundredths."""

    document_id = text()
    position = whole()
    line_id = text()
    item_code = text()
    description = text()
    quantity = whole()
    unit_price = whole()
    discount = whole()
    account = text()
    tax_type = text()
    tax_amount = whole()
    amount = whole()

    class Meta:
        table_name = "document_line"
        primary_key = CompositeKey("document_id", "position")
        without_rowid = True


class Payment(Model):
    """Money that came in or went out. `document_id` is the invoice (or credit note, over- or prepayment: `document_kind`) it is for."""

    xero_id = TextField(primary_key=True)
    type = text()
    document_kind = text()
    document_id = text()
    document_number = text()
    contact_xero_id = text()
    contact_name = text()
    date = text()
    amount = whole()
    currency = text()
    rate = text()
    reference = text()
    status = text()
    updated_at = text()
    read_at = text()

    class Meta:
        table_name = "payment"
        indexes = ((("document_id",), False), (("contact_xero_id", "date"), False))


class Allocation(Model):
    """The part of a credit note, overpayment or prepayment used on an invoice."""

    credit_id = text()
    position = whole()
    invoice_id = text()
    invoice_number = text()
    amount = whole()
    date = text()

    class Meta:
        table_name = "allocation"
        primary_key = CompositeKey("credit_id", "position")
        without_rowid = True
        indexes = ((("invoice_id",), False),)


class Balance(Model):
    """What each customer owes per currency, kept when documents arrive. `late_since` is the earliest due day of an open invoice."""

    contact_xero_id = text()
    currency = text()
    owed = whole()
    credit = whole()
    open_count = whole()
    late_since = TextField(default="9999-12-31")

    class Meta:
        table_name = "balance"
        primary_key = CompositeKey("contact_xero_id", "currency")
        without_rowid = True


class Cursor(Model):
    """How far a kind has been read; `since` "" when it never was in full. `moved_at` is when the last reading ended."""

    kind = TextField(primary_key=True)
    since = text()
    full_at = text()
    moved_at = text()

    class Meta:
        table_name = "cursor"


class Reference(Model):
    """The organisation's lists (accounts, tax rates, currencies, themes, the organisation itself); `body` is Xero's JSON."""

    kind = text()
    code = text()
    position = whole()
    body = text()
    read_at = text()

    class Meta:
        table_name = "reference"
        primary_key = CompositeKey("kind", "code")


BOOKS_TABLES: tuple[type[Model], ...] = (
    Mirror,
    Invoice,
    Quote,
    CreditNote,
    DocumentLine,
    Payment,
    Allocation,
    Balance,
    Cursor,
    Reference,
)
