"""`incubator statutes radar`: which changes of law come, whom they hit, and the amendment that follows."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.statutes.commands.answers import GIVEN, group
from incubator.statutes.commands.lint import statutes_in
from incubator.statutes.documents.radar import RadarPeriod, changes_in, hit_of
from incubator.statutes.queries.radar import all_groups
from incubator.statutes.queries.radar import radar as radar_lines
from incubator.statutes.values.findings import article_in_words
from incubator.statutes.values.law_changes import HitKind, LawChange

Hits = Sequence[dict[str, Any]]
KINDS = {
    HitKind.ASKED: "de wet vraagt iets dat hier niet staat",
    HitKind.DROPPED: "wat de wet vroeg, vraagt zij niet meer",
    HitKind.TEXT: "de tekst van de akte wordt anders",
    HitKind.QUESTION: "dit weet alleen de groep",
}
DAY = click.DateTime(["%Y-%m-%d"])


@group.command("radar")
@click.option("--from", "first", type=DAY, metavar="DATE", help="The first day; a year ago when left out.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="The last day; in two years when left out.")
@click.option(
    "--answers", "file", type=GIVEN, help="Answers in a file (- is standard input) instead of what is stored."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def radar(first: datetime | None, last: datetime | None, file: Path | None, as_json: bool) -> None:
    """List the changes of law in a period: what changes, which cooperatives are hit (statutes in force, and drafts) and the amendment.

    With --answers it reads no stored data.
    """
    today = clock.today()
    period = _period(first, last, today)
    lines = _lines_of_groups(period, today) if file is None else _lines_of_file(file, period, today)
    if as_json:
        click.echo(json.dumps(_as_json(period, lines), ensure_ascii=False))
        return
    for change, hits in lines:
        for line in _in_words(change, hits):
            click.echo(line)
    click.echo(f"{len(lines)} wijzigingen van {write_day(period.first)} tot en met {write_day(period.last)}.")


def _period(first: datetime | None, last: datetime | None, today: date) -> RadarPeriod:
    """Raises `click.UsageError` when it ends before it begins."""
    period = RadarPeriod.around(today)
    if first is not None:
        period = replace(period, first=first.date())
    if last is not None:
        period = replace(period, last=last.date())
    if period.last < period.first:
        raise click.UsageError("--to is before --from.")
    return period


def _lines_of_groups(period: RadarPeriod, today: date) -> list[tuple[LawChange, Hits]]:
    lines: list[tuple[LawChange, Hits]] = []
    for line in radar_lines(all_groups(), period, today=today):
        lines.append((line.change, [hit.as_json() for hit in line.hits]))
    return lines


def _lines_of_file(file: Path, period: RadarPeriod, today: date) -> list[tuple[LawChange, Hits]]:
    statutes = statutes_in(file)
    lines: list[tuple[LawChange, Hits]] = []
    for change in changes_in(period):
        hit = hit_of(change, statutes, today=today)
        hits = [] if hit is None else [{"file": str(file), **hit.as_json()}]
        lines.append((change, hits))
    return lines


def _as_json(period: RadarPeriod, lines: Sequence[tuple[LawChange, Hits]]) -> dict[str, Any]:
    changes = [{**change.as_json(), "hits": list(hits)} for change, hits in lines]
    return {"from": period.first.isoformat(), "to": period.last.isoformat(), "changes": changes}


def _in_words(change: LawChange, hits: Hits) -> Iterator[str]:
    day = write_day(change.on) if change.on is not None else "nog geen datum"
    doubt = "" if change.sure else ", niet zeker: vraag het de notaris"
    yield f"{day}: {change.title} ({', '.join(map(article_in_words, change.articles))}; {change.source}{doubt})"
    yield f"   Eerst: {change.before}"
    yield f"   Nu: {change.after}"
    yield f"   Wat te doen: {change.action}"
    if change.everyone:
        yield f"   Vraag aan iedere groep: {change.question}"
    for hit in hits:
        yield f"   {_who(hit)}: {KINDS[HitKind(hit['kind'])]}"
        yield from (f"      {sentence}" for sentence in hit["why"])
        yield from map(_amendment, hit["amendment"])
        yield from (f"      Artikel {text['article']}: {text['after'] or 'vervalt'}" for text in hit["text"])


def _who(hit: dict[str, Any]) -> str:
    if "file" in hit:
        return str(hit["file"])
    text = f"akte, versie {hit['version']}" if hit["version"] else "ontwerp"
    return f"{hit['coop']} ({text})"


def _amendment(proposal: dict[str, Any]) -> str:
    if proposal["question"]:
        return f"      {proposal['path']}: {proposal['question']} ({', '.join(proposal['choices'])})"
    return f"      {proposal['path']}: wordt {json.dumps(proposal['proposed'], ensure_ascii=False)}"
