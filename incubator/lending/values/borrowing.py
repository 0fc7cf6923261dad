"""What a fund, or a cooperative, borrows of people."""

from dataclasses import dataclass
from datetime import date

from incubator.lending.values.loans import LoanTerms


@dataclass(frozen=True, slots=True)
class SubordinatedTerms:
    """A loan that ranks after others: of whom, on which terms, after whom, since when, by which document."""

    lender: str
    terms: LoanTerms
    ranks_after: str
    document: str
    lent_on: date
