"""Words and mails of applications: the receipt, the news for managers, and the answer, which is read before it goes."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.models import Invitation, User
from incubator.cohorts.models import Intake
from incubator.cohorts.values import IntakeStart, IntakeState
from incubator.core.formatting import as_date
from incubator.core.mail import Letter, MailKind, Recipient, in_language, link
from incubator.core.outbox import queue_mail
from incubator.core.web import settings

STATES = {
    IntakeState.NEW: _l("new"),
    IntakeState.INVITED: _l("invited to talk"),
    IntakeState.ACCEPTED: _l("accepted"),
    IntakeState.DECLINED: _l("declined"),
    IntakeState.LATER: _l("later"),
}
BADGES = {
    IntakeState.NEW: "attention",
    IntakeState.INVITED: "waiting",
    IntakeState.ACCEPTED: "done",
    IntakeState.DECLINED: "blocked",
    IntakeState.LATER: "later",
}
STARTS = {
    IntakeStart.NOTHING: _l("Nothing yet, only the plan"),
    IntakeStart.CORE_GROUP: _l("A group of people who want to do it"),
    IntakeStart.FIRM: _l("A firm that exists"),
    IntakeStart.TAKE_OVER: _l("A firm that its employees want to take over"),
}
SPOKEN = {
    "nl": _l("Dutch"),
    "en": _l("English"),
    "tr": _l("Turkish"),
    "ar": _l("Arabic"),
    "pl": _l("Polish"),
    "other": _l("another language"),
}
DECISIONS = {
    IntakeState.INVITED: _l("Invite them to talk"),
    IntakeState.LATER: _l("Later"),
    IntakeState.DECLINED: _l("Decline"),
}


def acknowledge(intake: Intake) -> None:
    """Queue the mail that an application was received. It repeats nothing of what a stranger may have typed."""
    with in_language(intake.language):
        letter = Letter(
            subject=_("We received your application"),
            paragraphs=(
                _("We read it and answer you by mail."),
                _(
                    "Did you not apply yourself? Then you need not do anything: without an answer of ours nothing happens."
                ),
            ),
            why=_(
                "You get this mail because this address was filled in on the form of %(name)s.", name=settings().name
            ),
            closing=(_("We keep your application for at most twelve months."),),
        )
    # Without a kind: who has no account has chosen no pace.
    queue_mail(letter, to=_applicant(intake), key=f"intake:{intake.id}")


def tell_managers(intake: Intake, manager: User) -> None:
    """Queue the mail that somebody applied."""
    with in_language(manager.language):
        letter = Letter(
            subject=_("A new application"),
            paragraphs=(_("Somebody wants to begin. Read it, and decide who talks with them."),),
            action=(_("To the application"), link("cohorts.intake", intake_id=intake.id)),
            why=_("You get this mail because you are a manager."),
            settings_url=link("watch.mail_preferences"),
        )
    queue_mail(letter, to=manager, key=f"intake:{intake.id}:{manager.id}", kind=MailKind.WORK)


def proposed_answer(intake: Intake, decision: IntakeState, *, by: User) -> tuple[str, str]:
    """The subject and the text of an answer, in the language of who applied: who decides can change both."""
    with in_language(intake.language):
        if decision is IntakeState.INVITED:
            return _("Shall we talk about your plan?"), _(
                "Thank you for your application. We would like to talk with you about your plan, for about an hour.\n\n"
                "Which day suits you? Write to %(email)s.\n\nKind regards,\n\n%(name)s",
                email=by.email,
                name=by.name,
            )
        if decision is IntakeState.LATER:
            return _("Your application: later"), _(
                "Thank you for your application. At this moment there is no place. We keep your application, and come back to it "
                "when a new cohort begins."
            )
        return _("Your application"), _(
            "Thank you for your application. We read it with attention. We cannot guide you now: [fill in why].\n\n"
            "You are welcome to apply again when something has changed."
        )


def answer(intake: Intake, subject: str, text: str, *, key: str) -> None:
    """Queue the answer as it was written."""
    with in_language(intake.language):
        letter = Letter(
            subject=subject,
            paragraphs=tuple(part.strip() for part in text.split("\n\n") if part.strip()),
            why=_("You get this mail because you applied with %(name)s.", name=settings().name),
        )
    queue_mail(letter, to=_applicant(intake), key=key)


def welcome(intake: Intake, group: str, invitation: Invitation, secret: str) -> None:
    """Queue the mail that an application was accepted, with the link of the invitation into the group."""
    with in_language(intake.language):
        letter = Letter(
            subject=_("Your application is accepted: %(group)s", group=group),
            paragraphs=(
                _(
                    "Your application is accepted. It is a group now, with the name %(group)s, and you coordinate it. "
                    "Come in with the button before %(day)s.",
                    group=group,
                    day=as_date(invitation.expires_at),
                ),
                _("Nothing happens without your yes."),
            ),
            action=(_("Read the invitation"), link("accounts.invitation", secret=secret)),
            why=_("You get this mail because you applied with %(name)s.", name=settings().name),
        )
    # An invitation that is sent again has another secret.
    queue_mail(letter, to=_applicant(intake), key=f"invitation:{invitation.token_hash[:24]}")


def _applicant(intake: Intake) -> Recipient:
    return Recipient(intake.email, intake.name, intake.language)
