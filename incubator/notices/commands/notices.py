"""`incubator notices`: import, list and read again."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.failures import Failure
from incubator.core.listing import or_say_none
from incubator.core.open_data import DataRequest
from incubator.formats import archives
from incubator.notices.documents import NoticeExport
from incubator.notices.models import Notice
from incubator.notices.queries import as_json, publications, searching
from incubator.notices.services import ImportResult, SourceDocument, batches, import_documents, rereading
from incubator.notices.values import NoticeStatus

group = click.Group("notices", help="Public notices: import, list, read again.")


def documents(paths: list[Path], result: ImportResult) -> Iterator[SourceDocument]:
    """All files under the paths, archives opened; what cannot be opened is named in the result."""
    for path in paths:
        for file in _files(path):
            try:
                data = archives.read_file(file)
                for name, content in archives.unpack(data, str(file)):
                    yield SourceDocument(name, content)
            except (OSError, archives.ArchiveRefused) as refused:
                result.rejected.append({"path": str(file), "reason": str(refused)})


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(inside for inside in path.rglob("*") if inside.is_file())
    return [path]


@group.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "want_json", is_flag=True, help="Print the counts as JSON on stdout.")
def import_(paths: tuple[Path, ...], want_json: bool) -> None:
    """Read files and folders (also .gz and .zip) in any known format, recognised from the content.

    Stored in batches: after an interruption the same command goes on where it stopped. Exit 3 when something was rejected.
    """
    result = ImportResult()
    for batch in batches(documents(list(paths), result)):
        with transaction(actor=SYSTEM):
            result.add(import_documents(batch, now=clock.now()))
        _progress(result)
    _report(result, want_json)
    if result.rejected:
        sys.exit(3)


def _progress(result: ImportResult) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{result.read} notices read", nl=False, err=True)


def _report(result: ImportResult, want_json: bool) -> None:
    if want_json:
        click.echo(json.dumps(result.as_json(), ensure_ascii=False))
        return
    click.echo(
        f"{result.read} read: {result.new} new, {result.updated} updated, {result.unchanged} unchanged, "
        f"{len(result.rejected)} rejected; {len(result.ignored)} files ignored"
    )
    for refused in (*result.rejected, *result.ignored):
        click.echo(f"{refused['path']}: {refused['reason']}")


@group.command("list")
@click.option("--json", "want_json", is_flag=True, help="One JSON object a line.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Published on or after this date.")
@click.option(
    "--status", type=click.Choice([status.value for status in NoticeStatus if status is not NoticeStatus.LAPSED])
)
@click.option("--search", "words", help="Words to search for, as on the page.")
def list_(want_json: bool, since: datetime | None, status: str | None, words: str | None) -> None:
    """Print the stored notices, one a line."""
    now = clock.now()
    ids = _searched(words, now) if words else None
    chosen = NoticeStatus(status) if status else None
    listed = publications.listed(since=since.date() if since else None, status=chosen, ids=ids, now=now)
    for notice in or_say_none(listed, "No notices answer this."):
        if want_json:
            click.echo(json.dumps(as_json.as_json(notice, now), ensure_ascii=False))
        else:
            click.echo(_line(notice, now))


def _line(notice: Notice, now: datetime) -> str:
    """One notice on one line: number, day of publication, deadline, buyer and title."""
    deadline = notice.deadline_at(now)
    closes = "-"
    if deadline is not None:
        closes = f"{clock.local(deadline.moment):{'%Y-%m-%d' if deadline.whole_day else '%Y-%m-%d %H:%M'}}"
    buyer = notice.buyer.name if notice.buyer else "-"
    return f"{notice.id}\t{notice.published or '-'}\t{closes}\t{buyer}\t{notice.title}"


def _searched(words: str, now: datetime) -> list[int]:
    asked = searching.Request(words=words, corrected_too=True)
    ids, mended = searching.matching_ids_and_words(asked, now=now, limit=100_000)
    if mended:
        click.echo(f"Nothing answers {words!r}; searched for {mended!r}", err=True)
    return ids


@group.command("export")
@click.option(
    "--ocds",
    "target",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Where the OCDS 1.1 release package goes; - is standard output.",
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Published on or after this date.")
@click.option("--json", "want_json", is_flag=True, help="Print the count as JSON.")
def export(target: Path, since: datetime | None, want_json: bool) -> None:
    """Write the stored notices to FILE as a release package of OCDS 1.1, without personal data.

    The package is written while it is read, and takes the place of FILE when it is whole: after an interruption FILE is as it was. Entries
    of news feeds are left out. Exit 1 when FILE cannot be written.
    """
    package = NoticeExport(DataRequest({"since": since.date()} if since else {}))
    to_stdout = str(target) == "-"
    if to_stdout:
        for piece in package.pieces():
            click.echo(piece, nl=False)
    else:
        _write_whole(target, package)
    report = json.dumps({"releases": package.written}) if want_json else f"{package.written} releases written"
    click.echo(report, err=to_stdout)


def _write_whole(target: Path, package: NoticeExport) -> None:
    """Beside the file first, so that nobody reads half a package. Raises `Failure`."""
    beside = target.with_name(f"{target.name}.part")
    try:
        with beside.open("w", encoding="utf-8") as stream:
            for piece in package.pieces():
                stream.write(piece)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Failure(f"{target} cannot be written: {error.strerror}") from error


@group.command("reread")
@click.option("--json", "want_json", is_flag=True)
@click.option("--all", "everything", is_flag=True, help="Also what this version of the reader has read already.")
def reread(want_json: bool, everything: bool) -> None:
    """Read the kept documents again, with the reader as it is now. Can be stopped and started again."""
    result = ImportResult()
    for batch in rereading.portions(everything):
        with transaction(actor=SYSTEM):
            result.add(rereading.reread(batch, now=clock.now()))
        _progress(result)
    _index_again()
    _report(result, want_json)


@group.command("reindex")
def reindex() -> None:
    """Make the search terms again that an older analyser or another word list made. Can be stopped and started again."""
    click.echo(f"{_index_again()} notices indexed again")


def _index_again() -> int:
    total = 0
    while True:
        with transaction(actor=SYSTEM):
            number = rereading.index_again()
        if number == 0:
            return total
        total += number
