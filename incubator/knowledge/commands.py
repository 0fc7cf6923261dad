"""`incubator knowledge`: the texts of the knowledge centre, and what is wrong with them."""

import json
import sys

import click
from flask import current_app

from incubator.core import schema
from incubator.knowledge import queries
from incubator.knowledge.rules.writing import LinkTargets, article_problems

group = click.Group("knowledge", help="The texts of the knowledge centre: what they are, and what is wrong with them.")


@group.command("check")
def check() -> None:
    """Say what is wrong with the texts, each with its file and line. Exit 0 when all hold, 1 when they do not."""
    files = queries.article_files()
    known = LinkTargets(queries.glossary(), {queries.slug_of_file(path) for _kind, path in files})
    count = 0
    for kind, path in files:
        for problem in article_problems(path.read_text(encoding="utf-8"), kind, known):
            click.echo(f"{path.parent.name}/{path.name}:{problem.line}: {problem.sentence}")
            count += 1
    click.echo("1 problem." if count == 1 else f"{count} problems.")
    if count:
        sys.exit(1)


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def show(as_json: bool) -> None:
    """List the texts: kind, slug, owner, when each was last checked and when that is due again. Exit 0."""
    schema.require_current(current_app)  # who looked at a text is stored; what is wrong with it is not
    for check_of_article in queries.checks():
        article = check_of_article.article
        entry = {
            "kind": article.kind,
            "slug": article.slug,
            "title": article.title,
            "owner": article.owner,
            "checked": check_of_article.checked.isoformat(),
            "due": check_of_article.due.isoformat(),
        }
        click.echo(json.dumps(entry, ensure_ascii=False) if as_json else "\t".join(entry.values()))
