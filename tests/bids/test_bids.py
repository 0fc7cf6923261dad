"""A bid from start to end: begun once, ticked, handed in, won; its page, its deadline in the agenda, its command."""

import io
import json
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from flask.cli import ScriptInfo
from sqlalchemy import select

from incubator.bids import jobs
from incubator.bids.models import Bid, BidStage
from incubator.bids.queries import bidding as queries
from incubator.bids.rules.contracts import ContractTerms
from incubator.bids.services import bidding as services
from incubator.bids.services import contracts, submitting, tasks
from incubator.cli import cli
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core import agenda, clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.notices.models import Notice
from incubator.watch import services as watching_services
from incubator.watch.models import Match, MatchState
from incubator.watch.services import from_notice
from tests.at_once import at_once
from tests.bids.factories import handed_in, made_on_page
from tests.factories import CooperativeFactory, FactFactory, MilestoneFactory, ParticipationFactory, UserFactory
from tests.watch.factories import publication, store, watching

pytestmark = pytest.mark.both_databases


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)
    MilestoneFactory(cooperative=group, key="deed")
    FactFactory(cooperative=group, key="identity.name", value="Coöperatief Tuinbedrijf U.A.")
    return group


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


def begin(group, number=1, **more):
    """A bid that is being written."""
    (notice,) = store(publication(number, **more))
    bid = services.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    services.move(bid, BidStage.WRITING, note="", now=clock.now(), today=clock.today())
    db.session.commit()
    return bid


def test_a_bid_that_begins_changes_what_the_group_sees_of_the_opportunity(app):
    watch = watching()
    (notice,) = store(publication(1))
    watching_services.match_again(watch, now=clock.now())
    db.session.commit()
    match = db.session.scalars(select(Match)).one()
    assert match.state is MatchState.NEW
    services.start(watch.cooperative, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    assert match.state is MatchState.BID


def only_bid():
    db.session.expire_all()
    return db.session.scalars(select(Bid)).one()


def deadlines(group):
    """The dates on which something is handed in, without those of tasks."""
    entries = agenda.entries([group.id], since=clock.now())
    return [entry for entry in entries if entry.title.startswith("Hand in the bid")]


def due(group):
    return [entry.shown_title for entry in deadlines(group)]


def move(bid, stage, note=""):
    if stage is BidStage.SUBMITTED:
        handed_in(bid)
        db.session.commit()
        return
    services.move(bid, stage, note=note, now=clock.now(), today=clock.today())
    db.session.commit()


def test_from_a_notice_to_a_plan_in_word(group, member, client):
    (notice,) = store(publication(1))
    answer = client.post(f"/cooperaties/de-tuin/inschrijvingen/op/{notice.id}")
    bid = only_bid()
    assert answer.location == f"/cooperaties/de-tuin/inschrijvingen/{bid.id}"
    assert bid.owner_id == member.id
    page = client.get(answer.location)
    assert "Groenonderhoud Zonnewijk" in page.text
    assert "Gaan we ervoor?" in page.text
    assert "art. 2.89 Aw 2012" in client.get(f"{answer.location}/taken").text
    services.move(bid, BidStage.WRITING, note="", now=clock.now(), today=clock.today())
    db.session.commit()
    assert "Naar de stukken" in client.get(answer.location).text
    file = made_on_page(client, answer.location, "plan")
    assert file.mimetype.endswith("wordprocessingml.document")
    assert "plan-van-aanpak" in file.headers["Content-Disposition"]
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(file.data)).paragraphs]
    assert any("Coöperatief Tuinbedrijf U.A." in text for text in texts)
    assert only_bid().made_at is not None


