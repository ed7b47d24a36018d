"""What the spine has to know of a kind, as data: who takes part, what tells records apart, how a kind lives and dies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xerodesk.domain.values import Value
from xerodesk.mapping.kinds import KINDS, Kind

MatchSignal = Literal["email", "name", "tax", "phone", "code"]


@dataclass(frozen=True, slots=True)
class Participation:
    """Who takes part. A CRM record does when its stage is in `stages` or one of `facts` holds (`everyone`: always).

    A Xero record does while it is active, unless it is a supplier only and `skip_suppliers` is set.
    """

    stages: frozenset[str] = frozenset()
    facts: tuple[str, ...] = ()
    everyone: bool = False
    skip_suppliers: bool = False


@dataclass(frozen=True, slots=True)
class MatchKey:
    """One thing two unlinked records can have in common: CRM fields on one side, top-level Xero keys on the other.

    `phones` reads Xero's Phones list instead of a key.
    """

    signal: MatchSignal
    crm: tuple[str, ...]
    xero: tuple[str, ...] = ()
    phones: bool = False


@dataclass(frozen=True, slots=True)
class KindRules:
    """Everything that differs between kinds on the spine.

    `identity` are the signals that together prove two records to be the same; one of `asking` alone is put to a person. `status_key` is
    Xero's status element ("" where the kind has none), `merged_key` names the survivor of a merge. `own_marker` says whether the marker
    set at create is made by us (else it is the user's own code). `arrival` are CRM fields set on records born from Xero.
    `archive_in_xero` is the user's rule, off as shipped.
    """

    kind: Kind
    participation: Participation
    match: tuple[MatchKey, ...]
    identity: tuple[MatchSignal, ...]
    asking: tuple[MatchSignal, ...] = ()
    status_key: str = ""
    archived_status: str = "ARCHIVED"
    dead_statuses: frozenset[str] = frozenset({"ARCHIVED", "GDPRREQUEST"})
    merged_key: str = ""
    own_marker: bool = False
    arrival: Mapping[str, Value] = field(default_factory=dict)
    archive_in_xero: bool = False
    archive_guards: Mapping[str, str] = field(default_factory=dict)


CONTACT_RULES = KindRules(
    kind=KINDS["contact"],
    participation=Participation(frozenset({"customer"}), ("quoted", "invoiced", "chosen"), skip_suppliers=True),
    match=(
        MatchKey("email", ("email",), ("EmailAddress",)),
        MatchKey("name", ("name",), ("Name",)),
        MatchKey("tax", ("tax_number",), ("TaxNumber",)),
        MatchKey("phone", ("phone", "mobile"), phones=True),
    ),
    identity=("email", "name"),
    asking=("email", "name", "tax"),
    status_key="ContactStatus",
    merged_key="MergedToContactID",
    own_marker=True,
    arrival={"stage": "customer"},
    archive_guards={"open_balance": "it still owes money", "live_deal": "it has a live deal"},
)

PRODUCT_RULES = KindRules(
    kind=KINDS["product"],
    participation=Participation(everyone=True),
    match=(MatchKey("code", ("code",), ("Code",)),),
    identity=("code",),
)


def shipped_rules() -> dict[str, KindRules]:
    """The rules of all two-way kinds as shipped, by kind, parents before children."""
    return {"contact": CONTACT_RULES, "product": PRODUCT_RULES}
