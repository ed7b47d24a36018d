"""The web pages of signing in: the choice of organisation, and the error page that never comes back to the app."""

from collections.abc import Iterable, Mapping
from html import escape

SCOPE_WORDS = {
    "openid": "Know who you are",
    "profile": "See your name",
    "email": "See your e-mail address",
    "offline_access": "Stay connected when you are away",
    "accounting.contacts": "View and change your contacts",
    "accounting.contacts.read": "View your contacts",
    "accounting.settings": "View and change your organisation settings and products",
    "accounting.settings.read": "View your organisation settings and products",
    "accounting.invoices": "View and change your invoices, credit notes and quotes",
    "accounting.invoices.read": "View your invoices, credit notes and quotes",
    "accounting.payments": "View and change your payments",
    "accounting.payments.read": "View your payments",
    "accounting.banktransactions": "View and change your bank transactions",
    "accounting.banktransactions.read": "View your bank transactions",
    "accounting.attachments": "View and change your files",
    "accounting.attachments.read": "View your files",
}
_STYLE = """
:root{color-scheme:light dark;--ink:#14263a;--soft:#5b6b7c;--line:#d9e0e7;--card:#fff;--ground:#eef2f6;--act:#0b6bcb}
@media(prefers-color-scheme:dark){:root{--ink:#eef3f8;--soft:#a6b4c2;--line:#33414f;--card:#1a232d;--ground:#10161d;--act:#4c9be8}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--ink);
font:16px/1.5 Inter,"Segoe UI",system-ui,sans-serif;padding:24px}
main{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:32px;max-width:460px;width:100%}
h1{font-size:22px;margin:0 0 4px}p{margin:0 0 20px;color:var(--soft)}ul{margin:0 0 24px;padding:0;list-style:none}
li{padding:6px 0 6px 26px;position:relative}li:before{content:"\\2713";position:absolute;left:0;color:var(--act);font-weight:700}
label{display:block;border:1px solid var(--line);border-radius:10px;padding:12px 14px;margin:0 0 10px;cursor:pointer;font-weight:600}
.row{display:flex;gap:12px;margin-top:24px}button{flex:1;font:inherit;font-weight:600;padding:12px;border-radius:10px;
border:1px solid var(--line);background:none;color:inherit;cursor:pointer}button.act{background:var(--act);
border-color:var(--act);color:#fff}
small{display:block;margin-top:20px;color:var(--soft)}"""


def _page(title: str, inside: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main>{inside}</main></body></html>"
    )


def words(scope: str) -> str:
    """A scope as the consent page says it."""
    if scope.startswith("accounting.reports."):
        return f"View your {scope.split('.')[2]} report"
    return SCOPE_WORDS.get(scope, scope)


def consent_page(asked: Mapping[str, str], organisations: Iterable[tuple[str, str]], user: str) -> str:
    """The page that asks; `asked` is the authorize request, `organisations` are (tenant id, name). The form posts to the same address."""
    hidden = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.items())
    choices = "".join(
        f'<label><input type="radio" name="tenant" value="{escape(tenant)}"{" checked" if place == 0 else ""}> {escape(name)}</label>'
        for place, (tenant, name) in enumerate(organisations)
    )
    scopes = "".join(f"<li>{escape(text)}</li>" for text in dict.fromkeys(words(scope) for scope in asked["scope"].split()))
    inside = (
        f"<h1>Allow access to your books?</h1><p>Signed in as {escape(user)}. The app would be able to:</p><ul>{scopes}</ul>"
        f'<form method="post" action="/identity/connect/authorize">{hidden}<p>Choose the organisation</p>{choices}'
        '<div class="row"><button name="decision" value="cancel">Cancel</button>'
        '<button class="act" name="decision" value="allow">Allow access</button></div></form>'
        "<small>This is the demo organisation on your own computer. Nothing here reaches Xero or the internet.</small>"
    )
    return _page("Allow access", inside)


def error_page(error: str, detail: str) -> str:
    """Xero's dead end for a request it will not send back to the app."""
    inside = (
        "<h1>Sorry, something went wrong</h1><p>The app that sent you here is not set up correctly.</p>"
        f"<p>Error: {escape(error)} : {escape(detail)}</p><p>Error code: 500</p>"
    )
    return _page("Something went wrong", inside)
