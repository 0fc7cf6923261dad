"""What another edition of a notice changes for a bid that is under way. Plain Python."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from incubator.formats.values import Criterion, ReadLot, ReadNotice


class DifferenceKind(StrEnum):
    """What differs."""

    TITLE = "title"
    DEADLINE = "deadline"
    VALUE = "value"
    DURATION = "duration"
    DESCRIPTION = "description"
    LOT_ADDED = "lot-added"
    LOT_REMOVED = "lot-removed"
    LOT_DEADLINE = "lot-deadline"
    LOT_VALUE = "lot-value"
    CRITERION_ADDED = "criterion-added"
    CRITERION_REMOVED = "criterion-removed"
    CRITERION_WEIGHT = "criterion-weight"
    DOCUMENT_ADDED = "document-added"
    DOCUMENT_REMOVED = "document-removed"


@dataclass(frozen=True, slots=True)
class NoticeDifference:
    """How something was and is: values as the notice has them. `name` is of the criterion or the document, `lot` its number."""

    kind: DifferenceKind
    before: object = None
    after: object = None
    name: str = ""
    lot: str = ""


@dataclass(frozen=True, slots=True)
class NamedCriterion:
    """An award criterion where it stands: in a lot, or for the whole."""

    criterion: Criterion
    lot: str


def differences(before: ReadNotice, after: ReadNotice) -> list[NoticeDifference]:
    """What differs, the weightiest first. What only the earlier edition tells is no change, except where it lists."""
    return [
        *_of_the_whole(before, after),
        *_of_lots(before, after),
        *_of_criteria(before, after),
        *_of_files(before, after),
    ]


def _of_the_whole(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    if after.deadline is not None and after.deadline != before.deadline:
        yield NoticeDifference(DifferenceKind.DEADLINE, before, after)
    if after.value is not None and after.value != before.value:
        yield NoticeDifference(DifferenceKind.VALUE, before.value, after.value)
    if after.duration_months is not None and after.duration_months != before.duration_months:
        # In months, as both editions give it.
        yield NoticeDifference(DifferenceKind.DURATION, before.duration_months, after.duration_months)
    if after.title != before.title:
        yield NoticeDifference(DifferenceKind.TITLE, before.title, after.title)
    if after.description and after.description != before.description:
        yield NoticeDifference(DifferenceKind.DESCRIPTION, before.description, after.description)


def _of_lots(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    earlier, later = _lots(before), _lots(after)
    # A correction that names no lots may just not repeat them.
    if not later:
        return
    for lot_id, lot in later.items():
        if lot_id not in earlier:
            yield NoticeDifference(DifferenceKind.LOT_ADDED, None, lot, lot.title or "", lot_id)
        else:
            yield from _of_lot(earlier[lot_id], lot)
    for lot_id, lot in earlier.items():
        if lot_id not in later:
            yield NoticeDifference(DifferenceKind.LOT_REMOVED, lot, None, lot.title or "", lot_id)


def _of_lot(before: ReadLot, after: ReadLot) -> Iterator[NoticeDifference]:
    if after.deadline is not None and after.deadline != before.deadline:
        yield NoticeDifference(DifferenceKind.LOT_DEADLINE, before, after, after.title or "", after.id)
    if after.value is not None and after.value != before.value:
        yield NoticeDifference(DifferenceKind.LOT_VALUE, before.value, after.value, after.title or "", after.id)


def _of_criteria(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    earlier, later = criteria_of(before), criteria_of(after)
    if not later:
        return
    for key, named in later.items():
        weight = named.criterion.weight
        if key not in earlier:
            yield NoticeDifference(DifferenceKind.CRITERION_ADDED, None, weight, named.criterion.name, named.lot)
        elif weight is not None and weight != earlier[key].criterion.weight:
            earlier_weight = earlier[key].criterion.weight
            yield NoticeDifference(
                DifferenceKind.CRITERION_WEIGHT, earlier_weight, weight, named.criterion.name, named.lot
            )
    for key, named in earlier.items():
        if key not in later:
            weight = named.criterion.weight
            yield NoticeDifference(DifferenceKind.CRITERION_REMOVED, weight, None, named.criterion.name, named.lot)


def _of_files(before: ReadNotice, after: ReadNotice) -> Iterator[NoticeDifference]:
    earlier = {document.name for document in before.documents}
    later = {document.name for document in after.documents}
    if not later:
        return
    for name in sorted(later - earlier):
        yield NoticeDifference(DifferenceKind.DOCUMENT_ADDED, name=name)
    for name in sorted(earlier - later):
        yield NoticeDifference(DifferenceKind.DOCUMENT_REMOVED, name=name)


def _lots(notice: ReadNotice) -> dict[str, ReadLot]:
    return {lot.id: lot for lot in notice.real_lots}


def criteria_of(notice: ReadNotice) -> dict[tuple[str, str], NamedCriterion]:
    """The award criteria by lot and name, as one compares them: capitals and blanks do not count."""
    criteria: dict[tuple[str, str], NamedCriterion] = {}
    for criterion in notice.criteria:
        criteria["", plain_name(criterion.name)] = NamedCriterion(criterion, "")
    for lot in notice.real_lots:
        for criterion in lot.criteria:
            criteria[lot.id, plain_name(criterion.name)] = NamedCriterion(criterion, lot.id)
    return criteria


def plain_name(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.lower().split())


Key = tuple[str, str]


def criterion_in(text: str, lot: str | None, *editions: dict[Key, NamedCriterion]) -> tuple[Key | None, ...]:
    """Which criterion of each edition a text of the list of requirements is about: its name stands in it."""
    return tuple(_criterion_in(plain_name(text), lot, edition) for edition in editions)


def _criterion_in(text: str, lot: str | None, edition: dict[Key, NamedCriterion]) -> Key | None:
    for key in edition:
        of_lot, name = key
        if name and name in text and (lot is None or of_lot in ("", lot)):
            return key
    return None


def digest(notice: ReadNotice, ending: str) -> str:
    """The same for the same terms: of a source that tells more of what did not change nobody needs to hear."""
    # Not the whole reading: a second source adds words that change nothing for who bids.
    terms: list[object] = [ending, notice.title, notice.description, str(notice.deadline), str(notice.value)]
    terms.append(notice.duration_months)
    for lot in notice.real_lots:
        terms.append((lot.id, str(lot.deadline), str(lot.value)))
    for key, named in criteria_of(notice).items():
        terms.append((*key, str(named.criterion.weight)))
    terms += sorted(document.name for document in notice.documents)
    return hashlib.sha256(json.dumps(terms).encode()).hexdigest()
