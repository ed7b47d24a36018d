"""The forms in which names, e-mails, tax numbers and phones of two records are compared when they are matched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SUFFIX_WORDS = """pty ltd limited inc incorporated llc llp lp plc corp corporation co company gmbh ag kg ug sa sas sarl srl spa
bv nv ab as oy aps pvt pte bhd sdn"""
_SUFFIXES = frozenset(_SUFFIX_WORDS.split())
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_DIGIT = re.compile(r"\D+")
_PHONE_DIGITS = 8  # enough to tell subscribers apart, short enough to leave out country and trunk prefixes


def folded(text: str) -> str:
    """Lower case without accents or punctuation, words apart by one space."""
    plain = text.casefold()
    if not plain.isascii():  # twice, since taking apart can bring out capitals (Unicode, compatibility caseless matching)
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = plain.replace("&", " and ").replace("'", "").replace("’", "")
    return _NOT_WORD.sub(" ", plain).strip()


def name_key(text: str) -> str:
    """A name without accents, punctuation and company suffixes ("Café Zoë Pty. Ltd." and "cafe zoe" are one)."""
    words = folded(text.replace(".", "")).split()
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _SUFFIXES:
        kept.pop()
    return " ".join(kept)


def email_key(text: str) -> str:
    """An e-mail address in lower case; "" when it cannot be one."""
    key = text.strip().casefold()
    return key if "@" in key else ""


def code_key(text: str) -> str:
    """A code or tax number: letters and digits only, in lower case."""
    return _NOT_WORD.sub("", text.casefold())


def phone_key(text: str) -> str:
    """The last digits of a phone number; "" when there are too few to mean anything."""
    digits = _NOT_DIGIT.sub("", text)
    return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS - 1 else ""


KEYS = {"email": email_key, "name": name_key, "tax": code_key, "phone": phone_key, "code": lambda text: text.strip().casefold()}


def keys_of(signal: str, texts: Iterable[str]) -> frozenset[str]:
    """The comparison keys of several texts; empty ones are left out."""
    make = KEYS[signal]
    return frozenset(key for key in map(make, texts) if key)
