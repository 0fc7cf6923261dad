"""Commands of the house itself: `serve`, `db`, `doctor`, `backup`, `restore`, `jobs`."""

import json
import signal
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

import click
from flask import Flask, current_app

from incubator.config import Settings
from incubator.core import backup as backups
from incubator.core import clock, health, job_runs, rotation, runner, schema, serving
from incubator.core.db import reachable
from incubator.core.failures import WrongInput, in_a_sentence
from incubator.core.health import Condition, HealthFinding, ShownSetting
from incubator.core.job_runs import JobLease, JobRun
from incubator.core.rotation import Keeping
from incubator.core.web import settings

db_group = click.Group("db", help="The database: is it up to date, and bring it there.")
jobs_group = click.Group("jobs", help="The jobs that run by themselves.")
SIGNS = {Condition.GOOD: "ok  ", Condition.NOTE: "note", Condition.ATTENTION: "WARN", Condition.BROKEN: "FAIL"}
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not listened on


class Persona(Protocol):
    """Someone of the demo whom one can sign in as."""

    @property
    def role(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def password(self) -> str: ...


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # a proxy
    return app


@db_group.command("upgrade")
def upgrade() -> None:
    """Bring the database up to date. Safe to run again."""
    before = schema.upgrade()
    after = schema.state()
    click.echo("The database is up to date." if before.up_to_date else f"Brought the database to {after.current}.")


@db_group.command("status")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def status(as_json: bool) -> None:
    """Tell whether the database is up to date; exit 1 when it is not."""
    state = schema.state()
    if as_json:
        _print_json({"current": state.current, "needed": state.needed, "up_to_date": state.up_to_date})
    else:
        click.echo("The database is up to date." if state.up_to_date else schema.SchemaOutdated(state).message)
    sys.exit(0 if state.up_to_date else 1)


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with settings and findings.")
def doctor(as_json: bool) -> None:
    """Check settings, database, mail, disk, clock, jobs and sources; say what to mend. Exit 1 when something is wrong."""
    shown, findings = health.shown_settings(settings()), health.examine()
    if as_json:
        status = health.overall(findings).value
        listed = list(map(_finding_as_json, findings))
        _print_json({"status": status, "settings": list(map(asdict, shown)), "findings": listed})
    else:
        _print_settings(shown)
        _print_findings(findings)
    sys.exit(any(finding.is_trouble for finding in findings))


def _finding_as_json(finding: HealthFinding) -> dict[str, str]:
    """Scripts know the sentence by the key `says`."""
    as_json = asdict(finding)
    as_json["says"] = as_json.pop("sentence")
    return as_json


def _print_settings(shown: Sequence[ShownSetting]) -> None:
    width = max(len(setting.name) for setting in shown)
    for setting in shown:
        click.echo(f"{setting.name:<{width}}  {setting.value or '-'}  ({setting.origin})")
    click.echo()


def _print_findings(findings: Sequence[HealthFinding]) -> None:
    for finding in findings:
        click.echo(f"{SIGNS[finding.condition]}  {finding.subject}: {finding.sentence}")
        if finding.remedy:
            click.echo(f"      -> {finding.remedy}")


@click.command("backup")
@click.option(
    "--keep", help="FILE is a folder: put a new backup there, and keep so many days/weeks/months, as in 7d/4w/12m."
)
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path, keep: str | None) -> None:
    """Write all data and stored files to FILE (a ZIP). Settings and secrets are not in it.

    With --keep FILE is a folder of backups, of which those are removed that need not be kept, once the new one is there.
    """
    if keep is None:
        _write_backup(file)
        return
    try:
        keeping = Keeping.read(keep)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--keep") from error
    file.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_backup(file / rotation.name_of(clock.now()))
    removed = rotation.remove_old(file, keeping)
    click.echo(f"{file}: {len(removed)} old backups removed")


