"""Words for the rules of authorities: what is known, how it is known, and what changed."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.challenges.rules.regulation_table import name_of
from incubator.challenges.values import (
    Challenger,
    CostRule,
    Exclusion,
    ExclusionKind,
    LaidDown,
    PartOfRequest,
    Regulation,
    RegulationChange,
    RegulationState,
    RequestPart,
)
from incubator.core.formatting import as_date, money_cents
from incubator.core.i18n import language
from incubator.core.reference import cpv
from incubator.core.reference.authorities import Authority

STATES = {
    RegulationState.LAID_DOWN: _l("Laid down"),
    RegulationState.TO_COME: _l("Laid down, not in force yet"),
    RegulationState.ENDED: _l("No longer in force"),
    RegulationState.NOT_SEEN: _l("Not seen"),
    RegulationState.UNKNOWN: _l("Unknown"),
}
BADGES = {
    RegulationState.LAID_DOWN: "done",
    RegulationState.TO_COME: "now",
    RegulationState.ENDED: "attention",
    RegulationState.NOT_SEEN: "attention",
    RegulationState.UNKNOWN: "later",
}
LAID_DOWN = {LaidDown.YES: _l("Yes"), LaidDown.NO: _l("No"), LaidDown.UNKNOWN: _l("We do not know")}
CHALLENGERS = {
    Challenger.RESIDENTS: _l("residents"),
    Challenger.SOCIAL_ORGANISATIONS: _l("social organisations"),
    Challenger.BUSINESSES: _l("businesses"),
    Challenger.SELF_EMPLOYED: _l("self-employed people without staff"),
    Challenger.COOPERATIVES: _l("cooperatives"),
}
COST_RULES = {
    CostRule.NOT_MORE: _l("No more expensive than now"),
    CostRule.PREFERABLY_LESS: _l("Preferably cheaper than now"),
    CostRule.BETTER_OR_CHEAPER: _l("Better or cheaper, or both"),
}
MARKS = {"A": _l("Read ourselves"), "B": _l("Second hand"), "C": _l("From memory")}
EXCLUSIONS = {
    ExclusionKind.ABOVE_EU_THRESHOLD: _l("Above the European threshold"),
    ExclusionKind.VALUE_ABOVE: _l("Worth more than an amount"),
    ExclusionKind.VALUE_BELOW: _l("Worth less than an amount"),
    ExclusionKind.WORK: _l("A kind of work"),
    ExclusionKind.VULNERABLE_GROUPS: _l("Vulnerable groups"),
    ExclusionKind.RUNNING_PROJECT: _l("A running project"),
    ExclusionKind.URGENT: _l("Urgent matters"),
    ExclusionKind.HIGHER_LAW: _l("Higher law"),
    ExclusionKind.BUDGET_AND_TAX: _l("Budget and taxes"),
    ExclusionKind.OTHER: _l("Something else"),
}
PARTS = {
    PartOfRequest.SUMMARY: _l("Summary"),
    PartOfRequest.WHO_WE_ARE: _l("Who you are"),
    PartOfRequest.LEGAL_FORM: _l("Legal form"),
    PartOfRequest.TASK: _l("The task"),
    PartOfRequest.WHY_BETTER: _l("Why better"),
    PartOfRequest.SOCIAL_VALUE: _l("Social value"),
    PartOfRequest.COSTS: _l("Costs"),
    PartOfRequest.APPROACH: _l("How you do it"),
    PartOfRequest.SUPPORT: _l("Support"),
    PartOfRequest.PARTNERS: _l("Partners"),
    PartOfRequest.CAPACITY: _l("Ability and experience"),
    PartOfRequest.CONTINUITY: _l("Quality and continuity"),
    PartOfRequest.ASKED_OF_AUTHORITY: _l("What you need of the authority"),
    PartOfRequest.RISKS: _l("Risks"),
    PartOfRequest.ROUTE: _l("Route in procurement law"),
    PartOfRequest.AGREEMENTS: _l("Agreements"),
    PartOfRequest.ANNEXES: _l("Annexes"),
    PartOfRequest.OTHER: _l("Something else"),
}
# What the fields of a regulation are called, in the order in which a page shows them.
FIELDS = {
    "laid_down": _l("Is the right laid down?"),
    "title": _l("What the regulation is called"),
    "reference": _l("Number of local law (CVDR)"),
    "since": _l("Holds from"),
    "until": _l("Holds no more from"),
    "who_codes": _l("Named in any case"),
    "who": _l("Who may challenge"),
    "legal_form_required": _l("Is a legal form needed?"),
    "excludes_commercial": _l("Are commercial parties left out?"),
    "tasks": _l("Which tasks"),
    "conditions": _l("Conditions"),
    "exclusions": _l("What is left out"),
    "request_parts": _l("Parts of a request"),
    "decision_weeks": _l("Term to decide"),
    "complex_weeks": _l("Term for what is complex"),
    "preparation_weeks": _l("Time to prepare before the end of a contract"),
    "cost_rule": _l("What it may cost"),
    "refusal": _l("Grounds to refuse"),
    "url": _l("Where it can be read"),
    "form_url": _l("Where you ask"),
}


def shown_name(authority: Authority) -> str:
    """What an authority is called on a page."""
    return name_of(authority)


def yes_or_no(answer: bool | None) -> str | None:
    """None stays unknown."""
    if answer is None:
        return None
    if answer:
        return str(_("Yes"))
    return str(_("No"))


def weeks(number: int | None) -> str | None:
    if number is None:
        return None
    return str(ngettext("%(num)d week", "%(num)d weeks", number))


def challengers(regulation: Regulation) -> str:
    """Who is named in any case."""
    return ", ".join(map(str, map(CHALLENGERS.__getitem__, regulation.who)))


def line_of(item: Exclusion | RequestPart) -> str:
    """What is left out, or a part of a request, with its article, amount and kinds of work."""
    words = item.dutch
    if language() != "nl" and item.english:
        words = item.english
    beside = []
    if isinstance(item, Exclusion):
        if item.amount is not None:
            beside.append(money_cents(item.amount * 100))
        beside += [cpv.label(code.ljust(8, "0"), language()) for code in item.cpv]
    if item.article:
        beside.append(_("art. %(article)s", article=item.article))
    if not beside:
        return words
    return f"{words} ({', '.join(beside)})"


def field_in_words(field: str, value: Any) -> str:
    """A value of a field as a page or a mail gives it."""
    if value is None:
        return str(_("not known"))
    return WRITERS.get(field, str)(value)


def _lines(items: Sequence[Exclusion | RequestPart]) -> str:
    return "; ".join(map(line_of, items))


def _pair(words: tuple[str, str]) -> str:
    return words[0] if language() == "nl" else words[1]


WRITERS: dict[str, Callable[[Any], str]] = {
    "laid_down": lambda value: str(LAID_DOWN[value]),
    "since": as_date,
    "until": as_date,
    "who_codes": lambda value: ", ".join(map(str, map(CHALLENGERS.__getitem__, value))),
    "exclusions": _lines,
    "request_parts": _lines,
    "cost_rule": lambda value: str(COST_RULES[value]),
    **dict.fromkeys(("title", "who", "tasks", "conditions", "refusal"), _pair),
    **dict.fromkeys(("legal_form_required", "excludes_commercial"), lambda value: yes_or_no(value) or ""),
    **dict.fromkeys(("decision_weeks", "complex_weeks", "preparation_weeks"), lambda value: weeks(value) or ""),
}


def changes_in_words(changed: Sequence[RegulationChange]) -> list[tuple[str, str, str]]:
    """What changed: the field, what it was and what it is."""
    lines = []
    for change in changed:
        before, after = field_in_words(change.field, change.before), field_in_words(change.field, change.after)
        lines.append((str(FIELDS[change.field]), before, after))
    return lines
