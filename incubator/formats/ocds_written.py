"""What every part of a written OCDS release is made of: moments, amounts, codes and texts, and nothing where the notice says nothing."""

import hashlib
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from incubator.core.reference import eforms_codes
from incubator.formats import ocds_packages, texts
from incubator.formats.json_documents import parse
from incubator.formats.tender_terms import Validity
from incubator.formats.values import Money, ReadLot, ReadNotice

CPV = "CPV"  # itemClassificationScheme.csv of OCDS 1.1
ADDRESS_LEFT_OUT = "[e-mail]"
# Rather too wide: a word too many that is lost harms less than an address that stays.
_E_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WHOLE_MINUTES = timedelta(minutes=1)
# Amounts without a currency that OCDS knows are left out. The list is that of its schema, which lies beside the reader.
_SCHEMA = parse(ocds_packages.SCHEMA.read_text(encoding="utf-8"))
CURRENCIES = frozenset(_SCHEMA["definitions"]["Value"]["properties"]["currency"]["enum"]) - {None}


def filled(**values: Any) -> dict[str, Any]:
    """The keys that have a value: what a notice does not say is absent, never empty. `False` and 0 are values."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {}, ())}


def prose(text: str | None) -> str | None:
    """A text of the notice without addresses for e-mail: those are of people."""
    if text is None:
        return None
    return _E_MAIL.sub(ADDRESS_LEFT_OUT, text)


def web_address(url: str | None) -> str | None:
    """An address of the web; one that holds somebody's address for e-mail is left out."""
    if url is None or _E_MAIL.search(url):
        return None
    return url


def moment(written: datetime | None) -> str | None:
    """A moment with its offset (RFC 3339, which knows no seconds in an offset)."""
    if written is None:
        return None
    offset = written.utcoffset()
    if offset is None or offset % _WHOLE_MINUTES:
        written = written.astimezone(UTC)
    return written.isoformat(timespec="seconds")


def begin_of(day: date | None) -> str | None:
    """A day as the moment at which it begins in Amsterdam."""
    if day is None:
        return None
    return moment(datetime.combine(day, time.min, texts.AMSTERDAM))


def end_of(day: date | None) -> str | None:
    """A day as the last second of it in Amsterdam: OCDS asks for an hour, and a period lasts until its end."""
    if day is None:
        return None
    return moment(datetime.combine(day, time(23, 59, 59), texts.AMSTERDAM))


def value(money: Money | None) -> dict[str, Any] | None:
    """An amount with its currency; the number stays a `Decimal`, which is written digit by digit."""
    if money is None or money.currency not in CURRENCIES:
        return None
    return {"amount": money.amount, "currency": money.currency}


def classification(code: str | None) -> dict[str, str] | None:
    if code is None:
        return None
    return {"scheme": CPV, "id": code}


def address_of_place(code: str) -> dict[str, str]:
    """A place of the notice: a country, or a region by its NUTS code."""
    if eforms_codes.country2(code) == code:
        return {"country": code}
    return {"region": code}


def period(part: ReadNotice | ReadLot, first: date | None, last: date | None) -> dict[str, Any]:
    """When the contract runs: days, and how long it lasts in days where the notice says it in months."""
    return filled(startDate=begin_of(first), endDate=end_of(last), durationInDays=days_of(part.duration_months))


def days_of(months: int | None) -> int | None:
    """Months in days as OCDS publishers count: 365 a year, 30 a month. None where such a number would be read as other months."""
    if not months:
        return None
    if months % 12 == 0:
        return months // 12 * 365
    days = months * 30
    if days % 365 == 0:
        return None
    return days


def bid_validity(term: Validity | None) -> dict[str, Any] | None:
    """How long a bid must stay valid (extension submissionTerms), counted from the closing date, which stands in its own place.

    A day or a number of days; months in days as everywhere. The last day, where the notice gives a length, is ours to reckon, not its.
    """
    if term is None:
        return None
    if term.number is None:
        return filled(bidValidityPeriod=filled(endDate=end_of(term.until)))
    days = term.number * {"week": 7}.get(term.unit or "", 1)
    if term.unit in {"month", "year"}:
        days = days_of(term.number * {"year": 12}.get(term.unit, 1)) or 0
    return filled(bidValidityPeriod=filled(durationInDays=days or None))


def local_id(text: str) -> str:
    """A short id that stays the same as long as the text does, so that releases of one procurement merge well."""
    # Short enough for an address; within one procurement twelve signs never meet.
    return hashlib.sha256(text.encode()).hexdigest()[:12]
