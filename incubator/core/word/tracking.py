"""Tracked changes, for which python-docx has no calls of its own (ECMA-376, part 1, 17.13.5)."""

from datetime import UTC
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from incubator.core.word.blocks import Deleted, Document, Inline, Inserted
from incubator.core.word.runs import add_run
from incubator.core.word.xml_text import clean, property_text

FIRST_ID = 100_000  # far from the numbers of bookmarks, which share the space


class Tracking:
    """Writes what came and what went as changes of the author of the document, on the day that it was made."""

    def __init__(self, document: Document) -> None:
        self.author = property_text(document.author)
        self.date = document.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.next_id = FIRST_ID

    def add(self, paragraph: WordParagraph, inline: Inserted | Deleted) -> None:
        """A run within a tracked change."""
        run = add_run(paragraph, clean(inline.text))
        change = self._mark("ins" if isinstance(inline, Inserted) else "del")
        if isinstance(inline, Deleted):
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
        run.addprevious(change)
        change.append(run)

    def mark_whole(self, paragraph: WordParagraph, parts: tuple[Inline, ...]) -> None:
        """A paragraph that came or went as a whole takes its end with it: refusing the change leaves no empty line."""
        for kind, mark_of_end in ((Inserted, "ins"), (Deleted, "del")):
            if parts and all(isinstance(part, kind) for part in parts):
                properties: Any = paragraph._p.get_or_add_pPr()
                look = OxmlElement("w:rPr")
                look.append(self._mark(mark_of_end))
                properties.append(look)

    def _mark(self, kind: str) -> Any:
        number, self.next_id = self.next_id, self.next_id + 1
        change = OxmlElement(f"w:{kind}")
        for name, value in (("id", str(number)), ("author", self.author), ("date", self.date)):
            change.set(qn(f"w:{name}"), value)
        return change
