"""What the statutes in force say, as values that other features can count with, each with the article where it stands."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

TermValue = str | int | bool


@dataclass(frozen=True, slots=True)
class StatutesTerm:
    """A term of the statutes. `differs` when the article in the deed reads otherwise than our text, so that a person must look."""

    key: str
    value: TermValue
    article: str | None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """The terms of a day, and of which version and deed they are."""

    version: int
    deed_on: date
    terms: tuple[StatutesTerm, ...]

    def term(self, key: str) -> StatutesTerm | None:
        """The term with this key; None when these statutes say nothing of it."""
        return next((term for term in self.terms if term.key == key), None)

    def as_json(self) -> dict[str, Any]:
        terms = [asdict(term) for term in self.terms]
        return {"version": self.version, "deed_on": self.deed_on.isoformat(), "terms": terms}
