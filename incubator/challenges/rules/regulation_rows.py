"""A regulation as a row of plain values, as files and the database keep it; what is not in a row is unknown."""

from collections.abc import Mapping
from datetime import date
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

CHECKED_ON = date(2026, 11, 23)  # of the list that comes with the product
WORDS = ("title", "who", "tasks", "conditions", "refusal")
AS_THEY_ARE = (
    *("decision_weeks", "complex_weeks", "preparation_weeks"),
    *("excludes_commercial", "legal_form_required", "url", "form_url", "checked_by"),
)


def read_regulation(row: Mapping[str, Any]) -> Regulation:
    """The regulation that a row holds. Raises `KeyError` or `ValueError` for a row that is none."""
    return Regulation(
        authority=row["authority"],
        code=row["code"],
        reference=row["reference"],
        since=_day(row.get("in_force_from")),
        until=_day(row.get("in_force_until")),
        dutch=_words(row, ""),
        english=_words(row, "_en"),
        source=row["source"],
        mark=row["mark"],
        checked_on=_day(row.get("checked_on")) or CHECKED_ON,
        laid_down=LaidDown(row.get("laid_down", LaidDown.YES)),
        who=tuple(map(Challenger, row.get("challengers", ()))),
        cost_rule=_cost_rule(row.get("cost_rule")),
        exclusions=tuple(map(_exclusion, row.get("exclusion", ()))),
        request_parts=tuple(map(_request_part, row.get("part", ()))),
        sources_of=dict(row.get("sources_of", {})),
        **{name: row.get(name) for name in AS_THEY_ARE},
    )


def _cost_rule(written: str | None) -> CostRule | None:
    if written is None:
        return None
    return CostRule(written)


def _exclusion(row: Mapping[str, Any]) -> Exclusion:
    return Exclusion(
        ExclusionKind(row["kind"]),
        row["nl"],
        row.get("en"),
        row.get("article"),
        tuple(row.get("cpv", ())),
        row.get("amount"),
    )


def _request_part(row: Mapping[str, Any]) -> RequestPart:
    return RequestPart(PartOfRequest(row["part"]), row["nl"], row.get("en"), row.get("article"))


def _words(row: Mapping[str, Any], ending: str) -> RegulationWords:
    """What a regulation says in the language whose fields have this ending; what is not translated stays in Dutch."""
    texts: dict[str, Any] = {name: row.get(f"{name}{ending}") or row.get(name) for name in WORDS}
    if texts["title"] is None:
        raise KeyError("title")
    return RegulationWords(**texts)


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    return date.fromisoformat(written)


def written_regulation(regulation: Regulation) -> dict[str, Any]:
    """The row of a regulation: `read_regulation` makes the same of it again."""
    row: dict[str, Any] = {
        "authority": regulation.authority,
        "code": regulation.code,
        "reference": regulation.reference,
        "in_force_from": _written_day(regulation.since),
        "in_force_until": _written_day(regulation.until),
        "source": regulation.source,
        "mark": regulation.mark,
        "checked_on": _written_day(regulation.checked_on),
        "laid_down": regulation.laid_down.value,
        "challengers": [challenger.value for challenger in regulation.who],
        "cost_rule": regulation.cost_rule and regulation.cost_rule.value,
        "exclusion": list(map(_written_exclusion, regulation.exclusions)),
        "part": list(map(_written_part, regulation.request_parts)),
        "sources_of": dict(sorted(regulation.sources_of.items())),
    }
    for name in AS_THEY_ARE:
        row[name] = getattr(regulation, name)
    for name in WORDS:
        dutch, english = getattr(regulation.dutch, name), getattr(regulation.english, name)
        row[name] = dutch
        if english != dutch:
            row[f"{name}_en"] = english
    return _known(row)


def _written_exclusion(exclusion: Exclusion) -> dict[str, Any]:
    return _known(
        {
            "kind": exclusion.kind.value,
            "nl": exclusion.dutch,
            "en": exclusion.english,
            "article": exclusion.article,
            "cpv": list(exclusion.cpv),
            "amount": exclusion.amount,
        }
    )


def _written_part(part: RequestPart) -> dict[str, Any]:
    return _known({"part": part.part.value, "nl": part.dutch, "en": part.english, "article": part.article})


def _known(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what is unknown."""
    return {name: value for name, value in row.items() if value is not None and value not in ([], {})}


def _written_day(day: date | None) -> str | None:
    if day is None:
        return None
    return day.isoformat()
