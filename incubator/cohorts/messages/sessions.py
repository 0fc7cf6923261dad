"""Mails about sessions: one for each who comes, with the event for the calendar."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _

from incubator.accounts.messages import way_out
from incubator.accounts.models import User
from incubator.cohorts.models import GroupGathering
from incubator.cohorts.values import joined
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.formatting import as_date, as_datetime
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail, take_back

Telling = Callable[..., bool]


def invite(gathering: GroupGathering, groups: Sequence[Cooperative], reader: User, *, by: User) -> bool:
    """Queue the mail that a session was planned."""
    with in_language(reader.language):
        letter = _letter(
            gathering,
            reader,
            subject=_("%(title)s on %(day)s", **_words(gathering)),
            first=_("%(name)s planned a session. Put it in your calendar.", name=by.name),
        )
    return _queue(letter, gathering, reader)


def tell_change(gathering: GroupGathering, groups: Sequence[Cooperative], reader: User, *, by: User) -> bool:
    """Queue the mail that a session is at another moment or place."""
    with in_language(reader.language):
        letter = _letter(
            gathering,
            reader,
            subject=_("Changed: %(title)s on %(day)s", **_words(gathering)),
            first=_("%(name)s changed this session. This is how it is now.", name=by.name),
        )
    return _queue(letter, gathering, reader)


def tell_cancelled(gathering: GroupGathering, groups: Sequence[Cooperative], reader: User, *, by: User) -> bool:
    """Queue the mail that a session does not go on."""
    with in_language(reader.language):
        letter = _letter(
            gathering,
            reader,
            subject=_("Called off: %(title)s on %(day)s", **_words(gathering)),
            first=_("%(name)s called this session off. You do not have to come.", name=by.name),
        )
    return _queue(letter, gathering, reader)


def remind(gathering: GroupGathering, reader: User) -> bool:
    """Queue the mail that a session is tomorrow."""
    with in_language(reader.language):
        letter = _letter(
            gathering,
            reader,
            subject=_("Tomorrow: %(title)s", **_words(gathering)),
            first=_("This session is tomorrow.") if not gathering.preparation else _prepare(gathering),
            unsubscribe_url=way_out(reader, MailKind.REMINDERS),
        )
    # The day is part of the key: a session that was moved is reminded of again.
    key = f"session-tomorrow:{gathering.id}:{gathering.starts_at:%Y-%m-%d}:{reader.id}"
    return queue_mail(letter, to=reader, key=key, kind=MailKind.REMINDERS)


def _prepare(gathering: GroupGathering) -> str:
    return _("This session is tomorrow. Beforehand: %(preparation)s", preparation=gathering.preparation)


def _words(gathering: GroupGathering) -> dict[str, Any]:
    return {"title": gathering.title, "day": as_date(gathering.starts_at)}


def _from_until(gathering: GroupGathering) -> str:
    begins, ends = clock.local(gathering.starts_at), clock.local(gathering.ends_at)
    if begins.date() != ends.date():
        return _("%(begins)s until %(ends)s", begins=as_datetime(begins), ends=as_datetime(ends))
    hours = {"begins": f"{begins:%H.%M}", "ends": f"{ends:%H.%M}"}
    return _("%(day)s, from %(begins)s until %(ends)s", day=as_date(begins), **hours)


def _letter(gathering: GroupGathering, reader: User, *, subject: str, first: str, unsubscribe_url: str = "") -> Letter:
    facts = [(_("When"), _from_until(gathering))]
    where = joined(gathering.place, gathering.video_url)
    if where:
        facts.append((_("Where"), where))
    return Letter(
        subject=subject,
        paragraphs=(first,),
        facts=tuple(facts),
        action=(_("To the session"), link("cohorts.gathering", gathering_id=gathering.id)),
        why=_("You get this mail because you come to this session, or lead it."),
        unsubscribe_url=unsubscribe_url,
        settings_url=link("watch.mail_preferences"),
    )


def _queue(letter: Letter, gathering: GroupGathering, reader: User) -> bool:
    # Who reads once a day gets the last state alone, and no reminder of an hour that does not hold any more.
    for occasion in (f"session:{gathering.id}:", f"session-tomorrow:{gathering.id}:"):
        take_back(occasion, to=reader)
    key = f"session:{gathering.id}:{gathering.sequence}:{reader.id}"
    return queue_mail(letter, to=reader, key=key, kind=MailKind.WORK)
