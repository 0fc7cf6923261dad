"""Into what someone can be invited; other features add their own kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

INCUBATOR = "incubator"


@dataclass(frozen=True, slots=True)
class InvitedTo:
    """What an invitation is for, as its page and its mail say: the place, the role there in words, the page one comes to."""

    place: str
    role: str
    page: str


@dataclass(frozen=True, slots=True)
class InvitationKind:
    """How a feature takes part. `describe(invitation)` gives `InvitedTo`; `accept(invitation, user, now)` does what the yes is for.

    `accept` runs in the transaction of the answer; a `RuleViolation` stops it.
    """

    describe: Callable[[Any], InvitedTo]
    accept: Callable[..., None]


@dataclass(frozen=True, slots=True)
class Holding:
    """What hangs on somebody's role: a few words for the kind, and the names of the things."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keeper:
    """How a feature takes part when a role ends. `holdings(user)` gives what hangs on it, as `Holding`s.

    `hand_over(user, to, now)` gives it to a colleague, or to everyone when `to` is None, and tells who is concerned.
    """

    holdings: Callable[[Any], list[Holding]]
    hand_over: Callable[..., None]
