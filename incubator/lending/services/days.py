"""The next instalment in the agenda of who borrowed."""

from datetime import date

from incubator.core import agenda
from incubator.core.i18n import mark as N_
from incubator.lending.models import GrantedLoan
from incubator.lending.queries import loans
from incubator.lending.values import LoanState

SOURCE = "lending"
TITLE = N_("Instalment of loan %(number)s to %(fund)s")


def keep_days(loan: GrantedLoan, *, today: date, booked: loans.LoanBook | None = None) -> None:
    """Write the day of the next instalment, move it, or take it out when nothing comes any more."""
    # The next one only: a loan of years would fill the agenda with days that may still be reckoned again.
    key = f"loan:{loan.id}:next"
    coming = loans.stands(loan, today, booked).coming if loan.state is LoanState.RUNNING else ()
    if not coming:
        agenda.remove(key)
        return
    place = loan.fund.neighbourhood
    agenda.put(
        key,
        TITLE,
        coming[0].on,
        source=SOURCE,
        cooperative_id=loan.cooperative_id,
        # The coach reads this agenda and sees the application, not the loan; who borrowed goes on to the loan from there.
        url=f"/buurten/{place.slug}/leenfonds/aanvragen/{loan.application.number}",
        number=loan.number,
        fund=loan.fund.name,
    )
