"""Verbs of the questions to a buyer, and of what its answers change. Nothing here commits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidEffect, BuyerFile, BuyerQuestion, EffectKind, FileState, Requirement
from incubator.bids.queries import asking as queries
from incubator.bids.services import tasks
from incubator.core import agenda, files
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

QUESTION = ("text", "requirement_id", "ours")
ADOPTED = ("text", "weight", "weight_unit")  # of a requirement, what it may take over from a new notice
ANSWER = ("answer", "answered_on", "answer_file_id")


def ask(bid: Bid, *, answers: Mapping[str, Any], rule: str = "", by: User, now: datetime) -> BuyerQuestion:
    """Write a question down. The same again, by a second press, is no second question."""
    # Without the lock two presses at once would both see no question yet.
    lock(bid.cooperative)
    for known in queries.questions(bid):
        if known.text == answers["text"] and known.requirement_id == answers["requirement_id"]:
            return known
    question = BuyerQuestion(bid_id=bid.id, rule=rule, added_at=now, added_by_id=by.id)
    _write_question(question, answers)
    db.session.add(question)
    db.session.flush()
    _put_in_agenda(bid)
    return question


def change(bid: Bid, question: BuyerQuestion, *, answers: Mapping[str, Any]) -> None:
    """Another wording. Raises `RuleViolation` when it has been sent: then the buyer has it as it is."""
    lock(bid.cooperative)
    question = lock(question)
    if question.sent_on is not None and question.text != answers["text"]:
        raise RuleViolation(N_("This question has been sent to the buyer: write a new one beside it."), field="text")
    _write_question(question, answers)


def _write_question(question: BuyerQuestion, answers: Mapping[str, Any]) -> None:
    known = {requirement.id for requirement in queries.requirements_of(_bid_of(question))}
    for name in QUESTION:
        setattr(question, name, answers[name])
    # It may have been dropped while the page was open.
    if question.requirement_id not in known:
        question.requirement_id = None


def _bid_of(question: BuyerQuestion) -> Bid:
    return db.session.get_one(Bid, question.bid_id)


def remove(bid: Bid, question: BuyerQuestion) -> None:
    """Take back what was not sent. Raises `RuleViolation` when the buyer has it, or answered; `Conflict` when it is gone."""
    # The group before the row, in every verb here; and the row itself may be gone, so nothing is asked of it before.
    lock(bid.cooperative)
    question = lock(question)
    if question.sent_on is not None or question.answered_on is not None:
        raise RuleViolation(N_("This question has been sent or answered: it stays with your bid."))
    db.session.delete(question)
    db.session.flush()
    _put_in_agenda(bid)


def mark_sent(bid: Bid, *, on: date, today: date) -> int:
    """All questions that were not sent yet went to the buyer on this day. Gives how many."""
    lock(bid.cooperative)
    if on > today:
        raise RuleViolation(N_("This day is still to come."), field="sent_on")
    number = 0
    # What another bidder asked is not ours to send.
    for question in queries.waiting(queries.questions(bid)):
        question.sent_on = on
        number += 1
    if not number:
        raise RuleViolation(N_("There is no question that has not been sent yet."))
    db.session.flush()
    _put_in_agenda(bid)
    return number


def answer(bid: Bid, question: BuyerQuestion, *, answers: Mapping[str, Any], today: date) -> None:
    """What the buyer answered, and when it was published."""
    lock(bid.cooperative)
    question = lock(question)
    if answers["answered_on"] > today:
        raise RuleViolation(N_("This day is still to come."), field="answered_on")
    known = {file.id for file in queries.files_of(bid)}
    if answers["answer_file_id"] is not None and answers["answer_file_id"] not in known:
        raise RuleViolation(N_("This file is not with your bid any more."), field="answer_file_id")
    if not answers["answer"] and answers["answer_file_id"] is None:
        raise RuleViolation(N_("Type the answer, or choose the file in which it stands."), field="answer")
    for name in ANSWER:
        setattr(question, name, answers[name])


def add_file(bid: Bid, content: bytes, name: str, *, by: User, now: datetime) -> BuyerFile:
    """A file of the buyer with its answers. Raises `RuleViolation` for what is no document."""
    lock(bid.cooperative)
    # It is read later, with the other files of the buyer; here it only has to be kept.
    kept = files.keep(content, name, now=now)
    file = BuyerFile(bid_id=bid.id, file_id=kept.id, name=kept.name, state=FileState.WAITING)
    file.added_at, file.added_by_id = now, by.id
    db.session.add(file)
    db.session.flush()
    return file


@dataclass(frozen=True, slots=True)
class EffectTerms:
    """What an answer changes, as somebody says it."""

    kind: EffectKind
    note: str = ""
    requirement_id: int | None = None
    section_id: int | None = None
    due_on: date | None = None


# What each change is about: without it nobody could look at it.
NEEDED = {
    EffectKind.DEADLINE: ("due_on", N_("Fill in the new last day.")),
    EffectKind.START: ("due_on", N_("Fill in the new first day.")),
    EffectKind.SECTION: ("section_id", N_("Choose the section to look at again.")),
    EffectKind.REQUIREMENT_CHANGED: ("requirement_id", N_("Choose the requirement.")),
    EffectKind.REQUIREMENT_DROPPED: ("requirement_id", N_("Choose the requirement.")),
    EffectKind.REQUIREMENT_ADDED: ("note", N_("Write what changes.")),
    EffectKind.OTHER: ("note", N_("Write what changes.")),
}


def add_effect(bid: Bid, question: BuyerQuestion, terms: EffectTerms, *, now: datetime) -> BidEffect:
    """Say what the answer to a question changes. It stays open until somebody has looked at it."""
    lock(bid.cooperative)
    question = lock(question)
    _check_effect(bid, terms)
    for known in queries.effects(bid):
        if known.question_id == question.id and _terms_of(known) == terms:
            return known
    effect = BidEffect(bid_id=bid.id, question_id=question.id, params={}, added_at=now)
    effect.kind, effect.note, effect.due_on = terms.kind, terms.note, terms.due_on
    effect.requirement_id, effect.section_id = terms.requirement_id, terms.section_id
    db.session.add(effect)
    db.session.flush()
    if effect.due_on is not None and effect.kind is EffectKind.START:
        # The planning goes by it from here on, whatever the stage.
        tasks.follow(bid, now=now)
        tasks.put_in_agenda(bid)
    elif effect.due_on is not None:
        _put_new_deadline(bid, effect.due_on)
    return effect


def _check_effect(bid: Bid, terms: EffectTerms) -> None:
    """Raises `RuleViolation` at the field that is missing, or that is not of this bid."""
    needed = NEEDED.get(terms.kind)
    if needed is not None and not getattr(terms, needed[0]):
        raise RuleViolation(needed[1], field=needed[0])
    # A page that was open for a while may name what is gone, and a script what belongs to another bid.
    requirements = {None} | {requirement.id for requirement in queries.requirements_of(bid)}
    sections = {None} | {section.id for section in queries.sections_of(bid)}
    if terms.requirement_id not in requirements or terms.section_id not in sections:
        raise RuleViolation(N_("This is not with your bid any more. Choose again."))


def _terms_of(effect: BidEffect) -> EffectTerms:
    return EffectTerms(effect.kind, effect.note, effect.requirement_id, effect.section_id, effect.due_on)


def settle_effect(bid: Bid, effect: BidEffect, *, done: bool, adopt: bool = False, by: User, now: datetime) -> None:
    """Somebody looked at it, or after all not. Who did it first stays named. `adopt`: the requirement goes by the new notice."""
    lock(bid.cooperative)
    effect = lock(effect)
    if done and adopt and effect.done_at is None and effect.requirement is not None:
        _adopt(lock(effect.requirement), effect.params.get("adopt", {}))
    if not done:
        effect.done_at, effect.done_by_id = None, None
    elif effect.done_at is None:
        effect.done_at, effect.done_by_id = now, by.id


def _adopt(row: Requirement, new: Mapping[str, Any]) -> None:
    for name in ADOPTED:
        if name in new:
            setattr(row, name, new[name])
    if "text" in new:
        # What was done was done for the words that are gone.
        row.done_at, row.done_by_id = None, None
    row.revision += 1


def _put_in_agenda(bid: Bid) -> None:
    """The last day to ask stands in the agenda while there are questions that have not been sent."""
    key = f"bid:{bid.id}:questions"
    waiting = queries.waiting(queries.questions(bid))
    term = queries.question_term(bid, queries.requirements_of(bid))
    if not waiting or term.on is None:
        agenda.remove(key)
        return
    agenda.put(
        key,
        N_("Last day to ask the buyer: %(name)s"),
        term.on,
        source="bids",
        cooperative_id=bid.cooperative_id,
        url=f"{_address(bid)}/vragen",
        name=bid.work.title[:120],
    )


def _put_new_deadline(bid: Bid, day: date) -> None:
    agenda.put(
        f"bid:{bid.id}:answered-deadline",
        N_("New deadline in the answers of the buyer: %(name)s"),
        day,
        source="bids",
        cooperative_id=bid.cooperative_id,
        url=f"{_address(bid)}/vragen",
        name=bid.work.title[:120],
    )


def _address(bid: Bid) -> str:
    return f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}"
