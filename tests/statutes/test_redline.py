"""The comparison in Word: laid out and numbered as the deed, and either text comes back when its changes are taken or refused."""

import io
import zipfile
from copy import deepcopy
from datetime import UTC, datetime

import pytest
from docx.oxml.ns import qn
from lxml import etree

from incubator.core import word
from incubator.core.word import Document, Heading, Numbering, TableOfContents
from incubator.statutes.documents.comparing import as_articles, compare_texts
from incubator.statutes.documents.deed import statute_blocks
from incubator.statutes.documents.redline import RedlineDetails, redline
from incubator.statutes.documents.three_columns import three_columns
from incubator.statutes.values import amending, read
from incubator.statutes.values.read_deed import TextArticle
from tests.statutes.answers import answers
from tests.statutes.deeds import DEEDS

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DETAILS = RedlineDetails("De Bezem", "versie 1", "versie 2", "De Bezem", NOW, "24 november 2026")
STATUTES_STYLES = {"Heading1", "Heading2", "Artikeltekst", "Lid", "Onderdeel", "Subonderdeel"}
OLD, NEW = read(answers()), read(answers(third_party_dealings__allowed=False, convening__notice_days=21, pay_ratio=""))
PAIRS = {
    "a few changes": (OLD, NEW),
    "the other way round": (NEW, OLD),
    "an amendment": (OLD, amending(NEW, OLD)),
    "nothing": (OLD, OLD),
    **{name: (OLD, amending(read(given), OLD)) for name, given in DEEDS.items()},
}


def body(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml")).find(qn("w:body"))


def compared(before, after, explanations=None):
    return redline(compare_texts(as_articles(before), as_articles(after)), DETAILS, explanations)


def settled(root, *, taken):
    """The paragraphs as (style, text) when all changes are taken, or all refused: as Word does it (ECMA-376, 17.13.5)."""
    root = deepcopy(root)
    goes = qn("w:del") if taken else qn("w:ins")
    paragraphs = []
    for paragraph in root.iter(qn("w:p")):
        properties = paragraph.find(qn("w:pPr"))
        mark = properties.find(qn("w:rPr")) if properties is not None else None
        if mark is not None and mark.find(goes) is not None:
            continue
        was = properties.find(f"{qn('w:pPrChange')}/{qn('w:pPr')}") if properties is not None else None
        if was is not None and not taken:
            properties = was
        for change in list(paragraph.iter(goes)):
            change.getparent().remove(change)
        style = properties.find(qn("w:pStyle")).get(qn("w:val")) if properties is not None else ""
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t"), qn("w:delText")))
        if style in STATUTES_STYLES:
            paragraphs.append((style, text))
    return paragraphs


def deed_paragraphs(statutes):
    document = Document("", tuple(statute_blocks(statutes)), "", NOW, "", numbering=Numbering.ARTICLES)
    return settled(body(word.to_bytes(document)), taken=True)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=list(PAIRS))
def test_all_changes_taken_it_is_the_new_deed_and_all_refused_the_old(pair):
    before, after = pair
    root = body(word.to_bytes(compared(before, after)))
    # Within an article what came stands before or after what went; chapters are headings of the new text.
    assert settled(root, taken=True) == deed_paragraphs(after)
    refused = [paragraph for paragraph in settled(root, taken=False) if paragraph[0] != "Heading1"]
    assert sorted(refused) == sorted(paragraph for paragraph in deed_paragraphs(before) if paragraph[0] != "Heading1")


def test_an_article_that_went_keeps_its_number_and_takes_none_from_the_others():
    plain = word.plain(compared(OLD, NEW))
    assert "ARTIKEL 4. " in plain
    assert "Artikel 4. Leden en ledenregister" in plain
    xml = etree.tostring(body(word.to_bytes(compared(OLD, NEW)))).decode()
    assert "Artikel 4. Leden en ledenregister" in xml
    # In the table of contents stands only what the new text has.
    assert "Artikel 4. Overeenkomsten met anderen dan leden" not in xml


def test_it_has_the_front_contents_and_chapters_of_a_deed():
    document = compared(OLD, NEW)
    assert document.numbering is Numbering.ARTICLES
    assert any(isinstance(block, TableOfContents) for block in document.blocks)
    chapters = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert chapters[:3] == ["Algemeen", "Leden", "Geld van de leden"]
    assert document.version == "versie 1 - versie 2"


def test_a_chapter_that_went_as_a_whole_is_struck_through():
    (gone,) = [
        block for block in compared(OLD, amending(NEW, OLD)).blocks if isinstance(block, Heading) and not block.text
    ]
    assert gone.shown == (word.Deleted("Slot"),)


def test_numbers_of_another_kind_are_written_as_they_are():
    written = [
        TextArticle("1", "Naam", ("1. De naam.", "3. De zetel."), "naam-en-zetel", chapter="I"),
        TextArticle("2a", "Doel", ("(i) Werk.", "a. loon;"), "doel", chapter="I"),
    ]
    document = redline(compare_texts(written, written), DETAILS)
    plain = word.plain(document).splitlines()
    assert "Artikel 2a. Doel" in plain
    clauses = [block for block in document.blocks if isinstance(block, word.Clause)]
    assert [(clause.level, clause.number) for clause in clauses] == [(1, ""), (1, "3."), (0, ""), (2, "")]
    content = word.to_bytes(document)
    texts = [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in body(content).iter(qn("w:p"))
    ]
    assert "3.De zetel." in [text.replace("\t", "") for text in texts]


def test_why_an_article_changes_stands_in_the_list_and_in_the_columns():
    changes = compare_texts(as_articles(OLD), as_articles(NEW))
    explanations = {"oproeping": "Veertien dagen was te kort.\nDrie weken is beter."}
    for document in (redline(changes, DETAILS, explanations), three_columns(changes, DETAILS, explanations)):
        plain = word.plain(document)
        assert "Veertien dagen was te kort." in plain
        assert plain.count("[nog geen toelichting]") == 3
        opened = [what for _where, what in word.open_points(document)]
        assert "Waarom artikel 4 (Overeenkomsten met anderen dan leden) verandert" in opened
    assert "toelichting" not in word.plain(redline(changes, DETAILS))
