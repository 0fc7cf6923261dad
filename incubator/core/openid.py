"""OpenID Connect, as the side that trusts: discovery, the code flow with PKCE, and who the provider says it is.

Only the operator chooses the issuer, so it may lie within a private network; nothing that a visitor types decides where a request
goes. What comes back is believed only when it is signed by the issuer, for us, for this very attempt, and not too old.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

import structlog
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from incubator.config import Settings
from incubator.core.errors import RuleViolation
from incubator.core.http import Client, FetchFailed, Limits
from incubator.core.i18n import mark as N_

LIMITS = Limits(seconds=10, connect_seconds=5, sent_bytes=1_000_000, body_bytes=1_000_000, redirects=0, spacing=0)
# Signatures that need the issuer's own key: with the others whoever knows our secret, or nothing, could sign.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 60  # seconds that two clocks may differ
log = structlog.get_logger()


class WrongAnswer(RuleViolation):
    """What came back is not what the issuer says to us about this attempt. The log holds the reason, the page a plain sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(N_("The answer that came back was not right, so nobody was signed in. Try again."))
        log.warning("openid_refused", reason=reason)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in: what must come back (`state`, `nonce`), and what proves that we began it (`verifier`)."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> Self:
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a provider does what, as it says itself."""

    authorization: str
    token: str
    keys: str
    user_info: str | None
    algorithms: tuple[str, ...]
    client_auth: str


@dataclass(frozen=True, slots=True)
class VouchedIdentity:
    """Who the provider says it is. The subject never changes; the address may."""

    issuer: str
    subject: str
    email: str | None
    is_verified: bool


@dataclass(frozen=True, slots=True)
class OpenIdProvider:
    """A provider, and as whom we are known there."""

    issuer: str
    client_id: str
    client_secret: str
    client: Client

    def discover(self) -> Endpoints:
        """Ask the provider for its endpoints. Raises `FetchError` when it does not answer, or answers something else."""
        known = self._json(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if known.get("issuer") != self.issuer:
            raise self._broken()
        offered = known.get("id_token_signing_alg_values_supported") or ["RS256"]
        algorithms = tuple(name for name in ALGORITHMS if name in offered)
        if not algorithms:
            raise self._broken()
        methods = known.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        preferred = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
        return Endpoints(
            authorization=self._endpoint(known.get("authorization_endpoint")),
            token=self._endpoint(known.get("token_endpoint")),
            keys=self._endpoint(known.get("jwks_uri")),
            user_info=known.get("userinfo_endpoint"),
            algorithms=algorithms,
            client_auth=preferred,
        )

    def _endpoint(self, address: object) -> str:
        """An address of the provider, as secure as the issuer. Raises `FetchFailed`."""
        if not isinstance(address, str) or urlsplit(address).scheme not in {"https", urlsplit(self.issuer).scheme}:
            raise self._broken()
        return address

    def address(self, attempt: Attempt, back: str) -> str:
        """Where the visitor goes to sign in; they come back at `back`. Raises `FetchError`."""
        return prepare_grant_uri(
            self.discover().authorization,
            client_id=self.client_id,
            response_type="code",
            redirect_uri=back,
            scope="openid email",
            state=attempt.state,
            nonce=attempt.nonce,
            code_challenge=create_s256_code_challenge(attempt.verifier),
            code_challenge_method="S256",
        )

    def identity(self, code: str, attempt: Attempt, back: str, *, now: datetime) -> VouchedIdentity:
        """Who it is, for the code they came back with. Raises `FetchError` or `WrongAnswer`."""
        endpoints = self.discover()
        tokens = self._redeem(endpoints, code, attempt, back)
        claims = self._claims(endpoints, tokens, attempt, now)
        if "email" not in claims and endpoints.user_info:
            claims |= self._user_info(endpoints.user_info, tokens, claims["sub"])
        email = claims.get("email")
        return VouchedIdentity(
            issuer=self.issuer,
            subject=str(claims["sub"]),
            email=email if isinstance(email, str) else None,
            is_verified=claims.get("email_verified") in (True, "true"),
        )

    def _redeem(self, endpoints: Endpoints, code: str, attempt: Attempt, back: str) -> dict[str, Any]:
        """The tokens for a code, which works once."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": attempt.verifier,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        ours = ClientAuth(self.client_id, self.client_secret, endpoints.client_auth)
        address, headers, body = ours.prepare("POST", endpoints.token, headers, urlencode(form))
        answer = self.client.fetch(
            address, method="POST", body=body, also=headers, limits=LIMITS, accept="application/json"
        )
        if answer.status in {400, 401, 403}:
            raise WrongAnswer(f"the token endpoint answered with status {answer.status}")
        return self._read(answer.expect_ok().body)

    def _claims(self, endpoints: Endpoints, tokens: dict[str, Any], attempt: Attempt, now: datetime) -> dict[str, Any]:
        """What the signed token says, once all of it was checked."""
        keys = self._json(endpoints.keys)
        expected = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
        }
        known = {"nonce": attempt.nonce, "client_id": self.client_id, "access_token": tokens.get("access_token")}
        registry = JWSRegistry(algorithms=list(endpoints.algorithms), strict_check_header=False)
        try:
            token = jwt.decode(str(tokens.get("id_token")), KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]
            claims = CodeIDToken(token.claims, token.header, expected, known)
            claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise WrongAnswer(f"{type(error).__name__}: {error}") from error
        return dict(claims)

    def _user_info(self, address: str, tokens: dict[str, Any], subject: object) -> dict[str, Any]:
        """The address of someone, of a provider that does not put it in the token."""
        bearer = {"Authorization": f"Bearer {tokens.get('access_token')}"}
        info = self._json(self._endpoint(address), bearer)
        if info.get("sub") != subject:
            raise WrongAnswer("the user info is about someone else")
        return {name: info[name] for name in ("email", "email_verified") if name in info}

    def _json(self, address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        answer = self.client.fetch(address, also=headers, limits=LIMITS, accept="application/json")
        return self._read(answer.expect_ok().body)

    def _read(self, body: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise self._broken() from error
        if not isinstance(answer, dict):
            raise self._broken()
        return answer

    def _broken(self) -> FetchFailed:
        host = urlsplit(self.issuer).hostname
        return FetchFailed("broken", N_("%(host)s answers, but not as a service to sign in with."), host=host)


def provider_of(chosen: Settings) -> OpenIdProvider:
    """The provider of the settings; only when there is an issuer."""
    client = Client.of(chosen)
    client.allow_private = True
    return OpenIdProvider(chosen.oidc_issuer, chosen.oidc_client_id, chosen.oidc_client_secret, client)
