"""The texts of the knowledge centre: enough of them, plain to read, with articles and sources, and leading to what is there."""

import re
from collections import Counter

import pytest

from incubator.knowledge import queries
from incubator.knowledge.rules.searching import plain_text
from incubator.knowledge.values import KnowledgeKind
from incubator.learning import queries as learning
from incubator.learning.rules.readability import readability
from incubator.statutes.rules import RULES

TEXTS = list(queries.articles().values())
CODES = re.compile(r"\b[A-Z]-\d{2}\b")  # of a rule: readers do not know them
OF_COLLEAGUES = re.compile(r"\bTODO\b|\?\?|nog te bevestigen|\[[ABC]\]|fact base|checken")
# What only holds when it was read: who states it names the article behind it.
LAW = re.compile(r"\bartikel(en)? \d")


def test_there_is_enough_to_look_up():
    counts = Counter(article.kind for article in TEXTS)
    assert counts[KnowledgeKind.ARTICLE] >= 22
    assert counts[KnowledgeKind.TEMPLATE] >= 6
    assert counts[KnowledgeKind.CASE] >= 4


@pytest.mark.parametrize("article", TEXTS, ids=lambda article: article.slug)
def test_a_text_reads_easily_and_holds_no_notes(article):
    reads = readability(article.body)
    assert reads.flesch_douma >= 60
    assert reads.words_a_sentence <= 12
    written = f"{article.title} {article.summary} {article.body} {article.template}"
    assert not CODES.search(written)
    assert not OF_COLLEAGUES.search(written)
    assert article.owner


@pytest.mark.parametrize("article", TEXTS, ids=lambda article: article.slug)
def test_a_text_that_rests_on_the_act_names_the_articles(article):
    acts = [source for source in article.sources if "wetten.overheid.nl" in source.url]
    if acts and article.kind is KnowledgeKind.ARTICLE:
        assert LAW.search(article.body) or article.slug in {"uitdaagrecht-in-het-kort", "kascommissie"}


@pytest.mark.parametrize("article", TEXTS, ids=lambda article: article.slug)
def test_a_text_leads_to_lessons_that_are_there(article):
    slugs = {slug for slug, _text in learning.lesson_files()}
    assert set(article.lessons) <= slugs


def test_most_rules_of_the_act_have_a_text_that_explains_them():
    named = {rule for article in TEXTS for rule in article.rules}
    of_the_act = {rule.number for rule in RULES if not rule.number.startswith("S-")}
    assert len(of_the_act & named) >= 45
    assert len(of_the_act & named) / len(of_the_act) >= 0.8


@pytest.mark.parametrize("topic", ["uitdaagrecht", "voorbehouden", "open-house", "uea", "sroi", "gva", "woo", "sas"])
def test_topics_that_other_pages_ask_for_have_a_text(topic):
    assert queries.articles_about(topic)


def test_what_a_reader_sees_has_no_marks():
    assert plain_text("De [[lid|leden]] lezen [dit](/kennis/x), **samen**.") == "De leden lezen dit,  samen ."


@pytest.mark.parametrize("article", TEXTS, ids=lambda article: article.slug)
def test_titles_are_in_two_languages(article):
    assert article.title != article.title_en
    assert article.summary != article.summary_en


def test_the_sums_of_the_articles_add_up():
    """Every amount that an article works out, worked out again."""
    texts = {slug: article.body for slug, article in queries.articles().items()}
    thresholds = texts["drempels-van-aanbesteden"]
    assert 48 * 4000 == 192_000 < 216_000 < 60 * 4000 == 240_000
    assert "met een totale prijs: 60 keer 4.000 euro is 240.000 euro" in thresholds
    # Article 2.17 Aw: a service without a total price for longer than 48 months counts for 48.
    assert "Vijf jaar lang, zonder totale prijs: weer 48 keer 4.000 euro, dus 192.000 euro" in thresholds
    assert "= **36 punten**" in texts["gunningscriteria"]
    assert 40 * 90_000 / 100_000 == 36
    assert "= **35,6 punten**" in texts["gunningscriteria"]
    assert round(40 * (1 - 10_000 / 90_000), 1) == 35.6
    shares = [285_405, 214_054, 160_541]
    assert sum(shares) == 660_000
    assert [round(660_000 * hours / 3700) for hours in (1600, 1200)] == shares[:2]
    for amount in ("2.854,05", "2.140,54", "1.605,41", "1.427,02", "1.070,27", "802,70"):
        assert amount in texts["ledenrekeningen"]
    assert 12_000 * 5 // 100 == 600
    assert "6.000 euro aan inzet" in texts["social-return"]


def test_the_rules_of_the_general_meeting_are_whole():
    """Who asks for a meeting does so in writing (article 2:41 BW); two thirds holds for stopping too (2:42 and 2:43 BW)."""
    body = queries.articles()["algemene-vergadering-oproepen"].body
    request = body.partition("## Wie roept op?")[2].partition("## ")[0]
    assert "een tiende van de stemmen vragen dan **schriftelijk**" in request
    voting = body.partition("## Stemmen")[2].partition("## ")[0]
    assert "Voor stoppen (ontbinden) geldt hetzelfde (artikel 2:42 en 2:43 BW)" in voting
