"""An edition that tells only what is new, as the whole call: a corrigendum of TED (F14) and a later release of OCDS.

What a corrigendum changes is put into the notice that it corrects where that is certain: the section is one we know, and what it
gives as the old text is what the notice has. All else stays in its own words, `applied` says which is which.
"""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from functools import partial
from typing import Any

from incubator.formats import closing, over_lots, ted_walk
from incubator.formats.closing import Closing
from incubator.formats.lot_names import called_as
from incubator.formats.merging import known
from incubator.formats.values import GROUP, Criterion, NoticeChange, ReadLot, ReadNotice

CORRIGENDUM = "F14"
TED = frozenset({"ted-export", "ted-esenders"})
# What belongs to the corrigendum itself; all else is of the notice that it corrects.
_OWN = (
    *("format", "identities", "corrects", "published", "dispatched", "related_ids", "notice_type", "subtype", "url"),
    *("changes", "doubts", "cancels", "closed"),
)
# OCDS: a release leaves out what did not change. Its own are names, kind, days, and what came out.
_CARRIED = (
    *(
        "title",
        "description",
        "language",
        "buyer_reference",
        "buyer",
        "nature",
        "procedure",
        "cpv",
        "main_cpv",
        "places",
    ),
    *("value", "reserved", "sme_suitable", "duration_months", "contract_start", "contract_end", "validity"),
    *("criteria", "documents", "documents_url", "submission_url", "deadline", "lots", "most_lots_bid", "most_lots_won"),
)
_MOMENT = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}))?$", re.ASCII)
_WEIGHED = re.compile(r"^(?P<name>.*?\w.*?)[\s:(=–-]*\b(?P<weight>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|punten|points)?\)?$")
_SECTION = re.compile(r"^[IVX]+(?:\.\d+)*", re.ASCII)


def is_corrigendum(notice: ReadNotice) -> bool:
    """Whether this is a form that tells nothing but what it changes of another."""
    return notice.format in TED and notice.notice_type == CORRIGENDUM


def whole(edition: ReadNotice, earlier: ReadNotice) -> ReadNotice:
    """The edition with all that it leaves out, as the one that it corrects has it. The same again gives the same."""
    if edition.kind is not earlier.kind:
        return edition
    if is_corrigendum(edition):
        return _corrected(edition, earlier)
    if edition.format != earlier.format:
        edition = called_as(edition, earlier)
    return _carried_over(edition, earlier) if edition.format == "ocds" else edition


def _corrected(corrigendum: ReadNotice, earlier: ReadNotice) -> ReadNotice:
    notice = earlier
    changes = []
    for change in corrigendum.changes:
        done = _apply(notice, change)
        changes.append(replace(change, applied=done is not None))
        notice = done or notice
    # The Official Journal notes the new day of closing itself, also where the form tells it in words only.
    if notice.deadline == earlier.deadline and corrigendum.deadline is not None and _has_one_day(notice):
        notice = _closing(notice, Closing(corrigendum.deadline, corrigendum.deadline_day_only), ())
    own = {name: getattr(corrigendum, name) for name in _OWN}
    return replace(notice, **{**own, "changes": tuple(changes)})


def _apply(notice: ReadNotice, change: NoticeChange) -> ReadNotice | None:
    """The notice with a change; None where it does not fit for certain."""
    apply = _APPLIED.get(section_in(change.field or "") or "")
    if apply is None or not change.new or not _has_lots(notice, change.lots):
        return None
    return apply(notice, change)


def section_in(place: str) -> str | None:
    """The section of the form that stands before a label: IV.2.2; None where there is none."""
    match = _SECTION.match(place)
    return match[0] if match else None


def _has_lots(notice: ReadNotice, lots: tuple[str, ...]) -> bool:
    known = {_number(lot.id) for lot in notice.real_lots}
    return known.issuperset(map(_number, lots))


def _number(lot_id: str) -> str:
    return lot_id.strip().lstrip("0")


def _is_among(lot: ReadLot, lots: tuple[str, ...]) -> bool:
    """Whether a change is about this lot: one without lots is about all."""
    return lot.kind != GROUP and (not lots or _number(lot.id) in set(map(_number, lots)))


def _new_deadline(notice: ReadNotice, change: NoticeChange) -> ReadNotice | None:
    new, old = _MOMENT.match(change.new or ""), _MOMENT.match(change.old or "")
    # One form has one day for all lots: what it calls the old day must be the day that we know.
    if new is None or notice.deadline is None or (old and old[1] != notice.deadline.date().isoformat()):
        return None
    closes = ted_walk.closing(new[1], new[2] or _hour_of(notice), notice.buyer.country if notice.buyer else None)
    return None if closes is None else _closing(notice, closes, change.lots)


def _hour_of(notice: ReadNotice) -> str | None:
    # A new day without an hour leaves the hour as it was.
    return None if notice.deadline is None or notice.deadline_day_only else f"{notice.deadline:%H:%M}"


def _has_one_day(notice: ReadNotice) -> bool:
    return {lot.deadline for lot in notice.real_lots} <= {notice.deadline}


def _closing(notice: ReadNotice, closes: Closing, among: tuple[str, ...]) -> ReadNotice:
    notice = _with_lots(notice, among, lambda lot: replace(lot, **closing.closing_fields(closes)))
    return replace(notice, **closing.closing_fields(closing.of_lots(notice.lots) or closes))


def _with_lots(notice: ReadNotice, among: tuple[str, ...], changed: Callable[[ReadLot], ReadLot]) -> ReadNotice:
    """The notice with these lots changed."""
    lots = []
    for lot in notice.lots:
        lots.append(changed(lot) if _is_among(lot, among) else lot)
    return replace(notice, lots=tuple(lots))


