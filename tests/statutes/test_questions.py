"""The interview as data: everything can be answered, nothing leads nowhere, and every pair of choices ends in a deed that holds."""

import re
from datetime import date
from functools import cache

import pytest

from incubator.app import create_app
from incubator.core.word import Ref
from incubator.statutes import rules
from incubator.statutes.documents import articles, unused_answers
from incubator.statutes.documents.library import library
from incubator.statutes.rules import asking
from incubator.statutes.rules.conditions import CONDITIONS, conditions
from incubator.statutes.values import read
from incubator.statutes.values.findings import ARTICLE
from incubator.statutes.values.interview import (
    BrokenInterview,
    chapter_of,
    chapters,
    question_of,
    questions,
)
from incubator.statutes.values.prefilling import paths_of, value_at, with_values
from incubator.statutes.values.schema import problems_of, schema
from tests.statutes.answers import answers
from tests.statutes.deeds import DEEDS
from tests.statutes.interviewing import answered, factors, form_with, pairwise

ON = date(2026, 12, 1)
# What the schema knows and nobody is asked, with the reason.
NOT_ASKED = {
    "board.directors": "older files: the first board has a question of its own",
    "board.dismissal_excluded": "the law does not leave that choice (2:37(6))",
    "deed.form": "a cooperative is founded by notarial deed (2:27(1)); it comes along with the notary",
    "deviations": "what stands in other papers: for files of others",
    "exit.notice_months": "older files: the term of notice is asked at resigning",
    "expulsion.appeal.organ": "the law names the general meeting (2:35(4)); it comes along with who expels",
    "first_members": "counted from the register and the founders",
    "liability.excluded": "comes along with U.A.",
    "operation": "what the group does now: from the register",
    "purpose.for_members": "what makes it a cooperative (2:53(1)); it comes along with the business",
    "seat.country": "the Netherlands (2:27(4)(a)); it comes along with the municipality",
    "seat.province": "follows from the municipality",
    "votes.evote.identifies": "the law asks it (2:38(7)); it comes along with voting online",
}
# Chosen on purpose, and told at the choice: what is not certain to be allowed is for the notary.
FOR_THE_NOTARY = {"G-23"}


@cache
def sets():
    return tuple(pairwise(factors()))


@cache
def given_in(number):
    """The answers of who makes the choices of a set: several tests ask for them, and none changes them."""
    return answered(sets()[number])


@pytest.fixture(scope="module", autouse=True)
def page_in_dutch(tmp_path_factory):
    """A form is made for a page: in Dutch, without a database."""
    app = create_app(instance=tmp_path_factory.mktemp("interview"), secret_key="only-for-tests-" * 3, timetable=False)
    with app.test_request_context(headers={"Cookie": "language=nl"}):
        yield


SETS = pytest.mark.parametrize("number", range(len(sets())))


def leaves(part, path=""):
    """Every path of an answer that the schema knows; a list is one answer."""
    inner = part.get("properties")
    if not inner or "array" in part.get("type", ()):
        yield path.removesuffix(".")
        return
    for name, below in inner.items():
        yield from leaves(below, f"{path}{name}.")


def test_everything_that_the_schema_knows_can_be_answered():
    asked = {path for question in questions().values() for path in question.paths}
    known = set(leaves(schema()["properties"]["statutes"]))
    reached = {path for path in known if path in asked or any(other.startswith(f"{path}.") for other in asked)}
    assert known - reached == set(NOT_ASKED)
    nested = {path for path in asked if not any(path == leaf or path.startswith(f"{leaf}.") for leaf in known)}
    assert nested == set(), "a question asks for what no set of answers can hold"


def test_no_answer_is_asked_twice():
    asked = [answer.path for question in questions().values() for answer in question.fields]
    assert sorted(asked) == sorted(set(asked))


def test_every_question_says_why_in_both_languages_and_names_its_article():
    known = {raw["id"] for raw in library()}
    for question in questions().values():
        assert question.ask.nl.endswith("?"), question.id
        assert question.why.en, question.id
        assert question.why.nl.endswith((".", "?")), question.id
        assert all(ARTICLE.fullmatch(article) for article in question.law), question.id
        assert question.law, question.id
        assert not question.article or question.article in known, question.id


def test_every_question_is_understood_by_itself_as_an_open_point_of_the_deed():
    points_back = re.compile(r"\b(daar|wordt dat|dat wordt|dan(?! één))\b|^Of\b")
    asked = [question.ask.nl for question in questions().values()]
    assert len(set(asked)) == len(asked)
    assert [ask for ask in asked if points_back.search(ask)] == []


def test_what_holds_without_an_answer_is_said_only_where_one_may_stay_without():
    refused = [
        question.id
        for question in questions().values()
        if question.silence.nl and any(field.needed for field in question.fields)
    ]
    assert refused == []


def test_conditions_of_questions_are_conditions_of_the_library():
    parts = [part for question in questions().values() for part in (question, *question.fields)]
    named = {name.lstrip("!") for part in parts for asked in part.when.split() for name in asked.split("|")}
    assert named <= set(CONDITIONS)


def test_what_may_stand_elsewhere_is_what_the_library_can_move():
    movable = {
        part["id"] for article in library() for part in (article, *article["clause"]) if part.get("movable", False)
    }
    placed = {answer.path.removeprefix("placement.") for answer in questions()["plaats"].fields}
    assert placed == movable


