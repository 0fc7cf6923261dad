"""What letters after a decision are made from, and how each decision is called in them. Documents are Dutch."""

from dataclasses import dataclass
from datetime import date

from incubator.bids.rules.standstill import Standstill

REASONS = {
    "quality": "de kwaliteit",
    "price": "de prijs",
    "experience": "referenties of ervaring",
    "invalid": "te laat, niet volledig, of een eis waaraan wij niet voldeden",
    "other-work": "ander soort werk",
}
# What was decided, as it stands after "tegen" or "over".
DECISIONS = {
    "lost": "de gunningsbeslissing",
    "won": "de gunningsbeslissing",
    "invalid": "de beslissing om onze inschrijving ongeldig te verklaren",
    "not-selected": "de beslissing om ons niet te selecteren",
    "refused": "de beslissing om ons niet toe te laten",
    "admitted": "de beslissing om ons toe te laten",
    "stopped": "de beslissing om de opdracht niet te gunnen",
}


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What a criterion brought, as a document writes it."""

    criterion: str
    lot: str
    ours: str
    most: str
    winners: str
    remark: str


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What is known of the decision, on the day on which the letter is made."""

    outcome: str
    sent_on: date
    made_on: date
    winner: str
    place: int | None
    price_place: int | None
    bids_number: int | None
    reason: str  # a key of `REASONS`; empty: the letter does not say
    term: Standstill | None
    in_letter: bool  # the last day was filled in, from the letter or the documents
    reasons_by_law: bool
    reasons_asked_on: date | None
    submitted_on: date | None
    scores: tuple[ScoreLine, ...]
    of_authority: bool = True
    is_open_house: bool = False

    @property
    def compares(self) -> bool:
        """Whether bids were compared, so that there are places and points."""
        return self.outcome in {"won", "lost"}

    @property
    def is_over(self) -> bool:
        """Whether nobody can object any more."""
        return self.term is not None and self.term.is_over(self.made_on)

    @property
    def is_doubtful(self) -> bool:
        """Whether the last day has passed and the law may still give some."""
        return self.term is not None and self.term.is_doubtful(self.made_on)

    @property
    def named(self) -> str:
        """de gunningsbeslissing"""
        return DECISIONS[self.outcome]
