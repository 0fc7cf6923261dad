"""What a paper of a buyer reads, once it is read: pages of passages. A sheet of a workbook is a page, a row of it a passage."""

from dataclasses import dataclass
from enum import StrEnum

MOST_PAGES = 400
MOST_PASSAGES = 40_000
LONGEST_PASSAGE = 20_000  # letters


class PaperFormat(StrEnum):
    """What a file is, as its content shows; its name may be mistaken."""

    WORD = "docx"
    PDF = "pdf"
    SHEET = "xlsx"


class PassageStyle(StrEnum):
    """What a passage is on its page."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"  # of a list
    ROW = "row"  # of a table
    CONTENTS = "contents"  # of the table of contents
    RUNNING = "running"  # at the head or the foot of every page


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, an item or a row. `number` counts on its page, from 1; rows of a sheet have the number that the sheet gives them."""

    number: int
    text: str
    style: PassageStyle = PassageStyle.TEXT
    cells: tuple[str, ...] = ()
    table: int = 0  # rows of a table share it
    level: int = 0  # of a heading, from 1


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page; `title` is the name of a sheet."""

    number: int
    passages: tuple[Passage, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper. `page_count` is how many it has; fewer may have been read. `pictures` are pages that hold no text."""

    kind: PaperFormat
    pages: tuple[PaperPage, ...]
    page_count: int
    pictures: tuple[int, ...] = ()

    @property
    def passages(self) -> int:
        return sum(len(page.passages) for page in self.pages)

    @property
    def is_cut(self) -> bool:
        """Not everything was read."""
        return self.page_count > len(self.pages)


class PaperUnreadable(Exception):
    """A file that is broken, locked, empty, too large or something else. `message` is a source string of the catalogue."""

    def __init__(self, message: str, **params: int) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.params = params
