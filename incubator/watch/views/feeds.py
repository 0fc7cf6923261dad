"""Following a profile in a calendar or a reader: the page about it, and what is read at the secret address."""

from datetime import timedelta

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, public, viewer
from incubator.core import agenda, clock, limits, secret_addresses
from incubator.core.limits import limiter
from incubator.core.mail import in_language, link
from incubator.core.public_pages import answer_secretly
from incubator.core.web import carry_out_or_flash
from incubator.watch import feeds, permissions, queries
from incubator.watch.models import WatchProfile
from incubator.watch.services import feeds as services
from incubator.watch.views.blueprint import pages

SHOWN_AFTERWARDS = timedelta(days=30)  # a calendar keeps what has just been


@pages.get("/cooperaties/<slug>/profielen/<int:profile_id>/volgen")
@guarded(permissions.may_see_profile, load=queries.watch_within_sight)
def follow_profile(watch: WatchProfile) -> ResponseReturnValue:
    """Where to follow a profile, and what for."""
    token = secret_addresses.token_of(viewer().id, queries.subject_of(watch))
    addresses = {}
    if token is not None:
        for form in ("atom", "ics"):
            addresses[form] = link("watch.profile_feed", token=token, form=form)
    return render_template("watch/follow_profile.html", watch=watch, group=watch.cooperative, addresses=addresses)


@pages.post("/cooperaties/<slug>/profielen/<int:profile_id>/volgen")
@guarded(permissions.may_see_profile, load=queries.watch_within_sight)
def change_profile_address(watch: WatchProfile) -> ResponseReturnValue:
    """Make an address, make another, or stop."""
    slug, profile_id, reader = watch.cooperative.slug, watch.id, viewer()
    if request.form.get("stop") == "1":
        if carry_out_or_flash(lambda: services.stop_address(reader, watch)) is not None:
            flash(_("Stopped. Nobody can read anything at that address any more."))
    elif carry_out_or_flash(lambda: services.make_address(reader, watch, now=clock.now())) is not None:
        flash(_("This is your new address. An address that you had before does not work any more."))
    return redirect(url_for("watch.follow_profile", slug=slug, profile_id=profile_id))


def _is_unknown(response: Response) -> bool:
    return response.status_code == 404


@pages.get("/profielen/<token>/kansen.<any(atom, ics):form>")
@public
@limiter.limit("120 per hour", key_func=limits.path_and_origin)
@limiter.limit("60 per hour", deduct_when=_is_unknown)
def profile_feed(token: str, form: str) -> ResponseReturnValue:
    """What a profile came across, for a reader (Atom) or a calendar, which cannot sign in: the address says who reads."""
    held = queries.profile_behind(token)
    if held is None:
        abort(404)
    (watch, reader), now = held, clock.now()
    matches = queries.followed_matches(watch, since=now - SHOWN_AFTERWARDS)
    changes = queries.last_changes(match.notice for match in matches)
    with in_language(reader.language):
        if form == "atom":
            address = link("watch.profile_feed", token=token, form=form)
            answer = Response(feeds.atom(watch, matches, changes, address=address, now=now))
            answer.mimetype = "application/atom+xml"
        else:
            dates = queries.dates_that_fit(matches, now=now)
            answer = Response(agenda.calendar(dates, now=now, name=feeds.title_of(watch)), mimetype="text/calendar")
    return answer_secretly(answer, feeds.last_change(watch, matches, changes))
