"""Mails about accounts, and words for roles."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import Correction, Invitation, Role, TokenPurpose, User
from incubator.accounts.values import InvitedTo
from incubator.core import signing
from incubator.core.formatting import as_date
from incubator.core.forms import choices_of
from incubator.core.mail import Letter, MailKind, Recipient, compose, in_language, link
from incubator.core.outbox import queue_mail
from incubator.core.web import settings

ROLES = {
    Role.FOUNDER: _l("Founder"),
    Role.COACH: _l("Coach"),
    Role.MANAGER: _l("Manager"),
    Role.GUEST: _l("Guest"),
}


def role_choices() -> list[SelectChoice]:
    return choices_of(ROLES)


def send_link(user: User, purpose: TokenPurpose, secret: str, *, name: str) -> None:
    """Queue the mail with a one-time link. `name` is that of the incubator."""
    with in_language(user.language):
        letter = _LETTERS[purpose](secret, name)
    occasion = hashlib.sha256(secret.encode()).hexdigest()[:16]  # nothing of the secret itself: keys are kept
    queue_mail(letter, to=user, key=f"{purpose.value}:{user.id}:{occasion}")


STOP = "stop-mails"


def way_out(user: User, kind: MailKind) -> str:
    """The link that stops mails of this kind without signing in."""
    return link("accounts.stop_mails", token=signing.sign(STOP, f"{kind.value}.{user.id}"))


def write_to_nobody(*, name: str, at: datetime) -> None:
    """Write a letter and throw it away, so that an unknown address takes as long as a known one."""
    nobody = Recipient("nobody@example.org", "Nobody")
    with in_language(nobody.language):
        letter = _reset(secrets.token_urlsafe(32), name)
    compose(letter, nobody, key="nobody", at=at).as_bytes()


def name_of_the_gone() -> str:
    """What stands where the name of a deleted account was."""
    with in_language(settings().locale):
        return str(_("former participant"))


def _invitation(secret: str, name: str) -> Letter:
    first = _("You have an account at %(name)s. Choose a password within 14 days to begin.", name=name)
    return Letter(
        subject=_("Choose your password for %(name)s", name=name),
        paragraphs=(first,),
        action=(_("Choose my password"), link("accounts.choose_password", purpose="invitation", secret=secret)),
        why=_("You get this mail because someone made an account for you."),
    )


def _reset(secret: str, name: str) -> Letter:
    return Letter(
        subject=_("Choose a new password for %(name)s", name=name),
        paragraphs=(_("Someone, probably you, asked for a new password. The link works once, for two hours."),),
        action=(_("Choose a new password"), link("accounts.choose_password", purpose="password-reset", secret=secret)),
        why=_("You get this mail because your address was filled in. Was it not you? Then you need not do anything."),
    )


def _confirmation(secret: str, name: str) -> Letter:
    return Letter(
        subject=_("Confirm your address for %(name)s", name=name),
        paragraphs=(_("Choose a password within three days; that also confirms your address."),),
        action=(_("Choose my password"), link("accounts.choose_password", purpose="email-confirmation", secret=secret)),
        why=_("You get this mail because your address was used to sign up."),
    )


_LETTERS = {
    TokenPurpose.INVITATION: _invitation,
    TokenPurpose.PASSWORD_RESET: _reset,
    TokenPurpose.EMAIL_CONFIRMATION: _confirmation,
}


def send_known_already(user: User, *, key: str, name: str) -> None:
    """Someone signs up with an address that has an account: only its owner hears so."""
    with in_language(user.language):
        letter = Letter(
            subject=_("You have an account at %(name)s already", name=name),
            paragraphs=(_("Someone, probably you, signed up with this address. You can sign in with your password."),),
            action=(_("Sign in"), link("accounts.sign_in")),
            why=_(
                "You get this mail because your address was used to sign up. Was it not you? Then you need not do anything."
            ),
        )
    queue_mail(letter, to=user, key=key)


def into_the_incubator(invitation: Invitation) -> InvitedTo:
    """What an invitation that belongs to no feature is for."""
    return InvitedTo(settings().name, str(ROLES[invitation.role]), url_for("home.front"))


def send_invitation(invitation: Invitation, secret: str, into: InvitedTo, *, language: str) -> None:
    """Queue the mail that asks someone in; `into` is in the same language."""
    words = {"inviter": invitation.invited_by.name, "place": into.place, "incubator": settings().name}
    with in_language(language):
        letter = Letter(
            subject=_("%(inviter)s invites you: %(place)s", **words),
            paragraphs=(
                _(
                    "%(inviter)s asks you to take part in %(place)s. Read what it is, and say yes or no before %(day)s.",
                    **words,
                    day=as_date(invitation.expires_at),
                ),
                _("Nothing happens without your yes."),
            ),
            action=(_("Read the invitation"), link("accounts.invitation", secret=secret)),
            why=_(
                "You get this mail because %(inviter)s filled in your address at %(incubator)s. "
                "Is it not for you? Then you need not do anything.",
                **words,
            ),
            facts=((_("Your role"), into.role),),
        )
    to = Recipient(invitation.email, invitation.name, language)
    queue_mail(letter, to=to, key=f"invitation:{invitation.token_hash[:24]}")


def send_second_step_turned(user: User, *, on: bool, at: datetime) -> None:
    """Whose account it is hears that it asks for a code now, or does not any more: it may have been someone at their screen."""
    with in_language(user.language):
        subject = _("Your second step at sign-in is off")
        first = _("From now on you sign in with your password alone.")
        if on:
            subject = _("Your second step at sign-in is on")
            first = _("From now on you sign in with your password and a code from the app on your phone.")
        letter = _about_second_step(subject, first)
    queue_mail(letter, to=user, key=f"second-step:{user.id}:{at.isoformat()}")


def send_recovery_code_used(user: User, left: int, *, at: datetime) -> None:
    """Someone came in with a code on paper: its owner hears so, and how many are left."""
    with in_language(user.language):
        first = ngettext(
            "Someone, probably you, signed in with a recovery code. %(num)d code is left: make new ones in time.",
            "Someone, probably you, signed in with a recovery code. %(num)d codes are left.",
            left,
        )
        letter = _about_second_step(_("A recovery code was used"), first)
    queue_mail(letter, to=user, key=f"recovery-code:{user.id}:{at.isoformat()}")


def send_second_step_reset(user: User, *, by: User | None, at: datetime) -> None:
    """Both hear that somebody's second step was taken away; `by` is None for who runs the incubator."""
    with in_language(user.language):
        first = _("Your second step at sign-in was taken away, and you were signed out. Sign in and set it up again.")
        letter = _about_second_step(_("Your second step at sign-in was reset"), first)
    queue_mail(letter, to=user, key=f"second-step-reset:{user.id}:{at.isoformat()}")
    if by is None:
        return
    with in_language(by.language):
        letter = Letter(
            subject=_("You reset the second step of %(name)s", name=user.name),
            paragraphs=(_("%(name)s now signs in with the password alone, and can set it up again.", name=user.name),),
            why=_("You get this mail because it was done with your account. Was it not you? Change your password."),
        )
    queue_mail(letter, to=by, key=f"second-step-reset:{user.id}:{at.isoformat()}:by")


