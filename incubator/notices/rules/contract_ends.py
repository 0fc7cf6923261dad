"""When a contract ends: as the award says, or worked out from what it and its call say, with the sum.

Nothing is invented: without a beginning or a duration there is no end. How often it may be renewed is told beside it; the end with
all renewals only where the notice says how long each lasts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.formats.durations import add_months
from incubator.formats.values import ReadNotice

MOST_RENEWALS, LONGEST_RENEWALS = 20, 240  # times; months together
_COUNT = r"(\d{1,2}|een|één|twee|drie|vier|vijf|zes|acht|tien|twaalf)"
_TIMES = r"(?:x|maal|keer|×|opties?(?: van)?|verlengingen(?: van)?)"
_BETWEEN = r"(?:met|van|telkens|steeds|voor|een|de|periode|maximaal|max\.?|ten|hoogste|opnieuw|te|verlengen)"
RENEWALS = re.compile(
    rf"\b(?:(een|twee|drie|vier|vijf|zes)maal|{_COUNT} ?{_TIMES})(?: {_BETWEEN})*? (?:{_COUNT} )?(maanden|maand|jaren|jaar)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ContractTerm:
    """The end of a contract, and the sum behind it where it was worked out.

    `start` and `months` are None when the award gives the end itself, or when its lots differ. `latest`: with all renewals.
    """

    end: date
    derived: bool = False
    start: date | None = None
    months: int | None = None
    from_call: bool = False  # the duration or the end stands in the call
    renewals: int | None = None
    latest: date | None = None


def contract_term(award: ReadNotice, calls: Sequence[ReadNotice] = ()) -> ContractTerm | None:
    """When the contract of an award ends, with the help of the calls of its procurement; None when nobody can tell."""
    term = _own(award) or _with_calls(award, calls)
    if term is None:
        return None
    renewals, months = _renewals((award, *calls))
    latest = None
    if renewals and months and renewals * months <= LONGEST_RENEWALS:
        try:
            latest = quantities.months_later(term.end, renewals * months)
        except OverflowError:
            latest = None
    return ContractTerm(term.end, term.derived, term.start, term.months, term.from_call, renewals, latest)


def _own(award: ReadNotice) -> ContractTerm | None:
    if award.contract_end is None:
        return None
    if not award.contract_end_derived:
        return ContractTerm(award.contract_end)
    start, months = award.contract_start or award.signed, award.duration_months
    if start and months and add_months(start, months) == award.contract_end:
        return ContractTerm(award.contract_end, True, start, months)
    return ContractTerm(award.contract_end, True)


def _with_calls(award: ReadNotice, calls: Sequence[ReadNotice]) -> ContractTerm | None:
    """The end by the duration of the newest call that gives one, else the end that a call foresaw."""
    start = award.contract_start or award.signed
    for call in reversed(calls):
        begins, months = start or call.contract_start, award.duration_months or call.duration_months
        if begins and months:
            end = add_months(begins, months)
            if end is not None:
                return ContractTerm(end, True, begins, months, from_call=True)
    for call in reversed(calls):
        if call.contract_end is not None:
            return ContractTerm(call.contract_end, True, from_call=True)
    return None


def _renewals(notices: Sequence[ReadNotice]) -> tuple[int | None, int | None]:
    """How often the contract may be renewed, and for how many months each time; None for what nobody says."""
    for notice in notices:
        for lot in notice.real_lots:
            written = RENEWALS.search(lot.options or "")
            if written is not None:
                return _written_renewals(written)
    known = [lot.renewals for notice in notices for lot in notice.real_lots if lot.renewals]
    most = max(known, default=None)
    return (most if most is not None and most <= MOST_RENEWALS else None), None


def _written_renewals(written: re.Match[str]) -> tuple[int | None, int | None]:
    try:
        times = quantities.read_count(written[1] or written[2])
        length = quantities.read_count(written[3] or "1")
    except RuleViolation:
        return None, None
    if not 0 < times <= MOST_RENEWALS:
        return None, None
    return times, length * (12 if written[4].lower().startswith("ja") else 1)
