"""The UEA of each partner as documents take it: to read, and as XML for the system of the buyer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from incubator.bids.messages import declarations as messages
from incubator.bids.models import Bid, Declaration, PartnerState
from incubator.bids.queries import declarations as queries
from incubator.bids.queries import partners as partner_queries
from incubator.bids.queries.asking import law_of
from incubator.bids.queries.bidders import Bidders, bidders_of
from incubator.bids.rules.numbers import REFERENCE, name_of_number
from incubator.bids.rules.together import EO_ROLES_NL, SigningRule
from incubator.bids.values.joint import DeclarationSheet, Declared, GivenDeclaration
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.formats.espd_writing import LOTS_OPEN, reference_in, write_response


def given(bid: Bid, made_at: datetime, among: Bidders) -> Iterator[GivenDeclaration]:
    """The UEA that go along: of the own cooperative, and of each partner that gave its own to who leads."""
    on = clock.local(made_at).date()
    signing = partner_queries.signing_of(among.taking_part, on)
    for known in queries.declarations(bid):
        partner = known.partner
        # Before a partner gives it nobody else reads it; who stopped declares nothing in this bid.
        is_own = partner.cooperative_id == bid.cooperative_id
        if partner.state is PartnerState.AGREED and queries.declares(partner) and (is_own or known.ready_at):
            sheet = _sheet(known, among, signing[partner.id])
            yield GivenDeclaration(partner.id, sheet, partial(xml_of, known, among, made_at))


def xml_of(known: Declaration, among: Bidders, made_at: datetime) -> bytes:
    """The response to the request of the buyer, or to our own list. Raises `RuleViolation`."""
    bid = known.partner.bid
    # What this buyer does not ask has no answers, and the criteria stand in the file all the same.
    asked, lots = queries.asked_of(known, among.request), queries.lots_of(known, among.request)
    if lots.is_open:
        raise RuleViolation(LOTS_OPEN)
    return write_response(
        queries.request_xml(bid),
        messages.operator_of(known, among),
        messages.answers_of(known, asked, among),
        lots=lots.named,
        made_at=clock.local(made_at),
        number=known.number,
        reference=queries.heading_of(bid).procedure,
    )


def sheet_of(known: Declaration, on: date) -> DeclarationSheet:
    """Everything that a readable UEA is made of."""
    return _sheet(known, bidders_of(known.partner.bid), partner_queries.who_signs(known.partner, on))


def _sheet(known: Declaration, among: Bidders, signing: SigningRule) -> DeclarationSheet:
    asked = queries.asked_of(known, among.request)
    operator, heading = messages.operator_of(known, among), queries.heading_of(known.partner.bid)
    declared = None
    if known.grounds_at is not None:
        declared = Declared(known.grounds_name, known.grounds_function, clock.local(known.grounds_at).date())
    # One number in both files: that of the request, and of the notice where the buyer left it open or sent no request.
    theirs = reference_in(among.request)
    asked = replace(asked, procedure=theirs or heading.procedure)
    reference = name_of_number(known.partner.bid.work.content, heading.procedure)
    if theirs:
        reference = REFERENCE
    lots = queries.lots_of(known, among.request)
    named = lots.named or queries.lots_bid_on(known)
    words = signing.words
    if signing.article:
        words = f"{signing.words} ({signing.article} van de statuten)"
    return DeclarationSheet(
        asked,
        operator,
        messages.answers_of(known, asked, among),
        heading.description,
        heading.buyer,
        EO_ROLES_NL.get(operator.role, operator.role),
        messages.SIZES_NL.get(operator.size, ""),
        () if lots.is_open else named,
        declared,
        words,
        law_of(known.partner.bid),
        reference,
        lots_open=lots.is_open,
    )
