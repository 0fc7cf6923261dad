"""What is booked: movements that come to nothing together, with the reason for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AccountTerms:
    """An account as it is opened: its code within the book, whose it is, and between which limits its balance stays.

    A balance above zero is what the account holds or is owed; money that the book got from outside stands below zero.
    """

    code: str
    name: str
    holder: int | None = None
    minimum_cents: int | None = None
    maximum_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry before it is booked: amounts by the code of their account.

    `basis` is the decision or the clause that it rests on. The same `token` is booked once, however often it is sent.
    """

    on: date
    kind: str
    movements: Mapping[str, int]
    description: str = ""
    basis: str = ""
    token: str | None = None
