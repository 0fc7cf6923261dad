"""The blueprint of the money map, what it hangs in the workbench of a neighbourhood, and the year that a page is about."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core import clock
from incubator.moneymap.messages.pictures import euros
from incubator.moneymap.messages.words import BADGES, CERTAINTIES, KINDS, PLACE_TAGS
from incubator.moneymap.queries import maps
from incubator.moneymap.rules.sums import leaks, together
from incubator.moneymap.values import MappedFlow
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece

pages = Blueprint("moneymap", __name__)


@pages.record_once
def hang_in_workbench(_state: object) -> None:
    register_part(
        NeighbourhoodPart(
            "money",
            _l("Money map"),
            _l("Who pays whom, how much of it stays, and what leaks."),
            "moneymap.index",
            state_of,
            published_of,
            PartTheme.KNOWING,
        )
    )


@pages.app_context_processor
def _words() -> dict[str, object]:
    return {"money_words": {"kinds": KINDS, "places": PLACE_TAGS, "certainties": CERTAINTIES, "badges": BADGES}}


def year_asked(neighbourhood_id: int) -> int:
    """The year in the address, else the last one of which the map has flows, else last year."""
    known = maps.years(neighbourhood_id)
    asked = request.args.get("jaar", type=int)
    if asked is not None and asked in known:
        return asked
    # Of the year that goes on nobody has accounts yet.
    return known[0] if known else clock.today().year - 1


def state_of(place: Neighbourhood) -> str:
    """How far the map is, in a sentence."""
    known = maps.years(place.id)
    if not known:
        return _("No flow of money is on it yet.")
    flows = maps.mapped(place.id, known[0])
    text = ngettext("%(num)d flow in %(year)s.", "%(num)d flows in %(year)s.", len(flows), year=known[0])
    return f"{text} {_leaving(flows)}"


def published_of(place: Neighbourhood) -> PublicPiece | None:
    """What every visitor may see of the map; None while it is not public."""
    known = maps.years(place.id)
    if not known or not maps.is_public(place.id):
        return None
    flows = maps.mapped(place.id, known[0])
    sentences = (_("Money in %(year)s.", year=known[0]), _leaving(flows))
    return PublicPiece(sentences, url_for("moneymap.published", slug=place.slug))


def _leaving(flows: list[MappedFlow]) -> str:
    total = together(leaks(flows))
    if total.share is None:
        return _("Of no money is known yet whether it stays.")
    return _(
        "Of every hundred euros that are spent, %(share)s go elsewhere (%(amount)s).",
        share=round(total.share * 100),
        amount=euros(total.leaves),
    )
