"""What a coach reads of a bid: what was approved and changed since, what ends with the bid or its section, and what is read first."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.bids.models import BidStage, Section
from incubator.bids.queries import checking, coached
from incubator.bids.queries import sections as queries
from incubator.bids.services import bidding, coaching, sections, submitting
from incubator.bids.services.submitting import HandedIn
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.questions import services as questions
from incubator.questions.models import Thread
from incubator.questions.values import SECTION
from incubator.reviews import queries as reviews
from incubator.reviews import services as reviewing
from incubator.reviews.models import Remark
from incubator.reviews.queries.agreeing import plan_of
from incubator.reviews.rules.hurry import closing_first
from incubator.reviews.services import hurrying
from incubator.reviews.values import ClosingTerms, CoachDecision, EndReason, HandInWish, RoundStage
from tests.bids.factories import handed_in
from tests.bids.test_writing import begin, own, requirement, save
from tests.factories import CoachAssignmentFactory, CooperativeFactory, MilestoneFactory, ParticipationFactory

pytestmark = pytest.mark.both_databases
HERE = "/cooperaties/de-tuin/inschrijvingen"


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", municipality="GM0344")
    MilestoneFactory(cooperative=group, key="deed")
    return group


@pytest.fixture
def writer(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def coach(group):
    return CoachAssignmentFactory(cooperative=group).user


def hand_in(bid, section, writer, **wish):
    handed = coaching.hand_in(bid, section, by=writer, now=clock.now(), wish=HandInWish(**wish))
    db.session.commit()
    return handed


def decide(work, coach, decision=CoachDecision.APPROVE, verdict="Goed.", **remarks):
    reviewing.claim(work, coach=coach, now=clock.now())
    for item, words in remarks.items():
        work.remarks.append(Remark(item_id=item.replace("_", "-"), author=coach, text=words, at=clock.now()))
    reviewing.decide(work, decision, verdict, coach=coach, now=clock.now())
    db.session.commit()


def written(bid, writer, title="Wie wij zijn", **texts):
    section = own(bid, title)
    save(section, writer, 0, **texts)
    return section


def empty(section, writer):
    sections.write(section, dict.fromkeys(("what", "view", "proof"), ""), by=writer, now=clock.now())


def remove(section):
    sections.remove_own(section, now=clock.now())
    db.session.commit()


def test_nothing_of_a_removed_section_appears_at_a_new_one(group, writer, coach, client):
    bid = begin(group)
    section = written(bid, writer)
    removed = section.id
    questions.comment(group, "Kopje", "Mooi.", by=writer, now=clock.now(), ref=f"{bid.id}/{removed}", kind=SECTION)
    decide(hand_in(bid, section, writer), coach, **{f"{removed}_what": "Hoe vaak?"})
    empty(section, writer)
    remove(section)
    new = own(bid, "Privacy en AVG")
    assert new.id > removed
    assert queries.comments(new) == []
    assert coached.standing(bid) == {}
    page = client.get(f"{HERE}/{bid.id}/schrijven/{new.id}").text
    assert "Hoe vaak?" not in page
    assert coach.name not in page
    assert db.session.scalars(select(Thread)).one().settled_at is not None


def test_who_reads_a_section_that_is_removed_hears_so_and_no_link_ends_without_a_word(group, writer, coach, client):
    bid = begin(group)
    section = written(bid, writer)
    work = hand_in(bid, section, writer)
    reviewing.claim(work, coach=coach, now=clock.now())
    empty(section, writer)
    ref = coached.ref_of(bid, section)
    remove(section)
    assert (work.stage, work.ended) == (RoundStage.WITHDRAWN, EndReason.REMOVED)
    keys = db.session.scalars(select(OutgoingMail.key)).all()
    assert f"ended:{work.id}:{coach.id}" in keys
    assert reviews.queue(coach).total == 0
    with pytest.raises(RuleViolation):
        reviewing.decide(work, CoachDecision.APPROVE, "", coach=coach, now=clock.now())
    db.session.rollback()
    old = client.get(f"{HERE}/werk/{ref}")
    assert old.location.endswith(f"{HERE}/{bid.id}/schrijven")
    assert "alert" in client.get(old.location).text
    assert client.get(f"/nakijken/werk/{work.id}").status_code == 200


def test_whoever_was_asked_to_agree_on_a_removed_section_is_asked_no_longer(group, writer, client):
    ParticipationFactory(cooperative=group)
    bid = begin(group)
    section = written(bid, writer)
    assert hand_in(bid, section, writer, together=True) is None
    ref = coached.ref_of(bid, section)
    assert plan_of(group, coached.KIND, ref) is not None
    empty(section, writer)
    remove(section)
    assert plan_of(group, coached.KIND, ref) is None


def test_who_has_to_agree_first_sees_so_on_the_start_page_and_at_the_text(group, writer, client, sign_in):
    bid = begin(group)
    section = written(bid, writer)
    other = ParticipationFactory(cooperative=group).user
    hand_in(bid, section, writer, together=True)
    page = f"{HERE}/werk/{coached.ref_of(bid, section)}"
    assert page not in client.get("/").text
    sign_in(client, other)
    assert page in client.get("/").text
    shown = client.get(f"{HERE}/{bid.id}/schrijven/{section.id}").text
    assert f"{HERE}/{bid.id}/schrijven/{section.id}/coach" in shown
    assert writer.name in shown


@pytest.mark.parametrize("how", ["stopped", "sent"])
def test_work_of_a_bid_that_is_over_leaves_the_queue(group, writer, coach, how, client):
    bid = begin(group)
    section = written(bid, writer)
    work = hand_in(bid, section, writer)
    assert reviews.queue(coach).total == 1
    if how == "stopped":
        bidding.move(bid, BidStage.WITHDRAWN, note="Te druk", now=clock.now(), today=clock.today())
    else:
        handed_in(bid, by=writer)
    db.session.commit()
    assert reviews.queue(coach).total == 0
    assert (work.stage, work.ended) == (RoundStage.WITHDRAWN, EndReason(how))
    assert client.get(f"/nakijken/werk/{work.id}").status_code == 200
    with pytest.raises(RuleViolation):
        coaching.hand_in(bid, section, by=writer, now=clock.now(), wish=HandInWish())


def test_a_section_and_the_whole_plan_are_not_both_in_the_queue(group, writer, coach):
    bid = begin(group)
    section = written(bid, writer)
    alone, whole = hand_in(bid, section, writer), hand_in(bid, None, writer)
    assert [work.id for work in reviews.queue(coach).works] == [whole.id]
    assert alone.ended is EndReason.IN_WHOLE
    # The page of the section says where it is.
    assert coaching.latest_about(section, coached.standing(bid)).id == whole.id


def test_an_approval_is_of_the_text_as_it_was(group, writer, coach, client):
    bid = begin(group)
    first = written(bid, writer)
    second = own(bid, "Planning")
    third = written(bid, writer, "Bereikbaarheid", what="Wij zijn er.")
    decide(hand_in(bid, None, writer), coach)
    whole = coached.standing(bid)[coached.ref_of(bid)]
    since = coached.since_approval(group, coached.ref_of(bid), whole.items)
    assert (since.changed, since.empty, since.sent_back) == ((), ("Planning",), ())
    save(first, writer, first.revision, what="Wij maaien elke dag.")
    decide(hand_in(bid, third, writer), coach, CoachDecision.RETURN, "Korter.")
    since = coached.since_approval(group, coached.ref_of(bid), whole.items)
    assert (since.changed, since.empty, since.sent_back) == (
        ("Wie wij zijn",),
        ("Planning",),
        ("Bereikbaarheid",),
    )
    assert not since.is_finished
    page = client.get(f"{HERE}/{bid.id}/schrijven").text
    assert "Nobody's turn: this is done" not in page
    assert "Niemand is aan de beurt" not in page
    # Another text of the section itself, as it stands now, is approved again.
    assert coached.since_approval(group, coached.ref_of(bid, second), []).changed == ()


def test_before_handing_in_one_reads_what_the_coach_said_and_what_changed_since(group, writer, coach):
    bid = begin(group)
    first, second = written(bid, writer), written(bid, writer, "Planning")
    decide(hand_in(bid, None, writer), coach, CoachDecision.ADVISE, "Zie daar.", **{f"{first.id}_what": "Hoe vaak?"})

    def standing_out():
        return {(point.message, point.number) for point in checking.points(bid, now=clock.now())}

    assert (coached.REMARKS, first.id) in standing_out()
    assert (coached.CHANGED, second.id) not in standing_out()
    save(second, writer, second.revision, what="Wij maaien elke dag.")
    assert (coached.CHANGED, second.id) in standing_out()
    decide(hand_in(bid, second, writer), coach, CoachDecision.RETURN, "Korter.")
    assert (coached.SENT_BACK, second.id) in standing_out()
    for remark in db.session.scalars(select(Remark)):
        remark.resolved_at = clock.now()
    assert (coached.REMARKS, first.id) not in standing_out()


def test_under_an_open_remark_of_the_coach_no_page_says_that_nothing_is_open(group, writer, coach, client, sign_in):
    bid = begin(group)
    section = written(bid, writer)
    decide(hand_in(bid, section, writer), coach, CoachDecision.ADVISE, "Zie.", **{f"{section.id}_what": "Hoe vaak?"})
    page = f"{HERE}/{bid.id}/schrijven/{section.id}"
    for reader in (writer, coach):
        sign_in(client, reader)
        shown = client.get(page).text
        assert "Hoe vaak?" in shown
        assert "Geen open opmerking.<" not in shown
    assert "Hoe vaak?" not in client.get(f"{HERE}/{bid.id}/schrijven").text


def test_what_closes_within_two_weeks_is_read_first():
    now = clock.now()

    def closes(days):
        return ClosingTerms(now + timedelta(days=days))

    terms = {1: closes(20), 2: closes(9), 3: ClosingTerms(), 4: closes(-1), 5: closes(2)}
    assert closing_first(terms, now) == [5, 2]


def test_the_queue_shows_by_when_and_how_much_with_as_many_questions_for_many_bids(
    group, writer, coach, client, sign_in, count_queries
):
    def piece(number, days):
        bid = begin(group, number)
        asked = requirement(bid, f"Kwaliteit {number}", weight="10", weight_unit="points")
        sections.make_sections(bid, now=clock.now())
        section = db.session.scalars(select(Section).where(Section.requirement_id == asked.id)).one()
        section.page_limit, bid.notice.deadline = 2, clock.now() + timedelta(days=days)
        db.session.commit()
        save(section, writer, 0)
        return hand_in(bid, section, writer)

    late, soon = piece(1, 60), piece(2, 5)
    sign_in(client, coach)

    def asked():
        client.get("/nakijken/")
        count_queries()
        page = client.get("/nakijken/").text
        assert re.search(r"\b2 pag", page)
        return count_queries()

    few = asked()
    terms = hurrying.terms_in_reach(coach)
    assert terms[soon.id].closes < terms[late.id].closes
    assert "10" in terms[soon.id].words[0]
    first = closing_first(terms, clock.now())
    assert [work.id for work in reviews.queue(coach, first=first).works] == [soon.id, late.id]
    assert reviews.next_waiting(coach, first=first).id == soon.id
    for number in range(3, 9):
        piece(number, number)
    assert asked() == few


def test_a_bid_that_was_sent_already_is_recorded_as_it_was(group, writer, client):
    bid = begin(group)
    bid.started_at = clock.now() - timedelta(days=9)
    bid.notice.published, bid.notice.deadline = clock.today() - timedelta(days=30), clock.now() - timedelta(days=2)
    section = written(bid, writer, what="Wij doen het voor € 45 per uur.")
    on = clock.today() - timedelta(days=3)
    sent = {"happened": "yes", "on": on.isoformat(), "time": "11.45", "place": "TenderNed"}
    assert client.post(f"{HERE}/{bid.id}/afloop/gemist", data=sent).status_code == 302
    db.session.expire_all()
    submission = queries.submission(bid)
    assert bid.stage is BidStage.SUBMITTED
    assert submission.content[0]["what"] == section.what
    assert any("€ 45" in str(point["params"]) for point in submission.remarked)
    assert client.get(f"{HERE}/{bid.id}/inleveren/{submission.id}").status_code == 200


def test_what_has_yet_to_be_sent_is_still_held_back(group, writer):
    bid = begin(group)
    written(bid, writer, what="Wij doen het voor € 45 per uur.")
    with pytest.raises(RuleViolation):
        submitting.submit(bid, HandedIn(clock.now(), "TenderNed"), by=writer, now=clock.now())
    record = submitting.submit(bid, HandedIn(clock.now(), "TenderNed", is_record=True), by=writer, now=clock.now())
    assert record.remarked


def test_the_work_of_another_group_stays_when_a_bid_ends(group, writer, coach):
    bid = begin(group)
    section = written(bid, writer)
    hand_in(bid, section, writer)
    refs = [coached.ref_of(bid), coached.ref_of(bid, section)]
    assert reviewing.end_work(CooperativeFactory(), coached.KIND, refs, EndReason.STOPPED) == []
    assert reviews.queue(coach).total == 1
