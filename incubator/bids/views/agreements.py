"""The page on which somebody says that the agreement was signed: only then a bid that was won is work."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.bids.forms.results import SignedForm
from incubator.bids.models import Bid, Contract
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding
from incubator.bids.queries import results as queries
from incubator.bids.services import agreements as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.results import OF_BID
from incubator.core import clock
from incubator.core.web import carry_out, form_page


@pages.route(f"{OF_BID}/getekend", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def sign_agreement(bid: Bid) -> ResponseReturnValue:
    """Write down that the agreement was signed, and when."""
    form = SignedForm()
    term = queries.standstill_of(queries.standing_decision(bid))
    # Where nobody has to wait nobody signs early.
    if term is None:
        del form.because
    of_authority = queries.is_of_authority(bid)
    if not of_authority:
        form.agreed_on.label.text = _("On which day was it agreed?")
        form.agreed_on.description = _("The day on which you both said yes, on paper or by mail.")
    done = carry_out(form, lambda: _sign(bid, form))
    if done is None:
        return form_page("bids/signed.html", form, bid=bid, group=bid.cooperative, term=term, of_authority=of_authority)
    flash(_("Saved. Fill in what you know of the contract: the end, the reports and the price."))
    contract = done.value
    return redirect(url_for("bids.correct_contract", slug=bid.cooperative.slug, contract_id=contract.id))


def _sign(bid: Bid, form: SignedForm) -> Contract:
    because = form.because.data if "because" in form else ""
    return services.sign(bid, form.agreed_on.data, because=because or "", by=current_user, now=clock.now())
