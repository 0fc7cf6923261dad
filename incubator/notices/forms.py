"""The search form (everything in the address, nothing required), and the forms of the manager's sources."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from incubator.core import text as dutch
from incubator.core.forms import Form
from incubator.core.reference import cpv, municipalities, nuts
from incubator.formats.values import LegalRegime, NoticeKind, Reserved
from incubator.notices.queries.publications import STATUSES
from incubator.notices.queries.searching import ORDERS, Request

ACTIONABLE = ("open", "planned")
MOST_CHOICES = 12


def request_of(asked: Mapping[str, str], kinds: list[str], statuses: list[str]) -> Request:
    """The search that an address asks for; what makes no sense is left out, so that an old link still works."""
    return Request(
        words=asked.get("zoek", "").replace("\x00", " ").strip()[:400],
        cpv=cpv_of(asked.get("cpv", "")),
        place=place_of(asked.get("plaats", "")),
        buyer=_whole(asked.get("opdrachtgever")),
        kinds=tuple(NoticeKind(one) for one in kinds if one in set(NoticeKind)),
        statuses=tuple(one for one in statuses if one in STATUSES),
        regime=LegalRegime(asked["regime"]) if asked.get("regime") in set(LegalRegime) else None,
        reserved=Reserved(asked["voorbehouden"]) if asked.get("voorbehouden") in set(Reserved) else None,
        min_value=_whole(asked.get("vanaf")),
        max_value=_whole(asked.get("tot")),
        deadline_within=min(_whole(asked.get("binnen")) or 0, 3650) or None,
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
    if digits.isascii() and digits.isdecimal() and 2 <= len(digits) <= 8:
        return digits
    folded = text.lower()
    labels = (cpv.codes()[code] for code in cpv.codes()) if folded else ()
    return next((one.code for one in labels if folded in (one.nl.lower(), one.en.lower())), "")


def cpv_choices(said: str) -> list[str]:
    """Codes whose label holds these words in any form, the broadest first: to choose from when no code was meant exactly."""
    wanted = [dutch.query_terms(word) for word in dutch.words(said[:100])]
    terms = {term for found in wanted for term in found}
    if not terms or cpv_of(said):
        return []
    found = [code for code, held in _labels().items() if terms <= held]
    return sorted(found, key=lambda code: (len(cpv.significant(code)), code))[:MOST_CHOICES]


@cache
def _labels() -> dict[str, frozenset[str]]:
    return {code: frozenset(dutch.terms(cpv.label(code))) for code in cpv.codes()}


def place_of(said: str) -> str:
    """A region or municipality, as a code or by its name; a town means its municipality. Nothing when it may be several."""
    text = said.strip()
    if nuts.known(text.upper()) or municipalities.municipality(text.upper()):
        return text.upper()
    places = places_of(text)
    return places[0] if len(places) == 1 else ""


def places_of(said: str) -> list[str]:
    """The codes of all places with this name."""
    name = municipalities.plain(said.strip())
    if not name:
        return []
    province = name.startswith("provincie ")
    bare = name.removeprefix("provincie ").removeprefix("regio ")
    regions = [code for code in nuts.dutch_codes() if municipalities.plain(nuts.label(code)) == bare]
    found = municipalities.municipality_by_name(said) if not province else None
    if found is not None:
        return [found.code]
    if regions:
        return [min(regions, key=len)]
    same = [one for one in municipalities.municipalities() if municipalities.plain(one.name).split(" (")[0] == bare]
    return [one.code for one in same or municipalities.municipalities_of_place(bare)]


def name_of(asked: Mapping[str, str]) -> str:
    """A piece of a name to search organisations by."""
    return asked.get("naam", "").replace("\x00", " ").strip()[:100]


def page_of(asked: Mapping[str, str]) -> int:
    return min(max(1, _whole(asked.get("pagina")) or 1), 10_000)


class MergeForm(Form):
    """Which organisation the other is shown as."""

    kept = RadioField(
        _l("Shown as"),
        coerce=int,
        validators=[InputRequired(_l("Choose the organisation that stays."))],
        choices=[],
        validate_choice=False,
    )
