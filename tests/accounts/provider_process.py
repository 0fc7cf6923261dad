"""A provider of OpenID Connect in a process of its own: an ordinary one, except for people whose name says what is wrong with their token.

The first line that it prints is its port. It asks for PKCE and a nonce, and checks both.
"""

import base64
import hashlib
import json
import os
import time
import warnings

warnings.simplefilter("ignore")
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import flask  # noqa: E402
from authlib.oidc.core.grants import code as tokens  # noqa: E402
from joserfc import jwt  # noqa: E402
from joserfc.jwk import RSAKey  # noqa: E402
from oidc_provider_mock import User, _app  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

WRONG = {
    "wrong-issuer": {"iss": "https://elsewhere.example.org"},
    "wrong-audience": {"aud": ["somebody-else"]},
    "several-audiences": {"aud": ["us", "somebody-else"], "azp": "somebody-else"},
    "wrong-nonce": {"nonce": "of-another-attempt"},
    "expired": {"exp": int(time.time()) - 120},
    "from-the-future": {"nbf": int(time.time()) + 3600},
    "wrong-access-token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}
UNSIGNED = ("wrong-signature", "no-signature")
COACH = {"email": "coach@example.org", "email_verified": True}
PEOPLE = {
    **dict.fromkeys([*WRONG, *UNSIGNED, "coach", "other-coach", "address-apart", "almost-expired"], COACH),
    "manager": {"email": "Manager@Example.org", "email_verified": True},
    "founder": {"email": "founder@example.org", "email_verified": True},
    "guest": {"email": "guest@example.org", "email_verified": True},
    "closed": {"email": "closed@example.org", "email_verified": True},
    "stranger": {"email": "stranger@example.org", "email_verified": True},
    "not-verified": {"email": "coach@example.org", "email_verified": False},
    "not-known-verified": {"email": "coach@example.org"},
    "without-address": {"email_verified": True},
}
STRANGE_KEY = RSAKey.generate_key(2048)
CHALLENGES: set[str] = set()


class Encoder:
    """Signs as it should be, and as it should not."""

    @staticmethod
    def encode(header, claims, key, algorithms):
        name = claims["sub"]
        claims = {**claims, **WRONG.get(name, {})}
        if name == "almost-expired":
            claims["exp"] = int(time.time()) - 30
        if name == "address-apart":
            claims = {key: value for key, value in claims.items() if not key.startswith("email")}
        if name == "no-signature":
            parts = [json.dumps(part).encode() for part in ({"alg": "none"}, claims)]
            return ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), ""])
        if name == "wrong-signature":
            key = STRANGE_KEY
        return jwt.encode(header, claims, key, algorithms)


def check_challenge():
    """PKCE: who redeems a code is who began."""
    if flask.request.path == "/oauth2/authorize" and flask.request.method == "POST":
        CHALLENGES.add(flask.request.args["code_challenge"])
    if flask.request.path == "/oauth2/token":
        digest = hashlib.sha256(flask.request.form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") not in CHALLENGES:
            return flask.jsonify(error="invalid_grant"), 400
    return None


if __name__ == "__main__":
    tokens.jwt = Encoder
    people = [User(sub=subject, claims=claims) for subject, claims in PEOPLE.items()]
    application = _app.app(user_claims=people, require_nonce=True)
    application.before_request(check_challenge)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    print(server.server_port, flush=True)
    server.serve_forever()
