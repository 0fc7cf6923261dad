"""The rules of the authorities: what they leave out is held against a task, by what was read; memory only asks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.challenges import rules
from incubator.challenges.values import (
    AuthorityRules,
    Exclusion,
    ExclusionKind,
    GroundKind,
    LaidDown,
    LegalRule,
    Level,
    NextAction,
)
from tests.challenges.tasks import AMSTERDAM, CONTRACT, PLAN, RULES, TODAY, UTRECHT, WORK, about, assess, sentences


def leaving_out(kind, mark="B", **more):
    return replace(RULES, exclusions=(Exclusion(kind, "dit", "this", "13", **more),), mark=mark)


def rules_ground(verdict):
    return about(verdict, GroundKind.RULES)[-1]


EU = ExclusionKind.ABOVE_EU_THRESHOLD


@pytest.mark.parametrize("mark", ["A", "B", "C"])
@pytest.mark.parametrize(
    ("regulation", "task", "applies"),
    [
        (leaving_out(EU), {"value": 216_000}, True),
        (leaving_out(EU), {"value": 215_999}, False),
        (leaving_out(EU), {"value": 1}, None),
        (leaving_out(EU), {}, None),
        (leaving_out(EU), {"eu_procedure": True}, None),
        (leaving_out(EU), {**PLAN, "eu_procedure": True}, True),
        (leaving_out(EU), {**PLAN, "eu_procedure": True, "value": 1000}, False),
        (leaving_out(EU), {"value": 300_000, "threshold": None}, None),
        (leaving_out(ExclusionKind.WORK, cpv=("77000000",)), {}, True),
        (leaving_out(ExclusionKind.WORK, cpv=("7731",)), {}, True),
        (leaving_out(ExclusionKind.WORK, cpv=("90000000", "45")), {}, False),
        (leaving_out(ExclusionKind.WORK, cpv=("77",)), {"cpv": ()}, None),
        (leaving_out(ExclusionKind.WORK), {}, None),
        (leaving_out(ExclusionKind.VALUE_ABOVE, amount=50_000), {"value": 50_001}, True),
        (leaving_out(ExclusionKind.VALUE_ABOVE, amount=50_000), {"value": 50_000}, False),
        (leaving_out(ExclusionKind.VALUE_BELOW, amount=5_000), {"value": 4_999}, True),
        (leaving_out(ExclusionKind.VALUE_BELOW, amount=5_000), {"value": 5_000}, False),
        (leaving_out(ExclusionKind.VALUE_BELOW, amount=5_000), {}, None),
        (leaving_out(ExclusionKind.URGENT), {}, None),
        (leaving_out(ExclusionKind.RUNNING_PROJECT), {}, None),
        (leaving_out(ExclusionKind.OTHER), {}, None),
    ],
)
def test_an_exclusion_blocks_asks_or_does_not_concern_a_task(regulation, task, applies, mark):
    verdict = assess(replace(regulation, mark=mark), **task)
    if applies is False:
        assert "%(exclusion)s" not in sentences(verdict)
        assert verdict.level is Level.PROMISING
    elif applies and mark != "C":
        assert (verdict.level, verdict.next_action) == (Level.UNLIKELY, NextAction.READ_RULES)
        assert rules_ground(verdict).speaks_for is False
        assert "art. 13" in rules_ground(verdict).source
    else:
        assert verdict.level in {Level.PROMISING, Level.PERHAPS}
        assert rules_ground(verdict).speaks_for is None


def test_amsterdam_refuses_what_is_tendered_above_the_european_threshold():
    verdict = assess(AMSTERDAM, value=300_000)
    assert verdict.level is Level.UNLIKELY
    assert "CVDR723122, art. 13" in {ground.source for ground in verdict.grounds}


@pytest.mark.parametrize(("work", "against"), [("household-help", True), ("green", False)])
def test_care_can_touch_vulnerable_groups_which_is_against_and_never_a_block(work, against):
    verdict = assess(leaving_out(ExclusionKind.VULNERABLE_GROUPS), work=WORK[work], **PLAN)
    assert verdict.level in {Level.PERHAPS, Level.PROMISING}
    assert ("People depend on this work" in sentences(verdict)) is against


@pytest.mark.parametrize(
    ("changes", "sentence", "speaks_for"),
    [
        ({}, "has rules", True),
        ({"since": TODAY + timedelta(days=1)}, "has rules for the right to challenge from", True),
        ({"until": TODAY}, "had rules", None),
        ({"laid_down": LaidDown.NO}, "has not laid down", None),
        ({"laid_down": LaidDown.UNKNOWN}, "We do not know whether", None),
    ],
)
def test_rules_that_do_not_hold_today_are_said_to_and_leave_nothing_out(changes, sentence, speaks_for):
    regulation = replace(leaving_out(ExclusionKind.WORK, cpv=("77",)), **changes)
    verdict = assess(regulation)
    first = about(verdict, GroundKind.RULES)[0]
    assert sentence in first.sentence
    assert first.speaks_for is speaks_for
    if changes:
        assert verdict.level is Level.PROMISING
        assert verdict.next_action is NextAction.ASK_RULES


@pytest.mark.parametrize(("excludes", "asked"), [(True, 1), (False, 0), (None, 0)])
def test_leaving_out_commercial_parties_is_a_question_and_changes_no_level(excludes, asked):
    verdict = assess(replace(RULES, excludes_commercial=excludes))
    assert sum("commercial" in ground.sentence for ground in verdict.grounds) == asked
    assert verdict.level is assess(RULES).level


@pytest.mark.parametrize(("day", "named"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_until_the_end_of_the_transition_unknown_rules_may_still_come(day, named):
    assert ("1 January 2027" in sentences(assess(today=day))) is named
    assert rules.TRANSITION.holds(day) is named


def test_of_several_authorities_the_rules_of_each_are_named_and_the_strictest_counts():
    blocking = leaving_out(ExclusionKind.WORK, cpv=("77",))
    both = assess(RULES, None, work=WORK["cleaning"])
    assert len(about(both, GroundKind.RULES)) == 2
    assert both.level is assess(work=WORK["cleaning"]).level is Level.PERHAPS
    assert assess(blocking, RULES).level is not Level.UNLIKELY
    assert assess(blocking, blocking).level is Level.UNLIKELY


def test_what_is_unknown_of_many_authorities_is_said_once_with_their_names():
    names = ("Almelo", "Borne", "Hengelo (O.)")
    decided_by = [AuthorityRules(called(name), None) for name in names]
    (ground,) = about(rules.assess(CONTRACT, decided_by, today=TODAY), GroundKind.RULES)
    assert ground.params == {"authority": "Almelo, Borne, Hengelo (O.)"}
    known = [AuthorityRules(called(name), RULES) for name in names[:2]]
    assert len(about(rules.assess(CONTRACT, known, today=TODAY), GroundKind.RULES)) == 1


def called(name):
    return replace(UTRECHT, name=name)


def test_the_act_holds_from_the_first_day_of_2025():
    for law in (rules.LAW, *rules.LAWS.values(), LegalRule("x", since=rules.IN_FORCE)):
        assert law.holds(date(2025, 1, 1))
        assert not law.holds(date(2024, 12, 31))
        assert law.holds(date(2100, 1, 1))


@pytest.mark.parametrize(
    ("value", "months", "level", "asks_for_part"),
    [
        (None, None, Level.PROMISING, False),
        (1, None, Level.PROMISING, False),
        (2, None, Level.PROMISING, False),
        (215_999, None, Level.PROMISING, False),
        (216_000, None, Level.PERHAPS, False),
        (8_000_000, None, Level.PERHAPS, False),
        (8_000_004, None, Level.UNLIKELY, True),
        (2_000_001, 12, Level.UNLIKELY, True),
        (2_000_001, 6, Level.UNLIKELY, True),
        (4_000_000, 24, Level.PERHAPS, False),
    ],
)
def test_the_larger_a_contract_the_harder(value, months, level, asks_for_part):
    verdict = assess(value=value, months=months)
    assert verdict.level is level
    assert ("very large" in sentences(verdict)) is asks_for_part


def test_even_with_rules_a_very_large_contract_is_never_promising():
    assert assess(RULES, value=9_000_000).level is Level.PERHAPS


def test_without_a_threshold_of_today_the_size_says_nothing():
    assert about(assess(value=5, threshold=None), GroundKind.SCALE) == []


@pytest.mark.parametrize("regulation", [None, AMSTERDAM, RULES])
@pytest.mark.parametrize(
    "task", [{}, PLAN, {"value": 9}, {"work": None}, {"nature": "supplies"}, {"contract_end": None}]
)
def test_every_ground_names_its_kind_and_source_and_nothing_is_promised(task, regulation):
    verdict = assess(regulation, **task)
    assert {GroundKind.BUYER, GroundKind.SERVICE, GroundKind.MOMENT, GroundKind.RULES} <= {
        ground.kind for ground in verdict.grounds
    }
    assert all(ground.source for ground in verdict.grounds)
    for word in ("must accept", "obliged to accept", "right to the contract", "will get"):
        assert word not in sentences(verdict)
