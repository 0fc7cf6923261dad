"""Kinds, states and reasons of commitments in words."""

from flask_babel import lazy_gettext as _l

from incubator.steps.values.commitments import BudgetPeriod, CommitmentKind, CommitmentState, HeardKind, StaleReason

KINDS = {
    CommitmentKind.INCUBATOR: _l("Incubator for cooperatives"),
    CommitmentKind.PARTNERSHIP: _l("Public-civic partnership"),
    CommitmentKind.RIGHT_TO_CHALLENGE: _l("Right to challenge"),
    CommitmentKind.PLATFORM_RIGHT: _l("A seat for the neighbourhood"),
    CommitmentKind.CURRENCY: _l("Community currency"),
    CommitmentKind.FINANCE: _l("Own money: bank, fund or land"),
    CommitmentKind.EXCHANGE: _l("Exchange of people"),
    CommitmentKind.MASTERPLAN: _l("Regio Deal or masterplan"),
}
KIND_HINTS = {
    CommitmentKind.INCUBATOR: _l(
        "A place of the municipality or region that helps cooperatives to begin and to learn."
    ),
    CommitmentKind.PARTNERSHIP: _l(
        "The government is the first customer or a co-owner of what the neighbourhood builds."
    ),
    CommitmentKind.RIGHT_TO_CHALLENGE: _l(
        "The neighbourhood may propose to take over a task. The rules of the municipality say how; it may refuse."
    ),
    CommitmentKind.PLATFORM_RIGHT: _l("Somebody of the neighbourhood has a fixed seat where decisions are made."),
    CommitmentKind.CURRENCY: _l(
        "The government helps a currency of the neighbourhood, whose rules people decide together."
    ),
    CommitmentKind.FINANCE: _l("Starting money for a cooperative bank or fund, or land and buildings in common hands."),
    CommitmentKind.EXCHANGE: _l("A civil servant works for residents, or a resident works with civil servants."),
    CommitmentKind.MASTERPLAN: _l("The plans of the neighbourhood stand in an agreement of several years."),
}
STATES = {
    CommitmentState.PROMISED: _l("promised"),
    CommitmentState.DECIDED: _l("decided"),
    CommitmentState.RUNNING: _l("running"),
    CommitmentState.DONE: _l("done"),
    CommitmentState.WITHDRAWN: _l("withdrawn or lapsed"),
}
# How `badge` shows a state.
LOOKS = {
    CommitmentState.PROMISED: "later",
    CommitmentState.DECIDED: "waiting",
    CommitmentState.RUNNING: "now",
    CommitmentState.DONE: "done",
    CommitmentState.WITHDRAWN: "blocked",
}
PERIODS = {
    BudgetPeriod.ONCE: _l("once"),
    BudgetPeriod.YEAR: _l("a year"),
    BudgetPeriod.TERM: _l("for the whole term"),
}
ENTRIES = {HeardKind.PROOF: _l("proof"), HeardKind.NEWS: _l("news"), HeardKind.STATE: _l("state")}
STALE = {
    StaleReason.SILENT: _l("nothing heard for six months"),
    StaleReason.OVERDUE: _l("past its date"),
    StaleReason.REPORT_MISSED: _l("the report did not come"),
}
