"""Do the jobs of the timetable run, and do they end well?

`db upgrade` writes down when each job was first meant to run; from then on one that nobody runs is overdue. Looking makes no lease.
"""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from incubator.core import clock, job_runs, runner
from incubator.core.health.findings import HealthFinding, attention, broken, good, note
from incubator.core.job_runs import JobRun, RunState

LATE = timedelta(minutes=10)
REPEATEDLY = 3  # failures in a row
MINUTE = timedelta(minutes=1)


def check_jobs() -> list[HealthFinding]:
    now = clock.now()
    last = job_runs.last_runs()
    findings = [*_overdue(last, now), *_failing(last)]
    ahead = job_runs.ahead(now=now)
    if ahead:
        sentence = _("The clock was ahead when these jobs were recorded: %(names)s.", names=", ".join(ahead))
        remedy = _("Switch on time synchronisation. The timetable plans these jobs anew at its next look.")
        findings.append(attention("clock", sentence, remedy))
    if not findings and not last:
        # Nothing is late yet, and nothing proves that anybody runs them.
        return [
            good("jobs", _("No job ran yet. They begin as soon as `incubator serve` or `incubator jobs work` runs."))
        ]
    return findings or [good("jobs", _("The jobs run as planned."))]


def check_queue() -> list[HealthFinding]:
    """Where jobs run on a queue: is there a worker, and does it keep up? Nothing where the timetable runs them."""
    queue = runner.queue()
    if queue is None:
        return []
    figures = queue.figures()
    if not figures.workers:
        sentence = _("No worker gives a sign of life; in the queue wait: %(waiting)s.", waiting=figures.waiting)
        return [broken("queue", sentence, _("Start `incubator jobs work`, on this machine or on another."))]
    if figures.longest > LATE:
        minutes = figures.longest // MINUTE
        sentence = _("The first job in the queue has waited for %(minutes)s minutes.", minutes=minutes)
        return [broken("queue", sentence, _("Start more workers: `incubator jobs work`, on another machine too."))]
    return [good("queue", _("The queue has %(number)s workers, who keep up.", number=figures.workers))]


def _overdue(last: dict[str, JobRun], now: datetime) -> list[HealthFinding]:
    known = job_runs.leases()
    missing = [job.name for job in runner.timetable() if job.name not in known]
    late = [*missing, *job_runs.due_names(now=now - LATE, free_at=now)]
    if not late:
        return []
    names = ", ".join(late)
    remedy = _("Start `incubator serve` with INCUBATOR_TIMETABLE=on, or `incubator jobs work` beside the web server.")
    if not last:
        return [broken("jobs", _("No job ever ran: nobody runs the timetable (%(names)s).", names=names), remedy)]
    never = [name for name in late if name not in last]
    if never == late:
        return [broken("jobs", _("These jobs never ran: %(names)s.", names=names), remedy)]
    return [broken("jobs", _("These jobs should have run already: %(names)s.", names=names), remedy)]


def _failing(last: dict[str, JobRun]) -> list[HealthFinding]:
    findings = []
    leases = job_runs.leases()
    for name, run in last.items():
        if run.state is not RunState.FAILED:
            continue
        lease = leases.get(name)
        failures = lease.failures if lease is not None else 1
        remedy = _("It is tried again by itself. To try now: incubator jobs run %(name)s", name=name)
        if failures >= REPEATEDLY:
            sentence = _(
                "The job %(name)s failed %(count)s times in a row: %(error)s",
                name=name,
                count=failures,
                error=run.error or "",
            )
            findings.append(broken("jobs", sentence, remedy))
        else:
            sentence = _("The job %(name)s failed: %(error)s", name=name, error=run.error or "")
            findings.append(note("jobs", sentence, remedy))
    return findings
