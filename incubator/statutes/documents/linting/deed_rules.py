"""A written deed judged as an editor reads it: the articles that one set of answers gave."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations

from incubator.core.word import Ref
from incubator.statutes.documents.clauses import as_text, numbers_of
from incubator.statutes.documents.language import NAME_OF_A_BODY
from incubator.statutes.documents.library import library
from incubator.statutes.documents.linting.finding import LintFinding, LintKind, LintPlace
from incubator.statutes.documents.linting.library_rules import uses
from incubator.statutes.documents.linting.persons import of_legal_persons, of_people
from incubator.statutes.documents.linting.sentences import NAMES, faults
from incubator.statutes.documents.linting.source import DEFINITIONS, term_of
from incubator.statutes.values import Statutes
from incubator.statutes.values.written import ClauseText, StatuteArticle

# What people write for a body that the deed calls by another name.
OTHER_NAMES = {
    "ALV": "algemene vergadering",
    "ledenvergadering": "algemene vergadering",
    "RvC": "raad van commissarissen",
    "RvT": "raad van commissarissen",
}
ARTICLE_NUMBER = re.compile(r"\bartikel (\d+)\b(?![:.]\d)(?! (?:\w+ )*?(?:van de|van het|BW\b|wet))", re.I)
CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’-]*")


@dataclass(frozen=True)
class WrittenDeed:
    """The articles of a deed with their numbers, and what the answers say of names and members."""

    file: str
    articles: Sequence[StatuteArticle]
    statutes: Statutes

    @cached_property
    def numbers(self) -> dict[str, str]:
        return numbers_of(self.articles)

    @property
    def lines(self) -> Iterator[tuple[LintPlace, ClauseText, str]]:
        """Every clause with its place and its text."""
        for article in self.articles:
            for clause in article.clauses:
                yield LintPlace(self.file, article.id, clause.id), clause, as_text(clause, self.numbers)

    @cached_property
    def names(self) -> Set[str]:
        """Words with a capital in answers that are names, and of names that the library itself uses."""
        statutes = self.statutes
        seats = [*statutes.first_board, *statutes.board.directors, *statutes.board.votes, *statutes.rvc.members]
        nominators = statutes.board.binding_nomination.by if statutes.board.binding_nomination else ""
        answers = [
            *(statutes.name, statutes.seat.municipality, statutes.seat.country, statutes.deed.notary_id, nominators),
            *(statutes.address.street, statutes.address.city, statutes.board.appointed_by),
            *(founder.name for founder in statutes.deed.founders),
        ]
        answers += [seat.name for seat in seats]
        # Where the surplus goes can begin with the name of a body; the rest of that answer is not a name.
        if NAME_OF_A_BODY.match(statutes.surplus.destination):
            answers.append(statutes.surplus.destination)
        return NAMES | set(CAPITALISED.findall(" ".join(answers)))


def judge_deed(deed: WrittenDeed) -> Iterator[LintFinding]:
    """Everything that is wrong with the text of a deed."""
    for place, clause, text in deed.lines:
        yield from _sentences(place, clause, text, deed)
        yield from _references(place, clause, text, deed)
        yield from _persons(place, text, deed)
    yield from _contradictions(deed)
    yield from _terms(deed)


def _sentences(place: LintPlace, clause: ClauseText, text: str, deed: WrittenDeed) -> Iterator[LintFinding]:
    for finding in faults(text, place, names=deed.names):
        # A capital that the library does not know in small letters is a name that people typed.
        if finding.kind is not LintKind.CAPITAL or finding.words.lower() in vocabulary():
            yield finding
    if clause.level < 2 and text[:1].islower():
        yield LintFinding(LintKind.SMALL, place, text.split(maxsplit=1)[0], "Begin een lid met een hoofdletter.")


@cache
def vocabulary() -> Set[str]:
    """The words that the texts of the library hold in small letters."""
    texts: list[str] = []
    for article in library():
        for clause in article["clause"]:
            texts += [clause["text"], *clause.get("letters", ())]
    return frozenset(re.findall(r"\b[a-zà-ÿ][\w’-]*", " ".join(texts)))


def _references(place: LintPlace, clause: ClauseText, text: str, deed: WrittenDeed) -> Iterator[LintFinding]:
    targets = [part.target for part in clause.text if isinstance(part, Ref)]
    for target in dict.fromkeys(targets):
        if target not in deed.numbers:
            yield LintFinding(LintKind.DANGLING, place, target, "Dit onderdeel staat niet in deze akte.")
        if targets.count(target) > 1:
            yield LintFinding(LintKind.REPEATED, place, target, "Verwijs in één bepaling één keer.")
    for match in ARTICLE_NUMBER.finditer(text):
        if int(match[1]) > len(deed.articles):
            yield LintFinding(
                LintKind.DANGLING, place, match[0], f"Deze akte heeft {len(deed.articles)} artikelen: noem een ander."
            )


def _persons(place: LintPlace, text: str, deed: WrittenDeed) -> Iterator[LintFinding]:
    judged = of_people if deed.statutes.membership.legal_persons else of_legal_persons
    for word in judged.words(text):
        yield judged(word, place)


def _contradictions(deed: WrittenDeed) -> Iterator[LintFinding]:
    """Two variants of one topic in one deed."""
    for first, second in combinations(deed.lines, 2):
        topic = topics().get(first[1].id)
        if topic and topic == topics().get(second[1].id):
            words = f"{first[1].id} en {second[1].id} (zelfde onderwerp: {topic})"
            yield LintFinding(LintKind.CONTRADICTION, first[0], words, "Kies een van beide bepalingen.")


@cache
def topics() -> Mapping[str, str]:
    """The topic of each clause that is a variant."""
    by_clause: dict[str, str] = {}
    for article in library():
        by_clause |= {clause["id"]: clause["topic"] for clause in article["clause"] if "topic" in clause}
    return by_clause


@cache
def known_terms() -> Set[str]:
    """Every word that the library defines for some set of answers."""
    (definitions,) = (article for article in library() if article["id"] == DEFINITIONS)
    return frozenset(term_of(clause["text"]) for clause in definitions["clause"])


def _terms(deed: WrittenDeed) -> Iterator[LintFinding]:
    lines = list(deed.lines)
    defined = {term_of(text): place for place, clause, text in lines if _is_definition(place, clause)}
    rest = [(place, text) for place, _clause, text in lines if place.article != DEFINITIONS]
    for term, place in defined.items():
        if not any(uses(term, text) for _place, text in rest):
            yield LintFinding(LintKind.UNUSED, place, term, "Haal de omschrijving weg, of gebruik het begrip.")
    for place, text in rest:
        yield from _undefined(place, text, known_terms() - set(defined))


def _undefined(place: LintPlace, text: str, undefined: Set[str]) -> Iterator[LintFinding]:
    """Terms that only another deed defines, and other names for what this deed defines."""
    for term in sorted(undefined):
        if uses(term, text):
            yield LintFinding(
                LintKind.UNDEFINED, place, term, f"Zet “{term}” bij de begrippen, of kies een ander woord."
            )
    for word, term in OTHER_NAMES.items():
        if re.search(rf"\b{word}\b", text):
            yield LintFinding(LintKind.UNDEFINED, place, word, f"Schrijf “{term}”: zo heet dit in de begrippen.")


def _is_definition(place: LintPlace, clause: ClauseText) -> bool:
    return place.article == DEFINITIONS and clause.level > 1
