"""What a UEA can take from the dossier, and from with whom one bids. About grounds for exclusion it never says anything."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from incubator.bids.rules.espd_criteria import asks_for_proof, groups_in, is_exclusion, main_question, words_of
from incubator.formats.espd_values import (
    AMOUNT,
    DATE,
    DESCRIPTION,
    INDICATOR,
    NO,
    PERIOD,
    QUESTION,
    YES,
    Answers,
    EspdAnswer,
    EspdCriterion,
    EspdGroup,
    EspdProperty,
    EspdRequest,
)

# Directive 2003/361/EC, annex art. 2: fewer than this many people (and a limit on turnover, which the dossier does not know).
SIZES = ((10, "micro"), (50, "small"), (250, "medium"))
REFERENCES_OF = {"services": "service-perform", "supplies": "supply-perform", "works": "work-perform"}
CERTIFICATES = {
    "qu-certif-indep": re.compile(r"iso\D{0,3}9001", re.I),
    "envir-certif-indep": re.compile(r"iso\D{0,3}14001", re.I),
}
LONGEST_NAME = 60  # of a certificate
TURNOVER = frozenset({"gen-year-to", "aver-year-to", "spec-aver-to", "spec-year-to"})


@dataclass(frozen=True, slots=True)
class EarlierWork:
    """Something that was done before, as the dossier has it."""

    client: str
    work: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OtherBidder:
    """Somebody who bids along."""

    name: str
    number: str = ""  # of the trade register


@dataclass(frozen=True, slots=True)
class KnownOfBidder:
    """What is known of who declares. None is not known; an empty group of others is known to be empty."""

    number: str = ""  # of the trade register
    founded_on: date | None = None
    nature: str = "services"
    references: Sequence[EarlierWork] = ()
    certificates: Sequence[str] = ()
    size: str = ""
    role: str = ""  # a code of EoRoleType
    group: Sequence[OtherBidder] | None = None
    relied_on: Sequence[OtherBidder] | None = None
    subcontractors: Sequence[OtherBidder] | None = None
    other: Mapping[str, str] = field(default_factory=dict)


def size_of(people: int | None) -> str:
    """The code of `EconomicOperatorSize` for this many people; empty when it is not known."""
    if people is None:
        return ""
    for limit, code in SIZES:
        if people < limit:
            return code
    return "large"


def known_answers(request: EspdRequest, known: KnownOfBidder) -> Answers:
    """The answers that the dossier and the partners of the bid give."""
    answers: dict[str, tuple[EspdAnswer, ...]] = {}
    for criterion in request.criteria:
        # A machine does not declare (art. 2.84 Aw 2012): these stay open until a person answers.
        if not is_exclusion(criterion):
            answers.update(_known_in(criterion, known))
    return answers


def _known_in(criterion: EspdCriterion, known: KnownOfBidder) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    code = words_of(criterion).code
    if code == REFERENCES_OF.get(known.nature) and known.references:
        yield from _references(criterion, known.references)
    elif code in CERTIFICATES:
        yield from _certified(criterion, CERTIFICATES[code], known.certificates)
    elif code in TURNOVER:
        yield from _founded(criterion, known.founded_on)
    else:
        yield from _of_bidder(criterion, code, known)


def _of_bidder(
    criterion: EspdCriterion, code: str, known: KnownOfBidder
) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    if code == "trade-regist" and known.number:
        yield from _registered(criterion, known.number)
    elif code == "sme" and known.size:
        yield from _main(criterion, known.size != "large")
    elif code == "eo-group":
        yield from _in_a_group(criterion, known.group, known.role)
    elif code == "relied":
        yield from _others(criterion, known.relied_on)
    elif code == "subco-ent":
        yield from _others(criterion, known.subcontractors)


def _given(question: EspdProperty, *texts: str) -> tuple[str, tuple[EspdAnswer, ...]]:
    return question.id, tuple(map(EspdAnswer, texts))


def _main(criterion: EspdCriterion, holds: bool) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    question = main_question(criterion)
    if question is not None:
        yield _given(question, YES if holds else NO)


def _registered(criterion: EspdCriterion, number: str) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    """In the register, with its number; and by itself, without the help of another."""
    for group in groups_in(criterion):
        # What is asked of who is not registered is left alone: that is about somebody else's number.
        for question in _indicators(group) if group.when == "ON*" else ():
            number_line = _first_below(group, "ONTRUE", DESCRIPTION)
            if number_line is not None:
                yield _given(question, YES)
                yield _given(number_line, number)
            elif _first_below(group, "ONFALSE", INDICATOR) is not None:
                yield _given(question, YES)


def _certified(
    criterion: EspdCriterion, certificate: re.Pattern[str], held: Sequence[str]
) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    if not any(map(certificate.search, held)):
        return
    # A buyer who asks for another certificate gets no yes for this one.
    if not all(map(certificate.search, _named_demands(criterion))):
        return
    for group in groups_in(criterion):
        for question in _indicators(group):
            if not asks_for_proof(group) and _has_below(group, "ONFALSE"):
                yield _given(question, YES)


def _named_demands(criterion: EspdCriterion) -> Iterator[str]:
    """What a buyer asks by name; a long text or a lot names no certificate."""
    for group in groups_in(criterion):
        for line in group.properties:
            if line.data_type == DESCRIPTION and 0 < len(line.expected) < LONGEST_NAME:
                yield line.expected


def _references(
    criterion: EspdCriterion, references: Sequence[EarlierWork]
) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    """What was done, for whom, and for how much; the days and one's own part the dossier does not know."""
    for group in groups_in(criterion):
        questions = [line for line in group.properties if line.kind == QUESTION]
        kinds = [line.data_type for line in questions]
        # The group of a reference: words, an amount, and from when till when.
        if PERIOD in kinds and kinds[:2] == [DESCRIPTION, AMOUNT]:
            yield _given(questions[0], *(reference.work for reference in references))
            amounts = _amounts(references)
            if amounts:
                yield _given(questions[1], *amounts)
            recipient = _first_below(group, "ON*", DESCRIPTION)
            if recipient is not None:
                yield _given(recipient, *(reference.client for reference in references))


