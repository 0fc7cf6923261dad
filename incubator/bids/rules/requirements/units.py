"""A passage taken apart into what can be judged by itself: sentences, items, and the words that announce a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incubator.formats.papers.gathering import MARKER
from incubator.formats.papers.values import Passage, PassageStyle

ABBREVIATIONS = frozenset(
    """nr art artt lid max min ca o.a bijv d.w.z e.d i.v.m incl excl t.o.v m.b.t o.b.v t.b.v dhr mevr mw ir dr ing blz pag
    evt resp vgl zgn a.d.h.v i.c.m m.u.v n.v.t t.a.v t.m p.j p.m bv nv st tel jan feb mrt apr jun jul aug sep sept okt nov dec
    nrs""".split()
)
_END = re.compile(r"(?<=[.!?;])\s+(?=[\"'“‘(]?[A-ZÀ-Ý0-9•])")
_LAST_WORD = re.compile(r"(?<!['’])\b([\w.]+)\.$")  # "pagina's." ends a sentence, "mevrouw S." does not
_HOUR = re.compile(r"\d ?u\.$")  # "om 12.00 u." ends a sentence
# "volgens bijlage C." ends a sentence, "mevrouw C." does not.
_NAMED = re.compile(
    r"\b(?:bijlage|perceel|lot|deel|fase|formulier|tabel|categorie|klasse|model|onderdeel|criterium|niveau|zone|blok|variant|label|type"
    r"|energielabel|kavel|gebouw|locatie|annex) [A-Z]\.$|[°\d]\s?[A-Z]\.$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.|(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?[^\W\d]+\.|[A-Z]{1,3}-?\d{1,2}\.)$"
)  # "5.1.", "1.3. Duur."
_BRACKETED = re.compile(r"^\([^()]{1,40}\)[.;]?$")  # "(45%)" belongs to the question before it
SHORTEST = 3  # letters
LONGEST_TEXT = 1_500  # letters of what is asked


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence or an item. What announces a list ends in a colon."""

    text: str
    is_item: bool
    announces: bool = False
    mark: str = ""  # what kind of mark stands before it: a digit or a letter


def units_of(passage: Passage) -> Iterator[Phrase]:
    """The units of a passage that is no row."""
    item = passage.style == PassageStyle.ITEM
    for line in _lines(passage.text):
        # A mark at the beginning makes an item of it, in a file that knows no lists too.
        marked = MARKER.match(line)
        text = line[marked.end() :] if marked else line
        for sentence in sentences_of(text):
            if len(sentence) >= SHORTEST:
                yield Phrase(sentence, item or marked is not None, sentence.endswith(":"), _kind_of_mark(marked))


def _kind_of_mark(marked: re.Match[str] | None) -> str:
    mark = marked[0].strip(" ().°º") if marked else ""
    if mark.isdigit():
        return "digit"
    return "letter" if mark.isalpha() else ""


def _lines(text: str) -> Iterator[str]:
    """Lines that somebody broke by hand, together again where they are one sentence."""
    whole = ""
    for line in text.split("\n"):
        if whole and not MARKER.match(line) and whole[-1] not in ".:;!?" and line[:1].islower():
            whole = f"{whole} {line}"
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole


def sentences_of(text: str) -> list[str]:
    """The sentences; an abbreviation or a number ends none."""
    sentences: list[str] = []
    for part in _END.split(text):
        if sentences and (_goes_on(sentences[-1]) or _BRACKETED.match(part)):
            sentences[-1] = f"{sentences[-1]} {part}"
        else:
            sentences.append(part)
    return list(map(str.strip, sentences))


def _goes_on(sentence: str) -> bool:
    if _LABEL.match(sentence):
        return True
    last = _LAST_WORD.search(sentence)
    if _HOUR.search(sentence) or _NAMED.search(sentence):
        return False
    return last is not None and (
        last[1].lower() in ABBREVIATIONS
        or (len(last[1]) == 1 and last[1].isalpha())
        or (last[1].isdigit() and len(last[1]) < 3 and len(sentence.split()) <= 2)
    )
