"""Many keywords looked up in a text at once: only those whose longest word occurs are looked at."""

from collections.abc import Iterable, Iterator

from incubator.watch.matching import words
from incubator.watch.matching.words import Keyword, NoticeText, Zone


class Lexicon:
    """Keywords by number, in the order in which they were added; the same keyword keeps its number."""

    def __init__(self, keywords: Iterable[Keyword] = ()) -> None:
        self.keywords: list[Keyword] = []
        self._numbers: dict[Keyword, int] = {}
        self._by_term: dict[str, list[int]] = {}
        for keyword in keywords:
            self.add(keyword)

    def add(self, keyword: Keyword) -> int:
        """The number of a keyword, a new one for a new keyword."""
        number = self._numbers.get(keyword)
        if number is None:
            number = self._numbers[keyword] = len(self.keywords)
            self.keywords.append(keyword)
            self._by_term.setdefault(max(keyword.terms, key=len), []).append(number)
        return number

    def hits(self, notice: NoticeText) -> Iterator[tuple[int, Zone]]:
        """The keywords that a text speaks of, each with the most telling place where it stands."""
        for term in self._by_term.keys() & notice.terms:
            for number in self._by_term[term]:
                zone = words.place_of(self.keywords[number], notice)
                if zone is not None:
                    yield number, zone
