"""Many keywords looked up in a text at once: only those whose rarest word occurs are looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product

import numpy as np
from numpy.typing import NDArray

from incubator.watch.matching import words
from incubator.watch.matching.words import Keyword, NoticeText, Zone

LONG, PART = 8, 4  # letters of a word that may be a compound that no list knows, and of each of its parts
LINKS = ("", "s", "e", "en")
ENDING = 3  # letters that a word may have after its last part: stemmen, stemmer
Table = NDArray[np.int64]
Met = tuple[int, int, Zone]  # the row of a text, the number of a keyword that it speaks of, and the most telling place


class Texts:
    """Some texts, with for each term the rows of those that have it: what none of them has is then looked up once for all."""

    def __init__(self, texts: Sequence[NoticeText]) -> None:
        self.texts = texts
        self.rows: dict[str, list[int]] = {}
        for row, notice in enumerate(texts):
            for term in notice.places:
                self.rows.setdefault(term, []).append(row)


class Lexicon:
    """Keywords by number, in the order in which they were added; the same keyword keeps its number.

    `parted`: a compound that no list knows is also met in its parts, in a title: "pianostemmer" in "Piano's stemmen".
    """

    def __init__(self, keywords: Iterable[Keyword] = (), *, parted: bool = False) -> None:
        self._is_parted = parted
        self._beginnings: dict[str, list[tuple[str, int]]] = {}
        self.keywords: list[Keyword] = []
        self._numbers: dict[Keyword, int] = {}
        self._single: dict[str, list[int]] = {}
        self._several: dict[str, list[tuple[str, int]]] | None = None
        for keyword in keywords:
            self.add(keyword)

    def add(self, keyword: Keyword) -> int:
        """The number of a keyword, a new one for a new keyword."""
        number = self._numbers.get(keyword)
        if number is None:
            number = self._numbers[keyword] = len(self.keywords)
            self.keywords.append(keyword)
            self._several = None
            if keyword.is_word:
                self._single.setdefault(keyword.terms[0], []).append(number)
                self._part(keyword.terms[0], number)
        return number

    def _part(self, term: str, number: int) -> None:
        if self._is_parted and len(term) >= LONG:
            for end in range(PART, len(term) - PART + 1):
                self._beginnings.setdefault(term[:end], []).append((term[end:], number))

    def _index(self) -> dict[str, list[tuple[str, int]]]:
        """The keywords of several words by the word that the fewest of them have, each with another of its words."""
        shared = Counter(term for keyword in self.keywords for term in keyword.terms)
        several: dict[str, list[tuple[str, int]]] = {}
        for number, keyword in enumerate(self.keywords):
            if not keyword.is_word:
                ordered = sorted(keyword.terms, key=shared.__getitem__)
                several.setdefault(ordered[0], []).append((ordered[min(1, len(ordered) - 1)], number))
        return several

    def hits(self, notice: NoticeText) -> Iterator[tuple[int, Zone]]:
        """The keywords that a text speaks of, each with the most telling place where it stands."""
        for _row, number, zone in self.hits_of(Texts([notice])):
            yield number, zone

    def hits_of(self, texts: Texts) -> Iterator[Met]:
        """The keywords that each text speaks of."""
        for term in self._single.keys() & texts.rows.keys():
            for row, number in product(texts.rows[term], self._single[term]):
                yield row, number, texts.texts[row].places[term]
        if self._several is None:
            self._several = self._index()
        for term in self._several.keys() & texts.rows.keys():
            for other, number in self._several[term]:
                # Most texts lack the other word: then there is no need to look where they stand.
                if other in texts.rows:
                    yield from self._together(number, texts, texts.rows[term], other)
        for beginning in self._beginnings.keys() & texts.rows.keys():
            for row in texts.rows[beginning]:
                yield from self._in_parts(beginning, row, texts.texts[row])

    def met(self, texts: Texts) -> Table:
        """The same as a table, text by text and in the order of the keywords."""
        table = np.fromiter(chain.from_iterable(self.hits_of(texts)), np.int64).reshape(-1, 3)
        return np.asarray(table[np.lexsort(table.T[::-1])])

    def _together(self, number: int, texts: Texts, rows: Sequence[int], other: str) -> Iterator[Met]:
        """The texts, of those with one of its words, in which the words of a keyword stand together."""
        for row in rows:
            notice = texts.texts[row]
            zone = words.place_of(self.keywords[number], notice) if other in notice.places else None
            if zone is not None:
                yield row, number, zone

    def _in_parts(self, beginning: str, row: int, notice: NoticeText) -> Iterator[Met]:
        """The long words of which a title names the parts apart."""
        if beginning not in notice.title:
            return
        for rest, number in self._beginnings[beginning]:
            others = [notice.places[other] for other in notice.title if _begins(rest, other)]
            if others and self.keywords[number].terms[0] not in notice.places:
                yield row, number, max(notice.places[beginning], min(others))


def _begins(rest: str, part: str) -> bool:
    """Whether what is left of a word is this part, with a link before it or an ending after it."""
    if len(part) < PART:
        return False
    return any(rest.startswith(link + part) and len(rest) - len(link + part) <= ENDING for link in LINKS)
