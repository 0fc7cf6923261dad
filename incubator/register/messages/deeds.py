"""Words and mails about a deed."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.formatting import as_date
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.register.models import DeedProposal
from incubator.register.values import (
    PRESENT_ANSWERS,
    ProposalState,
)
from incubator.statutes.models import StatutesVersion

PROPOSALS = {
    ProposalState.PROPOSED: _l("waits for the manager"),
    ProposalState.CONFIRMED: _l("confirmed"),
    ProposalState.REFUSED: _l("not right"),
    ProposalState.WITHDRAWN: _l("taken back"),
}
PROPOSAL_BADGES = {
    ProposalState.PROPOSED: "waiting",
    ProposalState.CONFIRMED: "done",
    ProposalState.REFUSED: "attention",
    ProposalState.WITHDRAWN: "later",
}


def tell_proposed(proposal: DeedProposal, by: User, readers: Sequence[User]) -> None:
    """Queue the mail to who can confirm a deed."""
    words = {"group": proposal.cooperative.name, "name": by.name}
    for reader in readers:
        with in_language(reader.language):
            letter = _letter(
                proposal,
                _("Confirm the deed of %(group)s", **words),
                _(
                    "%(name)s entered the deed of %(group)s. Is it right? Then confirm it: from then on it counts.",
                    **words,
                ),
                why=_("You get this mail because you are a manager."),
            )
        queue_mail(letter, to=reader, key=f"deed-proposed:{proposal.id}:{reader.id}", kind=MailKind.WORK)


def tell_confirmed(proposal: DeedProposal, by: User, readers: Sequence[User]) -> None:
    """Queue the mail to everyone concerned that the deed counts."""
    words = {"group": proposal.cooperative.name, "name": by.name}
    for reader in readers:
        with in_language(reader.language):
            subject, first = _("%(group)s has been founded", **words), _("%(name)s confirmed the deed.", **words)
            what_now = _("The statutes are in force, and the register of members is open with the founders.")
            if proposal.version.amends is not None:
                subject, what_now = (
                    _("The statutes of %(group)s were changed", **words),
                    _("The new statutes are in force from the day of the deed."),
                )
            elif proposal.corrects:
                subject, what_now = (
                    _("The deed of %(group)s was changed", **words),
                    _("What stands below counts from now on."),
                )
            letter = _letter(proposal, subject, first, what_now, *_number_follows(proposal), why=_why(proposal))
        queue_mail(letter, to=reader, key=f"deed-confirmed:{proposal.id}:{reader.id}", kind=MailKind.WORK)


def _number_follows(proposal: DeedProposal) -> tuple[str, ...]:
    if proposal.kvk:
        return ()
    return (_("The KVK number follows. A coordinator or the coach enters it as soon as it is there."),)


def tell_refused(proposal: DeedProposal, by: User, readers: Sequence[User]) -> None:
    """Queue the mail to everyone concerned that something is not right, with what."""
    words = {"group": proposal.cooperative.name, "name": by.name}
    for reader in readers:
        with in_language(reader.language):
            letter = _letter(
                proposal,
                _("Something is not right in the deed of %(group)s", **words),
                _("%(name)s looked at the deed that was entered, and writes:", **words),
                proposal.answer,
                _("Look it up in the deed of the notary, and enter it again."),
                why=_why(proposal),
            )
        queue_mail(letter, to=reader, key=f"deed-refused:{proposal.id}:{reader.id}", kind=MailKind.WORK)


def _why(proposal: DeedProposal) -> str:
    return _("You get this mail because you take part in %(group)s or guide it.", group=proposal.cooperative.name)


def _letter(proposal: DeedProposal, subject: str, *paragraphs: str, why: str) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=paragraphs,
        action=(_("Look at the deed"), link("register.deed", slug=proposal.cooperative.slug)),
        why=why,
        facts=deed_lines(proposal),
        settings_url=link("watch.mail_preferences"),
    )


def deed_lines(proposal: DeedProposal) -> tuple[tuple[str, str], ...]:
    """What was entered, to be laid beside the deed of the notary."""
    lines = [
        (_("Date of the deed"), as_date(proposal.signed_on)),
        (_("Notary"), proposal.notary),
        (_("Statutes"), _("version %(number)s", number=proposal.version.number)),
        (_("KVK number"), proposal.kvk or _("follows later")),
    ]
    if proposal.filed_on is not None:
        lines.append((_("In the trade register since"), as_date(proposal.filed_on)))
    if proposal.reason:
        lines.append((_("Why it changes"), proposal.reason))
    return tuple(lines)


def text_choices(versions: Sequence[StatutesVersion], *, changed: bool) -> list[tuple[int, str]]:
    """The texts that can have been signed, by number; the answers of now when they are in no version yet."""
    choices = []
    for version in versions:
        made = as_date(clock.local(version.made_at).date())
        choices.append((version.number, _("Version %(number)s, made on %(date)s", number=version.number, date=made)))
    if changed:
        choices.append((PRESENT_ANSWERS, _("The answers as they are now: they become a new version")))
    return choices
