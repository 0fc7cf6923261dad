"""Reads about the sections of a bid."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import contains_eager, joinedload

from incubator.accounts.models import User
from incubator.bids.models import (
    AnswerUse,
    Bid,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
    Section,
    SectionVersion,
    Submission,
)
from incubator.bids.queries import bidding
from incubator.bids.rules import criteria, locality, lots, stages
from incubator.bids.rules import sections as rules
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.reference import municipalities
from incubator.formats.values import Criterion
from incubator.notices.models import Notice
from incubator.questions import queries as questions
from incubator.questions.models import Thread

MOST_VERSIONS = 400


def sections(bid: Bid) -> Sequence[Section]:
    """The sections of a bid in their order."""
    statement = (
        select(Section)
        .where(Section.bid_id == bid.id)
        .options(joinedload(Section.requirement), joinedload(Section.owner), joinedload(Section.changed_by))
        .order_by(Section.position, Section.id)
    )
    return db.session.scalars(statement).all()


def text_sections(bid: Bid) -> list[Section]:
    """The sections that get a text: all but the price, and but those of lots on which the bid is not."""
    return [row for row in sections(bid) if not rules.is_price(row.title) and is_of_bid(bid, row.lot)]


def sections_by_number(numbers: Collection[int]) -> dict[int, Section]:
    """These sections, each with the criterion that it answers."""
    statement = select(Section).where(Section.id.in_(numbers)).options(joinedload(Section.requirement))
    return {each.id: each for each in db.session.scalars(statement.order_by(Section.id))}


def section(viewer: User, slug: str, bid_id: int, section_id: int) -> Section | None:
    """A section of a bid within sight. A loader for `guarded`."""
    bid = bidding.bid(viewer, slug, bid_id)
    if bid is None:
        return None
    return db.session.scalar(select(Section).where(Section.id == section_id, Section.bid_id == bid.id))


def group_of(section: Section) -> Cooperative | None:
    """The group of a section; None when somebody removed the section meanwhile."""
    # By its number: a row that is gone cannot be read again to see whose it was.
    (number,) = inspect(section).identity or (0,)
    statement = select(Cooperative).join(Bid).join(Section, Section.bid_id == Bid.id).where(Section.id == number)
    return db.session.scalar(statement)


def texts_of(written: Section | SectionVersion) -> dict[str, str]:
    """The three parts by their name."""
    return {"what": written.what, "view": written.view, "proof": written.proof}


def version(section: Section, revision: int) -> SectionVersion | None:
    statement = select(SectionVersion).where(
        SectionVersion.section_id == section.id, SectionVersion.revision == revision
    )
    return db.session.scalar(statement)


def versions(section: Section) -> Sequence[SectionVersion]:
    """The last versions of a section, in the order in which they were written."""
    statement = (
        select(SectionVersion)
        .where(SectionVersion.section_id == section.id)
        .options(joinedload(SectionVersion.written_by))
        .order_by(SectionVersion.revision.desc())
        .limit(MOST_VERSIONS)
    )
    return db.session.scalars(statement).all()[::-1]


def award_criteria(bid: Bid) -> Sequence[Requirement]:
    """The award criteria that somebody confirmed, of the lots on which the bid is."""
    statement = select(Requirement).where(
        Requirement.bid_id == bid.id,
        Requirement.kind == RequirementKind.AWARD,
        Requirement.state == RequirementState.CONFIRMED,
    )
    rows = db.session.scalars(statement.order_by(Requirement.position, Requirement.id))
    return [row for row in rows if is_of_bid(bid, row.lot)]


def is_of_bid(bid: Bid, lot: str | None) -> bool:
    """Whether what is of this lot, as it was read or typed, belongs to the bid: of the whole, or of a lot that was chosen."""
    notice = bid.work.content
    return lots.is_about(criteria.lot_called(notice, lot), notice, bid.lots)


def of_notice(bid: Bid) -> Sequence[Requirement]:
    """The award criteria out of the notice, whatever was decided about them."""
    statement = select(Requirement).where(
        Requirement.bid_id == bid.id,
        Requirement.kind == RequirementKind.AWARD,
        Requirement.origin == RequirementOrigin.NOTICE,
    )
    return db.session.scalars(statement.order_by(Requirement.position, Requirement.id)).all()


def criteria_of_notice(bid: Bid) -> list[tuple[Criterion, str]]:
    """The criteria of the notice and of the chosen lots, each with its lot: empty for one that all lots have."""
    return lots.criteria(bid.work.content, bid.lots)


def submission(bid: Bid) -> Submission | None:
    """The hand-in that stands: the last that was not taken back; once we are invited, that of the bid and not of the request before."""
    statement = select(Submission).where(Submission.bid_id == bid.id, Submission.taken_back_at.is_(None))
    if bid.invitation is not None:
        statement = statement.where(Submission.of_request.is_(False))
    return db.session.scalars(statement.order_by(Submission.id.desc())).first()


def is_open(bid: Bid) -> bool:
    """Whether one can still write: not once it was handed in, or when the bid is over."""
    return stages.is_open_for_writing(bid.stage.value, handed_in=submission(bid) is not None)


def is_ours(bid: Bid) -> bool:
    """Whether the work lies in the municipality of the group, so that a plan may speak of the neighbourhood."""
    work = bid.work
    buyer, has_own_place, places = None, True, tuple(work.content.places)
    if isinstance(work, Notice):
        buyer = work.buyer.authority_code if work.buyer else None
        places = tuple(work.places)
    return locality.is_ours(places, buyer=buyer, municipality=_municipality(bid), has_own_place=has_own_place)


def _municipality(bid: Bid) -> str | None:
    """Where the group is: by its own page, which names a municipality by its code."""
    if bid.cooperative.municipality:
        return bid.cooperative.municipality
    seat = cooperatives.holding_values(bid.cooperative).get("identity.seat")
    known = municipalities.municipality_by_name(str(seat)) if seat else None
    return known.code if known else None


def comments(section: Section) -> list[Thread]:
    """What was said of a section: what is open first."""
    return [
        thread for thread in questions.threads_about_sections(section.bid.cooperative) if about(thread) == section.id
    ]


def open_comments(bid: Bid) -> dict[int, int]:
    """How many comments are open, by the number of the section."""
    counts: dict[int, int] = {}
    for thread in questions.threads_about_sections(bid.cooperative):
        if thread.settled_at is None:
            counts[about(thread)] = counts.get(about(thread), 0) + 1
    return counts


def about(thread: Thread) -> int:
    """The number of the section that a thread is about; zero for what cannot be read."""
    _bid, _slash, number = thread.work_ref.partition("/")
    return int(number) if number.isdecimal() else 0


def uses(bid: Bid) -> Sequence[AnswerUse]:
    """Which answers were put into the sections of a bid."""
    statement = (
        select(AnswerUse)
        .join(AnswerUse.section)
        .where(Section.bid_id == bid.id)
        .options(joinedload(AnswerUse.answer), contains_eager(AnswerUse.section))
        .order_by(AnswerUse.id)
    )
    return db.session.scalars(statement).all()


def next_position(bid: Bid) -> int:
    highest = db.session.scalar(select(func.max(Section.position)).where(Section.bid_id == bid.id))
    return 0 if highest is None else highest + 1


def submitted_sections(group: Cooperative, *, but: Bid) -> Sequence[Section]:
    """What the group wrote in other bids that were handed in."""
    statement = (
        select(Section)
        .join(Section.bid)
        .where(Bid.cooperative_id == group.id, Bid.id != but.id, Bid.submitted_at.is_not(None))
        .options(joinedload(Section.bid).joinedload(Bid.notice), joinedload(Section.bid).joinedload(Bid.request))
        .order_by(Section.id.desc())
        .limit(200)
    )
    return db.session.scalars(statement).all()
