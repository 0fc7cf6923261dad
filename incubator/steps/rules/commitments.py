"""When a commitment is complete enough for its state, and when it goes stale."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.neighbourhood.rules import is_silent
from incubator.steps.values.commitments import (
    ENDED,
    CommitmentState,
    CommitmentTerms,
    HeardOf,
    SeatTerms,
    SecondmentTerms,
    StaleReason,
)

# What is older is history; an earlier year is nearly always a slip of the pen.
EARLIEST = date(1990, 1, 1)
MOST_YEARS = 30  # ahead: farther is a slip of the pen
MOST_HOURS_A_WEEK = 4000  # in hundredths: more is not one job
HIGHEST_BUDGET = 10**12  # cents: ten thousand million euros


def check_commitment(terms: CommitmentTerms, *, today: date, proofs: int) -> None:
    """Raises `RuleViolation` when the terms cannot be, or do not carry their state."""
    _check_days(terms, today=today)
    if terms.budget_cents is not None and not 0 < terms.budget_cents <= HIGHEST_BUDGET:
        raise RuleViolation(N_("Fill in an amount above zero, or leave it empty."), field="budget_cents")
    # The same amount once or each year is the difference between a pilot and something that lasts.
    if (terms.budget_cents is None) != (terms.budget_period is None):
        field = "budget_period" if terms.budget_period is None else "budget_cents"
        raise RuleViolation(N_("An amount and its period go together."), field=field)
    if terms.decision_url:
        check_link(terms.decision_url, field="decision_url")
    _check_state(terms, proofs=proofs)


def _check_days(terms: CommitmentTerms, *, today: date) -> None:
    _check_past(
        "promised_on", terms.promised_on, N_("This day is still to come. Write down what was promised already."), today
    )
    if terms.decided_on is not None:
        _check_past("decided_on", terms.decided_on, N_("A decision that is still to come is no decision yet."), today)
    for field, day in (("due_on", terms.due_on), ("next_report_on", terms.next_report_on)):
        if day is not None:
            _check_ahead(field, day, promised_on=terms.promised_on, today=today)


def _check_past(field: str, day: date, too_early: str, today: date) -> None:
    if day > today:
        raise RuleViolation(too_early, field=field)
    if day < EARLIEST:
        raise RuleViolation(N_("This day is before 1990. Is the year right?"), field=field)


def _check_ahead(field: str, day: date, *, promised_on: date, today: date) -> None:
    if day < promised_on:
        raise RuleViolation(N_("This day comes before the promise itself."), field=field)
    if day.year > today.year + MOST_YEARS:
        raise RuleViolation(N_("This day is more than thirty years ahead. Is the year right?"), field=field)


def _check_state(terms: CommitmentTerms, *, proofs: int) -> None:
    has_decision = bool(terms.decision_body) and terms.decided_on is not None
    if terms.state is CommitmentState.DECIDED and not has_decision:
        field = "decided_on" if terms.decision_body else "decision_body"
        raise RuleViolation(N_("Decided by whom, and on which day? Fill in both."), field=field)
    # What runs without a decision is a favour; what is done without proof is again a promise.
    if terms.state is CommitmentState.DONE and not proofs:
        raise RuleViolation(N_("Add proof first: a file, a link or an award notice. Then it is done."), field="state")
    if terms.state is CommitmentState.WITHDRAWN and not terms.reason:
        raise RuleViolation(N_("Write down why it was withdrawn or lapsed."), field="reason")


def check_link(url: str, *, field: str) -> None:
    """Raises `RuleViolation` for an address that is not `https://`, or that hides whom it belongs to."""
    # Half an address of the newer kind, with a bracket, makes reading it fail.
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    if parts is None or parts.scheme != "https" or not host or "." not in host or "@" in parts.netloc:
        raise RuleViolation(N_("Paste the whole link. It begins with https://."), field=field)


def check_heard(heard: HeardOf, *, promised_on: date, today: date) -> None:
    """Raises `RuleViolation` for what is still to come, older than the promise, or proof without anything that proves."""
    if heard.on_date > today:
        raise RuleViolation(N_("This day is still to come. Write down what has been."), field="on_date")
    if heard.on_date < promised_on:
        raise RuleViolation(N_("This day comes before the promise itself."), field="on_date")
    brought = [bool(heard.url), bool(heard.notice), bool(heard.name)]
    # With two in one entry nobody knows which of them proves it.
    if sum(brought) > 1:
        raise RuleViolation(N_("Choose one: a file, a link or an award notice."), field="url")
    if heard.kind.value == "proof" and not any(brought):
        raise RuleViolation(N_("Proof is a file, a link or an award notice. Without one it is news."), field="url")
    if heard.url:
        check_link(heard.url, field="url")


def check_secondment(terms: SecondmentTerms) -> None:
    """Raises `RuleViolation` when somebody goes nowhere, for no time, or comes back before leaving."""
    if terms.from_organisation.casefold() == terms.to_organisation.casefold():
        raise RuleViolation(N_("From and to are the same. Who goes where?"), field="to_organisation")
    if not 0 < terms.hours_hundredths <= MOST_HOURS_A_WEEK:
        raise RuleViolation(N_("Fill in the hours a week: more than 0, at most 40."), field="hours")
    if terms.begins_on < EARLIEST:
        raise RuleViolation(N_("This day is before 1990. Is the year right?"), field="begins_on")
    if terms.ends_on is not None and terms.ends_on < terms.begins_on:
        raise RuleViolation(N_("The last day comes before the first."), field="ends_on")


def check_seat(terms: SeatTerms, *, today: date) -> None:
    """Raises `RuleViolation` when the appointment is still to come, or ends before it begins."""
    if terms.appointed_on > today:
        raise RuleViolation(
            N_("This day is still to come. Write down who was appointed already."), field="appointed_on"
        )
    if terms.appointed_on < EARLIEST:
        raise RuleViolation(N_("This day is before 1990. Is the year right?"), field="appointed_on")
    if terms.until is not None and terms.until < terms.appointed_on:
        raise RuleViolation(N_("The last day comes before the first."), field="until")


def check_report_day(on_date: date, appointed_on: date, *, today: date) -> None:
    """Raises `RuleViolation` for a report from a seat of a day that is still to come, or before the appointment."""
    if on_date > today:
        raise RuleViolation(N_("This day is still to come. Write down what has been."), field="on_date")
    if on_date < appointed_on:
        raise RuleViolation(N_("This day comes before the appointment."), field="on_date")


def last_heard(promised_on: date, decided_on: date | None, heard_on: Sequence[date]) -> date:
    """The last day on which anything was heard: the promise, the decision, proof or news."""
    return max([promised_on, decided_on or promised_on, *heard_on])


def stale_reasons(
    state: CommitmentState, heard: date, *, due_on: date | None, report_on: date | None, today: date
) -> tuple[StaleReason, ...]:
    """Why a commitment asks for attention, the strongest first; nothing when it is done or withdrawn."""
    if state in ENDED:
        return ()
    reasons = []
    if due_on is not None and due_on < today:
        reasons.append(StaleReason.OVERDUE)
    # What was heard since that day counts as the report: we ask no government for a form.
    if report_on is not None and report_on < today and heard < report_on:
        reasons.append(StaleReason.REPORT_MISSED)
    if is_silent(heard, today=today):
        reasons.append(StaleReason.SILENT)
    return tuple(reasons)
