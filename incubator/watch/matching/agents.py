"""People called after their work: "snoeiers" prune, "boomverzorgers" look after trees, "klompenmakers" make clogs.

In a description they become that work, so that a group is found whoever it says it is. What a trade of the table is called stays.
"""

import re
from functools import cache

from incubator.core import compounds, text
from incubator.notices.rules import word_forms
from incubator.watch.matching.trades import trades

SHORTEST = 3  # letters of what is made
_AGENT = re.compile(r"(?:\w+?)(?:ers?|sters?)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# Of "making" and "building" what is made tells the work: who builds organs is no building contractor.
_OF_THING = re.compile(rf"(?P<thing>\w{{{SHORTEST},}}?)s?(?:maker|bouwer|maakster|bouwster)s?")
# Things that are called as people could be.
_THINGS = frozenset({"bakker", "planter", "printer", "ruimer", "stofzuiger", "winner", "zuiger"})
_TOO_WIDE = frozenset({"maken", "bouwen", "verkopen", "verhuren"})
_NOT_MADE = frozenset({"beleid", "beleids", "plannen", "kennis", "scheep"})


def with_work(description: str) -> str:
    """A description with the work in the place of the people who do it."""
    return _WORD.sub(_work_of, description)


def _work_of(match: re.Match[str]) -> str:
    word = match[0]
    if not _AGENT.fullmatch(word):
        return word
    folded = text.fold(word)
    if text.stem(folded) in _called_in_table():
        return word
    return _thing_made(folded) or _verb_done(folded) or word


def _thing_made(word: str) -> str:
    made = _OF_THING.fullmatch(word)
    if made is None or made["thing"] in _NOT_MADE or not _is_known(made["thing"]):
        return ""
    return made["thing"]


def _verb_done(word: str) -> str:
    """The verb of work that somebody does, with what it is done to: boom verzorgen."""
    single = word.removesuffix("s")
    for begin in range(len(single) - SHORTEST):
        before, agent = single[:begin], single[begin:]
        if agent in _verbs_by_agent() and single not in _THINGS and (not before or _is_known(before)):
            return f"{before} {_verbs_by_agent()[agent]}".strip()
    return ""


def _is_known(word: str) -> bool:
    """Whether this is a word by itself, also with what links it in a compound: scheeps, kaarsen."""
    known = compounds.known_words()
    if any(form in known for form in (word, word.removesuffix("s"), f"{word}en", f"{word}s")):
        return True
    return text.stem(word) in _called_in_table()


@cache
def _verbs_by_agent() -> dict[str, str]:
    """Who does each verb of work, a man or a woman: maaier, schoonmaakster."""
    verbs = {}
    for verb in word_forms.verbs_of_work().keys() - _TOO_WIDE:
        verbs[f"{verb[:-1]}r"] = verb
        for stem in word_forms.stems_of(verb):
            verbs[f"{stem}ster"] = verb
    return verbs


@cache
def _called_in_table() -> frozenset[str]:
    """The stems of the words by which trades are known."""
    stems: set[str] = set()
    for trade in trades():
        for listed in (*trade.words, *trade.everyday):
            stems.update(map(text.stem, text.words(listed)))
    return frozenset(stems)
