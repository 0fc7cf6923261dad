"""A second step at sign-in: codes that follow from a shared secret and the time (TOTP, RFC 6238), and codes on paper.

Whoever uses a code locks the account first, so that of two who use one code at the same moment one gets in.
"""

import hmac
import secrets
from datetime import datetime
from typing import Any

import pyotp
from sqlalchemy import delete

from incubator.accounts import queries
from incubator.accounts.models import RecoveryCode, SecondFactor, User
from incubator.accounts.services import knows_password
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.sealing import fingerprint, seal, unseal

PURPOSE = "second-factor"
RECOVERY = "recovery-code"
STEP = 30  # seconds that a code is shown, as every app does
DRIFT = 1  # steps that the clock of a phone may be off
DIGITS, RECOVERY_DIGITS = 6, 12
NUMBER_OF_RECOVERY_CODES = 10


class WrongCode(RuleViolation):
    """The code is none of this account, or was used before."""

    def __init__(self) -> None:
        super().__init__(N_("This code is not right, or it was used already. Wait for the next code."), field="code")


def new_secret() -> str:
    """A secret for an app, sealed: it may wait in a session until its first code is right."""
    return seal(PURPOSE, pyotp.random_base32())


def secret_for_app(sealed: str) -> str | None:
    """The secret as someone types it into an app, or None when the seal is not ours."""
    return unseal(PURPOSE, sealed)


def address_for_app(secret: str, *, account: str, issuer: str) -> str:
    """What an app reads from a QR code."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=account, issuer_name=issuer)


def turn_on(user: User, sealed: str, code: str, password: str, *, now: datetime) -> list[str]:
    """Ask this user for a code from now on; every other session ends. Gives the recovery codes, which nobody can read later.

    Raises `RuleViolation` for a wrong password or code, and when it was on already.
    """
    lock(user)
    if queries.second_factor(user) is not None:
        raise RuleViolation(N_("The second step is on already."))
    _check_password(user, password)
    secret = secret_for_app(sealed)
    step = _step_of(code, secret, after=0, now=now) if secret else None
    if step is None:
        raise WrongCode
    db.session.add(SecondFactor(user_id=user.id, secret=sealed, last_step=step, since=now))
    user.session_stamp = secrets.token_hex(8)
    return _write_recovery_codes(user)


def check(user: User, code: str, *, now: datetime) -> bool:
    """Use up a code of the app, or one on paper: True for one on paper. Raises `WrongCode`.

    Raises another `RuleViolation` when nothing can be checked: the secret key of the incubator has changed.
    """
    lock(user)
    factor = queries.second_factor(user)
    if factor is None or not user.is_active:
        raise WrongCode
    digits = _plain(code)
    if len(digits) == RECOVERY_DIGITS:
        _use_recovery_code(user, digits)
        return True
    secret = secret_for_app(factor.secret)
    if secret is None:
        raise RuleViolation(N_("Your codes cannot be read here any more. Ask a manager to reset your second step."))
    step = _step_of(digits, secret, after=factor.last_step, now=now)
    if step is None:
        raise WrongCode
    factor.last_step = step
    return False


def _plain(code: str) -> str:
    """A code as it was meant: people copy the blanks and dashes between the groups."""
    return "".join(code.replace("-", " ").split())


def _step_of(code: str, secret: str, *, after: int, now: datetime) -> int | None:
    """Which moment a code belongs to, when that is about now and later than `after`."""
    typed, current = _plain(code), int(now.timestamp()) // STEP
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdecimal()):
        return None
    codes = pyotp.TOTP(secret, interval=STEP)
    for step in range(current - DRIFT, current + DRIFT + 1):
        if step > after and hmac.compare_digest(codes.generate_otp(step), typed):
            return step
    return None


def _use_recovery_code(user: User, digits: str) -> None:
    hashed = fingerprint(RECOVERY, digits)
    for code in queries.recovery_codes(user):
        if hmac.compare_digest(code.code_hash, hashed):
            db.session.delete(code)
            return
    raise WrongCode


def _check_password(user: User, password: str) -> None:
    if not knows_password(user, password):
        raise RuleViolation(N_("This is not your current password."), field="password")


def renew_recovery_codes(user: User, password: str, code: str, *, now: datetime) -> list[str]:
    """Ten other codes on paper; the earlier ones stop working. Raises `RuleViolation`."""
    check(user, code, now=now)
    _check_password(user, password)
    return _write_recovery_codes(user)


def _write_recovery_codes(user: User) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes: set[str] = set()
    while len(codes) < NUMBER_OF_RECOVERY_CODES:
        codes.add("".join(secrets.choice("0123456789") for _digit in range(RECOVERY_DIGITS)))
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=fingerprint(RECOVERY, code)) for code in codes)
    db.session.flush()
    return [f"{code[:4]} {code[4:8]} {code[8:]}" for code in sorted(codes)]


def turn_off(user: User, password: str, code: str, *, now: datetime) -> None:
    """Ask for the password alone again. Raises `RuleViolation` for a wrong password or code."""
    check(user, code, now=now)
    _check_password(user, password)
    _take_away(user)


def reset(user: User) -> None:
    """Take the second step away from someone who lost the phone; their sessions end. Raises `RuleViolation` when there is none."""
    lock(user)
    if queries.second_factor(user) is None:
        raise RuleViolation(N_("This account has no second step."))
    _take_away(user)
    user.session_stamp = secrets.token_hex(8)


def forget(user: User, _now: datetime) -> None:
    """What is known of someone's second step goes with the account."""
    _take_away(user)


def _take_away(user: User) -> None:
    factor = queries.second_factor(user)
    if factor is not None:
        db.session.delete(factor)
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    db.session.flush()


def exported(user: User) -> dict[str, Any]:
    """What someone's own download says of it."""
    factor = queries.second_factor(user)
    if factor is None:
        return {}
    return {"since": factor.since.isoformat(), "recovery_codes_left": len(queries.recovery_codes(user))}
