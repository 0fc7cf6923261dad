"""Taking another edition of the notice over in a bid: lots, requirements, and what somebody has to look at. Nothing here commits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from incubator.bids.models import (
    Bid,
    BidEffect,
    EffectKind,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
)
from incubator.bids.queries import asking
from incubator.bids.queries import requirements as rows_of
from incubator.bids.queries import sections as written
from incubator.bids.queries.corrections import NoticeNews
from incubator.bids.rules import corrections as rules
from incubator.bids.rules import following
from incubator.bids.rules.following import EditionAsks, KnownDemand, NewWords
from incubator.bids.rules.requirements.of_notice import asked_in_notice
from incubator.bids.services import requirements
from incubator.core import clock
from incubator.core.db import db
from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_day
from incubator.formats.values import LotState, ReadNotice

MOST_LETTERS = 200  # of a requirement in a sentence about it


@dataclass(slots=True)
class Moved:
    """What taking a correction over came to."""

    lots_gone: list[str] = field(default_factory=list)
    effects: int = 0


@dataclass(slots=True)
class Mover:
    """Takes what an edition changes to a bid, and notes what somebody has to look at."""

    bid: Bid
    news: NoticeNews
    now: datetime
    moved: Moved = field(default_factory=Moved)

    def lots(self) -> None:
        """By their number; a lot that is gone or that the buyer stopped is named. The last one stays, so that nothing becomes all."""
        # A correction without lots may just not repeat them.
        states = {lot.id: lot.state for lot in self.news.after.real_lots}
        if not states:
            return
        kept = []
        for lot_id in self.bid.lots:
            if lot_id not in states:
                self._gone(lot_id, N_("A lot on which you bid is gone: %(lot)s"))
            elif states[lot_id] is LotState.CANCELLED:
                self._gone(lot_id, N_("The buyer stopped a lot on which you bid: %(lot)s"))
            else:
                kept.append(lot_id)
        # What was handed in stands: what became of a lot is told, and the bid stays on what it was on.
        if written.is_open(self.bid):
            self.bid.lots = kept or self.bid.lots

    def _gone(self, lot_id: str, words: str) -> None:
        self.moved.lots_gone.append(lot_id)
        self._note(EffectKind.LOT, words, lot=lot_id)

    def requirements(self, lots_before: Sequence[str]) -> None:
        """What was read in the notice follows it, what was read in the papers of the buyer is marked, what is new is proposed."""
        before = self._edition(self.news.before, lots_before)
        after = self._edition(self.news.after, self.bid.lots)
        every = rows_of.requirements(self.bid)
        rows = [row for row in every if not self._went_with_lot(row)]
        by_number = {row.id: row for row in rows}
        of_notice = [_known(row) for row in rows if row.origin is RequirementOrigin.NOTICE]
        result = following.follow(of_notice, before, after)
        for change in result.changed:
            self._follow(by_number[change.number], change)
        for number in result.gone:
            self._dropped(by_number[number])
        for number in result.unclear:
            words = N_(
                "“%(name)s” weighs otherwise in each lot now. Confirm it for each lot, and take this one off the list."
            )
            self._note(
                EffectKind.REQUIREMENT_CHANGED, words, by_number[number], name=by_number[number].text[:MOST_LETTERS]
            )
        of_papers = [_known(row) for row in rows if row.origin is not RequirementOrigin.NOTICE and row.is_confirmed]
        for change in following.otherwise(of_papers, before, after):
            self._mark(by_number[change.number], change)
        self._propose(result, len(every))

    def _went_with_lot(self, row: Requirement) -> bool:
        """What the notice asked for a lot that is gone is asked no more: it stays in store, and stops nobody."""
        gone = row.lot in self.moved.lots_gone and row.lot not in self.bid.lots
        if gone and row.origin is RequirementOrigin.NOTICE and row.state is not RequirementState.DROPPED:
            row.state = RequirementState.DROPPED
            row.revision += 1
        return gone

    def open_points(self) -> None:
        """What a corrigendum changes and that could not be put in for certain."""
        for change in self.news.described:
            if rules.is_open(change):
                words = N_(
                    "The buyer corrects this: %(section)s. It was: %(before)s. It is now: %(after)s. Does it count for you?"
                )
                section, before, after = change.field or change.description, change.old or "-", change.new or "-"
                lots = list(change.lots)
                self._note(EffectKind.OTHER, words, None, section=section, lots=lots, before=before, after=after)

    def _edition(self, notice: ReadNotice, lots: Sequence[str]) -> EditionAsks:
        closes, day_only = notice.deadline, notice.deadline_day_only
        if self.bid.invitation is not None:
            closes, day_only = self.bid.deadline, self.bid.deadline_day_only
        moment = requirements.in_words(closes, day_only=day_only)
        day = "" if closes is None else write_day(clock.local(closes).date())
        return EditionAsks(notice, asked_in_notice(notice, moment, lots, asking.law_of(self.bid)), day, moment)

    def _follow(self, row: Requirement, words: NewWords) -> None:
        """The row as the notice has it now. What it was stands in the effect; what was done was done for the words that are gone."""
        before = _in_short(row, words)
        name = row.text[:MOST_LETTERS]
        if words.text is not None:
            row.text = words.text
            row.done_at, row.done_by_id = None, None
        if words.weight is not None:
            row.weight, row.weight_unit = words.weight, words.unit or row.weight_unit
        row.revision += 1
        if row.state is not RequirementState.CONFIRMED:
            return
        if words.text is not None:
            sentence = N_(
                "The notice reads otherwise now, and your list goes along. It was: %(before)s. It is now: %(after)s."
            )
        else:
            sentence = N_("The weight of “%(name)s” was %(before)s and is now %(after)s")
        params = {"name": name, "before": before, "after": _in_short(row, words)}
        self._note(EffectKind.REQUIREMENT_CHANGED, sentence, row, **params)

    def _mark(self, row: Requirement, words: NewWords) -> None:
        """Papers go before a notice, or after it: somebody has to say which holds."""
        now = words.text[:MOST_LETTERS] if words.text is not None else _weighing(words.weight, words.unit)
        new = {"text": words.text, "weight": words.weight, "weight_unit": words.unit}
        adopted = {name: value for name, value in new.items() if value is not None}
        sentence = N_("“%(name)s” stands otherwise in the new notice: %(after)s")
        params = {"name": row.text[:MOST_LETTERS], "before": _in_short(row, words), "after": now, "adopt": adopted}
        self._note(EffectKind.REQUIREMENT_CHANGED, sentence, row, **params)

    def _dropped(self, row: Requirement) -> None:
        if row.state is not RequirementState.CONFIRMED:
            row.state = RequirementState.DROPPED
            return
        words = N_("The notice does not ask this any more: %(name)s")
        if row.kind is RequirementKind.AWARD:
            words = N_("The notice does not name this criterion any more: %(name)s")
        self._note(EffectKind.REQUIREMENT_DROPPED, words, row, name=row.text[:MOST_LETTERS])

    def _propose(self, result: following.Following, after: int) -> None:
        """What came: requirements that wait for somebody to confirm them."""
        known = {row.id for row in rows_of.requirements(self.bid)}
        requirements.propose(self.bid, result.fresh, file=None, after=after)
        for row in rows_of.requirements(self.bid):
            if row.id not in known:
                words = N_("The notice asks something new: %(name)s")
                if row.kind is RequirementKind.AWARD:
                    words = N_("The notice names a new criterion: %(name)s")
                self._note(EffectKind.REQUIREMENT_ADDED, words, row, name=row.text[:MOST_LETTERS])

    def _note(self, kind: EffectKind, words: str, requirement: Requirement | None = None, **params: object) -> None:
        effect = BidEffect(bid_id=self.bid.id, kind=kind, words=words, params=dict(params), added_at=self.now)
        effect.requirement_id = None if requirement is None else requirement.id
        db.session.add(effect)
        self.moved.effects += 1


def _known(row: Requirement) -> KnownDemand:
    return KnownDemand(row.id, row.kind, row.text, row.lot, row.weight)


def _in_short(row: Requirement, words: NewWords) -> str:
    """What of a row changes, as it stands at this moment."""
    return row.text[:MOST_LETTERS] if words.text is not None else _weighing(row.weight, row.weight_unit)


def _weighing(weight: str | None, unit: str | None) -> str:
    if weight is None:
        return "-"
    return f"{weight}%" if unit == "percentage" else weight
