"""What a paragraph of a Word file is: a heading, an item of a list, a line of the contents. Styles inherit from each other."""

import re
from typing import Any

from incubator.formats.papers.values import PassageStyle

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"^(?:heading|kop|titel)\s*(\d)?$", re.IGNORECASE)
CONTENTS = re.compile(r"^(?:toc|inhopg|inhoud)\b", re.IGNORECASE)
LIST = re.compile(r"^(?:list|lijst)(?!\s*paragraph$)", re.IGNORECASE)
MOST_STEPS = 10  # from a style to what it is based on
BODY_TEXT = 9  # the outline level that means: no heading


def attribute(node: Any, name: str, default: str = "") -> str:
    return str(node.get(f"{W}{name}", default))


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        if root is not None:
            for style in root.iterfind(f"{W}style"):
                self._styles[attribute(style, "styleId")] = style

    def style_of(self, paragraph: Any) -> tuple[PassageStyle, int]:
        """What it is, and for a heading its level."""
        chain = self._chain(paragraph)
        for node in chain:
            name = self._name(node)
            if CONTENTS.match(name):
                return PassageStyle.CONTENTS, 0
            level = self._heading_level(node, name)
            if level:
                return PassageStyle.HEADING, level
        numbered = any(node.find(f"{W}pPr/{W}numPr") is not None or LIST.match(self._name(node)) for node in chain[1:])
        if numbered or paragraph.find(f"{W}pPr/{W}numPr") is not None:
            return PassageStyle.ITEM, 0
        return PassageStyle.TEXT, 0

    def number_of(self, paragraph: Any) -> Any | None:
        """What says which number Word puts before it: of the paragraph itself, else of its style."""
        for node in self._chain(paragraph):
            mark = node.find(f"{W}pPr/{W}numPr")
            if mark is not None:
                return mark
        return None

    def begins_page(self, paragraph: Any) -> bool:
        for node in self._chain(paragraph):
            mark = node.find(f"{W}pPr/{W}pageBreakBefore")
            if mark is not None:
                return attribute(mark, "val", "1") not in ("0", "false")
        return False

    def _chain(self, paragraph: Any) -> list[Any]:
        """The paragraph, its style, and what that is based on."""
        chain = [paragraph]
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        for _step in range(MOST_STEPS):
            style = self._styles.get(attribute(named, "val")) if named is not None else None
            if style is None:
                break
            chain.append(style)
            named = style.find(f"{W}basedOn")
        return chain

    def _name(self, node: Any) -> str:
        name = node.find(f"{W}name")
        return "" if name is None else attribute(name, "val")

    def _heading_level(self, node: Any, name: str) -> int:
        outline = node.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            level = attribute(outline, "val", "9")
            return int(level) + 1 if level.isdigit() and int(level) < BODY_TEXT else 0
        named = HEADING.match(name)
        return int(named[1] or 1) if named else 0
