"""Rules of the work that was agreed. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

from incubator.bids.rules.standstill import Standstill
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
        self._check_options()
        if self.ends_on is None:
            return
        if self.starts_on is not None and self.starts_on > self.ends_on:
            raise RuleViolation(N_("The contract cannot begin after it ends."), field="starts_on")
        # Who extends does so while the contract runs.
        if self.option_by is not None and self.option_by > self.ends_on:
            raise RuleViolation(N_("This is after the end of the contract."), field="option_by")

    def _check_options(self) -> None:
        """An extension has a number, a length, and a day that lies in the contract."""
        if self.options and self.option_months is None:
            raise RuleViolation(
                N_("Fill in by how many months: without it nobody knows until when an extension lasts."),
                field="option_months",
            )
        if self.option_by is None:
            return
        if self.options == 0:
            raise RuleViolation(N_("It cannot be extended, as you say above. Leave this day empty."), field="option_by")
        if self.option_by < (self.starts_on or self.agreed_on):
            raise RuleViolation(N_("This is before the work begins."), field="option_by")

    @property
    def oddities(self) -> tuple[str, ...]:
        """What can be right and is seldom so: to be said, and not refused."""
        odd = []
        if self.starts_on is not None and self.starts_on < self.agreed_on:
            odd.append(N_("The work begins before the day on which it was agreed. Look whether both days are right."))
        if self.ends_on is not None and self.first_report_on is not None and self.first_report_on > self.ends_on:
            odd.append(N_("The first report is due after the end of the contract. Look whether both days are right."))
        return tuple(odd)


def check_signed(on: date, sent_on: date, term: Standstill | None, *, because: str, field: str) -> None:
    """Whether an agreement can be of this day. Raises `RuleViolation`.

    In the days of the standstill the buyer may not sign (art. 2.127 Aw 2012), with exceptions: then somebody says why it did.
    """
    if on < sent_on:
        raise RuleViolation(
            N_("The decision is of %(day)s: the agreement cannot be of before that."), field="agreed_on", day=sent_on
        )
    if term is not None and term.is_early(on) and not because:
        raise RuleViolation(
            N_("Until %(day)s the buyer may not sign. Is the day right? Then write why it was signed all the same."),
            field=field,
            day=max(term.last_day, term.by_law or term.last_day),
        )


def extended(terms: ContractTerms) -> ContractTerms:
    """The terms after the client used an option. Raises `RuleViolation` when there is none to use."""
    if not terms.options or not terms.option_months or terms.ends_on is None:
        raise RuleViolation(N_("First fill in the end, how often it can be extended, and by how many months."))
    left = terms.options - 1
    option_by = None
    if left and terms.option_by is not None:
        option_by = months_later(terms.option_by, terms.option_months)
    ends_on = months_later(terms.ends_on, terms.option_months)
    return replace(terms, ends_on=ends_on, options=left, option_by=option_by)


TERMS = tuple(field.name for field in fields(ContractTerms))
TEXTS = ("index_name", "index_base", "social_return", "contact")  # empty when nobody said


def reports(first: date | None, months: int | None, *, since: date, until: date | None) -> Iterator[date]:
    """The days on which a report is due from a day on: the first, and then every so many months."""
    if first is None:
        return
    day, number, given = first, 0, 0
    # A report at the end is often due after it: the first that somebody filled in always stands there.
    while given < MOST_REPORTS and (number == 0 or until is None or day <= until):
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
