"""What someone is in a neighbourhood, and the parts that other features hang in its workbench."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class NeighbourhoodRole(StrEnum):
    """What someone does in a neighbourhood: drivers (aanjagers) also decide who takes part and what is public."""

    DRIVER = "driver"
    PARTICIPANT = "participant"


class GroupAnswer(StrEnum):
    """What a group answered to the question to be part of a neighbourhood; `LEFT` when either side stopped later."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LEFT = "left"


class Certainty(StrEnum):
    """Whether a statement was looked up or is a guess."""

    FACT = "fact"
    ESTIMATE = "estimate"


class BuildingUse(StrEnum):
    """What a building is for."""

    HOMES = "homes"
    SHOP = "shop"
    WORK = "work"
    MEETING = "meeting"
    CARE = "care"
    SCHOOL = "school"
    GREEN = "green"
    OTHER = "other"


class BuildingState(StrEnum):
    """How a building stands."""

    IN_USE = "in-use"
    EMPTY = "empty"
    FOR_SALE = "for-sale"
    RENTED = "rented"
    MANAGED = "managed"
    BOUGHT = "bought"


class StatementAbout(StrEnum):
    """What a statement about a building says."""

    STATE = "state"
    OWNER = "owner"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class StatedGround:
    """What a statement rests on: fact or estimate, from which source, who said it, on which day."""

    certainty: Certainty
    source: str
    said_by: str
    said_on: date

    @property
    def by_field(self) -> dict[str, Any]:
        """The same by the fields of its form."""
        return asdict(self) | {"certainty": self.certainty.value}


@dataclass(frozen=True, slots=True)
class BuildingTerms:
    """What a building is, apart from what people say of it."""

    name: str
    address: str
    use: BuildingUse
    is_public: bool


@dataclass(frozen=True, slots=True)
class SaidOfBuilding:
    """A statement as somebody writes it down."""

    about: StatementAbout
    text: str
    since: date | None
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class WorkbenchCounts:
    """How much a neighbourhood has; `latest` is when the story was last written, None before it was."""

    people: int
    groups: int
    buildings: int
    latest: datetime | None
    unpublished: bool  # the newest version of the story is not the one that visitors read
    asked: int = 0  # people who were invited and did not answer


@dataclass(frozen=True, slots=True)
class FoundingPlan:
    """What a group begins with: its first name, its kinds of work (of the table of sectors), and where that was written down."""

    title: str
    reference: str
    work: tuple[str, ...] = ()


class PartTheme(StrEnum):
    """What a part of the workbench is for: to know how it stands, to get something done, or to hold something together."""

    KNOWING = "knowing"
    DOING = "doing"
    SHARING = "sharing"


@dataclass(frozen=True, slots=True)
class PublicPiece:
    """What a part shows on the public page: sentences, and the address of its own public page ("" when there is none)."""

    sentences: tuple[str, ...]
    url: str = ""
