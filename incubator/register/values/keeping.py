"""What the register keeps of somebody, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class KeptAs(StrEnum):
    """Why the register names somebody who has no account any more."""

    MEMBER = "member"  # still a member, or admitted for a day to come
    FORMER = "former"  # has left, and the term of the law runs
    OWED = "owed"  # has left, and money stands on the account
    APPLICANT = "applicant"
    SEATED = "seated"  # sits in a body
    SAT = "sat"  # sat in one, and the term of the law runs


@dataclass(frozen=True, slots=True)
class Kept:
    """Something of somebody that stays. `name` is under which name, `until` None when nobody can know yet."""

    group: str
    kept_as: KeptAs
    name: str
    until: date | None = None
    organ: str = ""
    number: int = 0
