"""The command line's words: every command with its options, as argparse sees them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from xerodesk import __version__
from xerodesk.domain.errors import Misuse
from xerodesk.mapping.kinds import KINDS

IMPORTED = ("contacts", "products", "deals")
EXPORTED = ("contacts", "products", "deals", "quotes", "invoices", "payments", "credit_notes", "log")
SPOKEN_KINDS = ("contact", "product", "deal", "quote", "invoice", "payment", "credit_note")

Sub = Callable[..., argparse.ArgumentParser]


class Parser(argparse.ArgumentParser):
    """Tells wrong usage as every other failure is told, JSON included. Options are written in full."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        raise Misuse(f"{message[:1].upper()}{message[1:]}.", f"See `{self.prog} --help`.")


def _whole(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} is below zero")
    return number


def _shared() -> Parser:
    """The options that stand before or after the command."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--company", metavar="DIR", help="the company folder (or XERODESK_COMPANY)")
    shared.add_argument("--json", action="store_true", help="one JSON document on standard output")
    shared.add_argument("--wait", type=_whole, metavar="SECONDS", help="how long to wait for another process to finish with Xero (30)")
    return shared


def _scope(command: argparse.ArgumentParser) -> None:
    command.add_argument("--kind", choices=SPOKEN_KINDS, help="only this kind of record")
    command.add_argument("--record", action="append", default=[], metavar="ID", help="only this record, by either side's id; repeatable")


def _sync_commands(add: Sub) -> None:
    plan = add("plan", help="show every change a sync would make; writes nothing")
    _scope(plan)
    plan.add_argument("--all", action="store_true", help="list records with nothing to do, too")
    sync = add("sync", help="make the changes")
    _scope(sync)
    sync.add_argument("--test", type=_whole, default=0, metavar="N", help="a test sync of N proposed records")
    add("conflicts", help="what waits for a decision")
    resolve = add("resolve", help="decide a conflict or an uncertain match")
    resolve.add_argument("id", nargs="?", default="", metavar="ID")
    resolve.add_argument("--take", choices=("crm", "xero"), help="whose value to keep")
    resolve.add_argument("--value", metavar="V", help="a value of your own, with --field")
    resolve.add_argument("--field", metavar="F", help="the field meant")
    resolve.add_argument("--link", metavar="XERO_ID", help="they are the same: pair with this Xero record")
    resolve.add_argument("--create", action="store_true", help="they are not the same: create it on the other side")
    resolve.add_argument("--never", action="store_true", help="they are not the same: leave it out")
    resolve.add_argument("--all", action="store_true", help="every open one of --type")
    resolve.add_argument("--type", choices=("match", "field"), help="which ones, with --all")
    resolve.add_argument("--link-best", type=_whole, metavar="MIN_SCORE", help="with --all --type match: pair with the best candidate")
    log = add("log", help="every value that moved")
    log.add_argument("--run", metavar="ID", help="one run only")
    log.add_argument("--failed", action="store_true", help="what failed only")
    resync = add("resync", help="try failed records again")
    resync.add_argument("entries", nargs="*", metavar="ENTRY", help="log entries by id")
    resync.add_argument("--failed", action="store_true", help="all that failed")


def _data_commands(add: Sub) -> None:
    into = add("import", help="bring customers, products or deals in from CSV or XLSX")
    into.add_argument("kind", choices=IMPORTED)
    into.add_argument("file", type=Path)
    into.add_argument("--map", type=Path, metavar="FILE", help="which column goes where, as JSON")
    into.add_argument("--preview", action="store_true", help="say what would happen; writes nothing")
    into.add_argument("--clear-empty", action="store_true", help="an empty cell empties the field")
    out = add("export", help="write records out")
    out.add_argument("kind", choices=EXPORTED)
    out.add_argument("--format", choices=("json", "csv", "xlsx"), default="json")
    out.add_argument("--out", type=Path, metavar="FILE", help="to this file instead of standard output")
    maps = add("map", help="the field map")
    maps.add_argument("deed", choices=("show", "check", "export", "import"))
    maps.add_argument("file", nargs="?", type=Path)


def _company_commands(add: Sub) -> None:
    demo = add("demo", help="open the app on the sample company and the demo organisation")
    demo.add_argument("--fresh", action="store_true", help="start the sample company anew")
    server = add("demo-server", help="the demo organisation alone: a local server that answers as Xero does")
    server.add_argument("--port", type=_whole, default=0)
    server.add_argument("--port-file", type=Path, metavar="F", help="write the port here once it listens")
    server.add_argument("--country", choices=("AU", "NZ", "UK", "US"), default="AU")
    server.add_argument("--contacts", type=_whole, default=200, metavar="N")
    server.add_argument("--invoices", type=_whole, default=1500, metavar="N")
    connect = add("connect", help="sign in to Xero")
    connect.add_argument("--client-id", default="", metavar="ID", help="your own Xero app's client id (or XERODESK_CLIENT_ID)")
    connect.add_argument("--no-browser", action="store_true", help="only print the address")
    connect.add_argument("--organisation", default="", metavar="NAME", help="which organisation, when several were allowed")
    connect.add_argument("--token-in", choices=("keyring", "file"), default="", help="where the sign-in is kept")
    connect.add_argument("--read-only", action="store_true", help="ask Xero for reading only")
    add("disconnect", help="sign out and remove the connection")
    add("doctor", help="check this company and this machine")


def build() -> argparse.ArgumentParser:
    """The parser of the whole command line (contract: the command line's page)."""
    shared = _shared()
    parser = Parser(
        prog="xerodesk", description="A CRM that stays the same as your Xero books. Without a command, the app opens.", parents=[shared]
    )
    parser.add_argument("--version", action="version", version=f"xerodesk {__version__}")
    parser.add_argument("--self-test", action="store_true", help="check that this build has all it needs")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, *, help: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[shared], description=help, help=help)

    _company_commands(add)
    _data_commands(add)
    _sync_commands(add)
    return parser


def kinds_of(spoken: str | None) -> tuple[str, ...]:
    """The kinds a `--kind` word means; none given means all."""
    return (spoken,) if spoken else tuple(KINDS)
