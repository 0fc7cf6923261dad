"""Dutch text for matching and searching: words to stems, compounds to their parts.

Everything is analysed once, here, so that both databases and the matching engine find the same. A compound is indexed whole
and in parts ("groenonderhoud": groenonderhoud, groen, onderhoud), so that it answers "onderhoud van het groen".

    terms("Groenonderhoud in de wijk")   -> ["groenonderhoud", "groen", "onderhoud", "wijk"]
    query_terms("groenonderhoud")        -> ["groen", "onderhoud"]   all of them must occur
    query_parts('beheer "wmo" -sport')   -> [("", "", "beheer"), ("", "wmo", ""), ("-", "", "sport")]

Word list: `data/dutch_words.txt.gz`, of the Dutch frequency list of pyspellchecker 0.9.1 (MIT): what occurs often enough
to be a part, folded, with how often it occurs. Index terms depend on it: `WORDS_VERSION` goes up with every change.
Stemmer: Snowball's `dutch_porter`.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

WORDS = Path(__file__).with_name("data") / "dutch_words.txt.gz"
WORDS_VERSION = "1"
ANALYSIS = "1"  # raise it when the same text gives other terms
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
HYPHENATED = re.compile(r"(?<![a-z0-9])[a-z]+(?:[-\u2010][a-z]+)+(?![a-z0-9])")
PART = re.compile(r'(-?)(?:"([^"]+)"|(\S+))')
UNSEEN = "\u00ad\u200b\u200c\u200d\ufeff"  # hyphens and blanks that only a type-setter sees
MARKS = f"[\u0300-\u036f{UNSEEN}]"
TYPED = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("–—−", "-"), "\x00": " "})
STOP_WORDS = frozenset(
    """
    aan af al alle als alsook alsmede andere anders bij binnen daar daarbij daarmee daarnaast daarvan dan dat de deze die dient
    dienen dit doch door dus een één eén ede eens elk elke en er erg ervoor etc enz gedurende geen haar had hebben heeft hem het
    hier hierbij hij hoe hun ik in indien inclusief is ja je kan kun kunnen maar me meer men met middels mij mijn moet moeten na
    naar niet nog nu o of om ons onze ook op over per reeds s t te tegen ten ter tevens the to tot tussen uit uw van vanaf vanuit
    vanwege veel via volgens voor waar waarbij waarin waarop waarvan wanneer was wat we wel welke werd wie wij wordt worden
    zal ze zich zij zijn zo zoals zonder zullen and for of by with
    """.split()
)
# Words that begin or end other words without making a compound of them: "onderhoud" is not "onder" + "houd".
NO_PART = frozenset(
    """
    aan achter af alge bij binnen buiten daar door een gelijk gemeen groot heen heer her hier hoofd inge in langs lijk lijke los mede mee
    meer mis na naar neer niet om onder onge ont op over rond samen tegen terug toe tot tussen uit vast ver verder vol volle voor
    voort vooruit waar weder weer weg zelf ling lingen ring ringen ning ningen ding dingen teit heid heden ment tatie tie
    sing king ting ende houd houden gaan staan komen komst nemen name geven zien ziet vind stand zette zetten wijze
    loos loze baar bare zaam zame matig matige schap schappen achtig werp stel stelling pen ten den gen ren sen len
    """.split()
)
HARDENED = {"z": "s", "v": "f"}  # huizen and huis, bedrijven and bedrijf
LINKS = ("", "s", "en", "e", "n")
SHORTEST_COMPOUND, SHORTEST_PART, LONGEST_WORD = 7, 4, 40
SHORT_PARTS = frozenset(
    {"bos", "dag", "dak", "gft", "gas", "ict", "ov", "wmo", "zon", "vervoer", "jeugd", "lucht", "was", "tuin"}
)
MOST_COMMON = 900
COMMON = 150  # how often a word occurs in the list before it may be a part
# Words of public contracts that are rarer in films and books than at a town hall.
TRADE_WORDS = frozenset(
    """
    aanbesteding advisering bestek besteding bewassing bestrating bibliotheek bike cafe catering coaching detachering exploitatie gladheid
    ebike gras groen huur inhuur inkoop inzameling kering kinderopvang logistiek maai maaien meubilair monitoring onkruid opvang paneel
    panelen plantsoen plantsoenen plein rioleringen riolering sanering schoonmaak snoei speel sloop sport taxi telefonie
    toeleiding toestellen transport verharding verlening verlichting verstrekking verwerking voorziening voorzieningen wasserij
    watergang watergangen welzijn werkzaamheden wijk zonne zorg bosbeheer afval
    """.split()
)


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("dutch_porter")


@cache
def _dictionary() -> dict[str, int]:
    """Words that can be part of a compound, with how often they occur."""
    with gzip.open(WORDS, "rt", encoding="utf-8") as lines:
        counted = [line.split() for line in lines]
    return {word: int(count) for word, count in counted} | dict.fromkeys(TRADE_WORDS, MOST_COMMON)


def analyser() -> str:
    """Which analysis made terms: another word list, or a raised `ANALYSIS`, gives others, and an index has to be made again."""
    return f"{ANALYSIS}.{WORDS_VERSION}"


def fold(text: str) -> str:
    """Lower case without accents: "Coöperatie" becomes "cooperatie"."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return _NOT_ASCII.sub(_bare, lowered)


