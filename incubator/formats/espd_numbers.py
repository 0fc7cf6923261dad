"""The numbers of questions. An answer points to its question by number alone: two questions of one number would share an answer."""

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats.espd_values import EspdCriterion, EspdProperty, EspdRequest, questions_of

NO_NUMBER = N_(
    "In this request a question about “%(name)s” has no number, so no answer can be given to it. "
    "Ask the buyer for a request that was made again."
)
SHARED = N_(
    "In this request two different questions have the same number, about “%(name)s” and “%(other)s”: one answer would count for both. "
    "Ask the buyer for a request that was made again."
)
Asked = tuple[str, str, str, str]


def check_numbers(request: EspdRequest) -> None:
    """Whether each answer belongs to one question. Raises `RuleViolation`.

    The same criterion may be asked again, for another lot for instance: that is one question with one answer.
    """
    known: dict[str, tuple[Asked, str]] = {}
    for criterion in request.criteria:
        for question in questions_of(criterion):
            if not question.id:
                raise RuleViolation(NO_NUMBER, name=_name(criterion))
            asked = _asked(criterion, question)
            before, name = known.setdefault(question.id, (asked, _name(criterion)))
            if before != asked:
                raise RuleViolation(SHARED, name=name, other=_name(criterion))


def _asked(criterion: EspdCriterion, question: EspdProperty) -> Asked:
    """What a question is about: grounds of a country have one code and each its own name."""
    return criterion.code, criterion.name, question.data_type, question.text


def _name(criterion: EspdCriterion) -> str:
    return (criterion.name or criterion.text or criterion.code)[:120]
