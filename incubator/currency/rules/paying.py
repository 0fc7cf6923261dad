"""What a payment and a card of the market must be."""

from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.currency.rules.terms import LARGEST
from incubator.currency.values import MarketCard

LAST_NUMBER = 2**31 - 1  # that a row can have, in both databases
NO_RULES = N_("There are no rules yet. A driver records a decision or puts a proposal to the vote first.")
ACCOUNT_CLOSED = N_("This account is closed.")
SAME_ACCOUNT = N_("Choose another account: this is the account that pays.")
TOO_LITTLE = N_("There is too little on this account. You can pay %(available)s at most.")
TOO_HIGH = N_("%(name)s cannot receive this amount now: the account would pass the upper limit.")
NOT_DECIDED = N_("Choose a place or category that was decided in the vote.")
OWN_CORRECTION = N_("This payment went over an account of yours. Let another driver take it back.")
NO_PAYMENT = N_("There is no payment with this number.")
SPENT = N_("This cannot be taken back: %(name)s has too little left. Talk about it, and pay back in parts.")
STANDS = N_("This account does not stand at zero. Say which decision says what happens with the balance.")
SAME_CARD = N_("This stands there already.")
DECIMALS = {
    0: N_("Write a whole number: the unit is not split."),
    1: N_("Write at most one decimal."),
}


def check_amount(amount: int, decimals: int, field: str = "amount") -> None:
    """Raise `RuleViolation` for nothing, for too much, and for more decimals than the unit has. In hundredths."""
    if not 0 < amount <= LARGEST:
        raise RuleViolation(N_("Fill in an amount above zero, and not above a million."), field=field)
    # With two decimals a hundredth is the smallest there is.
    if amount % 10 ** (2 - decimals):
        raise RuleViolation(DECIMALS[decimals], field=field)


def check_category(category: str, decided: tuple[str, ...]) -> None:
    """Where it may be earned and spent is decided in a vote; without such a decision everywhere."""
    if decided and category not in decided:
        raise RuleViolation(NOT_DECIDED, field="category")


def check_card(card: MarketCard, decimals: int, today: date) -> None:
    """Raise `RuleViolation` at the field of what cannot be meant."""
    if card.until < today:
        raise RuleViolation(N_("Choose a day from today on."), field="until")
    # A card may hold a telephone number: what nobody renews must not stand there for years.
    if (card.until - today).days > 366:
        raise RuleViolation(N_("Choose a day within a year. You can place it again after that."), field="until")
    if card.price is not None:
        check_amount(card.price, decimals, field="price")
