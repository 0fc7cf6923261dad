"""A clock that was ten years ahead once, and is right again: the jobs run, and the doctor says what happened."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from incubator.core import clock, health, job_runs
from incubator.core.db import SYSTEM, transaction
from incubator.core.runner import Job, Runner

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TEN_YEARS = timedelta(days=3653)
OFTEN = Job("often", "Often", lambda: "done", every=timedelta(minutes=5))
DAILY = Job("daily", "Daily", lambda: "done", cron="30 6 * * *")


@pytest.fixture
def time():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def runner(app, time):
    made = Runner(app, [OFTEN, DAILY])
    made.enrol()
    return made


def leases():
    with transaction(actor=SYSTEM):
        return {name: (row.held_until, row.next_run_at) for name, row in job_runs.leases().items()}


@pytest.mark.both_databases
def test_jobs_that_ran_in_the_future_run_now(runner, time):
    time.shift(TEN_YEARS)
    runner.run(OFTEN)
    runner.run(DAILY, even_if_not_due=True)
    time.move_to(NOW)
    assert [job.name for job in runner.due()] == ["often"]
    assert leases()["daily"][1] == DAILY.next_after(NOW)
    assert runner.run(OFTEN) == "done"
    assert leases()["often"][1] == NOW + timedelta(minutes=5)


@pytest.mark.both_databases
def test_a_lease_that_was_taken_in_the_future_is_free(runner, time):
    with transaction(actor=SYSTEM):
        future = NOW + TEN_YEARS
        assert job_runs.take("often", "stopped", now=future, until=future + timedelta(minutes=2))
    assert [job.name for job in runner.due()] == ["often"]
    assert runner.run(OFTEN) == "done"


def test_a_lease_of_now_and_a_plan_in_time_are_believed(runner, time):
    assert runner.run(OFTEN) == "done"
    assert runner.due() == []
    with transaction(actor=SYSTEM):
        assert job_runs.take("daily", "another", now=NOW, until=NOW + timedelta(minutes=2), only_when_due=False)
        assert not job_runs.take("daily", "me", now=NOW, until=NOW + timedelta(minutes=2), only_when_due=False)
        assert job_runs.ahead(now=clock.now()) == []


def test_the_doctor_says_that_the_clock_was_ahead(runner, time):
    time.shift(TEN_YEARS)
    runner.run(OFTEN)
    time.move_to(NOW)
    findings = [finding for finding in health.check_jobs() if finding.condition is health.Condition.ATTENTION]
    assert any("often" in finding.sentence for finding in findings)


def test_records_of_a_time_that_is_still_to_come_are_forgotten(runner, time):
    time.shift(TEN_YEARS)
    runner.run(OFTEN)
    time.move_to(NOW)
    with transaction(actor=SYSTEM):
        assert job_runs.forget_old(now=NOW) == 1
