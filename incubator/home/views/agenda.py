"""The agenda of one's groups, as a page and for the calendar on one's phone."""

from datetime import timedelta

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, load_user, public, signed_in
from incubator.cooperatives import queries
from incubator.core import agenda as core_agenda
from incubator.core import clock
from incubator.core.agenda import AgendaEntry
from incubator.core.mail import whole
from incubator.core.signing import sign, signed
from incubator.home.views.blueprint import pages

SHOWN_AFTERWARDS = timedelta(days=30)  # a calendar keeps what has just been


def _entries(viewer: User, *, back: timedelta = timedelta(0)) -> list[AgendaEntry]:
    groups = [group.id for group in queries.cooperatives(viewer)]
    return core_agenda.entries(groups, since=clock.now() - back)


@pages.get("/agenda")
@guarded(signed_in)
def agenda() -> ResponseReturnValue:
    """What is due for the groups that one may know of, the nearest first."""
    groups = {group.id: group for group in queries.cooperatives(current_user)}
    # The address works without signing in, and stops to work when the password changes.
    feed = whole(url_for("home.agenda_feed", token=sign("agenda", current_user.get_id())))
    return render_template("home/agenda.html", entries=_entries(current_user), groups=groups, feed=feed)


@pages.get("/agenda/<token>.ics")
@public
def agenda_feed(token: str) -> ResponseReturnValue:
    """The same for a calendar program, which cannot sign in: the address itself says whose agenda it is."""
    session_id = signed("agenda", token)
    viewer = load_user(session_id) if session_id else None
    if viewer is None:
        abort(404)
    feed = core_agenda.calendar(_entries(viewer, back=SHOWN_AFTERWARDS), now=clock.now())
    return Response(feed, mimetype="text/calendar", headers={"Content-Disposition": "inline; filename=agenda.ics"})
