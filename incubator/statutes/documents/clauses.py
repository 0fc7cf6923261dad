"""The clause library, filled with answers. What people typed is put in as it is: it is never read as a template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from incubator.core.word import Inline, Open, Ref
from incubator.statutes.documents.language import capital, ended, uncapital, unended
from incubator.statutes.documents.library import REMEMBERED, holds, library
from incubator.statutes.documents.library_changes import SLOT
from incubator.statutes.documents.wording import Word, lists, words
from incubator.statutes.rules import STATE_OF_KNOWLEDGE
from incubator.statutes.rules.conditions import conditions
from incubator.statutes.values import Statutes
from incubator.statutes.values.library_changes import LibraryChange
from incubator.statutes.values.written import ClauseText, StatuteArticle

LABELS = ("", "{number}.", "{letter}.", "{number}°")


def articles(statutes: Statutes, *, on: date | None = None) -> list[StatuteArticle]:
    """The articles of these statutes, in order: as a version keeps them, or else those that the answers call for, filled in.

    With a day they are always those that the answers call for, under the law of that day; without one that of the deed counts.
    """
    wording = statutes.wording
    if on is None and wording.kept is not None:
        return list(wording.kept)
    day = on or statutes.deed.signed_on or STATE_OF_KNOWLEDGE
    elsewhere = frozenset(clause for clause, where in statutes.placement if where not in {"", "deed"})
    additions = dict(statutes.additions)
    referred = referred_to(wording.changes)
    filler = ClauseFiller(words(statutes), lists(statutes), conditions(statutes), additions, elsewhere, day, referred)
    written = [article_of(raw, filler) for raw in library(wording.changes) if filler.takes(raw)]
    # Of the files the linter says that every reference arrives; of an accepted text that held for the files of then.
    return _with_open_references(written) if wording.changes else written


def _with_open_references(written: list[StatuteArticle]) -> list[StatuteArticle]:
    """The same, in which a reference to what this deed does not have is an open point: Word could not number it."""
    there = numbers_of(written)
    arriving = []
    for article in written:
        clauses = tuple(replace(clause, text=_arriving(clause.text, there)) for clause in article.clauses)
        arriving.append(replace(article, clauses=clauses))
    return arriving


def _arriving(text: tuple[Inline, ...], there: Mapping[str, str]) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for part in text:
        if isinstance(part, Ref) and part.target not in there:
            parts.append(Open("verwijzing", "Een bepaling verwijst naar iets dat niet in deze akte staat"))
        else:
            parts.append(part)
    return tuple(parts)


def article_of(raw: dict[str, Any], filler: "ClauseFiller") -> StatuteArticle:
    """An article of a library filled in; what a paper besides the deed does not say of an article is empty."""
    return StatuteArticle(
        id=raw["id"],
        chapter=raw.get("chapter", ""),
        title=raw["title"],
        law=tuple(raw["law"]),
        plain=raw["plain"],
        clauses=tuple(filler.clauses(raw)),
        plain_en=raw["plain_en"],
        usual=raw.get("usual", ""),
        cost_of_change=raw.get("cost_of_change", ""),
    )


@dataclass(frozen=True, slots=True)
class ClauseFiller:
    """What a clause asks for, and which clauses belong in the text."""

    words: dict[str, Word]
    lists: dict[str, tuple[str | Word, ...]]
    holding: set[str]
    additions: dict[str, str]
    elsewhere: frozenset[str]
    on: date
    referred: frozenset[str]  # the clauses that others refer to

    def takes(self, raw: dict[str, Any]) -> bool:
        """Whether a part of the library belongs in this deed; what may stand in another paper does so when they placed it there."""
        is_placed = raw.get("movable", False) and raw["id"] in self.elsewhere
        return not is_placed and holds(raw, self.holding, self.on)

    def clauses(self, article: dict[str, Any]) -> Iterator[ClauseText]:
        chosen = list(filter(self.takes, article["clause"]))
        addition = self.additions.get(article["id"], "")
        if "intro" in article:
            yield ClauseText((article["intro"],), 0)
        alone = len(chosen) == 1 and not addition
        for raw in chosen:
            # A single clause needs no number; one that others refer to keeps it, or the reference would point at nothing.
            level = 0 if alone and raw["id"] not in self.referred else raw.get("level", 1)
            yield ClauseText(self.fill(raw["text"]), level, raw["id"])
            yield from self._letters(raw)
        if addition:
            # Below a list of definitions, which has no numbers, a number would count from one alone.
            numbered = any(raw.get("level", 1) == 1 for raw in chosen)
            yield ClauseText((ended(capital(addition)),), int(numbered), f"{article['id']}-eigen-tekst")

    def _letters(self, raw: dict[str, Any]) -> Iterator[ClauseText]:
        for letter in raw.get("letters", ()):
            yield ClauseText(self.fill(letter), 2)
        items = self.lists[raw["list"]] if "list" in raw else ()
        for count, item in enumerate(items, start=1):
            # People end their lines as they like; a deed ends a list with one stop and the rest with a semicolon.
            stop = "." if count == len(items) else ";"
            text = (unended(uncapital(item)),) if isinstance(item, str) else item
            yield ClauseText(_joined([*text, stop]), 2)

    def fill(self, template: str) -> tuple[Inline, ...]:
        parts: list[Inline] = []
        for index, piece in enumerate(SLOT.split(template)):
            if index % 2 == 0:
                parts.append(_without_second_stop(parts, piece))
            elif piece.startswith("ref:"):
                parts.append(Ref(piece.removeprefix("ref:")))
            else:
                parts.extend(self.words[piece])
        return _joined(parts)


@lru_cache(maxsize=REMEMBERED)
def referred_to(changes: tuple[LibraryChange, ...] = ()) -> frozenset[str]:
    """The ids that some clause refers to."""
    texts = [
        text
        for article in library(changes)
        for raw in article["clause"]
        for text in (raw["text"], *raw.get("letters", ()))
    ]
    return frozenset(
        slot.removeprefix("ref:") for text in texts for slot in SLOT.findall(text) if slot.startswith("ref:")
    )


def _without_second_stop(before: list[Inline], piece: str) -> str:
    """No second full stop after an answer that ends in one ("U.A.")."""
    stopped = before and isinstance(before[-1], str) and before[-1].endswith((".", "!", "?"))
    if stopped and piece.startswith("."):
        return piece[1:]
    return piece


def _joined(parts: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one; none that is empty."""
    joined: list[Inline] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)


