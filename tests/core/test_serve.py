"""`incubator serve` as people start it: a real process, a real port, a clean stop."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import click
import pytest

from incubator import cli as console

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(sys.executable).with_name("incubator"))
PATIENCE = 60


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def environment(instance, **given):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INCUBATOR_")}
    return kept | {"INCUBATOR_INSTANCE": str(instance)} | given


@contextmanager
def serving(instance, *options, **settings):
    port = free_port()
    # A shell that runs the tests in the background has them, and all that they start, ignore Ctrl-C.
    command = ["env", "--default-signal=INT", PROGRAM, "serve", "--port", str(port), *options]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(instance, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ask(url):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.status, answer.read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def wait_until(holds):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def instance(upgraded_database, tmp_path):
    """A folder with a database that is up to date: who serves it finds nothing to upgrade. One test begins with no database."""
    shutil.copy(upgraded_database, tmp_path / "incubator.sqlite3")
    return tmp_path


def has_sent_mail(instance):
    """Whether the job that sends mail is written down as done, in the database of the process that runs it."""
    with contextlib.closing(sqlite3.connect(instance / "incubator.sqlite3")) as connection:
        states = connection.execute("SELECT lower(state) FROM job_runs WHERE name LIKE '%send-mail'").fetchall()
    return ("succeeded",) in states


def jobs_as_listed(instance):
    command = [PROGRAM, "jobs", "list"]
    return subprocess.run(
        command, cwd=ROOT, env=environment(instance), capture_output=True, text=True, check=True
    ).stdout


def test_it_brings_the_database_up_to_date_serves_and_stops_cleanly(tmp_path):
    with serving(tmp_path) as (process, address):
        status, body = ask(f"{address}/gezond")
        assert status == 200
        assert b"ok" in body
        process.send_signal(signal.SIGTERM)
        output, complaints = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, complaints
    assert address in output
    assert (tmp_path / "incubator.sqlite3").is_file()


def test_the_timetable_runs_while_it_serves(instance):
    with serving(instance) as (process, address):
        ask(f"{address}/gezond")
        wait_until(lambda: has_sent_mail(instance))
        listed = jobs_as_listed(instance)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 0
    assert "send-mail  succeeded" in listed


def test_the_timetable_runs_without_a_web_server(instance):
    given = {"cwd": ROOT, "env": environment(instance), "text": True}
    subprocess.run([PROGRAM, "db", "upgrade"], check=True, capture_output=True, **given)
    process = subprocess.Popen([PROGRAM, "jobs", "work"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **given)
    try:
        wait_until(lambda: has_sent_mail(instance))
        listed = jobs_as_listed(instance)
        process.send_signal(signal.SIGTERM)
        _said, complaints = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    assert "send-mail  succeeded" in listed
    assert process.returncode == 0, complaints


def test_the_demo_is_refused_in_production(instance):
    settings = {"INCUBATOR_ENV": "production", "INCUBATOR_SECRET_KEY": "x" * 40}
    with serving(instance, "--demo", **settings) as (process, _address):
        _said, complaints = process.communicate(timeout=PATIENCE)
        assert process.returncode == 1
    assert "not for production" in complaints


def children_of(pid):
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def test_with_several_processes_a_dead_one_is_replaced_and_all_stop_together(instance):
    with serving(instance, "--processes", "2") as (process, address):
        ask(f"{address}/gezond")
        first = children_of(process.pid)
        assert len(first) == 3  # two that serve, and the timetable
        os.kill(first[0], signal.SIGKILL)
        wait_until(lambda: len(set(children_of(process.pid)) - {first[0]}) == 3)
        assert ask(f"{address}/gezond")[0] == 200
        last = children_of(process.pid)
        process.send_signal(signal.SIGTERM)
        _output, complaints = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, complaints
        assert [pid for pid in last if Path(f"/proc/{pid}").exists()] == []


def test_several_processes_end_with_the_first_one(instance):
    with serving(instance, "--processes", "2") as (process, address):
        ask(f"{address}/gezond")
        children = children_of(process.pid)
        process.kill()
        wait_until(lambda: not [pid for pid in children if Path(f"/proc/{pid}").exists()])
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(address, timeout=5)


def test_several_processes_say_that_the_port_is_taken(instance):
    with serving(instance) as (process, address):
        ask(f"{address}/gezond")
        port = address.rpartition(":")[2]
        command = [PROGRAM, "serve", "--processes", "2", "--port", port]
        second = subprocess.run(
            command, cwd=ROOT, env=environment(instance), capture_output=True, text=True, check=False
        )
        assert second.returncode == 1
        assert "cannot be listened on" in second.stderr
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0


@pytest.mark.parametrize("option", [("--port", "0"), ("--port", "many"), ("--threads", "0")])
def test_a_wrong_option_is_wrong_usage(option):
    with pytest.raises(click.UsageError) as refused:
        console.cli.commands["serve"].make_context("serve", list(option))
    assert refused.value.exit_code == 2


HALF = b"POST /inloggen HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"


def test_people_who_send_half_a_request_hold_up_nobody_else(instance):
    with serving(instance) as (process, address), contextlib.ExitStack() as held:
        ask(f"{address}/gezond")
        port = int(address.rpartition(":")[2])
        for number in range(500):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            connection.sendall(HALF if number % 2 else HALF[:10])
        for _visitor in range(5):
            with urllib.request.urlopen(f"{address}/gezond", timeout=10) as answer:
                assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0
