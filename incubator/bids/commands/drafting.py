"""`incubator bids`: draft the documents of a bid."""

import itertools
from pathlib import Path

import click

from incubator.bids import documents
from incubator.bids.commands.group import group
from incubator.bids.messages import bidding as messages
from incubator.bids.services import bidding as services
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.word import to_bytes
from incubator.notices.queries import publications


@group.command("draft")
@click.option("--coop", "slug", required=True)
@click.option("--notice", "notice_id", required=True, type=int)
@click.option("--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
def draft(slug: str, notice_id: int, folder: Path) -> None:
    """Begin a bid when there is none yet, and write its documents (Word) in a folder.

    A document that stands there already is kept: the new one gets a number. Exit 1 when one cannot bid on the notice or the
    folder cannot be written, 2 when there is no such cooperative or notice.
    """
    cooperative, notice = cooperatives.cooperative_by_slug(slug), publications.notice(notice_id)
    if cooperative is None:
        raise click.UsageError(f"There is no cooperative {slug!r}.")
    if notice is None:
        raise click.UsageError(f"There is no notice {notice_id}.")
    with transaction(actor=SYSTEM):
        bid = services.start(cooperative, notice, owner=None, now=clock.now(), today=clock.today())
        plan = messages.plan_of(bid, made_at=clock.now())
        services.remember_facts(bid, now=clock.now())
        # Inside the transaction: when the folder refuses, no bid was begun either.
        path = _write(folder, "plan-van-aanpak", to_bytes(plan))
    click.echo(f"{path}: {len(documents.open_points_of(plan))} open points")


def _write(folder: Path, name: str, content: bytes) -> Path:
    """Write a document in the folder without touching one that people may have worked on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        path = folder / (f"{name}.docx" if number == 1 else f"{name}-{number}.docx")
        try:
            with path.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            continue
        return path
    raise AssertionError("There is always a next number")
