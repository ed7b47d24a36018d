"""The house rules that a linter has no rule for: sizes, module docstrings, imports at the top, words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import xerodesk

ROOT = Path(xerodesk.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = _tree(path)
    assert text.count("\n") <= 400, "a file stops at 400 lines"
    assert ast.get_docstring(tree), "a module opens with one line saying what it is for"
    assert path.stem not in {"utils", "helpers", "common", "manager", "base", "misc"}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 50, f"{node.name} has {length} lines; a function stops at 50"
            inner = [one for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom)]
            assert not [one for one in inner if "xerodesk" in ast.unparse(one)], f"{node.name} imports the project inside a function"
        if isinstance(node, ast.ClassDef):
            methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
            assert len(methods) <= 20, f"{node.name} has {len(methods)} methods; a class stops at 20"


@pytest.mark.parametrize("path", [one for one in FILES if one.name == "__init__.py"], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_face_re_exports_nothing(path: Path) -> None:
    assert not [node for node in _tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
