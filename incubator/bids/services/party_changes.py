"""Verbs of who bids together: asked again on other terms, changed after handing in, the contract shared. Nothing here commits."""

from collections.abc import Mapping
from datetime import datetime

from incubator.accounts.models import User
from incubator.bids.messages import outcome_mails
from incubator.bids.models import Bid, Partner, PartnerAnswer, PartnerChange, PartnerState
from incubator.bids.queries import contracts, partners
from incubator.bids.queries import party_changes as queries
from incubator.bids.rules import together as rules
from incubator.bids.rules.together import LaterChange
from incubator.bids.values.joint import PartyTerms
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import Conflict
from incubator.core.i18n import mark as N_

Standing = Mapping[int, PartyTerms]
CHANGED = N_("Someone else changed this page while you were typing.")


def standing(bid: Bid) -> dict[int, PartyTerms]:
    """Who takes part or was asked to, on which terms, by its row: to compare with after a change."""
    # A cooperative of this incubator by what its page is called: its own name and number show only after its yes, and are no change.
    known = {}
    for row in partners.taking_part(bid):
        known[row.id] = queries.terms_of(row, (row.name, "" if row.cooperative_id else row.kvk))
    return known


def keep_answer(partner: Partner, state: PartnerState, terms: PartyTerms, *, given_at: datetime) -> None:
    """What a cooperative answered, and to what."""
    kept = PartnerAnswer(partner_id=partner.id, state=state, given_at=given_at, terms=terms.as_json())
    db.session.add(kept)


def ask_anew(bid: Bid, before: Standing, *, now: datetime) -> list[Partner]:
    """Put back to asked who said yes to other terms than stand now; gives those, so that they are told. The old yes is kept."""
    db.session.flush()
    asked = []
    for partner in partners.taking_part(bid):
        known = before.get(partner.id)
        # What the cooperative of the bid decides for itself it decides by saying so; a firm outside is named by who leads.
        is_own = partner.cooperative_id in {None, bid.cooperative_id}
        if known is None or is_own or partner.state is not PartnerState.AGREED:
            continue
        if known.binding != queries.terms_of(partner).binding:
            _put_back(partner, known, now)
            asked.append(partner)
    return asked


def _put_back(partner: Partner, known: PartyTerms, now: datetime) -> None:
    if queries.last_yes(partner) is None:
        # It said yes before answers were kept.
        keep_answer(partner, PartnerState.AGREED, known, given_at=partner.answered_at or partner.added_at)
    partner.state, partner.answered_at, partner.added_at = PartnerState.INVITED, None, now
    partner.revision += 1


def note_change(bid: Bid, before: Standing, later: LaterChange | None, *, by: User | None, now: datetime) -> None:
    """Record what changed since it was handed in. Before that nothing is recorded: who bids is still being agreed.

    Raises `RuleViolation` for a change after handing in without a day or a reason.
    """
    handed_in_on = queries.handed_in_on(bid)
    if handed_in_on is None:
        return
    db.session.flush()
    after = standing(bid)
    differing = {**before, **after}.keys()
    changed = [number for number in differing if before.get(number) != after.get(number)]
    if not changed:
        return
    noted = later or LaterChange()
    changed_on = noted.check(handed_in_on, clock.local(now).date())
    for number in changed:
        change = PartnerChange(bid_id=bid.id, partner_id=number, recorded_at=now, recorded_by_id=by and by.id)
        change.before, change.after = _as_json(before, number), _as_json(after, number)
        change.changed_on, change.reason = changed_on, noted.reason
        change.asked_on, change.consented_on = noted.asked_on, noted.consented_on
        db.session.add(change)


def _as_json(terms: Standing, number: int) -> dict[str, object] | None:
    known = terms.get(number)
    return None if known is None else known.as_json()


def note_consent(change: PartnerChange, noted: LaterChange, *, revision: int, now: datetime) -> None:
    """When the buyer was asked for its consent to a change, and when it agreed. Raises `Conflict` when somebody else noted it."""
    bid = change.bid
    lock(bid.cooperative)
    if change.revision != revision:
        raise Conflict(CHANGED)
    handed_in_on = queries.handed_in_on(bid) or change.changed_on
    noted.check_consent(handed_in_on, clock.local(now).date())
    change.asked_on, change.consented_on = noted.asked_on, noted.consented_on
    change.revision += 1


def share_contract(bid: Bid, amounts: Mapping[int, int | None], *, now: datetime) -> None:
    """What each gets of the contract that was won, in cents; each cooperative hears of another part. Raises `RuleViolation` when it is
    more than the contract.
    """
    lock(bid.cooperative)
    rows = [row for row in partners.taking_part(bid) if row.role.value in rules.TAKING_A_SHARE]
    contract = contracts.contract_of_bid(bid)
    whole = None if contract is None else contract.value_cents
    rules.check_amounts({row.name: amounts.get(row.id) for row in rows}, whole)
    for row in rows:
        if row.contract_cents != amounts.get(row.id):
            row.contract_cents = amounts.get(row.id)
            outcome_mails.tell_part(row, at=now)


def forget_contract_parts(bid: Bid) -> None:
    """Without an award there is no contract to have a part in."""
    for row in partners.partners(bid):
        row.contract_cents = None
