"""Invitations: the manager's list of who was asked in, and the page behind the link in the mail, where one says yes or no."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts import messages, queries
from incubator.accounts.forms import InvitationForm, JoinForm
from incubator.accounts.models import Invitation, Role, User
from incubator.accounts.permissions import guarded, is_manager, public, viewer
from incubator.accounts.services import invitations
from incubator.accounts.values import INCUBATOR, InvitedTo
from incubator.accounts.views.blueprint import limiter, pages
from incubator.accounts.views.entering import let_in
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm, Form
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_
from incubator.core.mail import in_language
from incubator.core.web import carry_out, carry_out_or_flash, form_page


@pages.get("/beheer/mensen/uitnodigingen")
@guarded(is_manager)
def waiting_invitations() -> ResponseReturnValue:
    """Who was asked in and did not answer yet."""
    return render_template(
        "accounts/invitations.html", invitations=queries.waiting_invitations(), roles=messages.ROLES, now=clock.now()
    )


@pages.route("/beheer/mensen/uitnodigen", methods=["GET", "POST"])
@guarded(is_manager)
def invite() -> ResponseReturnValue:
    form = InvitationForm()
    form.role.choices = messages.role_choices()
    if carry_out(form, lambda: _invite(form.email.data, form.name.data, Role(form.role.data))):
        flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
        return redirect(url_for("accounts.waiting_invitations"))
    return form_page("accounts/invite.html", form)


def _invite(email: str, name: str, role: Role) -> None:
    mail(*invitations.invite(email, name, role, by=viewer(), now=clock.now()))


def mail(invitation: Invitation, secret: str) -> None:
    """Queue the mail of an invitation, in the language of who sends it: that of the reader is not known yet."""
    spoken = language()
    with in_language(spoken):
        into = _into(invitation)
    messages.send_invitation(invitation, secret, into, language=spoken)


def _into(invitation: Invitation) -> InvitedTo:
    if invitation.kind == INCUBATOR:
        return messages.into_the_incubator(invitation)
    return invitations.KINDS[invitation.kind].describe(invitation)


@pages.post("/beheer/mensen/uitnodigingen/<int:invitation_id>/opnieuw")
@guarded(is_manager, load=queries.invitation_into_the_incubator)
def send_invitation_again(waiting: Invitation) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: mail(waiting, invitations.send_again(waiting, by=viewer(), now=clock.now()))):
        flash(_("The invitation is on its way to %(email)s.", email=waiting.email))
    return redirect(url_for("accounts.waiting_invitations"))


@pages.post("/beheer/mensen/uitnodigingen/<int:invitation_id>/intrekken")
@guarded(is_manager, load=queries.invitation_into_the_incubator)
def withdraw_invitation(waiting: Invitation) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: invitations.withdraw(waiting, now=clock.now())):
        flash(_("The invitation is withdrawn: its link does not work any more."))
    return redirect(url_for("accounts.waiting_invitations"))


@pages.route("/uitnodiging/<secret>", methods=["GET", "POST"])
@public
@limiter.limit("120 per hour")
def invitation(secret: str) -> ResponseReturnValue:
    """Read into what one is invited, and say yes: with the account of that address, or with a new one."""
    asked = invitations.behind(secret, now=clock.now())
    if asked is None:
        return render_template("accounts/invitation_gone.html"), 410
    into = _into(asked)
    holder = queries.by_email(asked.email)
    has_account = holder is not None and holder.password_hash is not None
    is_holder = current_user.is_authenticated and current_user.email == asked.email
    form = ConfirmationForm() if has_account or is_holder else JoinForm(data={"name": asked.name})
    if done := carry_out(form, lambda: _accept(asked, form)):
        answer = redirect(into.page) if is_holder else let_in(done.value, target=into.page)
        flash(_("Welcome: you now take part in %(place)s.", place=into.place))
        return answer
    return form_page(
        "accounts/invitation.html",
        form,
        invitation=asked,
        into=into,
        secret=secret,
        has_account=has_account,
        is_holder=is_holder,
    )


def _accept(asked: Invitation, form: Form) -> User:
    if isinstance(form, JoinForm):
        return invitations.accept_as_new(asked, form.name.data, form.password.data, now=clock.now())
    if not current_user.is_authenticated:
        raise RuleViolation(N_("Sign in first, with the account of this address."))
    invitations.accept(asked, viewer(), now=clock.now())
    return viewer()


@pages.post("/uitnodiging/<secret>/nee")
@public
@limiter.limit("120 per hour")
def decline_invitation(secret: str) -> ResponseReturnValue:
    asked = invitations.behind(secret, now=clock.now())
    if asked is None:
        return render_template("accounts/invitation_gone.html"), 410
    if carry_out_or_flash(lambda: invitations.decline(asked, now=clock.now())) is None:
        return redirect(url_for("accounts.invitation", secret=secret))
    return render_template("accounts/invitation_declined.html")
