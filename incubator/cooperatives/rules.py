"""Rules of the dossier and of taking part: plain Python."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from incubator.cooperatives.values import FACT_KEYS, FactKey, FactKind
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

LONGEST_TEXT = 20_000
MOST_ITEMS = 200


def fact_key(key: str) -> FactKey:
    """The definition of a key. Raises `RuleViolation` when the dossier has no such key."""
    if key not in FACT_KEYS:
        raise RuleViolation(N_("The dossier has no fact called “%(key)s”."), field="key", key=key)
    return FACT_KEYS[key]


def typed_value(key: str, raw: Any) -> Any:
    """The value as the dossier keeps it (JSON). Raises `RuleViolation` with the key as field when it cannot be that type."""
    definition = fact_key(key)
    return _CHECKS[definition.kind](definition, raw)


def _text(definition: FactKey, raw: Any) -> str:
    text = str(raw).strip() if isinstance(raw, str | int | float | Decimal) else ""
    if not text:
        raise RuleViolation(N_("Fill in a text."), field=definition.key)
    if len(text) > LONGEST_TEXT:
        raise RuleViolation(N_("This text is too long."), field=definition.key)
    if definition.key == "identity.kvk":
        return kvk_number(text)
    return text


def kvk_number(raw: str) -> str:
    """Eight digits (Handelsregister). The Chamber publishes no check digit, so the form is all that can be checked."""
    digits = re.sub(r"[\s.]", "", raw)
    if not re.fullmatch(r"\d{8}", digits, flags=re.ASCII):
        raise RuleViolation(N_("A KVK number has 8 digits."), field="identity.kvk")
    return digits


def _number(definition: FactKey, raw: Any) -> str:
    try:
        number = Decimal(str(raw).strip().replace(",", "."))
    except InvalidOperation as error:
        raise RuleViolation(N_("Fill in a number."), field=definition.key) from error
    if not number.is_finite() or abs(number) > 10**12:
        raise RuleViolation(N_("Fill in a number."), field=definition.key)
    return format(number.normalize(), "f")


def _money(definition: FactKey, raw: Any) -> str:
    text = re.sub(r"[€\s]", "", str(raw))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", text):
        text = text.replace(".", "")
    number = Decimal(_number(definition, text))
    if number < 0 or number != round(number, 2):
        raise RuleViolation(N_("Fill in an amount in euros, for example 1250 or 18,50."), field=definition.key)
    return str(round(number, 2))


def _date(definition: FactKey, raw: Any) -> str:
    try:
        return date.fromisoformat(str(raw).strip()).isoformat()
    except ValueError as error:
        raise RuleViolation(N_("Fill in a date, for example 2026-11-24."), field=definition.key) from error


def _choice(definition: FactKey, raw: Any) -> str:
    choice = str(raw).strip()
    if choice not in definition.choices:
        raise RuleViolation(
            N_("Choose one of: %(choices)s."), field=definition.key, choices=", ".join(definition.choices)
        )
    return choice


def _list(definition: FactKey, raw: Any) -> list[str]:
    parts: Iterable[Any] = re.split(r"[\n;]+", raw) if isinstance(raw, str) else raw
    if not isinstance(parts, Iterable) or isinstance(parts, dict):
        raise RuleViolation(N_("Fill in a list."), field=definition.key)
    items = list(dict.fromkeys(text for part in parts if (text := str(part).strip())))
    if not items or len(items) > MOST_ITEMS or any(len(item) > 500 for item in items):
        raise RuleViolation(N_("Fill in a list."), field=definition.key)
    return items


def _records(definition: FactKey, raw: Any) -> list[dict[str, str]]:
    if not isinstance(raw, list) or len(raw) > MOST_ITEMS or not all(isinstance(record, dict) for record in raw):
        raise RuleViolation(N_("Fill in at least one row."), field=definition.key)
    unknown = {str(name) for record in raw for name in record} - set(definition.fields)
    if unknown:
        raise RuleViolation(
            N_("Unknown columns: %(columns)s."), field=definition.key, columns=", ".join(sorted(unknown))
        )
    rows = [{name: str(record.get(name) or "").strip()[:2000] for name in definition.fields} for record in raw]
    rows = [row for row in rows if any(row.values())]
    if not rows:
        raise RuleViolation(N_("Fill in at least one row."), field=definition.key)
    return rows


_CHECKS = {
    FactKind.TEXT: _text,
    FactKind.NUMBER: _number,
    FactKind.MONEY: _money,
    FactKind.DATE: _date,
    FactKind.CHOICE: _choice,
    FactKind.LIST: _list,
    FactKind.RECORDS: _records,
}


def slug_of(name: str, taken: set[str]) -> str:
    """A readable address: lower case, digits and dashes, unique among `taken`."""
    plain = name.lower().translate(str.maketrans("àáâäãåèéêëìíîïòóôöõùúûüçñý", "aaaaaaeeeeiiiiooooouuuucny"))
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "groep"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
