"""The numbers that Word shows before paragraphs: they are counted, not written (ECMA-376, part 1, 17.9)."""

import re
from dataclasses import dataclass, field
from typing import Any

from incubator.core.word.opening import W

PLACE = re.compile(r"%([1-9])")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
         (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def attribute(element: Any, path: str, name: str = "val", default: str = "") -> str:
    """The value of a property below an element, or the default."""
    holder = element
    if path:
        holder = element.find("/".join(W + step for step in path.split("/")))
    if holder is None:
        return default
    return str(holder.get(W + name, default))


def whole(text: str, default: int = 0) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else default


@dataclass(frozen=True, slots=True)
class ListLevel:
    start: int
    form: str
    shown: str


@dataclass
class Counters:
    """Counts paragraph after paragraph, as Word does: lists that share a definition count on."""

    lists: dict[str, str] = field(default_factory=dict)  # list -> definition
    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    of_styles: dict[str, dict[str, int]] = field(default_factory=dict)  # definition -> style -> level
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def level_of_style(self, number: str, style: str) -> int:
        return self.of_styles.get(self.lists.get(number, ""), {}).get(style, 0)

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a list at a level, as it is shown; empty for a bullet or an unknown list."""
        definition = self.lists.get(number, "")
        levels = self.levels.get(definition, {})
        if level not in levels:
            return ""
        self._restart(number, definition)
        counts = self.counts.setdefault(definition, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        if levels[level].form in {"bullet", "none"}:
            return ""
        return PLACE.sub(lambda place: _one_of(levels, counts, int(place[1]) - 1), levels[level].shown)

    def _restart(self, number: str, definition: str) -> None:
        for level, start in self.restarts.pop(number, {}).items():
            self.counts.setdefault(definition, {})[level] = start - 1


def _one_of(levels: dict[int, ListLevel], counts: dict[int, int], level: int) -> str:
    if level not in levels:
        return ""
    return formatted(counts.get(level, levels[level].start), levels[level].form)


def formatted(count: int, form: str) -> str:
    """A count as it is shown: 3, c, C, iii or III."""
    if form in {"lowerLetter", "upperLetter"}:
        letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 % 8 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return str(count)


def _roman(count: int) -> str:
    written, left = "", min(max(count, 0), 5000)
    for value, letters in ROMAN:
        written += letters * (left // value)
        left %= value
    return written


def counters(numbering: Any) -> Counters:
    """The lists of a document."""
    known = Counters()
    if numbering is None:
        return known
    for definition in numbering.findall(f"{W}abstractNum"):
        name = attribute(definition, "", "abstractNumId")
        known.levels[name], known.of_styles[name] = _levels(definition)
    for listed in numbering.findall(f"{W}num"):
        number = attribute(listed, "", "numId")
        known.lists[number] = attribute(listed, "abstractNumId")
        known.restarts[number] = {
            whole(attribute(override, "", "ilvl")): whole(attribute(override, "startOverride"), 1)
            for override in listed.findall(f"{W}lvlOverride")
            if override.find(f"{W}startOverride") is not None
        }
    return known


def _levels(definition: Any) -> tuple[dict[int, ListLevel], dict[str, int]]:
    levels, styles = {}, {}
    for level in definition.findall(f"{W}lvl"):
        depth = whole(attribute(level, "", "ilvl"))
        start = whole(attribute(level, "start"), 1)
        levels[depth] = ListLevel(start, attribute(level, "numFmt", default="decimal"), attribute(level, "lvlText"))
        if level.find(f"{W}pStyle") is not None:
            styles[attribute(level, "pStyle")] = depth
    return levels, styles
