"""Days that people call by their name: "voor kerst", "na pasen", "uiterlijk koningsdag". Holidays of schools have no fixed day."""

from collections.abc import Callable
from datetime import date

from incubator.core.working_days import ASCENSION, DAY, EASTER_MONDAY, GOOD_FRIDAY, WHIT_MONDAY, easter

Days = tuple[date, date]
_YEARS = 2  # on both sides of the current


def _fixed(month: int, day: int, more: int = 0) -> Callable[[int], Days]:
    """A day that is the same every year, with the days that belong to it."""

    def days(year: int) -> Days:
        first = date(year, month, day)
        return first, first + more * DAY

    return days


def _moving(begin: int, end: int | None = None) -> Callable[[int], Days]:
    """So many days from Easter Sunday."""

    def days(year: int) -> Days:
        sunday = easter(year)
        return sunday + begin * DAY, sunday + (begin if end is None else end) * DAY

    return days


def _kings_day(year: int) -> Days:
    day = date(year, 4, 27)
    if day.weekday() == 6:  # on a Sunday it is celebrated the day before
        day -= DAY
    return day, day


_OF_YEAR: dict[str, Callable[[int], Days]] = {
    "kerst": _fixed(12, 25, more=1),
    "kerstmis": _fixed(12, 25, more=1),
    "de kerst": _fixed(12, 25, more=1),
    "de kerstdagen": _fixed(12, 25, more=1),
    "christmas": _fixed(12, 25, more=1),
    "eerste kerstdag": _fixed(12, 25),
    "1e kerstdag": _fixed(12, 25),
    "tweede kerstdag": _fixed(12, 26),
    "2e kerstdag": _fixed(12, 26),
    "oud en nieuw": _fixed(12, 31, more=1),
    "oudjaar": _fixed(12, 31),
    "oudejaarsdag": _fixed(12, 31),
    "oudejaarsavond": _fixed(12, 31),
    "de jaarwisseling": _fixed(12, 31, more=1),
    "nieuwjaar": _fixed(1, 1),
    "nieuwjaarsdag": _fixed(1, 1),
    "sinterklaas": _fixed(12, 5),
    "bevrijdingsdag": _fixed(5, 5),
    "dodenherdenking": _fixed(5, 4),
    "koningsdag": _kings_day,
    "goede vrijdag": _moving(GOOD_FRIDAY),
    "pasen": _moving(0, EASTER_MONDAY),
    "easter": _moving(0, EASTER_MONDAY),
    "paasmaandag": _moving(EASTER_MONDAY),
    "hemelvaart": _moving(ASCENSION),
    "hemelvaartsdag": _moving(ASCENSION),
    "pinksteren": _moving(WHIT_MONDAY - 1, WHIT_MONDAY),
}
FEAST_DAY = "(?:" + "|".join(sorted(_OF_YEAR, key=len, reverse=True)) + ")"
# These lie otherwise in each region, or nowhere exactly.
WITHOUT_DAY = (
    r"(?:de |het )?(?:(?:zomer|herfst|kerst|voorjaars|krokus|mei|school|bouw)?vakantie|bouwvak|(?:zomer|winter)stop|feestdagen|zomer|herfst"
    r"|winter|lente|voorjaar|najaar|nieuwe schooljaar|schooljaar)"
)
SEASON = r"(?:de |het )?(?:zomer|herfst|winter|lente|voorjaar|najaar)"


def feast_days(name: str, today: date, *, year: int | None = None, past: bool = False) -> Days:
    """From which day to which it is, this time: the nearest that is not over; who looks back means the last one that began."""
    if year is not None:
        return _OF_YEAR[name](year)
    times = list(map(_OF_YEAR[name], range(today.year - _YEARS, today.year + _YEARS + 1)))
    if past:
        return max(days for days in times if days[0] <= today)
    return min(days for days in times if days[1] >= today)
