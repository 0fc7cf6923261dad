"""The blueprint of solidarity funds, which the modules of this package fill, and the part that it hangs in each workbench."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l

from incubator.accounts import services as account_services
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece
from incubator.solidarity.messages import state, words
from incubator.solidarity.queries import funds
from incubator.solidarity.queries.own_data import solidarity_of

pages = Blueprint("solidarity", __name__)
pages.add_app_template_filter(words.times, "pay_times")


@pages.record_once
def take_part(_state: object) -> None:
    """A fund is a part of the workbench; what somebody did in it goes into their download."""
    register_part(
        NeighbourhoodPart(
            "solidarity",
            _l("Solidarity fund"),
            _l("Cooperatives put a part of their surplus together and support each other."),
            "solidarity.show",
            state.state,
            published,
            PartTheme.SHARING,
        )
    )
    account_services.register_export("solidarity", solidarity_of)


def published(place: Neighbourhood) -> PublicPiece | None:
    """What stands on the public page of a neighbourhood; None before a driver made it public."""
    fund = funds.of_place(place.id)
    if fund is None or fund.published_at is None:
        return None
    return PublicPiece(state.public_sentences(fund), url_for("solidarity.public_page", slug=place.slug))
