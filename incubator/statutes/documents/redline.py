"""Two texts of statutes as one Word document, with what went and what came as tracked changes that can be accepted or refused."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from incubator.core.word import Block, Deleted, Document, Inline, Inserted, Paragraph
from incubator.statutes.documents.comparing import line_changes, word_changes
from incubator.statutes.values.changes import ArticleChange, Change, Piece, PieceKind

KINDS = {Change.CHANGED: "gewijzigd", Change.NEW: "nieuw", Change.GONE: "vervallen"}


@dataclass(frozen=True, slots=True)
class RedlineDetails:
    """What a comparison says of itself: which two texts, and who made it when."""

    name: str
    before: str
    after: str
    author: str
    made_at: datetime
    made_on: str

    def document(self, heading: str, subject: str, blocks: Iterable[Block]) -> Document:
        """A document about both texts, with its heading."""
        return Document(
            title=f"{heading}: {self.name}",
            subject=subject,
            author=self.author,
            made_at=self.made_at,
            date_text=self.made_on,
            version=f"{self.before} - {self.after}",
            blocks=(Paragraph(heading, "title"), Paragraph(self.name, "subtitle"), *blocks),
        )


def redline(changes: Sequence[ArticleChange], details: RedlineDetails) -> Document:
    """The whole new text, with tracked changes against the old."""
    blocks = (
        Paragraph(f"Van {details.before} naar {details.after}", "subtitle"),
        Paragraph(
            "Wat verviel en wat erbij kwam, is een bijgehouden wijziging: u kunt elke wijziging in Word accepteren of weigeren.",
            "intro",
        ),
        Paragraph(summary(changes), "note"),
        *_articles(changes),
    )
    return details.document("Vergelijking van statuten", "Wijzigingen als bijgehouden wijzigingen", blocks)


def summary(changes: Sequence[ArticleChange]) -> str:
    """Which articles differ, in one sentence."""
    parts = []
    for kind, words in KINDS.items():
        numbers = [change.article for change in changes if change.change is kind]
        if numbers:
            parts.append(f"{words}: artikel {', '.join(numbers)}")
    if not parts:
        return "De teksten zijn gelijk."
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _articles(changes: Sequence[ArticleChange]) -> Iterator[Block]:
    for change in changes:
        yield Paragraph(_heading(change), "heading")
        for line in lines_of(change):
            yield Paragraph(tuple(map(_inline, line)))


def _heading(change: ArticleChange) -> tuple[Inline, ...]:
    before = f"Artikel {change.number_before}. {change.title_before}" if change.number_before else ""
    after = f"Artikel {change.number_after}. {change.title}" if change.number_after else ""
    return tuple(map(_inline, word_changes(before, after)))


def lines_of(change: ArticleChange) -> list[list[Piece]]:
    """The lines of an article, with what came and went; only what stayed when nothing differs."""
    if change.change is Change.SAME:
        return [[Piece(PieceKind.SAME, line)] for line in change.after]
    return line_changes(change.before, change.after)


def _inline(piece: Piece) -> Inline:
    if piece.kind is PieceKind.INSERTED:
        return Inserted(piece.text)
    if piece.kind is PieceKind.DELETED:
        return Deleted(piece.text)
    return piece.text
