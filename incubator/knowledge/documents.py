"""A template in Word: headings, lists and tables as they are written; what a group fills in stands out."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from incubator.core.quantities import write_day
from incubator.core.word import Block, Bullets, Document, Heading, Inline, Open, Paragraph, Steps, Strong, Table, Text
from incubator.knowledge.values import KnowledgeArticle

# [what to fill in], **what stands out**
SPOKEN = re.compile(r"\[([^\]]+)\]|\*\*([^*]+)\*\*")
STEP = re.compile(r"\d+\.\s+")
NARROWEST, WIDEST = 9, 24  # letters of a column
RULER = re.compile(r"\|[\s|:-]+\|")


def word_document(article: KnowledgeArticle, *, author: str, made_at: datetime, checked: date) -> Document:
    """The text of a template as a document, last looked at on `checked`. An empty template gives a document with its title alone."""
    title = Paragraph(article.title, style="title")
    return Document(
        title=article.title,
        blocks=(title, *_blocks(article.template)),
        author=author,
        made_at=made_at,
        date_text=f"Nagekeken op {write_day(checked)}",
        subject=article.summary,
    )


def _blocks(written: str) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", written):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if lines:
            yield from _block(lines)


def _block(lines: list[str]) -> Iterator[Block]:
    """What the lines between two blank ones make: a heading, a list, a table or a paragraph."""
    first = lines[0]
    if first.startswith("## "):
        yield Heading(first.removeprefix("## "))
        if lines[1:]:
            yield from _block(lines[1:])
    elif first.startswith("- "):
        yield Bullets(tuple(_text(line.removeprefix("- ")) for line in lines))
    elif STEP.match(first):
        yield Steps(tuple(_text(STEP.sub("", line, count=1)) for line in lines))
    elif first.startswith("|"):
        yield _table(lines)
    else:
        # A line of an address or a signature stays a line.
        for line in lines:
            yield Paragraph(_text(line))


def _table(lines: list[str]) -> Table:
    rows = []
    for line in lines:
        if not RULER.fullmatch(line):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
    headers, *others = rows
    filled = tuple(tuple(map(_text, row)) for row in others)
    widths = tuple(_width(column) for column in zip(*rows, strict=True))
    return Table(headers, filled, description=f"Tabel met {', '.join(headers)}", widths=widths)


def _width(cells: tuple[str, ...]) -> int:
    """How much of the line a column gets: as long as its longest cell, within what leaves room for the others."""
    return min(max(NARROWEST, *map(len, cells)), WIDEST)


def _text(written: str) -> Text:
    """A line with what is to be filled in as open points and what stands out in bold."""
    inlines: list[Inline] = []
    place = 0
    for match in SPOKEN.finditer(written):
        if match.start() > place:
            inlines.append(written[place : match.start()])
        inlines.append(Open(match[1]) if match[1] else Strong(match[2]))
        place = match.end()
    if place < len(written):
        inlines.append(written[place:])
    return tuple(inlines)
