"""Mails to everyone in a cohort."""

from flask_babel import gettext as _

from incubator.accounts.messages import way_out
from incubator.accounts.models import User
from incubator.cohorts.models import CohortMessage
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail


def letter_of(cohort: str, subject: str, text: str, reader: User, *, author: User) -> Letter:
    """The mail as the reader gets it: what was written, and by whom."""
    with in_language(reader.language):
        return Letter(
            subject=subject,
            paragraphs=tuple(part.strip() for part in text.split("\n\n") if part.strip()),
            closing=(_("%(name)s, for the cohort %(cohort)s", name=author.name, cohort=cohort),),
            action=(_("To your agenda and cohort"), link("home.agenda")),
            why=_("You get this mail because your group is in the cohort %(cohort)s.", cohort=cohort),
            unsubscribe_url=way_out(reader, MailKind.WORK),
            settings_url=link("watch.mail_preferences"),
        )


def tell(message: CohortMessage, reader: User, *, author: User) -> None:
    """Queue the mail for one reader."""
    letter = letter_of(message.cohort.name, message.subject, message.text, reader, author=author)
    queue_mail(letter, to=reader, key=f"cohort-message:{message.id}:{reader.id}", kind=MailKind.WORK)
