"""The clause library as an editor wrote it: every article and clause with its file, before anything is filled in."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from incubator.statutes.documents.library_changes import SLOT
from incubator.statutes.documents.linting.finding import LintPlace

DEFINITIONS = "begrippen"  # the article that says what words mean


@dataclass(frozen=True)
class SourceClause:
    """A clause as it stands in its file, under the conditions of its article too."""

    raw: Mapping[str, Any]
    article: Mapping[str, Any]
    file: str

    @property
    def id(self) -> str:
        return str(self.raw.get("id", ""))

    @property
    def place(self) -> LintPlace:
        return LintPlace(self.file, str(self.article.get("id", "")), self.id)

    @cached_property
    def when(self) -> str:
        return f"{self.article.get('when', '')} {self.raw.get('when', '')}".strip()

    @property
    def texts(self) -> tuple[str, ...]:
        return (str(self.raw.get("text", "")), *self.raw.get("letters", ()))

    @property
    def own_words(self) -> str:
        """The text without what is filled in."""
        return SLOT.sub("", " ".join(self.texts))

    @property
    def is_movable(self) -> bool:
        """Whether a group can place it in another paper than this."""
        return bool(self.raw.get("movable") or self.article.get("movable"))

    @property
    def slots(self) -> list[str]:
        """What is filled in: words for answers, and references."""
        return SLOT.findall(" ".join(self.texts))


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article as it stands in its file."""

    raw: Mapping[str, Any]
    file: str

    @property
    def id(self) -> str:
        return str(self.raw.get("id", ""))

    @property
    def place(self) -> LintPlace:
        return LintPlace(self.file, self.id)

    @property
    def clauses(self) -> list[SourceClause]:
        return [SourceClause(clause, self.raw, self.file) for clause in self.raw.get("clause", ())]


def read_articles(folder: Path) -> list[SourceArticle]:
    """Every article of the files in a folder, in the order of the deed."""
    articles: list[SourceArticle] = []
    for file in sorted(folder.glob("*.toml")):
        written = tomllib.loads(file.read_text(encoding="utf-8")).get("article", ())
        articles += [SourceArticle(raw, file.name) for raw in written]
    return articles


def clauses_of(articles: list[SourceArticle]) -> Iterator[SourceClause]:
    for article in articles:
        yield from article.clauses


def term_of(text: str) -> str:
    """The word that a clause of the definitions defines."""
    return text.partition(":")[0].strip()
