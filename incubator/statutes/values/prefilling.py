"""Answers that the dossier already has, and answers that become facts of the dossier: one list for both directions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_cents, read_count


@dataclass(frozen=True, slots=True)
class Bridge:
    """A fact and the answer that it is; `to_answer` and `to_fact` give None when there is nothing to say."""

    key: str
    path: str
    to_answer: Callable[[Any], Any]
    to_fact: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value or None


def _cents(money: Any) -> int | None:
    """Cents of an amount as the dossier keeps it ("250.50")."""
    try:
        return read_cents(money, "en")
    except RuleViolation:
        return None


def _money(cents: Any) -> str | None:
    if cents is None:
        return None
    return f"{Decimal(int(cents)) / 100:.2f}"


def _regime(suffix: Any) -> str:
    return str(suffix).replace(".", "")


def _suffix(regime: Any) -> str | None:
    if isinstance(regime, str) and len(regime) == 2:
        return f"{regime[0]}.{regime[1]}."
    return None


def _whole(number: Any) -> int | None:
    """The whole number that the dossier keeps as a decimal ("3.0")."""
    try:
        return read_count(number, "en")
    except RuleViolation:
        return None


def _founders(records: Any) -> list[dict[str, Any]]:
    return [
        {
            "person_id": f"p{count}",
            "name": record.get("name", ""),
            "kind": "natural",
            "present": True,
            "written_poa": False,
        }
        for count, record in enumerate(records, start=1)
        if record.get("name")
    ]


def _people(founders: Any) -> list[dict[str, str]] | None:
    people = [{"name": founder["name"]} for founder in founders or () if founder.get("name")]
    return people or None


def _text(number: Any) -> str | None:
    if not number:
        return None
    return str(number)


BRIDGES = (
    Bridge("identity.name", "name", _same, _same),
    Bridge("identity.legal_form_suffix", "liability.regime", _regime, _suffix),
    Bridge("identity.seat", "seat.municipality", _same, _same),
    Bridge("purpose.text", "purpose.text", _same, _same),
    Bridge("purpose.needs", "purpose.material_needs", _same, _same),
    Bridge("purpose.business", "purpose.business", _same, _same),
    Bridge("people.founders", "deed.founders", _founders, _people),
    Bridge("capital.contribution", "capital.contribution_cents", _cents, _money),
    Bridge("governance.board_size", "board.min", _whole, _text),
    Bridge("governance.pay_ratio", "pay_ratio", _same, _same),
)
BY_PATH = {bridge.path: bridge for bridge in BRIDGES}

FIRST_BOARD = "first_board"
USUAL_BOARD = 3
USUAL: dict[str, Any] = {
    "duration": "indefinite",
    "deed.form": "notarial",
    "deed.language": "nl",
    "purpose.for_members": True,
    "liability.regime": "UA",
    "liability.excluded": True,
    "membership.transferable": False,
    "membership.inheritable": False,
    "regulations.allowed": True,
    "convening.who": "bestuur",
    "votes.weighting": "one_per_member",
    "board.appointment_method": "ALV",
    "board.dismissal_method": "ALV",
    "board.remuneration_by": "ALV",
    "rvc.exists": False,
}


def paths_of(answers: Mapping[str, Any]) -> set[str]:
    """The paths of all answers in a set; a list is one answer."""
    return set(_paths_under(answers.get("statutes", {}), ""))


def _paths_under(part: Any, prefix: str) -> Iterator[str]:
    if not isinstance(part, Mapping):
        yield prefix.removesuffix(".")
        return
    for step, inner in part.items():
        yield from _paths_under(inner, f"{prefix}{step}.")


def values_at(answers: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """The answers at these paths; None where there is none."""
    return {path: value_at(answers, path) for path in paths}


def value_at(answers: Mapping[str, Any], path: str) -> Any:
    """The answer at a path like `board.min`; None when there is none."""
    answer: Any = answers.get("statutes", {})
    for step in path.split("."):
        if not isinstance(answer, Mapping):
            return None
        answer = answer.get(step)
    return answer


def copied(answer: Any) -> Any:
    """The same answer as a copy, with all that is in it. Of JSON, which needs a fifth of the work of `deepcopy`."""
    if isinstance(answer, dict):
        return {name: copied(inner) for name, inner in answer.items()}
    if isinstance(answer, list):
        return [copied(inner) for inner in answer]
    return answer


def with_values(answers: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the answers in which these paths have these values."""
    changed: dict[str, Any] = copied(dict(answers)) or {"statutes": {}}
    for path, value in values.items():
        *parents, last = ["statutes", *path.split(".")]
        place = changed
        for step in parents:
            if not isinstance(place.get(step), dict):
                place[step] = {}
            place = place[step]
        place[last] = value
    return changed


def prefilled(facts: Mapping[str, Any]) -> dict[str, Any]:
    """A first set of answers: what is usual for a worker cooperative, and what the dossier already knows."""
    answers = dict(USUAL)
    for bridge in BRIDGES:
        fact = facts.get(bridge.key)
        answer = bridge.to_answer(fact) if fact else None
        if answer is not None:
            answers[bridge.path] = answer
    if founders := answers.get("deed.founders"):
        # Whoever founds a small cooperative usually sits in its first board.
        size = answers.get("board.min") or USUAL_BOARD
        answers[FIRST_BOARD] = [founder["name"] for founder in founders[:size]]
    return with_values({}, answers)


def facts_in(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a set of answers says about facts of the dossier."""
    facts = {}
    for bridge in BRIDGES:
        fact = bridge.to_fact(value_at(answers, bridge.path))
        if fact:
            facts[bridge.key] = fact
    return facts
