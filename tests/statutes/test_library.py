"""The clause library itself: its shape, its ids, and texts that change on the day the law does."""

import re
from collections import Counter
from datetime import date

import pytest

from incubator.statutes.documents import articles, library
from incubator.statutes.documents.clauses import SLOT
from incubator.statutes.documents.library import BrokenLibrary, _check, holds
from incubator.statutes.documents.library import library as every_article
from incubator.statutes.documents.wording import lists, words
from incubator.statutes.rules.conditions import CONDITIONS
from incubator.statutes.values import read
from tests.statutes.answers import answers

ARTICLE = dict.fromkeys(library.ARTICLE_NEEDS, "x")
CLAUSES = [(article, clause) for article in every_article() for clause in article["clause"]]


def test_every_clause_has_an_id_of_its_own():
    ids = [article["id"] for article in every_article()] + [clause["id"] for _article, clause in CLAUSES]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    # Word keeps thirty characters of the name of a place that is referred to.
    assert [name for name in ids if len(name) > 30] == []


@pytest.mark.parametrize("article", every_article(), ids=lambda article: article["id"])
def test_an_article_has_twins_and_says_who_chooses_it_and_what_it_costs(article):
    assert all(article[name].endswith(".") for name in ("plain", "plain_en", "usual", "cost_of_change"))
    assert article["plain"] != article["plain_en"]
    assert article["law"]


@pytest.mark.parametrize(("article", "clause"), CLAUSES, ids=lambda part: part["id"])
def test_a_clause_asks_only_for_what_exists(article, clause):
    slots = [slot for text in (clause["text"], *clause.get("letters", ())) for slot in SLOT.findall(text)]
    known = set(words(read(answers())))
    ids = {other["id"] for other in every_article()} | {other["id"] for _article, other in CLAUSES}
    for slot in slots:
        assert slot.removeprefix("ref:") in (ids if slot.startswith("ref:") else known), slot
    for asked in f"{article.get('when', '')} {clause.get('when', '')}".split():
        assert {condition.lstrip("!") for condition in asked.split("|")} <= set(CONDITIONS)
    assert clause.get("list", "requirements") in lists(read(answers()))


@pytest.mark.parametrize(("article", "clause"), CLAUSES, ids=lambda part: part["id"])
def test_a_clause_is_one_or_more_sentences(article, clause):
    assert re.search(r"[.;:}]$", clause["text"])
    assert re.match(r"[A-ZÉ{a-zé]", clause["text"])
    assert "  " not in clause["text"]
    # What it means stands beside the clause and never inside it.
    assert "jullie" not in clause["text"]


@pytest.mark.parametrize(
    ("asked", "holding", "met"),
    [
        ("", set(), True),
        ("rvc", {"rvc"}, True),
        ("rvc", set(), False),
        ("!rvc", set(), True),
        ("!rvc", {"rvc"}, False),
        ("rvc term", {"rvc"}, False),
        ("rvc|term", {"term"}, True),
        ("!rvc|term", {"rvc"}, False),
    ],
)
def test_conditions_decide_together(asked, holding, met):
    assert holds({"when": asked}, holding, date(2026, 1, 1)) is met


@pytest.mark.parametrize(
    ("on", "in_time"),
    [
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
        (date(2027, 7, 9), True),
        (date(2027, 7, 10), False),
    ],
)
def test_a_clause_holds_from_its_first_to_its_last_day(on, in_time):
    assert holds({"since": date(2026, 7, 1), "until": date(2027, 7, 9)}, set(), on) is in_time


def test_a_text_changes_on_the_day_the_law_does(monkeypatch):
    """The articles of a day are those of the library whose law holds on it; without a day, that of the deed."""
    later = [
        article | {"since": date(2027, 1, 1)} if article["id"] == "omzetting" else article
        for article in every_article()
    ]
    monkeypatch.setattr("incubator.statutes.documents.clauses.library", lambda changes=(): tuple(later))
    statutes = read(answers(deed__signed_on="2026-12-01"))

    def ids(on=None):
        return {article.id for article in articles(statutes, on=on)}

    assert "omzetting" not in ids()
    assert "omzetting" in ids(date(2027, 1, 1))


@pytest.mark.parametrize("part", [{"id": "x"}, ARTICLE | {"colour": "red"}])
def test_a_part_in_another_shape_is_refused_by_name(part):
    with pytest.raises(BrokenLibrary, match="article x"):
        _check(part, "article x", library.ARTICLE_NEEDS, library.ARTICLE_MAY)


def test_what_was_placed_in_another_paper_is_not_in_the_deed():
    written = articles(
        read(answers(placement={"beloning": "house_rules", "doel": "house_rules", "inleg-delen": "deed"}))
    )
    ids = {article.id for article in written} | {clause.id for article in written for clause in article.clauses}
    assert "beloning" not in ids
    # What the law wants in the deed stays there, wherever it was put.
    assert {"doel", "inleg-delen"} <= ids


def test_a_text_of_their_own_is_the_last_clause_of_its_article():
    (purpose,) = [
        article for article in articles(read(answers(additions={"doel": "wij delen"}))) if article.id == "doel"
    ]
    assert (purpose.clauses[-1].text, purpose.clauses[-1].id) == (("Wij delen.",), "doel-eigen-tekst")
