"""What is expected to go wrong ends every command in one sentence on stderr and the agreed exit status, never in a traceback."""

import os
import re
import resource
import shutil
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from incubator import cli as console
from incubator.challenges.documents.buying_policies import policies_as_csv
from incubator.challenges.documents.regulation_files import written_file
from incubator.challenges.queries import buying, regulations
from incubator.config import ROOT
from incubator.core import logs
from tests.core.test_serve import PROGRAM, environment

SETTINGS = {"INCUBATOR_SECRET_KEY": "a-secret-for-tests-that-is-long-enough", "INCUBATOR_RATE_LIMITS": "off"}
AWAY = "postgresql://incubator:geheim@127.0.0.1:1/incubator?connect_timeout=2"
REFUSED, WRONG = 1, 2
# What needs no database does its work without one; the doctor tells of it in its own way.
NEEDS_NO_DATABASE = {
    "bids requirements", "challenges routes", "challenges window",
    "dossier schema", "i18n check", "i18n update", "knowledge check", "knowledge list", "learning check", "learning list",
    "register distribute", "restore",
    "statutes check", "statutes compare", "statutes draft", "statutes example", "statutes lint", "statutes read", "statutes schema",
}  # fmt: skip
NEVER_ENDS = {"serve", "jobs work"}


def leaves(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from leaves(command, (*above, name))
        else:
            yield (*above, name), command


LEAVES = {" ".join(words): command for words, command in leaves(console.cli)}


def value_of(parameter: click.Parameter, file: Path) -> str:
    """Something that this parameter takes."""
    kind = parameter.type
    if isinstance(kind, click.Choice):
        return str(kind.choices[0])
    if isinstance(kind, click.types.IntParamType):
        return "1"
    if isinstance(kind, click.Path):
        return (
            str(file.parent if kind.exists and not kind.file_okay else file)
            if kind.exists
            else str(file.parent / "out")
        )
    if isinstance(kind, click.DateTime) or getattr(parameter, "metavar", None) == "DATE":
        return "2026-11-24"
    return {"name": "send-mail", "email": "a@example.org", "key": "identity.name"}.get(str(parameter.name), "1")


def arguments_of(name: str, file: Path) -> list[str]:
    """The command with everything that it must be given."""
    given = {"sources add": ["sources", "add", "tenderned"]}.get(name, name.split())
    for parameter in LEAVES[name].params:
        if parameter.required:
            option = parameter.opts[:1] if isinstance(parameter, click.Option) else []
            given += [*option, value_of(parameter, file)]
    return given


@pytest.fixture
def run(tmp_path, monkeypatch, bring_words):
    (tmp_path / "instance").mkdir()
    bring_words(tmp_path / "instance")
    monkeypatch.setattr(logs, "configure", lambda **_given: None)
    for name in [name for name in os.environ if name.startswith("INCUBATOR_")]:
        monkeypatch.delenv(name)

    def invoke(arguments, **settings):
        given = SETTINGS | {"INCUBATOR_INSTANCE": str(tmp_path / "instance")} | settings
        return CliRunner().invoke(console.cli, arguments, env=given)

    return invoke


def assert_ended_in_a_sentence(outcome, status):
    assert isinstance(outcome.exception, SystemExit), outcome.exception
    assert outcome.exit_code == status, outcome.stderr
    assert "Traceback" not in outcome.output
    (sentence,) = [line for line in outcome.stderr.splitlines() if line.startswith("Error: ")]
    assert outcome.stdout == ""
    assert "geheim" not in sentence


@pytest.fixture
def answers(tmp_path):
    """A file that holds the least that a command can read."""
    file = tmp_path / "given.json"
    file.write_text("[]")
    return file


@pytest.mark.parametrize("name", sorted(LEAVES.keys() - NEEDS_NO_DATABASE - {"doctor", "db status"}))
def test_a_database_that_is_away(run, answers, name):
    if name == "watch preview":
        answers.write_text('[{"name": "Groenploeg", "keywords": ["groenonderhoud"]}]')  # of no profile it asks nothing
    elif name == "challenges authorities import":
        answers.write_bytes(
            written_file(regulations.shipped())
        )  # what cannot be read is refused before anything is asked
    elif name == "meetings check":
        # With statutes in the file it asks nothing of the database.
        answers.write_text('{"coop": "bezem", "meeting": {"date": "2026-12-10"}, "members": [], "items": []}')
    elif name == "challenges buyers import":
        answers.write_bytes(policies_as_csv(buying.shipped_policies().values()))
    outcome = run(
        arguments_of(name, answers) + (["--port", str(free_port())] if name == "serve" else []),
        INCUBATOR_DATABASE_URL=AWAY,
    )
    assert_ended_in_a_sentence(outcome, REFUSED)
    assert "database does not answer" in outcome.stderr


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.mark.parametrize("name", ["doctor", "db status"])
def test_who_asks_how_it_is_hears_that_the_database_is_away(run, answers, name):
    outcome = run(name.split(), INCUBATOR_DATABASE_URL=AWAY)
    assert outcome.exit_code == REFUSED
    assert isinstance(outcome.exception, SystemExit)
    assert "geheim" not in outcome.output


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_a_wrong_setting(run, answers, name):
    outcome = run(arguments_of(name, answers), INCUBATOR_LOCALE="fr")
    assert_ended_in_a_sentence(outcome, WRONG)
    assert "INCUBATOR_LOCALE" in outcome.stderr


@pytest.mark.parametrize(
    "setting",
    [
        {"INCUBATOR_DATABASE_URL": "mysql://x"},
        {"INCUBATOR_DATABASE_URL": "postgresql://host:port/x"},
        {"INCUBATOR_LOCALES": "nl"},
        {"INCUBATOR_MAIL_URL": "http://x"},
        {"INCUBATOR_ENV": "production", "INCUBATOR_SECRET_KEY": "kort"},
        {"INCUBATOR_TRUSTED_PROXIES": "many"},
    ],
    ids=str,
)
def test_every_wrong_setting_is_named(run, setting):
    outcome = run(["jobs", "list"], **setting)
    assert_ended_in_a_sentence(outcome, WRONG)
    assert "INCUBATOR_" in outcome.stderr


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_an_instance_folder_that_cannot_be_used(run, answers, name):
    outcome = run(arguments_of(name, answers), INCUBATOR_INSTANCE=str(answers / "below"))
    assert_ended_in_a_sentence(outcome, REFUSED)
    assert str(answers) in outcome.stderr


TAKE_A_FILE = sorted(
    name
    for name, command in LEAVES.items()
    if any(isinstance(parameter.type, click.Path) and parameter.type.exists for parameter in command.params)
)


# Commands that read a file instead of what the product has itself: how it is named.
INSTEAD = {"statutes lint": [], "statutes radar": ["--answers"]}


@pytest.mark.parametrize("name", TAKE_A_FILE)
def test_a_file_that_is_not_there(run, tmp_path, upgraded_database, name):
    shutil.copy(upgraded_database, tmp_path / "instance")
    nowhere = tmp_path / "nowhere.json"
    instead = [*INSTEAD[name], str(nowhere)] if name in INSTEAD else []
    outcome = run([*arguments_of(name, nowhere), *instead])
    assert outcome.exit_code == WRONG
    assert "nowhere.json" in outcome.stderr
    assert "Traceback" not in outcome.stderr


READ_JSON = ["statutes check", "statutes draft", "watch match"]


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[" * 100_000], ids=["broken", "no text", "too deep"])
@pytest.mark.parametrize("name", READ_JSON)
def test_a_file_that_is_no_json(run, tmp_path, name, content):
    file = tmp_path / "given.json"
    file.write_bytes(content)
    assert_ended_in_a_sentence(run(arguments_of(name, file)), WRONG)


def test_a_file_that_is_no_backup(run, answers):
    assert_ended_in_a_sentence(run(["restore", str(answers)]), WRONG)


def test_help_works_whatever_the_settings_are(run):
    outcome = run(["--help"], INCUBATOR_LOCALE="fr")
    assert outcome.exit_code == 0
    assert "doctor" in outcome.stdout


def test_a_port_that_is_taken_is_told_before_anything_is_touched(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [PROGRAM, "serve", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == REFUSED
    assert re.fullmatch(r"Error: 127\.0\.0\.1:\d+ cannot be listened on: .*\n", done.stderr)
    assert not (tmp_path / "incubator.sqlite3").exists()


def fill_the_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_disk_that_is_full(tmp_path, upgraded_database):
    """No file may grow beyond what is there: as on a full disk, and needing no disk of our own."""
    given = {"cwd": ROOT, "env": environment(tmp_path), "capture_output": True, "text": True}
    shutil.copy(upgraded_database, tmp_path)
    for command in (["users", "add", "a@example.org"], ["backup", str(tmp_path / "b.zip")]):
        done = subprocess.run([PROGRAM, *command], check=False, preexec_fn=fill_the_disk, **given)
        assert done.returncode == REFUSED, (command, done.stderr)
        assert done.stderr.startswith("Error: ")
        assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("b.zip*"))


@pytest.mark.parametrize("command", [["statutes", "draft"]])
def test_a_place_that_cannot_be_written(run, tmp_path, command):
    file = tmp_path / "given.json"
    file.write_text(run(["statutes", "example"]).stdout)
    assert_ended_in_a_sentence(run([*command, str(file), "--out", str(file / "below")]), REFUSED)
    assert stat.S_ISREG(file.stat().st_mode)
