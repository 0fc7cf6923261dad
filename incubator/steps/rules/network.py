"""Rules of the network."""

from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.steps.rules.commitments import EARLIEST
from incubator.steps.values.network import AnchorTerms


def check_anchor(terms: AnchorTerms) -> None:
    """Raises `RuleViolation` for a next step without an owner, and for an owner or a day without a step."""
    if terms.next_step and not terms.next_owner:
        raise RuleViolation(N_("Who takes this step?"), field="next_owner")
    if not terms.next_step and (terms.next_owner or terms.next_on):
        raise RuleViolation(N_("Which step is it?"), field="next_step")


def check_talk(on_date: date, *, today: date) -> None:
    """Raises `RuleViolation` for a talk that is still to come."""
    if on_date > today:
        raise RuleViolation(N_("This day is still to come. Write down what has been."), field="on_date")
    if on_date < EARLIEST:
        raise RuleViolation(N_("This day is before 1990. Is the year right?"), field="on_date")
