"""Reads about what a buyer asks. The number of questions does not grow with what is asked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidEffect, BuyerFile, Requirement, RequirementKind, RequirementState
from incubator.bids.queries.bidding import bid as bid_within_sight
from incubator.bids.rules.requirements.knock_outs import is_open_knock_out, open_knock_outs
from incubator.bids.rules.requirements.renewing import nearest
from incubator.core.db import db

PER_PAGE = 8
FILES_PER_PAGE = 12
PROPOSALS_PER_PAGE = 15
KINDS = tuple(RequirementKind)


class RequirementView(StrEnum):
    """Which requirements of the list are shown."""

    ALL = ""
    OPEN = "open"
    KNOCK_OUT = "knock-out"
    DONE = "klaar"
    CHANGED = "gewijzigd"


@dataclass(frozen=True, slots=True)
class RequirementList:
    """A page of what was confirmed, with how much there is of everything."""

    rows: Sequence[Requirement]
    page: int
    pages: int
    kinds: Mapping[RequirementKind, int]
    proposals: int
    confirmed: int
    open: int
    knock_outs: Sequence[Requirement]
    stale: frozenset[int]  # files of which there is a newer version
    replaced: Mapping[int, Requirement]  # by the number of a row, what took its place in the newer version
    otherwise: Mapping[int, BidEffect]  # by the number of a row, what the new notice says instead and nobody settled


def proofs_missing(bid: Bid) -> Sequence[Requirement]:
    """What was confirmed and has to be shown or enclosed, and is neither there nor waived."""
    statement = select(Requirement).where(
        Requirement.bid_id == bid.id,
        Requirement.state == RequirementState.CONFIRMED,
        Requirement.kind.in_((RequirementKind.DOCUMENT, RequirementKind.SUITABILITY)),
        Requirement.done_at.is_(None),
        Requirement.waived_because == "",
        or_(Requirement.kind == RequirementKind.DOCUMENT, Requirement.evidence == ""),
    )
    return db.session.scalars(statement.order_by(Requirement.position, Requirement.id)).all()


def requirements(bid: Bid) -> list[Requirement]:
    """Everything that was read or added, by kind and place; what was dropped too."""
    statement = (
        select(Requirement)
        .where(Requirement.bid_id == bid.id)
        .options(joinedload(Requirement.file), joinedload(Requirement.owner), joinedload(Requirement.done_by))
        .options(joinedload(Requirement.waived_by))
        .order_by(Requirement.position, Requirement.id)
    )
    return sorted(db.session.scalars(statement), key=lambda row: KINDS.index(row.kind))


def confirmed(bid: Bid) -> list[Requirement]:
    """The compliance list: what people say that the buyer asks."""
    return [row for row in requirements(bid) if row.is_confirmed]


def open_knock_outs_of(bid: Bid) -> list[Requirement]:
    return open_knock_outs(requirements(bid))


def listed(bid: Bid, shown: RequirementView, kind: RequirementKind | None, page: int) -> RequirementList:
    """A page of the compliance list."""
    rows = requirements(bid)
    stale = replaced_files(bid)
    # All rows in one question: counting and choosing costs nothing after that.
    certain = [row for row in rows if row.is_confirmed]
    chosen = [row for row in certain if _is_shown(row, shown, stale) and kind in (None, row.kind)]
    pages = max(-(-len(chosen) // PER_PAGE), 1)
    page = min(page, pages)
    part = chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
    done = sum(row.is_done for row in certain)
    proposals = sum(row.is_proposed for row in rows)
    return RequirementList(
        rows=part,
        page=page,
        pages=pages,
        kinds=Counter(row.kind for row in certain),
        proposals=proposals,
        confirmed=len(certain),
        open=len(certain) - done,
        knock_outs=open_knock_outs(rows),
        stale=stale,
        replaced=_replacements(part, rows, stale),
        otherwise=_otherwise(bid),
    )


def _otherwise(bid: Bid) -> dict[int, BidEffect]:
    """What the new notice contradicts of the papers of the buyer, and nobody settled yet."""
    statement = select(BidEffect).where(
        BidEffect.bid_id == bid.id, BidEffect.requirement_id.is_not(None), BidEffect.done_at.is_(None)
    )
    effects = db.session.scalars(statement.order_by(BidEffect.id))
    return {effect.requirement_id: effect for effect in effects if effect.requirement_id and effect.params.get("adopt")}


def _is_shown(row: Requirement, shown: RequirementView, stale: frozenset[int]) -> bool:
    if shown is RequirementView.OPEN:
        return not row.is_done
    if shown is RequirementView.KNOCK_OUT:
        return is_open_knock_out(row)
    if shown is RequirementView.DONE:
        return row.is_done
    return shown is RequirementView.ALL or row.file_id in stale


def replaced_files(bid: Bid) -> frozenset[int]:
    """The files of which the group brought a newer version."""
    statement = select(BuyerFile.replaces_id).where(BuyerFile.bid_id == bid.id, BuyerFile.replaces_id.is_not(None))
    return frozenset(filter(None, db.session.scalars(statement)))


def _replacements(
    part: Sequence[Requirement], rows: Sequence[Requirement], stale: frozenset[int]
) -> dict[int, Requirement]:
    """For each row that the newer version no longer has, the proposal that reads most like it."""
    numbered = {row.id: row for row in rows if row.is_proposed and row.file_id not in stale}
    replaced = {}
    for row in part:
        if row.file_id in stale:
            # Of another kind it asks something else, however much it reads alike.
            others = [(other.id, other.text) for other in numbered.values() if other.kind is row.kind]
            number = nearest(row.text, others)
            if number is not None:
                replaced[row.id] = numbered[number]
    return replaced


def replacement_of(row: Requirement) -> Requirement | None:
    """What took the place of a row whose file has a newer version."""
    stale = replaced_files(row.bid)
    return _replacements([row], requirements(row.bid), stale).get(row.id)


@dataclass(frozen=True, slots=True)
class ProposalList:
    """A page of proposals of one kind."""

    kind: RequirementKind
    rows: Sequence[Requirement]
    page: int
    pages: int
    total: int
    kinds: Mapping[RequirementKind, int]
    stale: frozenset[int]


def proposals(bid: Bid, kind: RequirementKind | None, page: int) -> ProposalList:
    """Proposals of a kind, or of the first kind that has any."""
    rows = [row for row in requirements(bid) if row.is_proposed]
    kinds = Counter(row.kind for row in rows)
    if kind is None or not kinds[kind]:
        kind = rows[0].kind if rows else RequirementKind.REQUIREMENT
    chosen = [row for row in rows if row.kind is kind]
    pages = max(-(-len(chosen) // PROPOSALS_PER_PAGE), 1)
    page = min(page, pages)
    part = chosen[(page - 1) * PROPOSALS_PER_PAGE : page * PROPOSALS_PER_PAGE]
    return ProposalList(kind, part, page, pages, len(chosen), kinds, replaced_files(bid))


def requirement(viewer: User, slug: str, bid_id: int, requirement_id: int) -> Requirement | None:
    """A requirement of a bid within sight. A loader for `guarded`."""
    bid = bid_within_sight(viewer, slug, bid_id)
    if bid is None:
        return None
    return db.session.scalar(select(Requirement).where(Requirement.id == requirement_id, Requirement.bid_id == bid.id))


def proposed(bid: Bid, numbers: Sequence[int]) -> Sequence[Requirement]:
    """Those of these numbers that are proposals of this bid."""
    statement = select(Requirement).where(
        Requirement.bid_id == bid.id, Requirement.id.in_(numbers), Requirement.state == RequirementState.PROPOSED
    )
    return db.session.scalars(statement.order_by(Requirement.id)).all()


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the buyer, how much came out of it, and whether there is a newer version."""

    file: BuyerFile
    asked: int
    is_replaced: bool


