"""The board, go or no-go, and the tasks of a bid: their pages, and two people at the same moment."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from incubator.bids import jobs
from incubator.bids.models import Bid, BidStage, BidTask, GoDecision, Partner, PartnerRole, Submission
from incubator.bids.services import bidding, deciding, tasks
from incubator.bids.services.deciding import GoAnswers
from incubator.challenges.services import challenging
from incubator.challenges.services.challenging import ChallengeTerms
from incubator.cooperatives import queries as cooperatives
from incubator.core import agenda, clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.watch.models import WorkRequest
from incubator.watch.services import requests
from tests.at_once import at_once
from tests.bids.factories import handed_in
from tests.factories import MilestoneFactory, UserFactory
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases
PAGE = "/cooperaties/de-tuin/inschrijvingen"


def begin(group, number=1, **more):
    """A bid that waits for a decision."""
    (notice,) = store(publication(number, **more))
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return bid


def only(kind):
    db.session.expire_all()
    return db.session.scalars(select(kind)).one()


def move(bid, stage):
    bidding.move(bid, stage, note="", now=clock.now(), today=clock.today())
    db.session.commit()


def stage_on_page(page, bid):
    """In which column the card of a bid stands."""
    columns = re.split(r'data-stage="', page)[1:]
    return [column.split('"')[0] for column in columns if f'id="bid-{bid.id}"' in column]


def test_a_notice_on_the_board_is_no_bid_yet(group, member, client):
    (notice,) = store(publication(1))
    assert client.post(f"{PAGE}/bewaar/{notice.id}", data={"stage": "seen"}).location == PAGE
    bid = only(Bid)
    assert (bid.stage, bid.tasks, cooperatives.milestones(group)) == (BidStage.SEEN, [], {})
    assert stage_on_page(client.get(PAGE).text, bid) == ["seen"]
    client.post(f"{PAGE}/op/{notice.id}")
    bid = only(Bid)
    assert bid.stage is BidStage.DECIDING
    assert bid.tasks
    assert "first-bid" in cooperatives.milestones(group)


def test_a_bid_goes_to_another_column(group, member, client):
    bid = begin(group)
    client.post(f"{PAGE}/{bid.id}/verplaats", data={"stage": "interesting", "seen": "deciding"})
    assert stage_on_page(client.get(PAGE).text, bid) == ["interesting"]


@pytest.mark.parametrize(
    ("stages", "then", "address"),
    [
        ((), "writing", "beslissen"),
        ((BidStage.WRITING,), "submitted", "inleveren"),
        ((BidStage.SUBMITTED,), "won", "afloop"),
        ((BidStage.SUBMITTED,), "writing", "inleveren/1/terugnemen"),
    ],
)
def test_what_takes_a_decision_or_an_outcome_asks_for_it_first(group, member, client, stages, then, address):
    MilestoneFactory(cooperative=group, key="deed")
    bid = begin(group)
    for stage in stages:
        if stage is BidStage.SUBMITTED:
            handed_in(bid)
        else:
            move(bid, stage)
    db.session.commit()
    before = bid.stage
    answer = client.post(f"{PAGE}/{bid.id}/verplaats", data={"stage": then, "seen": before.value})
    assert answer.location == f"{PAGE}/{bid.id}/{address}"
    assert only(Bid).stage is before
    assert client.get(answer.location).status_code == 200


def test_an_old_board_does_not_move_what_somebody_else_moved(group, member, client):
    bid = begin(group)
    move(bid, BidStage.INTERESTING)
    client.post(f"{PAGE}/{bid.id}/verplaats", data={"stage": "withdrawn", "seen": "deciding"})
    assert only(Bid).stage is BidStage.INTERESTING
    assert client.post(f"{PAGE}/{bid.id}/verplaats", data={"stage": "nergens"}).status_code == 404
    # A second press on the same button is no mistake.
    client.post(f"{PAGE}/{bid.id}/verplaats", data={"stage": "interesting", "seen": "deciding"})
    assert only(Bid).stage is BidStage.INTERESTING


def test_two_who_move_a_bid_at_once_do_not_both_win(app, group):
    bid_id = begin(group).id

    def moving(stage):
        def move_it():
            with transaction(actor=SYSTEM):
                bid = db.session.get(Bid, bid_id)
                try:
                    bidding.move_on_board(bid, stage, seen_in="deciding", now=clock.now(), today=clock.today())
                except Conflict:
                    return "late"
            return stage.value

        return move_it

    outcomes = at_once(app, moving(BidStage.INTERESTING), moving(BidStage.WITHDRAWN))
    assert sorted(outcomes)[1] == "late" or "late" in outcomes
    assert only(Bid).stage.value in outcomes


def test_a_group_without_a_deed_writes_and_does_not_hand_in(group, member, client):
    bid = begin(group)
    move(bid, BidStage.WRITING)
    assert "de akte bij de notaris" in client.get(f"{PAGE}/{bid.id}").text
    sent = {"when": "now", "place": "TenderNed", "reference": "T-1"}
    assert client.post(f"{PAGE}/{bid.id}/inleveren", data=sent).status_code == 422
    with pytest.raises(RuleViolation):
        bidding.move(bid, BidStage.SUBMITTED, note="", now=clock.now(), today=clock.today())
    assert only(Bid).stage is BidStage.WRITING
    MilestoneFactory(cooperative=group, key="deed")
    assert client.post(f"{PAGE}/{bid.id}/inleveren", data=sent).status_code == 302
    assert only(Submission).bid_id == bid.id


def test_a_challenge_becomes_one_bid(group, member, client):
    terms = ChallengeTerms("Groen in de wijk", "Gemeente Utrecht", task="Maaien.")
    challenge = challenging.begin(group, terms, by=member, now=clock.now(), today=clock.today())
    db.session.commit()
    place = f"/cooperaties/de-tuin/uitdagingen/{challenge.id}"
    assert f"{PAGE}/op-uitdaging/{challenge.id}" in client.get(place).text
    for _time in range(2):
        answer = client.post(f"{PAGE}/op-uitdaging/{challenge.id}")
    bid, asked = only(Bid), only(WorkRequest)
    assert answer.location == f"{PAGE}/{bid.id}"
    assert (asked.challenge_id, asked.client, asked.title) == (challenge.id, "Gemeente Utrecht", "Groen in de wijk")
    assert answer.location in client.get(place).text
    assert client.get(answer.location).status_code == 200


def test_a_private_quote_gets_a_short_list_of_tasks(group, member):
    asked = requests.AskedWork("Woonzorg", "Tuin", due_on=clock.today() + timedelta(days=20))
    bid = bidding.start_on_request(
        requests.enter(group, asked, author=member, now=clock.now()),
        owner=member,
        now=clock.now(),
        today=clock.today(),
    )
    assert [task.key for task in bid.tasks] == ["ask", "price", "plan", "second-reader", "submit"]


GO = {"hours": "yes", "risk": "Weinig", "reason": "Dichtbij", "do": "go"}


def test_a_go_keeps_the_answers_and_who_decided(group, member, client):
    bid = begin(group)
    page = client.get(f"{PAGE}/{bid.id}/beslissen")
    assert "De akte is nog niet getekend" in page.text
    without = client.post(f"{PAGE}/{bid.id}/beslissen", data={**GO, "reason": ""})
    assert without.status_code == 422
    assert "Weinig" in without.text
    assert db.session.scalars(select(GoDecision)).all() == []
    chosen = {**GO, "lead_id": str(member.id), "hours_needed": "24"}
    assert client.post(f"{PAGE}/{bid.id}/beslissen", data=chosen).location == f"{PAGE}/{bid.id}"
    decision = only(GoDecision)
    assert (decision.go, decision.reason, decision.decided_by_id) == (True, "Dichtbij", member.id)
    assert (decision.answers["hours"], decision.hours_needed, decision.lead_id) == ("yes", 24, member.id)
    assert (only(Bid).stage, only(Bid).owner_id) == (BidStage.WRITING, member.id)


def test_a_go_with_everything_empty_is_refused_with_a_sentence(group, member, client):
    bid = begin(group)
    refused = client.post(f"{PAGE}/{bid.id}/beslissen", data={"do": "go"})
    assert refused.status_code == 422
    assert "Answer first whether you have the hours" in refused.text or "Beantwoord eerst" in refused.text
    assert db.session.scalars(select(GoDecision)).all() == []
    assert only(Bid).stage is not BidStage.WRITING


def test_a_no_go_stops_the_bid_with_its_reason(group, member, client):
    bid = begin(group)
    assert client.post(f"{PAGE}/{bid.id}/beslissen", data={"do": "no-go"}).status_code == 422
    client.post(f"{PAGE}/{bid.id}/beslissen", data={"do": "no-go", "reason": "Te groot voor ons"})
    assert only(Bid).stage is BidStage.WITHDRAWN
    assert "Te groot voor ons" in client.get(f"{PAGE}/{bid.id}/beslissen").text
    assert agenda.entries([group.id], since=clock.now()) == []


def test_two_who_answer_at_once_see_each_others_words(group, member, client):
    bid = begin(group)
    opened = re.search(r'name="opened" type="hidden" value="([^"]*)"', client.get(f"{PAGE}/{bid.id}/beslissen").text)[1]
    opened = opened.replace("&#34;", '"')
    client.post(f"{PAGE}/{bid.id}/beslissen", data={"risk": "Regen", "do": "save", "opened": opened})
    answer = client.post(f"{PAGE}/{bid.id}/beslissen", data={"risk": "Geld", "do": "save", "opened": opened})
    assert answer.status_code == 409
    assert "Regen" in answer.text
    assert "Geld" in answer.text
    assert only(GoDecision).risk == "Regen"


def test_what_was_decided_is_not_decided_again(group, member):
    bid = begin(group)
    answers = GoAnswers(reason="Ja")
    deciding.decide(bid, answers, go=True, by=member, now=clock.now(), today=clock.today())
    with pytest.raises(Conflict):
        deciding.decide(bid, answers, go=False, by=member, now=clock.now(), today=clock.today())


def test_a_go_at_once_for_what_was_only_seen_passes_by_the_tasks(group, member):
    (notice,) = store(publication(1))
    bid = bidding.put_on_board(group, notice, BidStage.SEEN, owner=member, now=clock.now())
    deciding.decide(bid, GoAnswers(reason="Ja"), go=True, by=member, now=clock.now(), today=clock.today())
    assert bid.stage is BidStage.WRITING
    assert bid.tasks


def test_only_what_is_looked_at_is_put_on_the_board_without_a_bid(group, member):
    (notice,) = store(publication(1))
    with pytest.raises(RuleViolation):
        bidding.put_on_board(group, notice, BidStage.WON, owner=member, now=clock.now())


def task(bid, key):
    return next(task for task in bid.tasks if task.key == key)


def days_of_tasks(group, words):
    entries = agenda.entries([group.id], since=clock.now() - timedelta(days=400))
    return [clock.local(entry.due_at).date() for entry in entries if words in entry.shown_title]


def test_tasks_stand_in_the_agenda_until_they_are_done(group, member):
    bid = begin(group)
    read = task(bid, "second-reader")
    assert days_of_tasks(group, "alles lezen") == [read.due_on]
    (entry,) = [entry for entry in agenda.entries([group.id], since=clock.now()) if "alles lezen" in entry.shown_title]
    assert bid.work.title in entry.shown_title
    tasks.tick(read, True, by=member, now=clock.now())
    assert days_of_tasks(group, "alles lezen") == []
    tasks.tick(read, False, by=member, now=clock.now())
    assert len(days_of_tasks(group, "alles lezen")) == 1
    move(bid, BidStage.WITHDRAWN)
    assert agenda.entries([group.id], since=clock.now() - timedelta(days=400)) == []


def test_another_deadline_moves_the_tasks_and_not_the_days_that_people_chose(group, member):
    bid = begin(group, kenmerk=7)
    chosen = clock.today() + timedelta(days=2)
    tasks.correct(task(bid, "price"), tasks.TaskTerms("", member.id, chosen), today=clock.today())
    tasks.tick(task(bid, "kvk"), True, by=member, now=clock.now())
    before = task(bid, "second-reader").due_on
    (new,) = store(publication(2, kenmerk=7, days=44))
    new.corrects_id = bid.notice_id
    db.session.commit()
    jobs.follow_corrections()
    assert task(bid, "second-reader").due_on > before
    assert task(bid, "price").due_on == chosen
    assert task(bid, "kvk").done_by_id == member.id


def test_a_bid_of_before_gets_its_own_tasks_without_losing_a_tick(group, member):
    bid = begin(group)
    for known in list(bid.tasks):
        bid.tasks.remove(known)
    db.session.flush()
    for position, key in enumerate(("read", "kvk", "plan", "submit")):
        bid.tasks.append(BidTask(key=key, position=position, params={}))
    db.session.flush()
    tasks.tick(task(bid, "kvk"), True, by=member, now=clock.now())
    db.session.commit()
    jobs.follow_corrections()
    assert task(bid, "kvk").done_by_id == member.id
    assert task(bid, "gva").due_on is not None
    assert task(bid, "submit").due_on is not None


def test_a_partner_brings_tasks_and_who_goes_takes_them_along(group, member):
    bid = begin(group)
    partner = Partner(
        bid=bid, name="Buurtbeheer", role=PartnerRole.MEMBER, lots=[], signatories=[], added_at=clock.now()
    )
    db.session.add(partner)
    db.session.flush()
    tasks.plan_anew(bid, now=clock.now())
    assert task(bid, f"exclusion-{partner.id}").params == {"partner": "Buurtbeheer"}
    db.session.delete(partner)
    db.session.flush()
    tasks.plan_anew(bid, now=clock.now())
    assert not [known for known in bid.tasks if known.key.startswith("exclusion-")]


def test_a_task_that_should_have_been_done_is_due_today_says_so_and_gets_no_new_respite(group, member, client):
    bid = begin(group, days=15)
    (task,) = [task for task in bid.tasks if task.key == "gva"]
    counted = date.fromisoformat(task.params["counted"])
    assert task.due_on == task.planned_on == clock.today()
    assert counted < clock.today()
    assert min(task.due_on for task in bid.tasks if task.due_on) >= clock.today()
    page = client.get(f"{PAGE}/{bid.id}/taken").text
    assert f"{counted.day} " in page
    # Planned again two days later it is late, not due anew.
    tasks.plan_anew(bid, now=clock.now() + timedelta(days=2))
    assert task.due_on == clock.today()
    db.session.rollback()


def test_own_tasks_are_added_corrected_and_taken_off(group, member, client):
    bid = begin(group)
    place = f"{PAGE}/{bid.id}/taken"
    assert client.post(f"{place}/nieuw", data={"words": ""}).status_code == 422
    for _time in range(2):
        client.post(f"{place}/nieuw", data={"words": "Bel de buurt", "owner_id": str(member.id)})
    own = db.session.scalars(select(BidTask).where(BidTask.typed)).one()
    assert member.name in client.get(place).text
    client.post(
        f"{place}/{own.id}", data={"words": "Bel de buren", "due_on": clock.today().isoformat(), "owner_id": ""}
    )
    assert "Bel de buren" in client.get(place).text
    client.post(f"{place}/{own.id}/weg")
    db.session.expire_all()
    assert own.removed_at is not None
    client.post(f"{place}/opnieuw")
    db.session.expire_all()
    assert own.removed_at is not None
    client.post(f"{place}/{own.id}/weg", data={"back": "1"})
    db.session.expire_all()
    assert own.removed_at is None


def test_what_should_have_been_done_says_so(group, member, client):
    bid = begin(group)
    task(bid, "gva").due_on = date(2026, 1, 5)
    db.session.commit()
    assert "Dit had voor 5 januari 2026 gemoeten." in client.get(f"{PAGE}/{bid.id}/taken").text


def test_a_new_day_has_not_passed_and_a_day_that_stood_there_may_stay(group, member, client):
    bid = begin(group)
    place = f"{PAGE}/{bid.id}/taken"
    data = {"words": "Bel de buurt", "owner_id": "", "due_on": (clock.today() - timedelta(days=1)).isoformat()}
    assert client.post(f"{place}/nieuw", data=data).status_code == 422
    old = task(bid, "gva")
    assert client.post(f"{place}/{old.id}", data=data).status_code == 422
    old.due_on = clock.today() - timedelta(days=1)
    db.session.commit()
    assert client.post(f"{place}/{old.id}", data=data | {"owner_id": str(member.id)}).status_code == 302


@pytest.mark.parametrize(("after", "warned"), [(0, False), (1, True)])
def test_a_task_after_the_closing_is_kept_with_a_warning(group, member, client, after, warned):
    bid = begin(group)
    due_on = clock.local(bid.work.deadline).date() + timedelta(days=after)
    place = f"{PAGE}/{bid.id}/taken/nieuw"
    client.post(place, data={"words": "Bel", "due_on": due_on.isoformat()})
    page = client.get(f"{PAGE}/{bid.id}/taken").text
    assert "Bel" in page
    assert ("alert--warning" in page) is warned


def test_a_task_of_ours_keeps_its_words(group, member, client):
    bid = begin(group)
    price = task(bid, "price")
    words = price.words
    client.post(f"{PAGE}/{bid.id}/taken/{price.id}", data={"words": "Iets anders", "due_on": ""})
    db.session.expire_all()
    assert (price.words, price.due_on) == (words, None)


def test_the_card_says_who_and_how_much_is_open(group, member, client):
    bid = begin(group)
    bid.owner = UserFactory(name="Noor van Dijk")
    db.session.commit()
    page = client.get(PAGE).text
    assert "Noor van Dijk" in page
    assert f"{len(bid.tasks)} taken open" in page


def test_the_page_of_a_bid_says_what_to_look_out_for(group, member, client):
    bid = begin(group)
    page = client.get(f"{PAGE}/{bid.id}").text
    assert "Waar je op moet letten" in page
    assert "art. 2.115 Aw 2012" in page
    assert "P-12" not in page
