"""The blueprint of the chances, and what it hangs in the workbench of a neighbourhood."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.chances.messages import state_of
from incubator.chances.queries import chances as queries
from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece

pages = Blueprint("chances", __name__)
LIST = "/buurten/<slug>/kansen"
EACH = f"{LIST}/<int:number>"


@pages.record_once
def hang_in_workbench(_state: object) -> None:
    register_part(
        NeighbourhoodPart(
            "chances",
            _l("Chances"),
            _l("What could become a cooperative here, who follows it, and what is done next."),
            "chances.index",
            _how_many,
            _public_chances,
            PartTheme.DOING,
        )
    )


def _how_many(place: Neighbourhood) -> str:
    known = queries.of_neighbourhood(place.id)
    asking = sum(bool(queries.concerns(each, today=clock.today())) for each in known)
    return state_of(known, asking)


def _public_chances(place: Neighbourhood) -> PublicPiece | None:
    number = queries.number_of_public(place.id)
    if not number:
        return None
    sentence = ngettext(
        "%(num)d chance to start something together.", "%(num)d chances to start something together.", number
    )
    return PublicPiece((sentence,), url_for("chances.public_chances", slug=place.slug))
