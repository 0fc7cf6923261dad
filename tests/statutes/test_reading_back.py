"""A deed that comes back from the notary: read as articles, whatever it looks like, with nothing lost and nothing dangerous opened."""

import io
import json
import re
import zipfile

import docx
import pytest

from incubator.core.errors import RuleViolation
from incubator.core.word import to_bytes
from incubator.core.word.counting import formatted
from incubator.core.word.reading import lines
from incubator.statutes.commands import group as commands
from incubator.statutes.documents import deed
from incubator.statutes.documents.comparing import as_articles, compare_texts, word_changes
from incubator.statutes.documents.reading import read_deed
from incubator.statutes.values import read
from tests.statutes import notarial_deeds
from tests.statutes.answers import answers
from tests.statutes.test_deed import DETAILS

DEEDS = [
    (notarial_deeds.keerkring, notarial_deeds.KEERKRING),
    (notarial_deeds.pooters, notarial_deeds.POOTERS),
    (notarial_deeds.schakel, notarial_deeds.SCHAKEL),
]


def our_deed(**changes):
    return to_bytes(deed(read(answers(**changes)), [], DETAILS))


def letters(text):
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize(("build", "expected"), DEEDS, ids=["typed", "counted", "plain"])
def test_a_notarys_layout_is_read_article_by_article(build, expected):
    articles = read_deed(build()).articles
    assert [article.number for article in articles] == [str(place) for place in range(1, len(expected) + 1)]
    assert [article.clause for article in articles] == [clause for clause, _title, _clauses in expected]
    assert [article.title.casefold() for article in articles] == [
        title.casefold() for _clause, title, _text in expected
    ]
    assert all(article.differs for article in articles)


@pytest.mark.parametrize(("build", "expected"), DEEDS, ids=["typed", "counted", "plain"])
def test_every_clause_is_in_its_own_article(build, expected):
    for article, (_clause, _title, clauses) in zip(read_deed(build()).articles, expected, strict=True):
        for text in clauses:
            assert letters(text) in letters(article.text)


@pytest.mark.parametrize("build", [build for build, _expected in DEEDS], ids=["typed", "counted", "plain"])
def test_nothing_of_a_document_is_lost(build):
    content = build()
    document = read_deed(content)
    parts = [f"{article.chapter} {article.number} {article.title} {article.text}" for article in document.articles]
    kept = letters(" ".join([*parts, *(f"{loose.place} {loose.text}" for loose in document.unknown)])).casefold()
    for line in lines(content):
        text = re.sub(r"(?i)^(artikel|art\.)\s*", "", line.written)
        assert letters(text).casefold() in kept, line


def test_what_belongs_to_no_article_of_ours_is_listed_as_unknown():
    unknown = read_deed(notarial_deeds.keerkring()).unknown
    places = [loose.place for loose in unknown]
    assert places == ["Voor de artikelen", "SLOT AKTE", "Artikel 12. Huisdieren op het kantoor"]
    assert "WAARVAN AKTE" in unknown[1].text


def test_numbers_that_word_counts_are_read_and_changes_are_taken_as_accepted():
    articles = read_deed(notarial_deeds.pooters()).articles
    assert articles[1].lines[1] == "a. ook het verkopen van de oogst hoort daarbij;"
    assert articles[5].lines == (
        "6.1 Het boekjaar loopt van één juli tot en met dertig juni. (gebroken boekjaar)",
        "6.2 Binnen zes maanden na afloop maakt het bestuur de jaarrekening op.",
    )


def test_a_sentence_that_begins_with_a_reference_begins_no_article():
    last = read_deed(notarial_deeds.schakel()).articles[-1]
    assert last.lines[-1].startswith("Artikel 4 lid 2 is van overeenkomstige toepassing")


def test_our_own_draft_comes_back_as_it_went():
    document = read_deed(our_deed())
    sent = as_articles(read(answers()))
    assert [article.clause for article in document.articles] == [article.clause for article in sent]
    assert [article.title for article in document.articles if article.differs] == []
    assert {change.change for change in compare_texts(sent, document.articles)} == {"same"}


def test_one_word_of_the_notary_is_seen():
    word = docx.Document(io.BytesIO(our_deed()))
    paragraph = next(paragraph for paragraph in word.paragraphs if "ten minste 14 dagen" in paragraph.text)
    run = next(run for run in paragraph.runs if "14 dagen" in run.text)
    run.text = run.text.replace("14 dagen", "21 dagen")
    changes = compare_texts(as_articles(read(answers())), read_deed(notarial_deeds.saved(word)).articles)
    (changed,) = [change for change in changes if change.change != "same"]
    assert changed.clause == "oproeping"
    assert "ten minste 21 dagen" in "\n".join(changed.after)


