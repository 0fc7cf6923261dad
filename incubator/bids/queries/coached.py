"""Reads about what coaches read of a bid: where each piece stands, what they remarked, and what is other than they approved."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.bids.models import Bid, Section
from incubator.bids.queries import sections as written
from incubator.bids.rules import sections as rules
from incubator.bids.rules.checking import CheckPoint, Gravity
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.core.i18n import mark as N_
from incubator.core.prepared import GROUP, Question
from incubator.reviews.models import Remark, ReviewCase, Round
from incubator.reviews.values import EndReason, RoundStage, SinceApproval, WorkItem

KIND = "bid"
REMARKS = N_("Your coach remarked something about “%(title)s” that nobody settled.")
SENT_BACK = N_("Your coach returned “%(title)s”, and it was not handed in again.")
CHANGED = N_("“%(title)s” is other than your coach approved on %(day)s.")


def ref_of(bid: Bid, section: Section | None = None) -> str:
    """How a round names this work."""
    return str(bid.id) if section is None else f"{bid.id}-{section.id}"


def numbers_in(ref: str) -> tuple[int, int]:
    """The number of the bid and of the section that a round names; zero where it names none."""
    bid, _dash, section = ref.partition("-")
    return _number(bid), _number(section)


def _number(text: str) -> int:
    """A number in a name; one that cannot be read is of nothing."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def standing(bid: Bid) -> dict[str, Round]:
    """The last round of the plan and of each section that was handed in and not taken back, by its name."""
    refs = [ref_of(bid), *(ref_of(bid, section) for section in written.sections(bid))]
    rounds = db.session.scalars(_rounds(), {"group": bid.cooperative_id, "refs": refs})
    # In the order in which they came: the last one stays.
    return {each.case.ref: each for each in rounds}


@cache
def _rounds() -> Question:
    statement: Question = select(Round).join(Round.case).options(joinedload(Round.case), joinedload(Round.coach))
    of_work = (ReviewCase.kind == KIND, ReviewCase.ref.in_(bindparam("refs", expanding=True)))
    statement = statement.where(ReviewCase.cooperative_id == GROUP, *of_work, Round.stage != RoundStage.WITHDRAWN)
    return statement.options(selectinload(Round.remarks).joinedload(Remark.author)).order_by(Round.id)


def ended_with_bid(bid: Bid) -> bool:
    """Whether something waited for a coach when the bid was sent, or when the group stopped."""
    of_bid = (ReviewCase.cooperative_id == bid.cooperative_id, ReviewCase.kind == KIND)
    named = or_(ReviewCase.ref == ref_of(bid), ReviewCase.ref.startswith(f"{ref_of(bid)}-"))
    statement = select(Round.id).join(Round.case).where(*of_bid, named)
    statement = statement.where(Round.ended.in_((EndReason.SENT, EndReason.STOPPED)))
    return db.session.scalar(statement.limit(1)) is not None


def open_remarks(section: Section, known: dict[str, Round] | None = None) -> dict[str, list[Remark]]:
    """What the coach said of each part and nobody settled: of this section alone, and of the whole plan."""
    bid = section.bid
    rounds = standing(bid) if known is None else known
    by_part: dict[str, list[Remark]] = {part: [] for part in rules.PARTS}
    for ref in (ref_of(bid, section), ref_of(bid)):
        shown = rounds[ref].shown_remarks if ref in rounds else {}
        for part, remarks in by_part.items():
            remark = shown.get(f"{section.id}-{part}")
            if remark is not None and remark.resolved_at is None:
                remarks.append(remark)
    return by_part


def since_approval(group: Cooperative, ref: str, approved: Sequence[WorkItem]) -> SinceApproval:
    """What is other in a plan, or in one section, than was approved: changed, still empty, or returned."""
    bid_number, section_number = numbers_in(ref)
    bid = db.session.get(Bid, bid_number)
    if bid is None or bid.cooperative_id != group.id:
        return SinceApproval()
    sections = [each for each in written.text_sections(bid) if section_number in {0, each.id}]
    before = {item.id: item.value for item in approved}
    changed = [section.title for section in sections if _is_other(section, before)]
    empty = [section.title for section in sections if not any(written.texts_of(section).values())]
    sent_back: list[str] = []
    if not section_number:
        sent_back = [section.title for section in _sent_back(sections, standing(bid))]
    return SinceApproval(
        changed=tuple(changed),
        empty=tuple(empty),
        sent_back=tuple(sent_back),
    )


def _is_other(section: Section, before: dict[str, str]) -> bool:
    texts = written.texts_of(section)
    return any(before.get(f"{section.id}-{part}", "") != text for part, text in texts.items())


def _sent_back(sections: Sequence[Section], rounds: dict[str, Round]) -> list[Section]:
    """The sections that were returned alone, after which nobody approved the whole."""
    whole = rounds.get(ref_of(sections[0].bid)) if sections else None
    read = None if whole is None or whole.stage is not RoundStage.APPROVED else whole.handed_in_at
    return [section for section in sections if _is_returned(rounds.get(ref_of(section.bid, section)), read)]


def _is_returned(alone: Round | None, read_in_whole: datetime | None) -> bool:
    """Whether a section waits for its writers: it was returned, and not read with the whole plan after that."""
    if alone is None or alone.stage is not RoundStage.RETURNED:
        return False
    return read_in_whole is None or alone.decided_at is None or alone.decided_at > read_in_whole


def points(bid: Bid) -> Iterator[CheckPoint]:
    """What coaches said that is open when the bid is handed in, and what changed since they approved it."""
    rounds, sections = standing(bid), written.text_sections(bid)
    if not rounds:
        return
    for section in _sent_back(sections, rounds):
        yield _in_section(SENT_BACK, section)
    for section in sections:
        if any(open_remarks(section, rounds).values()):
            yield _in_section(REMARKS, section)
        approved = _last_approved(section, rounds)
        if approved is not None and _is_other(section, {item.id: item.value for item in approved.items}):
            yield _in_section(
                CHANGED, section, day=f"{clock.local(approved.decided_at or approved.handed_in_at):%d-%m-%Y}"
            )


def _last_approved(section: Section, rounds: dict[str, Round]) -> Round | None:
    """The approval of this section, alone or with the whole, that came last."""
    both = [rounds.get(ref_of(section.bid, section)), rounds.get(ref_of(section.bid))]
    approved = [each for each in both if each is not None and each.stage is RoundStage.APPROVED]
    return max(approved, key=lambda each: each.handed_in_at, default=None)


def _in_section(message: str, section: Section, **params: object) -> CheckPoint:
    named = {"title": section.title, **params}
    return CheckPoint(Gravity.WARNS, message, named, place="section", number=section.id)


def bids_by_number(numbers: Collection[int]) -> dict[int, Bid]:
    """These bids, each with the work that it is on, so that it is known by when it must be in."""
    options = (joinedload(Bid.notice), joinedload(Bid.request))
    rows = db.session.scalars(select(Bid).where(Bid.id.in_(numbers)).options(*options).order_by(Bid.id))
    return {bid.id: bid for bid in rows}
