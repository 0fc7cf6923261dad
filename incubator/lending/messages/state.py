"""How far a fund is, in a sentence, and what everyone may read of it: counts and terms, never who owes what."""

from collections import Counter

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core import clock
from incubator.core.formatting import unparted_cents
from incubator.lending.models import LendingFund
from incubator.lending.queries import funds, loans
from incubator.lending.values import LoanState
from incubator.neighbourhood.models import Neighbourhood

LENT = (LoanState.RUNNING, LoanState.CLOSED, LoanState.WRITTEN_OFF)


def state(place: Neighbourhood) -> str:
    """Whether there is a fund, whether it has terms, and how many loans it has."""
    known = funds.of_neighbourhood(place.id)
    if known is None:
        return _("There is no loan fund yet.")
    if funds.terms_on(known, clock.today()) is None:
        return _("%(name)s waits for its terms.", name=known.name)
    return f"{known.name}: {_running(known)}"


def _running(fund: LendingFund) -> str:
    return ngettext("%(num)d loan runs.", "%(num)d loans run.", loans.per_state(fund)[LoanState.RUNNING])


def lent(numbers: Counter[LoanState]) -> int:
    """How many loans were ever paid out, of the numbers in each state."""
    return sum(numbers[each] for each in LENT)


def public_sentences(place: Neighbourhood) -> tuple[str, ...]:
    """What stands on the public page of the neighbourhood; nothing before the fund is published."""
    known = funds.of_neighbourhood(place.id)
    if known is None or known.published_at is None:
        return ()
    terms = funds.terms_on(known, clock.today())
    if terms is None:
        return ()
    offered = _(
        "Groups here borrow from %(name)s, at most %(amount)s each.",
        name=known.name,
        amount=unparted_cents(terms.largest),
    )
    number = lent(loans.per_state(known))
    if not number:
        return (offered,)
    return (offered, ngettext("%(num)d loan was paid out so far.", "%(num)d loans were paid out so far.", number))
