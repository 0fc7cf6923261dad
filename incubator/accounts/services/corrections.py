"""The manager corrects somebody's name or address: with a reason, and no address counts before its owner says yes."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from incubator.accounts import messages, queries, rules
from incubator.accounts.models import Correction, CorrectionState, OneTimeToken, TokenPurpose, User
from incubator.accounts.services import LINK_IS_DEAD, AddressTaken, hash_of, hold, issue_token
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


def correct(user: User, name: str, email: str, reason: str, *, by: User, now: datetime) -> str | None:
    """Correct the name at once, and let the owner of another address confirm it. Gives the secret of the link that goes there.

    The present address stands until then; typed again it stops a change that waits. Raises `RuleViolation`.
    """
    hold(user)
    name, address, reason = rules.normal_name(name), rules.normal_address(email), rules.printable(reason)
    if not reason:
        raise RuleViolation(N_("Say in a few words why."), field="reason")
    waiting = queries.waiting_correction(user)
    expected = waiting.new_email if waiting is not None else user.email
    if name == user.name and address == expected:
        raise RuleViolation(N_("Nothing changed: the name and the address are as they were."))
    if name != user.name:
        before, user.name = user.name, name
        _note(user, reason, by, now, CorrectionState.DONE)
        messages.send_name_corrected(user, before, reason, by=by, at=now)
    if address == expected:
        return None
    return _change_address(user, address, reason, by=by, now=now)


def _change_address(user: User, address: str, reason: str, *, by: User, now: datetime) -> str | None:
    stop(user, now=now)
    if address == user.email:
        return None
    if not user.is_active:
        raise RuleViolation(N_("This account is closed: open it first."), field="email")
    if queries.by_email(address) is not None:
        raise AddressTaken
    secret = secrets.token_urlsafe(32)
    asked = _note(user, reason, by, now, CorrectionState.WAITING)
    asked.new_email, asked.token_hash = address, hash_of(secret)
    asked.expires_at = now + rules.LIFETIMES["email-confirmation"]
    messages.send_address_to_confirm(asked, secret)
    messages.send_address_is_to_change(asked, queries.who_hears_too(user))
    return secret


def _note(user: User, reason: str, by: User, now: datetime, state: CorrectionState) -> Correction:
    correction = Correction(user=user, by=by, reason=reason, at=now, state=state)
    db.session.add(correction)
    db.session.flush()
    return correction


def stop(user: User, *, now: datetime) -> bool:
    """A change of address that waits does not happen; its link stops working. Whether there was one."""
    hold(user)
    waiting = queries.waiting_correction(user)
    if waiting is None:
        return False
    waiting.settle(CorrectionState.STOPPED, now)
    db.session.flush()
    return True


def refuse(user: User, *, now: datetime) -> None:
    """Whose account it is does not want the other address. Raises `RuleViolation` when there is none that waits."""
    waiting = queries.waiting_correction(user)
    if waiting is None or not stop(user, now=now):
        raise RuleViolation(N_("No other address waits any more."))
    messages.send_address_refused(waiting)


def behind(secret: str, *, now: datetime) -> Correction | None:
    """The change of address of this link, as long as it can be confirmed."""
    asked = queries.correction_by_token(hash_of(secret))
    return asked if asked is not None and asked.works(now) else None


def confirm(secret: str, *, now: datetime) -> str | None:
    """The owner of the address says yes: it is the address of the account from now on, and every session of it ends.

    Gives the secret of a link to choose a password, for who had none. Raises `RuleViolation` when the link does not hold any more.
    """
    asked = behind(secret, now=now)
    if asked is None:
        raise RuleViolation(LINK_IS_DEAD)
    user = hold(asked.user)
    lock(asked)
    if not asked.works(now) or asked.new_email is None:
        raise RuleViolation(LINK_IS_DEAD)
    if queries.by_email(asked.new_email) is not None:
        raise AddressTaken
    before, user.email = user.email, asked.new_email
    user.session_stamp = secrets.token_hex(8)
    db.session.execute(delete(OneTimeToken).where(OneTimeToken.user_id == user.id))
    asked.settle(CorrectionState.DONE, now)
    db.session.flush()
    messages.send_address_changed(user, before, at=now)
    if user.password_hash is None:
        return issue_token(user, TokenPurpose.INVITATION, now=now)
    return None


def forget(user: User, _now: datetime) -> None:
    """The account goes: reasons can hold a name, and an address that waits is somebody's."""
    db.session.execute(delete(Correction).where(Correction.user_id == user.id))


def forget_old(*, now: datetime) -> int:
    """Let go of addresses that nobody confirmed in time. Gives how many."""
    late = queries.unconfirmed(now)
    for asked in late:
        asked.settle(CorrectionState.STOPPED, now)
    return len(late)


def exported(user: User) -> list[dict[str, Any]]:
    """What someone's own download says of it."""
    return [
        {"at": correction.at.isoformat(), "reason": correction.reason, "state": correction.state.value}
        for correction in queries.corrections_of(user)
    ]
