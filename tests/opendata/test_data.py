"""The data at its addresses: pages that go on where the last one ended, filters, files, and what may be kept."""

import csv
import io
import json
from datetime import timedelta

import pytest

from incubator.core import clock
from incubator.core.db import db
from incubator.formats import recognise
from incubator.notices.models import Notice
from incubator.opendata.documents import DATASETS
from tests.factories import ManagerFactory
from tests.formats.ocds_checks import package_problems, problems
from tests.notices.test_pages import publication, store

V1 = "/open-data/v1"
BOTH = pytest.mark.both_databases


def read(client, path):
    answer = client.get(f"{V1}/{path}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def walk(client, path):
    """All rows of a list, page after page, and how many pages there were."""
    rows, pages = [], 0
    while path:
        page = read(client, path)
        rows += page["data"] if "data" in page else page["releases"]
        pages += 1
        path = page["links"].get("next", "").partition(f"{V1}/")[2]
    return rows, pages


@BOTH
def test_a_list_goes_on_from_page_to_page_without_a_gap(notices, client):
    rows, pages = walk(client, "notices?limit=3")
    assert pages == 3
    assert sorted(row["title"] for row in rows) == [
        *(f"Groenonderhoud {number}" for number in range(1, 7)),
        "Schoonmaak",
    ]


@BOTH
def test_a_page_stays_where_it_was_when_something_comes_meanwhile(notices, client):
    first = read(client, "notices?limit=4")
    store(publication(8, "Nieuw", publicatieDatum="2026-10-01T08:00:00"))
    rest, _pages = walk(client, first["links"]["next"].partition(f"{V1}/")[2])
    titles = [row["title"] for row in (*first["data"], *rest)]
    assert len(titles) == len(set(titles)) == 8
    assert titles[-1] == "Nieuw"


@BOTH
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("since=2026-11-04", 3),
        ("cpv=77310000-6", 6),
        ("cpv=909", 1),
        ("region=NL32", 1),
        ("region=nl350", 6),
        ("kind=competition", 7),
        ("kind=award", 0),
        ("since=2026-11-04&cpv=77&region=NL350&kind=competition", 3),
    ],
)
@pytest.mark.parametrize("key", ["notices", "releases"])
def test_a_filter_narrows_the_list(notices, client, key, query, number):
    assert len(walk(client, f"{key}?{query}&limit=2")[0]) == number


def test_the_releases_of_a_page_are_a_package_in_order_that_we_read_again(notices, client):
    answer = client.get(f"{V1}/releases")
    package = answer.get_json()
    assert list(package_problems(package)) == []
    assert [problems(release) for release in package["releases"]] == [[]] * 7
    reading = recognise.read(answer.get_data())
    assert sorted(notice.title for notice in reading.notices) == sorted(
        notice.title for notice in db.session.scalars(db.select(Notice))
    )
    assert not reading.rejected


@BOTH
def test_a_release_is_found_by_its_ocid_and_keeps_its_id_as_long_as_it_says_the_same(notices, client):
    release = read(client, "releases?limit=1")["releases"][0]
    named = read(client, f"releases/{release['ocid']}")
    assert named["releases"] == [release]
    store(publication(1, "Groenonderhoud 1", publicatieDatum="2026-11-01T08:00:00"))  # the same again
    assert read(client, f"releases/{release['ocid']}")["releases"][0]["id"] == release["id"]


def test_a_correction_of_what_a_notice_says_is_another_release(notices, client):
    before = {release["ocid"]: release for release in read(client, "releases")["releases"]}
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id)).first()
    number = notice.title.split()[-1]
    store(publication(int(number), "Een andere titel", publicatieDatum=f"2026-11-0{number}T08:00:00"))
    changed = [
        release for release in read(client, "releases")["releases"] if release["id"] != before[release["ocid"]]["id"]
    ]
    assert [release["tender"]["title"] for release in changed] == ["Een andere titel"]


