"""Xero's addresses, and the one rule about them: no token travels to another host than the one the company was connected to."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from xerodesk.domain.errors import Misuse, SignInNeeded

VARIABLE = "XERODESK_XERO_URL"
XERO = "https://api.xero.com"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Every address that is called (Xero's OpenAPI files, "servers"). `host` is the origin recorded with the connection; `exchange` is
    where codes and refresh tokens are turned into access tokens."""

    host: str
    authorize: str
    exchange: str
    revocation: str
    connections: str
    accounting: str

    @property
    def loopback(self) -> bool:
        """Whether this is a server on this very computer (the demo organisation)."""
        return is_loopback(urlsplit(self.host).hostname or "")


def xero() -> Endpoints:
    """Xero itself."""
    return Endpoints(
        host=XERO,
        authorize="https://login.xero.com/identity/connect/authorize",
        exchange="https://identity.xero.com/connect/token",
        revocation="https://identity.xero.com/connect/revocation",
        connections=f"{XERO}/connections",
        accounting=f"{XERO}/api.xro/2.0",
    )


def endpoints(url: str = "") -> Endpoints:
    """Xero's addresses, or one host that stands for all of Xero when `url` (the setting XERODESK_XERO_URL) names it.

    Raises Misuse for anything but https, or http on this computer.
    """
    text = url.strip().rstrip("/")
    if not text:
        return xero()
    host = _origin(text)
    return Endpoints(
        host=host,
        authorize=f"{host}/identity/connect/authorize",
        exchange=f"{host}/connect/token",
        revocation=f"{host}/connect/revocation",
        connections=f"{host}/connections",
        accounting=f"{host}/api.xro/2.0",
    )


def is_loopback(hostname: str) -> bool:
    """Whether a host name can only mean this computer: `localhost`, 127.0.0.0/8 or ::1."""
    if hostname.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(hostname).is_loopback
    except ValueError:
        return False


def same_host(connected: str, now: Endpoints) -> None:
    """Raises SignInNeeded when the file was connected to another address than the one in use now."""
    if connected != now.host:
        raise SignInNeeded(
            f"This company is connected to {connected}, but the address in use is {now.host}. Its sign-in is not sent elsewhere.",
            f"Set {VARIABLE} back to that address (leave it out for Xero itself), or connect again.",
        )


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _bad(text, str(error)) from error
    name = parts.hostname or ""
    if not name or parts.username or parts.password or parts.query or parts.fragment or parts.path:
        raise _bad(text, "it must be a plain address such as http://127.0.0.1:8000")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(name)):
        raise _bad(text, "without https only this computer (127.0.0.1) may stand for Xero")
    shown = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{shown}" + (f":{port}" if port is not None else "")


def _bad(text: str, why: str) -> Misuse:
    return Misuse(
        f"{VARIABLE} is {text!r}, which cannot stand for Xero: {why}.",
        f"Correct {VARIABLE}, or leave it out to use Xero itself.",
    )
