"""A proposal for a clause judged as a part of the library: only what it brings in counts, not what was wrong already."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from incubator.statutes.documents.library import REMEMBERED, library
from incubator.statutes.documents.library_changes import SLOT, ids_in, library_text, slots_of_a_deed, unwritable_slots
from incubator.statutes.documents.linting.finding import LintFinding, LintKind, LintPlace
from incubator.statutes.documents.linting.library_rules import AskedFor, judge
from incubator.statutes.documents.linting.source import SourceArticle
from incubator.statutes.documents.wording import lists
from incubator.statutes.rules.conditions import CONDITIONS
from incubator.statutes.values import read
from incubator.statutes.values.library_changes import LibraryChange, LibraryText

# With these a deed cannot be written, or nobody can read what it means; the rest is for who judges.
ERRORS = frozenset(
    {
        LintKind.BRACE,
        LintKind.DANGLING,
        LintKind.LETTERS,
        LintKind.TWIN,
        LintKind.UNDEFINED,
        LintKind.UNKNOWN_ANSWER,
    }
)
REMEDIES = {
    LintKind.BRACE: "Zet tussen accolades alleen een invulplek.",
    LintKind.DROPPED: "Kijk of het antwoord ergens anders in de akte staat.",
    LintKind.LETTERS: "Haal de regels onder de tekst weg: de onderdelen zijn hier antwoorden.",
    LintKind.UNKNOWN_ANSWER: "Gebruik een woord uit documents/wording.",
}


@dataclass(frozen=True, slots=True)
class JudgedProposal:
    """What is wrong with a proposal, and what whoever judges it must weigh."""

    errors: tuple[LintFinding, ...] = ()
    warnings: tuple[LintFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryClause:
    """A clause of the library with the article that it stands in."""

    article: dict[str, Any]
    raw: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def text(self) -> LibraryText:
        return library_text(self.article, self.raw)

    @property
    def when(self) -> str:
        """What must be so for it to stand in a deed, under the conditions of its article too."""
        return f"{self.article.get('when', '')} {self.raw.get('when', '')}".strip()


def clause_in(changes: tuple[LibraryChange, ...], clause: str) -> LibraryClause | None:
    """A clause of the library as it is after these changes; None when there is none of this name."""
    for article in library(changes):
        for raw in article["clause"]:
            if raw["id"] == clause:
                return LibraryClause(article, raw)
    return None


def judge_proposal(
    standing: LibraryClause, proposed: LibraryText, changes: tuple[LibraryChange, ...]
) -> JudgedProposal:
    """What a proposal upon a clause as it stands after these changes brings in."""
    findings = list(_slots(standing, proposed.text, ids_in(library(changes))))
    # A text that cannot be filled in would stop the linter's other rules too.
    if not findings:
        change = LibraryChange(len(changes) + 1, standing.id, standing.text, proposed)
        known = set(_findings(changes))
        findings = [finding for finding in _findings((*changes, change)) if finding not in known]
    findings += _dropped(standing, proposed.text)
    errors = [finding for finding in findings if finding.kind in ERRORS]
    warnings = [finding for finding in findings if finding.kind not in ERRORS]
    return JudgedProposal(tuple(errors), tuple(warnings))


@lru_cache(maxsize=REMEMBERED)
def _findings(changes: tuple[LibraryChange, ...]) -> tuple[LintFinding, ...]:
    articles = [SourceArticle(raw, "") for raw in library(changes)]
    known = AskedFor(
        conditions=set(CONDITIONS),
        words=slots_of_a_deed(),
        lists=set(lists(read({}))),
        ids=ids_in(library(changes)),
    )
    return tuple(judge(articles, known))


def _slots(standing: LibraryClause, text: str, ids: frozenset[str]) -> Iterator[LintFinding]:
    """Placeholders that no deed fills in, braces around anything else, and letters where the answers are the letters."""
    for slot in unwritable_slots(text, ids):
        kind = LintKind.DANGLING if slot.startswith("ref:") else LintKind.UNKNOWN_ANSWER
        yield _finding(kind, standing, slot)
    brace = re.search(r"[{}][^\s{}]*", SLOT.sub("", text))
    if brace is not None:
        yield _finding(LintKind.BRACE, standing, brace[0])
    if "list" in standing.raw and "\n" in text:
        yield _finding(LintKind.LETTERS, standing, text.split("\n")[1])


def _dropped(standing: LibraryClause, text: str) -> Iterator[LintFinding]:
    before, after = Counter(SLOT.findall(standing.text.text)), Counter(SLOT.findall(text))
    for slot in before - after:
        yield _finding(LintKind.DROPPED, standing, slot)


def _finding(kind: LintKind, standing: LibraryClause, words: str) -> LintFinding:
    remedy = REMEDIES.get(kind, "Verwijs naar een bestaand artikel of lid.")
    return LintFinding(kind, LintPlace("", standing.article["id"], standing.id), words, remedy)
