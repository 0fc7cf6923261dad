"""What a document is, told from its content; archives; and bytes that are nothing at all."""

import contextlib
import gzip
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incubator.formats import archives, recognise, texts
from incubator.formats.json_documents import Unreadable, decoded, parse
from tests.formats.test_ocds import release
from tests.formats.test_ted_search import search_hit
from tests.formats.test_tenderned import detail, item

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"{}",
        b"[]",
        b",\n",
        b"publicatie_id,datum,titel\n1,2,3\n",
        b'[{"scheme": "tenderned", "id": "1", "labels": {}}]',
        b'{"$schema": "http://json-schema.org/draft-04/schema#", "properties": {}}',
        b"# A README\n",
        b"%PDF-1.7",
        b"{" * 100,
        b"[" * 100_000,
    ],
)
def test_what_is_no_notice_is_ignored_with_a_reason(data):
    reading = recognise.read(data)
    assert reading.ignored
    assert not reading.notices
    assert not reading.rejected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_are_recognised(encoding):
    data = json.dumps(detail(aanbestedingNaam="Coöperatie é"), ensure_ascii=False).encode(encoding)
    assert recognise.read(data).notices[0].title == "Coöperatie é"


def test_bytes_of_an_old_encoding_are_read_too():
    data = json.dumps(detail(aanbestedingNaam="Café", opdrachtBeschrijving="—"), ensure_ascii=False).encode("cp1252")
    assert recognise.read(data).notices[0].title == "Café"


def test_a_key_that_occurs_twice_is_doubted():
    data = json.dumps(detail()).replace('{"publicatieId"', '{"kenmerk": 1, "publicatieId"', 1)
    (notice,) = recognise.read(data.encode()).notices
    assert [(doubt.field, doubt.value) for doubt in notice.doubts] == [("kenmerk", "615009")]
    (inside,) = recognise.read(f"[{data}]".encode()).notices
    assert inside.doubts[0].value == "615009"


def test_numbers_and_halves_of_characters_do_no_harm():
    text = json.dumps(detail()).replace('"kenmerk": 615009', '"kenmerk": ' + "9" * 5000)
    text = text.replace("Onderhoud plantsoenen", "Groen \\ud800 werk\\u0000")
    (notice,) = recognise.read(text.encode()).notices
    notice.title.encode()
    assert "\x00" not in notice.title
    assert parse('{"a": NaN, "b": -Infinity}') == {"a": None, "b": None}


def test_deep_nesting_is_rejected_with_the_place():
    data = b'{"ocid": "x", "id": "1", "tag": ["tender"], "tender": ' + b"[" * 50_000
    assert "nested too deeply at line 1" in recognise.read(data).rejected[0].reason
    with pytest.raises(Unreadable):
        parse("[" * 50_000)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("a&nbsp;b&amp;amp;c", "a b&c"),
        ("groen\u200bonderhoud", "groenonderhoud"),
        ("<p>een</p><p>twee</p>", "een\ntwee"),
        ("minder dan < 5 jaar > 3", "minder dan < 5 jaar > 3"),
        ("één\t\t twee\u00a0drie", "één twee drie"),
    ],
)
def test_no_word_is_lost_when_text_is_cleaned(raw, read):
    assert texts.clean(raw) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-04-09+02:00", "2026-04-09"),
        ("2024-03-01Z", "2024-03-01"),
        ("2026-08-25T21:52:00.829812", "2026-08-25"),
        ("2026-02-30", None),
        ("26-02-2026", None),
    ],
)
def test_days_are_read_as_written(written, read):
    found_day = texts.day(written)
    assert (found_day.isoformat() if found_day else None) == read


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_archives_are_opened_also_inside_each_other():
    data = zipped(a=b"1", b=gzip.compress(b"2") + gzip.compress(b"3"))
    assert list(archives.unpack(data, "x.zip")) == [("x.zip/a", b"1"), ("x.zip/b", b"23")]
    assert list(archives.unpack(b"plain", "x")) == [("x", b"plain")]


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"x" * 100)[:-12],
        b"\x1f\x8bnonsense",
        b"PK\x03\x04nonsense",
        zipped(a=zipped(b=zipped(c=zipped(d=b"1")))),
    ],
    ids=[
        "gzip cut short",
        "no gzip",
        "no zip",
        "zip in zip in zip in zip",
    ],  # archives hold the time: no name for a test
)
def test_damaged_and_nested_archives_are_refused_with_a_reason(data):
    with pytest.raises(archives.ArchiveRefused, match="x"):
        list(archives.unpack(data, "x"))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(archives, "RATIO_FROM", 1_000_000)
    with pytest.raises(archives.ArchiveRefused, match="times its size"):
        list(archives.unpack(gzip.compress(b"0" * 50_000_000), "bomb.gz"))
    with pytest.raises(archives.ArchiveRefused, match="times its size"):
        list(archives.unpack(zipped(bomb=b"0" * 50_000_000), "bomb.zip"))


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    with pytest.raises(archives.ArchiveRefused, match="more than 2 files"):
        list(archives.unpack(zipped(a=b"1", b=b"2", c=b"3"), "many.zip"))


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_error(data):
    reading = recognise.read(data)
    assert reading.notices or reading.rejected or reading.ignored


@QUICK
@given(st.sampled_from([detail(), item(), search_hit(), release()]), st.data())
def test_a_notice_with_anything_in_one_of_its_fields_is_read_or_rejected(notice, data):
    key = data.draw(st.sampled_from(sorted(notice)))
    text = json.dumps({**notice, key: data.draw(ANYTHING)})
    reading = recognise.read(text.encode())
    assert reading.notices or reading.rejected or reading.ignored


@QUICK
@given(st.data())
def test_a_tender_with_anything_in_one_of_its_fields_is_read(data):
    document = release()
    key = data.draw(st.sampled_from(sorted(document["tender"])))
    document["tender"] = {**document["tender"], key: data.draw(ANYTHING)}
    assert len(recognise.read(json.dumps(document).encode()).notices) == 1


@QUICK
@given(st.integers(min_value=0, max_value=3000), st.binary(min_size=1, max_size=3))
def test_damage_anywhere_is_no_error(place, damage):
    data = json.dumps({"releases": [release(), release(id="2")]}).encode()
    place %= len(data)
    recognise.read(data[:place] + damage + data[place + len(damage) :])
    recognise.read(data[:place])


@QUICK
@given(st.text(max_size=100))
def test_decoding_and_parsing_raise_only_what_they_promise(text):
    with contextlib.suppress(Unreadable):
        parse(decoded(text.encode("utf-8", "replace")))
