"""Sessions: planning one, its page, who was there, the report."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.cohorts import permissions, rules
from incubator.cohorts.feeds import calendar_of
from incubator.cohorts.forms.sessions import (
    ATTENDANCES,
    UNKNOWN,
    AttendanceForm,
    GatheringForm,
    ReportForm,
    attendance_form,
    field_of,
)
from incubator.cohorts.models import GroupGathering
from incubator.cohorts.queries import cohorts
from incubator.cohorts.queries import gatherings as queries
from incubator.cohorts.services import gatherings as services
from incubator.cohorts.services.gatherings import Host
from incubator.cohorts.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cohort, Cooperative, Participation
from incubator.cooperatives.queries.people import coaches_of
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain
from incubator.core.web import carry_out, form_page


@pages.route("/lichtingen/<int:cohort_id>/bijeenkomsten/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_lead, load=cohorts.cohort)
def plan_for_cohort(cohort: Cohort) -> ResponseReturnValue:
    back = url_for("cohorts.show", cohort_id=cohort.id)
    return plan(Host(cohort=cohort), cohorts.leaders(cohort), back=back, name=cohort.name, group=None)


@pages.route("/cooperaties/<slug>/bijeenkomsten/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_guide, load=cooperatives.cooperative)
def plan_for_group(group: Cooperative) -> ResponseReturnValue:
    back = url_for("cohorts.of_group", slug=group.slug)
    return plan(Host(group=group), coaches_of(group), back=back, name=group.name, group=group)


def plan(
    host: Host, coaches: Sequence[User], *, back: str, name: str, group: Cooperative | None
) -> ResponseReturnValue:
    """Plan a session for who the host is."""
    form = GatheringForm(data={"led_by": str(current_user.id)} if is_coach(current_user) else {})
    leaders = _offer_leaders(form, coaches)
    done = carry_out(
        form,
        lambda: services.plan(
            host, form.planned(), led_by=leaders.get(form.led_by.data or ""), by=viewer(), now=clock.now()
        ),
    )
    if done is not None:
        planned, mails = done.value
        # What is written down afterwards is mailed to nobody, and nobody comes to what has no people yet.
        flash(
            _("The session is planned. Who comes gets a mail.")
            if mails
            else _("The session is planned. No mail was sent.")
        )
        return to_session(planned)
    return form_page(
        "cohorts/gathering_form.html",
        form,
        name=name,
        back=back,
        group=group,
        gathering=None,
        has_leaders=bool(leaders),
    )


def _offer_leaders(form: GatheringForm, coaches: Sequence[User]) -> dict[str, User]:
    """Who can lead: the coaches, and who plans it when that is no member of a group."""
    people = {str(coach.id): coach for coach in coaches}
    if is_coach(current_user):
        people[str(current_user.id)] = viewer()
    form.led_by.choices = [SelectChoice("", _("Nobody in particular"))]
    form.led_by.choices += [SelectChoice(number, person.name) for number, person in people.items()]
    return people


def to_session(gathering: GroupGathering) -> ResponseReturnValue:
    return redirect(url_for("cohorts.gathering", gathering_id=gathering.id))


def turned_away(shown: GroupGathering, check: Callable[[], None] | None = None) -> ResponseReturnValue | None:
    """Back to the session with the sentence why, when its form has nothing to do; None when it has."""
    # What somebody typed meanwhile is refused in the form, where it still stands.
    if request.method == "POST":
        return None
    try:
        rules.check_goes_on(shown.cancelled_at)
        if check is not None:
            check()
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
        return to_session(shown)
    return None


@pages.get("/bijeenkomsten/<int:gathering_id>")
@guarded(permissions.may_attend, load=queries.gathering)
def gathering(shown: GroupGathering) -> ResponseReturnValue:
    """A session: when and where, what to do beforehand, files and links, who was there, the report."""
    groups = queries.groups_at(shown)
    leading = permissions.may_lead_gathering(current_user, shown)
    return render_template(
        "cohorts/gathering.html",
        gathering=shown,
        groups=groups,
        group=shown.cooperative,
        back=_back(shown),
        leading=leading,
        may_change=leading or permissions.may_change_gathering(current_user, shown),
        counts=_counts(shown),
        attendances=ATTENDANCES,
        now=clock.now(),
    )


def _back(shown: GroupGathering) -> tuple[str, str]:
    """The page that a session belongs to, and what it is called: for a group its own."""
    cohort = shown.cohort or (shown.peer_group.cohort if shown.peer_group is not None else None)
    if shown.cooperative is not None:
        return url_for("cohorts.of_group", slug=shown.cooperative.slug), shown.cooperative.name
    if is_coach(current_user) and cohort is not None:
        return url_for("cohorts.show", cohort_id=cohort.id), cohort.name
    coming = {group.id for group in queries.groups_at(shown)}
    for own, _role in cooperatives.own_groups(viewer()):
        if own.id in coming:
            return url_for("cohorts.of_group", slug=own.slug), own.name
    return url_for("home.agenda"), _("Agenda")


def _counts(shown: GroupGathering) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in shown.attendances:
        counts[row.state] = counts.get(row.state, 0) + 1
    return counts


@pages.get("/bijeenkomsten/<int:gathering_id>/agenda.ics")
@guarded(permissions.may_attend, load=queries.gathering)
def calendar(shown: GroupGathering) -> ResponseReturnValue:
    """The event for one's own calendar."""
    content = calendar_of(shown, now=clock.now())
    headers = {"Content-Disposition": f"attachment; filename=bijeenkomst-{shown.id}.ics"}
    return Response(content, mimetype="text/calendar", headers=headers)


