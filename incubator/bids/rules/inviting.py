"""In a procedure in two stages one asks to take part, and bids when one is invited (art. 2.27-2.31 Aw 2012). Plain Python.

For social services the law fixes no procedure (art. 2.39 Aw 2012), and below the threshold the buyer chooses one (art. 1.4 and 1.15):
there the papers of the buyer say by which road one comes, where the notice does not.
"""

from datetime import date, datetime

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

INVITABLE = frozenset({"deciding", "writing", "submitted"})
ENDED = frozenset({"won", "lost"})


def check_road(*, left_open: bool, invited: bool, stage: str) -> None:
    """Raises `RuleViolation` where the notice itself says by which road one comes, or where something followed from the road."""
    if not left_open:
        raise RuleViolation(N_("The notice itself says how this goes: that holds."))
    if invited:
        raise RuleViolation(N_("You wrote down that you are invited. Take that back first, if it was not so."))
    if stage in ENDED:
        raise RuleViolation(N_("The buyer has decided: how you came there stays as it is."))


def check_invited(*, in_two_stages: bool, stage: str, left_open: bool = False) -> None:
    """Raises `RuleViolation` where nobody is invited, where nobody said that one asks first, or where the bid is over."""
    if not in_two_stages and left_open:
        raise RuleViolation(N_("Write down first that here one asks to take part, as the papers of the buyer say."))
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


def check_invited_on(on: date | None, due: date, today: date) -> None:
    """Raises `RuleViolation` for an invitation that is still to come, or that came when the bid had to be in already."""
    if on is not None and on > today:
        raise RuleViolation(N_("This day is still to come."), field="invited_on")
    if on is not None and on > due:
        raise RuleViolation(N_("By then the bid had to be in already. Look at both days."), field="invited_on")


def check_not_handed_in(*, handed_in: bool) -> None:
    """Raises `RuleViolation` once the bid itself was handed in."""
    if handed_in:
        raise RuleViolation(N_("The bid was handed in already. Take that back first."))
