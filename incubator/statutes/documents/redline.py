"""Two texts of statutes as one Word document, with what went and what came as tracked changes that can be accepted or refused."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
            version=f"{self.before} - {self.after}",
            numbering=numbering,
            blocks=(Paragraph(heading, "title"), Paragraph(self.name, "subtitle"), *blocks),
        )


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
    chapter, count = "", 0
    for change in changes:
        is_gone = not change.number_after
        if change.chapter != chapter and not (is_gone and change.chapter in chapters):
            chapter = change.chapter
            yield _chapter(chapter, is_gone=is_gone)
        count += not is_gone
        yield _article(change, count)
        yield from _clauses(change)


def _chapter(title: str, *, is_gone: bool) -> Heading:
    if is_gone:
        return Heading("", shown=(Deleted(title),))
    return Heading(title)


def _article(change: ArticleChange, count: int) -> ArticleBlock:
    """The heading of an article; its number is counted as in the deed, unless it went or counts in a way of its own."""
    if change.change is Change.GONE:
        return ArticleBlock("", shown=(Deleted(change.title),), number=f"ARTIKEL {change.number_before}.")
    shown: Text = tuple(map(_inline, word_changes(change.title_before, change.title)))
    if change.change is Change.NEW:
        shown = (Inserted(change.title),)
    number = "" if change.number_after == str(count) else f"Artikel {change.number_after}."
    return ArticleBlock(change.title, shown=shown, number=number)


@dataclass(frozen=True, slots=True)
class _ClauseLine:
    """A line of an article, without the number or letter before it."""

    label: str
    level: int
    text: str


def _line(written: str) -> _ClauseLine:
    match = LABEL.match(written)
    if match is None:
        return _ClauseLine("", 0, written)
    level = 1 + [group is not None for group in match.groups()].index(True)
    return _ClauseLine(match[0].strip(), level, written[match.end() :])


@dataclass
class _ClauseCount:
    """How many clauses and letters came before, as Word counts them."""

    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    def next(self, level: int) -> str:
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (3 - level)
        number = self.counts[level]
        return (f"{number}.", f"{chr(96 + min(number, 26))}.", f"{number}°")[level - 1]


def _clauses(change: ArticleChange) -> Iterator[Clause]:
    before, after = list(map(_line, change.before)), list(map(_line, change.after))
    # An article that is the same may be laid out in other lines; where it is not, the references that moved are shown.
    if change.change is Change.SAME and len(before) != len(after):
        before = after
    counted = _ClauseCount()
    for old, new in line_pairs([line.text for line in before], [line.text for line in after]):
        if new is None:
            gone = before[old or 0]
            yield Clause((Deleted(gone.text),), gone.level, number=gone.label)
        else:
            earlier = before[old] if old is not None else None
            yield _kept(after[new], earlier, counted)


def _kept(line: _ClauseLine, earlier: _ClauseLine | None, counted: _ClauseCount) -> Clause:
    """A clause of the new text: what came, or beside what it read before."""
    pieces: Text = (Inserted(line.text),)
    level_before = None
    if earlier is not None:
        pieces = tuple(map(_inline, word_changes(earlier.text, line.text)))
        level_before = earlier.level if earlier.level != line.level else None
    if line.level and counted.next(line.level) != line.label:
        return Clause(pieces, line.level, number=line.label)
    return Clause(pieces, line.level, level_before=level_before)


def _inline(piece: Piece) -> Inline:
    if piece.kind is PieceKind.INSERTED:
        return Inserted(piece.text)
    if piece.kind is PieceKind.DELETED:
        return Deleted(piece.text)
    return piece.text
