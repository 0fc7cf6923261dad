"""Questions to the buyer: written, sent, answered; what an answer changes stays open until somebody has looked at it."""

import io
from datetime import timedelta

import docx
import pytest
from sqlalchemy import select

from incubator.bids.models import BidEffect, BuyerQuestion, EffectKind, Requirement, RequirementKind, RequirementOrigin
from incubator.bids.queries import asking as queries
from incubator.bids.services import asking as services
from incubator.bids.services import bidding
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.quantities import write_day
from incubator.formats.values import LegalRegime
from tests.factories import CooperativeFactory, FactFactory
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases


@pytest.fixture
def bid(group, member):
    (notice,) = store(publication(1, days=40))
    notice.legal_regime = LegalRegime.EU
    bid = bidding.start(group, notice, owner=member, now=clock.now(), today=clock.today())
    db.session.commit()
    return bid


@pytest.fixture
def page(bid):
    return f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/vragen"


@pytest.fixture
def criterion(bid):
    known = Requirement(
        bid_id=bid.id, kind=RequirementKind.AWARD, text="Plan van aanpak", origin=RequirementOrigin.NOTICE
    )
    db.session.add(known)
    db.session.commit()
    return known


def ask(client, page, text="Mag het digitaal?", **more):
    return client.post(f"{page}/nieuw", data={"text": text, "requirement_id": "", "ours": "yes", **more})


def only_question():
    db.session.expire_all()
    return db.session.scalars(select(BuyerQuestion)).one()


def day(before=0):
    return (clock.today() - timedelta(days=before)).isoformat()


def titles(group):
    return [entry.title for entry in agenda.entries([group.id], since=clock.now() - timedelta(days=1))]


def test_a_question_about_a_criterion_goes_to_the_buyer_in_word(group, client, page, criterion):
    FactFactory(cooperative=group, key="finance.hourly_rate", value="48")
    ask(client, page, requirement_id=str(criterion.id))
    ask(client, page, text="Vraag van een ander", ours="no")
    file = client.get(f"{page}.docx")
    document = docx.Document(io.BytesIO(file.data))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "Mag het digitaal?" in cells
    assert "Plan van aanpak" in cells
    assert "Vraag van een ander" not in cells
    texts = [paragraph.text for paragraph in document.paragraphs] + cells
    assert not any("De Tuin" in text or "48" in text for text in texts)  # who asks, and for what price, stays at home


def test_pressing_twice_writes_one_question(client, page):
    ask(client, page)
    ask(client, page)
    assert only_question().text == "Mag het digitaal?"


def test_the_last_day_to_ask_stands_in_the_agenda_until_all_is_sent(group, client, page, bid):
    assert "Last day to ask the buyer: %(name)s" not in titles(group)
    ask(client, page)
    assert "Last day to ask the buyer: %(name)s" in titles(group)
    assert client.post(f"{page}/verstuurd", data={"sent_on": day()}).status_code == 302
    assert only_question().sent_on == clock.today()
    assert "Last day to ask the buyer: %(name)s" not in titles(group)


def test_the_day_that_the_buyer_names_goes_before_that_of_the_law(client, page, bid):
    by_law = queries.question_term(bid, queries.requirements_of(bid))
    assert by_law.on == clock.local(bid.work.deadline).date() - timedelta(days=10)
    named = clock.today() + timedelta(days=12)
    db.session.add(
        Requirement(
            bid_id=bid.id,
            kind=RequirementKind.QUESTION_DEADLINE,
            text=f"Vragen kan tot {write_day(named)}.",
            origin=RequirementOrigin.FILE,
        )
    )
    db.session.commit()
    assert queries.question_term(bid, queries.requirements_of(bid)).on == named
    assert client.get(page).status_code == 200


def test_a_question_for_a_private_client_has_no_term_of_law(client, page, bid):
    bid.notice.legal_regime = LegalRegime.SAS
    db.session.commit()
    assert queries.question_term(bid, []).on is None
    assert client.get(page).status_code == 200


def test_sent_is_refused_for_a_day_to_come_and_without_questions(client, page):
    assert client.post(f"{page}/verstuurd", data={"sent_on": day()}).status_code == 422
    ask(client, page)
    answer = client.post(f"{page}/verstuurd", data={"sent_on": day(before=-1)})
    assert answer.status_code == 422
    assert only_question().sent_on is None


def test_what_was_sent_keeps_its_words(client, page):
    ask(client, page)
    question = only_question()
    client.post(f"{page}/verstuurd", data={"sent_on": day()})
    answer = client.post(f"{page}/{question.id}", data={"text": "Anders", "requirement_id": "", "ours": "yes"})
    assert answer.status_code == 422
    client.post(f"{page}/{question.id}/verwijderen")
    assert only_question().text == "Mag het digitaal?"


def test_a_question_that_was_not_sent_can_be_taken_back(client, page):
    ask(client, page)
    client.post(f"{page}/{only_question().id}/verwijderen")
    assert db.session.scalars(select(BuyerQuestion)).all() == []


