"""The checks of the dossier: each gives the value as it is kept (JSON), or raises `RuleViolation` with the key as its field."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from incubator.cooperatives.values.fact_meaning import plain
from incubator.cooperatives.values.facts import FactKey
from incubator.core import email_addresses, quantities
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv, municipalities, places, sectors

LONGEST_TEXT = 20_000
LONGEST_ITEM = 500
LONGEST_CELL = 2000
MOST_ITEMS = 200
NO_LIST = N_("Fill in a list.")
NO_ROWS = N_("Fill in at least one row.")


def check_text(definition: FactKey, raw: Any, _language: str) -> str:
    text = str(raw).strip() if isinstance(raw, str | int | float | Decimal) else ""
    if not text:
        raise RuleViolation(N_("Fill in a text."), field=definition.key)
    if len(text) > LONGEST_TEXT:
        raise RuleViolation(N_("This text is too long."), field=definition.key)
    return text


def check_kvk(definition: FactKey, raw: Any, language: str) -> str:
    return kvk_number(check_text(definition, raw, language))


def kvk_number(raw: str) -> str:
    """Eight digits (Handelsregister). The Chamber publishes no check digit, so the form is all that can be checked."""
    digits = re.sub(r"[\s.]", "", raw)
    if not re.fullmatch(r"\d{8}", digits, flags=re.ASCII):
        raise RuleViolation(N_("A KVK number has 8 digits."), field="identity.kvk")
    return digits


def check_email(definition: FactKey, raw: Any, language: str) -> str:
    address = check_text(definition, raw, language)
    if not email_addresses.is_address(address):
        raise RuleViolation(N_("This is no e-mail address."), field=definition.key)
    return address


def check_municipality(definition: FactKey, raw: Any, language: str) -> str:
    """The official name of a municipality that someone names, or gives the code of."""
    typed = check_text(definition, raw, language)
    municipality = municipalities.municipality(typed) or municipalities.municipality_by_name(typed)
    if municipality is None:
        raise _no_place(definition, typed)
    return municipality.name


def check_count(definition: FactKey, raw: Any, language: str) -> str:
    return str(_read(definition, quantities.read_count, raw, language))


def check_amount(definition: FactKey, raw: Any, language: str) -> str:
    return str(_read(definition, quantities.read_amount, raw, language))


def check_day(definition: FactKey, raw: Any, _language: str) -> str:
    day: str = _read(definition, quantities.read_day, raw).isoformat()
    return day


def _read(definition: FactKey, reader: Callable[..., Any], *typed: Any) -> Any:
    """What someone typed, read as everywhere else; what is wrong with it stands at this fact."""
    try:
        return reader(*typed)
    except RuleViolation as broken_rule:
        raise RuleViolation(broken_rule.message, field=definition.key, **broken_rule.params) from broken_rule


def check_choice(definition: FactKey, raw: Any, _language: str) -> str:
    choice = str(raw).strip()
    if choice not in definition.choices:
        offered = ", ".join(definition.choices)
        # Without a full stop: the choices themselves can end in one (U.A.).
        raise RuleViolation(N_("Choose one of: %(choices)s"), field=definition.key, choices=offered)
    return choice


def check_list(definition: FactKey, raw: Any, _language: str) -> list[str]:
    parts: Any = re.split(r"[\n;]+", raw) if isinstance(raw, str) else raw
    if not isinstance(parts, Iterable) or isinstance(parts, dict):
        raise RuleViolation(NO_LIST, field=definition.key)
    texts = [str(part).strip() for part in parts]
    items = list(dict.fromkeys(filter(None, texts)))  # each once, in the order in which they were typed
    if not items or len(items) > MOST_ITEMS or max(map(len, items)) > LONGEST_ITEM:
        raise RuleViolation(NO_LIST, field=definition.key)
    return items


def check_sectors(definition: FactKey, raw: Any, language: str) -> list[str]:
    """Kinds of work that the list has, by their name or their key."""
    known = {
        plain(name): sector.id for sector in sectors.sectors().values() for name in (sector.id, sector.nl, sector.en)
    }
    chosen = []
    for item in check_list(definition, raw, language):
        if plain(item) not in known:
            raise RuleViolation(N_("We know no kind of work called “%(name)s”."), field=definition.key, name=item)
        chosen.append(known[plain(item)])
    return list(dict.fromkeys(chosen))


def check_places(definition: FactKey, raw: Any, language: str) -> list[str]:
    """Places that exist, as they were typed; a code in front of a name is enough."""
    return [_place(definition, item) for item in check_list(definition, raw, language)]


def _place(definition: FactKey, typed: str) -> str:
    code = places.place_code(typed)
    if code is None:
        raise _no_place(definition, typed)
    # A name stays a name: when a municipality merges, it can be looked up again.
    return code if typed.upper().startswith(code) else typed


def _no_place(definition: FactKey, typed: str) -> RuleViolation:
    near = places.like_place(typed)
    if not near:
        return RuleViolation(N_("We know no municipality or region “%(name)s”."), field=definition.key, name=typed)
    question = N_("We know no municipality or region “%(name)s”. Do you mean %(near)s?")
    return RuleViolation(question, field=definition.key, name=typed, near=", ".join(near))


def check_cpv(definition: FactKey, raw: Any, language: str) -> list[str]:
    """Codes that exist, without check digit, whatever stands behind them."""
    return list(dict.fromkeys(_cpv(definition, item) for item in check_list(definition, raw, language)))


def _cpv(definition: FactKey, typed: str) -> str:
    code = cpv.leading_code(typed)
    if code is None or not cpv.known(code):
        raise RuleViolation(N_("“%(code)s” is no CPV code."), field=definition.key, code=typed)
    return code


def check_records(definition: FactKey, raw: Any, _language: str) -> list[dict[str, str]]:
    if not isinstance(raw, list) or len(raw) > MOST_ITEMS:
        raise RuleViolation(NO_ROWS, field=definition.key)
    rows = [_row(definition, record) for record in raw]
    filled = [row for row in rows if any(row.values())]
    if not filled:
        raise RuleViolation(NO_ROWS, field=definition.key)
    return filled


def _row(definition: FactKey, record: Any) -> dict[str, str]:
    """One row with all its columns, each a text."""
    if not isinstance(record, dict):
        raise RuleViolation(NO_ROWS, field=definition.key)
    unknown = sorted(set(map(str, record)) - set(definition.fields))
    if unknown:
        raise RuleViolation(N_("Unknown columns: %(columns)s."), field=definition.key, columns=", ".join(unknown))
    return {name: str(record.get(name) or "").strip()[:LONGEST_CELL] for name in definition.fields}