def _about_second_step(subject: str, first: str) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=(first,),
        action=(_("Look at my account"), link("accounts.account")),
        why=_(
            "You get this mail because this changes how one signs in to your account. "
            "Was it not you? Choose another password, and ask your manager for help."
        ),
    )


def send_name_corrected(user: User, before: str, reason: str, *, by: User, at: datetime) -> None:
    """Whose name it is hears that it was corrected, by whom and why."""
    with in_language(user.language):
        letter = _about_correction(
            _("Your name was corrected"),
            _("%(by)s changed your name from “%(before)s” to “%(name)s”.", by=by.name, before=before, name=user.name),
            reason,
        )
    queue_mail(letter, to=user, key=f"name-corrected:{user.id}:{at.isoformat()}")


def send_address_to_confirm(asked: Correction, secret: str) -> None:
    """The owner of a new address is asked whether it is theirs."""
    user, incubator = asked.user, settings().name
    with in_language(user.language):
        letter = Letter(
            subject=_("Is this your address for %(incubator)s?", incubator=incubator),
            paragraphs=(
                _("Say yes within three days. Then you sign in with this address, and mails come here."),
                _("Until then nothing changes."),
            ),
            action=(_("Look, and say yes"), link("accounts.confirm_address", secret=secret)),
            facts=((_("Why?"), asked.reason),),
            why=_(
                "You get this mail because the manager filled in this address. Do you not know %(incubator)s? "
                "Then you need not do anything.",
                incubator=incubator,
            ),
        )
    to = Recipient(asked.new_email, user.name, user.language)
    queue_mail(letter, to=to, key=f"address-to-confirm:{asked.id}")


