"""From blocks to a Word file: paragraphs with styles, bookmarks, fields."""

import io
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from incubator.core.word import looks, styles
from incubator.core.word.blocks import (
    ArticleBlock,
    Block,
    Bullets,
    Clause,
    Deleted,
    Document,
    Heading,
    Inline,
    Inserted,
    Link,
    Numbering,
    Open,
    OpenPoints,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Steps,
    Strong,
    Table,
    TableOfContents,
    Text,
    heading_numbers,
    inlines,
    numbers,
    open_points,
)
from incubator.core.word.fields import bookmark_name, field, instruct, mark
from incubator.core.word.keeping import BEFORE_ROOM, closes, introduces
from incubator.core.word.pages import set_properties, write_header_and_footer
from incubator.core.word.runs import add_run
from incubator.core.word.tables import add_table
from incubator.core.word.tracking import Tracking
from incubator.core.word.xml_text import clean

FOLLOWED = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]{1,2000}")


def to_bytes(document: Document, worn: Mapping[str, Mapping[str, Any]] | None = None) -> bytes:
    """The document as a .docx file, in a look of its own (`worn`) or ours. Raises `KeyError` when a reference leads nowhere."""
    return _Writer(document, worn or {}).written()


def _style_ids(word: WordFile) -> dict[str, str | None]:
    """How paragraphs and runs refer to each style; none to a default. Made once: python-docx goes through all styles for each."""
    ids: dict[str, str | None] = {style.name or "": style.style_id for style in word.styles}
    for kind in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
        default = word.styles.default(kind)
        if default is not None:
            ids[default.name or ""] = None
    return ids


