"""How things stand with a publication: what it says itself, what its procurement came to, and what the moment makes of it.

The first two are stored (`status_alone`, `decide`); `status_at` is the only answer to "is this open now?".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from incubator.formats.values import LotState, NoticeKind, ReadLot, ReadNotice
from incubator.notices.rules.lot_outcomes import RESULTS, ended_by
from incubator.notices.values import NoticeDeadline, NoticeStatus

BY_KIND = {
    NoticeKind.PLANNING: NoticeStatus.PLANNED,
    NoticeKind.CONSULTATION: NoticeStatus.OPEN,
    NoticeKind.COMPETITION: NoticeStatus.OPEN,
    NoticeKind.AWARD: NoticeStatus.AWARDED,
    NoticeKind.EX_ANTE: NoticeStatus.UNKNOWN,
    NoticeKind.MODIFICATION: NoticeStatus.AWARDED,
    NoticeKind.CANCELLATION: NoticeStatus.CANCELLED,
    NoticeKind.SIGNAL: NoticeStatus.UNKNOWN,
}
PLAN_HOLDS = timedelta(days=365)
# What a later publication of the procurement can still overtake.
CORRECTABLE = frozenset({NoticeKind.PLANNING, NoticeKind.CONSULTATION, NoticeKind.COMPETITION})
# What all lots together came to: one winner is enough for an award.
ENDINGS = (
    (LotState.AWARDED, NoticeStatus.AWARDED),
    (LotState.CLOSED, NoticeStatus.CLOSED),
    (LotState.CANCELLED, NoticeStatus.CANCELLED),
)


@dataclass(slots=True)
class FamilyPublication:
    """A publication as far as its procurement needs to know it. `alone` is the status that it gives itself."""

    id: int
    kind: NoticeKind
    notice_type: str | None
    published: date | None
    corrects_ref: str | None
    names: frozenset[str]  # "scheme:id:version"
    shared: frozenset[str]  # names of the procurement
    alone: NoticeStatus
    moment: datetime | None = None  # of two of one day, where a source tells the hour
    lots: Mapping[str, LotState] = field(default_factory=dict)  # by `lot_key`; of calls and of what came out of them
    status: NoticeStatus = NoticeStatus.UNKNOWN
    corrects_id: int | None = None


def status_at(
    status: NoticeStatus, kind: NoticeKind, last_deadline: datetime | None, published: date | None, now: datetime
) -> NoticeStatus:
    """The status at a moment of a publication with this stored status, whose last open lot closes at `last_deadline`.

    A call for competition without a deadline is neither open nor closed as far as we know. A plan has lapsed a year after it was
    published, unless it names a moment that is still to come; a plan that is published again is a publication of its own.
    """
    if status is NoticeStatus.PLANNED:
        return _plan_at(last_deadline, published, now)
    if status is not NoticeStatus.OPEN:
        return status
    if last_deadline is not None:
        return NoticeStatus.CLOSED if last_deadline < now else NoticeStatus.OPEN
    if kind is NoticeKind.COMPETITION:
        return NoticeStatus.UNKNOWN
    return NoticeStatus.OPEN


def _plan_at(last_deadline: datetime | None, published: date | None, now: datetime) -> NoticeStatus:
    still_to_come = last_deadline is not None and last_deadline >= now
    if published is None or published >= oldest_plan(now) or still_to_come:
        return NoticeStatus.PLANNED
    return NoticeStatus.LAPSED


def oldest_plan(now: datetime) -> date:
    """The first day of publication from which a plan still counts."""
    return (now - PLAN_HOLDS).date()


def status_alone(notice: ReadNotice) -> NoticeStatus:
    """What a publication says of itself, whatever the moment: its kind, unless it says that it ended or that it goes on."""
    if notice.cancels:
        return NoticeStatus.CANCELLED
    if notice.kind is NoticeKind.AWARD and notice.goes_on:
        return NoticeStatus.OPEN
    if notice.kind not in CORRECTABLE:
        return BY_KIND[notice.kind]
    if notice.closed:
        return NoticeStatus.CLOSED
    return _ending_of_lots(notice) or BY_KIND[notice.kind]


def _ending_of_lots(notice: ReadNotice) -> NoticeStatus | None:
    """What the lots came to when nothing of them is open any more."""
    states = {lot.state for lot in notice.real_lots}
    # A notice without lots says nothing of how they ended.
    if not states or LotState.OPEN in states:
        return None
    for state, status in ENDINGS:
        if state in states:
            return status
    return None


def last_deadline(notice: ReadNotice) -> datetime | None:
    """When the last lot closes that nothing ended: until then there is something to bid on."""
    moments = []
    for lot in _open_lots(notice):
        if lot.deadline is not None:
            moments.append(lot.deadline)
    return max(moments, default=notice.deadline)


def next_deadline(notice: ReadNotice, now: datetime) -> NoticeDeadline | None:
    """The first deadline that is still to come, over the lots that nothing ended; else the last one that passed."""
    moment = notice.next_deadline(now)
    if moment is None:
        return None
    for lot in _open_lots(notice):
        if lot.deadline == moment:
            return NoticeDeadline(moment, whole_day=lot.deadline_day_only)
    return NoticeDeadline(moment, whole_day=notice.deadline_day_only)


def _open_lots(notice: ReadNotice) -> list[ReadLot]:
    return [lot for lot in notice.real_lots if lot.state is LotState.OPEN]


def decide(publications: list[FamilyPublication]) -> None:
    """Fill in `status` and `corrects_id` of the publications of one procurement, given in order of publication.

    A correction is what names the other publication (BT-758), or what repeats the same kind of notice in the same procedure
    on a later day. A cancellation ends the calls before it unless a new call follows; an award settles them, unless it says
    that the competition goes on. What is about some lots only leaves a call open as long as another lot of it runs.
    """
    for position, publication in enumerate(publications):
        publication.corrects_id = _corrected(publication, publications, position)
        publication.status = publication.alone
        if publication.kind in CORRECTABLE:
            publication.status = _overtaken(publication, _later(publications, position)) or publication.alone


def _later(publications: list[FamilyPublication], position: int) -> list[FamilyPublication]:
    """What came after a publication in its own procedure."""
    publication = publications[position]
    return [other for other in publications[position + 1 :] if not strangers(other.shared, publication.shared)]


def _overtaken(publication: FamilyPublication, later: list[FamilyPublication]) -> NoticeStatus | None:
    """What later publications made of a plan, a consultation or a call; None when they leave it as it is."""
    cancelled = awarded = False
    ended: dict[str, LotState] = {}
    for other in later:
        if other.kind is NoticeKind.COMPETITION:
            # An edition that withdraws the call ends those before it; another call begins anew.
            cancelled = other.alone is NoticeStatus.CANCELLED
        if other.kind not in RESULTS:
            continue
        of_lots = ended_by(other.lots, publication.lots)
        if of_lots is not None:
            ended |= of_lots
        elif other.kind is NoticeKind.CANCELLATION:
            cancelled = True
        elif other.alone is not NoticeStatus.OPEN:
            awarded = True
    if cancelled:
        return NoticeStatus.CANCELLED
    return NoticeStatus.AWARDED if awarded else _by_lots(publication.lots, ended)


def _by_lots(lots: Mapping[str, LotState], ended: Mapping[str, LotState]) -> NoticeStatus | None:
    """What the call came to when the results ended its last lot; None while another lot still runs."""
    if not ended:
        return None
    states = {**lots, **ended}
    if LotState.OPEN in states.values():
        return None
    return next((status for state, status in ENDINGS if state in states.values()), None)


def _corrected(publication: FamilyPublication, publications: list[FamilyPublication], position: int) -> int | None:
    """The publication that this one corrects."""
    if publication.corrects_ref is not None:
        named = _called(publication.corrects_ref, publication, publications)
        return _last_of_chain(named, publication, publications[:position])
    if publication.kind not in CORRECTABLE:
        return None
    # The nearest before it: a correction of a correction corrects that, not the call that began.
    for earlier in reversed(publications[:position]):
        if _repeats(publication, earlier):
            return earlier.id
    return None


def _last_of_chain(named: int | None, publication: FamilyPublication, before: list[FamilyPublication]) -> int | None:
    """What names the first edition while another corrected that already, corrects the last."""
    for earlier in before:
        if named is not None and earlier.corrects_id == named and earlier.kind is publication.kind:
            named = earlier.id
    return named


def _called(reference: str, publication: FamilyPublication, publications: list[FamilyPublication]) -> int | None:
    for other in publications:
        if other is not publication and _is_called(other, reference):
            return other.id
    return None


def _is_called(publication: FamilyPublication, reference: str) -> bool:
    """Whether a publication has this name; where one of the two leaves out the version, any version."""
    name, _colon, version = reference.rpartition(":")
    if version:
        return bool({f"{name}:", reference} & publication.names)
    return any(known.rpartition(":")[0] == name for known in publication.names)


def _repeats(later: FamilyPublication, earlier: FamilyPublication) -> bool:
    """Whether a publication is the same notice of the same procedure again, on a later day."""
    if later.kind is not earlier.kind or not _alike(later.notice_type, earlier.notice_type):
        return False
    if not later.shared & earlier.shared or later.published is None or earlier.published is None:
        return False
    if earlier.published == later.published and earlier.moment is not None and later.moment is not None:
        return earlier.moment < later.moment
    # Of two of one day without an hour nobody can tell which corrects which.
    return earlier.published < later.published


def _alike(first: str | None, second: str | None) -> bool:
    """Whether two forms can be the same: TenderNed, TED and OCDS have codes of their own (EF16, cn-standard, tenderAmendment)."""
    if first is None or second is None or first[:2].isupper() != second[:2].isupper():
        return True
    if _is_news(first) and not second.startswith(_TAGS):
        return True
    return _form(first) == _form(second)


def _is_news(code: str) -> bool:
    """Whether a release of OCDS says by its tag that it changes what was published, in whatever format that was."""
    return code.startswith(_TAGS) and code != _form(code)


_TAGS = ("tender", "planning")  # with which tags of calls begin in OCDS


def _form(code: str) -> str:
    # A release of OCDS says by its tag that it brings something new of the same: tender, tenderUpdate, tenderAmendment.
    for ending in ("Update", "Amendment"):
        code = code.removesuffix(ending)
    return code


def strangers(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two publications of a family are of two procedures: several can follow from one planning notice.

    Both are given by the names ("scheme:id") that they share with others of their procurement.
    """
    # Where one of the two names no procedure, nothing tells them apart.
    return bool(_schemes(first) & _schemes(second)) and not first & second


def _schemes(shared: frozenset[str]) -> set[str]:
    return {name.partition(":")[0] for name in shared}
