"""`doctor` on the command line: every check with its advice."""

from __future__ import annotations

import argparse
import platform
from datetime import datetime

from xerodesk import __version__
from xerodesk.assembly.company import Company
from xerodesk.cli.output import Output
from xerodesk.host.paths import company_folder
from xerodesk.services.doctor import Check, connection_checks, file_check, folder_checks, keyring_check
from xerodesk.store.queries.soundness import integrity


def doctor(options: argparse.Namespace, output: Output) -> int:
    """Look at this machine, the company file and the connection; exit 1 when anything needs a hand."""
    with Company.open(company_folder(getattr(options, "company", None))) as company:
        checks = [
            Check("xerodesk", True, f"Version {__version__}, Python {platform.python_version()}, {platform.system()}."),
            *folder_checks(company.file.folder),
            file_check(lambda: integrity(company.file.reading)),
            keyring_check(company.secrets.probe(), has_password=company.file.has_password or company.file.is_sample),
            *connection_checks(company.connection, lambda: _server_time(company), company.clock),
        ]
    output.answer({"checks": checks}, lambda: "\n".join(_words(one) for one in checks))
    return 0 if all(one.ok for one in checks) else 1


def _server_time(company: Company) -> datetime:
    books = company.access.books(company.connection, urgent=True)
    return next(iter(books.walk("contact", since=company.clock()))).server_time


def _words(check: Check) -> str:
    return f"{'ok  ' if check.ok else 'LOOK'}  {check.name}: {check.message} {check.advice}".rstrip()
