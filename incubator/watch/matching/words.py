"""Evidence in the text: keywords, synonyms and phrases of a profile, and the words of its description."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from incubator.core import text

# Words that every contract has: they tell nothing of the work.
GENERIC = """
    aanbesteding aanbestedende aankondiging aanbieden activiteiten afsluiten algemeen beheer beschikbaar
    betreft betreffende bieden binnen buiten bestaande bedrijf bewoners bewoner buurt cooperatie cooperatief
    contract contracten collega dag diverse dienst diensten dienstverlening dienstverlener doel doelgroep
    duurzaam duurzame eigen gebied gebouw gebouwen gemeente gemeentelijke gemeenten geven goed groep inclusief
    inkoop inschrijver inwoners jaar jaren klein kleine kwaliteit leden leveren levering leveringen
    leverancier locatie locaties lokaal lokale maken medewerkers mensen meedoen nederland nieuw nieuwe
    omgeving onderhoud onderhouden ondersteunen ondersteuning onderneming ondernemer openbaar openbare
    opdracht opdrachten opdrachtgever opdrachtnemer organisatie organisaties overeenkomst partij partijen
    particulieren perceel percelen periode plaats platform project projecten provincie raamovereenkomst
    realisatie regio regionaal ruimte samen samenwerking sociaal sociale stad stichting systeem taak taken
    team tevens toegankelijk uitvoeren uitvoering verlening verzorgen voorziening voorzieningen waaronder werk
    werken werkzaamheden wij wijk zorgen groot grote gericht elkaar thuis vast vaste huis zelf week soort
    onderdeel verschillende vooral aantal specifiek overig overige
"""
STRONG_IN_TITLE, STRONG_IN_PURPOSE, STRONG_IN_BODY, STRONG_IN_LOTS = 0.72, 0.45, 0.36, 0.3
PURPOSE = re.compile(r"\b(?:voor|ten behoeve van|t\.?b\.?v\.?)\s", re.IGNORECASE)


@cache
def generic() -> frozenset[str]:
    """Their stems, as `core.text` makes them; made at first use, since that loads the word list."""
    return frozenset(text.stem(text.fold(word)) for word in GENERIC.split())


@dataclass(frozen=True, slots=True)
class Wanted:
    """A keyword, a synonym or a phrase, taken apart. `weight`: 1 for what the profile says itself, less for what follows from it."""

    said: str
    terms: tuple[str, ...]
    phrase: str = ""
    weight: float = 1.0

    @property
    def generic(self) -> bool:
        return all(term in generic() for term in self.terms)

    def lighter(self, weight: float) -> "Wanted":
        return replace(self, weight=weight)


def wanted(said: str, weight: float = 1.0) -> Wanted | None:
    """A keyword as typed, quoted or not; None when it holds no word."""
    quoted = said.strip().startswith('"') and said.strip().endswith('"') and len(said.strip()) > 2
    bare = said.strip().strip('"').strip()
    terms = tuple(text.query_terms(bare))
    if not terms:
        return None
    return Wanted(bare, terms, " ".join(text.words(bare)) if quoted else "", weight)


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The text of a notice: sets of terms, and the folded words for phrases."""

    title: frozenset[str]
    head: frozenset[str]  # the title up to "voor" or "ten behoeve van": what the work is, not what it is for
    body: frozenset[str]
    lots: frozenset[str]
    title_words: str
    body_words: str
    body_sentences: tuple[frozenset[str], ...] = field(default=())


def analyse(title: str, description: str, lots: str) -> NoticeText:
    """Take the text apart once for all profiles."""
    sentences = tuple(
        frozenset(text.terms(part))
        for part in description.replace("\n", ". ").replace(";", ". ").split(". ")
        if part.strip()
    )
    return NoticeText(
        frozenset(text.terms(title)),
        _head(title),
        frozenset().union(*sentences) if sentences else frozenset(),
        frozenset(text.terms(lots)),
        f" {' '.join(text.words(title))} ",
        f" {' '.join(text.words(f'{description} {lots}'))} ",
        sentences,
    )


def _head(title: str) -> frozenset[str]:
    """The terms before the purpose of the work; all terms when nothing but general words stands before it."""
    before = frozenset(text.terms(PURPOSE.split(title, maxsplit=1)[0]))
    return before if before - generic() else frozenset(text.terms(title))


def strength(one: Wanted, notice: NoticeText) -> float:
    """How strongly a text speaks of a keyword: 0 to 1. Several words must stand together, in the title or in one sentence."""
    if one.phrase:
        if f" {one.phrase} " in notice.title_words:
            return STRONG_IN_TITLE * one.weight
        return STRONG_IN_BODY * one.weight if f" {one.phrase} " in notice.body_words else 0.0
    if all(term in notice.head for term in one.terms):
        return (0.2 if one.generic else STRONG_IN_TITLE) * one.weight
    if all(term in notice.title for term in one.terms):
        return (0.1 if one.generic else STRONG_IN_PURPOSE) * one.weight
    if one.generic:
        return 0.0
    if all(term in notice.body for term in one.terms) and any(
        all(term in sentence for term in one.terms) for sentence in notice.body_sentences
    ):
        return STRONG_IN_BODY * one.weight
    return STRONG_IN_LOTS * one.weight if all(term in notice.lots for term in one.terms) else 0.0


def together(strengths: Iterable[float]) -> float:
    """Several pieces of evidence as one: each leaves less to doubt, and the third of a kind adds little."""
    doubt = 1.0
    for position, one in enumerate(sorted(strengths, reverse=True)[:5]):
        doubt *= 1 - one * (0.75**position)
    return 1 - doubt


def overlap(description: tuple[str, ...], notice: NoticeText) -> float:
    """How much of a profile's own description comes back in the notice: weak evidence, never enough alone."""
    if not description:
        return 0.0
    in_title = sum(term in notice.title for term in description)
    in_body = sum(term in notice.body or term in notice.lots for term in description)
    share = (3 * in_title + in_body) / (math.sqrt(len(description)) * 6)
    return min(0.45, 0.45 * share)
