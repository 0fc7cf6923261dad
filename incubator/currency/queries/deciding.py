"""The rules of any day, and proposals with their votes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.currency.models import Currency, CurrencyProposal, CurrencyRules, CurrencyVote
from incubator.currency.queries.currencies import currency
from incubator.currency.values import BallotCounts, CurrencyBallot, CurrencyVerdict
from incubator.neighbourhood.models import NeighbourhoodPerson


def rules_on(of_currency: Currency, day: date) -> CurrencyRules | None:
    """The version that holds on a day; None before the first."""
    statement = (
        select(CurrencyRules)
        .where(CurrencyRules.currency_id == of_currency.id, CurrencyRules.applies_from <= day)
        .options(joinedload(CurrencyRules.recorded_by), joinedload(CurrencyRules.proposal))
        # Of two decisions about the same day the later one holds.
        .order_by(CurrencyRules.applies_from.desc(), CurrencyRules.number.desc())
    )
    return db.session.scalars(statement.limit(1)).first()


def versions(of_currency: Currency) -> Sequence[CurrencyRules]:
    """Every version, the newest first."""
    statement = (
        select(CurrencyRules)
        .where(CurrencyRules.currency_id == of_currency.id)
        .options(joinedload(CurrencyRules.recorded_by), joinedload(CurrencyRules.proposal))
        .order_by(CurrencyRules.number.desc())
    )
    return db.session.scalars(statement).all()


def version(viewer: User, slug: str, number: int) -> CurrencyRules | None:
    """A version within sight. A loader for `guarded`."""
    within = currency(viewer, slug)
    if within is None:
        return None
    statement = select(CurrencyRules).where(CurrencyRules.currency_id == within.id, CurrencyRules.number == number)
    return db.session.scalar(statement)


def proposals(of_currency: Currency) -> Sequence[CurrencyProposal]:
    """Every proposal, the newest first."""
    statement = (
        select(CurrencyProposal)
        .where(CurrencyProposal.currency_id == of_currency.id)
        .order_by(CurrencyProposal.number.desc())
    )
    return db.session.scalars(statement).all()


def proposal(viewer: User, slug: str, number: int) -> CurrencyProposal | None:
    """A proposal within sight. A loader for `guarded`."""
    within = currency(viewer, slug)
    if within is None:
        return None
    statement = (
        select(CurrencyProposal)
        .where(CurrencyProposal.currency_id == within.id, CurrencyProposal.number == number)
        .options(joinedload(CurrencyProposal.opened_by))
    )
    return db.session.scalar(statement)


def due(of_currency: Currency, today: date) -> Sequence[CurrencyProposal]:
    """The proposals of which the last day to vote is over and that were not counted yet, in the order in which they closed."""
    statement = (
        select(CurrencyProposal)
        .where(
            CurrencyProposal.currency_id == of_currency.id,
            CurrencyProposal.state == CurrencyVerdict.OPEN,
            # Not on the day itself: people vote until its end.
            CurrencyProposal.closes_on < today,
        )
        .order_by(CurrencyProposal.closes_on, CurrencyProposal.number)
    )
    return db.session.scalars(statement).all()


def vote_of(about: CurrencyProposal, user: User) -> CurrencyVote | None:
    statement = select(CurrencyVote).where(CurrencyVote.proposal_id == about.id, CurrencyVote.user_id == user.id)
    return db.session.scalar(statement)


def electors(of_currency: Currency) -> int:
    """How many people take part in the neighbourhood: each of them can vote."""
    statement = select(func.count()).select_from(NeighbourhoodPerson)
    statement = statement.where(NeighbourhoodPerson.neighbourhood_id == of_currency.neighbourhood_id)
    return db.session.scalar(statement) or 0


def counts(about: CurrencyProposal) -> BallotCounts:
    """How people voted so far, or as it was counted."""
    statement = (
        select(CurrencyVote.choice, func.count())
        .where(CurrencyVote.proposal_id == about.id)
        .group_by(CurrencyVote.choice)
    )
    given: dict[CurrencyBallot, int] = {}
    for choice, number in db.session.execute(statement):
        given[choice] = number
    yes, no = given.get(CurrencyBallot.YES, 0), given.get(CurrencyBallot.NO, 0)
    # Who voted and left the neighbourhood since was one of them.
    could = about.electors or max(electors(about.currency), sum(given.values()))
    return BallotCounts(yes, no, given.get(CurrencyBallot.BLANK, 0), could)
