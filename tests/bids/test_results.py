"""How a bid ends: the decision, points, the standstill, reasons, an objection, a decision taken back, what was learnt, the registers."""

import io
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
from sqlalchemy import select

from incubator.bids.models import (
    AwardDecision,
    BidStage,
    Contract,
    CriterionScore,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    Section,
)
from incubator.bids.queries import contracts
from incubator.bids.queries import results as queries
from incubator.bids.rules.results import DecisionTerms
from incubator.bids.services import bidding
from incubator.bids.services import results as services
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Fact
from incubator.cooperatives.values import Phase
from incubator.core import agenda, clock, formatting
from incubator.core.db import db
from incubator.core.errors import Conflict
from incubator.formats.values import LegalRegime
from incubator.watch import services as watching_services
from incubator.watch.models import Match, MatchState, Unsuitable
from incubator.watch.services import requests
from tests.bids.factories import handed_in
from tests.factories import ManagerFactory, MilestoneFactory, ParticipationFactory
from tests.watch.factories import publication, store, watching

pytestmark = pytest.mark.both_databases
BIDS = "/cooperaties/de-tuin/inschrijvingen"


def submitted(group, member, number=1, regime=LegalRegime.EU):
    (notice,) = store(publication(number))
    notice.legal_regime = regime
    bid = bidding.start(group, notice, owner=member, now=clock.now(), today=clock.today())
    handed_in(bid, by=member)
    # A buyer decides once nobody can bid any more.
    notice.deadline = clock.now()
    db.session.commit()
    return bid


@pytest.fixture
def bid(group, member):
    return submitted(group, member)


@pytest.fixture
def page(bid):
    return f"{BIDS}/{bid.id}/afloop"


def day(before=0):
    return (clock.today() - timedelta(days=before)).isoformat()


def decide(client, page, outcome="lost", **more):
    return client.post(f"{page}/besluit", data={"outcome": outcome, "sent_on": day(), "reason": "", **more})


def decision():
    db.session.expire_all()
    return db.session.scalars(select(AwardDecision).order_by(AwardDecision.number.desc())).first()


def sign(client, page, on=0, **more):
    return client.post(f"{page}/getekend", data={"agreed_on": day(on), **more})


def titles(group):
    return [entry.title for entry in agenda.entries([group.id], since=clock.now() - timedelta(days=1))]


STANDSTILL = "Last working day to object to the award: %(name)s"


def test_the_decision_ends_the_bid_and_starts_the_clock(group, client, page, bid):
    assert decide(client, page, winner="Groen BV", place="2", bids_number="5", reason="quality").status_code == 302
    known = decision()
    assert (known.winner, known.place, known.reason) == ("Groen BV", 2, "quality")
    db.session.expire_all()
    assert bid.stage is BidStage.LOST
    term = queries.standstill_of(known)
    assert term.last_day == clock.today() + timedelta(days=20)
    entry = next(entry for entry in agenda.entries([group.id], since=clock.now()) if entry.title == STANDSTILL)
    assert clock.local(entry.due_at).date() == term.plan_by
    assert client.get(page).status_code == 200


def test_of_a_buyer_abroad_dutch_law_gives_no_term(group, client, page, bid):
    bid.notice.buyer.country = "BE"
    db.session.commit()
    decide(client, page)
    assert queries.standstill_of(decision()) is None
    assert STANDSTILL not in titles(group)


@pytest.mark.parametrize("regime", [LegalRegime.SAS, LegalRegime.NATIONAL, LegalRegime.UNKNOWN])
def test_where_the_law_gives_no_term_the_documents_do(group, member, client, regime):
    bid = submitted(group, member, regime=regime)
    page = f"{BIDS}/{bid.id}/afloop"
    decide(client, page)
    assert queries.standstill_of(decision()) is None
    assert STANDSTILL not in titles(group)
    decide(client, page, standstill_until=day(before=-10))
    assert queries.standstill_of(decision()).last_day == clock.today() + timedelta(days=10)
    assert STANDSTILL in titles(group)


