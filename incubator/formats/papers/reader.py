"""The process that reads one paper: bytes on standard input, JSON on standard output. It limits itself before it looks at a byte."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree

from incubator.formats.papers import pdf_files, sheets, word_files
from incubator.formats.papers.recognising import BROKEN, DAMAGED, TOO_HARD
from incubator.formats.papers.values import PaperFormat, PaperUnreadable, ReadPaper
from incubator.formats.safe_xml import NotReadable

try:
    import resource
except ImportError:  # Windows: there the time of the parent is the limit
    resource = None  # type: ignore[assignment]

MEMORY = 1_500_000_000  # bytes
SECONDS = 30  # of processor time
READERS: dict[PaperFormat, Callable[[bytes], ReadPaper]] = {
    PaperFormat.WORD: word_files.read,
    PaperFormat.PDF: pdf_files.read,
    PaperFormat.SHEET: sheets.read,
}


def main(arguments: Sequence[str]) -> None:
    """Read standard input as the kind that the first argument names."""
    _limit()
    content = sys.stdin.buffer.read()
    json.dump(_answer(content, PaperFormat(arguments[0])), sys.stdout)


def _limit() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        # What a stranger sent is not written to the disk when the parser breaks.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(content: bytes, kind: PaperFormat) -> dict[str, Any]:
    try:
        return _as_json(READERS[kind](content))
    except PaperUnreadable as refusal:
        return {"problem": refusal.message}
    except (MemoryError, RecursionError):
        return {"problem": TOO_HARD}
    except (
        *BROKEN,
        NotReadable,
        etree.LxmlError,
        RuntimeError,
        TypeError,
        AttributeError,
        LookupError,
        ArithmeticError,
    ):
        # Parsers of other people fail in many ways over a damaged file; for who brought it they are all the same.
        return {"problem": DAMAGED}


def _as_json(paper: ReadPaper) -> dict[str, Any]:
    pages = []
    for page in paper.pages:
        rows = [
            (passage.number, passage.text, passage.style, passage.cells, passage.table, passage.level)
            for passage in page.passages
        ]
        pages.append((page.number, page.title, rows))
    return {"pages": pages, "page_count": paper.page_count, "pictures": paper.pictures}


if __name__ == "__main__":
    main(sys.argv[1:])
