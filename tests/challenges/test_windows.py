"""Until when a challenge makes sense: back from the end of the contract, by the term in the rules and by nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from incubator.challenges.queries import regulations
from incubator.challenges.rules.window_questions import window_question
from incubator.challenges.rules.windows import window, working_day_before
from incubator.challenges.values.windows import PreparationWeeks, WindowQuestion, WindowStep
from incubator.core import working_days
from incubator.core.errors import RuleViolation

TODAY = date(2026, 11, 25)
AMSTERDAM = regulations.regulations()["GM0363"][-1]
QUESTION = WindowQuestion(date(2027, 12, 31), "GM0363", TODAY)


def reckon(question=QUESTION, regulation=AMSTERDAM):
    return window(question, regulation, "Amsterdam")


@pytest.mark.parametrize(
    ("end", "decision", "complex_weeks", "submit_by", "slower_by"),
    [
        # CVDR723122 art. 12(2): 26 weeks, 52 when complex; 16 weeks to agree are ours.
        (date(2027, 12, 31), 26, 52, date(2027, 3, 12), date(2026, 9, 11)),
        (date(2028, 6, 30), 26, 52, date(2027, 9, 10), date(2027, 3, 12)),
        # 31 December less 8 and 16 weeks is a Friday; 1 January 2028 less as much a Saturday, and so the Friday before.
        (date(2027, 12, 31), 8, None, date(2027, 7, 16), None),
        (date(2028, 1, 1), 8, None, date(2027, 7, 16), None),
        # Whit Monday 2027 (17 May): back to the Friday before it.
        (date(2027, 11, 1), 8, None, date(2027, 5, 14), None),
    ],
)
def test_the_last_sensible_day(end, decision, complex_weeks, submit_by, slower_by):
    regulation = replace(AMSTERDAM, decision_weeks=decision, complex_weeks=complex_weeks)
    answer = reckon(replace(QUESTION, contract_end=end), regulation)
    assert answer.submit_by == submit_by
    assert (answer.slower and answer.slower.submit_by) == slower_by
    assert answer.start_by == working_day_before(submit_by - timedelta(weeks=18))


def test_every_day_of_ours_is_a_working_day():
    for number in range(400):
        answer = reckon(replace(QUESTION, contract_end=date(2028, 1, 1) + timedelta(days=number)))
        assert working_days.is_working_day(answer.submit_by)
        assert working_days.is_working_day(answer.start_by)
        assert answer.start_by < answer.submit_by


def test_the_steps_follow_each_other_and_each_says_where_it_comes_from():
    steps = reckon().steps
    assert [step.name for step in steps] == list(WindowStep)
    for before, after in pairwise(steps):
        assert before.until == after.since
    assert steps[-1].until == QUESTION.contract_end
    assert all(step.source.sentence for step in steps)
    (decision,) = [step for step in steps if step.name is WindowStep.DECISION]
    assert decision.source.params["source"] == AMSTERDAM.source_of("decision_weeks")
    assert decision.weeks == 26


@pytest.mark.parametrize("regulation", [None, replace(AMSTERDAM, decision_weeks=None)])
def test_without_a_term_there_is_no_day(regulation):
    answer = reckon(regulation=regulation)
    assert (answer.submit_by, answer.start_by, answer.slower) == (None, None, None)
    assert [reason.params.get("authority") for reason in answer.unknown] == ["Amsterdam"]
    (decision,) = [step for step in answer.steps if step.name is WindowStep.DECISION]
    assert (decision.weeks, decision.since) == (None, None)
    assert decision.until == QUESTION.contract_end - timedelta(weeks=16)


def test_rules_that_hold_no_more_give_no_term():
    answer = reckon(regulation=replace(AMSTERDAM, until=TODAY))
    assert answer.submit_by is None
    assert len(answer.unknown) == 2
    assert reckon(regulation=replace(AMSTERDAM, until=TODAY + timedelta(days=1))).submit_by is not None


def test_the_weeks_of_the_group_can_be_changed():
    quick = reckon(replace(QUESTION, preparation=PreparationWeeks(0, 2, 4, 12)))
    assert quick.submit_by == date(2027, 4, 9)
    assert quick.start_by == date(2027, 2, 26)


def test_what_is_past_says_so_and_what_can_still_be_done():
    in_time = reckon(replace(QUESTION, on=date(2027, 3, 12)))
    assert not in_time.is_late
    late = reckon(replace(QUESTION, on=date(2027, 3, 13)))
    assert late.is_late
    assert len(late.still_possible) == 4
    over = reckon(replace(QUESTION, on=date(2028, 1, 1)), None)
    assert over.is_late
    assert "ended" in over.notes[0].sentence
    begun = reckon()
    assert "You should have begun" in begun.notes[0].sentence


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({}, "contract_end"),
        ({"contract_end": "31-12-2027"}, "contract_end"),
        ({"contract_end": "9999-12-31"}, "contract_end"),
        ({"contract_end": 2027}, "contract_end"),
        ({"contract_end": "2027-12-31", "authority": "GM9999"}, "authority"),
        ({"contract_end": "2027-12-31", "authority": 363}, "authority"),
        ({"contract_end": "2027-12-31", "on": "gisteren"}, "on"),
        ({"contract_end": "2027-12-31", "contract_start": "2028-01-01"}, "contract_start"),
        ({"contract_end": "2027-12-31", "preparation": {"plan": -1}}, r"preparation\.plan"),
        ([], "window"),
    ],
)
def test_what_is_wrong_in_a_question_is_named_by_its_key(given, key):
    with pytest.raises(RuleViolation, match=key):
        window_question(given, today=TODAY)


def test_an_authority_may_be_named_by_its_code_or_its_name():
    for name in ("GM0363", "Amsterdam", "Gemeente Amsterdam"):
        question = window_question({"contract_end": "2027-12-31", "authority": name}, today=TODAY)
        assert question == QUESTION
    assert window_question({"contract_end": "2027-12-31"}, today=TODAY).authority is None


def test_a_link_with_the_authority_alone_fills_in_its_name_and_complains_of_nothing(client):
    page = client.get("/uitdagen/termijn?gemeente=GM0344")
    assert page.status_code == 200
    assert 'value="Utrecht"' in page.text
    assert "GM0344" not in page.text
