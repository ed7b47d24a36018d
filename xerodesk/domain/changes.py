"""What a service changed: which kinds, and which records of them. Pages listen and refresh what is theirs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """`kinds` always names what changed; `ids` holds `(kind, id)` pairs where they are few enough to be worth naming."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, kind: str, *ids: str) -> Changes:
        """Changes of one kind."""
        return cls(frozenset({kind}), frozenset((kind, one) for one in ids))

    def __add__(self, other: Changes) -> Changes:
        return Changes(self.kinds | other.kinds, self.ids | other.ids)

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def touches(self, *kinds: str) -> bool:
        """Whether any of `kinds` changed."""
        return not self.kinds.isdisjoint(kinds)
