"""What a buyer asks, on its pages: files read, proposals confirmed, a list that is worked off, knock-outs that stop handing in."""

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import event, select

from incubator.bids.models import (
    BidStage,
    BuyerFile,
    FileState,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
)
from incubator.bids.queries import checking
from incubator.bids.queries import requirements as queries
from incubator.bids.services import bidding, buyer_files
from incubator.bids.services import requirements as services
from incubator.bids.values.requirements import CriterionWeight, Recognised
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from tests.bids.factories import handed_in
from tests.factories import CoachAssignmentFactory, CooperativeFactory, MilestoneFactory, ParticipationFactory
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases
PAPERS = Path(__file__).parents[1] / "data" / "bids"


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="de-tuin", name="De Tuin")


@pytest.fixture
def bid(group):
    (notice,) = store(publication(1))
    begun = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return begun


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


def place(bid, end=""):
    return f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/eisen{end}"


def word(*paragraphs):
    """A Word file with these paragraphs; one that begins with # is a heading."""
    document = Document()
    for text in paragraphs:
        if text.startswith("#"):
            document.add_heading(text.removeprefix("#"), 1)
        else:
            document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


GUIDE = (
    "#Eisen",
    "De opdrachtnemer moet chemievrij werken.",
    "Een inschrijving zonder prijsblad wordt uitgesloten van beoordeling.",
    "#Geschiktheid",
    "De inschrijver beschikt over een VCA-certificaat.",
)


def send(client, bid, *files, **fields):
    data = {"files": [(io.BytesIO(content), name) for name, content in files], **fields}
    return client.post(place(bid, "/bestanden"), data=data, content_type="multipart/form-data")


def rows(**which):
    db.session.expire_all()
    return db.session.scalars(select(Requirement).filter_by(**which).order_by(Requirement.id)).all()


def add(bid, text="De opdrachtnemer werkt schoon.", kind=RequirementKind.REQUIREMENT, **more):
    row = Requirement(
        bid_id=bid.id, kind=kind, text=text, origin=RequirementOrigin.OWN, state=RequirementState.CONFIRMED, **more
    )
    db.session.add(row)
    db.session.commit()
    return row


def test_a_file_is_read_and_what_it_asks_is_proposed_with_its_place(client, bid, member):
    answer = send(client, bid, ("leidraad.docx", word(*GUIDE)))
    assert answer.status_code == 302
    page = client.get(answer.location).text
    assert "leidraad.docx, bladzijde" in page or "leidraad.docx, page" in page
    kinds = [(row.kind.value, row.page, row.paragraph, row.state.value) for row in rows()]
    assert kinds == [
        ("requirement", 1, 2, "proposed"),
        ("requirement", 1, 3, "proposed"),
        ("suitability", 1, 5, "proposed"),
    ]
    assert [row.knock_out for row in rows()] == [False, True, True]


def test_several_files_come_at_once_and_a_bad_file_does_not_stop_the_others(client, bid, member):
    broken = b"%PDF-1.7 this is no PDF any more"
    send(
        client, bid, ("kapot.pdf", broken), ("foto.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50), ("goed.docx", word(*GUIDE))
    )
    kept = db.session.scalars(select(BuyerFile).order_by(BuyerFile.id)).all()
    assert [(file.name, file.state) for file in kept] == [
        ("kapot.pdf", FileState.UNREADABLE),
        ("goed.docx", FileState.READ),
    ]
    page = client.get(place(bid, "/bestanden")).text
    assert "kapot.pdf" in page
    assert "foto.png" in page  # told in a message: it was not taken
    assert len(rows()) == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.pdf", b""),
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600),
        ("tekst.pdf", b"gewoon een tekst"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_bid_goes_on(client, bid, member, name, content):
    send(client, bid, (name, content))
    page = client.get(place(bid, "/bestanden")).text
    assert name in page
    assert db.session.scalars(select(BuyerFile)).all() == []
    assert client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}").status_code == 200


def test_a_file_under_a_wrong_name_is_read_by_its_content(client, bid, member):
    send(client, bid, ("leidraad.pdf", word(*GUIDE)))
    assert [file.name for file in db.session.scalars(select(BuyerFile))] == ["leidraad.docx"]


def test_no_file_is_an_answer_in_words(client, bid, member):
    assert send(client, bid).status_code == 422


def test_the_same_file_is_not_taken_twice(client, bid, member):
    content = word(*GUIDE)
    send(client, bid, ("a.docx", content))
    send(client, bid, ("b.docx", content))
    assert len(db.session.scalars(select(BuyerFile)).all()) == 1
    assert len(rows()) == 3


