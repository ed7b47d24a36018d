"""The permissions asked of Xero: the least that the features in use need, each with the sentence that says why."""

from __future__ import annotations

# Xero, "Scopes", the granular ones that apps made since March 2026 get. Payments are only ever read.
LOOKING = {
    "openid": "Shows you under which name you are signed in.",
    "profile": "Shows you under which name you are signed in.",
    "email": "Shows you under which e-mail address you are signed in.",
    "offline_access": "Stays signed in, so that you need not do this again every half hour.",
    "accounting.contacts.read": "Reads your customers.",
    "accounting.settings.read": "Reads accounts, tax rates, currencies and products, so that nothing has to be typed twice.",
    "accounting.invoices.read": "Reads invoices, credit notes and quotes, to show who owes what.",
    "accounting.payments.read": "Reads payments, to show who has paid. They are never made or changed.",
}
WRITING = {
    "accounting.contacts": "Adds and updates customers in Xero.",
    "accounting.settings": "Adds and updates products in Xero.",
    "accounting.invoices": "Creates invoices and quotes in Xero.",
}


def reasons(*, write: bool) -> dict[str, str]:
    """The permissions to ask for, in order, each with why it is needed."""
    return {**LOOKING, **WRITING} if write else dict(LOOKING)


def wanted(*, write: bool) -> tuple[str, ...]:
    """The permissions to ask for. A changed set means signing in anew: a token keeps what was granted at its sign-in."""
    return tuple(reasons(write=write))


def granted(answer: str, asked: tuple[str, ...]) -> frozenset[str]:
    """The permissions in a token answer's `scope`; one without it grants what was asked (RFC 6749, 5.1)."""
    return frozenset(answer.split() or asked)


