"""Verbs of the exit list, and reminders. Nothing here commits; who and when are arguments."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.cooperatives import services as cooperatives
from incubator.cooperatives.models import Cooperative, GroupReminder, PhaseDocument
from incubator.cooperatives.queries.people import coaches_of
from incubator.cooperatives.values import DocumentState, Phase
from incubator.core.db import db, lock, one_at_a_time
from incubator.home import queries, rules
from incubator.home.messages import reminders as messages
from incubator.home.queries import reminding as quiet_groups
from incubator.home.rules import marking
from incubator.home.rules.reminding import Reminded, Reminding, number_of, whom_to_remind


def mark_document(
    group: Cooperative, key: str, state: DocumentState, *, note: str, by: User | None, now: datetime, decides: bool
) -> None:
    """Say where a document of a phase stands; said again it takes the place of what was said. Raises `RuleViolation`."""
    lock(group)
    marking.check_document(state, note.strip(), decides=decides)
    mark = queries.phase_document(group, key)
    if mark is None:
        mark = PhaseDocument(cooperative=group, key=key)
        db.session.add(mark)
    mark.state, mark.note, mark.at = state, note.strip(), now
    mark.by_id = by.id if by else None
    db.session.flush()


def move_to_phase(group: Cooperative, phase: Phase, *, reason: str, by: User, now: datetime) -> None:
    """Let a group go to another phase. Raises `RuleViolation` when its exit list is open and no reason is given."""
    lock(group)
    # Under the lock: nobody settles or reopens a document between the list and the move.
    situation = queries.situation_of(group, now=now)
    left_open = [item.document for item in rules.open_until(situation, phase)]
    cooperatives.move_to_phase(group, phase, now=now, reason=reason, by=by, open_documents=left_open)


def remind(*, patience: timedelta, now: datetime) -> int:
    """Remind the groups in which nothing happened for so long, or tell their coaches: one mail a person. Gives how many mails."""
    one_at_a_time("remind groups")
    groups = quiet_groups.quiet_since(now - patience)
    ids = [group.id for group in groups]
    situations, before = queries.situations(groups, now=now), quiet_groups.reminders(ids)
    working = quiet_groups.who_can_go_on(ids)
    to_people: dict[User, list[messages.Quiet]] = {}
    to_coaches: dict[User, list[messages.Quiet]] = {}
    for group in groups:
        situation, reminder = situations[group.id], before.get(group.id)
        last = _reminded(reminder)
        whom = whom_to_remind(situation, last, patience=patience)
        if whom is Reminding.GROUP:
            _note_reminder(group, reminder, number_of(situation, last), now)
            _add(to_people, working[group.id], (group, situation))
        elif whom is Reminding.COACH and reminder is not None:
            reminder.coach_told_at = now
            _add(to_coaches, coaches_of(group) or managers(), (group, situation))
    written = sum(messages.remind(reader, quiet, now=now) for reader, quiet in to_people.items())
    return written + sum(messages.tell_coach(coach, quiet, now=now) for coach, quiet in to_coaches.items())


def _reminded(reminder: GroupReminder | None) -> Reminded | None:
    if reminder is None:
        return None
    return Reminded(reminder.sent_at, reminder.number, reminder.coach_told_at is not None)


def _note_reminder(group: Cooperative, reminder: GroupReminder | None, number: int, now: datetime) -> None:
    if reminder is None:
        db.session.add(GroupReminder(cooperative_id=group.id, sent_at=now, number=number))
        return
    reminder.sent_at, reminder.number, reminder.coach_told_at = now, number, None


def _add(letters: dict[User, list[messages.Quiet]], readers: Sequence[User], quiet: messages.Quiet) -> None:
    for reader in readers:
        letters.setdefault(reader, []).append(quiet)
