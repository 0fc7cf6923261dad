"""Which questions of an ESPD are asked more than once: a year of turnover, a reference, a person, somebody else who is relied on.

The XML of a request does not say how often a group may be answered. The model does (criterion lists of OP-TED/ESPD-EDM, and its issues
312, 362 and 402): the groups below have the cardinality 1..n, and each row is answered under the same numbers of the questions.
"""

from collections.abc import Iterable, Iterator, Mapping

from incubator.formats.espd_values import (
    AMOUNT,
    DATE,
    DESCRIPTION,
    INDICATOR,
    PERIOD,
    QUANTITIES,
    QUESTION,
    EspdCriterion,
    EspdGroup,
    EspdProperty,
)

Row = tuple[EspdProperty, ...]
ENTITY = "ECONOMIC_OPERATOR_IDENTIFIER"
CONVICTION = (DATE, DESCRIPTION, DESCRIPTION)
YEAR_AND_NUMBER = 2
MOST_ROWS = 20
PEOPLE = frozenset({("First name", "Last name"), ("Name", "Experience area")})


def rows_of(criterion: EspdCriterion) -> dict[str, Row]:
    """For each question that may be answered more than once the questions of its row, itself included; by its number."""
    rows: dict[str, Row] = {}
    for group in criterion.every_group():
        for row in _rows_in(group):
            rows.update(dict.fromkeys((question.id for question in row), row))
    return rows


def together(questions: Iterable[EspdProperty], rows: Mapping[str, Row]) -> list[Row]:
    """Questions in their order, those of one row together; a question without rows stands alone."""
    asked = {question.id: question for question in questions}
    groups: list[Row] = []
    done: set[str] = set()
    for question in asked.values():
        if question.id not in done:
            row = tuple(line for line in rows.get(question.id, (question,)) if line.id in asked)
            groups.append(row)
            done.update(line.id for line in row)
    return groups


def _rows_in(group: EspdGroup) -> Iterator[Row]:
    if _repeats(_questions(group)):
        yield tuple(_row(group))
    for line in group.lines:
        if isinstance(line, EspdGroup):
            yield from _rows_in(line)


def _row(group: EspdGroup) -> Iterator[EspdProperty]:
    """The questions of the group itself, and those below that always go along: whom to ask about a reference."""
    yield from _questions(group)
    for line in group.lines:
        if isinstance(line, EspdGroup) and line.when == "ON*":
            below = _questions(line)
            # What is asked after a yes or no is answered once for all rows.
            if below and all(question.data_type != INDICATOR for question in below) and not _repeats(below):
                yield from below


def _questions(group: EspdGroup) -> list[EspdProperty]:
    return [line for line in group.properties if line.kind == QUESTION]


def _repeats(questions: list[EspdProperty]) -> bool:
    kinds = [question.data_type for question in questions]
    texts = tuple(question.text for question in questions)
    return (
        {PERIOD, AMOUNT} <= set(kinds)
        or {DESCRIPTION, ENTITY} <= set(kinds)
        or (len(kinds) == YEAR_AND_NUMBER and set(kinds) <= QUANTITIES)
        or (tuple(kinds[:3]) == CONVICTION)
        or texts[:2] in PEOPLE
    )


def row_key(number: str, row: int) -> str:
    """A question in one of its rows, counted from 0: the first goes by the number of the question itself."""
    return f"{number}#{row + 1}" if row else number