def send_address_is_to_change(asked: Correction, others: Sequence[User]) -> None:
    """The owner hears it at the address of now, and can stop it; so do the other managers when it is a manager's account."""
    user = asked.user
    words = {"by": asked.by.name if asked.by else "", "new": asked.new_email, "name": user.name}
    with in_language(user.language):
        letter = _about_correction(
            _("Your address is going to change"),
            _("%(by)s filled in %(new)s. It becomes your address when its owner says yes.", **words),
            asked.reason,
            _("Is this not right? Sign in and stop it, under My account."),
        )
    queue_mail(letter, to=user, key=f"address-to-change:{asked.id}")
    for other in others:
        with in_language(other.language):
            letter = Letter(
                subject=_("The address of %(name)s, a manager, is going to change", **words),
                paragraphs=(_("%(by)s filled in %(new)s. Is this not right? Ask them about it now.", **words),),
                facts=((_("Why?"), asked.reason),),
                action=(_("Look at this account"), link("accounts.person", user_id=user.id)),
                why=_("You get this mail because you are a manager."),
            )
        queue_mail(letter, to=other, key=f"address-to-change:{asked.id}:{other.id}")


def send_address_changed(user: User, before: str | None, *, at: datetime) -> None:
    """It happened: at the old and at the new address."""
    with in_language(user.language):
        letter = _about_correction(
            _("Your address was changed"),
            _("From now on you sign in with %(new)s. You were signed out everywhere.", new=user.email),
        )
    key = f"address-changed:{user.id}:{at.isoformat()}"
    queue_mail(letter, to=user, key=key)
    queue_mail(letter, to=Recipient(before, user.name, user.language), key=f"{key}:before")


def send_address_refused(asked: Correction) -> None:
    """Who filled in the address hears that the owner of the account does not want it."""
    if asked.by is None:
        return
    with in_language(asked.by.language):
        letter = Letter(
            subject=_("%(name)s keeps the address as it is", name=asked.user.name),
            paragraphs=(_("%(name)s stopped the change that you asked for. Ask what is right.", name=asked.user.name),),
            action=(_("Look at this account"), link("accounts.person", user_id=asked.user_id)),
            why=_("You get this mail because you are a manager."),
        )
    queue_mail(letter, to=asked.by, key=f"address-refused:{asked.id}")


def _about_correction(subject: str, first: str, reason: str = "", *more: str) -> Letter:
    facts: tuple[tuple[str, str], ...] = ()
    if reason:
        facts = ((_("Why?"), reason),)
    return Letter(
        subject=subject,
        paragraphs=(first, *more),
        facts=facts,
        action=(_("Look at my account"), link("accounts.account")),
        why=_("You get this mail because it is about your account. Was this not right? Ask your manager."),
    )
