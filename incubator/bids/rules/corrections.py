"""What another edition of a notice changes for a bid that is under way. Plain Python."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from incubator.bids.rules.naming import NamedCriterion, are_shared, criteria_of
from incubator.formats import stored
from incubator.formats.values import LotState, NoticeChange, ReadLot, ReadNotice

_SITE = re.compile(r"https?://([^/?#\s]+)", re.IGNORECASE)
ALL_LOTS = 0  # where a notice sets no limit


class DifferenceKind(StrEnum):
    """What differs."""

    TITLE = "title"
    DEADLINE = "deadline"
    DEADLINE_GONE = "deadline-gone"
    TENDERS_DUE = "tenders-due"
    PROCEDURE = "procedure"
    SUBMISSION = "submission"
    MOST_BID = "most-bid"
    MOST_WON = "most-won"
    VALUE = "value"
    DURATION = "duration"
    START = "start"
    END = "end"
    DESCRIPTION = "description"
    PLACES = "places"
    RESERVED = "reserved"
    RESERVED_EXECUTION = "reserved-execution"
    VALIDITY = "validity"
    OPTIONS = "options"
    RENEWALS = "renewals"
    LOT_ADDED = "lot-added"
    LOT_REMOVED = "lot-removed"
    LOT_STATE = "lot-state"
    CRITERION_ADDED = "criterion-added"
    CRITERION_REMOVED = "criterion-removed"
    CRITERION_WEIGHT = "criterion-weight"
    CRITERION_TEXT = "criterion-text"
    DOCUMENT_ADDED = "document-added"
    DOCUMENT_REMOVED = "document-removed"


@dataclass(frozen=True, slots=True)
class NoticeDifference:
    """How something was and is: values as the notice has them. `name` is of the criterion or the document, `lot` its number.

    `is_told_first`: another source tells what the first one left out, which is no change of the buyer.
    """

    kind: DifferenceKind
    before: object = None
    after: object = None
    name: str = ""
    lot: str = ""
    is_told_first: bool = False


# All that somebody acts on and that both a notice and a lot have, the weightiest first.
FIELDS = (
    (DifferenceKind.VALUE, "value"),
    (DifferenceKind.DURATION, "duration_months"),
    (DifferenceKind.RESERVED, "reserved"),
    (DifferenceKind.RESERVED_EXECUTION, "reserved_execution"),
    (DifferenceKind.VALIDITY, "validity"),
    (DifferenceKind.PLACES, "places"),
    (DifferenceKind.DESCRIPTION, "description"),
)
# What comes has no value before.
ADDED = frozenset({DifferenceKind.LOT_ADDED, DifferenceKind.CRITERION_ADDED, DifferenceKind.DOCUMENT_ADDED})
# On how many lots one may bid and win: a notice that names no number says all of them.
MOST = ((DifferenceKind.MOST_BID, "most_lots_bid"), (DifferenceKind.MOST_WON, "most_lots_won"))
# What an edition in these formats leaves out holds no more; corrigenda and releases are completed before (see `corrigenda`).
COMPLETE = frozenset({"eforms", "ted-export", "ted-esenders"})
OF_WHOLE = ((DifferenceKind.START, "contract_start"), (DifferenceKind.END, "contract_end"))
OF_LOT = (
    (DifferenceKind.TITLE, "title"),
    (DifferenceKind.START, "start"),
    (DifferenceKind.END, "end"),
    (DifferenceKind.OPTIONS, "options"),
    (DifferenceKind.RENEWALS, "renewals"),
)


def differences(before: ReadNotice, after: ReadNotice) -> list[NoticeDifference]:
    """What differs, the weightiest first. What only the earlier edition tells is no change, except where it lists."""
    differ = [
        *_of_the_whole(before, after),
        *_of_lots(before, after),
        *_of_criteria(before, after),
        *_of_files(before, after),
    ]
    # Of one format an edition that tells more is one that the buyer changed.
    if before.format == after.format:
        return differ
    untold = _untold(before)
    return [replace(each, is_told_first=each.kind in untold or _was_empty(each)) for each in differ]


def _untold(before: ReadNotice) -> set[DifferenceKind]:
    """Of what a reading told nothing at all, so that all of it comes anew."""
    lists = {
        DifferenceKind.LOT_ADDED: before.real_lots,
        DifferenceKind.CRITERION_ADDED: criteria_of(before),
        DifferenceKind.DOCUMENT_ADDED: before.documents,
    }
    return {kind for kind, listed in lists.items() if not listed}


def _was_empty(difference: NoticeDifference) -> bool:
    """Whether the reading before had no value for what differs."""
    if difference.kind is DifferenceKind.DEADLINE:
        return getattr(difference.before, "deadline", None) is None
    return difference.kind not in ADDED and difference.before in (None, (), "")


def _of_the_whole(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    yield from _of_deadline(before, after)
    if _gone(before, after):
        yield NoticeDifference(DifferenceKind.DEADLINE_GONE, before)
    yield from _of_handing_in(before, after)
    if after.title != before.title:
        yield NoticeDifference(DifferenceKind.TITLE, before.title, after.title)
    of_lots = list(_of_lots(before, after))
    for kind, name in (*FIELDS, *OF_WHOLE):
        was, now = getattr(before, name), getattr(after, name)
        # Where the whole only repeats or adds up its lots, the lot tells what changed.
        repeats = any(difference.kind is kind for difference in of_lots) and kind is not DifferenceKind.DESCRIPTION
        if _differs(was, now) and not repeats and not (kind is DifferenceKind.END and after.contract_end_derived):
            yield NoticeDifference(kind, was, now)


def _differs(was: object, now: object) -> bool:
    """Whether a later edition tells something else; what it leaves out is no change."""
    return now not in (None, (), "") and now != was


def _of_deadline(before: ReadNotice | ReadLot, after: ReadNotice | ReadLot) -> Iterator[NoticeDifference]:
    """That it moved; `_gone` tells that there is none any more."""
    if after.deadline is not None and after.deadline != before.deadline:
        if isinstance(after, ReadLot):
            yield NoticeDifference(DifferenceKind.DEADLINE, before, after, lot=after.id, name=after.title or "")
        else:
            yield NoticeDifference(DifferenceKind.DEADLINE, before, after)


def _of_handing_in(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    """How, where and for how much of the whole one hands in."""
    if _differs(before.tenders_due, after.tenders_due):
        yield NoticeDifference(DifferenceKind.TENDERS_DUE, before.tenders_due, after.tenders_due)
    # Each source names procedures in its own way: only of the same one a difference is a change.
    if before.format == after.format and before.procedure and _differs(before.procedure, after.procedure):
        yield NoticeDifference(DifferenceKind.PROCEDURE, before.procedure, after.procedure)
    # Each publication has an address of its own on the same site; another site is another place to hand in.
    was, now = site(before.submission_url), site(after.submission_url)
    if was and _differs(was, now):
        yield NoticeDifference(DifferenceKind.SUBMISSION, was, now)
    yield from _of_limits(before, after)


def _of_limits(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    """On how many lots one may bid and win; an edition that leaves lots out says nothing of it."""
    for kind, name in MOST:
        limit, other = getattr(before, name), getattr(after, name)
        if limit != other and after.real_lots and (other is not None or after.format in COMPLETE):
            yield NoticeDifference(kind, limit or ALL_LOTS, other or ALL_LOTS)


def site(address: str | None) -> str:
    """The site of an address, as people know it: www.tenderned.nl; empty without one."""
    match = _SITE.match(address or "")
    return match[1].casefold() if match else ""


def _gone(before: ReadNotice, after: ReadNotice) -> bool:
    """Whether an edition that tells all names no day of closing any more, for the whole."""
    return before.deadline is not None and after.deadline is None and after.format in COMPLETE


def _gone_of_lot(before: ReadLot, lot: ReadLot, after: ReadNotice) -> Iterator[NoticeDifference]:
    """That one lot has no day of closing any more; where the whole has none, `_gone` tells it."""
    if before.deadline and not lot.deadline and after.deadline and after.format in COMPLETE:
        yield NoticeDifference(DifferenceKind.DEADLINE_GONE, before, None, lot.title or "", lot.id)


def _of_lots(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    earlier, later = _lots(before), _lots(after)
    # A correction that names no lots may just not repeat them.
    if not later:
        return
    # What moves for the whole moves for each lot: once is enough.
    moved = (before.deadline, after.deadline)
    for lot_id, lot in later.items():
        if lot_id not in earlier:
            yield NoticeDifference(DifferenceKind.LOT_ADDED, None, lot, lot.title or "", lot_id)
        else:
            yield from _of_lot(earlier[lot_id], lot, moved)
            yield from _gone_of_lot(earlier[lot_id], lot, after)
    for lot_id, lot in earlier.items():
        if lot_id not in later:
            yield NoticeDifference(DifferenceKind.LOT_REMOVED, lot, None, lot.title or "", lot_id)


def _of_lot(
    before: ReadLot, after: ReadLot, moved: tuple[datetime | None, datetime | None]
) -> Iterator[NoticeDifference]:
    # That a lot was awarded is no change to take over: see `queries.corrections`.
    if after.state is not before.state and after.state is not LotState.AWARDED:
        yield NoticeDifference(DifferenceKind.LOT_STATE, before.state, after.state, after.title or "", after.id)
    if (before.deadline, after.deadline) != moved:
        yield from _of_deadline(before, after)
    for kind, name in (*FIELDS, *OF_LOT):
        was, now = getattr(before, name), getattr(after, name)
        if _differs(was, now):
            yield NoticeDifference(kind, was, now, after.title or "", after.id)


def _of_criteria(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    together = are_shared(before) and are_shared(after)
    earlier, later = criteria_of(before, together=together), criteria_of(after, together=together)
    if not later:
        return
    for key, named in later.items():
        yield from _of_criterion(earlier.get(key), named)
    gone = _lots(before).keys() - _lots(after).keys() if after.real_lots else set()
    for key, named in earlier.items():
        # Of a lot that is gone the criteria went with it.
        if key not in later and named.lot not in gone:
            weight = named.criterion.weight
            yield NoticeDifference(DifferenceKind.CRITERION_REMOVED, weight, None, named.criterion.name, named.lot)


def _of_criterion(was: NamedCriterion | None, now: NamedCriterion) -> Iterator[NoticeDifference]:
    weight, name = now.criterion.weight, now.criterion.name
    if was is None:
        yield NoticeDifference(DifferenceKind.CRITERION_ADDED, None, weight, name, now.lot)
        return
    before, text = was.criterion, now.criterion.description
    if weight is not None and weight != before.weight:
        yield NoticeDifference(DifferenceKind.CRITERION_WEIGHT, before.weight, weight, name, now.lot)
    if _differs(before.description, text):
        yield NoticeDifference(DifferenceKind.CRITERION_TEXT, before.description, text, name, now.lot)


def _of_files(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    earlier = {document.name for document in before.documents}
    later = {document.name for document in after.documents}
    if not later:
        return
    for name in sorted(later - earlier):
        yield NoticeDifference(DifferenceKind.DOCUMENT_ADDED, name=name)
    for name in sorted(earlier - later):
        yield NoticeDifference(DifferenceKind.DOCUMENT_REMOVED, name=name)


def is_open(change: NoticeChange) -> bool:
    """Whether a correction gives something as old and new that is not in what the notice tells now: somebody has to look."""
    return bool(change.old or change.new) and not change.applied


def _lots(notice: ReadNotice) -> dict[str, ReadLot]:
    return {lot.id: lot for lot in notice.real_lots}


ON_HANDING_IN = frozenset(
    {
        DifferenceKind.DEADLINE_GONE,
        DifferenceKind.TENDERS_DUE,
        DifferenceKind.PROCEDURE,
        DifferenceKind.SUBMISSION,
        DifferenceKind.MOST_BID,
        DifferenceKind.MOST_WON,
    }
)


def marks(differ: Iterable[NoticeDifference]) -> str:
    """What `digest` does not look at, as a text that is the same for the same changes; empty where none of it changed."""
    return " ".join(f"{each.kind}:{each.after}" for each in differ if each.kind in ON_HANDING_IN)


COMPARED = ("title", "deadline", "deadline_day_only", "description", "places", "lots", "criteria", "value", "changes")
ALSO = ("duration_months", "contract_start", "reserved", "reserved_execution", "validity")


def digest(notice: ReadNotice, ending: str) -> str:
    """The same for the same terms: of a source that tells more of what did not change nobody needs to hear."""
    # Not the whole reading: a second source adds words that change nothing for who bids.
    content = stored.dump(notice)
    terms: list[object] = [ending, *(content.get(name) for name in (*COMPARED, *ALSO))]
    terms.append(sorted(document.name for document in notice.documents))
    return hashlib.sha256(json.dumps(terms, sort_keys=True).encode()).hexdigest()
