"""Buyers: what everyone may know of them, and what a group writes down for itself and who guides it."""

import io
from datetime import date, timedelta

import docx
import pytest
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.challenges.models import BuyerContact, BuyerTalk, GroupBuyer
from incubator.challenges.queries import buyers as queries
from incubator.cooperatives.services import move_to_phase
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.agenda import AgendaEntry
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice
from incubator.notices.services import import_documents
from tests.factories import (
    CoachAssignmentFactory,
    CooperativeFactory,
    FactFactory,
    ManagerFactory,
    ParticipationFactory,
)
from tests.test_hostile_input import HOSTILE
from tests.world import publication

LIST = "/cooperaties/de-bezem/opdrachtgevers"
PAGE = f"{LIST}/utrecht"
CONTACT = {"name": "Ria Inkoop", "role": "inkoper", "email": "ria@example.org", "phone": "030 1234567"}
TALK = {"on_date": "2026-11-02", "with_whom": "Ria", "text": "Over de plantsoenen.", "next_step": "", "next_on": ""}


@pytest.fixture
def bezem(app):
    return CooperativeFactory(name="De Bezem", slug="de-bezem")


@pytest.fixture
def founder(bezem, client, sign_in):
    person = ParticipationFactory(cooperative=bezem).user
    sign_in(client, person)
    return person


@pytest.fixture
def listed(client, founder):
    """Utrecht on the list of the group."""
    client.post(f"{PAGE}/erbij")
    return founder


def rows(model):
    return db.session.scalars(select(model).order_by(model.id)).all()


def award(number, title, *, ends, **changed):
    """A contract of Utrecht in the notices."""
    with transaction(actor=SYSTEM):
        import_documents([publication(number, title)], now=clock.now())
        notice = db.session.scalars(select(Notice).where(Notice.title == title)).one()
        notice.kind, notice.contract_end = NoticeKind.AWARD, ends
        for name, value in changed.items():
            setattr(notice, name, value)


def test_a_buyer_is_found_by_a_piece_of_its_name(client):
    page = client.get("/opdrachtgevers?naam=hogel").text
    assert 'href="/opdrachtgevers/het-hogeland"' in page
    assert "Utrecht" not in page
    assert [known.kind for known in queries.authorities_called("provincie utrecht")] == ["province"]
    assert {known.kind for known in queries.authorities_called("utrecht")} >= {"municipality", "province"}
    assert queries.authorities_called("   ") == []


def test_the_page_of_a_buyer_shows_its_policy_with_source_and_day(client):
    page = client.get("/opdrachtgevers/het-hogeland").text
    assert "€\u00a0150.000" in page
    assert "€\u00a0216.000" in page
    assert "hethogeland.nl" in page
    assert "23 november 2026" in page


def test_what_nobody_knows_is_said_and_the_example_is_of_another(client):
    page = " ".join(client.get("/opdrachtgevers/utrecht").text.split())
    assert "Not known, ask." in page or "Niet bekend, vraag na." in page
    assert "hoe Gemeente Utrecht inkoopt" in page
    assert page.count("Het Hogeland") >= 2
    assert client.get("/opdrachtgevers/GM9999").status_code == 404
    assert client.get("/opdrachtgevers/ORG1").status_code == 404


@pytest.mark.both_databases
def test_what_it_bought_what_ends_and_what_is_open(client):
    today = clock.today()
    award(1, "Plantsoenen Noord", ends=today + timedelta(days=200))
    award(2, "Schoonmaak stadhuis", ends=today + timedelta(days=1200))
    award(3, "Papier", ends=today - timedelta(days=1))
    with transaction(actor=SYSTEM):
        import_documents([publication(4, "Bomen kappen")], now=clock.now())
    utrecht = queries.authority_named("GM0344")
    assert [notice.title for notice in queries.running_out(utrecht, today)] == ["Plantsoenen Noord"]
    assert {notice.title for notice in queries.bought_before(utrecht)} == {
        "Plantsoenen Noord",
        "Schoonmaak stadhuis",
        "Papier",
    }
    assert [notice.title for notice in queries.calls(utrecht, clock.now())] == ["Bomen kappen"]
    page = client.get("/opdrachtgevers/utrecht").text
    assert "Bomen kappen" in page
    assert "/aankondigingen/opdrachtgevers/" in page
    assert queries.bought_before(queries.authority_named("GM1966")) == []


