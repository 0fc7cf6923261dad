"""The mails that remind a group of its next step, and that tell its coach when that does not help."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.accounts.messages import way_out
from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.mail import Letter, MailKind, MailLine, in_language, link
from incubator.core.outbox import queue_mail
from incubator.home.messages.cards import card
from incubator.home.values import Reader, Situation

Quiet = tuple[Cooperative, Situation]


def remind(reader: User, quiet: Sequence[Quiet], *, now: datetime) -> bool:
    """Queue one mail with the next step of each of these groups."""
    with in_language(reader.language):
        items = tuple(_step(group, situation) for group, situation in quiet)
        subject = ngettext("Go on with %(group)s", "%(num)d groups can go on", len(items), group=quiet[0][0].name)
        letter = Letter(
            subject=subject,
            paragraphs=(_("It is your turn. This is the next step; a quarter of an hour is often enough to begin."),),
            items=items,
            action=(_("To the start page"), link("home.front")),
            why=_("You get this mail because you take part, and nothing happened for a while. At most once a week."),
            unsubscribe_url=way_out(reader, MailKind.REMINDERS),
            settings_url=link("watch.mail_preferences"),
        )
    return queue_mail(letter, to=reader, key=f"next-step:{reader.id}:{now:%Y-%m-%d}", kind=MailKind.REMINDERS)


def _step(group: Cooperative, situation: Situation) -> MailLine:
    shown = card(situation, group, Reader.GROUP)
    return MailLine(f"{group.name}: {shown.title}", shown.url, (shown.why, _days(situation)))


def _days(situation: Situation) -> str:
    days = situation.still_days
    return ngettext("Nothing happened for %(num)d day.", "Nothing happened for %(num)d days.", days)


def tell_coach(coach: User, quiet: Sequence[Quiet], *, now: datetime) -> bool:
    """Queue one mail with the groups that were reminded and did nothing since."""
    with in_language(coach.language):
        letter = Letter(
            subject=ngettext(
                "%(group)s does nothing after three reminders",
                "%(num)d groups do nothing after three reminders",
                len(quiet),
                group=quiet[0][0].name,
            ),
            paragraphs=(_("We write to the group no more. Call them, and ask what holds them up."),),
            items=tuple(_quiet(group, situation) for group, situation in quiet),
            action=(_("To your groups"), link("home.groups")),
            why=_("You get this mail because you guide this group, or because you are a manager and nobody does."),
            unsubscribe_url=way_out(coach, MailKind.REMINDERS),
            settings_url=link("watch.mail_preferences"),
        )
    return queue_mail(letter, to=coach, key=f"quiet-groups:{coach.id}:{now:%Y-%m-%d}", kind=MailKind.REMINDERS)


def _quiet(group: Cooperative, situation: Situation) -> MailLine:
    shown = card(situation, group, Reader.COACH)
    return MailLine(group.name, link("cooperatives.show", slug=group.slug), (shown.title, _days(situation)))
