"""The only clock of the house: everything that needs the time asks here, so that tests can set it."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on the calendar in the Netherlands, which is what terms of law count in."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment as a clock in the Netherlands shows it; at the ends of the calendar as it is, for there is no day beyond."""
    try:
        return moment.astimezone(AMSTERDAM)
    except OverflowError:
        return moment


def start_of_day(day: date | None) -> datetime | None:
    """The moment at which a day begins in the Netherlands; of no day there is none."""
    if day is None:
        return None
    return datetime.combine(day, time(), AMSTERDAM)
