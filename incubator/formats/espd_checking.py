"""Whether a response could be handed in: built as the sample of its version, each answer to a question, of the right type."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from incubator.formats.espd_dialects import dialect_of
from incubator.formats.espd_logic import holding, problem_of
from incubator.formats.espd_reading import RESPONSE, raw_text, read_request, read_response, request_of, root_of
from incubator.formats.espd_shapes import misshapen
from incubator.formats.espd_values import EVIDENCE, PERIOD, QUESTION, Answers, EspdFinding, EspdProperty, EspdRequest
from incubator.formats.safe_xml import local_name

ID_OF_QUESTION = "ValidatedCriterionPropertyID"
HOLDERS = ("ResponseValue", "ApplicablePeriod", "EvidenceSupplied")


def check_response(response_xml: bytes, request_xml: bytes | None = None) -> list[EspdFinding]:
    """What is wrong with a response, alone or as an answer to this request. Raises `RuleViolation` when it is no response."""
    root = root_of(response_xml, RESPONSE)
    request = request_of(root)
    findings = list(misshapen(root, request.version))
    lines = _lines_of(request)
    evidence = {raw_text(element, "ID") for element in _named(root, "Evidence")}
    for response in _named(root, "TenderingCriterionResponse"):
        findings += _response_findings(response, lines, evidence, request.version)
    findings += _repeated_ids(root)
    if request_xml is not None:
        findings += _against_request(request, read_request(request_xml))
    return findings


def not_as_given(response_xml: bytes, request: EspdRequest, answers: Answers) -> list[EspdFinding]:
    """The answers that do not come back as they were given, when the file is read again."""
    read = read_response(response_xml).answers
    expected = holding(request, answers)
    findings = []
    for number in dict.fromkeys((*expected, *read)):
        # A field of a row that is still open leaves nothing behind in the file.
        given = tuple(answer for answer in expected.get(number, ()) if answer.text)
        if given != read.get(number, ()):
            findings.append(EspdFinding("The answer to %(place)s is not in the file as it was given.", number))
    return findings


def _lines_of(request: EspdRequest) -> dict[str, EspdProperty]:
    lines: dict[str, EspdProperty] = {}
    for criterion in request.criteria:
        pending = list(criterion.every_group())
        while pending:
            for line in pending.pop().lines:
                if isinstance(line, EspdProperty):
                    lines[line.id] = line
                else:
                    pending.append(line)
    return lines


def _response_findings(
    response: Any, lines: dict[str, EspdProperty], evidence: set[str], version: str
) -> Iterator[EspdFinding]:
    pointer = raw_text(response, ID_OF_QUESTION)
    question = lines.get(pointer)
    if question is None:
        yield EspdFinding("An answer belongs to %(place)s, which no criterion asks.", pointer or "?")
        return
    if question.kind != QUESTION:
        yield EspdFinding("An answer belongs to %(place)s, which is no question.", pointer)
        return
    holders = [child for child in response if local_name(child) in HOLDERS]
    if len(holders) != 1:
        yield EspdFinding("The answer to %(place)s holds no value, or more than one.", pointer)
        return
    yield from _value_findings(holders[0], question, evidence, version)


def _value_findings(holder: Any, question: EspdProperty, evidence: set[str], version: str) -> Iterator[EspdFinding]:
    expected = _holder_of(question.data_type)
    if local_name(holder) != expected:
        yield EspdFinding("The answer to %(place)s has to be given in %(name)s.", question.id, expected)
    elif question.data_type == EVIDENCE:
        if raw_text(holder, "ID") not in evidence:
            yield EspdFinding("The answer to %(place)s names evidence that is not there.", question.id)
    elif question.data_type == PERIOD:
        yield from _text_findings(f"{raw_text(holder, 'StartDate')}/{raw_text(holder, 'EndDate')}", question)
    else:
        name, _attributes = dialect_of(version).value(question.data_type)
        values = [local_name(child) for child in holder if local_name(child) != "ID"]
        if values != [name]:
            yield EspdFinding("The answer to %(place)s has to be given in %(name)s.", question.id, name)
        else:
            yield from _text_findings(raw_text(holder, name), question)


def _holder_of(data_type: str) -> str:
    if data_type == PERIOD:
        return "ApplicablePeriod"
    return "EvidenceSupplied" if data_type == EVIDENCE else "ResponseValue"


def _text_findings(text: str, question: EspdProperty) -> Iterator[EspdFinding]:
    problem = problem_of(question.data_type, text)
    if problem:
        yield EspdFinding(f"%(place)s: {problem}", question.id)


def _repeated_ids(root: Any) -> Iterator[EspdFinding]:
    numbers = Counter(raw_text(response, "ID") for response in _named(root, "TenderingCriterionResponse"))
    # The systems of buyers keep answers by their number: the second of two would replace the first.
    for number, count in numbers.items():
        if count > 1:
            yield EspdFinding("Two answers have the same number: %(place)s.", number)


def _against_request(copied: EspdRequest, request: EspdRequest) -> Iterator[EspdFinding]:
    if copied.version != request.version:
        yield EspdFinding(
            "The request is of version %(name)s, the answer of version %(place)s.", copied.version, request.version
        )
    if copied.procedure != request.procedure:
        yield EspdFinding("The answer is about another procurement: %(place)s.", copied.procedure)
    # The same criterion may be asked again, for another lot.
    asked = set(request.criteria)
    for criterion in copied.criteria:
        if criterion not in asked:
            yield EspdFinding("The criterion %(place)s differs from the request.", criterion.name)
    ids = {criterion.id for criterion in copied.criteria}
    for missing in [criterion for criterion in request.criteria if criterion.id not in ids]:
        yield EspdFinding("The criterion %(place)s of the request is missing.", missing.name)


def _named(root: Any, name: str) -> list[Any]:
    return [element for element in root if local_name(element) == name]
