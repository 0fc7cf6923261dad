"""`incubator bids`: draft the documents of a bid."""

import sys
from pathlib import Path

import click

from incubator.bids import documents, messages, services
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.word import open_points, to_bytes
from incubator.notices.queries import publications

group = click.Group("bids", help="Bids of cooperatives on public notices.")


@group.command("draft")
@click.option("--coop", "slug", required=True)
@click.option("--notice", "notice_id", required=True, type=int)
@click.option("--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
def draft(slug: str, notice_id: int, folder: Path) -> None:
    """Begin a bid when there is none yet, and write its documents (Word) in a folder."""
    cooperative = cooperatives.cooperative_by_slug(slug)
    notice = publications.notice(notice_id)
    if cooperative is None or notice is None:
        raise click.UsageError(
            f"There is no {'cooperative ' + repr(slug) if cooperative is None else f'notice {notice_id}'}."
        )
    try:
        with transaction(actor=SYSTEM):
            bid = services.start(cooperative, notice, owner=None, now=clock.now(), today=clock.today())
            plan = documents.plan_of_approach(
                notice.data,
                messages.known(cooperatives.holding_facts(cooperative)),
                cooperative=cooperative.name,
                chosen_lots=bid.lots,
                deadline=notice.deadline,
                made_at=clock.now(),
            )
            services.remember_facts(bid, now=clock.now())
    except RuleViolation as broken_rule:
        click.echo(str(broken_rule), err=True)
        sys.exit(1)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "plan-van-aanpak.docx"
    path.write_bytes(to_bytes(plan))
    click.echo(f"{path}: {len(open_points(plan))} open points")
