"""The questions of a UEA as a page shows them: with their answers, row by row where one may give more, and where each comes from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, starmap, zip_longest

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.bids.messages import declarations as messages
from incubator.bids.messages.declaration_shown import CriterionShown, QuestionShown, TypedBefore
from incubator.bids.models import Declaration
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import Bidders
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules.espd_codes import options_of
from incubator.bids.rules.espd_demands import (
    about_of,
    as_sentence,
    demands_of,
    lot_in_words,
    subjects_of,
    told_apart,
    written_by_buyer,
)
from incubator.formats.espd_logic import asked
from incubator.formats.espd_repeats import MOST_ROWS, Row, row_key, rows_of, together
from incubator.formats.espd_values import (
    AMOUNT,
    DATE,
    EVIDENCE,
    INDICATOR,
    PERCENTAGE,
    PERIOD,
    QUANTITIES,
    Answers,
    EspdAnswer,
    EspdCriterion,
    EspdProperty,
)

CONTROLS = {
    INDICATOR: "yes-no",
    DATE: "day",
    AMOUNT: "amount",
    PERIOD: "period",
    PERCENTAGE: "percentage",
    EVIDENCE: "evidence",
    "URL": "line",
    "CODE": "line",
    "DESCRIPTION": "text",
    **dict.fromkeys(QUANTITIES, "number"),
}
Write = Callable[[EspdProperty, EspdAnswer], str]


@dataclass(frozen=True, slots=True)
class _Filling:
    """What the questions of a page are filled with."""

    answers: Answers
    own: Answers
    version: str
    dutch: bool
    write: Write
    before: TypedBefore


def shown(
    known: Declaration, among: Bidders, part: str, *, dutch: bool, write: Write, before: TypedBefore
) -> list[CriterionShown]:
    """The criteria of a part; `write` puts an answer as a person would type it."""
    request = queries.for_bid(known, among.request)
    answers, own = messages.answers_of(known, request, among), queries.stored_answers(known)
    filled = _Filling(answers, own, request.version, dutch, write, before)
    in_part = criteria.parts_of(request).get(part, ())
    words = [criteria.words_of(criterion) for criterion in in_part]
    named: Sequence[criteria.CriterionWords | EspdCriterion] = words if dutch else in_part
    titles = [each.name for each in named]
    lines = []
    for criterion, name in zip(in_part, told_apart(titles), strict=True):
        meaning = criteria.words_of(criterion).meaning if dutch else ""
        demands = tuple(_demands(criterion, dutch=dutch))
        questions, written = tuple(_questions(criterion, filled)), tuple(written_by_buyer(criterion))
        lines.append(CriterionShown(name, meaning, criterion.text, demands, questions, written))
    return lines


def opened(shown_criteria: Sequence[CriterionShown]) -> str:
    """The name of the criterion that is unfolded: the first that came back, else the first that is open; empty when all is done.

    One at a time: on a phone all that is wrong in a part is four times what one looks through. What is folded goes along in the form.
    """
    came_back = (line.name for line in shown_criteria if line.to_look_at)
    is_open = (line.name for line in shown_criteria if line.needs_work)
    return next(chain(came_back, is_open), "")


def opened_for(shown_criteria: Sequence[CriterionShown], block: str) -> str:
    """The name of the criterion in which a row was added; empty when there is none."""
    for criterion in shown_criteria:
        if block and any(line.block == block for line in criterion.questions):
            return criterion.name
    return ""


def lots_in_words(lots: Sequence[str]) -> str:
    """Lots as a page names them."""
    names = ", ".join(map(lot_in_words, lots))
    return ngettext("Lot %(lots)s", "Lots %(lots)s", len(lots), lots=names)


def _demands(criterion: EspdCriterion, *, dutch: bool) -> Iterator[str]:
    """What the buyer filled in as the least that is needed."""
    for demand in demands_of(criterion, dutch=dutch):
        of_lots = f"{lots_in_words(demand.lots)}, " if demand.lots else ""
        yield f"{of_lots}{demand.label}: {demand.text}"


def _questions(criterion: EspdCriterion, filled: _Filling) -> Iterator[QuestionShown]:
    rows = rows_of(criterion)
    describe = _describer(criterion, filled)
    for row in together(asked(criterion, filled.answers), rows):
        if row[0].id in rows:
            for question, line in _in_rows(row, filled):
                yield describe(question, line)
        else:
            yield describe(row[0], _single(row[0], filled))


def _describer(criterion: EspdCriterion, filled: _Filling) -> Callable[[EspdProperty, QuestionShown], QuestionShown]:
    """Gives a question its words, and says of which lot and of which proof it is."""
    words, main = criteria.words_of(criterion), criteria.main_question(criterion)
    lots_of, subjects = about_of(criterion, dutch=filled.dutch), subjects_of(criterion, dutch=filled.dutch)
    proof = {question.id for question in criteria.proof_questions(criterion)}

    lang = "nl" if filled.dutch else "en"

    def describe(question: EspdProperty, line: QuestionShown) -> QuestionShown:
        options = options_of(criterion, question, filled.version, lang)
        if options:
            line = replace(line, options=options, control="choice")
        if question is main:
            # Who hears only the question has to know what it is about.
            line = replace(line, about=words.name)
        return replace(
            line,
            label=_label(question, subjects.get(question.id, ""), dutch=filled.dutch),
            aside=question.id in proof or question.data_type == EVIDENCE,
            from_dossier=question.id in filled.answers and question.id not in filled.own,
            lot=_of_lots(*lots_of.get(question.id, ((), ""))),
        )

    return describe


def _label(question: EspdProperty, subject: str, *, dutch: bool) -> str:
    label = criteria.question_in_dutch(question) if dutch else question.text
    if subject:
        return _("%(question)s About: %(subject)s", question=as_sentence(label), subject=subject)
    return label or question.name


def _of_lots(lots: Sequence[str], least: str) -> str:
    if lots and least:
        return _("%(lot)s: at least %(amount)s", lot=lots_in_words(lots), amount=least)
    return lots_in_words(lots) if lots else ""


def _given(question: EspdProperty, filled: _Filling) -> tuple[EspdAnswer, ...]:
    # What does not fit the question counts as open, and still stands in its field.
    holding, typed = filled.answers.get(question.id, ()), filled.own.get(question.id, ())
    return tuple(starmap(_held_or_typed, zip_longest(holding, typed, fillvalue=EspdAnswer(""))))


def _held_or_typed(holding: EspdAnswer, typed: EspdAnswer) -> EspdAnswer:
    return holding if holding.text else typed


def _single(question: EspdProperty, filled: _Filling) -> QuestionShown:
    return _question(question, question.id, _given(question, filled), filled)


def _in_rows(row: Row, filled: _Filling) -> Iterator[tuple[EspdProperty, QuestionShown]]:
    block = row[0].id
    for place in range(_count(row, filled)):
        for question in row:
            here = _given(question, filled)[place : place + 1]
            given = [answer for answer in here if answer.text]
            line = _question(question, row_key(question.id, place), given, filled)
            yield question, replace(line, block=block, row=place)


def _count(row: Row, filled: _Filling) -> int:
    """How many rows the page shows: what was typed goes before what was saved."""
    before = filled.before
    typed = [place for place in range(MOST_ROWS) for line in row if row_key(line.id, place) in before.rows]
    count = max(len(_given(line, filled)) for line in row)
    if typed:
        count = max(typed) + 1
    if before.another == row[0].id and count:
        count += 1
    return min(max(count, 1), MOST_ROWS)


def _question(question: EspdProperty, number: str, given: Sequence[EspdAnswer], filled: _Filling) -> QuestionShown:
    before = filled.before
    rows = before.rows.get(number)
    if rows is None:
        rows = [filled.write(question, answer) for answer in given]
    saved = before.theirs.get(number)
    theirs = None
    if saved is not None:
        theirs = "; ".join(filled.write(question, answer) for answer in saved)
    return QuestionShown(
        number,
        control=CONTROLS.get(question.data_type, "line"),
        rows=tuple(rows),
        issuer=given[0].issuer if given else "",
        error=before.errors.get(number, ""),
        theirs=theirs,
    )
