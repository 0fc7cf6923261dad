"""Who takes part in the group, who was asked to, and leaving it."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.accounts.services import invitations
from incubator.accounts.views.invitations import mail
from incubator.cooperatives import permissions, queries, services
from incubator.cooperatives.forms import InviteForm, ParticipationRoleForm
from incubator.cooperatives.messages import PARTICIPATION_ROLES, ROLES_EXPLAINED
from incubator.cooperatives.models import Cooperative, GroupInvitation, Participation, ParticipationRole
from incubator.cooperatives.queries import people as invited
from incubator.cooperatives.services import people as inviting
from incubator.cooperatives.views.blueprint import pages
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.forms import ConfirmationForm
from incubator.core.web import carry_out, carry_out_or_flash, form_page

REFUSALS_SHOWN = timedelta(days=30)


@pages.get("/<slug>/mensen")
@guarded(permissions.may_see, load=queries.cooperative)
def people(group: Cooperative) -> ResponseReturnValue:
    """Who takes part, and for who coordinates: who was asked."""
    may_coordinate = permissions.may_coordinate(current_user, group)
    now = clock.now()
    return render_template(
        "cooperatives/people.html",
        group=group,
        participants=queries.participants(group),
        roles=PARTICIPATION_ROLES,
        may_coordinate=may_coordinate,
        takes_part=permissions.takes_part(current_user, group),
        asked=invited.invitations(group, since=now - REFUSALS_SHOWN) if may_coordinate else (),
        now=now,
    )


@pages.route("/<slug>/uitnodigen", methods=["GET", "POST"])
@guarded(permissions.may_coordinate, load=queries.cooperative)
def invite(group: Cooperative) -> ResponseReturnValue:
    """Ask someone to take part. The answer is the same whatever the address."""
    form = InviteForm()
    form.role.choices = [(role.value, words) for role, words in ROLES_EXPLAINED.items()]
    if carry_out(form, lambda: _invite(group, form)):
        flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
        return redirect(url_for("cooperatives.people", slug=group.slug))
    return form_page("cooperatives/invite.html", form, group=group)


def _invite(group: Cooperative, form: InviteForm) -> None:
    role = ParticipationRole(form.role.data)
    mail(*inviting.invite(group, form.email.data, form.name.data, role, by=viewer(), now=clock.now()))


@pages.post("/<slug>/uitnodigingen/<int:invitation_id>/opnieuw")
@guarded(permissions.may_change_invitation, load=invited.invitation)
def send_invitation_again(asked: GroupInvitation) -> ResponseReturnValue:
    slug, waiting = asked.cooperative.slug, asked.invitation
    if carry_out_or_flash(lambda: mail(waiting, invitations.send_again(waiting, by=viewer(), now=clock.now()))):
        flash(_("The invitation is on its way to %(email)s.", email=waiting.email))
    return redirect(url_for("cooperatives.people", slug=slug))


@pages.post("/<slug>/uitnodigingen/<int:invitation_id>/intrekken")
@guarded(permissions.may_change_invitation, load=invited.invitation)
def withdraw_invitation(asked: GroupInvitation) -> ResponseReturnValue:
    slug, waiting = asked.cooperative.slug, asked.invitation
    if carry_out_or_flash(lambda: invitations.withdraw(waiting, now=clock.now())):
        flash(_("The invitation is withdrawn: its link does not work any more."))
    return redirect(url_for("cooperatives.people", slug=slug))


@pages.route("/<slug>/weggaan", methods=["GET", "POST"])
@guarded(permissions.takes_part, load=queries.cooperative)
def leave(group: Cooperative) -> ResponseReturnValue:
    """Stop taking part, by oneself."""
    form = ConfirmationForm()
    if carry_out(form, lambda: inviting.leave(group, viewer(), today=clock.today())):
        flash(_("You no longer take part in %(group)s. What you wrote stays there.", group=group.name))
        return redirect(url_for("home.front"))
    return form_page("cooperatives/leave.html", form, group=group)


@pages.route("/<slug>/deelnemers/<int:participation_id>", methods=["GET", "POST"])
@guarded(permissions.may_change_participation, load=queries.participation)
def participation(participant: Participation) -> ResponseReturnValue:
    """Another role for someone who takes part."""
    form = ParticipationRoleForm(data={"role": participant.role.value})
    form.role.choices = [SelectChoice(role.value, PARTICIPATION_ROLES[role]) for role in ParticipationRole]
    if carry_out(form, lambda: _change_role(participant, form)):
        flash(_("Saved."))
        return redirect(url_for("cooperatives.people", slug=participant.cooperative.slug))
    return form_page("cooperatives/participation.html", form, participant=participant)


def _change_role(participant: Participation, form: ParticipationRoleForm) -> None:
    lock(participant.cooperative)
    form.settle({"role": participant.role.value})
    services.change_role(participant, ParticipationRole(form.role.data))


@pages.post("/<slug>/deelnemers/<int:participation_id>/stoppen")
@guarded(permissions.may_change_participation, load=queries.participation)
def end_participation(participant: Participation) -> ResponseReturnValue:
    slug, name = participant.cooperative.slug, participant.user.name
    if carry_out_or_flash(lambda: services.end_participation(participant, today=clock.today())):
        flash(_("%(name)s no longer takes part.", name=name))
    return redirect(url_for("cooperatives.people", slug=slug))
