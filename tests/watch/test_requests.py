"""Work without a notice: a client asks by mail or phone; it is kept with the opportunities, and bid on like a notice."""

import io

import docx
import pytest
from sqlalchemy import select

from incubator.bids.models import Bid
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.home.queries.situations import situations
from incubator.notices.models import Notice
from incubator.watch.models import RequestState, WorkRequest
from tests.bids.factories import made_on_page
from tests.factories import CooperativeFactory, MilestoneFactory, ParticipationFactory

pytestmark = pytest.mark.both_databases
ASKED = {
    "client": "Stichting Buurthuis Noord",
    "title": "Buurthuis schoonmaken",
    "description": "Twee avonden per week, ook de keuken.",
    "due_on": "2099-03-01",
    "value_cents": "4.200",
    "place": "Overvecht, Utrecht",
    "came_by": "phone",
    "contact": "Mevrouw De Wit, 030 1234567",
    "link": "https://example.org/stukken",
}


@pytest.fixture
def group(app, client, sign_in):
    group = CooperativeFactory(slug="de-bezem", name="De Bezem")
    sign_in(client, ParticipationFactory(cooperative=group).user)
    return group


def only(kind):
    db.session.expire_all()
    return db.session.scalars(select(kind)).one()


def text_of(answer):
    return " ".join(answer.get_data(as_text=True).split())


def enter(browser, **changes):
    return browser.post("/cooperaties/de-bezem/kansen/vragen/nieuw", data={**ASKED, **changes})


def test_what_a_client_asked_is_kept_with_the_opportunities_and_is_no_notice(group, client):
    answer = enter(client)
    page = text_of(client.get(answer.location))
    for part in (
        "Stichting Buurthuis Noord",
        "Buurthuis schoonmaken",
        "4.200",
        "1 maart 2099",
        "Mevrouw De Wit",
        "Overvecht",
        "Per telefoon",
    ):
        assert part in page
    assert "Buurthuis schoonmaken" in text_of(client.get("/cooperaties/de-bezem/kansen"))
    assert db.session.scalars(select(Notice)).all() == []
    assert "Buurthuis schoonmaken" not in text_of(client.get("/aankondigingen/?zoek="))
    assert only(WorkRequest).value_cents == 420_000


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"client": ""}, "Wie vraagt het?"),
        ({"title": " "}, "Welk werk is het"),
        ({"link": "javascript:alert(1)"}, "begint met https://"),
        ({"value_cents": "veel"}, "Wat mag het kosten"),
        ({"due_on": "morgen"}, "Wanneer willen ze"),
        ({"due_on": "2020-03-01"}, "Wanneer willen ze"),
    ],
)
def test_what_is_missing_or_unreadable_is_named_and_nothing_is_stored(group, client, changes, sentence):
    answer = enter(client, **changes)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert db.session.scalars(select(WorkRequest)).all() == []


def test_a_question_is_the_next_step_and_stands_in_the_agenda_until_it_is_answered(group, client):
    enter(client, due_on="")
    asked = only(WorkRequest)
    start = text_of(client.get(f"/cooperaties/de-bezem/kansen/vragen/{asked.id}"))
    assert "Willen jullie dit werk?" in start
    assert agenda.entries([group.id], since=clock.now()) == []
    situation = situations([group], now=clock.now())[group.id]
    assert [place.title for place in situation.asked] == ["Buurthuis schoonmaken"]
    client.post(f"/cooperaties/de-bezem/kansen/vragen/{asked.id}/opzij")
    assert situations([group], now=clock.now())[group.id].asked == ()
    enter(client)
    (entry,) = agenda.entries([group.id], since=clock.now())
    assert entry.shown_title == "Geef antwoord aan Stichting Buurthuis Noord: Buurthuis schoonmaken"
    dated = entry.url
    client.post(f"{dated}/opzij")
    assert agenda.entries([group.id], since=clock.now()) == []
    client.post(f"{dated}/opzij", data={"back": "1"})
    assert len(agenda.entries([group.id], since=clock.now())) == 1