def test_pressing_twice_records_one_decision(client, page):
    decide(client, page)
    decide(client, page)
    assert decision().number == 1


def test_another_decision_of_somebody_else_is_no_second_one(bid, member):
    args = {"by": member, "now": clock.now(), "today": clock.today()}
    services.record_decision(bid, DecisionTerms("lost", clock.today()), **args)
    with pytest.raises(Conflict):
        services.record_decision(bid, DecisionTerms("won", clock.today()), **args)


def test_won_or_lost_is_not_mended_but_taken_back(client, page):
    decide(client, page)
    assert decide(client, page, outcome="won").status_code == 422
    assert decision().outcome == "lost"


def test_a_decision_needs_a_bid_that_was_handed_in(group, member, client):
    (notice,) = store(publication(4))
    bid = bidding.start(group, notice, owner=member, now=clock.now(), today=clock.today())
    db.session.commit()
    assert decide(client, f"{BIDS}/{bid.id}/afloop").status_code == 422
    assert decision() is None


@pytest.mark.parametrize("number", [0, 1])
def test_a_decision_is_not_of_before_the_closing_or_the_handing_in(client, page, bid, number):
    moments = [clock.now(), clock.now() - timedelta(days=9)]
    bid.notice.deadline, bid.submitted_at = moments[number], moments[1 - number]
    db.session.commit()
    answer = decide(client, page, sent_on=day(before=3))
    assert answer.status_code == 422
    assert formatting.as_date(clock.today()) in answer.text
    assert queries.standing_decision(bid) is None
    assert decide(client, page).status_code == 302


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_the_page_of_a_bid_that_ended_shows_how_and_nothing_to_do(client, page, bid, outcome):
    place = f"{BIDS}/{bid.id}"
    decide(client, page, outcome, winner="Groen BV" if outcome == "lost" else "De Tuin")
    client.post(f"{page}/les", data={"note": "Scherper rekenen", "revision": "0"})
    shown = client.get(place).text
    for absent in ("taken open", "Open punten", "Voor wanneer", "nog 30 dagen"):
        assert absent not in shown
    assert "Scherper rekenen" in shown
    assert (f'class="btn" href="{page}/getekend"' in shown) is (outcome == "won")


def test_a_buyer_may_stop_before_the_closing(client, page, bid):
    bid.notice.deadline = clock.now() + timedelta(days=9)
    db.session.commit()
    assert decide(client, page, "stopped").status_code == 302


@pytest.mark.parametrize("sent", [{"sent_on": day(before=-1)}, {"outcome": ""}, {"place": "6", "bids_number": "5"}])
def test_what_cannot_be_is_refused_and_kept_on_the_page(client, page, sent):
    answer = client.post(
        f"{page}/besluit", data={"outcome": "lost", "sent_on": day(), "reason": "", "winner": "Groen BV", **sent}
    )
    assert answer.status_code == 422
    assert "Groen BV" in answer.text
    assert decision() is None


def test_an_award_that_is_withdrawn_goes_back_to_the_buyer_and_can_be_decided_again(group, client, page, bid):
    decide(client, page, outcome="won")
    sign(client, page, because="Wij waren de enige inschrijver")
    assert db.session.scalars(select(Contract)).one().bid_id == bid.id
    db.session.expire_all()
    assert group.phase is Phase.F7
    answer = client.post(f"{page}/ingetrokken", data={"withdrawn_on": day(), "because": "Verkeerd geteld"})
    assert answer.status_code == 302
    db.session.expire_all()
    assert (bid.stage, group.phase) == (BidStage.SUBMITTED, Phase.F6)
    assert "first-contract" not in cooperatives.milestones(group)
    assert db.session.scalars(select(Contract)).all() == []
    assert STANDSTILL not in titles(group)
    assert "Verkeerd geteld" in client.get(page).text
    decide(client, page, outcome="lost")
    assert (decision().number, decision().outcome) == (2, "lost")
    db.session.expire_all()
    assert bid.stage is BidStage.LOST


