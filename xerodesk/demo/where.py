"""Xero's `where` and `order`: a small expression language turned into tests on records."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from xerodesk.demo.messages import fault
from xerodesk.demo.wire import Json, read_stamp

Value = Callable[[Json], Any]
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<number>-?\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_.]*)|(?P<sign>==|!=|>=|<=|&&|\|\||[=<>(),!]))"""
)
_METHODS = ("contains", "startswith", "endswith", "tolower", "toupper")


def parse_error(message: str) -> Exception:
    """400 as Xero answers a filter it cannot read."""
    return fault(400, 16, "QueryParseException", message)


def fold(text: str) -> str:
    """Text without case and accents: Xero's filters see no difference."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(mark))


def look_up(data: Json, path: str) -> Any:
    """A value by its dotted name, whatever the case of the name; dates as datetimes, missing values as None."""
    value: Any = data
    for part in path.split("."):
        if not isinstance(value, dict):
            return None
        if part in value:
            value = value[part]
            continue
        lower = part.lower()
        value = next((item for key, item in value.items() if key.lower() == lower), None)
    if isinstance(value, str) and value.startswith("/Date("):
        return read_stamp(value)
    return value


class _Reader:
    """Reads one expression; `||` binds loosest, then `&&`, then comparisons."""

    def __init__(self, text: str, fields: frozenset[str]) -> None:
        self._fields = fields
        self._tokens = self._split(text)
        self._at = 0

    def read(self) -> Value:
        test = self._either()
        if self._at != len(self._tokens):
            raise parse_error(f"Syntax error at '{self._tokens[self._at]}'")
        return test

    def _split(self, text: str) -> list[str]:
        tokens, at, text = [], 0, text.strip()
        while at < len(text):
            found = _TOKEN.match(text, at)
            if not found:
                raise parse_error(f"Syntax error '{text[at : at + 1]}'")
            tokens.append(found.group().strip())
            at = found.end()
        return tokens

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        if not token:
            raise parse_error("Expression expected")
        self._at += 1
        return token

    def _expect(self, token: str) -> None:
        if self._next() != token:
            raise parse_error(f"'{token}' expected")

    def _either(self) -> Value:
        parts = [self._both()]
        while self._peek().lower() in ("||", "or"):
            self._next()
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda data: any(part(data) for part in parts)

    def _both(self) -> Value:
        parts = [self._test()]
        while self._peek().lower() in ("&&", "and"):
            self._next()
            parts.append(self._test())
        return parts[0] if len(parts) == 1 else lambda data: all(part(data) for part in parts)

    def _test(self) -> Value:
        if self._peek() == "(":
            self._next()
            inner = self._either()
            self._expect(")")
            return inner
        if self._peek().lower() in ("!", "not"):
            self._next()
            inside = self._test()
            return lambda data: not inside(data)
        left = self._value()
        sign = self._peek()
        if sign not in ("=", "==", "!=", "<", ">", "<=", ">="):
            return left
        self._next()
        right = self._value()
        return lambda data: compare(left(data), sign, right(data))

    def _value(self) -> Value:
        token = self._next()
        if token.startswith('"'):
            text = token[1:-1].replace('\\"', '"')
            return lambda data: text
        lower = token.lower()
        if re.fullmatch(r"-?\d+(\.\d+)?", token):
            number = Decimal(token)
            return lambda data: number
        if lower in ("true", "false", "null"):
            constant = {"true": True, "false": False, "null": None}[lower]
            return lambda data: constant
        if lower in ("datetime", "guid", "datetime.parse"):
            made = self._made(lower)
            return lambda data: made
        return self._field(token)

    def _arguments(self) -> list[str]:
        self._expect("(")
        found: list[str] = []
        while self._peek() != ")":
            if found:
                self._expect(",")
            found.append(self._next())
        self._next()
        return found

    def _made(self, kind: str) -> object:
        arguments = [argument.strip('"') for argument in self._arguments()]
        try:
            if kind == "guid":
                return arguments[0].lower()
            if kind == "datetime":
                return datetime(*(int(part) for part in arguments), tzinfo=UTC)  # type: ignore[misc,arg-type]  # a wrong count is caught
            moment = datetime.fromisoformat(arguments[0])
        except (ValueError, TypeError, IndexError):
            raise parse_error(f"No applicable method '{kind}' with these arguments") from None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def _field(self, token: str) -> Value:
        path, _, last = token.rpartition(".")
        method = last.lower() if path and last.lower() in _METHODS and self._peek() == "(" else ""
        path = path if method else token
        if path.split(".")[0].lower() not in self._fields:
            raise parse_error(f"No property or field '{path}' exists")
        if not method:
            return lambda data: look_up(data, path)
        arguments = self._arguments()
        if method in ("tolower", "toupper"):
            return lambda data: str(look_up(data, path) or "").lower()
        if len(arguments) != 1 or not arguments[0].startswith('"'):
            raise parse_error(f"No applicable method '{method}'")
        wanted = fold(arguments[0][1:-1])
        return lambda data: _has(method, fold(str(look_up(data, path) or "")), wanted)


def _has(method: str, text: str, wanted: str) -> bool:
    if method == "contains":
        return wanted in text
    return text.startswith(wanted) if method == "startswith" else text.endswith(wanted)


def compare(left: Any, sign: str, right: Any) -> bool:
    """One comparison. Missing values equal only null; text is compared without case and accents."""
    if left is None or right is None:
        same = left is right or "" in (left, right)
        return same if sign in ("=", "==") else (not same if sign == "!=" else False)
    if isinstance(left, str) and isinstance(right, str):
        left, right = fold(left), fold(right)
    elif isinstance(left, bool) != isinstance(right, bool) or isinstance(left, str) or isinstance(right, str):
        raise parse_error(f"Operator '{sign}' incompatible with operand types")
    try:
        return bool(_SIGNS[sign](left, right))
    except (TypeError, InvalidOperation):
        raise parse_error(f"Operator '{sign}' incompatible with operand types") from None


_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}


def reader(expression: str, fields: frozenset[str]) -> Value:
    """A test made of a `where`. `fields` are the names allowed, lower case. Raises RefusedCall (400) on anything unreadable."""
    return _Reader(expression, fields).read()


def ordering(text: str, fields: frozenset[str]) -> tuple[str, bool]:
    """The field of an `order` and whether it runs downwards. Raises RefusedCall (400)."""
    parts = text.split(",")[0].split()
    if not 1 <= len(parts) <= 2 or (len(parts) == 2 and parts[1].upper() not in ("ASC", "DESC")):
        raise parse_error(f"Syntax error in order '{text}'")
    if parts[0].split(".")[0].lower() not in fields:
        raise parse_error(f"No property or field '{parts[0]}' exists")
    return parts[0], len(parts) == 2 and parts[1].upper() == "DESC"
