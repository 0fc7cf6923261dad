"""What leaving comes to, for one member on one day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LeavingClause:
    """Words of the statutes in force, with the article where they stand. `differs` when the deed says it in other words."""

    words: str
    article: str | None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class MemberLeaving:
    """When the membership ends, what is still open, and what stays afterwards. None is: not, or not known."""

    noticed_on: date
    last_day: date
    decided: bool  # whether the end is in the register, or only reckoned
    outer_limit: date
    notice: LeavingClause | None
    acknowledged_by: date | None
    liable_until: date | None
    most_liable_cents: int | None
    paid_cents: int
    due_cents: int | None
    due_without_basis: bool  # an amount is asked, and the statutes name no duty that it rests on
    repaid_by: date | None
    repayment: LeavingClause | None
    claim: LeavingClause | None
    conditions: tuple[str, ...]
    not_at_once: tuple[str, ...]  # decisions after which the statutes let nobody leave at once
    kept_until: date