def test_proposals_are_confirmed_dropped_and_corrected(client, bid, member):
    send(client, bid, ("leidraad.docx", word(*GUIDE)))
    first, _second, third = rows()
    client.post(place(bid, "/voorstellen"), data={"do": "confirm", "row": [first.id], "soort": "requirement"})
    client.post(place(bid, "/voorstellen"), data={"do": "drop-all", "soort": "requirement"})
    data = {"kind": "suitability", "text": "VCA of gelijkwaardig", "knock_out": "y", "owner": str(member.id)}
    assert client.post(place(bid, f"/{third.id}"), data=data).status_code == 302
    assert [row.state.value for row in rows()] == ["confirmed", "dropped", "confirmed"]
    assert (rows()[2].text, rows()[2].owner_id) == ("VCA of gelijkwaardig", member.id)
    page = client.get(place(bid)).text
    assert "chemievrij" in page
    assert "zonder prijsblad" not in page


def test_nothing_ticked_and_nonsense_decide_nothing(client, bid, member):
    send(client, bid, ("leidraad.docx", word(*GUIDE)))
    for data in ({"do": "confirm"}, {"do": "confirm", "row": ["x", "9" * 30, "-1"]}, {"do": "?"}):
        client.post(place(bid, "/voorstellen"), data=data)
    assert {row.state for row in rows()} == {RequirementState.PROPOSED}


def test_what_was_dropped_does_not_come_back_with_another_file(client, bid, member):
    send(client, bid, ("a.docx", word(*GUIDE)))
    client.post(place(bid, "/voorstellen"), data={"do": "drop-all", "soort": "requirement"})
    send(client, bid, ("b.docx", word(*GUIDE, "#Extra", "Opdrachtnemer moet elke week rapporteren.")))
    assert [row.text for row in rows(state=RequirementState.PROPOSED)] == [
        "De inschrijver beschikt over een VCA-certificaat.",
        "Opdrachtnemer moet elke week rapporteren.",
    ]


def test_the_notice_is_read_without_any_file(client, bid, member):
    client.post(place(bid, "/aankondiging"))
    asked = rows()
    assert {row.origin for row in asked} == {RequirementOrigin.NOTICE}
    assert any(row.kind is RequirementKind.TERM and "binnen" in row.text for row in asked)
    client.post(place(bid, "/aankondiging"))
    assert len(rows()) == len(asked)


def test_an_own_requirement_goes_on_the_list_at_once(client, bid, member):
    data = {"kind": "award", "text": "Plan van aanpak", "weight": "12,5", "weight_unit": "points"}
    assert client.post(place(bid, "/nieuw"), data=data).status_code == 302
    (row,) = rows()
    assert (row.state, row.origin, row.weight, row.weight_unit) == (
        RequirementState.CONFIRMED,
        RequirementOrigin.OWN,
        "12.5",
        "points",
    )
    assert client.post(place(bid, "/nieuw"), data=data).status_code == 422
    assert len(rows()) == 1


def test_what_was_typed_stays_when_it_is_refused(client, bid, member):
    answer = client.post(place(bid, "/nieuw"), data={"kind": "award", "text": "Iets", "weight": "veel"})
    assert answer.status_code == 422
    assert "Iets" in answer.text
    assert "veel" in answer.text


def test_an_open_knock_out_stops_handing_in_until_it_is_done_or_explained(client, bid, member):
    row = add(bid, knock_out=True)
    MilestoneFactory(cooperative=bid.cooperative, key="deed")
    bid.stage = BidStage.WRITING
    db.session.commit()
    with pytest.raises(RuleViolation, match="one falls out is still open"):
        handed_in(bid, by=member)
    db.session.rollback()
    assert queries.open_knock_outs_of(bid) == [row]
    opened = client.get(place(bid, f"/{row.id}")).text
    remembered = re.search(r'name="opened"[^>]*value="([^"]*)"', opened)[1].replace("&#34;", '"')
    data = {"kind": "requirement", "text": row.text, "knock_out": "y", "opened": remembered}
    client.post(place(bid, f"/{row.id}"), data=data | {"waived_because": "De koper zei dat het mag."})
    assert queries.open_knock_outs_of(bid) == []
    assert rows()[0].waived_by_id == member.id
    handed_in(bid, by=member)
    db.session.commit()