def test_pressed_twice_it_is_kept_once(group, client):
    first, second = enter(client), enter(client)
    assert first.location == second.location
    assert only(WorkRequest).title == "Buurthuis schoonmaken"


def test_who_and_what_is_enough(group, client):
    client.post("/cooperaties/de-bezem/kansen/vragen/nieuw", data={"client": "School", "title": "Ramen"})
    asked = only(WorkRequest)
    assert (asked.due_on, asked.value_cents, asked.contact) == (None, None, None)


def handed_in_by(group):
    """When the work is handed in or answered, without the tasks that come before."""
    entries = agenda.entries([group.id], since=clock.now())
    return [entry for entry in entries if "/taken" not in entry.url]


def test_a_bid_begins_once_from_what_was_asked_with_its_deadline_and_its_plan(group, client):
    enter(client)
    asked = only(WorkRequest)
    for _time in range(2):
        answer = client.post(f"/cooperaties/de-bezem/inschrijvingen/op-vraag/{asked.id}")
        assert answer.status_code == 302
    bid = only(Bid)
    assert (bid.notice_id, bid.request_id) == (None, asked.id)
    page = text_of(client.get(answer.location))
    assert "Buurthuis schoonmaken" in page
    assert "Stichting Buurthuis Noord" in page
    assert "Wat de klant vroeg" in page
    assert "Buurthuis schoonmaken" in text_of(client.get("/cooperaties/de-bezem/inschrijvingen"))
    (entry,) = handed_in_by(group)
    assert entry.whole_day
    assert entry.shown_title.endswith("Buurthuis schoonmaken")
    quotation = made_on_page(client, answer.location, "quotation")
    assert quotation.status_code == 200
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(quotation.data)).paragraphs)
    assert "Buurthuis schoonmaken" in words
    # A colleague still has the page open on which it was put aside: the date stays that of the bid alone.
    client.post(f"/cooperaties/de-bezem/kansen/vragen/{asked.id}/opzij", data={"back": "1"})
    assert len(handed_in_by(group)) == 1
    assert "Naar jullie inschrijving" in text_of(client.get(f"/cooperaties/de-bezem/kansen/vragen/{asked.id}"))
    assert client.get("/").status_code == 200  # the start page knows a bid without a notice
    assert client.get("/cooperaties/de-bezem").status_code == 200


def test_a_bid_on_what_was_asked_can_be_won(group, client):
    enter(client)
    bid_page = client.post(f"/cooperaties/de-bezem/inschrijvingen/op-vraag/{only(WorkRequest).id}").location
    client.post(f"{bid_page}/beslissen", data={"do": "go", "reason": "Dichtbij"})
    MilestoneFactory(cooperative=group, key="deed")
    sent = {"when": "now", "place": "Per mail"}
    assert client.post(f"{bid_page}/inleveren", data=sent).status_code == 302
    sent = {"outcome": "won", "sent_on": clock.today().isoformat()}
    assert client.post(f"{bid_page}/afloop/besluit", data=sent).status_code == 302
    assert only(Bid).stage == "won"


def test_what_does_not_suit_is_put_aside_and_can_come_back(group, client):
    enter(client)
    number = only(WorkRequest).id
    aside = f"/cooperaties/de-bezem/kansen/vragen/{number}/opzij"
    client.post(aside)
    assert only(WorkRequest).state is RequestState.DISMISSED
    assert "Buurthuis schoonmaken" not in text_of(client.get("/cooperaties/de-bezem/kansen"))
    assert "Buurthuis schoonmaken" in text_of(client.get("/cooperaties/de-bezem/kansen?toon=dismissed"))
    client.post(aside, data={"back": "1"})
    assert only(WorkRequest).state is RequestState.OPEN


def test_another_group_sees_nothing_of_it(group, client, sign_in):
    enter(client)
    number = only(WorkRequest).id
    CooperativeFactory(slug="anders")
    sign_in(client, ParticipationFactory().user)
    assert client.get(f"/cooperaties/de-bezem/kansen/vragen/{number}").status_code == 404
    assert client.post(f"/cooperaties/de-bezem/inschrijvingen/op-vraag/{number}").status_code == 404
