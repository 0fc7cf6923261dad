"""Dutch compounds and their parts: "groenonderhoud" is "groen" and "onderhoud".

Word list: `data/dutch_words.txt.gz`, of the Dutch frequency list of pyspellchecker 0.9.1 (MIT): what occurs often enough
to be a part, folded, with how often it occurs. Index terms depend on it: `WORDS_VERSION` goes up with every change.
"""

import gzip
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("data") / "dutch_words.txt.gz"
WORDS_VERSION = "2"
LINKS = {"s": ("s",), "e": ("e",), "n": ("en", "n")}  # by their last letter
SHORTEST_COMPOUND, LONGEST_COMPOUND, SHORTEST_PART = 7, 40, 3
MOST_COMMON = 900  # from here on a word is as common as a part can be
LINKED = 0.5  # how much less likely a part is with a linking letter
# Words of public contracts that are rarer in films and books than at a town hall.
TRADE_WORDS = frozenset(
    """
    aanbesteding advisering bestek besteding bewassing bestrating bibliotheek bike cafe catering coaching detachering exploitatie gladheid
    ebike gras groen huur inhuur inkoop inzameling kering kinderopvang logistiek maai maaien meubilair monitoring onkruid opvang paneel
    panelen plantsoen plantsoenen plein rioleringen riolering sanering schoonmaak snoei speel sloop sport taxi telefonie
    toeleiding toestellen transport verharding verlening verlichting verstrekking verwerking voorziening voorzieningen wasserij
    watergang watergangen welzijn werkzaamheden wijk zonne zorg bosbeheer afval
    aanleg aanpassing aanpassingen armaturen armatuur boekhoud bus cooperatie cooperaties digitalisering elektro enquete gemaal gym
    herinrichting inburgering klinker kolken kozijn kozijnen maaisel metsel meubel participatie recycling regelaar regelaars rotonde
    stuc timmer uitzend
    """.split()
)


Split = tuple[float, tuple[str, ...]]  # how likely, and the parts


@cache
def known_words() -> dict[str, int]:
    """Words that can be part of a compound, with how common they are."""
    with gzip.open(WORDS, "rt", encoding="utf-8") as lines:
        fields = lines.read().split()
    counts = map(int, fields[1::2])
    known = {word: min(count, MOST_COMMON) for word, count in zip(fields[::2], counts, strict=True)}
    return known | dict.fromkeys(TRADE_WORDS, MOST_COMMON)


def split_compound(word: str) -> tuple[str, ...]:
    """The parts of a compound, two if that can be and else three; nothing when it is none: ("groen", "onderhoud")."""
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND or not word.isalpha():
        return ()
    known = known_words()
    # Every split ends with a known word, and most words have few such ends: looking for these first leaves little to try.
    ends = [cut for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1) if word[cut:] in known]
    if not ends:
        return ()
    best = _in_two(word, 0, ends) or _in_three(word, ends)
    return best[1] if best else ()


def _in_two(word: str, start: int, ends: list[int]) -> Split | None:
    """The likeliest two parts of a word from a place on: as likely as the rarest of the two.

    Of two that are as likely it is the one with the longer head: buurt-huis, not buur-thuis.
    """
    known = known_words()
    best: Split | None = None
    for cut in ends:
        if cut < start + SHORTEST_PART:
            continue
        tail = word[cut:]
        for less, bare in _heads(word[start:cut]):
            likelihood = min(known[bare], known[tail]) - less
            if best is None or likelihood >= best[0]:
                best = likelihood, (bare, tail)
    return best


def _in_three(word: str, ends: list[int]) -> Split | None:
    """The likeliest three parts: a known word, and then what the rest comes apart in; as likely as that rest."""
    best: Split | None = None
    for cut in range(SHORTEST_PART, ends[-1] - SHORTEST_PART + 1):
        heads = _heads(word[:cut])
        rest = _in_two(word, cut, ends) if heads else None
        if rest is None:
            continue
        for less, bare in heads:
            likelihood = rest[0] - less
            if best is None or likelihood >= best[0]:
                best = likelihood, (bare, *rest[1])
    return best


def _heads(head: str) -> list[tuple[float, str]]:
    """The known words that this can be, with or without a linking letter, and how much less likely that makes it."""
    known = known_words()
    heads = []
    if head in known:
        heads.append((0.0, head))
    for link in LINKS.get(head[-1], ()):
        bare = head[: -len(link)]
        if bare in known and head.endswith(link):
            heads.append((LINKED, bare))
    return heads
