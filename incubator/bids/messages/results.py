"""Words for how a bid ended, and the documents after the award."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.bids.documents import objections
from incubator.bids.documents.objections import DecisionFacts, ScoreLine
from incubator.bids.messages.asking import source_of
from incubator.bids.messages.bidding import STAGES
from incubator.bids.models import AwardDecision, AwardOutcome, BidStage, CriterionScore, LossReason, StandstillKind
from incubator.bids.queries.results import standstill_of
from incubator.bids.rules.results import BidResult, ResultsCount, count
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.quantities import write_decimal
from incubator.core.tables import Column, Value
from incubator.core.word import Document

OUTCOMES = {
    AwardOutcome.WON: _l("We won"),
    AwardOutcome.LOST: _l("Another won"),
    AwardOutcome.STOPPED: _l("The buyer awards it to nobody"),
}
REASONS = {
    LossReason.QUALITY: _l("the quality part"),
    LossReason.PRICE: _l("the price"),
    LossReason.EXPERIENCE: _l("references or experience"),
    LossReason.INVALID: _l("late, incomplete, or a requirement that we did not meet"),
    LossReason.OTHER_WORK: _l("this was not our kind of work"),
    LossReason.UNKNOWN: _l("we do not know"),
}


def points(hundredths: int | None) -> str:
    """Points as people write them; a stripe for what the letter does not say."""
    if hundredths is None:
        return "-"
    return write_decimal(hundredths / 100)


def reason_in_words(reason: str | None) -> str:
    """Why a bid was not won; empty when nobody said."""
    return "" if reason is None else str(REASONS[LossReason(reason)])


def outcome_in_words(result: BidResult) -> str:
    return str(STAGES[BidStage(result.outcome)])


def facts_of(decision: AwardDecision) -> DecisionFacts:
    """A decision as the letters write it."""
    term = standstill_of(decision)
    submitted_at = decision.bid.submitted_at
    last_day = plan_by = None
    if term is not None:
        last_day, plan_by = term.last_day, term.plan_by
    return DecisionFacts(
        sent_on=decision.sent_on,
        winner=decision.winner,
        place=decision.place,
        bids_number=decision.bids_number,
        last_day=last_day,
        plan_by=plan_by,
        by_law=decision.standstill is StandstillKind.LAW and decision.standstill_until is None,
        reasons_asked_on=decision.reasons_asked_on,
        submitted_on=submitted_at and clock.local(submitted_at).date(),
        scores=tuple(map(_line, decision.scores)),
    )


def _line(score: CriterionScore) -> ScoreLine:
    return ScoreLine(
        criterion=score.criterion,
        lot=score.lot or "",
        ours=points(score.ours),
        most=points(score.most),
        winners=points(score.winners),
        remark=score.remark,
    )


def reasons_letter(decision: AwardDecision, *, made_at: datetime) -> Document:
    """The request for the reasons of the buyer."""
    return objections.reasons(source_of(decision.bid, made_at=made_at), facts_of(decision))


def objection_letter(decision: AwardDecision, *, made_at: datetime) -> Document:
    """The draft for a lawyer."""
    return objections.objection(source_of(decision.bid, made_at=made_at), facts_of(decision))


def columns_of_group() -> tuple[Column, ...]:
    """The heads of the register of a group."""
    return (
        Column(_("Bid"), 40),
        Column(_("Buyer"), 30),
        Column(_("How it ended")),
        Column(_("Decided on")),
        Column(_("Our points")),
        Column(_("The most points")),
        Column(_("Why not won")),
        Column(_("What we learnt"), 60),
    )


def rows_of_group(results: Iterable[BidResult]) -> list[tuple[Value, ...]]:
    """The lines of the register of a group."""
    return list(map(_row_of_bid, results))


def _row_of_bid(result: BidResult) -> tuple[Value, ...]:
    ours = most = None
    if result.most:
        ours, most = write_decimal(result.ours / 100), write_decimal(result.most / 100)
    return (
        result.title,
        result.buyer,
        outcome_in_words(result),
        result.decided_on,
        ours,
        most,
        reason_in_words(result.reason),
        result.lesson,
    )


def columns_of_all() -> tuple[Column, ...]:
    """The heads of the counts over groups."""
    return (
        Column(_("Group"), 40),
        Column(_("With the buyer")),
        Column(_("Won")),
        Column(_("Not won")),
        Column(_("Stopped")),
    )


def counts(groups: Sequence[tuple[Cooperative, list[str]]]) -> list[tuple[Cooperative, ResultsCount]]:
    """How many bids of each group ended how."""
    counted = []
    for group, stages in groups:
        counted.append((group, count(stages)))
    return counted


def rows_of_all(counted: Iterable[tuple[Cooperative, ResultsCount]]) -> list[tuple[Value, ...]]:
    """The lines of the counts over groups."""
    rows: list[tuple[Value, ...]] = []
    for group, numbers in counted:
        rows.append((group.name, numbers.submitted, numbers.won, numbers.lost, numbers.withdrawn))
    return rows
