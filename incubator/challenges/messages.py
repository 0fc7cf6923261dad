"""Words for verdicts and their grounds."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.challenges.values import Ground, Level
from incubator.core import formatting

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


def says(ground: Ground) -> str:
    """A ground in the reader's language."""
    params: dict[str, Any] = dict(ground.params)
    if "end" in params:
        params["end"] = formatting.as_date(date.fromisoformat(str(params["end"])))
    for amount in ("value", "threshold"):
        if amount in params:
            params[amount] = formatting.money_cents(int(params[amount]) * 100)
    return str(_(ground.says, **params))


def source(ground: Ground) -> str:
    return str(_(ground.source))
