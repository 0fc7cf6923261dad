"""Verbs of the UEA. Nothing here commits."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.bids.models import (
    Bid,
    Declaration,
    DeclarationPart,
    DeclarationRequest,
    DeclarationVersion,
    Partner,
)
from incubator.bids.queries import declarations as queries
from incubator.bids.rules import espd_criteria as rules
from incubator.bids.services.writable import open_for_writing
from incubator.core import files
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats.espd_numbers import check_numbers
from incubator.formats.espd_reading import LARGEST, read_request
from incubator.formats.espd_values import NO, Answers, EspdRequest
from incubator.formats.espd_writing import LOTS_OPEN

CHANGED_MEANWHILE = N_(
    "%(name)s saved this part a moment ago. Below you see both; choose what is right and save again."
)


def ensure(partner: Partner) -> Declaration:
    """The UEA of a partner: made at its first use, with a number that stays."""
    known = queries.declaration_of(partner)
    if known is None:
        known = Declaration(partner=partner, number=str(uuid.uuid4()))
        db.session.add(known)
        db.session.flush()
    return known


def put_request(bid: Bid, content: bytes, name: str, *, by: User, now: datetime) -> EspdRequest:
    """Answer this request of the buyer from now on; what was answered before stays where it fits. Raises `RuleViolation`."""
    open_for_writing(bid)
    if not content:
        raise RuleViolation(N_("Choose a file first: this one is empty, or none was chosen."))
    # Read before it is kept: a file that is no request leaves nothing behind.
    request = read_request(content)
    check_numbers(request)
    stored = files.keep(content, name, now=now, kinds=(files.XML,), largest=LARGEST)
    asked = queries.asked_request(bid) or DeclarationRequest(bid_id=bid.id)
    asked.file_id, asked.version = stored.id, request.version
    asked.added_at, asked.added_by_id = now, by.id
    db.session.add(asked)
    _reopen_all(bid)
    return request


def remove_request(bid: Bid) -> None:
    """Go back to our own list of criteria."""
    open_for_writing(bid)
    asked = queries.asked_request(bid)
    if asked is None:
        raise RuleViolation(N_("There is no request of the buyer here."))
    db.session.delete(asked)
    db.session.flush()
    _reopen_all(bid)


def _reopen_all(bid: Bid) -> None:
    """Who declared something about other questions declares again."""
    for known in queries.declarations(bid):
        _reopen(known)


def _reopen(known: Declaration) -> None:
    known.grounds_at, known.grounds_by_id = None, None
    known.ready_at, known.ready_by_id = None, None


def _to_write(known: Declaration) -> None:
    """Lock a UEA with the group that leads the bid: what was handed in stands, of who bids along too. Raises `RuleViolation`."""
    open_for_writing(known.partner.bid)
    lock(known)


def save_part(
    known: Declaration, part: str, answers: Mapping[str, Any], *, revision: int, by: User, now: datetime
) -> int:
    """Write a part and give its revision. Raises `Conflict` when someone else saved it since `revision`; nothing is lost then."""
    _to_write(known)
    kept = queries.part_of(known, part)
    if kept is None:
        kept = DeclarationPart(declaration=known, part=part, answers={}, revision=0, changed_at=now)
        db.session.add(kept)
        db.session.flush()
    # The same twice is no conflict: a button was pressed twice, or two people agree.
    if kept.answers == answers and kept.revision:
        return kept.revision
    if kept.revision != revision:
        raise Conflict(CHANGED_MEANWHILE, name=kept.changed_by.name if kept.changed_by else "?")
    _write(kept, dict(answers), by=by, now=now)
    if part in rules.EXCLUSION:
        _reopen(known)
    # What was given to who leads is what they read: a change asks to give it again.
    known.ready_at, known.ready_by_id = None, None
    return kept.revision


def _write(kept: DeclarationPart, answers: dict[str, Any], *, by: User, now: datetime) -> None:
    kept.answers = answers
    kept.revision += 1
    kept.changed_at, kept.changed_by_id = now, by.id
    db.session.add(
        DeclarationVersion(part=kept, revision=kept.revision, answers=answers, written_at=now, written_by_id=by.id)
    )
    db.session.flush()


def declare_grounds(
    known: Declaration, request: EspdRequest, *, name: str, function: str, by: User, now: datetime
) -> None:
    """A person declares, by name, that none of the grounds applies that were not answered one by one (art. 2.84 Aw 2012).

    Raises `RuleViolation` for what only a person can read: a ground answered with yes stays as it is, and some ask for their own answer.
    """
    _to_write(known)
    answers = queries.stored_answers(known)
    parts = rules.parts_of(request)
    for part in (part for part in parts if part in rules.EXCLUSION):
        given = {}
        for criterion in parts[part]:
            question = rules.main_question(criterion)
            one_by_one = rules.words_of(criterion).code in rules.ONE_BY_ONE
            if question is not None and not one_by_one and not answers.get(question.id):
                given[question.id] = [[NO, ""]]
        # A yes that somebody gave before stays: nobody declares it away for all.
        if given:
            _add_to(known, part, given, by=by, now=now)
    _check_one_by_one(parts, queries.stored_answers(known))
    known.grounds_name, known.grounds_function = name, function
    known.grounds_at, known.grounds_by_id = now, by.id


def _check_one_by_one(parts: dict[str, list[Any]], answers: Answers) -> None:
    for part in (part for part in parts if part in rules.EXCLUSION):
        for criterion in parts[part]:
            question = rules.main_question(criterion)
            if question is not None and not answers.get(question.id):
                raise RuleViolation(
                    N_("Answer first what is asked about “%(name)s”: read there what the buyer means by yes and no."),
                    name=rules.words_of(criterion).name,
                )


def _add_to(known: Declaration, part: str, given: dict[str, Any], *, by: User, now: datetime) -> None:
    kept = queries.part_of(known, part)
    if kept is None:
        kept = DeclarationPart(declaration=known, part=part, answers={}, revision=0, changed_at=now)
        db.session.add(kept)
        db.session.flush()
    _write(kept, {**kept.answers, **given}, by=by, now=now)


def take_back_grounds(known: Declaration) -> None:
    """Nobody declares this any more, until somebody does again."""
    _to_write(known)
    _reopen(known)


def no_proof_online(known: Declaration, request: EspdRequest, *, by: User, now: datetime) -> None:
    """Say once for every criterion that the buyer cannot look up the proof; what was answered stays."""
    _to_write(known)
    answers = queries.stored_answers(known)
    signed = known.grounds_at, known.grounds_by_id
    for part, criteria in rules.parts_of(request).items():
        given = {}
        for criterion in criteria:
            for question in rules.proof_questions(criterion):
                if not answers.get(question.id):
                    given[question.id] = [[NO, ""]]
        if given:
            _add_to(known, part, given, by=by, now=now)
    # Where proof can be seen says nothing about the grounds themselves.
    known.grounds_at, known.grounds_by_id = signed
    known.ready_at, known.ready_by_id = None, None


def hand_over(known: Declaration, request: EspdRequest, answers: Answers, *, by: User, now: datetime) -> None:
    """Give a UEA to who hands in the bid. Raises `RuleViolation` while nobody declared about exclusion."""
    _to_write(known)
    if known.grounds_at is None:
        raise RuleViolation(N_("Somebody has to declare first, by name, what holds about exclusion."))
    open_grounds = [
        criterion for criterion, _question in rules.open_questions(request, answers) if rules.is_exclusion(criterion)
    ]
    if queries.lots_of(known, request).is_open:
        raise RuleViolation(LOTS_OPEN)
    if open_grounds:
        raise RuleViolation(N_("Something is still open about “%(name)s”."), name=rules.words_of(open_grounds[0]).name)
    # What is open elsewhere does not stop it: the buyer sees an open question, and who leads sees the number.
    known.ready_at, known.ready_by_id = now, by.id


def take_back(known: Declaration) -> None:
    """Fill it in further: who leads does not see it meanwhile."""
    _to_write(known)
    known.ready_at, known.ready_by_id = None, None
