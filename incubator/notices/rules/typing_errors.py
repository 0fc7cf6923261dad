"""One typing error: the words that somebody may have meant, and which of them most likely."""

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase

from incubator.core import compounds, text
from incubator.notices.rules.other_words import known_words

SHORTEST = 4  # letters: of a shorter word one letter is too much of it
SHORTEST_HALF = 4  # of a compound in which a typing error is looked for
LONGEST = 30
MUCH_MORE = 20  # times as often: then the rare word is probably the other, mistyped
LINKS = ("", "s", "en", "e", "n")


def near(word: str) -> set[str]:
    """All that one letter too few, too many, wrong, or two that changed places can make of a word."""
    near_words: set[str] = set()
    for cut in range(len(word) + 1):
        head, tail = word[:cut], word[cut:]
        for letter in ascii_lowercase:
            near_words.add(f"{head}{letter}{tail}")
            if tail:
                near_words.add(f"{head}{letter}{tail[1:]}")
        if tail:
            near_words.add(f"{head}{tail[1:]}")
        if len(tail) > 1:
            near_words.add(f"{head}{tail[1]}{tail[0]}{tail[2:]}")
    near_words.discard(word)
    return near_words


def can_be_mistyped(word: str) -> bool:
    """Whether a word is long enough and no number."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.isascii() and word not in text.STOP_WORDS


def is_word(word: str) -> bool:
    """Whether this is a word by itself, or one of the tables: somebody means it, also when no notice holds it."""
    return word in compounds.known_words() or word in known_words()


def is_dutch(word: str) -> bool:
    """Whether somebody may well mean this word, also when no notice holds it: a compound may be made by anybody."""
    return is_word(word) or bool(compounds.split_compound(word))


def likeliest(word: str, numbers: Mapping[str, int]) -> str:
    """Of the words that occur the one that was most likely meant; "" when there is none."""
    best, weight = "", (0, False)
    for candidate in sorted(near(word) & numbers.keys()):
        # People seldom mistype the first letter.
        candidate_weight = (numbers[candidate], candidate[0] == word[0])
        if candidate_weight > weight:
            best, weight = candidate, candidate_weight
    return best


def halves(word: str) -> Iterator[tuple[str, str, str]]:
    """Every way to take a word in two, without the letters that link: the first half, the link, the second half."""
    for cut in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
        head, tail = word[:cut], word[cut:]
        for link in LINKS:
            if head.endswith(link) and len(head) - len(link) >= SHORTEST_HALF:
                yield head.removesuffix(link), link, tail


def compound(word: str, numbers: Mapping[str, int]) -> str:
    """A compound with the typing error in one of its halves mended; two words where both halves are words already."""
    best, weight = "", 0
    for head, link, tail in halves(word):
        for mended, number in _halves_mended(head, link, tail, numbers):
            if number > weight:
                best, weight = mended, number
    return best


def _halves_mended(head: str, link: str, tail: str, numbers: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    first, second = numbers.get(head, 0), numbers.get(tail, 0)
    if first and second:
        yield f"{head} {tail}", min(first, second)
    elif first:
        other = likeliest(tail, numbers)
        if other:
            yield f"{head}{link}{other}", min(first, numbers[other])
    elif second:
        other = likeliest(head, numbers)
        if other:
            yield f"{other}{link}{tail}", min(second, numbers[other])


def candidates(word: str) -> set[str]:
    """Everything to look up for a word that no notice holds: words near it, its halves, and words near those."""
    words = near(word) | {word}
    for head, _link, tail in halves(word):
        words |= {head, tail}
    return words


def near_halves(word: str, known: Iterable[str]) -> set[str]:
    """What to look up more, where one half of a compound is a word and the other may be mistyped."""
    held = set(known)
    words: set[str] = set()
    for head, _link, tail in halves(word):
        if head in held:
            words |= near(tail)
        elif tail in held:
            words |= near(head)
    return words
