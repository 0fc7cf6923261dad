"""Verbs of the support of the neighbourhood: a public page, and signatures that count once their owner confirms them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from secrets import token_hex, token_urlsafe

from sqlalchemy import ColumnElement, and_, delete, select

from incubator.challenges.messages import support as messages
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.models.signatures import Signature, SupportPage
from incubator.challenges.queries import signatures as queries
from incubator.challenges.rules import terms
from incubator.core import outbox, text
from incubator.core.db import add_unique, db, insert_once, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

CLOSED = N_("This page collects no signatures any more.")
MOST_SIGNATURES = 20_000  # of one page: a neighbourhood, not a flood


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on the page, and whether one can sign there."""

    what: str
    who: str
    why: str
    is_open: bool = True


def write_page(challenge: Challenge, written: PageText, *, now: datetime) -> SupportPage:
    """Make the page, or change it. Raises `RuleViolation` when the challenge has ended."""
    lock(challenge)
    if written.is_open and challenge.ended_on is not None:
        raise RuleViolation(N_("This challenge has ended: the page cannot be opened any more."))
    page = queries.page_of(challenge)
    if page is None:
        return add_unique(lambda: _new_page(challenge, written, now))
    for name, value in asdict(written).items():
        setattr(page, name, value)
    return page


def _new_page(challenge: Challenge, written: PageText, now: datetime) -> SupportPage:
    """At an address that people can read out, with an end that others cannot guess by its title."""
    words = "-".join(text.words(challenge.title))[:40].strip("-") or "steun"
    return SupportPage(challenge_id=challenge.id, token=f"{words}-{token_hex(3)}", opened_at=now, **asdict(written))


@dataclass(frozen=True, slots=True)
class WrittenSignature:
    """What a person fills in. The address is in small letters: one address signs once."""

    name: str
    email: str
    area: str = ""
    lives_here: bool = False
    reason: str = ""
    shows_name: bool = False


def sign(page: SupportPage, written: WrittenSignature, *, language: str, now: datetime) -> None:
    """Ask the owner of the address to confirm. What becomes of it the asker does not learn: not whether it signed before."""
    if not page.is_open:
        raise RuleViolation(CLOSED)
    signature = queries.signature_of(page, written.email)
    if signature is None:
        signature = _stored(page, written, language, now)
    elif signature.confirmed_at is None:
        # Nobody has confirmed yet: what was typed last stands, and its owner sees it before it counts.
        for name, value in asdict(written).items():
            setattr(signature, name, value)
    if signature is not None:
        messages.ask_to_confirm(signature, page, now=now)


def _stored(page: SupportPage, written: WrittenSignature, language: str, now: datetime) -> Signature | None:
    if queries.number_confirmed(page) >= MOST_SIGNATURES:
        return None
    values = {**asdict(written), "page_id": page.id, "language": language, "signed_at": now, "stamp": token_urlsafe(18)}
    insert_once(Signature, values)
    return queries.signature_of(page, written.email)


def confirm(signature: Signature, *, now: datetime) -> None:
    """From now on it counts. Raises `RuleViolation` when the page is closed."""
    locked = lock(signature)
    if locked.confirmed_at is None:
        if not locked.page.is_open:
            raise RuleViolation(CLOSED)
        locked.confirmed_at = now


def withdraw(stamp: str) -> None:
    """Remove a signature with everything that was kept of it; who was removed before stays removed."""
    _erase(Signature.stamp == stamp)


def erase_old(*, now: datetime, today: date) -> int:
    """Erase what nobody confirmed in time, and all signatures of challenges that ended long enough ago. Gives how many."""
    erased = _erase(and_(Signature.confirmed_at.is_(None), Signature.signed_at < now - terms.UNCONFIRMED_KEPT))
    statement = (
        select(SupportPage)
        .join(SupportPage.challenge)
        .where(Challenge.ended_on <= today - terms.SIGNATURES_KEPT)
        .order_by(SupportPage.id)
    )
    for page in db.session.scalars(statement).all():
        page.is_open = False
        # The number stays, so that the page of the challenge still says how many there were.
        page.erased += queries.number_confirmed(page)
        erased += _erase(Signature.page_id == page.id)
    return erased


def _erase(chosen: ColumnElement[bool]) -> int:
    """Remove signatures, and the mails about them. Gives how many."""
    stamps = db.session.scalars(delete(Signature).where(chosen).returning(Signature.stamp)).all()
    for stamp in stamps:
        outbox.forget_occasion(messages.occasion_of(stamp))
    return len(stamps)


def close_of_ended(challenge: Challenge) -> None:
    """Nobody signs for a challenge that has ended."""
    page = queries.page_of(challenge)
    if page is not None and challenge.ended_on is not None:
        page.is_open = False
