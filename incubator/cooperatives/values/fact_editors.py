"""The editors of the dossier: how each kind of fact is typed on a page, and how its value stands there."""

from datetime import date
from decimal import Decimal
from typing import Any

from incubator.cooperatives.values.facts import Editor, FactKey, Widget
from incubator.core import quantities
from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv, places


def _same(_definition: FactKey, value: Any, _language: str) -> str:
    return str(value)


def _as_it_stands(_definition: FactKey, typed: Any) -> Any:
    """The check reads it."""
    return typed


def _count(_definition: FactKey, value: Any, language: str) -> str:
    """6.100 in Dutch, 6,100 in English."""
    return quantities.write_decimal(Decimal(str(value)), language)


def _amount(_definition: FactKey, value: Any, language: str) -> str:
    """1250,50 in Dutch, 1250.50 in English; whole euros without cents."""
    amount = str(value).removesuffix(".00")
    return amount.replace(".", ",") if language == "nl" else amount


def _day(_definition: FactKey, value: Any, language: str) -> str:
    """24 november 2026, as `read_day` takes it in either language."""
    return quantities.write_day(date.fromisoformat(value), language)


def _items(_definition: FactKey, value: Any, _language: str) -> str:
    return "\n".join(value)


def _cpv(_definition: FactKey, value: Any, language: str) -> str:
    """77310000 Beplanten en onderhouden van groengebieden"""
    return "\n".join(f"{item} {cpv.label(item, language)}".strip() for item in value)


def _place_rows(_definition: FactKey, value: Any, language: str) -> list[dict[str, str]]:
    return [{"place": places.place_name(item, language)} for item in value]


def _from_place_rows(_definition: FactKey, typed: Any) -> list[str]:
    return [row["place"] for row in typed]


def _list(_definition: FactKey, value: Any, _language: str) -> list[Any]:
    return list(value)


def _sector_names(definition: FactKey, value: Any, language: str) -> list[str]:
    return definition.in_words(value, language).splitlines()


LINE = Editor(Widget.LINE, "", _same, _as_it_stands)
PARAGRAPHS = Editor(Widget.PARAGRAPHS, "", _same, _as_it_stands)
COUNT = Editor(Widget.LINE, N_("A whole number, for example 12."), _count, _as_it_stands)
AMOUNT = Editor(Widget.LINE, N_("In euros, for example 1250 or 18,50."), _amount, _as_it_stands)
DAY = Editor(Widget.LINE, N_("For example 24 November 2026, or 24-11-2026."), _day, _as_it_stands)
CHOICE = Editor(Widget.CHOICE, "", _same, _as_it_stands)
LINES = Editor(Widget.PARAGRAPHS, N_("One on each line."), _items, _as_it_stands)
CPV = Editor(
    Widget.PARAGRAPHS,
    N_("One on each line, by its number. The profile finds the numbers for your words."),
    _cpv,
    _as_it_stands,
)
SECTORS = Editor(Widget.SECTORS, "", _sector_names, _as_it_stands)
MUNICIPALITY = Editor(
    Widget.MUNICIPALITY, N_("The name of the municipality, for example Utrecht."), _same, _as_it_stands
)
PLACES = Editor(
    Widget.PLACES, N_("A municipality, a province or a region, for example Utrecht."), _place_rows, _from_place_rows
)
TABLE = Editor(Widget.TABLE, "", _list, _as_it_stands)
