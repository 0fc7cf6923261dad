"""Feeds."""

import re
from datetime import date

import pytest

from incubator.formats import recognise, syndication
from incubator.formats.values import Identity, NoticeKind, Scheme

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>TenderNed</atom:title><atom:id>x</atom:id>
<atom:entry><atom:title>Schoonmaak gymzalen</atom:title><atom:id>urn:1</atom:id>
<atom:link href="https://www.tenderned.nl/aankondigingen/overzicht/441936"/>
<atom:author><atom:name>Gemeente Utrecht</atom:name></atom:author>
<atom:summary type="html">Type publicatie: {form}&lt;br/&gt;Sluitingsdatum: {closes}</atom:summary>
<atom:updated>2026-11-20T10:00:00Z</atom:updated></atom:entry></atom:feed>"""


def rss(date_text, link="<link>https://example.org/a</link>"):
    return f"""<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item><title>Nieuws</title>{link}
    <description>Iets over de wijk</description><pubDate>{date_text}</pubDate></item></channel></rss>""".encode()


def test_tenderneds_feed_names_publications():
    data = ATOM.format(form="EF29", closes="10-12-2026 12:00").encode()
    (notice,) = recognise.read(data).notices
    assert notice.identities == (Identity(Scheme.TENDERNED, "441936"),)
    assert (notice.kind, notice.subtype, notice.title) == (NoticeKind.AWARD, "29", "Schoonmaak gymzalen")
    assert notice.deadline.isoformat() == "2026-12-10T12:00:00+01:00"
    assert notice.buyer.name == "Gemeente Utrecht"
    assert notice.published == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("EFE1", NoticeKind.CONSULTATION),
        ("EF16", NoticeKind.COMPETITION),
        ("Vooraankondiging", NoticeKind.PLANNING),
        ("?", NoticeKind.SIGNAL),
    ],
)
def test_the_summary_tells_the_kind(form, kind):
    assert syndication.read(ATOM.format(form=form, closes="").encode()).notices[0].kind is kind


@pytest.mark.parametrize(
    ("written", "day", "doubted"),
    [
        ("23-11-2026", date(2026, 11, 23), False),
        ("Mon, 23 Nov 2026 23:30:00 +0000", date(2026, 11, 24), False),
        ("2026-11-23", date(2026, 11, 23), False),
        ("05-06-2026", None, True),
        ("11/23/2026", date(2026, 11, 23), False),
        ("gisteren", None, True),
        ("31-02-2026", None, True),
    ],
)
def test_dates_are_read_as_written_or_doubted(written, day, doubted):
    (notice,) = recognise.read(rss(written)).notices
    assert notice.published == day
    assert bool(notice.doubts) is doubted
    assert (notice.kind, notice.identities[0].scheme) == (NoticeKind.SIGNAL, Scheme.FEED)


def test_an_entry_that_says_nothing_is_rejected():
    data = rss("2026-11-23", link="").replace(b"<title>Nieuws</title>", b"")
    (rejection,) = recognise.read(re.sub(rb"<description>.*</description>", b"", data)).rejected
    assert rejection.reason.startswith("entry[0] has no id")


def test_a_feed_is_never_read_from_a_file_that_it_names(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss("2026-11-23"))
    assert not syndication.read(str(secret).encode()).notices


def test_entities_are_refused_and_an_empty_feed_is_no_notice():
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>'
    assert syndication.read(bomb).rejected
    assert recognise.read(b'<rss version="2.0"><channel><title>x</title></channel></rss>').ignored


def test_rdf_is_a_feed_too():
    data = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <item rdf:about="https://example.org/1"><title>Een</title><link>https://example.org/1</link></item></rdf:RDF>"""
    assert recognise.read(data).notices[0].title == "Een"
