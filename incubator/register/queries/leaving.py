"""What leaving comes to: by the law and the statutes in force on the day of the notice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from incubator.cooperatives import queries as cooperatives_queries
from incubator.core.quantities import months_later
from incubator.ledger import queries as ledger
from incubator.register import rules
from incubator.register.models import Member
from incubator.register.queries.organs import is_liable, statutes_in_force
from incubator.register.queries.standing import ends_of
from incubator.register.values import BOOK, EntryKind, EventKind, HeldAmount, LeavingClause, MemberLeaving
from incubator.statutes.queries.in_force import in_force
from incubator.statutes.rules.leaving import OWN, leavers_claim
from incubator.statutes.values import Statutes


def leaving(member: Member, noticed_on: date, *, today: date) -> MemberLeaving:
    """The end that is in the register, else the end after a notice on this day. Accounts are those of today."""
    group, end = member.cooperative, next(iter(ends_of(member)), None)
    # The statutes of the day of the notice decide, and they may have changed since.
    noticed_on = end.decided_on if end is not None else noticed_on
    ended_by = end.kind if end is not None else EventKind.RESIGNATION
    acknowledged = ended_by is EventKind.RESIGNATION and is_liable(group, noticed_on)
    statutes = statutes_in_force(group, noticed_on)
    clauses, regime = _clauses(member, noticed_on), statutes.liability.regime
    resignation, year_end = statutes.resignation, rules.known_year_end(statutes.fiscal_year_end)
    terms = rules.resigning_terms(resignation.notice, resignation.notice_months, statutes.fiscal_year_end)
    paid = _paid_in(member, today)
    due, obligations = _due(member, paid), statutes.member_obligations
    last_day = end.on_date if end is not None else rules.resignation_date(noticed_on, terms)
    return MemberLeaving(
        noticed_on=noticed_on,
        last_day=last_day,
        decided=end is not None,
        outer_limit=rules.outer_limit(noticed_on, year_end),
        notice=clauses.get("resignation_notice"),
        acknowledged_by=rules.acknowledged_by(noticed_on) if acknowledged else None,
        liable_until=rules.liable_until(last_day, regime, statutes.liability.post_exit_years),
        most_liable_cents=statutes.liability.max_per_member_cents,
        paid_cents=paid,
        held_besides=tuple(held_besides(member, today)),
        due_cents=due,
        due_without_basis=rules.contribution_without_basis(
            due, in_statutes=bool(obligations.listed or obligations.method_of_imposing), on=noticed_on
        ),
        repaid_by=_repaid_by(last_day, statutes),
        repayment=clauses.get("repayment_years"),
        claim=_claim(statutes, clauses.get("claim_basis")),
        conditions=statutes.exit.conditions,
        not_at_once=rules.not_at_once(resignation.exclusions_36_3, noticed_on),
        kept_until=rules.kept_until(last_day, regime, year_end),
        ended_by=ended_by,
    )


def _clauses(member: Member, day: date) -> dict[str, LeavingClause]:
    """The terms about leaving, by their key; without a deed there are none."""
    terms = in_force(member.cooperative, day)
    clauses = {}
    for term in terms.terms if terms is not None else ():
        clauses[term.key] = LeavingClause(str(term.value), term.article, term.differs)
    return clauses


def _claim(statutes: Statutes, clause: LeavingClause | None) -> LeavingClause | None:
    """What somebody who leaves has a right to: by its code where it is one of the usual claims, else in the words of the statutes."""
    code = leavers_claim(statutes)
    if clause is None or code == OWN:
        return clause
    return replace(clause, words=code)


def held_besides(member: Member, day: date) -> Iterator[HeldAmount]:
    """What stands on the name of a member besides what was paid in: credited, to be paid out, owed."""
    known = ledger.book(member.cooperative, BOOK)
    if known is None:
        return
    balances = ledger.balances_on(known, day)
    for account in ledger.accounts(known):
        cents = balances.get(account.code, 0)
        if account.holder == member.number and account.id != member.account_id and cents:
            yield HeldAmount(account.name, cents)


def _due(member: Member, paid_cents: int) -> int | None:
    contribution = cooperatives_queries.holding_values(member.cooperative).get("capital.contribution")
    return rules.still_due(None if contribution is None else str(contribution), paid_cents)


def _paid_in(member: Member, day: date) -> int:
    """What a member put in up to a day, also after it was settled and went back."""
    back = {line.entry_id for line in member.payments if line.entry.kind in {EntryKind.SETTLEMENT, EntryKind.REPAYMENT}}
    total = 0
    for line in member.payments:
        if line.entry.on_date <= day and line.entry_id not in back and line.entry.reverses_id not in back:
            total += line.amount_cents
    return total


def _repaid_by(last_day: date, statutes: Statutes) -> date | None:
    years = statutes.exit.repayment_years
    return months_later(last_day, int(years * 12)) if years is not None else None
