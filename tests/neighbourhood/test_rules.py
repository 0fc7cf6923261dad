"""The rules of a neighbourhood, without an application."""

from datetime import date, datetime

import pytest

from incubator.core.errors import RuleViolation
from incubator.neighbourhood import documents, rules
from incubator.neighbourhood.values import (
    Certainty,
    NeighbourhoodRole,
    SaidOfBuilding,
    StatedGround,
    StatementAbout,
    WorkbenchCounts,
)

TODAY = date(2026, 11, 2)
NOTHING = WorkbenchCounts(people=0, groups=0, buildings=0, latest=None, unpublished=False)


@pytest.mark.parametrize("name", ["", "   ", "Kijk op www.example.org", "buurt@example.org"])
def test_a_name_that_goes_into_mails_is_there_and_holds_no_address(name):
    with pytest.raises(RuleViolation):
        rules.neighbourhood_name(name)


def test_a_driver_stays():
    rules.check_driver_stays([NeighbourhoodRole.PARTICIPANT, NeighbourhoodRole.DRIVER])
    with pytest.raises(RuleViolation):
        rules.check_driver_stays([NeighbourhoodRole.PARTICIPANT])
    with pytest.raises(RuleViolation):
        rules.check_driver_stays([])


@pytest.mark.parametrize(
    ("certainty", "source", "day", "field"),
    [
        (Certainty.FACT, "", TODAY, "source"),
        (Certainty.ESTIMATE, "", date(2026, 11, 3), "said_on"),
        (Certainty.FACT, "Kadaster", date(2026, 11, 3), "said_on"),
    ],
)
def test_a_fact_has_a_source_and_nobody_spoke_tomorrow(certainty, source, day, field):
    new = SaidOfBuilding(StatementAbout.OWNER, "De gemeente", None, StatedGround(certainty, source, "", day))
    with pytest.raises(RuleViolation) as refused:
        rules.check_ground(new, TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(("certainty", "source"), [(Certainty.FACT, "Kadaster"), (Certainty.ESTIMATE, "")])
def test_a_fact_with_a_source_and_an_estimate_without_are_fine(certainty, source):
    new = SaidOfBuilding(StatementAbout.OWNER, "De gemeente", None, StatedGround(certainty, source, "", TODAY))
    rules.check_ground(new, TODAY)


def test_a_list_a_story_and_questions_have_an_end():
    rules.check_buildings(rules.MOST_BUILDINGS - 1)
    rules.check_questions(rules.MOST_QUESTIONS - 1)
    rules.check_story("a" * rules.LONGEST_STORY)
    for check, much in (
        (rules.check_buildings, rules.MOST_BUILDINGS),
        (rules.check_questions, rules.MOST_QUESTIONS),
        (rules.check_story, "a" * (rules.LONGEST_STORY + 1)),
    ):
        with pytest.raises(RuleViolation):
            check(much)


WROTE = datetime(2026, 11, 2, 9, 0)


@pytest.mark.parametrize(
    ("counts", "is_public", "step"),
    [
        (NOTHING, False, "people"),
        (WorkbenchCounts(1, 0, 0, None, False), False, "people"),
        (WorkbenchCounts(1, 0, 0, None, False, asked=1), False, "story"),
        (WorkbenchCounts(2, 0, 0, WROTE, True), False, "publish"),
        (WorkbenchCounts(2, 0, 0, WROTE, False), True, "buildings"),
        (WorkbenchCounts(2, 0, 3, WROTE, False), True, "groups"),
        (WorkbenchCounts(2, 1, 3, WROTE, True), True, "publish again"),
        (WorkbenchCounts(2, 1, 3, WROTE, False), True, "parts"),
    ],
)
def test_a_neighbourhood_grows_step_by_step(counts, is_public, step):
    assert rules.next_step(counts, is_public=is_public) == step


@pytest.mark.parametrize(
    ("text", "there", "gone"),
    [
        ("# Groot\n\n#### Klein", "<h2>Klein</h2>", "<h1>"),
        ("Groot\n===\n\nx", "<h2>Groot</h2>", "<h1>"),
        ("#\n\nx", "<p>x</p>", "<h2>"),
        ("![foto](https://elders.example/x.png) y", "y", "<img"),
        ("<script>alert(1)</script>", "&lt;script&gt;", "<script>"),
        ("[klik](javascript:alert(1))", "klik", "href"),
    ],
)
def test_a_story_is_shown_safely_below_the_name_of_its_page(text, there, gone):
    shown = str(documents.story_html(text))
    assert there in shown
    assert gone not in shown


def test_a_description_has_no_marks():
    assert (
        documents.plain("## Kop\n\n- **een** [twee](https://x.example)\n> drie").split() == "Kop een twee drie".split()
    )
