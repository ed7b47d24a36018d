"""Normalisers: the form in which two values of one field are compared, so that what a server tidies up is not taken for a change."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation

from xerodesk.domain.values import Value


def as_text(value: Value) -> str:
    """Any plain value as text; yes/no becomes "yes" or "no", lists count as nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ""


def line(value: Value) -> str:
    """One line of text: NFC, trimmed, every run of white space one space."""
    if value == "":  # most fields of most records
        return ""
    text = as_text(value)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def long_text(value: Value) -> str:
    """Text of several lines: NFC, line ends as \\n, no white space at the ends of lines or of the whole."""
    text = as_text(value).replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\n" not in text:
        return text.strip()
    return "\n".join(one.rstrip() for one in text.split("\n")).strip()


def email(value: Value) -> str:
    """An e-mail address without regard to case."""
    return line(value).casefold()


def code(value: Value) -> str:
    """A code such as a currency or a status, without regard to case."""
    return line(value).upper()


def url(value: Value) -> str:
    """A web address without its scheme, a trailing slash and the case of its host."""
    text = line(value)
    bare = text.split("://", 1)[-1].rstrip("/")
    host, slash, rest = bare.partition("/")
    return host.casefold() + slash + rest


def number(value: Value) -> str:
    """Decimal text without needless zeros; anything that is no number is compared as text."""
    text = line(value)
    if not text:
        return ""
    try:
        parsed = Decimal(text)
    except InvalidOperation:
        return text
    if not parsed.is_finite():
        return text
    return format(parsed.normalize(), "f") if parsed else "0"


def yes_no(value: Value) -> Value:
    """True or False where the value is one of their usual spellings, else the text itself."""
    if isinstance(value, bool):
        return value
    text = line(value).casefold()
    if text in ("yes", "true", "1", "y"):
        return True
    if text in ("no", "false", "0", "n"):
        return False
    return text
