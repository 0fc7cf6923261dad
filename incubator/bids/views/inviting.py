"""Pages of a procedure in two stages: that it is one, that we are invited to bid, or not after all."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.inviting import ASK, BID, BidInvitationForm, RoadForm
from incubator.bids.models import Bid
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding, documents
from incubator.bids.services import inviting as services
from incubator.bids.services.inviting import RoadTerms
from incubator.bids.views.blueprint import pages
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page

INVITATION = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>/uitnodiging"


@pages.route("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/weg", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def road(bid: Bid) -> ResponseReturnValue:
    """Whether one asks to take part first, where the notice leaves it open."""
    form = RoadForm(data=_standing_road(bid))
    if carry_out(form, lambda: _choose(bid, form)) is None:
        asked_after = documents.is_asked_after(bid)
        return form_page("bids/road.html", form, bid=bid, group=bid.cooperative, asked_after=asked_after)
    if bid.asks_first:
        flash(_("Saved. What is due is a request to take part: its papers, tasks and days stand ready."))
    else:
        flash(_("Saved."))
    return _to(bid)


def _standing_road(bid: Bid) -> dict[str, Any]:
    chosen = {True: ASK, False: BID, None: ""}[bid.asks_to_take_part]
    return {"road": chosen, "because": bid.road_because or ""}


def _choose(bid: Bid, form: RoadForm) -> None:
    lock(bid.cooperative)
    form.settle(_standing_road(bid))
    services.choose_road(bid, RoadTerms(form.asks_first, form.because.data or ""), now=clock.now())


@pages.route(INVITATION, methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def invitation(bid: Bid) -> ResponseReturnValue:
    """The buyer invites us: by when must the bid be in?"""
    form = BidInvitationForm(data=_standing(bid))
    if carry_out(form, lambda: _invite(bid, form)) is None:
        return form_page(
            "bids/invitation.html", form, bid=bid, group=bid.cooperative, road_is_open=documents.road_is_open(bid)
        )
    flash(_("Saved. From now on the bid itself is due: the plan and the price are asked too."))
    return _to(bid)


def _standing(bid: Bid) -> dict[str, Any]:
    """What was said before."""
    if bid.invitation is None:
        return {"day": None, "hour": None, "invited_on": None}
    due = clock.local(bid.invitation.due)
    hour = None if bid.invitation.day_only else due.time()
    return {"day": due.date(), "hour": hour, "invited_on": bid.invitation.invited_on}


def _invite(bid: Bid, form: BidInvitationForm) -> None:
    lock(bid.cooperative)
    form.settle(_standing(bid))
    services.invite(
        bid, form.moment(), day_only=form.day_only, by=viewer(), now=clock.now(), invited_on=form.invited_on.data
    )


@pages.post(f"{INVITATION}/terug")
@guarded(permissions.may_write_bid, load=bidding.bid)
def take_invitation_back(bid: Bid) -> ResponseReturnValue:
    """We are not invited after all."""
    if carry_out_or_flash(lambda: services.take_back(bid, now=clock.now())) is not None:
        flash(_("Taken back. What was written stays; what is due is the request to take part."))
    return _to(bid)


def _to(bid: Bid) -> ResponseReturnValue:
    return redirect(url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id))
