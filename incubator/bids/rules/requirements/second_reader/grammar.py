"""How a sentence is built, whatever it is about: by the classes of its words, who does something and what kind of verb says so.

`k` the classes that occur, `kb` two that follow each other, `k2` `k3` `k4` those of the beginning, `kl` of the end, `v` the verb,
`sv` who stands before it, `iv` who stands after it, `su` `sc` `se` the word before it, `imp` an order ("Stuur de offerte").
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from incubator.bids.rules.requirements.vocabulary import particles, roles, word_classes

STEM = 6  # letters: "eisen", "inschr", "opdrac"
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|[€%?:;]")
# "2.3 De beheerder", "E-07 – Inschrijver", "a) de prijs": a number says nothing of how the sentence begins.
CODE = re.compile(
    r"^(?:[A-Za-z]{1,3}[-. ]?\d{1,2}(?:\.\d{1,2})*[.:)]?|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z]\))\s*(?:[–-]\s*)?(?=\D)"
)
SEARCHED = 14  # words in which the verb of a main clause stands
AFTER = 3  # words after it in which who does it stands
FARTHEST = 5
SHORTEST_VERB, SHORTEST_AGENT = 4, 6  # letters
NOTHING = "-"
MODAL, AUXILIARY, FINITE, PARTICIPLE = "M", "X", "t", "vd"
BEFORE_NOUNS = ("D", "b", "w", "P", "0")
ACTORS = {"B": "bidder", "b": "bidder", "W": "buyer", "w": "buyer"}
DOING = ("buyer", "bidder")
# After an order: "Stuur een planning", "Voeg uw prijs", "Mail ons".
ORDERED = frozenset({"D", "b", "B", "P", "0", "A", "w", "W", "C"})
UNKNOWN_FIRST = ("o", "e", FINITE)
# Word classes by how a word ends; the first that fits.
_ENDINGS = (
    (
        PARTICIPLE,
        re.compile(
            r"(?:ge|be|ver|ont|her|(?:aan|af|in|op|uit|over|mee|bij|toe|door|voor|na|terug|weg|schoon)ge)\w{2,}(?:d|t|en)$"
        ),
    ),
    ("n", re.compile(r".*(?:ing|heid|tie|teit|schap|atie|ment)(?:en)?$")),
    ("ag", re.compile(rf"(?=.{{{SHORTEST_AGENT}}}).*(?:er|aar|ant|eur|ist|or)s?$")),
    ("frq", re.compile(r".*lijks$")),
    (FINITE, re.compile(rf"(?=.{{{SHORTEST_VERB}}}).*t$")),
    ("en", re.compile(rf"(?=.{{{SHORTEST_VERB}}}).*en$")),
    ("e", re.compile(r".*e$")),
)
_PARTICIPLE = _ENDINGS[0][1]


def words_of(text: str) -> list[str]:
    """In small letters, numbers and some signs too."""
    return WORD.findall(text.lower())


def without_code(text: str) -> str:
    return CODE.sub("", text)


def spoken(text: str) -> list[str]:
    """The words without the number before them and without signs; a dash where there is none."""
    return [word for word in words_of(text) if word[0].isalnum()] or [NOTHING]


@cache
def class_of(word: str) -> str:
    """What kind of word it is: by a list, by its role, else by its ending."""
    known = word_classes().get(word) or roles().get(word)
    if known:
        return known
    if word[0].isdigit():
        return "0"
    if not word[0].isalpha():
        return word
    return next((name for name, ending in _ENDINGS if ending.match(word)), "o")


def actor(word: str) -> str:
    """Whom a word speaks of: the buyer, the bidder, another role, or nobody."""
    return ACTORS.get(word_classes().get(word, ""), roles().get(word, ""))


def first_actor(words: Sequence[str]) -> str:
    return next((who for who in map(actor, words) if who in DOING), "")


def built(words: Sequence[str]) -> Iterator[str]:
    """The signals of how a sentence of these words is built."""
    classes = list(map(class_of, words))
    for length in (2, 3, 4):
        yield f"k{length}:{'_'.join(classes[:length])}"
    yield f"kl:{'_'.join(classes[-2:])}"
    yield from map("k:{}".format, classes)
    for first, second in pairwise(classes):
        yield f"kb:{first}_{second}"
    verb = _verb_in(words, classes)
    if verb is None:
        yield "vf:none"
    else:
        yield from _around_verb(words, classes, verb)
    if classes[0] in UNKNOWN_FIRST and len(words) > 2 and classes[1] in ORDERED:
        yield "imp"
        yield f"imp:{classes[1]}"


def _verb_in(words: Sequence[str], classes: Sequence[str]) -> int | None:
    """Where the finite verb most likely stands."""
    for place, name in enumerate(classes[:SEARCHED]):
        if name in (MODAL, AUXILIARY) or (place and _may_be_finite(words, classes, place)):
            return place
    return None


def _may_be_finite(words: Sequence[str], classes: Sequence[str], place: int) -> bool:
    """It ends as "maait" and "verzorgt" do; after an article, as in "de opdracht", it is a noun, and at the end a participle."""
    if classes[place - 1] in BEFORE_NOUNS:
        return False
    is_inside = place < len(words) - 1
    return classes[place] == FINITE or (is_inside and classes[place] == PARTICIPLE and words[place].endswith("t"))


def _around_verb(words: Sequence[str], classes: Sequence[str], verb: int) -> Iterator[str]:
    # "verzorgt" ends as a participle does; where it is the verb it is one as any other.
    name = FINITE if classes[verb] == PARTICIPLE else classes[verb]
    before, after = first_actor(words[:verb]), first_actor(words[verb + 1 : verb + 1 + AFTER])
    yield f"v:{words[verb][:STEM]}"
    yield f"sv:{before}|{name}"
    yield f"iv:{after}|{name}"
    yield f"si:{before}|{after}|{name}"
    if verb:
        subject = words[verb - 1]
        yield f"su:{subject[:STEM]}"
        yield f"sc:{classes[verb - 1]}|{name}"
        yield f"se:{subject[-3:]}"
        yield f"vp:{min(verb, FARTHEST)}"
    end = _end_of(words[-1])
    if end:
        yield f"{end}:{before}|{name}"


def _end_of(word: str) -> str:
    """How a clause with its verb apart ends: "wordt ... gereinigd", "moet ... leveren", "voert ... uit"."""
    if _PARTICIPLE.match(word):
        return "done"
    if word.endswith("en"):
        return "do"
    return "apart" if word in particles() else ""
