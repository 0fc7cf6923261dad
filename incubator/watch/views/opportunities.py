"""Opportunities: what was found for a cooperative, and what it thinks of it."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.challenges import queries as challenges
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.notices.models import Notice
from incubator.watch import messages, permissions, queries, services
from incubator.watch.forms import JudgeForm
from incubator.watch.models import Match, MatchState, RequestState, WatchProfile
from incubator.watch.views.blueprint import pages

STATES = {MatchState.NEW: _l("New"), MatchState.INTERESTING: _l("Interesting"), MatchState.DISMISSED: _l("Put aside")}
# Which requests of clients stand in which list: what was entered by hand needs no judging.
REQUESTS = {
    MatchState.NEW: RequestState.OPEN,
    MatchState.INTERESTING: RequestState.OPEN,
    MatchState.DISMISSED: RequestState.DISMISSED,
}


@pages.get("/cooperaties/<slug>/kansen")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def matches(group: Cooperative) -> ResponseReturnValue:
    """What was found for a cooperative."""
    state, now, watches = _state_asked(), clock.now(), queries.watches_of(group)
    watch = _profile_asked(watches)
    listed = queries.matches(group, state, now=now, watch=watch)
    near = []
    if not listed and state is MatchState.NEW:
        near = _near(watches if watch is None else [watch], now)
    return render_template(
        "watch/matches.html",
        group=group,
        matches=listed,
        near=near,
        requests=queries.requests_of(group, REQUESTS[state]),
        state=state,
        states=STATES,
        watches=watches,
        watch=watch,
        fits=queries.profiles_that_fit(group, list(map(attrgetter("notice_id"), listed))),
        reason=messages.reason_text,
        behind=services.is_behind(group),
        may_work=group_permissions.may_work(current_user, group),
        may_record=group_permissions.may_record(current_user, group),
    )


def _profile_asked(watches: Sequence[WatchProfile]) -> WatchProfile | None:
    """Which profile the address asks for; nonsense is all of them."""
    asked = request.args.get("profiel")
    for watch in watches:
        if str(watch.id) == asked:
            return watch
    return None


def _near(watches: Sequence[WatchProfile], now: datetime) -> list[tuple[Notice, list[str]]]:
    """What nearly fits, with what stands in its way."""
    near = []
    for notice, scored, profile in services.near_misses(watches, now=now):
        words = messages.explanation(scored, profile)
        against = [sentence for speaks_for, sentence in words.reasons if not speaks_for]
        near.append((notice, against))
    return near


def _state_asked() -> MatchState:
    """Which list the address asks for; nonsense is the list of what is new."""
    try:
        return MatchState(request.args.get("toon", MatchState.NEW.value))
    except ValueError:
        return MatchState.NEW


@pages.get("/cooperaties/<slug>/kansen/<int:match_id>")
@guarded(permissions.may_see_match, load=queries.match)
def match(opportunity: Match) -> ResponseReturnValue:
    """One opportunity: the notice, why it fits, and whether it could be challenged."""
    now = clock.now()
    return render_template(
        "watch/match.html",
        match=opportunity,
        notice=opportunity.notice,
        group=opportunity.profile.cooperative,
        status=opportunity.notice.status_at(now),
        reasons=[(reason["for"], messages.reason_text(reason)) for reason in opportunity.reasons],
        verdict=challenges.assess(opportunity.notice, today=clock.today(), now=now),
        may_judge=permissions.may_judge(current_user, opportunity),
        judge=JudgeForm(),
        now=now,
        states=STATES,
    )


@pages.post("/cooperaties/<slug>/kansen/<int:match_id>/interessant")
@guarded(permissions.may_judge, load=queries.match)
def keep(opportunity: Match) -> ResponseReturnValue:
    """Keep an opportunity, to look at it again."""
    slug, match_id = opportunity.profile.cooperative.slug, opportunity.id
    if carry_out_or_flash(lambda: services.judge(opportunity, MatchState.INTERESTING)) is None:
        # The matching may have taken it away: its own page would not be there.
        return redirect(url_for("watch.matches", slug=slug))
    flash(_("Kept under “Interesting”."))
    return redirect(url_for("watch.match", slug=slug, match_id=match_id))


@pages.route("/cooperaties/<slug>/kansen/<int:match_id>/niet-voor-ons", methods=["GET", "POST"])
@guarded(permissions.may_judge, load=queries.match)
def dismiss(opportunity: Match) -> ResponseReturnValue:
    """Put a notice aside, with the reason."""
    form = JudgeForm()
    group = opportunity.profile.cooperative
    reason = form.because.data or ""
    if carry_out(form, lambda: services.judge(opportunity, MatchState.DISMISSED, because=reason)) is not None:
        flash(_("Put aside. You can find it back under “Put aside”."))
        return redirect(url_for("watch.matches", slug=group.slug))
    return form_page("watch/dismiss.html", form, match=opportunity, group=group)
