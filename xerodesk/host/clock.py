"""The machine's clock, passed in wherever time matters so that tests can move it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

# Xero names zones by Windows-like tokens (Xero, Types and codes, "Timezones"); the ones its editions use.
_ZONES = {
    "AUSEASTERNSTANDARDTIME": "Australia/Sydney",
    "EAUSTRALIASTANDARDTIME": "Australia/Brisbane",
    "CENAUSTRALIASTANDARDTIME": "Australia/Adelaide",
    "AUSCENTRALSTANDARDTIME": "Australia/Darwin",
    "WAUSTRALIASTANDARDTIME": "Australia/Perth",
    "TASMANIASTANDARDTIME": "Australia/Hobart",
    "NEWZEALANDSTANDARDTIME": "Pacific/Auckland",
    "GMTSTANDARDTIME": "Europe/London",
    "GREENWICHSTANDARDTIME": "Atlantic/Reykjavik",
    "WEUROPESTANDARDTIME": "Europe/Berlin",
    "ROMANCESTANDARDTIME": "Europe/Paris",
    "EASTERNSTANDARDTIME": "America/New_York",
    "CENTRALSTANDARDTIME": "America/Chicago",
    "MOUNTAINSTANDARDTIME": "America/Denver",
    "USMOUNTAINSTANDARDTIME": "America/Phoenix",
    "PACIFICSTANDARDTIME": "America/Los_Angeles",
    "ALASKANSTANDARDTIME": "America/Anchorage",
    "HAWAIIANSTANDARDTIME": "Pacific/Honolulu",
    "SINGAPORESTANDARDTIME": "Asia/Singapore",
    "SOUTHAFRICASTANDARDTIME": "Africa/Johannesburg",
    "INDIASTANDARDTIME": "Asia/Kolkata",
    "CHINASTANDARDTIME": "Asia/Shanghai",
    "UTC": "UTC",
}


def utc_now() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


def zone(token: str) -> ZoneInfo | None:
    """The zone Xero's token names; an IANA name is taken as it is; None when unknown (the machine's zone is used then)."""
    name = _ZONES.get(token.upper().replace(" ", "").replace(".", ""), token)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def today_in(token: str, now: datetime) -> date:
    """Today's date where the organisation is, which decides what is overdue. `now` is aware."""
    place = zone(token) if token else None
    return now.astimezone(place).date()
