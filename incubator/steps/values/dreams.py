"""Evenings of the inspiration programme, cards, and a vote by dots."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EveningPlan:
    """When and where people dream and plan, and about what."""

    title: str
    theme: str
    starts_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class CardText:
    """A dream or a plan; who said it may stay unknown. The picture comes with words for who does not see it."""

    title: str
    text: str
    said_by: str = ""
    picture_words: str = ""
    content: bytes = b""
    name: str = ""  # of the picture


@dataclass(frozen=True, slots=True)
class CardCount:
    """How many dots a card has, and from how many people."""

    card_id: int
    dots: int
    people: int


@dataclass(frozen=True, slots=True)
class VoteTerms:
    """A vote by dots: how many each person has, and the last day."""

    title: str
    dots: int
    last_day: date
