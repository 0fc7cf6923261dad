"""Papers of a buyer: what is read of Word, PDF and spreadsheets, in which order; and what cannot be read, in words and in time."""

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from incubator.formats import papers
from incubator.formats.papers import PaperFormat, PaperUnreadable, PassageStyle, reading, recognising
from incubator.formats.papers.gathering import clean
from incubator.formats.papers.pdf_lines import join_lines

PAPERS = Path(__file__).parents[1] / "data" / "bids"


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def texts(paper, page=1):
    return [passage.text for passage in paper.pages[page - 1].passages]


def packed(**members):
    """A package with these members; __ in a name is a slash, and _xml its suffix."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


WORD_XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def word_of(body):
    return packed(word__document_xml=WORD_XML.format(body))


def test_a_word_file_gives_headings_items_rows_and_text_in_their_order():
    document = docx.Document()
    document.add_heading("Eisen", 2)
    document.add_paragraph("Eerste zin.")
    document.add_paragraph("Punt", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "E1", "Schoon"
    passages = papers.read(saved(document)).pages[0].passages
    assert [(passage.text, passage.style.value) for passage in passages] == [
        ("Eisen", "heading"),
        ("Eerste zin.", "text"),
        ("Punt", "item"),
        ("E1 – Schoon", "row"),
    ]
    assert passages[0].level == 2
    assert [passage.number for passage in passages] == [1, 2, 3, 4]


def test_numbers_that_word_makes_itself_are_read_where_they_say_something():
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Eis %1"/></w:lvl>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    numbering.insert(0, docx.oxml.parse_xml(f'<w:abstractNum {space} w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(docx.oxml.parse_xml(f'<w:num {space} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    mark = f'<w:numPr {space}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    for text in ("Schoon.", "Stil."):
        document.add_paragraph(text)._p.get_or_add_pPr().append(docx.oxml.parse_xml(mark))
    document.add_paragraph("Gewoon.", style="List Number")
    passages = papers.read(saved(document)).pages[0].passages
    assert [passage.text for passage in passages] == ["Eis 3 Schoon.", "Eis 4 Stil.", "Gewoon."]


def test_pages_of_a_word_file_are_counted_by_its_breaks():
    document = docx.Document()
    document.add_paragraph("Een")
    document.add_page_break()
    document.add_paragraph("Twee")
    paper = papers.read(saved(document))
    assert (texts(paper), texts(paper, 2)) == (["Een"], ["Twee"])


def test_what_was_struck_out_or_hidden_is_not_read():
    body = (
        "<w:p><w:r><w:t>Blijft</w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r></w:p>"
    )
    assert texts(papers.read(word_of(body))) == ["Blijft"]


def test_a_merged_cell_is_read_once():
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row in range(2):
        table.cell(row, 1).text = f"K{row + 1}"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Kwaliteit"
    passages = papers.read(saved(document)).pages[0].passages
    assert [passage.cells for passage in passages] == [("Kwaliteit", "K1"), ("", "K2")]


def test_a_frame_of_one_cell_is_text():
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Let hierop."
    assert papers.read(saved(document)).pages[0].passages[0].style is PassageStyle.TEXT


def test_a_text_box_is_read_once():
    assert (
        texts(papers.read((PAPERS / "02-schoonmaak.docx").read_bytes())).count(
            "De inschrijving moet uiterlijk dinsdag 14 april 2026 om 10.00 uur binnen zijn."
        )
        == 1
    )


def test_the_head_of_a_page_is_running_text():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Gemeente"
    document.add_paragraph("Tekst")
    passages = papers.read(saved(document)).pages[0].passages
    assert [(passage.text, passage.style) for passage in passages] == [
        ("Tekst", PassageStyle.TEXT),
        ("Gemeente", PassageStyle.RUNNING),
    ]


def test_a_line_of_the_contents_is_known_by_its_style():
    document = docx.Document()
    document.styles.add_style("TOC 1", 1)
    document.add_paragraph("1 Eisen 3", style="TOC 1")
    assert papers.read(saved(document)).pages[0].passages[0].style is PassageStyle.CONTENTS


def test_a_content_control_is_looked_into():
    document = docx.Document()
    paragraph = document.add_paragraph("Binnen")._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    paragraph.addprevious(control)
    control.append(content)
    content.append(paragraph)
    assert paragraph.tag == qn("w:p")
    assert texts(papers.read(saved(document))) == ["Binnen"]


def test_a_spreadsheet_gives_a_page_a_sheet_and_a_passage_a_row():
    paper = papers.read((PAPERS / "05-drukwerk.xlsx").read_bytes())
    assert paper.kind is PaperFormat.SHEET
    assert [page.title for page in paper.pages][:3] == ["Toelichting", "Planning", "Eisen"]
    assert "Lijsten" not in [page.title for page in paper.pages]
    awards = next(page for page in paper.pages if page.title == "Gunning")
    assert [passage.cells[2] for passage in awards.passages[2:4]] == ["50%", "20%"]
    assert [passage.number for passage in awards.passages[:3]] == [1, 2, 3]


def test_rows_of_a_sheet_keep_the_numbers_that_the_sheet_gives_them():
    book = Workbook()
    book.active["A5"], book.active["B5"] = "E1", "Schoon"
    assert [passage.number for passage in papers.read(saved(book)).pages[0].passages] == [5]


def test_two_columns_of_a_pdf_are_read_one_after_the_other():
    read = texts(papers.read((PAPERS / "03-catering.pdf").read_bytes()))
    headings = [text for text in read if text[:1].isdigit() and len(text) < 40]
    assert headings == [
        "1. De opdracht",
        "2. Vragen en inlichtingen",
        "3. Uitsluiting en geschiktheid",
        "4. Eisen",
    ]
    assert any("werken ongeveer 320 mensen. Het waterschap zoekt een partij" in text for text in read)


def test_a_table_within_a_column_of_a_pdf_is_read_where_that_column_is():
    paper = papers.read((PAPERS / "120-pdf-provincie-kringloop-demontage.pdf").read_bytes())
    passages = paper.pages[0].passages
    order = [passage.text for passage in passages if passage.style in (PassageStyle.HEADING, PassageStyle.ROW)]
    assert order == [
        "Aanleiding",
        "Opdracht",
        "Sociaal",
        "Gegadigden",
        "Beoordeling",
        "Onderdeel – Gewicht",
        "Inschrijfsom – 40%",
        "Percentage hergebruik boven de eis – 35%",
        "Aanpak met leerwerkplekken – 25%",
        "Termijnen",
    ]
    # The sentence in the other column is whole.
    assert any("Daarin staan circa 1.400 bureaus" in passage.text for passage in passages)


def test_a_table_of_a_pdf_keeps_its_cells():
    paper = papers.read((PAPERS / "04-strijkdienst.pdf").read_bytes())
    rows = [passage for page in paper.pages for passage in page.passages if passage.style is PassageStyle.ROW]
    assert rows[0].cells == ("Criterium", "Minimumeis")
    assert rows[2].cells[1] == "Twee referenties van gelijkaardige diensten in de laatste drie jaar"


def test_what_stands_on_every_page_of_a_pdf_is_running_text():
    paper = papers.read((PAPERS / "04-strijkdienst.pdf").read_bytes())
    assert [page.passages[0].style for page in paper.pages] == [PassageStyle.RUNNING] * 3


def test_a_row_that_a_page_broke_in_two_is_whole():
    paper = papers.read((PAPERS / "13-website.pdf").read_bytes())
    rows = [passage.text for page in paper.pages for passage in page.passages]
    assert "AE-09 – De leverancier levert elke maand een rapportage over beschikbaarheid." in rows


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["De opdracht-", "nemer werkt."], "De opdrachtnemer werkt."),
        (["in-", "en uitvoer"], "in- en uitvoer"),
        (["gunnings\u00ad", "criterium"], "gunningscriterium"),
        (["Een zin", "gaat door."], "Een zin gaat door."),
        ([], ""),
    ],
)
def test_lines_become_text_with_whole_words(lines, text):
    assert join_lines(lines) == text


def test_unreadable_signs_are_taken_out():
    assert clean("een\x00 twee\u200b\t drie\r\n vier") == "een twee drie\nvier"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/O<"
    + b"41" * 32
    + b">/U<"
    + b"42" * 32
    + b">/P -4>>endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", recognising.EMPTY),
        (b"zomaar een tekst", recognising.OTHER),
        (b"\x89PNG\r\n\x1a\n", recognising.OTHER),
        (b"PK\x03\x04 geen zip", recognising.DAMAGED),
        (packed(content_xml="odt"), recognising.OTHER),
        (OLE + b"0" * 600, recognising.OLD),
        (OLE + "EncryptedPackage".encode("utf-16-le"), recognising.PASSWORD),
        (b"%PDF-1.7 kapot", recognising.DAMAGED),
        (LOCKED_PDF, recognising.PASSWORD),
        (packed(word__document_xml="<kapot"), recognising.DAMAGED),
        (packed(xl__workbook_xml="<kapot"), recognising.DAMAGED),
        (word_of("<w:p/>"), recognising.NO_TEXT),
        (packed(word__document_xml=b"0" * 160_000_000), recognising.MOUNTAIN),
        (
            packed(
                word__document_xml='<!DOCTYPE d [<!ENTITY a "aaaa">]>' + WORD_XML.format("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")
            ),
            recognising.DAMAGED,
        ),
    ],
    ids=["empty", "text", "picture", "broken zip", "odt", "old", "locked office", "broken pdf", "locked pdf", "broken word",
         "broken sheet", "no text", "mountain", "entities"],
)  # fmt: skip
def test_what_cannot_be_read_is_named_in_a_sentence(content, sentence):
    with pytest.raises(PaperUnreadable) as refusal:
        papers.read(content)
    assert refusal.value.message == sentence


def test_a_file_that_is_too_large_is_not_looked_at(monkeypatch):
    monkeypatch.setattr(recognising, "LARGEST_PAPER", 10)
    with pytest.raises(PaperUnreadable, match="too large"):
        papers.read(b"%PDF-1.7 lang genoeg")


def test_an_external_entity_reads_no_file_of_ours():
    trap = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    body = WORD_XML.format("<w:p><w:r><w:t>Tekst &a;</w:t></w:r></w:p>")
    with pytest.raises(PaperUnreadable):
        papers.read(packed(word__document_xml=trap + body))


def test_tables_in_tables_in_tables_end():
    depth = 200
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    with pytest.raises(PaperUnreadable):
        papers.read(word_of(body))


def test_a_scan_is_named_and_half_a_scan_is_read():
    picture = b"q 200 0 0 200 0 0 cm Q"
    assert _pdf_of([picture, picture]) == recognising.NO_TEXT
    paper = _pdf_of([b"BT /F 12 Tf 50 700 Td (De opdrachtnemer moet schoon werken.) Tj ET", picture])
    assert paper.pictures == (2,)
    assert texts(paper) == ["De opdrachtnemer moet schoon werken."]


def _pdf_of(pages):
    """What is read of a small PDF with these contents, or why it cannot be."""
    kids = " ".join(f"{4 + number * 2} 0 R" for number in range(len(pages)))
    parts = [
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        f"2 0 obj<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>endobj\n".encode(),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
    ]
    for number, content in enumerate(pages):
        page = 4 + number * 2
        parts.append(
            f"{page} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {page + 1} 0 R>>endobj\n{page + 1} 0 obj<</Length {len(content)}>>stream\n".encode()
            + content
            + b"\nendstream endobj\n"
        )
    parts.append(b"trailer<</Root 1 0 R>>\n%%EOF")
    try:
        return papers.read(b"".join(parts))
    except PaperUnreadable as refusal:
        return refusal.message


def test_a_reader_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(reading, "READER", "tests.formats.endless_reader")
    monkeypatch.setattr(reading, "LONGEST", 1)
    began = time.monotonic()
    with pytest.raises(PaperUnreadable, match="too long"):
        papers.read(b"%PDF-1.7")
    assert time.monotonic() - began < 20


def test_a_reader_that_breaks_down_breaks_nothing_else(monkeypatch):
    monkeypatch.setattr(reading, "READER", "tests.formats.no_such_reader")
    with pytest.raises(PaperUnreadable, match="too long"):
        papers.read(b"%PDF-1.7")


def test_the_reader_takes_no_more_memory_than_it_may():
    script = (
        "from incubator.formats.papers import reader\n"
        "reader._limit()\n"
        "try:\n    bytearray(reader.MEMORY)\nexcept MemoryError:\n    print('stopped')\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout == "stopped\n"


def test_of_very_many_pages_the_first_are_read_and_it_is_said(monkeypatch):
    document = docx.Document()
    for number in range(405):
        document.add_paragraph(f"Bladzijde {number}")
        document.add_page_break()
    paper = papers.read(saved(document))
    assert paper.is_cut
    assert len(paper.pages) == 400
