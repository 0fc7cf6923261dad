"""Pages of the watch: the profile, what was found, one opportunity, and the way to stop the mails."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from incubator.accounts import queries as accounts
from incubator.accounts.permissions import guarded, public
from incubator.challenges import queries as challenges
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, job_runs, signing
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import language
from incubator.core.reference import sectors
from incubator.core.web import csrf
from incubator.notices.queries import publications
from incubator.watch import messages, permissions, queries, rules, services
from incubator.watch.forms import JudgeForm, ProfileForm
from incubator.watch.matching import suggesting
from incubator.watch.models import Match, MatchState, WatchProfile
from incubator.watch.values import ACTIONABLE

pages = Blueprint("watch", __name__)

KINDS = {
    "planning": _l("Plans for later"),
    "consultation": _l("Market consultations"),
    "competition": _l("Calls to bid"),
}
STATES = {MatchState.NEW: _l("New"), MatchState.INTERESTING: _l("Interesting"), MatchState.DISMISSED: _l("Put aside")}
LISTS = ("sectors", "keywords", "exclude", "cpv", "places")


@pages.route("/cooperaties/<slug>/profiel", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def profile(group: Cooperative) -> ResponseReturnValue:
    """What the cooperative looks for: its offer in the dossier, and how it wants to be told."""
    watch = queries.watch_of(group)
    form = ProfileForm(data=_known(group, watch))
    form.sectors.choices = [(one.id, one.nl if language() == "nl" else one.en) for one in sectors.sectors().values()]
    form.kinds.choices = list(KINDS.items())
    unknown = _suggest(form)
    if form.validate_on_submit() and not _ask_codes(form, unknown):
        try:
            with transaction():
                _save(group, form)
        except RuleViolation as broken_rule:
            name = (broken_rule.field or "").removeprefix("offer.") or None
            form.refuse(RuleViolation(broken_rule.message, field=name, **broken_rule.params))
        else:
            flash(_("Saved. We now look again at all notices with this profile; that takes a few minutes at most."))
            return redirect(url_for("watch.matches", slug=group.slug))
    facts = cooperatives.holding_facts(group)
    return render_template(
        "watch/profile.html",
        form=form,
        group=group,
        facts=facts,
        open_facts=cooperatives.open_points_for(group, "watch"),
    ), 422 if form.errors else 200


def _suggest(form: ProfileForm) -> list[str]:
    """Offer codes for the words among the codes. Returns the words for which nothing has been chosen yet."""
    said = [one for one in rules.lines(form.cpv.data) if rules.cpv_code(one) is None]
    found = list(dict.fromkeys(code for one in said for code in suggesting.for_words(one)))
    form.cpv_found.choices = [(code, messages.code_with_label(code)) for code in found]
    return [] if form.cpv_found.data else said


def _ask_codes(form: ProfileForm, words: list[str]) -> bool:
    """Whether words stand where codes should be: the reader chooses which codes they mean."""
    asked = [
        _("Choose below which codes go with “%(word)s”.", word=word)
        if suggesting.for_words(word)
        else _("We find no code for “%(word)s”. Try another word, or take it out.", word=word)
        for word in words
    ]
    form.cpv.errors = [*form.cpv.errors, *asked]
    return bool(words)


def _known(group: Cooperative, watch: WatchProfile | None) -> dict[str, Any]:
    said: dict[str, Any] = dict(cooperatives.holding_values(group))
    known = {key.removeprefix("offer."): value for key, value in said.items() if key.startswith("offer.")}
    for name in LISTS:
        if name != "sectors" and name in known:
            known[name] = "\n".join(messages.shown(name, one) for one in known[name])
    known.setdefault("places", cooperatives.municipality_name(group))
    for name in {"min_value", "max_value"} & set(known):
        known[name] = str(known[name]).removesuffix(".00").replace(".", ",")
    known["kinds"] = list(watch.kinds) if watch else list(ACTIONABLE)
    known["min_days_left"] = watch.min_days_left if watch else 7
    known["active"] = watch.active if watch else True
    return known


def _save(group: Cooperative, form: ProfileForm) -> None:
    """Put the offer in the dossier, change the wishes, and let the matching begin at its next look."""
    decides = group_permissions.may_coordinate(current_user, group) or group_permissions.may_guide(current_user, group)
    answers = {f"offer.{name}": form[name].data for name in (*LISTS, "description", "min_value", "max_value")}
    said = [code for one in rules.lines(form.cpv.data) if (code := rules.cpv_code(one))]
    answers["offer.cpv"] = list(dict.fromkeys((*said, *(form.cpv_found.data or []))))
    answers["offer.places"] = [messages.unlabelled(one) for one in rules.lines(form.places.data)]
    known = sectors.sectors()  # the dossier may hold other words, entered by hand
    chosen = [known[one] for one in form.sectors.data or [] if one in known]
    if not answers["offer.cpv"] and chosen:
        answers["offer.cpv"] = list(dict.fromkeys(code for one in chosen for code in one.cpv))
    if not form.keywords.data and chosen:
        answers["offer.keywords"] = list(dict.fromkeys(word for one in chosen for word in one.keywords[:6]))
    now = clock.now()
    services.say_offer(group, answers, author=current_user, now=now, approved=decides)
    watch = services.begin(group, now=now)
    services.change_wishes(
        watch,
        kinds=form.kinds.data or [],
        min_days_left=form.min_days_left.data,
        threshold=watch.threshold_percent,
        active=form.active.data,
    )
    job_runs.make_due(services.JOB, now=now)


@pages.get("/cooperaties/<slug>/kansen")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def matches(group: Cooperative) -> ResponseReturnValue:
    """What was found for a cooperative."""
    asked = request.args.get("toon", MatchState.NEW.value)
    state = MatchState(asked) if asked in set(MatchState) else MatchState.NEW
    return render_template(
        "watch/matches.html",
        group=group,
        matches=queries.matches(group, state, now=clock.now()),
        state=state,
        states=STATES,
        watch=queries.watch_of(group),
        reason=messages.reason_text,
        behind=services.is_behind(group),
        may_work=group_permissions.may_work(current_user, group),
        may_record=group_permissions.may_record(current_user, group),
    )


@pages.get("/cooperaties/<slug>/kansen/<int:match_id>")
@guarded(permissions.may_see_match, load=queries.match)
def match(found: Match) -> ResponseReturnValue:
    """One opportunity: the notice, why it fits, and whether it could be challenged."""
    now = clock.now()
    return render_template(
        "watch/match.html",
        match=found,
        notice=found.notice,
        group=found.profile.cooperative,
        status=publications.status_of(found.notice, now),
        reasons=[(one["for"], messages.reason_text(one)) for one in found.reasons],
        verdict=challenges.assess(found.notice, today=clock.today(), now=now),
        may_judge=permissions.may_judge(current_user, found),
        judge=JudgeForm(),
        states=STATES,
    )


@pages.post("/cooperaties/<slug>/kansen/<int:match_id>/interessant")
@guarded(permissions.may_judge, load=queries.match)
def keep(found: Match) -> ResponseReturnValue:
    with transaction():
        services.judge(found, MatchState.INTERESTING)
    flash(_("Kept under “Interesting”."))
    return redirect(url_for("watch.match", slug=found.profile.cooperative.slug, match_id=found.id))


@pages.route("/cooperaties/<slug>/kansen/<int:match_id>/niet-voor-ons", methods=["GET", "POST"])
@guarded(permissions.may_judge, load=queries.match)
def dismiss(found: Match) -> ResponseReturnValue:
    """Put a notice aside, with the reason."""
    form = JudgeForm()
    group = found.profile.cooperative
    if form.validate_on_submit():
        with transaction():
            services.judge(found, MatchState.DISMISSED, because=form.because.data)
        flash(_("Put aside. You can find it back under “Put aside”."))
        return redirect(url_for("watch.matches", slug=group.slug))
    return render_template("watch/dismiss.html", form=form, match=found, group=group), 422 if form.errors else 200


@pages.route("/meldingen/stoppen/<token>", methods=["GET", "POST"])
@csrf.exempt
@public
def stop_alerts(token: str) -> ResponseReturnValue:
    """Stop the mails about notices with one click, without signing in (RFC 8058); a page asks when one opens the link."""
    said = signing.signed(messages.STOP, token)
    user = accounts.by_id(int(said)) if said and said.isdigit() else None
    if user is None or not user.is_active:
        return render_template("accounts/link_expired.html"), 410
    done = request.method == "POST"
    if done:
        with transaction():
            user.mail_alerts = False
    return render_template("watch/stop_alerts.html", done=done, form=ConfirmationForm())
