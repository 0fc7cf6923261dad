"""A part of a UEA as its page shows it: every question that is asked, with its answer and where that comes from."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from flask_babel import gettext as _

from incubator.bids.messages import declarations as messages
from incubator.bids.models import Declaration, Partner
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import Bidders
from incubator.bids.rules import espd_criteria as criteria
from incubator.formats.espd_logic import asked, concerns
from incubator.formats.espd_values import (
    AMOUNT,
    DATE,
    EVIDENCE,
    INDICATOR,
    PERCENTAGE,
    PERIOD,
    QUANTITIES,
    REQUIREMENT,
    Answers,
    EspdAnswer,
    EspdCriterion,
    EspdProperty,
    EspdRequest,
)

DRAWN = re.compile(r"(CHECK_BOX|RADIO_BUTTON)_(TRUE|FALSE|UNCHECKED|UNSELECTED)")
CONTROLS = {
    INDICATOR: "yes-no",
    DATE: "day",
    AMOUNT: "amount",
    PERIOD: "period",
    PERCENTAGE: "percentage",
    EVIDENCE: "evidence",
    "URL": "line",
    "CODE": "role",
    "CODE_COUNTRY": "line",
    "DESCRIPTION": "text",
    **dict.fromkeys(QUANTITIES, "number"),
}


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with what stands in its field; `number` is its own in the request."""

    number: str
    control: str
    rows: tuple[str, ...]
    label: str = ""
    about: str = ""
    aside: bool = False  # about the proof, not about the matter itself
    issuer: str = ""
    from_dossier: bool = False
    error: str = ""
    theirs: str | None = None  # what someone else saved meanwhile, when that differs

    @property
    def to_look_at(self) -> bool:
        """Whether this is why the page came back: it is wrong, or was saved by two."""
        return self.error != "" or self.theirs is not None


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """A criterion with the questions that are asked now."""

    name: str
    meaning: str
    buyer_words: str
    demands: tuple[str, ...]
    questions: tuple[QuestionShown, ...]

    @property
    def needs_work(self) -> bool:
        """Whether something of the matter itself is open, wrong, or was saved by two."""
        return any(line.to_look_at or not (line.rows or line.aside) for line in self.questions)

    @property
    def to_look_at(self) -> list[QuestionShown]:
        """The questions for which the page came back."""
        return [line for line in self.questions if line.to_look_at]

    @property
    def matter(self) -> list[QuestionShown]:
        """The questions about the matter itself."""
        return [line for line in self.questions if not line.aside]

    @property
    def proof(self) -> list[QuestionShown]:
        """The questions about its proof."""
        return [line for line in self.questions if line.aside]


@dataclass(frozen=True, slots=True)
class PartState:
    """How far a part is."""

    part: str
    questions: int
    left: int
    not_asked: bool = False


@dataclass(frozen=True, slots=True)
class TypedBefore:
    """What was sent and not stored, so that nobody types it again."""

    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Answers = field(default_factory=dict)


def title_of(part: str, partner: Partner) -> str:
    """What a part is called; a firm outside is no cooperative, and somebody else fills it in."""
    if partner.cooperative_id is None and part == criteria.BIDDER:
        return partner.name
    if partner.cooperative_id is None and part == "self":
        return _("About the firm itself")
    return _(criteria.PARTS[part])


def criteria_in(request: EspdRequest, part: str, lots: Sequence[str]) -> list[EspdCriterion]:
    """What is asked in a part, for a bid on these lots."""
    return [criterion for criterion in criteria.parts_of(request).get(part, ()) if concerns(criterion, lots)]


def questions_in_part(request: EspdRequest, part: str, answers: Answers, lots: Sequence[str]) -> list[EspdProperty]:
    """The questions on the page of a part."""
    questions: list[EspdProperty] = []
    for criterion in criteria_in(request, part, lots):
        questions += asked(criterion, answers)
    return questions


