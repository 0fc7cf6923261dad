"""Rules of a profile: plain Python."""

import difflib
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv, municipalities, nuts
from incubator.watch.values import Profile

PROVINCE = 4  # how many characters the code of a province has (NUTS 2)
KINDS = ("planning", "consultation", "competition", "award", "ex-ante", "modification", "cancellation")


def check_offer(key: str, answer: Any) -> None:
    """What one says of one's work must exist: codes and places. Raises `RuleViolation` at the field."""
    items = lines(answer)
    if key == "offer.cpv":
        for item in items:
            if cpv_code(item) is None:
                raise RuleViolation(N_("“%(code)s” is no CPV code."), field=key, code=item)
    if key == "offer.places":
        for item in items:
            if place_code(item) is None:
                raise _no_place(key, item)


def _no_place(key: str, said: str) -> RuleViolation:
    near = like_place(said)
    if not near:
        return RuleViolation(N_("We know no municipality or region “%(name)s”."), field=key, name=said)
    says = N_("We know no municipality or region “%(name)s”. Do you mean %(near)s?")
    return RuleViolation(says, field=key, name=said, near=", ".join(near))


def lines(answer: Any) -> list[str]:
    """What was typed, one on each line or with semicolons between, or a list."""
    items = re.split(r"[\n;]+", answer) if isinstance(answer, str) else list(answer or ())
    return [bare for item in items if (bare := str(item).strip())]


def cpv_code(said: str) -> str | None:
    """The code in front of what was typed ("77310000-6", "77310000 Beplanten"), if it exists."""
    found = re.match(r"(\d{8})(?!\d)", said.strip())
    return found[1] if found and cpv.known(found[1]) else None


def place_code(said: str) -> str | None:
    """A municipality or region as code: typed as a code (with or without its name), by its name, or by a place in it."""
    bare = said.strip()
    first = bare.upper().split(" ", 1)[0]
    if nuts.known(first) and (any(one.isdigit() for one in first) or first == bare):
        return first
    found = municipalities.municipality_by_name(bare)
    if found is not None:
        return found.code
    plain = municipalities.plain(bare)
    if plain in _regions():
        return _regions()[plain]
    place = municipalities.municipality_of_place(bare)
    return place.code if place else None


@cache
def _regions() -> dict[str, str]:
    """Regions by name, the larger first; a province also with that word before it."""
    found: dict[str, str] = {}
    for code in sorted(nuts.dutch_codes(), key=len):
        name = municipalities.plain(re.sub(r"\s*\([A-Z]+\)$", "", nuts.label(code)))
        found.setdefault(name, code)
        if len(code) == PROVINCE:
            found.setdefault(f"provincie {name}", code)
    return found


def like_place(said: str, most: int = 3) -> list[str]:
    """Names of municipalities that look like what was typed."""
    names = {municipalities.plain(one.name): one.name for one in municipalities.municipalities()}
    return [names[one] for one in difflib.get_close_matches(municipalities.plain(said), names, most, 0.7)]


def profile_from_json(said: Any) -> Profile:
    """A profile of `incubator watch match`. Raises `ValueError` that names what is wrong."""
    if not isinstance(said, dict) or not isinstance(said.get("name"), str) or not said["name"].strip():
        raise ValueError("a profile is an object with a name")
    values: dict[str, Any] = {}
    for key, reader in _READERS.items():
        if said.get(key) is not None:
            try:
                values[key] = reader(said[key])
            except (TypeError, ValueError, AttributeError, OverflowError) as error:
                raise ValueError(f"profile {said['name']!r}: {key} cannot be {said[key]!r}") from error
    return Profile(name=said["name"], **values)


def unknown_keys(said: Any) -> list[str]:
    """What a profile says that we do not know: a typing error should not go unseen."""
    return sorted(set(map(str, said)) - set(_READERS) - {"name"}) if isinstance(said, dict) else []


def _texts(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
        raise TypeError
    return tuple(raw)


def _codes(raw: Any) -> tuple[str, ...]:
    codes = tuple(code.strip()[:8] for code in _texts(raw))
    if not all(code.isdigit() and len(code) == 8 for code in codes):
        raise ValueError
    return codes


def _places(raw: Any) -> tuple[str, ...]:
    """Codes, or names that we know; a code that we do not know stays as it is."""
    return tuple(place_code(place) or place.strip().upper() for place in _texts(raw))


def _kinds(raw: Any) -> tuple[str, ...]:
    if set(_texts(raw)) - {*KINDS, "signal"}:
        raise ValueError
    return _texts(raw)


def _amount(raw: Any) -> int:
    if isinstance(raw, bool):
        raise TypeError
    return int(float(str(raw)))


def _days(raw: Any) -> int:
    if isinstance(raw, bool):
        raise TypeError
    return int(raw)


def _words(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError
    return raw


def _synonyms(raw: Any) -> dict[str, tuple[str, ...]]:
    return {key: _texts(value) for key, value in raw.items()}


def _share(raw: Any) -> float:
    share = float(raw)
    if not 0 <= share <= 1:
        raise ValueError
    return share


_READERS: dict[str, Callable[[Any], Any]] = {
    "description": _words,
    "cpv": _codes,
    "keywords": _texts,
    "exclude": _texts,
    "places": _places,
    "min_value": _amount,
    "max_value": _amount,
    "languages": _texts,
    "synonyms": _synonyms,
    "kinds": _kinds,
    "min_days_left": _days,
    "threshold": _share,
}
