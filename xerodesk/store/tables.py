"""Every table of the company file that the CRM's own records live in.

The tables come to be by `migrations/`, not by these classes; a test proves that both agree. Models are not bound to a database: each
statement names the one it runs on (`Contact.update(...).execute(database)`), so several company files can be open in one process.

Ids are text from `domain.ids.new_id`. Money is integer hundredths, unit prices and quantities ten-thousandths, days ISO text, instants ISO
text in UTC with a Z (`store/columns.py`). Text is never null.
"""

from __future__ import annotations

from peewee import SQL, AutoField, CompositeKey, ForeignKeyField, IntegerField, Model, TextField


def text() -> TextField:
    """A text column that is never null."""
    return TextField(default="")


def whole() -> IntegerField:
    """An integer column that is never null."""
    return IntegerField(default=0)


class Meta(Model):
    """Facts of the file itself: its id, when and by which version it was made."""

    name = TextField(primary_key=True)
    value = text()

    class Meta:
        table_name = "meta"


class Setting(Model):
    """One setting of the company; `value` is JSON."""

    name = TextField(primary_key=True)
    value = text()

    class Meta:
        table_name = "setting"


class Connection(Model):
    """The one connection to Xero: what it is (`body`, JSON of domain.connection.Connection) and, if kept here, the refresh token."""

    id = IntegerField(primary_key=True, constraints=[SQL("CHECK (id = 1)")])
    body = text()
    refresh_token = text()

    class Meta:
        table_name = "connection"


class Contact(Model):
    """A customer or lead. `owed` and `late_since` are kept by documents and links so that the list can be sorted by them.

    `number` joins the row to the search index (a rowid of its own would change when the file is compacted). `name_key` is the folded name,
    `folded` everything the search looks at. `owed` is in the organisation's currency; `late_since` is the earliest due day of an open
    invoice, "9999-12-31" when there is none.
    """

    number = AutoField()
    id = TextField(unique=True)
    name = text()
    first_name = text()
    last_name = text()
    email = text()
    phone = text()
    mobile = text()
    website = text()
    tax_number = text()
    account_number = text()
    currency = text()
    payment_terms = text()
    billing_line1 = text()
    billing_line2 = text()
    billing_city = text()
    billing_region = text()
    billing_postcode = text()
    billing_country = text()
    delivery_line1 = text()
    delivery_line2 = text()
    delivery_city = text()
    delivery_region = text()
    delivery_postcode = text()
    delivery_country = text()
    stage = text()
    lead_source = text()
    owner = text()
    notes = text()
    custom = TextField(default="{}")
    status = TextField(default="active")
    chosen = whole()
    revision = IntegerField(default=1)
    created_at = text()
    edited_at = text()
    edited_by = text()
    source = text()
    source_id = text()
    name_key = text()
    email_key = text()
    folded = text()
    owed = whole()
    late_since = TextField(default="9999-12-31")

    class Meta:
        table_name = "contact"
        # each order of the list ends in `stage`, so that a view of it is found on the index alone
        indexes = (
            (("status", "name_key", "stage"), False),
            (("status", "stage"), False),
            (("status", "late_since", "name_key", "stage"), False),
            (("status", "edited_at", "stage"), False),
            (("email_key",), False),
            (("name_key",), False),
            (("source", "source_id"), False),
        )


# what is owed most first, then by name
Contact.add_index(SQL("CREATE INDEX contact_by_owed ON contact (status, owed DESC, name_key, stage)"))


class Person(Model):
    """Someone who works at a customer; `gets_invoice` 1 when invoices go to her."""

    contact = ForeignKeyField(Contact, field="id", column_name="contact_id", on_delete="CASCADE", index=False)
    position = whole()
    first_name = text()
    last_name = text()
    email = text()
    phone = text()
    role = text()
    gets_invoice = whole()

    class Meta:
        table_name = "person"
        primary_key = CompositeKey("contact", "position")
        indexes = ((("email",), False),)


class Product(Model):
    """Something sold. Prices are ten-thousandths, null when not set. `mark` says why it needs a look ("gone_in_xero"), else ""."""

    id = TextField(primary_key=True)
    code = text()
    name = text()
    description = text()
    unit_price = IntegerField(null=True)
    account = text()
    tax_type = text()
    purchase_price = IntegerField(null=True)
    purchase_account = text()
    custom = TextField(default="{}")
    status = TextField(default="active")
    mark = text()
    revision = IntegerField(default=1)
    created_at = text()
    edited_at = text()
    edited_by = text()
    source = text()
    source_id = text()
    code_key = text()
    folded = text()

    class Meta:
        table_name = "product"
        indexes = (
            (("status", "code_key"), False),
            (("code_key",), False),
            (("source", "source_id"), False),
        )


class Deal(Model):
    """A possible sale. `amount` is the sum of its lines in hundredths; `invoice_xero_id` the invoice it became, else ""."""

    id = TextField(primary_key=True)
    title = text()
    contact_id = text()
    stage = text()
    currency = text()
    expected_close = text()
    won_on = text()
    lead_source = text()
    owner = text()
    notes = text()
    custom = TextField(default="{}")
    status = TextField(default="active")
    amount = whole()
    invoice_xero_id = text()
    revision = IntegerField(default=1)
    created_at = text()
    edited_at = text()
    edited_by = text()
    source = text()
    source_id = text()
    folded = text()

    class Meta:
        table_name = "deal"
        indexes = (
            (("contact_id",), False),
            (("status", "stage"), False),
            (("invoice_xero_id",), False),
            (("source", "source_id"), False),
        )


class DealLine(Model):
    """One line of a deal. `product` is the code as written, `product_id` our product when it is one; `discount` ten-thousandths of a
    percent; `amount` hundredths, after discount."""

    deal = ForeignKeyField(Deal, column_name="deal_id", on_delete="CASCADE", index=False)
    position = whole()
    product = text()
    product_id = text()
    description = text()
    quantity = whole()
    unit_price = whole()
    discount = whole()
    account = text()
    tax = text()
    amount = whole()

    class Meta:
        table_name = "deal_line"
        primary_key = CompositeKey("deal", "position")
        indexes = ((("product_id",), False),)


class Duplicate(Model):
    """Two records of the CRM that may be one. `state` open, merged or apart."""

    id = TextField(primary_key=True)
    kind = text()
    first_id = text()
    second_id = text()
    score = whole()
    reason = text()
    state = TextField(default="open")
    found_at = text()

    class Meta:
        table_name = "duplicate"
        indexes = (
            (("kind", "first_id", "second_id"), True),
            (("state",), False),
        )


class Visit(Model):
    """When Home was last left, so that it can say what changed since."""

    id = AutoField()
    at = text()

    class Meta:
        table_name = "visit"


CRM_TABLES: tuple[type[Model], ...] = (Meta, Setting, Connection, Contact, Person, Product, Deal, DealLine, Duplicate, Visit)
