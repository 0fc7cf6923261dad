"""Where each clause of a text stands, so that people can speak of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from incubator.statutes.documents.clauses import as_text, labelled, numbers_of
from incubator.statutes.values.written import ClauseText, StatuteArticle

PARTS = {1: "lid", 2: "onder", 3: "onder"}


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """A clause by its id, as one speaks of it ("artikel 4, lid 2"), with what stands before it on paper and what it reads."""

    id: str
    name: str
    label: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """An article of a text, with its clauses in order."""

    number: int
    title: str
    clauses: tuple[ClausePlace, ...]


def places(written: Sequence[StatuteArticle]) -> list[ArticlePlace]:
    """Every article with its clauses; a clause without an id, such as a letter that is an answer, has none here either."""
    numbers = numbers_of(written)
    return [
        ArticlePlace(count, article.title, tuple(_clauses(count, article.clauses, numbers)))
        for count, article in enumerate(written, start=1)
    ]


def _clauses(count: int, clauses: Sequence[ClauseText], numbers: dict[str, str]) -> list[ClausePlace]:
    named: list[ClausePlace] = []
    above = ["", "", "", ""]
    for label, clause in labelled(clauses):
        above[clause.level :] = [""] * (4 - clause.level)
        if label:
            above[clause.level] = f"{PARTS[clause.level]} {label.rstrip('.°')}"
        name = ", ".join(filter(None, (f"artikel {count}", *above)))
        named.append(ClausePlace(clause.id, name, label, clause.level, as_text(clause, numbers)))
    return named
