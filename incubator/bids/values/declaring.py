"""A question of a UEA that somebody answers."""

from dataclasses import dataclass

from incubator.formats.espd_values import EspdCriterion, EspdProperty


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question, the criterion that asks it, and the questions of its row where one may answer more than once."""

    criterion: EspdCriterion
    question: EspdProperty
    row: tuple[EspdProperty, ...] = ()
