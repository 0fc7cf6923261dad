"""The search form: everything in the address, nothing required."""

from collections.abc import Mapping
from datetime import date

from incubator.core.reference import cpv, municipalities, nuts
from incubator.notices.queries.publications import STATUSES
from incubator.notices.queries.searching import ORDERS, Request
from incubator.notices.values import Kind, LegalRegime, Reserved

ACTIONABLE = ("open", "planned")


def request_of(asked: Mapping[str, str], kinds: list[str], statuses: list[str]) -> Request:
    """The search that an address asks for; what makes no sense is left out, so that an old link still works."""
    return Request(
        words=asked.get("zoek", "").replace("\x00", " ").strip()[:400],
        cpv=cpv_of(asked.get("cpv", "")),
        place=place_of(asked.get("plaats", "")),
        buyer=_whole(asked.get("opdrachtgever")),
        kinds=tuple(Kind(one) for one in kinds if one in set(Kind)),
        statuses=tuple(one for one in statuses if one in STATUSES),
        regime=LegalRegime(asked["regime"]) if asked.get("regime") in set(LegalRegime) else None,
        reserved=Reserved(asked["voorbehouden"]) if asked.get("voorbehouden") in set(Reserved) else None,
        min_value=_whole(asked.get("vanaf")),
        max_value=_whole(asked.get("tot")),
        deadline_within=_whole(asked.get("binnen")),
        published_since=_day(asked.get("sinds")),
        order=asked.get("volgorde", "") if asked.get("volgorde") in ORDERS else "",
        page=max(1, _whole(asked.get("pagina")) or 1),
    )


def _whole(raw: str | None) -> int | None:
    text = (raw or "").strip().replace(".", "")
    return int(text) if text.isdecimal() and len(text) < 12 else None


def _day(raw: str | None) -> date | None:
    try:
        return date.fromisoformat((raw or "").strip())
    except ValueError:
        return None


def cpv_of(said: str) -> str:
    """A code, or the code whose label is exactly what was said."""
    text = said.strip()
    digits = text.split("-")[0].replace(" ", "")
    if digits.isdecimal() and 2 <= len(digits) <= 8:
        return digits
    folded = text.lower()
    return next((code for code in cpv.codes() if folded and cpv.label(code).lower() == folded), "")


def place_of(said: str) -> str:
    """A region or municipality, as a code or by its name."""
    text = said.strip()
    if nuts.known(text.upper()) or municipalities.municipality(text.upper()):
        return text.upper()
    found = municipalities.municipality_by_name(text) if text else None
    return found.code if found else ""
