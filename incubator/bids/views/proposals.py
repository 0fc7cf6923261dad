"""Pages of proposals: what was recognised, until a person says what it is."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.accounts.permissions import guarded
from incubator.bids.messages import requirements as words
from incubator.bids.models import Bid
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding as bids
from incubator.bids.queries import requirements as queries
from incubator.bids.services import requirements as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.requirements import PLACE, kind_asked
from incubator.bids.views.standing import may_write_now
from incubator.core import clock
from incubator.core.web import LARGEST_NUMBER, carry_out_or_flash, page_asked

MOST_AT_ONCE = 200


@pages.get(f"{PLACE}/voorstellen")
@guarded(permissions.may_see_bid, load=bids.bid)
def proposals(bid: Bid) -> ResponseReturnValue:
    """Proposals of one kind."""
    listed = queries.proposals(bid, kind_asked(), page_asked())
    return render_template(
        "bids/proposals.html",
        bid=bid,
        group=bid.cooperative,
        listed=listed,
        words=words,
        may_write=may_write_now(bid),
        page_url=lambda page: _place(bid, soort=listed.kind.value, pagina=page),
    )


def _place(bid: Bid, **asked: Any) -> str:
    return url_for("bids.proposals", slug=bid.cooperative.slug, bid_id=bid.id, **asked)


@pages.post(f"{PLACE}/voorstellen")
@guarded(permissions.may_write_bid, load=bids.bid)
def decide_proposals(bid: Bid) -> ResponseReturnValue:
    """Confirm or drop those that are ticked, or all of a kind."""
    kind = kind_asked()
    numbers = _ticked()
    actions: dict[str, Callable[[], int]] = {
        "confirm": lambda: services.decide(bid, numbers, keep=True, now=clock.now()),
        "drop": lambda: services.decide(bid, numbers, keep=False, now=clock.now()),
    }
    if kind is not None:
        actions["confirm-all"] = lambda: services.decide_kind(bid, kind, keep=True, now=clock.now())
        actions["drop-all"] = lambda: services.decide_kind(bid, kind, keep=False, now=clock.now())
    action = actions.get(request.form.get("do", ""))
    decided = carry_out_or_flash(action) if action is not None else None
    if decided is None or not decided.value:
        flash(_("Tick the proposals that you decide about first."), "error")
    else:
        count = decided.value
        flash(ngettext("%(num)d proposal has been decided.", "%(num)d proposals have been decided.", count))
    return redirect(_place(bid, soort=kind.value if kind is not None else None))


def _ticked() -> list[int]:
    """The numbers of the boxes that were ticked; nonsense is none."""
    typed = request.form.getlist("row")[:MOST_AT_ONCE]
    numbers = [int(number) for number in typed if number.isascii() and number.isdigit() and len(number) < 11]
    return [number for number in numbers if number <= LARGEST_NUMBER]
