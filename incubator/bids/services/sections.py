"""Verbs of the sections of a bid. Nothing here commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from incubator.accounts.models import User
from incubator.bids.models import (
    Bid,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
    Section,
    SectionVersion,
)
from incubator.bids.queries import sections as queries
from incubator.bids.rules import amounts
from incubator.bids.rules import sections as rules
from incubator.bids.rules.criteria import RequirementsByWords
from incubator.bids.rules.requirements import page_limits
from incubator.bids.services import coaching
from incubator.bids.services.writable import check_open, open_for_writing
from incubator.core.db import GONE, db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats.values import Criterion
from incubator.learning.rules import merge
from incubator.learning.values import Merged

OTHERS = N_("Not saved yet: someone else saved in between. Press Save: then you see both.")
PRICE_NAMES = {"price": "Prijs", "cost": "Kosten"}


@dataclass(frozen=True, slots=True)
class SectionTerms:
    """What is agreed about a section: who writes it and how long it may be."""

    owner_id: int | None = None
    page_limit: int | None = None
    word_limit: int | None = None
    title: str = ""


def make_sections(bid: Bid, *, now: datetime) -> int:
    """A section for each award criterion that has none yet. Gives how many were made; pressed twice it is none."""
    open_for_writing(bid)
    known = {section.requirement_id for section in queries.sections(bid)}
    made = 0
    for requirement in _criteria(bid):
        if requirement.id in known:
            continue
        title = page_limits.without_limit(requirement.text)
        _add(bid, title[: rules.LONGEST_TITLE], now=now, requirement=requirement)
        made += 1
    return made


def _criteria(bid: Bid) -> Sequence[Requirement]:
    """The criteria that somebody read in the documents; as long as nobody did those of the notice, of every lot on which we bid."""
    confirmed = queries.award_criteria(bid)
    if any(row.origin is not RequirementOrigin.NOTICE for row in confirmed):
        return confirmed
    return list(dict.fromkeys((*confirmed, *_from_notice(bid))))


def _from_notice(bid: Bid) -> list[Requirement]:
    """The criteria of the notice as requirements; what somebody dropped before stays away."""
    known = [(requirement, requirement.worded) for requirement in queries.of_notice(bid)]
    standing = RequirementsByWords(bid.work.content, known)
    asked = []
    for place, (criterion, lot) in enumerate(queries.criteria_of_notice(bid)):
        requirement = standing.of(criterion, lot)
        if requirement is None:
            requirement = _requirement(bid, criterion, _words_of(criterion), lot or None, place)
            db.session.add(requirement)
        if requirement.state is not RequirementState.DROPPED and requirement not in asked:
            asked.append(requirement)
    db.session.flush()
    return asked


def _requirement(bid: Bid, criterion: Criterion, text: str, lot: str | None, place: int) -> Requirement:
    weight = None if criterion.weight is None else f"{criterion.weight.normalize():f}"
    # The notice itself says so in a field of its own: nothing was guessed, and nobody has to confirm it.
    return Requirement(
        bid=bid,
        kind=RequirementKind.AWARD,
        text=text,
        lot=lot,
        weight=weight,
        weight_unit=criterion.weight_kind if weight else None,
        origin=RequirementOrigin.NOTICE,
        position=place,
        state=RequirementState.CONFIRMED,
    )


def _words_of(criterion: Criterion) -> str:
    """The criterion in the words of the buyer. eForms gives one without a name its kind for a name."""
    name = PRICE_NAMES.get(criterion.name, criterion.name)
    if criterion.kind in PRICE_NAMES and not rules.is_price(name):
        name = f"{PRICE_NAMES[criterion.kind]}: {name}"
    if criterion.description and criterion.description.strip() != name.strip():
        return f"{name}: {criterion.description}".strip()
    return name


def add_own(bid: Bid, title: str, *, now: datetime) -> Section:
    """A heading of our own, which is no criterion of the buyer."""
    open_for_writing(bid)
    for known in queries.sections(bid):
        if known.requirement_id is None and known.title == title:
            return known  # pressed twice
    return _add(bid, title, now=now)


def _add(bid: Bid, title: str, *, now: datetime, requirement: Requirement | None = None) -> Section:
    section = Section(
        bid=bid, requirement=requirement, title=title, position=queries.next_position(bid), changed_at=now
    )
    if requirement is not None:
        section.lot = requirement.lot
        limit = page_limits.limit_in(requirement.text)
        section.page_limit, section.word_limit = limit.pages, limit.words
    db.session.add(section)
    db.session.flush()
    return section


def remove_own(section: Section, *, now: datetime) -> None:
    """Take away a heading of our own, with what waits for a coach and what was said of it.

    Raises `RuleViolation` for a criterion of the buyer, or while there is text.
    """
    locked(section)
    check_open(section.bid)
    if section.requirement_id is not None:
        raise RuleViolation(N_("This is a criterion of the buyer: it stays in your plan."))
    if rules.count_words(*queries.texts_of(section).values()):
        raise RuleViolation(N_("There is text in this section. Move it elsewhere first."))
    coaching.end_section(section, now=now)
    db.session.delete(section)
    db.session.flush()


def settle(section: Section, terms: SectionTerms) -> None:
    """Who writes it and how long it may be; the heading only where it is our own."""
    check_open(locked(section).bid)
    section.owner_id, section.page_limit, section.word_limit = terms.owner_id, terms.page_limit, terms.word_limit
    if section.requirement_id is None and terms.title:
        section.title = terms.title
    db.session.flush()


def settle_amount(section: Section, because: str, *, by: User, now: datetime) -> None:
    """Say why an amount may stand in this section, or take that back with nothing. Who said it and when is kept.

    Raises `RuleViolation` for a reason that says nothing.
    """
    check_open(locked(section).bid)
    amounts.check_reason(because)
    if because == section.amount_because:
        return
    section.amount_because, section.amount_by_id, section.amount_at = because, by.id, now
    db.session.flush()


def move(section: Section, step: int) -> None:
    """One place up or down in the plan."""
    check_open(locked(section).bid)
    by_number = {other.id: other for other in queries.sections(section.bid)}
    for place, number in enumerate(rules.moved(list(by_number), section.id, step)):
        by_number[number].position = place
    db.session.flush()


def save(section: Section, typed: Mapping[str, str], *, began_with: int, by: User, now: datetime) -> Merged:
    """Keep what someone wrote. What others stored since `began_with` is put together with it, part by part.

    Where both changed the same part nothing is stored, and the conflicts are given back: both versions are shown.
    """
    check_open(locked(section).bid)
    mine = {part: rules.cleaned(typed.get(part, "")) for part in rules.PARTS}
    rules.check_texts(mine)
    stored = queries.texts_of(section)
    merged = Merged(mine, ())
    if began_with != section.revision:
        merged = merge(_base(section, began_with), mine, stored)
    # Saving without a change makes no version: the list shows what was written, not who pressed a button.
    if not merged.conflicts and merged.answers != stored:
        write(section, merged.answers, by=by, now=now)
    return merged


def save_as_typed(section: Section, typed: Mapping[str, str], *, began_with: int, by: User, now: datetime) -> int:
    """Keep what is being typed, for a page that cannot show what others wrote. Raises `Conflict` when it would have to."""
    merged = save(section, typed, began_with=began_with, by=by, now=now)
    mine = {part: rules.cleaned(typed.get(part, "")) for part in rules.PARTS}
    if merged.conflicts or merged.answers != mine:
        raise Conflict(OTHERS)
    return section.revision


def _base(section: Section, revision: int) -> dict[str, str] | None:
    # Before the first version there was nothing.
    if revision == 0:
        return dict.fromkeys(rules.PARTS, "")
    before = queries.version(section, revision)
    return None if before is None else queries.texts_of(before)


def write(section: Section, texts: Mapping[str, str], *, by: User, now: datetime) -> None:
    """Another version of the text. The section is locked."""
    section.revision += 1
    section.what, section.view, section.proof = (texts[part] for part in rules.PARTS)
    section.changed_at, section.changed_by_id = now, by.id
    kept = SectionVersion(
        section_id=section.id, revision=section.revision, written_at=now, written_by_id=by.id, **texts
    )
    db.session.add(kept)
    db.session.flush()


def put_back(section: Section, revision: int, *, seen: int, by: User, now: datetime) -> None:
    """Go on with an earlier version: it becomes the newest, and what stands there now stays in the list.

    Raises `Conflict` when somebody wrote since the page with the versions was opened.
    """
    check_open(locked(section).bid)
    if seen != section.revision:
        raise Conflict(N_("Somebody wrote in this section while you looked. Look at the newest version first."))
    before = queries.version(section, revision)
    if before is None:
        raise RuleViolation(N_("This version is not there any more."))
    texts = queries.texts_of(before)
    if texts != queries.texts_of(section):
        write(section, texts, by=by, now=now)


def locked(section: Section) -> Section:
    """The group before the section, in every verb: who locks in another order waits for ever. Raises `Conflict` when it is gone."""
    group = queries.group_of(section)
    if group is None:
        raise Conflict(GONE)
    lock(group)
    return lock(section)