def _write_backup(file: Path) -> None:
    if file.is_dir():
        raise click.BadParameter(f"{file} is a folder; add --keep 7d/4w/12m to keep backups there", param_hint="FILE")
    try:
        contents = backups.back_up(file, now=clock.now())
    except backups.BackupRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{file}: {contents.total} rows of {len(contents.rows)} tables, {contents.files} files")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Replace everything that is in the database now.")
def restore(file: Path, yes: bool) -> None:
    """Put the data and files of a backup back, into either kind of database. Stop `serve` first."""
    try:
        contents = backups.restore(file, overwrite=yes)
    except backups.NotABackup as refusal:
        raise WrongInput(str(refusal)) from refusal
    except backups.BackupRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Restored {contents.total} rows and {contents.files} files, as they were on {contents.made_at}")


@jobs_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_jobs(as_json: bool) -> None:
    """List the jobs: how the last run ended, and when the next is due."""
    last = job_runs.last_runs()
    for job in runner.timetable():
        shown = _job_as_json(job.name, last.get(job.name), job_runs.lease(job.name))
        if as_json:
            _print_json(shown)
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


@jobs_group.command("run")
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


@jobs_group.command("work")
def work() -> None:
    """Run the timetable until stopped, without a web server: beside gunicorn, on as many machines as you like.

    With INCUBATOR_JOBS=procrastinate it also does what stands in the queue.
    """
    mine = runner.Runner(_app(), runner.timetable())
    queue = runner.queue()
    background = mine.start()
    click.echo("The timetable runs. Stop with Ctrl-C.")
    _stop_on_request()
    try:
        if queue is None:
            signal.pause()
        else:
            queue.work(mine)
    except (KeyboardInterrupt, SystemExit):
        click.echo("Stopping: what is at work ends first.", err=True)
    finally:
        background.shutdown(wait=True)


def _stop_on_request() -> None:
    """A service manager asks with SIGTERM: then stop as after Ctrl-C."""

    def stop(_number: int, _frame: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)


@click.command("serve")
@click.option("--demo", is_flag=True, help="Fill an empty database with a realistic example first.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 200))
def serve(demo: bool, host: str, port: int, threads: int) -> None:
    """Bring the database up to date, then serve with a production server and run the timetable."""
    app = _app()
    if demo:
        _refuse_where_no_demo_belongs(app)
    chosen = _served(settings(), host, port, demo=demo)
    app.extensions["incubator"] = chosen
    # The port first: where it is taken another one runs, whose database and jobs are left alone.
    server = serving.listening(app, host, port, threads)
    background = None
    try:
        schema.upgrade()
        reachable()
        personas = app.extensions["demo"]() if demo else ()
        if chosen.timetable:
            background = runner.Runner(app, runner.timetable()).start()
        _stop_on_request()
        _announce(chosen.name, chosen.base_url, personas)
        server.run()
    finally:
        server.close()
        if background is not None:
            background.shutdown(wait=True)


def _refuse_where_no_demo_belongs(app: Flask) -> None:
    if settings().production:
        raise click.ClickException("The demo is not for production: INCUBATOR_ENV is production.")
    if "demo" not in app.extensions:
        raise click.ClickException("This installation has no demo.")


def _served(chosen: Settings, host: str, port: int, *, demo: bool) -> Settings:
    """The settings with the address that is served, unless one was chosen: links in mails begin with it."""
    if chosen.origin.get("base_url", "default") == "default":
        reached_at = "127.0.0.1" if host in EVERYWHERE else host
        chosen = replace(chosen, base_url=f"http://{reached_at}:{port}")
    return replace(chosen, demo=chosen.demo or demo)


def _announce(name: str, address: str, personas: Sequence[Persona]) -> None:
    click.echo(f"{name}: {address}  (Ctrl-C stops)")
    if personas:
        width = max(len(persona.email) for persona in personas)
        click.echo("Sign in as:")
        for persona in personas:
            click.echo(f"  {persona.email:<{width}}  {persona.password}  {persona.role}")
    sys.stdout.flush()


COMMANDS: Iterable[click.Command] = (db_group, jobs_group, doctor, backup, restore, serve)
