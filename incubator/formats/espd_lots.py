"""Lots of a request: which of them are bid on, however each source writes their number, and what is asked for others.

TED and OCDS write `2`, eForms `LOT-0002`, the samples of version 2 `Lot2`: one and the same lot.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from incubator.formats.espd_values import REQUIREMENT, EspdCriterion, EspdGroup, EspdProperty, EspdRequest, questions_of

WHOLE = "LOT-0000"  # what eForms writes for a procurement that is not divided
LOT = "LOT_IDENTIFIER"
# A group of lots (GLO-0001) or a part of a prior notice (PAR-0001) is no lot with that number.
NUMBERED = re.compile(r"(?:lot|perceel|kavel)?[\s._:#-]*(?:nr\.?|no\.?)?\s*0*(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LotsOfBid:
    """For which lots of a request somebody declares. `named` is written as the request has it; none stands for the whole.

    `is_open` when the request is divided and nobody knows which of its lots these are: a person has to say so.
    """

    named: tuple[str, ...] = ()
    is_open: bool = False


def key_of(lot: str) -> str:
    """The same for every way to write a lot: its number, else its letters and digits without capitals and marks."""
    numbered = NUMBERED.fullmatch(lot.strip())
    return numbered.group(1) if numbered else "".join(filter(str.isalnum, lot.casefold()))


def real_lots(request: EspdRequest) -> tuple[str, ...]:
    """The lots into which a request divides the work, once each and as it writes them; none when it is one whole."""
    named: dict[str, str] = {}
    for lot in (*request.lots, *_in_criteria(request)):
        if key_of(lot) and key_of(lot) != key_of(WHOLE):
            named.setdefault(key_of(lot), lot)
    return tuple(named.values())


def _in_criteria(request: EspdRequest) -> Iterator[str]:
    for criterion in request.criteria:
        yield from criterion.lots
        # Older samples fill a group in with a word such as [LotID]: only who lists its lots names them there.
        if request.lots:
            for group in criterion.every_group():
                yield from _demanded_in(group, set(map(key_of, request.lots)))


def _demanded_in(group: EspdGroup, known: set[str]) -> Iterator[str]:
    yield from (lot for lot in lots_of_group(group) if key_of(lot) in known)
    for line in group.lines:
        if isinstance(line, EspdGroup):
            yield from _demanded_in(line, known)


def lots_of_group(group: EspdGroup) -> tuple[str, ...]:
    """For which lots a buyer asks a group, as the buyer writes them; none when it is for all."""
    lines = [line for line in group.properties if line.kind == REQUIREMENT and line.data_type == LOT]
    written = [line.expected for line in lines]
    # What a form of others leaves to be filled in names no lot.
    return tuple(lot for lot in written if lot and not lot.startswith("[") and key_of(lot) != key_of(WHOLE))


def lots_of_bid(request: EspdRequest, chosen: Collection[str], said_by_person: Collection[str] = ()) -> LotsOfBid:
    """Which lots of a request are those of a bid on `chosen`; what a person said counts where the numbers do not tell."""
    real = real_lots(request)
    if not real:
        # A request that names no lots leaves room for those of the bid; one that says it is one whole does not.
        return LotsOfBid(() if request.lots else tuple(chosen))
    if len(real) == 1 and not chosen:
        return LotsOfBid(real)
    keys = set(map(key_of, chosen))
    matched = tuple(lot for lot in real if key_of(lot) in keys)
    # One request for each lot is usual: the other lots of the bid have a file of their own.
    if matched and len(matched) == min(len(keys), len(real)):
        return LotsOfBid(matched)
    by_person = tuple(lot for lot in real if lot in said_by_person)
    return LotsOfBid(by_person, is_open=not by_person)


def lots_by_question(criterion: EspdCriterion) -> dict[str, tuple[str, ...]]:
    """For which lots each question of a criterion is, as the buyer writes them; a question for all is left out."""
    lots: dict[str, tuple[str, ...]] = {}
    pending = [(group, criterion.lots) for group in criterion.every_group()]
    while pending:
        group, above = pending.pop()
        here = lots_of_group(group) or above
        for line in group.lines:
            if isinstance(line, EspdGroup):
                pending.append((line, here))
            elif here:
                lots[line.id] = here
    return lots


def lots_of_questions(request: EspdRequest) -> dict[str, tuple[str, ...]]:
    """For which lots each question of a request is; one that is asked again for another lot is for both, and once for all is for all."""
    lots: dict[str, tuple[str, ...]] = {}
    for criterion in request.criteria:
        of_criterion = lots_by_question(criterion)
        for question in questions_of(criterion):
            here = of_criterion.get(question.id, ())
            before = lots.get(question.id, here)
            lots[question.id] = tuple(dict.fromkeys((*before, *here))) if before and here else ()
    return lots


def for_lots(request: EspdRequest, lots: LotsOfBid) -> EspdRequest:
    """The request without what is asked only for lots that are not bid on."""
    if not lots.named or len(real_lots(request)) < 2:
        return request
    keys = set(map(key_of, lots.named))
    asked = [narrowed for criterion in request.criteria if (narrowed := _criterion_for(criterion, keys)) is not None]
    return replace(request, criteria=tuple(asked))


def _criterion_for(criterion: EspdCriterion, keys: set[str]) -> EspdCriterion | None:
    if not is_for(criterion.lots, keys):
        return None
    groups = tuple(_groups_for(criterion.groups, keys))
    additions = [narrowed for part in criterion.additions if (narrowed := _criterion_for(part, keys)) is not None]
    # A criterion whose every group was for another lot is not asked any more.
    if criterion.groups and not groups:
        return None
    return replace(criterion, groups=groups, additions=tuple(additions))


def _groups_for(groups: Iterable[EspdGroup], keys: set[str]) -> Iterator[EspdGroup]:
    for group in groups:
        if is_for(lots_of_group(group), keys):
            yield replace(group, lines=tuple(_lines_for(group, keys)))


def _lines_for(group: EspdGroup, keys: set[str]) -> Iterator[EspdProperty | EspdGroup]:
    for line in group.lines:
        if isinstance(line, EspdGroup):
            yield from _groups_for((line,), keys)
        else:
            yield line


def is_for(lots: Collection[str], keys: Collection[str]) -> bool:
    """Whether what is asked for these lots holds for a bid on the lots with these keys."""
    named = set(map(key_of, lots))
    return not named or key_of(WHOLE) in named or not named.isdisjoint(keys)
