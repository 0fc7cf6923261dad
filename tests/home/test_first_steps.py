"""The first steps of a new manager: from evidence, gone when done, put away and had back."""

from dataclasses import replace

import pytest

from incubator.home.rules.first_steps import Evidence, FirstStep, steps_done
from tests.factories import CoachFactory, ManagerFactory

NOTHING = Evidence(
    has_own_name=False,
    has_own_address=False,
    has_mail_server=False,
    sent=0,
    runs=0,
    managers=1,
    coaches=0,
    read_sources=0,
    groups=0,
    has_second_step=False,
)
CARD = 'id="first-steps"'


@pytest.mark.parametrize(
    ("step", "known"),
    [
        (FirstStep.NAME, {"has_own_name": True}),
        (FirstStep.ADDRESS, {"has_own_address": True}),
        (FirstStep.MAIL, {"has_mail_server": True, "sent": 1}),
        (FirstStep.TIMETABLE, {"runs": 1}),
        (FirstStep.SECOND_MANAGER, {"managers": 2}),
        (FirstStep.COACH, {"coaches": 1}),
        (FirstStep.SOURCE, {"read_sources": 1}),
        (FirstStep.GROUP, {"groups": 1}),
        (FirstStep.DOOR, {"has_second_step": True}),
    ],
)
def test_each_step_is_done_by_what_is_there_and_by_nothing_else(step, known):
    done = steps_done(replace(NOTHING, **known))
    assert [each for each, is_done in done.items() if is_done] == [step]
    assert not any(steps_done(NOTHING).values())


def test_mail_put_in_a_folder_is_no_mail_that_left():
    assert not steps_done(replace(NOTHING, sent=5))[FirstStep.MAIL]
    assert not steps_done(replace(NOTHING, has_mail_server=True))[FirstStep.MAIL]


def test_a_step_that_is_taken_moves_to_what_is_done(client, sign_in):
    sign_in(client, ManagerFactory())
    before = client.get("/").text
    assert CARD in before
    assert ">Nodig een coach uit</a>" in before
    CoachFactory()
    after = client.get("/").text
    assert ">Nodig een coach uit</a>" not in after
    assert "<li>Nodig een coach uit</li>" in after


def test_the_steps_are_put_away_and_had_back(client, sign_in):
    sign_in(client, ManagerFactory())
    assert client.post("/beheer/eerste-stappen", data={"weg": "ja"}).location == "/"
    assert CARD not in client.get("/").text
    assert "Nodig een coach uit" in client.get("/beheer/eerste-stappen").text
    client.post("/beheer/eerste-stappen", data={"weg": "nee"})
    assert CARD in client.get("/").text
