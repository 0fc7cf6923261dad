"""What the incubator came to: counted from days, whatever the phase of today."""

from datetime import date
from decimal import Decimal

import pytest

from incubator.cooperatives.values import Phase
from incubator.home.rules.results import (
    ContractRecord,
    GroupHistory,
    Move,
    Period,
    PhaseStay,
    Stop,
    lines_by,
    results,
    stays_of,
    stops_of,
)

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def history(slug: str = "de-tuin", **what) -> GroupHistory:
    given = {
        "name": slug,
        "municipality": "Utrecht",
        "neighbourhood": "Lombok",
        "cohort": "",
        "started_on": date(2025, 5, 1),
    }
    return GroupHistory(slug=slug, **(given | what))


def contract(agreed_on: date, **what) -> ContractRecord:
    return ContractRecord("Groenonderhoud", "Gemeente Utrecht", agreed_on, **what)


@pytest.mark.parametrize("list_of", ["started", "founded", "stopped"])
@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_both_ends_of_the_period_count(list_of, day, counts):
    happened = {"started": {"started_on": day}, "founded": {"deed_on": day}, "stopped": {"stops": (Stop(day),)}}
    outcome = results([history(**happened[list_of])], YEAR)
    assert len(getattr(outcome, list_of)) == counts


def test_what_has_no_day_is_not_counted():
    outcome = results([history()], YEAR)
    assert (outcome.founded, outcome.stopped, outcome.first_contracts, outcome.contracts) == ((), (), (), ())


def test_only_the_earliest_contract_of_a_group_is_its_first():
    first, second = contract(date(2025, 11, 1)), contract(date(2026, 2, 1))
    outcome = results([history(contracts=(second, first))], YEAR)
    assert outcome.first_contracts == ()
    assert [item.contract for item in outcome.contracts] == [second]


def test_the_first_of_two_contracts_on_one_day_is_counted_once():
    same_day = (contract(date(2026, 2, 1)), contract(date(2026, 2, 1)))
    assert len(results([history(contracts=same_day)], YEAR).first_contracts) == 1


def test_the_value_is_of_contracts_whose_value_is_known():
    known, free, unknown = (contract(date(2026, 2, 1), value_cents=cents) for cents in (1_234_50, 0, None))
    outcome = results([history(contracts=(known, free, unknown))], YEAR)
    assert (outcome.contract_value_cents, outcome.contracts_without_value) == (1_234_50, 1)


@pytest.mark.parametrize(
    ("ends_on", "jobs"),
    [(None, "1.50"), (date(2026, 12, 31), "1.50"), (date(2026, 12, 30), "0")],
)
def test_jobs_are_those_of_contracts_that_run_on_the_last_day(ends_on, jobs):
    running = contract(date(2024, 1, 1), ends_on=ends_on, jobs_fte=Decimal("1.50"))
    assert results([history(contracts=(running,))], YEAR).jobs_fte == Decimal(jobs)


@pytest.mark.parametrize(("stopped_on", "members"), [(None, 7), (date(2026, 12, 31), 0), (date(2027, 1, 1), 7)])
def test_members_and_jobs_of_a_group_that_stopped_do_not_count(stopped_on, members):
    running = contract(date(2026, 1, 1), jobs_fte=Decimal(2))
    stops = (Stop(stopped_on),) if stopped_on else ()
    outcome = results([history(stops=stops, members=7, contracts=(running,))], YEAR)
    assert outcome.members == members
    assert bool(outcome.jobs_fte) == bool(members)
    # That it won work in the period stays so.
    assert len(outcome.contracts) == 1


def test_a_phase_takes_the_mean_of_the_stays_that_ended_in_the_period():
    stays = (
        PhaseStay(Phase.F1, date(2025, 12, 1), date(2026, 1, 31)),  # 61 days: 2.004 months
        PhaseStay(Phase.F1, date(2026, 1, 1), date(2026, 4, 2)),  # 91 days: 2.990
        PhaseStay(Phase.F2, date(2025, 1, 1), date(2025, 12, 31)),  # ended before the period
    )
    assert results([history(stays=stays)], YEAR).months_per_phase == {Phase.F1: Decimal("2.5")}


def test_stays_follow_each_other():
    moves = [Move(Phase.F0, Phase.F1, date(2026, 1, 10)), Move(Phase.F1, Phase.F2, date(2026, 3, 1))]
    assert stays_of(date(2026, 1, 1), moves) == (
        PhaseStay(Phase.F0, date(2026, 1, 1), date(2026, 1, 10)),
        PhaseStay(Phase.F1, date(2026, 1, 10), date(2026, 3, 1)),
    )


STOPPED_AND_BACK = [
    Move(Phase.F2, Phase.STOPPED, date(2026, 3, 1)),
    Move(Phase.STOPPED, Phase.F2, date(2026, 6, 1)),
    Move(Phase.F2, Phase.F3, date(2026, 7, 1)),
]


@pytest.mark.parametrize(
    ("last", "stopped"), [(date(2026, 2, 28), 0), (date(2026, 3, 1), 1), (date(2026, 5, 31), 1), (date(2026, 6, 1), 0)]
)
def test_who_went_on_after_all_did_not_stop_but_the_report_of_then_stays_as_it_was(last, stopped):
    """The spring's report does not change because a group came back in summer."""
    spring = Period(date(2026, 1, 1), last)
    assert len(results([history(stops=stops_of(STOPPED_AND_BACK))], spring).stopped) == stopped


def test_having_stopped_is_no_phase_that_takes_time():
    stays = stays_of(date(2026, 1, 1), STOPPED_AND_BACK)
    assert [(stay.phase, stay.entered_on) for stay in stays] == [
        (Phase.F2, date(2026, 1, 1)),
        (Phase.F2, date(2026, 6, 1)),
    ]


def test_a_stop_of_before_moves_were_kept_counts():
    assert stops_of([], date(2024, 5, 1)) == (Stop(date(2024, 5, 1)),)


def test_the_lines_of_a_table_add_up_to_the_whole():
    groups = [
        history("a", started_on=date(2026, 1, 1), members=3),
        history("b", neighbourhood="", deed_on=date(2026, 3, 1), members=4),
        history("c", neighbourhood="Overvecht", contracts=(contract(date(2026, 2, 1), value_cents=500),)),
    ]
    whole = results(groups, YEAR)
    lines = lines_by(groups, "neighbourhood", YEAR)
    assert [line.name for line in lines] == ["Lombok", "Overvecht", ""]
    assert sum(line.started for line in lines) == len(whole.started) == 1
    assert sum(line.founded for line in lines) == len(whole.founded) == 1
    assert sum(line.members for line in lines) == whole.members == 7
    assert sum(line.contract_value_cents for line in lines) == whole.contract_value_cents == 500
