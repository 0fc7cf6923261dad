"""Verbs of a question. Nothing here commits; who and when are arguments."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.people import coaches_of
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock
from incubator.questions import messages, queries
from incubator.questions.models import Message, Thread
from incubator.questions.values import CLAUSE, COMMENTS
from incubator.reviews.services import KINDS


def ask(
    group: Cooperative, subject: str, text: str, *, by: User, now: datetime, kind: str = "", ref: str = ""
) -> Thread:
    """Begin a thread and tell the other side; pressed twice it is one. Work that does not exist makes it a general question."""
    if kind not in KINDS or not ref:
        kind = ref = ""
    return _begin(group, subject, text, by=by, now=now, kind=kind, ref=ref)


def comment(
    group: Cooperative, subject: str, text: str, *, by: User, now: datetime, ref: str, kind: str = CLAUSE
) -> Thread:
    """Say something of a text, mostly a clause of the statutes, and tell everyone in the group and who guides it.

    Pressed twice it is one.
    """
    return _begin(group, subject, text, by=by, now=now, kind=kind, ref=ref)


def _begin(group: Cooperative, subject: str, text: str, *, by: User, now: datetime, kind: str, ref: str) -> Thread:
    lock(group)
    just_asked = queries.just_asked(group, subject, by=by, since=now - A_MOMENT)
    if just_asked is not None and just_asked.messages[0].text == text:
        return just_asked
    from_group = _belongs_to(group, by)
    thread = Thread(
        cooperative=group,
        subject=subject,
        work_kind=kind,
        work_ref=ref,
        opened_at=now,
        last_at=now,
        from_group=from_group,
    )
    db.session.add(thread)
    _write(thread, text, by=by, from_group=from_group, now=now)
    return thread


def answer(thread: Thread, text: str, *, by: User, now: datetime) -> Message:
    """Write what comes next and tell the other side; a thread that was settled is open again. Pressed twice it stands there once."""
    lock(thread)
    last = thread.messages[-1]
    if (last.author_id, last.text) == (by.id, text) and last.written_at > now - A_MOMENT:
        return last
    from_group = _belongs_to(thread.cooperative, by)
    thread.from_group, thread.last_at, thread.settled_at = from_group, now, None
    return _write(thread, text, by=by, from_group=from_group, now=now)


def settle(thread: Thread, *, now: datetime) -> None:
    """Nobody has to answer any more. Who does so a second time changes nothing."""
    lock(thread)
    if thread.settled_at is None:
        thread.settled_at = now


def end_comments(group: Cooperative, kind: str, ref: str, *, now: datetime) -> None:
    """The text that these comments are about is not there any more: nobody has to answer them. The group is locked."""
    for thread in queries.open_comments(group, kind, ref):
        thread.settled_at = now
    db.session.flush()


def _belongs_to(group: Cooperative, person: User) -> bool:
    return cooperatives.role_in(person, group) is not None


def _write(thread: Thread, text: str, *, by: User, from_group: bool, now: datetime) -> Message:
    message = Message(author=by, from_group=from_group, text=text, written_at=now)
    thread.messages.append(message)
    db.session.flush()
    readers = _readers(thread, from_group=from_group)
    messages.tell(message, [reader for reader in readers if reader.id != by.id], author=by)
    return message


def _readers(thread: Thread, *, from_group: bool) -> list[User]:
    """Who hears of a message: the other side; of a comment on a text everyone who wrote of it or guides the group, at first all."""
    if thread.work_kind not in COMMENTS:
        return _coaches(thread) if from_group else _group(thread)
    wrote = _group(thread)
    # Whoever begins has nobody before them.
    if len(thread.messages) == 1:
        wrote = [item.user for item in cooperatives.participants(thread.cooperative)]
    return list(dict.fromkeys([*wrote, *coaches_of(thread.cooperative)]))


def _coaches(thread: Thread) -> list[User]:
    """Who guides the group; when that is nobody, the managers, who can choose a coach."""
    return list(coaches_of(thread.cooperative) or managers())


def _group(thread: Thread) -> list[User]:
    """Who wrote in the thread before; when that was nobody, all who take part."""
    participants = {item.user_id: item.user for item in cooperatives.participants(thread.cooperative)}
    wrote = [participants[item.author_id] for item in thread.messages if item.author_id in participants]
    return list(dict.fromkeys(wrote)) or list(participants.values())
