"""What stands out in a bid before it is handed in."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import select

from incubator.bids.models import (
    Answer,
    Bid,
    LibraryKind,
    Requirement,
    RequirementKind,
    RequirementState,
)
from incubator.bids.queries import amounts, coached, corrections, readiness, requirements, reuse
from incubator.bids.queries import answers as library
from incubator.bids.queries import sections as written
from incubator.bids.queries.asking import law_of
from incubator.bids.rules import checking, lot_limits, stages, submitting
from incubator.bids.rules.checking import CheckPoint, Gravity, StandingPaper, WrittenSection
from incubator.bids.rules.freshness import Freshness
from incubator.bids.values.origins import WorkOrigin
from incubator.cooperatives.queries.groups import has_deed
from incubator.core import clock
from incubator.core.db import db
from incubator.core.i18n import counted
from incubator.core.i18n import mark as N_

# Tasks of the checklist without which a bid can fall.
PAPER_TASKS = {
    "exclusion": N_("The own declaration (UEA) is not ticked off yet."),
    "kvk": N_("The extract of the trade register is not ticked off yet."),
    "tax": N_("The statement of the tax office is not ticked off yet."),
    "staff": N_("This looks like supplying staff (Waadi, Wtta), and nobody has ticked off that it was looked at."),
    "gva": N_("The certificate of conduct (GVA) is not ticked off yet: it takes up to eight weeks."),
}


def points(bid: Bid, *, now: datetime, papers: Sequence[StandingPaper] = ()) -> list[CheckPoint]:
    """Everything that stands out, the gravest first. `papers` are the documents as they were made."""
    on = day_of(bid, now)
    collected = [
        *readiness.of_wage(bid),
        *checking.of_papers(papers),
        *_of_stage(bid),
        *_of_deadline(bid, now),
        *_of_lots(bid, now),
        *_of_deed(bid),
        *_of_requirements(bid),
        *_of_texts(bid),
        *coached.points(bid),
        *_of_uses(bid, on),
        *_of_certificates(bid, on),
        *_of_people(bid, on),
        *readiness.points(bid),
        *_of_papers(bid),
    ]
    # The order in which they are declared is the order in which one wants to know.
    gravity = list(Gravity)
    return sorted(collected, key=lambda point: gravity.index(point.severity))


def reasons(bid: Bid, papers: Sequence[StandingPaper]) -> list[CheckPoint]:
    """What asks for a reason beside open knock-outs: a price below the wage, and documents that are older than the bid."""
    too_many = lot_limits.too_many(bid.work.content, bid.lots, clock.now())
    seen = [*readiness.of_wage(bid), *checking.of_papers(papers), *too_many]
    return [point for point in seen if point.severity is Gravity.REASON]


def day_of(bid: Bid, now: datetime) -> date:
    """The day on which everything must be valid: that of the deadline, or today once it has passed."""
    # A bid that comes late is judged as it is now: the old day helps nobody.
    deadline = corrections.deadline_of(bid)
    return clock.local(now if deadline is None or deadline < now else deadline).date()


def _undone(bid: Bid) -> Sequence[Requirement]:
    statement = select(Requirement).where(
        Requirement.bid_id == bid.id,
        Requirement.state == RequirementState.CONFIRMED,
        Requirement.kind.not_in((RequirementKind.AWARD, RequirementKind.QUESTION_DEADLINE)),
        Requirement.done_at.is_(None),
        Requirement.waived_because == "",
    )
    return db.session.scalars(statement.order_by(Requirement.position, Requirement.id)).all()


def _of_deadline(bid: Bid, now: datetime) -> Iterator[CheckPoint]:
    deadline = corrections.deadline_of(bid)
    if deadline is None:
        yield CheckPoint(Gravity.WARNS, N_("We do not know the deadline. Look in the documents of the buyer."))
    elif deadline < now:
        yield CheckPoint(
            Gravity.WARNS,
            N_("The deadline has passed. A bid that comes too late is not counted, however good it is."),
        )


def _of_stage(bid: Bid) -> Iterator[CheckPoint]:
    """What comes before handing in: the group decides, or takes up again what it stopped with."""
    message = submitting.COMES_FIRST.get(bid.stage.value)
    if message is not None and written.submission(bid) is None:
        place = "decide" if bid.stage.value in stages.UNDECIDED else "stage"
        yield CheckPoint(Gravity.BLOCKS, message, place=place)


def _of_lots(bid: Bid, now: datetime) -> Iterator[CheckPoint]:
    notice = bid.work.content
    yield from lot_limits.too_many(notice, bid.lots, now)
    yield from lot_limits.gone(notice, bid.lots, now)


def _of_deed(bid: Bid) -> Iterator[CheckPoint]:
    if not has_deed(bid.cooperative):
        yield CheckPoint(
            Gravity.BLOCKS,
            N_("You cannot hand in yet: a cooperative can only bid once the deed has been signed at the notary."),
            place="group",
        )


def _of_requirements(bid: Bid) -> Iterator[CheckPoint]:
    stopping = requirements.open_knock_outs_of(bid)
    for requirement in stopping:
        message = N_("Knock-out requirement still open: %(text)s")
        yield _of_requirement(Gravity.REASON, message, requirement)
    known = frozenset(requirement.id for requirement in stopping)
    for requirement in _undone(bid):
        if requirement.id not in known:
            yield _of_requirement(Gravity.WARNS, N_("Requirement not done yet: %(text)s"), requirement)


def _of_requirement(gravity: Gravity, message: str, requirement: Requirement) -> CheckPoint:
    words = {"text": requirement.text[:160]}
    return CheckPoint(gravity, message, words, place="requirements", number=requirement.id)


def _of_texts(bid: Bid) -> Iterator[CheckPoint]:
    # Who asks to take part writes no plan yet.
    if bid.asks_first:
        return
    read, kept = [], amounts.kept_from_buyer(bid)
    for section in written.text_sections(bid):
        texts, amounts_here = written.texts_of(section), kept.get(section.id, [])
        read.append(
            WrittenSection(section.id, section.title, texts, section.page_limit, section.word_limit, amounts_here)
        )
    yield from checking.of_sections(read, is_ours=written.is_ours(bid))
    counts = written.open_comments(bid)
    for seen in read:
        if counts.get(seen.number):
            yield CheckPoint(
                Gravity.WARNS,
                N_("“%(title)s” has comments that nobody settled."),
                {"title": seen.title},
                place="section",
                number=seen.number,
            )


def _of_uses(bid: Bid, on: date) -> Iterator[CheckPoint]:
    for text in reuse.to_look_at(bid, on):
        yield CheckPoint(Gravity.WARNS, text.message, text.params, place="section", number=text.section_id)


def _of_people(bid: Bid, on: date) -> Iterator[CheckPoint]:
    """Who stands in the papers with a CV and is no longer in the group."""
    left = library.left_of(bid.cooperative)
    for answer in library.library(bid.cooperative):
        dates = library.dates_of(answer, left)
        if answer.permitted and dates.left_on is not None and dates.left_on <= on:
            message = N_("%(name)s left your group on %(day)s, and the CV still goes along in the documents.")
            yield _of_answer(answer, message, day=dates.left_on)


def _of_certificates(bid: Bid, on: date) -> Iterator[CheckPoint]:
    # Only authorities are bound to it; a client says itself how old is too old.
    by_our_law = law_of(bid).is_dutch and bid.origin is WorkOrigin.NOTICE
    for answer, state in library.judged(bid.cooperative, on):
        if answer.kind is not LibraryKind.CERTIFICATE:
            continue
        if state is Freshness.EXPIRED:
            message = N_("Expired on the day of handing in: %(name)s (valid until %(day)s).")
            yield _of_answer(answer, message, day=answer.valid_until)
        # Statements have no last day of their own: our law counts from the day of issue. Abroad the documents say how old is too old.
        paper = checking.paper_of(answer.title) if by_our_law else None
        if paper is not None and answer.begun_on is not None and checking.too_old(paper, answer.begun_on, on):
            yield _of_answer(
                answer,
                N_("Too old on the day of handing in: %(name)s of %(day)s (at most %(months)s, art. 2.89 Aw 2012)."),
                day=answer.begun_on,
                months=counted("%(num)d month", "%(num)d months", paper.months),
            )


def _of_answer(answer: Answer, message: str, *, day: date | None, **params: object) -> CheckPoint:
    named = {"name": answer.title, "day": day or "", **params}
    return CheckPoint(Gravity.WARNS, message, named, place="answer", number=answer.id)


def _of_papers(bid: Bid) -> Iterator[CheckPoint]:
    for task in bid.tasks:
        if task.key in PAPER_TASKS and task.done_at is None:
            yield CheckPoint(Gravity.WARNS, PAPER_TASKS[task.key], place="tasks")
