"""What differs between two texts of statutes, article by article and word by word."""

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class PieceKind(StrEnum):
    SAME = "same"
    INSERTED = "insert"
    DELETED = "delete"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, came or went."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article in two texts: its number in each, its title now, and what it read before and after; empty where it is not."""

    change: Change
    clause: str | None
    title: str
    number_before: str
    number_after: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    title_before: str = ""
    chapter: str = ""

    @property
    def article(self) -> str:
        return self.number_after or self.number_before

    @property
    def differs(self) -> bool:
        return self.change is not Change.SAME

    @property
    def key(self) -> str:
        """What an explanation of this change is kept under: the article of our library, or its number where it is none of ours."""
        return self.clause or f"artikel-{self.article}"

    def as_json(self) -> dict[str, str]:
        return {
            "article": self.article,
            "title": self.title,
            "change": self.change.value,
            "before": "\n".join(self.before),
            "after": "\n".join(self.after),
            "article_before": self.number_before,
            "clause": self.clause or "",
        }
