"""Statutes as they stand in a document: articles with their numbers and texts, and what belongs to no article."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TextArticle:
    """An article as it reads. `clause` is the article of our library that it corresponds to; None when none does."""

    number: str
    title: str
    lines: tuple[str, ...]
    clause: str | None = None
    differs: bool = True
    chapter: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def name(self) -> str:
        return f"Artikel {self.number}. {self.title}".rstrip(" .")

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "title": self.title,
            "text": self.text,
            "clause": self.clause,
            "differs": self.differs,
            "chapter": self.chapter,
        }


@dataclass(frozen=True, slots=True)
class LooseText:
    """What stands in a document outside of its articles, or in an article that we do not know: where, and what."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadDeed:
    articles: tuple[TextArticle, ...]
    unknown: tuple[LooseText, ...]

    def as_json(self) -> dict[str, Any]:
        articles = [article.as_json() for article in self.articles]
        return {"articles": articles, "unknown": [asdict(text) for text in self.unknown]}
