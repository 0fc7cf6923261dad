"""Mails to a group: that its work was received, and that somebody answered below it."""

from collections.abc import Sequence

from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.core.formatting import as_datetime
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.reviews.messages.turns import in_words
from incubator.reviews.models import Round
from incubator.reviews.models.talk import ReviewReply
from incubator.reviews.values import Promise


def tell_handed_in(work: Round, readers: Sequence[User], promise: Promise | None) -> None:
    """Queue the receipt: what was handed in, when and by whom, and what happens next."""
    words = {"title": work.case.title, "group": work.case.cooperative.name}
    for reader in readers:
        with in_language(reader.language):
            letter = Letter(
                subject=_("Received: %(title)s", **words),
                paragraphs=tuple(filter(None, (_what_happens_next(), in_words(promise)))),
                action=(_("See the receipt"), link("reviews.piece", round_id=work.id)),
                why=_("You get this mail because you take part in %(group)s.", **words),
                facts=(
                    (_("What"), work.case.title),
                    (_("Handed in by"), work.handed_in_by.name),
                    (_("When"), as_datetime(work.handed_in_at)),
                ),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=reader, key=f"receipt:{work.id}:{reader.id}", kind=MailKind.WORK)


def _what_happens_next() -> str:
    return _("You need not do anything now. A coach reads it, and you get a mail when there is an answer.")


def tell_reply(reply: ReviewReply, readers: Sequence[User], *, author: User) -> None:
    """Queue the mail that somebody wrote below an answer. What was written stands on the site alone: a mail travels further."""
    work = reply.round
    words = {"author": author.name, "title": work.case.title, "group": work.case.cooperative.name}
    # Coaches read on in the same page as the group: there both sides stand.
    page = link("reviews.piece", round_id=work.id, _anchor=f"item-{reply.item_id}")
    for reader in readers:
        with in_language(reader.language):
            letter = Letter(
                subject=_("%(author)s wrote below: %(title)s", **words),
                paragraphs=(_("%(author)s wrote below an answer of “%(title)s” of %(group)s.", **words),),
                action=(_("Read and answer"), page),
                why=_(
                    "You get this mail because you take part in %(group)s, guide it, or manage this incubator.", **words
                ),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=reader, key=f"review-reply:{reply.id}:{reader.id}", kind=MailKind.WORK)
