"""Codes and tokens: what was granted, to whom, until when."""

import base64
import hashlib
import random
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from xerodesk.demo.wire import Json, encode

ACCESS_LIFE = timedelta(seconds=1800)
CODE_LIFE = timedelta(minutes=5)
REFRESH_LIFE = timedelta(days=60)


@dataclass(frozen=True)
class Grant:
    """One consent: an app, the scopes it was given, and the event that gave them."""

    client_id: str
    scopes: frozenset[str]
    scope_text: str
    auth_event: str


@dataclass(frozen=True)
class Code:
    """An authorization code, good once."""

    grant: Grant
    redirect_uri: str
    challenge: str
    issued: datetime


@dataclass
class RefreshToken:
    """A refresh token; `replaced` is when its successor was handed out."""

    grant: Grant
    issued: datetime
    replaced: datetime | None = None


@dataclass(frozen=True)
class AccessToken:
    """An access token."""

    grant: Grant
    expires: datetime


@dataclass
class Vault:
    """Everything handed out and still known. Texts are drawn from a seeded source: they protect nothing real."""

    seed: int = 1
    codes: dict[str, Code] = field(default_factory=dict)
    access: dict[str, AccessToken] = field(default_factory=dict)
    refresh: dict[str, RefreshToken] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def secret(self, size: int = 32) -> str:
        """A new opaque text."""
        return _base64(self.random.randbytes(size))

    def new_id(self) -> str:
        """A new id for an event or a connection; the books keep their own."""
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def issue(self, grant: Grant, user: Json, now: datetime) -> Json:
        """The token answer for a grant, as /connect/token gives it."""
        access = self._signed(grant, user, now, now + ACCESS_LIFE)
        self.access[access] = AccessToken(grant, now + ACCESS_LIFE)
        answer: Json = {
            "access_token": access,
            "expires_in": int(ACCESS_LIFE.total_seconds()),
            "token_type": "Bearer",
            "scope": grant.scope_text,
        }
        if "openid" in grant.scopes:
            answer["id_token"] = self._signed(grant, user, now, now + timedelta(minutes=5))
        if "offline_access" in grant.scopes:
            refresh = self.secret(32)
            self.refresh[refresh] = RefreshToken(grant, now)
            answer["refresh_token"] = refresh
        return answer

    def forget(self, client_id: str) -> None:
        """End every token of an app."""
        for tokens in (self.access, self.refresh):
            for text in [text for text, token in tokens.items() if token.grant.client_id == client_id]:
                del tokens[text]

    def _signed(self, grant: Grant, user: Json, now: datetime, expires: datetime) -> str:
        head = {"alg": "RS256", "kid": "1CAF8E66772D6DC028D6726FD0261581570EFC19", "typ": "JWT", "x5t": "HK-OZnctbcAo1nJv0CYVgVcO_Bk"}
        body = {
            "nbf": int(now.timestamp()),
            "exp": int(expires.timestamp()),
            "iss": "https://identity.xero.com",
            "aud": grant.client_id,
            "client_id": grant.client_id,
            "sub": str(user.get("UserID", "")).replace("-", ""),
            "auth_time": int(now.timestamp()),
            "xero_userid": user.get("UserID", ""),
            "email": user.get("EmailAddress", ""),
            "preferred_username": user.get("EmailAddress", ""),
            "given_name": user.get("FirstName", ""),
            "family_name": user.get("LastName", ""),
            "authentication_event_id": grant.auth_event,
            "jti": self.secret(16),
            "scope": grant.scope_text.split(),
        }
        return ".".join((_base64(encode(head).encode()), _base64(encode(body).encode()), self.secret(64)))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636)."""
    return _base64(hashlib.sha256(verifier.encode()).digest())