@pages.route("/bijeenkomsten/<int:gathering_id>/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_change_gathering, load=queries.gathering)
def change_gathering(shown: GroupGathering) -> ResponseReturnValue:
    if turned := turned_away(shown):
        return turned
    form = GatheringForm(data=_standing(shown))
    leaders = _offer_leaders(form, services.who_leads(shown))
    done = carry_out(form, lambda: _change(shown, form, leaders))
    if done is not None:
        flash(_("Saved. Who comes gets a mail about the change.") if done.value else _("Saved."))
        return to_session(shown)
    back, name = _back(shown)
    return form_page(
        "cohorts/gathering_form.html",
        form,
        name=name,
        back=back,
        group=shown.cooperative,
        gathering=shown,
        has_leaders=bool(leaders),
    )


def _standing(shown: GroupGathering) -> dict[str, Any]:
    begins, ends = clock.local(shown.starts_at), clock.local(shown.ends_at)
    return {
        "title": shown.title,
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "place": shown.place,
        "video_url": shown.video_url,
        "agenda": shown.agenda,
        "preparation": shown.preparation,
        "lesson": shown.lesson,
        "led_by": str(shown.led_by_id or ""),
        "preparing_minutes": shown.preparing_minutes,
    }


def _change(shown: GroupGathering, form: GatheringForm, leaders: dict[str, User]) -> int:
    form.settle(_standing(lock(shown)))
    led_by = leaders.get(form.led_by.data or "")
    return services.change(shown, form.planned(), led_by=led_by, by=viewer(), now=clock.now())


@pages.route("/bijeenkomsten/<int:gathering_id>/afzeggen", methods=["GET", "POST"])
@guarded(permissions.may_change_gathering, load=queries.gathering)
def cancel_gathering(shown: GroupGathering) -> ResponseReturnValue:
    now, noted = clock.now(), bool(shown.attendances)
    if turned := turned_away(shown, lambda: rules.check_cancelling(shown.starts_at, was_noted=noted, now=now)):
        return turned
    form = ConfirmationForm()
    done = carry_out(form, lambda: services.cancel(shown, by=viewer(), now=clock.now()))
    if done is not None:
        sentence = _("The session is called off. Who would come gets a mail.")
        flash(sentence if done.value else _("The session is called off. No mail was sent."))
        return to_session(shown)
    return form_page("cohorts/cancel.html", form, gathering=shown, group=shown.cooperative)


@pages.route("/bijeenkomsten/<int:gathering_id>/aanwezig", methods=["GET", "POST"])
@guarded(permissions.may_lead_gathering, load=queries.gathering)
def attendance(shown: GroupGathering) -> ResponseReturnValue:
    """Who was there, group by group: to be ticked on a phone."""
    if turned := turned_away(shown, lambda: rules.check_attendance(shown.starts_at, now=clock.now())):
        return turned
    groups = queries.groups_at(shown)
    people = cohorts.participants(groups)
    listed = [(person.cooperative_id, person.user_id, person.user.name) for person in people]
    form = attendance_form(listed, _noted(shown))
    if carry_out(form, lambda: _note(shown, form)):
        flash(_("Saved."))
        return to_session(shown)
    by_group: dict[Cooperative, list[Participation]] = {group: [] for group in groups}
    for person in people:
        by_group[person.cooperative].append(person)
    return form_page(
        "cohorts/attendance.html",
        form,
        gathering=shown,
        group=shown.cooperative,
        by_group=by_group,
        field_of=field_of,
    )


def _noted(shown: GroupGathering) -> dict[tuple[int, int], str]:
    return {(row.cooperative_id, row.user_id): row.state.value for row in shown.attendances}


def _note(shown: GroupGathering, form: AttendanceForm) -> None:
    standing = _noted(lock(shown))
    form.settle({field_of(*pair): standing.get(pair, UNKNOWN) for pair in form.noted()})
    services.note_attendance(shown, form.noted(), now=clock.now())


@pages.route("/bijeenkomsten/<int:gathering_id>/verslag", methods=["GET", "POST"])
@guarded(permissions.may_change_gathering, load=queries.gathering)
def report(shown: GroupGathering) -> ResponseReturnValue:
    if turned := turned_away(shown):
        return turned
    form = ReportForm(data={"report": shown.report})
    if carry_out(form, lambda: _report(shown, form)):
        flash(_("Saved."))
        return to_session(shown)
    return form_page("cohorts/report.html", form, gathering=shown, group=shown.cooperative)


def _report(shown: GroupGathering, form: ReportForm) -> None:
    form.settle({"report": lock(shown).report})
    services.write_report(shown, form.report.data or "")
