"""Cohorts: for who guides them the list and a page each; for a group its own page."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_coach, is_manager, viewer
from incubator.cohorts import permissions
from incubator.cohorts.forms.cohorts import CohortForm, CohortGroupsForm, MessageForm
from incubator.cohorts.forms.peers import PeerContactForm
from incubator.cohorts.queries import cohorts as queries
from incubator.cohorts.queries import gatherings, peers
from incubator.cohorts.services import cohorts as services
from incubator.cohorts.services import gatherings as sessions
from incubator.cohorts.values import CohortTerms
from incubator.cohorts.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.forms import Items
from incubator.cooperatives.messages import PHASES
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page


@pages.get("/lichtingen")
@guarded(is_coach)
def index() -> ResponseReturnValue:
    """The cohorts that a coach or manager has to do with."""
    return render_template("cohorts/index.html", cohorts=queries.cohorts(viewer()), may_begin=is_manager(current_user))


@pages.route("/lichtingen/nieuw", methods=["GET", "POST"])
@guarded(is_manager)
def begin() -> ResponseReturnValue:
    form = CohortForm(data={"shows_groups": True})
    coaches = _offer_coaches(form)
    done = carry_out(form, lambda: services.begin(_terms(form), _chosen(form, coaches)))
    if done is not None:
        return redirect(url_for("cohorts.groups", cohort_id=done.value.id))
    return form_page("cohorts/cohort_form.html", form, cohort=None)


@pages.get("/lichtingen/<int:cohort_id>")
@guarded(permissions.may_look, load=queries.cohort)
def show(cohort: Cohort) -> ResponseReturnValue:
    """A cohort as who guides it sees it."""
    # A coach of one group sees the names of the others, and no link that leads to nothing.
    known = {group.id for group in cooperatives.going_on(viewer())}
    return render_template(
        "cohorts/show.html",
        cohort=cohort,
        groups=queries.groups_of(cohort),
        in_sight=known,
        leaders=queries.leaders(cohort),
        gatherings=gatherings.of_cohort(cohort),
        messages=queries.messages_to(cohort),
        division=[peer_group for peer_group in peers.division(cohort) if peer_group.members],
        phases=PHASES,
        may_lead=permissions.may_lead(current_user, cohort),
        may_arrange=permissions.may_arrange(current_user, cohort),
        now=clock.now(),
    )


@pages.route("/lichtingen/<int:cohort_id>/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_arrange, load=queries.cohort)
def change(cohort: Cohort) -> ResponseReturnValue:
    form = CohortForm(data=_standing(cohort))
    coaches = _offer_coaches(form)
    if carry_out(form, lambda: _change(cohort, form, coaches)):
        flash(_("Saved."))
        return redirect(url_for("cohorts.show", cohort_id=cohort.id))
    return form_page("cohorts/cohort_form.html", form, cohort=cohort)


def _change(cohort: Cohort, form: CohortForm, coaches: dict[str, User]) -> None:
    form.settle(_standing(lock(cohort)))
    services.change(cohort, _terms(form), _chosen(form, coaches))
    sessions.follow_name(cohort, now=clock.now())


def _standing(cohort: Cohort) -> dict[str, Any]:
    return {
        "name": cohort.name,
        "starts_on": cohort.starts_on,
        "ends_on": cohort.ends_on,
        "description": cohort.description,
        "shows_groups": cohort.shows_groups,
        "coaches": Items(str(coach.id) for coach in queries.leaders(cohort)),
    }


def _terms(form: CohortForm) -> CohortTerms:
    return CohortTerms(
        form.name.data or "",
        form.starts_on.data,
        form.ends_on.data,
        form.description.data or "",
        bool(form.shows_groups.data),
    )


def _offer_coaches(form: CohortForm) -> dict[str, User]:
    coaches = {str(coach.id): coach for coach in cooperatives.possible_coaches()}
    form.coaches.choices = [SelectChoice(number, coach.name) for number, coach in coaches.items()]
    return coaches


def _chosen(form: CohortForm, coaches: dict[str, User]) -> list[User]:
    return [coaches[number] for number in form.coaches.data or ()]


@pages.route("/lichtingen/<int:cohort_id>/groepen", methods=["GET", "POST"])
@guarded(permissions.may_arrange, load=queries.cohort)
def groups(cohort: Cohort) -> ResponseReturnValue:
    """Which groups are in a cohort; who takes a group along from another cohort sees that one named."""
    inside = queries.groups_of(cohort)
    offered = {str(group.id): group for group in (*inside, *queries.groups_outside(cohort))}
    form = CohortGroupsForm(data={"groups": [str(group.id) for group in inside]})
    form.groups.choices = [SelectChoice(number, _named(group, cohort)) for number, group in offered.items()]
    if carry_out(form, lambda: _put_groups(cohort, form, offered)):
        flash(_("Saved."))
        return redirect(url_for("cohorts.show", cohort_id=cohort.id))
    return form_page("cohorts/groups.html", form, cohort=cohort)


def _put_groups(cohort: Cohort, form: CohortGroupsForm, offered: dict[str, Cooperative]) -> None:
    lock(cohort)
    form.settle({"groups": Items(str(group.id) for group in queries.groups_of(cohort))})
    services.put_groups(cohort, [offered[number] for number in form.groups.data or ()])


def _named(group: Cooperative, cohort: Cohort) -> str:
    if group.cohort in {None, cohort.name}:
        return group.name
    return _("%(group)s (now in %(cohort)s)", group=group.name, cohort=group.cohort)


@pages.route("/lichtingen/<int:cohort_id>/schrijven", methods=["GET", "POST"])
@guarded(permissions.may_lead, load=queries.cohort)
def write(cohort: Cohort) -> ResponseReturnValue:
    """Write to everyone in the cohort: first one sees how it becomes, then it goes."""
    form = MessageForm()
    step = request.form.get("step", "look")
    # Only the button on the page that shows how it becomes sends it.
    if step == "send":
        done = carry_out(
            form,
            lambda: services.write_to(
                cohort, form.subject.data or "", form.text.data or "", by=viewer(), now=clock.now()
            ),
        )
        if done is not None:
            number = done.value.readers
            flash(ngettext("Sent to %(num)d person.", "Sent to %(num)d people.", number))
            return redirect(url_for("cohorts.show", cohort_id=cohort.id))
    looked_at = step == "look" and form.validate_on_submit()
    return form_page(
        "cohorts/write.html", form, cohort=cohort, looked_at=looked_at, number=len(services.readers_of(cohort))
    )


@pages.get("/cooperaties/<slug>/lichting")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def of_group(group: Cooperative) -> ResponseReturnValue:
    """For a group: its cohort, with the sessions, the messages, and the others when they may be seen."""
    cohort = queries.cohort_of(group)
    others: list[Cooperative] = []
    if cohort is not None and cohort.shows_groups:
        others = [other for other in queries.groups_of(cohort) if other.id != group.id]
    leaders, messages = (queries.leaders(cohort), queries.messages_to(cohort)) if cohort else ((), ())
    return render_template(
        "cohorts/of_group.html",
        group=group,
        cohort=cohort,
        others=others,
        leaders=leaders,
        gatherings=gatherings.of_group(group),
        messages=messages,
        **_with_peers(group),
        may_guide=group_permissions.may_guide(current_user, group),
        now=clock.now(),
    )


def _with_peers(group: Cooperative) -> dict[str, Any]:
    """The peers of a group, who can be reached there, and whether the reader can be."""
    others = peers.peers_of(group)
    return {
        "peers": others,
        "contacts": peers.contacts_of(others),
        "takes_part": group_permissions.takes_part(viewer(), group),
        "may_work": group_permissions.may_work(viewer(), group),
        "contact_form": PeerContactForm(data={"shown": peers.agreed(group, viewer())}),
    }
