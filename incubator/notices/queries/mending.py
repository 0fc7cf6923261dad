"""What somebody meant who mistyped a word: the word of the notices that differs by one error, or begins like it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from sqlalchemy import select

from incubator.core import asking, text
from incubator.core.db import db
from incubator.notices.models import NoticeWord
from incubator.notices.rules import place_names, typing_errors
from incubator.notices.rules.other_words import WordsOfNotices, known_words

MOST_MENDED = 6  # words of a question: a longer one is a pasted text
AT_ONCE = 5_000  # words looked up in one statement
SHORTEST_BEGINNING = 5  # letters
COMMON = 2  # notices that hold a word: then it is meant rather than a compound that none holds
RARE = 2  # notices that hold a word which is perhaps a typing error of the buyer


Part = tuple[str, str, str]  # minus, phrase, word


@dataclass(slots=True)
class _Numbers:
    """In how many notices words occur, each looked up once."""

    known: dict[str, int] = field(default_factory=dict)

    def look_up(self, words: Iterable[str]) -> None:
        missing = sorted(set(words) - self.known.keys())
        for start in range(0, len(missing), AT_ONCE):
            asked = NoticeWord.word.in_(missing[start : start + AT_ONCE])
            for word, number in db.session.execute(select(NoticeWord.word, NoticeWord.number).where(asked)):
                self.known[word] = number
        # Names of towns and trades are right, also when no notice holds them yet.
        for word in known_words().intersection(missing):
            self.known.setdefault(word, 1)


def mended(words: str, *, rare: int = 0) -> str:
    """The question with its typing errors mended; "" when there is nothing to mend.

    A word is only mended when at most so many notices hold it as `rare` says; of none it is no word that anybody may mean.
    """
    parts = text.query_parts(words[: asking.MOST_TYPED])
    numbers = _Numbers()
    plain = [asking.bare(word) for _minus, _phrase, word in parts]
    mendable = set(list(filter(typing_errors.can_be_mistyped, plain))[:MOST_MENDED])
    numbers.look_up([*mendable, *map("".join, pairwise(plain))])
    written: list[str] = []
    rest = parts
    while rest:
        text_of_first, number = _first_mended(rest, mendable, numbers, rare)
        written.append(text_of_first)
        rest = rest[number:]
    result = " ".join(written)
    return "" if result.split() == words.split() else result


def _first_mended(rest: list[Part], mendable: set[str], numbers: _Numbers, rare: int) -> tuple[str, int]:
    """How the first of these parts should be written, and how many parts that takes."""
    minus, phrase, word = rest[0]
    if phrase:
        return f'{minus}"{phrase}"', 1
    if minus:
        return f"{minus}{word}", 1
    number = _name_of_a_place(rest)
    if number > 1:
        return " ".join(part[2] for part in rest[:number]), number
    if _belong_together(rest, numbers):
        return "".join(asking.bare(part[2]) for part in rest[:2]), 2
    plain = asking.bare(word)
    if plain in mendable:
        return _mended_word(plain, numbers, rare) or word, 1
    return word, 1


def _name_of_a_place(rest: list[Part]) -> int:
    """How many of the first words are the name of a place, which is right as it is: De Bilt, Capelle aan den IJssel."""
    plain = list(takewhile(_is_plain, rest[: place_names.LONGEST_NAME]))
    for number in range(len(plain), 1, -1):
        if place_names.called([part[2] for part in plain[:number]]) is not None:
            return number
    return 0


def _is_plain(part: Part) -> bool:
    minus, phrase, _word = part
    return not minus and not phrase


def _belong_together(rest: list[Part], numbers: _Numbers) -> bool:
    """Whether the first and the second are one word of which at least one half is none: "schoon maak", "hand having"."""
    if len(rest) == 1 or rest[1][0] or rest[1][1]:
        return False
    first, second = asking.bare(rest[0][2]), asking.bare(rest[1][2])
    if {first, second} & text.STOP_WORDS:  # "b en w"
        return False
    halves = (numbers.known.get(first, 0), numbers.known.get(second, 0))
    return numbers.known.get(f"{first}{second}", 0) > min(halves) and not WordsOfNotices().ways((first, second))


def _mended_word(word: str, numbers: _Numbers, rare: int) -> str:
    """What this word should have been; "" when it may well be meant as it is."""
    number = numbers.known.get(word, 0)
    if number > rare or (not number and typing_errors.is_word(word)):
        return ""
    numbers.look_up(typing_errors.candidates(word))
    alike = typing_errors.likeliest(word, numbers.known)
    if number or typing_errors.is_dutch(word):
        return alike if _is_rather(alike, number, numbers) else ""
    if alike:
        return alike
    numbers.look_up(typing_errors.near_halves(word, numbers.known))
    return typing_errors.compound(word, numbers.known) or _longer(word)


def _is_rather(alike: str, number: int, numbers: _Numbers) -> bool:
    """Whether this is meant rather than a word that so few notices hold: "zonepanelen" can be a word, and nobody means it."""
    often = numbers.known.get(alike, 0)
    if number:
        return often >= typing_errors.MUCH_MORE * number
    return alike in known_words() or often >= COMMON


def _longer(word: str) -> str:
    """The word that begins like this and occurs most: "hoogheemraad" is typed for "hoogheemraadschap"."""
    if len(word) < SHORTEST_BEGINNING:
        return ""
    statement = select(NoticeWord.word).where(NoticeWord.word.startswith(word, autoescape=True))
    return db.session.scalar(statement.order_by(NoticeWord.number.desc(), NoticeWord.word).limit(1)) or ""
