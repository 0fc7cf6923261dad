"""The group: what it is called, where it is, in which phase, and who guides it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import Role
from incubator.accounts.permissions import guarded, is_manager, signed_in, viewer
from incubator.cooperatives import permissions, queries, services
from incubator.cooperatives.forms import CoachForm, GroupForm, GuidedGroupForm
from incubator.cooperatives.messages import MILESTONES, PARTICIPATION_ROLES, PHASES, route
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.absences import away_from
from incubator.cooperatives.queries.people import coaches_of
from incubator.cooperatives.views.blueprint import pages
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.reference import municipalities
from incubator.core.web import carry_out, form_page


@pages.route("/nieuw", methods=["GET", "POST"])
@guarded(signed_in)
def start() -> ResponseReturnValue:
    """Start a group; who starts it coordinates it."""
    form = GroupForm()
    if done := carry_out(form, lambda: _start(form)):
        flash(_("%(group)s has started.", group=done.value.name))
        return redirect(url_for("cooperatives.show", slug=done.value.slug))
    return form_page("cooperatives/start.html", form)


def _start(form: GroupForm) -> Cooperative:
    """A founder coordinates the group, a coach guides it; a manager starts it for others."""
    user = viewer()
    group = services.start_group(
        form.name.data,
        municipality=services.municipality_code(form.municipality.data),
        neighbourhood=form.neighbourhood.data,
        founder=user if user.role in {Role.FOUNDER, Role.GUEST} else None,
        now=clock.now(),
        today=clock.today(),
    )
    if user.role is Role.COACH:
        services.assign_coach(group, user, today=clock.today())
    return group


@pages.get("/<slug>")
@guarded(permissions.may_see, load=queries.cooperative)
def show(group: Cooperative) -> ResponseReturnValue:
    milestones = queries.milestones(group)
    return render_template(
        "cooperatives/show.html",
        group=group,
        participants=queries.participants(group),
        milestones=milestones,
        route=route(group, milestones),
        takes_part=queries.role_in(current_user, group) is not None,
        coaches=coaches_of(group),
        away=away_from(group),
        open_points=queries.open_points(group),
        may_coordinate=permissions.may_coordinate(current_user, group),
        phases=PHASES,
        roles=PARTICIPATION_ROLES,
        municipality=municipalities.name_of(group.municipality),
        is_manager=is_manager(current_user),
        may_guide=permissions.may_guide(current_user, group),
        milestone_names=MILESTONES,
    )


@pages.route("/<slug>/gegevens", methods=["GET", "POST"])
@guarded(permissions.may_coordinate, load=queries.cooperative)
def edit(group: Cooperative) -> ResponseReturnValue:
    # A cohort is how the incubator counts: no business of the group's own.
    form = (GuidedGroupForm if is_manager(current_user) else GroupForm)(data=_standing(group))
    if carry_out(form, lambda: _correct(group, form)):
        flash(_("Saved."))
        return redirect(url_for("cooperatives.show", slug=group.slug))
    return form_page("cooperatives/edit.html", form, group=group)


def _standing(group: Cooperative) -> dict[str, str | None]:
    """What the form of a group shows, as it is stored now."""
    municipality = municipalities.name_of(group.municipality)
    return {
        "name": group.name,
        "municipality": municipality,
        "neighbourhood": group.neighbourhood,
        "cohort": group.cohort,
    }


def _correct(group: Cooperative, form: GroupForm) -> None:
    # Compared under the lock: between looking and writing nobody can change it.
    form.settle(_standing(lock(group)))
    services.correct_group(
        group, form.name.data, municipality=form.municipality.data, neighbourhood=form.neighbourhood.data
    )
    if isinstance(form, GuidedGroupForm):
        services.put_in_cohort(group, form.cohort.data)


@pages.route("/<slug>/coach", methods=["GET", "POST"])
@guarded(is_manager, load=queries.cooperative)
def coach(group: Cooperative) -> ResponseReturnValue:
    form = CoachForm()
    coaches = {coach.id: coach for coach in queries.possible_coaches()}
    form.coach.choices = [SelectChoice(coach.id, coach.name) for coach in coaches.values()]
    if done := carry_out(form, lambda: services.assign_coach(group, coaches[form.coach.data], today=clock.today())):
        flash(_("%(coach)s now guides %(group)s.", coach=done.value.user.name, group=group.name))
        return redirect(url_for("cooperatives.show", slug=group.slug))
    return form_page("cooperatives/coach.html", form, group=group)
