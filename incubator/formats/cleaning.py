"""What XML notices need besides `texts`: languages by three letters, dates and times in two elements, doubts without tables."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from incubator.core.i18n import mark as N_
from incubator.core.reference import eforms_codes
from incubator.formats import texts
from incubator.formats.closing import LAST_SECOND, Closing
from incubator.formats.values import Doubt

FAR_YEARS = 3
_HOURS = re.compile(r"^(\d{2}:\d{2}(?::\d{2})?)", re.ASCII)
_OFFSET = re.compile(r"(Z|[+-]\d{2}:?\d{2})$", re.ASCII)


def language(code: str | None) -> str | None:
    """The two letters of a language (ISO 639-1) out of two or three."""
    if code:
        return eforms_codes.language2(code)
    return None


def clean(text: str | None) -> str | None:
    """Text as a person would read it, or nothing."""
    if text:
        return texts.clean(text) or None
    return None


def line(text: str | None) -> str | None:
    """The same on one line: titles and names."""
    if text:
        return texts.line(text) or None
    return None


def amount(raw: str | None) -> Decimal | None:
    if raw:
        return texts.amount(raw)
    return None


def day(raw: str | None) -> date | None:
    if raw:
        return texts.day(raw)
    return None


def closing(raw_day: str | None, raw_time: str | None, zone: ZoneInfo = texts.AMSTERDAM) -> Closing | None:
    """A closing date out of a date and a time that each may carry an offset. Without a time it is that whole day."""
    when = day(raw_day)
    if when is None:
        return None
    offset = _offset(raw_time) or _offset_of_day(raw_day)
    hours = _HOURS.match((raw_time or "").strip())
    clock = hours[1] if hours else LAST_SECOND.isoformat()
    moment = texts.moment(f"{when.isoformat()}T{clock}{offset}", zone)
    if moment:
        return Closing(moment, not hours)
    return None


def day_and_time(raw_day: str | None, raw_time: str | None) -> datetime | None:
    """A moment out of a date and a time. Without a time: the end of that day, in Amsterdam."""
    read = closing(raw_day, raw_time)
    if read:
        return read.moment
    return None


def _offset(raw: str | None) -> str:
    match = _OFFSET.search((raw or "").strip())
    if match:
        return match[1]
    return ""


def _offset_of_day(raw: str | None) -> str:
    """What comes behind the ten characters of a date: -08-17 of a bare date is no offset."""
    return _offset((raw or "").strip()[10:])


PLACEHOLDER_AMOUNT = N_("an amount of one or less is probably a placeholder")


def amount_doubt(name: str, number: Decimal | None) -> Doubt | None:
    """One euro is a way of saying: we do not tell."""
    if number is None or number > 1:
        return None
    return Doubt(name, format(number, "f"), PLACEHOLDER_AMOUNT)


def deadline_doubt(name: str, deadline: datetime | None, published: date | None) -> Doubt | None:
    """A deadline before publication, or years after it, is probably not meant."""
    if deadline is None or published is None:
        return None
    when = deadline.astimezone(UTC).date()
    if when < published:
        return Doubt(name, deadline.isoformat(), N_("before the date of publication"))
    if (when - published).days > FAR_YEARS * 365 + 1:
        return Doubt(name, deadline.isoformat(), N_("more than three years after publication"))
    return None
