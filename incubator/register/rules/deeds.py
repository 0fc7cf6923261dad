"""Which deeds can be."""

from dataclasses import replace
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register.rules.happened import SIGNED, check_happened
from incubator.register.values import (
    Founding,
    ProposalState,
)


def check_founding(signed_on: date, filed_on: date | None, *, today: date) -> None:
    """A deed of today or before, and after that the trade register."""
    check_happened(signed_on, today, SIGNED, field="signed_on")
    if filed_on is None:
        return
    # the week for the trade register begins with the deed.
    if filed_on < signed_on:
        raise RuleViolation(N_("Registration comes after the deed."), field="filed_on")
    check_happened(filed_on, today, field="filed_on")


def check_correction(recorded: Founding, entered: Founding, reason: str) -> None:
    """Raise `RuleViolation` when a deed that counts already would change into the same, or without a reason."""
    if entered == recorded:
        raise RuleViolation(N_("This is what was recorded already."))
    # A number that comes later completes the deed; another number corrects it.
    completed = replace(recorded, kvk=recorded.kvk or entered.kvk, filed_on=entered.filed_on)
    if completed != entered and not reason:
        raise RuleViolation(N_("This deed counts already. Write down why it changes."), field="reason")


def check_undecided(state: ProposalState) -> None:
    """Raise `RuleViolation` when somebody decided about a deed before."""
    if state is not ProposalState.PROPOSED:
        raise RuleViolation(N_("Somebody decided about this deed already."))