@SETS
def test_a_question_depends_on_what_was_asked_before_it(number):
    """No loop: an answer never brings back a question that one has passed, or takes it away."""
    given = given_in(number)
    holding = conditions(read(given))
    final = {question.id for question in asking.asked(read(given))}
    so_far = {"statutes": {}}
    for question in questions().values():
        at_its_turn = asking.matters(question, conditions(read(so_far)))
        assert at_its_turn == (question.id in final), question.id
        paths = (*question.paths, *form_with(question, given, holding).answers())
        so_far = with_values(so_far, {path: value_at(given, path) for path in paths})


def test_every_question_is_asked_of_somebody():
    seen = {question.id for number in range(len(sets())) for question in asking.asked(read(given_in(number)))}
    assert set(questions()) - seen == {"taal"}  # a seat in Fryslân
    frisian = with_values(answers(), {"seat.municipality": "Leeuwarden"})
    assert questions()["taal"] in asking.asked(read(frisian))


def test_one_comes_from_the_first_question_to_the_end_of_every_chapter():
    given = read(answers())
    for chapter in chapters():
        put = [question for question in asking.asked(given) if question.chapter == chapter.id and not question.extra]
        reached, current = [], put[0] if put else None
        while current is not None:
            reached.append(current)
            current = asking.following(current, given)
        assert reached == put, chapter.id
    names = [chapters()[0].id]
    while (after := asking.chapter_after(names[-1])) is not None:
        names.append(after.id)
    assert names == [chapter.id for chapter in chapters()]


@SETS
def test_every_two_choices_end_in_statutes_that_hold(number):
    given = given_in(number)
    assert problems_of(given) == []
    statutes = read(given)
    errors = [finding for finding in rules.check(statutes, on=ON) if finding.severity.value == "error"]
    assert [finding for finding in errors if finding.blocks or finding.rule not in FOR_THE_NOTARY] == []
    written = articles(statutes)
    ids = {article.id for article in written} | {clause.id for article in written for clause in article.clauses}
    parts = [part for article in written for clause in article.clauses for part in clause.text]
    assert [part.target for part in parts if isinstance(part, Ref) and part.target not in ids] == []


@pytest.mark.parametrize("number", range(0, len(sets()), 4))
def test_what_was_chosen_is_written(number):
    assert unused_answers(given_in(number)) == ()


@pytest.mark.parametrize("given", DEEDS.values(), ids=list(DEEDS))
def test_what_a_form_shows_is_what_it_stores(given):
    """Answers of a file, opened and saved question by question, still say the same."""
    saved = given
    for question in asking.asked(read(given)):
        saved = with_values(saved, form_with(question, saved).answers())
    first, then = as_read(given), as_read(saved)
    assert {name: then[name] for name in first if first[name] != then[name]} == {}


def as_read(given):
    """The answers, typed, without what comes along with a choice, and with the founders by name."""
    along = ("purpose.for_members", "seat.country", "votes.evote.identifies", "board.dismissal_method")
    statutes = read(with_values(given, {path: value_at(answers(), path) for path in along}))
    parts = {name: getattr(statutes, name) for name in statutes.__slots__}
    placed = [(part, where) for part, where in statutes.placement if where]
    founders = [(founder.name, founder.kind, founder.present) for founder in statutes.deed.founders]
    return parts | {"deed": founders, "placement": placed}


@pytest.mark.parametrize(
    ("path", "question"),
    [
        ("name", "naam"),
        ("board", "aantal-bestuurders"),
        ("board.binding_nomination", "voordracht"),
        ("rvc.members", "rvc-eerste"),
        ("deed.founders.name", "oprichters"),
        ("liability.excluded", "aansprakelijkheid"),
        ("votes.evote.identifies", "online"),
        ("placement.rooster", "plaats"),
        ("surplus.dissolution", "bestemming"),
        ("no.such.path", None),
    ],
)
def test_a_finding_leads_to_the_question_that_mends_it(path, question):
    asked = question_of(path)
    assert (asked.id if asked else None) == question


def test_a_chapter_has_a_name_and_an_unknown_one_is_refused():
    assert chapter_of("leden").title.en == "Members and admission"
    with pytest.raises(KeyError):
        chapter_of("nergens")


HEAD = '[chapter]\nid = "a"\ntitle = "A"\ntitle_en = "A"\nwhy = "b"\nwhy_en = "b"\n'
ASKED = '[[question]]\nid = "{id}"\nask = "Wat?"\nask_en = "What?"\nwhy = "b"\nwhy_en = "b"\nlaw = []\n'
FIELD = '[[question.field]]\npath = "name"\nkind = "{kind}"\n'


@pytest.mark.parametrize(
    ("content", "about"),
    [
        (HEAD.replace('title_en = "A"\n', ""), "title"),
        (HEAD, "question"),
        (HEAD + ASKED.format(id="q"), "field"),
        (HEAD + ASKED.format(id="q") + FIELD.format(kind="guess"), "guess"),
        (HEAD + 2 * (ASKED.format(id="q") + FIELD.format(kind="line")), "one name"),
    ],
)
def test_a_fault_in_the_interview_is_named(monkeypatch, tmp_path, content, about):
    (tmp_path / "1.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr("incubator.statutes.values.interview.FOLDER", tmp_path)
    with pytest.raises(BrokenInterview, match=about):
        chapters.__wrapped__()


def test_what_other_answers_took_away_is_known():
    with_council = with_values(answers(), {"ledenraad.exists": True, "ledenraad.term_years": 4})
    assert "ledenraad.term_years" not in asking.unasked_paths(read(with_council))
    assert "ledenraad.term_years" in asking.unasked_paths(read(answers()))
    given = {path for path in paths_of(answers()) if value_at(answers(), path) not in (None, [], 0)}
    assert given & asking.unasked_paths(read(answers())) == {"deed.language"}, "Utrecht lies outside Fryslân"
