"""Rules of the work that was agreed. Plain Python."""

from dataclasses import dataclass, fields
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What is known of a contract; `jobs_percent` is 100 for each full-time job, `value_cents` of the whole contract without VAT."""

    name: str
    client: str
    agreed_on: date
    ends_on: date | None = None
    value_cents: int | None = None
    jobs_percent: int | None = None

    def check(self, today: date) -> None:
        """Raises `RuleViolation` for work that ends before it was agreed, or that will be agreed later."""
        if self.agreed_on > today:
            raise RuleViolation(
                N_("This day is still to come. Record the contract once it is agreed."), field="agreed_on"
            )
        if self.ends_on is not None and self.ends_on < self.agreed_on:
            raise RuleViolation(N_("The contract cannot end before it was agreed."), field="ends_on")


TERMS = tuple(field.name for field in fields(ContractTerms))
