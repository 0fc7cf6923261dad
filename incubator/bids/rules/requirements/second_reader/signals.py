"""What the second reader goes by. A signal is a short text: a mark of what it is about, a colon, and what was seen.

`w` a word, `b` two words, `c` five letters within a word, `1` `2` `3` how the sentence begins, `L` how it ends, `g` roles of words (who,
must, may, when), `h` the heading above, `a` those above that, `n` what announced the list, `t` the head of the table, `p` the sentence
before, `r` what the rules say of this sentence and of those beside it, `s` of its section, `d` of the paper. Words are cut at six letters.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from incubator.bids.rules.requirements.second_reader.sentences import Sentence
from incubator.bids.rules.requirements.vocabulary import roles
from incubator.formats.papers.values import PassageStyle

# Dutch inflects at the end: cut here, inschrijver, inschrijving and inschrijven are the same signal.
STEM = 6  # letters: "eisen", "inschr", "opdrac"
PIECE = 5
# Finer shares would be learnt by heart from the papers of the fit, and help with no other.
ROUGH = 4  # a share in quarters
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|[€%?:;]")
NOTHING, ALONE, START, END, TITLE = "none", "alone", "start", "end", "title"


def signals(sentences: Sequence[Sentence]) -> list[set[str]]:
    """The signals of each sentence of a paper; those beside it and below the same heading count."""
    sections = defaultdict[int, Counter[str]](Counter)
    for sentence in sentences:
        sections[sentence.around.section][sentence.verdict] += 1
    of_paper = _share_taken(sentences)
    seen = []
    for place, sentence in enumerate(sentences):
        heard = set(_of_words(_words(sentence.text)))
        heard.update(_of_place(sentence))
        heard.update(_of_rules(sentence, _beside(sentences, place - 1), _beside(sentences, place + 1)))
        heard.update(_of_section(sentence.verdict, sections[sentence.around.section]))
        heard.add(f"d:{of_paper}")
        seen.append(heard)
    return seen


def _words(text: str) -> list[str]:
    return list(map(_plain, _WORD.findall(text.lower())))


def _plain(word: str) -> str:
    """Of a number only how long it is."""
    # Amounts and years seldom occur twice: that something is a long number is what can be learnt.
    if not word[0].isdigit():
        return word
    return "0" * min(len(word), 4) if word.isdigit() else "0.0"


def _stems(text: str) -> list[str]:
    return [word[:STEM] for word in _words(text)]


def _of_words(words: Sequence[str]) -> Iterator[str]:
    yield "bias"
    stems = [word[:STEM] for word in words]
    yield from map("w:{}".format, stems)
    for first, second in pairwise(stems):
        yield f"b:{first}_{second}"
    if stems:
        yield f"1:{stems[0]}"
        yield f"L:{stems[-1]}"
        yield f"2:{'_'.join(stems[:2])}"
        yield f"3:{'_'.join(stems[:3])}"
    for word in words:
        if len(word) > STEM and word[0].isalpha():
            whole = f"<{word}>"
            for begin in range(len(whole) - PIECE + 1):
                yield f"c:{whole[begin : begin + PIECE]}"
    yield from _of_roles(words)


def _of_roles(words: Sequence[str]) -> Iterator[str]:
    """Who does something, and whether it must: known words by what they stand for."""
    named = list(map(_role_of, words))
    present = list(filter(None, named))
    yield from map("g:{}".format, present)
    for first, second in pairwise(present):
        yield f"g:{first}>{second}"
    if present:
        yield f"g1:{present[0]}"
    yield f"g3:{'_'.join(named[:3])}"
    for (role, word), (next_role, next_word) in pairwise(zip(named, words, strict=True)):
        if role and not next_role:
            yield f"g:{role}+{next_word[:STEM]}"
        elif next_role and not role:
            yield f"g:{word[:STEM]}+{next_role}"


def _ends(text: str) -> str:
    last = text[-1:]
    return "a" if last.isalnum() else last


def _of_place(sentence: Sentence) -> Iterator[str]:
    around, style, end = sentence.around, sentence.style.value, _ends(sentence.text)
    yield f"st:{style}"
    yield f"st:{style}{end}"
    yield f"end:{end}"
    yield f"len:{min(6, (len(_words(sentence.text)) + 1).bit_length())}"
    if around.headings:
        yield from map("h:{}".format, _stems(around.headings[-1]))
        yield from map("a:{}".format, _stems(" ".join(around.headings[:-1])))
    if around.announced_by:
        yield "n"
        yield from map("n:{}".format, _stems(around.announced_by))
    if sentence.style is PassageStyle.ROW:
        yield f"cells:{min(5, around.cells)}"
        yield f"head:{bool(around.columns)}"
        yield from map("t:{}".format, _stems(" ".join(around.columns)))
    yield f"pe:{_ends(around.before)}"
    yield from map("p:{}".format, _stems(around.before)[:1])


def _beside(sentences: Sequence[Sentence], place: int) -> str:
    """What the rules say of a sentence beside this; a heading is a border."""
    if place < 0:
        return START
    if place >= len(sentences):
        return END
    return TITLE if sentences[place].style is PassageStyle.HEADING else sentences[place].verdict


def _of_rules(sentence: Sentence, before: str, after: str) -> Iterator[str]:
    verdict = sentence.verdict
    yield f"r:{verdict}"
    yield f"r:{verdict}&{sentence.style.value}"
    yield f"r:<{before}"
    yield f"r:>{after}"
    yield f"r:{before}|{verdict}|{after}"
    for stem in _stems(sentence.text)[:1]:
        yield f"r:{verdict}&{stem}"


def _of_section(verdict: str, section: Counter[str]) -> Iterator[str]:
    """What the rules say of the others below the same heading: how many ask something, and mostly what."""
    others = section - Counter([verdict])
    count = others.total()
    del others[NOTHING]
    most, share = ALONE, "-"
    if count:
        most = max(sorted(others), key=others.__getitem__, default=NOTHING)
        share = str(min(ROUGH - 1, ROUGH * others.total() // count))
    yield f"s:{most}"
    yield f"s:{share}"
    yield f"s:{verdict}&{most}"
    yield f"s:{verdict}&{share}"


def _share_taken(sentences: Sequence[Sentence]) -> int:
    """How much of the paper asks something, in quarters."""
    judged = [sentence for sentence in sentences if sentence.style is not PassageStyle.HEADING]
    taken = sum(sentence.demand is not None for sentence in judged)
    return ROUGH * taken // max(1, len(judged))


def _role_of(word: str) -> str:
    """What a word stands for; "" for one that stands for nothing."""
    # Every number was made one that begins with a nought: which number it is says nothing.
    return roles().get(word, "0" if word.startswith("0") else "")
