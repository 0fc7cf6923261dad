"""A fund within sight, its rules on any day, who takes part, and how it stands."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.core.db import db
from incubator.ledger import queries as ledger
from incubator.ledger.models import LedgerEntry
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.groups import agreed_groups
from incubator.neighbourhood.queries.places import visible
from incubator.solidarity.models import (
    SolidarityContribution,
    SolidarityFund,
    SolidarityMember,
    SolidarityQuestion,
    SolidarityRules,
)
from incubator.solidarity.values import SolidarityVerdict, YearOfFund

CASH = "kas"
SIGNERS = (ParticipationRole.COORDINATOR,)
WORKERS = (ParticipationRole.COORDINATOR, ParticipationRole.MEMBER)


def of_place(neighbourhood_id: int) -> SolidarityFund | None:
    """The fund of a neighbourhood; None before it was begun."""
    return db.session.scalar(select(SolidarityFund).where(SolidarityFund.neighbourhood_id == neighbourhood_id))


def fund(viewer: User, slug: str) -> SolidarityFund | None:
    """The fund of a neighbourhood within sight. A loader for `guarded`."""
    statement = (
        select(SolidarityFund)
        .join(SolidarityFund.neighbourhood)
        .where(Neighbourhood.slug == slug, visible(viewer))
        .options(contains_eager(SolidarityFund.neighbourhood))
    )
    return db.session.scalar(statement)


def published(slug: str) -> SolidarityFund | None:
    """The fund that visitors may read about, of a neighbourhood that is public."""
    statement = (
        select(SolidarityFund)
        .join(SolidarityFund.neighbourhood)
        .where(
            Neighbourhood.slug == slug,
            Neighbourhood.published_at.is_not(None),
            SolidarityFund.published_at.is_not(None),
        )
        .options(contains_eager(SolidarityFund.neighbourhood))
    )
    return db.session.scalar(statement)


def versions(of_fund: SolidarityFund) -> Sequence[SolidarityRules]:
    """Every version of the rules, the newest first; also those that are voted about or were voted down."""
    statement = (
        select(SolidarityRules)
        .where(SolidarityRules.fund_id == of_fund.id)
        .options(joinedload(SolidarityRules.question))
        .order_by(SolidarityRules.number.desc())
    )
    return db.session.scalars(statement).all()


def rules_on(of_fund: SolidarityFund, day: date) -> SolidarityRules | None:
    """The version that holds on a day; None before the first."""
    accepted = SolidarityQuestion.state == SolidarityVerdict.ACCEPTED
    statement = (
        select(SolidarityRules)
        .outerjoin(SolidarityRules.question)
        .where(
            SolidarityRules.fund_id == of_fund.id,
            SolidarityRules.applies_from <= day,
            or_(SolidarityRules.question_id.is_(None), accepted),
        )
        # Of two versions from the same day the later one holds.
        .order_by(SolidarityRules.applies_from.desc(), SolidarityRules.number.desc())
    )
    return db.session.scalars(statement.limit(1)).first()


def _takes_part(day: date) -> ColumnElement[bool]:
    """Cooperatives that are in a fund on a day."""
    goes_on = or_(SolidarityMember.leaves_on.is_(None), SolidarityMember.leaves_on > day)
    return and_(SolidarityMember.joined_on <= day, goes_on)


def members(of_fund: SolidarityFund, day: date | None = None) -> Sequence[SolidarityMember]:
    """The cooperatives, in order of joining; those that take part on a day, without one everybody that ever did."""
    statement = (
        select(SolidarityMember)
        .where(SolidarityMember.fund_id == of_fund.id)
        .options(
            joinedload(SolidarityMember.cooperative),
            selectinload(SolidarityMember.answers),
            selectinload(SolidarityMember.contributions),
        )
        .order_by(SolidarityMember.joined_on, SolidarityMember.id)
    )
    if day is not None:
        statement = statement.where(_takes_part(day))
    return db.session.scalars(statement).all()


def number_of_members(of_fund: SolidarityFund, day: date) -> int:
    """How many cooperatives take part on a day."""
    statement = select(func.count()).select_from(SolidarityMember)
    return db.session.scalar(statement.where(SolidarityMember.fund_id == of_fund.id, _takes_part(day))) or 0


def member(viewer: User, slug: str, member_id: int) -> SolidarityMember | None:
    """A cooperative in a fund within sight. A loader for `guarded`."""
    statement = (
        select(SolidarityMember)
        .join(SolidarityMember.fund)
        .join(SolidarityFund.neighbourhood)
        .where(SolidarityMember.id == member_id, Neighbourhood.slug == slug, visible(viewer))
        .options(contains_eager(SolidarityMember.fund).contains_eager(SolidarityFund.neighbourhood))
    )
    return db.session.scalar(statement)


def own_members(viewer: User, of_fund: SolidarityFund, *, signs: bool, day: date) -> Sequence[SolidarityMember]:
    """The cooperatives in the fund for which somebody signs (its coordinators), or in which they work."""
    roles = SIGNERS if signs else WORKERS
    works_in = select(Participation.cooperative_id).where(
        Participation.user_id == viewer.id, Participation.until.is_(None), Participation.role.in_(roles)
    )
    statement = (
        select(SolidarityMember)
        .where(SolidarityMember.fund_id == of_fund.id, SolidarityMember.cooperative_id.in_(works_in), _takes_part(day))
        .order_by(SolidarityMember.id)
    )
    return db.session.scalars(statement).all()


def could_join(viewer: User, of_fund: SolidarityFund, day: date) -> Sequence[Cooperative]:
    """The groups of the neighbourhood for which somebody signs and that do not take part yet."""
    signed_for = select(Participation.cooperative_id).where(
        Participation.user_id == viewer.id, Participation.until.is_(None), Participation.role.in_(SIGNERS)
    )
    statement = agreed_groups(of_fund.neighbourhood_id).where(Cooperative.id.in_(signed_for))
    # Of a cooperative that was removed the number is empty, and nothing is ever outside a list with an empty number in it.
    there = select(SolidarityMember.cooperative_id).where(
        SolidarityMember.fund_id == of_fund.id, SolidarityMember.cooperative_id.is_not(None), _takes_part(day)
    )
    return db.session.scalars(statement.where(Cooperative.id.not_in(there))).all()


def contribution(viewer: User, slug: str, contribution_id: int) -> SolidarityContribution | None:
    """What a cooperative put in for a year, in a fund within sight. A loader for `guarded`."""
    statement = (
        select(SolidarityContribution)
        .join(SolidarityContribution.member)
        .join(SolidarityMember.fund)
        .join(SolidarityFund.neighbourhood)
        .where(SolidarityContribution.id == contribution_id, Neighbourhood.slug == slug, visible(viewer))
    )
    return db.session.scalar(statement)


def balance(of_fund: SolidarityFund) -> int:
    """What the fund holds by its book, in cents."""
    return ledger.balances_on(of_fund.book).get(CASH, 0)


def year_ends(of_fund: SolidarityFund, today: date) -> list[YearOfFund]:
    """How the fund stood at the end of each year since the first entry, and today; how often money came in and went out."""
    first = ledger.first_day(of_fund.book)
    if first is None:
        return []
    moved = _moves(of_fund)
    years = []
    for number in range(first.year, today.year + 1):
        held = sum(cents for day, cents in moved if day.year <= number)
        of_year = [cents for day, cents in moved if day.year == number]
        came = sum(cents > 0 for cents in of_year)
        years.append(YearOfFund(number, held, came, len(of_year) - came))
    return years


def _moves(of_fund: SolidarityFund) -> list[tuple[date, int]]:
    """What each entry did to the money of the fund; what was taken back and its counter-entry are left out of the count."""
    moves = []
    for entry in ledger.counting(of_fund.book, ledger.entries(of_fund.book)):
        moves += [(entry.on_date, line.amount_cents) for line in entry.lines if line.account.code == CASH]
    return moves


def entries(of_fund: SolidarityFund) -> Sequence[LedgerEntry]:
    """What was booked, in order of its day."""
    return ledger.entries(of_fund.book)


def all_funds() -> Sequence[SolidarityFund]:
    """Every fund, for the job of the night."""
    return db.session.scalars(select(SolidarityFund).order_by(SolidarityFund.id)).all()


def rules_count(of_fund: SolidarityFund) -> int:
    """How many versions of the rules there are."""
    statement = select(func.count()).select_from(SolidarityRules).where(SolidarityRules.fund_id == of_fund.id)
    return db.session.scalar(statement) or 0
