"""`import`, `export` and `map` on the command line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from xerodesk.assembly.company import Company, open_or_create
from xerodesk.cli.output import Output, table
from xerodesk.domain.errors import BadFile, Misuse
from xerodesk.host.paths import company_folder
from xerodesk.mapping.kinds import KINDS
from xerodesk.services.export import export as write_out
from xerodesk.services.field_map import MAPPED, check_maps, current_map, export_to, exported, import_from, shown
from xerodesk.services.imports.run import ImportResult, columns_of, import_file
from xerodesk.store.import_port import ImportPort
from xerodesk.store.queries.export import export_rows


def _folder(options: argparse.Namespace) -> Path:
    return company_folder(getattr(options, "company", None))


def _chosen(path: Path | None) -> dict[str, str] | None:
    if path is None:
        return None
    try:
        return columns_of(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise BadFile(f"The map {path.name} cannot be read: {error.strerror or error}.", "Check its name and folder.") from error
    except ValueError as error:
        raise BadFile(f"The map {path.name} is not JSON: {error}.", 'Write, for example, {"Company": "name"}.') from error


def bring_in(options: argparse.Namespace, output: Output) -> int:
    """Import a file; exit 1 when some of its rows have problems."""
    with open_or_create(_folder(options), say=output.say) as company:
        done = import_file(
            ImportPort(company.file.database),
            options.kind,
            options.file,
            chosen=_chosen(options.map),
            preview=options.preview,
            clear_empty=options.clear_empty,
            day_first=company.day_first,
            progress=output.progress(),
        )
    output.answer(done.answer(), lambda: _words(done, preview=options.preview))
    return 1 if done.problem_rows and not options.preview else 0


def _words(done: ImportResult, *, preview: bool) -> str:
    would = "would be " if preview else ""
    lines = [
        f"{done.found:,} rows of {done.sniffed.words}" + (f", as {done.source} writes them" if done.source else "") + ".",
        f"{done.added:,} {would}added, {done.updated:,} {would}updated, {done.skipped:,} already the same.",
        f"{done.problem_rows:,} with problems.",
    ]
    lines += [f"  {column.heading}  ->  {column.field or 'left out'}" for column in done.columns]
    lines += [f"line {one.line}, {one.column}: {one.message}" for one in done.problems[:50]]
    if done.problem_file:
        lines.append(f"The rows with problems are in {done.problem_file}: mend them there and import that file.")
    return "\n".join(lines)


def export(options: argparse.Namespace, output: Output) -> int:
    """Write records out, to standard output or a file."""
    with Company.open(_folder(options)) as company:
        rows = list(export_rows(company.file.reading, options.kind))
    if options.out is None:
        if options.format == "xlsx":
            raise Misuse("A spreadsheet needs a file to go to.", "Name one with --out FILE.")
        write_out(options.kind, rows, "json" if output.as_json else options.format, sys.stdout)
        return 0
    count = write_out(options.kind, rows, options.format, options.out)
    output.answer({"written": count, "file": str(options.out)}, lambda: f"{count:,} rows written to {options.out}.")
    return 0


def field_map(options: argparse.Namespace, output: Output) -> int:
    """Show, check, export or import the field map."""
    with Company.open(_folder(options)) as company:
        return _DEEDS[options.deed](company, options, output)


def _show(company: Company, options: argparse.Namespace, output: Output) -> int:
    maps = company.store.maps
    output.answer(
        exported(maps), lambda: "\n".join(f"{KINDS[kind].plural}\n  " + "\n  ".join(shown(current_map(maps, kind))) for kind in MAPPED)
    )
    return 0


def _check(company: Company, options: argparse.Namespace, output: Output) -> int:
    found = [
        {"kind": kind, "field": one.field, "code": one.code, "severity": one.severity, "message": one.message, "advice": one.fix}
        for kind, some in check_maps(company.store.maps).items()
        for one in some
    ]
    words = [[KINDS[str(one["kind"])].plural, one["field"], one["severity"], one["message"], one["advice"]] for one in found]
    headings = ["kind", "field", "how bad", "what", "what to do"]
    output.answer({"problems": found}, lambda: table(words, headings) if words else "No problems.")
    return 1 if any(one["severity"] == "error" for one in found) else 0


def _export(company: Company, options: argparse.Namespace, output: Output) -> int:
    if options.file is None:
        output.raw(json.dumps(exported(company.store.maps), ensure_ascii=False, indent=2))
        return 0
    export_to(company.store.maps, options.file)
    output.answer({"file": str(options.file)}, lambda: f"The field map was written to {options.file}.")
    return 0


def _import(company: Company, options: argparse.Namespace, output: Output) -> int:
    if options.file is None:
        raise Misuse("Which file?", "Name the field map to import: xerodesk map import FILE.")
    done = import_from(company.store.maps, options.file)
    for kind in done.kinds:
        company.ledger.stir(kind)
    output.answer(
        {"kinds": list(done.kinds), "remarks": list(done.remarks)},
        lambda: "\n".join([f"In use now: {', '.join(KINDS[kind].plural.lower() for kind in done.kinds)}.", *done.remarks]),
    )
    return 0


_DEEDS = {"show": _show, "check": _check, "export": _export, "import": _import}
