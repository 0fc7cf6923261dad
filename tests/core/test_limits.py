"""Limits are counted by all processes together, say when to come back, and hold nobody's address."""

import contextlib
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from limits import parse
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import func, select

from incubator.core import jobs, limits
from incubator.core.db import Base, db
from incubator.core.health.machine import check_limits
from incubator.core.limits import DatabaseStorage, RateLimitTry, limiter

TEN = parse("10 per 5 minutes")
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def limited(make_app):
    """An application with the limits on; off again afterwards, because the limiter is one for all."""
    made = []

    def make(**settings):
        app = make_app(rate_limits=True, **settings)
        made.append(app)
        with app.app_context():
            Base.metadata.create_all(db.engine)
        return app

    yield make
    for app in made:
        with app.app_context(), contextlib.suppress(limiter.storage.base_exceptions):
            limiter.reset()
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    limiter.enabled = False


def attempts(app, number, *, address="127.0.0.1", path="/wachtwoord-vergeten", **headers):
    """The answers to so many tries in a row."""
    data = {"email": "fatma@example.org", "password": "gok"}
    place = {"REMOTE_ADDR": address}
    with app.app_context():
        client = app.test_client()
        return [client.post(path, data=data, headers=headers, environ_overrides=place) for _try in range(number)]


def statuses(answers):
    return [answer.status_code for answer in answers]


def stored():
    return db.session.scalar(select(func.count()).select_from(RateLimitTry))


@pytest.mark.both_databases
def test_the_window_moves(app, database):
    rule = MovingWindowRateLimiter(DatabaseStorage())
    with time_machine.travel(NOW, tick=False) as now:
        assert [rule.hit(TEN, "a") for _try in range(11)] == [True] * 10 + [False]
        assert rule.hit(TEN, "b")
        assert rule.get_window_stats(TEN, "a").remaining == 0
        assert rule.get_window_stats(TEN, "a").reset_time == (NOW + timedelta(minutes=5)).timestamp()
        now.shift(timedelta(minutes=5, seconds=1))
        assert rule.hit(TEN, "a")


@pytest.mark.both_databases
def test_of_many_at_once_no_more_pass_than_may(app, database):
    rule = MovingWindowRateLimiter(DatabaseStorage())

    def attempt(_number):
        with app.app_context():
            return rule.hit(TEN, "a")

    with ThreadPoolExecutor(8) as people:
        assert sum(people.map(attempt, range(40))) == 10


@pytest.mark.both_databases
def test_who_tried_is_not_stored_and_is_forgotten(app, database):
    rule = MovingWindowRateLimiter(DatabaseStorage())
    with time_machine.travel(NOW, tick=False) as now:
        rule.hit(TEN, "198.51.100.7")
        (row,) = db.session.scalars(select(RateLimitTry))
        assert "198" not in row.key
        now.shift(timedelta(minutes=4))
        jobs.clean_up()
        assert stored() == 1
        now.shift(timedelta(minutes=2))
        jobs.clean_up()
        assert stored() == 0


def test_two_processes_count_together(limited, tmp_path):
    url = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    assert statuses(attempts(limited(database_url=url), 3)) == [200] * 3
    assert statuses(attempts(limited(database_url=url), 3)) == [200, 200, 429]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_who_tries_too_often_reads_when_to_come_back(limited, accept):
    answer = attempts(limited(), 6, Accept=accept)[-1]
    assert answer.status_code == 429
    assert 3500 <= int(answer.headers["Retry-After"]) <= 3600


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("", "127.0.0.1"),
        ("unix:", "unix:"),
    ],
)
def test_a_network_of_ipv6_counts_as_one(app, address, origin):
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert limits.origin() == origin


def test_other_addresses_of_one_network_are_held_back_too(limited):
    app = limited()
    answers = [attempts(app, 1, address=f"2001:db8::{number}")[0] for number in range(1, 7)]
    assert statuses(answers) == [200] * 5 + [429]


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory):
    """A real Redis of our own, on a port of its own."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("The program redis-server is missing: install the package redis-server (Debian) to run this test")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=30)


def test_redis_counts_for_all_processes(limited, redis_url):
    assert statuses(attempts(limited(rate_limit_storage=redis_url), 5)) == [200] * 5
    second = limited(rate_limit_storage=redis_url)
    (answer,) = attempts(second, 1)
    assert answer.status_code == 429
    assert 3500 <= int(answer.headers["Retry-After"]) <= 3600
    with second.app_context():
        assert check_limits() == []
        assert stored() == 0


def test_a_redis_that_is_away_is_told_and_the_door_stays_open(limited):
    app = limited(rate_limit_storage="redis://127.0.0.1:1")
    with app.app_context():
        assert [finding.subject for finding in check_limits()] == ["limits"]
    assert statuses(attempts(app, 11, path="/inloggen")) == [422] * 10 + [429]
