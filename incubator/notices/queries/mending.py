"""What somebody meant who mistyped a word: the word of the notices that differs by one error, or begins like it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from incubator.core import asking, text
from incubator.core.db import db
from incubator.notices.models import NoticeWord
from incubator.notices.rules import typing_errors
from incubator.notices.rules.other_words import WordsOfNotices, known_words

MOST_MENDED = 6  # words of a question: a longer one is a pasted text
AT_ONCE = 5_000  # words looked up in one statement
SHORTEST_BEGINNING = 5  # letters
RARE = 2  # notices that hold a word which is perhaps a typing error of the buyer


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
    mendable = list(filter(typing_errors.can_be_mistyped, plain))[:MOST_MENDED]
    joined = list(map("".join, zip(plain, plain[1:], strict=False)))
    numbers.look_up([*mendable, *joined])
    written: list[str] = []
    skip = False
    for place, (minus, phrase, word) in enumerate(parts):
        if skip:
            skip = False
        elif not minus and not phrase and _belong_together(parts, place, numbers):
            written.append(f"{plain[place]}{plain[place + 1]}")
            skip = True
        elif minus or phrase or plain[place] not in mendable:
            written.append(_as_typed(minus, phrase, word))
        else:
            written.append(_mended_word(plain[place], numbers, rare) or word)
    result = " ".join(written)
    return "" if result.split() == words.split() else result


def _as_typed(minus: str, phrase: str, word: str) -> str:
    if phrase:
        return f'{minus}"{phrase}"'
    return f"{minus}{word}"


def _belong_together(parts: list[tuple[str, str, str]], place: int, numbers: _Numbers) -> bool:
    """Whether this word and the next are one word of which at least one half is none: "schoon maak", "hand having"."""
    if place + 1 == len(parts):
        return False
    minus, phrase, word = parts[place + 1]
    if minus or phrase:
        return False
    first, second = asking.bare(parts[place][2]), asking.bare(word)
    halves = (numbers.known.get(first, 0), numbers.known.get(second, 0))
    return numbers.known.get(f"{first}{second}", 0) > min(halves) and not WordsOfNotices().ways((first, second))


def _mended_word(word: str, numbers: _Numbers, rare: int) -> str:
    """What this word should have been; "" when it may well be meant as it is."""
    number = numbers.known.get(word, 0)
    if number > rare or (not rare and typing_errors.is_dutch(word)):
        return ""
    numbers.look_up(typing_errors.candidates(word))
    alike = typing_errors.likeliest(word, numbers.known)
    if number:
        often = numbers.known.get(alike, 0) >= typing_errors.MUCH_MORE * number
        return alike if often else ""
    if alike:
        return alike
    numbers.look_up(typing_errors.near_halves(word, numbers.known))
    return typing_errors.compound(word, numbers.known) or _longer(word)


def _longer(word: str) -> str:
    """The word that begins like this and occurs most: "hoogheemraad" is typed for "hoogheemraadschap"."""
    if len(word) < SHORTEST_BEGINNING:
        return ""
    statement = select(NoticeWord.word).where(NoticeWord.word.startswith(word, autoescape=True))
    return db.session.scalar(statement.order_by(NoticeWord.number.desc(), NoticeWord.word).limit(1)) or ""
