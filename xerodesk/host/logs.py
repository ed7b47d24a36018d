"""Rotating logs that hold ids and never names, e-mails or tokens."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

_NAMES = "refresh_token|access_token|id_token|code|code_verifier|client_secret|password"
# made ready at the first line (re keeps what it made), not at start
_SECRETS = (
    (r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]+", r"\1 [hidden]"),
    (rf"(?i)((?:{_NAMES})[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,}}]+", r"\1[hidden]"),
    (r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.?[A-Za-z0-9_-]*", "[hidden]"),
    (r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", "[e-mail]"),
)


def redact(text: str) -> str:
    """`text` without tokens, passwords and e-mail addresses."""
    for pattern, instead in _SECRETS:
        text = re.sub(pattern, instead, text)
    return text


class RedactingFormatter(logging.Formatter):
    """Formats a record, traceback included, and hides what must not be written."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def start_logging(folder: Path, *, level: int = logging.INFO) -> logging.Handler | None:
    """Log xerodesk's own messages to `folder`/xerodesk.log, three files of a megabyte.

    Returns the handler to close at the end, or None when the folder cannot be written: a missing log never stops the work.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "xerodesk.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("xerodesk")
    logger.setLevel(level)
    logger.addHandler(handler)
    logger.propagate = False
    return handler


def stop_logging(handler: logging.Handler | None) -> None:
    """Close what start_logging opened."""
    if handler is not None:
        logging.getLogger("xerodesk").removeHandler(handler)
        handler.close()
