"""What the second reader goes by. A signal is a short text: a mark of what it is about, a colon, and what was seen.

`w` a word, `b` two words, `c` five letters within a word, `1` `2` `3` how the sentence begins, `L` how it ends, `g` roles of words (who,
must, may, when), `x` what it gives (an amount, a moment: `marks`), `h` the heading above, `a` those above that, `n` what announced the
list, `t` the head of the table, `l` the longest and the last cell of a row, `p` the sentence before, `r` what the rules say of this
sentence and of those beside it, `s` of its section, `q` of its paragraph, `an` of what the first word may point at, `who` the role of a
noun by which the paper calls who buys or bids, `pp` `ps` `pq` `pn` where it stands. How it is built: see `grammar`. Words are cut
at six letters.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from incubator.bids.rules.requirements.second_reader.grammar import (
    STEM,
    built,
    class_of,
    first_actor,
    spoken,
    without_code,
    words_of,
)
from incubator.bids.rules.requirements.second_reader.marks import marks_in
from incubator.bids.rules.requirements.second_reader.sentences import BETWEEN_CELLS, Sentence
from incubator.bids.rules.requirements.trades import BIDDER, BUYER
from incubator.bids.rules.requirements.vocabulary import roles
from incubator.formats.papers.values import PassageStyle

PIECE = 5
# Finer shares would be learnt by heart from the papers of the fit, and help with no other.
ROUGH = 4  # a share in quarters
LONGEST_KIND = 40  # letters of the classes of the words of a heading
MOST_CELL, MOST_LONGEST, STEP = 5, 20, 4  # words
LATER = 3  # from this sentence below a heading on they are alike
MOST_BELOW = 12
POINTING = frozenset("hij zij ze die dat deze dit daar daarvan daarmee daarvoor daarin dan zo zulke zo'n er".split())
NOTHING, ALONE, START, END, TITLE = "none", "alone", "start", "end", "title"


def signals(sentences: Sequence[Sentence]) -> list[set[str]]:
    """The signals of each sentence of a paper; those beside it and below the same heading count."""
    sections, paragraphs = defaultdict[int, Counter[str]](Counter), defaultdict[tuple[int, int], Counter[str]](Counter)
    for sentence in sentences:
        sections[sentence.around.section][sentence.verdict] += 1
        paragraphs[sentence.page, sentence.paragraph][sentence.verdict] += 1
    seen = []
    for place, (sentence, stands) in enumerate(zip(sentences, _places(sentences), strict=True)):
        heard = set(_of_words(_words(sentence.text)))
        heard.update(_of_building(sentence))
        heard.update(_of_place(sentence))
        heard.update(stands)
        if sentence.style is PassageStyle.ROW:
            heard.update(_of_cells(sentence.text))
        heard.update(_of_rules(sentence, _beside(sentences, place - 1), _beside(sentences, place + 1)))
        heard.update(_of_section("s", sentence.verdict, sections[sentence.around.section]))
        heard.update(_of_section("q", sentence.verdict, paragraphs[sentence.page, sentence.paragraph]))
        heard.update(_of_pointing(sentence, _beside(sentences, place - 1)))
        seen.append(heard)
    return seen


def _words(text: str) -> list[str]:
    return list(map(_plain, words_of(text)))


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
        yield f"L:{stems[-1]}"
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


def _of_building(sentence: Sentence) -> Iterator[str]:
    """How it begins without its number, how it is built, and what it gives; the buyer's name is the buyer."""
    bare = without_code(sentence.named)
    words = spoken(bare)
    stems = [word[:STEM] for word in map(_plain, words)]
    yield f"code:{bare != sentence.named}"
    yield f"name:{sentence.named != sentence.text}"
    yield from _of_names(sentence)
    for length in (1, 2, 3):
        yield f"{length}:{'_'.join(stems[:length])}"
    yield from built(words)
    yield from map("x:{}".format, marks_in(sentence.text))
    if sentence.around.headings:
        yield from _of_heading(sentence, first_actor(words))


