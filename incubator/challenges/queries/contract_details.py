"""What a page of the radar shows beside the end of a contract: who has it now, and how the end was worked out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.challenges.values.contracts import ContractOrigin, RunningContract
from incubator.core.db import db
from incubator.formats.values import NoticeKind, ReadNotice
from incubator.notices.models import Notice, NoticeParty, Organisation

CALLS = (NoticeKind.COMPETITION, NoticeKind.CONSULTATION, NoticeKind.PLANNING)


@dataclass(frozen=True, slots=True)
class AwardDetails:
    """An award with the calls of its procurement, and the names of who won it."""

    notice: Notice
    calls: tuple[ReadNotice, ...]
    winners: tuple[str, ...]


def details_of(rows: Sequence[RunningContract]) -> dict[int, AwardDetails]:
    """The details of the notices on a page, by their number: three questions, however many rows."""
    numbers = [row.notice_id for row in rows if row.notice_id is not None and row.origin is ContractOrigin.NOTICE]
    if not numbers:
        return {}
    # With their buyers: who judges these awards asks for each of them.
    statement = select(Notice).where(Notice.id.in_(numbers)).options(joinedload(Notice.buyer))
    awards = db.session.scalars(statement.order_by(Notice.id)).all()
    calls = _calls([award.family_id for award in awards])
    winners = _winners(numbers)
    details = {}
    for award in awards:
        details[award.id] = AwardDetails(award, tuple(calls[award.family_id]), tuple(winners[award.id]))
    return details


def _calls(family_ids: Sequence[int]) -> dict[int, list[ReadNotice]]:
    statement = select(Notice).where(
        Notice.family_id.in_(family_ids), Notice.kind.in_(CALLS), Notice.merged_into_id.is_(None)
    )
    calls: dict[int, list[ReadNotice]] = defaultdict(list)
    for call in db.session.scalars(statement.order_by(Notice.published, Notice.id)):
        calls[call.family_id].append(call.content)
    return calls


def _winners(notice_ids: Sequence[int]) -> dict[int, list[str]]:
    statement = (
        select(NoticeParty.notice_id, Organisation.name)
        .join(Organisation, Organisation.id == NoticeParty.organisation_id)
        .where(NoticeParty.notice_id.in_(notice_ids), NoticeParty.role == "winner")
        .order_by(NoticeParty.notice_id, Organisation.name)
    )
    winners: dict[int, list[str]] = defaultdict(list)
    for notice_id, name in db.session.execute(statement):
        winners[notice_id].append(name)
    return winners
