"""Words for how a bid ended, and the documents after the award."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.bids.documents import objections, reasons
from incubator.bids.documents.correspondence import LetterSource
from incubator.bids.documents.decided import DecisionFacts, ScoreLine
from incubator.bids.messages.asking import lots_in_letters, source_of
from incubator.bids.messages.bidding import STAGES
from incubator.bids.models import AwardDecision, AwardOutcome, BidStage, CriterionScore, LossReason
from incubator.bids.queries import results as queries
from incubator.bids.queries.documents import route_of
from incubator.bids.queries.party_changes import parties_handed_in
from incubator.bids.rules.results import BidResult, ResultsCount, count
from incubator.bids.rules.together import LEAD, LIABLE
from incubator.bids.values.documents import ProcurementRoute
from incubator.bids.values.joint import PartyTerms
from incubator.bids.values.law import ProcurementLaw
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.i18n import language
from incubator.core.quantities import write_cents, write_decimal
from incubator.core.reference import eforms_codes
from incubator.core.tables import Column, Value
from incubator.core.word import Document
from incubator.notices import messages as notice_words

OUTCOMES = {
    AwardOutcome.WON: _l("We won"),
    AwardOutcome.LOST: _l("Another won"),
    AwardOutcome.INVALID: _l("Our bid was declared invalid"),
    AwardOutcome.NOT_SELECTED: _l("We were not selected: we may not bid"),
    AwardOutcome.ADMITTED: _l("We are admitted"),
    AwardOutcome.REFUSED: _l("We are not admitted"),
    AwardOutcome.STOPPED: _l("The buyer awards it to nobody"),
}
# In lists, beside what the others are called.
ENDINGS = {
    AwardOutcome.INVALID: _l("Declared invalid"),
    AwardOutcome.NOT_SELECTED: _l("Not selected"),
    AwardOutcome.ADMITTED: _l("Admitted"),
    AwardOutcome.REFUSED: _l("Not admitted"),
    AwardOutcome.STOPPED: _l("Awarded to nobody"),
}
REASONS = {
    LossReason.QUALITY: _l("the quality part"),
    LossReason.PRICE: _l("the price"),
    LossReason.EXPERIENCE: _l("references or experience"),
    LossReason.INVALID: _l("late, incomplete, or a requirement that we did not meet"),
    LossReason.OTHER_WORK: _l("this was not our kind of work"),
    LossReason.UNKNOWN: _l("we do not know"),
}


def points(hundredths: int | None, *, in_euros: bool = False) -> str:
    """Points or an amount as people write them; a stripe for what the letter does not say."""
    if hundredths is None:
        return "-"
    if in_euros:
        return write_cents(hundredths, language=language())
    return write_decimal(hundredths / 100)


def outcome_of(decision: AwardDecision | None, stage: BidStage) -> str:
    """How a bid ended, by the decision that stands, else by its stage."""
    if decision is None:
        return str(STAGES[stage])
    return str(ENDINGS.get(decision.outcome) or STAGES[stage])


def law_in_words(law: ProcurementLaw) -> str:
    """Which law holds of a buyer that is not under ours."""
    if law.is_own:
        return _("the rules of the buyer itself, an international or European institution")
    return _(
        "the law of the country of the buyer (%(country)s)", country=eforms_codes.country_label(law.country, language())
    )


def reason_in_words(reason: str | None) -> str:
    """Why a bid was not won; empty when nobody said."""
    return "" if reason is None else str(REASONS[LossReason(reason)])


def outcome_in_words(result: BidResult) -> str:
    if result.outcome in set(AwardOutcome) - {AwardOutcome.WON, AwardOutcome.LOST}:
        return str(ENDINGS[AwardOutcome(result.outcome)])
    return str(STAGES[BidStage(result.outcome)])


def facts_of(decision: AwardDecision, *, made_at: datetime) -> DecisionFacts:
    """A decision as the letters write it."""
    submitted_at, ends = decision.bid.submitted_at, queries.ends_of(decision)
    with force_locale("nl"):
        scores = tuple(_line(score) for score in decision.scores if score.lot not in ends.won)
    return DecisionFacts(
        # Who won some lots writes about the others.
        outcome=ends.against,
        sent_on=decision.sent_on,
        made_on=clock.local(made_at).date(),
        winner=decision.winner,
        place=decision.place,
        price_place=decision.price_place,
        bids_number=decision.bids_number,
        reason="" if decision.reason is None else decision.reason.value,
        term=queries.standstill_of(decision),
        in_letter=decision.standstill_until is not None,
        reasons_by_law=queries.reasons_by_law(decision),
        reasons_asked_on=decision.reasons_asked_on,
        submitted_on=submitted_at and clock.local(submitted_at).date(),
        scores=scores,
        of_authority=queries.is_of_authority(decision.bid),
        is_open_house=route_of(decision.bid) is ProcurementRoute.OPEN_HOUSE,
    )


def _line(score: CriterionScore) -> ScoreLine:
    return ScoreLine(
        criterion=score.criterion,
        lot=notice_words.lot_name(score.lot) if score.lot else "",
        ours=points(score.ours, in_euros=score.in_euros),
        most=points(score.most, in_euros=score.in_euros),
        winners=points(score.winners, in_euros=score.in_euros),
        remark=score.remark,
    )


def reasons_letter(decision: AwardDecision, *, made_at: datetime) -> Document:
    """The request for the reasons of the buyer."""
    return reasons.reasons(_source(decision, made_at), facts_of(decision, made_at=made_at))


def objection_letter(decision: AwardDecision, *, made_at: datetime) -> Document:
    """The draft for a lawyer."""
    return objections.objection(_source(decision, made_at), facts_of(decision, made_at=made_at))


def _source(decision: AwardDecision, made_at: datetime) -> LetterSource:
    """A letter after a decision: about the lots that we did not get, where we got others."""
    source, lost = source_of(decision.bid, made_at=made_at), queries.ends_of(decision).lost
    members = [party for party in parties_handed_in(decision.bid) if party.role in LIABLE]
    if len(members) > 1:
        source = replace(source, combination=tuple(map(_in_combination, members)))
    return replace(source, lots=lots_in_letters(lost)) if lost else source


def _in_combination(party: PartyTerms) -> str:
    return f"{party.name} (penvoerder)" if party.role == LEAD else party.name


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
        Column(_("Awarded to nobody")),
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
        rows.append((group.name, numbers.submitted, numbers.won, numbers.lost, numbers.withdrawn, numbers.nobody))
    return rows
