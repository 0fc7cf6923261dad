"""Answers that the dossier already has, and answers that become facts of the dossier: one list for both directions."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any


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
    try:
        return int(Decimal(str(money)) * 100)
    except InvalidOperation:
        return None


def _money(cents: Any) -> str | None:
    return f"{Decimal(int(cents)) / 100:.2f}" if cents is not None else None


def _regime(suffix: Any) -> str:
    return str(suffix).replace(".", "")


def _suffix(regime: Any) -> str | None:
    return f"{regime[0]}.{regime[1]}." if isinstance(regime, str) and len(regime) == 2 else None


def _whole(number: Any) -> int | None:
    text = str(number).split(".", maxsplit=1)[0]
    return int(text) if text.isdigit() else None


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
    return [{"name": one["name"]} for one in founders or () if one.get("name")] or None


BRIDGES = (
    Bridge("identity.name", "name", _same, _same),
    Bridge("identity.legal_form_suffix", "liability.regime", _regime, _suffix),
    Bridge("identity.seat", "seat.municipality", _same, _same),
    Bridge("purpose.text", "purpose.text", _same, _same),
    Bridge("purpose.needs", "purpose.material_needs", _same, _same),
    Bridge("purpose.business", "purpose.business", _same, _same),
    Bridge("people.founders", "deed.founders", _founders, _people),
    Bridge("capital.contribution", "capital.contribution_cents", _cents, _money),
    Bridge("governance.board_size", "board.min", _whole, lambda number: str(number) if number else None),
    Bridge("governance.pay_ratio", "pay_ratio", _same, _same),
)
BY_PATH = {bridge.path: bridge for bridge in BRIDGES}

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
    "votes.weighting": "one_per_member",
    "board.appointment_method": "ALV",
    "board.dismissal_method": "ALV",
    "board.remuneration_by": "ALV",
    "rvc.exists": False,
}


def value_at(answers: Mapping[str, Any], path: str) -> Any:
    """The answer at a path like `board.min`; None when there is none."""
    found: Any = answers.get("statutes", {})
    for step in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(step)
    return found


def with_values(answers: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the answers in which these paths have these values."""
    changed: dict[str, Any] = deepcopy(dict(answers)) or {"statutes": {}}
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
    known = {bridge.path: bridge.to_answer(facts[bridge.key]) for bridge in BRIDGES if facts.get(bridge.key)}
    return with_values({}, USUAL | {path: value for path, value in known.items() if value is not None})


def facts_in(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a set of answers says about facts of the dossier."""
    found = {bridge.key: bridge.to_fact(value_at(answers, bridge.path)) for bridge in BRIDGES}
    return {key: value for key, value in found.items() if value}
