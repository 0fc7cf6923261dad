"""Who takes part in the group."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts import services as account_services
from incubator.accounts.messages import send_link
from incubator.accounts.models import Role, TokenPurpose
from incubator.accounts.permissions import guarded
from incubator.cooperatives import permissions, queries, services
from incubator.cooperatives.forms import InviteForm, ParticipationRoleForm
from incubator.cooperatives.messages import (
    PARTICIPATION_ROLES,
    send_group_invitation,
)
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.cooperatives.views.blueprint import pages
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.mail import link
from incubator.core.web import settings


@pages.route("/<slug>/uitnodigen", methods=["GET", "POST"])
@guarded(permissions.may_coordinate, load=queries.cooperative)
def invite(group: Cooperative) -> ResponseReturnValue:
    """Let someone take part; who has no account yet gets a link to choose a password."""
    form = InviteForm()
    form.role.choices = [(role.value, PARTICIPATION_ROLES[role]) for role in ParticipationRole]
    if form.validate_on_submit():
        try:
            with transaction():
                _invite(group, form.name.data, form.email.data, ParticipationRole(form.role.data))
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
            return redirect(url_for("cooperatives.show", slug=group.slug))
    return render_template("cooperatives/invite.html", form=form, group=group), 422 if form.errors else 200


def _invite(group: Cooperative, name: str, email: str, role: ParticipationRole) -> None:
    user, secret = account_services.invite(email, name, Role.FOUNDER, now=clock.now(), by=current_user)
    participation = services.add_participant(group, user, role, today=clock.today())
    if secret is not None:
        send_link(user, TokenPurpose.INVITATION, secret, name=settings().name, group=group.name)
    else:
        url = link("cooperatives.show", slug=group.slug)
        key = f"takes-part:{participation.id}:{clock.now().isoformat()}"
        send_group_invitation(user, group.name, url, key=key, inviter=current_user.name)


@pages.route("/<slug>/deelnemers/<int:participation_id>", methods=["GET", "POST"])
@guarded(permissions.may_change_participation, load=queries.participation)
def participation(found: Participation) -> ResponseReturnValue:
    """Another role for someone who takes part."""
    form = ParticipationRoleForm(data={"role": found.role.value})
    form.role.choices = [(role.value, PARTICIPATION_ROLES[role]) for role in ParticipationRole]
    if form.validate_on_submit():
        try:
            with transaction():
                services.change_role(found, ParticipationRole(form.role.data))
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Saved."))
            return redirect(url_for("cooperatives.show", slug=found.cooperative.slug))
    page = render_template("cooperatives/participation.html", form=form, found=found, end=ConfirmationForm())
    return page, 422 if form.errors else 200


@pages.post("/<slug>/deelnemers/<int:participation_id>/stoppen")
@guarded(permissions.may_change_participation, load=queries.participation)
def end_participation(found: Participation) -> ResponseReturnValue:
    slug, name = found.cooperative.slug, found.user.name
    try:
        with transaction():
            services.end_participation(found, today=clock.today())
    except RuleViolation as broken_rule:
        flash(_(broken_rule.message, **broken_rule.params), "error")
    else:
        flash(_("%(name)s no longer takes part.", name=name))
    return redirect(url_for("cooperatives.show", slug=slug))
