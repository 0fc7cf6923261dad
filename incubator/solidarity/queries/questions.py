"""Questions to the cooperatives of a fund, their votes, and the support that was asked."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.solidarity.models import (
    SolidarityBallot,
    SolidarityFund,
    SolidarityMember,
    SolidarityQuestion,
    SolidarityRules,
    SolidaritySupport,
)
from incubator.solidarity.queries import funds
from incubator.solidarity.values import (
    LinesOfCooperative,
    QuestionCounts,
    ReceiptKind,
    SolidarityChoice,
    SolidarityVerdict,
)


def of_fund(fund: SolidarityFund) -> Sequence[SolidarityQuestion]:
    """Every question, the newest first."""
    statement = (
        select(SolidarityQuestion)
        .where(SolidarityQuestion.fund_id == fund.id)
        .options(
            joinedload(SolidarityQuestion.asker),
            joinedload(SolidarityQuestion.support),
        )
        .order_by(SolidarityQuestion.id.desc())
    )
    return db.session.scalars(statement).all()


def question(viewer: User, slug: str, question_id: int) -> SolidarityQuestion | None:
    """A question in a fund within sight. A loader for `guarded`."""
    statement = (
        select(SolidarityQuestion)
        .join(SolidarityQuestion.fund)
        .join(SolidarityFund.neighbourhood)
        .where(SolidarityQuestion.id == question_id, Neighbourhood.slug == slug, visible(viewer))
        .options(
            contains_eager(SolidarityQuestion.fund).contains_eager(SolidarityFund.neighbourhood),
            selectinload(SolidarityQuestion.ballots).joinedload(SolidarityBallot.member),
        )
    )
    return db.session.scalar(statement)


def support(viewer: User, slug: str, support_id: int) -> SolidaritySupport | None:
    """Support in a fund within sight. A loader for `guarded`."""
    statement = (
        select(SolidaritySupport)
        .join(SolidaritySupport.question)
        .join(SolidarityQuestion.fund)
        .join(SolidarityFund.neighbourhood)
        .where(SolidaritySupport.id == support_id, Neighbourhood.slug == slug, visible(viewer))
        .options(contains_eager(SolidaritySupport.question).contains_eager(SolidarityQuestion.fund))
    )
    return db.session.scalar(statement)


def supports(fund: SolidarityFund) -> Sequence[SolidaritySupport]:
    """The support that was ever asked, with what was paid of it."""
    statement = (
        select(SolidaritySupport)
        .join(SolidaritySupport.question)
        .where(SolidarityQuestion.fund_id == fund.id)
        .options(
            contains_eager(SolidaritySupport.question),
            joinedload(SolidaritySupport.member),
            selectinload(SolidaritySupport.receipts),
        )
        .order_by(SolidaritySupport.id.desc())
    )
    return db.session.scalars(statement).all()


def granted(fund: SolidarityFund) -> list[SolidaritySupport]:
    """The support that the cooperatives said yes to."""
    return [each for each in supports(fund) if each.question.state is SolidarityVerdict.ACCEPTED]


def rules_asked(asked: SolidarityQuestion) -> SolidarityRules | None:
    """The rules that a question is about; None when it is about support."""
    return db.session.scalar(select(SolidarityRules).where(SolidarityRules.question_id == asked.id))


def electors(asked: SolidarityQuestion, day: date) -> list[SolidarityMember]:
    """The cooperatives that can vote about it on a day: all that take part, without the one that asks support."""
    return [each for each in funds.members(asked.fund, day) if each.id != _without_vote(asked)]


def own_electors(viewer: User, asked: SolidarityQuestion, day: date) -> list[SolidarityMember]:
    """The cooperatives for which somebody can vote about it."""
    own = funds.own_members(viewer, asked.fund, signs=True, day=day)
    return [each for each in own if each.id != _without_vote(asked)]


def _without_vote(asked: SolidarityQuestion) -> int | None:
    """The cooperative that asks support has no vote about it."""
    return asked.asker_id if asked.support is not None else None


def counts(asked: SolidarityQuestion, day: date) -> QuestionCounts:
    """How cooperatives voted so far, or as it was counted."""
    if asked.state is not SolidarityVerdict.OPEN:
        return QuestionCounts(asked.yes, asked.no, asked.blank, asked.electors)
    able = {each.id for each in electors(asked, day)}
    # Who had left the fund on that day decides no more about its money.
    given = [ballot.choice for ballot in asked.ballots if ballot.member_id in able]
    return QuestionCounts(
        given.count(SolidarityChoice.YES),
        given.count(SolidarityChoice.NO),
        given.count(SolidarityChoice.BLANK),
        len(able),
    )


def due(fund: SolidarityFund, today: date) -> Sequence[SolidarityQuestion]:
    """The questions of which the last day to vote is over and that were not counted yet."""
    statement = (
        select(SolidarityQuestion)
        .where(
            SolidarityQuestion.fund_id == fund.id,
            SolidarityQuestion.state == SolidarityVerdict.OPEN,
            # Not on the day itself: cooperatives vote until its end.
            SolidarityQuestion.closes_on < today,
        )
        .order_by(SolidarityQuestion.closes_on, SolidarityQuestion.id)
    )
    return db.session.scalars(statement).all()


def per_cooperative(fund: SolidarityFund) -> list[LinesOfCooperative]:
    """In and out of each cooperative that ever took part."""
    given = granted(fund)
    return [_lines_of(member, given) for member in funds.members(fund)]


def _lines_of(member: SolidarityMember, given: Sequence[SolidaritySupport]) -> LinesOfCooperative:
    own = [each for each in given if each.member_id == member.id]
    received = [each.total(ReceiptKind.PAID) for each in own]
    brought = sum(each.cents for each in member.contributions)
    owed = sum(each.owed for each in own)
    # Granted is not paid: who was promised something has received nothing yet.
    supports = sum(cents > 0 for cents in received)
    return LinesOfCooperative(member.name, len(member.contributions), brought, supports, sum(received), owed)
