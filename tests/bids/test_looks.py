"""The look out of a Word file, and templates with named fields: taken over, refused in words, and never run."""

import io
import zipfile

import docx
import pytest
from docx.shared import Pt, RGBColor
from sqlalchemy import select

from incubator.bids.documents.sample import sample
from incubator.bids.models import DocumentLook, DocumentTemplate
from incubator.bids.queries import documents as queries
from incubator.bids.services import looks as services
from incubator.bids.values.documents import Audience
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.word import to_bytes
from incubator.core.word.filling import fields_of, filled
from incubator.core.word.looks import read_look
from tests.factories import ManagerFactory


def word_file(*paragraphs, styled=True):
    word = docx.Document()
    if styled:
        word.styles["Normal"].font.name = "Verdana"
        word.styles["Heading 1"].font.size = Pt(22)
        word.styles["Heading 1"].font.color.rgb = RGBColor(0x99, 0x00, 0x33)
    for text in paragraphs:
        word.add_paragraph(text)
    return saved(word)


def saved(word):
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def with_member(content, name, text):
    """The same file with one member more, or another text in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(stream, "w") as made:
        for entry in package.namelist():
            if entry != name:
                made.writestr(entry, package.read(entry))
        made.writestr(name, text)
    return stream.getvalue()


def member(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def test_documents_wear_the_styles_of_the_file():
    word = docx.Document(io.BytesIO(to_bytes(sample(clock.now()), read_look(word_file()))))
    heading = word.styles["Heading 1"]
    assert heading.font.size == Pt(22)
    assert heading.font.color.rgb == RGBColor(0x99, 0x00, 0x33)
    assert word.styles["Body Text"].font.name == "Verdana"
    assert word.styles["Tabeltekst"].font.name == "Verdana"
    # The numbering of headings stays ours.
    assert heading.element.pPr.numPr is not None


def test_our_own_look_is_put_back_and_the_one_before_is_kept(app):
    manager = ManagerFactory()
    services.put_look(word_file(), "stijl.docx", by=manager, now=clock.now())
    db.session.commit()
    assert queries.look().looks["Heading 1"]["colour"] == "990033"
    services.put_look_back(now=clock.now())
    db.session.commit()
    assert queries.look() is None
    assert len(queries.looks()) == 1


def test_the_same_file_twice_is_one_look(app):
    manager = ManagerFactory()
    # Made once: a file that is saved again a moment later is another file.
    content = word_file()
    for _time in range(2):
        services.put_look(content, "stijl.docx", by=manager, now=clock.now())
        db.session.commit()
    assert len(db.session.scalars(select(DocumentLook)).all()) == 1


def without_heading():
    word = docx.Document()
    word.styles.element.remove(word.styles["Heading 2"].element)
    return saved(word)


REFUSED = {
    "empty": b"",
    "text": b"geen word",
    "pdf": b"%PDF-1.7",
    "cut": word_file()[:3000],
    "macros": with_member(word_file(), "word/vbaProject.bin", "x"),
    "no style": without_heading(),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_a_look_is_refused_in_words(content):
    with pytest.raises(RuleViolation) as refused:
        read_look(content)
    assert "deed" not in refused.value.message or "macros" in refused.value.message


def test_the_missing_style_is_named():
    with pytest.raises(RuleViolation, match="Kop 2"):
        read_look(without_heading())


def test_hostile_values_in_styles_do_no_harm():
    content = word_file()
    styles = member(content, "word/styles.xml")
    styles = styles.replace('w:val="990033"', 'w:val="javascript"').replace(
        'w:ascii="Verdana"', 'w:ascii="A&quot;/&gt;&lt;x"'
    )
    looks = read_look(with_member(content, "word/styles.xml", styles))
    assert docx.Document(io.BytesIO(to_bytes(sample(clock.now()), looks)))


def test_a_page_takes_the_file_and_refuses_with_the_form(app, client, sign_in):
    sign_in(client, ManagerFactory())
    place = "/beheer/huisstijl-stukken/stijlen"
    refused = client.post(place, data={"file": (io.BytesIO(b"%PDF-1.7"), "x.pdf")})
    assert refused.status_code == 422
    assert queries.look() is None
    taken = client.post(place, data={"file": (io.BytesIO(word_file()), "stijl.docx")})
    assert taken.location == "/beheer/huisstijl-stukken"
    assert queries.look() is not None
    assert client.get("/beheer/huisstijl-stukken").status_code == 200
    assert client.get("/beheer/huisstijl-stukken/voorbeeld.docx").status_code == 200
    client.post("/beheer/huisstijl-stukken/terug")
    assert queries.look() is None


def test_a_field_in_pieces_is_filled_in_as_plain_text():
    word = docx.Document()
    paragraph = word.add_paragraph("Wij zijn {{co")
    paragraph.add_run("opera").bold = True
    paragraph.add_run("tie}} uit {{ vestigingsplaats }}.")
    word.sections[0].header.paragraphs[0].text = "{{kvk}}"
    table = word.add_table(1, 1)
    table.rows[0].cells[0].text = "{{doel}}"
    content = saved(word)
    assert fields_of(content) == (["cooperatie", "vestigingsplaats", "doel", "kvk"], [])
    values = {"cooperatie": "<b>Groep & Co</b> {{kvk}}", "vestigingsplaats": "Utrecht", "doel": "Een\nTwee", "kvk": "1"}
    made = docx.Document(io.BytesIO(filled(content, values)))
    assert made.paragraphs[0].text == "Wij zijn <b>Groep & Co</b> {{kvk}} uit Utrecht."
    assert made.sections[0].header.paragraphs[0].text == "1"
    assert made.tables[0].rows[0].cells[0].text == "Een\nTwee"


@pytest.mark.parametrize(
    "written", ["{{7*7}}", "{{ cooperatie.__class__ }}", "{{naam", "naam}}", "{{Naam}}", "{{a|b}}"]
)
def test_what_is_no_plain_name_is_listed_and_never_read(written):
    fields, broken = fields_of(word_file(f"Hier: {written}"))
    assert fields == []
    assert broken


def relation(kind):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" TargetMode="External" '
        'Target="http://10.0.0.1/x"/></Relationships>'
    )


@pytest.mark.parametrize(
    "content",
    [
        with_member(word_file(), "word/_rels/settings.xml.rels", relation("attachedTemplate")),
        with_member(word_file(), "word/_rels/footer1.xml.rels", relation("image")),
        with_member(word_file(), "word/embeddings/object1.bin", "x"),
        with_member(word_file(), "word/vbaProject.bin", "x"),
        with_member(
            word_file(),
            "word/document.xml",
            member(word_file(), "word/document.xml").replace(
                "<w:body>", "<w:body><w:p><w:fldSimple w:instr='INCLUDETEXT \"/etc/passwd\"'/></w:p>"
            ),
        ),
    ],
    ids=["template", "picture", "object", "macros", "field"],
)
def test_a_template_that_fetches_or_runs_something_is_refused(content):
    with pytest.raises(RuleViolation):
        fields_of(content)


def in_pieces(*pieces):
    """A Word file with a field of which the instruction was cut in these pieces, as Word itself does."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    document = member(word_file(), "word/document.xml")
    return with_member(
        word_file(), "word/document.xml", document.replace("<w:body>", f"<w:body><w:p>{begin}{runs}{end}</w:p>")
    )


