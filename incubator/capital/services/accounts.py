"""The accounts of a cooperative, opened when something is first booked on them."""

from datetime import datetime

from incubator.capital.values import book
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.ledger import queries as ledger_queries
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerBook
from incubator.ledger.values import AccountTerms, Booking
from incubator.register.values import BANK, BOOK

# A reserve can carry a shortfall forward; a fund holds what was put aside, and no more can be spent.
COMMON = (
    AccountTerms(BANK, "Bank"),
    AccountTerms(book.RESERVE, "Algemene reserve"),
    AccountTerms(book.INDIVISIBLE, "Ondeelbare reserve"),
    AccountTerms(book.EDUCATION, "Scholingsfonds", minimum_cents=0),
    AccountTerms(book.SOLIDARITY, "Solidariteitsfonds", minimum_cents=0),
    AccountTerms(book.RESULT, "Resultaat"),
)


def common_book(group: Cooperative) -> LedgerBook:
    """The book with the accounts that are of all."""
    of_group = ledger.open_book(group, BOOK)
    for terms in COMMON:
        ledger.open_account(of_group, terms)
    return of_group


def open_for(of_group: LedgerBook, number: int) -> None:
    """The accounts of one member besides what was paid in."""
    for code, name in (
        (book.allocated_code(number), "Bijgeschreven resultaat"),
        (book.former_code(number), "Schuld aan oud-lid"),
        (book.payable_code(number), "Uit te betalen resultaat"),
    ):
        ledger.open_account(of_group, AccountTerms(code, name, holder=number, minimum_cents=0))


def check_not_just_booked(of_group: LedgerBook, booking: Booking, *, now: datetime) -> None:
    """A button that was pressed twice books once."""
    # The ledger knows a token of the form; who opens the form twice has two tokens, and means one payment.
    since = now - cooperatives_services.A_MOMENT
    for entry in ledger_queries.entries(of_group, kind=booking.kind):
        moved = {line.account.code: line.amount_cents for line in entry.lines}
        if entry.recorded_at > since and (entry.on_date, moved) == (booking.on, dict(booking.movements)):
            raise RuleViolation(N_("The same was booked a moment ago. Wait a minute if it happened twice."))
