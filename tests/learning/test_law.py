"""The rules of law that lessons name: the table of the product, the numbers in a text, and when a lesson has to be looked at again."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from incubator.config import ROOT
from incubator.core import clock
from incubator.core.reference.cooperative_law import law_text_on, law_texts
from incubator.learning import commands, queries
from incubator.learning.rules.flags import check_is_due, rule_changes
from incubator.learning.values.written import Prose
from incubator.learning.views.blocks import LawNotes, block_views
from incubator.statutes.rules import RULES
from tests.factories import ManagerFactory

ROW = re.compile(r"^\| (?P<id>[A-Z]-\d\d) \| (?P<articles>[^|]*) \|[^|]*\|[^|]*\| (?P<periods>[^|]*)\|$", re.M)
LESSON = queries.shipped_library().lessons["naam-doel-en-leden"]
CHANGES_SOON = "R-03"  # another text from 10 July 2027
CHANGED = "C-20"  # another text since 1 July 2026


def naming(*rules, checked):
    return replace(LESSON, checked=checked, written=replace(LESSON.written, rules=rules))


def period(text):
    return f"{text.since or ''} – {text.until or ''}".strip()


def test_the_table_says_what_the_list_of_the_law_says():
    listed = {row["id"]: row for row in ROW.finditer((ROOT / "docs" / "law.md").read_text(encoding="utf-8"))}
    ours = {rule: row for rule, row in listed.items() if not rule.startswith("S-")}
    assert set(law_texts()) == set(ours)
    for rule, texts in law_texts().items():
        assert {text.articles for text in texts} == {ours[rule]["articles"]}
        known = [written.strip() for written in ours[rule]["periods"].split(";") if written.strip()]
        assert [period(text) for text in texts if text.since] == known, rule


def test_the_table_has_the_days_of_the_rules_that_are_checked():
    for rule in RULES:
        if rule.number in law_texts():
            assert (rule.since, rule.until) in {(text.since, text.until) for text in law_texts()[rule.number]}, rule


def test_articles_in_words_name_every_article():
    for texts in law_texts().values():
        for text in texts:
            assert set(re.findall(r"\d:\d+\w*", text.articles)) <= set(re.findall(r"\d:\d+\w*", text.words)), text.id
            assert not re.search(r"\b[A-Z]-\d\d\b", text.words)
            assert not text.url or text.url.startswith("https://")


@pytest.mark.parametrize(
    ("rule", "checked", "today", "day"),
    [
        (CHANGES_SOON, date(2026, 11, 27), date(2027, 5, 10), None),  # 61 days before
        (CHANGES_SOON, date(2026, 11, 27), date(2027, 5, 11), date(2027, 7, 10)),  # 60 days before
        (CHANGES_SOON, date(2026, 11, 27), date(2028, 1, 1), date(2027, 7, 10)),  # long after
        (CHANGES_SOON, date(2027, 7, 10), date(2028, 1, 1), None),  # checked since
        (CHANGED, date(2026, 6, 30), date(2026, 11, 27), date(2026, 7, 1)),
        (CHANGED, date(2026, 7, 1), date(2026, 11, 27), None),
        ("C-08", date(2026, 11, 27), date(2030, 1, 1), None),  # no day is known
        ("Z-99", date(2026, 11, 27), date(2030, 1, 1), None),
    ],
)
def test_a_lesson_is_flagged_when_a_rule_changed_since_it_was_checked(rule, checked, today, day):
    assert [change.day for change in rule_changes(naming(rule, checked=checked), today)] == ([day] if day else [])


def test_a_rule_that_ends_without_another_is_named_with_the_day_after():
    text = replace(law_text_on(CHANGED, date(2026, 1, 1)))
    assert text.until + timedelta(days=1) == law_text_on(CHANGED, date(2026, 11, 27)).since
    assert law_text_on(CHANGED, date(2021, 6, 30)) is None


def test_facts_are_checked_every_twelve_months():
    lesson = naming(checked=date(2026, 11, 27))
    assert not check_is_due(lesson, date(2027, 11, 27))
    assert check_is_due(lesson, date(2027, 11, 28))


def test_no_lesson_of_the_product_names_a_rule_that_had_changed_when_it_was_checked():
    for lesson in queries.shipped_library().lessons.values():
        assert rule_changes(lesson, lesson.checked) == [], lesson.slug


def test_a_warning_leaves_the_exit_status_as_it_is(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2027, 6, 1))
    outcome = CliRunner().invoke(commands.group, ["check"])
    assert (outcome.exit_code, outcome.stdout) == (0, "0 problems.\n")
    assert "warning: the rule R-03" in outcome.stderr
    assert "twelve months" not in outcome.stderr
    monkeypatch.setattr(clock, "today", lambda: date(2028, 6, 1))
    assert "twelve months" in CliRunner().invoke(commands.group, ["check"]).stderr


def test_a_rule_has_a_number_each_time_it_is_named_and_one_place_below():
    notes = LawNotes(date(2026, 11, 27))
    (view,) = block_views((Prose("Eén {regel:C-09} en {regel:C-01} en {regel:C-09}{regel:Z-99}."),), notes)
    assert re.findall(r'<a href="#wet-(\d)">\1</a>', view.html) == ["1", "2", "1"]
    assert [text.id for text in notes.texts] == ["C-09", "C-01"]
    assert "C-0" not in view.html


def test_a_page_leads_from_a_statement_to_the_article(client, sign_in, world):
    sign_in(client, world.founder)
    page = client.get(f"{world.track}/naam-doel-en-leden/deel/2").text
    assert '<li id="wet-1"' in page
    assert "artikel 2:54 lid 2 BW" in page
    assert "https://wetten.overheid.nl/BWBR0003045" in page
    assert "1 mei 2023" in page
    assert not re.search(r"\b[A-Z]-\d\d\b", re.sub(r"<[^>]*>", "", page))
    numbers = set(re.findall(r'href="#wet-(\d+)"', page))
    assert numbers == set(re.findall(r'id="wet-(\d+)"', page)) != set()


def test_who_looks_after_a_lesson_sees_that_its_law_changes(client, sign_in, world, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2027, 6, 1))
    page = f"{world.track}/het-ledenregister"
    sign_in(client, world.coach)
    assert "Uitvoeringsbesluit Wwft 2018" in client.get(page).text
    sign_in(client, world.founder)
    assert "Uitvoeringsbesluit Wwft 2018" not in client.get(page).text
    sign_in(client, ManagerFactory())
    assert "#les-het-ledenregister" not in client.get("/beheer/lessen").text
    assert 'id="aandacht"' in client.get("/beheer/lessen").text
