"""Forms of a word that its stem does not bring together: "gesnoeid" and "snoeit" are snoeien, "opgehaald" is ophalen, "boompje" boom."""

import re
from collections.abc import Iterator

from incubator.core import compounds

SHORTEST = 3  # letters of what is left
# What is parted from its verb by "ge": schoongemaakt, opgehaald, ingezameld.
PARTED = r"(?:aan|af|bij|door|in|mee|na|om|onder|op|over|schoon|terug|toe|uit|vast|voor|weg)"
_PARTICIPLE = re.compile(rf"(?P<before>{PARTED}?)ge(?P<verb>\w{{{SHORTEST},}}?)(?:d|t|en)")
_CONJUGATED = re.compile(rf"(?P<verb>\w{{{SHORTEST},}})[dt]")
_SMALL = re.compile(rf"(?P<noun>\w{{{SHORTEST},}}?)(?:etje|tje|pje|je)s?")
_LONG_VOWEL = re.compile(r"(?P<begin>.*)(?P<vowel>[aeou])(?P=vowel)(?P<end>[^aeiou])")
VOICED = {"s": "z", "f": "v"}


def other_forms(word: str) -> Iterator[str]:
    """Forms of a folded word that notices may hold instead."""
    known = compounds.known_words()
    participle = _PARTICIPLE.fullmatch(word)
    if participle is not None:
        for verb in _infinitives(participle["verb"]):
            if f"{participle['before']}{verb}" in known or verb in known:
                yield f"{participle['before']}{verb}"
    conjugated = _CONJUGATED.fullmatch(word)
    if conjugated is not None:
        yield from filter(known.__contains__, _infinitives(conjugated["verb"]))
    small = _SMALL.fullmatch(word)
    if small is not None and small["noun"] in known:
        yield small["noun"]


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
