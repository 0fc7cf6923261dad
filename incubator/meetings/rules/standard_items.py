"""With which items an agenda begins."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from incubator.core.quantities import year_end_from
from incubator.meetings.values import ItemKind, MeetingKind, MeetingPurpose
from incubator.meetings.values.planning import PlannedItem

CONTENT = Path(__file__).resolve().parent.parent / "content" / "agenda.toml"


@cache
def _content() -> tuple[dict[str, Any], ...]:
    with CONTENT.open("rb") as file:
        return tuple(tomllib.load(file)["item"])


def standard_items(kind: MeetingKind, purpose: MeetingPurpose, *, year: int, first_minutes: bool) -> list[PlannedItem]:
    """The items for a meeting of this kind; without `first_minutes` there are no earlier minutes to approve."""
    occasion = "board" if kind is MeetingKind.BOARD else purpose.value
    items = []
    for raw in _content():
        if occasion not in raw["for"] or (raw["kind"] == ItemKind.MINUTES and not first_minutes):
            continue
        items.append(
            PlannedItem(
                title=raw["title"].format(year=year),
                kind=ItemKind(raw["kind"]),
                words=raw.get("words", "").format(year=year),
                proposal=raw.get("proposal", "").format(year=year),
            )
        )
    return items


def year_of_accounts(on: date, year_end: str) -> int:
    """Of which financial year a meeting of this day adopts the accounts: the last that had ended."""
    ends = year_end_from(date(on.year, 1, 1), year_end or "12-31")
    if ends < on:
        return on.year
    return on.year - 1
