"""Addresses that sign themselves: what they say cannot be changed, and each is good for one purpose only.

For links in mail and calendars, where nobody can sign in. They do not expire by themselves: put in the value what must still be
true (such as `User.get_id()`, which changes with the password).
"""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def sign(purpose: str, value: str) -> str:
    """A token for in an address."""
    return _signer(purpose).dumps(value)


def signed(purpose: str, token: str) -> str | None:
    """What the token says, or None when we did not sign it for this purpose."""
    try:
        value = _signer(purpose).loads(token)
    except BadSignature:
        return None
    if isinstance(value, str):
        return value
    return None


def _signer(purpose: str) -> URLSafeSerializer:
    # The purpose is the salt: a token for the calendar stops no mails.
    return URLSafeSerializer(str(current_app.secret_key), salt=f"incubator.{purpose}")
