"""One file with everything: all tables as JSON lines and the stored files. It goes back into either kind of database.

The snapshot is consistent: all tables are read in one transaction. Restoring happens in one transaction too: it is all there, or
nothing changed. Settings and secrets are not in it: they belong to the machine, not to the data.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DBAPIError

from incubator.core import private, schema
from incubator.core.db import Base, db
from incubator.core.files import files_folder
from incubator.core.job_runs import JobLease
from incubator.core.records import last_number, read_rows, replacing, write_rows

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1_000_000  # bytes; ours are a few kilobytes
LARGEST_NUMBER = 2**31 - 1  # of a row: what the column of its key holds
RESTORED = "files-restored-"


class BackupRefused(Exception):
    """This cannot be done; nothing was changed. The sentence says why."""


class NotABackup(BackupRefused):
    """The file is something else."""


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds."""

    made_at: str
    program: str
    revision: str | None
    rows: dict[str, int]
    files: int

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def _tables() -> list[Table]:
    return sorted(Base.metadata.tables.values(), key=lambda table: table.name)


def back_up(target: Path, *, now: datetime) -> BackupContents:
    """Write everything to `target`, whole or not at all. Raises `BackupRefused`."""
    state = schema.state()
    if not state.up_to_date:
        raise BackupRefused("The database is not up to date. Run: incubator db upgrade")
    unfinished = target.with_name(f"{target.name}.part")
    try:
        # Names, addresses, hashes of passwords: for the eyes of its owner, from the first byte.
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600, exist_ok=False)
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive, _snapshot() as connection:
            # The tables first: a file that is stored meanwhile is then one too many, never one too few.
            tables = _write_tables(archive, connection)
            rows = {name: table["rows"] for name, table in tables.items()}
            files = _write_files(archive)
            contents = BackupContents(now.isoformat(), version("incubator"), state.current, rows, files)
            archive.writestr(MANIFEST, json.dumps(_manifest(contents, tables), indent=1))
        # A backup that was broken off never bears the name of a good one.
        unfinished.replace(target)
    except OSError as error:
        raise BackupRefused(f"{target} cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return contents


def _manifest(contents: BackupContents, tables: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": contents.made_at,
        "program": contents.program,
        "revision": contents.revision,
        "tables": tables,
        "files": contents.files,
    }


@contextmanager
def _snapshot() -> Iterator[Connection]:
    """A connection that sees one moment, however long the reading takes."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield connection
        connection.rollback()


def _write_tables(archive: zipfile.ZipFile, connection: Connection) -> dict[str, dict[str, Any]]:
    """What the manifest says of each table: how many rows, their digest, and the last number that it gave (none: it counts no rows)."""
    tables = {}
    for table in _tables():
        digest, count = hashlib.sha256(), 0
        with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as stream:
            for line in read_rows(table, connection):
                stream.write(line)
                digest.update(line)
                count += 1
        tables[table.name] = {
            "rows": count - 1,  # the first line names the columns
            "sha256": digest.hexdigest(),
            "last_number": last_number(table, connection),
        }
    return tables


def _write_files(archive: zipfile.ZipFile) -> int:
    folder = files_folder()
    paths = [path for path in sorted(folder.glob("??/*")) if path.is_file() and not path.name.endswith(".part")]
    for path in paths:
        archive.write(path, f"files/{path.relative_to(folder).as_posix()}")
    return len(paths)


def is_empty() -> bool:
    """Is there nothing to lose? An upgrade itself plans the jobs."""
    tables = [table for table in _tables() if table is not JobLease.__table__]
    with db.engine.connect() as connection:
        return not any(connection.scalar(select(func.count()).select_from(table)) for table in tables)


def restore(source: Path, *, overwrite: bool = False) -> BackupContents:
    """Put everything back. Raises `BackupRefused`: no backup of ours, damaged, or there is something to lose."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _checked(archive)
            # An empty machine gets its tables first.
            schema.upgrade()
            if not overwrite and not is_empty():
                raise BackupRefused("The database is not empty. Add --yes to replace all that is in it.")
            # Files are put beside the present ones and change places at the end, once the tables are in.
            fresh = _unpack_files(archive)
            try:
                _replace_tables(archive, _last_numbers(manifest))
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
            _put_files(fresh)
    except DBAPIError as error:
        raise BackupRefused(f"The database refuses this backup, nothing was changed: {error.orig}") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise NotABackup(f"{source} is no backup of this program, or it is damaged: {error}") from error
    except OSError as error:
        raise BackupRefused(f"{source} cannot be read: {error.strerror or error}") from error
    return _contents(manifest)


def _contents(manifest: dict[str, Any]) -> BackupContents:
    rows = {name: table["rows"] for name, table in manifest["tables"].items()}
    return BackupContents(manifest["made_at"], manifest["program"], manifest["revision"], rows, manifest["files"])


def _checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest, after everything that it promises turned out to be there, and nothing more."""
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise BackupRefused("This is no backup of this program: its manifest is too large.")
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise BackupRefused(f"This backup has format {manifest['format']}; this program reads format {FORMAT}.")
    needed = schema.state().needed
    if manifest["revision"] != needed:
        raise BackupRefused(
            f"This backup was made by version {manifest['program']} with schema {manifest['revision']}; this program has "
            f"schema {needed}. Restore it with the version that made it, then update and run: incubator db upgrade"
        )
    missing = sorted(set(Base.metadata.tables) - set(manifest["tables"]))
    if missing:
        raise BackupRefused(f"This backup is damaged: it does not hold the table {missing[0]}.")
    files = _files_in(archive)
    if len(files) != manifest["files"]:
        raise BackupRefused(f"This backup is damaged: it holds {len(files)} of its {manifest['files']} files.")
    for name in files:
        _check_file(archive, name)
    for name, promised in manifest["tables"].items():
        if name not in Base.metadata.tables:
            raise BackupRefused(f"This backup has a table that this program does not know: {name}")
        with archive.open(f"tables/{name}.jsonl") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != promised["sha256"]:  # type: ignore[arg-type]  # a reader
                raise BackupRefused(f"This backup is damaged: the table {name} has changed since it was written.")
    return manifest


def _files_in(archive: zipfile.ZipFile) -> list[str]:
    """The names of the stored files, each once: a ZIP can hold two members of one name."""
    return sorted({name for name in archive.namelist() if name.startswith("files/")})


def _check_file(archive: zipfile.ZipFile, name: str) -> None:
    """A stored file is named after its own content. Read in pieces: a file may be larger than the memory."""
    digest = name.rpartition("/")[2]
    with archive.open(name) as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != digest:  # type: ignore[arg-type]  # a reader
            raise BackupRefused(f"This backup is damaged: the file {digest[:12]} has changed since it was written.")


def _last_numbers(manifest: dict[str, Any]) -> dict[str, int]:
    """By table the last number that was given to a row, so that none is given twice; older backups do not have it."""
    given = {name: table.get("last_number") for name, table in manifest["tables"].items()}
    numbers = {name: number for name, number in given.items() if number is not None}
    if not all(isinstance(number, int) and 0 <= number <= LARGEST_NUMBER for number in numbers.values()):
        raise ValueError("a table that counts its rows in another way")
    return numbers


def _replace_tables(archive: zipfile.ZipFile, numbers: dict[str, int]) -> None:
    present = set(archive.namelist())
    with db.engine.connect() as connection, replacing(connection, numbers):
        for table in _tables():
            connection.execute(table.delete())
        for table in _tables():
            name = f"tables/{table.name}.jsonl"
            # What triggers wrote while other tables were filled stands in the backup as well.
            connection.execute(table.delete())
            if name in present:
                with archive.open(name) as lines:
                    write_rows(table, connection, lines)


def _unpack_files(archive: zipfile.ZipFile) -> Path:
    """The files beside the present ones; `_checked` has compared each with the content that its name promises."""
    folder = files_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    # What a restore left behind that was killed.
    for left in folder.parent.glob(f"{RESTORED}*"):
        shutil.rmtree(left, ignore_errors=True)
    fresh = Path(mkdtemp(prefix=RESTORED, dir=folder.parent))
    for name in _files_in(archive):
        digest = name.rpartition("/")[2]
        place = fresh / digest[:2] / digest
        private.make_folder(place.parent)
        private.write(place, b"")
        with archive.open(name) as content, place.open("wb") as target:
            shutil.copyfileobj(content, target)
    return fresh


def _put_files(fresh: Path) -> None:
    folder = files_folder()
    gone = folder.with_name(fresh.name.replace(RESTORED, "files-replaced-"))
    if folder.exists():
        folder.rename(gone)
    fresh.rename(folder)
    shutil.rmtree(gone, ignore_errors=True)
