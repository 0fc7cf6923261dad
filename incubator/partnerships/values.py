"""What the parties of a public-civic partnership agree on: plain values, in one text of which each version holds a copy."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from incubator.steps.values.commitments import BudgetPeriod, StaleReason


class PartyKind(StrEnum):
    """Who stands on which side: the first two bring in public means, the others the people of the neighbourhood."""

    GOVERNMENT = "government"
    ANCHOR = "anchor"
    GROUP = "group"  # of the incubator: it says yes itself
    PEOPLE = "people"  # who sign in words


PUBLIC = frozenset({PartyKind.GOVERNMENT, PartyKind.ANCHOR})


class PublicRole(StrEnum):
    """What a government or an anchor is in it. Source: cwb.md, section 4a, step 5(b)."""

    CUSTOMER = "customer"
    SHAREHOLDER = "shareholder"
    BOTH = "both"


class ContributionKind(StrEnum):
    """What a party brings in."""

    MONEY = "money"
    PREMISES = "premises"
    PEOPLE = "people"
    GUARANTEE = "guarantee"
    PURCHASE = "purchase"
    OTHER = "other"


class Flag(StrEnum):
    """What the parties have to look into before they sign."""

    PROCUREMENT = "procurement"
    HEAD_START = "head_start"
    SHAREHOLDER_AID = "shareholder_aid"
    GUARANTEE_AID = "guarantee_aid"
    PREMISES_AID = "premises_aid"
    MEMBERSHIP = "membership"
    BOARD_SEATS = "board_seats"
    BOTH_ROLES = "both_roles"


class PartnershipState(StrEnum):
    """How far it is: talked about, agreed on in one version, or ended."""

    TALKING = "talking"
    AGREED = "agreed"
    CHANGING = "changing"  # agreed, while a newer version waits
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class AgreementParty:
    """A party as a version names it; `signs` is a function and no name of a person."""

    party_id: int
    kind: PartyKind
    name: str
    role: PublicRole | None = None
    signs: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a party brings in; money in cents, hours in hundredths. `key` stays the same over versions."""

    key: int
    party_id: int
    kind: ContributionKind
    what: str
    source: str
    amount_cents: int | None = None
    hours_hundredths: int | None = None
    period: BudgetPeriod | None = None
    below_market: bool = False


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """What was written of each part; empty is still open."""

    task: str = ""
    quality: str = ""
    result: str = ""
    reporter: str = ""
    report_on: date | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    term: str = ""
    alone: str = ""
    both: str = ""
    seats: str = ""
    information: str = ""
    notice_months: int | None = None
    stopping: str = ""
    premises: str = ""
    money: str = ""
    data: str = ""
    people: str = ""


@dataclass(frozen=True, slots=True)
class AgreementText:
    """All that the parties say yes to."""

    terms: AgreementTerms = field(default_factory=AgreementTerms)
    parties: tuple[AgreementParty, ...] = ()
    contributions: tuple[Contribution, ...] = ()

    def party(self, party_id: int) -> AgreementParty | None:
        """The party with this number, when it is in this version."""
        return next((each for each in self.parties if each.party_id == party_id), None)


@dataclass(frozen=True, slots=True)
class SaidYes:
    """The yes of a party that has no account: by which function, on which day, and where that can be read."""

    on_date: date
    by_function: str
    source: str


@dataclass(frozen=True, slots=True)
class PartnershipStanding:
    """How far a partnership is and why it asks for attention."""

    state: PartnershipState
    heard_on: date
    stale: tuple[StaleReason, ...]
