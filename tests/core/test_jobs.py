"""A due job runs in exactly one process, every run is recorded, and a failure is tried again and never silent."""

import itertools
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from incubator import scheduler
from incubator.core import clock, job_runs, jobs, runner
from incubator.core.db import SYSTEM, transaction
from incubator.core.job_runs import JobRun, RunState
from incubator.core.runner import Busy, Job, Runner
from tests.core import runner_process
from tests.factories import Factory
from tests.processes import begin, ended

PROCESSES = 3


class JobRunFactory(Factory):
    class Meta:
        model = JobRun

    name = "count"
    holder = "host:1"
    started_at = datetime(2026, 11, 1, tzinfo=UTC)
    state = RunState.SUCCEEDED


@pytest.fixture
def now():
    with time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=UTC), tick=False) as travel:
        yield travel


@pytest.fixture
def counted():
    return []


@pytest.fixture
def job(counted):
    def count():
        counted.append(clock.now())
        return f"{len(counted)} counted"

    return Job("count", "Count", count, every=timedelta(minutes=10))


def another(app, job):
    made = Runner(app, [job])
    made.enrol()
    return made


@pytest.mark.both_databases
def test_a_job_runs_when_it_is_due_and_not_before(app, database, now, job, counted):
    mine = another(app, job)
    assert [due.name for due in mine.due()] == ["count"]
    assert mine.run(job) == "1 counted"
    assert mine.due() == []
    assert mine.run(job) is None
    now.shift(timedelta(minutes=10))
    assert mine.run(job) == "2 counted"


def test_every_run_is_recorded_with_its_result(app, now, job):
    another(app, job).run(job)
    (run,) = job_runs.runs("count")
    assert (run.state, run.result, run.error, run.attempt) == (RunState.SUCCEEDED, "1 counted", None, 1)
    assert run.duration == timedelta(0)


@pytest.mark.both_databases
def test_while_one_process_works_no_other_begins(app, database, now):
    refused = []

    def work():
        refused.append((second.due(), second.run(job, even_if_not_due=True)))
        return "done"

    job = Job("count", "Count", work, every=timedelta(minutes=10))
    first, second = another(app, job), another(app, job)
    assert first.run(job) == "done"
    assert refused == [([], None)]


def test_a_long_job_keeps_its_lease(app, now):
    def work():
        for _minute in range(5):
            now.shift(timedelta(minutes=1))
            first.due()
            assert second.run(job, even_if_not_due=True) is None
        return "done"

    job = Job("count", "Count", work, every=timedelta(minutes=10))
    first, second = another(app, job), another(app, job)
    assert first.run(job) == "done"


def test_what_a_stopped_process_left_is_taken_over_and_recorded_as_abandoned(app, now, job):
    another(app, job)
    with transaction(actor=SYSTEM):
        assert job_runs.take("count", "gone", now=clock.now(), until=clock.now() + runner.LEASE)
        job_runs.begin("count", "gone", attempt=1, now=clock.now())
    second = another(app, job)
    assert second.run(job) is None
    now.shift(runner.LEASE)
    assert second.run(job) == "1 counted"
    assert [run.state for run in job_runs.runs("count")] == [RunState.SUCCEEDED, RunState.ABANDONED]


def test_a_failure_is_recorded_and_tried_again_sooner(app, now):
    outcomes = [ValueError("the source is away"), "fine"]

    def work():
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    job = Job("count", "Count", work, every=timedelta(hours=6))
    mine = another(app, job)
    with pytest.raises(ValueError, match="away"):
        mine.run(job)
    (run,) = job_runs.runs("count")
    assert (run.state, run.error) == (RunState.FAILED, "ValueError: the source is away")
    now.shift(timedelta(minutes=1))
    assert mine.run(job) == "fine"
    assert job_runs.runs("count")[0].attempt == 2
    assert job_runs.lease("count").failures == 0


