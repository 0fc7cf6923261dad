"""What the linter finds: a kind in words, the place, the words concerned, and what to do."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class LintKind(StrEnum):
    """What can be wrong with a text, as an editor of the library calls it."""

    UNDEFINED = "begrip zonder omschrijving"
    UNUSED = "begrip dat nergens wordt gebruikt"
    DANGLING = "verwijzing naar niets"
    REPEATED = "dubbele verwijzing"
    REPEATED_ID = "twee keer dezelfde naam"
    CONTRADICTION = "bepalingen die elkaar tegenspreken"
    TWIN = "uitleg ontbreekt"
    UNKNOWN_CONDITION = "voorwaarde die niet bestaat"
    UNKNOWN_ANSWER = "antwoord dat niet bestaat"
    NEVER = "voorwaarde die nooit waar is"
    CAPITAL = "hoofdletter midden in een zin"
    SMALL = "kleine letter aan het begin"
    PERSONS = "woord dat niet past bij wie lid kan zijn"
    COUNT = "een in plaats van één"
    AMOUNT = "bedrag in een andere schrijfwijze"
    BRACE = "accolade zonder invulplek"
    DROPPED = "antwoord dat uit de tekst verdwijnt"
    LETTERS = "onderdelen waar antwoorden onderdelen zijn"


@dataclass(frozen=True, slots=True)
class LintPlace:
    """Where a text stands: the file, the article and the clause, by their ids."""

    file: str
    article: str = ""
    clause: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.file, self.article, self.clause)))


@dataclass(frozen=True, slots=True)
class LintFinding:
    """A fault in the clause library or in a deed."""

    kind: LintKind
    place: LintPlace
    words: str
    remedy: str

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind.value, **asdict(self.place), "words": self.words, "remedy": self.remedy}
