"""Mails about instalments to who coordinates the group that borrowed. Nothing here commits."""

from collections.abc import Sequence
from datetime import date, timedelta

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.lending.messages import mails
from incubator.lending.models import GrantedLoan
from incubator.lending.queries import loans
from incubator.lending.values import LoanState

AHEAD = timedelta(days=7)
# Who did nothing by then reads it on the page and in the letters of the fund.
STILL_NEWS_DAYS = 14


def remind(loan: GrantedLoan, *, today: date, booked: loans.LoanBook | None = None) -> int:
    """Mail that the next instalment comes near, and once more when something is late. Gives how many mails."""
    if loan.state is not LoanState.RUNNING:
        return 0
    stands = loans.stands(loan, today, booked)
    is_near = bool(stands.coming) and stands.coming[0].on - today <= AHEAD
    is_late = 0 < stands.overdue_days <= STILL_NEWS_DAYS
    if not is_near and not is_late:
        return 0
    mailed = 0
    for reader in _coordinators(loan.cooperative):
        if is_near:
            mailed += mails.coming(loan, stands.coming[0], reader)
        if is_late:
            mailed += mails.late(loan, stands.overdue, today - timedelta(days=stands.overdue_days), reader)
    return mailed


def _coordinators(group: Cooperative) -> Sequence[User]:
    parts = cooperatives.participants(group)
    return [part.user for part in parts if part.role is ParticipationRole.COORDINATOR]
