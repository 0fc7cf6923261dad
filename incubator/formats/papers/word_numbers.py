"""The numbers that Word makes itself: "2.1" before a heading, "Eis 3" before a paragraph. They stand in no letter of the file."""

import re
from collections import defaultdict
from typing import Any

from incubator.formats.papers.word_styles import W, attribute

PLACE = re.compile(r"%(\d)")
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# A number that says more than that it is the next of a list: 2.1, E3, Eis 4.
TELLING = re.compile(r"[a-z]+[-. ]?\d|\d\.\d", re.IGNORECASE)
DEEPEST = 9
LARGEST_ROMAN = 40


class ParagraphNumbers:
    """Counts along with the paragraphs, in their order."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * DEEPEST)
        self._known: dict[str, str] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        for abstract in root.iterfind(f"{W}abstractNum"):
            levels = {}
            for level in abstract.iterfind(f"{W}lvl"):
                levels[_whole(attribute(level, "ilvl"))] = level
            self._lists[attribute(abstract, "abstractNumId")] = levels
        for number in root.iterfind(f"{W}num"):
            self._known[attribute(number, "numId")] = _value(number, "abstractNumId")

    def label(self, mark: Any | None) -> str:
        """The number of a paragraph with this `numPr`, as Word prints it; nothing for a bullet."""
        if mark is None:
            return ""
        chosen = self._known.get(_value(mark, "numId"), "")
        depth = min(_whole(_value(mark, "ilvl")), DEEPEST - 1)
        level = self._lists.get(chosen, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts[chosen]
        counts[depth] = counts[depth] + 1 if counts[depth] else self._start(chosen, depth)
        counts[depth + 1 :] = [0] * (DEEPEST - depth - 1)
        if _value(level, "numFmt") in ("bullet", "none"):
            return ""
        return PLACE.sub(lambda place: self._shown(chosen, int(place[1]) - 1), _value(level, "lvlText")).strip()

    def _start(self, chosen: str, depth: int) -> int:
        return max(_whole(_value(self._lists[chosen][depth], "start") or "1"), 1)

    def _shown(self, chosen: str, depth: int) -> str:
        level = self._lists[chosen].get(depth)
        count = self._counts[chosen][depth] or 1
        return _written(count, _value(level, "numFmt") if level is not None else "decimal")


def _value(node: Any, name: str) -> str:
    child = node.find(f"{W}{name}")
    return "" if child is None else attribute(child, "val")


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and count < LARGEST_ROMAN:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in ROMAN:
        written += letters * (count // worth)
        count %= worth
    return written
