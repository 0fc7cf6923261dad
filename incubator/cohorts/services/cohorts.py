"""Verbs of a cohort. Nothing here commits; who and when are arguments."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from incubator.accounts.models import Role, User
from incubator.accounts.values import Successors
from incubator.cohorts import rules
from incubator.cohorts.messages import cohorts as messages
from incubator.cohorts.models import CohortCoach, CohortMessage
from incubator.cohorts.queries import cohorts
from incubator.cohorts.values import CohortTerms
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as groups
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock, one_at_a_time
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links


def begin(terms: CohortTerms, coaches: Sequence[User]) -> Cohort:
    """Make a cohort. Raises `RuleViolation` when there is one of that name."""
    rules.check_cohort(terms)
    one_at_a_time("name a cohort")
    _refuse_taken(terms.name, None)
    cohort = groups.cohort_named(terms.name)
    change(cohort, terms, coaches)
    return cohort


def change(cohort: Cohort, terms: CohortTerms, coaches: Sequence[User]) -> None:
    """What a cohort is called, when it is, and who leads it. Another name reaches its groups. Raises `RuleViolation`."""
    # Two names that differ in capitals alone are no conflict for the database, but they are for people.
    one_at_a_time("name a cohort")
    lock(cohort)
    rules.check_cohort(terms)
    _refuse_taken(terms.name, cohort)
    cohort.name = refuse_links(" ".join(terms.name.split()), field="name")
    cohort.starts_on, cohort.ends_on = terms.starts_on, terms.ends_on
    cohort.description, cohort.shows_groups = terms.description, terms.shows_groups
    db.session.flush()
    _let_lead(cohort, coaches)


def _refuse_taken(name: str, own: Cohort | None) -> None:
    other = cooperatives.cohort_called(" ".join(name.split()))
    if other is not None and other is not own:
        raise RuleViolation(N_("There is a cohort called “%(name)s” already."), field="name", name=other.name)


def _let_lead(cohort: Cohort, coaches: Sequence[User]) -> None:
    """These people lead the cohort, and nobody else."""
    # All out and the chosen in: a list of a few is not worth a comparison.
    db.session.execute(delete(CohortCoach).where(CohortCoach.cohort_id == cohort.id))
    for coach in coaches:
        db.session.add(CohortCoach(cohort_id=cohort.id, user_id=coach.id))
    db.session.flush()


def put_groups(cohort: Cohort, chosen: Sequence[Cooperative]) -> None:
    """These groups are in the cohort; a group that was and is not chosen is in none."""
    lock(cohort)
    for group in cohorts.groups_of(cohort):
        if group not in chosen:
            groups.put_in_cohort(group, None)
    for group in chosen:
        if group.cohort != cohort.name:
            groups.put_in_cohort(group, cohort.name)


def led_by(user: User) -> tuple[str, ...]:
    """The names of the cohorts that somebody leads, for who takes over."""
    return tuple(leading.cohort.name for leading in cohorts.led_cohorts(user))


def hand_over(user: User, successors: Successors, now: datetime) -> None:
    """A colleague leads the cohorts of who stops; for a while they stay theirs."""
    to = successors.usual
    # For a while: whoever stands in guides the groups, and the cohort waits.
    if successors.until is not None:
        return
    for leading in cohorts.led_cohorts(user):
        cohort = leading.cohort
        db.session.delete(leading)
        db.session.flush()
        if to is not None and to.role in {Role.COACH, Role.MANAGER} and to not in cohorts.leaders(cohort):
            db.session.add(CohortCoach(cohort_id=cohort.id, user_id=to.id))
    db.session.flush()


def write_to(cohort: Cohort, subject: str, text: str, *, by: User, now: datetime) -> CohortMessage:
    """Write to everyone who takes part in the groups of a cohort; sent twice it goes once. Raises `RuleViolation` for nobody."""
    lock(cohort)
    # Under the lock: of two presses of the button the second sends nothing.
    known = cohorts.just_written(cohort, by, subject, text, since=now - A_MOMENT)
    if known is not None:
        return known
    readers = readers_of(cohort)
    if not readers:
        raise RuleViolation(N_("Nobody takes part in the groups of this cohort yet: there is no one to write to."))
    message = CohortMessage(
        cohort_id=cohort.id, author_id=by.id, subject=subject, text=text, sent_at=now, readers=len(readers)
    )
    db.session.add(message)
    db.session.flush()
    for reader in readers:
        messages.tell(message, reader, author=by)
    return message


def readers_of(cohort: Cohort) -> list[User]:
    """Everyone who takes part in the groups of a cohort, each once."""
    people = cohorts.participants(cohorts.groups_of(cohort))
    return list(dict.fromkeys(participation.user for participation in people))
