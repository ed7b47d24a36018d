"""The tables the sync keeps: links with their agreed values, what waits to be sent, runs, the log, and what a person has to decide."""

from __future__ import annotations

from peewee import SQL, AutoField, BlobField, CompositeKey, ForeignKeyField, IntegerField, Model, TextField

from xerodesk.store.tables import text, whole


class Link(Model):
    """The one-to-one pair of a CRM record and a Xero record. `agreed` is JSON {field: [crm, xero]}."""

    kind = text()
    crm_id = text()
    xero_id = text()
    agreed = TextField(default="{}")
    crm_revision = whole()
    xero_stamp = text()
    held = text()
    made_by_us = whole()
    linked_at = text()

    class Meta:
        table_name = "link"
        primary_key = CompositeKey("kind", "crm_id")
        indexes = ((("kind", "xero_id"), True),)


class Request(Model):
    """One request to Xero, stored before it is sent: exact bytes, idempotency key and what is known of its fate."""

    id = TextField(primary_key=True)
    run = text()
    method = text()
    kind = text()
    body = BlobField()
    key = text()
    state = TextField(default="waiting")
    first_sent_at = text()
    last_sent_at = text()
    token_id = text()
    stored_at = text()

    class Meta:
        table_name = "request"
        indexes = ((("state",), False),)


class RequestRow(Model):
    """One record inside a request. `fields` and `sent` are JSON; `state` open, confirmed, refused or dissolved."""

    request = ForeignKeyField(Request, column_name="request_id", on_delete="CASCADE", index=False)
    position = whole()
    kind = text()
    action = text()
    crm_id = text()
    xero_id = text()
    title = text()
    revision = whole()
    marker = text()
    fields = TextField(default="[]")
    sent = TextField(default="{}")
    reason = text()
    in_step = IntegerField(default=1)
    state = TextField(default="open")

    class Meta:
        table_name = "request_row"
        primary_key = CompositeKey("request", "position")
        indexes = ((("kind", "crm_id"), False), (("marker",), False))


class Run(Model):
    """One sync, test, import or undo. `summary` is the JSON of its RunSummary once ended."""

    id = TextField(primary_key=True)
    asked_by = text()
    mode = text()
    began_at = text()
    ended_at = text()
    summary = text()

    class Meta:
        table_name = "run"
        indexes = ((("began_at",), False),)


class Entry(Model):
    """One line of the log. `fields` is JSON [[field, old, new, note]]. `settled_by` is the later line that did what this one could not."""

    id = AutoField()
    run = text()
    at = text()
    direction = text()
    kind = text()
    crm_id = text()
    xero_id = text()
    title = text()
    folded = text()
    action = text()
    result = text()
    fields = TextField(default="[]")
    error_code = text()
    error_message = text()
    error_advice = text()
    reason = text()
    actor = text()
    attempt = IntegerField(default=1)
    settled_by = IntegerField(default=0)

    class Meta:
        table_name = "entry"
        indexes = (
            (("run",), False),
            (("result", "settled_by"), False),
            (("kind", "id"), False),
            (("crm_id",), False),
            (("xero_id",), False),
            (("at",), False),
        )


class Conflict(Model):
    """A decision for a person. `record` is the CRM id, or Xero's where there is none; `state` open, decided, done or closed."""

    id = TextField(primary_key=True)
    kind = text()
    type = text()
    record = text()
    crm_id = text()
    xero_id = text()
    title = text()
    fields = TextField(default="[]")
    candidates = TextField(default="[]")
    reason = text()
    run = text()
    opened_at = text()
    state = TextField(default="open")
    choice = text()
    chosen_xero_id = text()
    chosen_values = TextField(default="{}")
    chosen_sides = TextField(default="{}")
    chosen_seen = TextField(default="{}")
    decided_at = text()
    decided_by = text()

    class Meta:
        table_name = "conflict"
        indexes = ((("state", "kind"), False), (("crm_id",), False), (("xero_id",), False))


# one open decision per record and type; a decided one still waits to be carried out, so it counts
Conflict.add_index(SQL("CREATE UNIQUE INDEX conflict_open ON conflict (kind, type, record) WHERE state IN ('open', 'decided')"))


class NeverPair(Model):
    """Two records a person declared not the same; an empty id on one side means the other never takes part."""

    kind = text()
    crm_id = text()
    xero_id = text()

    class Meta:
        table_name = "never_pair"
        primary_key = CompositeKey("kind", "crm_id", "xero_id")


class FieldMap(Model):
    """One version of a kind's field map, as JSON; the highest version is the one in use."""

    kind = text()
    version = whole()
    body = text()
    saved_at = text()
    saved_by = text()

    class Meta:
        table_name = "field_map"
        primary_key = CompositeKey("kind", "version")


SYNC_TABLES: tuple[type[Model], ...] = (Link, Request, RequestRow, Run, Entry, Conflict, NeverPair, FieldMap)
