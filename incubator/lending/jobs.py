"""What loan funds do by themselves."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.lending.queries.funds import all_funds
from incubator.lending.queries.loans import all_loans, books
from incubator.lending.services.days import keep_days
from incubator.lending.services.reminding import remind


def keep_loans() -> str:
    """Put the next instalment of each loan in the agenda of who borrowed, and mail about what comes near or is late.

    Gives how many loans there are, and how many mails.
    """
    today, number, mailed = clock.today(), 0, 0
    # Each fund by itself: what stops one neighbourhood does not stop the others.
    for fund in all_funds():
        with transaction(actor=SYSTEM):
            booked = books(fund)
            for loan in all_loans(fund):
                keep_days(loan, today=today, booked=booked[loan.number])
                mailed += remind(loan, today=today, booked=booked[loan.number])
                number += 1
    return f"{number} loans looked at, {mailed} reminders"
