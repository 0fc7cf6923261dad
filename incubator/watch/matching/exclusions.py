"""What a profile leaves out, word for word: "school" leaves out schools and the school, but not school transport.

What is left out brings nothing: the notice is read as if those words were not there. Of a title that names several things ("groen en
sportvelden") only that thing is left out; a title that is about nothing else goes altogether.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from incubator.core import text
from incubator.watch.matching import words
from incubator.watch.matching.batch import AnalysedNotice
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
        self._profiles: dict[Stems, list[int]] = {}
        for position, typed in enumerate(of_profiles):
            for excluded in filter(None, map(stems, typed)):
                self._profiles.setdefault(excluded, []).append(position)

    def of(self, analysed: AnalysedNotice) -> dict[int, frozenset[Stems]]:
        """What each profile leaves out of what this notice has; profiles that leave nothing out of it are absent."""
        hit: dict[int, set[Stems]] = {}
        if not self._profiles:
            return {}
        terms = analysed.text.terms
        for excluded, positions in self._profiles.items():
            if terms.issuperset(excluded) and _occurs(excluded, analysed.notice):
                for position in positions:
                    hit.setdefault(position, set()).add(excluded)
        return {position: frozenset(left_out) for position, left_out in hit.items()}


def _occurs(excluded: Stems, notice: MatchableNotice) -> bool:
    return any(without([excluded], written) != written for written in (notice.title, notice.description, notice.lots))


def without(left_out: Sequence[Stems], written: str) -> str:
    """A text without these words."""
    spans = list(_spans(left_out, written))
    for start, end in reversed(spans):
        written = f"{written[:start]} {written[end:]}"
    return written


def _spans(left_out: Sequence[Stems], written: str) -> Iterator[tuple[int, int]]:
    matches = list(WORD.finditer(written))
    stemmed = [text.stem(text.fold(match[0])) for match in matches]
    position = 0
    while position < len(matches):
        length = _longest(left_out, stemmed, position)
        if length:
            yield matches[position].start(), matches[position + length - 1].end()
        position += max(1, length)


def _longest(left_out: Sequence[Stems], stemmed: list[str], position: int) -> int:
    lengths = [
        len(excluded) for excluded in left_out if tuple(stemmed[position : position + len(excluded)]) == excluded
    ]
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