def score(client, page, criterion="Kwaliteit", **more):
    return client.post(f"{page}/punten", data={"criterion": criterion, "lot": "", "ours": "30", "most": "50", **more})


def test_points_per_criterion_stand_on_the_page_and_follow_the_criterion(client, page, bid):
    assert client.get(f"{page}/punten").status_code == 302  # first the decision
    decide(client, page)
    known = Requirement(bid_id=bid.id, kind=RequirementKind.AWARD, text="Kwaliteit", origin=RequirementOrigin.NOTICE)
    db.session.add(known)
    db.session.commit()
    assert score(client, page, winners="48,5", remark="Te algemeen").status_code == 302
    assert score(client, page, ours="51").status_code == 422
    stored = db.session.scalars(select(CriterionScore)).one()
    assert (stored.ours, stored.most, stored.winners, stored.requirement_id) == (3000, 5000, 4850, known.id)
    text = client.get(page).text
    assert "48,5" in text
    assert "Te algemeen" in text
    changed = {"criterion": "Kwaliteit", "lot": "", "ours": "31", "most": "50"}
    client.post(f"{page}/punten/{stored.id}", data=changed)
    db.session.expire_all()
    assert stored.ours == 3100
    client.post(f"{page}/punten/{stored.id}/verwijderen")
    assert db.session.scalars(select(CriterionScore)).all() == []


def paragraphs(file):
    document = docx.Document(io.BytesIO(file.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_reasons_are_asked_with_a_letter_and_a_day(group, client, page):
    assert client.get(f"{page}/motivering.docx").status_code == 404
    decide(client, page)
    assert "art. 2.103" in paragraphs(client.get(f"{page}/motivering.docx"))
    client.post(f"{page}/motivering", data={"asked_on": day()})
    assert decision().reasons_asked_on == clock.today()
    assert "The buyer should have given its reasons: %(name)s" in titles(group)
    assert client.post(f"{page}/motivering", data={"asked_on": day(before=-1)}).status_code == 422


def test_the_draft_for_a_lawyer_has_the_facts_and_promises_nothing(client, page):
    decide(client, page, winner="Groen BV", place="2", bids_number="5")
    score(client, page, winners="48")
    text = paragraphs(client.get(f"{page}/bezwaar.docx"))
    for fact in ("Groen BV", "2 van 5", "art. 2.127 Aw 2012", "advocaat is daar verplicht", "Kwaliteit", "48"):
        assert fact in text
    assert "kans maakt, zegt het niet" in text


def test_where_no_law_gives_a_term_the_draft_does_not_name_it(group, member, client):
    bid = submitted(group, member, regime=LegalRegime.SAS)
    page = f"{BIDS}/{bid.id}/afloop"
    decide(client, page)
    text = paragraphs(client.get(f"{page}/bezwaar.docx"))
    assert "2.127" not in text
    assert "2.131" not in text


def test_a_lesson_of_two_people_is_not_lost(client, page, bid):
    client.post(f"{page}/les", data={"note": "Eerder beginnen", "revision": "0"})
    answer = client.post(f"{page}/les", data={"note": "Beter rekenen", "revision": "0"})
    assert answer.status_code == 409
    assert "Eerder beginnen" in answer.text
    assert "Beter rekenen" in answer.text
    db.session.expire_all()
    assert (bid.outcome_note, bid.note_revision) == ("Eerder beginnen", 1)


@pytest.fixture
def late(group, member):
    MilestoneFactory(cooperative=group, key="deed")
    work = requests.enter(group, requests.AskedWork("Buurthuis", "Ramen"), author=member, now=clock.now())
    bid = bidding.start_on_request(work, owner=member, now=clock.now(), today=clock.today())
    bid.stage, bid.started_at = BidStage.WRITING, clock.now() - timedelta(days=9)
    work.due_on = clock.today() - timedelta(days=2)
    db.session.commit()
    return bid


def test_a_deadline_that_passed_asks_what_happened(client, late):
    assert "gemist" in client.get(f"{BIDS}/{late.id}").text
    address = f"{BIDS}/{late.id}/afloop/gemist"
    empty = client.post(address, data={"happened": "no", "lesson": ""})
    assert empty.status_code == 422
    assert client.post(address, data={"happened": "no", "lesson": "Te druk"}).status_code == 302
    db.session.expire_all()
    assert (late.stage, late.outcome_note) == (BidStage.WITHDRAWN, "Te druk")
    assert "gemist" not in client.get(f"{BIDS}/{late.id}").text


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"on": "", "time": "11.45"}, "on"),
        ({"time": "25.00"}, "time"),
        ({"on": day(before=-2), "time": "9.00"}, "on"),
        ({"on": day(before=11)}, "afterwards"),
    ],
)
def test_a_moment_of_handing_in_is_a_moment_that_was(client, late, sent, field):
    address = f"{BIDS}/{late.id}/afloop/gemist"
    answer = client.post(address, data={"happened": "yes", "on": day(before=3), "time": "11.45", **sent})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    db.session.expire_all()
    assert late.stage is BidStage.WRITING


