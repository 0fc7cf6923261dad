"""A file is what its content says, lies under a name that cannot do harm, and takes its place once."""

import io
import os
import zipfile
from datetime import timedelta

import pytest

from incubator.core import clock, files
from incubator.core.brought_files import as_table
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.files import ARCHIVE, StoredFile, as_download, content_of, keep, made, path_of, safe_name, sweep

PDF = b"%PDF-1.7 something"


def package(*names, size=10):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * size)
    return stream.getvalue()


def stored(content=PDF, name="Statuten.pdf", **options):
    with transaction(actor=SYSTEM):
        return keep(content, name, now=clock.now(), **options)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PDF", PDF, "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff...", "image/jpeg"),
        ("a.docx", package("word/document.xml"), files.WORD.media_type),
        ("a.xlsx", package("xl/workbook.xml"), files.SHEET.media_type),
        ("a.odt", package("content.xml"), files.OPEN_TEXT.media_type),
        ("a.txt", "Coöperatie".encode(), "text/plain"),
        ("a.csv", b"naam;uren\r\n", "text/csv"),
    ],
)
def test_what_people_bring_is_kept(app, name, content, media_type):
    made = stored(content, name)
    assert (made.media_type, made.size, content_of(made)) == (media_type, len(content), content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html>"),
        ("a.html", b"<html>"),
        ("a.svg", b"<svg/>"),
        ("a.exe", b"MZ"),
        ("a.docx", package("xl/workbook.xml")),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.txt", b"\x00\x01"),
        ("a.txt", b"\xff\xfe\xfa"),
        ("pdf", PDF),
        ("a.pdf.html", PDF),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(app, name, content):
    with pytest.raises(RuleViolation, match="kinds of files"):
        stored(content, name)


def test_an_empty_or_too_large_file_is_refused(app):
    with pytest.raises(RuleViolation, match="empty"):
        stored(b"")
    with pytest.raises(RuleViolation, match="at most 1 MB"):
        stored(PDF + b"0" * 1024 * 1024, largest=1024 * 1024)


def test_a_small_package_that_unpacks_to_a_mountain_is_refused(app, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_UNPACKED", 1_000_000)
    bomb = package("word/document.xml", size=2_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(RuleViolation, match="unpacks"):
        stored(bomb, "a.docx")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Statuten versie 2.pdf", "Statuten versie 2.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\werk\\plan.pdf", "plan.pdf"),
        ("e\u0301e\u0301n.pdf", "één.pdf"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        (".pdf", "pdf.pdf"),
        ("...", "bestand.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ('a"b<c>.pdf', "abc.pdf"),
    ],
)
def test_a_name_cannot_do_harm(name, safe):
    assert safe_name(name, ".pdf") == safe


def test_the_same_content_takes_its_place_once(app):
    first, second = stored(name="een.pdf"), stored(name="twee.pdf")
    assert path_of(first) == path_of(second)
    assert (first.name, second.name) == ("een.pdf", "twee.pdf")


def test_a_download_is_saved_not_opened(app):
    made = stored()
    with app.test_request_context():
        answer = as_download(made)
        answer.direct_passthrough = False
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.get_data() == PDF
        answer.close()


def test_a_slash_in_the_name_of_a_group_is_no_folder(app):
    with app.test_request_context():
        answer = made(b"PK", "Notaris Zorg/Welzijn versie 1", ARCHIVE)
    assert "Notaris Zorg Welzijn versie 1.zip" in answer.headers["Content-Disposition"]


def test_what_no_row_names_any_more_is_swept_after_a_day(app):
    sweep(now=clock.now() + timedelta(days=2))
    made, kept = stored(), stored(b"%PDF-1.7 kept")
    path = path_of(made)
    with transaction(actor=SYSTEM):
        db.session.delete(db.session.get(StoredFile, made.id))
    assert sweep(now=clock.now()) == 0
    assert sweep(now=clock.now() + timedelta(days=2)) == 1
    assert not path.exists()
    assert path_of(kept).exists()


def test_a_file_that_is_stored_again_becomes_young(app):
    path = path_of(stored())
    os.utime(path, (0, 0))
    stored()
    assert path.stat().st_mtime > 0


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([("a", None, "b", None, None), ("c",)], '"a";"";"b"\n"c"'),
        ([("a", None), (None, None), ("b", None), (None, " "), (None,)], '"a"\n""\n"b"'),
        ([(None, "x"), (None, None, "y")], '"";"x"\n"";"";"y"'),
        ([(None,) * 40] * 3, ""),
        ([], ""),
    ],
)
def test_what_a_sheet_has_behind_its_last_cell_is_left_out_and_lines_keep_their_numbers(rows, text):
    assert as_table(rows) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1600.0, "1600"), (1600.5, "1600,50"), (0.1 + 0.2, "0,30"), (1600.505, "1600,505"), (1e-7, "0,0000001")],
)
def test_a_number_of_a_sheet_is_never_rounded_unseen(value, text):
    assert as_table([(value,)]) == text
