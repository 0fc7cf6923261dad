"""Who takes part in a neighbourhood, who was asked, and leaving it."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.accounts.services import invitations
from incubator.accounts.views.invitations import mail
from incubator.core import clock
from incubator.core.db import lock, still_there
from incubator.core.forms import ConfirmationForm, choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions
from incubator.neighbourhood.forms.people import NeighbourInviteForm, NeighbourRoleForm
from incubator.neighbourhood.messages import ROLES, ROLES_EXPLAINED
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodInvitation, NeighbourhoodPerson
from incubator.neighbourhood.queries import people as queries
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.services import people as services
from incubator.neighbourhood.values import NeighbourhoodRole
from incubator.neighbourhood.views.blueprint import pages

REFUSALS_SHOWN = timedelta(days=30)


def to_people(slug: str) -> ResponseReturnValue:
    return redirect(url_for("neighbourhood.people", slug=slug))


@pages.get("/buurten/<slug>/mensen")
@guarded(permissions.may_look, load=places.neighbourhood)
def people(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Who takes part, and for drivers who was asked."""
    may_drive = permissions.may_drive(viewer(), neighbourhood)
    now = clock.now()
    return render_template(
        "neighbourhood/people.html",
        neighbourhood=neighbourhood,
        people=places.people(neighbourhood),
        roles=ROLES,
        may_drive=may_drive,
        takes_part=permissions.takes_part(viewer(), neighbourhood),
        asked=queries.invitations(neighbourhood, since=now - REFUSALS_SHOWN) if may_drive else (),
        now=now,
    )


@pages.route("/buurten/<slug>/uitnodigen", methods=["GET", "POST"])
@guarded(permissions.may_drive, load=places.neighbourhood)
def invite(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Ask someone to take part. The answer is the same whatever the address."""
    form = NeighbourInviteForm()
    form.role.choices = choices_of(ROLES_EXPLAINED)
    if carry_out(form, lambda: _invite(neighbourhood, form)):
        flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
        return to_people(neighbourhood.slug)
    return form_page("neighbourhood/invite.html", form, neighbourhood=neighbourhood)


def _invite(neighbourhood: Neighbourhood, form: NeighbourInviteForm) -> None:
    role = NeighbourhoodRole(form.role.data)
    mail(
        *services.invite(neighbourhood, form.email.data or "", form.name.data or "", role, by=viewer(), now=clock.now())
    )


@pages.post("/buurten/<slug>/uitnodigingen/<int:invitation_id>/opnieuw")
@guarded(permissions.may_change_invitation, load=queries.invitation)
def send_invitation_again(asked: NeighbourhoodInvitation) -> ResponseReturnValue:
    slug, waiting = asked.neighbourhood.slug, asked.invitation
    if carry_out_or_flash(lambda: mail(waiting, invitations.send_again(waiting, by=viewer(), now=clock.now()))):
        flash(_("The invitation is on its way to %(email)s.", email=waiting.email))
    return to_people(slug)


@pages.post("/buurten/<slug>/uitnodigingen/<int:invitation_id>/intrekken")
@guarded(permissions.may_change_invitation, load=queries.invitation)
def withdraw_invitation(asked: NeighbourhoodInvitation) -> ResponseReturnValue:
    slug, waiting = asked.neighbourhood.slug, asked.invitation
    if carry_out_or_flash(lambda: invitations.withdraw(waiting, now=clock.now())):
        flash(_("The invitation is withdrawn: its link does not work any more."))
    return to_people(slug)


@pages.route("/buurten/<slug>/mensen/<int:user_id>", methods=["GET", "POST"])
@guarded(permissions.may_change_person, load=queries.person)
def person(person: NeighbourhoodPerson) -> ResponseReturnValue:
    """Another role for someone who takes part."""
    form = NeighbourRoleForm(data={"role": person.role.value})
    form.role.choices = choices_of(ROLES_EXPLAINED)
    slug, name, user_id = person.neighbourhood.slug, person.user.name, person.user_id
    if carry_out(form, lambda: _change_role(person, form)):
        flash(_("Saved."))
        return to_people(slug)
    return form_page("neighbourhood/person.html", form, slug=slug, name=name, user_id=user_id)


def _change_role(person: NeighbourhoodPerson, form: NeighbourRoleForm) -> None:
    lock(person.neighbourhood)
    form.settle({"role": still_there(person).role.value})
    services.change_role(person, NeighbourhoodRole(form.role.data))


@pages.post("/buurten/<slug>/mensen/<int:user_id>/stoppen")
@guarded(permissions.may_change_person, load=queries.person)
def end_person(person: NeighbourhoodPerson) -> ResponseReturnValue:
    """A driver ends that somebody takes part; what they wrote stays."""
    slug, place, user, name = person.neighbourhood.slug, person.neighbourhood, person.user, person.user.name
    if carry_out_or_flash(lambda: services.end(place, user)):
        flash(_("%(name)s does not take part any more.", name=name))
    # Who ended their own part does not know this neighbourhood any more: its pages are 404 to them.
    return to_people(slug) if user.id != viewer().id else redirect(url_for("neighbourhood.index"))


@pages.route("/buurten/<slug>/weggaan", methods=["GET", "POST"])
@guarded(permissions.takes_part, load=places.neighbourhood)
def leave(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Stop taking part, by oneself."""
    form = ConfirmationForm()
    if carry_out(form, lambda: services.end(neighbourhood, viewer())):
        flash(_("You no longer take part in %(place)s. What you wrote stays there.", place=neighbourhood.name))
        return redirect(url_for("home.front"))
    return form_page("neighbourhood/leave.html", form, neighbourhood=neighbourhood)
