"""What decisions about the accounts of a year set going: their adoption, the division of the result, discharge, more time."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.capital import services as capital
from incubator.capital.queries import standing
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.meetings.models import Resolution
from incubator.meetings.rules.yearly import MOST_EXTENSION
from incubator.meetings.values.holding import ActOutcome, ActState
from incubator.register.queries import board as seated
from incubator.register.rules.board import sat_between

BOARD, TREASURER = "board", "treasurer"
ADOPTED = N_(
    "The accounts of %(year)s are adopted. Publish them at the KVK within eight days (BW 2:394(1)): it stands in the list of duties."
)
DIVIDED = N_("The result of %(year)s is booked on the accounts of the members and the reserves.")
DISCHARGED = N_("Discharge over %(year)s, for what the accounts show: %(names)s.")
LENGTHENED = N_("The accounts of %(year)s have %(months)s months more: the list of duties has the new days.")
AWAITS_YEAR = N_("Say of which financial year these accounts are, and then let it be carried out.")
AWAITS_BOOKING = N_("Say of which financial year this result is, and then let it be booked.")
AWAITS_DISCHARGED = N_("Say over which financial year the board is discharged, and then let it be recorded.")
AWAITS_TERM = N_("Say for which financial year and how many months longer, and then let it be carried out.")
NO_YEAR = N_("Nobody entered the result of %(year)s yet. Do that in the accounts of the capital, and then try again.")
NOBODY = N_("The register of the board knows nobody who was a director in %(year)s. Complete it, and then try again.")
AT_MOST = N_("The term for the accounts can be made longer by one to four months.")


def adopt_accounts(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """The accounts of the year are adopted: from here on its result can be divided."""
    year = resolution.accounts_year
    if year is None:
        return ActOutcome(ActState.AWAITS, AWAITS_YEAR, owner=BOARD)
    group = resolution.meeting.cooperative
    capital.adopt_accounts(group, year, resolution.decided_on, resolution.reference, by=by, now=now)
    return ActOutcome(ActState.DONE, ADOPTED, {"year": year})


def distribute(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """The result is booked by the rule of the statutes; before the accounts were adopted that is refused (BW 2:58(1))."""
    year = resolution.accounts_year
    if year is None:
        return ActOutcome(ActState.AWAITS, AWAITS_BOOKING, owner=TREASURER)
    known = standing.year_of(resolution.meeting.cooperative, year)
    if known is None:
        raise RuleViolation(NO_YEAR, year=year)
    capital.post_year(known, by=by, now=now)
    return ActOutcome(ActState.DONE, DIVIDED, {"year": year})


def discharge(resolution: Resolution, _by: User, _now: datetime) -> ActOutcome:
    """Who sat in the board in that year is named: discharge is of people, and the decision is the proof of it."""
    year = resolution.accounts_year
    if year is None:
        return ActOutcome(ActState.AWAITS, AWAITS_DISCHARGED, owner=BOARD)
    group = resolution.meeting.cooperative
    last = seated.year_end(group, year)
    names = []
    for row in seated.rows_on(group, resolution.decided_on):
        if sat_between(row, months_later(last, -12), last):
            names.append(row.name)
    if not names:
        raise RuleViolation(NOBODY, year=year)
    return ActOutcome(ActState.DONE, DISCHARGED, {"year": year, "names": ", ".join(names)})


def lengthen(resolution: Resolution, _by: User, _now: datetime) -> ActOutcome:
    """More time for the accounts. The terms themselves are counted where all duties are, from this decision."""
    year, months = resolution.accounts_year, resolution.item.subject.get("months")
    if year is None or not isinstance(months, int):
        return ActOutcome(ActState.AWAITS, AWAITS_TERM, owner=BOARD)
    if not 1 <= months <= MOST_EXTENSION:
        raise RuleViolation(AT_MOST)
    return ActOutcome(ActState.DONE, LENGTHENED, {"year": year, "months": months})
