"""The judged notices: real ones, each with how a reader judged it for each kind of work; and the profiles to match them with.

Label 2: this cooperative wants the alert; 1: adjacent, neither right nor wrong; absent: no.
"""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import db
from incubator.notices.models import NoticeIdentity
from incubator.notices.queries import publications
from incubator.notices.services import SourceDocument, import_documents
from incubator.watch import queries
from incubator.watch.matching import engine
from incubator.watch.matching.agents import with_work
from incubator.watch.values import MatchableNotice, Profile

WORDINGS = Path(__file__).with_name("wordings.json")
TRIAL, TITLES = Path(__file__).with_name("trial.json"), Path(__file__).with_name("titles.json")
CODES = ("right", "wrong", "hidden")
WRONG = 0.23  # of real notices


@dataclass(frozen=True)
class Worded:
    """A profile of a kind of work, as a founder might word it."""

    sector: str
    way: str
    profile: Profile


def wordings() -> list[Worded]:
    worded = []
    for raw in json.loads(WORDINGS.read_text(encoding="utf-8")):
        profile = Profile(
            raw["sector"],
            description=with_work(raw.get("description", "")),
            keywords=tuple(raw.get("keywords", ())),
            cpv=tuple(raw.get("cpv", ())),
        )
        worded.append(Worded(raw["sector"], raw["way"], profile))
    return worded


@dataclass(frozen=True)
class Judged:
    notice: MatchableNotice
    labels: dict[str, int]


def imported(shared_data: Path) -> dict[tuple[str, str], int]:
    """The real notices by what identifies them, through the product's own import; needs an application with an empty database."""
    folder = shared_data / "notices"
    paths = [path for path in folder.rglob("*") if path.suffix in {".json", ".xml"} and path.name != "labels.json"]
    documents = [SourceDocument(path.name, path.read_bytes()) for path in sorted(paths)]
    import_documents(documents, now=clock.now())
    db.session.commit()
    return {(name.scheme.value, name.value): name.notice_id for name in db.session.scalars(select(NoticeIdentity))}


def read(shared_data: Path) -> list[Judged]:
    """All judged notices that are there."""
    ids = imported(shared_data)
    judged = []
    for label in json.loads((shared_data / "notices" / "labels.json").read_text()):
        bare = label["id"].lstrip("0") if label["scheme"] == "ted" else label["id"]
        if (label["scheme"], bare) in ids:
            notice = publications.notice(ids[label["scheme"], bare])
            judged.append(Judged(queries.matchable(notice, clock.now()), label["labels"]))
    return judged


def _profile(raw: dict[str, Any]) -> Profile:
    return Profile(
        raw.get("name", ""),
        description=with_work(raw["description"]),
        keywords=tuple(raw["keywords"]),
        cpv=tuple(raw.get("cpv", ())),
    )


@dataclass(frozen=True)
class Trial:
    """Profiles and notices with how a reader judged every pair: a row per profile, a column per notice."""

    profiles: list[Profile]
    notices: list[MatchableNotice]
    labels: np.ndarray


def trial(shared_data: Path) -> Trial:
    """Thirty profiles as founders type them, with all real Dutch notices. Judged by reading, before any of them was matched."""
    ids = imported(shared_data)
    notices: dict[int, MatchableNotice] = {}
    for notice_id in sorted(set(ids.values())):
        notice = queries.matchable(publications.notice(notice_id), clock.now())
        if notice.language == "nl":
            notices[notice_id] = notice
    columns = {notice_id: column for column, notice_id in enumerate(notices)}
    raw = json.loads(TRIAL.read_text(encoding="utf-8"))
    labels = np.zeros((len(raw), len(notices)), np.int64)
    for row, profile in enumerate(raw):
        for label, names in ((1, profile["adjacent"]), (2, profile["fits"])):
            for name in names:
                scheme, number = name.split("/", 1)
                labels[row, columns[ids[scheme, number]]] = label
    return Trial(list(map(_profile, raw)), list(notices.values()), labels)


def titles() -> list[Trial]:
    """Titles alone, without a description and without codes, with profiles of the same kinds of work: two rounds, in other words."""
    raw = json.loads(TITLES.read_text(encoding="utf-8"))
    adjacent = set(map(tuple, raw["adjacent"]))
    return [_titles(each, adjacent) for each in raw["rounds"]]


def _titles(raw: dict[str, Any], adjacent: set[tuple[str, ...]]) -> Trial:
    notices = [MatchableNotice(0, title) for title, _kind in raw["titles"]]
    labels = np.zeros((len(raw["profiles"]), len(notices)), np.int64)
    for row, own in enumerate(raw["profiles"]):
        for column, (_title, kind) in enumerate(raw["titles"]):
            if kind == own:
                labels[row, column] = 2
            elif (own, kind) in adjacent:
                labels[row, column] = 1
    return Trial(list(map(_profile, raw["profiles"].values())), notices, labels)


def with_codes(notices: Sequence[MatchableNotice], which: str, seed: int = 7) -> list[MatchableNotice]:
    """The notices with their own codes, with a quarter of the codes wrong (of another notice), or without."""
    chance = random.Random(seed)
    changed = []
    for notice in notices:
        if which == "hidden":
            changed.append(replace(notice, cpv=(), main_cpv=None))
        elif which == "wrong" and chance.random() < WRONG:
            other = chance.choice(notices)
            changed.append(replace(notice, cpv=other.cpv, main_cpv=other.main_cpv))
        else:
            changed.append(notice)
    return changed


def labels_of(worded: Iterable[Worded], judged: Sequence[Judged]) -> np.ndarray:
    """A row per profile, a column per notice."""
    return np.array([[notice.labels.get(each.sector, 0) for notice in judged] for each in worded])


def average_precision(scores: np.ndarray, fitting: np.ndarray) -> float:
    ordered = fitting[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ordered) / np.arange(1, len(ordered) + 1))[ordered].mean())


@dataclass(frozen=True)
class Figures:
    """How good a ranking is. `precision`: of the alerts that are right or wrong; `strict`: with what is adjacent as wrong."""

    average_precision: float
    precision: float
    recall: float
    strict: float

    def __str__(self) -> str:
        return f"AP {self.average_precision:.3f}  P {self.precision:.2f} (adjacent as wrong {self.strict:.2f})  R {self.recall:.2f}"


def figures(scores: np.ndarray, labels: np.ndarray) -> Figures:
    """The mean over the profiles that some notice is for; what is adjacent counts neither way but in `strict`."""
    precisions = []
    for row, of_profile in zip(scores, labels, strict=True):
        counted = of_profile != 1
        if (of_profile == 2).any():
            precisions.append(average_precision(row[counted], of_profile[counted] == 2))
    alerts, fits = scores >= 0.5, labels == 2
    right = (alerts & fits).sum()
    return Figures(
        float(np.mean(precisions)),
        right / max(1, (alerts & (labels != 1)).sum()),
        right / fits.sum(),
        right / max(1, alerts.sum()),
    )


def scores(matcher: engine.Matcher, notices: Sequence[MatchableNotice], *, now: datetime) -> np.ndarray:
    """A row per profile, a column per notice; 0 where a notice has nothing of the work."""
    table = np.zeros((len(matcher.prepared), len(notices)))
    numbered = [replace(notice, id=column) for column, notice in enumerate(notices)]
    for hit in matcher.rank(numbered, now=now):
        table[hit.position, hit.notice_id] = hit.score
    return table
