"""The criteria of the UEA by part, in plain words, whatever the version."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.formats import espd_logic as logic
from incubator.formats.espd_values import (
    EVIDENCE,
    INDICATOR,
    YES,
    Answers,
    EspdCriterion,
    EspdGroup,
    EspdProperty,
    EspdRequest,
)

BIDDER = "bidder"  # who fills it in: asked before the criteria
# What each part is about, in the order in which a person goes through them.
PARTS = {
    BIDDER: N_("Your cooperative"),
    "convictions": N_("Convictions"),
    "taxes": N_("Taxes and contributions"),
    "obligations": N_("Environment, social law and work"),
    "insolvency": N_("Debts and bankruptcy"),
    "misconduct": N_("Mistakes and earlier contracts"),
    "conflicts": N_("Conflicts of interest and national grounds"),
    "registers": N_("Registers and permits"),
    "finance": N_("Turnover and insurance"),
    "references": N_("Earlier work"),
    "people": N_("People and diplomas"),
    "means": N_("Tools, methods and subcontracting"),
    "certificates": N_("Certificates"),
    "self": N_("About the cooperative itself"),
    "together": N_("Together with others"),
}
EXCLUSION = frozenset({"convictions", "taxes", "obligations", "insolvency", "misconduct", "conflicts"})
# These are read one by one: a yes means something else from buyer to buyer, or the buyer's own text has to be read first.
ONE_BY_ONE = frozenset({"misrepresent", "nati-ground"})
# What one may be asked and mostly is not: without a request of the buyer a group may leave it out.
OPTIONAL = frozenset({"registers", "finance", "references", "people", "means", "certificates"})


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """A criterion as people know it: our code for it, its part, its Dutch name, and what is meant."""

    code: str
    part: str
    name: str
    meaning: str


@cache
def _known() -> dict[str, CriterionWords]:
    return {row["code"]: _words(row) for row in _content("criteria.json")["criteria"]}


def _words(row: dict[str, str]) -> CriterionWords:
    return CriterionWords(row["code"], row["part"], row["nl"], row["plain"])


@cache
def _old_codes() -> dict[str, str]:
    """The ends of the codes of version 2, each with the code that followed it; the longest first."""
    # AUTHENTICATED_ARTEFACTS is also the end of NO_AUTHENTICATED_ARTEFACTS.
    ends = {row["old"]: row["code"] for row in _content("criteria.json")["criteria"]}
    return dict(sorted(ends.items(), key=lambda pair: -len(pair[0])))


@cache
def _questions() -> dict[str, str]:
    questions: dict[str, str] = _content("questions.json")["questions"]
    return questions


@cache
def _for_buyer() -> dict[str, str]:
    """How the buyer reads what we ask of people."""
    questions: dict[str, str] = _content("questions.json")["buyer"]
    return questions


@cache
def _content(name: str) -> dict[str, Any]:
    path = resources.files("incubator.bids") / "content" / "espd" / name
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def words_of(criterion: EspdCriterion) -> CriterionWords:
    """A criterion in plain words; one that we do not know keeps the words of the buyer."""
    code = _code_of(criterion.code)
    words = _known().get(code)
    if words is not None:
        return words
    return CriterionWords(code, _part_of(criterion.code), criterion.name, criterion.text)


def _code_of(code: str) -> str:
    if code in _known():
        return code
    for end, newer in _old_codes().items():
        # CHILD_LABOUR has two spellings in the samples of one version.
        if code.endswith((end, f"{end}-HUMAN_TRAFFICKING")):
            return newer
    return code


def _part_of(code: str) -> str:
    if ".EXCLUSION." in code:
        return "conflicts"
    return "means" if ".SELECTION." in code or code.endswith("SELECTION.ALL") else "together"


def is_exclusion(criterion: EspdCriterion) -> bool:
    """Whether this is a ground for exclusion: only a person declares anything about it."""
    return words_of(criterion).part in EXCLUSION


def question_in_dutch(question: EspdProperty) -> str:
    """A question in Dutch when it is of the model; else as the buyer wrote it."""
    return _questions().get(question.text) or question.dutch or question.text


def is_of_model(line: EspdProperty) -> bool:
    """Whether the words of a line are those of the form itself; a buyer wrote all others."""
    return line.text in _questions() or line.text in _content("questions.json")["form"]


def subject_in_dutch(question: EspdProperty) -> str:
    """What a question asks, short enough to stand in a sentence."""
    text = question_in_dutch(question)
    subjects: dict[str, str] = _content("questions.json")["subjects"]
    return subjects.get(text, text)


@cache
def _ratios() -> dict[str, str]:
    """The Dutch of each financial ratio, by its code and by its English name: buyers write the one or the other."""
    ratios: dict[str, str] = {}
    for row in _content("ratios.json")["ratios"]:
        ratios.update(dict.fromkeys((row["code"].casefold(), row["en"].casefold()), row["nl"]))
    return ratios


def ratio_in_dutch(written: str) -> str:
    """A financial ratio that a buyer names by its code or its English name; what is no ratio stays as it is written."""
    return _ratios().get(written.casefold(), written)


def question_for_buyer(question: EspdProperty) -> str:
    """The same in a document that the buyer reads: about the bidder, not to it."""
    text = question_in_dutch(question)
    return _for_buyer().get(text, text)


def parts_of(request: EspdRequest) -> dict[str, list[EspdCriterion]]:
    """The criteria by part, in the order of the parts; a part that is not asked is left out."""
    parts: dict[str, list[EspdCriterion]] = {part: [] for part in PARTS}
    for criterion in request.criteria:
        parts[words_of(criterion).part].append(criterion)
    return {part: criteria for part, criteria in parts.items() if criteria or part == BIDDER}


def main_question(criterion: EspdCriterion) -> EspdProperty | None:
    """The yes-or-no question that a ground begins with; not one of a national part, nor whether the proof is online."""
    for group in criterion.groups:
        for holder in _groups_in(group):
            for question in holder.properties:
                if question.data_type == INDICATOR and not asks_for_proof(holder):
                    return question
    return None


def asks_for_proof(group: EspdGroup) -> bool:
    """Whether a group asks if the proof can be seen online: below it stands where."""
    below = [line for line in group.lines if isinstance(line, EspdGroup)]
    asks_where = any(question.data_type == EVIDENCE for inner in below for question in inner.properties)
    return asks_where and any(question.data_type == INDICATOR for question in group.properties)


def proof_questions(criterion: EspdCriterion) -> Iterator[EspdProperty]:
    """The questions whether the proof can be seen online."""
    for group in criterion.every_group():
        for inner in _groups_in(group):
            if asks_for_proof(inner):
                yield from (question for question in inner.properties if question.data_type == INDICATOR)


def _groups_in(group: EspdGroup) -> Iterator[EspdGroup]:
    yield group
    for line in group.lines:
        if isinstance(line, EspdGroup):
            yield from _groups_in(line)


def groups_in(criterion: EspdCriterion) -> Iterator[EspdGroup]:
    """Every group of a criterion, at whatever depth; those of national parts are left out."""
    for group in criterion.groups:
        yield from _groups_in(group)


def shown_questions(criterion: EspdCriterion, answers: Answers) -> list[EspdProperty]:
    """What a reader of the UEA sees of a criterion. Whether the proof is online matters to who gives proof; a no everywhere tires."""
    proof = {question.id for question in proof_questions(criterion)}
    asked = logic.asked(criterion, answers)
    shown = []
    for question in asked:
        given = answers.get(question.id, ())
        silent = question.id in proof and (not given or given[0].text != YES)
        if not silent:
            shown.append(question)
    # A criterion that asks for nothing else is not left out.
    return shown or asked


def open_questions(
    request: EspdRequest, answers: Answers, lots: Collection[str] = ()
) -> list[tuple[EspdCriterion, EspdProperty]]:
    """What is still open in a UEA, wherever it is counted: in the document, on its page, and before it is handed over."""
    open_points = []
    for criterion in request.criteria:
        if logic.concerns(criterion, lots):
            shown = shown_questions(criterion, answers)
            open_points += [(criterion, question) for question in shown if logic.is_open(answers.get(question.id, ()))]
    return open_points
