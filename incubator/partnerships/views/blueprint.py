"""The blueprint of partnerships, which the modules of this package fill; its part hangs in every workbench."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core import clock
from incubator.neighbourhood.messages import state_of_list
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece
from incubator.partnerships import messages, queries

pages = Blueprint("partnerships", __name__)
LIST = "/buurten/<slug>/samenwerkingen"
EACH = f"{LIST}/<int:number>"


@pages.record_once
def hang_in_workbenches(_state: object) -> None:
    """The partnerships stand in every workbench."""
    register_part(
        NeighbourhoodPart(
            "partnerships",
            _l("Partnerships with government"),
            _l("What government, anchors and the neighbourhood carry together, and on which terms."),
            "partnerships.index",
            _how_many,
            _public_partnerships,
            PartTheme.DOING,
        )
    )


@pages.app_context_processor
def _words() -> dict[str, object]:
    return {"partnership_words": messages}


def _how_many(place: Neighbourhood) -> str:
    known = queries.of_neighbourhood(place.id)
    asking = sum(bool(queries.standing(each, today=clock.today()).stale) for each in known)
    total = ngettext("%(num)d partnership", "%(num)d partnerships", len(known))
    return state_of_list(len(known), total, asking)


def _public_partnerships(place: Neighbourhood) -> PublicPiece | None:
    known = queries.published(place.id)
    if not known:
        return None
    sentence = ngettext("%(num)d partnership was agreed on.", "%(num)d partnerships were agreed on.", len(known))
    return PublicPiece((sentence,), url_for("partnerships.public_index", slug=place.slug))
