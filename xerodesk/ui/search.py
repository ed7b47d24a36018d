"""How well a typed query fits a command: every word typed must begin, or at least be in, a word of its name or its other names."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Small letters without marks, for comparing."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(one for one in parts if not unicodedata.combining(one)).casefold()


def fit(query: str, name: str, others: str = "") -> float:
    """From 0 (no fit) to 1: names before other names, beginnings of words before letters in order anywhere."""
    words = folded(query).split()
    if not words:
        return 0.5
    named, also = folded(name), folded(others)
    total = 0.0
    for word in words:
        best = max(_word_fit(word, named), 0.6 * _word_fit(word, also))
        if best == 0:
            return 0.0
        total += best
    bonus = 0.05 if named.startswith(words[0]) else 0.0
    return min(1.0, total / len(words) * 0.95 + bonus)


def _word_fit(word: str, text: str) -> float:
    if any(one == word for one in text.split()):
        return 1.0
    if any(one.startswith(word) for one in text.split()):
        return 0.9
    if word in text:
        return 0.6
    return 0.3 if len(word) > 2 and _in_order(word, text) else 0.0


def _in_order(letters: str, text: str) -> bool:
    """Whether the letters come in this order within one word's reach: "mkinv" for "make invoice"."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
