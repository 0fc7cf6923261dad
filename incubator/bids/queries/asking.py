"""Reads about the questions to a buyer and what its answers change."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.bids.models import (
    Bid,
    BidEffect,
    BuyerFile,
    BuyerQuestion,
    Requirement,
    RequirementKind,
    RequirementState,
    Section,
)
from incubator.bids.queries import bidding
from incubator.bids.rules import asking, governing
from incubator.bids.rules.asking import QuestionTerm
from incubator.bids.values.law import ProcurementLaw
from incubator.core import clock
from incubator.core.db import db
from incubator.formats.values import LegalRegime


def questions(bid: Bid) -> Sequence[BuyerQuestion]:
    """The questions of a bid, in the order in which they were written."""
    statement = select(BuyerQuestion).where(BuyerQuestion.bid_id == bid.id)
    statement = statement.options(selectinload(BuyerQuestion.requirement), selectinload(BuyerQuestion.answer_file))
    return db.session.scalars(statement.order_by(BuyerQuestion.id)).all()


def waiting(asked: Sequence[BuyerQuestion]) -> list[BuyerQuestion]:
    """Our own questions that the buyer does not have yet."""
    return [question for question in asked if question.ours and question.sent_on is None]


def question(viewer: User, slug: str, bid_id: int, question_id: int) -> BuyerQuestion | None:
    """A question of a bid within sight. A loader for `guarded`."""
    owner = bidding.bid(viewer, slug, bid_id)
    if owner is None:
        return None
    return db.session.scalar(
        select(BuyerQuestion).where(BuyerQuestion.id == question_id, BuyerQuestion.bid_id == owner.id)
    )


def effects(bid: Bid) -> Sequence[BidEffect]:
    """What answers and corrections change, what is open first."""
    statement = (
        select(BidEffect)
        .where(BidEffect.bid_id == bid.id)
        .options(selectinload(BidEffect.requirement), selectinload(BidEffect.section), selectinload(BidEffect.question))
        .order_by(BidEffect.done_at.is_not(None), BidEffect.id)
    )
    return db.session.scalars(statement).all()


def open_effects(bid: Bid) -> Sequence[BidEffect]:
    """What nobody has looked at yet: it belongs with “check your answers”."""
    return [effect for effect in effects(bid) if effect.done_at is None]


def effect(viewer: User, slug: str, bid_id: int, effect_id: int) -> BidEffect | None:
    """An effect on a bid within sight. A loader for `guarded`."""
    owner = bidding.bid(viewer, slug, bid_id)
    if owner is None:
        return None
    return db.session.scalar(select(BidEffect).where(BidEffect.id == effect_id, BidEffect.bid_id == owner.id))


def requirements_of(bid: Bid) -> Sequence[Requirement]:
    """What one can ask about: everything that the buyer asks and that holds still."""
    # What is only proposed counts too: a question may be the way to find out whether it holds.
    statement = select(Requirement).where(Requirement.bid_id == bid.id, Requirement.state != RequirementState.DROPPED)
    return db.session.scalars(statement.order_by(Requirement.position, Requirement.id)).all()


def sections_of(bid: Bid) -> Sequence[Section]:
    statement = select(Section).where(Section.bid_id == bid.id).order_by(Section.position, Section.id)
    return db.session.scalars(statement).all()


def files_of(bid: Bid) -> Sequence[BuyerFile]:
    statement = select(BuyerFile).where(BuyerFile.bid_id == bid.id).order_by(BuyerFile.id.desc())
    return db.session.scalars(statement).all()


def regime_of(bid: Bid) -> LegalRegime | None:
    """Which rules of Dutch law hold; none for work that a client asked for directly, and unknown for a buyer under another law."""
    if bid.notice is None:
        return None
    return bid.notice.legal_regime if law_of(bid).is_dutch else LegalRegime.UNKNOWN


def law_of(bid: Bid) -> ProcurementLaw:
    """Which law governs the procurement: of where the buyer is known to be, else of the country in the notice."""
    buyer = bid.work.buyer
    return governing.law_of(bid.work.content, None if buyer is None else buyer.country)


def question_term(bid: Bid, requirements: Sequence[Requirement]) -> QuestionTerm:
    """Until when one can ask this buyer."""
    sentences = []
    for requirement in requirements:
        if requirement.kind is RequirementKind.QUESTION_DEADLINE:
            sentences.append(requirement.text)
    closes_on = None
    if bid.deadline is not None:
        closes_on = clock.local(bid.deadline).date()
    return asking.term_for_questions(tuple(sentences), regime=regime_of(bid), closes_on=closes_on)


def late_answers(bid: Bid, asked: Sequence[BuyerQuestion]) -> list[BuyerQuestion]:
    """The answers that came less than ten days before the closing date, where ten are due."""
    if bid.deadline is None:
        return []
    closes_on, regime = clock.local(bid.deadline).date(), regime_of(bid)
    late = []
    for known in asked:
        if known.answered_on is not None and asking.comes_late(known.answered_on, closes_on, regime):
            late.append(known)
    return late