class _Writer:
    def __init__(self, document: Document, worn: Mapping[str, Mapping[str, Any]]) -> None:
        self.document = document
        self.word: WordFile = styles.empty_file(document.language, document.numbering)
        looks.wear(self.word, worn)
        self.numbers = numbers(document)
        self.bookmarks: dict[str, str] = {}
        self.style_ids = _style_ids(self.word)
        self.next_id = 1
        self.tracking = Tracking(document)
        self.last_list = styles.STEP_LIST
        # A sentence that a list follows is not left behind at the foot of a page.
        followed = pairwise(document.blocks)
        self.introducing = {id(block) for block, after in followed if introduces(block, after)}
        placed = enumerate(document.blocks, start=1)
        self.introducing |= {
            id(block) for after, block in placed if closes(block, document.blocks[after : after + BEFORE_ROOM])
        }
        self.headings = [block for block in document.blocks if isinstance(block, Heading | ArticleBlock)]

    def written(self) -> bytes:
        set_properties(self.word, self.document)
        write_header_and_footer(self.word, self.document)
        for block in self.document.blocks:
            self._write(block)
        stream = io.BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    def _write(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block.shown or block.text, self._heading_style(block), block.id, block)
            case ArticleBlock() | Clause():
                self._part(block)
            case Paragraph():
                paragraph = self._paragraph(block.text, styles.PARAGRAPH_STYLES[block.style])
                self._keep(block, paragraph)
            case Bullets() | Steps():
                self._list(block)
            case TableOfContents():
                self._contents(block)
            case OpenPoints():
                self._open_points(block)
            case _:
                self._write_object(block)

    def _write_object(self, block: Table | Picture | PageBreak) -> None:
        match block:
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case PageBreak():
                self._empty("Body Text").add_run().add_break(WD_BREAK.PAGE)

    def _list(self, block: Bullets | Steps) -> None:
        if isinstance(block, Steps):
            self._steps(block)
            return
        depths = block.depths or (0,) * len(block.items)
        for item, depth in zip(block.items, depths, strict=True):
            paragraph = self._paragraph(item, styles.BULLET)
            if depth:
                paragraph.paragraph_format.left_indent = Cm(styles.BULLET_INDENT * (depth + 1))
            if item is block.items[-1]:
                self._keep(block, paragraph)

    def _heading_style(self, heading: Heading) -> str:
        unnumbered = self.document.numbering is Numbering.HEADINGS and not heading.numbered
        if unnumbered:
            return styles.UNNUMBERED
        return f"Heading {heading.level}"

    def _part(self, block: ArticleBlock | Clause) -> None:
        if isinstance(block, ArticleBlock):
            style = "Heading 2" if block.counted else styles.WRITTEN_ARTICLE
            self._heading(block.shown or block.text, style, block.id, block)
            return
        style = styles.CLAUSE_STYLES[block.level]
        if not block.counted:
            style = styles.WRITTEN_CLAUSES.get(block.level, style)
        paragraph = self._paragraph(block.text, style)
        self._keep(block, paragraph)
        if block.id:
            self._bookmark(paragraph, bookmark_name("_Ref_", block.id))

    def _keep(self, block: Block, paragraph: WordParagraph) -> None:
        if id(block) in self.introducing:
            paragraph.paragraph_format.keep_with_next = True

    def _heading(self, text: Text, style: str, reference: str, block: Heading | ArticleBlock) -> None:
        paragraph = self._paragraph(text, style)
        self._bookmark(paragraph, bookmark_name("_Toc_", str(self._place(block))))
        if reference:
            self._bookmark(paragraph, bookmark_name("_Ref_", reference))

    def _empty(self, style: str, place: Any = None) -> WordParagraph:
        """A paragraph without words, at the end or in a place that is there."""
        paragraph: WordParagraph = place if place is not None else self.word.add_paragraph()
        paragraph._p.style = self.style_ids[style]
        return paragraph

    def _paragraph(self, text: Text, style: str, place: Any = None) -> WordParagraph:
        paragraph = self._empty(style, place)
        for inline in inlines(text):
            self._inline(paragraph, inline)
        self.tracking.mark_whole(paragraph, inlines(text))
        return paragraph

    def _run(self, paragraph: WordParagraph, text: str, style: str) -> Any:
        return add_run(paragraph, clean(text), self.style_ids[style])

    def _inline(self, paragraph: WordParagraph, inline: Inline) -> None:
        match inline:
            case str():
                add_run(paragraph, clean(inline))
            case Open():
                self._run(paragraph, f"[{inline.text}]", styles.OPEN)
            case Strong():
                self._run(paragraph, inline.text, styles.STRONG)
            case Ref():
                field(
                    paragraph,
                    f"REF {bookmark_name('_Ref_', inline.target)} \\n \\h \\* lower",
                    self.numbers[inline.target],
                )
            case Link():
                self._link(paragraph, inline)
            case Inserted() | Deleted():
                self.tracking.add(paragraph, inline)

    def _link(self, paragraph: WordParagraph, inline: Link) -> None:
        """A link that can be followed; what is no plain web address is only text."""
        run = self._run(paragraph, inline.text, styles.LINK)
        if not FOLLOWED.fullmatch(inline.url):
            return
        target = self.word.part.relate_to(inline.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), target)
        link.append(run)
        paragraph._p.append(link)

    # Bookmarks are what cross-references and the table of contents lead to; Word wants their numbers unique.
    def _bookmark(self, paragraph: WordParagraph, name: str) -> None:
        number, self.next_id = self.next_id, self.next_id + 1
        start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>')
        end = parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>')
        paragraph._p.get_or_add_pPr().addnext(start)
        paragraph._p.append(end)

    def _steps(self, block: Steps) -> None:
        """A list of its own, so that it starts at one again."""
        self.last_list += 1
        root = self.word.part.numbering_part.element
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.last_list}"><w:abstractNumId w:val="{styles.STEP_LIST}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        for item in block.items:
            properties: Any = self._paragraph(item, styles.STEP)._p.get_or_add_pPr()
            numbered = properties._add_numPr()
            numbered._add_ilvl().val = 0
            numbered._add_numId().val = self.last_list

    def _table(self, block: Table) -> None:
        add_table(self.word, block, self._paragraph)
        self._paragraph("", self._style_below(block))

    def _style_below(self, block: Table) -> str:
        """Word wants a paragraph below every table; below the last it would be an empty page of its own."""
        return styles.LAST_LINE if block is self.document.blocks[-1] else "Noot"

    def _picture(self, block: Picture) -> None:
        paragraph = self._empty("Body Text")
        shape = paragraph.add_run().add_picture(io.BytesIO(block.content), width=Cm(block.width_cm))
        shape._inline.docPr.set("descr", clean(block.alt))

    def _contents(self, block: TableOfContents) -> None:
        """A field with its entries written out, each a link: complete before anyone updates it."""
        self._paragraph(block.title, styles.CONTENTS_HEAD)
        entries = [heading for heading in self.headings if heading.text and _level(heading) <= block.levels]
        instruction = f'TOC \\o "1-{block.levels}" \\n \\h \\z \\u'
        for index, entry in enumerate(entries):
            paragraph = self._empty(f"toc {_level(entry)}")
            if index == 0:
                mark(paragraph._p, "begin")
                instruct(paragraph._p, instruction)
                mark(paragraph._p, "separate")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), bookmark_name("_Toc_", str(self._place(entry))))
            link.set(qn("w:history"), "1")
            link.append(add_run(paragraph, clean(self._entry(entry))))
            paragraph._p.append(link)
            if index == len(entries) - 1:
                mark(paragraph._p, "end")

    def _place(self, entry: Heading | ArticleBlock) -> int:
        return next(index for index, heading in enumerate(self.headings) if heading is entry)

    def _entry(self, entry: Heading | ArticleBlock) -> str:
        if isinstance(entry, ArticleBlock):
            before = self.headings[: self._place(entry) + 1]
            count = sum(isinstance(heading, ArticleBlock) for heading in before)
            return f"Artikel {count}. {entry.text}" if entry.counted else entry.text
        number = next(number for heading, number in heading_numbers(self.document) if heading is entry)
        return f"{number} {entry.text}".strip()

    def _open_points(self, block: OpenPoints) -> None:
        points = open_points(self.document) + [(block.more_where, point) for point in block.more]
        if not points:
            self._paragraph(block.nothing, "Body Text")
            return
        self._paragraph(block.intro, "Body Text").paragraph_format.keep_with_next = True
        rows = tuple((str(count), where, what) for count, (where, what) in enumerate(points, start=1))
        self._table(Table(("Nr.", "Waar", "Wat nog open is"), rows, block.title or "Open punten", (1, 4, 11)))


def _level(entry: Heading | ArticleBlock) -> int:
    if isinstance(entry, ArticleBlock):
        return 2
    return entry.level
