"""What a document consists of, and which number each numbered part gets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is not known yet. `why` is what the list at the end says, else the text itself; `page` is where it is mended."""

    text: str
    why: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """The number of another part; it changes along when parts are added or removed."""

    target: str


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """Text that came, as a tracked change of the author on the day of the document."""

    text: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """Text that went, as a tracked change."""

    text: str


Inline = str | Open | Ref | Strong | Link | Inserted | Deleted
Text = str | tuple[Inline, ...]


class Numbering(StrEnum):
    """How headings are numbered: `Artikel 1` on the second level (deeds), 1 / 1.1 / 1.1.1 (plans), or not."""

    ARTICLES = "articles"
    HEADINGS = "headings"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. With article numbering level 1 is a chapter without number. `shown` holds its tracked changes; gone has no `text`."""

    text: str
    level: int = 1
    id: str = ""
    numbered: bool = True
    shown: Text = ""


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """An article: its heading; the clauses follow as blocks. `shown` as of `Heading`; one that is not `counted` writes its own number."""

    text: str
    id: str = ""
    shown: Text = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of an article: level 1 is a numbered clause (lid), 2 a letter, 3 a number below it, 0 text without number.

    One that is not `counted` begins with its number and a tab: a number that changes is text, so that both texts keep their own.
    """

    text: Text
    level: int = 1
    id: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `style` is `text`, `title`, `subtitle`, `intro`, `note`, `caption` or `heading` (one that holds changes)."""

    text: Text
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; with `depths` each item stands so many steps to the right, as what hangs below another in a tree."""

    items: tuple[Text, ...]
    depths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """A list that counts, from one."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that repeats on each page. `widths` are parts of the line; `description` is read aloud.

    Rows stay whole on a page unless they are `long`. One that is `whole` stays on one page with the sentence before it.
    In the columns of `numbers`, counted from 0, digits stand below each other, at the right.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    description: str
    widths: tuple[int, ...] = ()
    long: bool = False
    whole: bool = False
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG; `alt` is what someone who cannot see it reads."""

    content: bytes
    alt: str
    width_cm: float = 15.0


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """A table of contents of the headings up to `levels`."""

    title: str = "Inhoud"
    levels: int = 2


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """The list of everything that is open, and of `more` that has no place in the text."""

    title: str = "Open punten"
    more: tuple[str, ...] = ()
    more_where: str = ""
    intro: str = "Dit moet nog worden ingevuld of besloten. In de tekst is het gemarkeerd."
    nothing: str = "Er zijn geen open punten."


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = (
    Heading
    | ArticleBlock
    | Clause
    | Paragraph
    | Bullets
    | Steps
    | Table
    | Picture
    | TableOfContents
    | OpenPoints
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `version` stands in the header of every page, `date_text` in the footer."""

    title: str
    blocks: tuple[Block, ...]
    author: str
    made_at: datetime
    date_text: str
    version: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = "nl-NL"
    numbering: Numbering = Numbering.NONE
    page_words: tuple[str, str] = field(default=("Pagina", "van"))


def inlines(text: Text) -> tuple[Inline, ...]:
    if isinstance(text, str):
        return (text,)
    return text


def texts_of(block: Block) -> Iterator[Text]:
    """Every text of a block, in reading order."""
    match block:
        case Clause() | Paragraph():
            yield block.text
        case Bullets() | Steps():
            yield from block.items
        case Table():
            for row in block.rows:
                yield from row


def numbers(document: Document) -> dict[str, str]:
    """The number of each part that has an id: `artikel 7` for an article, `2` for a clause, `b` for a letter, `1.2` for a heading."""
    numbered: dict[str, str] = {}
    counts = [0, 0, 0, 0]
    numbered |= {block.id: number for block, number in heading_numbers(document) if number}
    for block in document.blocks:
        if isinstance(block, ArticleBlock) and block.counted:
            counts = [counts[0] + 1, 0, 0, 0]
            numbered[block.id] = f"artikel {counts[0]}"
        elif isinstance(block, Clause) and block.level and block.counted:
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (3 - block.level)
            numbered[block.id] = chr(96 + counts[2]) if block.level == 2 else str(counts[block.level])
    numbered.pop("", None)
    return numbered


def heading_numbers(document: Document) -> list[tuple[Heading, str]]:
    """Each heading with its number, or nothing for one without."""
    counts = [0, 0, 0]
    headings = []
    for block in document.blocks:
        if not isinstance(block, Heading):
            continue
        number = ""
        if block.numbered and document.numbering is Numbering.HEADINGS:
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (3 - block.level)
            number = ".".join(map(str, counts[: block.level]))
        headings.append((block, number))
    return headings


def open_points(document: Document) -> list[tuple[str, str]]:
    """Everything that is open: (where, what), each once. Where is the article or heading it stands in."""
    points: dict[tuple[str, str], None] = {}
    where, count = "", 0
    for block in document.blocks:
        if isinstance(block, ArticleBlock):
            count += block.counted
            where = f"Artikel {count}" if block.counted else block.text
        elif isinstance(block, Heading):
            where = block.text
        for text in texts_of(block):
            for inline in inlines(text):
                if isinstance(inline, Open):
                    points[(where, inline.why or inline.text)] = None
    return list(points)


def plain(document: Document) -> str:
    """The document as plain text, one block a line: for comparing and for tests."""
    known = numbers(document)
    lines = []
    article = 0
    for block in document.blocks:
        match block:
            case ArticleBlock(counted=False):
                lines.append(block.text)
            case ArticleBlock():
                article += 1
                lines.append(f"Artikel {article}. {block.text}")
            case Heading():
                lines.append(f"{known.get(block.id, '')} {block.text}".strip())
            case _:
                lines += [as_plain(text, known) for text in texts_of(block)]
    return "\n".join(lines)


def as_plain(text: Text, known: dict[str, str]) -> str:
    parts = []
    for inline in inlines(text):
        match inline:
            case str():
                parts.append(inline)
            case Ref():
                parts.append(known[inline.target])
            case Open():
                parts.append(f"[{inline.text}]")
            case _:
                parts.append(inline.text)
    return "".join(parts)
