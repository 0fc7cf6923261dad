"""An amendment for the general meeting: what it reads now, what is proposed, and room to explain it (2:42 BW)."""

from collections.abc import Iterator, Sequence

from incubator.core.word import Block, Document, Open, Paragraph, Table, Text
from incubator.statutes.documents.redline import RedlineDetails, summary
from incubator.statutes.values.changes import ArticleChange, Change

HEADERS = ("Nu", "Voorstel", "Toelichting")


def three_columns(changes: Sequence[ArticleChange], details: RedlineDetails) -> Document:
    """The articles that differ, each in three columns; the explanation is left to whoever proposes it."""
    blocks = (Paragraph(summary(changes), "intro"), *_tables(changes))
    return details.document("Voorstel tot statutenwijziging", "Nu, voorstel en toelichting", blocks)


def _tables(changes: Sequence[ArticleChange]) -> Iterator[Block]:
    rows = [_row(change) for change in changes if change.change is not Change.SAME]
    if rows:
        yield Table(HEADERS, tuple(rows), "De wijzigingen per artikel", (5, 5, 4))


def _row(change: ArticleChange) -> tuple[Text, ...]:
    now = _text(change.number_before, change.title_before, change.before)
    proposed = _text(change.number_after, change.title, change.after)
    reason = f"Waarom artikel {change.article} verandert"
    return now or "Staat er nog niet.", proposed or "Vervalt.", (Open("toelichting", reason),)


def _text(number: str, title: str, lines: Sequence[str]) -> str:
    if not number:
        return ""
    return "\n".join([f"Artikel {number}. {title}", *lines])
