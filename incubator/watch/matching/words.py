"""The words of a profile, a trade or a notice taken apart, and where in a text each keyword stands."""

import csv
import math
import re
from collections.abc import Iterable, KeysView
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from incubator.core import text
from incubator.watch.matching import role_words

COMMON_WORDS = Path(__file__).parents[1] / "content" / "common_words.csv"
# Words that every contract or every neighbourhood has: rare or not, they tell little of the work.
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
    onderdeel verschillende vooral aantal specifiek overig overige helpen hulp zorg stad raamcontract
    marktconsultatie europees europese openbare procedure perceel kavel diverse uitvoeringsperiode vrouwen vrouw mannen man personen
"""
RARITY_OF_GENERIC = 0.12
RAREST_SHARE = 0.004  # a word in fewer notices than this is as telling as a word can be
SHORTEST_ACRONYM, LONGEST_ACRONYM = 2, 6
SENTENCE_END = re.compile(r"\n|;|\. ")
PURPOSE = re.compile(r"\b(?:voor|ten behoeve van|t\.?b\.?v\.?)\s", re.IGNORECASE)


class Zone(IntEnum):
    """Where in a notice a word stands, the most telling place first."""

    HEAD = 0  # the title up to "voor" or "ten behoeve van": what the work is, not what it is for
    TITLE = 1
    BODY = 2
    LOTS = 3


@cache
def generic() -> frozenset[str]:
    """Their stems, as `core.text` makes them; made at first use, since that loads the word list."""
    return frozenset(text.stem(text.fold(word)) for word in GENERIC.split())


@cache
def _misleading() -> dict[str, frozenset[str]]:
    """The parts of general compounds: a "raamovereenkomst" (framework agreement) is not about windows ("ramen")."""
    parts = {}
    for word in GENERIC.split():
        whole, *others = text.analysed(text.fold(word)) or ("",)
        if others:
            parts[whole] = frozenset(others) - generic()
    return parts


def without_misleading(terms: frozenset[str]) -> frozenset[str]:
    """The terms without the parts of general compounds."""
    for whole in _misleading().keys() & terms:
        terms -= _misleading()[whole]
    return terms


@cache
def rarities() -> dict[str, float]:
    """How telling the words are that many notices have, by their share of notices: 0 to 1."""
    rarities = {}
    with COMMON_WORDS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            rarities[row["term"]] = min(1.0, math.log(float(row["share"])) / math.log(RAREST_SHARE))
    for term in generic():
        rarities[term] = min(RARITY_OF_GENERIC, rarities.get(term, 1.0))
    return rarities


def rarity(terms: Iterable[str]) -> float:
    """How telling some words are together: 1 for a word that hardly any notice has, near 0 for one that all have."""
    return min(1.0, sum(rarities().get(term, 1.0) for term in terms))


class Keyword(NamedTuple):
    """A keyword, a synonym or a phrase, taken apart. `phrase`: exactly these words. `weight`: 1 for the profile's own words."""

    text: str
    terms: tuple[str, ...]
    phrase: str = ""
    weight: float = 1.0

    @property
    def is_word(self) -> bool:
        """Whether it is a single word, that stands where its term stands."""
        return len(self.terms) == 1 and not self.phrase

    @property
    def generic(self) -> bool:
        return generic().issuperset(self.terms)

    @property
    def telling(self) -> float:
        """How much it tells when it stands in a text: its weight by how rare it is."""
        if self.phrase:
            return self.weight
        return self.weight * rarity(self.terms)

    def lighter(self, weight: float) -> "Keyword":
        return self._replace(weight=weight)


@lru_cache(maxsize=100_000)
def keyword(typed: str) -> Keyword | None:
    """A keyword as typed: plain, "quoted" or an ACRONYM; None when it holds no word."""
    trimmed = typed.strip()
    bare = trimmed.strip('"').strip()
    terms = tuple(text.query_terms(bare))
    if not terms:
        return None
    quoted = len(trimmed) > 2 and trimmed.startswith('"') and trimmed.endswith('"')
    if quoted or _is_acronym(bare):
        return Keyword(bare, terms, phrase=" ".join(text.words(bare)))
    return Keyword(bare, terms)


