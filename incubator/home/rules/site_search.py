"""Which texts of the site answer a question: words in any form, titles before the rest. Plain Python."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from incubator.core import text

Item = TypeVar("Item")
SHORTEST_BEGINNING = 4  # letters: "coop" begins "coöperatie", "les" begins too much
IN_TITLE, IN_BODY = 3, 1


def answering(asked: str, items: Iterable[Item], read: Callable[[Item], tuple[str, str]]) -> list[Item]:
    """The items that hold every word that was asked, the best first. `read` gives the title and the text of one."""
    # What every text holds (the, of, a) says nothing.
    words = [word for word in text.words(asked) if text.query_terms(word)]
    if not words:
        return []
    weighed = []
    for place, item in enumerate(items):
        title, body = read(item)
        weight = _weight(words, _terms(title), _terms(body))
        if weight:
            # Equal ones stay in the order of the track, or of the alphabet.
            weighed.append((-weight, place, item))
    weighed.sort(key=lambda entry: entry[:2])
    return [item for _weight_of_item, _place, item in weighed]


# The texts of lessons and articles are the same until the next release: analysing them takes longer than searching them.
@lru_cache(maxsize=2000)
def _terms(written: str) -> frozenset[str]:
    return frozenset(text.terms(written))


def _weight(words: list[str], title: frozenset[str], body: frozenset[str]) -> int:
    """How well a text answers; 0 when one of the words is nowhere in it."""
    weight = 0
    for word in words:
        if _holds(title, word):
            weight += IN_TITLE
        elif _holds(body, word):
            weight += IN_BODY
        else:
            return 0
    return weight


def _holds(terms: frozenset[str], word: str) -> bool:
    if terms.issuperset(text.query_terms(word)):
        return True
    return len(word) >= SHORTEST_BEGINNING and any(term.startswith(word) for term in terms)
