"""The clause library judged as a whole: for every set of answers that can exist, without filling anything in."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from incubator.statutes.documents.linting.finding import LintFinding, LintKind
from incubator.statutes.documents.linting.persons import of_legal_persons, of_people
from incubator.statutes.documents.linting.possibility import can_hold
from incubator.statutes.documents.linting.sentences import faults
from incubator.statutes.documents.linting.source import DEFINITIONS, SourceArticle, SourceClause, clauses_of, term_of

DENIAL = {"niet", "geen", "nooit", "zonder", "noch"}
ALIKE = 0.7  # of the words of two texts; above it a denial makes them opposites
OPENING_WORDS = 5
NEVER_REMEDY = "Haal de tekst weg, of verbeter de voorwaarde."
TWINS = ("plain", "plain_en")
REFERENCE = re.compile(r"(?:ref|statuten|nummer):(.+)")


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a text may ask for: conditions, words for answers, lists of answers, and ids to refer to."""

    conditions: Set[str]
    words: Set[str]
    lists: Set[str]
    ids: Set[str]


def judge(articles: Sequence[SourceArticle], known: AskedFor) -> Iterator[LintFinding]:
    """Everything that is wrong with a library or another set of clauses."""
    clauses = list(clauses_of(list(articles)))
    yield from _repeated_ids(articles)
    for article in articles:
        yield from _twins(article)
        yield from _conditions(article.raw.get("when", ""), article, known)
        yield from _contradictions(article.clauses)
    for clause in clauses:
        yield from _conditions(clause.raw.get("when", ""), clause, known)
        yield from _answers(clause, known)
        yield from _persons(clause)
        for text in clause.texts:
            yield from faults(text, clause.place)
    yield from _topics(clauses)
    yield from _references(articles, known)
    yield from _terms(clauses)


def _repeated_ids(articles: Sequence[SourceArticle]) -> Iterator[LintFinding]:
    parts: list[SourceArticle | SourceClause] = [*articles, *clauses_of(list(articles))]
    counts = Counter(part.id for part in parts)
    for part in parts:
        if counts[part.id] > 1:
            yield LintFinding(LintKind.REPEATED_ID, part.place, part.id, "Geef ieder deel een eigen naam.")


def _twins(article: SourceArticle) -> Iterator[LintFinding]:
    """An article is explained in Dutch and in English; a clause that is explained by itself is so in both too."""
    parts: list[SourceArticle | SourceClause] = [article, *article.clauses]
    for part in parts:
        missing = [name for name in TWINS if not part.raw.get(name)]
        is_due = part is article or len(missing) == 1
        for name in missing if is_due else ():
            yield LintFinding(LintKind.TWIN, part.place, name, "Schrijf de uitleg in het Nederlands en in het Engels.")
    same = article.raw.get("plain")
    if same and same == article.raw.get("plain_en"):
        yield LintFinding(
            LintKind.TWIN, article.place, "plain_en", "De Engelse uitleg is de Nederlandse: vertaal haar."
        )


def _conditions(when: str, part: SourceArticle | SourceClause, known: AskedFor) -> Iterator[LintFinding]:
    """Conditions that nobody decides, and those that no set of answers meets."""
    names = {name.removeprefix("!") for asked in when.split() for name in asked.split("|")}
    for name in sorted(names - known.conditions):
        yield LintFinding(
            LintKind.UNKNOWN_CONDITION, part.place, name, "Gebruik een voorwaarde uit rules/conditions.py."
        )
    whole = part.when if isinstance(part, SourceClause) else when
    if when and not can_hold(whole):
        yield LintFinding(LintKind.NEVER, part.place, whole, NEVER_REMEDY)
    since, until = part.raw.get("since"), part.raw.get("until")
    if since and until and since > until:
        yield LintFinding(LintKind.NEVER, part.place, f"{since} – {until}", NEVER_REMEDY)


def _answers(clause: SourceClause, known: AskedFor) -> Iterator[LintFinding]:
    """Slots and lists that no answer fills."""
    for slot in clause.slots:
        if not REFERENCE.match(slot) and slot not in known.words:
            yield LintFinding(LintKind.UNKNOWN_ANSWER, clause.place, slot, "Gebruik een woord uit documents/wording.")
    asked = clause.raw.get("list")
    if asked and asked not in known.lists:
        yield LintFinding(LintKind.UNKNOWN_ANSWER, clause.place, asked, "Gebruik een lijst uit documents/wording.")


def _persons(clause: SourceClause) -> Iterator[LintFinding]:
    """Words for people where legal persons can join, and the reverse."""
    for text in clause.texts:
        if can_hold(clause.when, "legal_persons"):
            yield from (of_people(word, clause.place) for word in of_people.words(text))
        if can_hold(clause.when, "!legal_persons"):
            yield from (of_legal_persons(word, clause.place) for word in of_legal_persons.words(text))


def _topics(clauses: Sequence[SourceClause]) -> Iterator[LintFinding]:
    """Clauses that declare one topic are variants: of those a deed can have only one."""
    for first, second in combinations(clauses, 2):
        topic = first.raw.get("topic")
        if topic and topic == second.raw.get("topic") and can_hold(first.when, second.when):
            yield _contradiction(first, second, f"zelfde onderwerp: {topic}")


