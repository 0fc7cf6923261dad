"""The demo is believable: nothing is half, nothing contradicts itself, everything was written through the services."""

import pytest
import time_machine

from incubator.anchors.queries import institutions as anchors
from incubator.anchors.queries import purchases
from incubator.anchors.values.purchases import SpendAnswer
from incubator.bids.models import (
    Answer,
    AwardDecision,
    Bid,
    BidDocument,
    BidEffect,
    BidStage,
    BuyerQuestion,
    LibraryKind,
    PartnerState,
    PriceLine,
    PriceSheet,
    Requirement,
    Submission,
)
from incubator.bids.queries import partners as bidding_together
from incubator.bids.queries import requirements as asked
from incubator.bids.queries import sections as written
from incubator.bids.queries.contracts import contract_of_bid
from incubator.bids.values.documents import Audience
from incubator.capital.queries import standing
from incubator.challenges.models import KnownContract
from incubator.challenges.models.buyers import BuyerTalk
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from incubator.duties import queries as duties
from incubator.learning import queries as learning
from incubator.meetings.queries import meetings
from incubator.meetings.values import MeetingState
from incubator.moneymap.queries import awards as money_awards
from incubator.neighbourhood.models import Neighbourhood
from incubator.notices.models import Notice
from incubator.register import queries as register
from incubator.register.queries import board, owners
from incubator.register.values import MembershipStanding
from incubator.reviews.models import Round
from incubator.reviews.values import RoundStage
from incubator.seed import filling
from incubator.statutes import queries as statutes
from incubator.statutes import rules
from incubator.statutes.queries import founders
from incubator.statutes.values import Severity, read
from incubator.watch import queries as watch


@pytest.fixture(scope="module")
def demo(make_demo):
    app = make_demo()
    with app.app_context():
        yield {group.phase: group for group in everyone()}
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("moment", ["2026-07-01T22:30:00Z", "2027-01-01T23:15:00Z", "2026-11-28T07:00:00Z"])
def test_it_can_be_filled_at_any_hour(app, moment):
    """Also just after midnight here, when elsewhere it is still the day before, and across the end of summer time."""
    with time_machine.travel(moment, tick=True):
        filling.fill()
        assert len(everyone()) == 5


def everyone():
    return [cooperatives.cooperative_by_slug(slug) for slug in sorted(cooperatives.all_slugs())]


def count(model, *conditions):
    return db.session.scalar(db.select(db.func.count()).select_from(model).where(*conditions))


def test_each_group_is_somewhere_else_on_the_way(demo):
    assert set(demo) == {Phase.F0, Phase.F1, Phase.F4, Phase.F6, Phase.F7}


@pytest.mark.parametrize("phase", [Phase.F6, Phase.F7])
def test_a_founded_cooperative_has_a_history(demo, phase):
    group = demo[phase]
    reached = cooperatives.milestones(group)
    assert {"statutes-approved", "deed", "kvk"} <= set(reached)
    assert reached["statutes-approved"].on_date < reached["deed"].on_date <= reached["kvk"].on_date
    effective = statutes.effective(group)
    assert effective.file.size > 10_000
    errors = [
        finding
        for finding in rules.check(read(effective.answers), on=clock.today())
        if finding.severity is Severity.ERROR
    ]
    assert errors == []
    holding = cooperatives.holding_values(group)
    assert holding["identity.name"] == effective.answers["statutes"]["name"]
    assert statutes.changed_since(effective) == []


@pytest.mark.parametrize("phase", [Phase.F6, Phase.F7])
def test_its_register_knows_members_and_what_they_paid(demo, phase):
    rows = register.register_on(demo[phase], clock.today())
    assert len([row for row in rows if row.standing is MembershipStanding.MEMBER]) >= 3
    assert all(row.paid_cents > 0 for row in rows)
    assert cooperatives.holding_values(demo[phase])["people.members_count"] == str(len(rows))


def test_work_waits_in_every_state(demo):
    assert set(db.session.scalars(db.select(Round.stage))) == set(RoundStage)


def test_there_is_something_to_decide_in_the_dossier(demo):
    assert [point.key for point in cooperatives.open_points(demo[Phase.F4])] == ["capital.contribution"]


def test_two_founders_were_asked_for_the_data_of_the_deed_and_one_filled_them_in(demo):
    entries = [entry for entry in founders.founders(demo[Phase.F4]) if entry.asked is not None]
    assert [(entry.founder.name, entry.asked.filled_at is not None) for entry in entries] == [
        ("Samuel Adeyemi", False),
        ("Joke van den Berg", True),
    ]


def test_there_are_notices_matches_bids_and_mails(demo):
    assert count(Notice) >= 35
    assert all(watch.matches(demo[phase], now=clock.now()) for phase in (Phase.F6, Phase.F7))
    assert count(Bid) >= 1
    assert count(OutgoingMail) >= 10


def test_an_award_of_the_city_fills_the_results_the_anchor_and_the_proposals_of_the_money_map(demo):
    place = db.session.scalars(db.select(Neighbourhood)).one()
    city = anchors.anchor_called(place.id, "Gemeente Utrecht")
    parts = purchases.awarded(city, place.municipality)
    assert {(part.local, part.small) for part in parts} >= {
        (SpendAnswer.YES, SpendAnswer.YES),
        (SpendAnswer.NO, SpendAnswer.NO),
    }
    proposals = money_awards.proposed(place)
    assert {flow.winner for flow in proposals} == {part.winner for part in parts}
    assert all(flow.cents for flow in proposals)


def bid_of(group, stage):
    return db.session.scalars(db.select(Bid).where(Bid.cooperative_id == group.id, Bid.stage == stage)).one()


