"""`incubator watch`: match and explain."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from incubator.core import clock
from incubator.notices.queries import as_json, publications
from incubator.watch import messages, queries, rules, services
from incubator.watch.matching import engine
from incubator.watch.values import MatchableNotice, Profile, Scored

group = click.Group("watch", help="Matching notices with profiles.")


@group.command("match")
@click.option("--profiles", "file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "want_json", is_flag=True, help="One JSON object a line.")
@click.option("--limit", type=click.IntRange(1), help="At most so many per profile.")
def match(file: Path, want_json: bool, limit: int | None) -> None:
    """Rank every stored notice for each profile of a JSON file (an array), best first. Stores nothing."""
    try:
        told = json.loads(file.read_text(encoding="utf-8-sig"))
        profiles = [rules.profile_from_json(one) for one in (told if isinstance(told, list) else [told])]
    except (ValueError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{file}: {error}") from error
    now = clock.now()
    ranked = _ranked(profiles, now)
    for position, profile in enumerate(profiles):
        for scored in ranked[position][:limit]:
            _print(profile, scored, want_json)


def _ranked(profiles: list[Profile], now: Any) -> list[list[Scored]]:
    """All scores by profile; each notice is read and taken apart once."""
    prepared = [engine.prepare(profile) for profile in profiles]
    found: list[list[Scored]] = [[] for _profile in profiles]
    for notice in queries.all_matchable(now):
        analysed = engine.analyse(notice)
        for position, one in enumerate(prepared):
            if not one.says_nothing and (scored := engine.score(one, notice, analysed, now=now)):
                found[position].append(scored)
    return [sorted(scores, key=lambda one: (-one.score, -one.notice_id)) for scores in found]


def _reasons(scored: Scored) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "for": one.speaks_for, "says": messages.reason_text(services.as_json(one))}
        for one in scored.reasons
    ]


def _print(profile: Profile, scored: Scored, want_json: bool) -> None:
    notice = publications.notice(scored.notice_id)
    if notice is None:
        return
    if want_json:
        told = {
            "profile": profile.name,
            "id": notice.id,
            "identities": as_json.identities(notice),
            "score": scored.score,
            "reasons": _reasons(scored),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        said = "; ".join(("+ " if one["for"] else "- ") + one["says"] for one in _reasons(scored))
        click.echo(f"{profile.name}\t{scored.score:.2f}\t{notice.id}\t{notice.title}\t{said}")


@group.command("explain")
@click.option("--profile", "name", required=True, help="Slug or name of a cooperative, or the number of its watch.")
@click.option("--notice", "notice_id", required=True, type=int)
@click.option("--json", "want_json", is_flag=True)
def explain(name: str, notice_id: int, want_json: bool) -> None:
    """Why this notice was or was not matched, rule by rule."""
    watch = next(
        (one for one in queries.active_watches() if name in {str(one.id), one.cooperative.slug, one.cooperative.name}),
        None,
    )
    notice: MatchableNotice | None = None
    stored = publications.notice(notice_id)
    if watch is None or stored is None:
        missing = f"profile {name!r}" if watch is None else f"notice {notice_id}"
        raise click.UsageError(f"There is no {missing}.")
    profile = queries.profile_of(watch)
    now = clock.now()
    notice = queries.matchable(stored, now)
    scored = services.explain(profile, stored, now=now) or Scored(notice.id, 0.0, ())
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
    sys.exit(0)
