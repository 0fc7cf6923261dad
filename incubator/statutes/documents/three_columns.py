"""An amendment for the general meeting: what it reads now, what is proposed, and room to explain it (2:42 BW)."""

from collections.abc import Iterator, Mapping, Sequence

from incubator.core.word import Block, Document, Paragraph, Table, Text
from incubator.statutes.documents.redline import RedlineDetails, explained, summary
from incubator.statutes.values.changes import ArticleChange

HEADERS = ("Nu", "Voorstel", "Toelichting")


def three_columns(
    changes: Sequence[ArticleChange], details: RedlineDetails, explanations: Mapping[str, str]
) -> Document:
    """The articles that differ, each in three columns; what nobody explained yet is an open point."""
    blocks = (Paragraph(summary(changes), "intro"), *_tables(changes, explanations))
    return details.document("Voorstel tot statutenwijziging", "Nu, voorstel en toelichting", blocks)


def _tables(changes: Sequence[ArticleChange], explanations: Mapping[str, str]) -> Iterator[Block]:
    rows = [_row(change, explanations) for change in changes if change.differs]
    if rows:
        yield Table(HEADERS, tuple(rows), "De wijzigingen per artikel", (5, 5, 4), long=True)


def _row(change: ArticleChange, explanations: Mapping[str, str]) -> tuple[Text, ...]:
    now = _text(change.number_before, change.title_before, change.before)
    proposed = _text(change.number_after, change.title, change.after)
    return now or "Staat er nog niet.", proposed or "Vervalt.", explained(change, explanations)


def _text(number: str, title: str, lines: Sequence[str]) -> str:
    if not number:
        return ""
    return "\n".join([f"Artikel {number}. {title}", *lines])
