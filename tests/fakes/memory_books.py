"""Xero in memory: contacts (and any other kind, read only) with Xero's rules, its blind spots, and faults on demand."""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from tests.fakes.steps import Clock, Steps
from xerodesk.domain.errors import AnswerLost, Offline, Refused
from xerodesk.mapping.kinds import KINDS
from xerodesk.sync.ports import Answer, Page, Raw, Verdict

Json = dict[str, Any]
Fault = Literal["offline", "lost_before", "lost_after", "refused_whole", "refused_after"]
Saver = Callable[[str], str]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PHONES = ("DDI", "DEFAULT", "FAX", "MOBILE")


def stamp(moment: datetime) -> str:
    """An instant as Xero writes it."""
    return f"/Date({(moment - _EPOCH) // timedelta(milliseconds=1)}+0000)/"


class MemoryBooks:
    """Implements `Books`. `saver` is what the server does to text on save; `replaces` whether lists are replaced or merged by type."""

    def __init__(self, steps: Steps, *, page_size: int = 1000, replaces: bool = True, saver: Saver = lambda text: text) -> None:
        self.steps = steps
        self.clock: Clock = steps.clock
        self.server_ahead = timedelta()
        self.page_size, self.replaces, self.saver = page_size, replaces, saver
        self.records: dict[str, dict[str, Json]] = {name: {} for name in KINDS}
        self.changed: dict[str, datetime] = {}
        self.faults: list[Fault] = []
        self.token = "token-1"
        self.keys: dict[str, tuple[datetime, bytes, Answer]] = {}
        self.calls_made = 0
        self.log: list[str] = []
        self.hide_last = False
        self._numbers = 0

    # ------------------------------------------------------------ what tests do to it

    def now(self) -> datetime:
        """Xero's clock."""
        return self.clock.now + self.server_ahead

    def add(self, **fields: Any) -> str:
        """A contact made by somebody in Xero. Returns its id."""
        record = self._new_contact()
        self._lay(record, fields)
        self._touch("contact", record)
        self.records["contact"][record["ContactID"]] = record
        return str(record["ContactID"])

    def edit(self, xero_id: str, **fields: Any) -> None:
        """An edit made by somebody in Xero."""
        record = self.records["contact"][xero_id]
        self._lay(record, fields)
        self._touch("contact", record)

    def merge(self, gone: str, kept: str) -> None:
        """Merge one contact into another: the marker moves with it, the merged one is archived."""
        old, new = self.records["contact"][gone], self.records["contact"][kept]
        old["ContactStatus"], old["MergedToContactID"] = "ARCHIVED", kept
        if old.get("ContactNumber") and not new.get("ContactNumber"):
            new["ContactNumber"] = old.pop("ContactNumber")
            self._touch("contact", new)
        self._touch("contact", old)

    def put_document(self, kind: str, **fields: Any) -> None:
        """A document of a mirrored kind."""
        record = {**fields}
        record.setdefault(KINDS[kind].id_key, str(uuid.uuid4()))
        self._touch(kind, record)
        self.records[kind][record[KINDS[kind].id_key]] = record

    def active(self) -> list[Json]:
        """All active contacts."""
        return [one for one in self.records["contact"].values() if one["ContactStatus"] == "ACTIVE"]

    # ------------------------------------------------------------ Books

    @property
    def calls(self) -> int:
        return self.calls_made

    @property
    def token_id(self) -> str:
        return self.token

    def walk(self, kind: str, *, since: datetime | None = None, where: Mapping[str, str] | None = None) -> Iterator[Page]:
        found = [one for _, one in sorted(self.records[kind].items()) if since is None or self._since(kind, one) >= since]
        if where:
            found = [one for one in found if _fits(one, where)]
        pages = [found[at : at + self.page_size] for at in range(0, len(found), self.page_size)] or [[]]
        for number, rows in enumerate(pages, 1):
            self._call(f"walk {kind}")
            shown = rows[:-1] if self.hide_last and rows else rows
            yield Page(copy.deepcopy(shown), number, len(pages), len(found), self.now())

    def read(self, kind: str, ids: Sequence[str]) -> list[Raw]:
        for _ in range(0, len(ids), 40):
            self._call(f"read {kind}")
        return [copy.deepcopy(self.records[kind][one]) for one in ids if one in self.records[kind]]

    def search(self, kind: str, term: str) -> list[Raw]:
        self._call(f"search {kind}")
        wanted = term.casefold()
        keys = ("Name", "ContactNumber", "EmailAddress", "FirstName", "LastName", "Code")
        found = [one for one in self.records[kind].values() if any(wanted in str(one.get(key, "")).casefold() for key in keys)]
        return [copy.deepcopy(one) for one in found]

    def numbers(self, kind: str, numbers: Sequence[str]) -> list[Raw]:
        self._call(f"numbers {kind}")
        return [copy.deepcopy(one) for one in self.records[kind].values() if one.get("InvoiceNumber") in numbers]

    def write(self, method: Literal["PUT", "POST"], kind: str, body: bytes, *, key: str = "") -> Answer:
        fault = self.faults.pop(0) if self.faults else None
        if fault == "lost_before":
            self.calls_made += 1
            raise AnswerLost("The line dropped.", "")
        if fault == "refused_whole":
            self._call("refused")
            raise Refused("A validation exception occurred", "")
        self._call(f"{method} {kind}", fault)
        answer = self._answer(method, kind, body, key)
        self.steps("written")
        if fault == "lost_after":
            raise AnswerLost("The answer did not arrive.", "")
        if fault == "refused_after":
            raise Refused("A validation exception occurred", "")
        return answer

    # ------------------------------------------------------------ inside

    def _call(self, name: str, fault: Fault | None = None) -> None:
        self.steps(name)
        if fault is None and not name.startswith(("PUT", "POST")) and self.faults and self.faults[0] == "offline":
            fault = self.faults.pop(0)
        if fault == "offline":
            raise Offline("There is no connection to Xero.", "Try again later.")
        self.calls_made += 1
        self.log.append(name)

    def _answer(self, method: str, kind: str, body: bytes, key: str) -> Answer:
        if key and key in self.keys:
            at, before, answer = self.keys[key]
            if self.now() - at < timedelta(minutes=6):
                if before != body:
                    raise Refused("Idempotency Key: it is used with a different request.", "")
                return answer
        verdicts = [self._save(method, one) for one in json.loads(body)[KINDS[kind].resource]]
        answer = Answer(verdicts, self.now())
        if key:
            self.keys[key] = (self.now(), body, answer)
        return answer

    def _save(self, method: str, sent: Json) -> Verdict:
        given = sent.get("ContactID", "")
        if method == "POST" and not given:
            return Verdict(False, None, ("A POST without an id may hit another record.",))
        if given and given not in self.records["contact"]:
            return Verdict(False, None, ("The contact could not be found.",))
        record = copy.deepcopy(self.records["contact"][given]) if given else self._new_contact()
        self._lay(record, {name: value for name, value in sent.items() if name != "ContactID"})
        errors = self._errors(record)
        if errors:
            return Verdict(False, None, tuple(errors))
        self._touch("contact", record)
        self.records["contact"][record["ContactID"]] = record
        return Verdict(True, copy.deepcopy(record))

    def _errors(self, record: Json) -> list[str]:
        errors = []
        name, number = record.get("Name", "").strip().casefold(), record.get("ContactNumber", "")
        if not name:
            errors.append("The contact name cannot be empty.")
        others = [one for one in self.records["contact"].values() if one["ContactID"] != record["ContactID"]]
        if record["ContactStatus"] == "ACTIVE" and any(
            one["ContactStatus"] == "ACTIVE" and one["Name"].strip().casefold() == name for one in others
        ):
            text = f"The contact name {record['Name']} is already assigned to another contact."
            errors.append(f"{text} The contact name must be unique across all active contacts.")
        if number and any(one.get("ContactNumber") == number for one in others):
            errors.append("Another contact has this contact number. Please enter a different contact number.")
        if "refuse" in record.get("Name", ""):
            errors.append("Email address must be valid.")
        return errors

    def _lay(self, record: Json, fields: Mapping[str, Any]) -> None:
        for name, value in copy.deepcopy(dict(fields)).items():
            if name in ("Addresses", "Phones") and not self.replaces:
                self._merge_by_type(record, name, value)
            else:
                record[name] = self._saved(value, name)

    def _merge_by_type(self, record: Json, name: str, value: list[Json]) -> None:
        key = "AddressType" if name == "Addresses" else "PhoneType"
        by_type = {one[key]: one for one in record.get(name, [])}
        for one in value:
            by_type[one[key]] = {**by_type.get(one[key], {}), **self._saved(one, key)}
        record[name] = list(by_type.values())

    def _saved(self, value: Any, name: str = "") -> Any:
        if isinstance(value, list):
            return [self._saved(one, name) for one in value]
        if isinstance(value, dict):
            return {key: one if key.endswith("Type") else self._saved(one, key) for key, one in value.items()}
        spared = name in ("ContactNumber", "ContactStatus", "MergedToContactID")
        return self.saver(value) if isinstance(value, str) and not spared else value

    def _new_contact(self) -> Json:
        self._numbers += 1
        return {
            "ContactID": str(uuid.UUID(int=self._numbers)),
            "ContactStatus": "ACTIVE",
            "Name": "",
            "EmailAddress": "",
            "Addresses": [{"AddressType": "STREET"}, {"AddressType": "POBOX"}],
            "Phones": [{"PhoneType": one, "PhoneNumber": "", "PhoneAreaCode": "", "PhoneCountryCode": ""} for one in _PHONES],
            "ContactPersons": [],
            "IsSupplier": False,
            "IsCustomer": False,
        }

    def _touch(self, kind: str, record: Json) -> None:
        record["UpdatedDateUTC"] = stamp(self.now())
        self.changed[record[KINDS[kind].id_key]] = self.now()

    def _since(self, kind: str, record: Json) -> datetime:
        return self.changed[record[KINDS[kind].id_key]].replace(microsecond=0)


def _fits(record: Json, where: Mapping[str, str]) -> bool:
    """The filters the spine uses, understood."""
    statuses = where.get("Statuses")
    if statuses and record.get("Status") not in statuses.split(","):
        return False
    for clause in where.get("where", "").split(" AND ") if "where" in where else ():
        name, sign, value = clause.split(" ", 2)
        if name == "Date":
            year, month, day = value.removeprefix("DateTime(").removesuffix(")").split(",")
            cut = f"{int(year):04}-{int(month):02}-{int(day):02}"
            mine: Any = record["DateString"][:10]
            right: Any = cut
        else:
            mine, right = float(record.get(name, 0)), float(value)
        if not {">=": mine >= right, "<": mine < right, ">": mine > right, "<=": mine <= right}[sign]:
            return False
    return True
