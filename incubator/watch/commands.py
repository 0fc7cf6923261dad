"""`incubator watch`: match and explain."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from incubator.core import clock
from incubator.notices.queries import as_json, publications
from incubator.watch import messages, queries, rules, services
from incubator.watch.matching import engine
from incubator.watch.matching.preparing import prepare
from incubator.watch.values import Profile, Scored

group = click.Group("watch", help="Matching notices with profiles.")


@group.command("match")
@click.option("--profiles", "file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "want_json", is_flag=True, help="One JSON object a line.")
@click.option("--limit", type=click.IntRange(1), help="At most so many per profile.")
def match(file: Path, want_json: bool, limit: int | None) -> None:
    """Rank every stored notice for each profile of a JSON file (an array), best first. Stores nothing."""
    profiles = _read(file)
    ranked, named = _ranked(profiles, clock.now())
    for profile, scores in zip(profiles, ranked, strict=True):
        for scored in scores[:limit]:
            _print(profile, scored, *named[scored.notice_id], want_json)


def _read(file: Path) -> list[Profile]:
    """The profiles of a file; what is wrong is named, with exit status 2."""
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
        if not isinstance(told, list):
            raise ValueError("the file must hold an array of profiles")
        for one in told:
            for key in rules.unknown_keys(one):
                click.echo(
                    f"{file}: profile {one.get('name')!r}: the key {key!r} is not known and is left out", err=True
                )
        return [rules.profile_from_json(one) for one in told]
    except (OSError, ValueError, RecursionError) as error:
        raise click.UsageError(f"{file}: {error}") from error


def _ranked(
    profiles: list[Profile], now: datetime
) -> tuple[list[list[Scored]], dict[int, tuple[str, list[dict[str, Any]]]]]:
    """All scores by profile, and title and identities of each notice; a notice is read and taken apart once."""
    prepared = [prepare(profile) for profile in profiles]
    found: list[list[Scored]] = [[] for _profile in profiles]
    named = {}
    for notice in publications.listed(now=now):
        named[notice.id] = (notice.title, as_json.identities(notice))
        taken_apart = queries.matchable(notice, now)
        analysed = engine.analyse(taken_apart)
        for position, one in enumerate(prepared):
            if scored := engine.score(one, taken_apart, analysed, now=now):
                found[position].append(scored)
    return [sorted(scores, key=lambda one: (-one.score, -one.notice_id)) for scores in found], named


def _reasons(scored: Scored) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "for": one.speaks_for, "says": messages.reason_text(services.as_json(one))}
        for one in scored.reasons
    ]


def _print(profile: Profile, scored: Scored, title: str, identities: list[dict[str, Any]], want_json: bool) -> None:
    if want_json:
        told = {
            "profile": profile.name,
            "id": scored.notice_id,
            "identities": identities,
            "score": scored.score,
            "reasons": _reasons(scored),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        said = "; ".join(("+ " if one["for"] else "- ") + one["says"] for one in _reasons(scored))
        click.echo(f"{profile.name}\t{scored.score:.2f}\t{scored.notice_id}\t{title}\t{said}")


@group.command("explain")
@click.option("--profile", "name", required=True, help="Slug or name of a cooperative, or the number of its watch.")
@click.option("--notice", "notice_id", required=True, type=int)
@click.option("--json", "want_json", is_flag=True)
def explain(name: str, notice_id: int, want_json: bool) -> None:
    """Why this notice was or was not matched, rule by rule."""
    watch = queries.watch_named(name)
    stored = publications.notice(notice_id)
    if watch is None or stored is None:
        missing = f"profile {name!r}" if watch is None else f"notice {notice_id}"
        raise click.UsageError(f"There is no {missing}.")
    profile = queries.profile_of(watch)
    scored = services.explain(profile, stored, now=clock.now()) or Scored(stored.id, 0.0, ())
    told = {
        "profile": profile.name,
        "id": stored.id,
        "score": scored.score,
        "threshold": profile.threshold,
        "alert": scored.score >= profile.threshold,
        "reasons": _reasons(scored),
    }
    if want_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{stored.title}: {scored.score:.2f} (alert from {profile.threshold:.2f})")
    for one in _reasons(scored):
        click.echo(("+ " if one["for"] else "- ") + one["says"])
    if not scored.reasons:
        click.echo("Nothing in it resembles the work of this profile.")
