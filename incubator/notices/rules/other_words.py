"""Other ways to say what was typed: abbreviations written out and back, words of trades, and names of places.

The tables are `content/abbreviations.csv` and `content/synonyms.csv`. An abbreviation is a word of its own, never a piece of
another; one that is also an ordinary word has to be typed in its capitals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from incubator.core import asking, text
from incubator.core.asking import Terms, Ways
from incubator.notices.rules import content_tables, place_names, word_forms

SPACED = 3  # words of an abbreviation with a mark in its middle
SHORTEST_MEANT = 3  # letters: two of them stand for too many things to be looked for when the whole was typed
BEFORE_A_PLACE = frozenset({"regio", "omgeving", "provincie", "prov", "gem", "stad", "dorp"})
AFTER_A_PLACE = frozenset({"stad", "provincie", "eo", "omgeving", "omstreken"})
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short word, what it stands for, and other words for the same."""

    short: str
    written: tuple[str, ...]
    in_capitals: bool

    @property
    def term(self) -> str:
        """As which it is indexed: B&W is no word by itself."""
        return text.stem(text.joined(asking.bare(self.short).replace("&", "en")))

    @property
    def exact(self) -> Ways:
        """The ways to look for the short word."""
        if "&" in self.short:
            return ((self.term,),)
        return asking.ways_of(self.short)

    def is_typed(self, word: str) -> bool:
        typed = word.strip(asking.EDGES)
        if self.in_capitals:
            return typed == self.short
        return asking.bare(word) == text.fold(self.short)


class WordsOfNotices:
    """What else public notices call the words that people type."""

    longest = 9

    def ways(self, words: Sequence[str]) -> Ways:
        """The other ways of saying these words; none when they say nothing together."""
        ways: dict[Terms, None] = {}
        if len(words) == 1:
            for abbreviation in _abbreviations().get(asking.bare(words[0]), ()):
                if abbreviation.is_typed(words[0]):
                    ways |= dict.fromkeys((*abbreviation.exact, *_all_ways(abbreviation.written)))
            ways |= dict.fromkeys(_all_ways(list(word_forms.other_forms(asking.bare(words[0])))))
        elif len(words) == SPACED:
            ways |= dict.fromkeys(_spaced(words))
        ways |= dict.fromkeys(_of_place(words))
        if _is_whole(words):
            ways |= dict.fromkeys(_phrases().get(_key(words), ()))
        return tuple(ways)


def _of_place(words: Sequence[str]) -> Ways:
    """The ways to look for a place that these words name, also with what it is beside it: regio Utrecht, Groningen stad."""
    if len(words) > 1 and asking.bare(words[0]) in BEFORE_A_PLACE:
        words = words[1:]
    elif len(words) > 1 and asking.bare(words[-1]) in AFTER_A_PLACE:
        words = words[:-1]
    place = place_names.called(words) if len(words) <= place_names.LONGEST_NAME else None
    return () if place is None else place.ways


def _spaced(words: Sequence[str]) -> Ways:
    """The ways of an abbreviation that is typed with blanks: B & W, b en w."""
    first, mark, last = map(asking.bare, words)
    if mark not in {"&", "en"}:
        return ()
    return tuple(way for known in _abbreviations().get(f"{first}&{last}", ()) for way in known.exact)


def terms_in(written: str) -> list[str]:
    """The terms of abbreviations that a text holds with marks inside: B&W, w.m.o."""
    folded = text.fold(written)
    terms = []
    if "&" in folded or " en w" in folded:
        spaced = folded.replace(" & ", "&").replace("b en w", "b&w")
        for abbreviations in _abbreviations().values():
            terms += [abbreviation.term for abbreviation in abbreviations if _stands_in(abbreviation, spaced)]
    for match in asking.DOTTED.finditer(folded):
        terms.append(text.stem(match[0].replace(".", "")))
    return terms


def _stands_in(abbreviation: Abbreviation, folded: str) -> bool:
    short = text.fold(abbreviation.short)
    return "&" in short and short in folded


def known_words() -> frozenset[str]:
    """Single words that the tables know, for who mistypes one."""
    words = set(place_names.single_words())
    for row in content_tables.rows("synonyms"):
        for written in (row["word"], *row["also"].split(";")):
            words.update(text.words(written))
    return frozenset(words)


def _all_ways(writings: Sequence[str]) -> Iterator[Terms]:
    for written in writings:
        yield from asking.ways_of(written)


@cache
def _abbreviations() -> dict[str, tuple[Abbreviation, ...]]:
    """Abbreviations by the folded short word."""
    by_word: dict[str, tuple[Abbreviation, ...]] = {}
    for row in content_tables.rows("abbreviations"):
        written = tuple(filter(None, (row["written"], *row["also"].split(";"))))
        abbreviation = Abbreviation(row["short"], written, row["capitals"] == "yes")
        word = asking.bare(row["short"])
        by_word[word] = (*by_word.get(word, ()), abbreviation)
    return by_word


@cache
def _phrases() -> dict[Key, Ways]:
    """What else to look for, by the stems of what was typed."""
    phrases: dict[Key, dict[Terms, None]] = {}
    for row in content_tables.rows("synonyms"):
        key = _key(row["word"].split())
        phrases.setdefault(key, {}).update(dict.fromkeys(_all_ways(row["also"].split(";"))))
    for abbreviations in _abbreviations().values():
        for abbreviation in abbreviations:
            if len(abbreviation.short) < SHORTEST_MEANT and abbreviation.in_capitals:
                continue
            for written in abbreviation.written:
                phrases.setdefault(_key(written.split()), {}).update(dict.fromkeys(abbreviation.exact))
    return {key: tuple(ways) for key, ways in phrases.items()}


def _key(words: Sequence[str]) -> Key:
    stems = []
    for word in words:
        for part in text.words(asking.bare(word)):
            if part not in text.STOP_WORDS:
                stems.append(text.stem(part.replace("'", "")))
    return tuple(stems)


def _is_whole(words: Sequence[str]) -> bool:
    """Whether words begin and end with one that counts: "zorg voor" is "zorg"."""
    return _counts(words[0]) and _counts(words[-1])


def _counts(word: str) -> bool:
    return any(part not in text.STOP_WORDS for part in text.words(asking.bare(word)))
