"""What the steps show, read in one go: where the set-up stands, what is asked of Xero, the address to register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xerodesk.ui.setup.ports import SetupServices
from xerodesk.ui.setup.steps import Standing, load_standing


@dataclass(frozen=True)
class Facts:
    """`check` says what is odd about a client id; `company` is what to call this company."""

    standing: Standing
    reading: dict[str, str]
    writing: dict[str, str]
    redirect: str
    check: Callable[[str], str]
    company: str
    sample: bool

    @property
    def needs_id(self) -> bool:
        """Whether signing in has to wait for a client id."""
        return not (self.sample or self.standing.client_id)


def load_facts(services: SetupServices) -> Facts:
    """Read them. For the store lane: the first call also loads what talks to Xero."""
    standing = load_standing(services)
    connecting = services.connecting
    connecting.client_id_problem("")  # loads what later checks need, so that typing never waits for it
    name = str(services.settings.get("company.name", "")) or (standing.connection.organisation if standing.connection else "")
    return Facts(
        standing,
        connecting.permissions(write=False),
        connecting.permissions(write=True),
        connecting.redirect_addresses()[0],
        connecting.client_id_problem,
        name or ("the sample company" if services.company.is_sample else "your company"),
        services.sample is not None,
    )
