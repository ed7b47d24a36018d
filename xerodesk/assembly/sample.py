"""The sample company: its demo organisation beside it, both made when they are not there."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from xerodesk.assembly.company import XERO_URL, Company
from xerodesk.demo.visitor import visit
from xerodesk.domain.progress import Progress
from xerodesk.host.clock import Clock, utc_now
from xerodesk.host.lazy import resolve
from xerodesk.services.sample import CLIENT_ID as SAMPLE_CLIENT_ID
from xerodesk.services.sample import SampleXero, clear, fill
from xerodesk.store.company import CompanyFile

SAMPLE = "Sample data"
SignInCall = Callable[..., Any]


class Sample:
    """The open sample company with its demo organisation beside it. `fresh`: made just now, nothing synced yet."""

    def __init__(self, folder: Path, *, anew: bool = False, clock: Clock = utc_now) -> None:
        """Start the organisation and open (or make) the company in `folder`; `anew` throws an earlier one away first."""
        today = clock().astimezone().date()
        if anew or not CompanyFile.exists(folder):
            clear(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.xero = SampleXero(folder, today)
        if self.xero.fresh and CompanyFile.exists(folder):  # its organisation is lost, and the two belong together
            clear(folder)
            folder.mkdir(parents=True)
        self.fresh = not CompanyFile.exists(folder)
        self.xero.start()
        file = CompanyFile.create(folder, sample=True).company if self.fresh else CompanyFile.open(folder)
        self.company = Company(file, clock=clock, environ={**os.environ, XERO_URL: self.xero.url})
        if self.fresh:
            fill(self.company.store, self.xero, today)

    def sign_in(self) -> None:
        """Sign in to the demo organisation as its user would; its address is another at each start."""
        visits: list[threading.Thread] = []
        sign_in: SignInCall = resolve("xerodesk.services.connect:connect")
        options = resolve("xerodesk.services.connect:ConnectOptions")(client_id=SAMPLE_CLIENT_ID, token_in="file")  # noqa: S106  a place
        sign_in(self.company.access, self.company.connections, options, show=lambda address: visits.append(visit(address)))
        for one in visits:
            one.join()

    def close(self) -> None:
        """Close the company, then its organisation, which is kept for the next time."""
        self.company.close()
        self.xero.stop()


def make_sample(folder: Path, progress: Progress, *, anew: bool = False) -> Sample:
    """Open the sample company signed in; a new one is synced at once, so that CRM and books agree when it is first seen."""
    progress.step("Starting the demo organisation")
    sample = Sample(folder, anew=anew)
    try:
        progress.check()
        sample.sign_in()
        if sample.fresh:
            sample.company.engine(progress).run(asked_by=SAMPLE)
    except BaseException:
        sample.close()
        raise
    return sample


def remove_sample(folder: Path) -> None:
    """Remove the sample company and its organisation. Raises StoreTrouble when it is still open elsewhere."""
    clear(folder)
