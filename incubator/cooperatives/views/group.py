"""The group: what it is called, where it is, in which phase, and who guides it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.models import Role
from incubator.accounts.permissions import guarded, is_manager, signed_in
from incubator.cooperatives import permissions, queries, services
from incubator.cooperatives.forms import CoachForm, GroupForm, PhaseForm
from incubator.cooperatives.messages import MILESTONES, PARTICIPATION_ROLES, PHASES, route
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.cooperatives.views.blueprint import pages
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import search_words
from incubator.core.reference import municipalities


@pages.get("/")
@guarded(signed_in)
def index() -> ResponseReturnValue:
    search = search_words(request.args.get("zoek"))
    found = queries.cooperatives(current_user, search)
    return render_template("cooperatives/index.html", cooperatives=found, search=search, phases=PHASES)


@pages.route("/nieuw", methods=["GET", "POST"])
@guarded(signed_in)
def start() -> ResponseReturnValue:
    """Start a group; who starts it coordinates it."""
    form = GroupForm()
    if form.validate_on_submit():
        try:
            with transaction():
                founder = current_user if current_user.role in {Role.FOUNDER, Role.GUEST} else None
                group = services.start_group(
                    form.name.data,
                    municipality=services.municipality_code(form.municipality.data),
                    neighbourhood=form.neighbourhood.data,
                    founder=founder,
                    now=clock.now(),
                    today=clock.today(),
                )
                if current_user.role is Role.COACH:
                    services.assign_coach(group, current_user._get_current_object(), today=clock.today())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("%(group)s has started.", group=group.name))
            return redirect(url_for("cooperatives.show", slug=group.slug))
    return render_template("cooperatives/start.html", form=form), 422 if form.errors else 200


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
    form = GroupForm(obj=group)
    if request.method == "GET":
        form.municipality.data = municipalities.name_of(group.municipality)
    if form.validate_on_submit():
        try:
            with transaction():
                services.correct_group(
                    group, form.name.data, municipality=form.municipality.data, neighbourhood=form.neighbourhood.data
                )
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Saved."))
            return redirect(url_for("cooperatives.show", slug=group.slug))
    return render_template("cooperatives/edit.html", form=form, group=group), 422 if form.errors else 200


@pages.route("/<slug>/fase", methods=["GET", "POST"])
@guarded(permissions.may_guide, load=queries.cooperative)
def phase(group: Cooperative) -> ResponseReturnValue:
    form = PhaseForm(data={"phase": group.phase.value})
    form.phase.choices = [(one.value, PHASES[one]) for one in Phase]
    if form.validate_on_submit():
        try:
            with transaction():
                services.move_to_phase(group, Phase(form.phase.data), now=clock.now(), reason=form.reason.data)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("%(group)s is now in phase %(phase)s.", group=group.name, phase=PHASES[group.phase]))
            return redirect(url_for("cooperatives.show", slug=group.slug))
    return render_template("cooperatives/phase.html", form=form, group=group), 422 if form.errors else 200


@pages.route("/<slug>/coach", methods=["GET", "POST"])
@guarded(is_manager, load=queries.cooperative)
def coach(group: Cooperative) -> ResponseReturnValue:
    form = CoachForm()
    coaches = queries.possible_coaches()
    form.coach.choices = [(one.id, one.name) for one in coaches]
    if form.validate_on_submit():
        chosen = next(one for one in coaches if one.id == form.coach.data)
        with transaction():
            services.assign_coach(group, chosen, today=clock.today())
        flash(_("%(coach)s now guides %(group)s.", coach=chosen.name, group=group.name))
        return redirect(url_for("cooperatives.show", slug=group.slug))
    return render_template("cooperatives/coach.html", form=form, group=group), 422 if form.errors else 200
