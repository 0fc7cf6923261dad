"""Opportunities: what was found for a cooperative, and what it thinks of it."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.challenges.queries import assessing as challenges
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.mail import Pace
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.notices.models import Notice
from incubator.watch import messages, permissions, queries, services
from incubator.watch.forms import JudgeForm
from incubator.watch.models import Match, MatchState, RequestState, Unsuitable, WatchProfile
from incubator.watch.services import endings, judging, learning
from incubator.watch.values import Profile
from incubator.watch.views.blueprint import pages

STATES = {
    MatchState.NEW: _l("New"),
    MatchState.INTERESTING: _l("Interesting"),
    MatchState.BID: _l("Bid begun"),
    MatchState.DISMISSED: _l("Put aside"),
}
# Which requests of clients stand in which list: what was entered by hand needs no judging.
REQUESTS = {
    MatchState.NEW: RequestState.OPEN,
    MatchState.INTERESTING: RequestState.OPEN,
    MatchState.DISMISSED: RequestState.DISMISSED,
}
CONFLICT = 409
UNDO = "undo"  # the kind of message behind which a button takes back what was just done


@pages.get("/cooperaties/<slug>/kansen")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def matches(group: Cooperative) -> ResponseReturnValue:
    """What was found for a cooperative."""
    state, now, watches = _state_asked(), clock.now(), queries.watches_of(group)
    watch = _profile_asked(watches)
    listed, profiles = queries.matches(group, state, now=now, watch=watch), queries.profiles_of(watches)
    near = []
    if not listed and state is MatchState.NEW:
        near = _near(list(profiles.values()) if watch is None else [profiles[watch.id]], now)
    return render_template(
        "watch/matches.html",
        group=group,
        matches=listed,
        near=near,
        requests=queries.requests_of(group, REQUESTS[state]) if state in REQUESTS else [],
        state=state,
        states=STATES,
        watches=watches,
        watch=watch,
        fits=queries.profiles_that_fit(group, list(map(attrgetter("notice_id"), listed))),
        reason=messages.reason_text,
        reasons=messages.lasting_reasons,
        challengeable=_challengeable(listed, now),
        ending=messages.ending,
        judged=messages.judged,
        behind=services.is_behind(watches, profiles),
        mailed=_is_mailed(watches),
        may_work=group_permissions.may_work(current_user, group),
        may_record=group_permissions.may_record(current_user, group),
    )


def _challengeable(listed: Sequence[Match], now: datetime) -> dict[int, str]:
    """Of which notices of a list the task could be challenged today, in words."""
    reasons = endings.challengeable(map(attrgetter("notice"), listed), now=now)
    return {notice_id: _(reason.sentence) for notice_id, reason in reasons.items()}


def _profile_asked(watches: Sequence[WatchProfile]) -> WatchProfile | None:
    """Which profile the address asks for; nonsense is all of them."""
    asked = request.args.get("profiel")
    for watch in watches:
        if str(watch.id) == asked:
            return watch
    return None


def _is_mailed(watches: Sequence[WatchProfile]) -> bool:
    """Whether the viewer gets mails about one of these profiles; who does not take part has no choice."""
    if not watches:
        return True
    own = set(map(attrgetter("id"), watches))
    paces = [readable.pace for readable in queries.readable_profiles(viewer()) if readable.watch.id in own]
    return not paces or any(pace is not Pace.NONE for pace in paces)


def _near(profiles: Sequence[Profile], now: datetime) -> list[tuple[Notice, list[str]]]:
    """What nearly fits, with what stands in its way."""
    near = []
    for notice, scored, profile in services.near_misses(profiles, now=now):
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
        reasons=[(reason["for"], messages.reason_text(reason)) for reason in messages.lasting_reasons(opportunity)],
        verdict=challenges.assess(opportunity.notice, today=clock.today(), now=now),
        may_judge=permissions.may_judge(current_user, opportunity),
        judged=messages.judged(opportunity),
        ending=messages.ending(opportunity),
        now=now,
        states=STATES,
    )


@pages.post("/cooperaties/<slug>/kansen/<int:match_id>/interessant")
@guarded(permissions.may_judge, load=queries.match)
def keep(opportunity: Match) -> ResponseReturnValue:
    """Keep an opportunity, to look at it again."""
    slug, match_id = opportunity.profile.cooperative.slug, opportunity.id
    seen = request.form.get("seen")
    kept = carry_out_or_flash(
        lambda: services.judge(opportunity, MatchState.INTERESTING, by=viewer(), now=clock.now(), seen=seen)
    )
    if kept is None and queries.match(viewer(), slug, match_id) is None:
        # The matching took it away: its own page is not there.
        return redirect(url_for("watch.matches", slug=slug))
    if kept is not None:
        flash(_("Kept under “Interesting”."), _undo(slug, match_id))
    return redirect(url_for("watch.match", slug=slug, match_id=match_id))


def _undo(slug: str, match_id: int) -> str:
    """The kind of a message that has a button to take back what it says."""
    return f"{UNDO} {url_for('watch.undo', slug=slug, match_id=match_id)}"


@pages.post("/cooperaties/<slug>/kansen/<int:match_id>/terug")
@guarded(permissions.may_judge, load=queries.match)
def undo(opportunity: Match) -> ResponseReturnValue:
    """Take back what was judged last."""
    slug, match_id = opportunity.profile.cooperative.slug, opportunity.id
    if carry_out_or_flash(lambda: judging.undo(opportunity)) is not None:
        flash(_("Taken back. It is as it was before."))
    if queries.match(viewer(), slug, match_id) is None:
        return redirect(url_for("watch.matches", slug=slug))
    return redirect(url_for("watch.match", slug=slug, match_id=match_id))


@pages.route("/cooperaties/<slug>/kansen/<int:match_id>/niet-voor-ons", methods=["GET", "POST"])
@guarded(permissions.may_judge, load=queries.match)
def dismiss(opportunity: Match) -> ResponseReturnValue:
    """Put a notice aside, with the reason."""
    form, group, match_id = JudgeForm(), opportunity.profile.cooperative, opportunity.id
    title = opportunity.notice.title
    form.unsuitable.choices = choices_of(messages.UNSUITABLE)
    if not form.is_submitted():
        form.seen.data = opportunity.state.value
    if carry_out(form, lambda: _put_aside(opportunity, form)) is not None:
        flash(_("Put aside. You can find it back under “Put aside”."), _undo(group.slug, match_id))
        if learning.proposed(opportunity):
            return redirect(url_for("watch.learnt", slug=group.slug, profile_id=opportunity.profile_id))
        return redirect(url_for("watch.matches", slug=group.slug))
    # Somebody else may have judged it, or the matching taken it away.
    standing = queries.match(viewer(), group.slug, match_id)
    if form.refused_with == CONFLICT and standing is not None:
        form.seen.data = standing.state.value
    judged = messages.judged(standing) if standing is not None else ""
    return form_page("watch/dismiss.html", form, match_id=match_id, title=title, judged=judged, group=group)


def _put_aside(opportunity: Match, form: JudgeForm) -> None:
    services.judge(
        opportunity,
        MatchState.DISMISSED,
        because=form.because.data or "",
        unsuitable=Unsuitable(form.unsuitable.data) if form.unsuitable.data else None,
        by=viewer(),
        now=clock.now(),
        seen=form.seen.data or None,
    )
