"""Fixed texts for mandatory law: each is fit for a deed, an answer holds it by its id or in its words, and own text asks for a notary."""

import re
from copy import deepcopy
from datetime import date

import pytest

from incubator.statutes.documents import unused_answers
from incubator.statutes.documents.linting import lint_deed
from incubator.statutes.rules import check
from incubator.statutes.rules.own_texts import WRITTEN
from incubator.statutes.values import Severity, read
from incubator.statutes.values.findings import article_in_words
from incubator.statutes.values.fixed_texts import choices, fixed_paths, fixed_text, fixed_texts, with_fixed_texts
from incubator.statutes.values.schema import example, problems_of, schema
from tests.statutes.answers import TODAY, answers, as_lines, findings_of

EVERY_TEXT = pytest.mark.parametrize("text", fixed_texts(), ids=lambda text: text.id)
SUPERVISORS = {
    "exists": True,
    "members": ["Ali Bouzid", "Roos de Vries", "Tom Bakker"],
    "min": 3,
    "max": 3,
    "absence_clause": {"all_members": "fixed:supervisors-absence-meeting"},
}
POOL = "fixed:absence-chosen-ahead"


def with_text(text, answer=None):
    """The example with this text, and with a supervisory board where the text is about one."""
    given = answers(rvc=deepcopy(SUPERVISORS)) if text.needs else answers()
    part = given["statutes"]
    *outer, last = text.path.split(".")
    for step in outer:
        part = part.setdefault(step, {})
    part[last] = answer or text.answer
    return given


def kept(text):
    """The words without the stop that the deed gives them or takes away, and without the capital."""
    return text.text.rstrip(".")[1:]


@EVERY_TEXT
def test_a_text_is_in_the_deed_and_nothing_is_to_be_remarked(text):
    given = with_text(text)
    assert kept(text) in "\n".join(as_lines(read(given)))
    assert check(read(given), on=TODAY) == []
    assert lint_deed(read(given), "x") == []
    assert problems_of(given) == []


@EVERY_TEXT
def test_the_deed_writes_a_text_and_never_its_id(text):
    lines = as_lines(read(with_text(text)))
    assert not any("fixed" in line for line in lines)
    assert not any(re.search(r"\.\.|  | [.,;:]|None", line) for line in lines)
    assert lines == as_lines(read(with_text(text, text.text)))


@EVERY_TEXT
def test_an_answer_in_the_same_words_is_that_text(text):
    for answer in (text.answer, text.text, f"  {text.text.upper()} ", text.text.rstrip(".").replace(", ", ",  ")):
        assert fixed_text(text.path, answer) is text
    assert fixed_text(text.path, f"{text.text} En verder niets.") is None
    assert fixed_text("name", text.text) is None


@EVERY_TEXT
def test_a_text_says_in_two_languages_what_it_means_and_whom_it_suits(text):
    for part in (text.plain, text.plain_en, text.suits, text.suits_en):
        assert part.endswith(".")
    assert text.plain != text.plain_en
    assert text.suits != text.suits_en
    assert len(text.plain) < 160


@EVERY_TEXT
def test_a_text_rests_on_an_article_with_its_source_and_date(text):
    assert all(article_in_words(article) != article for article in text.law)
    assert text.source.startswith("https://wetten.overheid.nl/")
    assert date(2023, 5, 1) <= text.date <= TODAY


def test_there_are_two_to_four_texts_for_each_answer():
    counts = {path: len(choices(path)) for path in fixed_paths()}
    assert set(counts.values()) <= {2, 3, 4}
    assert len({text.id for text in fixed_texts()}) == len(fixed_texts())
    assert choices("name") == ()


def test_the_rule_about_own_text_knows_every_answer_that_has_fixed_texts():
    assert set(WRITTEN) == set(fixed_paths())


