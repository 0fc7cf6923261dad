"""Peer groups: dividing the groups of a cohort, and what peers do together."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.cohorts import permissions, rules
from incubator.cohorts.forms.peers import BY_GROUP, DivisionForm, PeerContactForm, division_form
from incubator.cohorts.queries import cohorts
from incubator.cohorts.queries import peers as queries
from incubator.cohorts.queries.peers import PeerPlace
from incubator.cohorts.services import peers as services
from incubator.cohorts.services.gatherings import Host
from incubator.cohorts.views.blueprint import pages
from incubator.cohorts.views.sessions import plan
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page

SIZES = {"2": 2, "3": 3}


@pages.route("/lichtingen/<int:cohort_id>/intervisie", methods=["GET", "POST"])
@guarded(permissions.may_lead, load=cohorts.cohort)
def divide(cohort: Cohort) -> ResponseReturnValue:
    """Which groups are peers; the address can ask for a proposal of pairs or threes."""
    groups = list(cohorts.groups_of(cohort))
    size = SIZES.get(request.args.get("voorstel", ""))
    proposed = _proposed(groups, size) if size else _standing(cohort)
    form = division_form(groups, proposed)
    if carry_out(form, lambda: _divide(cohort, form)):
        flash(_("Saved."))
        return redirect(url_for("cohorts.show", cohort_id=cohort.id))
    return form_page("cohorts/divide.html", form, cohort=cohort, enough=len(groups) > 1)


def _proposed(groups: list[Cooperative], size: int) -> dict[int, int]:
    numbers: dict[int, int] = {}
    for number, part in enumerate(rules.divided(groups, size=size), start=1):
        numbers |= dict.fromkeys((group.id for group in part), number)
    return numbers


def _standing(cohort: Cohort) -> dict[int, int]:
    numbers: dict[int, int] = {}
    for peer_group in queries.division(cohort):
        numbers |= dict.fromkeys((member.cooperative_id for member in peer_group.members), peer_group.number)
    return numbers


def _divide(cohort: Cohort, form: DivisionForm) -> None:
    lock(cohort)
    # A proposal stands beside what is: what the page opened with was never stored.
    if not request.args.get("voorstel"):
        standing = _standing(cohort)
        form.settle({f"{BY_GROUP}{group_id}": standing.get(group_id, "") for group_id in form.numbers()})
    services.divide(cohort, form.numbers(), now=clock.now())


@pages.route("/cooperaties/<slug>/intervisie/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_meet_peers, load=queries.peer_place)
def plan_with_peers(place: PeerPlace) -> ResponseReturnValue:
    """Plan a session with the peers of one's group."""
    back = url_for("cohorts.of_group", slug=place.group.slug)
    return plan(Host(peers=place.peer_group), (), back=back, name=place.group.name, group=place.group)


@pages.post("/cooperaties/<slug>/intervisie/contact")
@guarded(permissions.may_be_contact, load=queries.peer_place)
def be_contact(place: PeerPlace) -> ResponseReturnValue:
    """Let the peers see who I am, or not any more."""
    form = PeerContactForm()
    group = place.group
    if carry_out(form, lambda: services.agree(group, viewer(), shown=bool(form.shown.data), now=clock.now())):
        flash(_("Saved."))
    return redirect(url_for("cohorts.of_group", slug=group.slug, _anchor="peers"))
