"""A search as a feed, a calendar and a table: valid, with the filters of the search, and without contact persons."""

import csv
import io
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from lxml import etree, html
from openpyxl import load_workbook

from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases
ATOM = "{http://www.w3.org/2005/Atom}"
CONTACT = {"contactPersoonNaam": "Piet Privé", "email": "piet@example.org", "telefoon": "030 1234567"}


@pytest.fixture
def garden(app):
    store(
        publication(1, "Groenonderhoud", sluitingsDatum="2026-12-01T10:00:00", **CONTACT),
        publication(2, "Groen in de zomer", sluitingsDatum="2027-07-01T12:00:00"),
        publication(3, "Groen in Almere", opdrachtgeverNaam="Gemeente Almere", nutsCodes=[{"code": "NL230"}]),
        publication(4, "Schoonmaak"),
    )


def take(client, form, **asked):
    answer = client.get(f"/aankondigingen/zoeken.{form}", query_string=asked)
    assert answer.status_code == 200
    return answer.data


def test_the_feed_has_what_rfc_4287_asks(garden, client):
    feed = etree.fromstring(take(client, "atom", zoek="groen"))
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
            assert element.findtext(f"{ATOM}{name}").strip()
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo is not None
        assert urlsplit(element.findtext(f"{ATOM}id")).scheme
        assert [link.get("rel") for link in element.findall(f"{ATOM}link")].count("alternate") == 1
    entries = feed.findall(f"{ATOM}entry")
    assert {entry.findtext(f"{ATOM}title") for entry in entries} == {
        "Groenonderhoud",
        "Groen in de zomer",
        "Groen in Almere",
    }
    assert all(entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries)


def test_the_ids_of_the_feed_stay_when_it_is_asked_again(garden, client):
    def ids(**asked):
        feed = etree.fromstring(take(client, "atom", **asked))
        return {entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}

    assert ids(zoek="groen") == ids(zoek="groen")
    assert ids(zoek="groen") < ids(zoek="")


def test_the_feed_is_new_only_when_a_notice_is(garden, client):
    assert take(client, "atom", zoek="groen") == take(client, "atom", zoek="groen")


def test_the_calendar_tells_deadlines_in_the_right_hour(garden, client):
    calendar = Calendar.from_ical(take(client, "ics", zoek="groen"))
    ends = {str(event["summary"]): event.end for event in calendar.walk("VEVENT")}
    assert ends["Sluit: Groenonderhoud"] == datetime(2026, 12, 1, 9, tzinfo=UTC)  # winter
    assert ends["Sluit: Groen in de zomer"] == datetime(2027, 7, 1, 10, tzinfo=UTC)  # summer
    for event in calendar.walk("VEVENT"):
        assert "location" not in event  # a buyer is no place
        assert str(event["description"]).startswith("Opdrachtgever: Gemeente")
    uids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids) == 3
    assert all(event["dtstamp"] for event in calendar.walk("VEVENT"))


def test_tables_hold_what_the_search_gives(garden, client):
    rows = list(csv.DictReader(io.StringIO(take(client, "csv", zoek="groen").decode("utf-8-sig")), delimiter=";"))
    assert {row["titel"] for row in rows} == {"Groenonderhoud", "Groen in de zomer", "Groen in Almere"}
    assert {row["sluit"] for row in rows} >= {"01-12-2026 10:00"}
    sheet = load_workbook(io.BytesIO(take(client, "xlsx", zoek="groen"))).active
    assert {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)} == {row["titel"] for row in rows}


@pytest.mark.parametrize("form", ["atom", "ics", "csv"])
def test_filters_go_along_and_contact_persons_do_not(garden, client, form):
    content = take(client, form, zoek="groen", plaats="Almere").decode()
    assert "Groen in Almere" in content
    assert "Groenonderhoud" not in content
    everything = take(client, form, zoek="groen").decode()
    assert "Groenonderhoud" in everything
    assert not any(contact in everything for contact in CONTACT.values())


def test_the_page_gives_the_addresses_with_all_that_was_asked(garden, client):
    asked = {
        "zoek": "groen -x",
        "plaats": "Almere",
        "status": ["open", "closed"],
        "soort": "competition",
        "tot": "9000000",
    }
    page = html.fromstring(client.get("/aankondigingen/", query_string=asked).data)
    links = [link for link in page.xpath("//a/@href") if "/zoeken." in link]
    assert {urlsplit(link).path.rsplit(".", 1)[1] for link in links} == {"atom", "ics", "csv", "xlsx"}
    for link in links:
        query = parse_qs(urlsplit(link).query)
        assert query == {key: value if isinstance(value, list) else [value] for key, value in asked.items()}


def test_a_title_of_odd_signs_breaks_no_format(app, client):
    store(publication(1, "Groen \x0b\ufffe <b>&amp; ]]> \U0001f600"))
    for form in ("atom", "ics", "csv", "xlsx"):
        take(client, form, zoek="groen")
    etree.fromstring(take(client, "atom", zoek="groen"))


def test_a_chip_takes_one_thing_away(garden, client):
    page = html.fromstring(client.get("/aankondigingen/?zoek=groen&plaats=Almere&status=open").data)
    chips = {chip.text.strip(): parse_qs(urlsplit(chip.get("href")).query) for chip in page.find_class("chip")}
    assert chips["Almere"] == {"zoek": ["groen"], "status": ["open"]}
    assert chips["Open"] == {"zoek": ["groen"], "plaats": ["Almere"]}
    assert chips["“groen”"] == {"plaats": ["Almere"], "status": ["open"]}
