"""The pages of before a meeting, as people use them."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from lxml import html

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.meetings.models import Meeting, MeetingRequest
from incubator.meetings.services import convening
from incubator.meetings.values import Channel, ItemKind, MeetingState
from incubator.meetings.values.planning import MeetingPlan
from tests.factories import ParticipationFactory
from tests.meetings.convening import cooperative

HERE = "/cooperaties/de-bezem/vergaderingen"


@pytest.fixture
def house(app):
    return cooperative()


@pytest.fixture
def fatima(client, sign_in, house):
    return sign_in(client, house.fatima)


def in_days(days):
    return clock.today() + timedelta(days=days)


def plan(days=40, **more):
    filled = {"what": "other", "title": "Najaar", "mode": "physical", "convened_by": "bestuur", "place": "De Spil"}
    if days:
        filled |= {"day": in_days(days).isoformat(), "begins": "19.30"}
    return filled | more


def text_of(answer):
    return " ".join(html.document_fromstring(answer.get_data(as_text=True)).text_content().split())


def the_meeting():
    db.session.expire_all()
    return db.session.scalars(db.select(Meeting)).one()


def test_from_plan_to_called(fatima, house):
    assert fatima.post(f"{HERE}/nieuw", data=plan()).status_code == 302
    page = fatima.get(f"{HERE}/1")
    assert page.status_code == 200
    assert "Rondvraag en sluiting" in text_of(page)
    assert fatima.get(f"{HERE}/1/oproepen").status_code == 200
    roads = {f"row-{member.id}": "letter" for member in house.members.values()}
    roads[f"row-{house.members['samir'].id}"] = "email"
    assert fatima.post(f"{HERE}/1/oproepen", data=roads).status_code == 302
    meeting = the_meeting()
    assert meeting.state is MeetingState.CONVENED
    assert sorted(call.channel for call in meeting.called) == [Channel.EMAIL, *[Channel.LETTER] * 3]
    assert fatima.get(f"{HERE}/1").status_code == 200
    assert fatima.get(f"{HERE}/1/oproepen").status_code == 302


def test_the_term_is_counted_while_one_chooses_a_day_and_nothing_is_stored(fatima):
    answer = fatima.post(f"{HERE}/nieuw", data=plan(5, look="preview", title=""))
    assert answer.status_code == 200
    page = html.document_fromstring(answer.get_data(as_text=True))
    assert page.get_element_by_id("preview-number").text_content().strip()
    assert page.xpath("//form[@data-look]")
    assert db.session.scalars(db.select(Meeting)).all() == []


def test_what_was_typed_stays_when_the_hour_is_missing(fatima):
    answer = fatima.post(f"{HERE}/nieuw", data=plan(begins="", title="Iets bijzonders"))
    assert answer.status_code == 422
    assert "Iets bijzonders" in answer.get_data(as_text=True)


def test_too_late_is_refused_until_one_says_that_one_knows(fatima, house):
    fatima.post(f"{HERE}/nieuw", data=plan(5))
    roads = {f"row-{member.id}": "letter" for member in house.members.values()}
    assert fatima.post(f"{HERE}/1/oproepen", data=roads).status_code == 422
    assert the_meeting().state is MeetingState.DRAFT
    assert fatima.post(f"{HERE}/1/oproepen", data=roads | {"anyway": "y"}).status_code == 302
    assert the_meeting().state is MeetingState.CONVENED


def called(client, house, days=40):
    client.post(f"{HERE}/nieuw", data=plan(days))
    roads = {f"row-{member.id}": "letter" for member in house.members.values()}
    client.post(f"{HERE}/1/oproepen", data=roads | {"anyway": "y"})


def test_letters_are_printed_one_for_each_and_noted(fatima, house):
    called(fatima, house)
    letters = fatima.get(f"{HERE}/1/brieven.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(letters.data)).paragraphs)
    assert text.index("Dorpsstraat 1") < text.index("Laan 2")
    assert fatima.get(f"{HERE}/1/oproepen/3").status_code == 200
    assert (
        fatima.post(f"{HERE}/1/oproepen/3", data={"road": "hand", "sent_on": clock.today().isoformat()}).status_code
        == 302
    )
    ans = next(call for call in the_meeting().called if call.member.number == 3)
    assert (ans.channel, ans.sent_on) == (Channel.HAND, clock.today())
    fatima.post(f"{HERE}/1/oproepen/3/niet-aangekomen")
    assert next(call for call in the_meeting().called if call.member.number == 3).failed


def test_a_convocation_of_somebody_who_was_not_called_is_no_page(fatima, house):
    called(fatima, house)
    assert fatima.get(f"{HERE}/1/oproepen/99").status_code == 404


def test_taken_back_and_called_off(fatima, house):
    called(fatima, house)
    fatima.post(f"{HERE}/1/oproeping-intrekken")
    assert the_meeting().state is MeetingState.DRAFT
    assert fatima.get(f"{HERE}/1/afgelasten").status_code == 200
    assert fatima.post(f"{HERE}/1/afgelasten", data={"because": ""}).status_code == 422
    assert fatima.post(f"{HERE}/1/afgelasten", data={"because": "De zaal is dicht."}).status_code == 302
    assert "De zaal is dicht." in text_of(fatima.get(f"{HERE}/1"))


def test_an_item_is_added_changed_and_gets_a_file(fatima, house):
    fatima.post(f"{HERE}/nieuw", data=plan())
    item = {"kind": "ordinary", "title": "Contributie", "proposal": "Tien euro.", "version": ""}
    assert fatima.get(f"{HERE}/1/punten/nieuw").status_code == 200
    assert fatima.post(f"{HERE}/1/punten/nieuw", data=item).status_code == 302
    made = next(item for item in the_meeting().items if item.kind is ItemKind.ORDINARY)
    there = f"{HERE}/1/punten/{made.id}"
    assert fatima.get(there).status_code == 200
    assert fatima.post(there, data=item | {"proposal": "Twaalf euro."}).status_code == 302
    sent = {"file": (BytesIO(b"Begroting"), "begroting.txt")}
    assert fatima.post(f"{there}/bestand", data=sent, content_type="multipart/form-data").status_code == 302
    file = fatima.get(f"{there}/stuk")
    assert file.data == b"Begroting"
    file.close()
    assert "Twaalf euro." in text_of(fatima.get(f"{HERE}/1"))
    assert fatima.post(f"{there}/bestand/weg").status_code == 302
    assert fatima.get(f"{there}/stuk").status_code == 404
    assert fatima.get(f"{there}/tekst").status_code == 404
    assert fatima.post(f"{there}/weg").status_code == 302
    assert fatima.get(there).status_code == 404


def test_two_who_change_the_same_field_see_each_others_words(fatima, house):
    fatima.post(f"{HERE}/nieuw", data=plan())
    page = html.document_fromstring(fatima.get(f"{HERE}/1/wijzigen").get_data(as_text=True))
    opened = page.xpath("//input[@name='opened']/@value")[0]
    assert fatima.post(f"{HERE}/1/wijzigen", data=plan(title="Van de een", opened=opened)).status_code == 302
    answer = fatima.post(f"{HERE}/1/wijzigen", data=plan(title="Van de ander", opened=opened))
    assert answer.status_code == 409
    assert "Van de een" in text_of(answer)
    assert the_meeting().title == "Van de een"


def test_days_are_compared_by_everyone_who_takes_part(fatima, sign_in, app, house):
    fatima.post(f"{HERE}/nieuw", data=plan(0))
    for days in (30, 31):
        form = {"day": in_days(days).isoformat(), "begins": "20.00"}
        assert fatima.post(f"{HERE}/1/dagen/nieuw", data=form).status_code == 302
    first, second = (option.id for option in the_meeting().options)
    samir = sign_in(app.test_client(), house.samir)
    assert samir.post(f"{HERE}/1/dagen", data={f"row-{first}": "no", f"row-{second}": "yes"}).status_code == 302
    assert "Samir" in text_of(fatima.get(f"{HERE}/1/dagen"))
    assert fatima.post(f"{HERE}/1/dagen/{first}/weg").status_code == 302
    assert fatima.post(f"{HERE}/1/dagen/{second}/kiezen").status_code == 302
    assert clock.local(the_meeting().begins_at).date() == in_days(31)


def test_a_member_asks_for_a_meeting_and_the_register_says_whether_it_counts(client, sign_in, app, house):
    samir = sign_in(client, house.samir)
    assert samir.get(f"{HERE}/verzoeken/nieuw").status_code == 200
    form = {"title": "Over de pauzes", "words": "Wij willen langere pauzes."}
    assert samir.post(f"{HERE}/verzoeken/nieuw", data=form).status_code == 302
    assert db.session.scalars(db.select(MeetingRequest)).one().handed_in_at is not None
    assert samir.get(f"{HERE}/verzoeken/1").status_code == 200
    fatima = sign_in(app.test_client(), house.fatima)
    assert fatima.post(f"{HERE}/verzoeken/1/steunen").status_code == 302
    assert fatima.get(f"{HERE}/verzoeken/1/papier").status_code == 200
    assert fatima.post(f"{HERE}/verzoeken/1/papier", data={"member": "3"}).status_code == 302
    page = text_of(fatima.get(f"{HERE}/verzoeken/1"))
    assert "Ans" in page
    assert fatima.post(f"{HERE}/verzoeken/1/papier", data={"member": "3"}).status_code == 422
    assert fatima.get(f"{HERE}/verzoeken/1/vergadering").status_code == 200
    refused = fatima.post(f"{HERE}/verzoeken/1/vergadering?zelf=1", data=plan(convened_by="verzoekers"))
    assert refused.status_code == 422
    assert fatima.post(f"{HERE}/verzoeken/1/vergadering", data=plan()).status_code == 302
    assert samir.post(f"{HERE}/verzoeken/1/intrekken").status_code == 302


def test_who_is_no_member_in_the_register_is_told(client, sign_in, house):
    other = ParticipationFactory(cooperative=house.group).user
    browser = sign_in(client, other)
    browser.post(f"{HERE}/verzoeken/nieuw", data={"title": "Iets", "words": "Iets anders."})
    browser.post(f"{HERE}/verzoeken/1/steunen")
    assert db.session.scalars(db.select(MeetingRequest)).one().supports == []


def test_before_the_deed_the_page_says_why_there_are_no_meetings(client, sign_in):
    participation = ParticipationFactory()
    slug = participation.cooperative.slug
    browser = sign_in(client, participation.user)
    assert f"/cooperaties/{slug}/statuten/" in browser.get(f"/cooperaties/{slug}/vergaderingen").get_data(as_text=True)
    assert browser.post(f"/cooperaties/{slug}/vergaderingen/nieuw", data=plan()).status_code == 422


def test_of_another_cooperative_nothing_is_there(fatima, house):
    other = cooperative("elders")
    with transaction(actor=SYSTEM):
        convening.plan(other.group, MeetingPlan("Bij hen"), by=other.fatima, now=clock.now())
    assert fatima.get("/cooperaties/elders/vergaderingen/1").status_code == 404
    assert "Bij hen" not in text_of(fatima.get(HERE))
