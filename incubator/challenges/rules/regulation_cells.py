"""The cells of the table of regulations: words in Dutch that people read and change, and back again.

A list stands on lines of its own in a cell; what belongs together on a line is parted by a bar.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from incubator.challenges.rules.regulation_typed import typed_exclusion, typed_part
from incubator.challenges.values import Challenger, CostRule, ExclusionKind, LaidDown, PartOfRequest
from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.tables import FORMULA, harmless

Row = dict[str, Any]
LAID_DOWN = {LaidDown.YES: "ja", LaidDown.NO: "nee", LaidDown.UNKNOWN: "onbekend"}
CHALLENGERS = {
    Challenger.RESIDENTS: "bewoners",
    Challenger.SOCIAL_ORGANISATIONS: "maatschappelijke partijen",
    Challenger.BUSINESSES: "ondernemers",
    Challenger.SELF_EMPLOYED: "zzp'ers",
    Challenger.COOPERATIVES: "coöperaties",
}
COST_RULES = {
    CostRule.NOT_MORE: "niet duurder dan nu",
    CostRule.PREFERABLY_LESS: "liefst goedkoper dan nu",
    CostRule.BETTER_OR_CHEAPER: "beter of goedkoper of allebei",
}
MARKS = {"A": "zelf gelezen", "B": "uit de tweede hand", "C": "uit het hoofd"}
EXCLUSIONS = {
    ExclusionKind.ABOVE_EU_THRESHOLD: "boven de Europese drempel",
    ExclusionKind.VALUE_ABOVE: "waarde boven",
    ExclusionKind.VALUE_BELOW: "waarde onder",
    ExclusionKind.WORK: "soort werk",
    ExclusionKind.VULNERABLE_GROUPS: "kwetsbare groepen",
    ExclusionKind.RUNNING_PROJECT: "lopend project",
    ExclusionKind.URGENT: "spoed",
    ExclusionKind.HIGHER_LAW: "hogere regels",
    ExclusionKind.BUDGET_AND_TAX: "begroting en belasting",
    ExclusionKind.OTHER: "anders",
}
PARTS = {
    PartOfRequest.SUMMARY: "samenvatting",
    PartOfRequest.WHO_WE_ARE: "wie wij zijn",
    PartOfRequest.LEGAL_FORM: "rechtsvorm",
    PartOfRequest.TASK: "taak",
    PartOfRequest.WHY_BETTER: "waarom beter",
    PartOfRequest.SOCIAL_VALUE: "maatschappelijke waarde",
    PartOfRequest.COSTS: "kosten",
    PartOfRequest.APPROACH: "aanpak",
    PartOfRequest.SUPPORT: "draagvlak",
    PartOfRequest.PARTNERS: "partners",
    PartOfRequest.CAPACITY: "bekwaamheid",
    PartOfRequest.CONTINUITY: "continuïteit",
    PartOfRequest.ASKED_OF_AUTHORITY: "gevraagd van de overheid",
    PartOfRequest.RISKS: "risico's",
    PartOfRequest.ROUTE: "route",
    PartOfRequest.AGREEMENTS: "afspraken",
    PartOfRequest.ANNEXES: "bijlagen",
    PartOfRequest.OTHER: "anders",
}
YES_NO = {True: "ja", False: "nee"}
BAR = re.compile(r"(?<!\\)\|")
OF_EXCLUSION = ("kind", "nl", "en", "article", "cpv", "amount")
OF_PART = ("part", "nl", "en", "article")
_GUARDED = re.compile(r"'+\s*[" + re.escape("".join(FORMULA)) + "]")


def written_text(text: str | None) -> str:
    """A text as a cell that no spreadsheet takes for a formula, and that `read_text` gives back as it was."""
    if text is None:
        return ""
    if _GUARDED.match(text):
        return f"'{text}"
    return harmless(text)


def read_text(cell: str) -> str | None:
    """What stands in a cell; None when it is empty."""
    text = harmless(cell)
    if _GUARDED.match(text):
        text = text[1:]
    return text.strip() or None


def written_lines(lines: Sequence[Sequence[str]]) -> str:
    """A list as the lines of a cell; empty ends are left off."""
    return written_text("\n".join(map(_line, lines)))


def _line(parts: Sequence[str]) -> str:
    escaped = [" ".join(part.split()).replace("|", "\\|") for part in parts]
    while escaped and not escaped[-1]:
        escaped.pop()
    return " | ".join(escaped)


def read_lines(cell: str) -> list[list[str]]:
    """The lines of a cell, each as its parts."""
    lines = []
    for line in (read_text(cell) or "").splitlines():
        if line.strip():
            lines.append([part.replace("\\|", "|").strip() for part in BAR.split(line)])
    return lines


def read_word(cell: str, words: Mapping[Any, str]) -> Any:
    """What a word in a cell stands for; None when the cell is empty. Raises `RuleViolation` for another word."""
    typed = read_text(cell)
    if typed is None:
        return None
    for value, word in words.items():
        if typed.casefold() in (word.casefold(), str(value).casefold()):
            return value
    raise RuleViolation(
        N_("“%(typed)s” is not known here. Choose from: %(words)s."), typed=typed[:80], words=", ".join(words.values())
    )


def written_word(value: Any, words: Mapping[Any, str]) -> str:
    """The word for a value; nothing for what is unknown."""
    if value is None:
        return ""
    return words[value]


def written_words(values: Sequence[Any], words: Mapping[Any, str]) -> str:
    """Several words in one cell, parted by commas."""
    return ", ".join(map(words.__getitem__, values))


def read_words(cell: str, words: Mapping[Any, str]) -> list[Any]:
    """What several words in a cell stand for, each once and in the order of the list."""
    typed = [read_word(word, words) for word in (read_text(cell) or "").split(",")]
    return [value for value in words if value in typed]


def read_day(cell: str) -> str | None:
    """A day as rows keep it. Raises `RuleViolation`."""
    typed = read_text(cell)
    if typed is None:
        return None
    return quantities.read_day(typed).isoformat()


def written_day(day: str | None) -> str:
    """1-12-2026: as people here write a day."""
    if day is None:
        return ""
    year, month, number = day.split("-")
    return f"{number}-{month}-{year}"


def read_weeks(cell: str) -> int | None:
    """A number of weeks. Raises `RuleViolation`."""
    typed = read_text(cell)
    if typed is None:
        return None
    return quantities.read_count(typed)


def read_exclusions(cell: str) -> list[Row]:
    """What the rules leave out, a line each: kind | words | English | article | codes | amount. Raises `RuleViolation`."""
    return _records(cell, OF_EXCLUSION, EXCLUSIONS, typed_exclusion)


def read_parts(cell: str) -> list[Row]:
    """What a request must hold, a line each: part | heading | English | article. Raises `RuleViolation`."""
    return _records(cell, OF_PART, PARTS, typed_part)


def _records(
    cell: str, columns: Sequence[str], words: Mapping[Any, str], typed: Callable[[Mapping[str, str], int], Row]
) -> list[Row]:
    records = []
    for number, parts in enumerate(read_lines(cell), start=1):
        if len(parts) > len(columns):
            raise RuleViolation(
                N_("Line %(row)s of this cell has more than %(most)s parts. A bar in a text is written as \\|."),
                row=number,
                most=len(columns),
            )
        cells = dict.fromkeys(columns, "") | dict(zip(columns, parts, strict=False))
        cells[columns[0]] = str(read_word(cells[columns[0]], words) or "")
        records.append(typed(cells, number))
    return records


def written_exclusions(records: Sequence[Row]) -> str:
    lines = []
    for record in records:
        kind = EXCLUSIONS[ExclusionKind(record["kind"])]
        codes, amount = " ".join(record.get("cpv", ())), record.get("amount")
        written = str(amount) if amount is not None else ""
        lines.append([kind, record["nl"], record.get("en") or "", record.get("article") or "", codes, written])
    return written_lines(lines)


def written_parts(records: Sequence[Row]) -> str:
    lines = []
    for record in records:
        part = PARTS[PartOfRequest(record["part"])]
        lines.append([part, record["nl"], record.get("en") or "", record.get("article") or ""])
    return written_lines(lines)
