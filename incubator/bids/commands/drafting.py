"""`incubator bids`: draft the documents of a bid."""

import itertools
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from incubator.bids import documents
from incubator.bids.commands.group import group
from incubator.bids.documents.gaps import address
from incubator.bids.messages import sources
from incubator.bids.models import Bid, BidDocument
from incubator.bids.services import bidding as services
from incubator.bids.services import making
from incubator.bids.values.documents import Audience
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock, files, schema
from incubator.core.current import this_app
from incubator.core.db import SYSTEM, transaction
from incubator.core.i18n import explain
from incubator.core.web import settings
from incubator.notices.queries import publications

INTERNAL_FOLDER = "intern"


@group.command("draft")
@click.option("--coop", "slug", required=True)
@click.option("--notice", "notice_id", required=True, type=int)
@click.option("--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the files and the open points as JSON.")
def draft(slug: str, notice_id: int, folder: Path, as_json: bool) -> None:
    """Begin a bid when there is none yet, and write its documents in a folder; what is internal in a folder of its own.

    A document that stands there already is kept: the new one gets a number. Exit 1 when one cannot bid on the notice or the
    folder cannot be written, 2 when there is no such cooperative or notice.
    """
    schema.require_current(this_app())
    cooperative, notice = cooperatives.cooperative_by_slug(slug), publications.notice(notice_id)
    if cooperative is None:
        raise click.UsageError(f"There is no cooperative {slug!r}.")
    if notice is None:
        raise click.UsageError(f"There is no notice {notice_id}.")
    now, base_url = clock.now(), settings().base_url
    with transaction(actor=SYSTEM):
        bid = services.start(cooperative, notice, owner=None, now=now, today=clock.today())
        done = making.make(bid, by=None, now=now, base_url=base_url)
        # Inside the transaction: when the folder refuses, no bid was begun either.
        written = [_written(folder, row) for row in done.documents]
        open_points = list(_open_points(bid, now, base_url))
        stopped = list(_stopped(bid, done, now, base_url))
    if as_json:
        click.echo(json.dumps({"files": written, "open": [*open_points, *stopped]}, ensure_ascii=False, indent=2))
        return
    for file in written:
        click.echo(file["path"])
    click.echo(f"{sum(int(point['count']) for point in open_points)} open points")
    for line in stopped:
        click.echo(f"Not made: {line['what']}")


def _written(folder: Path, row: BidDocument) -> dict[str, str | None]:
    place = folder / INTERNAL_FOLDER if row.audience is Audience.INTERNAL else folder
    path = _write(place, Path(row.file.name), files.content_of(row.file))
    return {"path": str(path), "kind": row.kind, "lot": row.lot or None}


def _open_points(bid: Bid, now: datetime, base_url: str) -> Iterator[dict[str, str | int]]:
    """What is open in the documents for the buyer, each with the page where it is mended."""
    source = sources.source_of(bid, made_at=now, base_url=base_url)
    for gap in documents.gaps_of_set(source):
        yield {"what": f"{gap.document}: {gap.what}", "where": address(source.place, gap.page), "count": gap.count}


def _stopped(bid: Bid, done: making.MadeSet, now: datetime, base_url: str) -> Iterator[dict[str, str]]:
    """The documents that may not leave yet, each with the reason and the page that says so too."""
    where = address(sources.source_of(bid, made_at=now, base_url=base_url).place, "stukken")
    for title, broken_rule in done.stopped:
        yield {"what": f"{title}: {explain(broken_rule)}", "where": where}


def _write(folder: Path, name: Path, content: bytes) -> Path:
    """Write a document in the folder without touching one that people may have worked on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        path = folder / (name.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        try:
            with path.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            continue
        return path
    raise AssertionError("There is always a next number")
