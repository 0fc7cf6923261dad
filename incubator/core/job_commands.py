"""`incubator jobs`: what runs by itself, one of them now, or the whole timetable."""

import json
import signal

import click

from incubator.core import job_runs, runner
from incubator.core.current import this_app
from incubator.core.failures import in_a_sentence
from incubator.core.job_runs import JobLease, JobRun
from incubator.core.processes import stop_on_request

group = click.Group("jobs", help="The jobs that run by themselves.")


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_jobs(as_json: bool) -> None:
    """List the jobs: how the last run ended, and when the next is due."""
    last = job_runs.last_runs()
    for job in runner.timetable():
        shown = _job_as_json(job.name, last.get(job.name), job_runs.lease(job.name))
        if as_json:
            click.echo(json.dumps(shown))
        else:
            click.echo("  ".join(map(_or_dash, shown.values())))


def _job_as_json(name: str, run: JobRun | None, lease: JobLease | None) -> dict[str, str | None]:
    shown: dict[str, str | None] = dict.fromkeys(("name", "state", "started_at", "result", "next_run_at"))
    shown["name"] = name
    if run is not None:
        shown |= {
            "state": run.state.value,
            "started_at": run.started_at.isoformat(),
            "result": run.result or run.error,
        }
    if lease is not None:
        shown["next_run_at"] = lease.next_run_at.isoformat()
    return shown


def _or_dash(value: str | None) -> str:
    return "-" if value is None else value


@group.command("run")
@click.argument("name")
def run_job(name: str) -> None:
    """Run one job now, in this process. Exit 1 when it fails or is at work elsewhere."""
    try:
        with in_a_sentence():
            click.echo(runner.run_now(name))
    except KeyError as error:
        names = ", ".join(job.name for job in runner.timetable())
        raise click.UsageError(f"There is no job {name!r}. There are: {names}") from error
    except runner.Busy as error:
        raise click.ClickException(f"The job {name} is at work in another process.") from error
    except click.ClickException:
        raise
    except Exception as error:
        raise click.ClickException(f"The job {name} failed: {error}") from error


@group.command("work")
def work() -> None:
    """Run the timetable until stopped, without a web server: beside gunicorn, on as many machines as you like.

    With INCUBATOR_JOBS=procrastinate it also does what stands in the queue.
    """
    app = this_app()
    mine = runner.Runner(app, runner.timetable())
    queue = runner.queue()
    background = mine.start()
    click.echo("The timetable runs. Stop with Ctrl-C.")
    stop_on_request()
    try:
        if queue is None:
            signal.pause()
        else:
            queue.work(mine)
    except (KeyboardInterrupt, SystemExit):
        click.echo("Stopping: what is at work ends first.", err=True)
    finally:
        background.shutdown(wait=True)