def test_one_bid_is_written_for_all_criteria_but_one_and_the_price(demo):
    bid = bid_of(demo[Phase.F6], BidStage.WRITING)
    texts = list(written.text_sections(bid))
    empty = [section.title for section in texts if not any(written.texts_of(section).values())]
    assert (len(texts), empty) == (3, ["Omgang met bewoners en meldingen"])
    stopping = asked.open_knock_outs_of(bid)
    assert [row.text for row in stopping] == [
        "De inschrijver beschikt uiterlijk bij de start over een geldig VCA-certificaat."
    ]
    assert count(Requirement, Requirement.bid_id == bid.id, Requirement.done_at.is_not(None)) == 2


def test_it_is_made_with_a_cooperative_of_the_incubator_and_a_firm_outside(demo):
    bid = bid_of(demo[Phase.F6], BidStage.WRITING)
    known = bidding_together.partners(bid)
    inside = [partner.cooperative_id for partner in known if partner.cooperative_id not in (None, bid.cooperative_id)]
    assert inside == [demo[Phase.F7].id]
    assert {partner.state for partner in known} == {PartnerState.AGREED}
    assert sum(partner.share_hundredths for partner in known) == 10_000


def test_it_has_a_price_with_a_wage_a_question_with_its_answer_and_both_kinds_of_documents(demo):
    bid = bid_of(demo[Phase.F6], BidStage.WRITING)
    price = db.session.scalars(db.select(PriceSheet).where(PriceSheet.bid_id == bid.id)).one()
    assert price.wage_cents
    assert price.wage_named
    assert count(PriceLine, PriceLine.bid_id == bid.id) == 4
    question = db.session.scalars(db.select(BuyerQuestion)).one()
    assert question.sent_on < question.answered_on <= clock.today()
    assert [effect.done_at for effect in db.session.scalars(db.select(BidEffect))] == [None]
    assert set(db.session.scalars(db.select(BidDocument.audience))) == set(Audience)


def test_the_library_has_every_kind_and_a_certificate_that_ends_soon(demo):
    known = {answer.kind: answer for answer in db.session.scalars(db.select(Answer))}
    assert set(known) == set(LibraryKind)
    assert 0 < (known[LibraryKind.CERTIFICATE].valid_until - clock.today()).days < 60


def test_a_bid_that_was_lost_tells_on_which_points_and_what_was_learnt(demo):
    bid = bid_of(demo[Phase.F6], BidStage.LOST)
    decision = db.session.scalars(db.select(AwardDecision).where(AwardDecision.bid_id == bid.id)).one()
    assert [(score.ours, score.winners) for score in decision.scores] == [(4200, 5400), (3600, 3400)]
    assert bid.outcome_note
    assert count(Submission, Submission.bid_id == bid.id) == 1


def test_a_bid_that_was_won_became_a_contract_with_an_option_reports_and_an_index(demo):
    contract = contract_of_bid(bid_of(demo[Phase.F7], BidStage.WON))
    assert contract.option_by > clock.today()
    assert (contract.options, contract.report_months, contract.index_month) == (2, 3, 1)


def test_a_group_knows_a_contract_that_nears_its_end_and_talks_with_its_buyer(demo):
    of_group = db.select(KnownContract).where(KnownContract.cooperative_id.is_not(None))
    (contract,) = db.session.scalars(of_group).all()
    assert "demo" in contract.source
    # Far enough from its end to be challenged, whatever the day on which the demo is filled.
    assert 365 < (contract.last_day - clock.today()).days < 18 * 30
    (talk,) = db.session.scalars(db.select(BuyerTalk)).all()
    assert talk.next_on > clock.today()
    assert (talk.buyer.cooperative_id, talk.buyer.code) == (contract.cooperative_id, contract.authority_code)


def test_every_group_that_learns_has_begun(demo):
    # The group that started with a chance did so two weeks ago: its first step is still to come.
    assert all(learning.enrolment(group) for phase, group in demo.items() if phase is not Phase.F0)


def test_the_audit_committee_of_a_year_that_is_over_stands_in_the_register(demo):
    """It was chosen, and not only marked as done."""
    group, today = demo[Phase.F7], clock.today()
    for duty in duties.duties_of(group, today):
        if duty.key.startswith("committee-") and duty.due.last < today:
            assert duty.done
            assert len(board.committee_of(group, duty.due.last.year)) == 2
            assert not duties.history(group, duty.key)


def test_its_audit_committee_is_of_two_members_who_are_not_on_the_board(demo):
    group, today = demo[Phase.F6], clock.today()
    chosen = {seat.member_id for seat in board.committee_of(group, board.year_of(group, today))}
    directors = {row.member_id for row in board.directors_on(group, today)}
    assert len(chosen) == 2
    assert directors
    assert chosen.isdisjoint(directors)


def test_who_got_much_of_the_last_division_is_asked_about_as_an_owner(demo):
    answer = owners.owners_on(demo[Phase.F7], clock.today())
    assert answer.pseudo
    assert not answer.sure
    assert {owner.name.split()[0] for owner in answer.likely} == {"Priya", "Joke"}


def test_what_goes_before_the_accounts_was_done_before_they_were_adopted(demo):
    group = demo[Phase.F7]
    (adopted,) = [known.adopted_on for known in standing.years(group) if known.adopted_on is not None]
    balances = [duty for duty in duties.duties_of(group, clock.today()) if duty.key.startswith("balance") and duty.mark]
    assert balances
    assert all(duty.mark.on <= adopted for duty in balances if duty.due.counted.year == adopted.year)


def test_the_general_meeting_was_held_in_the_evening(demo):
    (held,) = [meeting for meeting in meetings.meetings(demo[Phase.F6]) if meeting.state is MeetingState.CLOSED]
    assert clock.local(held.begins_at).strftime("%H.%M") == "19.30"