def test_a_failing_job_does_not_stop_the_timetable(app, now):
    def fail():
        raise RuntimeError("broken")

    job = Job("count", "Count", fail, every=timedelta(minutes=10))
    another(app, job).run_quietly(job)
    assert job_runs.last_runs()["count"].state is RunState.FAILED


def test_retries_back_off_to_the_usual_pace(job):
    moment = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    waits = [job.after_failure(moment, failures) - moment for failures in range(1, 7)]
    assert waits == [timedelta(minutes=minutes) for minutes in (1, 5, 10, 10, 10, 10)]


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2026, 7, 2, 4, 30, tzinfo=UTC)),
        (datetime(2026, 12, 1, 12, tzinfo=UTC), datetime(2026, 12, 2, 5, 30, tzinfo=UTC)),
        (datetime(2026, 11, 24, 5, 29, tzinfo=UTC), datetime(2026, 11, 24, 5, 30, tzinfo=UTC)),
    ],
    ids=["summer", "winter", "today"],
)
def test_a_time_of_day_is_that_of_the_dutch_clock(moment, due):
    assert Job("morning", "Morning", str, cron="30 6 * * *").next_after(moment) == due


def test_a_job_with_a_time_of_day_does_not_run_when_it_is_new(app, now, counted):
    job = Job("morning", "Morning", lambda: "x", cron="30 6 * * *")
    assert another(app, job).due() == []


def test_the_timetable_has_every_name_once(app):
    names = [job.name for job in scheduler.TIMETABLE]
    assert len(names) == len(set(names))
    assert runner.timetable() == scheduler.TIMETABLE


def test_a_job_can_be_run_by_hand(app):
    assert runner.run_now("clean-up") == "forgotten: 0 runs, 0 mails, 0 files"
    with pytest.raises(KeyError):
        runner.run_now("no-such-job")


def test_a_job_that_is_at_work_cannot_be_run_by_hand(app):
    Runner(app, scheduler.TIMETABLE).enrol()
    with transaction(actor=SYSTEM):
        job_runs.take(
            "clean-up", "other", now=clock.now(), until=clock.now() + timedelta(minutes=1), only_when_due=False
        )
    with pytest.raises(Busy):
        runner.run_now("clean-up")


def test_old_runs_are_forgotten(app):
    JobRunFactory(started_at=clock.now() - timedelta(days=31))
    JobRunFactory(started_at=clock.now() - timedelta(days=29))
    assert jobs.clean_up() == "forgotten: 1 runs, 0 mails, 0 files"
    assert len(job_runs.runs()) == 1


def test_the_timetable_starts_and_stops(app, job, counted):
    background = another(app, job).start()
    try:
        deadline = time.monotonic() + 5
        while not counted and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        background.shutdown(wait=True)
    assert len(counted) == 1


@pytest.mark.both_databases
def test_three_processes_never_run_a_job_twice(app, database, tmp_path):
    """Real processes, one database: runs never overlap, and each comes its full pause after the one before."""
    record = tmp_path / "record"
    record.touch()
    arguments = (str(tmp_path), app.config["SQLALCHEMY_DATABASE_URI"], str(record), PROCESSES)
    processes = [begin(runner_process.main, *arguments) for _number in range(PROCESSES)]
    assert [ended(process) for process in processes] == [0] * PROCESSES

    lines = [line.split() for line in record.read_text().splitlines()]
    assert [word for word, _pid, _at in lines] == ["begin", "end"] * (len(lines) // 2)
    begins = [float(at) for word, _pid, at in lines if word == "begin"]
    assert len(begins) >= 10
    assert all(later - earlier >= 0.15 for earlier, later in itertools.pairwise(begins))
    runs = job_runs.runs("count", limit=1000)
    assert len(runs) == len(begins)
    assert {run.state for run in runs} == {RunState.SUCCEEDED}
    assert len({run.holder for run in runs}) > 1, "only one process did all the work: this proves nothing"