def test_a_proposal_or_a_finished_knock_out_stops_nothing(client, bid, member):
    row = add(bid, knock_out=True)
    row.state = RequirementState.PROPOSED
    db.session.commit()
    assert queries.open_knock_outs_of(bid) == []
    row.state = RequirementState.CONFIRMED
    db.session.commit()
    client.post(place(bid, f"/{row.id}/klaar"), data={"done": "1"})
    assert queries.open_knock_outs_of(bid) == []
    assert rows()[0].done_by_id == member.id
    client.post(place(bid, f"/{row.id}/klaar"), data={"done": "0"})
    assert [open_row.id for open_row in queries.open_knock_outs_of(bid)] == [row.id]


def opened_with(client, bid, row):
    page = client.get(place(bid, f"/{row.id}")).text
    return re.search(r'name="opened"[^>]*value="([^"]*)"', page)[1].replace("&#34;", '"')


def test_of_two_who_write_at_once_the_second_sees_both_versions(client, bid, member):
    row = add(bid)
    before = opened_with(client, bid, row)
    base = {"kind": "requirement", "text": row.text, "opened": before}
    client.post(place(bid, f"/{row.id}"), data=base | {"evidence": "Het ecolabel"})
    answer = client.post(place(bid, f"/{row.id}"), data=base | {"evidence": "De folder"})
    assert answer.status_code == 409
    assert "Het ecolabel" in answer.text
    assert "De folder" in answer.text
    assert rows()[0].evidence == "Het ecolabel"


def test_two_who_change_different_fields_both_keep_theirs(client, bid, member):
    row = add(bid)
    base = {"kind": "requirement", "text": row.text, "opened": opened_with(client, bid, row)}
    client.post(place(bid, f"/{row.id}"), data=base | {"evidence": "Het ecolabel"})
    assert client.post(place(bid, f"/{row.id}"), data=base | {"answered_in": "Hoofdstuk 2"}).status_code == 302
    assert (rows()[0].evidence, rows()[0].answered_in) == ("Het ecolabel", "Hoofdstuk 2")


NEWER = (
    "#Eisen",
    "De opdrachtnemer moet volledig chemievrij en stil werken.",
    "#Geschiktheid",
    "De inschrijver beschikt over een VCA-certificaat.",
)


def test_a_newer_version_marks_what_changed_and_overwrites_nothing(client, bid, member):
    send(client, bid, ("leidraad.docx", word(*GUIDE)))
    for kind in ("requirement", "suitability"):
        client.post(place(bid, "/voorstellen"), data={"do": "confirm-all", "soort": kind})
    changed, gone, same = rows()
    changed.evidence = "Ons middelenboek"
    db.session.commit()
    send(client, bid, ("leidraad.docx", word(*NEWER)))
    older, newer = db.session.scalars(select(BuyerFile).order_by(BuyerFile.id)).all()
    assert newer.replaces_id == older.id
    assert [row.file_id for row in rows(state=RequirementState.CONFIRMED)] == [older.id, older.id, newer.id]
    (proposal,) = rows(state=RequirementState.PROPOSED)
    listed = queries.listed(bid, queries.RequirementView.CHANGED, None, 1)
    assert [row.id for row in listed.rows] == [changed.id, gone.id]
    assert listed.replaced == {changed.id: proposal}
    client.post(place(bid, f"/{changed.id}/nieuwe-tekst"))
    taken = rows(id=changed.id)[0]
    assert (taken.text, taken.evidence) == (NEWER[1], "Ons middelenboek")
    assert rows(state=RequirementState.PROPOSED) == []
    assert rows(id=gone.id)[0].text == GUIDE[2]
    assert same.id in {row.id for row in rows(file_id=newer.id)}


def test_a_file_is_taken_away_with_what_nobody_confirmed(client, bid, member):
    send(client, bid, ("leidraad.docx", word(*GUIDE)))
    client.post(place(bid, "/voorstellen"), data={"do": "confirm-all", "soort": "suitability"})
    (file,) = db.session.scalars(select(BuyerFile)).all()
    client.post(place(bid, f"/bestanden/{file.id}/weg"))
    assert [(row.kind, row.file_id) for row in rows()] == [(RequirementKind.SUITABILITY, None)]


def test_the_file_comes_back_as_the_buyer_made_it(client, bid, member):
    content = word(*GUIDE)
    send(client, bid, ("leidraad.docx", content))
    (file,) = db.session.scalars(select(BuyerFile)).all()
    with client.get(place(bid, f"/bestanden/{file.id}")) as answer:
        assert answer.data == content
        assert "attachment" in answer.headers["Content-Disposition"]


