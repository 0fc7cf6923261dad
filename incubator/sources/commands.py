"""`incubator sources`: add, list, fetch and test where notices come from."""

import json
import sys
from typing import Any

import click

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.http import Client
from incubator.core.web import settings
from incubator.sources import jobs, queries
from incubator.sources.models import Source, SourceKind
from incubator.sources.services import examining, managing, probing

group = click.Group("sources", help="Where notices come from: add, list, fetch, test.")
KINDS = [one.value for one in SourceKind]
json_option = click.option("--json", "want_json", is_flag=True, help="JSON on stdout, one object a line.")


def _print(told: dict[str, Any]) -> None:
    click.echo(json.dumps(told, ensure_ascii=False))


def _shown(shown: queries.Shown) -> dict[str, Any]:
    source = shown.source
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind.value,
        "url": source.url,
        "active": source.active,
        "status": shown.state.value,
        "last_success": _moment(source.last_success_at),
        "next": _moment(source.next_at) if source.active else None,
        "error": source.problem["message"] % source.problem["params"] if source.problem else None,
    }


def _moment(value: Any) -> str | None:
    return value.isoformat(timespec="seconds") if value else None


@group.command("add")
@click.argument("url", required=False)
@click.option("--kind", type=click.Choice(KINDS), help="What is there. Without it, the address is tried to find out.")
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
    if url in {"tenderned", "ted"}:
        url, kind = None, url
    if url is None and kind not in {"tenderned", "ted"}:
        raise click.UsageError("Give an address, or one of: tenderned, ted.")
    client = Client.of(settings())
    try:
        chosen, address, called = _chosen(url, kind, client)
        with transaction(actor=SYSTEM):
            added = managing.add(
                address, chosen, name or called, now=clock.now(), allow_private=settings().allow_private_sources
            )
            if countries or codes:
                managing.choose(added, countries=[one.upper() for one in countries] or ["NLD"], codes=codes)
    except RuleViolation as refused:
        raise click.ClickException(str(refused)) from refused
    told = {"id": added.id, "name": added.name, "kind": added.kind.value, "url": added.url}
    if want_json:
        _print(told)
    else:
        click.echo(f"Added {added.name} ({added.kind.value}): {added.url}")


def _chosen(url: str | None, kind: str | None, client: Client) -> tuple[SourceKind, str, str]:
    """Kind, address and name."""
    if kind is not None:
        ready = managing.READY_MADE.get(SourceKind(kind))
        return SourceKind(kind), url or (ready.url if ready else ""), ready.name if ready and not url else ""
    found = probing.probe(url or "", client, today=clock.today())
    return found.kind, found.url, found.name


@group.command("list")
@json_option
def list_(want_json: bool) -> None:
    """Print the sources and how they are doing."""
    for shown in queries.overview(clock.now()):
        told = _shown(shown)
        if want_json:
            _print(told)
        else:
            click.echo("\t".join(str(told[key] if told[key] is not None else "-") for key in told))


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
    told = []
    for source_id in ids:
        read = jobs.read_source(source_id, client, progress=_progress)
        told.append(read)
        _report(read, want_json)
    sys.exit(_exit_status(told))


def _asked(which: str | None) -> list[int]:
    with transaction(actor=SYSTEM):
        if which is None:
            return queries.due_ids(clock.now())
        found = queries.source_by_name(which)
        names = ", ".join(one.name for one in queries.sources()) or "none yet"
    if found is None:
        raise click.UsageError(f"There is no source {which!r}. There are: {names}")
    return [found.id]


def _exit_status(told: list[jobs.Read]) -> int:
    wrong = [one for one in told if one.status in {"failed", "busy"}]
    if wrong and len(wrong) == len(told) and not any(one.stored for one in told):
        return 1
    return 3 if wrong or any(one.rejected for one in told) else 0


def _progress(read: jobs.Read) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{read.name}: {read.new} new, {read.updated} updated", nl=False, err=True)


def _report(read: jobs.Read, want_json: bool) -> None:
    if want_json:
        _print(
            {
                "id": read.id,
                "name": read.name,
                "kind": read.kind,
                "status": read.status,
                "new": read.new,
                "updated": read.updated,
                "unchanged": read.unchanged,
                "rejected": read.rejected,
                "next": _moment(read.next),
                "error": read.error,
            }
        )
        return
    counts = f"{read.new} new, {read.updated} updated, {read.unchanged} unchanged, {read.rejected} rejected"
    click.echo(f"{read.name}: {read.status}; {counts}; next {_moment(read.next) or '-'}")
    if read.error:
        click.echo(f"  {read.error}", err=True)


@group.command("test")
@click.argument("which", required=False)
@json_option
def test(which: str | None, want_json: bool) -> None:
    """Try the real service and say, field by field, what differs from what is expected. Stores nothing.

    WHICH is a source in the list, `tenderned`, `ted`, or an address. Without it: all sources, or the ready-made ones when there are
    none. Exit 1 when something is missing that our reader needs.
    """
    client = Client.of(settings())
    missing = False
    for name, kind, url, options in _to_try(which, client):
        found = examining.examine(kind, url, client, today=clock.today(), options=options)
        absent = [one for one in found if one.result == "missing"]
        missing = missing or bool(absent)
        if want_json:
            findings = [{"field": one.field, "result": one.result, "says": one.says} for one in found]
            _print({"name": name, "kind": kind.value, "url": url, "ok": not absent, "findings": findings})
        else:
            click.echo(f"{name} ({kind.value}): {url}")
            for one in found:
                click.echo(f"  {one.result:<8} {one.field}: {one.says}")
            click.echo(f"  {'nothing missing' if not absent else f'{len(absent)} missing'}")
    sys.exit(1 if missing else 0)


def _to_try(which: str | None, client: Client) -> list[tuple[str, SourceKind, str, dict[str, Any]]]:
    stored: list[Source] = []
    with transaction(actor=SYSTEM):
        if which is None:
            stored = list(queries.sources())
        elif (found := queries.source_by_name(which)) is not None:
            stored = [found]
        listed = [(one.name, one.kind, one.url, dict(one.options or {})) for one in stored]
    if listed:
        return listed
    ready: list[tuple[str, SourceKind, str, dict[str, Any]]] = [
        (one.name, one.kind, one.url, {}) for one in managing.READY_MADE.values() if which in {None, one.kind.value}
    ]
    if ready:
        return ready
    try:
        probed = probing.probe(which or "", client, today=clock.today())
    except RuleViolation as refused:
        raise click.ClickException(str(refused)) from refused
    return [(probed.name, probed.kind, probed.url, {})]
