"""The words on a page of a PDF, and where they stand. Heights count from the top of the page, as one reads."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from incubator.formats.papers.pdf_placing import Placing

MOST_LETTERS = 60_000  # on a page
GAP = 0.22  # of the size of a letter: more is a blank
HEAVY = 600  # the weight from which letters are bold
HYPHEN = 2  # how PDFium writes the hyphen that breaks a word at the end of a line


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank between them."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool


def words_on(page: Any) -> list[Word]:
    """The words in the order in which the file has them."""
    words: list[Word] = []
    letters: list[_Letter] = []
    for letter in _letters(page):
        if letter is None or (letters and _apart(letters[-1], letter)):
            words += _word(letters)
            letters = []
        if letter is not None:
            letters.append(letter)
    return words + _word(letters)


def _letters(page: Any) -> Iterator[_Letter | None]:
    """The letters, and None where a word ends."""
    text_page = page.get_textpage()
    place, box = Placing(page), raw.FS_RECTF()
    for index in range(min(raw.FPDFText_CountChars(text_page), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        text = "\u00ad" if code == HYPHEN else chr(code)
        if text.isspace() or code == 0:
            yield None
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            continue
        bold = raw.FPDFText_GetFontWeight(text_page, index) >= HEAVY or _named_bold(text_page, index)
        left, right, top, bottom = place.on_page(box.left, box.right, box.top, box.bottom)
        size = min(bottom - top, right - left) if right - left > (bottom - top) * 3 else bottom - top
        yield _Letter(text, left, right, top, bottom, size, bold)


def _named_bold(text_page: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, 128, ctypes.byref(flags))
    return b"bold" in name.value.lower()


def _apart(before: _Letter, after: _Letter) -> bool:
    """Another line, or a blank between them."""
    size = max(before.size, after.size, 1.0)
    elsewhere = abs(before.bottom - after.bottom) > size * 0.6
    return elsewhere or after.left - before.right > size * GAP or after.left < before.left - size


def _word(letters: list[_Letter]) -> list[Word]:
    if not letters:
        return []
    bold = sum(letter.bold for letter in letters) * 2 > len(letters)
    return [
        Word(
            "".join(letter.text for letter in letters),
            min(letter.left for letter in letters),
            max(letter.right for letter in letters),
            min(letter.top for letter in letters),
            max(letter.bottom for letter in letters),
            letters[0].size,
            bold,
        )
    ]
