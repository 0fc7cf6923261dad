"""What is known of the rules of authorities: the list that comes with the product."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from incubator.challenges.values import (
    Challenger,
    CostRule,
    Exclusion,
    ExclusionKind,
    LaidDown,
    PartOfRequest,
    Regulation,
    RegulationWords,
    RequestPart,
)

CONTENT = Path(__file__).parents[1] / "content" / "regulations.toml"
CHECKED_ON = date(2026, 11, 23)


def regulations() -> Mapping[str, tuple[Regulation, ...]]:
    """What is known of each authority, by its code: its rules in the order in which they came into force."""
    return _from_files()


def regulation_on(code: str | None, day: date) -> Regulation | None:
    """The rules of an authority that hold on this day; else those to come or, last, those of before. None when nothing is known."""
    known = regulations().get(code or "", ())
    holding = [rules for rules in known if rules.holds(day)]
    if holding:
        return holding[-1]
    return next(iter(reversed(known)), None)


@cache
def _from_files() -> dict[str, tuple[Regulation, ...]]:
    written = tomllib.loads(CONTENT.read_text(encoding="utf-8"))["regulation"]
    by_code: dict[str, list[Regulation]] = {}
    for row in written:
        by_code.setdefault(row["code"], []).append(_regulation(row))
    return {code: tuple(sorted(rules, key=_first_day)) for code, rules in by_code.items()}


def _first_day(regulation: Regulation) -> date:
    return regulation.since or date.min


def _regulation(row: dict[str, Any]) -> Regulation:
    return Regulation(
        authority=row["authority"],
        code=row["code"],
        reference=row["reference"],
        since=_day(row.get("in_force_from")),
        until=_day(row.get("in_force_until")),
        dutch=_words(row),
        english=_words(row, "_en"),
        decision_weeks=row.get("decision_weeks"),
        complex_weeks=row.get("complex_weeks"),
        excludes_commercial=row.get("excludes_commercial"),
        source=row["source"],
        mark=row["mark"],
        checked_on=_day(row.get("checked_on")) or CHECKED_ON,
        laid_down=LaidDown(row.get("laid_down", LaidDown.YES)),
        who=tuple(map(Challenger, row.get("challengers", ()))),
        legal_form_required=row.get("legal_form_required"),
        cost_rule=_cost_rule(row.get("cost_rule")),
        exclusions=tuple(map(_exclusion, row.get("exclusion", ()))),
        request_parts=tuple(map(_request_part, row.get("part", ()))),
        url=row.get("url"),
    )


def _cost_rule(written: str | None) -> CostRule | None:
    if written is None:
        return None
    return CostRule(written)


def _exclusion(row: dict[str, Any]) -> Exclusion:
    return Exclusion(
        ExclusionKind(row["kind"]),
        row["nl"],
        row.get("en"),
        row.get("article"),
        tuple(row.get("cpv", ())),
        row.get("amount"),
    )


def _request_part(row: dict[str, Any]) -> RequestPart:
    return RequestPart(PartOfRequest(row["part"]), row["nl"], row.get("en"), row.get("article"))


def _words(row: dict[str, Any], ending: str = "") -> RegulationWords:
    """What a regulation says in the language whose fields have this ending. Raises `KeyError` without a title."""
    return RegulationWords(
        title=row[f"title{ending}"],
        who=row.get(f"who{ending}"),
        tasks=row.get(f"tasks{ending}"),
        conditions=row.get(f"conditions{ending}"),
        refusal=row.get(f"refusal{ending}"),
    )


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    return date.fromisoformat(written)
