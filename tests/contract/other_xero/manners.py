"""The ways in which a server may speak Xero's published API and still differ: one switch each."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Manners:
    """Every switch at its plainest. `missing` maps a resource to the status it is answered with."""

    pagination: bool = True
    largest_page: int = 1000
    default_page: int = 100
    paging: bool = True
    date_time_utc: bool = True
    date_header: bool = True
    offset: str = "+0000"
    date_strings: bool = True
    iso_dates: bool = False
    updated: bool = True
    numbers: str = "number"  # number | text | short
    null_lists: bool = False
    missing: dict[str, int] = field(default_factory=dict)
    missing_plain: bool = False
    no_scope: tuple[str, ...] = ()
    not_modified: bool = False
    upper_ids: bool = False
    stores: str = ""  # "" | trim | cut | title
    summarize_ignored: bool = False
    idempotency: bool = True
    number_echo: bool = True
    empty_parts: bool = True
    flags: str = "both"  # both | none | contact_wrong_name
    status_word: bool = True
    errors_in: str = "ValidationErrors"
    limit_every: int = 0
    retry_after: str = "1"
    chunked: bool = False
    gzip: bool = False
    lower_headers: bool = False
    pause: float = 0.0
    contact_status: bool = True
    expires_in: object = 1800
    grace: bool = False
    rotates: bool = True
    organisations: int = 1
    practice: bool = False
    where: str = "honoured"  # honoured | ignored | refused | broken | empty | partly
    counts_all: bool = False  # itemCount is that of the whole collection, whatever was asked for
    order: str = "honoured"  # honoured | ignored | refused
    extra: bool = False
    odd_enums: bool = False
    echo: str = "whole"  # whole | sent | reordered | single
    since: str = "honoured"  # honoured | ignored
    archived: str = "asked"  # asked | always | never
    id_token: bool = True
    scope_told: bool = True
    envelope: bool = True
    bom: bool = False
    content_type: str = "application/json; charset=utf-8"
    created_status: int = 200
