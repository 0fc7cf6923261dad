"""Every sentence of the rules can be written: what it names is given, and who reads gets names, days and articles."""

import ast
import importlib
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask_babel import force_locale

import incubator.meetings.rules
from incubator.meetings.messages import holding
from incubator.meetings.messages import legality as words
from incubator.meetings.rules.legality import findings_of
from incubator.meetings.values.case import CaseMember
from incubator.meetings.values.findings import LegalityLight
from tests.meetings.cases import DAY, IN_TIME, PLAIN, case, item, named, proxy, result, sent, terms, unvoted

FOLDER = Path(incubator.meetings.rules.__file__).parent
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
OWN = {"severity", "item", "unknown", "voidable"}  # of a breach, beside what its sentences name


def breaches():
    """Every breach that a module of rules makes: where, its sentences, and the names that it gives."""
    for path in sorted(FOLDER.glob("*.py")):
        module = importlib.import_module(f"incubator.meetings.rules.{path.stem}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Breach":
                given = {keyword.arg for keyword in node.keywords} - OWN
                yield f"{path.stem}:{node.lineno}", list(sentences(node.args, module)), given


def sentences(arguments, module):
    for argument in arguments:
        if isinstance(argument, ast.Name):
            yield getattr(module, argument.id, "")
        elif isinstance(argument, ast.Call):
            yield ast.literal_eval(argument.args[0])
        else:
            yield ast.literal_eval(argument)


def test_a_breach_gives_what_its_sentences_name_and_nothing_else():
    seen = 0
    for place, texts, given in breaches():
        named_in = {name for text in texts for name in PLACEHOLDER.findall(text)}
        assert named_in <= given, place
        if all(texts):  # a sentence that is chosen in a variable cannot be read from the source
            assert given <= named_in, place
        seen += 1
    assert seen > 60


BROKEN = [
    case("amendment", sent=sent(IN_TIME + 5 * DAY), inspection_from=None, agenda=(), convened_by="de gemeente"),
    case(items=(item("accounts"), item("distribution", number="2")), agenda=("1",)),
    case(proxies=tuple(proxy(f"m{place}", "m99", written=bool(place % 2)) for place in range(1, 11)), present=()),
    case(
        items=(item("amendment", 30, 0),), terms=terms(amendment__majority="veel", votes__quorum="2"), present=("m1",)
    ),
    case("admission", terms=terms(admission__organ="bestuur", admission__alv_override=False)),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("checked", BROKEN)
def test_every_finding_is_a_sentence_with_its_articles(app, checked, language):
    findings = [
        *findings_of(checked),
        *(finding for place in range(len(checked.items)) for finding in result(checked, place).findings),
    ]
    assert findings
    with force_locale(language):
        for finding in findings:
            text = words.sentence(finding)
            assert text.endswith(".")
            assert "%(" not in text + words.remedy(finding)
            cited = words.articles(finding, checked.terms)
            assert len(cited) >= len(finding.articles)


def test_a_long_row_of_names_is_cut_with_how_many_more(app):
    members = tuple(CaseMember(f"m{place}", f"Lid {place}", IN_TIME - DAY) for place in range(15))
    (finding,) = named(case(members=members, sent=()), "everyone-is-called")
    text = words.sentence(finding)
    assert "Lid 11" in text
    assert "Lid 12" not in text
    assert "3" in text.rsplit("Lid 11", 1)[1]


def test_days_are_written_in_words(app):
    (finding,) = named(case(sent=sent(IN_TIME + 5 * DAY)), "term-of-the-statutes")
    with force_locale("nl"):
        assert "2 december 2026" in words.sentence(finding)


def test_articles_of_the_statutes_bear_their_number_in_the_deed(app):
    (finding,) = named(case(convened_by="rvc"), "convened-by")
    moved = replace(PLAIN, articles={"oproeping": "12a"})
    assert any("12a" in article for article in words.articles(finding, moved))
    assert len(words.articles(finding, replace(PLAIN, articles={}))) == 1


def test_a_result_says_its_sum_and_its_rule(app):
    outcome = result(case(items=(item("amendment", 7, 2, 1),)))
    assert re.fullmatch(r"7 \w+ 9", words.sum_in_words(outcome))
    assert PLAIN.articles["statutenwijziging"] in words.article_of_result(outcome, PLAIN)
    assert "2:43" in words.article_of_result(outcome, replace(PLAIN, articles={}))
    assert words.sum_in_words(result(case(items=(unvoted("ordinary"),)))) == ""
    assert words.sum_in_words(result(case(items=(unvoted("talk"),)))) == ""


def test_every_light_has_a_name(app):
    assert set(words.LIGHTS) == set(LegalityLight)


@pytest.mark.parametrize(
    ("cast", "sentence"),
    [
        (1, "Er is één stem uitgebracht; voor: 1."),
        (3, "Van de 3 uitgebrachte stemmen zijn er 1 voor."),
    ],
)
def test_the_sum_of_a_vote_is_one_vote_or_many(app, cast, sentence):
    vote = SimpleNamespace(options=[], outcome={"cast": cast, "in_favour": 1})
    with app.test_request_context(), force_locale("nl"):
        assert holding.sum_of(vote) == sentence
