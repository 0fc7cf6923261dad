"""Rules of the dossier and of taking part: plain Python."""

import re
from collections.abc import Collection
from typing import Any

from incubator.cooperatives.values import FACT_KEYS, FactKey
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

LONGEST_SLUG = 60
PLAIN_LETTERS = str.maketrans("àáâäãåèéêëìíîïòóôöõùúûüçñý", "aaaaaaeeeeiiiiooooouuuucny")


def fact_key(key: str) -> FactKey:
    """The definition of a key. Raises `RuleViolation` when the dossier has no such key."""
    if key not in FACT_KEYS:
        raise RuleViolation(N_("The dossier has no fact called “%(key)s”."), field="key", key=key)
    return FACT_KEYS[key]


def typed_value(key: str, raw: Any, language: str = "nl") -> Any:
    """The value as the dossier keeps it (JSON). Raises `RuleViolation` with the key as field when it cannot be that type."""
    return fact_key(key).typed(raw, language)


def slug_of(name: str, taken: Collection[str]) -> str:
    """A readable address: lower case, digits and dashes, unique among `taken`."""
    plain = name.lower().translate(PLAIN_LETTERS)
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG] or "groep"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
