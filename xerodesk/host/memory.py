"""Small things remembered between starts on this machine (window size, look, text size): one JSON file, never worth an error."""

from __future__ import annotations

import json
import os
from pathlib import Path


class Memory:
    """Text by key. A file that cannot be read counts as empty; one that cannot be written is let go."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = _read(path)

    def recall(self, key: str) -> str:
        """What was kept under `key`, or ""."""
        return self._kept.get(key, "")

    def keep(self, key: str, text: str) -> None:
        """Keep `text` under `key`."""
        if self._kept.get(key, "") == text:
            return
        self._kept[key] = text
        aside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(json.dumps(self._kept, indent=1), encoding="utf-8")
            os.replace(aside, self._path)
        except OSError:
            return


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): text for key, text in found.items() if isinstance(text, str)} if isinstance(found, dict) else {}
