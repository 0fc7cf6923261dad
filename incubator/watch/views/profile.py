"""The page of a profile: what a cooperative looks for, without knowing codes, and what that would give; also from two tabs at once."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.rules import held_elsewhere
from incubator.cooperatives.values import FactSourceKind
from incubator.core import clock, job_runs
from incubator.core.db import lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import explain
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, form_page
from incubator.watch import permissions, queries, rules, services
from incubator.watch.forms import ProfileForm
from incubator.watch.matching import suggesting
from incubator.watch.models import WatchProfile
from incubator.watch.services import profiles
from incubator.watch.views import profile_answers as answers
from incubator.watch.views import profile_offers as offers
from incubator.watch.views import profile_preview
from incubator.watch.views.blueprint import pages

LOOK = "look"  # the name of the buttons that show something and save nothing


@pages.route("/cooperaties/<slug>/profiel", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def profile(group: Cooperative) -> ResponseReturnValue:
    """What the cooperative looks for: its offer in the dossier, and how it wants to hear of notices. Its first profile."""
    return _page(group, queries.first_watch_of(group))


@pages.route("/cooperaties/<slug>/profielen/<int:profile_id>", methods=["GET", "POST"])
@guarded(permissions.may_change_profile, load=queries.watch_within_sight)
def one_profile(watch: WatchProfile) -> ResponseReturnValue:
    """One of the profiles of a cooperative."""
    return _page(watch.cooperative, watch)


def _page(group: Cooperative, watch: WatchProfile | None) -> ResponseReturnValue:
    form = _form(group, watch)
    look, preview = request.form.get(LOOK, ""), None
    theirs: dict[str, Any] = {}
    if look:
        offers.unfold(form, look)
        preview = profile_preview.looked(look, form, group, watch)
    elif form.is_submitted() and _without_words_for_codes(form):
        if carry_out(form, lambda: _save(group, watch, form, theirs)) is not None:
            flash(_("Saved. We now look again at all notices with this profile; that takes a few minutes at most."))
            return redirect(url_for("watch.matches", slug=group.slug))
        _show_both(group, watch, form, theirs)
    from_dossier = _starts_from_dossier(watch)
    return form_page(
        "watch/profile.html",
        form,
        group=group,
        from_dossier=from_dossier,
        facts=cooperatives.holding_facts(group) if from_dossier else {},
        only_read=_only_read(group, watch),
        open_facts=cooperatives.open_points_for(group, "watch"),
        several=len(queries.watches_of(group)) > 1,
        trades=offers.trades_shown(form),
        tree=offers.tree_shown(form),
        look=look,
        preview=preview,
    )


def _starts_from_dossier(watch: WatchProfile | None) -> bool:
    return watch is None or watch.from_dossier


def _only_read(group: Cooperative, watch: WatchProfile | None) -> dict[str, str]:
    """The answers that come from a source that is believed more than a hand, each with the sentence that says so."""
    if not _starts_from_dossier(watch):
        return {}
    held = cooperatives.held_above(group, FactSourceKind.ENTERED)
    return {key: explain(held_elsewhere(key, fact.source)) for key, fact in held.items() if key in services.OFFER_KEYS}


def _form(group: Cooperative, watch: WatchProfile | None) -> ProfileForm:
    known = answers.known(group, watch)
    form = ProfileForm(data={**known, "version": answers.version(known)})
    if not form.description.data and "offer.description" in _only_read(group, watch):
        form.description.data = known["description"]  # the page shows it and does not ask for it
    offers.fill_in_choices(form)
    return form


def _without_words_for_codes(form: ProfileForm) -> bool:
    """Whether codes were chosen for the words among them; else the form asks which codes they mean."""
    words = answers.words_for_codes(form)
    if not words or form.cpv_found.data:
        return True
    # All that is wrong is said at once, not the codes first and the rest the next time.
    form.validate()
    form.cpv.errors = [*form.cpv.errors, *map(_ask_codes, words)]
    return False


def _ask_codes(word: str) -> str:
    if suggesting.for_words(word):
        return _("Choose below which codes go with “%(word)s”.", word=word)
    return _("We cannot find a code for “%(word)s”. Try another word, or take it out.", word=word)


def _save(group: Cooperative, watch: WatchProfile | None, form: ProfileForm, theirs: dict[str, Any]) -> None:
    """Store the profile, and let the matching begin at its next look.

    What only someone else changed since this page was opened stays; what both changed comes in `theirs`, and nothing is stored.
    """
    now = clock.now()
    watch = services.begin(group, by=viewer(), now=now) if watch is None else lock(watch)
    # From here on nobody else can save this profile: what is compared now is what is written over.
    theirs |= answers.merge(form, answers.known(group, watch))
    if theirs:
        raise Conflict(N_("Someone else changed this page while you were typing."))
    try:
        profiles.rename(watch, form.name.data or "")
        profiles.say(watch, _offer(form), author=current_user, now=now, approved=_decides(group))
    except RuleViolation as broken_rule:
        name = (broken_rule.field or "").removeprefix(rules.OFFER) or None
        raise RuleViolation(broken_rule.message, field=name, **broken_rule.params) from broken_rule
    wishes = answers.wishes(form, watch.name)
    services.change_wishes(
        watch,
        kinds=list(wishes.kinds),
        min_days_left=wishes.min_days_left,
        threshold=wishes.threshold_percent,
        active=form.active.data,
    )
    job_runs.make_due(services.JOB, now=now)


def _show_both(group: Cooperative, watch: WatchProfile | None, form: ProfileForm, theirs: dict[str, Any]) -> None:
    """What both changed stands beside each other. From here on the page knows of it, and may be saved."""
    if theirs:
        answers.show_both(form, theirs)
        form.version.data = answers.version(answers.known(group, watch or queries.first_watch_of(group)))


def _offer(form: ProfileForm) -> dict[str, Any]:
    """What the form says of the work, as facts of the dossier and answers of the profile."""
    offered = answers.offered_answers(form)
    for name in answers.AMOUNTS:
        offered[name] = answers.amount(name, offered[name])
    rules.refuse_crossed_amounts(*map(offered.get, answers.AMOUNTS))
    rules.refuse_postcodes(offered["places"])
    return {f"{rules.OFFER}{name}": answer for name, answer in offered.items()}


def _decides(group: Cooperative) -> bool:
    """Whether what the viewer types holds at once; else it waits for the coordinator."""
    return group_permissions.may_coordinate(current_user, group) or group_permissions.may_guide(current_user, group)