def test_two_people_who_change_a_question_lose_nothing(client, page):
    ask(client, page)
    question = only_question()
    opened = client.get(f"{page}/{question.id}").text.split('name="opened"')[1].split('value="')[1].split('"')[0]
    opened = opened.replace("&#34;", '"')
    question.text = "Van een ander"
    db.session.commit()
    sent = {"text": "Van mij", "requirement_id": "", "ours": "yes", "opened": opened}
    answer = client.post(f"{page}/{question.id}", data=sent)
    assert answer.status_code == 409
    assert "Van een ander" in answer.text
    assert "Van mij" in answer.text
    assert only_question().text == "Van een ander"


def answered(client, page, question, **more):
    sent = {"answer": "Ja, dat mag.", "answered_on": day(), "answer_file_id": "", **more}
    return client.post(
        f"{page}/{question.id}/antwoord", data=sent, content_type="multipart/form-data" if "file" in more else None
    )


def test_an_answer_is_typed_or_a_file_of_the_buyer(client, page):
    ask(client, page)
    question = only_question()
    assert answered(client, page, question, answer="").status_code == 422
    assert answered(client, page, question, answered_on=day(before=-1)).status_code == 422
    assert answered(client, page, question).status_code == 302
    file = (io.BytesIO(b"Antwoord 1: ja."), "nota.txt")
    assert answered(client, page, question, answer="", file=file).status_code == 302
    assert only_question().answer_file.name == "nota.txt"
    wrong = (io.BytesIO(b"MZ"), "nota.exe")
    assert answered(client, page, question, file=wrong).status_code == 422
    assert "nota.txt" in client.get(page).text


def effect(client, page, question, **sent):
    empty = {"requirement_id": "", "section_id": "", "due_on": "", "note": ""}
    return client.post(f"{page}/{question.id}/gevolg", data={**empty, **sent})


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("requirement-changed", "requirement_id"),
        ("requirement-dropped", "requirement_id"),
        ("requirement-added", "note"),
        ("section", "section_id"),
        ("deadline", "due_on"),
        ("other", "note"),
    ],
)
def test_what_an_answer_changes_says_what_it_is_about(client, page, kind, field):
    ask(client, page)
    answer = effect(client, page, only_question(), kind=kind)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert db.session.scalars(select(BidEffect)).all() == []


def test_an_effect_stands_open_on_the_bid_until_somebody_looked(group, member, client, page, criterion, bid):
    ask(client, page)
    question = only_question()
    for _time in range(2):
        effect(client, page, question, kind="requirement-changed", requirement_id=str(criterion.id), note="Nu 60%")
    (open_effect,) = queries.open_effects(bid)
    assert open_effect.kind is EffectKind.REQUIREMENT_CHANGED
    assert "vragen#gevolgen" in client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}").text
    client.post(f"{page}/gevolgen/{open_effect.id}", data={"done": "1"})
    assert queries.open_effects(bid) == []
    assert db.session.get(BidEffect, open_effect.id).done_by_id == member.id
    assert "vragen#gevolgen" not in client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}").text
    client.post(f"{page}/gevolgen/{open_effect.id}", data={"done": "0"})
    assert len(queries.open_effects(bid)) == 1
    assert criterion.text == "Plan van aanpak"


def test_a_deadline_in_an_answer_stands_in_the_agenda(group, client, page):
    ask(client, page)
    effect(client, page, only_question(), kind="deadline", due_on=day(before=-50))
    assert "New deadline in the answers of the buyer: %(name)s" in titles(group)


def test_late_answers_ask_for_more_time(client, page, bid):
    bid.notice.deadline = clock.now() + timedelta(days=6)
    db.session.commit()
    ask(client, page)
    answered(client, page, only_question())
    assert "regel=P-06" in client.get(page).text
    draft = client.get(f"{page}/nieuw?regel=P-06").text
    assert "2.54 Aw 2012" in draft
    ask(client, f"{page}", text="Later sluiten?")
    client.post(f"{page}/nieuw?regel=P-06", data={"text": "Mag het later?", "requirement_id": "", "ours": "yes"})
    assert "regel=P-06" not in client.get(page).text


@pytest.mark.parametrize("rule", ["", "P-99", "<script>"])
def test_a_rule_of_which_one_asks_nothing_drafts_nothing(client, page, rule):
    assert client.get(f"{page}/nieuw", query_string={"regel": rule, "eis": "999"}).status_code == 200


def test_a_requirement_of_another_bid_is_never_asked_about(client, page, bid, criterion):
    others = bidding.start(CooperativeFactory(), bid.notice, owner=None, now=clock.now(), today=clock.today())
    theirs = Requirement(bid_id=others.id, kind=RequirementKind.AWARD, text="X", origin=RequirementOrigin.OWN)
    db.session.add(theirs)
    db.session.commit()
    assert ask(client, page, requirement_id=str(theirs.id)).status_code == 422
    answers = {"text": "Vraag", "requirement_id": theirs.id, "ours": True}
    question = services.ask(bid, answers=answers, by=bid.owner, now=clock.now())
    assert question.requirement_id is None
