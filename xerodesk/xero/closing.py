"""The page the browser shows when a sign-in has come back: static, nothing loaded from anywhere."""

from __future__ import annotations

from html import escape

_STYLE = (
    ":root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;"
    "font:16px/1.5 Inter,system-ui,sans-serif;background:Canvas;color:CanvasText}"
    "main{max-width:30rem;padding:2rem}h1{font-size:1.4rem;margin:0 0 .6rem}p{margin:0;opacity:.8}"
)


def page(title: str, words: str) -> str:
    """A whole HTML page with one heading and one sentence."""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(words)}</p></main></body></html>"
    )
