"""The papers beside the deed: complete, in words of their own, with references that hold, and with what was moved out of the deed."""

import io
import json
import re

import docx
import pytest

from incubator.core import clock, word
from incubator.statutes.commands import group as commands
from incubator.statutes.documents import articles, as_numbered_text, as_text, numbers_of
from incubator.statutes.documents.deed import DraftDetails
from incubator.statutes.documents.library import library, moved_in_words
from incubator.statutes.documents.papers import Paper, paper_document, paper_text
from incubator.statutes.values import read
from incubator.statutes.values.schema import example
from tests.factories import CooperativeFactory, ParticipationFactory
from tests.statutes.answers import answers

MOVABLE = [
    (part["id"], article["id"])
    for article in library()
    for part in (article, *article["clause"])
    if part.get("movable")
]
ACCOUNTS = {
    "capital__accounts": True,
    "capital__losses": "accounts",
    "exit__claim_basis": "account_balance",
    "surplus__annual__credit_share": "50%",
    "surplus__annual__education_pct": "10%",
}
SETS = {
    "example": {},
    "accounts": ACCOUNTS,
    "aspirants": {"membership__aspirants": {"allowed": True, "months": 12}, "disputes": {"method": "mediation"}},
    "both kinds of work": {"purpose__member_agreement_types": ["arbeidsovereenkomst", "overeenkomst van opdracht"]},
    "ends together": {"member_agreement": {"required": True, "ends_with_membership": True}},
}


def lines_of(paper, **changes):
    return as_numbered_text(paper_text(read(answers(**changes)), paper).articles)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("changes", SETS.values(), ids=SETS.keys())
def test_a_paper_reads_as_one_text_without_holes(paper, changes):
    text = "\n".join(lines_of(paper, **changes))
    assert len(text) > 2000
    assert not re.search(r"\{|\}|  \w|\.\.|, ,|\bNone\b| ,| \.", text), text
    assert not re.search(r"[a-z,] Artikel \d", text)


def test_references_name_the_article_of_the_statutes():
    given = read(answers())
    numbers = numbers_of(articles(given))
    assert f"staat in {numbers['vertrekkend-lid']} van de statuten" in "\n".join(lines_of(Paper.MEMBER_AGREEMENT))
    assert f"zoals in {numbers['toelating']} van de statuten staat" in "\n".join(lines_of(Paper.HOUSE_RULES))


@pytest.mark.parametrize(
    ("paper", "changes", "text"),
    [
        (Paper.MEMBER_AGREEMENT, {}, "sluiten de coöperatie en het lid een schriftelijke arbeidsovereenkomst"),
        (Paper.MEMBER_AGREEMENT, SETS["both kinds of work"], "overeenkomst van opdracht. Beiden kijken eerst"),
        (
            Paper.MEMBER_AGREEMENT,
            SETS["ends together"],
            "dan eindigt ook deze overeenkomst. Een arbeidsovereenkomst eindigt alleen zoals",
        ),
        (Paper.MEMBER_AGREEMENT, {}, "dan eindigt deze overeenkomst niet vanzelf"),
        (Paper.CAPITAL_ACCOUNTS, ACCOUNTS, "Van ieder aandeel wordt de helft bijgeschreven"),
        (Paper.CAPITAL_ACCOUNTS, ACCOUNTS, "De inleg blijft ongemoeid en geen rekening komt lager dan nul"),
        (Paper.CAPITAL_ACCOUNTS, {}, "Een deel van het resultaat wordt er niet bijgeschreven"),
        (Paper.HOUSE_RULES, SETS["aspirants"], "Een aspirant krijgt een vast lid als begeleider"),
        (Paper.HOUSE_RULES, {"regulations__allowed": False}, "De statuten noemen geen reglementen: [vraag de notaris]"),
    ],
)
def test_a_paper_follows_the_answers(paper, changes, text):
    assert text in "\n".join(lines_of(paper, **changes))


