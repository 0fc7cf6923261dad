"""Verbs of the agenda of a meeting, as long as nobody was called. Nothing here commits."""

from collections.abc import Iterable
from datetime import datetime

from incubator.core import files
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.models import AgendaItem, Meeting
from incubator.meetings.queries.meetings import proposed_versions
from incubator.meetings.rules import planning
from incubator.meetings.services.convening import put_in_agenda
from incubator.meetings.values.case import DecisionEffect
from incubator.meetings.values.planning import EnclosedFile, PlannedItem
from incubator.statutes.models import StatutesVersion


def add_item(meeting: Meeting, planned: PlannedItem) -> AgendaItem:
    """Put an item on the agenda, before the last one. The same again is a button that was pressed twice. Raises `RuleViolation`."""
    lock(meeting)
    planning.check_draft(meeting.state)
    for known in meeting.items:
        if (known.title, known.proposal, known.kind) == (planned.title, planned.proposal, planned.kind):
            raise RuleViolation(N_("“%(title)s” is on the agenda already."), field="title", title=planned.title)
    planning.check_item(planned, [item.kind for item in meeting.items])
    version = _version(meeting, planned)
    others = list(meeting.items)
    item = AgendaItem(position=len(others) + 1, title=planned.title)
    _write(item, planned, version)
    meeting.items.append(item)
    db.session.flush()
    # The last item closes the meeting.
    _number([*others[:-1], item, *others[-1:]])
    _changed(meeting)
    return item


def hold(item: AgendaItem) -> Meeting:
    """The meeting of an item, locked, and the item after it: in this order everywhere. Raises `Conflict` when the item is gone."""
    meeting = lock(still_there(item).meeting)
    lock(item)
    return meeting


def change_item(item: AgendaItem, planned: PlannedItem) -> None:
    """Other words for an item. Raises `RuleViolation`."""
    meeting = hold(item)
    planning.check_draft(meeting.state)
    planning.check_item(planned, ())
    _write(item, planned, _version(meeting, planned))
    item.revision += 1
    _changed(meeting)


def note_effects(item: AgendaItem, effects: Iterable[DecisionEffect]) -> None:
    """What a decision does to members, so that the rules about it are asked (M-03, M-09, M-16). Raises `RuleViolation`."""
    meeting = hold(item)
    planning.check_draft(meeting.state)
    # A new object: a change inside the old one would not be seen, and so not be stored.
    item.subject = {**item.subject, "effects": sorted(effects)}
    item.revision += 1
    _changed(meeting)


def remove_item(item: AgendaItem) -> None:
    """Take an item off the agenda. Raises `RuleViolation`; `Conflict` when it is gone."""
    meeting = hold(item)
    planning.check_draft(meeting.state)
    db.session.delete(item)
    db.session.flush()
    db.session.expire(meeting, ["items"])
    _number(meeting.items)
    _changed(meeting)


def move_item(item: AgendaItem, *, up: bool) -> None:
    """Put an item one place earlier or later; the first cannot go up, nor the last down. Raises `RuleViolation`."""
    meeting = hold(item)
    planning.check_draft(meeting.state)
    items = list(meeting.items)
    place = items.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    _number(items)
    _changed(meeting)


def enclose(item: AgendaItem, enclosed: EnclosedFile, *, now: datetime) -> None:
    """A file that goes with an item, such as the annual accounts; another takes the place of the first. Raises `RuleViolation`."""
    meeting = hold(item)
    planning.check_draft(meeting.state)
    if not enclosed.name:
        raise RuleViolation(N_("Choose a file."), field="file")
    item.file = files.keep(enclosed.content, enclosed.name, now=now)
    item.revision += 1
    _changed(meeting)


def take_out(item: AgendaItem) -> None:
    """The file does not go with the item any more. Raises `RuleViolation`."""
    meeting = hold(item)
    planning.check_draft(meeting.state)
    item.file = None
    item.revision += 1
    _changed(meeting)


def _number(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position
    db.session.flush()
    if items:
        db.session.expire(items[0].meeting, ["items"])


def _write(item: AgendaItem, planned: PlannedItem, version: StatutesVersion | None) -> None:
    item.kind, item.title, item.words = planned.kind, planned.title, planned.words
    item.proposal, item.proposed_by = planned.proposal, planned.proposed_by
    item.statutes_version = version


def _version(meeting: Meeting, planned: PlannedItem) -> StatutesVersion | None:
    """The version that is put to the vote. Raises `RuleViolation` for one that was signed, or is none."""
    if planned.statutes_version is None:
        return None
    for version in proposed_versions(meeting.cooperative):
        if version.number == planned.statutes_version:
            return version
    raise RuleViolation(N_("This version of the statutes cannot be proposed: choose one of the list."), field="version")


def _changed(meeting: Meeting) -> None:
    meeting.revision += 1
    db.session.flush()
    # An amendment has terms of its own.
    put_in_agenda(meeting)
