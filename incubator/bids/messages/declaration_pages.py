"""The parts of a UEA: what each is called, what is asked in it, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from incubator.bids.messages import declarations as messages
from incubator.bids.models import Declaration, Partner
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import Bidders
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.values.declaring import QuestionAsked
from incubator.formats.espd_logic import asked
from incubator.formats.espd_repeats import rows_of
from incubator.formats.espd_values import Answers, EspdRequest


@dataclass(frozen=True, slots=True)
class PartState:
    """How far a part is."""

    part: str
    questions: int
    left: int
    not_asked: bool = False


def title_of(part: str, partner: Partner) -> str:
    """What a part is called; a firm outside is no cooperative, and somebody else fills it in."""
    if partner.cooperative_id is None and part == criteria.BIDDER:
        return partner.name
    if partner.cooperative_id is None and part == "self":
        return _("About the firm itself")
    return _(criteria.PARTS[part])


def questions_in_part(request: EspdRequest, part: str, answers: Answers) -> dict[str, QuestionAsked]:
    """The questions on the page of a part, in their order and by their number."""
    questions: dict[str, QuestionAsked] = {}
    for criterion in criteria.parts_of(request).get(part, ()):
        rows = rows_of(criterion)
        for question in asked(criterion, answers):
            questions[question.id] = QuestionAsked(criterion, question, rows.get(question.id, ()))
    return questions


def states(known: Declaration, among: Bidders) -> list[PartState]:
    """How far each part is, in the order of the parts; the bidder's own details first."""
    request = queries.for_bid(known, among.request)
    answers = messages.answers_of(known, request, among)
    left_out = queries.left_out(known)
    left = open_by_part(request, answers)
    # A telephone number and a website may stay empty.
    details = messages.bidder_details(known, among)
    missing = [name for name in ("contact", "email", "size") if not details[name]]
    # The document asks for the address in one place.
    if not all(details[name] for name in ("street", "postcode", "city")):
        missing.append("address")
    if queries.lots_of(known, among.request).is_open:
        missing.append("lots")
    lines = [PartState(criteria.BIDDER, 8, len(missing))]
    for part in criteria.parts_of(request):
        questions = questions_in_part(request, part, answers)
        if part != criteria.BIDDER and questions:
            skipped = part in left_out
            counted = questions_counted(request, part, answers)
            lines.append(PartState(part, counted, 0 if skipped else left.get(part, 0), skipped))
    return lines


def questions_counted(request: EspdRequest, part: str, answers: Answers) -> int:
    """How many questions a part has for who counts what is answered: those that may be open, so not whether each proof is online."""
    asked_in = criteria.parts_of(request).get(part, ())
    return sum(len(criteria.shown_questions(criterion, answers)) for criterion in asked_in)


def open_by_part(request: EspdRequest, answers: Answers) -> dict[str, int]:
    """How many questions are open in each part."""
    counts: dict[str, int] = {}
    for criterion, _question in criteria.open_questions(request, answers, ()):
        part = criteria.words_of(criterion).part
        counts[part] = counts.get(part, 0) + 1
    return counts


def open_counts(declarations: Sequence[Declaration], among: Bidders) -> dict[int, int]:
    """How much of each UEA is open, by its row: the sum of its parts, as its own page adds them up."""
    return {known.id: left_of(states(known, among)) for known in declarations}


def left_of(parts: Sequence[PartState]) -> int:
    """How many questions are open over all parts."""
    return sum(part.left for part in parts)
