"""An application for a loan, and how the committee answers it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ApplicationState(StrEnum):
    """How far an application is."""

    DRAFT = "draft"
    HANDED_IN = "handed-in"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class CommitteeChoice(StrEnum):
    """What a member of the committee advises; who steps aside advises nothing."""

    GRANT = "grant"
    REFUSE = "refuse"
    ASK = "ask"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """What the dossier holds: its name, its words, where it comes from and since when."""

    label: str
    value: str
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class LoanRequest:
    """What a group asks for: cents, months, and why."""

    amount: int
    months: int
    purpose: str
    plan: str
    plan_source: str
    plan_on: date | None
    other_money: str
