"""Amounts, names of accounts and kinds of things, in words."""

from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core.i18n import language
from incubator.core.quantities import write_decimal
from incubator.currency.models import Currency, CurrencyAccount
from incubator.currency.values import AccountKind, CurrencyBallot, CurrencyVerdict, DemurragePeriod, MarketSide

UNIT = 100  # hundredths in a unit

BALLOTS = {CurrencyBallot.YES: _l("Yes"), CurrencyBallot.NO: _l("No"), CurrencyBallot.BLANK: _l("Blank")}
PERIODS = {
    DemurragePeriod.MONTH: _l("each month"),
    DemurragePeriod.QUARTER: _l("each quarter"),
    DemurragePeriod.YEAR: _l("each year"),
}
SIDES = {MarketSide.OFFER: _l("Offered"), MarketSide.NEED: _l("Needed")}
VERDICTS = {
    CurrencyVerdict.OPEN: _l("open for votes"),
    CurrencyVerdict.ACCEPTED: _l("accepted"),
    CurrencyVerdict.REJECTED: _l("rejected"),
}
BADGES = {CurrencyVerdict.OPEN: "now", CurrencyVerdict.ACCEPTED: "done", CurrencyVerdict.REJECTED: "blocked"}
KINDS = {
    "payment": _l("Payment"),
    "demurrage": _l("Demurrage"),
    "closing": _l("Balance at closing"),
}


def number(hundredths: int) -> str:
    """12,5: an amount without its unit, as the reader writes it."""
    return write_decimal(Decimal(hundredths) / UNIT, language())


def amount(hundredths: int | None, currency: Currency) -> str:
    """12,5 zonnen: what does not break off at the end of a line; nothing for no amount."""
    if hundredths is None:
        return ""
    # Both forms are words of the neighbourhood itself: no grammar makes “zonnen” of “zon”.
    unit = currency.unit if abs(hundredths) == UNIT else currency.units
    return f"{number(hundredths)}\u00a0{unit}"


def account_name(account: CurrencyAccount) -> str:
    """Whose account it is; of who is gone only its number."""
    if account.kind is AccountKind.COMMON:
        return _("The common pot")
    holder = account.user or account.cooperative
    if holder is None:
        return _("Account %(number)s", number=account.number)
    return holder.name
