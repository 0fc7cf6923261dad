"""When a bid can be invited, in a procedure in two stages (art. 2.27-2.31 Aw 2012). Plain Python."""

from datetime import datetime

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

INVITABLE = frozenset({"deciding", "writing", "submitted"})


def check_invited(*, in_two_stages: bool, stage: str) -> None:
    """Raises `RuleViolation` where nobody is invited, or where the bid is over."""
    if not in_two_stages:
        raise RuleViolation(N_("In this procedure nobody is invited: everyone may bid at once."))
    if stage not in INVITABLE:
        raise RuleViolation(N_("This bid is not under way, so nobody can be invited to it."))


def check_due(due: datetime, asked_by: datetime | None) -> None:
    """Raises `RuleViolation` for a day of bidding that is not after the day by which one could ask to take part."""
    if asked_by is not None and due <= asked_by:
        raise RuleViolation(
            N_("By then one could still ask to take part. Look in the invitation by when the bid must be in."),
            field="day",
        )


def check_not_handed_in(*, handed_in: bool) -> None:
    """Raises `RuleViolation` once the bid itself was handed in."""
    if handed_in:
        raise RuleViolation(N_("The bid was handed in already. Take that back first."))
