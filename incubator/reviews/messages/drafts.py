"""Mails between a coach who learns the work and the lead who releases decisions."""

from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.reviews.models import Round


def tell_lead(work: Round, junior: User, lead: User) -> None:
    """Queue the mail that a decision waits to be released."""
    words = {"title": work.case.title, "group": work.case.cooperative.name, "coach": junior.name}
    with in_language(lead.language):
        letter = Letter(
            subject=_("Release: %(title)s of %(group)s", **words),
            paragraphs=(
                _(
                    "%(coach)s read “%(title)s” of %(group)s. Look along, change what you want, and release it.",
                    **words,
                ),
            ),
            action=(_("Look at the work"), link("reviews.show", round_id=work.id)),
            why=_("You get this mail because you release what %(coach)s decides.", **words),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=lead, key=f"drafted:{work.id}:{work.version}:{lead.id}", kind=MailKind.WORK)


def tell_given_back(work: Round, lead: User, junior: User) -> None:
    """Queue the mail that the lead wants another look."""
    words = {"title": work.case.title, "group": work.case.cooperative.name, "lead": lead.name}
    with in_language(junior.language):
        letter = Letter(
            subject=_("Look once more at: %(title)s of %(group)s", **words),
            paragraphs=(_("%(lead)s gave “%(title)s” back to you with a note.", **words), work.lead_note),
            action=(_("Look at the work"), link("reviews.show", round_id=work.id)),
            why=_("You get this mail because %(lead)s releases what you decide.", **words),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=junior, key=f"given-back:{work.id}:{work.version}:{junior.id}", kind=MailKind.WORK)
