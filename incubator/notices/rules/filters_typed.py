"""Filters that people type between the words: "schoonmaak voor 1 maart tot 50.000", "loopt af in 2027".

What is read is taken out of the words and named; what stands between quotation marks stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from incubator.core.errors import RuleViolation
from incubator.notices.rules import amounts_typed
from incubator.notices.rules.amounts_typed import LIKELY, SURE, WORD
from incubator.notices.rules.clear_days import ANY, CLEAR
from incubator.notices.rules.day_periods import DayPeriod
from incubator.notices.rules.day_words import AHEAD, MONTH_WITH_DAY, WEEKDAY, YEAR
from incubator.notices.rules.days_typed import names_no_day, read_period
from incubator.notices.rules.feast_days import SEASON, WITHOUT_DAY


class About(StrEnum):
    """What a typed period is about."""

    CLOSES = "closes"
    PUBLISHED = "published"
    ENDS = "ends"  # the contract that came of it


@dataclass(frozen=True, slots=True)
class TypedPeriod:
    """A period that was typed, with what it is about."""

    typed: str
    about: About
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """A lowest or highest value that was typed, in whole euros."""

    typed: str
    lowest: int | None
    highest: int | None


TypedFilter = TypedPeriod | TypedAmount


@dataclass(slots=True)
class TypedFilters:
    """The words without the filters, and the filters in the order in which they were typed."""

    words: str
    filters: list[TypedFilter] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)  # amounts and days that do not say what they are about
    no_days: list[str] = field(default_factory=list)  # days and weeks that no calendar has, taken out of the words
    without_day: list[str] = field(default_factory=list)  # times that have no fixed day; they stay among the words


SUBJECTS = (
    (
        About.ENDS,
        r"(?:(?:contract(?:en)? )?(?:die )?(?:loopt af|lopen af|aflopen|eindigt|eindigen|verloopt)|aflopend|afloop|eindigend"
        r"|einde contract|opnieuw|ends|expires)",
    ),
    (About.PUBLISHED, r"(?:gepubliceerd|geplaatst|verschenen|nieuw|aangekondigd|published)"),
    (About.CLOSES, r"(?:sluit|sluitend|sluiting|sluitingsdatum|deadline|inschrijven|indienen|inschrijving|closes|closing)"),
)  # fmt: skip
BEFORE, UNTIL = r"(?:voor|vóór|eerder dan|before)", r"(?:uiterlijk(?: op)?|tot en met|t/m|tm|tot|until|by)"
SINCE, AFTER = r"(?:sinds|vanaf|sedert|since|from)", r"(?:na|later dan|after)"
LONG_AHEAD = 4  # times as far away: then the day that passed is meant
# "groep 1-3", "perceel 1-2", "1-3 jaar" are no days.
COUNTED_THINGS = (
    r"(?:groep|groepen|perceel|percelen|fase|fasen|leerjaar|klas|kavel|kavels|deel|lot|lots|blok|artikel|niveau|schaal|cat|categorie"
    r"|nummer|nr)\.?"
)
_SUBJECT = "|".join(f"(?P<{about.value}>{pattern})" for about, pattern in SUBJECTS)
WITH_SUBJECT = rf"(?:(?:{_SUBJECT})(?: (?:op|in|per|de|het))? )?"
HIGHEST = (
    r"(?:tot en met|t/m|tot|onder|beneden|max\.?|maximaal|maximum|minder dan|hoogstens|ten hoogste|kleiner dan|goedkoper dan"
    r"|niet meer dan|<|up to|under|below)(?: de)?"
)
LOWEST = r"(?:vanaf|boven|min\.?|minimaal|minimum|meer dan|minstens|ten minste|tenminste|groter dan|duurder dan|>|above|over)"
AND = r"(?:tot en met|t/m|en|tot|and|to|until)"
EDGE, END = r"(?<![\w\"€-])", r"(?![\w-])"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(EDGE + pattern + END, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _TypedMatch:
    match: re.Match[str]
    today: date
    language: str


Maker = Callable[[_TypedMatch], TypedFilter | None]


def _amount_between(asked: _TypedMatch) -> TypedAmount | None:
    return _amounts(asked, asked.match["low"], asked.match["high"])


def _amount_unit_once(asked: _TypedMatch) -> TypedAmount | None:
    """Tussen 1 en 2 ton: the unit is said once."""
    unit = re.search(rf"{amounts_typed.UNIT}$", asked.match["high"].lower())
    return None if unit is None else _amounts(asked, f"{asked.match['bare']} {unit[0]}", asked.match["high"])


def _highest(asked: _TypedMatch) -> TypedAmount | None:
    return _amounts(asked, None, asked.match["high"])


def _lowest(asked: _TypedMatch) -> TypedAmount | None:
    return _amounts(asked, asked.match["low"], None)


def _amounts(asked: _TypedMatch, low: str | None, high: str | None) -> TypedAmount | None:
    for written in (low, high):
        # "vanaf 2027" is a year.
        if written and re.fullmatch(YEAR, written):
            return None
    return TypedAmount(asked.match[0], _euros(low, asked.language), _euros(high, asked.language))


def _euros(written: str | None, language: str) -> int | None:
    return None if written is None else amounts_typed.read_euros(written, language)


def _subject(asked: _TypedMatch) -> About | None:
    for about in About:
        if asked.match[about.value]:
            return about
    return None


def _between(asked: _TypedMatch) -> TypedPeriod | None:
    about = _subject(asked)
    past = about is About.PUBLISHED
    last = read_period(asked.match["until"], asked.today, past=past)
    begin = asked.match["since"]
    if begin.isdigit() and len(begin) <= 2 and last is not None and last.first is not None:
        # "van 1 tot 15 maart": the month is said once.
        begin = f"{begin}-{last.first.month}-{last.first.year}"
    elif re.fullmatch(MONTH_WITH_DAY, begin) and last is not None and last.first is not None:
        begin = f"{begin} {last.first.year}"
    first = read_period(begin, asked.today, past=past)
    if first is None or last is None:
        return None
    return _about(asked, DayPeriod(first.first, last.last), about)


def _before(asked: _TypedMatch) -> TypedPeriod | None:
    period = read_period(asked.match["day"], asked.today)
    if period is None or period.first is None:
        return None
    return _about(asked, DayPeriod(None, period.first - timedelta(days=1)), _subject(asked))


def _until(asked: _TypedMatch) -> TypedPeriod | None:
    period = read_period(asked.match["day"], asked.today)
    if period is None:
        return None
    return _about(asked, DayPeriod(None, period.last), _subject(asked))


def _after(asked: _TypedMatch) -> TypedPeriod | None:
    period = _nearest_period(asked)
    if period is None or period.last is None:
        return None
    after = TypedPeriod(asked.match[0], About.PUBLISHED, period.last + timedelta(days=1), None)
    if _subject(asked) is None and period.last < asked.today:
        return after
    return _about(asked, DayPeriod(after.first, None), _subject(asked))


def _nearest_period(asked: _TypedMatch) -> DayPeriod | None:
    """The period that was typed; without a year and without what it is about the one that passed, when that is much nearer."""
    subject = _subject(asked)
    coming = read_period(asked.match["day"], asked.today, past=subject is About.PUBLISHED)
    passed = read_period(asked.match["day"], asked.today, past=True)
    if subject is not None or coming is None or passed is None or coming.last is None or passed.last is None:
        return coming
    return passed if LONG_AHEAD * (asked.today - passed.last) < coming.last - asked.today else coming


def _since(asked: _TypedMatch) -> TypedPeriod | None:
    """Published since; of what closes or ends, from that day on. A day that is still to come is one of closing."""
    about = _subject(asked) or About.PUBLISHED
    period = read_period(asked.match["day"], asked.today, past=about is About.PUBLISHED)
    if period is None or period.first is None:
        return None
    if about is About.PUBLISHED and period.first > asked.today:
        about = About.CLOSES
    return TypedPeriod(asked.match[0], about, period.first, None)


def _in(asked: _TypedMatch) -> TypedPeriod | None:
    about = _subject(asked)
    period = read_period(asked.match["day"], asked.today, past=about is About.PUBLISHED)
    if period is None:
        return None
    return _about(asked, period, about)


def _about(asked: _TypedMatch, period: DayPeriod, about: About | None) -> TypedPeriod:
    """Without a word that says so, what has passed is when it was published and what is to come is when it closes."""
    if about is None:
        passed = period.looks_back or (period.last is not None and period.last < asked.today)
        about = About.PUBLISHED if passed else About.CLOSES
    first = period.first
    # Who asks what closes before a day does not ask for what closed already.
    if first is None and about is not About.PUBLISHED and period.last is not None and period.last >= asked.today:
        first = asked.today
    return TypedPeriod(asked.match[0], about, first, period.last)


MAKERS: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (_compiled(rf"(?:tussen|van|between) (?P<low>{LIKELY}) (?:en|tot|and|to) (?P<high>{LIKELY})"), _amount_between),
    (_compiled(rf"(?:tussen|van|between)(?: de)? (?P<bare>\d{{1,3}}|{WORD}) (?:en|tot|and|to) (?P<high>{SURE})"), _amount_unit_once),
    (_compiled(rf"(?:van )?(?P<low>{LIKELY}) ?(?:tot en met|t/m|tot|-|–) ?(?P<high>{LIKELY})"), _amount_between),
    (_compiled(rf"{HIGHEST} ?(?P<high>{LIKELY})"), _highest),
    (_compiled(rf"{LOWEST} ?(?P<low>{LIKELY})"), _lowest),
    (_compiled(rf"{WITH_SUBJECT}(?:tussen|van|between|from) (?P<since>{ANY}|\d{{1,2}}) {AND} (?P<until>{ANY})"), _between),
    (_compiled(rf"(?P<since>{CLEAR}|\d{{1,2}}) ?(?:{AND}|-|\u2013) ?(?P<until>{CLEAR}) (?:{_SUBJECT})"), _between),
    (
        _compiled(rf"{WITH_SUBJECT}(?P<since>{CLEAR}|{MONTH_WITH_DAY}|\d{{1,2}}) ?(?:{AND}|-|\u2013) ?(?P<until>{CLEAR})"),
        _between,
    ),
    (_compiled(rf"{WITH_SUBJECT}{BEFORE} (?P<day>{ANY})"), _before),
    (_compiled(rf"{WITH_SUBJECT}{UNTIL} (?P<day>{ANY})"), _until),
    (_compiled(rf"{WITH_SUBJECT}{SINCE} (?P<day>{ANY})"), _since),
    (_compiled(rf"{WITH_SUBJECT}{AFTER} (?P<day>{ANY})"), _after),
    (_compiled(rf"(?:{_SUBJECT})(?: (?:op|in|per|de|het))? (?P<day>{ANY})"), _in),
    (_compiled(rf"(?P<day>{CLEAR}) (?:{_SUBJECT})"), _in),
    (_compiled(rf"{WITH_SUBJECT}(?:op )?(?P<day>{CLEAR})"), _in),
    (_compiled(rf"{WITH_SUBJECT}(?:op (?P<day>\d{{1,2}}[-/]\d{{1,2}}|{WEEKDAY}))"), _in),
    (_compiled(rf"{WITH_SUBJECT}(?<!-)(?P<day>\d{{1,2}}-\d{{1,2}})(?! ?(?:jaar|jarigen|persoons|laags))"), _in),
)  # fmt: skip
_AFTER_A_THING = re.compile(rf"\b{COUNTED_THINGS} $", re.IGNORECASE)
_WITHOUT_DAY = _compiled(rf"(?:(?:{BEFORE}|{UNTIL}|{AFTER}) {WITHOUT_DAY}|(?:in|{AHEAD}) {SEASON})")
_LOOSE_AMOUNT = _compiled(rf"(?:(?:ongeveer|circa|ca\.?|rond|zo'n|plm\.?)(?: de)? (?P<about>{LIKELY})|{SURE})")


def read_filters(typed: str, today: date, language: str = "nl") -> TypedFilters:
    """Take the filters out of what was typed."""
    typed_filters = TypedFilters("")
    pieces = re.split(r'(-?"[^"]*"?)', typed)
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            pieces[place] = _without_filters(piece, typed_filters, today, language)
    typed_filters.words = " ".join("".join(pieces).split())
    typed_filters.filters.sort(key=lambda read: typed.find(read.typed))
    return typed_filters


def _without_filters(piece: str, typed_filters: TypedFilters, today: date, language: str) -> str:
    text = re.sub(r"\s+", " ", piece)
    for pattern, maker in MAKERS:
        start = 0
        while match := pattern.search(text, start):
            start = match.end()
            if _AFTER_A_THING.search(text[: match.start()]):
                continue
            if _taken(_TypedMatch(match, today, language), maker, typed_filters):
                text = f"{text[: match.start()]} {text[match.end() :]}"
                start = match.start()
    typed_filters.without_day += [match[0] for match in _WITHOUT_DAY.finditer(text)]
    for match in _LOOSE_AMOUNT.finditer(text):
        typed_filters.unclear.append(match["about"] or match[0])
    return _LOOSE_AMOUNT.sub(" ", text)


def _taken(asked: _TypedMatch, maker: Maker, typed_filters: TypedFilters) -> bool:
    """Whether this is no part of the words: it is a filter, or names a day that does not exist."""
    made = _made(maker, asked)
    if made is not None:
        typed_filters.filters.append(made)
        return True
    named = map(asked.match.groupdict().get, ("day", "since", "until"))
    no_days = [day for day in named if day and names_no_day(day, asked.today)]
    typed_filters.no_days += no_days
    return bool(no_days)


def _made(maker: Maker, asked: _TypedMatch) -> TypedFilter | None:
    try:
        return maker(asked)
    except RuleViolation:
        return None
