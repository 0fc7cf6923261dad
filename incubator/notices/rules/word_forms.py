"""Forms of a word that its stem does not bring together: "gesnoeid" and "snoeit" are snoeien, "opgehaald" is ophalen, "boompje" boom.

Verbs go both ways: who looks for "maaien" finds a text that only says "maait". Those of work stand in `content/verbs.csv`.
"""

import re
from collections.abc import Iterator
from functools import cache

from incubator.core import compounds
from incubator.notices.rules import content_tables

SHORTEST = 3  # letters of what is left
# What is parted from its verb by "ge": schoongemaakt, opgehaald, ingezameld.
PARTED = r"(?:aan|af|bij|door|in|mee|na|om|onder|op|over|schoon|terug|toe|uit|vast|voor|weg)"
_PARTICIPLE = re.compile(rf"(?P<before>{PARTED}?)ge(?P<verb>\w{{{SHORTEST},}}?)(?:d|t|en)")
_INFLECTED = re.compile(r"(?P<participle>\w*ge\w{3,}[dt])e")
# Renoveren is renovatie, inspecteren inspectie, produceren productie, reconstrueren reconstructie.
_OF_EREN = (("eren", "atie"), ("teren", "tie"), ("ceren", "ctie"), ("ueren", "uctie"), ("ieren", "icatie"))
_CONJUGATED = re.compile(rf"(?P<verb>\w{{{SHORTEST},}})[dt]")
_SMALL = re.compile(rf"(?P<noun>\w{{{SHORTEST},}}?)(?:etje|tje|pje|je)s?")
_LONG_VOWEL = re.compile(r"(?P<begin>.*)(?P<vowel>[aeou])(?P=vowel)(?P<end>[^aeiou])")
_BEFORE_VERB = re.compile(rf"(?P<before>{PARTED})(?P<verb>\w{{5,}})")
_OPEN_SYLLABLE = re.compile(r"(?P<begin>(?:.*[^aeiou])?)(?P<vowel>[aeou])(?P<end>[^aeiouwx])")
_WITHOUT_GE = re.compile(r"(?:be|er|ge|her|mis|ont|ver)\w{4,}")
# A noun in the plural that is also written as a verb: who looks for windows does not mean what was estimated.
_NOUNS = frozenset(
    {
        *(
            "baden",
            "bloemen",
            "boeten",
            "daken",
            "dagen",
            "harten",
            "huizen",
            "kosten",
            "kruiden",
            "laden",
            "landen",
            "leden",
            "maten",
        ),
        *(
            "middelen",
            "munten",
            "namen",
            "noten",
            "paarden",
            "paren",
            "plannen",
            "poten",
            "punten",
            "ramen",
            "rechten",
            "reden",
        ),
        *("scholen", "spieren", "straten", "tafels", "wegen", "wijken"),
    }
)
VOICED = {"s": "z", "f": "v"}
_UNVOICED = {voiced: written for written, voiced in VOICED.items()}
_HARD = "tkfschpx"  # after these a participle ends in t


def other_forms(word: str) -> Iterator[str]:
    """Forms of a folded word that notices may hold instead."""
    yield from _forms_of_verb(word)
    yield from _nouns_of(word)
    for verb in (*_verbs_of(word), *_verbs_of_inflected(word)):
        yield verb
        yield from _forms_of_verb(verb)
    small = _SMALL.fullmatch(word)
    if small is not None and small["noun"] in compounds.known_words():
        yield small["noun"]


def _verbs_of(word: str) -> Iterator[str]:
    """The verbs of which this may be a form."""
    known = compounds.known_words()
    participle = _PARTICIPLE.fullmatch(word)
    if participle is not None and not _is_plural(word):
        for verb in _infinitives(participle["verb"]):
            if f"{participle['before']}{verb}" in known or verb in known:
                yield f"{participle['before']}{verb}"
    conjugated = _CONJUGATED.fullmatch(word)
    if conjugated is not None:
        yield from filter(known.__contains__, _infinitives(conjugated["verb"]))


