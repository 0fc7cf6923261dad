"""Many keywords looked up in a text at once: only those whose rarest word occurs are looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator

from incubator.watch.matching import words
from incubator.watch.matching.words import Keyword, NoticeText, Zone


class Lexicon:
    """Keywords by number, in the order in which they were added; the same keyword keeps its number."""

    def __init__(self, keywords: Iterable[Keyword] = ()) -> None:
        self.keywords: list[Keyword] = []
        self._numbers: dict[Keyword, int] = {}
        self._kept: dict[int, int] = {}  # by the identity of the keywords above: comparing them word for word is slow
        self._by_term: dict[str, list[int]] | None = None
        for keyword in keywords:
            self.add(keyword)

    def add(self, keyword: Keyword) -> int:
        """The number of a keyword, a new one for a new keyword."""
        number = self._kept.get(id(keyword))
        if number is None:
            number = self._numbers.get(keyword)
        if number is None:
            number = self._numbers[keyword] = self._kept[id(keyword)] = len(self.keywords)
            self.keywords.append(keyword)
            self._by_term = None
        return number

    def _index(self) -> dict[str, list[int]]:
        """The keywords by the word that the fewest of them have."""
        shared = Counter(term for keyword in self.keywords for term in keyword.terms)
        by_term: dict[str, list[int]] = {}
        for number, keyword in enumerate(self.keywords):
            by_term.setdefault(min(keyword.terms, key=shared.__getitem__), []).append(number)
        return by_term

    def hits(self, notice: NoticeText) -> Iterator[tuple[int, Zone]]:
        """The keywords that a text speaks of, each with the most telling place where it stands."""
        if self._by_term is None:
            self._by_term = self._index()
        for term in self._by_term.keys() & notice.places.keys():
            for number in self._by_term[term]:
                sought = self.keywords[number]
                zone = notice.places[term] if sought.is_word else words.place_of(sought, notice)
                if zone is not None:
                    yield number, zone
