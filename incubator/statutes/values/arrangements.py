"""What statutes may arrange besides what the act asks for: aspirants, suspension, disputes, funds, where a clause stands."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Address:
    street: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Aspirants:
    """People who work on trial and are no members yet; they need the clause of 2:53(3) BW."""

    allowed: bool = False
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Suspension:
    """Suspension (schorsing) of a member by itself, besides the one that comes with expulsion (2:35(4) BW)."""

    allowed: bool = False
    organ: str = ""
    max_months: int | None = None
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberAgreement:
    """The ledenovereenkomst, which the cooperative may change only where its statutes say so (2:59 BW)."""

    required: bool | None = None
    ends_with_membership: bool | None = None


@dataclass(frozen=True, slots=True)
class Disputes:
    """`method` is talk, mediation, arbitration or empty."""

    method: str = ""
    arrangement: str = ""


@dataclass(frozen=True, slots=True)
class Appropriation:
    """What happens to the surplus of a year besides the general reserve; parts of the whole."""

    education: Fraction | None = None
    solidarity: Fraction | None = None
    credit_share: Fraction | None = None
    indivisible: bool | None = None
