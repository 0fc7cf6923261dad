"""Reads about the support of the neighbourhood."""

from collections.abc import Sequence

from sqlalchemy import func, select

from incubator.challenges.models.challenges import Challenge, SupportRecord
from incubator.challenges.models.signatures import Signature, SupportPage
from incubator.challenges.values.challenging import SupportCount, SupportKind
from incubator.core.db import db


def page_of(asked: Challenge) -> SupportPage | None:
    return db.session.scalar(select(SupportPage).where(SupportPage.challenge_id == asked.id))


def page_at(token: str) -> SupportPage | None:
    """The page at this address, open or not."""
    return db.session.scalar(select(SupportPage).where(SupportPage.token == token))


def by_stamp(stamp: str | None) -> Signature | None:
    """The signature that an address in a mail is about; None when it is not there any more."""
    if stamp is None:
        return None
    return db.session.scalar(select(Signature).where(Signature.stamp == stamp))


def signature_of(page: SupportPage, email: str) -> Signature | None:
    return db.session.scalar(select(Signature).where(Signature.page_id == page.id, Signature.email == email))


def confirmed(page: SupportPage) -> Sequence[Signature]:
    """The signatures that count, the first first."""
    statement = select(Signature).where(Signature.page_id == page.id, Signature.confirmed_at.is_not(None))
    return db.session.scalars(statement.order_by(Signature.confirmed_at, Signature.id)).all()


def number_confirmed(page: SupportPage) -> int:
    """How many signatures count, without reading them."""
    statement = select(func.count()).where(Signature.page_id == page.id, Signature.confirmed_at.is_not(None))
    return int(db.session.scalar(statement) or 0)


def shown_names(page: SupportPage | None) -> list[str]:
    """The names of those who allow that: for the group and in the annex of the plan."""
    if page is None:
        return []
    statement = select(Signature.name).where(
        Signature.page_id == page.id, Signature.confirmed_at.is_not(None), Signature.shows_name.is_(True)
    )
    return list(db.session.scalars(statement.order_by(Signature.confirmed_at, Signature.id)))


def count(asked: Challenge, page: SupportPage | None) -> SupportCount:
    """How many stand behind a challenge: confirmed on the page, and on paper."""
    paper = db.session.scalar(
        select(func.coalesce(func.sum(SupportRecord.number), 0)).where(
            SupportRecord.challenge_id == asked.id, SupportRecord.kind == SupportKind.PAPER
        )
    )
    if page is None:
        return SupportCount(paper=int(paper or 0))
    signed, residents = db.session.execute(
        select(func.count(), func.count().filter(Signature.lives_here.is_(True))).where(
            Signature.page_id == page.id, Signature.confirmed_at.is_not(None)
        )
    ).one()
    return SupportCount(page.erased + int(signed), int(residents), int(paper or 0))
