"""`incubator sources`: add, list, fetch and test where notices come from."""

import json
import sys
from typing import Any

import click

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.http import Client
from incubator.core.listing import or_say_none
from incubator.core.web import settings
from incubator.sources import jobs, queries
from incubator.sources.kinds import KINDS, SourceKind, SourceWalk
from incubator.sources.kinds.findings import ProbeFinding
from incubator.sources.models import Source
from incubator.sources.services import examining, managing, probing

group = click.Group("sources", help="Where notices come from: add, list, fetch, test.")
READY_MADE = [kind.name for kind in KINDS.values() if kind.ready_made is not None]
NO_SOURCES = "No source is read yet. To add one: incubator sources add tenderned"
json_option = click.option("--json", "want_json", is_flag=True, help="JSON on stdout, one object a line.")


def _print(line: dict[str, Any]) -> None:
    click.echo(json.dumps(line, ensure_ascii=False))


def _shown(shown: queries.Shown) -> dict[str, Any]:
    source = shown.source
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "url": source.url,
        "active": source.active,
        "status": shown.state.value,
        "last_success": _moment(source.last_success_at),
        "next": _moment(source.next_at) if source.active else None,
        "read": source.last_usable + source.last_rejected,
        "rejected": source.last_rejected,
        "error": _error(source),
    }


def _error(source: Source) -> str | None:
    if not source.problem:
        return None
    return str(source.problem["message"] % source.problem["params"])


def _moment(value: Any) -> str | None:
    if value is None:
        return None
    return str(value.isoformat(timespec="seconds"))


@group.command("add")
@click.argument("url", required=False)
@click.option(
    "--kind", type=click.Choice(list(KINDS)), help="What is there. Without it, the address is tried to find out."
)
@click.option("--name", default="", help="How it is called in the list.")
@click.option(
    "--country", "countries", multiple=True, help="For TED: three letters, NLD when not given. May be repeated."
)
@click.option("--cpv", "codes", multiple=True, help="For TED: eight digits. May be repeated.")
@json_option
def add(
    url: str | None, *, kind: str | None, name: str, countries: tuple[str, ...], codes: tuple[str, ...], want_json: bool
) -> None:
    """Add a source: URL, or `tenderned` or `ted`, which need no address. It is read at the next fetch.

    Without --kind the address is visited to find out what is there. Exit 1 when it is refused, and nothing has changed.
    """
    if url in READY_MADE:
        url, kind = None, url
    if url is None and kind not in READY_MADE:
        raise click.UsageError(f"Give an address, or one of: {', '.join(READY_MADE)}.")
    chosen = _options(countries, codes)
    try:
        source_kind, address, usual_name = _chosen(url, kind, Client.of(settings()))
        with transaction(actor=SYSTEM):
            private = settings().allow_private_sources
            added = managing.add(address, source_kind, name or usual_name, now=clock.now(), allow_private=private)
            managing.choose(added, chosen)
    except RuleViolation as refused:
        raise click.ClickException(str(refused)) from refused
    if want_json:
        _print({"id": added.id, "name": added.name, "kind": added.kind, "url": added.url})
    else:
        click.echo(f"Added {added.name} ({added.kind}): {added.url}")


def _options(countries: tuple[str, ...], codes: tuple[str, ...]) -> dict[str, list[str]]:
    """What is chosen; who names codes only means the usual countries."""
    chosen = {}
    if countries:
        chosen["countries"] = [country.upper() for country in countries]
    if codes:
        chosen["cpv"] = list(codes)
    return chosen


def _chosen(url: str | None, kind: str | None, client: Client) -> tuple[SourceKind, str, str]:
    """Kind, address and name."""
    if kind is None:
        probed = probing.probe(url or "", client, today=clock.today())
        return KINDS[probed.kind], probed.url, probed.name
    ready = KINDS[kind].ready_made
    if url is None and ready is not None:
        return KINDS[kind], ready.url, ready.name
    return KINDS[kind], url or "", ""


@group.command("list")
@json_option
def list_(want_json: bool) -> None:
    """Print the sources and how they are doing."""
    for shown in or_say_none(queries.overview(clock.now()), NO_SOURCES):
        line = _shown(shown)
        if want_json:
            _print(line)
        else:
            click.echo("\t".join(map(_cell, line.values())))


def _cell(value: object) -> str:
    # An empty cell would shift the columns for who cuts them apart by blanks.
    if value is None:
        return "-"
    return str(value)


