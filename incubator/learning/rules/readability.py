"""How a Dutch text reads, after W.H. Douma, De leesbaarheid van landbouwbladen (1960): words, sentences and syllables counted."""

import re
from functools import lru_cache

from incubator.knowledge.rules import LINK
from incubator.learning.values.written import Readability

MARKS = re.compile(r"\{regel:[^}]*\}|[*#>`_|]")
# A line of a list is read as a sentence, a blank line ends one.
SENTENCE_END = re.compile(r"[.!?:]+[\s”\"’)]+|\n\s*\n|\n\s*(?:-|\d+\.)\s+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", re.IGNORECASE)


@lru_cache(maxsize=200)  # the list of all lessons shows how each reads
def readability(text: str) -> Readability:
    """206.84 - 0.77 x syllables in a hundred words - 0.93 x words in a sentence; an empty text has zeros."""
    plain = MARKS.sub(" ", LINK.sub(lambda link: link[2] or link[1], text))
    words = WORD.findall(plain)
    sentences = [part for part in SENTENCE_END.split(plain) if WORD.search(part)]
    if not words:
        return Readability(0, 0.0, 0)
    syllables = sum(max(1, len(VOWELS.findall(word))) for word in words)
    a_sentence = len(words) / len(sentences)
    score = 206.84 - 0.77 * (100 * syllables / len(words)) - 0.93 * a_sentence
    return Readability(len(words), round(a_sentence, 1), round(score))
