"""Two texts of statutes as one Word document, with what went and what came as tracked changes that can be accepted or refused."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from incubator.core.word import (
    ArticleBlock,
    Block,
    Clause,
    Deleted,
    Document,
    Heading,
    Inline,
    Inserted,
    Numbering,
    Open,
    PageBreak,
    Paragraph,
    Table,
    TableOfContents,
    Text,
)
from incubator.statutes.documents.comparing import line_changes, line_pairs, word_changes
from incubator.statutes.values.changes import ArticleChange, Change, Piece, PieceKind

KINDS = {Change.CHANGED: "gewijzigd", Change.NEW: "nieuw", Change.GONE: "vervallen"}
MOST_IN_HEADER = 24
LABEL = re.compile(r"(?:(\d{1,3}\.)|([a-z]\.)|(\d{1,3}°))\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class RedlineDetails:
    """What a comparison says of itself: which two texts, and who made it when."""

    name: str
    before: str
    after: str
    author: str
    made_at: datetime
    made_on: str

    def document(
        self, heading: str, subject: str, blocks: Iterable[Block], numbering: Numbering = Numbering.NONE
    ) -> Document:
        """A document about both texts, with its heading."""
        return Document(
            title=f"{heading}: {self.name}",
            subject=subject,
            author=self.author,
            made_at=self.made_at,
            date_text=self.made_on,
            version=self._both(),
            numbering=numbering,
            blocks=(Paragraph(heading, "title"), Paragraph(self.name, "subtitle"), *blocks),
        )

    def _both(self) -> str:
        """Both texts as the header of a page has room for them."""
        both = f"{self.before} - {self.after}"
        return both if len(both) <= MOST_IN_HEADER else self.after[:1].upper() + self.after[1:]


def redline(
    changes: Sequence[ArticleChange], details: RedlineDetails, explanations: Mapping[str, str] | None = None
) -> Document:
    """The whole new text in the layout of the deed, with tracked changes against the old; first which articles differ, and why.

    Without `explanations` nobody is asked for a reason: two files that are compared belong to no proposal.
    """
    blocks = (
        Paragraph(f"Van {details.before} naar {details.after}", "subtitle"),
        Paragraph(
            "Wat verviel en wat erbij kwam, is een bijgehouden wijziging: u kunt elke wijziging in Word accepteren of weigeren.",
            "intro",
        ),
        Paragraph(summary(changes), "note"),
        PageBreak(),
        *_covering_list(changes, explanations),
        TableOfContents(),
        PageBreak(),
        *_articles(changes),
    )
    return details.document(
        "Vergelijking van statuten", "Wijzigingen als bijgehouden wijzigingen", blocks, Numbering.ARTICLES
    )


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


def explained(change: ArticleChange, explanations: Mapping[str, str]) -> Text:
    """Why an article changes, in the words of the group; an open point, in words, where nobody wrote it yet."""
    return explanations.get(change.key) or (
        Open("nog geen toelichting", f"Waarom artikel {change.article} ({change.title}) verandert"),
    )


def _covering_list(changes: Sequence[ArticleChange], explanations: Mapping[str, str] | None) -> Iterator[Block]:
    if explanations is None:
        return
    rows: list[tuple[Text, ...]] = []
    for change in changes:
        if change.differs:
            article = f"Artikel {change.article}. {change.title}"
            rows.append((article, KINDS[change.change], explained(change, explanations)))
    if rows:
        yield Paragraph("Wat er verandert, en waarom", "intro")
        yield Table(("Artikel", "Wat", "Toelichting"), tuple(rows), "De artikelen die verschillen", (5, 3, 8))
        yield PageBreak()


def lines_of(change: ArticleChange) -> list[list[Piece]]:
    """The lines of an article, with what came and went; only what stayed when nothing differs."""
    if change.change is Change.SAME:
        return [[Piece(PieceKind.SAME, line)] for line in change.after]
    return line_changes(change.before, change.after)


def _articles(changes: Sequence[ArticleChange]) -> Iterator[Block]:
    """Chapters, articles and clauses as the deed has them; an article that went stands where it stood."""
    chapters = {change.chapter for change in changes if change.number_after}
    chapter = ""
    for change in changes:
        is_gone = not change.number_after
        if change.chapter != chapter and not (is_gone and change.chapter in chapters):
            chapter = change.chapter
            yield _chapter(chapter, is_gone=is_gone)
        yield _article(change)
        yield from _clauses(change)


def _chapter(title: str, *, is_gone: bool) -> Heading:
    if is_gone:
        return Heading("", shown=(Deleted(title),))
    return Heading(title)


def _article(change: ArticleChange) -> ArticleBlock:
    """The heading of an article with its number, which is text here: in a comparison both texts keep their own numbers."""
    before, after = f"ARTIKEL {change.number_before}.", f"ARTIKEL {change.number_after}."
    text = f"Artikel {change.number_after}. {change.title}"
    if change.change is Change.GONE:
        return ArticleBlock("", shown=(Deleted(f"{before}\t{change.title}"),), counted=False)
    if change.change is Change.NEW:
        return ArticleBlock(text, shown=(Inserted(f"{after}\t{change.title}"),), counted=False)
    return ArticleBlock(
        text, shown=(*_pieces(before, after), "\t", *_pieces(change.title_before, change.title)), counted=False
    )


@dataclass(frozen=True, slots=True)
class _ClauseLine:
    """A line of an article, without the number or letter before it."""

    label: str
    level: int
    text: str

    @property
    def written(self) -> str:
        return f"{self.label}\t{self.text}" if self.label else self.text


def _line(written: str) -> _ClauseLine:
    match = LABEL.match(written)
    if match is None:
        return _ClauseLine("", 0, written)
    level = 1 + [group is not None for group in match.groups()].index(True)
    return _ClauseLine(match[0].strip(), level, written[match.end() :])


def _clauses(change: ArticleChange) -> Iterator[Clause]:
    before, after = list(map(_line, change.before)), list(map(_line, change.after))
    # An article that is the same may be laid out in other lines; where it is not, the references that moved are shown.
    if change.change is Change.SAME and len(before) != len(after):
        before = after
    for old, new in line_pairs([line.text for line in before], [line.text for line in after]):
        if new is None:
            gone = before[old or 0]
            yield Clause((Deleted(gone.written),), gone.level, counted=False)
        elif old is None:
            yield Clause((Inserted(after[new].written),), after[new].level, counted=False)
        else:
            yield _kept(before[old], after[new])


def _kept(before: _ClauseLine, after: _ClauseLine) -> Clause:
    """A clause of both texts: its number and its words, each with what changed."""
    label = _pieces(before.label, after.label)
    # A tab stands behind a number alone.
    tab: Inline = "\t" if before.label and after.label else ""
    if before.label and not after.label:
        tab = Deleted("\t")
    elif after.label and not before.label:
        tab = Inserted("\t")
    pieces = (*label, tab, *_pieces(before.text, after.text))
    return Clause(tuple(piece for piece in pieces if piece), after.level, counted=False)


def _pieces(before: str, after: str) -> tuple[Inline, ...]:
    return tuple(map(_inline, word_changes(before, after)))


def _inline(piece: Piece) -> Inline:
    if piece.kind is PieceKind.INSERTED:
        return Inserted(piece.text)
    if piece.kind is PieceKind.DELETED:
        return Deleted(piece.text)
    return piece.text