def test_starting_again_gives_the_same_bid(group, member, client):
    (notice,) = store(publication(1))
    for _time in range(2):
        client.post(f"/cooperaties/de-tuin/inschrijvingen/op/{notice.id}")
    assert only_bid().notice_id == notice.id
    assert "first-bid" in cooperatives.milestones(group)


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": -1},
        {
            "publicatieCode": "EF29",
            "aankondigingCode": {"code": "AGO"},
            "typePublicatie": "Aankondiging gegunde opdracht",
        },
        {"publicatieCode": "MAC", "aankondigingCode": {"code": "MAC"}, "typePublicatie": "Marktconsultatie"},
    ],
)
def test_one_bids_only_on_an_open_call(group, wrong):
    with pytest.raises(RuleViolation):
        begin(group, **wrong)


def test_a_stopped_procurement_takes_no_bids(group, member, client):
    (notice,) = store(publication(1))
    notice.status = "cancelled"
    db.session.commit()
    answer = client.post(f"/cooperaties/de-tuin/inschrijvingen/op/{notice.id}")
    page = client.get(answer.location)
    assert page.status_code == 200
    assert db.session.scalars(select(Bid)).all() == []


def test_a_bid_begins_on_the_newest_edition_whichever_page_somebody_came_from(group):
    (first,) = store(publication(1, kenmerk=7))
    (second,) = store(publication(2, kenmerk=7, days=44))
    second.corrects_id = first.id
    db.session.commit()
    bid = services.start(group, first, owner=None, now=clock.now(), today=clock.today())
    assert bid.notice_id == second.id
    assert services.start(group, first, owner=None, now=clock.now(), today=clock.today()).id == bid.id


def test_no_bid_begins_on_an_edition_of_a_call_that_was_stopped_later(group):
    (first,) = store(publication(1, kenmerk=7))
    (second,) = store(publication(2, kenmerk=7, days=44))
    second.corrects_id, second.status = first.id, "cancelled"
    db.session.commit()
    with pytest.raises(RuleViolation, match="stopped"):
        services.start(group, first, owner=None, now=clock.now(), today=clock.today())


def test_the_deadline_is_in_the_agenda_until_the_bid_is_handed_in(group):
    bid = begin(group)
    assert due(group) == ["Inschrijving inleveren: Groenonderhoud Zonnewijk"]
    submission = handed_in(bid)
    assert due(group) == []
    submitting.take_back(submission, "Verkeerde bijlage", by=UserFactory(), now=clock.now(), today=clock.today())
    assert len(due(group)) == 1
    assert bid.submitted_at is None
    move(bid, BidStage.WITHDRAWN)
    assert due(group) == []


@pytest.mark.parametrize("day_only", [True, False])
def test_a_deadline_without_an_hour_is_a_whole_day_in_the_agenda(group, day_only):
    (notice,) = store(publication(1))
    notice.data = {**notice.data, "deadline_day_only": day_only}
    services.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    (entry,) = deadlines(group)
    assert entry.whole_day is day_only


def test_winning_is_no_contract_yet_and_moves_nobody_on(group):
    bid = begin(group)
    move(bid, BidStage.SUBMITTED)
    move(bid, BidStage.WON, "Om de prijs")
    assert "first-contract" not in cooperatives.milestones(group)
    assert group.phase is Phase.F6
    assert bid.outcome_note == "Om de prijs"


def test_the_stage_page_offers_only_possible_steps(group, member, client):
    bid = begin(group)
    address = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/stap"
    page = client.get(address).text
    assert 'value="withdrawn"' in page
    assert f"/{bid.id}/inleveren" in page
    assert 'value="submitted"' not in page
    for stage in ("submitted", "won"):
        assert client.post(address, data={"stage": stage, "revision": "0"}).status_code == 422
    assert only_bid().stage is BidStage.WRITING
    assert client.post(address, data={"stage": "withdrawn", "revision": "0"}).status_code == 302
    assert only_bid().stage is BidStage.WITHDRAWN


