"""What someone typed in a search box, understood: what must occur, in which ways it can be said, and what must not.

A feature may know more ways to say something (an abbreviation, another name of a town): it gives them as `OtherWays`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Protocol

from incubator.core import text as dutch

# A longer question is a pasted text; every word of it would have to occur.
MOST_TYPED = 400
MOST_WAYS = 24  # of saying one thing: the database looks for each
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CPV_WITH_CHECK_DIGIT = re.compile(r"(\d{8})-\d")
TN_NUMBER = re.compile(r"tn-?(\d{4,})")
HYPHENATED = re.compile(r"[a-z]+(?:-[a-z]+)+")
DOTTED = re.compile(r"(?:[a-z]\.){2,}[a-z]?")
EDGES = "\"'.,;:!?()[]{}*"
# Second parts that say only that it is work: "schoonmaakwerkzaamheden" are found where "schoonmaak" is asked.
HOLLOW = frozenset({"werkzam", "dienst", "verlen", "dienstverlen", "activiteit"})

Terms = tuple[str, ...]
Ways = tuple[Terms, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that was typed: any of these ways of saying it, and of each way all terms.

    Of words between quotation marks (`phrase`) there is one way, whose terms follow each other, and exactly these words occur.
    """

    ways: Ways
    phrase: str = ""
    typed: str = ""


