"""Verbs of contact with a group, and notes for oneself. Nothing here commits; who and when are arguments."""

from dataclasses import fields
from datetime import date, datetime

from sqlalchemy import delete

from incubator.accounts.models import User
from incubator.cohorts import rules
from incubator.cohorts.models import ContactEntry, PrivateNote
from incubator.cohorts.queries import guiding
from incubator.cohorts.values import ContactNote
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, insert_once, lock


def write_down(group: Cooperative, note: ContactNote, *, by: User, now: datetime, today: date) -> ContactEntry:
    """Note contact with a group; pressed twice it stands there once. Raises `RuleViolation`."""
    rules.check_contact(note, today=today)
    lock(group)
    # Under the lock: of two presses of the button the second sees what the first wrote.
    known = guiding.just_written(group, by, note.text, since=now - A_MOMENT)
    if known is not None:
        return known
    entry = ContactEntry(cooperative_id=group.id, author_id=by.id, written_at=now)
    _write(entry, note)
    db.session.add(entry)
    db.session.flush()
    return entry


def correct(entry: ContactEntry, note: ContactNote, *, today: date) -> None:
    """What was noted, otherwise. A follow-up on another day is open again. Raises `RuleViolation`."""
    rules.check_contact(note, today=today)
    lock(entry)
    # Another day means that something is to be done again.
    if entry.follow_up_on != note.follow_up_on:
        entry.followed_up_at = None
    _write(entry, note)


def note_of(entry: ContactEntry) -> ContactNote:
    """What was noted, as it stands now."""
    values = {field.name: getattr(entry, field.name) for field in fields(ContactNote)}
    return ContactNote(**values)


def _write(entry: ContactEntry, note: ContactNote) -> None:
    for field in fields(note):
        setattr(entry, field.name, getattr(note, field.name))


def remove(entry: ContactEntry) -> None:
    """It was no contact, or with another group."""
    lock(entry)
    db.session.delete(entry)


def follow_up(entry: ContactEntry, *, now: datetime) -> None:
    """Somebody came back to it; a second time changes nothing."""
    lock(entry)
    if entry.followed_up_at is None:
        entry.followed_up_at = now


def keep_note(group: Cooperative, text: str, *, by: User, now: datetime) -> None:
    """What somebody notes for nobody else; an empty text is no note."""
    lock(group)
    if not text:
        db.session.execute(
            delete(PrivateNote).where(PrivateNote.cooperative_id == group.id, PrivateNote.user_id == by.id)
        )
        return
    if insert_once(PrivateNote, {"cooperative_id": group.id, "user_id": by.id, "text": text, "changed_at": now}):
        return
    # There was a note already: the row stays, with the day on which it changed.
    note = guiding.note(group, by)
    assert note is not None
    note.text, note.changed_at = text, now


def forget(user: User, _now: datetime) -> None:
    """The account goes, and the notes that were for nobody else."""
    db.session.execute(delete(PrivateNote).where(PrivateNote.user_id == user.id))