@pytest.mark.parametrize("path", fixed_paths())
def test_the_schema_names_the_texts_that_an_answer_can_be(path):
    node = schema()["properties"]["statutes"]
    for step in path.split("."):
        node = node["properties"][step]
    allowed = {text.answer for text in choices(path)}
    assert all(answer in node["description"] for answer in allowed)
    assert all(re.search(node["pattern"], answer) for answer in allowed | {"Een eigen tekst over fixed: dingen."})
    assert not re.search(node["pattern"], "fixed:nergens")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"board__conflict_clause": "fixed:absence-chosen-ahead"}, "board.conflict_clause"),
        ({"board__absence_clause": "fixed:nergens"}, "board.absence_clause"),
        ({"resignation__notice": "fixed:leaving"}, "resignation.notice"),
    ],
)
def test_an_id_of_another_answer_is_in_the_wrong_shape(changes, path):
    ((where, sentence),) = problems_of(answers(**changes))
    assert where == path
    assert "fixed:" in sentence


def test_an_unknown_id_is_no_answer():
    assert "C-18" in findings_of(board__absence_clause__all_directors="fixed:nergens")
    assert read(answers(resignation__notice="fixed:nergens")).resignation.notice == ""


def test_an_older_file_with_one_sentence_can_hold_a_text_too():
    assert (
        read(answers(board__absence_clause=POOL)).board.absence_all
        == choices("board.absence_clause.all_directors")[0].text
    )
    supervised = answers(rvc=SUPERVISORS | {"absence_clause": "fixed:supervisors-absence-ahead"})
    assert read(supervised).rvc.absence_clause.startswith("de personen die de algemene vergadering")


def test_a_term_of_notice_is_read_from_the_text():
    assert read(answers(resignation__notice="fixed:leaving-three-months")).resignation.notice_months == 3
    assert read(answers(resignation__notice="fixed:leaving-any-month")).resignation.notice_months == 1


def test_what_was_given_stays_as_it_was():
    given = answers(board__absence_clause__all_directors=POOL)
    before = deepcopy(given)
    assert with_fixed_texts(given) != given
    assert given == before
    plain = example()
    assert with_fixed_texts(plain) is plain


@pytest.mark.parametrize("given", [None, 3, [], {}, {"statutes": []}, {"statutes": {"board": POOL, "rvc": [POOL]}}])
def test_what_is_no_set_of_answers_is_left_alone(given):
    assert with_fixed_texts(given) is given


def test_a_text_that_is_chosen_counts_as_used():
    assert unused_answers(answers(board__absence_clause__all_directors=POOL)) == ()
    procedure = {"organ": "ALV", "term_months": 1, "procedure": "fixed:appeal-heard"}
    assert unused_answers(answers(expulsion__appeal=procedure)) == ()


@pytest.mark.parametrize("path", fixed_paths())
def test_own_text_is_possible_and_leads_to_the_notary(path):
    text = choices(path)[0]
    own = f"{text.text.rstrip('.')}, met een glas thee erbij."
    given = with_text(text, own)
    (finding,) = check(read(given), on=TODAY)
    assert (finding.rule, finding.field, finding.severity) == ("S-40", path, Severity.WARNING)
    assert not finding.blocks
    assert finding.is_for_the_notary
    assert "glas thee" in "\n".join(as_lines(read(given)))


@pytest.mark.parametrize("path", ["rvc.absence_clause.all_members", "rvc.conflict_clause"])
def test_own_text_about_a_board_that_is_not_there_is_no_matter_of_the_notary(path):
    *_outer, last = path.split(".")
    assert findings_of(rvc={"exists": False, "absence_clause": {last: "thee"}, "conflict_clause": "thee"}) == {}


def test_a_text_for_a_supervisory_board_asks_for_one():
    changes = {"board__absence_clause__all_directors": "fixed:absence-supervisors"}
    assert set(findings_of(**changes)) == {"S-41"}
    assert findings_of(rvc=SUPERVISORS, **changes) == {}


def test_nothing_is_remarked_about_what_was_not_answered():
    assert "S-40" not in findings_of(board__absence_clause=None, board__conflict_clause=None, resignation=None)


@pytest.mark.parametrize(
    ("clause", "lawful"),
    [
        ("Een commissaris met een eigen belang stemt gewoon mee.", False),
        ("Een eigen belang is geen bezwaar.", False),
        ("Een commissaris met een eigen belang doet niet mee.", True),
    ],
)
def test_supervisors_with_a_conflict_stand_aside_as_directors_do(clause, lawful):
    findings = findings_of(rvc=SUPERVISORS | {"conflict_clause": clause})
    assert ("B-08" not in findings) is lawful
    assert "B-08" not in findings_of(rvc={"exists": False, "conflict_clause": clause})
