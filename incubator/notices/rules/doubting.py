"""What tables say of a notice that its source does not: doubts about codes and numbers, the place of the buyer, the status.

Nothing is corrected. A doubt stands beside what the source says.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache

from incubator.core.i18n import mark as N_
from incubator.core.reference import authorities, cpv, municipalities, nuts, sectors
from incubator.formats.cleaning import amount_doubt, deadline_doubt
from incubator.formats.values import Doubt, NoticeKind, ReadNotice, ReadOrganisation

UNKNOWN_CPV = N_("this code is not in the CPV")
UNKNOWN_PLACE = N_("this code is not in NUTS")
OTHER_WORK = N_("the text speaks of other work than this code")
PLACEHOLDER_AMOUNT = N_("an amount of one or less is probably a placeholder")
PLACEHOLDER_DATE = N_("a date this far away is probably a placeholder")
FIRST_PLACEHOLDER_YEAR = 2090
# Divisions that belong to any work: buyers put advice, events, repair or building under them.
GENERAL_DIVISIONS = frozenset({"45", "50", "70", "71", "72", "75", "79", "85", "98"})
# Words that occur in texts about any work.
COMMON_WORDS = frozenset(
    {
        "beplanting", "campagne", "communicatie", "drukken", "evenement", "fotografie", "grondstoffen", "hergebruik", "hosting",
        "inzameling", "isolatie", "leefbaarheid", "onderhoudswerkzaamheden", "open source", "recycling", "redactie", "renovatie",
        "toegankelijkheid", "transformatie", "verduurzaming", "vervoer", "video", "website", "begeleiding", "gebouwonderhoud",
    }
)  # fmt: skip
ENOUGH_WORDS = 2


def completed(notice: ReadNotice) -> ReadNotice:
    """The notice with what tables add: doubts about its codes, and the buyer's place when it names none."""
    placed = derive_place(notice)
    return replace(placed, doubts=tuple(dict.fromkeys((*notice.doubts, *doubts(notice)))))


def doubts(notice: ReadNotice) -> tuple[Doubt, ...]:
    """Everything in a notice that is probably not so."""
    found = [*_code_doubts(notice), *_number_doubts(notice), *_date_doubts(notice)]
    return tuple(dict.fromkeys(found))


def _code_doubts(notice: ReadNotice) -> Iterator[Doubt]:
    for name, codes in (("cpv", notice.cpv), *((f"lots[{at}].cpv", lot.cpv) for at, lot in enumerate(notice.lots))):
        unknown = [code for code in codes if not cpv.known(code)]
        yield from (Doubt(name, code, UNKNOWN_CPV) for code in unknown if name == "cpv" or code not in notice.cpv)
    for place in dict.fromkeys((*notice.places, *(one for lot in notice.lots for one in lot.places))):
        if not nuts.known(place) and not _older_place(place):
            yield Doubt("places", place, UNKNOWN_PLACE)
    if notice.main_cpv and contradicted(notice):
        yield Doubt("main_cpv", notice.main_cpv, OTHER_WORK)


def _older_place(code: str) -> bool:
    """Whether an older NUTS may have had this code: its region is still known, or its country has left."""
    return code.startswith("UK") or (len(code) == 5 and not code.endswith("0") and nuts.known(code[:4]))


def _number_doubts(notice: ReadNotice) -> Iterator[Doubt]:
    values = [("value", notice.value), *((f"lots[{at}].value", lot.value) for at, lot in enumerate(notice.lots))]
    for name, value in values:
        doubt = amount_doubt(name, value.amount) if value else None
        if doubt:
            yield doubt
    won = [winner.value for winner in notice.winners if winner.value]
    if any(value.amount <= 1 for value in won):
        yield Doubt("winners", format(min(value.amount for value in won), "f"), PLACEHOLDER_AMOUNT)
    if notice.value and 1 < notice.value.amount <= max(len(notice.lots), len(notice.winners)):
        yield Doubt("value", format(notice.value.amount, "f"), PLACEHOLDER_AMOUNT)  # one euro for each lot, added up


