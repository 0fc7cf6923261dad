"""`incubator dossier`: show, set, import and describe the facts of a cooperative; `incubator cooperatives list`."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import click

from incubator.cooperatives import queries, services
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.values import FACT_KEYS, FactKind, FactSource, FactSourceKind
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.failures import WrongInput, read_text

group = click.Group("dossier", help="The facts of a cooperative: one answer, with its source and date.")


def _group(slug: str) -> Cooperative:
    cooperative = queries.cooperative_by_slug(slug)
    if cooperative is None:
        raise click.UsageError(f"No cooperative is called {slug!r}.")
    return cooperative


def _as_json(fact: Fact) -> dict[str, Any]:
    return {
        "key": fact.key,
        "value": fact.value,
        "state": fact.state.value,
        "source": {"kind": fact.source_kind.value, "ref": fact.source_ref},
        "author": fact.author.name if fact.author else None,
        "recorded_at": fact.recorded_at.isoformat(),
    }


@group.command("schema")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def schema(as_json: bool) -> None:
    """Print all keys of the dossier with their type, meaning (nl, en) and who reads them. Reads nothing else."""
    for definition in FACT_KEYS.values():
        described = {
            "key": definition.key,
            "type": definition.kind.value,
            "nl": definition.nl,
            "en": definition.en,
            "readers": list(definition.readers),
            "owner": definition.owner.value,
            "choices": list(definition.choices),
            "fields": list(definition.fields),
        }
        plain = f"{definition.key}  {definition.kind.value}  {definition.nl} / {definition.en}"
        click.echo(json.dumps(described, ensure_ascii=False) if as_json else plain)


@group.command("show")
@click.option("--coop", "slug", required=True, help="The cooperative, by its slug.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--history", is_flag=True, help="Every value that was ever recorded, not only what holds.")
def show(slug: str, as_json: bool, history: bool) -> None:
    """Print the facts that hold for a cooperative, one a line, with source and date; what is not agreed yet comes last.

    Reads only. With --json one JSON object a line, and nothing about open points.
    """
    cooperative = _group(slug)
    chosen = queries.facts(cooperative) if history else list(queries.holding_facts(cooperative).values())
    if as_json:
        for fact in chosen:
            click.echo(json.dumps(_as_json(fact), ensure_ascii=False))
        return
    for fact in chosen:
        value = json.dumps(fact.value, ensure_ascii=False)
        click.echo(f"{fact.key} = {value}  ({fact.source_kind}, {fact.recorded_at:%Y-%m-%d})")
    for point in (*queries.open_points(cooperative), *queries.suggestions(cooperative).values()):
        for side in point.sides:
            value = json.dumps(side.value, ensure_ascii=False)
            click.echo(f"not agreed: {point.key} = {value}  ({side.source_kind})")


@group.command("set")
@click.option("--coop", "slug", required=True, help="The cooperative, by its slug.")
@click.argument("key")
@click.argument("value")
def set_fact(slug: str, key: str, value: str) -> None:
    """Record an approved fact; VALUE is a text, or JSON for lists and records.

    What held before stays in the history. Exit 1, and nothing stored, when the value cannot be of this type, or when the statutes
    in force, the register or work that a coach approved say otherwise.
    """
    cooperative = _group(slug)
    definition = FACT_KEYS.get(key)
    if definition is None:
        raise click.UsageError(f"The dossier has no key {key!r}; see `incubator dossier schema`.")
    parsed = _parsed(value) if definition.kind in {FactKind.LIST, FactKind.RECORDS} else value
    refused = _store(cooperative, {key: parsed}, FactSourceKind.ENTERED, "command line")
    _finish(refused, stored=1 - len(refused))


@group.command("import")
@click.option("--coop", "slug", required=True, help="The cooperative, by its slug.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_facts(slug: str, file: Path) -> None:
    """Read facts from a JSON object ({key: value}) or a CSV with the columns key and value, and record them as approved.

    The same file again stores nothing twice. What the group filled in itself, or a source that is believed more says, is not
    overwritten. Exit 3 when some facts were refused (each is named), 1 when all were, 2 when the file cannot be read.
    """
    cooperative = _group(slug)
    try:
        values = _read(file)
    except (ValueError, csv.Error, RecursionError) as error:
        raise WrongInput(f"{file}: {error}") from error
    refused = _store(cooperative, values, FactSourceKind.IMPORT, file.name)
    _finish(refused, stored=len(values) - len(refused))


def _read(file: Path) -> dict[str, Any]:
    # Spreadsheets begin a CSV with a byte order mark, which would become part of the name of the first column.
    text = read_text(file)
    if file.suffix.lower() != ".csv":
        values = json.loads(text)
        if not isinstance(values, dict):
            raise ValueError("expected a JSON object with keys of the dossier")
        return values
    rows = csv.DictReader(io.StringIO(text))
    if not {"key", "value"} <= set(rows.fieldnames or ()):
        raise ValueError("expected the columns key and value")
    return {row["key"].strip(): _parsed(row["value"] or "") for row in rows if row["key"]}


def _parsed(value: str) -> Any:
    # A text stays a text: only what begins as a list or an object is read as JSON, so that "12" is not a number.
    if value.strip().startswith(("[", "{")):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def _store(cooperative: Cooperative, values: dict[str, Any], kind: FactSourceKind, ref: str) -> list[str]:
    refused = []
    with transaction(actor=SYSTEM):
        for key, value in values.items():
            try:
                services.record_fact(
                    cooperative, key, value, source=FactSource(kind, ref), author=None, now=clock.now(), approved=True
                )
            except RuleViolation as broken_rule:
                refused.append(f"{key}: {broken_rule}")
    return refused


def _finish(refused: list[str], *, stored: int) -> None:
    for reason in refused:
        click.echo(reason, err=True)
    click.echo(f"{stored} facts stored, {len(refused)} refused")
    if refused:
        sys.exit(3 if stored else 1)
