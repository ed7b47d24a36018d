"""`connect` and `disconnect` on the command line."""

from __future__ import annotations

import argparse
import os
import webbrowser

from xerodesk.assembly.company import Company, open_or_create
from xerodesk.cli.output import Output
from xerodesk.host.paths import company_folder
from xerodesk.services.connect import Connected, ConnectOptions
from xerodesk.services.connect import connect as sign_in
from xerodesk.services.disconnect import disconnect as sign_out


def _asked(options: argparse.Namespace) -> ConnectOptions:
    return ConnectOptions(
        client_id=options.client_id or os.environ.get("XERODESK_CLIENT_ID", ""),
        organisation=options.organisation,
        token_in=options.token_in,
        write=not options.read_only,
    )


def _show(address: str, output: Output, *, browser: bool) -> None:
    output.raw(address)
    output.say("Open this address in your browser and choose the organisation; waiting for five minutes …")
    if browser:
        webbrowser.open(address)


def connect(options: argparse.Namespace, output: Output) -> int:
    """Sign in to Xero: the address alone on standard output at once, then wait on loopback. With --json the answer follows it."""
    with open_or_create(company_folder(getattr(options, "company", None)), say=output.say) as company:
        browser = not options.no_browser
        done = sign_in(
            company.access, company.connections, _asked(options), show=lambda address: _show(address, output, browser=browser)
        )
        _tell(done, output)
    return 0


def _tell(done: Connected, output: Output) -> None:
    output.say(done.sentence)
    if output.as_json:
        connection = done.connection
        output.answer(
            {
                "organisation": connection.organisation,
                "tenant_id": connection.tenant_id,
                "user": connection.user_name or connection.user_email,
                "can_write": connection.can_write,
                "token_in": connection.token_place,
                "scopes": sorted(connection.scopes),
            },
            str,
        )


def disconnect(options: argparse.Namespace, output: Output) -> int:
    """Sign out; what was read stays in the file."""
    with Company.open(company_folder(getattr(options, "company", None))) as company:
        done = sign_out(company.access, company.connections)
    output.answer(
        {"organisation": done.organisation, "at_xero": done.at_xero, "message": done.sentence, "advice": done.advice},
        lambda: f"{done.sentence} {done.advice}",
    )
    return 0
