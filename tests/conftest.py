"""Fixtures for all tests: an application with an empty database, a client that checks every page, people to sign in.

The schema is made once per worker; each test starts from a copy, so that commits are real and nothing leaks.
"""

import gc
import os
import shutil
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask, has_request_context, request
from flask_migrate import stamp
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import delete, event, text
from sqlalchemy.orm import ORMExecuteState, Session

from incubator.accounts import services as accounts
from incubator.app import create_app
from incubator.config import ROOT
from incubator.core import i18n, schema
from incubator.core.db import Base, db
from incubator.core.job_runs import JobLease
from incubator.seed import filling
from tests.checking_client import CheckingClient
from tests.touched import empty, note_what_is_touched, touched

pytest_plugins = [
    name
    for name in ("tests.postgres", "tests.mailbox", "tests.kept_world")
    if Path(f"{name.replace('.', '/')}.py").is_file()
]

SHARED_DATA = Path(os.environ.get("INCUBATOR_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
LOOPBACK = ("127.", "localhost", "::1", "0.0.0.0")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("both_databases") and "database" in metafunc.fixturenames:
        metafunc.parametrize(
            "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
        )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker waits for the other at the end; a file stays with one worker.

    Tests with a group of their own (`xdist_group`) are the longest ones; then comes what drives a browser, and of the others the file
    with most tests. What a file prepares is then prepared once, and xdist, which looks at every group after every test, has two hundred
    of them and not ten thousand.
    """
    sizes = Counter(item.path for item in items)

    def turn(item: pytest.Item) -> tuple[bool, bool, int]:
        own_group = item.get_closest_marker("xdist_group") is not None
        return not own_group, "journeys" not in item.path.parts, -sizes[item.path]

    items.sort(key=turn)
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(ROOT).as_posix()))


def pytest_collection_finish() -> None:
    """What is there before the first test stays until the last: the collector of rubbish need not look through it every few moments.

    Half a million objects (the code, the mapping, the tests themselves) are set apart, and of what tests make it collects less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def _compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Every application compiles its templates anew, and a run makes hundreds: they keep what the first one made of a template."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def bring_words(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """`bring_words(instance)`: the Dutch of all pages into the folder of an application. To compile it takes longer than a start."""
    compiled = tmp_path_factory.mktemp("words") / "translations"
    i18n.compile_catalogues(compiled)

    def bring(instance: Path) -> None:
        if instance.is_dir() and not (instance / compiled.name).exists():
            shutil.copytree(compiled, instance / compiled.name)

    return bring


@pytest.fixture(scope="session", autouse=True)
def hasher_of_the_product() -> Iterator[PasswordHasher]:
    """What hashes passwords for people. For tests Argon2 is as quick as it can be: what it protects there is nothing."""
    usual, accounts.hasher = accounts.hasher, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield usual
    accounts.hasher = usual


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches the network."""
    real_connect = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"A test tried to reach {address}")
        real_connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def make_app(
    tmp_path_factory: pytest.TempPathFactory,
    _compiled_templates: FileSystemBytecodeCache,
    bring_words: Callable[[Path], None],
) -> Callable[..., Flask]:
    """Build an application of its own, for tests of settings."""

    def make(**overrides: object) -> Flask:
        settings = {
            "instance": tmp_path_factory.mktemp("instance"),
            "secret_key": "a-secret-for-tests-that-is-long-enough",
            "base_url": "http://localhost",
            "rate_limits": False,
            "timetable": False,
            **overrides,
        }
        bring_words(Path(settings["instance"]))
        made = create_app(**settings)
        made.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        made.test_client_class = CheckingClient
        made.jinja_env.bytecode_cache = _compiled_templates
        return made

    return make


@pytest.fixture(scope="session")
def upgraded_database(make_app: Callable[..., Flask]) -> Path:
    """The file that all migrations make of nothing, once per worker, to copy: fifty migrations take two seconds."""
    app = make_app()
    with app.app_context():
        schema.upgrade()
        with db.engine.begin() as connection:
            connection.execute(delete(JobLease))  # each copy says for itself when its jobs are due
        with db.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.engine.dispose()
    return _sqlite_path(app)


@pytest.fixture(scope="session")
def upgrade(upgraded_database: Path) -> Callable[[Flask], None]:
    """`upgrade(app)`, in its context: `db upgrade`, for which the tables are copied where there is no database on SQLite yet."""

    def up_to_date(app: Flask) -> None:
        if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite:///") and not _sqlite_path(app).exists():
            shutil.copy(upgraded_database, _sqlite_path(app))
        schema.upgrade()

    return up_to_date


@pytest.fixture(scope="session")
def _filled_instance(make_app: Callable[..., Flask], upgrade: Callable[[Flask], None]) -> Path:
    """The folder of the demo, filled once per worker, to copy."""
    app = make_app(demo=True)
    with app.app_context():
        upgrade(app)
        filling.fill()
        db.session.remove()
        db.engine.dispose()
    return Path(app.instance_path)


@pytest.fixture(scope="session")
def make_demo(
    make_app: Callable[..., Flask], _filled_instance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Flask]:
    """Build an application with the demo in it, on SQLite, for who may do with it what they like."""

    def make(**overrides: object) -> Flask:
        instance = tmp_path_factory.mktemp("demo")
        shutil.copytree(_filled_instance, instance, dirs_exist_ok=True)
        return make_app(demo=True, instance=instance, **overrides)

    return make


@pytest.fixture(scope="session")
def _sqlite_app(make_app: Callable[..., Flask]) -> Flask:
    app = make_app()
    with app.app_context():
        _make_tables()
        with db.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.engine.dispose()
    path = _sqlite_path(app)
    shutil.copyfile(path, path.with_suffix(".template"))
    return app


def _sqlite_path(app: Flask) -> Path:
    return Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))


