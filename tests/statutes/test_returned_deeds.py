"""The round trip: a version goes to the notary, the deed comes back, and the answers are brought in line or marked as differing."""

import io
from datetime import date

import docx
import pytest

from incubator.core import files
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.word.reading import lines
from incubator.statutes import queries
from incubator.statutes import services as statutes
from incubator.statutes.documents.read_terms import read_terms
from incubator.statutes.documents.reading import read_deed
from incubator.statutes.queries import comparisons
from incubator.statutes.queries.in_force import in_force
from incubator.statutes.rules.states import check_step, state_of
from incubator.statutes.services import versions
from incubator.statutes.values.prefilling import value_at
from incubator.statutes.values.states import VersionFacts, VersionStep
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory, UserFactory
from tests.statutes import notarial_deeds
from tests.statutes.answers import answers
from tests.statutes.test_reading_back import packed

TODAY = date(2026, 11, 24)


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="bezem", name="De Bezem")


def made(group, **changes):
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(**changes), author=None, now=SOME_MOMENT)
        return statutes.make_version(group, author=None, now=SOME_MOMENT, today=TODAY)


def by_the_notary(version, *changes):
    """Our own draft in which the notary replaced some words."""
    word = docx.Document(io.BytesIO(files.content_of(version.file)))
    for old, new in changes:
        (paragraph,) = [paragraph for paragraph in word.paragraphs if old in paragraph.text]
        text = paragraph.text.replace(old, new)
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = text
    return notarial_deeds.saved(word)


def brought(version, content):
    with transaction(actor=SYSTEM):
        versions.keep_returned(version, content, "akte notaris.docx", now=SOME_MOMENT)
    return comparisons.returned_deed(version)


NOTICE = ("ten minste 14 dagen voor de vergadering", "ten minste eenentwintig (21) dagen voor de vergadering")


def test_what_the_notary_wrote_is_seen_and_taken_over_in_a_new_version(group):
    version = made(group)
    beside = brought(version, by_the_notary(version, NOTICE))
    assert [(change.clause, change.change) for change in beside.changes if change.change != "same"] == [
        ("oproeping", "changed")
    ]
    assert [(term.path, term.value) for term in beside.terms] == [("convening.notice_days", 21)]
    with transaction(actor=SYSTEM):
        after = versions.take_over(version, by=UserFactory(), now=SOME_MOMENT, today=TODAY)
    assert after.number == 2
    assert value_at(queries.answers(group), "convening.notice_days") == 21
    assert after.returned.digest == version.returned.digest


def test_an_article_that_cannot_be_read_back_is_marked_in_the_terms(group):
    version = made(group)
    brought(version, by_the_notary(version, ("Oproepen per e-mail", "Een oproeping langs elektronische weg")))
    with transaction(actor=SYSTEM):
        statutes.record_signing(version, on=TODAY, notary="mr. De Wit", filed_on=None, author=None, now=SOME_MOMENT)
    terms = in_force(group, TODAY)
    assert terms.term("notice_days").differs
    assert not terms.term("amendment_majority").differs
    with pytest.raises(RuleViolation, match="nothing to take over"):
        versions.take_over(version, by=UserFactory(), now=SOME_MOMENT, today=TODAY)


def test_the_numbers_of_the_notary_hold(group):
    version = made(group)
    brought(version, notarial_deeds.keerkring())
    with transaction(actor=SYSTEM):
        statutes.record_signing(version, on=TODAY, notary="mr. De Wit", filed_on=None, author=None, now=SOME_MOMENT)
    term = in_force(group, TODAY).term("notice_days")
    assert (term.article, term.differs) == ("10", True)
    assert in_force(group, TODAY).term("pay_ratio").article is None


def test_terms_are_read_out_of_a_notarys_words():
    terms = {term.path: term.value for term in read_terms(read_deed(notarial_deeds.keerkring()).articles)}
    assert terms == {
        "convening.notice_days": 21,
        "board.min": 3,
        "board.max": 7,
        "board.term_years": 4,
        "votes.proxy.max_per_holder": 2,
    }