@group.command("fetch")
@click.argument("which", required=False)
@json_option
def fetch(which: str | None, want_json: bool) -> None:
    """Read all sources that are due, or the one named by its name, number or address.

    Prints for each: status, new, updated, unchanged, rejected, and when it will be read again. Can be stopped and started again.
    Exit 0 when all was read, 1 when nothing could be, 3 when a part could not or something was rejected, 2 for an unknown name.
    """
    ids = _asked(which)
    client = Client.of(settings())
    readings = []
    for source_id in or_say_none(ids, "No source is due." if _has_sources() else NO_SOURCES):
        reading = jobs.read_source(source_id, client, progress=_progress)
        readings.append(reading)
        _report(reading, want_json)
    sys.exit(_exit_status(readings))


def _has_sources() -> bool:
    with transaction(actor=SYSTEM):
        return bool(queries.sources())


def _asked(which: str | None) -> list[int]:
    with transaction(actor=SYSTEM):
        if which is None:
            return queries.due_ids(clock.now())
        source = queries.source_by_name(which)
        if source is not None:
            return [source.id]
        names = ", ".join(source.name for source in queries.sources()) or "none yet"
    raise click.UsageError(f"There is no source {which!r}. There are: {names}")


def _exit_status(readings: list[jobs.SourceReading]) -> int:
    wrong = stored = rejected = 0
    for reading in readings:
        wrong += reading.status in {"failed", "busy"}
        stored += reading.stored
        rejected += reading.rejected
    # What was stored before a source failed is worth something: then a part came in.
    if wrong and wrong == len(readings) and not stored:
        return 1
    if wrong or rejected:
        return 3
    return 0


def _progress(reading: jobs.SourceReading) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{reading.name}: {reading.new} new, {reading.updated} updated", nl=False, err=True)


def _report(reading: jobs.SourceReading, want_json: bool) -> None:
    counts = {name: getattr(reading, name) for name in ("new", "updated", "unchanged", "rejected")}
    due = _moment(reading.next)
    if want_json:
        line = {"id": reading.id, "name": reading.name, "kind": reading.kind, "status": reading.status}
        _print(line | counts | {"next": due, "error": reading.error})
        return
    numbers = ", ".join(f"{number} {name}" for name, number in counts.items())
    click.echo(f"{reading.name}: {reading.status}; {numbers}; next {due or '-'}")
    if reading.error:
        click.echo(f"  {reading.error}", err=True)


@group.command("test")
@click.argument("which", required=False)
@json_option
def test(which: str | None, want_json: bool) -> None:
    """Try the real service and say, field by field, what differs from what is expected. Stores nothing.

    WHICH is a source in the list, `tenderned`, `ted`, or an address. Without it: all sources, or the ready-made ones when there are
    none. Exit 1 when something is missing that our reader needs.
    """
    client = Client.of(settings())
    complete = True
    for name, kind, walk in _to_try(which, client):
        findings = examining.examine(kind, walk, client)
        absent = sum(finding.result == "missing" for finding in findings)
        complete = complete and not absent
        if want_json:
            listed = list(map(_finding_as_json, findings))
            _print({"name": name, "kind": kind.name, "url": walk.url, "ok": not absent, "findings": listed})
        else:
            click.echo(f"{name} ({kind.name}): {walk.url}")
            _print_findings(findings, absent)
    if not complete:
        sys.exit(1)


def _finding_as_json(finding: ProbeFinding) -> dict[str, str]:
    return {"field": finding.field, "result": finding.result, "says": finding.sentence}


def _print_findings(findings: list[ProbeFinding], absent: int) -> None:
    for finding in findings:
        click.echo(f"  {finding.result:<8} {finding.field}: {finding.sentence}")
    if absent:
        click.echo(f"  {absent} missing")
    else:
        click.echo("  nothing missing")


def _to_try(which: str | None, client: Client) -> list[tuple[str, SourceKind, SourceWalk]]:
    """What is tried: a source of the list, a ready-made one, or what is at an address."""
    listed = _listed(which)
    if listed:
        return listed
    ready = []
    for name in READY_MADE:
        service = KINDS[name].ready_made
        if service is not None and which in {None, name}:
            ready.append((service.name, KINDS[name], _walk(service.url)))
    if ready:
        return ready
    try:
        probed = probing.probe(which or "", client, today=clock.today())
    except RuleViolation as refused:
        raise click.ClickException(str(refused)) from refused
    return [(probed.name, KINDS[probed.kind], _walk(probed.url))]


def _listed(which: str | None) -> list[tuple[str, SourceKind, SourceWalk]]:
    with transaction(actor=SYSTEM):
        if which is None:
            sources = list(queries.sources())
        else:
            source = queries.source_by_name(which)
            sources = [source] if source is not None else []
        return [(source.name, KINDS[source.kind], _walk(source.url, source.options)) for source in sources]


def _walk(url: str, options: dict[str, Any] | None = None) -> SourceWalk:
    return SourceWalk(url, dict(options or {}), {}, clock.today())
