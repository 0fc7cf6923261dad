"""Mails about questions."""

from collections.abc import Sequence

from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.questions.models import Message


def tell(message: Message, readers: Sequence[User], *, author: User) -> None:
    """Queue the mail that somebody wrote in a thread. What was written stands on the site alone: a mail travels further."""
    thread = message.thread
    words = {
        "author": author.name,
        "group": thread.cooperative.name,
        "subject": thread.subject,
    }
    for reader in readers:
        with in_language(reader.language):
            letter = Letter(
                subject=_("%(author)s wrote to you: %(subject)s", **words),
                paragraphs=(_("%(author)s wrote about “%(subject)s” in %(group)s.", **words),),
                action=(
                    _("Read and answer"),
                    link("questions.show", slug=thread.cooperative.slug, thread_id=thread.id),
                ),
                why=_(
                    "You get this mail because you take part in %(group)s, guide it, or manage this incubator.", **words
                ),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=reader, key=f"question:{message.id}:{reader.id}", kind=MailKind.WORK)
