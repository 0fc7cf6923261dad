"""Articles as they are written: in a draft out of the clause library, in a version as it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from incubator.core.word import Inline, Open, Ref
from incubator.statutes.values.findings import article_in_words
from incubator.statutes.values.library_changes import LibraryChange


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One clause: level 0 text, 1 numbered, 2 a letter."""

    text: tuple[Inline, ...]
    level: int = 1
    id: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "level": self.level, "text": [_part_as_json(part) for part in self.text]}


@dataclass(frozen=True, slots=True)
class StatuteArticle:
    """An article as it will stand in the deed, with what it means beside it."""

    id: str
    chapter: str
    title: str
    law: tuple[str, ...]
    plain: str
    clauses: tuple[ClauseText, ...]
    plain_en: str = ""
    usual: str = ""  # who usually chooses it
    cost_of_change: str = ""

    @property
    def law_in_words(self) -> str:
        return ", ".join(article_in_words(article) for article in self.law)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "chapter": self.chapter,
            "title": self.title,
            "law": list(self.law),
            "plain": self.plain,
            "plain_en": self.plain_en,
            "usual": self.usual,
            "cost_of_change": self.cost_of_change,
            "clauses": [clause.as_json() for clause in self.clauses],
        }


def to_keep(written: Sequence[StatuteArticle]) -> list[dict[str, Any]]:
    """Articles in the shape in which a version keeps them."""
    return [article.as_json() for article in written]


def kept_articles(kept: Sequence[dict[str, Any]]) -> tuple[StatuteArticle, ...]:
    """Articles out of what `to_keep` made of them."""
    return tuple(_article(article) for article in kept)


def _article(kept: dict[str, Any]) -> StatuteArticle:
    clauses = tuple(_clause(clause) for clause in kept["clauses"])
    return StatuteArticle(**{**kept, "law": tuple(kept["law"]), "clauses": clauses})


def _clause(kept: dict[str, Any]) -> ClauseText:
    return ClauseText(tuple(map(_part, kept["text"])), kept["level"], kept["id"])


def _part_as_json(part: Inline) -> Any:
    """Raises `TypeError` for what no clause holds, such as a tracked change."""
    if isinstance(part, str):
        return part
    if isinstance(part, Ref):
        return {"ref": part.target}
    if isinstance(part, Open):
        return {"open": part.text, "why": part.why}
    raise TypeError(f"No part of a clause: {part!r}")


def _part(kept: Any) -> Inline:
    if isinstance(kept, str):
        return kept
    if "ref" in kept:
        return Ref(kept["ref"])
    return Open(kept["open"], kept["why"])


@dataclass(frozen=True, slots=True)
class StatutesWording:
    """In which words answers are put: those of the clause library with the changes accepted here, or those that a version keeps."""

    changes: tuple[LibraryChange, ...] = ()
    kept: tuple[StatuteArticle, ...] | None = None
    library_version: int = 0  # how many changes had been accepted