def test_what_two_people_learnt_is_not_lost_under_two_tabs(group, member, client):
    bid = begin(group)
    address = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/stap"
    revision = only_bid().note_revision  # both tabs were opened with this one
    first = {"stage": "withdrawn", "note": "De prijs was te hoog.", "revision": str(revision)}
    assert client.post(address, data=first).status_code == 302
    second = {"stage": "writing", "note": "Het plan was te kort.", "revision": str(revision)}
    answer = client.post(address, data=second)
    assert answer.status_code == 409
    assert "De prijs was te hoog." in answer.text
    assert "Het plan was te kort." in answer.text
    assert (only_bid().stage, only_bid().outcome_note) == (BidStage.WITHDRAWN, "De prijs was te hoog.")
    both = {"stage": "writing", "note": "De prijs was te hoog, het plan te kort.", "revision": str(revision + 1)}
    assert f'value="{revision + 1}"' in answer.text
    assert client.post(address, data=both).status_code == 302
    assert (only_bid().stage, only_bid().outcome_note) == (BidStage.WRITING, "De prijs was te hoog, het plan te kort.")


def test_both_notes_are_shown_when_the_stage_is_no_longer_possible(group, member, client):
    bid = begin(group)
    address = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/stap"
    client.post(address, data={"stage": "withdrawn", "note": "Op tijd", "revision": "0"})
    answer = client.post(address, data={"stage": "withdrawn", "note": "Net te laat?", "revision": "0"})
    assert answer.status_code == 422
    assert "Op tijd" in answer.text
    assert "Net te laat?" in answer.text


def test_the_stage_page_keeps_what_was_learnt_before(group, member, client):
    bid = begin(group)
    move(bid, BidStage.WITHDRAWN, "Op tijd")
    address = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/stap"
    assert "Op tijd" in client.get(address).text
    assert client.post(address, data={"stage": "writing", "note": "", "revision": "onzin"}).status_code == 302
    assert only_bid().outcome_note == "Op tijd"


def test_who_did_a_task_first_stays_named(group):
    bid = begin(group)
    task = bid.tasks[0]
    first, second = (ParticipationFactory(cooperative=group).user for _person in range(2))
    tasks.tick(task, True, by=first, now=clock.now())
    tasks.tick(task, True, by=second, now=clock.now())
    assert task.done_by_id == first.id


def test_a_bid_on_a_notice_that_is_not_there_is_not_there(group, member, client):
    assert client.post("/cooperaties/de-tuin/inschrijvingen/op/999").status_code == 404


def test_two_who_bid_on_the_same_notice_at_once_get_the_same_bid(app, group):
    (notice,) = store(publication(1))
    group_id, notice_id = group.id, notice.id

    def begin_it():
        ours, theirs = db.session.get(Cooperative, group_id), db.session.get(Notice, notice_id)
        with transaction(actor=SYSTEM):
            return services.start(ours, theirs, owner=None, now=clock.now(), today=clock.today()).id

    outcomes = at_once(app, begin_it, begin_it, begin_it)
    assert outcomes == [only_bid().id] * 3


def test_the_checklist_says_who_did_what_and_can_be_undone(group, member, client):
    bid = begin(group)
    address = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}"
    client.post(f"{address}/lijst/kvk", data={"done": "1"})
    task = next(task for task in only_bid().tasks if task.key == "kvk")
    assert task.done_by_id == member.id
    assert member.name in client.get(f"{address}/taken").text
    client.post(f"{address}/lijst/kvk", data={"done": "0"})
    assert next(task for task in only_bid().tasks if task.key == "kvk").done_at is None
    assert client.post(f"{address}/lijst/nothing", data={"done": "1"}).status_code == 404


def test_lots_are_chosen_and_one_is_needed(group, member, client):
    bid = begin(group)
    lots = [
        {"id": "LOT-0001", "title": "Noord", "kind": "lot"},
        {"id": "LOT-0002", "title": "Zuid", "kind": "lot"},
        {"id": "G", "kind": "group"},
    ]
    bid.notice.data = {**bid.notice.data, "lots": lots}
    db.session.commit()
    address = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/percelen"
    client.post(address, data={"lots": ["LOT-0002", "G", "onzin"]})
    assert only_bid().lots == ["LOT-0002"]
    client.post(address, data={})
    assert "perceel" in client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}").text
    assert only_bid().lots == ["LOT-0002"]


