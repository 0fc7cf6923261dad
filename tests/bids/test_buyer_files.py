"""Files of the buyer are kept as they came: with their own suffix, locked or not, and what goes with one is said before it goes."""

import io
import zipfile

import pytest
from docx import Document
from sqlalchemy import select

from incubator.bids.models import BuyerFile, FileState, Requirement, RequirementState
from incubator.bids.queries import requirements as queries
from incubator.bids.services import buyer_files as services
from incubator.core import clock, files
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.formats.papers.recognising import OLD_OFFICE, PASSWORD, WITH_PASSWORD
from tests.bids.test_price_sheets import sheet
from tests.bids.test_requirement_pages import GUIDE, NEWER, send, word

pytestmark = pytest.mark.both_databases
BOOK = sheet(("Werkzaamheid", "Tarief"), ("Maaien", None), ("Snoeien", "in te vullen"))
LOCKED = OLD_OFFICE + b"\0" * 600 + WITH_PASSWORD + b"\0" * 600


def letter():
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("De inschrijver heeft een verzekering.")
    document.save(stream)
    return stream.getvalue()


def with_macros(content, folder):
    """The same file with a small program in it, as Excel and Word put it there."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(f"{folder}/vbaProject.bin", b"\xd0\xcf\x11\xe0 a program")
    return stream.getvalue()


def bring(bid, member, name, content):
    brought = services.read(content, name)
    file = services.bring(bid, brought, replaces_id=None, by=member, now=clock.now())
    db.session.commit()
    return file


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("macro.xlsm", with_macros(BOOK, "xl"), "macro.xlsm"),
        ("macro.docm", with_macros(letter(), "word"), "macro.docm"),
        ("prijzen.xlsx", with_macros(BOOK, "xl"), "prijzen.xlsm"),  # what it holds goes before what it is called
        ("zonder.xlsm", BOOK, "zonder.xlsm"),
        ("prijzen.xlsx", BOOK, "prijzen.xlsx"),
        ("brief.pdf", letter(), "brief.docx"),
    ],
)
def test_a_file_keeps_the_suffix_of_what_it_is(client, bid, member, name, content, kept):
    file = bring(bid, member, name, content)
    assert file.name == kept
    assert file.state is FileState.READ
    assert files.content_of(file.file) == content
    with client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/eisen/bestanden/{file.id}") as answer:
        assert answer.data == content
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert kept in answer.headers["Content-Disposition"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not file.has_macros or answer.mimetype == "application/octet-stream"


@pytest.mark.parametrize("name", ["leidraad.docx", "prijzen.xlsx", "prijzen.xlsm"])
def test_a_file_with_a_password_is_kept_whatever_its_kind(bid, member, name):
    file = bring(bid, member, name, LOCKED)
    assert (file.name, file.state, file.problem) == (name, FileState.UNREADABLE, PASSWORD)


def test_a_file_of_an_old_kind_is_still_refused(bid, member):
    with pytest.raises(RuleViolation):
        bring(bid, member, "oud.doc", OLD_OFFICE + b"\0" * 600)


def test_the_same_file_under_another_name_names_the_one_that_is_there(bid, member):
    content = letter()
    bring(bid, member, "leidraad.docx", content)
    with pytest.raises(RuleViolation) as refused:
        bring(bid, member, "leidraad (1).docx", content)
    assert refused.value.params == {"title": "leidraad.docx"}


def test_what_goes_with_a_file_is_said_first_and_what_was_decided_stays(client, bid, member):
    send(client, bid, ("leidraad.docx", word(*GUIDE)))
    here = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/eisen"
    client.post(f"{here}/voorstellen", data={"do": "confirm-all", "soort": "suitability"})
    send(client, bid, ("leidraad.docx", word(*NEWER)))
    older, newer = db.session.scalars(select(BuyerFile).order_by(BuyerFile.id)).all()
    going = queries.going_along(newer)
    proposed = [row for row in db.session.scalars(select(Requirement)) if row.is_proposed and row.file_id == newer.id]
    assert (going.proposals, going.older) == (len(proposed), older)
    assert going.proposals
    shown = client.get(f"{here}/bestanden/{newer.id}/weg")
    assert shown.status_code == 200
    assert older.name in shown.text
    assert len(db.session.scalars(select(BuyerFile)).all()) == 2
    client.post(f"{here}/bestanden/{newer.id}/weg")
    db.session.expire_all()
    left = db.session.scalars(select(Requirement).where(Requirement.state == RequirementState.CONFIRMED)).all()
    assert left
    # What the newer version had too is found in the older one again.
    assert {row.file_id for row in left} == {older.id}
