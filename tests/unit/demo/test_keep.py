"""What was done in the demo organisation is still there at its next start."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xerodesk.demo.keep import load, save
from xerodesk.demo.seed.books import build


def test_an_organisation_comes_back_as_it_was(tmp_path: Path) -> None:
    org = build("AU", 30, 60, today=date(2026, 6, 3))
    save(org, tmp_path / "organisation.json")
    back = load(tmp_path / "organisation.json")
    assert back is not None
    for name in ("contacts", "invoices", "payments", "items", "quotes", "credit_notes"):
        before, after = getattr(org, name), getattr(back, name)
        assert [(key, record.text()) for key, record in before.ordered()] == [(key, record.text()) for key, record in after.ordered()]
    assert back.history == org.history
    assert back.new_id() == org.new_id(), "ids go on where they stopped, so none is handed out twice"


def test_a_broken_or_missing_file_means_a_new_sample(tmp_path: Path) -> None:
    path = tmp_path / "organisation.json"
    assert load(path) is None
    for text in ("", "{", "[]", '{"form": 99}', '{"form": 1}'):
        path.write_text(text)
        assert load(path) is None
