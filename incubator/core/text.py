"""Dutch text for matching and searching: words to stems, compounds to their parts.

Everything is analysed once, here, so that both databases and the matching engine find the same. A compound is indexed whole
and in parts ("groenonderhoud": groenonderhoud, groen, onderhoud), so that it answers "onderhoud van het groen".

    terms("Groenonderhoud in de wijk")   -> ["groenonderhoud", "groen", "onderhoud", "wijk"]
    query_terms("groenonderhoud")        -> ["groen", "onderhoud"]   all of them must occur
    query_parts('beheer "wmo" -sport')   -> [("", "", "beheer"), ("", "wmo", ""), ("-", "", "sport")]

What takes compounds apart is in `core.compounds`. Stemmer: Snowball's `dutch_porter`.

Texts repeat their words, so what lies between two blanks is taken apart once and remembered.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain

from Stemmer import Stemmer

from incubator.core.compounds import WORDS_VERSION, known_words, split_compound

ANALYSIS = "1"  # raise it when the same text gives other terms
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
DIGIT = re.compile(r"\d")
HYPHENATED = re.compile(r"(?<![a-z0-9])[a-z]+(?:[-\u2010][a-z]+)+(?![a-z0-9])")
_HYPHEN = re.compile("[-‐‑]")
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
LONGEST_WORD = 40
LONGEST_PIECE, MOST_PIECES = 80, 60_000  # what is remembered: letters, and how many
HARDENED = {"z": "s", "v": "f"}  # huizen and huis, bedrijven and bedrijf


@cache
def _stemmer() -> Stemmer:
    # It remembers nothing itself: `stem` does, and then threads have nothing of it in common.
    return Stemmer("dutch_porter", 0)


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


class _Pieces(dict[str, tuple[str, ...]]):
    """What was made of pieces of text, each made once; very long pieces are made anew each time, so that memory stays small."""

    def __init__(self, make: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, piece: str) -> tuple[str, ...]:
        made = self.make(piece)
        if len(piece) <= LONGEST_PIECE:
            # Emptied rather than kept in the order of use: that order would cost more than making them anew now and then.
            if len(self) >= MOST_PIECES:
                self.clear()
            self[piece] = made
        return made

    def of(self, pieces: list[str]) -> list[str]:
        """What was made of each of these pieces, one after the other."""
        return list(chain.from_iterable(map(self.__getitem__, pieces)))


def words(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return _words.of(text.split())


def _words_of(piece: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(piece)))


def _sequence_of(piece: str) -> tuple[str, ...]:
    folded = fold(piece)
    if folded.isalnum() and folded.isascii():
        return analysed(folded)
    return tuple(chain.from_iterable(map(analysed, WORD.findall(folded))))


def _joined_of(piece: str) -> tuple[str, ...]:
    return tuple(map(stem, map(joined, HYPHENATED.findall(fold(piece)))))


_words, _sequence, _joined = _Pieces(_words_of), _Pieces(_sequence_of), _Pieces(_joined_of)


@lru_cache(maxsize=100_000)
def analysed(word: str) -> tuple[str, ...]:
    """The terms of one folded word: its stem, and the stems of its parts when it is a compound."""
    if word in STOP_WORDS or (len(word) < 2 and not word.isdigit()):
        return ()
    word = word.replace("'", "")
    whole = stem(word)
    parts = split_compound(word)
    if not parts:
        return (whole,)
    return tuple(dict.fromkeys((whole, *map(stem, parts))))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word; codes and numbers stay as they are."""
    if len(word) > LONGEST_WORD or DIGIT.search(word):
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
    return word[:-1] if word.endswith("ties") or word[:-1] in known_words() else word


def sequence(text: str) -> list[str]:
    """The terms of a text in their order, with repetitions: what a phrase must hold one after the other."""
    return _sequence.of(text.split())


def terms(text: str) -> list[str]:
    """All terms of a text, with repetitions: what is indexed. Hyphenated words follow as one word too: e-bike is also ebike."""
    hyphened = text.replace("‐", "-").replace("‑", "-")
    pieces = hyphened.split()
    sequenced = _sequence.of(pieces)
    if "-" in hyphened:
        for piece in pieces:
            if "-" in piece:
                sequenced += _joined[piece]
    return sequenced


def joined(word: str) -> str:
    """A hyphenated word written as one."""
    return _HYPHEN.sub("", word)


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
