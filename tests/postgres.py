"""A PostgreSQL of our own for the tests: no service, no network, gone afterwards. Works for root too (as another user)."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from tests.touched import note_what_is_touched, touched

PROGRAMS = "/usr/lib/postgresql/*/bin"
# Of each table the columns that can be written.
COLUMNS = """SELECT table_name, string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
 WHERE table_schema = 'public' AND is_generated = 'NEVER' GROUP BY table_name"""
NUMBERS = """SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, 1), last_value IS NOT NULL
 FROM pg_sequences WHERE schemaname = 'public'"""
SAFE_TO_LOSE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class Server:
    """One running server. `create()` gives the URL of a new database."""

    def __init__(self, programs: Path, folder: Path, user: str | None) -> None:
        self.programs, self.folder, self.user = programs, folder, user
        self.data = folder / "data"
        self._numbers = count(1)

    def run(self, program: str, *arguments: str) -> None:
        options = {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []} if self.user else {}
        output = self.folder / "output"
        with output.open("ab") as stream:
            done = subprocess.run(
                [self.programs / program, *arguments],
                cwd=self.folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                check=False,
                **options,
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {output.read_text()[-2000:]}")

    def start(self) -> None:
        self.run(
            "initdb", "-D", str(self.data), "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=60 {SAFE_TO_LOSE}"
        self.run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")

    def create(self, like: str = "") -> str:
        """An empty database, or a copy of another one, to which nobody is connected."""
        name = f"test_{next(self._numbers)}"
        template = ("-T", _name(like)) if like else ()
        self.run("createdb", "-h", str(self.folder), "-U", "tests", *template, name)
        return f"postgresql://tests@/{name}?host={self.folder}"

    def drop(self, url: str) -> None:
        self.run("dropdb", "-h", str(self.folder), "-U", "tests", "--force", _name(url))


def _name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


class Kept:
    """All rows of a database, kept in a schema beside them, to go back to.

    Written back row by row: a database that is copied anew costs ten times as much.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE SCHEMA kept")
            columns = dict(connection.execute(text(COLUMNS)).all())
            for table in columns:
                connection.exec_driver_sql(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
            numbers = connection.execute(text(NUMBERS)).all()
            note_what_is_touched(connection)
        self._tables = {
            table: f'DELETE FROM public."{table}"; INSERT INTO public."{table}" ({names}) OVERRIDING SYSTEM VALUE '
            f'SELECT {names} FROM kept."{table}"'
            for table, names in columns.items()
        }
        # a number that was given out is gone, also where nothing was stored under it
        self._numbers = [f"SELECT setval('{name}', {last}, {called})" for name, last, called in numbers]

    def put_back(self) -> None:
        with self._engine.begin() as connection:
            changed = map(self._tables.__getitem__, touched(connection))
            connection.exec_driver_sql(
                "SET LOCAL session_replication_role = replica"
            )  # in any order, and no notes of it
            connection.exec_driver_sql("; ".join([*changed, *self._numbers]))


def _programs() -> Path | None:
    folders = sorted(Path("/").glob(PROGRAMS.removeprefix("/")), key=lambda path: int(path.parent.name))
    if folders:
        return folders[-1]
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def _user() -> str | None:
    """PostgreSQL refuses to run as root: then as its own user, or as nobody."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@contextmanager
def running() -> Iterator[Server | None]:
    """A server for as long as this lasts; nothing where the programs are missing. For the tests, and for the benchmarks."""
    programs = _programs()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="incubator-pg-"))
    user = _user()
    if user is not None:
        shutil.chown(folder, user)
    server = Server(programs, folder, user)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One server per worker, started by the first test that needs it."""
    with running() as server:
        if server is None:
            pytest.skip("The PostgreSQL programs are missing: install the package postgresql (Debian) to run this test")
        yield server


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server: Server) -> str:
    """The database that the tests of one worker share, emptied between them."""
    return postgresql_server.create()


@pytest.fixture
def empty_postgresql(postgresql_server: Server) -> Iterator[str]:
    """A database without tables, for one test."""
    url = postgresql_server.create()
    yield url
    postgresql_server.drop(url)
