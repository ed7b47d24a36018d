"""The sample company: its demo organisation on this computer, and the CRM side to go with it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from xerodesk.demo.keep import load, save
from xerodesk.demo.options import Options
from xerodesk.demo.seed.books import build
from xerodesk.demo.seed.sample_crm import SampleCrm, sample_records
from xerodesk.demo.server import DemoServer
from xerodesk.domain.errors import StoreTrouble
from xerodesk.store.columns import fold
from xerodesk.store.records import Fresh
from xerodesk.store.writing import Writing

ORGANISATION_FILE = "organisation.json"
CLIENT_ID = "5A3D1E0C0FFEE0DE5A3D1E0C0FFEE0DE"
_BY = "Sample data"
_SAVE_EVERY = 20.0
_CONTACTS, _INVOICES = 200, 1500


class SampleXero:
    """The demo organisation of the sample company, kept in its folder between two starts. Start it, then use `url`."""

    def __init__(self, folder: Path, today: date) -> None:
        self._path = folder / ORGANISATION_FILE
        kept = load(self._path)
        self.fresh = kept is None
        self.organisation = kept or build("AU", _CONTACTS, _INVOICES, today=today)
        self._server = DemoServer([self.organisation], options=Options(auto_consent="always"))
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._keep_on, name="demo-keeper", daemon=True)

    @property
    def url(self) -> str:
        """The address that stands for Xero."""
        return self._server.url

    def start(self) -> None:
        """Answer from now on, and keep what is done there every few seconds."""
        self._server.start()
        self._keeper.start()

    def stop(self) -> None:
        """Stop answering and keep the organisation as it is."""
        self._over.set()
        self._server.stop()
        if self._keeper.is_alive():
            self._keeper.join()
        self._keep()

    def act(self, name: str, **values: Any) -> Mapping[str, Any]:
        """Act as the user of Xero (edit a contact, record a payment ...)."""
        return self._server.act(name, **values)

    def _keep_on(self) -> None:
        while not self._over.wait(_SAVE_EVERY):
            self._keep()

    def _keep(self) -> None:
        try:
            save(self.organisation, self._path)
        except OSError as error:
            raise StoreTrouble(f"The sample's organisation cannot be kept: {error.strerror or error}.", "Make room on the disk.") from error


def clear(folder: Path) -> None:
    """Remove the sample company and its organisation, whole."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreTrouble(
            f"The sample company cannot be removed: {error.strerror or error}.", "Close other xerodesk windows and try again."
        ) from error


def fill(store: Writing, xero: SampleXero, today: date) -> None:
    """Put the CRM side of the sample into a new company: customers, leads, products and deals, in one transaction."""
    sample = sample_records(xero.organisation, today)
    with store.database.write():
        ids = store.contacts.create_many([Fresh(row) for row in sample.contacts], by=_BY)
        store.products.create_many([Fresh(row) for row in sample.products], by=_BY)
        by_name = {fold(row["name"]): one for row, one in zip(sample.contacts, ids, strict=True)}
        store.deals.create_many(list(_deals(sample, by_name)), by=_BY)


def _deals(sample: SampleCrm, by_name: Mapping[str, str]) -> Iterable[Fresh]:
    for row in sample.deals:
        contact = by_name.get(fold(row["contact"]))
        if contact is not None:
            yield Fresh({**{name: value for name, value in row.items() if name != "contact"}, "contact_id": contact})
