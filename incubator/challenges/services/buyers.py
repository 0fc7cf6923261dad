"""The buyers of a group: who is on its list, contacts, and the log of talks with what was agreed."""

from dataclasses import fields
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.challenges.models.buyers import BuyerContact, BuyerTalk, GroupBuyer
from incubator.challenges.queries import group_buyers as queries
from incubator.challenges.queries.buyers import buyer_with
from incubator.challenges.rules import buying as rules
from incubator.challenges.values.buyers import ContactDetails, KnownBuyer, TalkNote
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.services import A_MOMENT
from incubator.core import agenda
from incubator.core.db import db, insert_once, lock
from incubator.core.i18n import mark as N_

SOURCE = "challenges"
DUE = N_("%(buyer)s: %(step)s")


def add(group: Cooperative, buyer: KnownBuyer, *, now: datetime) -> None:
    """Put a buyer on the list of a group; twice it stands there once."""
    insert_once(GroupBuyer, {"cooperative_id": group.id, "code": buyer.code, "added_at": now})


def drop(row: GroupBuyer) -> None:
    """Take a buyer off the list, with the contacts, the talks and their dates."""
    lock(row)
    for talk in row.talks:
        agenda.remove(_key(talk))
    db.session.delete(row)


def add_contact(row: GroupBuyer, details: ContactDetails, *, by: User, now: datetime) -> BuyerContact:
    """Write down somebody at a buyer; pressed twice they stand there once."""
    lock(row)
    known = queries.same_contact(row, details.name, details.email)
    if known is not None:
        return known
    contact = BuyerContact(buyer_id=row.id, author_id=by.id, written_at=now)
    correct_contact(contact, details)
    db.session.add(contact)
    db.session.flush()
    return contact


def correct_contact(contact: BuyerContact, details: ContactDetails) -> None:
    for field in fields(details):
        setattr(contact, field.name, getattr(details, field.name))


def details_of(contact: BuyerContact) -> ContactDetails:
    """What was written down, as it stands now."""
    return ContactDetails(contact.name, contact.role, contact.email, contact.phone)


def remove_contact(contact: BuyerContact) -> None:
    """Nothing of them stays."""
    lock(contact)
    db.session.delete(contact)


def write_down(row: GroupBuyer, note: TalkNote, *, by: User, url: str, now: datetime, today: date) -> BuyerTalk:
    """Note a talk; pressed twice it stands there once. Raises `RuleViolation`."""
    rules.check_talk(note, today=today)
    lock(row)
    # Under the lock: of two presses of the button the second sees what the first wrote.
    known = queries.just_talked(row, by, note.text, since=now - A_MOMENT)
    if known is not None:
        return known
    talk = BuyerTalk(buyer=row, author_id=by.id, written_at=now)
    _write(talk, note)
    db.session.add(talk)
    db.session.flush()
    _put_in_agenda(talk, url)
    return talk


def correct_talk(talk: BuyerTalk, note: TalkNote, *, url: str, today: date) -> None:
    """What was noted, otherwise. Something else to do, or on another day, is open again. Raises `RuleViolation`."""
    rules.check_talk(note, today=today)
    if (talk.next_on, talk.next_step) != (note.next_on, note.next_step):
        talk.done_at = None
    _write(talk, note)
    _put_in_agenda(talk, url)


def note_of(talk: BuyerTalk) -> TalkNote:
    """What was noted, as it stands now."""
    return TalkNote(talk.on_date, talk.text, talk.with_whom, talk.next_step, talk.next_on)


def _write(talk: BuyerTalk, note: TalkNote) -> None:
    for field in fields(note):
        setattr(talk, field.name, getattr(note, field.name))


def _key(talk: BuyerTalk) -> str:
    return f"buyer-talk:{talk.id}"


def _put_in_agenda(talk: BuyerTalk, url: str) -> None:
    if not talk.waits or talk.next_on is None:
        agenda.remove(_key(talk))
        return
    buyer = buyer_with(talk.buyer.code)
    agenda.put(
        _key(talk),
        DUE,
        talk.next_on,
        source=SOURCE,
        cooperative_id=talk.buyer.cooperative_id,
        url=url,
        buyer=buyer.name if buyer else "",
        step=talk.next_step,
    )


def finish(talk: BuyerTalk, *, now: datetime) -> None:
    """What was agreed is done; a second time changes nothing."""
    lock(talk)
    if talk.done_at is None:
        talk.done_at = now
    agenda.remove(_key(talk))


def remove_talk(talk: BuyerTalk) -> None:
    """It was no talk, or with somebody else."""
    lock(talk)
    agenda.remove(_key(talk))
    db.session.delete(talk)


def forget_people(group: Cooperative) -> None:
    """A group that stops has no more reason to keep who works at a buyer, nor what was talked about."""
    for contact in queries.contacts_of(group):
        db.session.delete(contact)
    for talk in queries.talks_of(group):
        agenda.remove(_key(talk))
        db.session.delete(talk)
