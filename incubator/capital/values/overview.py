"""How capital stands on a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MemberCapital:
    """The accounts of a member."""

    number: int
    name: str
    ended_on: date | None
    contribution: int
    allocated: int
    payable: int
    owed: int
    due: int  # of the contribution, still to be paid in

    @property
    def total(self) -> int:
        return self.contribution + self.allocated


@dataclass(frozen=True, slots=True)
class CapitalStanding:
    """All accounts of a cooperative on a day."""

    on: date
    members: tuple[MemberCapital, ...]
    general_reserve: int
    indivisible: int
    education: int
    solidarity: int
    contribution: int | None  # of one member, by the statutes
    article: str | None

    @property
    def member_capital(self) -> int:
        return sum(member.total for member in self.members)

    @property
    def owed(self) -> int:
        return sum(member.owed + member.payable for member in self.members)

    @property
    def due(self) -> int:
        return sum(member.due for member in self.members)

    @property
    def reserves(self) -> int:
        return self.general_reserve + self.indivisible


@dataclass(frozen=True, slots=True)
class ExitStress:
    """What leaving would cost: who leaves, what they get, what of it this year, and what is left of the money."""

    leaving: tuple[tuple[str, int], ...]
    claims: int
    this_year: int
    due_already: int
    cash: int | None

    @property
    def left(self) -> int | None:
        if self.cash is None:
            return None
        return self.cash - self.this_year - self.due_already


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What was of all and what stood on the names of members at the end of a calendar year."""

    year: int
    reserves: int
    members: int
