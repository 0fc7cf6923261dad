"""The mail to a coach that what they are reading need not be read any more."""

from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.reviews.messages.turns import ENDED
from incubator.reviews.models import Round
from incubator.reviews.values import EndReason


def tell_ended(work: Round, reader: User, because: EndReason) -> None:
    """Queue it; what was remarked so far stays readable for the coach."""
    words = {"title": work.case.title, "group": work.case.cooperative.name}
    with in_language(reader.language):
        letter = Letter(
            subject=_("You need not read on: %(title)s of %(group)s", **words),
            paragraphs=(
                str(ENDED[because]),
                _("It is out of your hands. What you remarked so far is kept, and the group does not see it."),
            ),
            action=(_("Look at the work"), link("reviews.show", round_id=work.id)),
            why=_("You get this mail because you were reading this."),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=reader, key=f"ended:{work.id}:{reader.id}", kind=MailKind.WORK)
