"""What leaving comes to, for one member on one day."""

from dataclasses import dataclass
from datetime import date

from incubator.register.values.membership import EventKind


@dataclass(frozen=True, slots=True)
class LeavingClause:
    """Words of the statutes in force, with the article where they stand. `differs` when the deed says it in other words."""

    words: str
    article: str | None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class HeldAmount:
    """What stands on an account of a member, in cents."""

    account: str
    cents: int


@dataclass(frozen=True, slots=True)
class MemberLeaving:
    """When the membership ends, what is still open, and what stays afterwards. None is: not, or not known."""

    noticed_on: date
    last_day: date
    decided: bool  # whether the end is in the register, or only reckoned
    outer_limit: date  # of a notice by the member (BW 2:36)
    notice: LeavingClause | None
    acknowledged_by: date | None
    liable_until: date | None
    most_liable_cents: int | None
    paid_cents: int
    held_besides: tuple[HeldAmount, ...]  # what else stands on the name of the member, by the name of its account
    due_cents: int | None
    due_without_basis: bool  # an amount is asked, and the statutes name no duty that it rests on
    repaid_by: date | None
    repayment: LeavingClause | None
    claim: LeavingClause | None
    conditions: tuple[str, ...]
    not_at_once: tuple[str, ...]  # decisions after which the statutes let nobody leave at once
    kept_until: date
    ended_by: EventKind = EventKind.RESIGNATION  # as long as nothing is decided it is reckoned as a notice

    @property
    def by_notice(self) -> bool:
        """Whether the member gave notice, or would: the terms of a notice count for nobody else."""
        return self.ended_by is EventKind.RESIGNATION
