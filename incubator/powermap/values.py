"""What stands on a power map, and what changed on it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.core.csv_files import LineTrouble
from incubator.neighbourhood.values import StatedGround


class PowerKind(StrEnum):
    """Whose place on the map it is. `ROLE` is a function without a name; only `PERSON` is somebody by name."""

    ORGANISATION = "organisation"
    GROUP = "group"
    ROLE = "role"
    PERSON = "person"


class PowerPersonGround(StrEnum):
    """Why somebody may stand here by name (GDPR article 6): a public office, or their own consent."""

    PUBLIC_OFFICE = "public-office"
    CONSENT = "consent"


class PowerTie(StrEnum):
    """What the first of two has to do with the second."""

    WORKS_WITH = "works-with"
    DECIDES = "decides"
    PAYS = "pays"
    SUPPORTS = "supports"
    OPPOSES = "opposes"


class PowerStance(StrEnum):
    """What somebody thinks of a proposal."""

    FOR = "for"
    DOUBTS = "doubts"
    AGAINST = "against"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PowerTerms:
    """A place on the map as somebody writes it down; interest and influence from 0 to 10."""

    name: str
    kind: PowerKind
    interest: int
    influence: int
    for_us: str
    person_ground: PowerPersonGround | None
    ground_on: date | None  # since when that ground is there
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class PowerPlaced:
    """Who stands where; `number` stays the same between versions."""

    number: int
    name: str
    kind: PowerKind
    interest: int
    influence: int


@dataclass(frozen=True, slots=True)
class PowerTied:
    """What one has to do with another, by their numbers."""

    first: int
    second: int
    tie: PowerTie


@dataclass(frozen=True, slots=True)
class PowerStated:
    """What somebody thinks of a proposal, by the number of both."""

    proposal: int
    actor: int
    stance: PowerStance


@dataclass(frozen=True, slots=True)
class PowerPicture:
    """A map as it stood at a moment; `proposals` are the texts by their numbers."""

    actors: tuple[PowerPlaced, ...]
    ties: tuple[PowerTied, ...]
    proposals: dict[int, str]
    stances: tuple[PowerStated, ...]


@dataclass(frozen=True, slots=True)
class PowerTurn:
    """Somebody who thinks something else of a proposal than before."""

    name: str
    proposal: str
    before: PowerStance
    after: PowerStance


@dataclass(frozen=True, slots=True)
class PowerChanges:
    """What is different between two moments. Ties are names: first, what, second."""

    came: tuple[PowerPlaced, ...]
    went: tuple[PowerPlaced, ...]
    moved: tuple[tuple[PowerPlaced, PowerPlaced], ...]
    turned: tuple[PowerTurn, ...]
    tied: tuple[tuple[str, PowerTie, str], ...]
    untied: tuple[tuple[str, PowerTie, str], ...]

    @property
    def none(self) -> bool:
        return not (self.came or self.went or self.moved or self.turned or self.tied or self.untied)


@dataclass(frozen=True, slots=True)
class PowerLine:
    """A line of a sheet that could be read."""

    line: int
    terms: PowerTerms


@dataclass(frozen=True, slots=True)
class PowerSheet:
    """What a sheet holds, what is wrong with it, and which columns say nothing to us."""

    lines: tuple[PowerLine, ...] = ()
    troubles: tuple[LineTrouble, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PowerSheetOutcome:
    """What taking in a sheet would do: who is new, who gets other answers, and who stays as they stand."""

    entered: tuple[PowerLine, ...] = ()
    replaced: tuple[PowerLine, ...] = ()
    alike: tuple[PowerLine, ...] = ()
    troubles: tuple[LineTrouble, ...] = ()
