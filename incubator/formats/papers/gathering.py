"""Passages gathered into pages, with limits on how many and how long."""

import re
from dataclasses import replace

from incubator.formats.papers.values import LONGEST_PASSAGE, MOST_PAGES, MOST_PASSAGES, PaperPage, Passage, PassageStyle

_BLANKS = re.compile(r"[^\S\n]+")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b\ufeff\ufffe\ufffd]")
MARKER = re.compile(
    r"^(?:[•·▪◦●○■□‣–\-*]|[➢✓✔→►»›☐☑☒❑❏]|\d{1,2}[°º]|o(?=\s+[A-Z])"
    r"|\(?(?:[a-z]|[a-z]?\d{1,3}[a-z]?|[ivx]{1,4})[.)])\s+",
    re.IGNORECASE,
)
BETWEEN_CELLS = " – "
LONGEST_HEADING = 110


def clean(text: str) -> str:
    """Blanks made single, what is no text taken out; breaks within stay."""
    lines = _BLANKS.sub(" ", _NOT_TEXT.sub("", text.replace("\r", "\n").replace("\t", " "))).split("\n")
    return "\n".join(filter(None, map(str.strip, lines)))[:LONGEST_PASSAGE]


def is_heading(text: str) -> bool:
    """A short line that does not end as a sentence does."""
    return 0 < len(text) <= LONGEST_HEADING and text[-1] not in ".;,!" and "\n" not in text


def _goes_on(cell: str) -> bool:
    return cell[:1].islower()


def _is_body(passage: Passage) -> bool:
    return passage.style != PassageStyle.RUNNING


class Gatherer:
    """Takes passages as a file gives them, and numbers them by page."""

    def __init__(self) -> None:
        self._pages: list[tuple[str, list[Passage]]] = [("", [])]
        self._count = 0
        self._tables = 0
        self.page_count = 1

    @property
    def is_full(self) -> bool:
        return self._count >= MOST_PASSAGES or self.page_count > MOST_PAGES

    def turn_page(self, title: str = "") -> None:
        """The next page begins. What is beyond the limit is only counted."""
        self.page_count += 1
        if not self.is_full:
            self._pages.append((title, []))

    def title(self, title: str) -> None:
        self._pages[-1] = (title, self._pages[-1][1])

    def new_table(self) -> int:
        self._tables += 1
        return self._tables

    def add(
        self, text: str, style: PassageStyle = PassageStyle.TEXT, *, level: int = 0, number: int | None = None
    ) -> None:
        """A passage of text; nothing when it is empty."""
        text = clean(text)
        if text and not self.is_full:
            self._put(Passage(number or self._next_number(), text, style, (), 0, level))

    def add_row(self, cells: tuple[str, ...], table: int, number: int | None = None) -> None:
        """A row of a table; nothing when all its cells are empty."""
        cells = tuple(map(clean, cells))
        filled = list(filter(None, cells))
        if filled and not self.is_full:
            text = BETWEEN_CELLS.join(filled)[:LONGEST_PASSAGE].replace("\n", " ")
            self._put(Passage(number or self._next_number(), text, PassageStyle.ROW, cells, table))

    def goes_on(self, cells: tuple[str, ...]) -> bool:
        """Whether this is the rest of the last row, that a page broke in two; then it is added to it."""
        cells = tuple(map(clean, cells))
        place = self._row_before()
        rest = next(filter(None, cells), "")
        if place is None or not all(map(_goes_on, filter(None, cells))) or not rest:
            return False
        above = self._pages[-2][1]
        joined = tuple(f"{start} {end}".strip() for start, end in zip(above[place].cells, cells, strict=True))
        text = BETWEEN_CELLS.join(filter(None, joined)).replace("\n", " ")
        above[place] = replace(above[place], text=text[:LONGEST_PASSAGE], cells=joined)
        return True

    def _row_before(self) -> int | None:
        """The place of the row that ended the page before, while on this page nothing stands yet but what all pages have."""
        if len(self._pages) < 2 or any(map(_is_body, self._pages[-1][1])):
            return None
        above = self._pages[-2][1]
        places = [place for place, passage in enumerate(above) if _is_body(passage)]
        if places and above[places[-1]].style == PassageStyle.ROW:
            return places[-1]
        return None

    def _next_number(self) -> int:
        return len(self._pages[-1][1]) + 1

    def _put(self, passage: Passage) -> None:
        self._pages[-1][1].append(passage)
        self._count += 1

    def pages(self) -> tuple[PaperPage, ...]:
        gathered = []
        for number, (title, passages) in enumerate(self._pages, 1):
            gathered.append(PaperPage(number, tuple(passages), title))
        return tuple(gathered)
