"""Applications, what they begin with, and who is tied to who applies."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Participation
from incubator.cooperatives.queries import holding_facts
from incubator.cooperatives.queries.groups import within_sight
from incubator.cooperatives.values import FACT_KEYS
from incubator.core import clock
from incubator.core.db import db
from incubator.learning.queries import EXERCISE
from incubator.lending.models import CommitteeVote, LendingFund, LoanApplication, LoanGuarantee
from incubator.lending.queries.funds import own_groups, sits
from incubator.lending.values import ApplicationState, KnownFact, LoanTie
from incubator.neighbourhood.models import Neighbourhood
from incubator.register.queries.linking import accounts_in_seats, accounts_of_members
from incubator.reviews.queries import rounds
from incubator.reviews.values import RoundStage

PLAN = "het-ondernemingsplan"  # the lesson whose exercise is the business plan
# What a lender asks of any group; the rest of the dossier is nobody's business here.
SHOWN = ("identity.name", "identity.kvk", "identity.seat", "finance.hourly_rate", "finance.break_even")


def _seen(viewer: User) -> ColumnElement[bool]:
    """Applications of groups within sight; of other groups only what lies before the committee in which one sits."""
    # A draft is of the group alone; what the committee read once it may go on reading.
    handed_in = and_(sits(viewer), LoanApplication.round > 0)
    return or_(within_sight(viewer), handed_in)


def application(viewer: User, slug: str, application_number: int) -> LoanApplication | None:
    """An application that the viewer may know of: of who applies, its coach, and the committee. A loader for `guarded`."""
    # Outside this it is 404 and not 403: a refusal would tell that the group asks for money.
    statement = (
        select(LoanApplication)
        .join(LoanApplication.fund)
        .join(LendingFund.neighbourhood)
        .join(LoanApplication.cooperative)
        .where(Neighbourhood.slug == slug, LoanApplication.number == application_number, _seen(viewer))
        .options(
            joinedload(LoanApplication.fund).joinedload(LendingFund.neighbourhood),
            joinedload(LoanApplication.cooperative),
            selectinload(LoanApplication.guarantees),
            selectinload(LoanApplication.decisions),
            selectinload(LoanApplication.votes).joinedload(CommitteeVote.user),
        )
    )
    return db.session.scalar(statement)


def applications(viewer: User, fund: LendingFund) -> Sequence[LoanApplication]:
    """The applications that the viewer may know of, the newest first."""
    statement = (
        select(LoanApplication)
        .join(LoanApplication.fund)
        .join(LoanApplication.cooperative)
        .where(LoanApplication.fund_id == fund.id, _seen(viewer))
        .options(joinedload(LoanApplication.cooperative))
    )
    return db.session.scalars(statement.order_by(LoanApplication.number.desc())).all()


def guarantee(viewer: User, slug: str, application_number: int, guarantee_id: int) -> LoanGuarantee | None:
    """A guarantee of an application within sight. A loader for `guarded`."""
    known = application(viewer, slug, application_number)
    if known is None:
        return None
    return next((each for each in known.guarantees if each.id == guarantee_id), None)


def unfinished(fund: LendingFund, group: Cooperative) -> LoanApplication | None:
    """The application of a group that is not decided or withdrawn."""
    going = (ApplicationState.DRAFT, ApplicationState.HANDED_IN, ApplicationState.ASKED)
    statement = select(LoanApplication).where(
        LoanApplication.fund_id == fund.id,
        LoanApplication.cooperative_id == group.id,
        LoanApplication.state.in_(going),
    )
    return db.session.scalar(statement)


def own_group(viewer: User, fund: LendingFund, group_id: int) -> Cooperative | None:
    """A group of the neighbourhood in which the viewer works."""
    return next((each for each in own_groups(viewer, fund) if each.id == group_id), None)


def approved_plan(group: Cooperative) -> tuple[str, str, date | None]:
    """The business plan as a coach approved it, the name of the exercise, and the day; empty before that."""
    for each in rounds(group, EXERCISE, PLAN):
        if each.stage is RoundStage.APPROVED:
            parts = [f"{item.label}\n{item.value}" for item in each.items if item.value]
            on = clock.local(each.decided_at).date() if each.decided_at else None
            return "\n\n".join(parts), each.case.title, on
    return "", "", None


def known_facts(group: Cooperative, language: str = "nl") -> list[KnownFact]:
    """What the dossier says that a lender asks, each with its source and its day."""
    held = holding_facts(group)
    known = []
    for key in SHOWN:
        fact = held.get(key)
        if fact is not None:
            definition = FACT_KEYS[key]
            words = definition.in_words(fact.value, language)
            label = definition.nl if language == "nl" else definition.en
            known.append(KnownFact(label, words, fact.source_kind.value, clock.local(fact.since).date()))
    return known


def ties(user: User, group: Cooperative, today: date) -> list[LoanTie]:
    """What ties somebody to a group, as far as this site knows: working there, guiding it, being a member, or sitting in a body."""
    return ties_to(group, today).get(user.id, [])


def ties_to(group: Cooperative, today: date) -> dict[int, list[LoanTie]]:
    """Everybody who is tied to a group, by the number of their account: as many questions for a large committee as for a small."""
    taking_part = select(Participation.user_id).where(
        Participation.cooperative_id == group.id, Participation.until.is_(None)
    )
    among = {
        LoanTie.TAKES_PART: set(db.session.scalars(taking_part)),
        LoanTie.GUIDES: cooperatives.guides_of(group),
        LoanTie.MEMBER: accounts_of_members(group),
        LoanTie.BOARD: accounts_in_seats(group, today),
    }
    known: dict[int, list[LoanTie]] = {}
    for tie, accounts in among.items():
        for number in accounts:
            known.setdefault(number, []).append(tie)
    return known
