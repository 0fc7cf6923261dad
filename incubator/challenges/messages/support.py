"""Mails about signatures."""

from datetime import datetime

from flask_babel import gettext as _

from incubator.challenges.models.signatures import Signature, SupportPage
from incubator.core import clock, signing
from incubator.core.mail import Letter, MailLine, Recipient, in_language, link
from incubator.core.outbox import queue_mail

CONFIRM, REMOVE = "confirm signature", "remove signature"  # purposes of signed addresses


def ask_to_confirm(signature: Signature, page: SupportPage, *, now: datetime) -> None:
    """The question whether the owner of an address signed. The words that somebody typed do not stand in the mail."""
    group = page.challenge.cooperative.name
    with in_language(signature.language):
        letter = Letter(
            subject=_("Do you support the plan of %(group)s?", group=group),
            paragraphs=(
                _(
                    "Somebody filled in this address to support a plan of %(group)s. Was it you? "
                    "Then confirm it within seven days. Only then your signature counts.",
                    group=group,
                ),
            ),
            greeting=_("Hello,"),
            action=(
                _("Look at my signature and confirm"),
                link("challenges.confirm_signature", token=signing.sign(CONFIRM, signature.stamp)),
            ),
            items=(
                MailLine(
                    _("Take my signature back"),
                    link("challenges.remove_signature", token=signing.sign(REMOVE, signature.stamp)),
                    (_("You can do that now and later: keep this mail."),),
                ),
            ),
            closing=(_("Was it not you? Then do nothing. We forget this address after seven days."),),
            why=_("You get this mail because somebody filled in your address on a page that collects signatures."),
        )
    # The day is part of the key: asked again on the same day, nothing is mailed.
    key = f"{occasion_of(signature.stamp)}{clock.local(now).date()}"
    queue_mail(letter, to=Recipient(signature.email, language=signature.language), key=key)


def occasion_of(stamp: str) -> str:
    """How the keys of all mails about one signature begin."""
    return f"signature:{stamp}:"
