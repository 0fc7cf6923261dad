"""Secrets at rest: readable with the secret key of this incubator only, each for one purpose.

Who copies the database without the key reads nothing, and cannot try codes either. Another secret key makes them unreadable.
"""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from incubator.core.web import settings


def seal(purpose: str, text: str) -> str:
    """The text, encrypted."""
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str | None:
    """The text again, or None when it was sealed for another purpose or with another secret key."""
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def fingerprint(purpose: str, text: str) -> str:
    """What is stored of a code that is only ever compared: without the key nobody can try which code it was."""
    return hmac.new(_derived(settings().secret_key, purpose), text.encode(), hashlib.sha256).hexdigest()


def _box(purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(settings().secret_key, purpose)))


@cache
def _derived(secret_key: str, purpose: str) -> bytes:
    """A key for one purpose: what is known of one says nothing about another."""
    return HKDF(SHA256(), length=32, salt=None, info=f"incubator.{purpose}".encode()).derive(secret_key.encode())