def _bare(match: re.Match[str]) -> str:
    return _without_accents(match[0])


@lru_cache(maxsize=20_000)
def _without_accents(letters: str) -> str:
    split = unicodedata.normalize("NFKD", letters)
    return "".join(letter for letter in split if not unicodedata.combining(letter) and letter not in UNSEEN)


def words(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return WORD.findall(fold(text))


@lru_cache(maxsize=200_000)
def analysed(word: str) -> tuple[str, ...]:
    """The terms of one folded word: its stem, and the stems of its parts when it is a compound."""
    if word in STOP_WORDS or (len(word) < 2 and not word.isdigit()):
        return ()
    word = word.replace("'", "")
    whole = stem(word)
    parts = [stem(part) for part in split_compound(word)]
    return tuple(dict.fromkeys((whole, *parts)))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word; codes and numbers stay as they are."""
    if len(word) > LONGEST_WORD or any(letter.isdigit() for letter in word):
        return word[:LONGEST_WORD]
    stemmed = str(_stemmer().stemWord(_singular(word)))
    if stemmed[-1:] in HARDENED:
        stemmed = stemmed[:-1] + HARDENED[stemmed[-1]]
    if len(stemmed) > 3 and stemmed[-1] == stemmed[-2] and stemmed[-1] not in "aeiou":
        return stemmed[:-1]
    return stemmed


def _singular(word: str) -> str:
    """Without the s of a plural after a vowel, which the stemmer leaves: cooperaties, foto's, routes; but not advies or adres.

    Of "plaats" it would take off the s; of "plaatsen" not.
    """
    if word.endswith("plaats"):
        return f"{word}en"
    if len(word) < 5 or not word.endswith(("as", "es", "is", "os", "us", "ys")):
        return word
    return word[:-1] if word.endswith("ties") or word[:-1] in _dictionary() else word


@lru_cache(maxsize=200_000)
def split_compound(word: str) -> tuple[str, ...]:
    """The parts of a Dutch compound, or nothing when it is none: ("groen", "onderhoud")."""
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_WORD or not word.isalpha():
        return ()
    best = _best_split(word, 3)
    if best is None or len(best[1]) < 2:
        return ()
    return best[1]


Split = tuple[float, tuple[str, ...]]  # how likely, and the parts


def _best_split(word: str, most_parts: int) -> Split | None:
    """The split with the fewest parts, and then with the most common rarest part."""
    known = _dictionary()
    # A part that is a word itself stays whole; the word that was asked about is taken apart all the same.
    if word in known and most_parts < 3:
        return min(known[word], MOST_COMMON), (word,)
    if most_parts == 1:
        return None
    best: Split | None = None
    for split in _splits(word, most_parts):
        if best is None or split[0] >= best[0]:  # of two equal ones the longer head: buurt-huis, not buur-thuis
            best = split
    return best


def _splits(word: str, most_parts: int) -> Iterator[Split]:
    """Every way to begin with a known word, with or without a linking letter, and to take the rest apart."""
    known = _dictionary()
    for cut in range(3, len(word) - 2):
        head, tail = word[:cut], word[cut:]
        for link in LINKS:
            bare = head.removesuffix(link)
            if not head.endswith(link) or bare not in known:
                continue
            rest = _best_split(tail, most_parts - 1)
            if rest is not None:
                yield _likelihood(known[bare], link, rest), (bare, *rest[1])


def _likelihood(count: int, link: str, rest: Split) -> float:
    """A split is as likely as its rarest part; each part more makes it less likely than any split with fewer."""
    linked = 0.5 if link else 0
    return min(count, MOST_COMMON, rest[0]) - 1000 * len(rest[1]) - linked


def sequence(text: str) -> list[str]:
    """The terms of a text in their order, with repetitions: what a phrase must hold one after the other."""
    return [term for word in words(text) for term in analysed(word)]


def terms(text: str) -> list[str]:
    """All terms of a text, with repetitions: what is indexed. Hyphenated words follow as one word too: e-bike is also ebike."""
    sequenced = sequence(text)
    if "-" in text or "‐" in text or "‑" in text:
        sequenced += [stem(joined(word)) for word in HYPHENATED.findall(fold(text))]
    return sequenced


def joined(word: str) -> str:
    """A hyphenated word written as one."""
    return re.sub("[-‐‑]", "", word)


def plain(text: str) -> str:
    """Only the letters and digits of a text, folded, with a blank around each word: to see whether exactly these words occur."""
    return f" {' '.join(re.findall('[a-z0-9]+', fold(text)))} "


def query_terms(text: str) -> list[str]:
    """The terms that all must occur for a text to be found; of a compound its parts, since it is indexed with them."""
    required: list[str] = []
    for word in words(text):
        whole_and_parts = analysed(word)
        is_compound = len(whole_and_parts) > 2
        required += whole_and_parts[1:] if is_compound else whole_and_parts[:1]
    return list(dict.fromkeys(required))


def query_parts(typed: str) -> list[tuple[str, str, str]]:
    """What someone typed in a search box, as (minus, phrase, word)."""
    return [(minus, phrase.strip(), word) for minus, phrase, word in PART.findall(typed.translate(TYPED))]
