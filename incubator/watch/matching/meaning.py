"""What a title means beside the words of a profile: vectors of a language model, compared. Only where such a model is installed.

Titles and words each have a direction of their own, which says nothing of what they are about: the mean of many of them, in
`content/meaning.json`, is taken off before they are compared.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np

from incubator.watch.matching.vectors import Matrix, Positions, Vector

CONTENT = Path(__file__).parents[1] / "content" / "meaning.json"
STORED = np.dtype("<f2")  # half a float for each number: what is lost is far less than what vectors differ


@dataclass(frozen=True, slots=True, eq=False)
class WeighedModel:
    """The means of a model, and what likeness weighs among the other evidence, as a change of the log-odds."""

    model: str
    version: str
    titles: Vector
    words: Vector
    weigh_most: float
    weigh_mean: float
    bias: float


@cache
def background() -> WeighedModel:
    """Fixed with the model: another model needs other numbers."""
    read = json.loads(CONTENT.read_text(encoding="utf-8"))
    return WeighedModel(
        model=read["model"],
        version=read["version"],
        titles=np.array(read["titles"], np.float32),
        words=np.array(read["words"], np.float32),
        weigh_most=read["weights"]["most"],
        weigh_mean=read["weights"]["mean"],
        bias=read["weights"]["bias"],
    )


def packed(vector: Vector) -> bytes:
    """A vector as it is stored."""
    return vector.astype(STORED).tobytes()


def with_meanings(fits: Vector, added: Vector) -> Vector:
    """How probable it is that each pair fits, with what its meanings add to the log-odds."""
    for_it = fits * np.exp(added)
    return (for_it / (for_it + 1 - fits)).astype(np.float32)


def of_pairs(
    words: Sequence[Sequence[bytes]], titles: Sequence[bytes | None], profiles: Positions, rows: Positions
) -> Vector:
    """What to add to the log-odds of each pair of a profile and a notice; 0 where either has no meaning.

    `words`: the vectors of each profile, `titles`: that of each notice; a pair names its profile and its notice by position.
    """
    if not any(titles) or not any(words):
        return np.zeros(len(rows), np.float32)
    known = background()
    added = likeness(words, titles, profiles, rows) @ np.array([known.weigh_most, known.weigh_mean], np.float32)
    speaks, is_read = np.array(list(map(bool, words)))[profiles], np.array(list(map(bool, titles)))[rows]
    return np.where(speaks & is_read, added + np.float32(known.bias), np.float32(0))


def likeness(
    words: Sequence[Sequence[bytes]], titles: Sequence[bytes | None], profiles: Positions, rows: Positions
) -> Matrix:
    """For each pair how much the title is like the word that it is most like, and like all words on average."""
    alike = np.zeros((len(rows), 2), np.float32)
    speaking = [position for position in np.unique(profiles).tolist() if words[position]]
    read = [row for row, title in enumerate(titles) if title is not None]
    if not speaking or not read:
        return alike
    lengths = np.array([len(words[position]) for position in speaking])
    starts = np.cumsum(lengths) - lengths
    spoken = list(chain.from_iterable(words[position] for position in speaking))
    known = background()
    by_word = _centred([title for title in titles if title is not None], known.titles) @ _centred(spoken, known.words).T
    columns, lines = _places(speaking, len(words)), _places(read, len(titles))
    pairs = np.flatnonzero((columns[profiles] >= 0) & (lines[rows] >= 0))
    where = lines[rows[pairs]], columns[profiles[pairs]]
    alike[pairs, 0] = np.maximum.reduceat(by_word, starts, axis=1)[where]
    alike[pairs, 1] = (np.add.reduceat(by_word, starts, axis=1) / lengths)[where]
    return alike


def _places(chosen: Sequence[int], count: int) -> Positions:
    """The place of each among the chosen; -1 of who is not."""
    places = np.full(count, -1, np.int64)
    places[list(chosen)] = np.arange(len(chosen))
    return places


def _centred(stored: Sequence[bytes], mean: Vector) -> Matrix:
    """Matrix of length 1, counted from the mean of their kind."""
    vectors = np.frombuffer(b"".join(stored), STORED).astype(np.float32).reshape(len(stored), -1) - mean
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(lengths, np.float32(1e-6))
