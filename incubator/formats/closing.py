"""Closing dates: a moment, or a day without an hour, which is open until it is over; and the one that counts over several."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from incubator.core.i18n import mark as N_
from incubator.formats import texts
from incubator.formats.values import GROUP, LotState, ReadLot

LAST_SECOND = time(23, 59, 59)
# "No closing date" is written as a day that nobody means: 1900-01-01, 2099-12-31, 9999-12-31.
EARLIEST_REAL_YEAR, LATEST_REAL_YEAR = 1990, 2089
DAY_ONLY = N_("only the day is known, not the hour")
PLACEHOLDER = N_("a date this far away is probably a placeholder")


class Closing(NamedTuple):
    """When a call closes. `day_only`: the source names a day, and the moment is the end of it."""

    moment: datetime
    day_only: bool = False


def end_of_day(day: date, zone: ZoneInfo = texts.AMSTERDAM) -> Closing | None:
    """A day without an hour: open until it is over. None at the edges of the calendar."""
    moment = texts.fixed(datetime.combine(day, LAST_SECOND, zone))
    if moment:
        return Closing(moment, True)
    return None


def read(text: str, zone: ZoneInfo = texts.AMSTERDAM) -> Closing | None:
    """A closing date as ISO 8601 writes it: a moment (in `zone` when it has no offset), or a day (with its own offset)."""
    moment = texts.moment(text, zone)
    if moment is not None:
        return Closing(moment)
    day = texts.day(text)
    if day is None:
        return None
    offset = text.strip()[10:]
    if offset:
        moment = texts.moment(f"{day}T{LAST_SECOND}{offset}")
        if moment:
            return Closing(moment, True)
        return None
    return end_of_day(day, zone)


def closing_fields(closing: Closing | None) -> dict[str, Any]:
    """The fields of a notice or lot that a closing date fills."""
    if closing is None:
        return {}
    return {"deadline": closing.moment, "deadline_day_only": closing.day_only}


def is_placeholder(moment: datetime | date) -> bool:
    return not EARLIEST_REAL_YEAR <= moment.year <= LATEST_REAL_YEAR


def earliest(closings: Iterable[Closing]) -> Closing | None:
    """The first one; a placeholder only when there is nothing else."""
    known = list(closings)
    real = [closing for closing in known if not is_placeholder(closing.moment)]
    return min(real or known, default=None)


def of_lots(lots: Iterable[ReadLot]) -> Closing | None:
    """The first closing date over the lots that nothing ended, else over all lots. Groups only combine lots."""
    closings: dict[bool, list[Closing]] = {True: [], False: []}
    for lot in lots:
        if lot.deadline and lot.kind != GROUP:
            closings[lot.state is LotState.OPEN].append(Closing(lot.deadline, lot.deadline_day_only))
    return earliest(closings[True] or closings[False])
