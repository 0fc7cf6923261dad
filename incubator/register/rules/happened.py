"""What is entered as something that has happened cannot be of a day that is still to come: one owner of that rule."""

from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

HAPPENED = N_("This day is still to come. Enter what happened when it has happened: today or a day before.")
DECIDED = N_("This day is still to come. Enter a decision when it has been taken: today or a day before.")
NOTICED = N_("This day is still to come. Enter a notice when it has been given: today or a day before.")
DIED = N_("This day is still to come. Fill in the day on which this member died.")
PAID = N_("This day is still to come. Enter a payment when it has been made: today or a day before.")
SIGNED = N_("The deed cannot have been signed in the future.")


def check_happened(day: date, today: date, what: str = HAPPENED, *, field: str = "on") -> None:
    """Refuse a day to come, with the sentence `what`, at the field. `today` is the day on a Dutch clock."""
    # Just after midnight a server may still be in the day before, and refuse what happened today.
    if day > today:
        raise RuleViolation(what, field=field)


def check_noticed(noticed_on: date, member_since: date, *, field: str = "noticed_on") -> None:
    """Nobody gives notice of a membership that has not begun, and nobody decides on its end."""
    if noticed_on < member_since:
        raise RuleViolation(
            N_("The membership began on %(day)s. This cannot have been before that day."),
            field=field,
            day=member_since,
        )
