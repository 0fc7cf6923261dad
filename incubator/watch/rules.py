"""Rules of a profile: codes and places that exist, the profile of a file, and how a message is signed. Plain Python."""

import hashlib
import hmac
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.reference import cpv, places, sectors
from incubator.formats.values import NoticeKind
from incubator.watch.values import Profile

OFFER = "offer."  # what the keys of the dossier about the work begin with
SHORTEST_TELLING = 6  # letters: shorter words stand inside others
WORDS_OF_A_SECTOR = 6  # the first words are the plainest


def signed_headers(secret: str, number: str, body: str, timestamp: int) -> dict[str, str]:
    """The headers by which the other side knows who sends a message, when, and whether it has it already.

    The moment is part of what is signed, so that nobody can send an old message once more.
    """
    signature = hmac.new(secret.encode(), f"{timestamp}.{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "Incubator-Delivery": number,
        "Incubator-Timestamp": str(timestamp),
        "Incubator-Signature": f"sha256={signature}",
    }


def lines(answer: Any) -> list[str]:
    """What was typed, each on a line or with semicolons between, or a list; without what is empty."""
    items = list(answer or ())
    if isinstance(answer, str):
        items = re.split(r"[\n;]+", answer)
    return list(filter(None, map(str.strip, map(str, items))))


def cpv_code(typed: str) -> str | None:
    """The code in front of what was typed ("77310000-6", "77310000 Beplanten"), if it exists."""
    code = cpv.leading_code(typed)
    if code is None or not cpv.known(code):
        return None
    return code


def sectors_named(description: str) -> list[str]:
    """The kinds of work whose words stand in a description: for a form that nobody filled in yet."""
    text = description.casefold()
    return [sector.id for sector in sectors.sectors().values() if _is_named(sector, text)]


def _is_named(sector: sectors.Sector, text: str) -> bool:
    words = (sector.nl, *sector.keywords[:WORDS_OF_A_SECTOR])
    return any(word.casefold() in text for word in words if len(word) >= SHORTEST_TELLING)


def offered(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the dossier says of the work, by the names of the answers of a profile."""
    answers = {}
    for key, value in facts.items():
        if key.startswith(OFFER):
            answers[key.removeprefix(OFFER)] = value
    return answers


def filled_in(offer: dict[str, Any]) -> dict[str, Any]:
    """The offer of a group, with the codes and words of its kinds of work where it gives none itself."""
    known = sectors.sectors()  # the dossier may hold other words, entered by hand
    chosen = [known[sector_id] for sector_id in offer.get("offer.sectors") or [] if sector_id in known]
    codes: dict[str, None] = {}
    keywords: dict[str, None] = {}
    for sector in chosen:
        codes |= dict.fromkeys(sector.cpv)
        keywords |= dict.fromkeys(sector.keywords[:WORDS_OF_A_SECTOR])
    filled = dict(offer)
    filled["offer.cpv"] = offer.get("offer.cpv") or list(codes)
    filled["offer.keywords"] = offer.get("offer.keywords") or list(keywords)
    return filled


def profile_from_json(raw: Any) -> Profile:
    """A profile of `incubator watch match`. Raises `ValueError` that names what is wrong."""
    if not isinstance(raw, dict):
        raise ValueError("a profile is an object with a name")
    name = raw.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("a profile is an object with a name")
    values = {}
    for key in _READERS:
        if raw.get(key) is not None:
            values[key] = _read(name, key, raw[key])
    return Profile(name=name, **values)


def _read(name: str, key: str, value: Any) -> Any:
    try:
        return _READERS[key](value)
    except (TypeError, ValueError, AttributeError, OverflowError, RuleViolation) as error:
        raise ValueError(f"profile {name!r}: {key} cannot be {value!r}") from error


def unknown_keys(raw: Any) -> list[str]:
    """Keys of a profile that we do not know: a typing error should not go unseen."""
    if not isinstance(raw, dict):
        return []
    return sorted(set(map(str, raw)) - {"name", *_READERS})


def _texts(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError("no list")
    return tuple(map(_text, raw))


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError("no text")
    return raw


def _codes(raw: Any) -> tuple[str, ...]:
    """Codes of 8 digits, known or not: a file may be of another year of the CPV."""
    codes = []
    for typed in _texts(raw):
        code = cpv.leading_code(typed)
        if code is None:
            raise ValueError(typed)
        codes.append(code)
    return tuple(codes)


def _places(raw: Any) -> tuple[str, ...]:
    """Codes, or names that we know; a code that we do not know stays as it is."""
    return tuple(map(_place, _texts(raw)))


def _place(typed: str) -> str:
    return places.place_code(typed) or typed.strip().upper()


def _kinds(raw: Any) -> tuple[str, ...]:
    return tuple(map(NoticeKind, _texts(raw)))


def _amount(raw: Any) -> int:
    """Whole euros: a number of JSON, or an amount as people type it. A text that can be read in two ways is refused."""
    if isinstance(raw, bool):
        raise TypeError("no amount")
    if isinstance(raw, int | float):
        return _whole(raw)
    return int(quantities.read_amount(_text(raw)))


def _whole(number: float) -> int:
    if number < 0 or not math.isfinite(number):
        raise ValueError(number)
    return int(number)


def _days(raw: Any) -> int:
    if isinstance(raw, bool):
        raise TypeError("no number of days")
    return int(raw)


def _synonyms(raw: Any) -> dict[str, tuple[str, ...]]:
    return {key: _texts(value) for key, value in raw.items()}


def _share(raw: Any) -> float:
    share = float(raw)
    if not 0 <= share <= 1:
        raise ValueError(share)
    return share


_READERS: dict[str, Callable[[Any], Any]] = {
    "description": _text,
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
