"""A proxy on paper: for every member with their name, my own, and a blank one; only where the statutes allow it."""

import io
from dataclasses import replace

import docx
import pytest

from incubator.cooperatives.models import ParticipationRole
from incubator.core.db import SYSTEM, db, transaction
from incubator.meetings.documents.proxies import voting_proxies
from incubator.meetings.queries import proxy_forms
from incubator.meetings.services import holding
from incubator.meetings.values import ItemKind, MeetingKind, MeetingState
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.holding import FilledInProxy
from incubator.register.values import PersonKind
from incubator.statutes.values.legal_person import LegalPerson
from tests.factories import SOME_MOMENT, ParticipationFactory, UserFactory
from tests.meetings.assembly import assembly
from tests.meetings.cases import terms

HERE = "/cooperaties/de-bezem/vergaderingen/1"
LINE = "____"
WHOSE = LegalPerson("Coöperatie De Bezem U.A.", "Utrecht", "12345678")


@pytest.fixture
def here(app):
    return assembly(4, state=MeetingState.CONVENED)


def words_of(content):
    """Everything that stands in a Word document, tables too."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def flat(document):
    return str(document.blocks)


def test_one_for_every_member_bears_names_meeting_and_agenda(client, sign_in, here):
    with transaction(actor=SYSTEM):
        giver, holder = here.people[2].member, here.people[1].member
        holding.give_proxy(here.meeting, giver, holder, written=True, note="", by=here.chair, now=SOME_MOMENT)
    sign_in(client, here.chair)
    answer = client.get(f"{HERE}/volmachten.docx")
    assert answer.status_code == 200
    text = words_of(answer.data)
    for part in ("Amina", "Bas", "Chantal", "Driss", "Jaarvergadering", "De Spil", "Voorstel", "2:38 lid 4 BW"):
        assert part in text
    assert text.count("Volmacht om te stemmen") == 4
    filled_in = proxy_forms.to_fill_in(here.meeting)
    assert [(proxy.giver, proxy.holder) for proxy in filled_in] == [
        ("Amina", ""), ("Bas", ""), ("Chantal", "Bas"), ("Driss", ""),
    ]  # fmt: skip


def test_a_member_gets_their_own_and_no_others(client, sign_in, here):
    sign_in(client, here.people[3].user)
    text = words_of(client.get(f"{HERE}/mijn-volmacht.docx").data)
    assert "Driss" in text
    assert "Bas" not in text
    # Who prepares nothing gets no list with the names of all.
    outsider = UserFactory()
    ParticipationFactory(cooperative=here.group, user=outsider, role=ParticipationRole.MEMBER)
    db.session.commit()
    sign_in(client, outsider)
    assert client.get(f"{HERE}/mijn-volmacht.docx").status_code == 404
    blank = words_of(client.get(f"{HERE}/volmacht-leeg.docx").data)
    assert LINE in blank
    assert "Amina" not in blank


def test_the_page_of_the_meeting_leads_there(client, sign_in, here):
    sign_in(client, here.chair)
    page = client.get(HERE).text
    for file in ("volmachten.docx", "mijn-volmacht.docx", "volmacht-leeg.docx"):
        assert f"{HERE}/{file}" in page
    assert "volmachten.docx" in client.get(f"{HERE}/volmachten").text
    assert "mijn-volmacht.docx" in client.get(f"{HERE}/mijn-volmacht").text


@pytest.mark.parametrize("state", [MeetingState.CLOSED, MeetingState.CANCELLED])
def test_of_a_meeting_that_is_over_there_is_none(client, sign_in, here, state):
    here.meeting.state = state
    db.session.commit()
    sign_in(client, here.chair)
    for file in ("volmachten.docx", "mijn-volmacht.docx", "volmacht-leeg.docx"):
        assert client.get(f"{HERE}/{file}").status_code == 404
    assert "volmacht-leeg.docx" not in client.get(HERE).text


def test_statutes_that_exclude_proxies_have_no_form(client, sign_in, here, monkeypatch):
    monkeypatch.setattr(proxy_forms.held_case, "terms_of", lambda _meeting: terms(votes={"proxy": {"allowed": False}}))
    sign_in(client, here.chair)
    assert client.get(f"{HERE}/volmacht-leeg.docx").status_code == 404
    assert "volmacht-leeg.docx" not in client.get(HERE).text


def test_a_board_has_no_form(here):
    here.meeting.kind = MeetingKind.BOARD
    assert proxy_forms.terms_of_forms(here.meeting) is None


@pytest.mark.parametrize(
    ("most", "words"),
    [(None, ""), (0, ""), (1, "ten hoogste één ander lid"), (2, "ten hoogste 2 andere leden")],
)
def test_it_says_for_how_many_others_somebody_may_vote(here, most, words):
    document = flat(voting_proxies(here.meeting, MeetingTerms(proxy_max=most), whose=WHOSE, made_at=SOME_MOMENT))
    assert ("ten hoogste" in document) is bool(words)
    assert words in document


def test_it_names_the_article_of_the_statutes_when_there_is_any(here):
    without = flat(voting_proxies(here.meeting, MeetingTerms(), whose=WHOSE, made_at=SOME_MOMENT))
    assert "van de statuten" not in without
    cited = replace(MeetingTerms(), articles={"stemmen": "17"})
    assert "artikel 17 van de statuten" in flat(voting_proxies(here.meeting, cited, whose=WHOSE, made_at=SOME_MOMENT))


def test_an_item_to_talk_about_asks_for_no_choice(here):
    here.item.kind = ItemKind.TALK
    assert "niet van toepassing" in flat(voting_proxies(here.meeting, MeetingTerms(), whose=WHOSE, made_at=SOME_MOMENT))


def test_for_an_organisation_somebody_signs(here):
    here.people[1].member.kind = PersonKind.LEGAL
    db.session.flush()
    signs = [proxy.is_organisation for proxy in proxy_forms.to_fill_in(here.meeting)]
    assert signs == [False, True, False, False]
    document = voting_proxies(
        here.meeting,
        MeetingTerms(),
        (FilledInProxy("De Bron BV", is_organisation=True),),
        whose=WHOSE,
        made_at=SOME_MOMENT,
    )
    assert "Wie het lid mag vertegenwoordigen" in flat(document)


def test_it_names_the_cooperative_as_its_statutes_do(here):
    """Who reads it later has to know of which legal person: the name that a group goes by is not enough."""
    document = voting_proxies(here.meeting, MeetingTerms(), whose=WHOSE, made_at=SOME_MOMENT)
    words = flat(document)
    assert "Coöperatie De Bezem U.A., statutair gevestigd te Utrecht, KVK-nummer 12345678" in words
    assert "algemene vergadering van Coöperatie De Bezem U.A." in words
    assert document.author == WHOSE.name
