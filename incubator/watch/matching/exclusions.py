"""What a profile leaves out, word for word: "school" leaves out schools and the school, but not school transport.

What is left out brings nothing: the notice is read as if those words were not there. Of a title that names several things ("groen en
sportvelden") only that thing is left out; a title that is about nothing else goes altogether.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from incubator.core import text
from incubator.watch.matching import words
from incubator.watch.matching.batch import AnalysedNotice, Batch
from incubator.watch.matching.lexicon import Texts
from incubator.watch.matching.postings import Pairs, flat, gathered
from incubator.watch.values import MatchableNotice

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
BETWEEN = re.compile(r"[,;/&+]|\b(?:en|of|and|or)\b", re.IGNORECASE)
Stems = tuple[str, ...]


def stems(typed: str) -> Stems:
    """The stems of the words of an exclusion, without taking compounds apart."""
    return tuple(map(text.stem, text.words(typed.strip().strip('"'))))


class Exclusions:
    """The exclusions of all profiles: which of them occur in a notice, and for which profiles."""

    def __init__(self, of_profiles: Sequence[Sequence[str]]) -> None:
        members: dict[Stems, list[int]] = {}
        for position, typed in enumerate(of_profiles):
            for excluded in filter(None, map(stems, typed)):
                members.setdefault(excluded, []).append(position)
        self.stems = tuple(members)
        self.stem_sets = tuple(map(frozenset, members))
        self.profiles, self.starts = flat(list(members.values()))
        self._by_stem: dict[str, list[int]] = {}
        for number, excluded in enumerate(self.stems):
            self._by_stem.setdefault(excluded[0], []).append(number)

    def possible(self, texts: Texts) -> Iterator[tuple[int, int]]:
        """The row of each text with the numbers of the exclusions of which it has all words, in whatever order."""
        for stem in self._by_stem.keys() & texts.rows.keys():
            for number in self._by_stem[stem]:
                for row in texts.rows[stem]:
                    if texts.texts[row].terms >= self.stem_sets[number]:
                        yield row, number

    def of(self, analysed: AnalysedNotice) -> dict[int, frozenset[Stems]]:
        """What each profile leaves out of what this notice has; profiles that leave nothing out of it are absent."""
        hit: dict[int, set[Stems]] = {}
        for _row, number in self.possible(Texts([analysed.text])):
            if self.occurs(number, analysed.notice):
                for position in self.profiles[self.starts[number] : self.starts[number + 1]].tolist():
                    hit.setdefault(position, set()).add(self.stems[number])
        return {position: frozenset(left_out) for position, left_out in hit.items()}

    def occurs(self, number: int, notice: MatchableNotice) -> bool:
        """Whether the words of an exclusion stand in the notice, one after the other."""
        written = (notice.title, notice.description, notice.lots)
        return any(_stands_in(self.stems[number], stemmed) for stemmed in map(_stemmed, written))

    def of_pairs(self, batch: Batch, pairs: Pairs) -> dict[int, frozenset[Stems]]:
        """What is left out in each pair, by its place; pairs in which nothing is left out are absent."""
        possible = list(self.possible(batch.texts))
        rows, numbers = np.array(possible, np.int64).reshape(-1, 2).T
        profiles, origin = gathered(self.profiles, self.starts, numbers)
        places = pairs.places_of_few(rows.take(origin), profiles)
        met: dict[int, bool] = {}
        hit: dict[int, set[Stems]] = {}
        concerned = places >= 0
        for which, place in zip(origin[concerned].tolist(), places[concerned].tolist(), strict=True):
            if which not in met:
                row, number = possible[which]
                met[which] = self.occurs(number, batch.analysed[row].notice)
            if met[which]:
                hit.setdefault(place, set()).add(self.stems[possible[which][1]])
        return {place: frozenset(left_out) for place, left_out in hit.items()}


def _stands_in(excluded: Stems, stemmed: Stems) -> bool:
    length = len(excluded)
    if length == 1:
        return excluded[0] in stemmed
    return any(stemmed[start : start + length] == excluded for start in range(len(stemmed) - length + 1))


@lru_cache(maxsize=2_000)
def _stemmed(written: str) -> Stems:
    """The stems of the words of a text, in their order."""
    return tuple(map(_stem, WORD.findall(written)))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return text.stem(text.fold(word))


def without(left_out: Sequence[Stems], written: str) -> str:
    """A text without these words."""
    spans = list(_spans(left_out, written))
    for start, end in reversed(spans):
        written = f"{written[:start]} {written[end:]}"
    return written


def _spans(left_out: Sequence[Stems], written: str) -> Iterator[tuple[int, int]]:
    firsts = {excluded[0] for excluded in left_out}
    stemmed = _stemmed(written)
    if firsts.isdisjoint(stemmed):
        return
    matches = list(WORD.finditer(written))
    position = 0
    while position < len(matches):
        length = _longest(left_out, stemmed, position) if stemmed[position] in firsts else 0
        if length:
            yield matches[position].start(), matches[position + length - 1].end()
        position += max(1, length)


def _longest(left_out: Sequence[Stems], stemmed: Stems, position: int) -> int:
    lengths = [len(excluded) for excluded in left_out if stemmed[position : position + len(excluded)] == excluded]
    return max(lengths, default=0)


def cleaned(notice: MatchableNotice, left_out: frozenset[Stems]) -> MatchableNotice:
    """The notice as if the words that are left out were not there."""
    ordered = sorted(left_out)
    return replace(
        notice,
        title=", ".join(_things_left(ordered, notice.title)),
        description=without(ordered, notice.description),
        lots=without(ordered, notice.lots),
    )


def _things_left(left_out: Sequence[Stems], title: str) -> Iterator[str]:
    """What a title names, without the things that are left out."""
    for thing in BETWEEN.split(title):
        if without(left_out, thing) == thing:
            yield thing


def is_all(analysed: AnalysedNotice, rest: AnalysedNotice) -> bool:
    """Whether the title speaks of nothing but what is left out."""
    return rest.text.title < analysed.text.title and not any(map(_is_word, rest.text.title))


def _is_word(term: str) -> bool:
    return term.isalpha() and words.rarity((term,)) > words.RARITY_OF_GENERIC