def buyer_files(bid: Bid) -> list[BuyerFile]:
    statement = select(BuyerFile).where(BuyerFile.bid_id == bid.id).options(selectinload(BuyerFile.file))
    return list(db.session.scalars(statement.order_by(BuyerFile.id)))


@dataclass(frozen=True, slots=True)
class FileList:
    """A page of the files, the newest first."""

    rows: Sequence[FileRow]
    page: int
    pages: int


def file_list(bid: Bid, page: int) -> FileList:
    """A page of the buyer's files."""
    counts = Counter(row.file_id for row in requirements(bid))
    replaced = replaced_files(bid)
    rows = [FileRow(file, counts[file.id], file.id in replaced) for file in reversed(buyer_files(bid))]
    pages = max(-(-len(rows) // FILES_PER_PAGE), 1)
    page = min(page, pages)
    return FileList(rows[(page - 1) * FILES_PER_PAGE : page * FILES_PER_PAGE], page, pages)


@dataclass(frozen=True, slots=True)
class GoingAlong:
    """What goes when a file is taken away, and what stays. `flags`: rows of the older version that may differ in this one."""

    proposals: int
    kept: int
    older: BuyerFile | None
    flags: int


def going_along(file: BuyerFile) -> GoingAlong:
    """What hangs on a file of the buyer."""
    rows = requirements(file.bid)
    own = [row for row in rows if row.file_id == file.id]
    proposals = sum(row.is_proposed for row in own)
    older = db.session.get(BuyerFile, file.replaces_id) if file.replaces_id is not None else None
    flags = 0
    if older is not None:
        flags = sum(row.file_id == older.id and row.state is not RequirementState.DROPPED for row in rows)
    return GoingAlong(proposals, len(own) - proposals, older, flags)


def count_of_file(file: BuyerFile) -> int:
    """How many proposals a file brought."""
    statement = select(func.count()).where(
        Requirement.file_id == file.id, Requirement.state == RequirementState.PROPOSED
    )
    return db.session.scalar(statement) or 0


def buyer_file(viewer: User, slug: str, bid_id: int, file_id: int) -> BuyerFile | None:
    """A file of a bid within sight. A loader for `guarded`."""
    bid = bid_within_sight(viewer, slug, bid_id)
    if bid is None:
        return None
    return db.session.scalar(select(BuyerFile).where(BuyerFile.id == file_id, BuyerFile.bid_id == bid.id))
