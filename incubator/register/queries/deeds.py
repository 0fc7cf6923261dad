"""The deeds that were entered, and the deed that counts."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import CoachAssignment, Cooperative
from incubator.cooperatives.queries.people import GUIDES
from incubator.core.db import db
from incubator.register.models import DeedProposal
from incubator.register.values import Founding, ProposalState
from incubator.statutes import queries as statutes_queries
from incubator.statutes.models import StatutesVersion
from incubator.statutes.values.interview import InterviewQuestion


def deed_proposals(group: Cooperative) -> Sequence[DeedProposal]:
    """Every deed that was entered for this group, the newest first."""
    statement = (
        select(DeedProposal)
        .where(DeedProposal.cooperative_id == group.id)
        .options(
            joinedload(DeedProposal.version), joinedload(DeedProposal.proposed_by), joinedload(DeedProposal.decided_by)
        )
        .order_by(DeedProposal.id.desc())
    )
    return db.session.scalars(statement).all()


def open_proposal(group: Cooperative) -> DeedProposal | None:
    """The deed that waits for a confirmation."""
    waiting = [proposal for proposal in deed_proposals(group) if proposal.state is ProposalState.PROPOSED]
    return waiting[0] if waiting else None


def deed_proposal(viewer: User, slug: str, proposal_id: int) -> DeedProposal | None:
    """A deed that was entered for a group within sight. A loader for `guarded`."""
    statement = (
        select(DeedProposal)
        .join(DeedProposal.cooperative)
        .where(DeedProposal.id == proposal_id, Cooperative.slug == slug)
        .where(cooperatives_queries.within_sight(viewer))
    )
    return db.session.scalar(statement)


def confirmers() -> Sequence[User]:
    """Who can confirm a deed."""
    return managers()


def concerned(proposal: DeedProposal, *, without: User) -> list[User]:
    """Who takes part in the group, guides it or entered the deed, and can sign in; one person left out."""
    guiding = (
        select(User)
        .join(CoachAssignment, CoachAssignment.user_id == User.id)
        .where(CoachAssignment.cooperative_id == proposal.cooperative_id, GUIDES)
        .order_by(User.id)
    )
    taking_part = [part.user for part in cooperatives_queries.participants(proposal.cooperative)]
    people = dict.fromkeys([*taking_part, *db.session.scalars(guiding), proposal.proposed_by])
    return [person for person in people if person is not None and person.is_active and person.id != without.id]


def recorded_deed(group: Cooperative) -> Founding | None:
    """The deed that counts, with the number of the trade register as far as it is there."""
    effective = statutes_queries.effective(group)
    if effective is None or effective.deed_on is None:
        return None
    kvk = cooperatives_queries.milestones(group).get("kvk")
    number = kvk.note or "" if kvk else ""
    return Founding(effective.deed_on, effective.notary or "", number, effective.filed_on)


def founded_on(group: Cooperative) -> date | None:
    """The day of the deed of incorporation, also after later deeds; None before it."""
    deed = cooperatives_queries.milestones(group).get("deed")
    return deed.on_date if deed is not None else None


def is_registered(group: Cooperative, number: str) -> bool:
    """Whether the trade register gave this number before: a change of statutes is no registration."""
    kvk = cooperatives_queries.milestones(group).get("kvk")
    return kvk is not None and kvk.note == number


def unanswered_for_deed(group: Cooperative) -> list[InterviewQuestion]:
    """What the first deed cannot do without and the answers of now do not say; none once a deed counts."""
    if statutes_queries.effective(group) is not None:
        return []
    return statutes_queries.asked_by_every_deed(statutes_queries.answers(group))


def versions_to_sign(group: Cooperative) -> list[StatutesVersion]:
    """The versions of which a deed can be: the one in force and what was made since, the newest first."""
    versions, effective = statutes_queries.versions(group), statutes_queries.effective(group)
    since = effective.number if effective is not None else 0
    return [version for version in versions if version.number >= since]


def answers_changed(group: Cooperative) -> bool:
    """Whether the answers of now are in no version yet: none was made, or they changed since the newest."""
    versions = statutes_queries.versions(group)
    return not versions or versions[0].answers != statutes_queries.answers(group)
