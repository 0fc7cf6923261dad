"""The comparison in Word: laid out and numbered as the deed, and either text comes back when its changes are taken or refused."""

import io
import re
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx.oxml.ns import qn
from lxml import etree

from incubator.core import word
from incubator.core.word import Heading, Numbering, TableOfContents
from incubator.statutes.documents.comparing import as_articles, compare_texts
from incubator.statutes.documents.redline import RedlineDetails, redline
from incubator.statutes.documents.three_columns import three_columns
from incubator.statutes.values import amending, read
from incubator.statutes.values.read_deed import TextArticle
from tests.statutes.answers import answers
from tests.statutes.deeds import DEEDS

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DETAILS = RedlineDetails("De Bezem", "versie 1", "versie 2", "De Bezem", NOW, "24 november 2026")
READ = (qn("w:t"), qn("w:delText"), qn("w:tab"))
TABS = {qn("w:tab"): "\t"}
LABEL = re.compile(r"^(\d+\.|[a-z]\.|\d+°) ")
PARTS = {
    "Heading1",
    "Artikelzondertelling",
    "Artikeltekst",
    "Lidzondertelling",
    "Onderdeelzondertelling",
    "Subonderdeelzondertelling",
}
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
    """What the articles read when all changes are taken, or all refused: as Word does it (ECMA-376, 17.13.5)."""
    root = deepcopy(root)
    goes = qn("w:del") if taken else qn("w:ins")
    texts = []
    for paragraph in root.iter(qn("w:p")):
        properties = paragraph.find(qn("w:pPr"))
        if properties is None or properties.find(qn("w:pStyle")).get(qn("w:val")) not in PARTS:
            continue
        mark = properties.find(qn("w:rPr"))
        if mark is not None and mark.find(goes) is not None:
            continue
        for change in list(paragraph.iter(goes)):
            change.getparent().remove(change)
        texts.append("".join(TABS.get(node.tag, node.text or "") for node in paragraph.iter(*READ)))
    return texts


def as_read(statutes):
    """The chapters, articles and clauses of a text, with their numbers and letters."""
    chapter, texts = "", []
    for article in as_articles(statutes):
        if article.chapter != chapter:
            chapter = article.chapter
            texts.append(chapter)
        texts.append(f"ARTIKEL {article.number}.\t{article.title}")
        texts += [LABEL.sub(lambda label: label[0].rstrip() + "\t", line, count=1) for line in article.lines]
    return texts


@pytest.mark.parametrize("pair", PAIRS.values(), ids=list(PAIRS))
def test_all_changes_taken_it_reads_as_the_new_text_and_all_refused_as_the_old(pair):
    before, after = pair
    root = body(word.to_bytes(compared(before, after)))
    assert settled(root, taken=True) == as_read(after)
    chapters = {article.chapter for article in as_articles(after)}
    refused = [text for text in settled(root, taken=False) if text not in chapters]
    # What went and what came stand in the order of the new text.
    assert sorted(refused) == sorted(text for text in as_read(before) if text not in chapters)


def test_an_article_that_went_keeps_its_number_and_others_show_the_one_they_had():
    document = compared(OLD, NEW)
    shown = [block.shown for block in document.blocks if isinstance(block, word.ArticleBlock)]
    assert (word.Deleted("ARTIKEL 4.\tOvereenkomsten met anderen dan leden"),) in shown
    assert ("ARTIKEL ", word.Deleted("5"), word.Inserted("4"), ".", "\t", "Leden en ledenregister") in shown
    xml = etree.tostring(body(word.to_bytes(document))).decode()
    # In the table of contents stands what the new text has.
    assert "Artikel 4. Leden en ledenregister" in xml
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
    assert "Artikel 2a. Doel" in word.plain(document).splitlines()
    texts = ["I", "ARTIKEL 1.\tNaam", "1.\tDe naam.", "3.\tDe zetel.", "ARTIKEL 2a.\tDoel", "(i) Werk.", "a.\tloon;"]
    assert settled(body(word.to_bytes(document)), taken=True) == texts


def test_a_long_name_leaves_room_in_the_header():
    long = replace(DETAILS, before="de geldende statuten (akte van 1 oktober 2026)")
    assert redline([], long).version == "Versie 2"


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
