"""The answers on the page of a profile: as they are known, as they are typed, and what two people typed put together."""

from collections.abc import Mapping
from itertools import filterfalse
from typing import Any

from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import quantities
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_
from incubator.reviews import rules as texts
from incubator.watch import messages, queries, rules
from incubator.watch.forms import ProfileForm
from incubator.watch.matching import offering
from incubator.watch.matching.trades import positions
from incubator.watch.models import WatchProfile
from incubator.watch.values import FIRST_PROFILE, SOUGHT, Reach, Wishes

AMOUNTS = ("min_value", "max_value")
LINES = ("keywords", "exclude", "places")
TYPED = ("description", "keywords", "exclude", "cpv", "places", *AMOUNTS)
CHOSEN = ("trades", "kinds", "languages", "dropped")
ANSWERS = ("name", *TYPED, *CHOSEN, "reach", "min_days_left", "strictness", "active")
DAYS_LEFT = 7  # what a profile begins with
STRICTNESSES = (60, 50, 40)  # per cent: only what surely fits, what fits, also what may fit


def known(group: Cooperative, watch: WatchProfile | None) -> dict[str, Any]:
    """The answers as they are now, by the name of their field; words and codes that a trade offers stand with the trade."""
    answers = _known_answers(group, watch)
    now_known = _apart_from_trades(answers)
    now_known |= {"name": FIRST_PROFILE, "kinds": list(SOUGHT), "min_days_left": DAYS_LEFT, "active": True}
    now_known |= {"strictness": "50", "reach": answers.get("reach") or Reach.HERE}
    if watch is not None:
        now_known |= {
            "name": watch.name,
            "kinds": list(watch.kinds),
            "strictness": _strictness(watch.threshold_percent),
        }
        now_known |= {"min_days_left": watch.min_days_left, "active": watch.active}
    return now_known


def _strictness(percent: int) -> str:
    """The choice that comes nearest to a threshold that was set otherwise."""
    return str(min(STRICTNESSES, key=lambda choice: abs(choice - percent)))


def _apart_from_trades(answers: Mapping[str, Any]) -> dict[str, Any]:
    trades = _trades(answers)
    offered: set[str] = set()
    for offer in offering.chosen(trades):
        offered.update(offer.items)
    own = dict(answers)
    own["keywords"] = list(filterfalse(offered.__contains__, answers.get("keywords") or ()))
    own["cpv"] = list(filterfalse(offered.__contains__, answers.get("cpv") or ()))
    by_field: dict[str, Any] = {name: messages.profile_text(name, own.get(name)) for name in TYPED}
    by_field |= {"trades": trades, "dropped": sorted(answers.get("dropped") or ())}
    by_field["languages"] = list(answers.get("languages") or ())
    return by_field


def _trades(answers: Mapping[str, Any]) -> list[str]:
    """Those that were ticked; for a profile of before, those of its kinds of work that its own words speak of, or all of them."""
    if answers.get("trades"):
        return list(filter(positions().__contains__, answers["trades"]))
    of_sectors = offering.of_sectors(answers.get("sectors") or ())
    spoken = offering.proposed(_in_own_words(answers), most=len(of_sectors))
    return list(filter(spoken.__contains__, of_sectors)) or of_sectors


def _in_own_words(answers: Mapping[str, Any]) -> str:
    return " ".join((str(answers.get("description") or ""), *(answers.get("keywords") or ())))


def _known_answers(group: Cooperative, watch: WatchProfile | None) -> dict[str, Any]:
    """What the profile says of the work; the form of the first begins with what can be read off the dossier."""
    if watch is not None and not watch.from_dossier:
        return queries.answers_of(watch)
    facts: dict[str, Any] = dict(cooperatives.holding_values(group))
    answers = {} if watch is None else dict(watch.answers)
    answers |= rules.offered(facts)
    answers.setdefault("places", cooperatives.municipality_name(group))
    if not any(map(answers.get, ("trades", "sectors", "keywords", "cpv"))):
        # Nobody has chosen yet: what their own words say most clearly is ticked beforehand.
        own_words = str(answers.get("description") or facts.get("purpose.business") or "")
        answers["trades"] = offering.clearly_named(own_words)
    return answers


