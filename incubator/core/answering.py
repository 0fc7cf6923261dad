"""Which texts answer a question: words in any form, titles before the rest; and the word that was meant when it was mistyped.

For texts that are kept with the code, some hundreds of them: rows of the database have `core.search`.
"""

import difflib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from incubator.core import text

Item = TypeVar("Item")
SHORTEST_BEGINNING = 4  # letters: "coop" begins "coöperatie", "les" begins too much
SHORTEST_VERB = 5  # letters, with its t
IN_TITLE, IN_BODY = 3, 1
LIKE_ENOUGH = 0.78  # of difflib: two letters wrong in ten
MOST_GUESSED = 6  # words of a question: a longer one is a pasted text


def answering(
    asked: str, items: Iterable[Item], read: Callable[[Item], tuple[str, str]], *, any_word: bool = False
) -> list[Item]:
    """The items that hold every word that was asked, the best first; with `any_word` also the others, most words first.

    `read` gives the title and the text of one.
    """
    words = telling_words(asked)
    if not words:
        return []
    weighed = []
    for place, item in enumerate(items):
        title, body = read(item)
        weights = [_weight(word, terms_of(title), terms_of(body)) for word in words]
        if all(weights) or (any_word and any(weights)):
            # Equal ones stay in the order of the track, or of the alphabet.
            weighed.append((weights.count(0), -sum(weights), place, item))
    weighed.sort(key=lambda entry: entry[:3])
    return [item for _missing, _weight_of_item, _place, item in weighed]


def telling_words(asked: str) -> list[str]:
    """The words of a question, folded and each once, without those that every text holds (the, of, a)."""
    return [word for word in dict.fromkeys(text.words(asked)) if text.query_terms(word)]


# The texts of lessons and articles are the same until the next release: analysing them takes longer than searching them.
@lru_cache(maxsize=2000)
def terms_of(written: str) -> frozenset[str]:
    """All terms of a text, kept for the next question."""
    return all_terms(written)


def all_terms(written: str) -> frozenset[str]:
    """All terms of a text, and those of its verbs in other persons: who reads "deponeert" may ask for "deponeren"."""
    verbs = [text.stem(word[:-1]) for word in text.words(written) if _may_be_a_verb(word)]
    return frozenset([*text.terms(written), *verbs])


def _may_be_a_verb(word: str) -> bool:
    # The stemmer leaves the t of the third person; of a noun (markt) it takes one off too many, which nobody asks for.
    return len(word) >= SHORTEST_VERB and word.endswith("t")


def holds(terms: frozenset[str], word: str) -> bool:
    """Whether these terms hold a folded word in any form, or a word that begins with it."""
    if terms.issuperset(text.query_terms(word)):
        return True
    if _may_be_a_verb(word) and text.stem(word[:-1]) in terms:
        return True
    return len(word) >= SHORTEST_BEGINNING and any(term.startswith(word) for term in terms)


def _weight(word: str, title: frozenset[str], body: frozenset[str]) -> int:
    if holds(title, word):
        return IN_TITLE
    if holds(body, word):
        return IN_BODY
    return 0


def as_was_meant(asked: str, texts: Iterable[str], other_texts: Iterable[str] = ()) -> str:
    """The question with each word that is in none of the texts as the word of `texts` most like it; "" when that changes nothing.

    `other_texts` are in a language that the reader did not choose: their words are known, but nobody meant them by a slip.
    """
    written: dict[str, None] = {}
    terms: set[str] = set()
    for written_text in texts:
        terms |= terms_of(written_text)
        written |= dict.fromkeys(text.words(written_text))
    everything = frozenset(terms.union(*map(terms_of, other_texts)))
    words = telling_words(asked)[:MOST_GUESSED]
    meant = []
    for word in words:
        alike = [] if holds(everything, word) else difflib.get_close_matches(word, written, 1, LIKE_ENOUGH)
        meant.append(alike[0] if alike else word)
    return "" if meant == words else " ".join(meant)
