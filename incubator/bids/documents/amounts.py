"""Amounts stay out of the plan for the buyer: where one was typed stands an open point, until it is gone or may stand there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from incubator.bids.documents.gaps import DOSSIER, WRITING
from incubator.bids.rules import amounts
from incubator.bids.values.documents import DIRECT, BidSource
from incubator.core.word import Block, Bullets, Heading, Open, Paragraph, Text
from incubator.core.word.blocks import Inline, inlines

LEFT_OUT = "bedrag weggelaten"
MEND = {
    WRITING: "Haal het weg, of zeg waar de opdrachtgever om een bedrag vraagt",
    DOSSIER: "Haal het weg uit jullie dossier",
}


def without_amounts(blocks: Iterable[Block], source: BidSource, where: str, page: str = WRITING) -> Iterator[Block]:
    """The same blocks with an open point in the place of each amount of ours. What was typed stays with the group.

    Tables stay as they are: they hold facts of the dossier, such as for how much the group is insured, and that is no price.
    Nothing changes for a client that asked a quotation, in the proposal of a challenge, nor where the buyer asks the price in the plan.
    """
    asked_in_plan = source.price is not None and source.price.terms.in_plan
    if source.route in DIRECT or asked_in_plan:
        yield from blocks
        return
    for block in blocks:
        yield _without(block, source, where, page)


def _without(block: Block, source: BidSource, where: str, page: str) -> Block:
    def clean(text: Text) -> Text:
        return _cleaned(text, source, where, page)

    match block:
        case Paragraph():
            return replace(block, text=clean(block.text))
        case Bullets():
            return replace(block, items=tuple(map(clean, block.items)))
        case Heading():
            return replace(block, text="".join(_in_heading(part) for part in inlines(clean(block.text))))
    return block


def _in_heading(part: Inline) -> str:
    # A heading is plain text: it cannot hold an open point, and the chapter below it has one.
    return part if isinstance(part, str) else "(…)"


def _cleaned(text: Text, source: BidSource, where: str, page: str) -> Text:
    parts: list[Inline] = []
    for inline in inlines(text):
        if isinstance(inline, str):
            parts += _split(inline, source, where, page)
        else:
            parts.append(inline)
    # A text without an amount stays the text that it was.
    return text if tuple(parts) == inlines(text) else tuple(parts)


def _split(text: str, source: BidSource, where: str, page: str) -> Iterator[Inline]:
    begin = 0
    for start, end in amounts.places_kept(text, source.buyer_amounts):
        if text[begin:start]:
            yield text[begin:start]
        yield Open(LEFT_OUT, f"{where[:60]}: {text[start:end].strip()} staat in de tekst. {MEND[page]}", page)
        begin = end
    if text[begin:] or not begin:
        yield text[begin:]
