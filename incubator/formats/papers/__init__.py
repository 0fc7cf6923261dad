"""Papers of a buyer - Word, PDF, spreadsheet - read into pages of passages, in a process of their own that has limits."""

from incubator.formats.papers.reading import read
from incubator.formats.papers.recognising import has_macros, is_locked
from incubator.formats.papers.values import PaperFormat, PaperPage, PaperUnreadable, Passage, PassageStyle, ReadPaper

__all__ = [
    "PaperFormat",
    "PaperPage",
    "PaperUnreadable",
    "Passage",
    "PassageStyle",
    "ReadPaper",
    "has_macros",
    "is_locked",
    "read",
]
