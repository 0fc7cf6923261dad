"""Walking through TED's older schemas by local names: the namespace changes with every release, the names do not."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from incubator.formats import cleaning, identities, texts
from incubator.formats.closing import LAST_SECOND, Closing
from incubator.formats.fields import distinct
from incubator.formats.values import Identity, Money, ReadOrganisation, Scheme

# Countries whose clock differs from that of Amsterdam. EL and UK are how the EU writes GR and GB.
ZONES = {
    "BG": "Europe/Sofia", "CY": "Asia/Nicosia", "EE": "Europe/Tallinn", "EL": "Europe/Athens", "FI": "Europe/Helsinki",
    "GR": "Europe/Athens", "IE": "Europe/Dublin", "IS": "Atlantic/Reykjavik", "LT": "Europe/Vilnius", "LV": "Europe/Riga",
    "PT": "Europe/Lisbon", "RO": "Europe/Bucharest", "UK": "Europe/London", "GB": "Europe/London",
}  # fmt: skip


# DS_DATE_DISPATCH and DT_DATE_FOR_SUBMISSION in the coded data: 20180702, or 20180702 12:00.
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?: (\d{1,2}:\d{2}))?", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})[:.](\d{2})", re.ASCII)
_DIGITS = re.compile(r"\d{1,4}", re.ASCII)


@cache
def zone(country: str | None) -> ZoneInfo:
    """The time zone of deadlines that carry no offset: that of the buyer's country."""
    return ZoneInfo(ZONES.get(country or "", "Europe/Amsterdam"))


@cache
def _path(path: str) -> str:
    steps = "/".join(map(_step, path.split("/")))
    if path.startswith("//"):
        return f".{steps}"
    return steps


def _step(step: str) -> str:
    if step in {"", ".", ".."}:
        return step
    return f"{{*}}{step}"


def every(element: Any, path: str) -> Iterator[Any]:
    """All elements at a path of local names; `A//B` looks below A at any depth."""
    if element is not None:
        yield from element.iterfind(_path(path))


def first(element: Any, path: str) -> Any:
    return next(every(element, path), None)


def children(element: Any) -> list[Any]:
    """The elements directly below, without comments."""
    if element is None:
        return []
    return [child for child in element if isinstance(child.tag, str)]


def words(element: Any) -> str | None:
    """All text inside an element, paragraphs on lines of their own."""
    if element is None:
        return None
    paragraphs = (texts.clean("".join(part.itertext())) for part in every(element, "P"))
    return "\n".join(filter(None, paragraphs)) or texts.clean("".join(element.itertext())) or None


def text(element: Any, path: str) -> str | None:
    return words(first(element, path))


def line(element: Any, path: str) -> str | None:
    return cleaning.line(text(element, path))


def attribute(element: Any, path: str, name: str) -> str | None:
    child = first(element, path)
    if child is None:
        return None
    return (child.get(name) or "").strip() or None


def attributes(element: Any, path: str, name: str) -> tuple[str, ...]:
    """The values of an attribute at a path, each once."""
    values = ((child.get(name) or "").strip() for child in every(element, path))
    return distinct(values)


def codes(element: Any, *paths: str) -> tuple[str, ...]:
    """CPV codes at these paths, in 8 digits."""
    listed: dict[str, None] = {}
    for path in paths:
        for code in attributes(element, path, "CODE"):
            listed[code[:8]] = None
    return tuple(listed)


def money(element: Any, path: str, kind: str) -> Money | None:
    """An amount: as text, or in the attribute FMTVAL of the oldest schemas. The currency may stand one level higher."""
    for child in every(element, path):
        number = _amount((child.get("FMTVAL") or "".join(child.itertext())).strip())
        if number is not None and number >= 0:
            parent = child.getparent()
            above = None if parent is None else parent.get("CURRENCY")
            return Money(number, (child.get("CURRENCY") or above or "EUR").upper()[:3], kind)
    return None


def _amount(written: str) -> Decimal | None:
    """Digits with blanks between thousands; a single comma is that of the decimals."""
    digits = re.sub(r"\s", "", written)
    if digits.count(",") == 1:
        digits = digits.replace(",", ".")
    return cleaning.amount(digits)


def publication(raw: str | None) -> Identity | None:
    """A reference to the Official Journal as the publication number of TED: 2018/S 076-168398 is 168398-2018."""
    number = identities.ted(raw)
    if number:
        return Identity(Scheme.TED, number)
    return None


def closing(day: str | None, hour: str | None, country: str | None) -> Closing | None:
    """A date and a time without offset, in the buyer's country. Without a time it is that whole day."""
    if not day:
        return None
    written = day.strip()
    if match := _COMPACT.fullmatch(written):
        year, month, number, clock = match.groups()
        written, hour = f"{year}-{month}-{number}", hour or clock
    match = _HOUR.search(hour or "")
    if match is None or int(match[1]) > 24:
        return cleaning.closing(written, None, zone(country))
    if int(match[1]) == 24:  # the end of the day by the clock
        return cleaning.closing(written, LAST_SECOND.isoformat(), zone(country))
    return cleaning.closing(written, f"{int(match[1]):02d}:{match[2]}", zone(country))


def moment(day: str | None, country: str | None) -> datetime | None:
    read = closing(day, None, country)
    if read:
        return read.moment
    return None


def split_date(element: Any, country: str | None) -> Closing | None:
    """DAY, MONTH, YEAR and TIME in elements of their own, as the oldest schemas have them."""
    parts = [line(element, name) or "" for name in ("YEAR", "MONTH", "DAY")]
    if not all(map(_DIGITS.fullmatch, parts)):
        return None
    year, month, day = map(int, parts)
    return closing(f"{year:04d}-{month:02d}-{day:02d}", line(element, "TIME"), country)


def organisation(address: Any, role: str) -> ReadOrganisation | None:
    """An address block of any schema as an organisation."""
    name = line(address, "OFFICIALNAME") or line(address, "ORGANISATION/OFFICIALNAME") or line(address, "ORGANISATION")
    if name is None:
        return None
    number = line(address, "NATIONALID") or line(address, "ORGANISATION/NATIONALID")
    return ReadOrganisation(
        name=name,
        role=role,
        ids=distinct((number,)),
        city=line(address, "TOWN"),
        postcode=line(address, "POSTAL_CODE"),
        nuts=attribute(address, "NUTS", "CODE"),
        country=attribute(address, "COUNTRY", "VALUE"),
        email=line(address, "E_MAIL") or line(address, "E_MAILS/E_MAIL"),
        phone=line(address, "PHONE"),
        contact=line(address, "CONTACT_POINT") or line(address, "ATTENTION"),
        url=line(address, "URL_GENERAL") or line(address, "URL"),
    )
