"""Pages of the group and its dossier."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts import services as account_services
from incubator.accounts.messages import send_link
from incubator.accounts.models import Purpose, Role
from incubator.accounts.permissions import guarded, is_manager, signed_in
from incubator.cooperatives import permissions, queries, services
from incubator.cooperatives.forms import CoachForm, Confirmation, FactForm, GroupForm, InviteForm, PhaseForm, RoleForm
from incubator.cooperatives.messages import (
    MILESTONES,
    PARTICIPATION_ROLES,
    PHASES,
    SOURCES,
    hint,
    send_group_invitation,
)
from incubator.cooperatives.models import Cooperative, Fact, Participation, ParticipationRole
from incubator.cooperatives.values import FACT_KEYS, Phase, Source, SourceKind
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import search_words
from incubator.core.i18n import language
from incubator.core.mail import link
from incubator.core.reference import municipalities
from incubator.core.web import settings

pages = Blueprint("cooperatives", __name__, url_prefix="/cooperaties")


@pages.record_once
def tell_of_oneself(_state: object) -> None:
    account_services.register_export("groups", queries.groups_told)
    account_services.register_export("facts", queries.facts_told)


@pages.app_context_processor
def words() -> dict[str, Any]:
    """Words for facts, for every page that uses one."""
    return {"fact_label": _label, "fact_text": _text_of, "fact_sources": SOURCES}


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
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("%(group)s has started.", group=group.name))
            return redirect(url_for("cooperatives.show", slug=group.slug))
    return render_template("cooperatives/start.html", form=form), 422 if form.errors else 200


@pages.get("/<slug>")
@guarded(permissions.may_see, load=queries.cooperative)
def show(group: Cooperative) -> ResponseReturnValue:
    return render_template(
        "cooperatives/show.html",
        group=group,
        participants=queries.participants(group),
        milestones=queries.milestones(group),
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
        send_link(user, Purpose.INVITATION, secret, name=settings().name, group=group.name)
    else:
        url = link("cooperatives.show", slug=group.slug)
        key = f"takes-part:{participation.id}:{clock.now().isoformat()}"
        send_group_invitation(user, group.name, url, key=key, inviter=current_user.name)


@pages.route("/<slug>/deelnemers/<int:participation_id>", methods=["GET", "POST"])
@guarded(permissions.may_change_participation, load=queries.participation)
def participation(found: Participation) -> ResponseReturnValue:
    """Another role for someone who takes part."""
    form = RoleForm(data={"role": found.role.value})
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
    page = render_template("cooperatives/participation.html", form=form, found=found, end=Confirmation())
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


@pages.get("/<slug>/dossier")
@guarded(permissions.may_see, load=queries.cooperative)
def dossier(group: Cooperative) -> ResponseReturnValue:
    """What is known of this cooperative: each fact with its source and date, and what is not agreed yet."""
    return render_template(
        "cooperatives/dossier.html",
        group=group,
        keys=FACT_KEYS,
        holding=queries.holding_facts(group),
        open_points=queries.open_points(group),
        may_record=permissions.may_record(current_user, group),
        may_decide=permissions.may_coordinate(current_user, group) or permissions.may_guide(current_user, group),
        label=_label,
        sources=SOURCES,
        text_of=_text_of,
    )


def _text_of(fact: Fact) -> str:
    return services.as_text(FACT_KEYS[fact.key], fact.value)


def _label(key: str) -> str:
    definition = FACT_KEYS[key]
    return definition.nl if language() == "nl" else definition.en


@pages.get("/<slug>/dossier/<key>/geschiedenis")
@guarded(permissions.may_see, load=queries.cooperative_with_key)
def history(found: tuple[Cooperative, str]) -> ResponseReturnValue:
    group, key = found
    return render_template(
        "cooperatives/history.html",
        group=group,
        key=key,
        title=_label(key),
        facts=queries.facts(group, key),
        holding=queries.holding_facts(group).get(key),
        sources=SOURCES,
        text_of=_text_of,
    )


@pages.route("/<slug>/dossier/<key>", methods=["GET", "POST"])
@guarded(permissions.may_record_key, load=queries.cooperative_with_key)
def record(found: tuple[Cooperative, str]) -> ResponseReturnValue:
    """Enter a fact by hand: approved at once by who may decide, else proposed."""
    group, key = found
    definition = FACT_KEYS[key]
    holding = queries.holding_facts(group).get(key)
    form = FactForm(data={"value": services.as_text(definition, holding.value) if holding else ""})
    form.value.label.text = _label(key)
    if form.validate_on_submit():
        try:
            with transaction():
                _record(group, key, form.value.data)
        except RuleViolation as broken_rule:
            form.refuse(RuleViolation(broken_rule.message, field="value", **broken_rule.params))
        else:
            flash(_("Saved in the dossier."))
            return redirect(url_for("cooperatives.dossier", slug=group.slug))
    page = render_template(
        "cooperatives/record.html",
        form=form,
        group=group,
        definition=definition,
        holding=holding,
        hint=hint(definition),
        sources=SOURCES,
    )
    return page, 422 if form.errors else 200


def _record(group: Cooperative, key: str, text: str) -> None:
    decides = permissions.may_coordinate(current_user, group) or permissions.may_guide(current_user, group)
    value: Any = services.from_text(FACT_KEYS[key], text)
    source = Source(SourceKind.ENTERED)
    services.record_fact(group, key, value, source=source, author=current_user, now=clock.now(), approved=decides)


@pages.post("/<slug>/dossier/feiten/<int:fact_id>/goedkeuren")
@guarded(permissions.may_decide_fact, load=queries.fact_of)
def approve(fact: Fact) -> ResponseReturnValue:
    with transaction():
        services.decide_fact(fact, now=clock.now())
    flash(_("This is now what holds."))
    return redirect(url_for("cooperatives.dossier", slug=fact.cooperative.slug))


@pages.post("/<slug>/dossier/feiten/<int:fact_id>/intrekken")
@guarded(permissions.may_decide_fact, load=queries.fact_of)
def withdraw(fact: Fact) -> ResponseReturnValue:
    try:
        with transaction():
            services.withdraw_fact(fact)
    except RuleViolation as broken_rule:
        flash(_(broken_rule.message, **broken_rule.params), "error")
    else:
        flash(_("The proposal has been withdrawn; what held still holds."))
    return redirect(url_for("cooperatives.dossier", slug=fact.cooperative.slug))
