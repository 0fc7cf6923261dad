"""The mail about a duty that comes near or is late."""

from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.duties.messages import words
from incubator.duties.values import Duty, DutyStanding


def remind(group: Cooperative, duty: Duty, standing: DutyStanding, reader: User, *, today: date) -> bool:
    """Once when it comes near and once when its last day has passed; another last day is another occasion."""
    key = f"duty-{group.id}-{duty.key}-{duty.due.last.isoformat()}-{standing}-{reader.id}"
    with in_language(reader.language):
        return queue_mail(_letter(group, duty, today), to=reader, key=key, kind=MailKind.REMINDERS)


def remind_director(group: Cooperative, duty: Duty, standing: DutyStanding, reader: User, *, today: date) -> bool:
    """The same to a director who does not take part in the group, and reads it on the page of the own seat."""
    key = f"duty-{group.id}-{duty.key}-{duty.due.last.isoformat()}-{standing}-{reader.id}"
    with in_language(reader.language):
        letter = replace(
            _letter(group, duty, today),
            why=_("You get this because you are on the board of %(group)s.", group=group.name),
            action=(_("To my seat"), link("register.own_seat", slug=group.slug)),
        )
        return queue_mail(letter, to=reader, key=key, kind=MailKind.REMINDERS)


def _letter(group: Cooperative, duty: Duty, today: date) -> Letter:
    paragraphs = [words.due_in_words(duty, today), words.reason_of(duty)]
    if words.moved(duty):
        paragraphs.append(words.moved(duty))
    return Letter(
        subject=words.title_of(duty),
        paragraphs=tuple(paragraphs),
        why=_("You get this because you keep an eye on the duties of %(group)s.", group=group.name),
        action=(_("Write down that it was done"), link("duties.show", slug=group.slug, duty_key=duty.key)),
        facts=((_("Source"), words.source_of(duty)), (_("Whose turn"), str(words.OWNERS[duty.owner]))),
    )
