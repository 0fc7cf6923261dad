"""The mail that asks who takes part to agree before work is handed in."""

from collections.abc import Sequence

from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.reviews.models.agreements import HandInPlan
from incubator.reviews.values import Work, WorkKind


def ask_to_agree(
    plan: HandInPlan, group: Cooperative, work: Work, kind: WorkKind, *, by: User, waiting: Sequence[User]
) -> None:
    """Queue a mail to everyone who did not agree yet: one for each version of the answers."""
    words = {"title": work.title, "group": group.name, "name": by.name}
    for reader in waiting:
        with in_language(reader.language):
            letter = Letter(
                subject=_("Do you agree? %(title)s", **words),
                paragraphs=(
                    _("%(name)s agrees with what your group wrote for “%(title)s”, and asks you to look too.", **words),
                    _("When everyone agrees it goes to the coach by itself."),
                ),
                action=(_("Look and agree"), link(kind.endpoint, slug=group.slug, ref=work.ref)),
                why=_("You get this mail because you take part in %(group)s.", **words),
                settings_url=link("watch.mail_preferences"),
            )
        key = f"agree:{plan.id}:{plan.mark}:{reader.id}"
        queue_mail(letter, to=reader, key=key, kind=MailKind.WORK)