def test_the_coach_reads_and_does_not_write(client, bid, group, sign_in):
    sign_in(client, CoachAssignmentFactory(cooperative=group).user)
    assert client.get(place(bid)).status_code == 200
    assert client.get(place(bid, "/bestanden")).status_code == 200
    assert client.post(place(bid, "/aankondiging")).status_code == 403
    assert rows() == []


def test_five_hundred_requirements_ask_the_database_no_more_than_two_do(client, bid, member):
    def questions(address):
        asked = []
        listening = (db.engine, "before_cursor_execute", lambda *what: asked.append(what[2]))
        event.listen(*listening)
        assert client.get(address).status_code == 200
        event.remove(*listening)
        return len(asked)

    demands = [
        Recognised(f"De opdrachtnemer moet punt {number} doen.", RequirementKind.REQUIREMENT, None, 1, number)
        for number in range(500)
    ]
    services.propose(bid, demands[:2], file=None, after=0)
    services.decide_kind(bid, RequirementKind.REQUIREMENT, keep=True, now=clock.now())
    services.propose(bid, demands[2:4], file=None, after=2)
    db.session.commit()
    addresses = (place(bid), place(bid, "/voorstellen"), place(bid, "/bestanden"))
    few = [questions(address) for address in addresses]
    services.propose(bid, demands[4:250], file=None, after=4)
    services.decide_kind(bid, RequirementKind.REQUIREMENT, keep=True, now=clock.now())
    services.propose(bid, demands[250:], file=None, after=250)
    db.session.commit()
    assert [questions(address) for address in addresses] == few


def test_weights_of_the_notice_are_kept_as_they_are_written(bid):
    services.propose(
        bid, [Recognised("Prijs", RequirementKind.AWARD, CriterionWeight("40", "percentage"))], file=None, after=0
    )
    db.session.commit()
    assert [(row.weight, row.weight_unit) for row in rows()] == [("40", "percentage")]


def test_a_mountain_in_a_small_file_is_refused(bid, member):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 160_000_000)
    assert buyer_files.read(stream.getvalue(), "berg.docx").refusal is not None


def day_of_questions(bid):
    db.session.expire_all()
    (task,) = [task for task in bid.tasks if task.key == "ask"]
    return task.due_on


def test_the_day_for_questions_is_that_of_the_buyer_once_somebody_confirms_it(bid):
    counted = day_of_questions(bid)
    day = clock.today() + timedelta(days=3)
    text = f"Vragen kunt u stellen tot {day:%d-%m-%Y}."
    services.propose(bid, [Recognised(text, RequirementKind.QUESTION_DEADLINE, None)], file=None, after=0)
    db.session.commit()
    assert day_of_questions(bid) == counted
    (point,) = [point for point in checking.points(bid, now=clock.now()) if point.place == "proposals"]
    assert point.message.startswith("Not everything")
    services.decide_kind(bid, RequirementKind.QUESTION_DEADLINE, keep=True, now=clock.now())
    db.session.commit()
    assert day_of_questions(bid) == day
    assert not [point for point in checking.points(bid, now=clock.now()) if point.place == "proposals"]
    services.drop(rows()[0], now=clock.now())
    db.session.commit()
    assert day_of_questions(bid) == counted


def test_a_price_that_is_asked_and_not_reckoned_is_named(bid):
    assert "price" not in {point.place for point in checking.points(bid, now=clock.now())}
    add(bid, kind=RequirementKind.AWARD, text="Prijs: 40%")
    assert "price" in {point.place for point in checking.points(bid, now=clock.now())}


def test_what_must_be_shown_or_enclosed_is_a_task_until_it_is_there(bid, member):
    asked = [
        Recognised("Lever in: bijlage A.", RequirementKind.DOCUMENT, None),
        Recognised("U hebt VCA*.", RequirementKind.SUITABILITY, None),
        Recognised("Werk netjes.", RequirementKind.REQUIREMENT, None),
    ]
    services.propose(bid, asked, file=None, after=0)
    assert proof_tasks(bid) == set()
    numbers = [row.id for row in rows()]
    services.decide(bid, numbers, keep=True, now=clock.now())
    assert proof_tasks(bid) == {"Lever in: bijlage A.", "U hebt VCA*."}
    enclosed = next(row for row in rows() if row.kind is RequirementKind.DOCUMENT)
    services.mark_done(enclosed, True, by=member, now=clock.now())
    assert proof_tasks(bid) == {"U hebt VCA*."}


def proof_tasks(bid):
    db.session.flush()
    return {task.params["what"] for task in bid.tasks if task.key.startswith("proof-")}
