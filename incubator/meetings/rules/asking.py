"""Members ask for a general meeting (BW 2:41(2) to (4), rule G-09): how many it takes, and which terms run then."""

from datetime import date
from math import ceil

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.rules.convening import request_share
from incubator.meetings.rules.days import board_until, held_by, themselves_from
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.planning import RequestDates, RequestTerms


def request_terms(votes: int, total: int, terms: MeetingTerms) -> RequestTerms:
    """How a request stands. Of no votes at all no part can ask for anything."""
    return RequestTerms(votes, total, ceil(request_share(terms) * total))


def request_dates(handed_in_on: date) -> RequestDates:
    """Within fourteen days the board acts on it, else they convene themselves; the meeting is within four weeks."""
    return RequestDates(
        board_until=board_until(handed_in_on),
        themselves_from=themselves_from(handed_in_on),
        meeting_by=held_by(handed_in_on),
    )


def check_themselves(handed_in_on: date | None, *, is_convened: bool, today: date) -> None:
    """Whether those who asked may convene. Raises `RuleViolation` with the article when not."""
    if handed_in_on is None:
        raise RuleViolation(N_("Too few members stand behind this request yet (article 2:41(2) BW)."))
    if is_convened:
        raise RuleViolation(
            N_("The board has called the members already: this request was acted on (article 2:41(3) BW).")
        )
    dates = request_dates(handed_in_on)
    if today < dates.themselves_from:
        raise RuleViolation(
            N_(
                "The board has until %(day)s to call the members. After that you can do it yourselves (article 2:41(3) BW)."
            ),
            day=dates.board_until,
        )


def check_open(*, is_withdrawn: bool) -> None:
    """Raises `RuleViolation` for a request that was taken back."""
    if is_withdrawn:
        raise RuleViolation(N_("This request was taken back."))
