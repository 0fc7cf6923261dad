"""Pages of the UEA: all of a bid, and one of a partner."""

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.messages import declaration_pages as pages_of
from incubator.bids.messages import declarations as messages
from incubator.bids.models import Bid, Declaration
from incubator.bids.permissions import bidding as permissions
from incubator.bids.permissions import declarations as may
from incubator.bids.queries import bidding as bid_queries
from incubator.bids.queries import declarations as queries
from incubator.bids.queries import partners as partner_queries
from incubator.bids.queries import sections as written
from incubator.bids.queries.asking import law_of
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.services import declarations as services
from incubator.bids.services import partners as partner_services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.standing import may_write_now
from incubator.core import clock
from incubator.core.forms import ConfirmationForm
from incubator.core.web import carry_out_or_flash
from incubator.formats.espd_values import EspdRequest

BASE = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>/uea"


@pages.get(BASE)
@guarded(permissions.may_see_bid, load=bid_queries.bid)
def declarations(bid: Bid) -> ResponseReturnValue:
    """The UEA of everyone who declares in this bid, and the request of the buyer."""
    known = queries.declarations(bid)
    among = bidders_of(bid)
    return render_template(
        "bids/uea.html",
        bid=bid,
        group=bid.cooperative,
        declarations=known,
        counts=pages_of.open_counts(known, among),
        asked=queries.asked_request(bid),
        request_read=among.request,
        may_write=may_write_now(bid),
        law=law_of(bid),
        waiting=[partner for partner in partner_queries.taking_part(bid) if partner.state.value == "invited"],
        out=partner_queries.OUT,
        place_of=partial(messages.place_of, taking_part=among.taking_part),
        form=ConfirmationForm(),
    )


@pages.post(f"{BASE}/begin")
@guarded(permissions.may_write_bid, load=bid_queries.bid)
def begin_declaration(bid: Bid) -> ResponseReturnValue:
    """Begin the UEA of the own cooperative."""
    done = carry_out_or_flash(lambda: partner_services.ensure_own(bid, now=clock.now()))
    if done is None:
        return _to_all(bid)
    return redirect(url_for("bids.declaration", slug=bid.cooperative.slug, bid_id=bid.id, partner_id=done.value.id))


@pages.post(f"{BASE}/verzoek")
@guarded(permissions.may_write_bid, load=bid_queries.bid)
def put_declaration_request(bid: Bid) -> ResponseReturnValue:
    """Bring the request of the buyer (XML)."""
    sent = request.files.get("file")
    content, name = b"", ""
    if sent is not None:
        content, name = sent.read(), sent.filename or ""
        # A large file lies on the disk until it is closed.
        sent.close()
    done = carry_out_or_flash(lambda: services.put_request(bid, content, name, by=viewer(), now=clock.now()))
    if done is not None:
        flash(_("The request of the buyer has been read."))
        _warn_of_another(bid, done.value)
    return _to_all(bid)


def _warn_of_another(bid: Bid, asked: EspdRequest) -> None:
    if queries.is_of_another(bid, asked):
        theirs = ", ".join(filter(None, (asked.procedure, asked.description[:120])))
        flash(
            _(
                "This request is about “%(theirs)s”, and this bid about “%(ours)s”. Look whether it is the right file.",
                theirs=theirs,
                ours=bid.work.title[:120],
            ),
            "error",
        )


@pages.post(f"{BASE}/verzoek/weg")
@guarded(permissions.may_write_bid, load=bid_queries.bid)
def remove_declaration_request(bid: Bid) -> ResponseReturnValue:
    """Go back to the list of our own."""
    if carry_out_or_flash(lambda: services.remove_request(bid)):
        flash(_("From now on our own list of questions holds."))
    return _to_all(bid)


def _to_all(bid: Bid) -> ResponseReturnValue:
    return redirect(url_for("bids.declarations", slug=bid.cooperative.slug, bid_id=bid.id))


@pages.get(f"{BASE}/<int:partner_id>")
@guarded(may.may_see_declaration, load=queries.declaration)
def declaration(known: Declaration) -> ResponseReturnValue:
    """One UEA: its parts, what is open, who declared."""
    among = bidders_of(known.partner.bid)
    states = pages_of.states(known, among)
    return render_template(
        "bids/uea_declaration.html",
        **about(known),
        states=states,
        place=messages.place_of(known.partner, among.taking_part),
        left=pages_of.left_of(states),
        title_of=partial(pages_of.title_of, partner=known.partner),
        signing=partner_queries.who_signs(known.partner, clock.today()),
        form=ConfirmationForm(),
    )


def about(known: Declaration) -> dict[str, object]:
    """What every page of a UEA shows."""
    partner = known.partner
    group = queries.group_of(known)
    return {
        "known": known,
        "partner": partner,
        "bid": partner.bid,
        "group": group,
        "own_bid": partner.bid.cooperative_id == group.id,
        "may_write": may.may_fill_in(viewer(), known) and written.is_open(partner.bid),
        "gone": partner.state in partner_queries.OUT,
    }


def page_of(known: Declaration) -> str:
    """The page of one UEA."""
    return url_for(
        "bids.declaration",
        slug=queries.group_of(known).slug,
        bid_id=known.partner.bid_id,
        partner_id=known.partner_id,
    )
