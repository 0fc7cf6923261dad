"""The accounts of a cooperative, opened when something is first booked on them."""

from incubator.capital.values import book
from incubator.cooperatives.models import Cooperative
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerBook
from incubator.ledger.values import AccountTerms
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
