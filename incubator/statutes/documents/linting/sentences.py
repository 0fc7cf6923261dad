"""What can be wrong with a sentence, whether it is still to be filled in or stands in a deed."""

import re
from collections.abc import Iterator, Set

from incubator.statutes.documents.library_changes import SLOT
from incubator.statutes.documents.linting.finding import LintFinding, LintKind, LintPlace

CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’-]*(?:\.[A-Z]\.?)*")
# An abbreviation is written in capitals wherever it stands.
ABBREVIATION = re.compile(r"[A-Z]{2,}[\w-]*|(?:[A-Z]\.)+[A-Z]?\.?")
SENTENCE_SLOT = re.compile(rf"(^|[.!?] ?){SLOT.pattern}")  # it begins a sentence, or is one
OPENING = "\"'“‘([ "
NAMES = frozenset({"Centraal", "Bureau", "Statistiek", "Nederland", "Belastingdienst", "Word"})
PARTS = "half|derde|vierde|kwart|vijfde|zesde|zevende|achtste|negende|tiende|twintigste"
TERMS = "maand|jaar|week|dag|uur|boekjaar"
COUNTED = re.compile(
    rf"\b(?:ten minste|ten hoogste|minstens|hoogstens|meer dan|minder dan|precies) een\b(?! (?:{PARTS}|{TERMS})\b)"
    r"|\b[Ee]en of (?:zijn )?meer\b"
)
HOUSE_AMOUNT = re.compile(r"€[ \u00a0]\d{1,3}(?:\.\d{3})*(?:,\d\d)?")
NUMBER = r"\d+(?:\.\d+)*"
AMOUNTS = re.compile(
    rf"€\s*{NUMBER}(?:,\d+|,-)?"
    rf"|\b(?:EUR|euro)\s*{NUMBER}(?:,\d+|,-)?"
    rf"|\b{NUMBER}(?:,\d+)? ?(?:EUR\b|euro\b|€)"
    r"|(?<![\d.:])\d+\.\d\d(?![\d.]| ?uur)",
    re.I,
)
AMOUNT_REMEDY = "Schrijf bedragen als € 1.250 of € 1.250,50."


def faults(text: str, place: LintPlace, *, names: Set[str] = NAMES) -> Iterator[LintFinding]:
    """Capitals in mid-sentence, "een" for a number, and amounts in another form than that of the deed."""
    for word in capitals_inside(text):
        if word not in names and word.removesuffix("s") not in names:
            yield LintFinding(LintKind.CAPITAL, place, word, "Schrijf een kleine letter, of begin een nieuwe zin.")
    for match in COUNTED.finditer(text):
        yield LintFinding(LintKind.COUNT, place, match[0], "Schrijf “één” als het om een aantal gaat.")
    for match in AMOUNTS.finditer(text):
        if not HOUSE_AMOUNT.fullmatch(match[0]):
            yield LintFinding(LintKind.AMOUNT, place, match[0], AMOUNT_REMEDY)


def capitals_inside(text: str) -> Iterator[str]:
    """Words with a capital that begin no sentence; a slot for a word with a capital counts as such a word."""
    plain = SLOT.sub(_as_word, SENTENCE_SLOT.sub(r"\1", text))
    for match in CAPITAL.finditer(plain):
        before = plain[: match.start()].rstrip(OPENING)
        begins = not before or before.endswith((".", "!", "?"))
        is_part_of_word = plain[match.start() - 1 : match.start()].isalnum()
        if not begins and not is_part_of_word and not ABBREVIATION.fullmatch(match[0]):
            yield match[0]


def _as_word(slot: re.Match[str]) -> str:
    """A slot as a word of its kind: with a capital when its name has one."""
    return slot[1] if slot[1][:1].isupper() else "…"
