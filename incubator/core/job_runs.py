"""Which job ran when and how it ended; and the lease by which exactly one of several processes runs it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core.db import Base, db, insert_once

KEPT = timedelta(days=30)
# No lease is taken for longer than minutes: one that seems to last longer was taken while the clock was ahead.
LONGEST_LEASE = timedelta(hours=1)
FURTHEST = timedelta(days=366)  # no job of the timetable waits longer than a year
LONG_AGO = timedelta(days=36_500)


class RunState(StrEnum):
    """How a run ended, if it did."""

    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    ABANDONED = "abandoned"  # its process stopped halfway


class JobRun(Base):
    """One run of a job."""

    __tablename__ = "job_runs"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    attempt: Mapped[int] = mapped_column(default=1)
    holder: Mapped[str]  # which process
    started_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    state: Mapped[RunState] = mapped_column(default=RunState.RUNNING)
    result: Mapped[str | None]
    error: Mapped[str | None]

    @property
    def duration(self) -> timedelta | None:
        return self.ended_at - self.started_at if self.ended_at else None


class JobLease(Base):
    """Who runs a job now, until when nobody else may, and when it is due again."""

    __tablename__ = "job_leases"
    __audit__ = False

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str | None]
    held_until: Mapped[datetime]
    next_run_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)  # in a row


def enrol(name: str, *, first_run_at: datetime) -> None:
    """Make a job known, due at its first moment."""
    values = {"name": name, "holder": None, "held_until": first_run_at - LONG_AGO, "next_run_at": first_run_at}
    insert_once(JobLease, values | {"failures": 0})


def lease(name: str) -> JobLease | None:
    return db.session.get(JobLease, name, populate_existing=True)


def due_names(*, now: datetime, free_at: datetime | None = None) -> list[str]:
    """The jobs that are due and that nobody runs (at another moment, when one asks what was due a while ago)."""
    free = select(JobLease.name).where(JobLease.next_run_at <= now, _is_free(free_at or now))
    return list(db.session.scalars(free.order_by(JobLease.next_run_at, JobLease.name)))


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(JobLease.held_until <= now, JobLease.held_until > now + LONGEST_LEASE)


def bring_back(name: str, *, latest: datetime, due: datetime) -> bool:
    """Plan a job anew when it was planned later than it can be: the clock was ahead then. True when it was."""
    too_late = update(JobLease).where(JobLease.name == name, JobLease.next_run_at > latest)
    return _change(too_late.values(next_run_at=due)) == 1


def ahead(*, now: datetime) -> list[str]:
    """The jobs of which a run, a lease or a plan lies so far ahead that the clock was wrong when it was recorded."""
    runs = select(JobRun.name).where(JobRun.started_at > now + LONGEST_LEASE)
    plans = select(JobLease.name).where(
        or_(JobLease.held_until > now + LONGEST_LEASE, JobLease.next_run_at > now + FURTHEST)
    )
    return sorted({*db.session.scalars(runs), *db.session.scalars(plans)})


def take(name: str, holder: str, *, now: datetime, until: datetime, only_when_due: bool = True) -> bool:
    """Take the lease in one statement: of all processes that try, the database lets one change the row."""
    free = [JobLease.name == name, _is_free(now)]
    if only_when_due:
        free.append(JobLease.next_run_at <= now)
    return _change(update(JobLease).where(*free).values(holder=holder, held_until=until)) == 1


def extend(name: str, holder: str, *, until: datetime) -> bool:
    """Keep the lease of a job that is still at work."""
    mine = update(JobLease).where(JobLease.name == name, JobLease.holder == holder)
    return _change(mine.values(held_until=until)) == 1


def release(name: str, holder: str, *, now: datetime, next_run_at: datetime, failures: int) -> bool:
    """Give the lease back. False when another process has taken over in the meantime."""
    mine = update(JobLease).where(JobLease.name == name, JobLease.holder == holder)
    values = {"holder": None, "held_until": now, "next_run_at": next_run_at, "failures": failures}
    return _change(mine.values(**values)) == 1


def make_due(name: str, *, now: datetime) -> bool:
    """Have the timetable run a job at its next look. False when the job is not known."""
    return _change(update(JobLease).where(JobLease.name == name).values(next_run_at=now)) == 1


def _change(statement: Any) -> int:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    return cast(CursorResult[Any], result).rowcount


def begin(name: str, holder: str, *, attempt: int, now: datetime) -> int:
    """Record that a run begins; what a stopped process left running is closed. Gives the run's id."""
    left = update(JobRun).where(JobRun.name == name, JobRun.state == RunState.RUNNING)
    _change(left.values(state=RunState.ABANDONED, ended_at=now, error="The process stopped before this job had ended."))
    run = JobRun(name=name, holder=holder, attempt=attempt, started_at=now, state=RunState.RUNNING)
    db.session.add(run)
    db.session.flush()
    return run.id


def end(run_id: int, *, now: datetime, result: str | None = None, error: str | None = None) -> None:
    """Record how a run ended."""
    run = db.session.get_one(JobRun, run_id, populate_existing=True)
    run.ended_at, run.result, run.error = now, result, error
    run.state = RunState.SUCCEEDED if error is None else RunState.FAILED


def last_runs() -> dict[str, JobRun]:
    """The newest run of each job."""
    newest = select(func.max(JobRun.id)).group_by(JobRun.name)
    return {
        run.name: run for run in db.session.scalars(select(JobRun).where(JobRun.id.in_(newest)).order_by(JobRun.name))
    }


def leases() -> dict[str, JobLease]:
    """Every job's lease by name."""
    return {lease.name: lease for lease in db.session.scalars(select(JobLease).order_by(JobLease.name))}


def runs(name: str | None = None, state: RunState | None = None, *, limit: int = 100) -> list[JobRun]:
    """The newest runs, of one job or all, of one state or all."""
    statement = select(JobRun).order_by(JobRun.started_at.desc(), JobRun.id.desc()).limit(limit)
    if name is not None:
        statement = statement.where(JobRun.name == name)
    if state is not None:
        statement = statement.where(JobRun.state == state)
    return list(db.session.scalars(statement))


def forget_old(*, now: datetime) -> int:
    """Remove the record of runs of long ago, and of a time that is still to come. Gives how many."""
    old = or_(JobRun.started_at < now - KEPT, JobRun.started_at > now + KEPT)
    result = db.session.execute(delete(JobRun).where(old))
    return cast(CursorResult[Any], result).rowcount
