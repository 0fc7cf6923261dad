"""Commands of the house itself: `serve`, `db`, `doctor`, `backup`, `restore`."""

import json
import signal
import socket
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

import click
from flask import Flask

from incubator.config import Settings
from incubator.core import backup as backups
from incubator.core import clock, health, rotation, runner, schema, serving
from incubator.core.current import this_app
from incubator.core.db import db, reachable
from incubator.core.failures import WrongInput
from incubator.core.health import Condition, HealthFinding, ShownSetting
from incubator.core.processes import Processes, stop_on_request
from incubator.core.rotation import Keeping
from incubator.core.web import settings

db_group = click.Group("db", help="The database: is it up to date, and bring it there.")
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


@click.command("serve")
@click.option("--demo", is_flag=True, help="Fill an empty database with a realistic example first.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 200))
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="About as many as cores.")
def serve(demo: bool, host: str, port: int, threads: int, processes: int) -> None:
    """Bring the database up to date, then serve with a production server and run the timetable."""
    app = this_app()
    if demo:
        _refuse_where_no_demo_belongs(app)
    app.extensions["incubator"] = _served(settings(), host, port, demo=demo)
    if processes > 1:
        _serve_with_many(app, serving.bound(host, port), threads, processes, demo=demo)
    else:
        # The port first: where it is taken another one runs, whose database and jobs are left alone.
        _serve_alone(app, serving.listening(app, host, port, threads), demo=demo)


def _serve_alone(app: Flask, server: serving.Server, *, demo: bool) -> None:
    """Serve and run the timetable in this process."""
    background = None
    try:
        _prepare(app, demo=demo)
        if settings().timetable:
            background = runner.Runner(app, runner.timetable()).start()
        server.run()
    finally:
        server.close()
        if background is not None:
            background.shutdown(wait=True)


def _serve_with_many(app: Flask, sockets: Sequence[socket.socket], threads: int, processes: int, *, demo: bool) -> None:
    """Serve with several processes at the same port; the timetable has a process of its own."""
    _prepare(app, demo=demo)
    tasks = [lambda: serving.sharing(app, sockets, threads).run()] * processes
    if settings().timetable:
        tasks.append(lambda: _run_timetable(app))
    db.session.remove()
    db.engine.dispose()
    Processes(tasks).run()


def _run_timetable(app: Flask) -> None:
    background = runner.Runner(app, runner.timetable()).start()
    try:
        signal.pause()
    finally:
        background.shutdown(wait=True)


def _prepare(app: Flask, *, demo: bool) -> None:
    """The database up to date, the demo in it when it is asked for, and where it can be reached announced."""
    schema.upgrade()
    reachable()
    personas = app.extensions["demo"]() if demo else ()
    stop_on_request()
    _announce(settings().name, settings().base_url, personas)


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


COMMANDS: Iterable[click.Command] = (db_group, doctor, backup, restore, serve)