def typed(form: ProfileForm) -> dict[str, Any]:
    """The answers of a form, written as those that are known."""
    answers = {name: form[name].data for name in ANSWERS}
    answers["cpv"] = own_codes(form)
    for name in AMOUNTS:
        answers[name] = rules.plain_amount(answers[name] or "")
    answers["reach"] = answers["reach"] or Reach.HERE
    answers["strictness"] = answers["strictness"] or "50"
    return answers | {name: messages.profile_text(name, answers[name]) for name in TYPED}


def own_codes(form: ProfileForm) -> list[str]:
    """The codes that were typed, and those that were chosen for words or in the tree; each once."""
    codes = dict.fromkeys((*map(rules.cpv_code, rules.lines(form.cpv.data)), *(form.cpv_found.data or [])))
    return list(filter(None, codes))


def words_for_codes(form: ProfileForm) -> list[str]:
    """Words that stand where codes should be."""
    return list(filterfalse(rules.cpv_code, rules.lines(form.cpv.data)))


def offered_answers(form: ProfileForm) -> dict[str, Any]:
    """What the form says of the work: its own answers, with what is accepted of the chosen trades. Amounts as they were typed."""
    trades, dropped = form.trades.data or [], form.dropped.data or []
    answers: dict[str, Any] = {name: rules.lines(form[name].data) for name in LINES}
    keywords = (*answers["keywords"], *offering.accepted_words(trades, dropped))
    codes = (*own_codes(form), *offering.accepted_codes(trades, dropped))
    return answers | {
        "description": form.description.data,
        "keywords": list(dict.fromkeys(keywords)),
        "cpv": list(dict.fromkeys(codes)),
        "sectors": offering.sectors_of(trades),
        "trades": list(trades),
        "dropped": list(dropped),
        "languages": list(form.languages.data or []),
        "reach": form.reach.data,
        **{name: rules.plain_amount(form[name].data or "") for name in AMOUNTS},
    }


def wishes(form: ProfileForm, name: str) -> Wishes:
    """What the form asks of any notice."""
    kinds = tuple(form.kinds.data or ())
    return Wishes(name, kinds, form.min_days_left.data, int(form.strictness.data or 50))


def amount(name: str, typed_amount: str) -> str | None:
    """The amount as it is kept. Raises `RuleViolation` at the field when it is none, or can be read in two ways."""
    if not typed_amount:
        return None
    try:
        return str(quantities.read_amount(typed_amount, language()))
    except RuleViolation as broken_rule:
        raise RuleViolation(broken_rule.message, field=name, **broken_rule.params) from broken_rule


def version(answers: Mapping[str, Any]) -> str:
    """A mark of each answer, for the page to say later with which it began."""
    return texts.version_of(_as_texts(answers))


def merge(form: ProfileForm, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Take over in the form what only someone else changed. Gives what both changed, as the other left it."""
    own = _as_texts(typed(form))
    merged = texts.merge_texts(form.version.data or "", own, _as_texts(stored))
    for name, text in merged.texts.items():
        if text != own[name]:
            form[name].data = stored[name]
    return {name: stored[name] for name in merged.conflicts}


def show_both(form: ProfileForm, theirs: Mapping[str, Any]) -> None:
    """Put the answer of the other beside what was typed."""
    for name, answer in theirs.items():
        sentence = N_("Someone else changed this meanwhile to: %(theirs)s. Put together what you want, and save again.")
        field = "trades" if name == "dropped" else name
        form.refuse(Conflict(sentence, field=field, theirs=_in_words(form, name, answer)))


def _in_words(form: ProfileForm, name: str, answer: Any) -> str:
    choices = dict(getattr(form[name], "choices", None) or ())
    if choices:
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(str(choices.get(choice, choice)) for choice in chosen)
    if name == "dropped":
        return ", ".join(messages.shown("cpv", item) for item in answer)
    return ", ".join(rules.lines(_as_text(answer)))


def _as_text(answer: Any) -> str:
    """An answer as a text, to compare it with another."""
    if isinstance(answer, list):
        return "\n".join(map(str, answer))
    if answer is None or answer is False:
        return ""
    return str(answer)


def _as_texts(answers: Mapping[str, Any]) -> dict[str, str]:
    return {name: _as_text(answers[name]) for name in ANSWERS}
