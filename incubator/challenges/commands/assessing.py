"""`incubator challenges assess`."""

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime

import click

from incubator.challenges.commands.group import group
from incubator.challenges.messages import verdicts as words
from incubator.challenges.queries import assessing
from incubator.challenges.values import Ground, Verdict
from incubator.core import clock, schema
from incubator.core.current import this_app
from incubator.core.listing import or_say_none
from incubator.core.quantities import FIRST_DAY, LAST_DAY
from incubator.core.web import LARGEST_NUMBER
from incubator.notices.models import Notice
from incubator.notices.queries import as_json, publications


@group.command("assess")
@click.option("--notice", "notice_id", type=int, help="Only the notice with this number.")
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="As on this day (default: today).")
@click.option("--json", "want_json", is_flag=True, help="One JSON object a line.")
def assess(notice_id: int | None, on: datetime | None, want_json: bool) -> None:
    """Say of each stored notice whether its task could be challenged, and why. Stores nothing. Exit 1: no such notice."""
    schema.require_current(this_app())
    today, now = _moment(on)
    verdicts = assessing.assess_each(_asked(notice_id, now), today=today, now=now)
    for notice, verdict in or_say_none(verdicts, "There is no notice to assess yet."):
        if want_json:
            click.echo(json.dumps(_as_json(notice, verdict), ensure_ascii=False))
        else:
            click.echo(f"{notice.id}\t{verdict.level.value}\t{verdict.until or '-'}\t{notice.title}")


def _moment(on: datetime | None) -> tuple[date, datetime]:
    """The day that is asked about, and its first moment; today it is now."""
    if on is None or on.date() == clock.today():
        return clock.today(), clock.now()
    day = on.date()
    if not FIRST_DAY <= day <= LAST_DAY:
        raise click.BadParameter(f"a day from {FIRST_DAY} to {LAST_DAY}", param_hint="--on")
    return day, clock.start_of_day(day) or clock.now()


def _asked(notice_id: int | None, now: datetime) -> Iterable[Notice]:
    if notice_id is None:
        return publications.listed(now=now)
    notice = publications.notice(notice_id) if notice_id <= LARGEST_NUMBER else None
    if notice is None:
        click.echo(f"There is no notice {notice_id}", err=True)
        sys.exit(1)
    return [notice]


def _as_json(notice: Notice, verdict: Verdict) -> dict[str, object]:
    return {
        "id": notice.id,
        "identities": as_json.identities(notice),
        "level": verdict.level.value,
        "until": verdict.until.isoformat() if verdict.until else None,
        "next": str(words.NEXT[verdict.next_action]),
        "grounds": list(map(_ground, verdict.grounds)),
    }


def _ground(ground: Ground) -> dict[str, object]:
    return {
        "kind": ground.kind.value,
        "for": ground.speaks_for,
        "says": words.sentence(ground),
        "source": words.source(ground),
    }
