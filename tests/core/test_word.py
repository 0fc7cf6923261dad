import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from lxml import etree

from incubator.core.word import (
    ArticleBlock,
    Bullets,
    Clause,
    Document,
    Heading,
    Link,
    Numbering,
    Open,
    OpenPoints,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Steps,
    Strong,
    Table,
    TableOfContents,
    plain,
    to_bytes,
)

MADE_AT = datetime(2026, 11, 24, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
BLOCKS = (
    Paragraph("Akte", "title"),
    TableOfContents(),
    PageBreak(),
    Heading("Algemeen"),
    ArticleBlock("Naam", "naam"),
    Clause(("Zie ", Ref("doel"), " lid ", Ref("doel.2"), " onder ", Ref("doel.b"), ".")),
    Clause("Tweede lid"),
    ArticleBlock("Doel", "doel"),
    Clause("Eerste"),
    Clause(("Op ", Open("datum", "De datum van de akte"), "."), 1, "doel.2"),
    Clause("onderdeel a", 2),
    Clause("onderdeel b", 2, "doel.b"),
    Paragraph((Strong("Let op: "), Link("de wet", "https://example.org/"))),
    Bullets(("een", "twee")),
    Steps(("eerst", "dan")),
    Steps(("opnieuw",)),
    Table(("Kolom", "Waarde"), (("a", (Open("bedrag"),)),), "Een proeftabel", (1, 2)),
    Picture(PIXEL, "Een punt", 2),
    Heading("Open punten"),
    OpenPoints(more=("Nog een punt",)),
)


def document(blocks=BLOCKS, numbering=Numbering.ARTICLES):
    return Document(
        title="Akte van De Bezem",
        blocks=tuple(blocks),
        author="De Bezem",
        made_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
        date_text="24 november 2026",
        version="Ontwerp, versie 3",
        subject="Ontwerp",
        numbering=numbering,
    )


@pytest.fixture
def content():
    return to_bytes(document())


def part(content, name):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def test_numbers_and_references_are_worked_out_before_writing():
    text = plain(document())
    assert "Artikel 2. Doel" in text
    assert "Zie artikel 2 lid 2 onder b." in text


def test_a_reference_to_nothing_is_refused():
    with pytest.raises(KeyError):
        to_bytes(document([Paragraph((Ref("nergens"),))]))


def test_every_paragraph_has_a_style_and_no_formatting_of_its_own(content):
    body = part(content, "word/document.xml")
    for run in body.iter(f"{W}rPr"):
        if run.getparent().tag == f"{W}r":
            assert [child.tag for child in run] == [f"{W}rStyle"]
    allowed = {"pStyle", "numPr", "sectPr", "keepNext"}
    for properties in body.iter(f"{W}pPr"):
        assert {child.tag.removeprefix(W) for child in properties} <= allowed


def test_numbering_belongs_to_the_styles(content):
    styles = {style.get(f"{W}styleId"): style for style in part(content, "word/styles.xml").iter(f"{W}style")}
    numbering = part(content, "word/numbering.xml")
    bound = {style.get(f"{W}val") for style in numbering.iter(f"{W}pStyle")}
    assert {"Heading2", "Lid", "Onderdeel", "Subonderdeel"} <= bound
    for name in bound:
        assert styles[name].find(f".//{W}numId") is not None, name


def test_references_are_fields_to_bookmarks_that_exist(content):
    body = part(content, "word/document.xml")
    names = {bookmark.get(f"{W}name") for bookmark in body.iter(f"{W}bookmarkStart")}
    targets = re.findall(r"REF (\S+)", " ".join(instruction.text for instruction in body.iter(f"{W}instrText")))
    anchors = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    assert len(targets) == 3
    assert len(anchors) == 4
    assert set(targets) | set(anchors) <= names
    ids = [bookmark.get(f"{W}id") for bookmark in body.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_fields_begin_separate_and_end(content):
    for name in ("word/document.xml", "word/footer1.xml"):
        kinds = [character.get(f"{W}fldCharType") for character in part(content, name).iter(f"{W}fldChar")]
        assert kinds
        assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_the_contents_are_written_out_inside_their_field(content):
    opened = docx.Document(io.BytesIO(content))
    entries = [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name.startswith("toc")]
    assert entries == ["Algemeen", "Artikel 1. Naam", "Artikel 2. Doel", "Open punten"]


def test_it_comes_back_through_python_docx(content):
    opened = docx.Document(io.BytesIO(content))
    assert opened.core_properties.title == "Akte van De Bezem"
    assert opened.core_properties.language == "nl-NL"
    assert opened.sections[0].header.paragraphs[0].text == "Akte van De Bezem\tOntwerp, versie 3"
    assert "24 november 2026" in opened.sections[0].footer.paragraphs[0].text
    stream = io.BytesIO()
    opened.save(stream)
    assert [paragraph.text for paragraph in docx.Document(stream).paragraphs] == [
        paragraph.text for paragraph in opened.paragraphs
    ]


def test_the_version_stands_on_the_first_page_too_for_many_documents_have_no_second():
    made_at = datetime(2026, 11, 24, tzinfo=UTC)
    for version, above in (("concept", "\tconcept"), ("", "")):
        document = Document("Brief", (Paragraph("Tekst"),), "De Bezem", made_at, "24 november 2026", version=version)
        section = docx.Document(io.BytesIO(to_bytes(document))).sections[0]
        assert section.first_page_header.paragraphs[0].text == above


def test_no_empty_page_follows_a_table_and_who_signs_stays_with_the_room_for_it():
    table = Table(("Wie tekent", "Handtekening"), (("Naam", ""), ("Naam", "")), "Ruimte om te tekenen", whole=True)
    blocks = (Paragraph("De Bezem,"), table, Paragraph("Noot", "note"), table)
    document = Document("Brief", blocks, "De Bezem", datetime(2026, 11, 24, tzinfo=UTC), "24 november 2026")
    opened = docx.Document(io.BytesIO(to_bytes(document)))
    signed, _below, note, last = opened.paragraphs
    assert signed.paragraph_format.keep_with_next
    assert note.paragraph_format.keep_with_next
    # Everything but the last row: that one may be followed by a new page.
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in opened.tables[0].rows]
    assert kept == [True, True, None]
    assert last.style.font.size.pt == 1


def rows_kept(*rows, **look):
    table = Table(("Onderwerp", "Gegeven"), rows, "Gegevens", **look)
    document = Document("Brief", (Paragraph("Hieronder:"), table), "De Bezem", MADE_AT, "24 november 2026")
    opened = docx.Document(io.BytesIO(to_bytes(document)))
    assert opened.paragraphs[0].paragraph_format.keep_with_next
    return [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in opened.tables[0].rows]


def test_a_small_table_is_not_torn_and_a_long_one_may_be():
    assert rows_kept(("Kenmerk", "1"), ("Naam", "A")) == [True, True, None]
    assert rows_kept(*[("Kenmerk", "1")] * 9) == [None] * 10
    assert rows_kept(("Tekst", "woord " * 400), ("Naam", "A")) == [None, None, None]


def test_a_sentence_before_a_list_stays_with_it_and_a_page_of_text_does_not():
    blocks = (Paragraph("Bij deze brief horen:"), Bullets(("Plan",)), Paragraph("woord " * 50), Bullets(("Plan",)))
    document = Document("Brief", blocks, "De Bezem", MADE_AT, "24 november 2026")
    kept = [line.paragraph_format.keep_with_next for line in docx.Document(io.BytesIO(to_bytes(document))).paragraphs]
    assert kept == [True, None, None, None]


def test_the_last_sentence_of_a_letter_goes_along_with_who_signs():
    room = Table(("Wie tekent", "Handtekening"), (("Naam", ""),), "Ruimte om te tekenen", whole=True)
    blocks = (Paragraph("Eerder."), Paragraph("Hebt u vragen?"), Paragraph("Met vriendelijke groet,"), room)
    document = Document("Brief", blocks, "De Bezem", MADE_AT, "24 november 2026")
    kept = [line.paragraph_format.keep_with_next for line in docx.Document(io.BytesIO(to_bytes(document))).paragraphs]
    assert kept[:3] == [None, True, True]


def test_the_language_is_dutch(content):
    languages = [
        attribute.get(f"{W}val")
        for attribute in part(content, "word/styles.xml").find(f"{W}docDefaults").iter(f"{W}lang")
    ]
    assert languages == ["nl-NL"]


def test_open_points_stand_out_and_are_listed(content):
    opened = docx.Document(io.BytesIO(content))
    marked = [run.text for paragraph in opened.paragraphs for run in paragraph.runs if run.style.name == "Open punt"]
    assert marked == ["[datum]"]
    listed = [[cell.text for cell in row.cells] for row in opened.tables[-1].rows]
    assert listed == [
        ["Nr.", "Waar", "Wat nog open is"],
        ["1", "Artikel 2", "De datum van de akte"],
        ["2", "Artikel 2", "bedrag"],
        ["3", "", "Nog een punt"],
    ]


def test_tables_have_a_header_row_and_a_description(content):
    for table in part(content, "word/document.xml").iter(f"{W}tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")


def test_pictures_say_what_they_show(content):
    (picture,) = part(content, "word/document.xml").iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    assert picture.get("descr") == "Een punt"


def test_each_list_of_steps_starts_at_one(content):
    starts = list(part(content, "word/numbering.xml").iter(f"{W}startOverride"))
    assert [start.get(f"{W}val") for start in starts] == ["1", "1"]


def test_headings_of_a_plan_are_numbered_through():
    blocks = [
        Heading("Inleiding"),
        Heading("Planning", 2, "planning"),
        Heading("Bijlage", numbered=False),
        Paragraph((Ref("planning"),)),
    ]
    assert plain(document(blocks, Numbering.HEADINGS)).splitlines()[-1] == "1.1"
    opened = docx.Document(io.BytesIO(to_bytes(document([TableOfContents(), *blocks], Numbering.HEADINGS))))
    entries = [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name.startswith("toc")]
    assert entries == ["1 Inleiding", "1.1 Planning", "Bijlage"]


def test_nothing_open_says_so():
    assert "Er zijn geen open punten." in [
        paragraph.text for paragraph in docx.Document(io.BytesIO(to_bytes(document([OpenPoints()])))).paragraphs
    ]


def test_a_line_that_a_browser_sent_ends_once():
    lines = document([Paragraph("Eerste regel.\r\nTweede regel.")])
    assert docx.Document(io.BytesIO(to_bytes(lines))).paragraphs[0].text == "Eerste regel.\nTweede regel."


def test_control_characters_that_people_paste_do_no_harm():
    text = docx.Document(io.BytesIO(to_bytes(document([Paragraph("Voor\x0bna \x00 & <b>")])))).paragraphs[0].text
    assert "& <b>" in text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reads_it(content, tmp_path):
    (tmp_path / "akte.docx").write_bytes(content)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text",
        "akte.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "akte.txt").read_text(encoding="utf-8-sig")
    assert "artikel 2 lid 2 onder b" in text
    assert "Open punten" in text


def test_a_sentence_stays_on_the_page_of_the_list_that_it_introduces():
    clauses = (
        ArticleBlock("Leden", "leden"),
        Clause("Lid kan zijn wie:", 1, "eisen"),
        Clause("werkt;", 2),
        Clause("wil.", 2),
        Clause("Meer niet.", 1),
        Paragraph("Dit schrijft de notaris.", "note"),
        Paragraph("De identiteit is vastgesteld."),
    )
    body = part(to_bytes(document(clauses)), "word/document.xml")
    kept = [
        "".join(paragraph.itertext())
        for paragraph in body.iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}keepNext") is not None
    ]
    assert kept == ["Lid kan zijn wie:", "Dit schrijft de notaris."]


def test_what_hangs_below_another_stands_to_the_right_of_it():
    tree = Bullets(("stam", "tak", "blad"), (0, 1, 2))
    document = Document("Boom", (tree,), "De Bezem", datetime(2026, 11, 24, tzinfo=UTC), "24 november 2026")
    listed = docx.Document(io.BytesIO(to_bytes(document))).paragraphs
    indents = [line.paragraph_format.left_indent for line in listed if line.text]
    assert indents[0] is None  # as the style has it
    assert indents[1] < indents[2]
