"""The page on what the buyer published since a bid began: look, and take it over."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.bids.messages import corrections as messages
from incubator.bids.messages.corrections import ShownDifference
from incubator.bids.models import Bid
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import asking, bidding, results
from incubator.bids.queries import corrections as queries
from incubator.bids.services import corrections as services
from incubator.bids.services.moving_along import Moved
from incubator.bids.views.blueprint import pages
from incubator.core import clock
from incubator.core.web import carry_out_or_flash
from incubator.notices import messages as notice_words

OF_BID = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>/wijzigingen"


@pages.app_context_processor
def following() -> dict[str, object]:
    """For the page of a bid: what the buyer did since. Asked only where it is shown."""
    return {"what_follows": _what_follows}


def _what_follows(bid: Bid) -> dict[str, object]:
    news = queries.news_of(bid)
    known = {"ending": "", "lots": [], "changed": False, "tells_more": False}
    if news is not None:
        known = {"ending": messages.ending(news), "lots": messages.lots(news), "changed": news.moved}
        known["tells_more"] = not news.is_change
    return {**known, "effects": len(asking.open_effects(bid)), "missed": results.is_missed(bid, clock.now())}


@pages.get(OF_BID)
@guarded(permissions.may_see_bid, load=bidding.bid)
def corrections(bid: Bid) -> ResponseReturnValue:
    """What differs between the notice as the bid goes by it and as it is now."""
    news = queries.news_of(bid)
    differences: list[ShownDifference] = []
    told_first: list[ShownDifference] = []
    described: list[ShownDifference] = []
    lots: list[str] = []
    ending = ""
    if news is not None:
        differences, described = messages.shown(news.changed), messages.described(news)
        told_first = messages.shown(news.told_first)
        ending, lots = messages.ending(news), messages.lots(news)
    return render_template(
        "bids/corrections.html",
        bid=bid,
        group=bid.cooperative,
        news=news,
        differences=differences,
        told_first=told_first,
        described=described,
        lots=lots,
        ending=ending,
        may_write=permissions.may_write_bid(current_user, bid),
    )


@pages.post(f"{OF_BID}/overnemen")
@guarded(permissions.may_write_bid, load=bidding.bid)
def take_over(bid: Bid) -> ResponseReturnValue:
    """Go by the newest edition of the notice."""
    slug, bid_id, seen = bid.cooperative.slug, bid.id, request.form.get("seen", "")
    moved = carry_out_or_flash(lambda: services.take_over(bid, seen=seen, now=clock.now()))
    if moved is None:
        return redirect(url_for("bids.corrections", slug=slug, bid_id=bid_id))
    _say(moved.value)
    return redirect(url_for("bids.questions", slug=slug, bid_id=bid_id, _anchor="gevolgen"))


def _say(moved: Moved) -> None:
    flash(_("Your bid goes by the newest notice now. Nothing that you wrote has been changed."))
    if moved.lots_gone:
        names = ", ".join(map(notice_words.lot_name, moved.lots_gone))
        flash(_("These lots are gone: %(lots)s", lots=names), "error")
    if moved.effects:
        flash(
            ngettext("%(num)d thing to look at stands below.", "%(num)d things to look at stand below.", moved.effects)
        )


@pages.post(f"{OF_BID}/stoppen")
@guarded(permissions.may_write_bid, load=bidding.bid)
def stop_cancelled(bid: Bid) -> ResponseReturnValue:
    """The buyer stopped: so does the bid, and its texts stay."""
    slug, bid_id = bid.cooperative.slug, bid.id
    if carry_out_or_flash(lambda: services.stop(bid, now=clock.now(), today=clock.today())):
        flash(_("The bid has stopped. Everything that you wrote stays here."))
    return redirect(url_for("bids.show", slug=slug, bid_id=bid_id))
