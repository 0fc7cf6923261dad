"""Reading a paper in a process of its own: what a stranger sends may loop, fill the memory or break a parser, and then only that ends."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from incubator.config import ROOT
from incubator.formats.papers import recognising
from incubator.formats.papers.values import PaperFormat, PaperPage, PaperUnreadable, Passage, PassageStyle, ReadPaper

LONGEST = 40  # seconds
READER = "incubator.formats.papers.reader"


def read(content: bytes) -> ReadPaper:
    """The pages of a Word file, PDF or spreadsheet. Raises `PaperUnreadable` with a sentence."""
    kind = recognising.kind_of(content)
    try:
        ended = subprocess.run(  # noqa: S603 - our own module, by our own Python
            [sys.executable, "-m", READER, kind.value],
            input=content,
            capture_output=True,
            timeout=LONGEST,
            check=False,
            cwd=ROOT,
        )
    except subprocess.TimeoutExpired as error:
        raise PaperUnreadable(recognising.TOO_HARD) from error
    # Ended by a limit, or by a parser that broke down: for who brought the file it is the same.
    if ended.returncode:
        raise PaperUnreadable(recognising.TOO_HARD)
    answer = json.loads(ended.stdout)
    if "problem" in answer:
        raise PaperUnreadable(answer["problem"])
    paper = _paper(kind, answer)
    if not paper.passages:
        raise PaperUnreadable(recognising.NO_TEXT)
    return paper


def _paper(kind: PaperFormat, answer: Mapping[str, Any]) -> ReadPaper:
    pages = []
    for number, title, passages in answer["pages"]:
        pages.append(PaperPage(number, tuple(map(_passage, passages)), title))
    return ReadPaper(kind, tuple(pages), answer["page_count"], tuple(answer["pictures"]))


def _passage(row: list[Any]) -> Passage:
    number, text, style, cells, table, level = row
    return Passage(number, text, PassageStyle(style), tuple(cells), table, level)
