"""The page of the profile: what a cooperative looks for, without knowing codes, also from two tabs at once."""

from collections.abc import Mapping
from itertools import filterfalse
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.rules import held_elsewhere
from incubator.cooperatives.values import FactSourceKind
from incubator.core import clock, job_runs, quantities
from incubator.core.db import lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import explain, language
from incubator.core.i18n import mark as N_
from incubator.core.reference import sectors
from incubator.core.web import carry_out, form_page
from incubator.reviews import rules as texts
from incubator.watch import messages, permissions, queries, rules, services
from incubator.watch.forms import ProfileForm
from incubator.watch.matching import suggesting
from incubator.watch.models import WatchProfile
from incubator.watch.services import profiles
from incubator.watch.values import ACTIONABLE, FIRST_PROFILE
from incubator.watch.views.blueprint import pages

KINDS = {
    "planning": _l("Plans for later"),
    "consultation": _l("Market consultations"),
    "competition": _l("Calls to bid"),
}
AMOUNTS = ("min_value", "max_value")
TYPED = ("description", "keywords", "exclude", "cpv", "places", *AMOUNTS)
CHOSEN = ("sectors", "kinds")
ANSWERS = ("name", *TYPED, *CHOSEN, "min_days_left", "active")
DAYS_LEFT = 7  # what a profile begins with


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
    theirs: dict[str, Any] = {}
    if form.is_submitted() and _without_words_for_codes(form):
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
    known = _known(group, watch)
    form = ProfileForm(data={**known, "version": _version(known)})
    if not form.description.data and "offer.description" in _only_read(group, watch):
        form.description.data = known["description"]  # the page shows it and does not ask for it
    form.sectors.choices = [(sector.id, sector.name(language())) for sector in sectors.sectors().values()]
    form.kinds.choices = list(KINDS.items())
    suggested: dict[str, None] = {}
    for word in _words_for_codes(form):
        suggested |= dict.fromkeys(suggesting.for_words(word))
    form.cpv_found.choices = [(code, messages.code_with_label(code)) for code in suggested]
    return form


def _known(group: Cooperative, watch: WatchProfile | None) -> dict[str, Any]:
    """The answers as they are now, by the name of their field."""
    answers = _known_answers(group, watch)
    known: dict[str, Any] = {name: messages.profile_text(name, answers.get(name)) for name in TYPED}
    known["sectors"] = list(answers.get("sectors") or ())
    known |= {"name": FIRST_PROFILE, "kinds": list(ACTIONABLE), "min_days_left": DAYS_LEFT, "active": True}
    if watch is not None:
        known |= {"name": watch.name, "kinds": list(watch.kinds)}
        known |= {"min_days_left": watch.min_days_left, "active": watch.active}
    return known


def _known_answers(group: Cooperative, watch: WatchProfile | None) -> dict[str, Any]:
    """What the profile says of the work; the form of the first begins with what can be read off the dossier."""
    if watch is not None and not watch.from_dossier:
        return queries.answers_of(watch)
    facts: dict[str, Any] = dict(cooperatives.holding_values(group))
    answers = rules.offered(facts)
    answers.setdefault("places", cooperatives.municipality_name(group))
    words = answers.get("description") or facts.get("purpose.business") or ""
    answers["sectors"] = answers.get("sectors") or rules.sectors_named(str(words))
    return answers


def _typed(form: ProfileForm) -> dict[str, Any]:
    """The answers of a form, written as those that are known."""
    answers = {name: form[name].data for name in ANSWERS}
    answers["cpv"] = _codes(form)
    return answers | {name: messages.profile_text(name, answers[name]) for name in TYPED}


def _as_text(answer: Any) -> str:
    """An answer as a text, to compare it with another."""
    if isinstance(answer, list):
        return "\n".join(map(str, answer))
    if answer is None or answer is False:
        return ""
    return str(answer)


def _as_texts(answers: Mapping[str, Any]) -> dict[str, str]:
    return {name: _as_text(answers[name]) for name in ANSWERS}


def _version(known: Mapping[str, Any]) -> str:
    return texts.version_of(_as_texts(known))