def test_facts_that_changed_since_the_document_are_named(group, member, client):
    bid = begin(group)
    address = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}"
    client.post(f"{address}/stukken")
    assert queries.changed_facts(only_bid()) == []
    later = clock.now() + timedelta(minutes=1)
    FactFactory(cooperative=group, key="offer.exclude", value=["sport"], recorded_at=later)  # not in the plan
    assert queries.changed_facts(only_bid()) == []
    FactFactory(cooperative=group, key="identity.name", value="Coöperatief Perk U.A.", recorded_at=later)
    FactFactory(cooperative=group, key="contact.name", value="Fatma", recorded_at=later)
    assert queries.changed_facts(only_bid()) == ["identity.name", "contact.name"]
    page = client.get(address).text
    assert "Naam van de coöperatie, Contactpersoon" in page
    client.post(f"{address}/stukken")
    assert queries.changed_facts(only_bid()) == []


def test_a_correction_of_the_notice_is_said(group, member, client):
    bid = begin(group, kenmerk=7)
    (new,) = store(publication(2, kenmerk=7))
    new.corrects_id = bid.notice_id
    db.session.commit()
    assert "heeft deze aankondiging verbeterd" in client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}").text


def corrected(bid, number=2, **more):
    """The notice of a bid with another deadline, as a publication of its own."""
    (new,) = store(publication(number, kenmerk=7, days=44, **more))
    new.corrects_id = bid.notice_id
    db.session.commit()
    return new


def test_another_deadline_moves_the_date_of_the_bid_and_stays_the_same_date(group):
    bid = begin(group, kenmerk=7)
    (before,) = deadlines(group)
    new = corrected(bid)
    jobs.follow_corrections()
    (after,) = deadlines(group)
    assert after.due_at == new.deadline > before.due_at
    assert after.id == before.id
    assert after.sequence == before.sequence + 1


def test_looking_again_changes_nothing(group):
    corrected(begin(group, kenmerk=7))
    jobs.follow_corrections()
    (before,) = deadlines(group)
    jobs.follow_corrections()
    assert deadlines(group) == [before]


def test_a_bid_that_was_handed_in_gets_no_date_again(group):
    bid = begin(group, kenmerk=7)
    move(bid, BidStage.SUBMITTED)
    corrected(bid)
    jobs.follow_corrections()
    assert due(group) == []


def test_the_end_of_a_contract_is_in_the_agenda(group, member, client):
    today = clock.today()
    terms = ContractTerms("Perken", "Woonzorg", today, ends_on=today + timedelta(days=100))
    contracts.record_contract(group, terms, by=member, now=clock.now())
    db.session.commit()
    assert "Opdracht loopt af: Perken" in client.get("/agenda").text


def test_what_a_group_bids_on_stands_in_the_agenda_once(app, group, member, client):
    bid = begin(group)
    from_notice.take_up(group, bid.notice, now=clock.now())
    db.session.commit()
    page = client.get("/agenda").text
    assert "Inschrijving inleveren: Groenonderhoud Zonnewijk" in page
    assert "Sluit: Groenonderhoud Zonnewijk" not in page


def test_the_list_asks_no_more_questions_for_more_bids(group, member, client, count_queries):
    def asked():
        count_queries()
        assert client.get("/cooperaties/de-tuin/inschrijvingen").status_code == 200
        return count_queries()

    begin(group, 1)
    asked()
    few = asked()
    for number in range(2, 9):
        begin(group, number)
    assert asked() <= few


def draft(app, slug, notice_id, folder):
    arguments = ["bids", "draft", "--coop", slug, "--notice", str(notice_id), "--out", str(folder)]
    return app.test_cli_runner().invoke(cli, arguments, obj=ScriptInfo(create_app=lambda: app))


def test_the_command_writes_the_documents_and_begins_the_bid(app, group, tmp_path):
    (notice,) = store(publication(1))
    folder = tmp_path / "een" / "map"
    result = draft(app, "de-tuin", notice.id, folder)
    assert result.exit_code == 0, result.output
    assert "open points" in result.output
    names = {path.name for path in folder.iterdir()}
    assert {"plan-van-aanpak.docx", "inschrijvingsbrief.docx", "intern"} <= names
    assert "controlelijst.docx" in {path.name for path in (folder / "intern").iterdir()}
    assert docx.Document(folder / "plan-van-aanpak.docx").paragraphs
    assert only_bid().made_at is not None