@pytest.mark.parametrize(("part", "article"), MOVABLE)
@pytest.mark.parametrize("paper", [Paper.HOUSE_RULES, Paper.MEMBER_AGREEMENT])
def test_what_leaves_the_deed_stands_in_the_other_paper(part, article, paper):
    where = paper.value.replace("-", "_")
    moved = read(answers(**ACCOUNTS, capital__instalments=12, placement={part: where}))
    raw = next(raw for raw in library() if raw["id"] == article)
    ids = {clause["id"] for clause in raw["clause"]} if part == article else {part}
    in_deed = {clause.id for written in articles(moved) for clause in written.clauses}
    assert not ids & in_deed
    written = paper_text(moved, paper).articles
    before = read(answers(**ACCOUNTS, capital__instalments=12))
    stood = ids & {clause.id for text in articles(before) for clause in text.clauses}
    assert stood <= {clause.id for text in written for clause in text.clauses}
    assert not any("{" in as_text(clause, numbers_of(list(written))) for text in written for clause in text.clauses)


@pytest.mark.parametrize("paper", Paper)
def test_every_article_says_what_it_means_in_two_languages(paper):
    for article in paper_text(read(example()), paper).articles:
        assert article.plain
        assert article.plain_en
        assert article.law_in_words
        assert article.plain not in " ".join(as_text(clause, {}) for clause in article.clauses)


@pytest.mark.parametrize("paper", Paper)
def test_the_word_file_holds_the_text_and_lists_what_is_open(paper):
    details = DraftDetails(clock.now(), "27 november 2026", "De Bezem")
    file = docx.Document(io.BytesIO(word.to_bytes(paper_document(read(example()), paper, details))))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert paper_text(read(example()), paper).title in text
    assert "Open punten" in text
    assert "[datum]" in text


def test_the_page_and_the_file_are_for_the_group(client, sign_in):
    group = CooperativeFactory(name="De Bezem")
    sign_in(client, ParticipationFactory(cooperative=group).user)
    base = f"/cooperaties/{group.slug}/statuten"
    start = client.get(f"{base}/").text
    for paper in Paper:
        assert f"{base}/stukken/{paper.value}" in start
        assert client.get(f"{base}/stukken/{paper.value}/").status_code == 200
    with client.get(f"{base}/stukken/house-rules/word") as answer:
        assert answer.data[:2] == b"PK"
    assert client.get(f"{base}/stukken/akte/").status_code == 404


def test_the_command_prints_and_writes_a_paper(app, tmp_path):
    file, out = tmp_path / "answers.json", tmp_path / "lo.docx"
    file.write_text(json.dumps(example()), encoding="utf-8")
    run = app.test_cli_runner().invoke
    printed = run(commands, ["draft", str(file), "--as", "text", "--paper", "house-rules"])
    assert printed.stdout.startswith("Artikel 1. Waarvoor dit reglement is")
    assert run(commands, ["draft", str(file), "--out", str(out), "--paper", "member-agreement"]).exit_code == 0
    assert out.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(("part", "article"), MOVABLE)
def test_what_was_not_chosen_is_not_moved_either(part, article):
    """Moved without the answers that the article asks for, a clause stays away instead of leaving a hole."""
    nothing = {"pay_ratio": None, "capital__accounts": False, "capital__instalments": None}
    text = "\n".join(lines_of(Paper.HOUSE_RULES, **nothing, placement={part: "house_rules"}))
    assert not re.search(r": \.|geldt: *\n|ledenrekening|Dit artikel", text)


def test_a_paper_that_holds_the_rules_for_disputes_does_not_point_to_the_statutes():
    moved = "\n".join(lines_of(Paper.HOUSE_RULES, disputes={"method": "talk"}, placement={"geschillen": "house_rules"}))
    assert "overleggen zij eerst met elkaar" in moved
    assert "geldt de statuten" not in moved
    assert "Voor een geschil met de coöperatie zelf geldt artikel" in "\n".join(
        lines_of(Paper.HOUSE_RULES, disputes={"method": "talk"})
    )


def test_no_clause_that_can_move_speaks_of_the_place_where_it_stands():
    for article in library():
        for clause in article["clause"]:
            if article.get("movable") or clause.get("movable"):
                assert not re.search(r"[Dd]it (artikel|hoofdstuk)|deze statuten|het vorige lid", clause["text"]), (
                    clause["id"]
                )


def test_the_deed_and_the_pack_name_what_was_moved_in_words():
    moved = read(answers(placement={"beloning": "member_agreement", "inleg-delen": "house_rules"}))
    assert moved_in_words(moved) == [
        "Verhouding tussen beloningen: in de ledenovereenkomst",
        "uit Inleg: in het huishoudelijk reglement",
    ]
