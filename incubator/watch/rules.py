"""Rules of a profile: codes and places that exist, the profile of a file, and how a message is signed. Plain Python."""

import hashlib
import hmac
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv, places
from incubator.formats.values import NoticeKind
from incubator.watch.matching.agents import with_work
from incubator.watch.values import ENDING, Profile, Reach, Wishes

OFFER = "offer."  # what the keys of the dossier about the work begin with
UNITS = {"k": 1_000, "duizend": 1_000, "mille": 1_000, "ton": 100_000, "miljoen": 1_000_000, "mln": 1_000_000}
NUMBERS_IN_WORDS = {
    "een": Decimal(1),
    "één": Decimal(1),
    "twee": Decimal(2),
    "drie": Decimal(3),
    "vier": Decimal(4),
    "vijf": Decimal(5),
    "half": Decimal("0.5"),
    "halve": Decimal("0.5"),
    "anderhalf": Decimal("1.5"),
    "anderhalve": Decimal("1.5"),
}
MOST_DAYS_LEFT = 365
BETWEEN_ITEMS = re.compile(r"(?<!-),(?:\s+|$)")
UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})  # control characters, halves of characters, ends of lines
POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{0,2}")
SPOKEN_AMOUNT = re.compile(
    r"(?:€|eur|euro)? ?(?:een |één )?(?P<number>[0-9.,]+|[a-zé]+?) ?(?P<unit>" + "|".join(UNITS) + r")\.?(?: euro)?"
)


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
    """What was typed, each on a line or with semicolons or commas between, or a list; without what is empty."""
    items = list(answer or ())
    if isinstance(answer, str):
        items = list(chain.from_iterable(map(_parted, re.split(r"[\n;]+", answer))))
    return list(filter(None, map(str.strip, map(str, items))))


def _parted(line: str) -> list[str]:
    """What stands between the commas of a line; a comma that belongs to it parts nothing: "grond-, weg- en waterbouw"."""
    parts = BETWEEN_ITEMS.split(line)
    if '"' in line or places.place_code(line) is not None:
        return [line]
    # A code with the words that stand for it is one, and a row of codes is not.
    if cpv_code(line) is not None and not all(map(cpv_code, filter(str.strip, parts))):
        return [line]
    return parts


def cpv_code(typed: str) -> str | None:
    """The code in front of what was typed ("77310000-6", "77310000 Beplanten"), if it exists."""
    code = cpv.leading_code(typed)
    if code is None or not cpv.known(code):
        return None
    return code


