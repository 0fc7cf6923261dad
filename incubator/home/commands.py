"""`incubator cooperatives show`: where a group stands, what comes next and what closes its phase; `incubator results`."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import click
from flask import current_app

from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.people import coaches_of
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_day
from incubator.home import messages, queries, rules
from incubator.home.messages import Card
from incubator.home.rules.results import Period, Results, chosen
from incubator.home.rules.results import results as count
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
    coaches = coaches_of(cooperative)
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


@click.command("results")
@click.option("--from", "first", metavar="DATE", required=True, help="The first day of the period.")
@click.option("--to", "last", metavar="DATE", required=True, help="The last day of the period, which belongs to it.")
@click.option("--neighbourhood", default="", help="Only the groups of this neighbourhood.")
@click.option("--cohort", default="", help="Only the groups of this cohort.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def results(first: str, last: str, neighbourhood: str, cohort: str, as_json: bool) -> None:
    """Count what the incubator came to in a period, from what happened in it.

    Reads only. Members and jobs are those of the last day. Exit 2 for a period that cannot be.
    """
    period = Period(_day(first, "--from"), _day(last, "--to"))
    if period.last < period.first:
        raise click.UsageError("The last day lies before the first.")
    groups = chosen(queries.histories(members_on=period.last), neighbourhood=neighbourhood, cohort=cohort)
    shown = _results_as_json(count(groups, period))
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    for name, number in shown.items():
        click.echo(f"{name}: {number}")


def _day(typed: str, option: str) -> date:
    try:
        return read_day(typed)
    except RuleViolation as broken_rule:
        raise click.BadParameter(str(broken_rule), param_hint=option) from broken_rule


def _results_as_json(outcome: Results) -> dict[str, Any]:
    return {
        "started": len(outcome.started),
        "founded": len(outcome.founded),
        "stopped": len(outcome.stopped),
        "first_contracts": len(outcome.first_contracts),
        "contracts": len(outcome.contracts),
        # A decimal string, as all amounts are.
        "contract_value": str(Decimal(outcome.contract_value_cents).scaleb(-2).quantize(Decimal("0.01"))),
        "contracts_without_value": outcome.contracts_without_value,
        "members": outcome.members,
        "jobs_fte": float(outcome.jobs_fte),
        "months_per_phase": {phase.value: float(months) for phase, months in outcome.months_per_phase.items()},
    }
