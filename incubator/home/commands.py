"""`incubator cooperatives show`: where a group stands, what comes next and what closes its phase."""

import json
from typing import Any

import click
from flask import current_app

from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.home import messages, queries, rules
from incubator.home.messages import Card
from incubator.home.values import Reader, Situation

group = click.Group("cooperatives", help="The groups and cooperatives: where each stands.")


@group.command("show")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(slug: str, as_json: bool) -> None:
    """Print where the group SLUG stands: its phase, the next step and whose turn it is, and the documents that close the phase.

    Reads only. Exit 2 when no group is called so.
    """
    cooperative = cooperatives.cooperative_by_slug(slug)
    if cooperative is None:
        raise click.UsageError(f"No cooperative is called {slug!r}.")
    situation = queries.situation_of(cooperative, now=clock.now())
    # Addresses are made as on a page: from the root of the site.
    with current_app.test_request_context():
        shown = _as_json(cooperative, situation)
    click.echo(json.dumps(shown, ensure_ascii=False) if as_json else _as_text(shown))


def _as_json(cooperative: Cooperative, situation: Situation) -> dict[str, Any]:
    card = messages.card(situation, cooperative, Reader.GROUP)
    lines = messages.exit_lines(cooperative.slug, rules.exit_list(situation))
    return {
        "slug": cooperative.slug,
        "name": cooperative.name,
        "phase": cooperative.phase.value,
        "next": _next(card),
        "exit": [
            {"document": line.item.document, "state": line.item.state.value, "path": line.url, "name": line.name}
            for line in lines
        ],
        "still_days": situation.still_days,
        "stands_still": rules.stands_still(situation),
        "coach": _coach(cooperative),
    }


def _next(card: Card) -> dict[str, Any]:
    step = card.step
    since = clock.local(step.since).date().isoformat() if step.since else None
    blocked_by = step.blocked_by.value if step.blocked_by else None
    return {
        "what": card.title,
        "why": card.why,
        "whose_turn": step.turn.value,
        "since": since,
        "blocked_by": blocked_by,
        "path": card.url,
        "kind": step.kind.value,
        "meanwhile": [other.text for other in card.elsewhere],
    }


def _coach(cooperative: Cooperative) -> dict[str, str | None] | None:
    """The first who guides the group and can sign in."""
    coaches = queries.coaches_of(cooperative)
    return {"name": coaches[0].name, "email": coaches[0].email} if coaches else None


def _as_text(shown: dict[str, Any]) -> str:
    step = shown["next"]
    coach = shown["coach"]["name"] if shown["coach"] else "none"
    since = f", since {step['since']}" if step["since"] else ""
    lines = [
        f"{shown['name']} ({shown['slug']}), phase {shown['phase']}, coach: {coach}",
        f"next: {step['what']} (turn: {step['whose_turn']}{since}) {step['path']}",
        f"  {step['why']}",
        f"last activity: {shown['still_days']} days ago",
    ]
    lines += [f"{item['state']:<10}  {item['document']}: {item['name']}  {item['path']}" for item in shown["exit"]]
    return "\n".join(lines)
