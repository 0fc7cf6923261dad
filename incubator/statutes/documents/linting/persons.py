"""Words that only people, or only legal persons, can be meant by: who can be a member decides which belong in a deed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incubator.statutes.documents.linting.finding import LintFinding, LintKind, LintPlace

SENTENCE = re.compile(r"[^.;]+")


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Words for one kind of person, beside what makes them fit all the same, and what to do."""

    pattern: re.Pattern[str]
    qualified: re.Pattern[str]
    remedy: str

    def words(self, text: str) -> Iterator[str]:
        """Those of a text in a sentence that does not say of which persons it speaks."""
        for sentence in SENTENCE.findall(text):
            match = self.pattern.search(sentence)
            if match and not self.qualified.search(sentence):
                yield match[0].strip()

    def __call__(self, word: str, place: LintPlace) -> LintFinding:
        return LintFinding(LintKind.PERSONS, place, word, self.remedy)


of_people = PersonWords(
    re.compile(r"\b(overlijd\w*|overleden|overleed|sterf\w*|dood|nabestaanden?)\b", re.I),
    re.compile(r"dat een natuurlijk persoon is|die natuurlijk persoon zijn", re.I),
    "Ook rechtspersonen kunnen lid zijn: zeg van welk lid dit geldt, en wat voor een rechtspersoon geldt.",
)
of_legal_persons = PersonWords(
    # About a member only: the cooperative itself is a legal person too, and founders and directors have rules of their own.
    re.compile(
        r"\b(lid|leden|oud-lid)\b[^.;]*\b(rechtspersoon|rechtspersonen|ontbonden|ophoudt te bestaan|statutaire zetel)\b",
        re.I,
    ),
    re.compile(r"\bde coöperatie (wordt )?ontbonden|geen rechtspersoon|geen rechtspersonen", re.I),
    "Alleen mensen kunnen lid zijn: haal weg wat over rechtspersonen gaat, of geef het de voorwaarde legal_persons.",
)
