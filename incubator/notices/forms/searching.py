"""The search form (everything in the address, nothing required), and the choice of an organisation to merge with."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from incubator.core import clock
from incubator.core import text as dutch
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form
from incubator.core.i18n import explain, language
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.core.reference import cpv, municipalities, nuts
from incubator.formats.values import LegalRegime, NoticeKind, Reserved
from incubator.notices.messages import ENDS_WITHIN
from incubator.notices.queries.searching import ORDERS, Request
from incubator.notices.rules import place_names
from incubator.notices.rules.amounts_typed import read_euros
from incubator.notices.rules.days_typed import read_period
from incubator.notices.rules.filters_typed import About, TypedPeriod, read_filters
from incubator.notices.values import NoticeStatus

ACTIONABLE = (NoticeStatus.OPEN, NoticeStatus.PLANNED)
NO_DAY_TYPED = N_("Fill in a day or a period, for example 1-12-2026, september or deze week.")
SINCE_TYPED = re.compile(r"^(?:sinds|vanaf|sedert|since|from)\s+", re.IGNORECASE)
CHOICES: dict[str, Iterable[str]] = {"regime": LegalRegime, "voorbehouden": Reserved, "volgorde": ORDERS}
NUMBERS = ("binnen", "afloop", "opdrachtgever", "pagina")
MOST_CHOICES = 12
MOST_DIGITS = 9  # a longer number is no row: an INTEGER of PostgreSQL ends at 2147483647
Choice = TypeVar("Choice", bound=StrEnum)
Read = TypeVar("Read")


def request_of(
    asked: Mapping[str, str], kinds: list[str], statuses: list[str], *, today: date | None = None
) -> Request:
    """The search that an address asks for; what makes no sense is left out (`unread` says so), so that an old link still works."""
    day = today or clock.today()
    return Request(
        words=asked.get("zoek", "").replace("\x00", " ").strip()[:400],
        cpv=cpv_of(asked.get("cpv", "")),
        place=place_of(asked.get("plaats", "")),
        buyer=_number_in(asked.get("opdrachtgever")),
        kinds=_members(NoticeKind, kinds),
        statuses=_members(NoticeStatus, statuses),
        regime=_member(LegalRegime, asked.get("regime")),
        reserved=_member(Reserved, asked.get("voorbehouden")),
        min_value=_read_or_none(_euros, asked.get("vanaf")),
        max_value=_read_or_none(_euros, asked.get("tot")),
        deadline_within=min(_number_in(asked.get("binnen")) or 0, 3650) or None,
        published_since=_read_or_none(partial(_since, today=day), asked.get("sinds")),
        periods=_periods(asked, day),
        exact="precies" in asked,
        order=_order(asked.get("volgorde", "")),
        page=max(1, _number_in(asked.get("pagina")) or 1),
    )


def _members(choices: type[Choice], written: list[str]) -> tuple[Choice, ...]:
    """Those of the words that are a choice, in the order of the address."""
    return tuple(choices(word) for word in written if word in set(choices))


def _member(choices: type[Choice], word: str | None) -> Choice | None:
    if word in set(choices):
        return choices(word)
    return None


def _order(word: str) -> str:
    if word in ORDERS:
        return word
    return ""


def _number_in(address: str | None) -> int | None:
    """A number that this house put in an address itself: of an organisation, a page, days."""
    text = (address or "").strip()
    if not text.isascii() or not text.isdecimal() or len(text) > MOST_DIGITS:
        return None
    return int(text)


def _euros(typed: str) -> int:
    """An amount as people type it, in whole euros. Raises `RuleViolation`."""
    return read_euros(typed, language())


def _since(typed: str, today: date) -> date:
    """The day from which on, as people type it; without a year the last one. Raises `RuleViolation`."""
    period = read_period(SINCE_TYPED.sub("", typed.strip()), today, past=True)
    if period is None or period.first is None:
        raise RuleViolation(NO_DAY_TYPED)
    return period.first


def _closing(typed: str, today: date) -> TypedPeriod:
    """When it closes, as people type it. Raises `RuleViolation`."""
    typed_filters = read_filters(typed, today)
    if len(typed_filters.filters) == 1 and not typed_filters.words:
        read = typed_filters.filters[0]
        if isinstance(read, TypedPeriod):
            return replace(read, typed="", about=About.CLOSES)
    period = read_period(typed, today)
    if period is None:
        raise RuleViolation(NO_DAY_TYPED)
    return TypedPeriod("", About.CLOSES, period.first, period.last)


def _periods(asked: Mapping[str, str], today: date) -> tuple[TypedPeriod, ...]:
    periods = []
    closing = _read_or_none(partial(_closing, today=today), asked.get("sluit"))
    if closing is not None:
        periods.append(closing)
    months = _number_in(asked.get("afloop"))
    if months in ENDS_WITHIN:
        periods.append(TypedPeriod("", About.ENDS, today, months_later(today, months)))
    return tuple(periods)


def _read_or_none(reader: Callable[[str], Read], typed: str | None) -> Read | None:
    if not (typed or "").strip():
        return None
    try:
        return reader(str(typed))
    except RuleViolation:
        return None


def unread(asked: Mapping[str, str], *, today: date | None = None) -> dict[str, str]:
    """What was typed and cannot be read, with the sentence that says so, by the name in the address; the search goes on without it."""
    day = today or clock.today()
    sentences = {}
    readers: dict[str, Callable[[str], Any]] = {
        "vanaf": _euros,
        "tot": _euros,
        "sinds": partial(_since, today=day),
        "sluit": partial(_closing, today=day),
    }
    for name, reader in readers.items():
        try:
            if asked.get(name, "").strip():
                reader(asked[name])
        except RuleViolation as broken_rule:
            sentences[name] = explain(broken_rule)
    return sentences


def no_choice(asked: Mapping[str, str], kinds: list[str], statuses: list[str]) -> list[str]:
    """What an address asks for that is no choice of the form: the search goes on without it, and says so."""
    unknown = [*_strangers(kinds, NoticeKind), *_strangers(statuses, NoticeStatus)]
    for name, choices in CHOICES.items():
        unknown += _strangers([asked.get(name, "")], choices)
    for name in NUMBERS:
        if asked.get(name, "").strip() and not _number_in(asked[name]):
            unknown.append(asked[name])
    return [word[:60] for word in unknown]


def _strangers(words: list[str], choices: Iterable[str]) -> list[str]:
    known = {"", *choices}
    return [word for word in words if word.strip() not in known]


def cpv_of(typed: str) -> str:
    """A code, or the code whose label is exactly what was typed."""
    text = typed.strip()
    digits = text.split("-")[0].replace(" ", "")
    if digits.isascii() and digits.isdecimal() and 2 <= len(digits) <= 8:
        return digits
    folded = text.lower()
    if not folded:
        return ""
    for code in cpv.codes().values():
        if folded in (code.nl.lower(), code.en.lower()):
            return code.code
    return ""


def cpv_choices(typed: str) -> list[str]:
    """Codes whose label holds these words in any form, the broadest first: to choose from when no code was meant exactly."""
    terms: set[str] = set()
    for word in dutch.words(typed[:100]):
        terms |= set(dutch.query_terms(word))
    if not terms or cpv_of(typed):
        return []
    codes = []
    for code, held in _labels().items():
        if terms <= held:
            codes.append(code)
    # The broadest first: a wide search that one narrows misses least.
    return sorted(codes, key=lambda code: (len(cpv.significant(code)), code))[:MOST_CHOICES]


@cache
def _labels() -> dict[str, frozenset[str]]:
    return {code: frozenset(dutch.terms(cpv.label(code))) for code in cpv.codes()}


def place_of(typed: str) -> str:
    """A region or municipality, as a code or by its name; a town means its municipality. Nothing when it may be several."""
    text = typed.strip()
    if nuts.known(text.upper()) or municipalities.municipality(text.upper()):
        return text.upper()
    places = places_of(text)
    if len(places) != 1:
        return ""
    return places[0]


def places_of(typed: str) -> list[str]:
    """The codes of all places with this name: a municipality before a region, and a region before a town."""
    name = municipalities.plain(typed.strip())
    if not name:
        return []
    bare = name.removeprefix("provincie ").removeprefix("regio ")
    # Who says "provincie Utrecht" does not mean the town.
    if not name.startswith("provincie "):
        municipality = municipalities.municipality_by_name(typed)
        if municipality is not None:
            return [municipality.code]
    region = _region_called(bare)
    if region is not None:
        return [region]
    called = place_names.called(bare.title().split())
    if called is not None:
        return list(called.codes)
    return [municipality.code for municipality in _of_this_name(bare) or municipalities.municipalities_of_place(bare)]


def _region_called(name: str) -> str | None:
    """The widest region with this name: Flevoland is a province and the only part of it."""
    regions = [code for code in nuts.dutch_codes() if municipalities.plain(nuts.label(code)) == name]
    return min(regions, key=len, default=None)


def _of_this_name(name: str) -> list[municipalities.Municipality]:
    """Municipalities with this name, without the province that tells them apart: Bergen (NH.), Bergen (L.)."""
    places = []
    for place in municipalities.municipalities():
        if municipalities.plain(place.name).split(" (")[0] == name:
            places.append(place)
    return places


def name_of(asked: Mapping[str, str]) -> str:
    """A piece of a name to search organisations by."""
    return asked.get("naam", "").replace("\x00", " ").strip()[:100]


def page_of(asked: Mapping[str, str]) -> int:
    return min(max(1, _number_in(asked.get("pagina")) or 1), 10_000)


class MergeForm(Form):
    """Which organisation the other is shown as."""

    kept = RadioField(
        _l("Shown as"),
        coerce=int,
        validators=[InputRequired(_l("Choose the organisation that stays."))],
        choices=[],
        validate_choice=False,
    )
