"""Rules of the work that was agreed. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later

MOST_REPORTS = 24  # in an agenda


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What is known of a contract; `jobs_percent` is 100 for each full-time job, `value_cents` of the whole contract without VAT."""

    name: str
    client: str
    agreed_on: date
    ends_on: date | None = None
    value_cents: int | None = None
    jobs_percent: int | None = None
    starts_on: date | None = None
    options: int | None = None
    option_months: int | None = None
    option_by: date | None = None
    first_report_on: date | None = None
    report_months: int | None = None
    index_month: int | None = None
    index_name: str = ""
    index_base: str = ""
    social_return: str = ""
    payment_days: int | None = None
    contact: str = ""

    def check(self, today: date) -> None:
        """Raises `RuleViolation` for work that ends before it was agreed, or that will be agreed later."""
        if self.agreed_on > today:
            raise RuleViolation(
                N_("This day is still to come. Record the contract once it is agreed."), field="agreed_on"
            )
        if self.ends_on is not None and self.ends_on < self.agreed_on:
            raise RuleViolation(N_("The contract cannot end before it was agreed."), field="ends_on")
        self._check_days()

    def _check_days(self) -> None:
        if self.ends_on is None:
            return
        if self.starts_on is not None and self.starts_on > self.ends_on:
            raise RuleViolation(N_("The contract cannot begin after it ends."), field="starts_on")
        # Who extends does so while the contract runs.
        if self.option_by is not None and self.option_by > self.ends_on:
            raise RuleViolation(N_("This is after the end of the contract."), field="option_by")


TERMS = tuple(field.name for field in fields(ContractTerms))
TEXTS = ("index_name", "index_base", "social_return", "contact")  # empty when nobody said


def reports(first: date | None, months: int | None, *, since: date, until: date | None) -> Iterator[date]:
    """The days on which a report is due from a day on: the first, and then every so many months."""
    if first is None:
        return
    day, number, given = first, 0, 0
    while given < MOST_REPORTS and (until is None or day <= until):
        if day >= since:
            given += 1
            yield day
        if not months:
            return
        number += 1
        # Counted from the first: else a report of the 31st would slide to the 28th for good.
        day = months_later(first, number * months)


def next_indexation(month: int | None, *, since: date, starts_on: date | None, ends_on: date | None) -> date | None:
    """The next first day of the month in which the price goes along with an index; none after the contract has ended."""
    if month is None:
        return None
    earliest = since if starts_on is None else max(since, months_later(starts_on, 1))
    day = date(earliest.year, month, 1)
    if day < earliest:
        day = date(earliest.year + 1, month, 1)
    if ends_on is not None and day > ends_on:
        return None
    return day