def _is_number(term: str) -> bool:
    """A number or a code with digits, long enough to name one thing."""
    return len(term) >= 4 and re.search(r"\d", term) is not None


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What someone typed: what must all occur, and what must not. `hollow`: only words that mean nothing, such as "de".

    `left_out` are the words that do not count.
    """

    required: tuple[Sought, ...] = ()
    excluded: tuple[Sought, ...] = ()
    hollow: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.required and not self.excluded

    @property
    def only_codes(self) -> bool:
        """Whether it names one thing by its number."""
        ways = [way for term in self.required for way in term.ways[:1]]
        return bool(ways) and all(_is_number(way[0]) for way in ways)


class OtherWays(Protocol):
    """What else to look for when certain words are typed one after the other."""

    @property
    def longest(self) -> int:
        """The most words that together have another way of saying."""

    def ways(self, words: Sequence[str]) -> Ways:
        """The other ways of saying these typed words; none when they say nothing together."""


class NoOtherWays:
    """Words mean only what they are."""

    longest = 1

    def ways(self, words: Sequence[str]) -> Ways:
        return ()


@dataclass(slots=True)
class _PartReader:
    """Takes the parts of a question one by one; words that follow each other are looked at together."""

    other_ways: OtherWays
    required: dict[Sought, None] = field(default_factory=dict)
    excluded: dict[Sought, None] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)
    run: list[str] = field(default_factory=list)
    hollow: bool = False

    def take(self, minus: str, phrase: str, word: str) -> None:
        if not minus and not phrase:
            self.run.append(word)
            return
        self.end_run()
        sought = _phrase(phrase) if phrase else _word(word)
        if sought is not None:
            (self.excluded if minus else self.required)[sought] = None
        else:
            self.hollow |= not minus
            self.left_out[f"{minus}{phrase or word}"] = None

    def end_run(self) -> None:
        """Read the words that stood together, the longest groups that mean something first."""
        words = self.run
        self.run = []
        while words:
            number = self._read_first(words)
            words = words[number:]

    def _read_first(self, words: list[str]) -> int:
        """Read what the first words say, and give how many those were."""
        for number in range(min(self.other_ways.longest, len(words)), 0, -1):
            others = self.other_ways.ways(words[:number])
            if others:
                self._require(words[:number], others)
                return number
        self._require(words[:1], ())
        return 1

    def _require(self, words: list[str], others: Ways) -> None:
        own = []
        for word in words:
            sought = _word(word)
            if sought is not None:
                own.append(sought)
        typed = " ".join(words)
        if own or others:
            ways = tuple(dict.fromkeys((*_combined(own), *others)))[:MOST_WAYS]
            self.required[Sought(ways, typed=typed)] = None
        else:
            self.hollow = True
            self.left_out[typed] = None


def _combined(parts: Sequence[Sought]) -> Ways:
    """All ways to say several things together."""
    if not parts:
        return ()
    ways = []
    for chosen in islice(product(*(part.ways for part in parts)), MOST_WAYS // 3):
        ways.append(tuple(dict.fromkeys(sum(chosen, ()))))
    return tuple(ways)


def understand(typed: str, other_ways: OtherWays | None = None) -> SearchQuestion:
    """Read a query: words (all must occur, in any form), "exactly these words", -without."""
    reader = _PartReader(other_ways or NoOtherWays())
    for minus, phrase, word in dutch.query_parts(typed[:MOST_TYPED]):
        reader.take(minus, phrase, word)
    reader.end_run()
    required, excluded = tuple(reader.required), tuple(reader.excluded)
    hollow = reader.hollow and not required and not excluded
    return SearchQuestion(required, excluded, hollow, tuple(reader.left_out))


def _phrase(phrase: str) -> Sought | None:
    terms = dutch.sequence(phrase)
    if terms:
        return Sought((tuple(terms),), dutch.plain(phrase), f'"{phrase}"')
    return None


def bare(typed: str) -> str:
    """A typed word folded, without the marks around it; the dots of an abbreviation are no part of it: w.m.o."""
    if DOTTED.fullmatch(dutch.fold(typed)):
        return dutch.fold(typed).replace(".", "")
    # The article of 's-Hertogenbosch is left out as often as not.
    folded = dutch.fold(typed).replace("\u2019", "'")
    return folded.removeprefix("'s-").strip(f"{EDGES}/").replace("\u2010", "-")


def _word(typed: str) -> Sought | None:
    word = bare(typed)
    # Identities are found as they are pasted: whole, with a check digit, with or without TN.
    if UUID.fullmatch(word):
        return Sought(((compact_code(word),),), typed=typed)
    if match := CPV_WITH_CHECK_DIGIT.fullmatch(word):
        return Sought(((match[1],),), typed=typed)
    if match := TN_NUMBER.fullmatch(word):
        return Sought(((f"tn{match[1]}",), (match[1],)), typed=typed)
    parts = _parts(word)
    if not HYPHENATED.fullmatch(word):
        if parts:
            return Sought(_ways(word, parts), typed=typed)
        return None
    whole = (dutch.stem(dutch.joined(word)),)
    short = any(len(part) == 1 for part in word.split("-"))  # e-bike is no bike
    return Sought((whole,) if short or not parts else (parts, whole), typed=typed)


def ways_of(written: str) -> Ways:
    """The ways to look for a text of some words, all of which must occur."""
    soughts = []
    for word in written.split():
        sought = _word(word)
        if sought is not None:
            soughts.append(sought)
    return _combined(soughts)


def _ways(word: str, parts: Terms) -> Ways:
    """The parts of a compound, or the word itself: a longer compound holds it whole ("schoonmaak" in "schoonmaakwerkzaamheden")."""
    whole = tuple(term for part in dutch.words(word) for term in dutch.analysed(part)[:1])
    if len(parts) < 2 or len(whole) != 1:
        return (parts,)
    return (parts, whole)


def _parts(word: str) -> Terms:
    """The terms of a word; of a compound its parts, without those that only say that it is work."""
    parts: list[str] = []
    for part in dutch.words(word):
        terms = dutch.query_terms(part)
        telling = [term for term in terms if term not in HOLLOW]
        parts += telling or terms
    return tuple(dict.fromkeys(parts))


def compact_code(code: str) -> str:
    """A UUID as one term: its pieces mean nothing alone. Other codes stay as they are."""
    if UUID.fullmatch(code):
        return code.replace("-", "")
    return code