def _verbs_of_inflected(word: str) -> Iterator[str]:
    """Gerooide is rooien; only of verbs of work, since "gemeente" has nothing to do with "menen"."""
    inflected = _INFLECTED.fullmatch(word)
    if inflected is not None:
        yield from filter(verbs_of_work().__contains__, _verbs_of(inflected["participle"]))


def _nouns_of(word: str) -> Iterator[str]:
    """What the doing of a verb of foreign origin is called, and the verbs of work of which this is that name."""
    for verb, noun in _OF_EREN:
        if word.endswith(verb) and f"{word.removesuffix(verb)}{noun}" in compounds.known_words():
            yield f"{word.removesuffix(verb)}{noun}"
        if word.endswith(noun) and f"{word.removesuffix(noun)}{verb}" in verbs_of_work():
            yield f"{word.removesuffix(noun)}{verb}"


def _is_plural(word: str) -> bool:
    """Gebouwen, gezinnen, gewassen are several of something; "gelopen" is none of it."""
    if not word.endswith("en"):
        return False
    return not compounds.known_words().keys().isdisjoint({word[:-2], word[:-3]})


def _infinitives(stem: str) -> Iterator[str]:
    """How the verb may be written whole: maak is maken, snoei snoeien, verhuis verhuizen."""
    stems = [stem]
    long_vowel = _LONG_VOWEL.fullmatch(stem)
    if long_vowel is not None:
        stems.append("".join(long_vowel.groups()))
    for written in stems:
        yield f"{written}en"
        if written[-1] in VOICED:
            yield f"{written[:-1]}{VOICED[written[-1]]}en"


def _forms_of_verb(word: str) -> Iterator[str]:
    """How a verb is written in a sentence: schoonmaken is schoonmaakt, maakt schoon, schoongemaakt. Nothing for another word."""
    if not word.endswith("en") or len(word) <= SHORTEST + 1 or word in _NOUNS:
        return
    before, verb = _parted(word)
    forms = []
    for stem in stems_of(verb):
        forms += [f"{before}{_ending(stem, 't')}", f"{before}{_participle(stem, verb)}"]
        if before == "schoon":
            forms.append(f"{_ending(stem, 't')} {before}")
    if word in verbs_of_work():
        yield from forms
        yield from filter(None, [verbs_of_work()[word]])
    elif not verb.startswith("ge") and any(_is_known_participle(form, before) for form in forms):
        yield from forms


def _is_known_participle(form: str, before: str) -> bool:
    return form.startswith(f"{before}ge") and form in compounds.known_words()


def _parted(word: str) -> tuple[str, str]:
    """What stands apart from a verb in a sentence, and the verb."""
    match = _BEFORE_VERB.fullmatch(word)
    if match is None or match["verb"] not in compounds.known_words():
        return "", word
    return match["before"], match["verb"]


def stems_of(verb: str) -> Iterator[str]:
    """I maak, snoei, verhuis, vul. Whether "er" at the end is said long is not to be seen: schilder, repareer."""
    stem = verb[:-2]
    unvoiced = f"{stem[:-1]}{_UNVOICED.get(stem[-1], stem[-1])}"
    if len(stem) > SHORTEST - 1 and stem[-1] == stem[-2]:
        yield stem[:-1]
        return
    syllable = _OPEN_SYLLABLE.fullmatch(unvoiced)
    if syllable is None or (syllable["vowel"] == "e" and re.search(r"[aeiou]", syllable["begin"])):
        yield unvoiced
    if syllable is not None:
        yield f"{syllable['begin']}{2 * syllable['vowel']}{syllable['end']}"


def _participle(stem: str, verb: str) -> str:
    ending = "t" if verb[-3] in _HARD else "d"
    before = "" if _WITHOUT_GE.fullmatch(verb) else "ge"
    return f"{before}{_ending(stem, ending)}"


def _ending(stem: str, ending: str) -> str:
    return stem if stem.endswith(ending) else f"{stem}{ending}"


@cache
def verbs_of_work() -> dict[str, str]:
    """Verbs of work, each with the participle that does not follow from the rule; "" when it does."""
    return {row["verb"]: row["participle"] for row in content_tables.rows("verbs")}