def _date_doubts(notice: ReadNotice) -> Iterator[Doubt]:
    moments = [("deadline", notice.deadline)]
    moments += [
        (f"lots[{at}].deadline", lot.deadline)
        for at, lot in enumerate(notice.lots)
        if lot.deadline and lot.deadline != notice.deadline
    ]
    for name, moment in moments:
        doubt = deadline_doubt(name, moment, notice.published) if _still_meets(notice) else None
        if doubt:
            yield doubt
        elif moment and moment.year >= FIRST_PLACEHOLDER_YEAR:
            yield Doubt(name, moment.isoformat(), PLACEHOLDER_DATE)
    for name, day in (("contract_start", notice.contract_start), ("contract_end", notice.contract_end)):
        if day and day.year >= FIRST_PLACEHOLDER_YEAR:
            yield Doubt(name, day.isoformat(), PLACEHOLDER_DATE)


def _still_meets(notice: ReadNotice) -> bool:
    """Whether the deadline is one to come: an award or cancellation repeats the one that passed."""
    return notice.kind in {NoticeKind.PLANNING, NoticeKind.CONSULTATION, NoticeKind.COMPETITION, NoticeKind.SIGNAL}


@cache
def _spoken() -> dict[str, re.Pattern[str]]:
    """The words of each sector, as whole words."""
    return {
        one.id: re.compile(
            r"\b(?:" + "|".join(re.escape(word.lower()) for word in one.keywords if _tells(word)) + r")\b"
        )
        for one in sectors.sectors().values()
    }


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
    spoken = [sector for sector, words in _spoken().items() if words.search(title)]
    if len(spoken) != 1 or len(set(_spoken()[spoken[0]].findall(whole))) < ENOUGH_WORDS:
        return False
    sector = sectors.sectors()[spoken[0]]
    fitting = {code[:2] for code in sector.cpv} | GENERAL_DIVISIONS
    return not any(code[:2] in fitting for code in notice.cpv)


def current_place(code: str) -> str:
    """The NUTS code of 2024 for the same place."""
    return nuts.current(code)


def same_place(one: str, other: str) -> bool:
    """Whether two codes, of whichever version of NUTS, name one place."""
    return nuts.same_place(one, other)


def derive_place(notice: ReadNotice) -> ReadNotice:
    """The buyer's place, marked as derived, when the notice names none or only the country."""
    if any(not nuts.is_whole_country(one) for one in notice.places):
        return notice
    place = place_of_buyer(notice.buyer)
    return replace(notice, places=(place,), place_derived=True) if place else replace(notice, places=())


def place_of_buyer(buyer: ReadOrganisation | None) -> str | None:
    """Where a buyer is: by its NUTS code, its name (exactly that of an authority) or its town.

    A central government body works for the whole country: its seat says nothing.
    """
    if buyer is None or buyer.type == "cga":
        return None
    if buyer.nuts and nuts.known(buyer.nuts) and not nuts.is_whole_country(buyer.nuts):
        return nuts.current(buyer.nuts)
    if buyer.country not in {None, "NL"}:
        return None
    found = municipality_of_buyer(buyer)
    if found is not None:
        return found.nuts3
    authority = authorities.authority(buyer.name)
    if authority is not None and authority.kind == "province":
        towns = [one for one in municipalities.municipalities() if one.province == authority.name]
        return towns[0].nuts3[:4] if towns else None
    town = municipalities.municipality_of_place(buyer.city) if buyer.city and buyer.country == "NL" else None
    return town.nuts3 if town else None


def municipality_of_buyer(buyer: ReadOrganisation | None) -> municipalities.Municipality | None:
    """The municipality that a buyer is, when its name says so exactly."""
    if buyer is None or buyer.country not in {None, "NL"}:
        return None
    authority = authorities.authority(buyer.name)
    if authority is None or authority.kind != "municipality":
        return None
    return municipalities.municipality(authority.code)


def status(
    kind: NoticeKind, deadline: datetime | None, now: datetime, *, awarded: bool = False, cancelled: bool = False
) -> str:
    """planned, open, closed, awarded, cancelled or unknown. `awarded` and `cancelled` is what the family says later."""
    if cancelled or kind is NoticeKind.CANCELLATION:
        return "cancelled"
    if awarded or kind in {NoticeKind.AWARD, NoticeKind.MODIFICATION}:
        return "awarded"
    if kind is NoticeKind.PLANNING:
        return "planned"
    if kind in {NoticeKind.COMPETITION, NoticeKind.CONSULTATION}:
        return "closed" if deadline is not None and deadline < now else "open"
    return "unknown"
