"""The page of which account belongs to a membership."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.models import Invitation, User
from incubator.accounts.permissions import guarded, viewer
from incubator.accounts.services import invitations
from incubator.accounts.services.invitations import register_kind
from incubator.accounts.values import InvitationKind, InvitedTo
from incubator.accounts.views.invitations import mail
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.register import permissions, queries
from incubator.register.forms import AccountLinkForm
from incubator.register.messages import linking as messages
from incubator.register.models import BoardSeat, Member
from incubator.register.queries import linking
from incubator.register.services import linking as services
from incubator.register.views.blueprint import pages


@pages.record_once
def tell_of_invitations(_state: object) -> None:
    register_kind(services.MEMBERSHIP, InvitationKind(describe=_invited_to, accept=services.accept))


def _invited_to(invitation: Invitation) -> InvitedTo:
    return messages.invited_to(linking.asked_about(invitation.id))


@pages.route("/leden/<int:number>/account", methods=["GET", "POST"])
@guarded(permissions.may_link, load=queries.member)
def account(member: Member) -> ResponseReturnValue:
    """Which account belongs to this membership; ask the member to link one."""
    form = AccountLinkForm(data={"email": member.email})
    if carry_out(form, lambda: mail(*services.ask(member, form.email.data, by=viewer(), now=clock.now()))):
        flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
        return _to_account(member)
    return form_page(
        "register/account.html",
        form,
        group=member.cooperative,
        member=member,
        waiting=linking.waiting(member),
        now=clock.now(),
    )


@pages.post("/leden/<int:number>/account/opnieuw")
@guarded(permissions.may_link, load=queries.member)
def ask_link_again(member: Member) -> ResponseReturnValue:
    """A new link for the same invitation."""
    mail_again(member)
    return _to_account(member)


def mail_again(owner: Member | BoardSeat) -> None:
    """Mail what waits for an answer once more, with a new link, and say so; nothing when nobody was asked."""
    waiting = linking.waiting(owner)
    if waiting is not None and carry_out_or_flash(
        lambda: mail(waiting, invitations.send_again(waiting, by=viewer(), now=clock.now()))
    ):
        flash(_("The invitation is on its way to %(email)s.", email=waiting.email))


@pages.post("/leden/<int:number>/account/intrekken")
@guarded(permissions.may_link, load=queries.member)
def withdraw_link(member: Member) -> ResponseReturnValue:
    """The invitation does not hold any more."""
    if carry_out_or_flash(lambda: withdraw_of(member)):
        flash(_("The invitation is withdrawn: its link does not work any more."))
    return _to_account(member)


def withdraw_of(owner: Member | BoardSeat) -> Invitation:
    """Withdraw what waits for an answer. Raises `RuleViolation` when nothing does."""
    waiting = linking.waiting(owner)
    if waiting is None:
        raise RuleViolation(N_("Nobody was asked."))
    invitations.withdraw(waiting, now=clock.now())
    return waiting


@pages.post("/leden/<int:number>/account/ontkoppelen")
@guarded(permissions.may_link, load=queries.member)
def unlink(member: Member) -> ResponseReturnValue:
    """The account no longer belongs to this membership."""
    if carry_out_or_flash(lambda: unlink_of(member)):
        flash(_("The link is taken away. The membership itself has not changed."))
    return _to_account(member)


def unlink_of(owner: Member | BoardSeat) -> User:
    """Take the link away, and tell whose account it was."""
    user = services.unlink(owner)
    messages.tell_unlinked(owner, user, moment=clock.now())
    return user


def _to_account(member: Member) -> ResponseReturnValue:
    return redirect(url_for("register.account", slug=member.cooperative.slug, number=member.number))
