"""Lines that are one paragraph put together; what stands at the head and the foot of every page set apart."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from incubator.formats.papers.gathering import MARKER, is_heading
from incubator.formats.papers.pdf_lines import LinePiece, join_lines
from incubator.formats.papers.pdf_values import Block
from incubator.formats.papers.values import PassageStyle

LARGER = 1.12  # a heading has larger letters than the text
WIDE_STEP = 1.72  # of the size of a letter, from line to line
SHORT = 0.86  # of the width: a line that ends before it ends a paragraph, when the next one begins anew
NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+\.?|(?:[A-Z]{1,3}-?\d+(?:\.\d+)*)[.:]?)\s+[A-Z]")
# "... of article" at the end of a line: the number below it belongs to that sentence, and begins no paragraph.
REFERS = re.compile(r"[a-z]\s+(?:artikel(?:en)?|art\.|paragra(?:af|fen)|hoofdstuk)$")
DOTS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
VERY_SHORT = 0.6
SENTENCE_ENDS = (".", "!", "?", ":", ";")
EDGE_BLOCKS = 2  # at the top and at the foot of a page
FEWEST_PAGES = 2
DIGITS = re.compile(r"\d+")


def paragraphs_of(lines: Sequence[LinePiece], body: float) -> list[Block]:
    """The lines of a column as paragraphs, headings and items."""
    if not lines:
        return []
    right = max(line.right for line in lines)
    left = min(line.left for line in lines)
    groups: list[list[LinePiece]] = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if _begins(before, line, left, right):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_block(group, body) for group in groups]


def _begins(before: LinePiece, line: LinePiece, left: float, right: float) -> bool:
    """A new paragraph begins with this line."""
    size = max(before.size, line.size)
    other_letters = abs(before.size - line.size) > size * 0.1 or before.bold != line.bold
    apart = line.base - before.base > size * WIDE_STEP
    marked = bool(MARKER.match(line.text) or NUMBERED.match(line.text) or DOTS.search(before.text))
    anew = marked and not REFERS.search(before.text)
    return other_letters or apart or anew or _ended(before, line, left, right)


def _ended(before: LinePiece, line: LinePiece, left: float, right: float) -> bool:
    """The line before stopped short, and this one begins anew."""
    reached = (before.right - left) / max(right - left, 1)
    if reached >= SHORT or not (line.text[:1].isupper() or line.text[:1].isdigit()):
        return False
    return before.text.endswith(SENTENCE_ENDS) or reached < VERY_SHORT


def _block(lines: Sequence[LinePiece], body: float) -> Block:
    text = join_lines([line.text for line in lines])
    first = lines[0]
    if DOTS.search(text):
        return Block(text, first.base, PassageStyle.CONTENTS)
    large = first.size > body * LARGER
    bold = all(line.bold for line in lines)
    # A bold line that ends as a sentence does is stress, and no heading.
    if (large or bold) and is_heading(text.rstrip(":")):
        return Block(text, first.base, PassageStyle.HEADING, size=round(first.size * 2) / 2)
    if MARKER.match(text):
        return Block(text, first.base, PassageStyle.ITEM)
    return Block(text, first.base)


def levelled(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The pages, with headings below those in larger letters."""
    headings = [block for block in itertools.chain.from_iterable(pages) if block.style == PassageStyle.HEADING]
    sizes = sorted({heading.size for heading in headings}, reverse=True)
    for heading in headings:
        heading.level = sizes.index(heading.size) + 1
    return list(map(list, pages))


def without_running(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The pages, with what returns on most of them at the edge marked."""
    counts: Counter[str] = Counter()
    for blocks in pages:
        counts.update({_pattern(block) for block in _edges(blocks)})
    # With two pages both must have it.
    least = max(FEWEST_PAGES, len(pages) * 0.4)
    running = {pattern for pattern, count in counts.items() if count >= least}
    marked = []
    for blocks in pages:
        edges = list(_edges(blocks))
        for block in edges:
            if _pattern(block) in running or re.fullmatch(r"(?:pagina )?\d+(?: (?:van|/) \d+)?", block.text.lower()):
                block.style = PassageStyle.RUNNING
        marked.append(list(blocks))
    return marked


def _edges(blocks: Sequence[Block]) -> Iterator[Block]:
    yield from blocks[:EDGE_BLOCKS]
    yield from blocks[EDGE_BLOCKS:][-EDGE_BLOCKS:]


def _pattern(block: Block) -> str:
    return DIGITS.sub("#", block.text)


def joined_over_pages(pages: Sequence[list[Block]]) -> list[list[Block]]:
    """A sentence that goes on on the next page is read where it begins."""
    for above, below in itertools.pairwise(pages):
        last = next(filter(_is_body, reversed(above)), None)
        first = next(filter(_is_body, below), None)
        if last is not None and first is not None and _goes_on(last, first):
            last.text = join_lines([last.text, first.text])
            below.remove(first)
    return list(pages)


def _is_body(block: Block) -> bool:
    return block.style != PassageStyle.RUNNING


def _goes_on(last: Block, first: Block) -> bool:
    text = last.style in (PassageStyle.TEXT, PassageStyle.ITEM) and first.style == PassageStyle.TEXT
    return text and first.text[:1].islower() and not last.text.endswith(SENTENCE_ENDS)
