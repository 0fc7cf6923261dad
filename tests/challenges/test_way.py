"""The way of a challenge, its terms and its costs: plain rules."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from incubator.challenges.queries.regulations import regulation_on
from incubator.challenges.rules import costs, states, terms
from incubator.challenges.rules.outline import OURS, outline
from incubator.challenges.values import CostRule, PartOfRequest, RequestPart
from incubator.challenges.values.challenging import CaseLine, CaseSums, ChallengeState, HourParts, MoverKind
from incubator.core.errors import RuleViolation

WHOLE_WAY = (
    "signaal verkenning steun_verzameld vraag_informatie bod_opgesteld ingediend ontvangst_bevestigd in_behandeling gesprek gesprek "
    "besluit_toewijzing afspraken uitvoering evaluatie afgerond"
).split()
DAY = date(2026, 11, 28)
AMSTERDAM = regulation_on("GM0363", DAY)


def test_the_whole_way_can_be_gone_step_by_step():
    for now, then in pairwise(map(ChallengeState, WHOLE_WAY)):
        states.check_step(now, then, reason="")


def test_what_is_gathered_comes_in_the_order_that_suits_the_group():
    for now in states.PREPARING:
        assert set(states.PREPARING) - {now} <= set(states.next_states(now))


@pytest.mark.parametrize("state", ChallengeState)
def test_every_state_ends_or_can_be_ended_with_a_reason(state):
    ends = {ChallengeState.STOPPED, ChallengeState.WITHDRAWN} & set(states.next_states(state))
    assert (state in states.ENDED) == (not ends)
    for end in ends:
        with pytest.raises(RuleViolation):
            states.check_step(state, end, reason="")
        states.check_step(state, end, reason="Geen tijd.")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("signaal", "besluit_toewijzing"),
        ("afgerond", "signaal"),
        ("ingediend", "signaal"),
        ("besluit_afwijzing", "afspraken"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(now, then):
    with pytest.raises(RuleViolation):
        states.check_step(ChallengeState(now), ChallengeState(then), reason="Toch.")


@pytest.mark.parametrize(
    ("state", "guided", "has_read", "turn"),
    [
        ("signaal", True, False, MoverKind.GROUP),
        ("bod_opgesteld", True, False, MoverKind.COACH),
        ("bod_opgesteld", True, True, MoverKind.GROUP),
        ("bod_opgesteld", False, False, MoverKind.GROUP),
        ("vraag_informatie", True, False, MoverKind.AUTHORITY),
        ("gesprek", True, True, MoverKind.AUTHORITY),
        ("besluit_afwijzing", True, False, MoverKind.GROUP),
        ("afgerond", True, False, MoverKind.NOBODY),
    ],
)
def test_whose_turn_it_is(state, guided, has_read, turn):
    assert states.mover(ChallengeState(state), guided=guided, coach_has_read=has_read) is turn


def test_a_term_to_decide_comes_from_the_rules_alone():
    due = terms.decision_due(AMSTERDAM, date(2026, 1, 5))
    assert (due.on, due.complex_on, due.weeks) == (date(2026, 7, 6), date(2027, 1, 4), 26)
    assert not due.usual
    assert terms.decision_due(replace(AMSTERDAM, decision_weeks=None), DAY) is None
    assert terms.decision_due(replace(AMSTERDAM, complex_weeks=None), DAY).complex_on is None
    assert terms.decision_due(None, DAY) is terms.decision_due(AMSTERDAM, None) is None


def test_what_is_usual_is_marked_as_usual():
    asked = terms.information_due(date(2026, 10, 1), extended=False)
    assert (asked.on, asked.usual) == (date(2026, 10, 29), True)
    assert terms.information_due(date(2026, 10, 1), extended=True).on == date(2026, 11, 12)
    assert (terms.objection_due(date(2026, 10, 1)).on, terms.objection_due(None)) == (date(2026, 11, 12), None)


@pytest.mark.parametrize(
    ("quantity", "price", "cents"),
    [(100, 1050, 1050), (150, 333, 500), (33, 100, 33), (1, 50, 1), (0, 99, 0), (None, 100, None), (100, None, None)],
)
def test_a_line_is_reckoned_in_whole_cents(quantity, price, cents):
    assert costs.amount(CaseLine("x", quantity, "uur", price)) == cents


def test_what_is_not_known_makes_a_sum_unknown_and_never_zero():
    known, unknown = CaseLine("a", 100, "", 10_000), CaseLine("b", None, "", None)
    assert costs.total([known, known]) == 20_000
    assert costs.total([known, unknown]) is costs.total([]) is None
    assert costs.sums([], [known], known_now=15_000) == CaseSums(15_000, 10_000, -5_000)
    assert costs.sums([unknown], [known], known_now=15_000).difference is None


@pytest.mark.parametrize(
    ("parts", "cents"),
    [
        (HourParts(), None),
        (HourParts(premiums=400), None),
        (HourParts(wage=1850), 1850),
        (HourParts(1, 2, 3, 4, 5, 6, 7), 28),
    ],
)
def test_the_price_of_an_hour_is_the_sum_of_its_parts(parts, cents):
    assert costs.hour_price(parts) == cents


@pytest.mark.parametrize("rule", [*CostRule, None])
def test_dearer_than_now_is_an_open_point_whatever_the_authority_asks(rule):
    assert costs.against_cost_rule(CaseSums(100, 101, 1), rule)
    assert costs.against_cost_rule(CaseSums(100, 100, 0), rule) == ""
    assert costs.against_cost_rule(CaseSums(None, 101, None), rule) == ""


def test_the_headings_of_the_authority_come_first_and_in_its_order():
    asked = (
        RequestPart(PartOfRequest.RISKS, "Gevaren"),
        RequestPart(PartOfRequest.COSTS, "Begroting"),
        RequestPart(PartOfRequest.COSTS, "Dekking"),
    )
    parts = outline(replace(AMSTERDAM, request_parts=asked))
    assert [part.heading for part in parts[:4]] == ["Samenvatting", "Gevaren", "Begroting", "Dekking"]
    assert [part.key for part in parts[1:4]] == ["risks", "costs", "costs-2"]
    assert {part.part for part in parts} == set(OURS)
    assert [part.theirs for part in parts] == [False, True, True, True, *[False] * (len(OURS) - 3)]


def test_without_headings_of_an_authority_there_are_ours():
    assert [part.heading for part in outline(None)] == list(OURS.values())
