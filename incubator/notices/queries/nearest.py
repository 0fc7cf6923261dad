"""After a search without answers: what comes nearest, and what has to be left out for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from operator import attrgetter

from sqlalchemy import func, select

from incubator.core import asking, compounds, text
from incubator.core.db import db
from incubator.core.reference import nuts, places
from incubator.notices.models import NoticePlace
from incubator.notices.queries import narrowing, searching
from incubator.notices.queries.requests import Request, SearchResults
from incubator.notices.queries.understanding import understood
from incubator.notices.rules import place_names
from incubator.notices.rules.filters_typed import TypedAmount

MOST_WORDS = 5  # of a question that are left out in turn
SHORTEST_PART = 4  # letters of a part of a word that tells something by itself
MOST_AREAS = 2
MOST_PARTS = 3  # of words
PROVINCE = 4  # letters of its code


class Leaving(StrEnum):
    """What is left out, or taken otherwise."""

    WORD = "word"
    STATUS = "status"
    AREA = "area"
    AROUND = "around"  # the province of a town that was typed
    PLACE = "place"
    CPV = "cpv"
    BUYER = "buyer"
    VALUE = "value"
    PERIODS = "periods"
    KINDS = "kinds"
    RESERVED = "reserved"
    REGIME = "regime"
    FILTERS = "filters"  # all of them
    OTHER_WORDS = "other words"  # and all filters


@dataclass(frozen=True, slots=True)
class NearSearch:
    """A search that does have answers. `value` is the word, status, area or typed filter; `words` are what to search for then."""

    leaving: Leaving
    number: int
    words: str
    value: str = ""


def nearest(request: Request, results: SearchResults, *, now: datetime) -> list[NearSearch]:
    """The searches near one without answers that have some, the most helpful kind first."""
    asked = replace(request, words=results.mended or results.meant or request.words)
    near = _counted(_others(asked, now), now)
    if request.place:
        near += _areas(request, results, now)
    near = [*_statuses(request, results), *near]
    # Where no single word or filter is in the way, several are; and where no word has answers, a part of one may have.
    return near or _counted(_wider(asked, now), now) or _most_telling(_counted(_parts(asked, now), now))


def _counted(others: Iterator[tuple[Leaving, str, str, Request]], now: datetime) -> list[NearSearch]:
    near = []
    for leaving, value, words, other in others:
        number = searching.count(other, now=now)
        if number:
            near.append(NearSearch(leaving, number, words, value))
    return near


def _wider(request: Request, now: datetime) -> Iterator[tuple[Leaving, str, str, Request]]:
    """The words without any filter, and each word alone."""
    meant, _typed = understood(request, now)
    yield Leaving.FILTERS, "", meant.words, Request(meant.words, exact=True)
    required = narrowing.question_of(meant).required
    if len(required) > 1:
        for sought in required[:MOST_WORDS]:
            yield Leaving.OTHER_WORDS, sought.typed, sought.typed, Request(sought.typed, exact=True)


def _most_telling(near: list[NearSearch]) -> list[NearSearch]:
    """Of parts of words those that fewest notices have: of "rioolservice" first "riool"."""
    return sorted(near, key=attrgetter("number"))[:MOST_PARTS]


def _parts(request: Request, now: datetime) -> Iterator[tuple[Leaving, str, str, Request]]:
    """Each part of a compound alone: of "rioolservice" there may be "riool"."""
    meant, _typed = understood(request, now)
    parts: dict[str, None] = {}
    for sought in narrowing.question_of(meant).required[:MOST_WORDS]:
        for word in asking.bare(sought.typed).replace("-", " ").split():
            parts |= dict.fromkeys(compounds.split_compound(word) or (word,))
    for part in parts:
        if len(part) >= SHORTEST_PART and text.stem(part) not in asking.HOLLOW:
            yield Leaving.OTHER_WORDS, part, part, Request(part, exact=True)


def _around(request: Request, meant: Request) -> Iterator[tuple[Leaving, str, str, Request]]:
    """The same search in the province of a town that was typed."""
    if request.place:
        return
    for sought in narrowing.question_of(meant).required[:MOST_WORDS]:
        named = place_names.called(sought.typed.split())
        if named is not None:
            area = places.province_of(named.codes[0])
            words = without(request.words, sought.typed)
            yield Leaving.AROUND, area, words, replace(request, words=words, place=area, exact=True)


def _statuses(request: Request, results: SearchResults) -> Iterator[NearSearch]:
    """The same search among what is closed, awarded or lapsed: counted already."""
    for facet in results.facets.get("status", []):
        if request.statuses and facet.value not in request.statuses:
            yield NearSearch(Leaving.STATUS, facet.count, results.mended or request.words, facet.value)


def _others(request: Request, now: datetime) -> Iterator[tuple[Leaving, str, str, Request]]:
    """The search without a word or a filter, one at a time."""
    meant, typed = understood(request, now)
    required = narrowing.question_of(meant).required
    if len(required) > 1 or typed.filters:
        for sought in required[:MOST_WORDS]:
            words = without(request.words, sought.typed)
            yield Leaving.WORD, sought.typed, words, replace(request, words=words, exact=True)
    yield from _around(request, meant)
    for read in typed.filters:
        words = without(request.words, read.typed)
        leaving = Leaving.VALUE if isinstance(read, TypedAmount) else Leaving.PERIODS
        yield leaving, read.typed, words, replace(request, words=words, exact=True)
    yield from _without_filters(request)


def _without_filters(request: Request) -> Iterator[tuple[Leaving, str, str, Request]]:
    without_each = {
        Leaving.PLACE: (bool(request.place), replace(request, place="")),
        Leaving.CPV: (bool(request.cpv), replace(request, cpv="")),
        Leaving.BUYER: (request.buyer is not None, replace(request, buyer=None)),
        Leaving.VALUE: (_has_value(request), replace(request, min_value=None, max_value=None)),
        Leaving.PERIODS: (_has_period(request), _whenever(request)),
        Leaving.KINDS: (bool(request.kinds), replace(request, kinds=())),
        Leaving.RESERVED: (request.reserved is not None, replace(request, reserved=None)),
        Leaving.REGIME: (request.regime is not None, replace(request, regime=None)),
    }
    for leaving, (narrows, other) in without_each.items():
        if narrows:
            yield leaving, "", request.words, other


def _has_value(request: Request) -> bool:
    return request.min_value is not None or request.max_value is not None


def _has_period(request: Request) -> bool:
    return bool(request.periods or request.deadline_within or request.published_since)


def _whenever(request: Request) -> Request:
    return replace(request, periods=(), deadline_within=None, published_since=None)


def without(words: str, piece: str) -> str:
    """The words without one piece of them, as it was typed."""
    pieces = " ".join(words.split()).split(piece, maxsplit=1)
    return " ".join(" ".join(pieces).split())


def _areas(request: Request, results: SearchResults, now: datetime) -> Iterator[NearSearch]:
    """In which other provinces there are answers."""
    words = results.mended or request.words
    narrowed = searching.narrowed(replace(request, words=words, place=""), now)
    area = func.substr(NoticePlace.code, 1, PROVINCE).label("area")
    number = func.count(NoticePlace.notice_id.distinct()).label("number")
    joined = select(area, number).join(narrowed, narrowed.c.id == NoticePlace.notice_id)
    rows = db.session.execute(
        joined.where(NoticePlace.code.startswith(nuts.COUNTRY))
        .group_by(area)
        .order_by(number.desc(), area)
        .limit(MOST_AREAS + 1)
    )
    for code, count in rows:
        if len(code) == PROVINCE and nuts.known(code) and code != request.place:
            yield NearSearch(Leaving.AREA, count, words, code)
