"""Into what someone can be invited, and who takes over when a role ends; other features add their own kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
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
class Remainder:
    """What stays with a name in it when an account goes: where, what and why, in the reader's language. `until` None: not known yet."""

    place: str
    what: str
    why: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where somebody's name was written down as a text: where, what stands there, and the page where it is changed."""

    place: str
    what: str
    url: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What hangs on somebody's role: a few words for the kind, and the names of the things."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Successors:
    """Who takes over: one colleague (None: whoever takes it), and for some groups, by their number, another. With `until` for a while."""

    usual: Any
    by_group: Mapping[int, Any] = field(default_factory=dict)
    until: date | None = None

    def of(self, group_id: int) -> Any:
        """Who takes over what belongs to this group."""
        return self.by_group.get(group_id, self.usual)

    @property
    def people(self) -> list[Any]:
        """Everyone who takes something over, each once."""
        chosen = {person.id: person for person in (self.usual, *self.by_group.values()) if person is not None}
        return [chosen[number] for number in sorted(chosen)]


@dataclass(frozen=True, slots=True)
class Keeper:
    """How a feature takes part when a role ends, or rests. `holdings(user)` gives what hangs on it, as `Holding`s.

    `hand_over(user, successors, now)` gives it to colleagues or to everyone, and tells who is concerned.
    """

    holdings: Callable[[Any], list[Holding]]
    hand_over: Callable[..., None]
