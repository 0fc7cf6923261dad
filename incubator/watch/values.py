"""What the matching engine takes and gives."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from incubator.formats.values import NoticeKind, Reserved

FIRST_PROFILE = "Ons werk"  # what the profile that starts from the dossier is called until its people call it otherwise
ACTIONABLE = (NoticeKind.PLANNING, NoticeKind.CONSULTATION, NoticeKind.COMPETITION)
ENDING = "ending"  # among the kinds of a profile: contracts that end, so that the buyer has to choose anew
SOUGHT = (*ACTIONABLE, ENDING)


@dataclass(frozen=True, slots=True)
class TaughtNotice:
    """A notice that a cooperative judged, as far as it shows what its work is. `weight`: above 0 it wants such work, below 0 not.

    `buyer`: the number of the organisation; `description`: its beginning.
    """

    notice_id: int
    title: str
    description: str = ""
    cpv: tuple[str, ...] = ()
    main_cpv: str | None = None
    buyer: int | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What a cooperative looks for. Every field but `name` may be empty; a profile that says nothing of its work matches nothing.

    `keywords` and `exclude`: words or "quoted phrases". `synonyms`: other words for a keyword. `places`: NUTS and GM codes.
    `min_value` and `max_value`: whole euros. `kinds`: kinds of notice (all when empty). `dropped`: words and codes of its trades
    that its people crossed out: nothing brings them back. `learnt`: what was judged with this profile; `avoided`: the numbers of
    buyers that its people do not work for.
    """

    name: str
    description: str = ""
    cpv: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    min_value: int | None = None
    max_value: int | None = None
    languages: tuple[str, ...] = ()
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    min_days_left: int | None = None
    threshold: float = 0.5
    dropped: tuple[str, ...] = ()
    meanings: tuple[bytes, ...] = ()  # of its words, where a language model is installed
    learnt: tuple[TaughtNotice, ...] = ()
    avoided: tuple[int, ...] = ()


class Reach(StrEnum):
    """How far from its places a cooperative goes."""

    HERE = "here"
    PROVINCE = "province"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a profile asks of any notice, whatever the work: what it is called, which kinds, how much time, how sure."""

    name: str
    kinds: tuple[str, ...]
    min_days_left: int | None
    threshold_percent: int = 50


@dataclass(frozen=True, slots=True)
class MatchableNotice:
    """A notice as far as matching looks at it. `value` and `lot_values`: whole euros; `lots`: titles and descriptions of lots."""

    id: int
    title: str
    description: str = ""
    lots: str = ""
    cpv: tuple[str, ...] = ()
    main_cpv: str | None = None
    places: tuple[str, ...] = ()
    value: int | None = None
    value_doubted: bool = False
    lot_values: tuple[int, ...] = ()
    deadline: datetime | None = None
    language: str | None = None
    nature: str | None = None
    kind: NoticeKind = NoticeKind.COMPETITION
    reserved: Reserved | None = None
    meaning: bytes | None = None  # of the title, where a language model is installed
    buyer: int | None = None
    ends: date | None = None  # of a contract that ends before long: the day

    @property
    def sought_as(self) -> str:
        """What a profile has to look for to get it: its kind, or contracts that end."""
        if self.ends is not None:
            return ENDING
        return self.kind


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for or against. `sentence` is an English source string with placeholders in `params`."""

    kind: str  # cpv, text, place, value, reserved, time, feedback
    speaks_for: bool
    sentence: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """How well a notice fits: 0 to 1, comparable between profiles; 0.5 is the threshold of an alert."""

    notice_id: int
    score: float
    reasons: tuple[Reason, ...]


class Hit(NamedTuple):
    """A notice that reaches the threshold of a profile, by the position of the profile among those of the matcher."""

    position: int
    notice_id: int
    score: float
