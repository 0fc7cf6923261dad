"""What a page of the radar thinks of each contract on it: out of its notice, or out of what somebody wrote down."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from incubator.challenges.queries.assessing import assess_contract, assess_each
from incubator.challenges.queries.contract_details import AwardDetails
from incubator.challenges.queries.routes import codes_of_sector
from incubator.challenges.values import ContractFacts, Verdict
from incubator.challenges.values.contracts import RunningContract
from incubator.core.reference import authorities


def verdicts_of(
    rows: Sequence[RunningContract], details: Mapping[int, AwardDetails], *, today: date, now: datetime
) -> list[Verdict]:
    """The verdict on each row of a page, in their order: the same number of questions however many rows."""
    awards = [known.notice for known in details.values()]
    of_notices = {}
    for notice, verdict in assess_each(awards, today=today, now=now):
        of_notices[notice.id] = verdict
    verdicts = []
    for row in rows:
        # What a person wrote down holds over the notice that it corrects, and `details` leaves that notice out.
        of_notice = of_notices.get(row.notice_id or 0)
        verdicts.append(of_notice or assess_contract(facts_of(row), today=today))
    return verdicts


def facts_of(row: RunningContract) -> ContractFacts:
    """A contract that people know, as the assessment asks for it."""
    known = authorities.authority_of_code(row.authority_code)
    # Who chose a kind of work and knows no code says as much as a code of that kind does.
    codes = (row.cpv,) if row.cpv else codes_of_sector(next(iter(row.sectors), None))
    return ContractFacts(
        authority=getattr(known, "name", row.authority_code),
        title=row.title,
        authority_kind=getattr(known, "kind", None),
        authority_code=row.authority_code,
        cpv=codes,
        value=None if row.value_cents is None else row.value_cents // 100,
        # The day on which the work began stands for that of the award: a contract in its first year is no chance.
        awarded_on=row.starts_on,
        contract_end=row.ending.end,
        contract_end_derived=row.derived,
        months=row.months,
    )