def _of_names(sentence: Sentence) -> Iterator[str]:
    """The role that the paper's own nouns have, wherever they stand and at the beginning."""
    if sentence.named == sentence.text:
        return
    for role in (BIDDER, BUYER):
        if sentence.named.lower().count(role) > sentence.text.lower().count(role):
            yield f"who:{role}"
            yield f"who:{role}&{sentence.verdict}"
        if sentence.named.lower().startswith(role) and not sentence.text.lower().startswith(role):
            yield f"who1:{role}"


def _of_heading(sentence: Sentence, who: str) -> Iterator[str]:
    """What a heading means depends on what stands below it: an item, or a sentence about the buyer."""
    words = words_of(sentence.around.headings[-1])
    stems = [word[:STEM] for word in words if word[0].isalpha()]
    yield from map("hr:{}".format, map(class_of, words))
    for first, second in pairwise(stems):
        yield f"hb:{first}_{second}"
    for stem in stems:
        yield f"hs:{stem}&{sentence.style.value}"
        yield f"hg:{stem}&{who}"
    classes = "_".join(class_of(word) for word in words if word[0].isalpha())
    yield f"hk:{classes[:LONGEST_KIND]}"


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


def _places(sentences: Sequence[Sentence]) -> Iterator[set[str]]:
    """Where each stands: in its paragraph, below its heading, in the paper."""
    of_paragraph = Counter((sentence.page, sentence.paragraph) for sentence in sentences)
    of_section = Counter(sentence.around.section for sentence in sentences)
    before, above = Counter[tuple[int, int]](), Counter[int]()
    for place, sentence in enumerate(sentences):
        paragraph, section = (sentence.page, sentence.paragraph), sentence.around.section
        yield {
            f"pp:{_part(before[paragraph], of_paragraph[paragraph])}&{sentence.style.value}",
            f"ps:{min(above[section], LATER)}",
            f"pq:{ROUGH * place // len(sentences)}",
            f"pn:{min(of_section[section], MOST_BELOW).bit_length()}",
        }
        before[paragraph] += 1
        above[section] += 1


def _part(place: int, count: int) -> str:
    """First, last or between in a paragraph, or alone there."""
    if count == 1:
        return ALONE
    if place == 0:
        return START
    return END if place == count - 1 else "mid"


def _of_cells(text: str) -> Iterator[str]:
    """The last cell often says what is answered or how much it counts, the longest what is asked."""
    cells = list(filter(None, text.split(BETWEEN_CELLS)))
    if not cells:
        return
    last, longest = cells[-1], spoken(without_code(max(cells, key=len)))
    yield from map("lc:{}".format, marks_in(last))
    yield f"lw:{min(len(last.split()), MOST_CELL)}"
    yield from map("ls:{}".format, map(class_of, words_of(last)[:1]))
    yield f"l1:{longest[0][:STEM]}"
    yield f"l2:{'_'.join(word[:STEM] for word in longest[:2])}"
    yield f"lk:{'_'.join(map(class_of, longest[:3]))}"
    yield f"ll:{min(len(longest), MOST_LONGEST) // STEP}"


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


def _of_section(mark: str, verdict: str, section: Counter[str]) -> Iterator[str]:
    """What the rules say of the others below the same heading or in the same paragraph: how many ask something, and mostly what."""
    others = section - Counter([verdict])
    count = others.total()
    del others[NOTHING]
    most, share = ALONE, "-"
    if count:
        most = max(sorted(others), key=others.__getitem__, default=NOTHING)
        share = str(min(ROUGH - 1, ROUGH * others.total() // count))
    yield f"{mark}:{most}"
    yield f"{mark}:{share}"
    yield f"{mark}:{verdict}&{most}"
    yield f"{mark}:{verdict}&{share}"


def _of_pointing(sentence: Sentence, before: str) -> Iterator[str]:
    """ "Hij", "daar" and "dat" speak of the sentence before: what that asks says something of this."""
    first = spoken(without_code(sentence.text))[0]
    if first in POINTING:
        yield f"an:{first}|{before}"
        yield f"an:{before}"


def _role_of(word: str) -> str:
    """What a word stands for; "" for one that stands for nothing."""
    # Every number was made one that begins with a nought: which number it is says nothing.
    return roles().get(word, "0" if word.startswith("0") else "")
