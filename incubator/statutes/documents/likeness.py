"""Which article of our library a text is about: by how notaries call it, and by the words that it shares."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log, sqrt
from typing import Any

from incubator.statutes.documents.library import library
from incubator.statutes.documents.library_changes import SLOT
from incubator.statutes.values.schema import CONTENT

WORD = re.compile(r"\w+")
STEMS = re.compile(r"(?:en|e|s|t)$")
ENOUGH = 0.3  # of the words that tell texts apart; measured on the texts in the tests
TITLE_WEIGHT = 0.55
LONE_STOP = {r"\.": ""}  # an answer that ends in a stop takes the stop after it
FIXED = 12  # letters; a text with fewer is nothing but answers, and would take any line for ours
TEXTS_OF_A_CLAUSE = ("intro", "text", "letters")


def words_in(text: str) -> list[str]:
    """The words of a text without their endings, so that "leden" and "lid" stay two but "besluit" and "besluiten" are one."""
    return [STEMS.sub("", word) for word in WORD.findall(text.casefold()) if len(word) > 2]


def _texts(raw: Any) -> Iterator[str]:
    """Every piece of legal text below an entry of the library, whatever the depth of its variants."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key in TEXTS_OF_A_CLAUSE:
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _texts(value)
    elif isinstance(raw, list):
        for item in raw:
            if not isinstance(item, str):
                yield from _texts(item)


@cache
def library_texts() -> dict[str, tuple[str, ...]]:
    """The texts of each article of the library, with slots where answers come."""
    return {raw["id"]: tuple(_texts(raw)) for raw in library()}


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    known = tomllib.loads((CONTENT / "titles.toml").read_text(encoding="utf-8"))
    return {raw["id"]: (raw["title"].casefold(), *known.get(raw["id"], ())) for raw in library()}


@cache
def _rarity() -> dict[str, float]:
    """How much a word tells: what stands in every article tells nothing."""
    texts = [set(words_in(" ".join(texts))) for texts in library_texts().values()]
    counted = Counter(word for words in texts for word in words)
    return {word: log(1 + len(texts) / count) for word, count in counted.items()}


def weights(text: str) -> dict[str, float]:
    """How much each word of a text tells."""
    rarity = _rarity()
    return {word: (1 + log(count)) * rarity.get(word, 1.0) for word, count in Counter(words_in(text)).items()}


def cosine(left: dict[str, float], right: dict[str, float]) -> float:
    """How much two texts, by the weights of their words, speak of the same: between 0 and 1."""
    shared = sum(weight * right[word] for word, weight in left.items() if word in right)
    sizes = _length(left) * _length(right)
    return shared / sizes if sizes else 0.0


def _length(weighed: dict[str, float]) -> float:
    return sqrt(sum(weight**2 for weight in weighed.values()))


@cache
def _library_weights() -> dict[str, dict[str, float]]:
    return {clause: weights(SLOT.sub(" ", " ".join(texts))) for clause, texts in library_texts().items()}


def _title_score(title: str, names: Iterable[str]) -> float:
    """1 when the title is one of the names, less when it only holds one: the less of the title the name covers, the less it tells."""
    title = re.sub(r"[^\w\s-]", " ", title.casefold())
    title = " ".join(title.split())
    best = 0.0
    for name in names:
        plain = " ".join(re.sub(r"[^\w\s-]", " ", name).split())
        if re.search(rf"\b{re.escape(plain)}\b", title):
            best = max(best, 0.5 + 0.5 * len(plain) / len(title))
    return best


def clause_of(title: str, text: str) -> str | None:
    """The article of our library that a text corresponds to; None when none comes near enough."""
    given = weights(f"{title} {text}")
    scores = {}
    for clause, own in _library_weights().items():
        scores[clause] = TITLE_WEIGHT * _title_score(title, _titles()[clause]) + cosine(given, own)
    best = max(scores, key=lambda clause: scores[clause])
    return best if scores[best] >= ENOUGH else None


@cache
def _patterns(clause: str) -> re.Pattern[str]:
    """What a line of an article may read when nothing but the answers was filled in."""
    telling = [text for text in library_texts()[clause] if len(SLOT.sub("", text)) >= FIXED]
    return re.compile("|".join(map(_pattern, telling)) or "(?!)", re.DOTALL)


def _pattern(text: str) -> str:
    pieces = SLOT.split(text)
    # Every second piece is the name of a slot.
    fixed = [re.escape(" ".join(piece.split()).strip()) for piece in pieces[::2]]
    return r"\s*(?:.*?)\s*".join(LONE_STOP.get(piece, piece) for piece in fixed)


def is_ours(clause: str, lines: Sequence[str]) -> bool:
    """Whether each line reads as the library has it, with whatever answers filled in."""
    pattern, listed = _patterns(clause), _has_list(clause)
    others = [line for line in lines if not _is_line_of_ours(line, pattern, listed=listed)]
    # Where the library leaves a whole clause to the answers, a line of one's own is ours.
    free = sum(len(SLOT.sub("", text)) < FIXED for text in library_texts()[clause])
    return not others or len(others) <= min(free, len(lines) - 1)


LABEL = re.compile(r"^(?:(\d{1,2})\.|([a-z])[.)]) +")


def _is_line_of_ours(line: str, pattern: re.Pattern[str], *, listed: bool) -> bool:
    label = LABEL.match(line)
    text = " ".join(LABEL.sub("", line).split())
    # The letters of a list are answers themselves.
    if listed and label is not None and label[2]:
        return True
    return pattern.fullmatch(text) is not None


@cache
def _has_list(clause: str) -> bool:
    return any("list" in text for raw in library() if raw["id"] == clause for text in _dictionaries(raw))


def _dictionaries(raw: Any) -> Iterator[dict[str, Any]]:
    if isinstance(raw, dict):
        yield raw
        for value in raw.values():
            yield from _dictionaries(value)
    elif isinstance(raw, list):
        for item in raw:
            yield from _dictionaries(item)
