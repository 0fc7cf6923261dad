"""Institutions that are tied to the place (anchors), and the talks with them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.anchors.values.institutions import InstitutionKind


class AnchorKind(StrEnum):
    """What kind of organisation it is; a flourishing organisation of the neighbourhood is one too (cwb.md, 4a, step 3)."""

    GOVERNMENT = "government"
    SCHOOL = "school"
    CARE = "care"
    HOUSING = "housing"
    COMPANY = "company"
    NEIGHBOURHOOD = "neighbourhood"
    FAITH = "faith"
    OTHER = "other"


# As the register of anchors calls them. Companies, churches and other parts of government have no kind of their own there.
REGISTER_KINDS = {
    AnchorKind.SCHOOL: InstitutionKind.SCHOOL,
    AnchorKind.CARE: InstitutionKind.CARE,
    AnchorKind.HOUSING: InstitutionKind.HOUSING,
    AnchorKind.NEIGHBOURHOOD: InstitutionKind.NEIGHBOURHOOD,
}


@dataclass(frozen=True, slots=True)
class AnchorTerms:
    """An organisation, whom to ask there by function, what it can do, and the next step with its owner."""

    name: str
    kind: AnchorKind
    contact: str
    can_do: str
    next_step: str = ""
    next_owner: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class TalkTerms:
    """A talk: when, with which function, and what came of it."""

    on_date: date
    with_whom: str
    result: str
