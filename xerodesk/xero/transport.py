"""One HTTP exchange: bytes out, bytes in, and every way the network can fail told apart by whether anything was sent."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from xerodesk import __version__
from xerodesk.domain.errors import AnswerLost, Offline
from xerodesk.xero.endpoints import is_loopback

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0
LARGEST = 64 * 1024 * 1024
"""A page of 1,000 long invoices is a few MB; an answer beyond this is not one of Xero's."""
_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came. `headers` finds names in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type, lower case, without parameters."""
        return self.headers.get("Content-Type", "").split(";")[0].strip().lower()


class Transport:
    """A pool of connections to Xero. Safe for many threads. Close it when done.

    `agent` is what Xero sees as our name. Redirects are never followed, so a token goes nowhere but where it was addressed to.
    """

    def __init__(self, *, pool: int = 5, connect: float = CONNECT_SECONDS, read: float = READ_SECONDS) -> None:
        import requests  # 60 ms: only when Xero is first called
        from requests.adapters import HTTPAdapter

        class Rooted(HTTPAdapter):
            """Trusts what this computer trusts (company proxies install their own roots)."""

            def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
                super().init_poolmanager(*args, ssl_context=_roots(), **kwargs)

            def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
                return super().proxy_manager_for(proxy, ssl_context=_roots(), **kwargs)

        self._timeouts = (connect, read)
        self._open = requests.Session()
        self._open.mount("https://", Rooted(pool_connections=4, pool_maxsize=pool + 1))
        # Loopback: never through a proxy, and nothing from the environment.
        self._local = requests.Session()
        self._local.trust_env = False
        self._local.mount("http://", HTTPAdapter(pool_connections=2, pool_maxsize=pool + 1))
        self._local.mount("https://", Rooted(pool_connections=2, pool_maxsize=pool + 1))
        for session in (self._open, self._local):
            session.headers["User-Agent"] = f"xerodesk/{__version__}"
            session.headers["Accept"] = "application/json"
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # nothing is remembered between calls

    def close(self) -> None:
        """Close every connection."""
        self._open.close()
        self._local.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        token: str = "",
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        form: Mapping[str, str] | None = None,
    ) -> Reply:
        """One exchange. Raises Offline when nothing was sent, AnswerLost when it was and no whole answer came (whatever the method)."""
        import requests

        session = self._local if is_loopback(urlsplit(url).hostname or "") else self._open
        try:
            with session.request(
                method,
                url,
                params=params,
                headers=headers,
                data=body if form is None else form,
                # Given always: without one, requests looks for a .netrc and would overwrite our token with what it finds.
                auth=_Bearer(token),
                timeout=self._timeouts,
                allow_redirects=False,
                stream=True,
            ) as answer:
                return Reply(answer.status_code, answer.headers, _whole(answer))
        except requests.RequestException as error:
            raise _in_words(error, urlsplit(url).hostname or url) from error


class _Bearer:
    """Puts the access token into the request's header, or nothing."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _roots() -> ssl.SSLContext:
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _whole(answer: requests.Response) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_content(_CHUNK):
        size += len(part)
        if size > LARGEST:
            raise AnswerLost(
                f"The answer is larger than {LARGEST // 2**20} MB, which is more than Xero sends.",
                "Check that nothing stands between this computer and Xero, and try again.",
            )
        parts.append(part)
    return b"".join(parts)


def _in_words(error: requests.RequestException, host: str) -> Offline:
    """The failure in words. What happened before anything was sent is Offline; all else may have reached Xero: AnswerLost."""
    import requests

    text = str(error)
    if isinstance(error, requests.exceptions.ProxyError):
        return Offline(f"The proxy between this computer and {host} could not be used.", "Check the proxy settings of this computer.")
    if isinstance(error, requests.exceptions.SSLError):
        return _insecure(error, host)
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return Offline(f"{host} did not pick up in time.", "Check the internet connection and try again.")
    if isinstance(error, (requests.exceptions.ReadTimeout, requests.exceptions.Timeout)):
        return AnswerLost(f"{host} did not answer in time.", "It may be busy. Try again in a few minutes.")
    if isinstance(error, requests.exceptions.ConnectionError):
        if "NameResolutionError" in text or "getaddrinfo" in text:
            return Offline(f"The address {host} was not found: there seems to be no internet.", "Check the connection and try again.")
        if "NewConnectionError" in text:
            return Offline(f"There is no connection to {host} ({_reason(error)}).", "Check the internet connection and try again.")
        if "Read timed out" in text:
            return AnswerLost(f"{host} stopped answering half way.", "It may be busy. Try again in a few minutes.")
        return AnswerLost(f"The connection to {host} broke before the answer was complete.", "Check the internet connection and try again.")
    if isinstance(error, requests.exceptions.InvalidSchema | requests.exceptions.InvalidURL | requests.exceptions.MissingSchema):
        return Offline(f"{host} is not an address that can be called.", "Check XERODESK_XERO_URL.")
    # ChunkedEncodingError, ContentDecodingError and the like: an answer had begun.
    return AnswerLost(f"The answer of {host} broke off.", "Check the internet connection and try again.")


def _insecure(error: BaseException, host: str) -> Offline:
    cause = _innermost(error)
    untrusted = str(getattr(cause, "verify_message", "") or "")
    if untrusted:
        return Offline(
            f"The connection to {host} is not secure: its certificate is not trusted ({untrusted}).",
            "Check this computer's date and time. In a company network, ask whether its own certificate must be installed.",
        )
    return Offline(
        f"No secure connection to {host} came about; what answers there does not speak https.",
        "Check the address, and whether a proxy or virus scanner stands between this computer and Xero.",
    )


def _reason(error: BaseException) -> str:
    """The innermost cause, in the system's own words."""
    cause = _innermost(error)
    return str(getattr(cause, "strerror", None) or cause or type(cause).__name__)


def _innermost(error: BaseException) -> BaseException:
    seen: set[int] = set()
    last: BaseException = error
    while id(last) not in seen:
        seen.add(id(last))
        inner = [one for one in (getattr(last, "reason", None), *last.args) if isinstance(one, BaseException)]
        if not inner:
            inner = [one for one in (last.__cause__, last.__context__) if one is not None]
        if not inner:
            break
        last = inner[0]
    return last
