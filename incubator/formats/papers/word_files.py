"""Word files: paragraphs, headings, lists, tables, text boxes and what stands at the head of pages, in reading order.

Read from the XML itself: `python-docx` knows no text boxes, no content controls and no limits. Pages are those that Word last
drew, else those that the writer asked for.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from incubator.formats.papers.gathering import Gatherer, clean, is_heading
from incubator.formats.papers.recognising import MOUNTAIN, PASSWORD
from incubator.formats.papers.values import PaperFormat, PaperUnreadable, PassageStyle, ReadPaper
from incubator.formats.papers.word_numbers import TELLING, ParagraphNumbers
from incubator.formats.papers.word_styles import Styles, W, attribute
from incubator.formats.safe_xml import parse

LARGEST_PART = 60_000_000
BODY, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{COMPATIBLE}Fallback", f"{W}txbxContent"}
SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
DRAWN_BREAK = f"{W}lastRenderedPageBreak"
SAME_ABOVE = "continue"
LOWEST = 9  # the level of a heading that is only bold
DEEPEST = 12  # tables and content controls within each other


def read(content: bytes) -> ReadPaper:
    """The passages of the document, and of the heads of its pages behind those of the last page."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        body = parse(_part(package, BODY))
        styles = Styles(parse(_part(package, STYLES)) if STYLES in names else None)
        numbers = ParagraphNumbers(parse(_part(package, NUMBERING)) if NUMBERING in names else None)
        heads = [parse(_part(package, name)) for name in sorted(names) if name.startswith("word/header")]
    walker = _Walker(styles, numbers, drawn=next(body.iter(DRAWN_BREAK), None) is not None)
    for block in body:
        walker.blocks(block)
    walker.running(heads)
    return ReadPaper(PaperFormat.WORD, walker.gatherer.pages(), walker.gatherer.page_count)


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """A part by what it really unpacks to. Raises `PaperUnreadable`."""
    if package.getinfo(name).flag_bits & 1:
        raise PaperUnreadable(PASSWORD)
    with package.open(name) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise PaperUnreadable(MOUNTAIN)
    return content


class _Walker:
    """Goes through the body, block by block."""

    def __init__(self, styles: Styles, numbers: ParagraphNumbers, *, drawn: bool) -> None:
        self.gatherer = Gatherer()
        self._styles = styles
        self._numbers = numbers
        self._drawn = drawn

    def blocks(self, parent: Any, depth: int = 0) -> None:
        """The paragraphs and tables in it, also those in content controls."""
        for block in parent:
            if depth > DEEPEST or block.tag in GONE:
                continue
            if block.tag == f"{W}p":
                self._paragraph(block)
            elif block.tag == f"{W}tbl":
                self._table(block)
            elif block.tag != f"{W}sectPr":
                self.blocks(block, depth + 1)

    def running(self, heads: list[Any]) -> None:
        """What stands at the head of pages, each text once."""
        texts: dict[str, None] = {}
        for head in heads:
            for paragraph in head.iter(f"{W}p"):
                texts.setdefault(clean(text_of(paragraph)))
        for text in texts:
            self.gatherer.add(text, PassageStyle.RUNNING)

    def _paragraph(self, paragraph: Any) -> None:
        # What Word drew itself is more certain than what the styles ask for.
        before = self._styles.begins_page(paragraph) and not self._drawn
        if before or self._breaks_first(paragraph):
            self.gatherer.turn_page()
        style, level = self._styles.style_of(paragraph)
        text = text_of(paragraph)
        if style == PassageStyle.TEXT and _is_bold(paragraph) and is_heading(clean(text).rstrip(":")):
            style, level = PassageStyle.HEADING, LOWEST
        self.gatherer.add(self._numbered(paragraph, text, style), style, level=level)
        for box in boxes_in(paragraph):
            self.blocks(box)
        for _break in range(self._breaks(paragraph) - self._breaks_first(paragraph)):
            self.gatherer.turn_page()

    def _numbered(self, paragraph: Any, text: str, style: PassageStyle) -> str:
        """With the number that Word makes, where it says more than that an item is the next."""
        if not text.strip():
            return text
        label = self._numbers.label(self._styles.number_of(paragraph))
        shown = label and (style == PassageStyle.HEADING or TELLING.search(label) is not None)
        return f"{label} {text}" if shown else text

    def _breaks(self, block: Any) -> int:
        """How many pages end in it."""
        if self._drawn:
            return sum(True for _mark in block.iter(DRAWN_BREAK))
        return sum(attribute(mark, "type") == "page" for mark in block.iter(f"{W}br"))

    def _breaks_first(self, paragraph: Any) -> bool:
        """A new page begins before its first letter."""
        for node in paragraph.iter(f"{W}t", DRAWN_BREAK, f"{W}br"):
            if node.tag == DRAWN_BREAK:
                return self._drawn
            if node.tag == f"{W}br":
                return not self._drawn and attribute(node, "type") == "page"
            if node.text:
                return False
        return False

    def _table(self, table: Any) -> None:
        # Only its own rows, and not those of a table in one of its cells.
        rows = list(table.iterchildren(f"{W}tr"))
        if _widest(rows) <= 1:  # a frame around text
            for cell in _cells_in(rows):
                self.blocks(cell)
            return
        number = self.gatherer.new_table()
        for row in rows:
            for _break in range(self._breaks(row)):
                self.gatherer.turn_page()
            self.gatherer.add_row(tuple(map(self._cell, _cells(row))), number)

    def _cell(self, cell: Any) -> str:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and attribute(merged, "val", SAME_ABOVE) == SAME_ABOVE:
            return ""
        return "\n".join(filter(None, map(clean, map(self._cell_text, cell.iter(f"{W}p")))))

    def _cell_text(self, paragraph: Any) -> str:
        """A cell may hold nothing but the number that Word makes: the code of a requirement."""
        text = text_of(paragraph)
        label = self._numbers.label(self._styles.number_of(paragraph))
        return f"{label} {text}".strip() if TELLING.search(label) or not text.strip() else text


def _is_bold(paragraph: Any) -> bool:
    """All of its letters are: a heading of who knows no styles."""
    runs = [run for run in paragraph.iterchildren(f"{W}r") if "".join(_letters(run)).strip()]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(mark is not None and attribute(mark, "val", "1") not in ("0", "false") for mark in marks)


def _cells(row: Any) -> Iterator[Any]:
    """The cells, also those in a content control."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt":
            yield from child.iterfind(f"{W}sdtContent/{W}tc")


def _cells_in(rows: list[Any]) -> Iterator[Any]:
    for row in rows:
        yield from _cells(row)


def _widest(rows: list[Any]) -> int:
    return max((len(list(_cells(row))) for row in rows), default=0)


def text_of(paragraph: Any) -> str:
    """Its letters as they read: what was struck out, what is hidden and what stands in a text box is left out."""
    return "".join(_letters(paragraph))


def _letters(node: Any) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in SIGNS:
            yield SIGNS[tag]
        elif tag not in GONE and tag not in (f"{W}p", f"{W}pPr") and not _is_hidden(child):
            yield from _letters(child)


def _is_hidden(node: Any) -> bool:
    return node.tag == f"{W}r" and node.find(f"{W}rPr/{W}vanish") is not None


def boxes_in(paragraph: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph; a second writing of them for old programs is passed over."""
    for box in paragraph.iter(f"{W}txbxContent"):
        if next(box.iterancestors(f"{COMPATIBLE}Fallback"), None) is None:
            yield box