def _words_for_codes(form: ProfileForm) -> list[str]:
    """Words that stand where codes should be."""
    return list(filterfalse(rules.cpv_code, rules.lines(form.cpv.data)))


def _without_words_for_codes(form: ProfileForm) -> bool:
    """Whether codes were chosen for the words among them; else the form asks which codes they mean."""
    words = _words_for_codes(form)
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


def _codes(form: ProfileForm) -> list[str]:
    """The codes that were typed, and those that were chosen for words; each once."""
    typed = map(rules.cpv_code, rules.lines(form.cpv.data))
    codes = dict.fromkeys((*typed, *(form.cpv_found.data or [])))
    return list(filter(None, codes))


def _save(group: Cooperative, watch: WatchProfile | None, form: ProfileForm, theirs: dict[str, Any]) -> None:
    """Store the profile, and let the matching begin at its next look.

    What only someone else changed since this page was opened stays; what both changed comes in `theirs`, and nothing is stored.
    """
    now = clock.now()
    watch = services.begin(group, by=viewer(), now=now) if watch is None else lock(watch)
    # From here on nobody else can save this profile: what is compared now is what is written over.
    _merge(form, _known(group, watch), theirs)
    if theirs:
        raise Conflict(N_("Someone else changed this page while you were typing."))
    try:
        profiles.rename(watch, form.name.data or "")
        profiles.say(watch, _offer(form), author=current_user, now=now, approved=_decides(group))
    except RuleViolation as broken_rule:
        name = (broken_rule.field or "").removeprefix("offer.") or None
        raise RuleViolation(broken_rule.message, field=name, **broken_rule.params) from broken_rule
    services.change_wishes(
        watch,
        kinds=form.kinds.data or [],
        min_days_left=form.min_days_left.data,
        threshold=watch.threshold_percent,
        active=form.active.data,
    )
    job_runs.make_due(services.JOB, now=now)


def _merge(form: ProfileForm, known: Mapping[str, Any], theirs: dict[str, Any]) -> None:
    """Take over in the form what only someone else changed."""
    typed = _as_texts(_typed(form))
    merged = texts.merge_texts(form.version.data or "", typed, _as_texts(known))
    for name, text in merged.texts.items():
        if text != typed[name]:
            form[name].data = known[name]
    for name in merged.conflicts:
        theirs[name] = known[name]


def _show_both(group: Cooperative, watch: WatchProfile | None, form: ProfileForm, theirs: Mapping[str, Any]) -> None:
    """Put the answer of the other beside what was typed. From here on the page knows of it, and may be saved."""
    for name, answer in theirs.items():
        sentence = N_("Someone else changed this meanwhile to: %(theirs)s. Put together what you want, and save again.")
        form.refuse(Conflict(sentence, field=name, theirs=_in_words(form, name, answer)))
    if theirs:
        form.version.data = _version(_known(group, watch or queries.first_watch_of(group)))


def _in_words(form: ProfileForm, name: str, answer: Any) -> str:
    if name in CHOSEN:
        labels = dict(form[name].choices)
        return ", ".join(str(labels.get(choice, choice)) for choice in answer)
    return ", ".join(rules.lines(_as_text(answer)))


def _offer(form: ProfileForm) -> dict[str, Any]:
    """What the form says of the work, as facts of the dossier; kinds of work fill in what was left empty."""
    offer = {f"offer.{name}": form[name].data for name in (*TYPED, "sectors")}
    offer["offer.cpv"] = _codes(form)
    offer["offer.places"] = rules.lines(form.places.data)
    for name in AMOUNTS:
        offer[f"offer.{name}"] = _amount(name, form[name].data)
    return rules.filled_in(offer)


def _amount(name: str, typed: str | None) -> str | None:
    """The amount as the dossier keeps it. Raises `RuleViolation` at the field when it is none, or can be read in two ways."""
    if not typed:
        return None
    try:
        return str(quantities.read_amount(typed, language()))
    except RuleViolation as broken_rule:
        raise RuleViolation(broken_rule.message, field=name, **broken_rule.params) from broken_rule


def _decides(group: Cooperative) -> bool:
    """Whether what the viewer types holds at once; else it waits for the coordinator."""
    return group_permissions.may_coordinate(current_user, group) or group_permissions.may_guide(current_user, group)
