"""Damaged documents: never an error that nobody handles, never a hang, never a notice half stored."""

import io
import json
import random
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from incubator.core.db import db
from incubator.formats import archives, recognise, stored
from incubator.notices.models import Family, FamilyIdentity, Notice, NoticeIdentity, NoticeReading, RawDocument
from incubator.notices.rules import completed
from incubator.notices.services import SourceDocument
from tests.formats.damage import damaged
from tests.notices.test_pages import store

SMALL = 120_000  # bytes
FOLDERS = (
    "eforms-real",
    "mixed-real",
    "eforms-sdk-1.15.1",
    "ted-r209-nl",
    "ted-r209-be",
    "ted-search-v3",
    "tenderned",
    "ocds-real",
    "ocds-sample",
)
SLOWEST = 5.0  # seconds for one document, on a machine that is busy with other things


@pytest.fixture(scope="module")
def corpus(shared_data):
    """Real documents of every format, small ones: damage is as instructive in them."""
    contents = []
    for folder in FOLDERS:
        paths = sorted(
            path for path in (shared_data / "notices" / folder).rglob("*") if path.suffix in {".xml", ".json"}
        )
        contents += [path.read_bytes() for path in paths if path.stat().st_size < SMALL][:40]
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>u:1</id><title>Vegen</title><link href="https://a.nl/1"/></entry></feed>'
    return [*contents, atom.encode(), atom.replace("feed", "rss").replace("entry", "item").encode()]


def examined(data):
    """Read the document as the import does; say what it gave."""
    begun = time.perf_counter()
    try:
        inside = list(archives.unpack(data, "a"))
    except archives.ArchiveRefused:
        return None
    for _name, content in inside:
        reading = recognise.read(content, "a")
        assert bool(reading.notices or reading.rejected) is (reading.ignored is None)
        for notice in reading.notices:
            kept = stored.dump(completed(notice))
            json.dumps(kept).encode()
            assert stored.dump(stored.load(kept)) == kept
            assert notice.identities
    assert time.perf_counter() - begun < SLOWEST
    return inside


@pytest.mark.parametrize("seed", range(8))
def test_damaged_documents_are_read_or_refused(corpus, seed):
    chance = random.Random(seed)
    for _ in range(90):
        examined(damaged(chance.choice(corpus), chance))


def everything_fits():
    """Every notice has identities, a family that knows its names, and a reading of a document that is here."""
    orphans = select(func.count()).select_from(Notice)
    assert db.session.scalar(orphans.where(~Notice.id.in_(select(NoticeIdentity.notice_id)))) == 0
    assert db.session.scalar(orphans.where(~Notice.id.in_(select(NoticeReading.notice_id)))) == 0
    assert db.session.scalar(orphans.where(~Notice.family_id.in_(select(FamilyIdentity.family_id)))) == 0
    empty = select(func.count()).select_from(Family).where(~Family.id.in_(select(Notice.family_id)))
    assert db.session.scalar(empty) == 0
    lost = select(func.count()).select_from(NoticeReading).where(~NoticeReading.document_id.in_(select(RawDocument.id)))
    assert db.session.scalar(lost) == 0


@pytest.mark.both_databases
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_stored_of_damaged_documents_is_whole(app, corpus, seed):
    chance = random.Random(seed)
    for _ in range(6):
        batch = [SourceDocument(f"{n}", damaged(chance.choice(corpus), chance)) for n in range(25)]
        counted = store(*batch)
        assert counted.read == counted.new + counted.updated + counted.unchanged + len(counted.rejected)
    assert db.session.scalar(select(func.count()).select_from(Notice)) > 0
    everything_fits()


ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = {
    "ocds": ("ocid", "id", "tag", "date", "tender", "buyer", "parties", "awards", "contracts", "planning", "language", "initiationType"),
    "tenderned": ("publicatieId", "kenmerk", "aanbestedingNaam", "typePublicatie", "publicatieCode", "sluitingsDatum", "cpvCodes",
                  "nutsCodes", "pbNummerTed", "links", "documenten", "publicatieDatum", "europees",
                  "gerelateerdePublicaties", "opdrachtBeschrijving", "referentieNummer"),
    "ted": ("publication-number", "notice-identifier", "notice-type", "notice-title", "deadline", "classification-cpv", "buyer-name",
            "estimated-value-lot", "tender-value", "links", "place-of-performance", "publication-date", "procedure-identifier",
            "internal-identifier-proc", "internal-identifier-lot"),
}  # fmt: skip
NAMED = {
    "ocds": {"ocid": "ocds-213czf-1", "id": "1", "tag": ["tender"]},
    "tenderned": {"publicatieId": "1", "publicatieCode": "EF16", "kenmerk": 5},
    "ted": {"publication-number": "1-2026", "notice-type": "cn-standard"},
}


@pytest.mark.parametrize("form", KEYS)
@settings(max_examples=120, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_values_of_any_type_in_any_field_are_read_or_refused(form, data):
    values = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS[form], VALUES)))
    named = NAMED[form] if data.draw(st.booleans()) else {}
    examined(json.dumps({**values, **named}).encode())


ENTITIES = b"".join(b'<!ENTITY b%d "&b%d;&b%d;">' % (n, n - 1, n - 1) for n in range(1, 60))
BOMBS = {
    "entities": b'<!DOCTYPE a [<!ENTITY b "bb">' + ENTITIES + b"]><ContractNotice>&b59;</ContractNotice>",
    "outside": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><ContractNotice>&b;</ContractNotice>',
    "parameter": b'<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd" [<!ENTITY % b SYSTEM "http://192.0.2.1/b"> %b;]><ContractNotice/>',
    "attributes": b"<ContractNotice " + b" ".join(b'a%d="1"' % n for n in range(20_000)) + b"/>",
    "siblings": b"<ContractNotice>" + b"<a/>" * 500_000 + b"</ContractNotice>",
    "deep xml": b"<a>" * 200_000,
    "deep json": b"[" * 200_000,
    "deep release": b'{"releases":[{"ocid":' + b"[" * 200_000,
    "digits": b'{"ocid":"ocds-213czf-1","id":' + b"9" * 2_000_000 + b"}",
    "backslashes": b'{"a":"' + b"\\" * 1_000_000,
    "lines": b'{"ocid":1}\n' * 20_000,
    "prologue": b"<?xml version='1.0'?>" + b"<!-- -->" * 200_000,
    "unclosed comment": b"<!--" * 200_000,
    "feed": b"<rss>" + b"<item>" * 20_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_not_go_off(name):
    inside = examined(BOMBS[name])
    assert inside is not None
    assert "root:" not in repr(recognise.read(BOMBS[name]))


def test_what_damage_taught_us_before():
    """Each of these once raised an error."""
    moment = b'{"releases":[{"ocid":"ocds-213czf-1","id":"1","tag":["tender"],"date":"9999-12-31T23:59:59Z","tender":{"title":"a"}}]}'
    language = b'{"releases":[{"ocid":"ocds-213czf-1","id":"1","tag":["tender"],"tender":{"title":"a","title_es":7,"title_fr":null}}]}'
    for data in (moment, language):
        assert examined(data) is not None


def test_a_file_without_a_name_in_a_zip_is_read():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("x", b"{}")
    broken = bytearray(made.getvalue())
    entry = broken.rindex(b"PK\x01\x02")
    broken[entry + 28], broken[entry + 30] = 0, 1  # the byte of the name counts as an extra field
    examined(bytes(broken))
