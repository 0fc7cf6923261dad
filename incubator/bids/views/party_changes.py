"""Pages of what comes after handing in together: the consent of the buyer to a change, and what each gets of the contract."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.bids.forms.partners import BuyerConsentForm, contract_form, number_in
from incubator.bids.messages.party_changes import what_changed
from incubator.bids.models import Bid, Partner, PartnerChange
from incubator.bids.permissions import bidding as permissions
from incubator.bids.permissions.following import may_write_part
from incubator.bids.queries import bidding, contracts, party_changes
from incubator.bids.queries import partners as queries
from incubator.bids.rules import together as rules
from incubator.bids.services import party_changes as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.together import BASE
from incubator.core import clock
from incubator.core.forms import Form
from incubator.core.web import carry_out, form_page


@pages.route(f"{BASE}/veranderingen/<int:change_id>", methods=["GET", "POST"])
@guarded(may_write_part, load=party_changes.change_of_bid)
def note_consent(change: PartnerChange) -> ResponseReturnValue:
    """Note that the buyer was asked for its consent to a change after handing in, and its answer."""
    standing = {"asked_on": change.asked_on, "consented_on": change.consented_on, "revision": str(change.revision)}
    form, bid = BuyerConsentForm(data=standing), change.bid
    if carry_out(form, lambda: _noted(change, form)) is None:
        return form_page(
            "bids/consent.html", form, bid=bid, group=bid.cooperative, change=change, what=what_changed(change)
        )
    flash(_("Saved."))
    return _to(bid)


def _noted(change: PartnerChange, form: BuyerConsentForm) -> None:
    revision = number_in(form.revision.data)
    # Sent again the page has read what others noted.
    form.revision.data = str(change.revision)
    services.note_consent(change, form.noted(), revision=revision, now=clock.now())


@pages.route(f"{BASE}/opdracht", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def share_contract(bid: Bid) -> ResponseReturnValue:
    """What each gets of the contract that was won; proposed by the share in the work."""
    partners = [row for row in queries.taking_part(bid) if row.role.value in rules.TAKING_A_SHARE]
    contract = contracts.contract_of_bid(bid)
    form = contract_form({partner.id: partner.name for partner in partners})
    if not form.is_submitted():
        _propose(form, partners, None if contract is None else contract.value_cents)
    parts = carry_out(form, lambda: services.share_contract(bid, _parts(form, partners), now=clock.now()))
    if parts is None:
        group = bid.cooperative
        return form_page("bids/contract_parts.html", form, bid=bid, group=group, partners=partners, contract=contract)
    flash(_("Saved."))
    return _to(bid)


def _propose(form: Form, partners: list[Partner], whole: int | None) -> None:
    """What stands, else what the share in the work comes to."""
    proposed = rules.shared_out(whole, {partner.id: partner.share_hundredths for partner in partners})
    for partner in partners:
        stands = partner.contract_cents
        form[f"part_{partner.id}"].data = proposed[partner.id] if stands is None else stands


def _parts(form: Form, partners: list[Partner]) -> dict[int, int | None]:
    return {partner.id: form[f"part_{partner.id}"].data for partner in partners}


def _to(bid: Bid) -> ResponseReturnValue:
    return redirect(url_for("bids.together", slug=bid.cooperative.slug, bid_id=bid.id))
