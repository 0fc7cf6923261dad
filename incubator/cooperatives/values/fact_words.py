"""The facts in words: amounts and days as people write them, names for codes, rows as sentences."""

from datetime import date
from decimal import Decimal
from typing import Any

from incubator.cooperatives.values.facts import CellKind, FactKey
from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.reference import cpv, places, sectors


def text(_definition: FactKey, value: Any, _language: str) -> str:
    return str(value)


def count(_definition: FactKey, value: Any, language: str) -> str:
    return quantities.write_decimal(Decimal(str(value)), language)


def amount(_definition: FactKey, value: Any, language: str) -> str:
    return quantities.write_amount(Decimal(str(value)), language=language)


def day(_definition: FactKey, value: Any, language: str) -> str:
    return quantities.write_day(date.fromisoformat(value), language)


def items(_definition: FactKey, value: Any, _language: str) -> str:
    return "\n".join(value)


def sector_names(_definition: FactKey, value: Any, language: str) -> str:
    return "\n".join(_sector(item, language) for item in value)


def _sector(item: str, language: str) -> str:
    """The name of a kind of work; what is none was entered before there was a list."""
    known = sectors.sector(item)
    return known.name(language) if known else item


def place_names(_definition: FactKey, value: Any, language: str) -> str:
    return "\n".join(places.place_name(item, language) for item in value)


def cpv_names(_definition: FactKey, value: Any, language: str) -> str:
    """Beplanten en onderhouden van groengebieden (77310000): buyers name the number, people the words."""
    return "\n".join(_cpv(item, language) for item in value)


def _cpv(item: str, language: str) -> str:
    label = cpv.label(item, language)
    return f"{label} ({item})" if label else item


def rows(definition: FactKey, value: Any, language: str) -> str:
    """A row on a line: what it is about, and the rest in brackets: Gemeente Utrecht, groenonderhoud (2025, € 38.000)."""
    return "\n".join(_row(definition, record, language) for record in value)


def _row(definition: FactKey, record: dict[str, str], language: str) -> str:
    about: list[str] = []
    more: list[str] = []
    for column in definition.columns:
        written = cell(column.kind, record.get(column.id, ""), language)
        if written:
            (about if column.identifies else more).append(written)
    if not more:
        return ", ".join(about)
    return f"{', '.join(about)} ({', '.join(more)})".strip()


def cell(kind: CellKind, written: str, language: str) -> str:
    """A cell of a table as one reads it: an amount, or someone's own words when it is not clearly one."""
    if kind is not CellKind.AMOUNT or not written:
        return written
    try:
        return quantities.write_amount(quantities.read_amount(written), language=language)
    except RuleViolation:
        return written
