"""A text of the knowledge centre as it is written: what is read out of it, and what is wrong with it, with its line."""

from datetime import date

import pytest
from click.testing import CliRunner

from incubator.knowledge import commands, queries
from incubator.knowledge.rules import slug_of
from incubator.knowledge.rules.writing import LinkTargets, article_problems, read_article
from incubator.knowledge.values import KnowledgeKind, Reference, Term

TEXT = """+++
title = "Titel"
summary = "Kort"
title_en = "Title"
summary_en = "Short"
owner = "Redactie"
checked = 2026-11-01
check_every_months = 6
subject = "geld"
topics = ["uea"]
rules = ["C-06"]
lessons = ["het-ledenregister"]
sources = [{ label = "Bron", url = "https://example.org", date = 2026-10-01 }, { label = "BW 2:53", date = "2019-2020" }]
+++

Tekst over een [[coöperatie]], zie [de notaris](/kennis/notaris) en [elders](https://example.org).
"""
WORD = Term(slug_of("coöperatie"), "coop", "coöperatie", "cooperative", "Iets", "Something")
KNOWN = LinkTargets([WORD], {"notaris"})
FILLING = " ".join(["woord"] * 350)


def problems(text, kind=KnowledgeKind.ARTICLE):
    return [(problem.line, problem.sentence) for problem in article_problems(text, kind, KNOWN)]


def test_a_text_is_read_with_its_sources_and_what_it_is_about():
    article = read_article("titel", TEXT, KnowledgeKind.CASE)
    assert (article.slug, article.kind, article.title, article.summary) == ("titel", "praktijkverhaal", "Titel", "Kort")
    assert (article.title_in("en"), article.summary_in("en")) == ("Title", "Short")
    assert (article.owner, article.checked, article.check_every_months) == ("Redactie", date(2026, 11, 1), 6)
    assert (article.topics, article.rules, article.lessons) == (("uea",), ("C-06",), ("het-ledenregister",))
    assert article.sources == (
        Reference("Bron", "https://example.org", date(2026, 10, 1)),
        Reference("BW 2:53", "", "2019-2020"),
    )
    assert article.body.startswith("Tekst over een [[coöperatie]]")
    assert article.template == ""


def test_a_template_keeps_what_a_group_fills_in_apart_from_what_is_said_about_it():
    text = f"{TEXT}\n:::sjabloon\n## Aan\n\n[naam]\n:::\n"
    article = read_article("brief", text, KnowledgeKind.TEMPLATE)
    assert article.template == "## Aan\n\n[naam]"
    assert "sjabloon" not in article.body
    assert ":::" not in article.body


def test_a_text_that_holds_has_no_problems():
    assert problems(f"{TEXT}\n{FILLING}") == []


@pytest.mark.parametrize(
    ("before", "after", "line", "sentence"),
    [
        ('title = "Titel"\n', "", 1, "title is missing"),
        ('owner = "Redactie"\n', "", 1, "owner is missing"),
        ('owner = "Redactie"', 'owner = ""', 6, "owner has no value"),
        ("checked = 2026-11-01", 'checked = "gisteren"', 7, "checked has no value"),
        ("check_every_months = 6", "check_every_months = 25", 8, "1 to 24 months"),
        ("check_every_months = 6", "check_every_months = 0", 8, "1 to 24 months"),
        ('subject = "geld"\n', "", 1, "subject is none of starten, besturen"),
        ('subject = "geld"', 'subject = "goud"', 9, "subject is none of starten, besturen"),
        ('topics = ["uea"]', 'topic = ["uea"]', 10, "topic is not known"),
        ('rules = ["C-06"]', 'rules = ["C6"]', 11, "C6 is no number of a rule"),
        (', date = "2019-2020"', "", 13, "source 2 needs a label and a date"),
        ("https://example.org\", date", 'http://example.org", date', 13, "does not begin with https://"),
        ("[[coöperatie]]", "[[koöperatie]]", 16, "the glossary has no “koöperatie”"),
        ("/kennis/notaris", "/kennis/notaaris", 16, "/kennis/notaaris leads nowhere"),
        ("/kennis/notaris", "/leren/les", 16, "/leren/les leads nowhere"),
        ('title = "Titel"', "title = Titel", 2, "Invalid value"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(before, after, line, sentence):
    text = f"{TEXT}\n{FILLING}"
    assert before in text
    ((found_line, found_sentence),) = problems(text.replace(before, after, 1))
    assert found_line == line
    assert sentence in found_sentence


def test_a_text_without_sources_is_refused():
    text = f"{TEXT}\n{FILLING}"
    (line,) = [line for line in text.splitlines() if line.startswith("sources")]
    assert problems(text.replace(line, "sources = []")) == [(13, "there is no source")]


def test_a_word_of_the_glossary_is_a_good_link_and_its_page_too():
    text = f"{TEXT}\n{FILLING}".replace("/kennis/notaris", "/kennis/begrippen/cooperatie")
    assert problems(text) == []


@pytest.mark.parametrize("words", [300, 720])
def test_an_article_has_350_to_700_words(words):
    text = f"{TEXT}\n{' '.join(['woord'] * words)}"
    ((_line, sentence),) = problems(text)
    assert "has to have 350 to 700" in sentence


def test_only_a_template_has_something_to_fill_in_and_it_must_have_it():
    filled = f"{TEXT}\n{FILLING}\n\n:::sjabloon\n[naam]\n:::\n"
    assert problems(filled, KnowledgeKind.TEMPLATE) == []
    assert "a template, and nothing else" in problems(filled)[0][1]
    assert "a template, and nothing else" in problems(f"{TEXT}\n{FILLING}", KnowledgeKind.TEMPLATE)[0][1]


@pytest.mark.parametrize("text", ["", "Geen kop", "+++\ntitle = 'x'\n"])
def test_a_text_without_a_head_has_that_problem_alone(text):
    assert problems(text) == [(1, "the text does not begin with +++ and a closing +++")]


def test_the_command_names_file_and_line(tmp_path, monkeypatch):
    for folder in queries.FOLDERS.values():
        (tmp_path / folder).mkdir()
    broken = f"{TEXT}\n{FILLING}".replace("[[coöperatie]]", "[[niets]]").replace("/kennis/notaris", "/kennis/goed")
    (tmp_path / "articles" / "01-goed.md").write_text(broken, encoding="utf-8")
    glossary = queries.glossary()
    monkeypatch.setattr(queries, "CONTENT", tmp_path)
    monkeypatch.setattr(queries, "glossary", lambda: glossary)
    outcome = CliRunner().invoke(commands.group, ["check"])
    assert outcome.exit_code == 1
    assert "articles/01-goed.md:16: the glossary has no “niets”" in outcome.output
    assert outcome.output.endswith("1 problem.\n")


def test_the_texts_that_we_publish_hold():
    outcome = CliRunner().invoke(commands.group, ["check"])
    assert outcome.output == "0 problems.\n"
    assert outcome.exit_code == 0


def test_the_list_says_who_owns_a_text_and_when_it_is_due(app):
    with app.app_context():
        outcome = CliRunner().invoke(commands.group, ["list"])
    line = "artikel\tin-dienst-of-zzp\tIn dienst of zzp?\tRedactie van het kenniscentrum\t2026-11-23\t2027-02-23"
    assert line in outcome.output.splitlines()
