"""Asking a group to be part of a neighbourhood, and what it answers."""

from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared, refuse_links
from incubator.neighbourhood import rules
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodGroup
from incubator.neighbourhood.queries import groups as queries
from incubator.neighbourhood.values import GroupAnswer

# For names that no group has as well: a term for real groups alone would tell them apart.
AGAIN_AFTER = timedelta(days=30)
ANSWERED = N_("This was answered or withdrawn already.")


def ask(place: Neighbourhood, name: str, *, by: User, now: datetime) -> NeighbourhoodGroup:
    """Ask the group with this name; also when there is none, so that nobody learns which groups there are. Raises `RuleViolation`."""
    # Two drivers who ask at once would ask one group twice, or too many groups.
    lock(place)
    name = refuse_links(" ".join(name.split()), field="name")
    group = queries.group_named(name, place.municipality)
    row = queries.asked_before(place, name, group)
    if row is not None and compared(row.name) != compared(name):
        group, row = _by_another_name(row, group, now), queries.asked_before(place, name, None)
    if row is None:
        rules.check_questions(queries.waiting(place))
        row = NeighbourhoodGroup(neighbourhood_id=place.id, asked_at=now)
        db.session.add(row)
    else:
        _check_again(row, now)
    row.asked_name, row.cooperative = name, group
    row.answer, row.asked_by, row.asked_at = GroupAnswer.WAITING, by, now
    # A yes of years ago to a public name is no yes of today.
    row.answered_by_id, row.answered_at, row.is_public = None, None, False
    db.session.flush()
    return row


def _by_another_name(row: NeighbourhoodGroup, group: Cooperative | None, now: datetime) -> Cooperative | None:
    """Whom a new name reaches that belongs to a group which was asked by its earlier one: nobody as long as that question counts.

    Who asks gets the same answer as for a name that no group has: else it would tell that both names are of one group.
    """
    if row.answer in {GroupAnswer.WAITING, GroupAnswer.AGREED} or now - row.asked_at < AGAIN_AFTER:
        return None
    # The answer of back then stays below the name of back then.
    row.cooperative = None
    db.session.flush()
    return group


def _check_again(row: NeighbourhoodGroup, now: datetime) -> None:
    """The same question again is for later: who said no is not asked each day."""
    if row.answer in {GroupAnswer.WAITING, GroupAnswer.AGREED}:
        raise RuleViolation(N_("This group was asked already."), field="name")
    if now - row.asked_at < AGAIN_AFTER:
        raise RuleViolation(N_("This group was asked less than a month ago. Ask again later."), field="name")


def answer(row: NeighbourhoodGroup, *, agrees: bool, is_public: bool, by: User, now: datetime) -> None:
    """The yes or no of a coordinator; later also whether the name may be shown, or that the group stops.

    Raises `RuleViolation` when the question was withdrawn meanwhile.
    """
    # A driver may withdraw at this moment: then the group hears that its answer came too late.
    lock(row.neighbourhood)
    still_there(row)
    if row.answer not in {GroupAnswer.WAITING, GroupAnswer.AGREED}:
        raise RuleViolation(ANSWERED)
    if agrees:
        row.answer = GroupAnswer.AGREED
    else:
        row.answer = GroupAnswer.REFUSED if row.answer is GroupAnswer.WAITING else GroupAnswer.LEFT
    row.is_public = agrees and is_public
    row.answered_by_id, row.answered_at = by.id, now
    db.session.flush()


def stop(row: NeighbourhoodGroup, *, now: datetime) -> None:
    """A driver withdraws the question, or ends that a group is part. Raises `RuleViolation` when that was so already."""
    lock(row.neighbourhood)
    still_there(row)
    if row.answer not in {GroupAnswer.WAITING, GroupAnswer.AGREED}:
        raise RuleViolation(ANSWERED)
    row.answer = GroupAnswer.WITHDRAWN if row.answer is GroupAnswer.WAITING else GroupAnswer.LEFT
    row.is_public, row.answered_at = False, now
    db.session.flush()