def test_the_command_again_keeps_what_people_worked_on(app, group, tmp_path):
    (notice,) = store(publication(1))
    draft(app, "de-tuin", notice.id, tmp_path)
    (tmp_path / "plan-van-aanpak.docx").write_text("ons werk")
    assert draft(app, "de-tuin", notice.id, tmp_path).exit_code == 0
    assert (tmp_path / "plan-van-aanpak.docx").read_text() == "ons werk"
    assert docx.Document(tmp_path / "plan-van-aanpak-2.docx").paragraphs
    assert only_bid()


def test_the_command_prints_the_files_and_what_is_open_as_json(app, group, tmp_path):
    (notice,) = store(publication(1))
    arguments = ["bids", "draft", "--coop", "de-tuin", "--notice", str(notice.id), "--out", str(tmp_path), "--json"]
    result = app.test_cli_runner().invoke(cli, arguments, obj=ScriptInfo(create_app=lambda: app))
    assert result.exit_code == 0, result.output
    printed = json.loads(result.output)
    assert {file["kind"] for file in printed["files"]} >= {"plan", "letter", "internal", "checklist"}
    assert all(Path(file["path"]).is_file() for file in printed["files"])
    assert {tuple(file) for file in printed["files"]} == {("path", "kind", "lot")}
    assert all(point["what"] and point["where"].startswith("http") for point in printed["open"])


@pytest.mark.parametrize(("slug", "notice_id"), [("niemand", None), ("de-tuin", 999), ("../de-tuin", None)])
def test_the_command_names_what_it_does_not_know(app, group, tmp_path, slug, notice_id):
    (notice,) = store(publication(1))
    result = draft(app, slug, notice_id or notice.id, tmp_path / "uit")
    assert result.exit_code == 2
    assert "There is no" in result.output
    assert not (tmp_path / "uit").exists()


def test_the_command_refuses_a_closed_call_and_changes_nothing(app, group, tmp_path):
    (notice,) = store(publication(1, days=-1))
    result = draft(app, "de-tuin", notice.id, tmp_path / "uit")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert not (tmp_path / "uit").exists()
    assert db.session.scalars(select(Bid)).all() == []


def test_the_command_refuses_a_folder_it_cannot_write(app, group, tmp_path):
    (notice,) = store(publication(1))
    file = tmp_path / "bestand"
    file.write_text("x")
    for folder in (file, file / "map", Path("/proc/map")):
        result = draft(app, "de-tuin", notice.id, folder)
        assert result.exit_code in {1, 2}, folder  # 2: what stands there is no folder
    assert db.session.scalars(select(Bid)).all() == []


def test_after_handing_in_the_page_says_whose_turn_it_is(group, member, client):
    bid = begin(group)
    move(bid, BidStage.SUBMITTED)
    page = client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}").text
    assert "De opdrachtgever beslist" in page
    assert "Naar de stukken" not in page


@pytest.mark.parametrize("blank", ["", " ", " \t "])
def test_who_does_a_task_may_stay_blank_however_that_is_sent(group, member, client, blank):
    bid = begin(group)
    task = bid.tasks[0]
    sent = {"owner_id": blank, "due_on": blank}
    answer = client.post(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/taken/{task.id}", data=sent)
    assert answer.status_code == 302
    assert only_bid().tasks[0].owner_id is None


@pytest.mark.parametrize("blank", ["", " ", " \t "])
def test_who_leads_may_stay_blank_however_that_is_sent(group, member, client, blank):
    bid = begin(group)
    sent = {"lead_id": blank, "reason": "Dichtbij", "do": "save"}
    answer = client.post(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/beslissen", data=sent)
    assert answer.status_code == 302
    assert only_bid().decision.lead_id is None
