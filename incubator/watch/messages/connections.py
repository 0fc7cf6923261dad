"""Mails about what a group connected: its own system, and other groups that are interested in the same."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.accounts import messages as account_words
from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import signing
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.notices.models import Notice
from incubator.watch.models import Webhook


def send_switched_off(reader: User, webhook: Webhook, *, now: datetime) -> None:
    """Nothing arrived at a webhook for days: it is off, and nobody would notice by themselves."""
    watch = webhook.profile
    group = watch.cooperative
    page = link("watch.webhook", slug=group.slug, profile_id=watch.id)
    with in_language(reader.language):
        letter = Letter(
            subject=_("The connection of “%(profile)s” is off: nothing arrives there", profile=watch.name),
            paragraphs=(
                _(
                    "We could not deliver anything to your own system, so we stopped sending. What is found in between is kept for you."
                ),
                _(
                    "Is your system in order again? Then switch the connection on: we send what you missed and can still be acted on."
                ),
            ),
            action=(_("Look at the connection"), page),
            why=_("You get this mail because you coordinate %(group)s.", group=group.name),
        )
    queue_mail(letter, to=reader, key=f"webhook-off:{webhook.id}:{reader.id}:{now.isoformat()}")


def send_who_else(reader: User, group: Cooperative, notice: Notice, *, number: int, joined: Cooperative) -> None:
    """Another cooperative shows that it is interested in the same. Who it is stands on the page alone: that can be withdrawn."""
    page = link("watch.who_else", slug=group.slug, notice_id=notice.id)
    with in_language(reader.language):
        title = notice.title[:80]
        letter = Letter(
            subject=_("You are not the only group that is interested in %(title)s", title=title),
            paragraphs=(
                ngettext(
                    "%(num)d other group shows that it is interested in “%(title)s” too. You could bid together.",
                    "%(num)d other groups show that they are interested in “%(title)s” too. You could bid together.",
                    number,
                    title=title,
                ),
            ),
            action=(_("See who it is"), page),
            why=_("You get this mail because %(group)s shows that it is interested.", group=group.name),
            unsubscribe_url=link(
                "accounts.stop_mails", token=signing.sign(account_words.STOP, f"{MailKind.NOTICES}.{reader.id}")
            ),
            settings_url=link("watch.mail_preferences"),
        )
    # Of who withdraws and joins again nobody hears twice.
    queue_mail(letter, to=reader, key=f"who-else:{notice.family_id}:{joined.id}:{reader.id}", kind=MailKind.NOTICES)
