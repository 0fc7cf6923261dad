"""Settling with a member who left, and paying what is owed."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.capital.models import CapitalClaim
from incubator.capital.queries import rules_in_force, standing
from incubator.capital.rules.dividing import claim_of
from incubator.capital.rules.leaving import check_settling
from incubator.capital.services.accounts import check_not_just_booked, common_book, open_for
from incubator.capital.values import LeavingMember, book
from incubator.capital.values.entering import LeavingTerms, Payout
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerEntry
from incubator.ledger.values import Booking
from incubator.register import queries as register
from incubator.register import rules as register_rules
from incubator.register import services as register_services
from incubator.register.models import Member
from incubator.register.values import BANK, EntryKind

REPAYMENT, PAID_OUT = "claim_paid", "surplus_paid"


def settle(member: Member, terms: LeavingTerms, *, by: User, now: datetime) -> CapitalClaim:
    """Reckon what somebody gets who left, by the statutes of the last day; from then on it is a debt of the cooperative.

    Raises `RuleViolation` before the last day is over and a second time.
    """
    group = lock(member.cooperative)
    today = clock.local(now).date()
    row = register.row_on(member, today)
    ended_on = None if row is None else row.ended_on
    check_settling(terms, ended_on, today)
    if standing.claim(member) is not None:
        raise RuleViolation(N_("This member was settled with already."))
    assert ended_on is not None
    # The statutes of the last day, not of today: who has left is not bound by what members decide afterwards.
    statutes = rules_in_force.statutes_needed(group, ended_on)
    latest = standing.latest_posted(group)
    # The status of the year that was booked last counts too, so that W-05 is not passed by with another answer in the
    # statutes.
    status = rules_in_force.is_self_managed(statutes) or (latest is not None and latest.self_management)
    known = standing.balances(group)
    paid_in = register_services.account_of(member)
    allocated = known.get(book.allocated_code(member.number), 0)
    leaver = LeavingMember(str(member.number), terms.price_index, terms.instalments)
    basis = rules_in_force.claim_basis_of(statutes)
    claim = claim_of(leaver, paid_in.balance_cents, allocated, basis, self_management=status)
    of_group = common_book(group)
    open_for(of_group, member.number)
    # What stays behind may not come out again by a later surplus where the statutes make the reserve indivisible.
    reserve = book.INDIVISIBLE if statutes.surplus.appropriation.indivisible else book.RESERVE
    movements = {
        paid_in.code: -paid_in.balance_cents,
        book.allocated_code(member.number): -allocated,
        book.former_code(member.number): claim.claim,
        reserve: claim.to_reserve - claim.indexation,
    }
    if not any(movements.values()):
        raise RuleViolation(N_("There is nothing on the account of this member: there is nothing to settle."))
    booking = Booking(terms.settled_on, EntryKind.SETTLEMENT.value, movements, "", terms.basis)
    entry = ledger.post(of_group, booking, by=by, now=now)
    settled = CapitalClaim(
        member_id=member.id,
        settled_on=terms.settled_on,
        price_index=str(terms.price_index),
        index_source=terms.index_source,
        claim_cents=claim.claim,
        to_reserve_cents=claim.to_reserve,
        indexation_cents=claim.indexation,
        instalments=terms.instalments,
        first_due_on=terms.first_due_on,
        basis=terms.basis,
        entry_id=entry.id,
        recorded_at=now,
        recorded_by_id=by.id,
    )
    db.session.add(settled)
    db.session.flush()
    return settled


def pay_out(member: Member, kind: Payout, cents: int, *, on: date, note: str, by: User, now: datetime) -> LedgerEntry:
    """Money to a member: a part of the claim, or the part of a surplus. Never more than is owed."""
    group = lock(member.cooperative)
    register_rules.check_happened(on, clock.local(now).date(), register_rules.PAID)
    register_rules.check_payment(cents)
    of_group = common_book(group)
    open_for(of_group, member.number)
    codes = {
        Payout.CLAIM: (book.former_code(member.number), REPAYMENT),
        Payout.SURPLUS: (book.payable_code(member.number), PAID_OUT),
    }
    # No check here on what is owed: the account cannot go below nothing, and the ledger says so with two at once too.
    code, entry_kind = codes[kind]
    booking = Booking(on, entry_kind, {code: -cents, BANK: cents}, note)
    check_not_just_booked(of_group, booking, now=now)
    return ledger.post(of_group, booking, by=by, now=now)
