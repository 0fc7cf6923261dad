"""Reads about challenges of cooperatives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.challenges.models.challenges import CaseRow, Challenge, ChallengeStep, SupportRecord
from incubator.challenges.models.contracts import KnownContract
from incubator.challenges.models.signatures import InformationRequest
from incubator.challenges.queries import regulations
from incubator.challenges.queries.judging import is_read
from incubator.challenges.rules import costs, states, terms
from incubator.challenges.values import Regulation
from incubator.challenges.values.challenging import (
    CaseKind,
    CaseLine,
    CaseSums,
    ChallengeState,
    Due,
    HourParts,
    MoverKind,
)
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.people import has_coach
from incubator.core.db import db
from incubator.core.reference import authorities
from incubator.core.reference.authorities import Authority
from incubator.notices.models import Notice
from incubator.notices.queries import publications


def challenges(group: Cooperative) -> Sequence[Challenge]:
    """The challenges of a cooperative, the newest first."""
    statement = select(Challenge).where(Challenge.cooperative_id == group.id).order_by(Challenge.id.desc())
    return db.session.scalars(statement).all()


def municipality_of(group: Cooperative) -> Authority | None:
    """The municipality where a group is."""
    return authorities.authority_of_code(group.municipality or "")


def challenge(viewer: User, slug: str, challenge_id: int) -> Challenge | None:
    """One challenge of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    return db.session.scalar(
        select(Challenge).where(Challenge.id == challenge_id, Challenge.cooperative_id == group.id)
    )


def record_of(viewer: User, slug: str, challenge_id: int, record_id: int) -> SupportRecord | None:
    """A letter, meeting, talk or count of a challenge within sight. A loader for `guarded`."""
    owner = challenge(viewer, slug, challenge_id)
    if owner is None:
        return None
    return db.session.scalar(
        select(SupportRecord).where(SupportRecord.id == record_id, SupportRecord.challenge_id == owner.id)
    )


def case_row_of(viewer: User, slug: str, challenge_id: int, row_id: int) -> CaseRow | None:
    """A line of the business case within sight. A loader for `guarded`."""
    owner = challenge(viewer, slug, challenge_id)
    if owner is None:
        return None
    return db.session.scalar(select(CaseRow).where(CaseRow.id == row_id, CaseRow.challenge_id == owner.id))


def challenge_of(number: int) -> Challenge:
    """The challenge that a row which was loaded within sight belongs to."""
    return db.session.get_one(Challenge, number)


def challenge_on(group: Cooperative, notice: Notice) -> Challenge | None:
    """The challenge that a group began from a notice, unless it was stopped."""
    return db.session.scalar(
        select(Challenge)
        .where(
            Challenge.cooperative_id == group.id,
            Challenge.notice_id == notice.id,
            Challenge.state.not_in(states.ENDED),
        )
        .order_by(Challenge.id)
    )


def challenge_from(group: Cooperative, contract: KnownContract) -> Challenge | None:
    """The challenge that a group began from a contract that people wrote down, unless it was stopped."""
    return db.session.scalar(
        select(Challenge)
        .where(
            Challenge.cooperative_id == group.id,
            Challenge.contract_id == contract.id,
            Challenge.state.not_in(states.ENDED),
        )
        .order_by(Challenge.id)
    )


def is_begun_again(asked: Challenge) -> bool:
    """Whether another challenge of the group goes on about the same notice or contract."""
    same = []
    if asked.notice_id is not None:
        same.append(Challenge.notice_id == asked.notice_id)
    if asked.contract_id is not None:
        same.append(Challenge.contract_id == asked.contract_id)
    if not same:
        return False
    others = select(Challenge.id).where(
        Challenge.cooperative_id == asked.cooperative_id,
        Challenge.id != asked.id,
        Challenge.state.not_in(states.ENDED),
        or_(*same),
    )
    return db.session.scalar(others.limit(1)) is not None


def history(asked: Challenge) -> Sequence[ChallengeStep]:
    """The steps, the latest first, with who wrote them down."""
    return db.session.scalars(
        select(ChallengeStep)
        .where(ChallengeStep.challenge_id == asked.id)
        .options(selectinload(ChallengeStep.recorded_by))
        .order_by(ChallengeStep.id.desc())
    ).all()


def information(asked: Challenge) -> InformationRequest | None:
    return db.session.scalar(select(InformationRequest).where(InformationRequest.challenge_id == asked.id))


def rules_of(asked: Challenge, today: date) -> Regulation | None:
    """The rules of the authority: those of the day on which the request was handed in, before that those of today."""
    return regulations.regulation_on(asked.authority_code, asked.handed_in_on or today)


def mover(asked: Challenge) -> MoverKind:
    """Who moves next."""
    has_read = is_read(asked.scored_at, asked.since)
    return states.mover(asked.state, guided=has_coach(asked.cooperative), coach_has_read=has_read)