def test_the_end_of_a_contract_counts_from_today_until_eighteen_months(app):
    award(1, "Vandaag", ends=date(2026, 11, 24))
    award(2, "Net", ends=date(2028, 5, 24))
    award(3, "Te ver", ends=date(2028, 5, 25))
    ending = queries.running_out(queries.authority_named("GM0344"), date(2026, 11, 24))
    assert [notice.title for notice in ending] == ["Vandaag", "Net"]


@pytest.mark.both_databases
def test_a_buyer_is_on_the_list_once(client, founder, bezem):
    for _ in range(2):
        assert client.post(f"{PAGE}/erbij").location == PAGE
    assert [row.code for row in rows(GroupBuyer)] == ["GM0344"]
    assert "Utrecht" in client.get(LIST).text
    assert client.post(f"{LIST}/GM9999/erbij").status_code == 404
    assert client.get(f"{LIST}/het-hogeland").status_code == 404


def test_another_organisation_of_the_notices_can_be_on_the_list(client, founder):
    with transaction(actor=SYSTEM):
        import_documents([publication(1, "Tuinen", opdrachtgeverNaam="Stichting Mooi Wonen")], now=clock.now())
    (known,) = queries.organisations_called("mooi wonen")
    assert client.post(f"{LIST}/{known.code}/erbij").status_code == 302
    page = client.get(f"{LIST}/{known.code}").text
    assert "Stichting Mooi Wonen" in page
    assert "Tuinen" in page
    assert "Stichting Mooi Wonen" in client.get(LIST).text


@pytest.mark.both_databases
def test_a_contact_is_written_down_corrected_and_removed(client, listed):
    for _ in range(2):
        assert client.post(f"{PAGE}/contacten/nieuw", data=CONTACT).location == PAGE
    (contact,) = rows(BuyerContact)
    page = client.get(PAGE).text
    assert "ria@example.org" in page
    address = f"{PAGE}/contacten/{contact.id}"
    assert client.post(address, data=CONTACT | {"phone": "06 11111111"}).location == PAGE
    assert "06 11111111" in client.get(PAGE).text
    assert client.post(f"{address}/weg").location == PAGE
    assert rows(BuyerContact) == []


def test_nothing_typed_is_lost_when_it_is_refused(client, listed):
    answer = client.post(f"{PAGE}/contacten/nieuw", data=CONTACT | {"email": "geen adres"})
    assert answer.status_code == 422
    assert "Ria Inkoop" in answer.text
    assert "geen adres" in answer.text
    answer = client.post(f"{PAGE}/gesprekken/nieuw", data=TALK | {"next_step": "Bellen"})
    assert answer.status_code == 422
    assert "Over de plantsoenen." in answer.text
    assert rows(BuyerTalk) == []


@pytest.mark.both_databases
def test_what_was_agreed_stands_in_the_agenda_until_it_is_done(client, listed):
    due = clock.today() + timedelta(days=8)
    agreed = TALK | {"next_step": "Referenties sturen", "next_on": due.isoformat()}
    for _ in range(2):
        client.post(f"{PAGE}/gesprekken/nieuw", data=agreed)
    (talk,) = rows(BuyerTalk)
    (entry,) = rows(AgendaEntry)
    assert (entry.params, entry.url) == ({"buyer": "Utrecht", "step": "Referenties sturen"}, PAGE)
    assert "Referenties sturen" in client.get(LIST).text
    client.post(f"{PAGE}/gesprekken/{talk.id}/gedaan")
    assert rows(AgendaEntry) == []
    later = (due + timedelta(days=1)).isoformat()
    client.post(f"{PAGE}/gesprekken/{talk.id}", data=agreed | {"next_on": later})
    assert len(rows(AgendaEntry)) == 1
    client.post(f"{PAGE}/gesprekken/{talk.id}/weg")
    assert rows(AgendaEntry) == rows(BuyerTalk) == []


