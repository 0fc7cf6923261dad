"""Walking through TED's older schemas by local names: the namespace changes with every release, the names do not."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from incubator.formats import cleaning, identities, texts
from incubator.formats.values import Identity, Money, ReadOrganisation, Scheme

ZONES = {
    "BG": "Europe/Sofia", "CY": "Asia/Nicosia", "EE": "Europe/Tallinn", "EL": "Europe/Athens", "FI": "Europe/Helsinki",
    "GR": "Europe/Athens", "IE": "Europe/Dublin", "IS": "Atlantic/Reykjavik", "LT": "Europe/Vilnius", "LV": "Europe/Riga",
    "PT": "Europe/Lisbon", "RO": "Europe/Bucharest", "UK": "Europe/London", "GB": "Europe/London",
}  # fmt: skip


@cache
def zone(country: str | None) -> ZoneInfo:
    """The time zone of deadlines that carry no offset: that of the buyer's country."""
    return ZoneInfo(ZONES.get(country or "", "Europe/Amsterdam"))


@cache
def _path(path: str) -> str:
    return "/".join(step if step in {".", ".."} or step == "" else f"{{*}}{step}" for step in path.split("/"))


def every(element: Any, path: str) -> Iterator[Any]:
    """All elements at a path of local names; `A//B` looks below A at any depth."""
    if element is not None:
        yield from element.iterfind(_path(path) if not path.startswith("//") else "." + _path(path))


def one(element: Any, path: str) -> Any:
    return next(every(element, path), None)


def words(element: Any) -> str | None:
    """All text inside an element, paragraphs on lines of their own."""
    if element is None:
        return None
    paragraphs = [texts.clean("".join(part.itertext())) for part in every(element, "P")]
    said = "\n".join(part for part in paragraphs if part) or texts.clean("".join(element.itertext()))
    return said or None


def text(element: Any, path: str) -> str | None:
    return words(one(element, path))


def line(element: Any, path: str) -> str | None:
    return cleaning.line(text(element, path))


def attribute(element: Any, path: str, name: str) -> str | None:
    found = one(element, path)
    said = found.get(name) if found is not None else None
    return said.strip() or None if said else None


def attributes(element: Any, path: str, name: str) -> tuple[str, ...]:
    found = (one.get(name) for one in every(element, path))
    return tuple(dict.fromkeys(said.strip() for said in found if said and said.strip()))


def money(element: Any, path: str, kind: str) -> Money | None:
    """An amount: as text, or in the attribute FMTVAL of the oldest schemas."""
    for found in every(element, path):
        written = (found.get("FMTVAL") or "".join(found.itertext())).strip()
        number = cleaning.amount(
            re.sub(r"\s", "", written).replace(",", ".") if written.count(",") == 1 else re.sub(r"\s", "", written)
        )
        if number is not None and number >= 0:
            currency = found.get("CURRENCY") or (
                found.getparent().get("CURRENCY") if found.getparent() is not None else None
            )
            return Money(number, (currency or "EUR").upper()[:3], kind)
    return None


def publication(raw: str | None) -> Identity | None:
    """A reference to the Official Journal as the publication number of TED: 2018/S 076-168398 is 168398-2018."""
    number = identities.ted(raw)
    return Identity(Scheme.TED, number) if number else None


def moment(day: str | None, hour: str | None, country: str | None) -> datetime | None:
    """A date and a time without offset, in the buyer's country. Without a time: the end of that day."""
    if not day:
        return None
    written = day.strip()
    if re.fullmatch(r"\d{8}(?: \d{1,2}:\d{2})?", written):
        hour = hour or (written[9:] or None)
        written = f"{written[:4]}-{written[4:6]}-{written[6:8]}"
    found = re.search(r"(\d{1,2})[:.](\d{2})", hour or "")
    clock = f"{int(found[1]):02d}:{found[2]}" if found and int(found[1]) < 24 else "23:59"
    return cleaning.day_and_time(written, clock, zone(country))


def split_date(element: Any, country: str | None) -> datetime | None:
    """DAY, MONTH, YEAR and TIME in elements of their own, as the oldest schemas have them."""
    if element is None:
        return None
    parts = [line(element, name) or "" for name in ("YEAR", "MONTH", "DAY")]
    if not all(part.isdigit() for part in parts):
        return None
    return moment(f"{int(parts[0]):04d}-{int(parts[1]):02d}-{int(parts[2]):02d}", line(element, "TIME"), country)


def organisation(address: Any, role: str) -> ReadOrganisation | None:
    """An address block of any schema as an organisation."""
    name = line(address, "OFFICIALNAME") or line(address, "ORGANISATION/OFFICIALNAME") or line(address, "ORGANISATION")
    if name is None:
        return None
    number = line(address, "NATIONALID") or line(address, "ORGANISATION/NATIONALID")
    return ReadOrganisation(
        name=name,
        role=role,
        ids=(number,) if number else (),
        city=line(address, "TOWN"),
        postcode=line(address, "POSTAL_CODE"),
        nuts=attribute(address, "NUTS", "CODE"),
        country=attribute(address, "COUNTRY", "VALUE"),
        email=line(address, "E_MAIL") or line(address, "E_MAILS/E_MAIL"),
        phone=line(address, "PHONE"),
        contact=line(address, "CONTACT_POINT") or line(address, "ATTENTION"),
        url=line(address, "URL_GENERAL") or line(address, "URL"),
    )
