"""The amendment that a change of law calls for: the answer that the law gives, or else the question that the group must answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from incubator.statutes.values import Statutes
from incubator.statutes.values.fixed_texts import choices
from incubator.statutes.values.law_changes import ProposedAnswer
from incubator.statutes.values.organ_answers import Seatholder

ALL_ABSENT = "board.absence_clause.all_directors"
SUPERVISORS_ABSENT = "rvc.absence_clause.all_members"


def proposals(number: str, statutes: Statutes) -> tuple[ProposedAnswer, ...]:
    """What must change in these answers for a rule of law; empty when the statutes need not change."""
    draft = DRAFTS.get(number)
    return tuple(draft(statutes)) if draft is not None else ()


def _fewer_votes(statutes: Statutes) -> Iterator[ProposedAnswer]:
    """2:44(4) and 2:47(4): as many votes as the others together is the most that the law leaves."""
    board, supervisors = statutes.board, statutes.rvc
    yield from _lowered("board.votes" if board.votes else "board.directors", board.votes or board.directors, board.min)
    if supervisors.exists:
        yield from _lowered("rvc.members", supervisors.members, supervisors.min)


def _lowered(path: str, holders: tuple[Seatholder, ...], least: int | None) -> Iterator[ProposedAnswer]:
    seats = max(len(holders), least or len(holders))
    unnamed = seats - len(holders)
    total = sum(holder.votes for holder in holders) + unnamed
    lowered = tuple(replace(holder, votes=min(holder.votes, total - holder.votes)) for holder in holders)
    # Who governs alone outvotes nobody.
    if seats > 1 and lowered != holders:
        yield ProposedAnswer(path, _as_answer(holders), _as_answer(lowered))


def _as_answer(holders: tuple[Seatholder, ...]) -> list[dict[str, Any]]:
    return [{"name": holder.name, "votes": holder.votes} for holder in holders]


def _who_governs(statutes: Statutes) -> Iterator[ProposedAnswer]:
    fitting = [text for text in choices(ALL_ABSENT) if statutes.rvc.exists or not text.needs]
    yield ProposedAnswer(
        ALL_ABSENT,
        statutes.board.absence_all or None,
        question="Wie bestuurt als alle bestuurders er niet zijn of niet kunnen?",
        question_en="Who governs when all directors are absent or unable?",
        choices=tuple(text.answer for text in fitting),
    )


def _who_supervises(statutes: Statutes) -> Iterator[ProposedAnswer]:
    yield ProposedAnswer(
        SUPERVISORS_ABSENT,
        statutes.rvc.absence_clause or None,
        question="Wie houdt toezicht als alle commissarissen er niet zijn of niet kunnen?",
        question_en="Who supervises when all supervisors are absent or unable?",
        choices=tuple(text.answer for text in choices(SUPERVISORS_ABSENT)),
    )


def _directors_stand_aside(statutes: Statutes) -> Iterator[ProposedAnswer]:
    yield ProposedAnswer("board.conflict_clause", statutes.board.conflict_clause, "fixed:conflict-steps-aside")


def _supervisors_stand_aside(statutes: Statutes) -> Iterator[ProposedAnswer]:
    yield ProposedAnswer("rvc.conflict_clause", statutes.rvc.conflict_clause, "fixed:supervisors-conflict-aside")


def _place_to_come(_statutes: Statutes) -> Iterator[ProposedAnswer]:
    yield ProposedAnswer("convening.digital_only", now=True, proposed=False)


DRAFTS: Mapping[str, Callable[[Statutes], Iterator[ProposedAnswer]]] = {
    "C-20": _fewer_votes,
    "C-18": _who_governs,
    "C-19": _who_supervises,
    "B-07": _directors_stand_aside,
    "B-08": _supervisors_stand_aside,
    "G-23": _place_to_come,
}