def test_who_changes_a_talk_that_another_changed_sees_both(client, listed):
    client.post(f"{PAGE}/gesprekken/nieuw", data=TALK)
    (talk,) = rows(BuyerTalk)
    address = f"{PAGE}/gesprekken/{talk.id}"
    opened = client.get(address).text.split('name="opened"')[1].split('value="')[1].split('"')[0]
    client.post(address, data=TALK | {"text": "Van een ander."})
    answer = client.post(address, data=TALK | {"text": "Van mij.", "opened": opened.replace("&#34;", '"')})
    assert answer.status_code == 409
    assert "Van een ander." in answer.text
    assert "Van mij." in answer.text
    assert rows(BuyerTalk)[0].text == "Van een ander."


def test_off_the_list_goes_everything_with_it(client, listed):
    client.post(f"{PAGE}/contacten/nieuw", data=CONTACT)
    client.post(f"{PAGE}/gesprekken/nieuw", data=TALK | {"next_step": "x", "next_on": "2099-01-01"})
    assert client.post(f"{PAGE}/eraf").location == LIST
    for model in (GroupBuyer, BuyerContact, BuyerTalk, AgendaEntry):
        assert rows(model) == []


def test_another_group_never_sees_contacts_or_talks(client, listed, bezem, sign_in):
    client.post(f"{PAGE}/contacten/nieuw", data=CONTACT)
    client.post(f"{PAGE}/gesprekken/nieuw", data=TALK)
    contact, talk = rows(BuyerContact)[0], rows(BuyerTalk)[0]
    other = CooperativeFactory(name="De Schop", slug="de-schop")
    sign_in(client, ParticipationFactory(cooperative=other).user)
    theirs = "/cooperaties/de-schop/opdrachtgevers/utrecht"
    client.post(f"{theirs}/erbij")
    assert "Ria" not in client.get(theirs).text
    assert client.get(PAGE).status_code == 404
    # Neither by the number of what belongs to others in the address of their own.
    for path in (f"contacten/{contact.id}", f"gesprekken/{talk.id}"):
        assert client.get(f"{theirs}/{path}").status_code == 404
        assert client.post(f"{theirs}/{path}/weg").status_code == 404
    assert client.post(f"{theirs}/gesprekken/{talk.id}/gedaan").status_code == 404
    assert len(rows(BuyerContact)) == len(rows(BuyerTalk)) == 1
    assert "Ria" not in client.get("/opdrachtgevers/utrecht").text


def test_who_guides_the_group_and_the_manager_read_along(client, listed, bezem, sign_in):
    client.post(f"{PAGE}/contacten/nieuw", data=CONTACT)
    for person in (CoachAssignmentFactory(cooperative=bezem).user, ManagerFactory()):
        sign_in(client, person)
        assert "Ria Inkoop" in client.get(PAGE).text


@pytest.mark.both_databases
def test_a_group_that_stops_keeps_nobody(client, listed, bezem):
    client.post(f"{PAGE}/contacten/nieuw", data=CONTACT)
    client.post(f"{PAGE}/gesprekken/nieuw", data=TALK | {"next_step": "x", "next_on": "2099-01-01"})
    with transaction(actor=SYSTEM):
        move_to_phase(db.session.merge(bezem), Phase.STOPPED, now=clock.now(), reason="Geen werk.")
    for model in (BuyerContact, BuyerTalk, AgendaEntry):
        assert rows(model) == []
    assert len(rows(GroupBuyer)) == 1


