"""What in a notice is probably not so, as far as tables of codes and plain sense can tell.

Nothing is corrected. A doubt stands beside what the source says.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache

from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv, nuts, sectors
from incubator.formats.cleaning import PLACEHOLDER_AMOUNT, amount_doubt, deadline_doubt
from incubator.formats.values import Doubt, Money, NoticeKind, ReadNotice

UNKNOWN_CPV = N_("this code is not in the CPV")
UNKNOWN_PLACE = N_("this code is not in NUTS")
OTHER_WORK = N_("the text speaks of other work than this code")
PLACEHOLDER_DATE = N_("a date this far away is probably a placeholder")
FIRST_PLACEHOLDER_YEAR = 2090
# Divisions that belong to any work: buyers put advice, events, repair or building under them.
GENERAL_DIVISIONS = frozenset(f"{digits}000000" for digits in ("45", "50", "70", "71", "72", "75", "79", "85", "98"))
# Words that occur in texts about any work.
COMMON_WORDS = frozenset(
    {
        "beplanting", "campagne", "communicatie", "drukken", "evenement", "fotografie", "grondstoffen", "hergebruik", "hosting",
        "inzameling", "isolatie", "leefbaarheid", "onderhoudswerkzaamheden", "open source", "recycling", "redactie", "renovatie",
        "toegankelijkheid", "transformatie", "verduurzaming", "vervoer", "video", "website", "begeleiding", "gebouwonderhoud",
    }
)  # fmt: skip
ENOUGH_WORDS = 2


def doubts(notice: ReadNotice) -> tuple[Doubt, ...]:
    """Everything in a notice that is probably not so, each doubt once."""
    every = (*_cpv_doubts(notice), *_place_doubts(notice), *_number_doubts(notice), *_date_doubts(notice))
    return tuple(dict.fromkeys(every))


def _cpv_doubts(notice: ReadNotice) -> Iterator[Doubt]:
    for code in notice.cpv:
        if not cpv.known(code):
            yield Doubt("cpv", code, UNKNOWN_CPV)
    for at, lot in enumerate(notice.lots):
        for code in lot.cpv:
            # A code that the notice itself has too was doubted there.
            if code not in notice.cpv and not cpv.known(code):
                yield Doubt(f"lots[{at}].cpv", code, UNKNOWN_CPV)


def _place_doubts(notice: ReadNotice) -> Iterator[Doubt]:
    places = dict.fromkeys(notice.places)
    for lot in notice.lots:
        places |= dict.fromkeys(lot.places)
    for place in places:
        if not nuts.known(place) and not _older_place(place):
            yield Doubt("places", place, UNKNOWN_PLACE)
    if notice.main_cpv and contradicted(notice):
        yield Doubt("main_cpv", notice.main_cpv, OTHER_WORK)


def _older_place(code: str) -> bool:
    """Whether an older NUTS may have had this code: its region is still known, or its country has left."""
    if code.startswith("UK"):
        return True
    return len(code) == 5 and not code.endswith("0") and nuts.known(code[:4])


def _number_doubts(notice: ReadNotice) -> Iterator[Doubt]:
    for name, value in _values(notice):
        doubt = amount_doubt(name, value.amount)
        if doubt:
            yield doubt
    smallest = amount_doubt("winners", min(_won_amounts(notice), default=None))
    if smallest:
        yield smallest
    # One euro for each lot or winner, added up.
    most = max(len(notice.lots), len(notice.winners))
    if notice.value and 1 < notice.value.amount <= most:
        yield Doubt("value", format(notice.value.amount, "f"), PLACEHOLDER_AMOUNT)


def _won_amounts(notice: ReadNotice) -> Iterator[Decimal]:
    for winner in notice.winners:
        if winner.value:
            yield winner.value.amount


def _values(notice: ReadNotice) -> Iterator[tuple[str, Money]]:
    if notice.value:
        yield "value", notice.value
    for at, lot in enumerate(notice.lots):
        if lot.value:
            yield f"lots[{at}].value", lot.value


def _date_doubts(notice: ReadNotice) -> Iterator[Doubt]:
    for name, moment in _deadlines(notice):
        doubt = None
        if _still_meets(notice):
            doubt = deadline_doubt(name, moment, notice.published)
        if doubt:
            yield doubt
        elif moment.year >= FIRST_PLACEHOLDER_YEAR:
            yield Doubt(name, moment.isoformat(), PLACEHOLDER_DATE)
    for name, day in (("contract_start", notice.contract_start), ("contract_end", notice.contract_end)):
        if day and day.year >= FIRST_PLACEHOLDER_YEAR:
            yield Doubt(name, day.isoformat(), PLACEHOLDER_DATE)


def _deadlines(notice: ReadNotice) -> Iterator[tuple[str, datetime]]:
    if notice.deadline:
        yield "deadline", notice.deadline
    for at, lot in enumerate(notice.lots):
        if lot.deadline and lot.deadline != notice.deadline:
            yield f"lots[{at}].deadline", lot.deadline


def _still_meets(notice: ReadNotice) -> bool:
    """Whether the deadline is one to come: an award or cancellation repeats the one that passed."""
    return notice.kind in {NoticeKind.PLANNING, NoticeKind.CONSULTATION, NoticeKind.COMPETITION, NoticeKind.SIGNAL}


@cache
def _spoken() -> dict[str, re.Pattern[str]]:
    """The words of each sector, as whole words."""
    patterns = {}
    for sector in sectors.sectors().values():
        words = [re.escape(word.lower()) for word in sector.keywords if _tells(word)]
        patterns[sector.id] = re.compile(r"\b(?:" + "|".join(words) + r")\b")
    return patterns


@cache
def _any_spoken() -> re.Pattern[str]:
    """The words of all sectors together: most titles hold none."""
    return re.compile("|".join(f"(?:{words.pattern})" for words in _spoken().values()))


def _tells(word: str) -> bool:
    return len(word) >= 7 and word.lower() not in COMMON_WORDS


def contradicted(notice: ReadNotice) -> bool:
    """Whether the text is clearly about one sector, and every code about something unrelated. Meant to miss rather than to cry."""
    title = notice.title.lower()
    if not _any_spoken().search(title):
        return False
    whole = f"{title}\n{(notice.description or '').lower()}"
    spoken = list(_sectors_spoken_of(title))
    # Two sectors in one title: who knows which of them the work is.
    if len(spoken) != 1 or len(set(_spoken()[spoken[0]].findall(whole))) < ENOUGH_WORDS:
        return False
    sector = sectors.sectors()[spoken[0]]
    fitting = GENERAL_DIVISIONS.union(map(cpv.division, sector.cpv))
    return fitting.isdisjoint(map(cpv.division, notice.cpv))


def _sectors_spoken_of(title: str) -> Iterator[str]:
    for sector, words in _spoken().items():
        if words.search(title):
            yield sector
