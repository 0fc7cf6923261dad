"""The agenda of one's groups, as a page and for the calendar on one's phone."""

from collections.abc import Iterable
from datetime import timedelta

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.permissions import guarded, load_user, public, signed_in
from incubator.cooperatives import queries
from incubator.cooperatives.models import Cooperative
from incubator.core import agenda as core_agenda
from incubator.core import clock
from incubator.core.mail import whole
from incubator.core.signing import sign, signed
from incubator.home.views.blueprint import pages

SHOWN_AFTERWARDS = timedelta(days=30)  # a calendar keeps what has just been


@pages.get("/agenda")
@guarded(signed_in)
def agenda() -> ResponseReturnValue:
    """What is due for the groups that one may know of, or for the one that the address names; the nearest first."""
    groups = {group.id: group for group in queries.cooperatives(current_user)}
    chosen = _chosen(groups.values())
    # Asked for the group alone, so that the dates of others cannot take its places in the list.
    due = core_agenda.shown_once(core_agenda.entries(groups if chosen is None else [chosen.id], since=clock.now()))
    # The address works without signing in, and stops to work when the password changes.
    feed = whole(url_for("home.agenda_feed", token=sign("agenda", current_user.get_id())))
    return render_template("home/agenda.html", entries=due, groups=groups, feed=feed, group=chosen)


def _chosen(groups: Iterable[Cooperative]) -> Cooperative | None:
    """The group that the address names; one that is not within sight is none."""
    slug = request.args.get("groep")
    return next((group for group in groups if group.slug == slug), None)


@pages.get("/agenda/<token>.ics")
@public
def agenda_feed(token: str) -> ResponseReturnValue:
    """The same for a calendar program, which cannot sign in: the address itself says whose agenda it is."""
    session_id = signed("agenda", token)
    viewer = load_user(session_id) if session_id else None
    if viewer is None:
        abort(404)
    groups = [group.id for group in queries.cooperatives(viewer)]
    due = core_agenda.entries(groups, since=clock.now() - SHOWN_AFTERWARDS)
    feed = core_agenda.calendar(core_agenda.shown_once(due), now=clock.now())
    return Response(feed, mimetype="text/calendar", headers={"Content-Disposition": "inline; filename=agenda.ics"})
