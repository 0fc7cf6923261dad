"""The page of one notice: what it says, what is doubtful, what came before, and for whom."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from lxml import html

from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice
from incubator.notices.services import SourceDocument, columns
from tests.factories import CoachFactory, UserFactory
from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases


def page_of(client, notice):
    return html.fromstring(client.get(f"/aankondigingen/{notice.id}").data)


def read_as(notice, session, **fields):
    """The notice, as if its reading told this too."""
    notice.data = notice.data | fields
    session.commit()


@pytest.fixture
def notice(session):
    store(publication(1, "Groenonderhoud"))
    return session.query(Notice).one()


def test_many_lots_stay_readable(notice, client, session):
    lots = [{"id": f"LOT-{number:04}", "title": f"Wijk {number}", "kind": "lot"} for number in range(40)]
    read_as(
        notice,
        session,
        lots=[{"id": "GLO-0001", "title": "Alle wijken", "kind": "group", "members": ["LOT-0000"]}, *lots],
    )
    page = page_of(client, notice)
    section = page.xpath("//section[@aria-labelledby='lots']")[0]
    assert "40 percelen" in section.text_content()
    assert "Nog 25 percelen" in section.text_content()
    assert len(section.xpath("./details/div/details")) == 16
    [groups] = page.xpath("//section[@aria-labelledby='lot-groups']")
    assert "1 groep percelen" in groups.text_content()
    assert "Alle wijken" in groups.text_content()


def test_a_doubt_stands_at_its_field(notice, client):
    page = page_of(client, notice)
    [doubt] = page.find_class("doubt")
    assert doubt.getparent().findtext("dt") == "Sluitingsdatum"
    assert "2099" in doubt.text_content()


def test_a_doubt_about_what_is_not_shown_is_not_lost(notice, client, session):
    read_as(notice, session, doubts=[{"field": "value", "says": "0", "why": "an amount of 1 or less is a placeholder"}])
    assert "0" in page_of(client, notice).find_class("doubt")[0].text_content()


def test_criteria_languages_and_what_is_withheld(notice, client, session):
    read_as(
        notice,
        session,
        criteria=[
            {"kind": "price", "name": "price", "weight": "40", "weight_kind": "percentage"},
            {"kind": "quality", "name": "Plan van aanpak", "weight": "60", "weight_kind": "percentage"},
        ],
        other_languages=[{"language": "fr", "title": "Entretien des espaces verts", "description": "Tondre."}],
        withheld=["win-ten-val", "no-such-code"],
    )
    text = page_of(client, notice).text_content()
    withheld = "houdt achter: Waarde van het resultaat, andere gegevens"
    for phrase in ("Prijs 40%", "Plan van aanpak 60%", "Frans", "Entretien", withheld):
        assert phrase in " ".join(text.split()), phrase


def test_derived_values_are_marked(notice, client, session):
    notice.place_derived = True
    session.commit()
    page = page_of(client, notice)
    [row] = [row for row in page.xpath("//dl/div") if row.findtext("dt") == "Waar"]
    assert "afgeleid" in row.text_content()


def test_an_intention_is_no_award(notice, client, session):
    notice.kind = NoticeKind.EX_ANTE
    read_as(notice, session, winners=[{"name": "Tuinman BV"}])
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
        read_as(award, session, winners=[{"name": "Coöperatie De Spade"}])
    section = page_of(client, new).xpath("//section[@aria-labelledby='before']")[0]
    assert "Groen 2022" in section.text_content()
    assert "Coöperatie De Spade" in section.text_content()
    assert not page_of(client, old).xpath("//section[@aria-labelledby='before']")


def test_contact_details_are_there_while_one_can_bid(notice, client, session, time_machine):
    time_machine.move_to("2026-11-25T12:00:00Z", tick=False)
    read_as(notice, session, buyer=notice.data["buyer"] | {"email": "inkoop@example.org"})
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
    text = " ".join(page_of(client, second).text_content().split())
    assert "ging van 1 december 2026, 10.00 uur naar 15 december 2026, 10.00 uur" in text


def test_a_family_says_how_it_ended(session, client):
    store(publication(10, "Maaien"))
    store(publication(11, "Maaien", kenmerk=10, publicatieDatum="2026-11-09T08:00:00.000000"))
    _first, second = session.query(Notice).order_by(Notice.id).all()
    second.kind = NoticeKind.AWARD
    read_as(second, session, winners=[{"name": "De Spade"}])
    page = client.get(f"/aankondigingen/procedures/{second.family_id}").get_data(as_text=True)
    assert "Gegund aan De Spade" in page
    second.kind = NoticeKind.CANCELLATION
    session.commit()
    page = client.get(f"/aankondigingen/procedures/{second.family_id}").get_data(as_text=True)
    assert page.count("ingetrokken") >= 1 or page.count("stopgezet") >= 1


@pytest.mark.parametrize(
    ("deadline", "shown"),
    [
        ("9999-12-31T23:59:59+00:00", "9999"),
        ("0001-01-01T00:00:00+14:00", "1 januari"),
        ("9999-12-31T23:59:59-12:00", "9999"),
    ],
)
def test_moments_at_the_ends_of_the_calendar_break_no_page_list_feed_or_calendar(session, client, deadline, shown):
    release = {
        "ocid": "ocds-1",
        "id": "1",
        "tag": ["tender"],
        "date": "2026-11-02T00:00:00Z",
        "buyer": {"name": "Gemeente Utrecht"},
        "tender": {"id": "1", "title": "Groen", "tenderPeriod": {"endDate": deadline}},
    }
    store(SourceDocument("rand.json", json.dumps({"releases": [release]}).encode()))
    notice = session.query(Notice).one()
    moment = columns.storable(datetime.fromisoformat(deadline))
    notice.deadline = notice.last_deadline = moment
    notice.data = notice.data | {"doubts": [{"field": "deadline", "says": deadline, "why": "x"}], "deadline": deadline}
    session.commit()
    for path in (str(notice.id), "?zoek=", f"procedures/{notice.family_id}"):
        assert client.get(f"/aankondigingen/{path}").status_code == 200
    for form in ("atom", "ics", "csv", "xlsx"):
        assert client.get(f"/aankondigingen/zoeken.{form}?zoek=").status_code == 200
    assert shown in page_of(client, notice).text_content()


def test_another_currency_is_no_euro_in_what_changed(session, client):
    store(publication(10, "Maaien"))
    store(publication(11, "Maaien", kenmerk=10, publicatieDatum="2026-11-09T08:00:00.000000"))
    first, second = session.query(Notice).order_by(Notice.id).all()
    read_as(first, session, value={"amount": "1000", "currency": "SEK"})
    read_as(second, session, value={"amount": "2500", "currency": "SEK"})
    text = " ".join(page_of(client, second).text_content().split())
    assert "SEK" in text
    assert "€" not in text


def test_one_lot_closed_and_another_open_is_open_until_the_next(notice, client, session, time_machine):
    time_machine.move_to("2026-11-25T12:00:00Z", tick=False)
    closed, still_open = datetime(2026, 11, 20, 11, tzinfo=UTC), datetime(2026, 12, 20, 11, tzinfo=UTC)
    notice.deadline, notice.last_deadline = closed, still_open
    lots = [{"id": "1", "deadline": closed.isoformat()}, {"id": "2", "deadline": still_open.isoformat()}]
    read_as(notice, session, lots=lots, deadline=closed.isoformat(), doubts=[])
    badges = " ".join(page_of(client, notice).find_class("row")[0].text_content().split())
    assert badges.startswith("Open")
    assert "20 december" in badges
    [row] = csv_rows(client, zoek="", status="open")
    assert (row["status"], row["sluit"]) == ("Open", "20-12-2026 12:00")
    assert csv_rows(client, zoek="", status="closed") == []
    assert len(csv_rows(client, zoek="", binnen="60")) == 1
    assert csv_rows(client, zoek="", binnen="7") == []


def csv_rows(client, **asked):
    data = client.get("/aankondigingen/zoeken.csv", query_string=asked).data
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_a_day_without_an_hour_is_shown_as_a_day_everywhere(notice, client, session, time_machine):
    time_machine.move_to("2026-12-10T15:00:00Z", tick=False)
    notice.deadline = notice.last_deadline = datetime(2026, 12, 10, 22, 59, 59, tzinfo=UTC)
    notice.deadline_day_only = True
    session.commit()
    badges = " ".join(page_of(client, notice).find_class("row")[0].text_content().split())
    assert badges.startswith("Open")
    assert "(do 10 december)" in badges
    assert "uur" not in badges
    assert [row["sluit"] for row in csv_rows(client, zoek="")] == ["10-12-2026"]
    calendar = Calendar.from_ical(client.get("/aankondigingen/zoeken.ics?zoek=").data)
    [event] = calendar.walk("VEVENT")
    assert event["dtstart"].dt == date(2026, 12, 10)
    assert "dtend" not in event
    time_machine.move_to("2026-12-10T23:00:00Z", tick=False)
    assert " ".join(page_of(client, notice).find_class("row")[0].text_content().split()).startswith("Gesloten")
