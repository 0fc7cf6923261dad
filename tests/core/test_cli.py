"""Commands keep their promises: exit codes, JSON and nothing else on stdout, and a clear word about an old schema."""

import json
import runpy
from types import SimpleNamespace

import pytest
from flask.cli import ScriptInfo
from sqlalchemy import text

from incubator import cli as console
from incubator.config import ROOT
from incubator.core import job_runs, logs, schema
from incubator.core.db import Base, db


@pytest.fixture
def made(make_app):
    """An incubator as someone just installed it: no table yet."""
    app = make_app()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def run(made):
    def invoke(*arguments):
        return made.test_cli_runner().invoke(console.cli, arguments, obj=ScriptInfo(create_app=lambda: made))

    return invoke


@pytest.fixture
def up_to_date(made, upgrade):
    """`up_to_date()`: what `db upgrade` makes of nothing, from a copy; the first test here runs the command itself."""

    def bring():
        with made.app_context():
            upgrade(made)

    return bring


def test_a_database_is_brought_up_to_date_once(run):
    assert run("db", "status").exit_code == 1
    assert run("db", "upgrade").exit_code == 0
    again = run("db", "upgrade")
    assert again.output == "The database is up to date.\n"
    assert json.loads(run("db", "status", "--json").stdout)["up_to_date"] is True


@pytest.mark.parametrize(
    "command", [("jobs", "list"), ("jobs", "run", "send-mail"), ("dossier", "show", "--coop", "x")]
)
def test_a_command_that_needs_a_newer_schema_says_so_and_stops(run, command):
    outcome = run(*command)
    assert outcome.exit_code == 1
    assert "incubator db upgrade" in outcome.stderr
    assert outcome.stdout == ""


def test_a_command_that_needs_no_database_works_without(run):
    assert run("dossier", "schema", "--json").exit_code == 0


def test_an_older_database_is_named(run, made, monkeypatch, up_to_date):
    up_to_date()
    monkeypatch.setattr(schema, "_scripts", lambda: Scripts("abc123"))
    outcome = run("jobs", "list")
    assert outcome.exit_code == 1
    assert "needs abc123" in outcome.stderr


class Scripts:
    def __init__(self, head):
        self.head = head

    def walk_revisions(self):
        with db.engine.connect() as connection:
            return [SimpleNamespace(revision=connection.scalar(text("SELECT version_num FROM alembic_version")))]

    def get_current_head(self):
        return self.head


def test_jobs_are_listed_and_run(run, up_to_date):
    up_to_date()
    assert run("jobs", "run", "send-mail").exit_code == 0
    listed = [json.loads(line) for line in run("jobs", "list", "--json").stdout.splitlines()]
    first = listed[0]
    assert (first["name"], first["state"]) == ("send-mail", "succeeded")
    assert "send-mail" in run("jobs", "list").stdout


def test_a_job_that_does_not_exist_is_wrong_usage(run, up_to_date):
    up_to_date()
    outcome = run("jobs", "run", "tea")
    assert outcome.exit_code == 2
    assert "send-mail" in outcome.stderr


def test_a_job_that_fails_or_is_at_work_elsewhere_is_refused(run, made, monkeypatch, up_to_date):
    up_to_date()
    monkeypatch.setattr(job_runs, "take", lambda *_args, **_given: False)
    assert "at work in another process" in run("jobs", "run", "clean-up").stderr
    monkeypatch.undo()
    monkeypatch.setattr("incubator.core.job_runs.forget_old", lambda **_given: 1 / 0)
    outcome = run("jobs", "run", "clean-up")
    assert outcome.exit_code == 1
    assert "division" in outcome.stderr


def test_the_doctor_speaks_json_or_plain_words(run, up_to_date):
    up_to_date()
    examination = json.loads(run("doctor", "--json").stdout)
    assert {"status", "settings", "findings"} == set(examination)
    assert examination["status"] == "ok"
    plain = run("doctor")
    assert plain.exit_code == 0
    assert "INCUBATOR_DATABASE_URL" in plain.stdout


def test_the_doctor_says_what_is_broken(run):
    outcome = run("doctor")
    assert outcome.exit_code == 1
    assert "FAIL" in outcome.stdout
    assert "incubator db upgrade" in outcome.stdout


def test_a_backup_is_made_and_put_back(run, made, tmp_path, up_to_date):
    file = str(tmp_path / "b.zip")
    refused = run("backup", file)
    assert refused.exit_code == 1
    assert "incubator db upgrade" in refused.stderr
    up_to_date()
    assert run("backup", file).exit_code == 0
    assert run("restore", file).exit_code == 0
    with made.app_context(), db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO job_runs (name, holder, started_at, state, attempt) VALUES ('x', 'y', '2026-01-01', 'failed', 1)"
            )
        )
    refused = run("restore", file)
    assert refused.exit_code == 1
    assert "--yes" in refused.stderr
    assert run("restore", "--yes", file).exit_code == 0
    assert run("restore", str(tmp_path / "none.zip")).exit_code == 2


def test_every_command_tells_what_it_does(run):
    for name, command in console.cli.commands.items():
        assert command.help, name
        for inner in getattr(command, "commands", {}).values():
            assert inner.help, f"{name} {inner.name}"


def test_the_same_commands_for_flask(monkeypatch, tmp_path):
    monkeypatch.setenv("INCUBATOR_INSTANCE", str(tmp_path))
    monkeypatch.setattr(logs, "configure", lambda **_given: None)
    app = runpy.run_path(str(ROOT / "wsgi.py"))["app"]
    assert set(console.cli.commands) <= set(app.cli.commands)


@pytest.mark.both_databases
def test_every_table_of_the_models_is_made(app, database):
    assert set(Base.metadata.tables) <= set(schema.inspect(db.engine).get_table_names())
