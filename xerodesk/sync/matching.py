"""Matching unlinked CRM records with unlinked Xero records before anything is created.

All identity signals equal (for contacts: e-mail and name) links; some of them equal is put to a person; whatever is ambiguous is never
created. Comparisons run inside blocks of equal keys, so the work grows with the number of records, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import token_sort_ratio

from xerodesk.domain.plan import Candidate
from xerodesk.domain.records import LocalRecord, RemoteRecord
from xerodesk.sync.likeness import folded, keys_of
from xerodesk.sync.remote import is_dead, text_of, title_of
from xerodesk.sync.rules import KindRules, MatchKey, MatchSignal

MAX_CANDIDATES = 5
_MAX_BLOCK = 50  # of a key shared by more Xero records than this, the first ones are candidates enough to ask
_SIMILAR = 60
_WEIGHT: Mapping[MatchSignal, int] = {"email": 55, "name": 55, "code": 55, "tax": 50, "phone": 15}
_REASON: Mapping[MatchSignal, str] = {
    "email": "same e-mail",
    "name": "same name",
    "code": "same code",
    "tax": "same tax number",
    "phone": "same phone",
}

Keys = Mapping[MatchSignal, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Matches:
    """`links`: CRM id -> (Xero id, reasons) of proven pairs. `asks`: CRM id -> candidates for a person, best first."""

    links: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    asks: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def spoken_for(self) -> frozenset[str]:
        """Xero ids that are linked or waiting for a person, and so are not created in the CRM."""
        return frozenset(pair[0] for pair in self.links.values()) | {one.xero_id for all_ in self.asks.values() for one in all_}


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How one CRM record and one Xero record resemble each other."""

    remote: RemoteRecord
    shared: tuple[MatchSignal, ...]
    proven: bool
    score: int


def match(
    rules: KindRules,
    locals_: Sequence[LocalRecord],
    remotes: Sequence[RemoteRecord],
    *,
    taking_part: frozenset[str],
    never: frozenset[tuple[str, str]] = frozenset(),
) -> Matches:
    """Pairs among unlinked records of both sides, of which at least one is in `taking_part` (ids of either side)."""
    remote_keys = {one.id: _remote_keys(rules, one) for one in remotes}
    by_id = {one.id: one for one in remotes}
    blocks = _blocks(remote_keys)
    found: dict[str, list[_Likeness]] = {}
    for local in locals_:
        keys = _local_keys(rules, local)
        near = _neighbours(keys, blocks)
        likenesses = [
            likeness
            for xero_id in near
            if (local.id in taking_part or xero_id in taking_part) and (local.id, xero_id) not in never
            if (likeness := _compare(rules, local, keys, by_id[xero_id], remote_keys[xero_id])) is not None
        ]
        if likenesses:
            found[local.id] = sorted(likenesses, key=lambda one: (-one.score, one.remote.id))
    return _settle(rules, {one.id: one for one in locals_}, found)


def _settle(rules: KindRules, locals_: Mapping[str, LocalRecord], found: Mapping[str, list[_Likeness]]) -> Matches:
    """Link what is proven and unambiguous; ask about the rest."""
    proven_for: defaultdict[str, list[str]] = defaultdict(list)
    for crm_id, likenesses in found.items():
        for one in likenesses:
            if one.proven:
                proven_for[one.remote.id].append(crm_id)
    links: dict[str, tuple[str, tuple[str, ...]]] = {}
    for crm_id, likenesses in found.items():
        proven = [one for one in likenesses if one.proven]
        sure = len(proven) == 1 and proven_for[proven[0].remote.id] == [crm_id]
        if sure and not locals_[crm_id].archived and not is_dead(rules, proven[0].remote):
            links[crm_id] = (proven[0].remote.id, tuple(_REASON[signal] for signal in proven[0].shared))
    taken = {pair[0] for pair in links.values()}
    asks: dict[str, tuple[Candidate, ...]] = {}
    for crm_id, likenesses in found.items():
        if crm_id not in links:
            asks[crm_id] = tuple(_candidate(rules, one, taken) for one in likenesses[:MAX_CANDIDATES])
    return Matches(links, asks)


def _candidate(rules: KindRules, likeness: _Likeness, taken: set[str]) -> Candidate:
    reasons = [_REASON[signal] for signal in likeness.shared]
    if is_dead(rules, likeness.remote):
        reasons.append("archived in Xero")
    if likeness.remote.id in taken:
        reasons.append("being linked with another record")
    return Candidate(likeness.remote.id, title_of(rules.kind, likeness.remote), likeness.score, tuple(reasons))


def _compare(rules: KindRules, local: LocalRecord, mine: Keys, remote: RemoteRecord, theirs: Keys) -> _Likeness | None:
    """How two records of one block resemble each other, or None when that is not worth a question."""
    shared = tuple(signal for signal in mine if not mine[signal].isdisjoint(theirs.get(signal, frozenset())))
    proven = all(signal in shared for signal in rules.identity)
    if not proven:
        if local.archived or is_dead(rules, remote):
            return None
        similar = token_sort_ratio(folded(local.title), folded(title_of(rules.kind, remote)))
        if not any(signal in rules.asking for signal in shared) and not (shared and similar >= _SIMILAR):
            return None
        clash = sum(10 for signal in rules.identity if signal not in shared and mine.get(signal) and theirs.get(signal))
        score = sum(_WEIGHT[signal] for signal in shared) + int(similar * 0.2) - clash
        return _Likeness(remote, shared, False, max(1, min(94, score)))
    return _Likeness(remote, shared, True, min(100, 95 + 3 * (len(shared) - len(rules.identity))))


def _neighbours(keys: Keys, blocks: Mapping[tuple[MatchSignal, str], Sequence[str]]) -> list[str]:
    """The Xero ids that share a telling key, each once, in a stable order."""
    near: dict[str, None] = {}
    for signal, values in keys.items():
        for value in sorted(values):
            near.update(dict.fromkeys(blocks.get((signal, value), ())[:_MAX_BLOCK]))
    return list(near)


def _blocks(remote_keys: Mapping[str, Keys]) -> dict[tuple[MatchSignal, str], list[str]]:
    blocks: defaultdict[tuple[MatchSignal, str], list[str]] = defaultdict(list)
    for xero_id, keys in remote_keys.items():
        for signal, values in keys.items():
            for value in values:
                blocks[signal, value].append(xero_id)
    return blocks


def _local_keys(rules: KindRules, local: LocalRecord) -> Keys:
    return {key.signal: keys_of(key.signal, _texts(local, key)) for key in rules.match}


def _texts(local: LocalRecord, key: MatchKey) -> Iterable[str]:
    return [value for name in key.crm if isinstance(value := local.values.get(name, ""), str)]


def _remote_keys(rules: KindRules, remote: RemoteRecord) -> Keys:
    found: dict[MatchSignal, frozenset[str]] = {}
    for key in rules.match:
        texts = _phone_texts(remote) if key.phones else [text_of(remote.raw, name) for name in key.xero]
        found[key.signal] = keys_of(key.signal, texts)
    return found


def _phone_texts(remote: RemoteRecord) -> list[str]:
    phones = remote.raw.get("Phones")
    if not isinstance(phones, list):
        return []
    parts = ("PhoneCountryCode", "PhoneAreaCode", "PhoneNumber")
    return ["".join(text_of(phone, part) for part in parts) for phone in phones if isinstance(phone, dict)]
