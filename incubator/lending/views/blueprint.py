"""The blueprint of loan funds, which the modules of this package fill, and the part that it hangs in each workbench."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.utils import redirect
from werkzeug.wrappers.response import Response

from incubator.accounts import services as account_services
from incubator.lending.messages import state
from incubator.lending.models import GrantedLoan, LendingFund, LoanApplication
from incubator.lending.queries.own_data import lending_of
from incubator.lending.services.funds import leave_committees
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece

pages = Blueprint("lending", __name__)
ROOT = "/buurten/<slug>/leenfonds"


@pages.record_once
def take_part(_state: object) -> None:
    """A loan fund is a part of the workbench; who asks for their own data gets what it holds of them."""
    register_part(
        NeighbourhoodPart(
            "lending",
            _l("Cooperative loan fund"),
            _l("Lend money of the neighbourhood to groups of the neighbourhood, and get it back for the next."),
            "lending.show",
            state.state,
            published,
            PartTheme.SHARING,
        )
    )
    account_services.register_export("lending", lending_of)
    account_services.register_departure(leave_committees)


def published(place: Neighbourhood) -> PublicPiece | None:
    """What stands on the public page of a neighbourhood; None before the fund is published."""
    sentences = state.public_sentences(place)
    return PublicPiece(sentences, url_for("lending.public_page", slug=place.slug)) if sentences else None


def to_fund(fund: LendingFund, endpoint: str = "lending.show") -> Response:
    """On to a page of the fund."""
    return redirect(url_for(endpoint, slug=fund.neighbourhood.slug))


def to_application(application: LoanApplication) -> Response:
    """On to the page of an application."""
    slug = application.fund.neighbourhood.slug
    return redirect(url_for("lending.application", slug=slug, application_number=application.number))


def to_loan(loan: GrantedLoan) -> Response:
    """On to the page of a loan."""
    return redirect(url_for("lending.loan", slug=loan.fund.neighbourhood.slug, loan_number=loan.number))
