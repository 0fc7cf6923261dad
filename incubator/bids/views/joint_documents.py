"""Word documents of bidding together."""

from datetime import datetime

from flask import abort
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded
from incubator.bids.documents import party_papers
from incubator.bids.documents import together as documents
from incubator.bids.documents.agreement import cooperation_agreement
from incubator.bids.messages.partners import joint_work, party_sheet
from incubator.bids.models import Bid, Partner, PartnerState
from incubator.bids.permissions import bidding as permissions
from incubator.bids.permissions.declarations import may_see_own_part
from incubator.bids.queries import bidding as bid_queries
from incubator.bids.queries import partners as queries
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.views.blueprint import pages
from incubator.bids.views.together import BASE
from incubator.core import clock, files
from incubator.core.word import Document, to_bytes

OF_BID = {"verklaring": documents.combination_statement, "overeenkomst": cooperation_agreement}
OF_PARTNER = {"verklaring-derde": party_papers.third_party_statement, "volmacht": party_papers.proxy}


@pages.get(f"{BASE}/<any(verklaring, overeenkomst):document>.docx")
@guarded(permissions.may_see_bid, load=bid_queries.bid)
def joint_document(bid: Bid, document: str) -> ResponseReturnValue:
    """The statement of the combination, or the draft of the agreement."""
    return _of_bid(bid, document)


@pages.get("/cooperaties/<slug>/samen-inschrijven/<int:partner_id>/<any(verklaring, overeenkomst):document>.docx")
@guarded(may_see_own_part, load=queries.own_part)
def shared_document(partner: Partner, document: str) -> ResponseReturnValue:
    """The same, for a partner that takes part."""
    if partner not in queries.taking_part(partner.bid):
        abort(404)
    return _of_bid(partner.bid, document)


def _of_bid(bid: Bid, document: str) -> ResponseReturnValue:
    made = OF_BID[document](joint_work(bid, clock.today(), bidders_of(bid)), made_at=clock.now())
    return _word(made, f"{document}-combinatie")


@pages.get(f"{BASE}/<int:partner_id>/<any('verklaring-derde', volmacht):document>.docx")
@guarded(may_see_own_part, load=queries.partner_of_bid)
def partner_document(partner: Partner, document: str) -> ResponseReturnValue:
    """The statement of a third party, or a proxy. Of a cooperative of this incubator only after its yes: it names its board."""
    if partner.cooperative_id is not None and partner.state is not PartnerState.AGREED:
        abort(404)
    return _of_partner(partner, document, clock.now())


@pages.get("/cooperaties/<slug>/samen-inschrijven/<int:partner_id>/<any('verklaring-derde', volmacht):document>.docx")
@guarded(may_see_own_part, load=queries.own_part)
def own_document(partner: Partner, document: str) -> ResponseReturnValue:
    """The same, for the partner itself."""
    return _of_partner(partner, document, clock.now())


def _of_partner(partner: Partner, document: str, now: datetime) -> ResponseReturnValue:
    today = clock.local(now).date()
    made = OF_PARTNER[document](
        joint_work(partner.bid, today, bidders_of(partner.bid)), party_sheet(partner, today), made_at=now
    )
    return _word(made, f"{document}-{partner.name}")


def _word(document: Document, name: str) -> ResponseReturnValue:
    return files.made(to_bytes(document), name, files.WORD)
