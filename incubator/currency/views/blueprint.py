"""The blueprint of currencies, which the modules of this package fill, and the part that it hangs in each workbench."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l

from incubator.accounts import services as account_services
from incubator.currency.messages import state, words
from incubator.currency.queries.currencies import of_neighbourhood
from incubator.currency.queries.own_data import currency_of
from incubator.currency.services import deciding, market
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece

pages = Blueprint("currency", __name__)
pages.add_app_template_filter(words.amount, "units")
pages.add_app_template_filter(words.account_name, "account_name")


@pages.record_once
def take_part(_state: object) -> None:
    """A currency is a part of the workbench; who deletes the account takes their words along."""
    register_part(
        NeighbourhoodPart(
            "currency",
            _l("Community currency"),
            _l("Earn and spend with each other, under rules that the neighbourhood decides."),
            "currency.show",
            state.state,
            published,
            PartTheme.SHARING,
            has_currency,
        )
    )
    for forget in (market.forget, deciding.forget):
        account_services.register_departure(forget)
    account_services.register_export("currency", currency_of)


def has_currency(place: Neighbourhood) -> bool:
    """Whether a group that is part of this neighbourhood can open an account: there is a currency."""
    return of_neighbourhood(place.id) is not None


def published(place: Neighbourhood) -> PublicPiece | None:
    """What stands on the public page of a neighbourhood; None before there are rules."""
    sentences = state.public_sentences(place)
    return PublicPiece(sentences, url_for("currency.public_page", slug=place.slug)) if sentences else None