def shown(
    known: Declaration,
    among: Bidders,
    part: str,
    *,
    dutch: bool,
    write: Callable[[EspdProperty, EspdAnswer], str],
    before: TypedBefore,
) -> list[CriterionShown]:
    """The criteria of a part; `write` puts an answer as a person would type it."""
    request = among.request
    answers, own = messages.answers_of(known, request, among), queries.stored_answers(known)
    lines = []
    for criterion in criteria_in(request, part, queries.lots_of(known, request)):
        words = criteria.words_of(criterion)
        main = criteria.main_question(criterion)
        proof = {question.id for question in criteria.proof_questions(criterion)}
        questions = []
        for question in asked(criterion, answers):
            label = _label(question, dutch=dutch)
            line = _question(question, answers.get(question.id, ()), write, before)
            from_dossier = question.id in answers and question.id not in own
            aside = question.id in proof or question.data_type == EVIDENCE
            # Who hears only the question has to know what it is about.
            about = words.name if question is main else ""
            questions.append(replace(line, label=label, about=about, from_dossier=from_dossier, aside=aside))
        name, meaning = (words.name, words.meaning) if dutch else (criterion.name, "")
        lines.append(CriterionShown(name, meaning, criterion.text, _demands(criterion), tuple(questions)))
    return lines


def opened(shown_criteria: Sequence[CriterionShown]) -> str:
    """The name of the criterion that is unfolded: the first that came back, else the first that is open; empty when all is done.

    One at a time: on a phone all that is wrong in a part is four times what one looks through. What is folded goes along in the form.
    """
    came_back = (line.name for line in shown_criteria if line.to_look_at)
    is_open = (line.name for line in shown_criteria if line.needs_work)
    return next(chain(came_back, is_open), "")


def _demands(criterion: EspdCriterion) -> tuple[str, ...]:
    """What the buyer filled in as the least that is needed."""
    demands: list[str] = []
    for group in criteria.groups_in(criterion):
        for line in group.properties:
            # How a form of others draws yes and no is no demand.
            if line.kind == REQUIREMENT and line.expected and not DRAWN.fullmatch(line.expected):
                demands.append(f"{line.text}: {line.expected}")
    return tuple(demands)


def _label(question: EspdProperty, *, dutch: bool) -> str:
    text = criteria.question_in_dutch(question) if dutch else question.text
    return text or question.name


def _question(
    question: EspdProperty,
    given: Sequence[EspdAnswer],
    write: Callable[[EspdProperty, EspdAnswer], str],
    before: TypedBefore,
) -> QuestionShown:
    rows = before.rows.get(question.id)
    if rows is None:
        rows = [write(question, answer) for answer in given]
    saved = before.theirs.get(question.id)
    theirs = None
    if saved is not None:
        theirs = "; ".join(write(question, answer) for answer in saved)
    return QuestionShown(
        question.id,
        control=CONTROLS.get(question.data_type, "line"),
        rows=tuple(rows),
        issuer=given[0].issuer if given else "",
        error=before.errors.get(question.id, ""),
        theirs=theirs,
    )


def states(known: Declaration, among: Bidders) -> list[PartState]:
    """How far each part is, in the order of the parts; the bidder's own details first."""
    request = among.request
    answers, lots = messages.answers_of(known, request, among), queries.lots_of(known, request)
    left_out = queries.left_out(known)
    left = open_by_part(request, answers, lots)
    # A telephone number and a website may stay empty.
    details = messages.bidder_details(known, among)
    missing = [name for name in ("contact", "email", "size") if not details[name]]
    # The document asks for the address in one place.
    if not all(details[name] for name in ("street", "postcode", "city")):
        missing.append("address")
    lines = [PartState(criteria.BIDDER, 8, len(missing))]
    for part in criteria.parts_of(request):
        questions = questions_in_part(request, part, answers, lots)
        if part != criteria.BIDDER and questions:
            skipped = part in left_out
            lines.append(PartState(part, len(questions), 0 if skipped else left.get(part, 0), skipped))
    return lines


def open_by_part(request: EspdRequest, answers: Answers, lots: Sequence[str]) -> dict[str, int]:
    """How many questions are open in each part."""
    counts: dict[str, int] = {}
    for criterion, _question in criteria.open_questions(request, answers, lots):
        part = criteria.words_of(criterion).part
        counts[part] = counts.get(part, 0) + 1
    return counts


def open_counts(declarations: Sequence[Declaration], among: Bidders) -> dict[int, int]:
    """How much of each UEA is open, by its row: the sum of its parts, as its own page adds them up."""
    return {known.id: left_of(states(known, among)) for known in declarations}


def left_of(parts: Sequence[PartState]) -> int:
    """How many questions are open over all parts."""
    return sum(part.left for part in parts)
