"""Verbs of the agreement that follows an award. An award is not yet one (art. 2.129 Aw 2012). Nothing here commits."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids.messages import outcome_mails
from incubator.bids.models import Bid, Contract
from incubator.bids.queries import contracts
from incubator.bids.queries import results as queries
from incubator.bids.rules.contracts import ContractTerms, check_signed
from incubator.bids.services import award_dates
from incubator.bids.services.contracts import drop_contract, record_contract
from incubator.bids.services.party_changes import forget_contract_parts
from incubator.cooperatives import services as groups
from incubator.cooperatives.values import Phase
from incubator.core.db import lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_


def sign(bid: Bid, on: date, *, because: str, by: User, now: datetime) -> Contract:
    """The agreement was signed on this day: from here on it counts as work, and the first is a milestone.

    Raises `RuleViolation` for a day that cannot be, or on which the buyer may not sign and nobody says why it did; `Conflict` when
    somebody else recorded another day meanwhile.
    """
    lock(bid.cooperative)
    decision = queries.standing_decision(bid)
    if decision is None or not queries.brings_agreement(bid, decision):
        raise RuleViolation(N_("First record that you won: the agreement follows from that."))
    known = contracts.contract_of_bid(bid)
    if known is not None:
        if known.agreed_on == on:
            return known
        raise Conflict(N_("Somebody else has recorded the agreement meanwhile. Look at it among your contracts."))
    check_signed(on, decision.sent_on, queries.standstill_of(decision), because=because, field="because")
    terms = ContractTerms(bid.work.title[:200], client=_client(bid), agreed_on=on)
    contract = record_contract(bid.cooperative, terms, bid=bid, by=by, now=now)
    contract.early_because = because
    award_dates.put_dates(decision)
    outcome_mails.tell_signed(contract)
    # A group that wins before it was founded still has its deed to arrange: it stays where it is.
    if bid.cooperative.phase is Phase.F6:
        groups.move_to_phase(bid.cooperative, Phase.F7, now=now)
    return contract


def _client(bid: Bid) -> str:
    if bid.work.buyer is None:
        return ""
    return bid.work.buyer.name[:200]


def take_back(bid: Bid, *, now: datetime) -> None:
    """Without an award nothing was agreed: the contract goes, with the parts in it, the milestone and the phase that came of it."""
    forget_contract_parts(bid)
    contract = contracts.contract_of_bid(bid)
    if contract is not None:
        drop_contract(contract, now=now)