def movers(asked: Sequence[Challenge], group: Cooperative) -> dict[int, MoverKind]:
    """Who moves next in each of the challenges of a group, by its number."""
    guided = has_coach(group)
    moving = {}
    for item in asked:
        has_read = is_read(item.scored_at, item.since)
        moving[item.id] = states.mover(item.state, guided=guided, coach_has_read=has_read)
    return moving


def decision_due(asked: Challenge, today: date) -> Due | None:
    """By when the authority decides, while that is still waited for."""
    if asked.state not in states.WAITING:
        return None
    return terms.decision_due(rules_of(asked, today), asked.handed_in_on)


def information_due(request: InformationRequest | None) -> Due | None:
    """By when an answer usually comes, while that is still waited for."""
    if request is None or request.answered_on is not None:
        return None
    return terms.information_due(request.sent_on, extended=request.is_extended)


def objection_due(asked: Challenge) -> Due | None:
    """Until when one could object to a refusal, unless the authority says that it is no formal decision."""
    if asked.state is not ChallengeState.REFUSED or asked.formal_decision is False:
        return None
    return terms.objection_due(asked.decided_on)


def objection_answer_due(asked: Challenge) -> Due | None:
    """By when an answer to an objection usually comes, while that is still waited for."""
    if asked.state is not ChallengeState.OBJECTED:
        return None
    return terms.objection_answer_due(asked.decided_on)


def appeal_due(asked: Challenge) -> Due | None:
    """Until when one could go to court after an objection was turned down."""
    if asked.state is not ChallengeState.REJECTED:
        return None
    return terms.objection_due(asked.since)


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """The lines of a business case and what they come to."""

    now: list[CaseRow]
    then: list[CaseRow]
    quality: list[CaseRow]
    social: list[CaseRow]
    hour: HourParts
    hour_price: int | None
    sums: CaseSums
    warning: str  # English source sentence with %(authority)s; empty when there is nothing

    def line(self, row: CaseRow) -> CaseLine:
        """A row as it is counted: by the price of an hour where that is chosen."""
        price = self.hour_price if row.by_hour_price else row.price_cents
        return CaseLine(row.label, row.quantity, row.unit, price, row.explanation)

    def amount(self, row: CaseRow) -> int | None:
        return costs.amount(self.line(row))


def business_case(asked: Challenge, regulation: Regulation | None) -> BusinessCase:
    """The business case as it stands."""
    by_kind: dict[CaseKind, list[CaseRow]] = {kind: [] for kind in CaseKind}
    for row in asked.case_rows:
        by_kind[row.kind].append(row)
    hour = HourParts(**asked.hour_parts)
    case = BusinessCase(
        by_kind[CaseKind.NOW],
        by_kind[CaseKind.THEN],
        by_kind[CaseKind.QUALITY],
        by_kind[CaseKind.SOCIAL],
        hour,
        costs.hour_price(hour),
        CaseSums(None, None, None),
        "",
    )
    now, then = map(case.line, case.now), map(case.line, case.then)
    summed = costs.sums(list(now), list(then), known_now=asked.cost_now_cents)
    cost_rule = None if regulation is None else regulation.cost_rule
    return replace(case, sums=summed, warning=costs.against_cost_rule(summed, cost_rule))


def later_publications(asked: Challenge) -> list[Notice]:
    """What was published of the same procurement that the group has not looked at yet."""
    if asked.notice is None:
        return []
    unknown = []
    for publication in publications.family(asked.notice.family_id):
        if publication.id not in asked.known_publications:
            unknown.append(publication)
    return unknown


def under_way() -> Sequence[Challenge]:
    """All challenges that have not ended, for what is looked at by itself."""
    return db.session.scalars(
        select(Challenge)
        .where(Challenge.state.not_in(states.ENDED))
        .options(selectinload(Challenge.cooperative), selectinload(Challenge.notice))
        .order_by(Challenge.id)
    ).all()


def open_information() -> Sequence[InformationRequest]:
    """Requests for information that were sent and not answered."""
    return db.session.scalars(
        select(InformationRequest)
        .where(InformationRequest.sent_on.is_not(None), InformationRequest.answered_on.is_(None))
        .options(selectinload(InformationRequest.challenge).selectinload(Challenge.cooperative))
        .order_by(InformationRequest.id)
    ).all()


def written_by(user: User) -> list[dict[str, str]]:
    """What somebody wrote down of challenges, for the export of their account."""
    statement = (
        select(ChallengeStep, Challenge.title)
        .join(ChallengeStep.challenge)
        .where(ChallengeStep.recorded_by_id == user.id)
        .order_by(ChallengeStep.id)
    )
    exported = []
    for step, title in db.session.execute(statement):
        exported.append(
            {"challenge": title, "step": step.state.value, "on": step.on_date.isoformat(), "note": step.note}
        )
    return exported
