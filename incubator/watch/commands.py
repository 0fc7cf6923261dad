"""`incubator watch`: match, preview and explain."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from incubator.core import clock
from incubator.core.failures import WrongInput, parse_json, read_json
from incubator.notices.models import Notice
from incubator.notices.queries import as_json, publications
from incubator.watch import messages, queries, rules
from incubator.watch.matching import engine
from incubator.watch.messages import explaining as words
from incubator.watch.models import WatchProfile
from incubator.watch.queries import numbers
from incubator.watch.services import explaining, previewing
from incubator.watch.services.explaining import ExplainedProfile, RuleStep
from incubator.watch.services.matching import reason_as_json
from incubator.watch.values import ACTIONABLE, Profile, Reason, Scored

GIVEN = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
MOST_DAYS = 3660
MOST_NAMED = 10  # profiles of the same name that a question lists
group = click.Group("watch", help="Matching notices with profiles.")


@group.command("match")
@click.option("--profiles", "file", required=True, type=GIVEN, help="A JSON file (an array), or - for standard input.")
@click.option("--json", "want_json", is_flag=True, help="One JSON object a line.")
@click.option("--limit", type=click.IntRange(1), help="At most so many per profile.")
def match(file: Path, want_json: bool, limit: int | None) -> None:
    """Rank every stored notice for each profile of a JSON file (an array), best first. Stores nothing."""
    profiles = _read(file)
    ranked, named = _ranked(profiles, clock.now())
    for profile, scores in zip(profiles, ranked, strict=True):
        for scored in scores[:limit]:
            _print(profile, scored, *named[scored.notice_id], want_json)


@group.command("preview")
@click.option("--profiles", "file", required=True, type=GIVEN, help="A JSON file (an array), or - for standard input.")
@click.option("--days", type=click.IntRange(1, MOST_DAYS), default=previewing.DAYS, show_default=True)
@click.option("--json", "want_json", is_flag=True, help="One JSON object a line.")
def preview(file: Path, days: int, want_json: bool) -> None:
    """What each profile of a JSON file would have given in the last days, and what it nearly gave. Stores nothing."""
    now = clock.now()
    for given in _read(file):
        # An alert is about what one can still act on, unless the profile says otherwise.
        profile = replace(given, kinds=given.kinds or ACTIONABLE)
        outcome = previewing.preview(profile, now=now, days=days)
        if want_json:
            click.echo(json.dumps(_previewed(profile, outcome), ensure_ascii=False))
        else:
            click.echo(
                f"{profile.name}\t{outcome.number}\t{outcome.per_week}\t{outcome.advice}\t{_near_counted(outcome)}"
            )


def _previewed(profile: Profile, outcome: previewing.Retrospect) -> dict[str, Any]:
    near = [{"id": miss.notice_id, "why": messages.why_near(miss)} for miss in outcome.near]
    return {
        "profile": profile.name,
        "notices": outcome.number,
        "per_week": outcome.per_week,
        "advice": outcome.advice,
        "near_misses": near,
        "days": outcome.days,
        "weeks": outcome.weeks,
        "ids": [hit.notice_id for hit in outcome.hits],
    }


def _near_counted(outcome: previewing.Retrospect) -> str:
    """1 in Noord-Brabant, 12 closed"""
    counted = Counter(messages.why_near(miss) for miss in outcome.near)
    return ", ".join(f"{number} {why}" for why, number in counted.most_common())


def _read(file: Path) -> list[Profile]:
    """The profiles of a file; what is wrong is named, with exit status 2."""
    written = _written(file)
    try:
        if not isinstance(written, list):
            raise ValueError("the file must hold an array of profiles")
        for position, raw in enumerate(written, 1):
            _warn_of_unknown_keys(file, position, raw)
        return [rules.profile_from_json(raw) for raw in written]
    except (ValueError, RecursionError) as error:
        raise WrongInput(f"{file}: {error}") from error


def _written(file: Path) -> Any:
    if str(file) == "-":
        return parse_json(sys.stdin.buffer.read(), "standard input")
    return read_json(file)


def _warn_of_unknown_keys(file: Path, position: int, raw: object) -> None:
    for key in rules.unknown_keys(raw):
        click.echo(f"{file}: profile {position}: the key {key!r} is not known and is left out", err=True)


def _ranked(
    profiles: list[Profile], now: datetime
) -> tuple[list[list[Scored]], dict[int, tuple[str, list[dict[str, Any]]]]]:
    """All scores by profile, and title and identities of each notice; a notice is read and taken apart once."""
    matcher = engine.Matcher(profiles)
    ranked: list[list[Scored]] = [[] for _profile in profiles]
    named = {}
    for notice in publications.listed(now=now):
        named[notice.id] = (notice.title, as_json.identities(notice))
        for scores, scored in zip(ranked, matcher.scores(queries.matchable(notice, now), now=now), strict=True):
            if scored is not None:
                scores.append(scored)
    for scores in ranked:
        scores.sort(key=_best_and_newest_first)
    return ranked, named


def _best_and_newest_first(scored: Scored) -> tuple[float, int]:
    return -scored.score, -scored.notice_id


def _reasons(given: Iterable[Reason]) -> list[dict[str, Any]]:
    reasons = map(reason_as_json, given)
    return [{"kind": reason["kind"], "for": reason["for"], "says": messages.reason_text(reason)} for reason in reasons]


def _signed(reason: dict[str, Any]) -> str:
    """A reason with a plus or a minus before it."""
    sign = "+" if reason["for"] else "-"
    return f"{sign} {reason['says']}"


def _print(profile: Profile, scored: Scored, title: str, identities: list[dict[str, Any]], want_json: bool) -> None:
    reasons = _reasons(scored.reasons)
    if not want_json:
        line = "; ".join(map(_signed, reasons))
        click.echo(f"{profile.name}\t{scored.score:.2f}\t{scored.notice_id}\t{title}\t{line}")
        return
    answer = {
        "profile": profile.name,
        "id": scored.notice_id,
        "identities": identities,
        "score": scored.score,
        "reasons": reasons,
    }
    click.echo(json.dumps(answer, ensure_ascii=False))


@group.command("explain")
@click.option(
    "--profile",
    "name",
    required=True,
    help="Slug or name of a cooperative (its first profile), name or number of a profile.",
)
@click.option("--notice", "named", required=True, help="Our number of a notice; else its number at TED or TenderNed.")
@click.option("--json", "want_json", is_flag=True)
def explain(name: str, named: str, want_json: bool) -> None:
    """Why this notice was or was not matched, rule by rule, and which changes of the profile would let it fit."""
    watch, notice = _watch_named(name), _notice_named(named)
    (seen,) = explaining.explained([watch], notice, now=clock.now())
    if want_json:
        click.echo(json.dumps(_explanation(seen, notice.id), ensure_ascii=False))
        return
    click.echo(f"{notice.title}: {seen.score:.2f} (alert from {seen.profile.threshold:.2f})")
    for step in seen.steps:
        click.echo(f"{words.RULES[step.rule]}: {words.EFFECTS[step.effect]}")
        for reason in _reasons(step.reasons):
            click.echo(f"  {_signed(reason)}")
        for offer in step.offers:
            click.echo(f"  > {words.mend_text(offer.mend)}: {offer.score:.2f}")


def _notice_named(named: str) -> Notice:
    """The notice with this number of ours, or else the one that its source calls so."""
    notice = None
    if named.isdecimal() and len(named) <= queries.MOST_DIGITS:
        notice = publications.notice(int(named))
    notice = notice or numbers.notice_meant(named)
    if notice is None:
        raise click.UsageError(f"There is no notice {named}.")
    return notice


def _watch_named(name: str) -> WatchProfile:
    """The profile that is meant. A name that several cooperatives use is a question."""
    named = queries.watches_named(name)
    if not named:
        raise click.UsageError(f"There is no profile {name!r}.")
    if len(named) > 1:
        numbers = ", ".join(f"{watch.id} ({watch.cooperative.slug})" for watch in named[:MOST_NAMED])
        raise click.UsageError(f"Several profiles are called {name!r}. Give the number: {numbers}.")
    return named[0]


def _explanation(seen: ExplainedProfile, notice_id: int) -> dict[str, Any]:
    reasons: list[dict[str, Any]] = []
    steps = []
    for step in seen.steps:
        reasons += _reasons(step.reasons)
        steps.append(_step(step))
    return {
        "profile": seen.profile.name,
        "id": notice_id,
        "score": seen.score,
        "threshold": seen.profile.threshold,
        "alert": seen.fits and not seen.over,
        "reasons": reasons,
        "steps": steps,
    }


def _step(step: RuleStep) -> dict[str, Any]:
    """What one rule did, and what could be changed about it."""
    offers = []
    for offer in step.offers:
        change = {"change": offer.mend.change, "item": offer.mend.item, "says": words.mend_text(offer.mend)}
        offers.append({**change, "score": offer.score, "fits": offer.fits})
    return {"rule": step.rule, "effect": step.effect, "reasons": _reasons(step.reasons), "mends": offers}