@BOTH
def test_a_procurement_that_a_source_named_keeps_that_name(app, client):
    ocds = {
        "ocid": "ocds-1l04xe/615009 a",
        "id": "1",
        "date": "2026-02-13T09:00:00Z",
        "tag": ["tender"],
        "tender": {"title": "Banken"},
    }
    from_source = publication(1, "x")
    store(from_source.__class__("r.json", json.dumps(ocds).encode()))
    (release,) = read(client, "releases")["releases"]
    assert release["ocid"] == "ocds-1l04xe/615009 a"
    assert read(client, "releases/ocds-1l04xe%2F615009%20a")["releases"] == [release]


def test_the_csv_has_the_rows_of_the_list_and_its_dictionary_every_column(notices, client):
    table = list(csv.DictReader(io.StringIO(client.get(f"{V1}/notices.csv").get_data(as_text=True))))
    rows = read(client, "notices")["data"]
    assert [row["release_id"] for row in table] == [row["release_id"] for row in rows]
    words = list(csv.DictReader(io.StringIO(client.get(f"{V1}/notices/dictionary.csv").get_data(as_text=True))))
    assert [word["column"] for word in words] == list(table[0]) == list(rows[0])
    assert all(word["meaning_nl"] and word["meaning_en"] and word["source_en"] for word in words)


def test_the_lines_are_the_rows(notices, client):
    lines = client.get(f"{V1}/releases.jsonl").get_data(as_text=True).splitlines()
    assert list(map(json.loads, lines)) == read(client, "releases")["releases"]


def test_a_file_takes_filters_too(notices, client):
    assert len(client.get(f"{V1}/notices.jsonl?cpv=909").get_data(as_text=True).splitlines()) == 1


@BOTH
def test_a_file_of_several_portions_is_whole(notices, client, monkeypatch):
    monkeypatch.setattr("incubator.opendata.views.data.PORTION", 2)
    for path in ("notices.jsonl", "releases.jsonl"):
        assert len(client.get(f"{V1}/{path}").get_data(as_text=True).splitlines()) == 7


def test_no_cell_of_a_table_is_a_formula(app, client):
    store(publication(1, "=HYPERLINK(1)"))
    (row,) = csv.DictReader(io.StringIO(client.get(f"{V1}/notices.csv").get_data(as_text=True)))
    assert row["title"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    "path",
    ["releases?limit=2", "notices", "notices.csv", "releases.jsonl", "results", "results.csv", "openapi.json", ""],
)
def test_who_has_it_already_gets_nothing_again(notices, client, path):
    first = client.get(f"{V1}/{path}")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get(f"{V1}/{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")


@BOTH
@pytest.mark.parametrize("path", ["notices", "notices.csv", "releases"])
def test_what_changed_is_given_again(notices, client, path):
    first = client.get(f"{V1}/{path}")
    assert first.last_modified is not None
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id)).first()
    notice.updated_at = clock.now() + timedelta(minutes=1)
    db.session.commit()
    if path != "releases":  # when a notice changed here is no part of its release
        assert client.get(f"{V1}/{path}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_two_selections_of_a_file_are_told_apart(notices, client):
    etags = {client.get(f"{V1}/notices.csv{query}").headers["ETag"] for query in ("", "?cpv=77", "?cpv=90")}
    assert len(etags) == 3


def test_a_page_of_another_site_may_read_it(notices, client):
    assert client.get(f"{V1}/notices").headers["Access-Control-Allow-Origin"] == "*"


def test_who_is_signed_in_gets_the_same(notices, client, sign_in):
    before = client.get(f"{V1}/notices").get_json()
    sign_in(client, ManagerFactory())
    assert client.get(f"{V1}/notices").get_json() == before


def test_an_empty_store_gives_empty_lists(app, client):
    assert read(client, "notices")["data"] == []
    assert list(package_problems(read(client, "releases"))) == []
    assert client.get(f"{V1}/releases.jsonl").get_data() == b""


def test_the_catalogue_leads_to_every_dataset(notices, client):
    listed = read(client, "")["datasets"]
    assert [dataset["key"] for dataset in listed] == [dataset.key for dataset in DATASETS]
    for dataset in listed:
        for address in dataset["links"].values():
            assert client.get(address.removeprefix("http://localhost")).status_code == 200