def offered(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the dossier says of the work, by the names of the answers of a profile."""
    answers = {}
    for key, value in facts.items():
        if key.startswith(OFFER):
            answers[key.removeprefix(OFFER)] = value
    return answers


def profile_from_answers(answers: Mapping[str, Any], wishes: Wishes) -> Profile:
    """What the engine looks with, out of the answers of a profile by their names; what cannot be read is left out."""
    synonyms = answers.get("synonyms") or {}
    own_places = _existing(map(places.place_code, filter(None, answers.get("places") or ())))
    return Profile(
        name=wishes.name,
        description=with_work(str(answers.get("description") or "")),
        cpv=_existing(map(cpv_code, answers.get("cpv") or ())),
        keywords=tuple(answers.get("keywords") or ()),
        exclude=tuple(answers.get("exclude") or ()),
        synonyms={word: tuple(others) for word, others in synonyms.items()},
        places=reached(own_places, answers.get("reach")),
        languages=tuple(answers.get("languages") or ()),
        min_value=_whole_euros(answers.get("min_value")),
        max_value=_whole_euros(answers.get("max_value")),
        kinds=tuple(wishes.kinds),
        min_days_left=wishes.min_days_left,
        threshold=wishes.threshold_percent / 100,
        dropped=tuple(answers.get("dropped") or ()),
    )


def _existing(codes: Iterable[str | None]) -> tuple[str, ...]:
    """The codes; what was typed by hand and has no code is left out."""
    return tuple(filter(None, codes))


def _whole_euros(amount: object) -> int | None:
    if amount is None:
        return None
    return int(Decimal(str(amount)))


def reached(own: Sequence[str], reach: str | None) -> tuple[str, ...]:
    """The places that a profile looks in: its own, the provinces around them, or all (which is no place at all)."""
    if reach == Reach.COUNTRY:
        return ()
    if reach == Reach.PROVINCE:
        return tuple(dict.fromkeys((*own, *map(places.province_of, own))))
    return tuple(own)


def refuse_postcodes(typed: Iterable[str]) -> None:
    """A postcode is no place that a notice names. Raises `RuleViolation`."""
    for place in typed:
        if POSTCODE.fullmatch(place):
            raise RuleViolation(
                N_("“%(typed)s” is a postcode. Fill in the name of the place."), field="places", typed=place
            )


def refuse_crossed_amounts(smallest: str | None, largest: str | None) -> None:
    """Between a smallest contract above the largest nothing lies. Raises `RuleViolation`."""
    if smallest is not None and largest is not None and Decimal(smallest) > Decimal(largest):
        raise RuleViolation(
            N_("This is less than your smallest contract. We would not find anything for you."), field="max_value"
        )


def plain_amount(typed: str) -> str:
    """An amount in the words of people ("2,5 ton", "een half miljoen", "50k") in figures; another text as it is."""
    match = SPOKEN_AMOUNT.fullmatch(" ".join(typed.casefold().split()))
    if match is None:
        return typed
    number = NUMBERS_IN_WORDS.get(match["number"]) or _decimal(match["number"])
    if number is None:
        return typed
    return f"{number * UNITS[match['unit']]:.2f}".removesuffix(".00").replace(".", ",")


def _decimal(typed: str) -> Decimal | None:
    try:
        return quantities.read_number(typed)
    except RuleViolation:
        return None


def profile_from_json(raw: Any) -> Profile:
    """A profile of `incubator watch match`. Raises `ValueError` that names what is wrong."""
    if not isinstance(raw, dict):
        raise ValueError("a profile is an object with a name")
    name = raw.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("a profile is an object with a name")
    if not _printable(name):
        raise ValueError(f"the name {name!r} holds a tab, a line end or half a character")
    values = {}
    for key in _READERS:
        if raw.get(key) is not None:
            values[key] = _read(name, key, raw[key])
    smallest, largest = values.get("min_value"), values.get("max_value")
    if smallest is not None and largest is not None and smallest > largest:
        raise ValueError(f"profile {name!r}: min_value {smallest} is more than max_value {largest}")
    return Profile(name=name, **values)


def _printable(name: str) -> bool:
    """Whether a name stays within its column of the answer; half a character of two (JSON can write it) cannot be printed at all."""
    return not any(unicodedata.category(character) in UNPRINTABLE for character in name)


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
    raw.encode()  # half a character, which JSON can write, is no text: `UnicodeError`, which is a `ValueError`
    return raw


def _description(raw: Any) -> str:
    return with_work(_text(raw))


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
    return tuple(map(_kind, _texts(raw)))


def _kind(typed: str) -> str:
    return typed if typed == ENDING else NoticeKind(typed)


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
    if isinstance(raw, bool) or int(raw) != float(raw) or not 0 <= int(raw) <= MOST_DAYS_LEFT:
        raise ValueError("no number of days")
    return int(raw)


def _synonyms(raw: Any) -> dict[str, tuple[str, ...]]:
    return {key: _texts(value) for key, value in raw.items()}


def _share(raw: Any) -> float:
    if isinstance(raw, bool):
        raise TypeError("no share")
    share = float(raw)
    if not 0 <= share <= 1:
        raise ValueError(share)
    return share


_READERS: dict[str, Callable[[Any], Any]] = {
    "description": _description,
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
    "dropped": _texts,
}