def _contradictions(clauses: Sequence[SourceClause]) -> Iterator[LintFinding]:
    """Clauses of an article that begin alike, or deny what the other says, and do not declare that they are variants."""
    for first, second in combinations(clauses, 2):
        suspicious = _begin_alike(first, second) or _are_opposites(first, second)
        if suspicious and not _is_declared(first, second) and can_hold(first.when, second.when):
            yield _contradiction(first, second, "bijna dezelfde tekst")


def _is_declared(first: SourceClause, second: SourceClause) -> bool:
    """Whether the library says itself how two clauses go together: as variants, or beside each other on purpose."""
    are_variants = bool(first.raw.get("topic")) and first.raw.get("topic") == second.raw.get("topic")
    return are_variants or second.id in first.raw.get("beside", ()) or first.id in second.raw.get("beside", ())


def _contradiction(first: SourceClause, second: SourceClause, why: str) -> LintFinding:
    return LintFinding(
        LintKind.CONTRADICTION,
        first.place,
        f"{first.id} en {second.id} ({why})",
        "Laat de voorwaarden elkaar uitsluiten, of voeg de bepalingen samen.",
    )


def _words(clause: SourceClause) -> list[str]:
    return re.findall(r"[\w:]+", " ".join(clause.texts).lower())


def _begin_alike(first: SourceClause, second: SourceClause) -> bool:
    openings = [_words(clause)[:OPENING_WORDS] for clause in (first, second)]
    return openings[0] == openings[1] and len(openings[0]) == OPENING_WORDS


def _are_opposites(first: SourceClause, second: SourceClause) -> bool:
    """Whether two texts hold nearly the same words and just one of them denies."""
    words, others = set(_words(first)), set(_words(second))
    denials = [bool(part & DENIAL) for part in (words, others)]
    common = (words & others) - DENIAL
    whole = (words | others) - DENIAL
    return denials[0] != denials[1] and len(common) > ALIKE * len(whole)


def _references(articles: Sequence[SourceArticle], known: AskedFor) -> Iterator[LintFinding]:
    """References to what does not exist, or is not in the deed where the reference is; and those that a text makes twice."""
    targets: dict[str, SourceArticle | SourceClause] = {article.id: article for article in articles}
    targets |= {clause.id: clause for clause in clauses_of(list(articles))}
    for clause in clauses_of(list(articles)):
        references = [slot for slot in clause.slots if REFERENCE.match(slot)]
        for slot, count in Counter(references).items():
            if count > 1:
                yield LintFinding(LintKind.REPEATED, clause.place, slot, "Verwijs in één bepaling één keer.")
            target = slot.partition(":")[2]
            if target not in known.ids | set(targets):
                yield LintFinding(LintKind.DANGLING, clause.place, slot, "Verwijs naar een bestaand artikel of lid.")
            elif slot.startswith("ref:"):
                yield from _lost_references(clause, targets[target])


def _lost_references(clause: SourceClause, target: SourceArticle | SourceClause) -> Iterator[LintFinding]:
    """A target that some answers leave out of the deed, or that has no number there."""
    when = target.when if isinstance(target, SourceClause) else target.raw.get("when", "")
    is_movable = target.is_movable if isinstance(target, SourceClause) else target.raw.get("movable", False)
    unnumbered = isinstance(target, SourceClause) and target.raw.get("level", 1) != 1
    if unnumbered or is_movable or can_hold(clause.when, without=(when,)):
        yield LintFinding(
            LintKind.DANGLING,
            clause.place,
            f"ref:{target.id}",
            "Niet iedere akte met deze bepaling heeft dit onderdeel: geef beide dezelfde voorwaarde.",
        )


def _terms(clauses: Sequence[SourceClause]) -> Iterator[LintFinding]:
    """Terms of the definitions: used somewhere, and defined in every deed that uses them."""
    definitions: dict[str, list[SourceClause]] = {}
    others: list[SourceClause] = []
    for clause in clauses:
        if clause.article.get("id") == DEFINITIONS:
            definitions.setdefault(term_of(clause.texts[0]), []).append(clause)
        else:
            others.append(clause)
    for term, defining in definitions.items():
        using = [clause for clause in others if uses(term, clause.own_words)]
        if not using:
            yield LintFinding(LintKind.UNUSED, defining[0].place, term, "Haal de omschrijving weg.")
        yield from _undefined(term, using, [definition.when for definition in defining])


def _undefined(term: str, using: Sequence[SourceClause], defined_when: Sequence[str]) -> Iterator[LintFinding]:
    for clause in using:
        if can_hold(clause.when, without=defined_when):
            yield LintFinding(
                LintKind.UNDEFINED, clause.place, term, "Geef de omschrijving dezelfde voorwaarde als deze bepaling."
            )


def uses(term: str, text: str) -> bool:
    """Whether a text holds a defined term, also in the plural."""
    return re.search(rf"\b{re.escape(term)}", text, re.I) is not None