def test_what_is_no_deed_changes_nothing(group):
    version = made(group)
    with pytest.raises(RuleViolation, match="is a PDF"), transaction(actor=SYSTEM):
        versions.keep_returned(version, b"%PDF-1.7", "akte.docx", now=SOME_MOMENT)
    assert version.returned_id is None


SENT, ADOPTED, REVIEWED = ((step, TODAY) for step in (VersionStep.AT_NOTARY, VersionStep.ADOPTED, VersionStep.REVIEWED))


def test_a_version_whose_deed_went_to_a_newer_one_no_longer_waits_for_it(group):
    first = made(group)
    brought(first, by_the_notary(first, NOTICE))
    assert comparisons.states(queries.versions(group)) == {1: "deed-passed"}
    with transaction(actor=SYSTEM):
        second = versions.take_over(first, by=UserFactory(), now=SOME_MOMENT, today=TODAY)
        statutes.record_signing(second, on=TODAY, notary="mr. A", filed_on=None, author=None, now=SOME_MOMENT)
    assert comparisons.states(queries.versions(group)) == {1: "overtaken", 2: "in-force"}


@pytest.mark.parametrize(("name", "sentence"), [("akte.docx", versions.EMPTY_FILE), ("", versions.NO_FILE)])
def test_an_empty_file_is_not_taken_for_no_file(group, name, sentence):
    with pytest.raises(RuleViolation) as violation:
        versions.keep_returned(made(group), b"", name, now=SOME_MOMENT)
    assert violation.value.message == sentence


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (((), None, False, False), "draft"),
        (((REVIEWED,), None, False, False), "reviewed"),
        (((REVIEWED, SENT), None, False, False), "at-notary"),
        (((REVIEWED, SENT), None, False, False, True), "deed-passed"),
        (((ADOPTED,), None, False, True), "adopted"),
        (((ADOPTED, SENT), None, False, True), "awaiting-deed"),
        (((ADOPTED, SENT), TODAY, True, True, True), "in-force"),
        (((), TODAY, False, False), "replaced"),
    ],
)
def test_the_state_follows_from_what_happened(facts, state):
    assert state_of(VersionFacts(*facts)) == state


@pytest.mark.parametrize(
    ("step", "on", "amends"),
    [(VersionStep.ADOPTED, TODAY, False), (VersionStep.REVIEWED, date(2026, 11, 25), True)],
)
def test_a_step_that_cannot_have_happened_is_refused(step, on, amends):
    with pytest.raises(RuleViolation):
        check_step(step, on, amends=amends, today=TODAY)


def test_an_amendment_is_adopted_after_the_first_deed(group):
    first = made(group)
    with transaction(actor=SYSTEM):
        statutes.record_signing(first, on=TODAY, notary="mr. De Wit", filed_on=None, author=None, now=SOME_MOMENT)
    second = made(group, convening__notice_days=21)
    for step in (VersionStep.AT_NOTARY, VersionStep.ADOPTED, VersionStep.ADOPTED):
        with transaction(actor=SYSTEM):
            versions.note_step(second, step, TODAY, by=UserFactory(), now=SOME_MOMENT, today=TODAY)
    assert comparisons.states(queries.versions(group)) == {2: "awaiting-deed", 1: "in-force"}


def test_a_version_is_put_back_unless_the_draft_was_changed_meanwhile(group):
    first = made(group)
    made(group, convening__notice_days=21)
    seen = queries.draft(group).revision
    assert [change.clause for change in comparisons.against_draft(first)] == ["oproeping", "statutenwijziging"]
    with pytest.raises(Conflict):
        versions.put_back(first, seen - 1, by=UserFactory(), now=SOME_MOMENT)
    with transaction(actor=SYSTEM):
        versions.put_back(first, seen, by=UserFactory(), now=SOME_MOMENT)
    assert value_at(queries.answers(group), "convening.notice_days") == 14


