"""Pages inside Xero that a record opens in the browser."""

from __future__ import annotations


def deep_link(short_code: str, kind: str, xero_id: str) -> str:
    """The page of a record inside Xero, for the browser; the organisation's short code opens the right one. "" where Xero has no page."""
    path = {
        "contact": "contacts/contact",
        "invoice": "invoicing/view",
        "quote": "quotes/view",
    }.get(kind)
    return f"https://go.xero.com/app/{short_code}/{path}/{xero_id}" if path and short_code and xero_id else ""
