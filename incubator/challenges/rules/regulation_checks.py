"""Whether what is recorded of an authority can be right, and whether it is time to look again."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from incubator.challenges.values import LaidDown, Regulation, RegulationState
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later

MONTHS_BETWEEN_CHECKS = 12
CVDR = re.compile(r"\bCVDR(\d{1,9})(?:[_/]\d+)?\b", re.IGNORECASE | re.ASCII)
SITE = re.compile(
    r"^(?:https?://)?(?:lokaleregelgeving\.overheid\.nl|wetten\.overheid\.nl|repository\.overheid\.nl)/", re.I
)
ADDRESS_OF_LAW = "https://lokaleregelgeving.overheid.nl/"
LONGEST_TERM = 520  # weeks: ten years


def cvdr_id(typed: str) -> str:
    """The number of local law that someone typed or pasted: `CVDR723122`, also out of an address. Empty when nothing was typed.

    Raises `RuleViolation` for what cannot be such a number.
    """
    written = typed.strip()
    if not written:
        return ""
    match = CVDR.search(written)
    if match is None or not (SITE.match(written) or CVDR.fullmatch(written)):
        raise RuleViolation(
            N_(
                "“%(typed)s” is no number of local law. It is CVDR with digits, such as CVDR723122; "
                "you can also paste the address of lokaleregelgeving.overheid.nl."
            ),
            field="reference",
            typed=written[:80],
        )
    return f"CVDR{match[1]}"


def address_of_law(reference: str) -> str | None:
    """Where the text of a regulation can be read, by its number."""
    if not CVDR.fullmatch(reference):
        return None
    return ADDRESS_OF_LAW + reference


def check_regulation(regulation: Regulation, today: date) -> None:
    """Raises `RuleViolation` for what cannot be, with the field that it is about."""
    since, until = regulation.since, regulation.until
    if since is not None and until is not None and until <= since:
        raise RuleViolation(
            N_("The rules end before they begin: this day must come after the first day on which they hold."),
            field="until",
        )
    if regulation.checked_on > today:
        raise RuleViolation(N_("This day is still to come: fill in when you looked."), field="checked_on")
    _check_terms(regulation)
    if regulation.laid_down is not LaidDown.YES and _has_rules(regulation):
        raise RuleViolation(
            N_("You fill in a term or parts of a request: then the right is laid down. Choose yes, or empty them."),
            field="laid_down",
        )


def _check_terms(regulation: Regulation) -> None:
    ordinary, complex_term = regulation.decision_weeks, regulation.complex_weeks
    if ordinary is not None and complex_term is not None and complex_term < ordinary:
        raise RuleViolation(
            N_("The term for a complex request cannot be shorter than the ordinary term."), field="complex_weeks"
        )
    for name in ("decision_weeks", "complex_weeks", "preparation_weeks"):
        if (getattr(regulation, name) or 0) > LONGEST_TERM:
            raise RuleViolation(N_("That is more than ten years. Is it in weeks?"), field=name)


def _has_rules(regulation: Regulation) -> bool:
    terms = regulation.decision_weeks, regulation.complex_weeks, regulation.preparation_weeks
    return any(terms) or bool(regulation.request_parts)


def check_overlap(others: Sequence[Regulation], regulation: Regulation) -> None:
    """Raises `RuleViolation` when another regulation of the authority holds on a day on which this one holds too."""
    for other in others:
        if (
            other.since is None
            or regulation.since is None
            or LaidDown.UNKNOWN in (other.laid_down, regulation.laid_down)
        ):
            continue
        earlier, later = sorted((other, regulation), key=_first_day)
        same_day = earlier.since == later.since
        if same_day or (earlier.until is not None and _first_day(later) < earlier.until):
            raise RuleViolation(
                N_(
                    "On this day “%(title)s” holds too. Fill in until when the first one held, or from when the next one holds."
                ),
                field="since",
                title=other.dutch.title,
            )


def _first_day(regulation: Regulation) -> date:
    return regulation.since or date.min


def contradictions(rules: Sequence[Regulation]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the days of several regulations say against each other: sentences with what fills them."""
    dated = [rule for rule in rules if rule.laid_down is not LaidDown.UNKNOWN]
    dated.sort(key=_first_day)
    for before, after in pairwise(dated):
        titles = {"before": before.dutch.title, "after": after.dutch.title}
        if after.since is None or before.since == after.since:
            yield (
                N_("Of “%(before)s” and “%(after)s” it is not clear which came first: fill in from when they hold."),
                titles,
            )
        elif before.until is None:
            yield (
                N_("“%(after)s” begins on %(day)s while “%(before)s” has no last day: fill in until when it held."),
                {**titles, "day": after.since},
            )
        elif after.since < before.until:
            yield (
                N_("“%(after)s” begins on %(day)s, before the end of “%(before)s”."),
                {**titles, "day": after.since},
            )


def check_is_due(regulation: Regulation, today: date) -> bool:
    """Whether nobody looked for a year. Rules that have ended need no look."""
    if regulation.until is not None and regulation.until <= today:
        return False
    return months_later(regulation.checked_on, MONTHS_BETWEEN_CHECKS) <= today


def state_of(rules: Sequence[Regulation], today: date) -> RegulationState:
    """How things stand with an authority on this day, as far as it is known."""
    if not rules:
        return RegulationState.UNKNOWN
    laid_down = [rule for rule in rules if rule.laid_down is LaidDown.YES]
    if any(rule.holds(today) for rule in laid_down):
        return RegulationState.LAID_DOWN
    if any(rule.since is not None and today < rule.since for rule in laid_down):
        return RegulationState.TO_COME
    if laid_down:
        return RegulationState.ENDED
    return RegulationState.NOT_SEEN
