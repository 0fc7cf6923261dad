"""Applying for a loan: a draft that is handed in, and stands still from then on."""

from dataclasses import asdict
from datetime import datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.lending.models import LendingFund, LoanApplication, LoanGuarantee
from incubator.lending.queries import applying, funds
from incubator.lending.rules.lending import check_request
from incubator.lending.values import ApplicationState, LoanRequest

NOT_OPEN = N_("This application was handed in on %(day)s and stands still. The committee can ask for more.")
DECIDED = N_("This application is decided or withdrawn already.")
NO_MEMBER = N_("Your group does not take part in the fund yet. Take part first: that is one button.")
MOST_GUARANTEES = 20


def begin(fund: LendingFund, group: Cooperative, *, by: User, now: datetime) -> LoanApplication:
    """A draft that starts from the approved plan. Raises `RuleViolation` for a group that takes no part or applies already."""
    lock(fund)
    known = funds.membership(fund, group)
    if known is None or known.until is not None:
        raise RuleViolation(NO_MEMBER)
    # One at a time: of two open ones each would be weighed as if the other did not exist.
    going = applying.unfinished(fund, group)
    if going is not None:
        raise RuleViolation(N_("Your group applies already: number %(number)s."), number=going.number)
    plan, source, on = applying.approved_plan(group)
    # Counted in the fund and not by the highest row: a number that stood on paper is never given twice.
    fund.last_application += 1
    application = LoanApplication(
        fund_id=fund.id,
        cooperative_id=group.id,
        number=fund.last_application,
        state=ApplicationState.DRAFT,
        amount=0,
        months=0,
        purpose="",
        plan=plan,
        plan_source=source,
        plan_on=on,
        other_money="",
        facts=[],
        round=0,
        begun_at=now,
        begun_by_id=by.id,
    )
    db.session.add(application)
    db.session.flush()
    return application


def open_for_change(application: LoanApplication) -> LoanApplication:
    """Let nobody else change it. Raises `RuleViolation` when it was handed in, decided or withdrawn."""
    lock(application.fund)
    if application.state is ApplicationState.HANDED_IN:
        raise RuleViolation(NOT_OPEN, day=application.handed_in_at)
    if not application.is_open:
        raise RuleViolation(DECIDED)
    return application


def change(application: LoanApplication, asked: LoanRequest) -> None:
    """Other answers in an application that is open. Raises `RuleViolation` for a term or an amount that cannot be meant."""
    check_request(asked.amount, asked.months)
    for name, value in asdict(asked).items():
        setattr(application, name, value)
    db.session.flush()


def guarantee(application: LoanApplication, guarantor: str, amount: int, document: str) -> LoanGuarantee:
    """Somebody stands surety. Raises `RuleViolation` when the application is not open, for nothing, and for the same twice."""
    open_for_change(application)
    if amount <= 0:
        raise RuleViolation(N_("Fill in an amount above zero."), field="amount")
    if len(application.guarantees) >= MOST_GUARANTEES:
        raise RuleViolation(N_("There are twenty guarantees already."))
    for known in application.guarantees:
        if (known.guarantor, known.amount) == (guarantor, amount):
            raise RuleViolation(N_("This guarantee is in the list already."), field="guarantor")
    made = LoanGuarantee(application=application, guarantor=guarantor, amount=amount, document=document)
    db.session.add(made)
    db.session.flush()
    return made


def remove_guarantee(known: LoanGuarantee) -> None:
    """Take a guarantee out of an application that is open. Raises `Conflict` when somebody else did so at the same moment."""
    # Read again before the lock too: who waited for it may hold a row that is gone.
    open_for_change(still_there(known).application)
    db.session.delete(still_there(known))
    db.session.flush()


def hand_in(application: LoanApplication, *, now: datetime) -> None:
    """Put it before the committee, with the facts of today. Raises `RuleViolation` while answers are missing."""
    open_for_change(application)
    if application.amount <= 0 or not application.months or not application.purpose:
        raise RuleViolation(N_("Fill in how much, for how long and what for, before you hand it in."))
    if not application.plan:
        raise RuleViolation(N_("The plan is empty. Let your coach approve it, or write it here."))
    known = applying.known_facts(application.cooperative)
    application.facts = [{**asdict(each), "on": each.on.isoformat()} for each in known]
    application.state, application.handed_in_at = ApplicationState.HANDED_IN, now
    application.round += 1
    db.session.flush()


def withdraw(application: LoanApplication) -> None:
    """The group takes it back. Raises `RuleViolation` once it was decided."""
    lock(application.fund)
    if not application.is_open and application.state is not ApplicationState.HANDED_IN:
        raise RuleViolation(DECIDED)
    application.state = ApplicationState.WITHDRAWN
    db.session.flush()