def _amounts(references: Sequence[EarlierWork]) -> list[str]:
    """Amounts are matched to the works by their place: with one missing none can be given."""
    amounts = [reference.amount for reference in references]
    if None in amounts:
        return []
    return [f"{amount:.2f}" for amount in amounts]


def _founded(criterion: EspdCriterion, founded_on: date | None) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    if founded_on is None:
        return
    for group in groups_in(criterion):
        for line in group.properties:
            if line.kind == QUESTION and line.data_type == DATE:
                yield _given(line, founded_on.isoformat())


def _in_a_group(
    criterion: EspdCriterion, others: Sequence[OtherBidder] | None, role: str
) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    if others is None:
        return
    yield from _main(criterion, bool(others))
    if not others:
        return
    for group in groups_in(criterion):
        names = [line for line in group.properties if line.data_type == DESCRIPTION]
        for line in group.properties:
            if line.data_type == "CODE" and role:
                yield _given(line, role)
        for line in names[:1]:
            yield _given(line, "\n".join(map(_named, others)))


def _named(other: OtherBidder) -> str:
    return f"{other.name} (KVK {other.number})" if other.number else other.name


def _others(
    criterion: EspdCriterion, others: Sequence[OtherBidder] | None
) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    if others is None:
        return
    yield from _main(criterion, bool(others))
    groups = [group for group in groups_in(criterion) if group.when == "ONTRUE"]
    for group in groups if others else ():
        yield from _names(group, others)


def _names(group: EspdGroup, others: Sequence[OtherBidder]) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    numbers = [other.number for other in others]
    for line in group.properties:
        if line.data_type == DESCRIPTION:
            yield _given(line, *(other.name for other in others))
        elif line.data_type == "ECONOMIC_OPERATOR_IDENTIFIER" and all(numbers):
            yield _given(line, *numbers)


def _indicators(group: EspdGroup) -> list[EspdProperty]:
    return [line for line in group.properties if line.kind == QUESTION and line.data_type == INDICATOR]


def _has_below(group: EspdGroup, condition: str) -> bool:
    return any(isinstance(line, EspdGroup) and line.when == condition for line in group.lines)


def _first_below(group: EspdGroup, condition: str, data_type: str) -> EspdProperty | None:
    """The first question of a group below, when that is of this type."""
    for line in group.lines:
        if isinstance(line, EspdGroup) and line.when == condition:
            questions = [inner for inner in line.properties if inner.kind == QUESTION]
            if questions and questions[0].data_type == data_type:
                return questions[0]
    return None
