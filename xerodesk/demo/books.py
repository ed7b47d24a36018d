"""The books of one organisation while the server runs: indexes, what follows from a change, and taking a change back."""

import copy
from datetime import date

from xerodesk.demo.balances import settle_contact
from xerodesk.demo.indexes import INDEXED, Index, TableName
from xerodesk.demo.options import Options
from xerodesk.demo.state import Organisation, Record, Table
from xerodesk.demo.wire import Json, stamp

UNNUMBERED = ("VOIDED", "DELETED")


class Books:
    """All changes go through `put` and `drop`, which keep the indexes and the journal. Hold the organisation's lock."""

    def __init__(self, org: Organisation, options: Options) -> None:
        self.org, self.options = org, options
        self.made_by_app: set[str] = set()
        self._journal: list[tuple[TableName, str, Record | None]] = []
        self._stale: set[str] = set()  # contacts whose balances must be reckoned again
        self.listed: dict[tuple[str, ...], list[tuple[str, Record]]] = {}  # lists as last asked for (reading.py), until anything changes
        self._day: date | None = None
        self._highest: dict[tuple[TableName, str], tuple[int, int]] = {}
        self.index = Index()
        for kind in INDEXED:
            for key, record in self.table(kind).items():
                self._add(kind, key, record)
            self.table(kind).ordered()  # sorted now, so that the first reader does not wait for it
        self.settle()

    # --- changing -------------------------------------------------------------------------------------------------

    def table(self, kind: TableName) -> Table:
        """The table of a kind."""
        table = getattr(self.org, kind)
        if not isinstance(table, Table):
            raise TypeError(kind)
        return table

    def edit(self, kind: TableName, key: str) -> Json:
        """A copy of a record's object to change and hand to `put`."""
        return copy.deepcopy(self.table(kind)[key].data)

    def put(self, kind: TableName, key: str, data: Json, touch: bool = True) -> None:
        """Save an object as new or in place of the old one. Without `touch` UpdatedDateUTC stays (a blind spot)."""
        table = self.table(kind)
        old = table.get(key)
        moment = self.org.later() if touch or old is None else old.updated
        self._swap(kind, key, Record(data, moment))

    def drop(self, kind: TableName, key: str) -> None:
        """Remove a record without a trace, as Xero does with items."""
        self._swap(kind, key, None)

    def mark(self) -> int:
        """A point to which `roll_back` can return."""
        return len(self._journal)

    def begin(self) -> None:
        """Forget how to take back what was done so far."""
        self._journal.clear()

    def roll_back(self, mark: int = 0) -> None:
        """Take back everything since `mark`, or since `begin`."""
        for kind, key, old in reversed(self._journal[mark:]):
            self._swap(kind, key, old)
        del self._journal[mark:]

    def _swap(self, kind: TableName, key: str, record: Record | None) -> None:
        table = self.table(kind)
        old = table.get(key)
        self.listed.clear()
        if old is not None:
            self.index.remove(kind, key, old.data)
            if kind == "invoices":
                self._stale.add(old.data["Contact"]["ContactID"])
            if record is None:
                del table[key]
        if record is not None:
            table[key] = record
            self._add(kind, key, record)
        self._journal.append((kind, key, old))
        if kind == "contacts" and old and record and old.data["Name"] != record.data["Name"]:
            self._rename(key, str(record.data["Name"]))

    def _add(self, kind: TableName, key: str, record: Record) -> None:
        self.index.add(kind, key, record.data)
        if kind == "contacts":
            self._stale.add(key)
        elif kind == "invoices":
            self._stale.add(record.data["Contact"]["ContactID"])

    def _rename(self, contact_id: str, name: str) -> None:
        """A contact's new name shows on its documents at once; their UpdatedDateUTC does not move."""
        for kind, key in self.index.documents(contact_id):
            record = self.table(kind)[key]
            record.data["Contact"] = {**record.data["Contact"], "Name": name}
            record.changed()

    # --- finding --------------------------------------------------------------------------------------------------

    def contact_named(self, name: object) -> str | None:
        """The id of the active contact of this name."""
        keys = self.index.keys("contacts", "Name", name)
        return next((key for key in keys if self.org.contacts[key].data["ContactStatus"] == "ACTIVE"), None)

    def contact_with(self, field: str, value: object) -> str | None:
        """The id of the contact, active or not, with this ContactNumber or AccountNumber."""
        return next(iter(self.index.keys("contacts", field, value)), None)

    def sale_numbered(self, number: str) -> str | None:
        """The id of the sales invoice that holds this number."""
        for key in self.index.keys("invoices", "InvoiceNumber", number):
            data = self.org.invoices[key].data
            if data["Type"] == "ACCREC" and not (self.options.free_voided_numbers and data["Status"] in UNNUMBERED):
                return key
        return None

    def next_number(self, kind: TableName, field: str, prefix: str) -> str:
        """The next free automatic number, e.g. INV-0042."""
        highest, width = self._highest.get((kind, prefix), (0, 4))
        if (kind, prefix) not in self._highest:
            for data in self.table(kind).datas():
                text = str(data.get(field, ""))
                if text.startswith(prefix) and text[len(prefix) :].isdigit():
                    highest, width = max(highest, int(text[len(prefix) :])), max(width, len(text) - len(prefix))
        while True:
            highest += 1
            found = f"{prefix}{highest:0{width}d}"
            if not self.index.keys(kind, field, found):
                self._highest[kind, prefix] = highest, width
                return found

    def account(self, code: object = None, account_id: object = None) -> Json | None:
        """The active account with this code or id."""
        for data in self.org.accounts.datas():
            if data.get("Status", "ACTIVE") == "ACTIVE" and (
                (account_id and data["AccountID"] == account_id) or (code and str(data.get("Code", "")) == str(code))
            ):
                return data
        return None

    # --- balances -------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Bring the balances of the contacts that changed, or of all on a new day, up to date."""
        today = self.org.today()
        if today != self._day:
            self._day = today
            self._stale.update(self.org.contacts)
        if self._stale:
            self.listed.clear()
        for contact_id in self._stale:
            record = self.org.contacts.get(contact_id)
            if record is not None:
                settle_contact(record, (self.org.invoices[key].data for key in self.index.invoices(contact_id)), today)
        self._stale.clear()

    # --- history --------------------------------------------------------------------------------------------------

    def note(self, key: str, changes: str, user: str, details: str = "") -> Json:
        """Add a line to a record's history and return it."""
        moment = self.org.now()
        line = {
            "Changes": changes,
            "DateUTCString": moment.strftime("%Y-%m-%dT%H:%M:%S"),
            "DateUTC": stamp(moment),
            "User": user,
            "Details": details,
        }
        self.org.history.setdefault(key, []).append(line)
        return line
