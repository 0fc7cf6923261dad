"""The editors of the dossier: how each kind of fact is typed on a page, and how its value is written there."""

from datetime import date
from decimal import Decimal
from typing import Any

from incubator.cooperatives.values.facts import Editor, FactKey, Widget
from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


def _same(_definition: FactKey, value: Any, _language: str) -> str:
    return str(value)


def _as_typed(_definition: FactKey, text: str) -> str:
    """The check reads it."""
    return text


def _count(_definition: FactKey, value: Any, language: str) -> str:
    """6.100 in Dutch, 6,100 in English."""
    return quantities.write_decimal(Decimal(str(value)), language)


def _amount(_definition: FactKey, value: Any, language: str) -> str:
    """1250,50 in Dutch, 1250.50 in English."""
    amount = str(value)
    return amount.replace(".", ",") if language == "nl" else amount


def _day(_definition: FactKey, value: Any, _language: str) -> str:
    """24-11-2026, as `read_day` takes it in either language."""
    day = date.fromisoformat(value)
    return f"{day.day}-{day.month}-{day.year}"


def _items(_definition: FactKey, value: Any, _language: str) -> str:
    return "\n".join(value)


def _rows(definition: FactKey, value: Any, _language: str) -> str:
    """A row on a line, with a bar between the columns; columns left empty at the end are left out."""
    lines = []
    for record in value:
        cells = [record[name] for name in definition.fields]
        # Empty columns at the end say nothing; those in front keep the others in place.
        lines.append(" | ".join(cells).rstrip(" |"))
    return "\n".join(lines)


def _from_rows(definition: FactKey, text: str) -> list[dict[str, str]]:
    """Raises `RuleViolation` for a line with more columns than there are."""
    records = []
    for line in filter(str.strip, text.splitlines()):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > len(definition.fields):
            raise RuleViolation(N_("A line has more columns than there are."), field=definition.key)
        records.append(dict(zip(definition.fields, cells, strict=False)))
    return records


LINE = Editor(Widget.LINE, "", _same, _as_typed)
PARAGRAPHS = Editor(Widget.PARAGRAPHS, "", _same, _as_typed)
COUNT = Editor(Widget.LINE, N_("A whole number, for example 12."), _count, _as_typed)
AMOUNT = Editor(Widget.LINE, N_("In euros, for example 1250 or 18,50."), _amount, _as_typed)
DAY = Editor(Widget.LINE, N_("For example 24-11-2026."), _day, _as_typed)
CHOICE = Editor(Widget.CHOICE, "", _same, _as_typed)
LINES = Editor(Widget.PARAGRAPHS, N_("One on each line."), _items, _as_typed)
TABLE = Editor(
    Widget.PARAGRAPHS, N_("One on each line, with a bar between the columns: %(columns)s."), _rows, _from_rows
)