def test_the_pages_show_the_whole_way(client, sign_in, group):
    founder = ParticipationFactory(cooperative=group).user
    content = by_the_notary(made(group), NOTICE)
    made(group, third_party_dealings__allowed=False)
    path = "/cooperaties/bezem/statuten/versies"
    sign_in(client, founder)
    compared = client.get(f"{path}/1/vergelijken/2").text
    assert "Overeenkomsten met anderen dan leden" in compared
    assert "<del>" in compared
    assert client.get(f"{path}/1/vergelijken/2/word").data[:2] == b"PK"
    proposal = [line.written for line in lines(client.get(f"{path}/1/vergelijken/2/voorstel").data)]
    assert "Nu | Voorstel | Toelichting" in proposal
    assert any("Overeenkomsten met anderen dan leden" in line and "Vervalt." in line for line in proposal)
    refused = client.post(f"{path}/1/akte", data={"deed": (io.BytesIO(b"%PDF-1.7"), "akte.pdf")})
    assert refused.status_code == 422
    assert "Dit is een pdf." in refused.text
    deed = {"deed": (io.BytesIO(content), "akte.docx")}
    assert client.post(f"{path}/1/akte", data=deed).status_code == 302
    returned = client.get(f"{path}/1/akte/verschillen").text
    assert "“14”" in returned
    assert "eenentwintig (21)" in returned
    assert client.post(f"{path}/1/akte/overnemen").location.endswith("/versies/3/akte/verschillen")
    assert client.get(f"{path}/3").status_code == 200
    with client.get(f"{path}/3/akte/word") as downloaded:
        assert downloaded.data[:2] == b"PK"


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
NOTES = BODY.replace("document", "footnotes").replace(
    "<w:body>{}</w:body>", '<w:footnote w:id="7"><w:t>{}</w:t></w:footnote>'
)


def paragraph(*texts, properties=""):
    runs = "".join(text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    return f"<w:p>{properties}{runs}</w:p>"


def read_lines(*parts, notes=""):
    members = [("word/document.xml", BODY.format("".join(parts)))]
    if notes:
        members.append(("word/footnotes.xml", NOTES.format(notes)))
    return lines(packed(*members))


def test_a_note_stands_with_the_line_that_it_belongs_to():
    (line,) = read_lines(
        paragraph("Het bestuur", '<w:r><w:footnoteReference w:id="7"/></w:r>'), notes="Zie de bijlage."
    )
    assert (line.text, line.notes) == ("Het bestuur", ("Zie de bijlage.",))


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    deleted = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    (line,) = read_lines(paragraph("Het bestuur ", properties=deleted), paragraph("besluit."))
    assert line.text == "Het bestuur besluit."


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>leden</w:t><w:softHyphen/><w:t>raad</w:t></w:r>", "ledenraad"),
        ("<w:r><w:t>U.A</w:t><w:noBreakHyphen/><w:t>vorm</w:t></w:r>", "U.A-vorm"),
        ("<w:hyperlink><w:r><w:t>wet</w:t></w:r></w:hyperlink>", "wet"),
        (
            '<w:ins w:id="1"><w:r><w:t>nieuw</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>oud</w:delText></w:r></w:del>',
            "nieuw",
        ),
        (
            '<w:moveFrom w:id="1"><w:r><w:t>weg</w:t></w:r></w:moveFrom><w:moveTo w:id="2"><w:r><w:t>hier</w:t></w:r></w:moveTo>',
            "hier",
        ),
        ("<w:fldSimple><w:r><w:t>7</w:t></w:r></w:fldSimple>", "7"),
        ("<w:r><w:instrText>REF x</w:instrText><w:t>3</w:t></w:r>", "3"),
    ],
)
def test_a_line_reads_as_word_shows_it(run, text):
    (line,) = read_lines(paragraph(run))
    assert line.text == text


def test_a_table_is_read_row_by_row():
    def row(*cells):
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    read = read_lines("<w:tbl>", row("Artikel 3", "Doel"), row("Naam", "Adres", "Plaats"), row("Alleen"), "</w:tbl>")
    assert [line.written for line in read] == ["Artikel 3 Doel", "Naam | Adres | Plaats", "Alleen"]
