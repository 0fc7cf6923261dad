"""The agenda of one's groups, as a page and for the calendar on one's phone."""

from collections.abc import Iterable

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, load_user, public, signed_in, viewer
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import agenda as core_agenda
from incubator.core import clock, limits, secret_addresses
from incubator.core.db import lock
from incubator.core.limits import limiter
from incubator.core.mail import in_language, link
from incubator.core.public_pages import answer_secretly
from incubator.core.signing import signed
from incubator.core.web import carry_out_or_flash
from incubator.home.queries import agenda as queries
from incubator.home.rules.dates import nearest_and_later
from incubator.home.views.blueprint import pages


@pages.get("/agenda")
@guarded(signed_in)
def agenda() -> ResponseReturnValue:
    """What is due for the groups that one may know of, or for the one that the address names; the nearest first."""
    groups = {group.id: group for group in cooperatives.known_groups(viewer())}
    chosen = _chosen(groups.values(), request.args.get("groep"))
    now = clock.now()
    token = secret_addresses.token_of(viewer().id, queries.subject_of(chosen))
    dates = queries.dates_of(viewer(), chosen, now=now, since=now)
    nearest, later = nearest_and_later(dates, lambda entry: clock.local(entry.due_at).date())
    return render_template(
        "home/agenda.html",
        entries=nearest,
        later=later,
        groups=groups,
        feed=link("home.agenda_feed", token=token) if token else None,
        group=chosen,
    )


def _chosen(groups: Iterable[Cooperative], slug: str | None) -> Cooperative | None:
    """The group that is named; one that is not within sight is none."""
    return next((group for group in groups if group.slug == slug), None)


@pages.post("/agenda")
@guarded(signed_in)
def change_agenda_address() -> ResponseReturnValue:
    """Make a secret address for one's calendar, make another, or stop: of all groups, or of the one that is named."""
    named, reader = request.form.get("groep"), viewer()
    group = _chosen(cooperatives.known_groups(reader), named)
    if named and group is None:
        abort(404)
    slug, subject = named or None, queries.subject_of(group)
    if request.form.get("stop") == "1":
        if carry_out_or_flash(lambda: _stop(reader, subject)) is not None:
            flash(_("Stopped. Nobody can read anything at that address any more."))
    elif carry_out_or_flash(lambda: _make(reader, subject)) is not None:
        flash(_("This is your new address. An address that you had before does not work any more."))
    return redirect(url_for("home.agenda", groep=slug))


def _make(reader: User, subject: str) -> None:
    secret_addresses.make(lock(reader).id, subject, now=clock.now())


def _stop(reader: User, subject: str) -> None:
    secret_addresses.stop(lock(reader).id, subject)


def _is_unknown(response: Response) -> bool:
    return response.status_code == 404


@pages.get("/agenda/<token>.ics")
@public
@limiter.limit("120 per hour", key_func=limits.path_and_origin)
@limiter.limit("60 per hour", deduct_when=_is_unknown)
def agenda_feed(token: str) -> ResponseReturnValue:
    """The same for a calendar program, which cannot sign in: the address itself says whose agenda it is."""
    held = queries.agenda_behind(token) or _signed_before(token)
    if held is None:
        abort(404)
    (reader, group), now = held, clock.now()
    dates = queries.dates_of(reader, group, now=now, since=now - queries.SHOWN_AFTERWARDS)
    with in_language(reader.language):
        feed = core_agenda.calendar(
            dates, now=clock.now(), name=_("Agenda of %(group)s", group=group.name) if group else ""
        )
    answer = Response(feed, mimetype="text/calendar", headers={"Content-Disposition": "inline; filename=agenda.ics"})
    return answer_secretly(answer)


def _signed_before(token: str) -> tuple[User, None] | None:
    """Addresses of before they could be renewed go on in calendars, until their owner makes one of this kind."""
    session_id = signed("agenda", token)
    reader = load_user(session_id) if session_id else None
    if reader is None or secret_addresses.address_of(reader.id, queries.OWN) is not None:
        return None
    return reader, None
