"""`incubator cooperatives show`: the shape that people, scripts and checks rely on."""

import json
from datetime import timedelta

import pytest

from incubator.cli import cli
from incubator.core import clock
from tests.factories import (
    CoachAssignmentFactory,
    CooperativeFactory,
    FactFactory,
    MilestoneFactory,
    ParticipationFactory,
)


@pytest.fixture
def show(app):
    runner = app.test_cli_runner()

    def run(*words):
        return runner.invoke(cli, ["cooperatives", "show", *words])

    return run


def test_a_group_as_json(show):
    group = CooperativeFactory(name="De Bezem", slug="de-bezem", created_at=clock.now() - timedelta(days=12, hours=1))
    coach = CoachAssignmentFactory(cooperative=group).user
    ParticipationFactory(cooperative=group)
    shown = json.loads(show("de-bezem", "--json").stdout)
    assert (shown["slug"], shown["name"], shown["phase"], shown["still_days"]) == ("de-bezem", "De Bezem", "F1", 12)
    assert set(shown["next"]) >= {"what", "why", "whose_turn", "since", "blocked_by", "path"}
    assert (shown["next"]["whose_turn"], shown["next"]["blocked_by"]) == ("group", None)
    assert shown["next"]["path"].startswith("/leren/de-bezem/")
    assert shown["coach"]["name"] == coach.name
    documents = {item["document"]: item for item in shown["exit"]}
    assert documents["groepsafspraken"]["state"] == "missing"
    assert documents["groepsafspraken"]["path"] == "/leren/de-bezem/samen-beslissen/opdracht"
    assert {item["state"] for item in shown["exit"]} <= {"missing", "begun", "with-coach", "done", "not-needed"}


def test_after_the_deed_the_trade_register_is_waited_for(show):
    group = CooperativeFactory(slug="de-bezem", phase="F5")
    MilestoneFactory(cooperative=group, key="deed")
    shown = json.loads(show("de-bezem", "--json").stdout)
    assert (shown["next"]["whose_turn"], shown["next"]["blocked_by"], shown["next"]["since"]) == (
        "kvk", "kvk", "2026-10-01",
    )  # fmt: skip
    assert shown["coach"] is None


def test_something_that_happened_in_any_pillar_ends_the_quiet(show):
    group = CooperativeFactory(slug="de-bezem", created_at=clock.now() - timedelta(days=100))
    founder = ParticipationFactory(cooperative=group).user
    # What the register counts by itself is no activity; what somebody records is.
    FactFactory(cooperative=group, recorded_at=clock.now() - timedelta(days=1))
    assert json.loads(show("de-bezem", "--json").stdout)["still_days"] == 100
    FactFactory(cooperative=group, author=founder, recorded_at=clock.now() - timedelta(days=3))
    assert json.loads(show("de-bezem", "--json").stdout)["still_days"] == 3


def test_a_group_in_plain_words(show):
    CooperativeFactory(name="De Bezem", slug="de-bezem")
    answer = show("de-bezem")
    assert answer.exit_code == 0
    assert "De Bezem (de-bezem), phase F1, coach: none" in answer.stdout
    assert "missing" in answer.stdout


def test_a_group_that_does_not_exist_is_one_sentence(show):
    answer = show("nergens", "--json")
    assert answer.exit_code == 2
    assert "No cooperative is called 'nergens'." in answer.stderr
    assert "Traceback" not in answer.stderr