@pytest.mark.parametrize("typed", ["11.45", "11:45", "11u45", "11.45 uur"])
def test_what_was_handed_in_is_recorded_at_its_own_moment(client, late, typed):
    on = clock.today() - timedelta(days=3)
    client.post(f"{BIDS}/{late.id}/afloop/gemist", data={"happened": "yes", "on": on.isoformat(), "time": typed})
    db.session.expire_all()
    assert late.stage is BidStage.SUBMITTED
    assert late.submitted_at == datetime(on.year, on.month, on.day, 11, 45, tzinfo=clock.AMSTERDAM).astimezone(UTC)


def judged():
    watch = watching()
    (notice,) = store(publication(1))
    watching_services.match_again(watch, now=clock.now())
    person = ParticipationFactory(cooperative=watch.cooperative).user
    args = {"now": clock.now(), "today": clock.today()}
    bid = bidding.start(watch.cooperative, notice, owner=person, **args)
    handed_in(bid, by=person)
    notice.deadline = clock.now()
    match = db.session.scalars(select(Match)).one()
    return bid, person, match, args


def test_a_bid_that_was_won_teaches_the_profile(app):
    bid, person, match, args = judged()
    match.teaches = False
    services.record_decision(bid, DecisionTerms("won", clock.today()), by=person, **args)
    assert (match.state, match.teaches) == (MatchState.BID, True)


@pytest.mark.parametrize(
    ("reason", "state"), [("other-work", MatchState.DISMISSED), ("price", MatchState.BID), (None, MatchState.BID)]
)
def test_only_what_was_other_work_is_judged_as_not_for_us(app, reason, state):
    bid, person, match, args = judged()
    services.record_decision(bid, DecisionTerms("lost", clock.today(), reason=reason), by=person, **args)
    assert match.state is state
    assert (match.dismissed_for is Unsuitable.OTHER_WORK) == (state is MatchState.DISMISSED)


def test_the_register_of_a_group_has_its_points_and_lessons(client, page, bid):
    decide(client, page, reason="price")
    score(client, page)
    client.post(f"{page}/les", data={"note": "=Scherper rekenen", "revision": "0"})
    text = client.get(f"{BIDS}/uitkomsten").text
    assert "30" in text
    assert "Scherper rekenen" in text
    table = client.get(f"{BIDS}/uitkomsten.csv").data.decode("utf-8-sig")
    assert ";30;50;" in table
    assert ";=Scherper" not in table  # never a formula


