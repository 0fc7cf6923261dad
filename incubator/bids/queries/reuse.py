"""Which texts were used again in a bid and are not to be trusted on the day of handing in."""

from collections.abc import Iterator, Sequence
from datetime import date

from incubator.bids.models import AnswerUse, Bid
from incubator.bids.queries import answers as library
from incubator.bids.queries import sections as written
from incubator.bids.rules import reuse
from incubator.bids.rules.freshness import Freshness, freshness
from incubator.bids.rules.reuse import ReusedText
from incubator.bids.rules.suggestions import KnownAnswer, holds


def to_look_at(bid: Bid, on: date) -> list[ReusedText]:
    """What was put into sections and is not fresh on a day, each once a section."""
    uses = written.uses(bid)
    kept: dict[tuple[object, int], ReusedText] = {}
    for text in (*_of_library(bid, uses, on), *_of_elsewhere(bid, uses, on)):
        kept[text.answer_id or text.params["name"], text.section_id] = text
    return list(kept.values())


def _of_library(bid: Bid, uses: Sequence[AnswerUse], on: date) -> Iterator[ReusedText]:
    left = library.left_of(bid.cooperative)
    for use in uses:
        known = use.answer
        if known is None:
            continue
        dates = library.dates_of(known, left)
        state = freshness(dates, on)
        if state is not Freshness.FRESH:
            message, day = reuse.of_library(state, dates.kind, valid_until=dates.valid_until, left_on=dates.left_on)
            yield ReusedText(use.section_id, message, _named(known.title, day), known.id)


def _of_elsewhere(bid: Bid, uses: Sequence[AnswerUse], on: date) -> Iterator[ReusedText]:
    """As long as a paragraph of it still stands there, and nobody kept the part in the library as it is now."""
    others = [use for use in uses if use.answer is None]
    if not others:
        return
    old, looked_at = _old_and_looked_at(bid, on)
    for use in others:
        source, text = old.get(use.source), getattr(use.section, use.part)
        if source is not None and holds(text, source.text) and not holds(looked_at, source.text):
            message, day = reuse.of_elsewhere(source.since)
            yield ReusedText(use.section_id, message, _named(source.title, day))


def _old_and_looked_at(bid: Bid, on: date) -> tuple[dict[str, KnownAnswer], str]:
    """What is no longer fresh outside the library, by title; and all that the library holds and is fresh."""
    old: dict[str, KnownAnswer] = {}
    looked_at = []
    for known in library.all_known(bid, on):
        is_fresh = known.freshness is Freshness.FRESH
        if known.answer_id is not None and is_fresh:
            looked_at.append(known.text)
        elif known.answer_id is None and not is_fresh:
            old[known.title] = known
    return old, "\n".join(looked_at)


def _named(title: str, day: date | None) -> dict[str, object]:
    return {"name": title, "day": day or ""}


def state_of(bid: Bid, ref: str, on: date) -> Freshness:
    """How fresh what goes by this name is; fresh when it is not there."""
    known = library.known_by_ref(bid, ref, on)
    return known.freshness if known is not None else Freshness.FRESH
