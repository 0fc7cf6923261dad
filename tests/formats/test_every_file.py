"""Every file at hand is read, rejected or ignored, with a reason; a folder is imported by the command as it promises."""

import gzip
import json
import shutil
import zipfile
from collections import Counter
from dataclasses import fields

import pytest
from sqlalchemy import func, select

from incubator.cli import cli
from incubator.core.db import db
from incubator.formats import recognise
from incubator.formats.merging import known
from incubator.formats.values import ReadNotice
from incubator.notices import rules
from incubator.notices.models import Notice

# folder -> files, notices, rejections, ignored files
EXPECTED = {
    "eforms-real": (14, 14, 0, 0),
    "mixed-real": (4, 4, 0, 0),
    "eforms-sdk-1.15.1": (53, 45, 7, 1),
    "eforms-sdk-1.7.5": (46, 36, 8, 2),
    "ted-r209-nl": (45, 45, 0, 0),
    "ted-r209-be": (9, 9, 0, 0),
    "ted-search-v3": (1, 54, 0, 0),
    "tenderned/details": (320, 320, 0, 0),
    "tenderned": (2, 5, 1, 1),
    "ocds-real": (13, 23, 0, 0),
    "ocds-sample/fictional-example/1.1": (8, 12, 0, 1),
    "ocds-sample/fictional-example/1.0": (7, 6, 0, 1),
    "ocds-sample/fictional-example/flattened": (6, 0, 0, 6),
    "ocds-sample/blank-template": (11, 0, 10, 1),
}
UNSOURCED = {
    "format",
    "sources",
    "doubts",
    "place_derived",
    "contract_end_derived",
    "deadline_day_only",
    "deadline_for",
}


@pytest.fixture(scope="module")
def everything(shared_data):
    root = shared_data / "notices"
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return [
        (str(path.parent.relative_to(root)), path.name, recognise.read(path.read_bytes(), path.name)) for path in files
    ]


def test_each_file_is_read_rejected_or_ignored_with_a_reason(everything):
    assert len(everything) > 500
    for folder, name, reading in everything:
        assert bool(reading.notices or reading.rejected) is (reading.ignored is None), (folder, name)
        for reason in (
            *(rejection.reason for rejection in reading.rejected),
            *([reading.ignored] if reading.ignored else []),
        ):
            assert reason.strip().endswith("."), (folder, name, reason)
            assert len(reason) > 10, (folder, name, reason)


@pytest.mark.parametrize("folder", EXPECTED)
def test_each_folder_gives_what_it_holds(everything, folder):
    readings = [reading for where, _name, reading in everything if where == folder]
    counts = (
        len(readings),
        sum(len(reading.notices) for reading in readings),
        sum(len(reading.rejected) for reading in readings),
        sum(reading.ignored is not None for reading in readings),
    )
    assert counts == EXPECTED[folder]


def test_the_examples_that_are_wrong_on_purpose_are_read_or_rejected_for_want_of_a_name(everything):
    wrong = {(folder, name): reading for folder, name, reading in everything if name.startswith("INVALID")}
    assert len(wrong) == 18
    for where, reading in wrong.items():
        assert reading.notices or "BT-701" in reading.rejected[0].reason, where


def test_each_value_knows_where_it_was_read(everything):
    unknown, spare = Counter(), Counter()
    for _folder, _name, reading in everything:
        for notice in reading.notices:
            for field in fields(ReadNotice):
                if field.name not in UNSOURCED:
                    there = known(getattr(notice, field.name))
                    unknown[notice.format, field.name] += there and field.name not in notice.sources
                    spare[notice.format, field.name] += not there and field.name in notice.sources
    assert not +unknown
    assert not +spare


def test_doubts_are_few_and_never_correct_what_they_doubt(everything):
    """Doubts over the real notices, as counted by eye: more would be false alarms, fewer would be blindness."""
    real = {"eforms-real", "mixed-real", "ted-r209-nl", "ted-r209-be", "ted-search-v3", "tenderned/details"}
    doubts = Counter()
    for folder, _name, reading in everything:
        for notice in reading.notices if folder in real else ():
            completed = rules.completed(notice)
            assert (completed.deadline, completed.value, completed.cpv) == (notice.deadline, notice.value, notice.cpv)
            doubts.update(doubt.field for doubt in completed.doubts)
    assert dict(doubts) == {"deadline": 10, "value": 13, "winners": 6}


def folder_of_all_kinds(shared_data, folder):
    notices = shared_data / "notices"
    shutil.copy(notices / "eforms-real" / "2024-OJS017-00047522.xml", folder / "een.json")  # its name says nothing
    (folder / "dieper").mkdir()
    (folder / "dieper" / "twee.xml.gz").write_bytes(
        gzip.compress((notices / "ted-r209-nl" / "NL_202833-2017.xml").read_bytes())
    )
    with zipfile.ZipFile(folder / "drie.zip", "w") as archive:
        for path in sorted((notices / "tenderned" / "details").glob("*.json"))[:3]:
            archive.write(path, path.name)
    shutil.copy(notices / "ted-search-v3" / "notices.json", folder / "vier")
    shutil.copy(notices / "ocds-broken" / "common_checks_records_invalid_releases.json", folder / "vijf.json")
    (folder / "LEESMIJ.md").write_text("# Niets", encoding="utf-8")
    (folder / "leeg.xml").write_bytes(b"")


def test_a_mixed_folder_is_imported_and_the_second_time_nothing_changes(app, shared_data, tmp_path):
    folder_of_all_kinds(shared_data, tmp_path)
    runner = app.test_cli_runner()
    first, again = (runner.invoke(cli, ["notices", "import", str(tmp_path), "--json"]) for _ in range(2))
    report, repeated = json.loads(first.stdout), json.loads(again.stdout)
    assert (first.exit_code, again.exit_code) == (3, 3)
    assert report["read"] == report["new"] + report["updated"] + report["unchanged"] + len(report["rejected"])
    assert (report["new"], len(report["rejected"]), len(report["ignored"])) == (59, 10, 2)
    assert report["new"] == db.session.scalar(select(func.count()).select_from(Notice))
    assert (repeated["new"], repeated["updated"], repeated["unchanged"]) == (
        0,
        0,
        report["new"] + report["updated"] + report["unchanged"],
    )
    assert (repeated["rejected"], repeated["ignored"]) == (report["rejected"], report["ignored"])


def test_exit_codes_tell_what_happened(app, tmp_path):
    runner = app.test_cli_runner()
    (tmp_path / "LEESMIJ.md").write_text("# Niets", encoding="utf-8")
    assert runner.invoke(cli, ["notices", "import", str(tmp_path)]).exit_code == 0
    assert runner.invoke(cli, ["notices", "import", str(tmp_path / "weg")]).exit_code == 2
    (tmp_path / "kapot.zip").write_bytes(b"PK\x03\x04kapot")
    answer = runner.invoke(cli, ["notices", "import", str(tmp_path), "--json"])
    assert answer.exit_code == 3
    (rejected,) = json.loads(answer.stdout)["rejected"]
    assert rejected["path"].endswith("kapot.zip")
    assert "damaged" in rejected["reason"]
