"""Which known answers fit a criterion: those that share its words, by their stems. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt

from incubator.bids.rules.freshness import Freshness
from incubator.core.text import STOP_WORDS, terms

MOST = 8
SHORTEST = 40  # letters; a name or a number is no answer
# Words that stand in every criterion and every plan.
EVERYWHERE = frozenset(
    term
    for word in (
        "plan aanpak opdracht inschrijver inschrijving criterium kwaliteit wijze beschrijf beschrijven beschrijft dienen",
    )
    for term in terms(word)
)
LEAST = 2  # words of the text in common, unless the title shares a word or the criterion has few


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """Something that was written before: `ref` names it in a form, `source` says where it comes from in the words of the page."""

    ref: str
    title: str
    text: str
    source: str
    since: date | None = None
    freshness: Freshness = Freshness.FRESH
    answer_id: int | None = None
    address: str = ""


def ranked(criterion: str, answers: Iterable[KnownAnswer], *, most: int = MOST) -> list[KnownAnswer]:
    """The answers that fit, the best first; of two that fit as well the fresh one."""
    asked = _telling(criterion)
    scored: list[tuple[float, bool, str, KnownAnswer]] = []
    for answer in answers:
        score = _score(asked, answer)
        if score > 0:
            scored.append((-score, answer.freshness is not Freshness.FRESH, answer.ref, answer))
    # The name last, so that the order never depends on how the database gave them.
    scored.sort(key=lambda entry: entry[:3])
    return [entry[3] for entry in scored[:most]]


def _score(asked: frozenset[str], answer: KnownAnswer) -> float:
    in_title = asked & _telling(answer.title)
    words = _telling(answer.text)
    in_text = asked & words
    if not in_title and len(in_text) < max(1, min(LEAST, len(asked) // 2)):
        return 0
    # A long text shares words with everything.
    return 2 * len(in_title) + len(in_text) / (1 + sqrt(len(words)) / 20)


def _telling(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    kept = filter(lambda term: term not in STOP_WORDS and len(term) > 2, terms(text))
    return frozenset(kept) - EVERYWHERE


def holds(text: str, source: str) -> bool:
    """Whether a paragraph of a source that says something still stands in a text, word for word."""
    paragraphs = (paragraph.strip() for paragraph in source.split("\n"))
    return any(len(paragraph) >= SHORTEST and paragraph in text for paragraph in paragraphs)


def joined(before: str, added: str) -> str:
    """A part of a section with an answer below what stands there; twice the same is put in once."""
    if added.strip() in before:
        return before
    return "\n\n".join(filter(None, (before.strip(), added.strip())))
