"""What someone may do with a currency that they may know of."""

from incubator.accounts.models import User
from incubator.currency.models import Currency, CurrencyAccount, CurrencyOffer, CurrencyProposal, CurrencyRules
from incubator.currency.queries.currencies import uses_for_group
from incubator.neighbourhood import permissions as places


def may_read(viewer: User, known: Currency | CurrencyProposal | CurrencyRules | CurrencyOffer) -> bool:
    """Loading within sight has already decided."""
    return known is not None


def may_take_part(viewer: User, currency: Currency) -> bool:
    """Pay and place cards: who takes part in the neighbourhood, or works in a group that is part of it."""
    # Not the manager: who runs the incubator does not earn, spend or vote in a neighbourhood.
    return may_have_account(viewer, currency) or uses_for_group(viewer, currency.neighbourhood)


def may_have_account(viewer: User, currency: Currency) -> bool:
    """Have an account of one's own: who takes part in the neighbourhood."""
    return places.may_build(viewer, currency.neighbourhood)


def may_vote(viewer: User, proposal: CurrencyProposal) -> bool:
    """Decide along: people of the neighbourhood. Who is here for a group lives by what they decide."""
    return may_have_account(viewer, proposal.currency)


def may_use(viewer: User, account: CurrencyAccount | CurrencyOffer) -> bool:
    """Loading what is one's own has already decided."""
    return account is not None


def may_manage(viewer: User, currency: Currency) -> bool:
    """Put rules to the vote and keep the accounts: drivers, and the manager."""
    return places.may_drive(viewer, currency.neighbourhood)
