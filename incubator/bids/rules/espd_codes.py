"""Answers that are a code of a list: chosen and read as words, and written in the file as the list of its version has them."""

from collections.abc import Iterator, Mapping

from incubator.bids.rules.espd_criteria import words_of
from incubator.bids.rules.together import EO_ROLES_NL
from incubator.formats.espd_countries import countries, country_code, country_name
from incubator.formats.espd_dialects import OLD_ROLES
from incubator.formats.espd_logic import COUNTRY, problem_of
from incubator.formats.espd_values import (
    Answers,
    EspdAnswer,
    EspdCriterion,
    EspdProperty,
    EspdRequest,
    questions_of,
)

OLD = "2.1.1"
GROUP = "eo-group"  # the criterion that asks for one's place among those who bid together
OLD_ROLES_NL = {
    "SCLE": "enige inschrijver, of leider van een combinatie (penvoerder)",
    "GM": EO_ROLES_NL["group-mem"],
    "OERON": EO_ROLES_NL["oeron"],
    "OENRON": EO_ROLES_NL["subcont"],
}


def options_of(criterion: EspdCriterion, question: EspdProperty, version: str, lang: str = "nl") -> dict[str, str]:
    """The words to choose from, by their code; none for a question whose list is not known, in which one types."""
    if question.data_type == COUNTRY:
        return countries(version, lang)
    # Version 2 also asks for the activity of somebody else, from a list that the buyer has to name.
    if question.data_type == "CODE" and words_of(criterion).code == GROUP:
        return OLD_ROLES_NL if version == OLD else EO_ROLES_NL
    return {}


def code_in_words(code: str) -> str:
    """What a code stands for in a document; one of an unknown list stays as it is."""
    return EO_ROLES_NL.get(code) or OLD_ROLES_NL.get(code) or country_name(code)


def as_listed(request: EspdRequest, answers: Answers) -> Answers:
    """The answers as the request takes them: a code as its version lists it, a value of the type that is asked.

    What does not fit is left out: it is open. A newer request of the buyer may ask a day where an older one asked for words.
    """
    return {**answers, **dict(_listed(request, answers))}


def _listed(request: EspdRequest, answers: Answers) -> Iterator[tuple[str, tuple[EspdAnswer, ...]]]:
    for criterion in request.criteria:
        for question in questions_of(criterion):
            given = answers.get(question.id, ())
            options = options_of(criterion, question, request.version) if given else {}
            fitting = tuple(_fitting(question, answer, options, request.version) for answer in given)
            # An empty place in a row keeps what belongs together together.
            holds = any(answer.text for answer in fitting)
            if fitting != given:
                yield question.id, fitting if holds else ()


def _fitting(question: EspdProperty, answer: EspdAnswer, options: Mapping[str, str], version: str) -> EspdAnswer:
    if options:
        return EspdAnswer(_code(question, answer.text, version))
    return EspdAnswer("") if problem_of(question.data_type, answer.text) else answer


def _code(question: EspdProperty, text: str, version: str) -> str:
    if question.data_type == COUNTRY:
        return country_code(text, version)
    return OLD_ROLES.get(text, text) if version == OLD else text
