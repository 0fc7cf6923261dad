"""The moment: before the buyer has chosen, or while a contract nears its end; never while offers are in or a contract is young."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.challenges import rules
from incubator.challenges.rules.windows import working_day_before
from incubator.challenges.values import GroundKind, Level, NextAction
from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus
from tests.challenges.tasks import CALL, CONTRACT, PLAN, RULES, TODAY, WORK, about, assess, sentences

PROMISES = {Level.PROMISING, Level.PERHAPS}
YEAR_AGO = date(2025, 11, 24)


@pytest.mark.parametrize("kind", [NoticeKind.CONSULTATION, NoticeKind.PLANNING])
def test_plans_are_the_best_moment(kind):
    assert assess(**{**PLAN, "kind": kind}).level is Level.PROMISING


@pytest.mark.parametrize(
    ("changes", "level", "action"),
    [
        ({"published": TODAY - timedelta(days=365)}, Level.PROMISING, NextAction.ASK_RULES),
        ({"published": TODAY - timedelta(days=366)}, Level.UNKNOWN, NextAction.ASK_PLANS),
        ({"status": NoticeStatus.LAPSED}, Level.UNKNOWN, NextAction.ASK_PLANS),
        ({"published": None}, Level.PROMISING, NextAction.ASK_RULES),
        ({"overtaken": True}, Level.NOT_NOW, NextAction.LATER_NOTICE),
    ],
)
def test_plans_of_long_ago_are_a_question(changes, level, action):
    verdict = assess(**{**PLAN, **changes})
    assert (verdict.level, verdict.next_action) == (level, action)


@pytest.mark.parametrize("eu_procedure", [True, False])
@pytest.mark.parametrize("regulation", [None, RULES])
@pytest.mark.parametrize(
    ("status", "action"), [(NoticeStatus.OPEN, NextAction.BID), (NoticeStatus.CLOSED, NextAction.FOLLOW)]
)
def test_a_call_is_never_a_chance_whatever_else_speaks_for_it(status, action, eu_procedure, regulation):
    verdict = assess(regulation, **CALL, status=status, eu_procedure=eu_procedure, value=1000)
    assert (verdict.level, verdict.next_action) == (Level.NOT_NOW, action)


def test_a_signal_from_a_feed_is_a_call_until_more_is_known():
    assert assess(**{**CALL, "kind": NoticeKind.SIGNAL}, status=NoticeStatus.UNKNOWN).level is Level.NOT_NOW


@pytest.mark.parametrize("contract_end", [None, date(2027, 9, 1)])
@pytest.mark.parametrize("kind", [NoticeKind.AWARD, NoticeKind.EX_ANTE])
@pytest.mark.parametrize(("given", "fresh"), [(TODAY, True), (YEAR_AGO + timedelta(days=1), True), (YEAR_AGO, False)])
def test_the_first_year_of_a_contract_is_never_a_chance(given, fresh, kind, contract_end):
    verdict = assess(RULES, kind=kind, published=given, contract_end=contract_end)
    assert (verdict.level is Level.NOT_NOW) is fresh
    if fresh and contract_end is None:
        assert verdict.next_action is NextAction.ASK_END


def test_the_day_of_signing_counts_before_the_day_of_publishing():
    assert assess(published=TODAY, awarded_on=YEAR_AGO).level is Level.PROMISING
    assert assess(published=YEAR_AGO, awarded_on=TODAY).level is Level.NOT_NOW


def test_a_young_contract_of_which_the_end_is_known_says_by_when_to_prepare():
    verdict = assess(RULES, published=TODAY, contract_end=date(2028, 12, 31))
    assert verdict.next_action is NextAction.PLAN_FOR_END
    assert verdict.until == working_day_before(date(2028, 12, 31) - timedelta(weeks=42))


def test_a_call_that_was_awarded_counts_as_the_contract_it_became():
    awarded = {**CALL, "status": NoticeStatus.AWARDED}
    assert assess(**awarded).next_action is NextAction.ASK_END
    assert assess(**{**awarded, "published": date(2024, 5, 1)}).level is Level.UNKNOWN


@pytest.mark.parametrize(
    ("given", "level", "action"),
    [
        (YEAR_AGO, Level.UNKNOWN, NextAction.ASK_END),
        (date(2021, 11, 25), Level.UNKNOWN, NextAction.ASK_END),
        (date(2021, 11, 24), Level.NOT_NOW, NextAction.SUCCESSOR),
        (None, Level.UNKNOWN, NextAction.ASK_END),
    ],
)
@pytest.mark.parametrize("regulation", [None, RULES])
def test_without_an_end_date_there_is_a_question_and_no_promise(given, level, action, regulation):
    verdict = assess(regulation, published=given, contract_end=None)
    assert (verdict.level, verdict.next_action) == (level, action)


def test_hard_work_without_an_end_date_is_not_worth_a_question():
    assert assess(work=WORK["waste"], contract_end=None).level is Level.UNLIKELY


@pytest.mark.parametrize(
    ("end", "level", "action"),
    [
        (date(2026, 11, 23), Level.NOT_NOW, NextAction.SUCCESSOR),
        (date(2027, 5, 23), Level.NOT_NOW, NextAction.SUCCESSOR),
        (date(2027, 5, 24), Level.PROMISING, NextAction.ASK_RULES),
        (date(2028, 5, 24), Level.PROMISING, NextAction.ASK_RULES),
        (date(2028, 5, 25), Level.NOT_NOW, NextAction.PLAN_FOR_END),
    ],
)
def test_a_contract_is_a_chance_from_six_to_eighteen_months_before_its_end(end, level, action):
    verdict = assess(contract_end=end)
    assert (verdict.level, verdict.next_action) == (level, action)


def test_an_end_that_is_derived_counts_like_an_end_that_is_known_and_says_so():
    verdict = assess(contract_end_derived=True)
    assert verdict.level is Level.PROMISING
    assert "derived" in sentences(verdict)


def test_a_changed_contract_runs_already_and_is_not_young():
    changed = {"kind": NoticeKind.MODIFICATION, "published": TODAY}
    assert assess(**changed).level is Level.PROMISING
    assert assess(**changed, contract_end=None).level is Level.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, Level.PERHAPS),
        ({"work": WORK["cleaning"]}, Level.UNKNOWN),
        ({"work": WORK["waste"]}, Level.UNLIKELY),
        ({"published": TODAY - timedelta(days=366)}, Level.UNKNOWN),
        ({"overtaken": True}, Level.NOT_NOW),
    ],
)
@pytest.mark.parametrize(
    "stopped",
    [
        {"kind": NoticeKind.CANCELLATION, "status": NoticeStatus.CANCELLED},
        {"kind": NoticeKind.COMPETITION, "status": NoticeStatus.CANCELLED},
    ],
)
def test_a_procurement_that_was_stopped_is_a_chance_to_ask_about(stopped, changes, level):
    verdict = assess(**{"published": TODAY, "contract_end": None, **stopped, **changes})
    assert verdict.level is level
    if level in PROMISES:
        assert verdict.next_action is NextAction.ASK_PLANS


@pytest.mark.parametrize(
    ("end", "months"),
    [(date(2026, 12, 23), 0), (date(2026, 12, 24), 1), (date(2027, 11, 24), 12), (date(2028, 1, 23), 13)],
)
def test_only_whole_months_count(end, months):
    assert rules.months_until(end, TODAY) == months


def test_the_last_day_needs_an_end_and_a_term():
    end = CONTRACT.contract_end
    assert rules.submit_by(end, RULES, TODAY) == working_day_before(end - timedelta(weeks=42))
    assert rules.submit_by(end, None, TODAY) is None
    assert rules.submit_by(None, RULES, TODAY) is None
    assert rules.submit_by(end, replace(RULES, decision_weeks=None), TODAY) is None


def test_a_request_that_comes_too_late_is_never_promising():
    term = replace(RULES, decision_weeks=20)
    last_day = TODAY + timedelta(weeks=36)
    in_time, late = assess(term, contract_end=last_day), assess(term, contract_end=last_day - timedelta(days=1))
    assert (in_time.level, in_time.until) == (Level.PROMISING, TODAY)
    assert (late.level, late.until) == (Level.PERHAPS, None)
    (ground,) = about(late, GroundKind.TIME)
    assert (ground.speaks_for, ground.params["end"]) == (False, TODAY - timedelta(days=1))


def test_without_a_term_that_we_know_the_time_is_a_question():
    (ground,) = about(assess(), GroundKind.TIME)
    assert ground.speaks_for is None
    assert assess().until is None


def test_a_consultation_is_answered_until_its_last_day_and_a_plan_before_its_call():
    day = TODAY + timedelta(days=100)
    assert assess(**PLAN, closes=day).until == day
    planned = assess(**{**PLAN, "kind": NoticeKind.PLANNING}, closes=day)
    assert planned.until == day - timedelta(days=45)
    assert "2.70-2.74" in about(planned, GroundKind.TIME)[0].source
    over = assess(**PLAN, closes=TODAY - timedelta(days=1))
    assert (over.until, about(over, GroundKind.TIME)[0].speaks_for) == (None, None)
    assert over.level is Level.PROMISING