def as_text(clause: ClauseText, numbers: dict[str, str]) -> str:
    """A clause for a page: references as text, open points between brackets."""
    return "".join(_part_as_text(part, numbers) for part in clause.text)


def _part_as_text(part: Inline, numbers: dict[str, str]) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Ref):
        return numbers.get(part.target, "")
    return f"[{part.text}]"


def numbers_of(written: Sequence[StatuteArticle]) -> dict[str, str]:
    """The numbers that references on a page show: of articles and of clauses."""
    numbers = {}
    for place, article in enumerate(written, start=1):
        numbers[article.id] = f"artikel {place}"
        count = 0
        for clause in article.clauses:
            count += clause.level == 1
            if clause.id:
                numbers[clause.id] = str(count)
    return numbers


def labelled(clauses: Sequence[ClauseText]) -> Iterator[tuple[str, ClauseText]]:
    """Each clause with what stands before it on paper: "1.", "a.", "1°", or nothing."""
    counts = [0, 0, 0, 0]
    for clause in clauses:
        counts[clause.level] += 1
        counts[clause.level + 1 :] = [0] * (3 - clause.level)
        yield LABELS[clause.level].format(number=counts[clause.level], letter=chr(96 + counts[clause.level])), clause


def as_numbered_text(written: Sequence[StatuteArticle]) -> list[str]:
    """A text as one reads it on paper: the number and title of an article on a line, then its clauses, numbered."""
    numbers = numbers_of(written)
    lines: list[str] = []
    for place, article in enumerate(written, start=1):
        lines += ["", f"Artikel {place}. {article.title}"]
        for label, clause in labelled(article.clauses):
            indent = "   " if clause.level > 1 else ""
            lines.append(f"{indent}{label} {as_text(clause, numbers)}".rstrip() if label else as_text(clause, numbers))
    return lines[1:]
