"""Words put together into pieces of lines: what stands at one height without a wide gap."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from incubator.formats.papers.pdf_words import Word

JOINED = ("en", "of", "dan")  # "in- en uitvoer" keeps its hyphen and its blank
SAME_LINE = 0.25  # of the size of a letter
RAISED = 0.55  # small letters, as of m2, stand higher
WIDE = 1.5  # of the size of a letter: more lies between columns
MARK_ALONE = re.compile(r"^(?:[•·▪◦●○■□‣–\-*➢✓→]|o|\(?[A-Za-z0-9]{1,2}[.)]|\d+(?:\.\d+){0,4}\.?)$")


@dataclass(slots=True)
class LinePiece:
    """A line, or the part of it in one column."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


def pieces_of(words: Sequence[Word]) -> list[list[LinePiece]]:
    """Lines from top to bottom, each of its pieces from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if lines and word.base - lines[-1][-1].base <= _reach(lines[-1][-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return list(map(_split, lines))


def _reach(above: Word, word: Word) -> float:
    """How much lower a word may stand and still be on the line."""
    # The 2 of m2 stands higher than the letters before it.
    small, large = sorted((above.size, word.size))
    return large * (RAISED if small < large * 0.8 else SAME_LINE)


def _split(line: list[Word]) -> list[LinePiece]:
    line.sort(key=lambda word: word.left)
    groups: list[list[Word]] = [[line[0]]]
    for before, word in itertools.pairwise(line):
        if word.left - before.right > word.size * WIDE:
            groups.append([word])
        else:
            groups[-1].append(word)
    pieces = list(map(_piece, groups))
    if len(pieces) > 1 and MARK_ALONE.match(pieces[0].text):
        return [_with_mark(pieces[0], pieces[1]), *pieces[2:]]
    return pieces


def _piece(words: list[Word]) -> LinePiece:
    text = " ".join(word.text for word in words)
    bold = sum(word.bold for word in words) * 2 > len(words)
    base = median(word.base for word in words)
    return LinePiece(text, words[0].left, words[-1].right, base, median(word.size for word in words), bold)


def _with_mark(mark: LinePiece, piece: LinePiece) -> LinePiece:
    """The dot or number of an item belongs to its text, however far it hangs out."""
    text = f"{mark.text} {piece.text}"
    return LinePiece(text, mark.left, piece.right, piece.base, piece.size, piece.bold)


def text_of(words: Sequence[Word]) -> str:
    """What the words read as in one cell."""
    texts = []
    for line in pieces_of(words):
        texts.append(" ".join(piece.text for piece in line))
    return join_lines(texts)


def join_lines(lines: Sequence[str]) -> str:
    """Lines as one text: a word that was broken is whole again."""
    text = ""
    for line in lines:
        if _is_kept(text, line):
            text = f"{text[:-1]}-{line}"
        elif text.endswith("\u00ad") or (text.endswith("-") and _goes_on(text, line)):
            text = text[:-1] + line
        elif text.endswith(("/", "-")) and line.partition(" ")[0] not in JOINED:
            text += line
        else:
            text = f"{text} {line}".strip()
    return text.replace("\u00ad", "-" if text.endswith("\u00ad") else "")


def _is_kept(text: str, line: str) -> bool:
    """A hyphen after a code or an abbreviation, or before a number, is part of the word: "HKZ-certificaat", "T-01"."""
    if not text.endswith(("\u00ad", "-")):
        return False
    before = text[:-1].rpartition(" ")[2]
    is_code = before.isupper() and len(before) > 1
    return is_code or (before[-1:].isalnum() and line[:1].isdigit())


def _goes_on(text: str, line: str) -> bool:
    """The hyphen was put there by the end of the line, and is no part of the word as in "in- en uitvoer"."""
    whole = len(text) > 2 and text[-2].isalpha() and line[:1].islower()
    return whole and line.partition(" ")[0] not in JOINED