@pytest.fixture(scope="session")
def _postgresql_app(request: pytest.FixtureRequest, make_app: Callable[..., Flask]) -> Flask:
    app = make_app(database_url=request.getfixturevalue("postgresql_url"))
    with app.app_context():
        _make_tables()
        with db.engine.begin() as connection:
            note_what_is_touched(connection)
    return app


def _make_tables() -> None:
    """The tables of the models, marked as up to date; test_migrations proves that migrations give the same."""
    Base.metadata.create_all(db.engine)
    stamp()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Which database this test runs on."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def app(database: str, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application, its database empty, its context pushed."""
    application: Flask = request.getfixturevalue(f"_{database}_app")
    if database == "sqlite":
        path = _sqlite_path(application)
        for leftover in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(path.with_suffix(".template"), path)
    shutil.rmtree(Path(application.instance_path) / "files", ignore_errors=True)
    settings = dict(application.config)
    with application.app_context():
        db.session.info["actor"] = "test"
        yield application
        db.session.remove()
        application.config.clear()  # a setting that a test changes is changed for that test alone
        application.config.update(settings)
        if database == "postgresql":
            with db.engine.begin() as connection:
                empty(connection, touched(connection) & Base.metadata.tables.keys())
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session  # type: ignore[return-value]  # the scoped session acts as one


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A browser without JavaScript that refuses pages which are not in order."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def sign_in() -> Callable[..., CheckingClient]:
    """`sign_in(client, user)`: from here on the client is this user."""

    def sign(client: CheckingClient, user: object) -> CheckingClient:
        with client.session_transaction() as cookie:
            cookie["_user_id"] = user.get_id()  # type: ignore[attr-defined]
            cookie["_fresh"] = True
        return client

    return sign


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real notices and code lists that do not belong to the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("The folder with real notices (../shared/data, or INCUBATOR_SHARED_DATA) is absent")
    return SHARED_DATA


# Where the protocol itself asks for a GET that signs someone in; what it brings works once.
CHANGES_BY_PROTOCOL = {"accounts.come_back"}


@event.listens_for(Session, "before_flush")
def _refuse_writes_on_get(session: Session, _context: object, _instances: object) -> None:
    if (
        has_request_context()
        and request.method in {"GET", "HEAD"}
        and request.endpoint not in CHANGES_BY_PROTOCOL
        and (session.new or session.dirty or session.deleted)
    ):
        raise AssertionError(f"GET {request.path} writes to the database")


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_writes_on_get(state: ORMExecuteState) -> None:
    if (
        has_request_context()
        and request.method in {"GET", "HEAD"}
        and request.endpoint not in CHANGES_BY_PROTOCOL
        and (state.is_insert or state.is_update or state.is_delete)
    ):
        raise AssertionError(f"GET {request.path} writes to the database")


@pytest.fixture
def count_queries(app: Flask) -> Iterator[Callable[[], int]]:
    """How many statements were run since the last time one asked."""
    seen = [0]

    def note(*_args: object) -> None:
        seen[0] += 1

    def asked() -> int:
        number, seen[0] = seen[0], 0
        return number

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)
