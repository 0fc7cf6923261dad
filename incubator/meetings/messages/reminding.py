"""Mails that remind of a meeting."""

from datetime import date

from flask_babel import gettext as _

from incubator.accounts.messages import way_out
from incubator.accounts.models import User
from incubator.core.formatting import as_date
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.meetings.documents.convocation import moment_in_words
from incubator.meetings.models import Meeting


def remind_to_call(meeting: Meeting, reader: User, send_by: date, *, is_last: bool) -> bool:
    """Queue the mail that the members have to be called: once when the day comes near, and once on the day itself."""
    slug, group = meeting.cooperative.slug, meeting.cooperative.name
    with in_language(reader.language):
        if is_last:
            subject = _("Call the members today: %(meeting)s", meeting=meeting.title)
        else:
            subject = _("Call the members by %(day)s: %(meeting)s", day=as_date(send_by), meeting=meeting.title)
        letter = Letter(
            subject=subject,
            paragraphs=(
                _("That is the last day on which the convocation can go, by the term of your statutes."),
                _("After that day decisions of this meeting can be set aside."),
            ),
            action=(_("Check and call"), link("meetings.call", slug=slug, number=meeting.number)),
            why=_("You get this mail because you coordinate %(group)s.", group=group),
            unsubscribe_url=way_out(reader, MailKind.REMINDERS),
            settings_url=link("watch.mail_preferences"),
        )
    moment = "last" if is_last else "near"
    key = f"meeting-call-by:{meeting.id}:{send_by.isoformat()}:{moment}:{reader.id}"
    return queue_mail(letter, to=reader, key=key, kind=MailKind.REMINDERS)


def remind_of_meeting(meeting: Meeting, reader: User) -> bool:
    """Queue the mail that a meeting is tomorrow, to who was called to it."""
    assert meeting.begins_at is not None
    slug, group = meeting.cooperative.slug, meeting.cooperative.name
    with in_language(reader.language):
        letter = Letter(
            subject=_("Tomorrow: %(meeting)s", meeting=meeting.title),
            paragraphs=(_("Who cannot come can give a proxy to another member until the meeting begins."),),
            facts=((_("When"), moment_in_words(meeting.begins_at)), (_("Where"), meeting.place)),
            action=(_("To the meeting"), link("meetings.my_vote", slug=slug, number=meeting.number)),
            why=_("You get this mail because you were called to this meeting of %(group)s.", group=group),
            unsubscribe_url=way_out(reader, MailKind.REMINDERS),
            settings_url=link("watch.mail_preferences"),
        )
    key = f"meeting-tomorrow:{meeting.id}:{meeting.begins_at.isoformat()}:{reader.id}"
    return queue_mail(letter, to=reader, key=key, kind=MailKind.REMINDERS)
