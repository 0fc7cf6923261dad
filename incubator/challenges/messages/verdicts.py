"""Words for verdicts and their grounds."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.challenges.values import Ground, Level, Regulation, RegulationWords
from incubator.core import formatting
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_
from incubator.core.reference import sectors

ENGLISH_NOTES = Path(__file__).parents[1] / "content" / "notes_en.toml"
SECOND_HAND = N_("second-hand description")  # a source in the list of regulations
LEVELS = {
    Level.PROMISING: _l("Promising to explore"),
    Level.PERHAPS: _l("Perhaps"),
    Level.NOT_NOW: _l("Not now"),
    Level.UNLIKELY: _l("Not obvious"),
    Level.UNKNOWN: _l("We cannot tell"),
    Level.NO: _l("No"),
}
BADGES = {
    Level.PROMISING: "done",
    Level.PERHAPS: "attention",
    Level.NOT_NOW: "waiting",
    Level.UNLIKELY: "later",
    Level.UNKNOWN: "waiting",
    Level.NO: "later",
}


NEXT = {
    Level.PROMISING: _l(
        "Ask the authority who decides about this task, and when the contract ends. Then write your plan."
    ),
    Level.PERHAPS: _l(
        "Ask the authority two things: when this contract ends, and whether it has rules for the right to challenge."
    ),
    Level.NOT_NOW: _l("Write down the date on which the contract ends, and come back a year before it."),
    Level.UNLIKELY: _l(
        "Look for a smaller or nearer part of this work, and ask your coach whether it can be taken over."
    ),
    Level.UNKNOWN: _l("Call the authority and ask what the notice does not say: who does this now, and until when."),
}


def sentence(ground: Ground) -> str:
    """A ground in the reader's language."""
    params: dict[str, Any] = dict(ground.params)
    if isinstance(params.get("end"), date):
        params["end"] = formatting.as_date(params["end"])
    for amount in ("value", "threshold"):
        if amount in params:
            params[amount] = formatting.money_cents(int(params[amount]) * 100)
    if "regulation" in params:
        params["title"] = regulation_words(params["regulation"]).title
    if "sector" in params:
        params["note"] = _note(str(params["sector"]))
        params["sector"] = _sector_name(str(params["sector"]))
    return str(_(ground.sentence, **params))


def _sector_name(sector_id: str) -> str:
    sector = sectors.sector(sector_id)
    if sector is None:
        return sector_id
    return sector.name(language())


def _note(sector_id: str) -> str:
    """Why a sector suits the right to challenge, or not. The table holds it in Dutch only; the English stands beside it."""
    if language() != "nl":
        return english_notes().get(sector_id, "")
    sector = sectors.sector(sector_id)
    if sector is None:
        return ""
    return sector.challenge_note


@cache
def english_notes() -> dict[str, str]:
    """The notes of the table of sectors in English, by the id of the sector."""
    notes: dict[str, str] = tomllib.loads(ENGLISH_NOTES.read_text(encoding="utf-8"))
    return notes


def regulation_words(regulation: Regulation) -> RegulationWords:
    """What a regulation says, in the reader's language."""
    if language() == "nl":
        return regulation.dutch
    return regulation.english


def source(cited: Ground | Regulation) -> str:
    """Where a ground or our knowledge of a regulation comes from; names of publications stay as they are."""
    return str(_(cited.source))
