"""The words on a page of a PDF, and where they stand. Heights count from the top of the page, as one reads."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from incubator.formats.papers.pdf_placing import Placing

MOST_LETTERS = 60_000  # on a page
GAP = 0.22  # of the size of a letter: more is a blank
HEAVY = 600  # the weight from which letters are bold
PRIVATE = (0xE000, 0xF8FF)
HYPHEN = 2  # how PDFium writes the hyphen that breaks a word at the end of a line


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank between them. `base` is the line that they stand on."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        return self.base - self.size * 0.35


def words_on(page: Any) -> list[Word]:
    """The words in the order in which the file has them."""
    words: list[Word] = []
    letters: list[Word] = []
    for letter in _letters(page):
        if letter is None or (letters and _apart(letters[-1], letter)):
            words += _word(letters)
            letters = []
        if letter is not None:
            letters.append(letter)
    return words + _word(letters)


def _letters(page: Any) -> Iterator[Word | None]:
    """The letters, and None where a word ends."""
    text_page, place = page.get_textpage(), Placing(page)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(min(raw.FPDFText_CountChars(text_page), MOST_LETTERS)):
        text = _letter(raw.FPDFText_GetUnicode(text_page, index))
        # Blanks and the ends of lines come as letters of their own.
        if not text or text.isspace():
            yield None
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
        if raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            bold = raw.FPDFText_GetFontWeight(text_page, index) >= HEAVY or _named_bold(text_page, index)
            left, right, _top, _bottom = place.on_page(box.left, box.right, box.top, box.bottom)
            _left, _right, base, _base = place.on_page(x.value, x.value, y.value, y.value)
            yield Word(text, left, right, base, _size(text_page, index), bold)


def _letter(code: int) -> str:
    """What a code of PDFium is; letters of private fonts are the dots of a list."""
    if code == HYPHEN:
        return "\u00ad"
    if PRIVATE[0] <= code <= PRIVATE[1]:
        return "•"
    return chr(code) if code else ""


def _size(text_page: Any, index: int) -> float:
    """The size as it stands on the page: a font of size 1 may be drawn ten times as large."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    return max(raw.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d), 1.0)


def _named_bold(text_page: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, 128, ctypes.byref(flags))
    return b"bold" in name.value.lower()


def _apart(before: Word, after: Word) -> bool:
    """Another line, or a blank between them."""
    size = max(before.size, after.size)
    elsewhere = abs(before.base - after.base) > size * 0.6
    return elsewhere or after.left - before.right > size * GAP or after.left < before.left - size


def _word(letters: list[Word]) -> list[Word]:
    if not letters:
        return []
    bold = sum(letter.bold for letter in letters) * 2 > len(letters)
    text = "".join(letter.text for letter in letters)
    left = min(letter.left for letter in letters)
    right = max(letter.right for letter in letters)
    return [Word(text, left, right, letters[0].base, letters[0].size, bold)]
