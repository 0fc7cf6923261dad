"""Who takes part in the group."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts import services as account_services
from incubator.accounts.messages import send_link
from incubator.accounts.models import Role, TokenPurpose
from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions, queries, services
from incubator.cooperatives.forms import InviteForm, ParticipationRoleForm
from incubator.cooperatives.messages import (
    PARTICIPATION_ROLES,
    send_group_invitation,
)
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.cooperatives.views.blueprint import pages
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.mail import link
from incubator.core.web import carry_out, carry_out_or_flash, form_page, settings


@pages.route("/<slug>/uitnodigen", methods=["GET", "POST"])
@guarded(permissions.may_coordinate, load=queries.cooperative)
def invite(group: Cooperative) -> ResponseReturnValue:
    """Let someone take part; who has no account yet gets a link to choose a password."""
    form = InviteForm()
    form.role.choices = _roles()
    if carry_out(form, lambda: _invite(group, form.name.data, form.email.data, ParticipationRole(form.role.data))):
        flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
        return redirect(url_for("cooperatives.show", slug=group.slug))
    return form_page("cooperatives/invite.html", form, group=group)


def _roles() -> list[SelectChoice]:
    return [SelectChoice(role.value, PARTICIPATION_ROLES[role]) for role in ParticipationRole]


def _invite(group: Cooperative, name: str, email: str, role: ParticipationRole) -> None:
    user, secret = account_services.invite(email, name, Role.FOUNDER, now=clock.now(), by=viewer())
    participation = services.add_participant(group, user, role, today=clock.today())
    if secret is not None:
        send_link(user, TokenPurpose.INVITATION, secret, name=settings().name, group=group.name)
        return
    url = link("cooperatives.show", slug=group.slug)
    key = f"takes-part:{participation.id}:{clock.now().isoformat()}"
    send_group_invitation(user, group.name, url, key=key, inviter=current_user.name)


@pages.route("/<slug>/deelnemers/<int:participation_id>", methods=["GET", "POST"])
@guarded(permissions.may_change_participation, load=queries.participation)
def participation(participant: Participation) -> ResponseReturnValue:
    """Another role for someone who takes part."""
    form = ParticipationRoleForm(data={"role": participant.role.value})
    form.role.choices = _roles()
    if carry_out(form, lambda: _change_role(participant, form)):
        flash(_("Saved."))
        return redirect(url_for("cooperatives.show", slug=participant.cooperative.slug))
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
    return redirect(url_for("cooperatives.show", slug=slug))