def _is_acronym(bare: str) -> bool:
    return SHORTEST_ACRONYM <= len(bare) <= LONGEST_ACRONYM and bare.isalpha() and bare.isupper()


def keywords(typed: Iterable[str]) -> tuple[Keyword, ...]:
    """All that hold a word, each once."""
    return tuple(filter(None, map(keyword, dict.fromkeys(typed))))


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The text of a notice: sets of terms by place, and the texts themselves for phrases."""

    title: frozenset[str]
    head: frozenset[str]
    lead: frozenset[str]  # the role with which the title begins: advice, insurance
    body: frozenset[str]
    lots: frozenset[str]
    places: dict[str, Zone]  # of each term the most telling place
    title_text: str
    description: str
    lots_text: str

    @property
    def terms(self) -> KeysView[str]:
        return self.places.keys()


def analyse(title: str, description: str, lots: str, *, plainly: bool = False) -> NoticeText:
    """Take the text apart once for all profiles. `plainly`: also what a title asks advice on is the work itself."""
    whole = without_misleading(frozenset(text.terms(title)))
    body, of_lots = frozenset(text.terms(description)), frozenset(text.terms(lots))
    lead: frozenset[str] = frozenset() if plainly else role_words.leading(title, generic())
    if lead:
        # Advice on green keeping: the rest of the title says no more of the work than a description does.
        whole, body = lead, body | whole
    head = _head(title, whole, lead)
    places = dict.fromkeys(of_lots, Zone.LOTS)
    for zone, terms in ((Zone.BODY, body), (Zone.TITLE, whole), (Zone.HEAD, head)):
        places |= dict.fromkeys(terms, zone)
    return NoticeText(whole, head, lead, body, of_lots, places, title, description, lots)


@lru_cache(maxsize=1_000)
def _sentences(description: str) -> tuple[frozenset[str], ...]:
    """The terms of each sentence: only asked for when several words must stand together."""
    return tuple(map(frozenset, map(text.terms, filter(str.strip, SENTENCE_END.split(description)))))


def of_terms(short: str) -> NoticeText:
    """A text of which only matters which terms it has."""
    terms = without_misleading(frozenset(text.terms(short)))
    none: frozenset[str] = frozenset()
    return NoticeText(terms, terms, none, none, none, dict.fromkeys(terms, Zone.HEAD), short, "", "")


def _head(title: str, whole: frozenset[str], lead: frozenset[str]) -> frozenset[str]:
    """The terms before the purpose of the work; all terms when nothing but general words stands before it."""
    if lead:
        return whole
    parts = PURPOSE.split(title, maxsplit=1)
    if len(parts) == 1:
        return whole
    before = without_misleading(frozenset(text.terms(parts[0])))
    if before <= generic():
        return whole
    return before


def place_of(sought: Keyword, notice: NoticeText) -> Zone | None:
    """The most telling place where a keyword stands. Several words must stand together, in the title or in one sentence."""
    if sought.phrase:
        return _place_of_phrase(f" {sought.phrase} ", notice)
    terms = sought.terms
    if len(terms) == 1:
        return notice.places.get(terms[0])
    if notice.head.issuperset(terms):
        return Zone.HEAD
    if notice.title.issuperset(terms):
        return Zone.TITLE
    # The body as a whole is asked first: most notices lack the word, and then no sentence needs a look.
    if notice.body.issuperset(terms) and _in_one_sentence(terms, notice):
        return Zone.BODY
    if notice.lots.issuperset(terms):
        return Zone.LOTS
    return None


def _in_one_sentence(terms: tuple[str, ...], notice: NoticeText) -> bool:
    if notice.lead and set(text.terms(notice.title_text)).issuperset(terms):
        return True
    return any(sentence.issuperset(terms) for sentence in _sentences(notice.description))


def _place_of_phrase(phrase: str, notice: NoticeText) -> Zone | None:
    if phrase in _words_of(notice.title_text):
        return Zone.HEAD
    if phrase in _words_of(f"{notice.description} {notice.lots_text}"):
        return Zone.BODY
    return None


@lru_cache(maxsize=500)
def _words_of(written: str) -> str:
    """The words of a text with a blank around each, in which phrases are looked for."""
    return f" {' '.join(text.words(written))} "
