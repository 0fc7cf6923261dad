"""`incubator notices export --ocds`: real notices stored, written as one package, and read again."""

import json
import tracemalloc
from datetime import date

import pytest

from incubator.cli import cli
from incubator.core.db import db
from incubator.core.open_data import DataRequest
from incubator.formats import recognise
from incubator.notices.documents import NoticeExport, of_notice
from incubator.notices.models import Notice
from incubator.notices.queries import open_data
from incubator.notices.services import SourceDocument
from tests.formats.ocds_checks import package_problems, problems
from tests.notices.test_pages import publication, store


def export(app, target, *more):
    return app.test_cli_runner().invoke(cli, ["notices", "export", "--ocds", str(target), *more])


@pytest.fixture
def few(app):
    store(
        *(publication(number, f"Groen {number}", publicatieDatum=f"2026-11-0{number}T08:00:00") for number in (1, 2, 3))
    )


def test_the_package_holds_every_notice_and_takes_the_place_of_the_file(app, few, tmp_path):
    target = tmp_path / "notices.json"
    target.write_text("oud")
    done = export(app, target, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.output) == {"releases": 3}
    package = json.loads(target.read_text())
    assert list(package_problems(package)) == []
    assert len(package["releases"]) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["notices.json"]


def test_only_what_was_published_since_a_day(app, few, tmp_path):
    export(app, tmp_path / "a.json", "--since", "2026-11-02")
    releases = json.loads((tmp_path / "a.json").read_text())["releases"]
    assert sorted(release["date"][:10] for release in releases) == ["2026-11-02", "2026-11-03"]


def test_standard_output_holds_json_only(app, few):
    done = export(app, "-")
    assert len(json.loads(done.stdout)["releases"]) == 3
    assert "3 releases" in done.stderr


def test_an_empty_store_gives_an_empty_package(app, tmp_path):
    assert export(app, tmp_path / "a.json").exit_code == 0
    assert json.loads((tmp_path / "a.json").read_text())["releases"] == []


@pytest.mark.parametrize("day", ["gisteren", "2026-02-31", "20260201"])
def test_a_day_that_is_none_is_wrong_usage(app, tmp_path, day):
    done = export(app, tmp_path / "a.json", "--since", day)
    assert done.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_refused_in_a_sentence(app, few, tmp_path):
    done = export(app, tmp_path / "er-is-geen-map" / "a.json")
    assert (done.exit_code, "Traceback" in done.output) == (1, False)
    assert "cannot be written" in done.output


def test_an_export_that_breaks_off_leaves_the_file_as_it_was(app, few, tmp_path, monkeypatch):
    target = tmp_path / "a.json"
    target.write_text("oud")

    def full(_self):
        yield "{"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(NoticeExport, "pieces", full)
    assert export(app, target).exit_code == 1
    assert target.read_text() == "oud"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "folder",
    [
        "ocds-real",
        "ocds-sample/fictional-example/1.1",
        "eforms-real",
        "mixed-real",
        "ted-r209-nl",
        "ted-search-v3",
        "tenderned",
    ],
)
def test_what_is_stored_of_real_notices_comes_out_in_order(app, shared_data, tmp_path, folder):
    """Read, stored, written and read again: as many publications, each with its own facts."""
    paths = sorted(path for path in (shared_data / "notices" / folder).glob("*") if path.is_file())
    store(*(SourceDocument(path.name, path.read_bytes()) for path in paths))
    target = tmp_path / "package.json"
    assert export(app, target).exit_code == 0
    package = json.loads(target.read_text())
    stored = list(open_data.given_out(DataRequest()))
    assert len(package["releases"]) == len(stored) > 0
    assert list(package_problems(package)) == []
    assert [problems(release) for release in package["releases"]] == [[]] * len(stored)
    reading = recognise.read(target.read_bytes())
    assert not reading.rejected
    assert len(reading.notices) == len(stored)
    for notice, read in zip(stored, reading.notices, strict=True):
        content = notice.content
        assert read.published == (content.published or notice.first_seen_at.date())
        assert (read.deadline, read.nature, read.main_cpv) == (content.deadline, content.nature, content.main_cpv)
        assert {winner.name for winner in read.winners} == {winner.name for winner in content.winners}
        assert (read.buyer.name if read.buyer else None) == (content.buyer.name if content.buyer else None)


def test_the_id_of_a_release_is_made_of_all_that_it_says(app, few):
    notice = db.session.scalars(db.select(Notice)).first()
    first = of_notice(notice, "ocds-000000-1")
    assert of_notice(notice, "ocds-000000-1") == first
    assert of_notice(notice, "ocds-000000-2")["id"] != first["id"]
    notice.data = {**notice.data, "title": "Een andere titel"}
    assert of_notice(notice, "ocds-000000-1")["id"] != first["id"]
    assert first["id"].startswith(f"{notice.id}-")


def test_notices_of_one_procurement_share_an_ocid(app):
    store(
        publication(1, "Groen", kenmerk=77),
        publication(
            2, "Groen, gegund", kenmerk=77, publicatieCode="EF29", aankondigingCode={"code": "AGO"}, typePublicatie="x"
        ),
    )
    package = json.loads("".join(NoticeExport(DataRequest()).pieces()))
    assert len(package["releases"]) == 2
    assert len({release["ocid"] for release in package["releases"]}) == 1
    assert len({release["id"] for release in package["releases"]}) == 2


def test_memory_does_not_grow_with_the_store(app, monkeypatch):
    monkeypatch.setattr("incubator.notices.queries.open_data.PORTION", 20)
    monkeypatch.setattr("incubator.notices.documents.releases.AT_ONCE", 20)
    store(*(publication(number, f"Groen {number}", opdrachtBeschrijving="Maaien. " * 500) for number in range(1, 61)))
    few = peak(limit=40)
    store(*(publication(number, f"Groen {number}", opdrachtBeschrijving="Maaien. " * 500) for number in range(61, 301)))
    assert peak(limit=None) < few * 1.5


def peak(limit):
    db.session.expunge_all()
    export_ = NoticeExport(DataRequest(limit=limit))
    tracemalloc.start()
    for _piece in export_.pieces():
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_the_prefix_is_that_of_the_settings(make_app, upgrade, tmp_path):
    app = make_app(ocid_prefix="ocds-a1b2c3")
    with app.app_context():
        upgrade(app)
        store(publication(1, "Groen"))
        package = json.loads("".join(NoticeExport(DataRequest()).pieces()))
        db.session.remove()
        db.engine.dispose()
    assert package["releases"][0]["ocid"].startswith("ocds-a1b2c3-")


def test_an_alias_and_an_entry_of_a_feed_are_not_given_out(app, few):
    notices = db.session.scalars(db.select(Notice).order_by(Notice.id)).all()
    notices[0].merged_into_id = notices[1].id
    db.session.commit()
    assert [notice.id for notice in open_data.given_out(DataRequest())] == [notice.id for notice in notices[1:]]
    since = DataRequest({"since": date(2026, 11, 3)})
    assert len(list(open_data.given_out(since))) == 1
