"""How long the data of a member are kept, and what may go before (A-09, M-12 and R-04 of the fact base, articles 5 and 17 GDPR)."""

from datetime import date, timedelta

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_after_year, months_later, year_end_from
from incubator.register.rules.membership import BOOK_2, MembershipRule
from incubator.register.rules.orders import WITH_LIABILITY
from incubator.register.values import MembershipStanding

BOOKS = MembershipRule("A-09", "BW 2:10(3)", BOOK_2)
BOOKS_YEARS, APPLICATIONS_YEARS = 7, 10


def kept_until(last_day: date, regime: str, year_end: str) -> date:
    """The last day on which the register must still name somebody who left: years after the end of that financial year."""
    # Ten years for who applied in writing (M-12), seven for the books: where both hold the longer wins.
    years = APPLICATIONS_YEARS if regime in WITH_LIABILITY else BOOKS_YEARS
    return months_after_year(year_end_from(last_day, year_end), years * 12)


def refused_until(refused_on: date) -> date:
    """Who never became a member is kept as long as four weeks after the refusal, as the habit is for who applies."""
    return refused_on + timedelta(weeks=4)


def applied_until(applied_on: date, regime: str) -> date | None:
    """M-12: where members are liable an application is kept for ten years, also of who was refused."""
    if regime not in WITH_LIABILITY:
        return None
    return months_later(applied_on, APPLICATIONS_YEARS * 12)


def check_erasure(standing: MembershipStanding | None, last_day: date | None, balance_cents: int) -> None:
    """Of a member nothing goes: the law wants to know who votes and who is liable."""
    if standing is not None and standing is not MembershipStanding.ENDED:
        raise RuleViolation(N_("Somebody who is a member stays in the register (article 2:10 BW)."))
    # The admission is decided and its day is still to come.
    if standing is None and last_day is not None:
        raise RuleViolation(N_("Somebody who is a member stays in the register (article 2:10 BW)."))
    if balance_cents:
        raise RuleViolation(N_("There is money on the account of this member. Enter first that it was paid back."))