def test_a_field_that_fetches_is_found_however_it_was_cut():
    with pytest.raises(RuleViolation):
        fields_of(in_pieces(" INCLUDE", 'PICTURE "http://10.0.0.1/x"'))
    assert fields_of(in_pieces(" PA", "GE ")) == ([], [])


def test_a_field_that_fetches_is_found_in_every_part():
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    comment = f"<w:comments {space}><w:p><w:fldSimple w:instr='INCLUDETEXT \"/x\"'/></w:p></w:comments>"
    for name in ("word/comments.xml", "word/glossary/document.xml"):
        with pytest.raises(RuleViolation):
            fields_of(with_member(word_file(), name, comment))


def test_groups_get_a_template_only_when_every_field_is_known(app):
    manager = ManagerFactory()
    wrong = services.add_template(
        word_file("{{uurtarief}} {{cooperatie}}"), "a.docx", "Fout", Audience.BUYER, ["eu"], by=manager, now=clock.now()
    )
    right = services.add_template(
        word_file("{{cooperatie}}"), "b.docx", "Goed", Audience.BUYER, ["eu"], by=manager, now=clock.now()
    )
    db.session.commit()
    with pytest.raises(RuleViolation, match="uurtarief"):
        services.use_template(wrong, True)
    assert queries.templates_in_use("eu") == []
    services.use_template(right, True)
    db.session.commit()
    assert [template.name for template in queries.templates_in_use("eu")] == ["Goed"]
    assert queries.templates_in_use("sas") == []


def test_a_template_that_is_removed_is_gone(app, client, sign_in):
    sign_in(client, ManagerFactory())
    sent = {
        "name": "Verklaring",
        "audience": "buyer",
        "routes": ["eu"],
        "file": (io.BytesIO(word_file("{{kvk}}")), "v.docx"),
    }
    assert client.post("/beheer/huisstijl-stukken/sjablonen/nieuw", data=sent).status_code == 302
    (template,) = db.session.scalars(select(DocumentTemplate))
    place = f"/beheer/huisstijl-stukken/sjablonen/{template.id}"
    client.post(f"{place}/gebruik", data={"in_use": "1"})
    db.session.expire_all()
    assert template.in_use
    with client.get(place) as answer:
        assert answer.status_code == 200
    client.post(f"{place}/verwijderen")
    assert db.session.scalars(select(DocumentTemplate)).all() == []