def _new_weight(notice: ReadNotice, change: NoticeChange) -> ReadNotice | None:
    before, after = _weighed(change.old), _weighed(change.new)
    if before is None or after is None or before[0] != after[0]:
        return None
    among = [lot for lot in notice.real_lots if _is_among(lot, change.lots)]
    if not among:
        criteria = _reweighed(notice.criteria, before, after[1])
        return replace(notice, criteria=criteria) if criteria else None
    if not all(_reweighed(lot.criteria, before, after[1]) for lot in among):
        return None
    weighed = partial(_with_weight, before=before, weight=after[1])
    notice = _with_lots(notice, change.lots, weighed)
    # Criteria that hold for the whole are those that all lots share.
    return replace(notice, criteria=over_lots.common_criteria(notice.real_lots))


def _with_weight(lot: ReadLot, *, before: tuple[str, Decimal], weight: Decimal) -> ReadLot:
    return replace(lot, criteria=_reweighed(lot.criteria, before, weight))


def _weighed(text: str | None) -> tuple[str, Decimal] | None:
    """A name and its weight, as forms write them on one line: "Technische kennis 20"."""
    match = _WEIGHED.match((text or "").strip())
    if match is None:
        return None
    return _plain(match["name"]), Decimal(match["weight"].replace(",", "."))


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _reweighed(criteria: tuple[Criterion, ...], before: tuple[str, Decimal], weight: Decimal) -> tuple[Criterion, ...]:
    """The criteria with another weight of one; none when not exactly one has this name and the old weight."""
    changed = []
    fitting = 0
    for each in criteria:
        fits = (_plain(each.name), each.weight) == before
        fitting += fits
        changed.append(replace(each, weight=weight) if fits else each)
    return tuple(changed) if fitting == 1 else ()


def _new_text(notice: ReadNotice, change: NoticeChange) -> ReadNotice | None:
    text = _rewritten(notice.description, change)
    return None if text is None else replace(notice, description=text)


def _new_text_of_lot(notice: ReadNotice, change: NoticeChange) -> ReadNotice | None:
    among = [lot for lot in notice.real_lots if _is_among(lot, change.lots)]
    if len(among) != 1:
        return None
    text = _rewritten(among[0].description, change)
    if text is None:
        return None
    return _with_lots(notice, (among[0].id,), lambda lot: replace(lot, description=text))


def _rewritten(text: str | None, change: NoticeChange) -> str | None:
    """The text with the new words; None when the old ones do not stand in it exactly once."""
    if not text or not change.old or text.count(change.old) != 1:
        return None
    return text.replace(change.old, change.new or "")


# By the sections of the forms of 2014: short description, award criteria, closing date.
_APPLIED: dict[str, Callable[[ReadNotice, NoticeChange], ReadNotice | None]] = {
    "II.1.4": _new_text,
    "II.2.4": _new_text_of_lot,
    "II.2.5": _new_weight,
    "IV.2.2": _new_deadline,
}


def _carried_over(release: ReadNotice, earlier: ReadNotice) -> ReadNotice:
    """A release with what it does not repeat. What was carried before is taken anew: the earlier one may be read better now."""
    chosen: dict[str, Any] = {}
    carried = []
    for name in _CARRIED:
        value = getattr(release, name)
        # A release without a title goes by the name of its procurement.
        missing = name in release.carried or not known(value) or (name == "title" and value in _ids(release))
        if missing and known(getattr(earlier, name)):
            chosen[name] = getattr(earlier, name)
            carried.append(name)
    if "deadline" in chosen:
        chosen |= {"deadline_day_only": earlier.deadline_day_only, "deadline_for": earlier.deadline_for}
    if "lots" not in chosen:
        chosen["lots"] = _lots_carried_over(release.lots, earlier.lots)
    if "deadline" not in chosen:
        chosen["lots"] = _moved_along(chosen["lots"], release, earlier)
    return replace(release, **chosen, carried=tuple(carried))


def _moved_along(lots: tuple[ReadLot, ...], release: ReadNotice, earlier: ReadNotice) -> tuple[ReadLot, ...]:
    """Lots that closed with the whole close with it still, where a release moves the day of the whole alone."""
    # A release that names days of lots says all there is to say of them.
    if release.deadline is None or any(lot.deadline for lot in release.lots):
        return lots
    closes = closing.closing_fields(Closing(release.deadline, release.deadline_day_only))
    moved = []
    for lot in lots:
        with_whole = lot.deadline is not None and lot.deadline == earlier.deadline
        moved.append(replace(lot, **closes) if with_whole else lot)
    return tuple(moved)


def _ids(notice: ReadNotice) -> set[str]:
    return {name.id for name in notice.identities}


def _lots_carried_over(lots: tuple[ReadLot, ...], earlier: tuple[ReadLot, ...]) -> tuple[ReadLot, ...]:
    """By their id, as OCDS merges lists: what is not fields_of_closing again stays, whole lots too. Withdrawn is a lot by its status."""
    later = {lot.id: lot for lot in lots}
    before = {lot.id for lot in earlier}
    kept = [_lot_carried_over(later.get(lot.id), lot) for lot in earlier]
    return (*kept, *(lot for lot in lots if lot.id not in before))


def _lot_carried_over(lot: ReadLot | None, earlier: ReadLot) -> ReadLot:
    if lot is None:
        return earlier
    chosen = {}
    for described in fields(ReadLot):
        if described.name != "state" and not known(getattr(lot, described.name)):
            chosen[described.name] = getattr(earlier, described.name)
    if "deadline" not in chosen:
        chosen.pop("deadline_day_only", None)
    return replace(lot, **chosen)