def test_the_audit_trail_holds_no_names_of_contacts(client, listed):
    client.post(f"{PAGE}/contacten/nieuw", data=CONTACT)
    client.post(f"{PAGE}/gesprekken/nieuw", data=TALK)
    written = " ".join(str(entry.changes) for entry in rows(AuditEntry))
    assert "ria@example.org" not in written
    assert "plantsoenen" not in written


def test_what_somebody_wrote_is_in_their_download_and_stays_with_the_group_when_they_leave(client, listed):
    client.post(f"{PAGE}/gesprekken/nieuw", data=TALK)
    client.post(f"{PAGE}/contacten/nieuw", data=CONTACT)
    exported = accounts.export_account(listed)["buyers"]
    assert exported["talks"] == [{"on": "2026-11-02", "text": "Over de plantsoenen."}]
    assert exported["contacts"] == [{"name": "Ria Inkoop", "role": "inkoper"}]
    with transaction(actor=SYSTEM):
        accounts.delete_account(db.session.merge(listed), known_as="iemand", now=clock.now())
    (talk,) = rows(BuyerTalk)
    assert (talk.text, talk.author.name) == ("Over de plantsoenen.", "iemand")


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=list(HOSTILE))
def test_whatever_is_typed_gets_an_answer_in_words(client, listed, typed):
    typed = typed.encode("utf-8", "replace").decode()  # half a letter cannot be sent
    answers = [
        client.post(f"{PAGE}/contacten/nieuw", data=dict.fromkeys(CONTACT, typed)),
        client.post(f"{PAGE}/gesprekken/nieuw", data=dict.fromkeys(TALK, typed)),
        client.post(f"{PAGE}/gesprekken/nieuw", data=TALK | {"text": typed, "with_whom": typed}),
        client.get(LIST, query_string={"naam": typed}),
        client.get("/opdrachtgevers", query_string={"naam": typed}),
        client.get(
            "/opdrachtgevers/het-hogeland",
            query_string={"soort": typed, "bedrag": typed},
        ),
        client.get(PAGE),
        client.get(f"{PAGE}/kennismaking.docx"),
    ]
    assert {answer.status_code for answer in answers} <= {200, 302, 422}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("soort=works&bedrag=149.999,99", "€\u00a0150.000"),
        ("soort=services&bedrag=216000", "Watch the notices"),
        ("soort=no-such-kind&bedrag=€ 10.000,-", "Get to know"),
        ("bedrag=veel", "field-error"),
    ],
)
def test_the_way_in_is_shown_for_what_is_typed(client, asked, shown):
    page = client.get(f"/opdrachtgevers/het-hogeland?{asked}").text
    dutch = {"Watch the notices": "Let op de aankondigingen", "Get to know": "Leer kennen"}
    assert shown in page or dutch[shown] in page
    assert 'id="way"' in page


def letter_of(client, address=f"{PAGE}/kennismaking.docx"):
    answer = client.get(address)
    assert answer.status_code == 200
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.data)).paragraphs)


def test_the_letter_goes_to_the_contact_of_the_own_group(client, listed, bezem):
    client.post(f"{PAGE}/contacten/nieuw", data=CONTACT)
    (contact,) = rows(BuyerContact)
    FactFactory(cooperative=bezem, key="offer.description", value="Wij vegen straten.")
    letter = letter_of(client, f"{PAGE}/kennismaking.docx?aan={contact.id}")
    assert "Geachte heer of mevrouw Ria Inkoop," in letter
    assert "Wij vegen straten." in letter
    assert "nog niet getekend" in letter
    for wrong in ("999", "x", "-1"):
        assert "Geachte heer of mevrouw," in letter_of(client, f"{PAGE}/kennismaking.docx?aan={wrong}")


def test_what_the_letter_lacks_is_listed_with_where_to_fill_it_in(client, listed):
    page = client.get(PAGE).text
    assert 'href="/cooperaties/de-bezem/dossier/wat-jullie-doen"' in page
    assert 'href="/cooperaties/de-bezem/dossier/referenties"' in page
