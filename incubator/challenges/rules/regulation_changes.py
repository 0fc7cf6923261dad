"""What changed in the rules of an authority. A look that changed nothing is no change: neither is another source for the same."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from incubator.challenges.values import Regulation, RegulationChange

# The words of a regulation in both languages, and what is the same in every language.
IN_WORDS = ("title", "who", "tasks", "conditions", "refusal")
FIELDS = (
    *("laid_down", "title", "reference", "since", "until", "who_codes", "who", "legal_form_required"),
    *("excludes_commercial", "tasks", "conditions", "exclusions", "request_parts", "decision_weeks"),
    *("complex_weeks", "preparation_weeks", "cost_rule", "refusal", "url", "form_url"),
)


def changes(before: Sequence[Regulation], after: Sequence[Regulation]) -> tuple[RegulationChange, ...]:
    """What is another than it was, regulation by regulation in the order in which they were recorded."""
    changed: list[RegulationChange] = []
    for old, new in zip_longest(before, after):
        changed += _between(old, new)
    return tuple(changed)


def _between(old: Regulation | None, new: Regulation | None) -> Iterator[RegulationChange]:
    for field in FIELDS:
        was, now = _value(old, field), _value(new, field)
        if was != now:
            yield RegulationChange(field, was, now)


def _value(regulation: Regulation | None, field: str) -> object:
    """What stands in a field; None when it is unknown. Words are there in both languages."""
    if regulation is None:
        return None
    if field in IN_WORDS:
        return _in_both(getattr(regulation.dutch, field), getattr(regulation.english, field))
    value = regulation.who if field == "who_codes" else getattr(regulation, field)
    if value in ("", ()):
        return None
    return value


def _in_both(dutch: str | None, english: str | None) -> tuple[str, str] | None:
    if not dutch:
        return None
    return dutch, english or dutch