def packed(*members, kinds="x"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", kinds)
        for name, content in members:
            package.writestr(name, content)
    return stream.getvalue()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
REFUSED = {
    "pdf": (b"%PDF-1.7 x", "This is a PDF"),
    "other": (b"plain text", "no Word document"),
    "sheet": (packed(("xl/workbook.xml", "<x/>")), "no Word document"),
    "password": (LOCKED, "protected with a password"),
    "old": (LOCKED[:8] + b"rest", "of an old kind"),
    "macros": (packed(("word/document.xml", "<x/>"), ("word/vbaProject.bin", "x")), "holds macros"),
    "docm": (packed(("word/document.xml", "<x/>"), kinds="ms-word.document.macroEnabled.main+xml"), "holds macros"),
    "cut off": (notarial_deeds.schakel()[:9000], "is damaged"),
    "no xml": (packed(("word/document.xml", "<w:p")), "is damaged"),
    "letter": (notarial_deeds.saved(docx.Document()), "no articles"),
    "bomb": (packed(("word/document.xml", b" " * 45_000_000)), "unpacks to more"),
    "huge": (b"PK" + b"x" * (15 * 1024 * 1024), "too large"),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_deed_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        read_deed(content)


def test_entities_of_a_hostile_document_are_not_opened():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]><x><p>&a;&f;</p></x>'
    with pytest.raises(RuleViolation, match="no articles"):
        read_deed(packed(("word/document.xml", bomb)))


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (3, "decimal", "3"),
        (2, "lowerLetter", "b"),
        (28, "upperLetter", "BB"),
        (14, "lowerRoman", "xiv"),
        (9, "upperRoman", "IX"),
    ],
)
def test_a_number_is_shown_as_word_shows_it(count, form, shown):
    assert formatted(count, form) == shown


def invoke(app, tmp_path, command, *contents, given=()):
    files = [tmp_path / f"{place}" for place in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    return app.test_cli_runner().invoke(commands, [command, *map(str, files), *given])


def test_the_command_reads_a_deed_as_json(app, tmp_path):
    result = invoke(app, tmp_path, "read", notarial_deeds.schakel(), given=["--json"])
    document = json.loads(result.stdout)
    assert document["articles"][0] | {"chapter": ""} == {
        "number": "1", "title": "Naam", "clause": "naam-en-zetel", "differs": True, "chapter": "",
        "text": "1.1 De coöperatie draagt de naam Coöperatief Fietskoeriers De Schakel U.A.\n"
        "1.2 De coöperatie is gevestigd in de gemeente Tilburg.",
    }  # fmt: skip
    assert document["unknown"] == []


@pytest.mark.parametrize("command", ["read", "compare"])
def test_the_commands_refuse_in_one_dutch_sentence(app, tmp_path, command):
    contents = [b"%PDF-1.7"] * (2 if command == "compare" else 1)
    result = invoke(app, tmp_path, command, *contents)
    assert result.exit_code == 1
    assert result.stderr == "Error: Dit is een pdf. Vraag de notaris om de akte als Word-bestand (.docx).\n"
    assert result.stdout == ""


def test_answers_are_compared_with_a_deed_and_the_word_file_tracks_the_changes(app, tmp_path):
    new = json.dumps(answers(convening__notice_days=21, third_party_dealings__allowed=False)).encode()
    out = tmp_path / "out.docx"
    result = invoke(app, tmp_path, "compare", our_deed(), new, given=["--json", "--out", str(out)])
    changes = [change for change in json.loads(result.stdout) if change["change"] != "same"]
    assert [(change["title"], change["change"]) for change in changes] == [
        ("Overeenkomsten met anderen dan leden", "gone"),
        ("Bijeenroepen", "changed"),
        ("Wijziging van de statuten", "changed"),
    ]
    assert "ten minste 14 dagen" in changes[1]["before"]
    assert "ten minste 21 dagen" in changes[1]["after"]
    assert_tracked(out.read_bytes())


def assert_tracked(content):
    """The document reads as the new text, and Word knows what went and what came."""
    written = "\n".join(line.written for line in lines(content))
    assert "ten minste 21 dagen" in written
    assert "Overeenkomsten met anderen dan leden" not in written
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("word/document.xml").decode()
    assert re.search(
        r'<w:del w:id="\d+" w:author="Vergelijking" w:date="[^"]+Z"><w:r><w:delText[^>]*>14 ?</w:delText>', xml
    )
    assert re.search(r'<w:ins w:id="\d+" w:author="Vergelijking" w:date="[^"]+Z"><w:r><w:t[^>]*>21 ?</w:t>', xml)


def test_an_article_that_moved_is_the_same_article_though_references_follow_it():
    before = as_articles(read(answers()))
    after = as_articles(read(answers(third_party_dealings__allowed=False)))
    changes = {change.title: change for change in compare_texts(before, after)}
    moved = changes["Toelating"]
    assert (moved.number_before, moved.number_after, moved.change) == ("6", "5", "same")


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("ten minste 14 dagen", "ten minste 21 dagen", "ten minste [14 ]{21 }dagen"),
        ("het bestuur besluit", "de raad beslist", "[het bestuur besluit]{de raad beslist}"),
        ("a b", "ab", "[a b]{ab}"),
        ("drie leden.", "drie leden", "drie leden[.]"),
    ],
)
def test_words_that_went_and_came_stand_together_and_lose_nothing(before, after, shown):
    marks = {"same": "{}", "delete": "[{}]", "insert": "{{{}}}"}
    pieces = word_changes(before, after)
    assert "".join(marks[piece.kind].format(piece.text) for piece in pieces) == shown
    assert "".join(piece.text for piece in pieces if piece.kind != "insert") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "delete") == after


def test_answers_that_are_no_answers_are_refused(app, tmp_path):
    result = invoke(app, tmp_path, "compare", b"{", b'{"statutes": {"board": 3}}')
    assert result.exit_code == 1
    assert "geen set antwoorden" in result.stderr
