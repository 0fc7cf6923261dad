"""Accounts, payments and cards of the market, as they travel between the parts of the feature."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class AccountKind(StrEnum):
    """Whose an account is: of a person, of a group, or the pot that is of all."""

    PERSON = "person"
    GROUP = "group"
    COMMON = "common"


class MarketSide(StrEnum):
    """Whether somebody offers or asks."""

    OFFER = "offer"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class CurrencyStart:
    """What a currency is called, its unit for one and for more, what that is compared with, and how many decimals it has."""

    name: str
    unit: str
    units: str
    worth: str
    decimals: int


@dataclass(frozen=True, slots=True)
class CurrencyPayment:
    """A payment before it is booked: from which account to which, in hundredths. The same token is booked once."""

    payer: Any
    receiver: Any
    amount: int
    text: str
    category: str
    token: str


@dataclass(frozen=True, slots=True)
class MarketCard:
    """What somebody offers or asks, until when, and the contact that they chose to show ("" for none)."""

    side: MarketSide
    title: str
    text: str
    category: str
    until: date
    price: int | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of a statement: with whom, how much (below zero what went off), and what the account held after it."""

    entry: Any
    other: Any | None  # the account on the other side; None when there are several
    amount: int
    balance: int


FEWEST = 3  # accounts in a month from which a number can be shown


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many accounts paid or were paid in a month, and in how many payments. Without any amount."""

    first_day: date
    accounts: int
    payments: int

    @property
    def is_small(self) -> bool:
        """Whether the number would point at people."""
        return self.accounts < FEWEST
