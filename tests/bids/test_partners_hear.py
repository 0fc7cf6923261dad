"""The cooperatives that bid along hear each thing that became of the bid, and each that is taken back; of their own lots."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.bids.models import BidStage, PartnerRole
from incubator.bids.queries import party_changes
from incubator.bids.queries.results import standing_decision, standstill_of
from incubator.bids.rules.results import DecisionTerms
from incubator.bids.services import agreements, bidding, contracts, results, submitting
from incubator.bids.services.award_dates import MAY_OBJECT, MAY_SIGN
from incubator.bids.services.submitting import HandedIn
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from tests.bids.test_joint_changes import agreed, mails_to, with_buyer
from tests.bids.test_together import bid, gardener, leader, meedoen, neighbour, notice, other, page, samen, words

__all__ = ["bid", "gardener", "leader", "neighbour", "notice", "other"]
LOTS = ["LOT-0001", "LOT-0002"]


@pytest.fixture
def closed(bid, gardener, neighbour):
    """A partner of a bid that was handed in together, on two lots, and of which the deadline passed."""
    bid.lots = LOTS
    partner = agreed(bid)
    with_buyer(bid, gardener)
    bid.notice.deadline = clock.now()
    db.session.commit()
    return partner


def decide(partner, by, outcome="won", **more):
    today = clock.today()
    lots = () if outcome == "lost" else tuple(LOTS)
    terms = {"standstill_until": today + timedelta(days=20), "lots_won": lots, **more}
    decision = results.record_decision(
        partner.bid, DecisionTerms(outcome, today, **terms), by=by, now=clock.now(), today=today
    )
    db.session.commit()
    return decision


def undo(decision, by):
    results.undo_decision(decision, by=by, now=clock.now())
    db.session.commit()


def titles(partner):
    return {entry.title for entry in agenda.entries([partner.cooperative_id], since=clock.now() - timedelta(days=1))}


def last_mail(person):
    statement = select(OutgoingMail).where(OutgoingMail.recipient == person.email).order_by(OutgoingMail.id.desc())
    return db.session.scalars(statement).first()


def test_who_won_waits_and_has_nothing_to_object_to(client, sign_in, closed, gardener, neighbour):
    decision = decide(closed, gardener)
    assert titles(closed) == {MAY_SIGN}
    sign_in(client, neighbour)
    shown = page(client, meedoen(closed))
    assert "Last working day to object" not in shown
    assert "Laatste werkdag om bezwaar" not in shown
    assert standstill_of(decision).may_sign_from


@pytest.mark.parametrize(
    ("lots", "heading", "due"),
    [
        (LOTS[1:], "lost", {MAY_OBJECT}),
        (LOTS[:1], "won", {MAY_SIGN}),
        ([], "won", {MAY_SIGN, MAY_OBJECT}),
    ],
)
def test_a_partner_hears_how_its_own_lots_ended(client, sign_in, closed, gardener, neighbour, lots, heading, due):
    closed.lots = lots
    decide(closed, gardener, lots_won=("LOT-0001",))
    assert titles(closed) == due
    sign_in(client, neighbour)
    shown = page(client, meedoen(closed))
    names = {"won": ("Wij hebben gewonnen", "We won"), "lost": ("Een ander heeft gewonnen", "Another won")}
    assert any(name in shown for name in names[heading])


def test_a_wrong_click_is_told_and_so_is_what_was_decided_after_all(closed, gardener, neighbour):
    known = len(mails_to(neighbour))
    undo(decide(closed, gardener), gardener)
    assert len(mails_to(neighbour)) == known + 2
    assert titles(closed) == set()
    # The number of the first may be that of the second: it is another decision all the same.
    decide(closed, gardener, "lost")
    assert len(mails_to(neighbour)) == known + 3
    assert titles(closed) == {MAY_OBJECT}
    # The same again is no news.
    decide(closed, gardener, "lost")
    assert len(mails_to(neighbour)) == known + 3


def test_the_contract_its_parts_and_a_contract_by_mistake_are_told(client, sign_in, closed, gardener, neighbour):
    decide(closed, gardener)
    known = len(mails_to(neighbour))
    contract = agreements.sign(closed.bid, clock.today(), because="Haast", by=gardener, now=clock.now())
    db.session.commit()
    assert len(mails_to(neighbour)) == known + 1
    assert titles(closed) == set()
    sign_in(client, gardener)
    part = {f"part_{closed.id}": "400,50"}
    for _again in range(2):
        assert client.post(samen(closed.bid, "opdracht"), data=part).status_code == 302
    # Of what did not change there is no mail.
    assert len(mails_to(neighbour)) == known + 2
    assert "400,50" in str(last_mail(neighbour).letter)
    db.session.expire_all()
    contracts.remove_contract(contract, now=clock.now())
    db.session.commit()
    assert len(mails_to(neighbour)) == known + 3
    assert closed.contract_cents is None
    # The decision stands: who won waits again.
    assert titles(closed) == {MAY_SIGN}


def test_a_hand_in_that_is_taken_back_is_told(bid, gardener, neighbour):
    agreed(bid)
    submission = with_buyer(bid, gardener)
    known = len(mails_to(neighbour))
    now = clock.now()
    submitting.take_back(submission, "Verkeerd bestand", by=gardener, now=now, today=clock.today())
    db.session.commit()
    assert len(mails_to(neighbour)) == known + 1


def test_a_missed_hand_in_that_is_recorded_late_is_told(client, sign_in, bid, gardener, neighbour):
    agreed(bid)
    bidding.move(bid, BidStage.WRITING, note="", now=clock.now(), today=clock.today())
    bid.started_at = clock.now() - timedelta(days=9)
    bid.notice.published = clock.today() - timedelta(days=20)
    bid.notice.deadline = clock.now() - timedelta(days=1)
    db.session.commit()
    known = len(mails_to(neighbour))
    at = clock.now() - timedelta(days=2)
    handed = HandedIn(at, "TenderNed", is_record=True)
    results.settle_missed(bid, handed, lesson="", by=gardener, now=clock.now(), today=clock.today())
    db.session.commit()
    assert party_changes.handed_in(bid) is not None
    assert len(mails_to(neighbour)) == known + 1


@pytest.mark.parametrize("role", [PartnerRole.MEMBER, PartnerRole.SUBCONTRACTOR])
def test_a_bid_that_stops_and_goes_on_after_all_is_told(bid, gardener, neighbour, role):
    agreed(bid, role=role)
    known = len(mails_to(neighbour))
    for number, stage in enumerate((BidStage.WITHDRAWN, BidStage.DECIDING), start=1):
        bidding.move(bid, stage, note="", now=clock.now(), today=clock.today())
        db.session.commit()
        assert len(mails_to(neighbour)) == known + number


def test_a_buyer_that_awards_to_nobody_is_no_group_that_stops(closed, gardener, neighbour):
    known = len(mails_to(neighbour))
    decide(closed, gardener, "stopped", lots_won=(), standstill_until=None)
    assert closed.bid.stage is BidStage.WITHDRAWN
    assert len(mails_to(neighbour)) == known + 1
    assert standing_decision(closed.bid).outcome == "stopped"


def test_letters_after_the_decision_are_of_the_whole_combination(client, sign_in, closed, gardener):
    decide(closed, gardener, "lost")
    sign_in(client, gardener)
    address = f"/cooperaties/de-tuin/inschrijvingen/{closed.bid_id}/afloop"
    draft, letter = (words(client.get(f"{address}/{paper}.docx")) for paper in ("bezwaar", "motivering"))
    both = "ombinatie van De Tuin U.A. (penvoerder) en De Hoek U.A."
    assert f"De c{both}" in draft
    assert "samen moeten procederen" in draft
    assert f"namens de c{both}" in letter