def test_managers_see_counts_and_no_texts(client, sign_in, page, bid, group):
    decide(client, page)
    client.post(f"{page}/les", data={"note": "Geheim van de groep", "revision": "0"})
    sign_in(client, ManagerFactory())
    text = client.get("/beheer/inschrijvingen").text
    assert "De Tuin" in text
    assert "Geheim" not in text
    table = client.get("/beheer/inschrijvingen.csv").data.decode("utf-8-sig")
    assert "De Tuin;0;0;1;0" in table


def test_the_library_gets_the_sections_that_scored_best(client, page, bid, group):
    decide(client, page)
    known = Requirement(bid_id=bid.id, kind=RequirementKind.AWARD, text="Kwaliteit", origin=RequirementOrigin.NOTICE)
    db.session.add(known)
    db.session.flush()
    db.session.add(
        Section(bid_id=bid.id, requirement_id=known.id, title="Kwaliteit", what="Zo.", changed_at=clock.now())
    )
    db.session.commit()
    score(client, page)
    ((section, points),) = queries.best_answers(group)
    assert (section.what, points.ours) == ("Zo.", 3000)


def test_a_private_quote_that_is_won_comes_in_the_agenda_and_becomes_a_reference(group, member, client):
    work = requests.enter(
        group,
        requests.AskedWork("Buurthuis De Spil", "Tuin onderhouden", value_cents=1_200_000),
        author=member,
        now=clock.now(),
    )
    db.session.commit()
    started = client.post(f"{BIDS}/op-vraag/{work.id}")
    page = f"{started.location}/afloop"
    bid_id = int(started.location.rpartition("/")[2])
    bid = db.session.get(bidding.Bid, bid_id)
    handed_in(bid, by=member)
    db.session.commit()
    decide(client, page, outcome="won")
    sign(client, page)
    contract = db.session.scalars(select(Contract)).one()
    address = f"/cooperaties/de-tuin/opdrachten/{contract.id}"
    assert "12000,00" in client.get(address).text  # as the client said: to be checked, and not stored yet
    assert contract.value_cents is None
    ends = date(clock.today().year + 2, 12, 31)
    report = clock.today() + timedelta(days=30)
    sent = {
        "name": "Tuin onderhouden",
        "client": "Buurthuis De Spil",
        "agreed_on": day(),
        "ends_on": ends.isoformat(),
        "value_cents": "12.000",
        "first_report_on": report.isoformat(),
        "report_months": "6",
        "option_by": (ends - timedelta(days=90)).isoformat(),
        "options": "2",
        "option_months": "12",
        "index_month": "1",
        "index_name": "CBS dienstenprijzen",
        "payment_days": "30",
    }
    assert client.post(address, data=sent).status_code == 302
    text = client.get("/agenda").text
    assert "Tuin onderhouden" in text
    dates = {due.title for due in contracts.contract_ends([group.id], since=clock.now())}
    assert dates == {
        "Contract ends: %(name)s",
        "Last day to extend the contract: %(name)s",
        "Report to the client: %(name)s",
        "The price goes along with the index: %(name)s",
    }
    client.post(f"{address}/referentie")
    fact = db.session.scalars(select(Fact).where(Fact.key == "evidence.references")).one()
    assert fact.value == [
        {"client": "Buurthuis De Spil", "work": "Tuin onderhouden", "year": str(ends.year), "value": "12000,00"}
    ]
    assert fact.state == "proposed"


def test_a_criterion_stands_there_once_and_is_not_overwritten_unseen(client, page, bid):
    decide(client, page)
    assert score(client, page, ours="7,5", most="10").status_code == 302
    assert score(client, page, ours="7,5", most="10").status_code == 302  # pressed twice
    again = score(client, page, criterion=" kwaliteit ", ours="9", most="10")
    assert again.status_code == 422
    assert 'id="criterion-error"' in again.text
    assert db.session.scalars(select(CriterionScore)).one().ours == 750
