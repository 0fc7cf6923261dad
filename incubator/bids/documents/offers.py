"""What goes to a reader without a procurement: a quotation for a client that asked, or the proposal of a challenge."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from incubator.bids.documents.approach import PRICED, written_parts
from incubator.bids.documents.frame import Row, buyer_name, document, front, key_facts, signature
from incubator.bids.documents.gaps import PRICE
from incubator.bids.documents.prices import INCOMPLETE, NO_VAT, price_in, unit_of
from incubator.bids.rules import pricing
from incubator.bids.rules.units import write_quantity
from incubator.bids.values.documents import BidPrice, BidSource
from incubator.bids.values.pricing import PriceTerms
from incubator.core.quantities import write_cents, write_decimal
from incubator.core.word import Block, Document, Heading, Open, Paragraph, Table


@dataclass(frozen=True, slots=True)
class OfferWords:
    """How an offer without a procurement calls itself, and what it answers: Dutch, as its reader sees it."""

    title: str
    reader: str  # where nobody knows the name
    answers: str  # the heading above what was asked, or what is taken over
    offer: str
    missing: str
    holds: str
    how_long: str


QUOTATION = OfferWords(
    "Offerte",
    "de opdrachtgever",
    "Uw vraag",
    "Ons aanbod",
    "Tekst van de offerte",
    "Deze offerte geldt",
    "Hoe lang geldt de offerte?",
)
PROPOSAL = OfferWords(
    "Voorstel",
    "de gemeente",
    "De taak die wij willen overnemen",
    "Ons voorstel",
    "Tekst van het voorstel",
    "Dit voorstel geldt",
    "Hoe lang geldt het voorstel?",
)


def quotation(source: BidSource) -> Document:
    """A quotation for work that a client asked directly: the offer, the price, and how long it holds."""
    return _offer(source, QUOTATION)


def proposal(source: BidSource) -> Document:
    """What goes along with a challenge: the task that the group takes over, how, and for how much. Nobody asked for a quotation."""
    return _offer(source, PROPOSAL)


def _offer(source: BidSource, words: OfferWords) -> Document:
    price = price_in(source)
    blocks: list[Block] = [
        *front(source, words.title),
        Paragraph(f"Aan {buyer_name(source.notice) or words.reader}"),
        key_facts(source),
    ]
    asked = list(filter(None, map(str.strip, (source.notice.description or "").splitlines())))
    if asked:
        blocks += [Heading(words.answers), *map(Paragraph, asked)]
    blocks.append(Heading(words.offer))
    offered = list(filter(None, map(str.strip, price.terms.offer_text.splitlines())))
    blocks += map(Paragraph, offered)
    if not offered:
        blocks.append(Paragraph((Open("Wat bieden wij aan, en wat niet?", words.missing, PRICE),)))
    blocks += _as_asked(source)
    blocks += chain([Heading("Prijs")], _priced(price), _validity(price.terms, words), signature(source))
    return document(source, words.title, blocks)


def _as_asked(source: BidSource) -> Iterator[Block]:
    """What was written about what the client weighs, and what we wrote besides; a client reads it in the offer itself."""
    written = [(criterion.name, criterion.text) for criterion in source.criteria if criterion.kind not in PRICED]
    written += [(chapter.title, chapter.text) for chapter in source.chapters]
    for title, text in written:
        if text is not None:
            yield Heading(title[:160], 2)
            yield from written_parts(title, text, 3)


def _priced(price: BidPrice) -> Iterator[Block]:
    rows: list[Row] = []
    for line in price.lines:
        amount, rate = pricing.amount_of(line, price.terms), pricing.rate_of(line, price.terms)
        if amount is None or rate is None or line.quantity_hundredths is None:
            rows.append((line.what, (Open("aantal of prijs", f"{line.what}: aantal of prijs", PRICE),), "", ""))
            continue
        quantity = write_quantity(Decimal(line.quantity_hundredths) / 100, unit_of(line))
        rows.append((line.what, quantity, write_cents(rate), write_cents(amount)))
    if not rows:
        yield Paragraph((Open("De prijs", "Reken de prijs uit", PRICE),))
        return
    rows += _totals(price)
    yield Table(("Wat", "Aantal", "Prijs", "Bedrag"), tuple(rows), "Prijs", (4, 2, 2, 2))


def _totals(price: BidPrice) -> list[Row]:
    """The sums; a sum that lacks a line is no price that one may name."""
    if any(pricing.amount_of(line, price.terms) is None for line in price.lines):
        return [("Totaal", (Open("nog niet bekend", INCOMPLETE, PRICE),), "", "")]
    totals, rate = price.totals, price.terms.vat_hundredths
    net: Row = ("Totaal zonder btw", "", "", write_cents(totals.net))
    # Without a rate the two sums would be the same, and who pays would think that this is all.
    if rate is None:
        return [net, ("Btw", (Open("hoeveel procent?", NO_VAT, PRICE),), "", "")]
    return [
        net,
        ("Btw", "", f"{write_decimal(Decimal(rate) / 100)}%", write_cents(totals.vat)),
        ("Totaal met btw", "", "", write_cents(totals.gross)),
    ]


def _validity(terms: PriceTerms, words: OfferWords) -> Iterator[Block]:
    if terms.valid_days:
        yield Paragraph(f"{words.holds} {_days(terms.valid_days)} na de datum hieronder.")
    else:
        yield Paragraph((Open("geldigheid", words.how_long, PRICE),))


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dagen"
