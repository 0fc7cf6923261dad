"""The page of one notice: what it says, what is doubtful, what came before, and for whom."""

import pytest
from lxml import html

from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice
from tests.factories import CoachFactory, UserFactory
from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases


def page_of(client, notice):
    return html.fromstring(client.get(f"/aankondigingen/{notice.id}").data)


def said(notice, session, **told):
    """The notice, as if its reading told this too."""
    notice.data = notice.data | told
    session.commit()


@pytest.fixture
def notice(session):
    store(publication(1, "Groenonderhoud"))
    return session.query(Notice).one()


def test_many_lots_stay_readable(notice, client, session):
    lots = [{"id": f"LOT-{number:04}", "title": f"Wijk {number}", "kind": "lot"} for number in range(40)]
    said(
        notice,
        session,
        lots=[{"id": "GLO-0001", "title": "Alle wijken", "kind": "group", "members": ["LOT-0000"]}, *lots],
    )
    page = page_of(client, notice)
    section = page.xpath("//section[@aria-labelledby='lots']")[0]
    assert "41 percelen" in section.text_content()
    assert "Nog 26 percelen" in section.text_content()
    assert len(section.xpath("./div/details")) == 16
    assert "groep percelen" in section.text_content().split("Nog 26")[1]


def test_a_doubt_stands_at_its_field(notice, client):
    page = page_of(client, notice)
    [doubt] = page.find_class("doubt")
    assert doubt.getparent().findtext("dt") == "Sluitingsdatum"
    assert "2099" in doubt.text_content()


def test_a_doubt_about_what_is_not_shown_is_not_lost(notice, client, session):
    said(notice, session, doubts=[{"field": "value", "says": "0", "why": "an amount of 1 or less is a placeholder"}])
    assert "0" in page_of(client, notice).find_class("doubt")[0].text_content()


def test_criteria_languages_and_what_is_withheld(notice, client, session):
    said(
        notice,
        session,
        criteria=[
            {"kind": "price", "name": "price", "weight": "40", "weight_kind": "percentage"},
            {"kind": "quality", "name": "Plan van aanpak", "weight": "60", "weight_kind": "percentage"},
        ],
        other_languages=[{"language": "fr", "title": "Entretien des espaces verts", "description": "Tondre."}],
        withheld=["value"],
    )
    text = page_of(client, notice).text_content()
    for told in ("Prijs 40%", "Plan van aanpak 60%", "Frans", "Entretien", "value"):
        assert told in " ".join(text.split()), told


def test_derived_values_are_marked(notice, client, session):
    notice.place_derived = True
    session.commit()
    page = page_of(client, notice)
    [row] = [row for row in page.xpath("//dl/div") if row.findtext("dt") == "Waar"]
    assert "afgeleid" in row.text_content()


def test_an_intention_is_no_award(notice, client, session):
    notice.kind = NoticeKind.EX_ANTE
    said(notice, session, winners=[{"name": "Tuinman BV"}])
    text = page_of(client, notice).text_content()
    assert "nog geen gunning" in text
    assert "Wie won" not in text


def test_the_contract_before_and_who_won_it(session, client):
    store(
        publication(1, "Groen 2022", publicatieDatum="2022-03-01T08:00:00.000000"),
        publication(2, "Groen 2026"),
        publication(
            3, "Groen elders", opdrachtgeverNaam="Gemeente Almere", publicatieDatum="2023-03-01T08:00:00.000000"
        ),
    )
    old, new, other = session.query(Notice).order_by(Notice.id).all()
    for award in (old, other):
        award.kind = NoticeKind.AWARD
        said(award, session, winners=[{"name": "Coöperatie De Spade"}])
    section = page_of(client, new).xpath("//section[@aria-labelledby='before']")[0]
    assert "Groen 2022" in section.text_content()
    assert "Coöperatie De Spade" in section.text_content()
    assert not page_of(client, old).xpath("//section[@aria-labelledby='before']")


def test_contact_details_are_there_while_one_can_bid(notice, client, session, time_machine):
    time_machine.move_to("2026-11-25T12:00:00Z", tick=False)
    said(notice, session, buyer=notice.data["buyer"] | {"email": "inkoop@example.org"})
    assert "inkoop@example.org" in page_of(client, notice).text_content()
    notice.status = "awarded"
    session.commit()
    assert "inkoop@example.org" not in page_of(client, notice).text_content()


def test_only_who_checks_sees_the_source_document(notice, client, sign_in):
    assert not page_of(client, notice).xpath("//a[contains(@href, 'brondocumenten')]")
    sign_in(client, UserFactory())
    assert not page_of(client, notice).xpath("//a[contains(@href, 'brondocumenten')]")
    sign_in(client, CoachFactory())
    assert page_of(client, notice).xpath("//a[contains(@href, 'brondocumenten')]")


def test_a_corrected_notice_leads_to_the_newest(session, client):
    store(publication(10, "Maaien", sluitingsDatum="2026-12-01T10:00:00"))
    later = {"publicatieDatum": "2026-11-09T08:00:00.000000", "sluitingsDatum": "2026-12-15T10:00:00"}
    store(publication(11, "Maaien", kenmerk=10, **later))
    first, second = session.query(Notice).order_by(Notice.id).all()
    assert page_of(client, first).xpath(f"//a[@href='/aankondigingen/{second.id}'][contains(text(), 'nieuwste')]")
    told = " ".join(page_of(client, second).text_content().split())
    assert "ging van 1 december 2026, 10.00 uur naar 15 december 2026, 10.00 uur" in told


def test_a_family_says_how_it_ended(session, client):
    store(publication(10, "Maaien"))
    store(publication(11, "Maaien", kenmerk=10, publicatieDatum="2026-11-09T08:00:00.000000"))
    _first, second = session.query(Notice).order_by(Notice.id).all()
    second.kind = NoticeKind.AWARD
    said(second, session, winners=[{"name": "De Spade"}])
    page = client.get(f"/aankondigingen/procedures/{second.family_id}").get_data(as_text=True)
    assert "Gegund aan De Spade" in page
    second.kind = NoticeKind.CANCELLATION
    session.commit()
    page = client.get(f"/aankondigingen/procedures/{second.family_id}").get_data(as_text=True)
    assert page.count("ingetrokken") >= 1 or page.count("stopgezet") >= 1
