"""Evidence in the text: keywords, synonyms and phrases of a profile, and the words of its description."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
# How strongly a keyword says that this is the work, by where it stands.
STRONG_IN_TITLE, STRONG_IN_PURPOSE, STRONG_IN_BODY, STRONG_IN_LOTS = 0.72, 0.45, 0.36, 0.3
GENERIC_IN_TITLE, GENERIC_IN_PURPOSE = 0.2, 0.1
MOST_EVIDENCE, FADING = 5, 0.75  # so many keywords count, each this much less than the one before
MOST_ALIKE = 0.45  # a description that resembles the notice is never enough alone
SENTENCE_END = re.compile(r"\n|;|\. ")
PURPOSE = re.compile(r"\b(?:voor|ten behoeve van|t\.?b\.?v\.?)\s", re.IGNORECASE)


@cache
def generic() -> frozenset[str]:
    """Their stems, as `core.text` makes them; made at first use, since that loads the word list."""
    return frozenset(text.stem(text.fold(word)) for word in GENERIC.split())


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword, a synonym or a phrase, taken apart. `weight`: 1 for the profile's own words, less for what follows from them."""

    text: str
    terms: tuple[str, ...]
    phrase: str = ""
    weight: float = 1.0

    @property
    def generic(self) -> bool:
        return generic().issuperset(self.terms)

    def lighter(self, weight: float) -> "Keyword":
        return replace(self, weight=weight)


def keyword(typed: str) -> Keyword | None:
    """A keyword as typed, quoted or not; None when it holds no word."""
    trimmed = typed.strip()
    bare = trimmed.strip('"').strip()
    terms = tuple(text.query_terms(bare))
    if not terms:
        return None
    if len(trimmed) > 2 and trimmed.startswith('"') and trimmed.endswith('"'):
        return Keyword(bare, terms, phrase=" ".join(text.words(bare)))
    return Keyword(bare, terms)


def keywords(typed: Iterable[str]) -> tuple[Keyword, ...]:
    """All that hold a word, each once."""
    return tuple(filter(None, map(keyword, dict.fromkeys(typed))))


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The text of a notice: sets of terms, and the folded words for phrases."""

    title: frozenset[str]
    head: frozenset[str]  # the title up to "voor" or "ten behoeve van": what the work is, not what it is for
    body: frozenset[str]
    lots: frozenset[str]
    title_words: str
    body_words: str
    sentences: tuple[frozenset[str], ...] = ()

    @property
    def terms(self) -> frozenset[str]:
        return self.title | self.body | self.lots


def analyse(title: str, description: str, lots: str) -> NoticeText:
    """Take the text apart once for all profiles."""
    sentences = tuple(_sentences(description))
    return NoticeText(
        frozenset(text.terms(title)),
        _head(title),
        frozenset().union(*sentences),
        frozenset(text.terms(lots)),
        f" {' '.join(text.words(title))} ",
        f" {' '.join(text.words(f'{description} {lots}'))} ",
        sentences,
    )


def _sentences(description: str) -> Iterable[frozenset[str]]:
    for part in SENTENCE_END.split(description):
        if part.strip():
            yield frozenset(text.terms(part))


def _head(title: str) -> frozenset[str]:
    """The terms before the purpose of the work; all terms when nothing but general words stands before it."""
    before = frozenset(text.terms(PURPOSE.split(title, maxsplit=1)[0]))
    if before <= generic():
        return frozenset(text.terms(title))
    return before


def strength(sought: Keyword, notice: NoticeText) -> float:
    """How strongly a text speaks of a keyword: 0 to 1. Several words must stand together, in the title or in one sentence."""
    if sought.phrase:
        return _of_phrase(sought.phrase, notice) * sought.weight
    if sought.generic:
        return _of_generic(sought.terms, notice) * sought.weight
    return _of_terms(sought.terms, notice) * sought.weight


def _of_phrase(phrase: str, notice: NoticeText) -> float:
    if f" {phrase} " in notice.title_words:
        return STRONG_IN_TITLE
    if f" {phrase} " in notice.body_words:
        return STRONG_IN_BODY
    return 0.0


def _of_generic(terms: Sequence[str], notice: NoticeText) -> float:
    """Words that every contract has count a little in a title, and nowhere else."""
    if notice.head.issuperset(terms):
        return GENERIC_IN_TITLE
    if notice.title.issuperset(terms):
        return GENERIC_IN_PURPOSE
    return 0.0


def _of_terms(terms: Sequence[str], notice: NoticeText) -> float:
    if notice.head.issuperset(terms):
        return STRONG_IN_TITLE
    if notice.title.issuperset(terms):
        return STRONG_IN_PURPOSE
    # The body as a whole is asked first: most notices lack the word, and then no sentence needs a look.
    if notice.body.issuperset(terms) and any(sentence.issuperset(terms) for sentence in notice.sentences):
        return STRONG_IN_BODY
    if notice.lots.issuperset(terms):
        return STRONG_IN_LOTS
    return 0.0


def together(strengths: Iterable[float]) -> float:
    """Several pieces of evidence together: each leaves less to doubt, and the third of a kind adds little."""
    doubt = 1.0
    for position, evidence in enumerate(sorted(strengths, reverse=True)[:MOST_EVIDENCE]):
        doubt *= 1 - evidence * (FADING**position)
    return 1 - doubt


def overlap(description: tuple[str, ...], notice: NoticeText) -> float:
    """How much of a profile's own description comes back in the notice: weak evidence, never enough alone."""
    if not description:
        return 0.0
    in_title = sum(term in notice.title for term in description)
    in_body = sum(term in notice.body or term in notice.lots for term in description)
    share = (3 * in_title + in_body) / (math.sqrt(len(description)) * 6)
    return min(MOST_ALIKE, MOST_ALIKE * share)
