"""`incubator statutes library`: what was accepted here, for whoever keeps the files of the clause library."""

import json
from collections.abc import Sequence
from typing import Any

import click

from incubator.statutes.commands.answers import group
from incubator.statutes.documents.linting.proposals import LibraryClause, clause_in
from incubator.statutes.models import ClauseProposal
from incubator.statutes.queries import proposals as queries
from incubator.statutes.queries.wording import accepted_changes


@group.command("library")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def library(as_json: bool) -> None:
    """Print the clauses that were changed here as TOML, with the reason of each change, to take them over into the files.

    What no longer fits the files of this release is listed as such: there the text of the files holds.
    """
    accepted, unfitting = queries.accepted_proposals(), queries.unfitting_proposals()
    clauses = [_clause(standing, accepted) for standing in _changed(accepted)]
    if as_json:
        numbers = [proposal.library_version for proposal in unfitting]
        answer = {"version": len(accepted), "clauses": clauses, "unfitting": numbers}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for clause in clauses:
        click.echo("\n".join(_as_toml(clause)))
    for proposal in unfitting:
        click.echo(f"# change {proposal.library_version} of clause {proposal.clause} no longer fits the files")
    click.echo(f"# version {len(accepted)} of the model texts")


def _changed(accepted: Sequence[ClauseProposal]) -> list[LibraryClause]:
    """The clauses of now that differ from the files, each once."""
    changes = accepted_changes()
    changed = []
    for name in dict.fromkeys(proposal.clause for proposal in accepted):
        standing = clause_in(changes, name)
        if standing is not None and standing != clause_in((), name):
            changed.append(standing)
    return changed


def _clause(standing: LibraryClause, accepted: Sequence[ClauseProposal]) -> dict[str, Any]:
    made = [proposal for proposal in accepted if proposal.clause == standing.id]
    reasons = [proposal.reason for proposal in made]
    law = [proposal.law for proposal in made]
    return {
        "article": standing.article["id"],
        "id": standing.id,
        "text": standing.raw["text"],
        "letters": standing.raw.get("letters", []),
        "plain": standing.article["plain"],
        "plain_en": standing.article["plain_en"],
        "reasons": reasons,
        "law": law,
    }


def _as_toml(clause: dict[str, Any]) -> list[str]:
    """A text in JSON is one in TOML too."""
    values = {name: value for name, value in clause.items() if value != []}
    return ["[[clause]]", *(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()), ""]
