"""The bids of the demo that were handed in, and what became of them. All made up."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from incubator.accounts.models import User
from incubator.bids.models import AwardDecision, Bid
from incubator.bids.rules.contracts import ContractTerms
from incubator.bids.rules.results import DecisionTerms, ScoreTerms
from incubator.bids.services import agreements, bidding, contracts, deciding, results, scores, submitting
from incubator.bids.services.deciding import GoAnswers
from incubator.bids.services.submitting import HandedIn
from incubator.cooperatives.models import Cooperative
from incubator.core.quantities import months_later
from incubator.seed import bids
from incubator.seed.moment import Moment
from incubator.watch.models import CameBy
from incubator.watch.services import requests
from incubator.watch.services.requests import AskedWork

GO = GoAnswers(
    answers={"hours": "yes", "pays": "yes", "want": "yes", "skills": "yes", "partners": "yes"},
    reason="Wij zijn gevraagd, en het is om de hoek.",
)


def hand_in(bid: Bid, name: str, place: str, *, by: User, at: Moment, days: int) -> None:
    """Written, and then handed in so many days ago."""
    bids.plan(bid, bids.content(name), by=by, at=at, days=days)
    moment = at.ago(days)
    submitting.submit(bid, HandedIn(moment, place, "demo"), by=by, now=moment)


def lost(group: Cooperative, by: User, at: Moment) -> None:
    """An offer that was second: the points of each criterion, and what was learnt."""
    known = bids.content("lost")
    bid = _asked(group, known, by, at, days=80)
    hand_in(bid, "lost", "Per e-mail", by=by, at=at, days=66)
    sent = at.ago(52).date()
    terms = DecisionTerms("lost", sent, winner=known["winner"], place=2, bids_number=3, price_place=1, reason="quality")
    decision = results.record_decision(bid, terms, by=by, now=at.ago(52), today=sent)
    _points(bid, decision, known)


def won(group: Cooperative, by: User, at: Moment) -> None:
    """An offer that became work: a contract that can be extended, with reports and a price that goes along with an index."""
    known = bids.content("won")
    bid = _asked(group, known, by, at, days=150)
    hand_in(bid, "won", "Per e-mail", by=by, at=at, days=136)
    sent = at.ago(120).date()
    decision = results.record_decision(
        bid, DecisionTerms("won", sent, place=1, bids_number=2), by=by, now=at.ago(120), today=sent
    )
    _points(bid, decision, known)
    contract = agreements.sign(bid, sent, because="", by=by, now=at.ago(120))
    contracts.correct_contract(contract, _contract(bid, at), today=at.today)


def _contract(bid: Bid, at: Moment) -> ContractTerms:
    begun = at.ago(100).date()
    ends = months_later(begun, 12)
    return ContractTerms(
        bid.work.title,
        bid.work.buyer.name if bid.work.buyer is not None else "",
        at.ago(120).date(),
        ends_on=ends,
        value_cents=6_200_000,
        jobs_percent=120,
        starts_on=begun,
        options=2,
        option_months=12,
        option_by=ends - timedelta(days=90),
        first_report_on=months_later(begun, 3),
        report_months=3,
        index_month=1,
        index_name="Consumentenprijsindex van het CBS",
        index_base=str(begun.year),
        social_return="Twee plekken voor mensen die weer willen beginnen met werken",
        payment_days=30,
        contact="Voorbeeld van een contact",
    )


def _asked(group: Cooperative, known: Mapping[str, Any], by: User, at: Moment, *, days: int) -> Bid:
    """A bid on what a client asked by mail, with the decision to go for it."""
    began = at.ago(days)
    due = (began + timedelta(days=20)).date()
    work = AskedWork(known["client"], known["title"], known["description"], due_on=due, came_by=CameBy.MAIL)
    asked = requests.enter(group, work, author=by, now=began)
    bid = bidding.start_on_request(asked, owner=by, now=began, today=began.date())
    deciding.decide(bid, GO, go=True, by=by, now=began, today=began.date())
    return bid


def _points(bid: Bid, decision: AwardDecision, known: Mapping[str, Any]) -> None:
    for criterion, ours, most, winners, remark in known["scores"]:
        scores.write_score(decision, ScoreTerms(criterion, None, ours, most, winners, remark))
    results.write_lesson(bid, known["lesson"], revision=bid.note_revision)
