"""A Word file that somebody brings, as lines: what it reads after all changes are accepted, with the numbers that Word shows.

Insertions count, deletions do not; a contents table is left out, since it repeats. A note stands with the line that it belongs to.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from incubator.core.word.counting import Counters, attribute, counters, whole
from incubator.core.word.opening import Opened, W, opened

GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ELSEWHERE = {FALLBACK, f"{W}txbxContent"}  # a second form of the same, and a box with paragraphs of its own
NOT_BELOW = GONE | {f"{W}p"}
DEEPEST_STYLE = 20
CONTENTS = re.compile(r"(?i)(?:toc|inhopg|table of contents) ?\d")
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
NOTE_KINDS = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: the number that Word counts, the text, and how it stands out."""

    text: str
    number: str = ""
    depth: int = 0  # of the number in its list
    heading: int = 0  # 1 is the highest; 0 is no heading
    bold: bool = False
    centred: bool = False
    notes: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The number and the text, as one reads them."""
        return f"{self.number} {self.text}".strip()

    @property
    def stands_out(self) -> bool:
        letters = [letter for letter in self.text if letter.isalpha()]
        capitals = len(letters) > 2 and all(letter.isupper() for letter in letters)
        return bool(self.heading or self.bold or self.centred or capitals)


@dataclass(frozen=True, slots=True)
class Style:
    name: str = ""
    heading: int = 0
    bold: bool = False
    centred: bool = False
    list: str = ""


@dataclass
class _WordReader:
    document: Opened
    counters: Counters
    styles: dict[str, Style]
    notes: dict[str, dict[str, str]] = field(default_factory=dict)

    def lines(self, parent: Any) -> Iterator[Line]:
        """The paragraphs and table rows below an element, in reading order."""
        waiting = ""  # of a paragraph whose end was deleted: it goes on in the next
        for child in parent:
            if child.tag == f"{W}p" and not self._is_of_contents(child):
                line = self.line(child, before=waiting)
                waiting = waiting + "".join(self._pieces(child, [])) if _end_is_deleted(child) else ""
                if not waiting:
                    yield line
                yield from self._boxes(child)
            elif child.tag == f"{W}tbl":
                yield from self._rows(child)
            elif child.tag not in NOT_BELOW:
                yield from self.lines(child)
        if waiting:
            yield Line(waiting)

    def _boxes(self, paragraph: Any) -> Iterator[Line]:
        """What stands in boxes that hang on a paragraph; a box is written twice, the second time for old programs."""
        for box in paragraph.iter(f"{W}txbxContent"):
            if next(box.iterancestors(FALLBACK), None) is None:
                yield from self.lines(box)

    def _is_of_contents(self, paragraph: Any) -> bool:
        style = self.styles.get(attribute(paragraph, "pPr/pStyle"), Style())
        return CONTENTS.fullmatch(style.name) is not None

    def _rows(self, table: Any) -> Iterator[Line]:
        for row in table.iter(f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = map(self._cell, row.findall(f"{W}tc"))
            yield from _row(list(filter(None, cells)))

    def _cell(self, cell: Any) -> list[Line]:
        return [line for line in self.lines(cell) if line.written]

    def line(self, paragraph: Any, *, before: str = "") -> Line:
        style = self.styles.get(attribute(paragraph, "pPr/pStyle"), Style())
        number, depth = self._number(paragraph, style)
        notes: list[str] = []
        text = before + "".join(self._pieces(paragraph, notes))
        aligned = attribute(paragraph, "pPr/jc")
        centred = style.centred if not aligned else aligned == "center"
        return Line(
            text=_tidy(text),
            number=_tidy(number),
            depth=depth,
            heading=_outlined(paragraph) or style.heading,
            bold=_is_bold(paragraph, style),
            centred=centred,
            notes=tuple(notes),
        )

    def _number(self, paragraph: Any, style: Style) -> tuple[str, int]:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number = attribute(own, "numId") if own is not None else style.list
        if not number or number == "0":
            return "", 0
        by_style = self.counters.level_of_style(number, attribute(paragraph, "pPr/pStyle"))
        depth = by_style if own is None else whole(attribute(own, "ilvl"), by_style)
        return self.counters.next(number, depth), depth

    def _pieces(self, element: Any, notes: list[str]) -> Iterator[str]:
        for child in element:
            if child.tag in GONE | ELSEWHERE:
                continue
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in SIGNS:
                yield SIGNS[child.tag]
            elif child.tag in NOTE_KINDS:
                notes.append(self._note(NOTE_KINDS[child.tag], attribute(child, "", "id")))
            else:
                yield from self._pieces(child, notes)

    def _note(self, kind: str, number: str) -> str:
        if kind not in self.notes:
            root = self.document.part(kind)
            listed = () if root is None else tuple(root)
            # Not by `lines`: a note of a note would go round for ever.
            self.notes[kind] = {attribute(note, "", "id"): _tidy(_text_below(note)) for note in listed}
        return self.notes[kind].get(number, "")


def lines(content: bytes) -> list[Line]:
    """What a Word file reads, line by line; no empty lines. Raises `RuleViolation` with a sentence when it cannot be read."""
    document = opened(content)
    reader = _WordReader(document, counters(document.part("numbering")), _styles(document.part("styles")))
    return [line for line in reader.lines(document.part("document")) if line.written]


def _row(cells: list[list[Line]]) -> Iterator[Line]:
    """A row of a table; when its first cell is only a number, that is the number of what stands beside it."""
    if _begins_with_number(cells):
        (label,), (first, *rest) = cells
        yield replace(
            first, number=label.written, heading=first.heading or label.heading, bold=first.bold or label.bold
        )
        yield from rest
    elif len(cells) == 1:
        yield from cells[0]
    elif cells:
        lines = itertools.chain.from_iterable(cells)
        notes = tuple(itertools.chain.from_iterable(line.notes for line in lines))
        yield Line(" | ".join(map(_cell_text, cells)), notes=notes)


def _begins_with_number(cells: list[list[Line]]) -> bool:
    return len(cells) == 2 and len(cells[0]) == 1 and _is_number(cells[0][0].written)


def _cell_text(cell: list[Line]) -> str:
    return " ".join(line.written for line in cell)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"(?i)(?:artikel|art\.?)?\s*(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,5})[.):°]*", text) is not None


def _tidy(text: str) -> str:
    """Without soft hyphens and hard spaces, and with one space where there were more."""
    text = text.replace("\u00ad", "").replace("\u00a0", " ").replace("\u2011", "-").replace("\u200b", "")
    return re.sub(r"\s+", " ", text).strip()


def _end_is_deleted(paragraph: Any) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _is_on(properties: Any, name: str) -> bool | None:
    switch = properties.find(W + name) if properties is not None else None
    if switch is None:
        return None
    return switch.get(f"{W}val", "true") not in {"0", "false", "off"}


def _is_bold(paragraph: Any, style: Style) -> bool:
    """Whether every word of it is bold."""
    runs = [run for run in paragraph.iter(f"{W}r") if _text_below(run).strip()]
    return bool(runs) and all(_run_is_bold(run, style) for run in runs)


def _run_is_bold(run: Any, style: Style) -> bool:
    mark = _is_on(run.find(f"{W}rPr"), "b")
    return style.bold if mark is None else mark


def _text_below(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _outlined(properties_of: Any) -> int:
    """The level of a heading that its own outline says, from 1; 0 for none."""
    outline = attribute(properties_of, "pPr/outlineLvl")
    return whole(outline) + 1 if outline and outline != "9" else 0


def _styles(root: Any) -> dict[str, Style]:
    if root is None:
        return {}
    raw = {attribute(style, "", "styleId"): style for style in root.findall(f"{W}style")}
    return {name: _style(raw, name) for name in raw}


def _style(raw: dict[str, Any], name: str) -> Style:
    """A style with what it takes from the styles that it is based on."""
    look = Style(attribute(raw[name], "name"))
    for _depth in range(DEEPEST_STYLE):
        if name not in raw:
            break
        look = _inheriting(look, raw[name])
        name = attribute(raw[name], "basedOn")
    return look


def _inheriting(look: Style, style: Any) -> Style:
    named = re.fullmatch(r"(?:heading|kop) (\d)", attribute(style, "name").lower())
    heading = int(named[1]) if named else _outlined(style)
    bold = _is_on(style.find(f"{W}rPr"), "b")
    centred = attribute(style, "pPr/jc") == "center"
    list_of_style = attribute(style, "pPr/numPr/numId")
    return Style(
        look.name, look.heading or heading, look.bold or bool(bold), look.centred or centred, look.list or list_of_style
    )
