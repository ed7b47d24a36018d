"""What an organisation in the demo holds: its records in Xero's own form, their order, and its clock."""

import random
import threading
import uuid
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from xerodesk.demo.wire import EPOCH, Json, encode, stamp

# Xero names zones as Windows does, without spaces; these are the ones the demo books use.
ZONES = {
    "NEWZEALANDSTANDARDTIME": "Pacific/Auckland",
    "AUSEASTERNSTANDARDTIME": "Australia/Sydney",
    "GMTSTANDARDTIME": "Europe/London",
    "EASTERNSTANDARDTIME": "America/New_York",
    "UTC": "UTC",
}


def utc_now() -> datetime:
    """The real time; an organisation's clock unless a test moves it."""
    return datetime.now(UTC)


class Record:
    """One record: `data` is the whole object as a paged or single read gives it, money and quantities as Decimal.

    Whoever changes `data` calls `changed()`, which drops the cached text. `updated` is an aware UTC time in whole
    milliseconds; `UpdatedDateUTC` in `data` is kept equal to it by `touch`.
    """

    __slots__ = ("_text", "data", "updated")

    def __init__(self, data: Json, updated: datetime) -> None:
        self.data = data
        self._text: str | None = None
        self.touch(updated)

    def touch(self, moment: datetime) -> None:
        """Set the time of the last change, in the record and in what is sent."""
        self.updated = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
        self.data["UpdatedDateUTC"] = stamp(self.updated)
        self._text = None

    def changed(self) -> None:
        """Forget the cached text; `UpdatedDateUTC` stays (that is how the documented blind spots come about)."""
        self._text = None

    def text(self) -> str:
        """The full object as JSON text, made once per change."""
        if self._text is None:
            self._text = encode(self.data)
        return self._text


def _place(pair: tuple[str, Record]) -> tuple[datetime, str]:
    return pair[1].updated, pair[0]


class Table(dict[str, Record]):
    """Records of one kind by id, which also remembers their reading order (UpdatedDateUTC, then id)."""

    def __init__(self) -> None:
        super().__init__()
        self._order: list[tuple[str, Record]] | None = None

    def __setitem__(self, key: str, record: Record) -> None:
        self._take_out(key)
        super().__setitem__(key, record)
        if self._order is not None:
            insort(self._order, (key, record), key=_place)

    def __delitem__(self, key: str) -> None:
        self._take_out(key)
        super().__delitem__(key)

    def _take_out(self, key: str) -> None:
        """Close the gap a record leaves in the order; sorting fifty thousand again after every write would be slow."""
        old = self.get(key)
        if self._order is None or old is None:
            return
        at = bisect_left(self._order, (old.updated, key), key=_place)
        if at < len(self._order) and self._order[at][1] is old:
            del self._order[at]
        else:
            self._order = None  # touched behind the table's back

    def touch(self, key: str, moment: datetime) -> None:
        """Mark a record as changed at this moment; it moves to the end of the reading order."""
        self[key].touch(moment)
        self._order = None

    def ordered(self) -> list[tuple[str, Record]]:
        """All `(id, record)` in Xero's default order. The list is shared: do not change it."""
        if self._order is None:
            self._order = sorted(self.items(), key=_place)
        return self._order

    def datas(self) -> Iterator[Json]:
        """The objects themselves, in no particular order."""
        return (record.data for record in self.values())


@dataclass(eq=False)
class Organisation:
    """One organisation. Hold `lock` for every read and write of what is inside.

    Table keys: AccountID, TaxType, currency Code, BrandingThemeID, ContactGroupID, ItemID, ContactID, InvoiceID, PaymentID,
    CreditNoteID, PrepaymentID, OverpaymentID, QuoteID, TrackingCategoryID, RepeatingInvoiceID, BankTransactionID.
    A contact group's data has `Contacts: [{ContactID, Name}]`; `history` is by record id, newest last, in Xero's form
    (`Changes, DateUTCString, DateUTC, User, Details`). Contact `Balances` need not be filled: `books.settle` does it.
    """

    tenant_id: str
    connection_id: str
    organisation: Json  # the Organisation object of Xero; `Name`, `BaseCurrency`, `Timezone`, `IsDemoCompany` ... inside
    seed: int = 1
    now: Callable[[], datetime] = utc_now
    accounts: Table = field(default_factory=Table)
    tax_rates: Table = field(default_factory=Table)
    currencies: Table = field(default_factory=Table)
    branding_themes: Table = field(default_factory=Table)
    contact_groups: Table = field(default_factory=Table)
    tracking_categories: Table = field(default_factory=Table)
    items: Table = field(default_factory=Table)
    contacts: Table = field(default_factory=Table)
    invoices: Table = field(default_factory=Table)
    payments: Table = field(default_factory=Table)
    credit_notes: Table = field(default_factory=Table)
    prepayments: Table = field(default_factory=Table)
    overpayments: Table = field(default_factory=Table)
    bank_transactions: Table = field(default_factory=Table)
    quotes: Table = field(default_factory=Table)
    repeating_invoices: Table = field(default_factory=Table)
    users: list[Json] = field(default_factory=list)  # Xero's User objects
    history: dict[str, list[Json]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self._last = EPOCH

    def new_id(self) -> str:
        """The next id: looks like any uuid4, but the same books always hand out the same ones."""
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    @property
    def name(self) -> str:
        """The organisation's name, as on the consent page."""
        return str(self.organisation["Name"])

    @property
    def base_currency(self) -> str:
        """The currency the books are kept in."""
        return str(self.organisation["BaseCurrency"])

    def today(self) -> date:
        """Today where the organisation is (`Organisation.Timezone`), by its clock."""
        try:
            zone: ZoneInfo | timezone = ZoneInfo(ZONES.get(str(self.organisation.get("Timezone")), "UTC"))
        except ZoneInfoNotFoundError:
            zone = UTC
        return self.now().astimezone(zone).date()

    def later(self, moment: datetime | None = None) -> datetime:
        """A time for a change made now: never the same as that of the change before it, so that the order is kept."""
        moment = moment or self.now()
        moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
        if moment <= self._last:
            moment = self._last + timedelta(milliseconds=1)
        self._last = moment
        return moment
