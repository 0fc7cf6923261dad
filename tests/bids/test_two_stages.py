"""A procedure in two stages: first a request to take part, and the bid itself when we are invited."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from incubator.bids import documents
from incubator.bids.documents.letters import cover_letter
from incubator.bids.messages.sources import main_document_of, source_of
from incubator.bids.models import BidStage, Submission
from incubator.bids.queries import amounts, cases, checking, corrections, requirements
from incubator.bids.queries import documents as queries
from incubator.bids.queries import sections as written
from incubator.bids.rules.requirements.of_notice import asked_in_notice
from incubator.bids.rules.routes import route_of
from incubator.bids.services import bidding, inviting, making, submitting, tasks
from incubator.bids.services import requirements as asked
from incubator.bids.services.submitting import HandedIn
from incubator.bids.values.documents import Audience, ProcurementRoute
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.word.blocks import plain
from incubator.formats import stored
from incubator.formats.tender_terms import DeadlineFor, Validity
from incubator.formats.values import LegalRegime
from incubator.notices import messages as notice_words
from incubator.notices.messages import terms
from incubator.watch.models import Match
from incubator.watch.queries import dates
from tests.bids.test_writing import begin, own, requirement, save
from tests.factories import CooperativeFactory, MilestoneFactory, ParticipationFactory

BIDS = "/cooperaties/de-tuin/inschrijvingen"
ASKED_BY = datetime(2030, 3, 1, 11, 0, tzinfo=UTC)
DUE = datetime(2030, 5, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    MilestoneFactory(cooperative=group, key="deed")
    return group


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


def restricted(group, **changed):
    """A bid on a restricted procedure."""
    bid = begin(group)
    notice, terms = bid.notice, {"deadline": ASKED_BY, "procedure": "restricted", "validity": Validity(90, "day")}
    notice.data = stored.dump(replace(notice.content, **terms | changed))
    notice.deadline, notice.last_deadline, notice.procedure = ASKED_BY, ASKED_BY, "restricted"
    tasks.plan_anew(bid, now=clock.now())
    db.session.commit()
    return bid


def keys_of(bid):
    return {task.key.partition("-")[0] for task in bid.tasks}


def kinds_of(bid):
    source = source_of(bid, made_at=clock.now(), base_url="")
    return {planned.kind.key for planned in documents.planned_of(source, Audience.BUYER)}


def entry_of(bid, key):
    return db.session.scalar(select(agenda.AgendaEntry).where(agenda.AgendaEntry.key == key.format(bid.id)))


def ask(bid, by):
    """Hand in the request to take part."""
    handed = HandedIn(clock.now(), "TenderNed", "R-1", open_because="Wij leveren dit na.")
    submission = submitting.submit(bid, handed, by=by, now=clock.now())
    db.session.commit()
    return submission


@pytest.mark.parametrize("procedure", ["restricted", "neg-w-call", "comp-dial", "innovation"])
def test_in_these_procedures_one_asks_to_take_part_first(group, procedure):
    notice = replace(begin(group).notice.content, procedure=procedure)
    assert notice.closes_for is DeadlineFor.REQUEST
    assert route_of(notice) is ProcurementRoute.SELECTION
    assert route_of(notice, is_invited=True) is not ProcurementRoute.SELECTION
    assert replace(notice, procedure="open").closes_for is DeadlineFor.TENDER


def test_the_documents_are_those_of_the_selection_and_no_plan_is_asked(group, member):
    bid = restricted(group)
    kinds = kinds_of(bid)
    assert {"request-letter", "request", "references"} <= kinds
    assert not {"plan", "price", "planning", "letter", "admission"} & kinds
    assert {"plan", "price"} & keys_of(bid) == set()
    assert {"exclusion", "references", "request"} <= keys_of(bid)
    made = making.make(bid, by=member, now=clock.now(), base_url="")
    db.session.commit()
    assert {row.kind for row in made.made} >= {"request-letter", "request", "references", "uea", "espd"}
    letter = plain(cover_letter(source_of(bid, made_at=clock.now(), base_url="")))
    assert "meldt De Tuin" in letter
    assert "Uiterste moment van aanmelden" in letter
    assert "gestand" not in letter
    assert plain(main_document_of(bid, made_at=clock.now())).startswith("Aanmelding")
    # An amount in a text that nobody sends holds nothing back.
    save(own(bid), member, 0, what="Dat kost € 45.")
    assert amounts.kept_from_buyer(bid) == {}
    assert not [point for point in checking.points(bid, now=clock.now()) if point.place in {"sections", "section"}]


def test_the_day_is_named_as_that_of_the_request_in_the_list_the_agenda_and_on_pages(group, member, client):
    bid = restricted(group)
    (term,) = [row.text for row in asked_in_notice(bid.notice.content, "1 maart", ()) if row.knock_out]
    assert "aanmelding" in term
    assert "inschrijving" not in term
    bidding.put_in_agenda(bid)
    db.session.commit()
    assert entry_of(bid, "bid:{}").title == "Ask to take part: %(name)s"
    for page in (f"{BIDS}/{bid.id}", f"{BIDS}/{bid.id}/taken", BIDS, f"/aankondigingen/{bid.notice_id}"):
        shown = client.get(page).get_data(as_text=True)
        assert "Ask to take part" in shown or "aanmelding" in shown.lower() or "anmelden" in shown
    (row,) = [row for row in notice_words.facts(bid.notice, clock.now()) if row.name == "deadline"]
    assert (row.label, bool(row.note)) == (str(terms.DEADLINES[DeadlineFor.REQUEST]), True)
    assert notice_words.by_when(bid.notice.content, "1 maart") == f"{row.label}: 1 maart"


def test_what_a_person_follows_is_a_request_in_the_agenda_too(group, member):
    bid = restricted(group)
    (followed,) = dates.dates_that_fit([Match(notice=bid.notice, notice_id=bid.notice_id)], now=clock.now())
    assert followed.title == dates.TAKE_PART
    bid.notice.data = stored.dump(replace(bid.notice.content, procedure="open"))
    (opened,) = dates.dates_that_fit([Match(notice=bid.notice, notice_id=bid.notice_id)], now=clock.now())
    assert opened.title == dates.CLOSES
    db.session.rollback()


def test_the_least_time_is_that_of_the_request_and_after_the_invitation_none_is_reckoned(group, member):
    bid = restricted(group)
    assert cases.case_of(bid, now=clock.now()).sent_on is not None
    inviting.invite(bid, DUE, day_only=False, by=member, now=clock.now())
    case = cases.case_of(bid, now=clock.now())
    assert (case.sent_on, case.closes) == (None, clock.local(DUE))


def test_who_is_invited_bids_by_the_day_of_the_invitation_with_plan_and_price(group, member, client):
    bid = restricted(group)
    request = ask(bid, member)
    assert request.of_request
    assert (bid.stage, request.content) == (BidStage.SUBMITTED, [])
    assert entry_of(bid, "bid:{}:valid") is None
    page = f"{BIDS}/{bid.id}/uitnodiging"
    assert page in client.get(f"{BIDS}/{bid.id}").text
    early = client.post(page, data={"day": "01-02-2030", "hour": "9.00", "opened": '{"day": "", "hour": ""}'})
    assert early.status_code == 422
    assert "01-02-2030" in early.text or "2030-02-01" in early.text
    sent = client.post(page, data={"day": "01-05-2030", "hour": "12.00", "opened": '{"day": "", "hour": ""}'})
    assert sent.status_code == 302
    db.session.expire_all()
    assert (bid.stage, bid.deadline, bid.asks_first) == (BidStage.WRITING, DUE, False)
    assert (bid.invitation.noted_by_id, corrections.deadline_of(bid)) == (member.id, DUE)
    assert {"plan", "price", "planning", "letter"} <= kinds_of(bid)
    assert {"price", "submit"} <= keys_of(bid)
    assert entry_of(bid, "bid:{}").due_at == DUE
    # One can write again, and hand in the bid beside the request.
    assert written.is_open(bid)
    letter = plain(cover_letter(source_of(bid, made_at=clock.now(), base_url="")))
    assert "gestand tot en met 30 juli 2030" in letter
    requirement(bid, "Aanpak")
    handed = submitting.submit(
        bid, HandedIn(clock.now(), "TenderNed", "T-2", open_because="Ja."), by=member, now=clock.now()
    )
    db.session.commit()
    assert not handed.of_request
    assert db.session.query(Submission).count() == 2
    assert clock.local(entry_of(bid, "bid:{}:valid").due_at).date() == date(2030, 7, 30)


def test_an_invitation_by_mistake_is_taken_back_and_the_request_stands_again(group, member, client):
    bid = restricted(group)
    ask(bid, member)
    inviting.invite(bid, DUE, day_only=False, by=member, now=clock.now())
    save(own(bid), member, 0, what="Wij maaien.")
    assert client.post(f"{BIDS}/{bid.id}/uitnodiging/terug").status_code == 302
    db.session.expire_all()
    assert (bid.stage, bid.invitation, bid.deadline) == (BidStage.SUBMITTED, None, ASKED_BY)
    assert written.submission(bid).of_request
    assert [section.what for section in written.sections(bid)] == ["Wij maaien."]


def test_after_the_bid_was_handed_in_the_invitation_stays(group, member):
    bid = restricted(group)
    inviting.invite(bid, DUE, day_only=True, by=member, now=clock.now())
    submitting.submit(bid, HandedIn(clock.now(), "TenderNed", open_because="Ja."), by=member, now=clock.now())
    db.session.commit()
    with pytest.raises(RuleViolation):
        inviting.take_back(bid, now=clock.now())


def test_in_an_open_procedure_nobody_is_invited(group, member, client):
    bid = begin(group)
    with pytest.raises(RuleViolation):
        inviting.invite(bid, DUE, day_only=False, by=member, now=clock.now())
    db.session.rollback()
    assert "uitnodiging" not in client.get(f"{BIDS}/{bid.id}").text
    answer = client.post(
        f"{BIDS}/{bid.id}/uitnodiging", data={"day": "01-05-2030", "opened": '{"day": "", "hour": ""}'}
    )
    assert answer.status_code == 422


def test_two_who_say_another_day_at_once_see_both(group, member, client):
    bid = restricted(group)
    inviting.invite(bid, DUE, day_only=False, by=member, now=clock.now())
    db.session.commit()
    page = f"{BIDS}/{bid.id}/uitnodiging"
    answer = client.post(page, data={"day": "03-05-2030", "hour": "9.00", "opened": '{"day": "", "hour": ""}'})
    assert answer.status_code == 409
    assert "03-05-2030" in answer.text or "2030-05-03" in answer.text
    db.session.expire_all()
    assert bid.deadline == DUE


def unsaid(group, **changed):
    """A bid on social services of which the notice names no procedure."""
    return restricted(group, procedure=None, legal_regime=LegalRegime.SAS, deadline_for=DeadlineFor.TENDER, **changed)


def test_a_social_service_that_calls_for_candidates_gets_the_papers_of_a_selection(group, member):
    bid = unsaid(group, description="Dit is een oproep tot kandidaten. Het bestek volgt later.")
    assert queries.route_of(bid) is ProcurementRoute.SELECTION
    assert "plan" not in kinds_of(bid)
    assert not queries.road_is_open(bid)


def test_where_the_notice_does_not_say_it_the_bid_stays_a_bid_and_somebody_is_sent_to_look(group, member, client):
    bid = unsaid(group, description="Offertes en/of aanvragen tot deelneming komen binnen via het platform.")
    assert queries.route_of(bid) is ProcurementRoute.SAS
    assert "plan" in kinds_of(bid)
    points = checking.points(bid, now=clock.now())
    assert ("road", "warns") in {(point.place, point.severity) for point in points}
    road, questions = f"{BIDS}/{bid.id}/weg", f"{BIDS}/{bid.id}/vragen"
    for page in ("stukken", "controleren", "weg"):
        shown = client.get(f"{BIDS}/{bid.id}/{page}").text
        assert (questions if page == "weg" else road) in shown[shown.index("<main") :]


def test_a_procedure_that_is_open_by_its_code_leaves_nothing_to_look_up(group, member):
    bid = restricted(group, procedure="open", deadline_for=DeadlineFor.TENDER, description="Schoonmaak.")
    assert not queries.road_is_open(bid)
    assert queries.route_of(bid) is not ProcurementRoute.SELECTION


def choose(client, bid, road, because="Leidraad, bladzijde 4.", opened='{"road": "", "because": ""}'):
    data = {"road": road, "because": because, "opened": opened}
    return client.post(f"{BIDS}/{bid.id}/weg", data=data)


OPEN_ROAD = "Offertes en/of aanvragen tot deelneming komen binnen via het platform."


def test_who_reads_that_one_asks_first_gets_the_papers_tasks_days_and_words_of_a_request(group, member, client):
    bid = unsaid(group, description=OPEN_ROAD)
    asked.propose_from_notice(bid)
    db.session.commit()
    assert choose(client, bid, "ask").status_code == 302
    db.session.expire_all()
    assert (bid.asks_first, bid.road_because) == (True, "Leidraad, bladzijde 4.")
    assert bid.road_at is not None
    assert queries.route_of(bid) is ProcurementRoute.SELECTION
    assert not queries.road_is_open(bid)
    assert {"request-letter", "request"} <= kinds_of(bid)
    assert not {"plan", "price", "letter"} & kinds_of(bid)
    assert "request" in keys_of(bid)
    assert not {"price", "submit"} & keys_of(bid)
    assert entry_of(bid, "bid:{}").title == "Ask to take part: %(name)s"
    (term,) = [row.text for row in requirements.requirements(bid) if row.knock_out and "uiterlijk binnen" in row.text]
    assert "aanmelding" in term
    assert "gestand" not in plain(cover_letter(source_of(bid, made_at=clock.now(), base_url="")))
    # Read wrongly: all of it is a bid again.
    before = '{"road": "ask", "because": "Leidraad, bladzijde 4."}'
    assert choose(client, bid, "bid", opened=before).status_code == 302
    db.session.expire_all()
    assert (bid.asks_first, queries.route_of(bid)) == (False, ProcurementRoute.SAS)
    assert {"plan", "price"} <= kinds_of(bid)
    assert not queries.road_is_open(bid)
    (term,) = [row.text for row in requirements.requirements(bid) if row.knock_out and "uiterlijk binnen" in row.text]
    assert "aanmelding" not in term


def test_what_was_handed_in_turns_out_to_be_a_request_and_the_invitation_follows(group, member, client):
    bid = unsaid(group, description=OPEN_ROAD)
    submission = ask(bid, member)
    assert not submission.of_request
    with pytest.raises(RuleViolation):
        inviting.invite(bid, DUE, day_only=False, by=member, now=clock.now())
    db.session.rollback()
    assert f"{BIDS}/{bid.id}/weg" in client.get(f"{BIDS}/{bid.id}").text
    assert f"{BIDS}/{bid.id}/weg" in client.get(f"{BIDS}/{bid.id}/uitnodiging").text
    kept = submission.digest
    assert choose(client, bid, "ask").status_code == 302
    db.session.expire_all()
    assert (submission.of_request, submission.digest, bid.stage) == (True, kept, BidStage.SUBMITTED)
    assert f"{BIDS}/{bid.id}/uitnodiging" in client.get(f"{BIDS}/{bid.id}").text
    # Not chosen is a decision with its day.
    assert f"{BIDS}/{bid.id}/afloop/besluit" in client.get(f"{BIDS}/{bid.id}").text
    invited_on = clock.today()
    data = {"day": "01-05-2030", "hour": "12.00", "invited_on": f"{invited_on:%d-%m-%Y}", "opened": "{}"}
    assert client.post(f"{BIDS}/{bid.id}/uitnodiging", data=data).status_code == 302
    db.session.expire_all()
    assert (bid.stage, bid.asks_first, bid.deadline) == (BidStage.WRITING, False, DUE)
    assert bid.invitation.invited_on == invited_on
    assert written.is_open(bid)
    assert {"plan", "price"} <= kinds_of(bid)
    # Something followed from it: the invitation is taken back first, and then the road.
    before = '{"road": "ask", "because": "Leidraad, bladzijde 4."}'
    assert choose(client, bid, "bid", because="Toch niet.", opened=before).status_code == 422
    inviting.take_back(bid, now=clock.now())
    db.session.commit()
    assert choose(client, bid, "", because="", opened=before).status_code == 302
    db.session.expire_all()
    assert (bid.asks_to_take_part, submission.of_request, bid.stage) == (None, False, BidStage.SUBMITTED)


@pytest.mark.parametrize(("due", "on"), [(400, 1), (-5, 0)])
def test_an_invitation_of_tomorrow_or_after_the_last_day_is_none(group, member, due, on):
    bid = restricted(group)
    bid.notice.deadline = clock.now() - timedelta(days=10)
    db.session.commit()
    due, on = clock.now() + timedelta(days=due), clock.today() + timedelta(days=on)
    with pytest.raises(RuleViolation) as refused:
        inviting.invite(bid, due, day_only=False, by=member, now=clock.now(), invited_on=on)
    assert refused.value.field == "invited_on"


def test_where_the_notice_says_the_road_nobody_chooses_another(group, member, client):
    bid = restricted(group)
    assert choose(client, bid, "bid").status_code == 422
    shown = client.get(f"{BIDS}/{bid.id}/weg").text
    assert "<form" not in shown[shown.index("<main") : shown.index("</main")]


def test_two_who_choose_another_road_at_once_see_both(group, member, client):
    bid = unsaid(group, description=OPEN_ROAD)
    assert choose(client, bid, "ask").status_code == 302
    answer = choose(client, bid, "bid", because="Bestek.")
    assert answer.status_code == 409
    assert "Bestek." in answer.text
    db.session.expire_all()
    assert bid.asks_to_take_part
