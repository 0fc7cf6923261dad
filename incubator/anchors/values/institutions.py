"""An anchor, and what people know of it: whom it hires, what it promised and needs, and how contact with it went."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.neighbourhood.values import StatedGround


class InstitutionKind(StrEnum):
    """What kind of organisation an anchor is; a flourishing organisation of the neighbourhood is one too (cwb.md, 4a, step 3)."""

    MUNICIPALITY = "municipality"
    HOSPITAL = "hospital"
    UNIVERSITY = "university"
    HOUSING = "housing"
    SCHOOL = "school"
    CARE = "care"
    NEIGHBOURHOOD = "neighbourhood"
    OTHER = "other"


class PromiseMeasure(StrEnum):
    """By what a promise is measured. `WORDS` is a promise that no number here can show."""

    LOCAL = "local"
    SMALL = "small"
    SOCIAL = "social"
    WORDS = "words"


class AnchorContactKind(StrEnum):
    """How there was contact."""

    TALK = "talk"
    LETTER = "letter"
    MAIL = "mail"
    VISIT = "visit"


class ContactGround(StrEnum):
    """Why the name of a person may stand in the log (GDPR article 6): a public office, or their own consent."""

    NO_PERSON = "no-person"
    PUBLIC_OFFICE = "public-office"
    CONSENT = "consent"


class LetterAsk(StrEnum):
    """What a letter to an anchor asks."""

    LIST = "list"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class InstitutionTerms:
    """An anchor as somebody writes it down. `buyer` is its name in the notices, "" when it is not there."""

    name: str
    kind: InstitutionKind
    kvk: str
    buyer: str
    about: str
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class JobTerms:
    """Work that an anchor hires people for; hours a week in hundredths."""

    role: str
    people: int
    hours_hundredths: int | None
    open_to: str
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class PromiseTerms:
    """What an anchor promised. `target_hundredths` is a share in hundredths of a percent, None for a promise in words."""

    text: str
    measure: PromiseMeasure
    target_hundredths: int | None
    due_on: date | None
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class NeedTerms:
    """What an anchor needs or will buy. `cpv` is a code of eight digits, "" when nobody knows it."""

    what: str
    category: str
    cpv: str
    cents: int | None
    expected_on: date | None
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class ContactTerms:
    """Contact with an anchor, and what comes next."""

    on_date: date
    kind: AnchorContactKind
    with_whom: str
    person_ground: ContactGround
    agreed: str
    next_step: str
    next_owner: str
    next_on: date | None


PartTerms = JobTerms | PromiseTerms | NeedTerms | ContactTerms


@dataclass(frozen=True, slots=True)
class NeedOfAnchor:
    """A need with whose it is, for features that match it with what others can do."""

    need_id: int
    anchor_id: int
    anchor: str
    what: str
    category: str
    cpv: str
    cents: int | None
    expected_on: date | None
    ground: StatedGround
