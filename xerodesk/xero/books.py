"""Xero as the spine sees it (`Books` of sync/ports.py), and the few settings that the rest of the app reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote

from xerodesk.domain.errors import AnswerLost, NotOffered, NotThere, Offline, Refused
from xerodesk.mapping.kinds import KINDS, Kind
from xerodesk.sync.ports import Answer, Page, Raw
from xerodesk.xero import walk as pages
from xerodesk.xero.answers import elements, has_id, rows, verdicts
from xerodesk.xero.dates import since_header
from xerodesk.xero.faults import offline
from xerodesk.xero.session import Document, Session

_BUNDLE = 40
_AT_ONCE = 5
_BY_IDS = ("Contacts", "Invoices")
_BY_TERM = ("Contacts", "Invoices")

Setting = Literal["Accounts", "TaxRates", "Currencies", "BrandingThemes"]


class XeroBooks:
    """Implements `sync.ports.Books` over one organisation's session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ordered = True

    @property
    def calls(self) -> int:
        """Calls made since this object was built, repeated ones included."""
        return self._session.calls

    @property
    def token_id(self) -> str:
        """A name for the access token in use; an idempotency key is only trusted under the same one."""
        return self._session.token_id

    def walk(self, kind: str, *, since: datetime | None = None, where: Mapping[str, str] | None = None) -> Iterator[Page]:
        """All pages of a kind; see `Books.walk`. A kind without If-Modified-Since is read in full whatever `since` says.

        Raises NotOffered when the collection does not exist.
        """
        known = KINDS[kind]
        headers = {"If-Modified-Since": since_header(since)} if since is not None and known.delta else {}

        def fetch(number: int) -> Document:
            return self._numbered(known, where, number, headers)

        if not known.paged:
            yield pages.single(fetch(1), known)
            return
        try:
            yield from pages.walk(fetch, known)
        except AnswerLost as lost:
            raise offline(lost) from lost

    def read(self, kind: str, ids: Sequence[str]) -> list[Raw]:
        """The records with these ids; see `Books.read`. Kinds that Xero cannot read by a list of ids cost a call each, or one in all."""
        known = KINDS[kind]
        asked = list(dict.fromkeys(one for one in ids if one))
        if known.resource in _BY_IDS:
            batches = [",".join(asked[start : start + _BUNDLE]) for start in range(0, len(asked), _BUNDLE)]
            answers = self._several(lambda batch: self._page(known, {"IDs": batch}), batches)
        elif not known.paged and len(asked) > 1:
            answers = [list(next(self.walk(kind)).rows)]
        else:
            answers = self._several(lambda one: self._single(known, one), asked)
        wanted = {one.lower() for one in asked}
        return [row for answer in answers for row in answer if str(row.get(known.id_key)).lower() in wanted]

    def search(self, kind: str, term: str) -> list[Raw]:
        """Records whose name, number or e-mail contains `term`; see `Books.search`. At most 1,000."""
        known = KINDS[kind]
        if known.resource in _BY_TERM:
            return self._page(known, {"searchTerm": term})
        if known.resource == "Quotes":
            return self._page(known, {"QuoteNumber": term})
        sought = term.casefold()
        return [row for page in self.walk(kind) for row in page.rows if sought in _names(row)]

    def numbers(self, kind: str, numbers: Sequence[str]) -> list[Raw]:
        """Documents with exactly these numbers; see `Books.numbers`."""
        known = KINDS[kind]
        asked = list(dict.fromkeys(one for one in numbers if one))
        if known.resource == "Invoices":
            plain = [one for one in asked if "," not in one]
            queries = [{"InvoiceNumbers": ",".join(plain[start : start + _BUNDLE])} for start in range(0, len(plain), _BUNDLE)]
            queries += [{"where": f'InvoiceNumber=="{_escaped(one)}"'} for one in asked if "," in one]
            answers = self._several(lambda query: self._page(known, query), queries)
        elif known.resource == "Quotes":  # the filter finds parts of numbers too
            answers = self._several(lambda one: self._page(known, {"QuoteNumber": one}), asked)
        else:
            answers = [list(page.rows) for page in self.walk(kind)]
        wanted = set(asked)
        return [row for answer in answers for row in answer if row.get(known.name_key) in wanted]

    def write(self, method: Literal["PUT", "POST"], kind: str, body: bytes, *, key: str = "") -> Answer:
        """Send the exact bytes; see `Books.write`. A POST with an element that has no id is a bug and raises ValueError, unsent."""
        known = KINDS[kind]
        sent = elements(body, known.resource)
        if method == "POST" and not all(has_id(one, known) for one in sent):
            raise ValueError("a POST without its id would create, or update a record of the same name")
        params = {name: text for name, text in pages.shape(known).items() if name == "unitdp"}
        answer = self._session.write(method, known.resource, body, {"summarizeErrors": "false", **params}, key)
        return Answer(verdicts(sent, answer.body, answer.status, known), answer.server_time)

    # ------------------------------------------------------------ the organisation

    def organisation(self) -> Raw:
        """The organisation: name, country, base currency, lock dates ... (Xero, Organisation)."""
        try:
            found = rows(self._list("Organisation").body, "Organisations")
        except AnswerLost as lost:
            raise offline(lost) from lost
        if not found:
            raise Offline("Xero did not say which organisation this is.", "Try again in a few minutes.")
        return found[0]

    def actions(self) -> frozenset[str]:
        """What the person who signed in may do in this organisation: the allowed names of Organisation/Actions; none when not told."""
        try:
            found = rows(self._session.get("Organisation/Actions").body, "Actions")
        except (NotThere, NotOffered):
            return frozenset()
        except AnswerLost as lost:
            raise offline(lost) from lost
        return frozenset(str(row.get("Name")) for row in found if str(row.get("Status")).upper() in ("ALLOWED", "ENABLED"))

    def settings(self, name: Setting) -> list[Raw]:
        """Accounts, tax rates, currencies or branding themes; one call."""
        try:
            return rows(self._list(name).body, name)
        except AnswerLost as lost:
            raise offline(lost) from lost

    def online_invoice_url(self, invoice_id: str) -> str:
        """The address at which the customer sees the invoice; "" when Xero has none (drafts, bills)."""
        try:
            found = rows(self._session.get(f"Invoices/{quote(invoice_id, safe='')}/OnlineInvoice").body, "OnlineInvoices")
        except AnswerLost as lost:
            raise offline(lost) from lost
        return str(found[0].get("OnlineInvoiceUrl") or "") if found else ""

    # ------------------------------------------------------------ how

    def _list(self, resource: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> Document:
        """A collection. One that does not exist means that this is not Xero."""
        try:
            return self._session.get(resource, params, headers)
        except NotThere as missing:
            words = f"What answered does not know {resource}: perhaps it is not Xero."
            raise NotOffered(words, "Check that the address in use is Xero's.") from missing

    def _numbered(self, kind: Kind, where: Mapping[str, str] | None, number: int, headers: Mapping[str, str] | None = None) -> Document:
        """One page of a collection. A server that refuses the order asked for is asked without."""
        if self._ordered:
            try:
                return self._list(kind.resource, pages.parameters(kind, where, number), headers)
            except NotThere:
                raise
            except Refused:
                plain = pages.parameters(kind, where, number, ordered=False)
                answer = self._list(kind.resource, plain, headers)
                self._ordered = False
                return answer
        return self._list(kind.resource, pages.parameters(kind, where, number, ordered=False), headers)

    def _page(self, kind: Kind, query: Mapping[str, str]) -> list[Raw]:
        """The first 1,000 records of a filtered list, in full."""
        try:
            return list(pages.page_of(self._numbered(kind, query, 1), 1, kind).rows)
        except AnswerLost as lost:
            raise offline(lost) from lost

    def _single(self, kind: Kind, xero_id: str) -> list[Raw]:
        try:
            return rows(self._session.get(f"{kind.resource}/{quote(xero_id, safe='')}", pages.shape(kind)).body, kind.resource)
        except NotThere:
            return []
        except AnswerLost as lost:
            raise offline(lost) from lost

    @staticmethod
    def _several(ask: Any, questions: Iterable[Any]) -> list[list[Raw]]:
        """Answers to several questions, in their order, a few at once."""
        every = list(questions)
        if len(every) < 2:
            return [ask(one) for one in every]
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="xero-read") as pool:
            return list(pool.map(ask, every))


def _names(row: Raw) -> str:
    keys = ("Name", "Code", "Reference", "CreditNoteNumber", "InvoiceNumber", "QuoteNumber", "EmailAddress")
    return "\n".join(str(row.get(key) or "") for key in keys).casefold()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
