"""The draft of the deed as a whole: who founds, what is open, where the answers come from; and comparing two versions."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from incubator.core import word
from incubator.core.word import Open, OpenPoints, Paragraph, Table
from incubator.statutes.documents import DraftDetails, deed
from incubator.statutes.documents.comparing import as_articles, compare_texts
from incubator.statutes.rules import check
from incubator.statutes.values import read
from incubator.statutes.values.changes import Change
from tests.statutes.answers import TODAY, answers

DETAILS = DraftDetails(
    datetime(2026, 11, 24, 12, tzinfo=UTC), "24 november 2026", "De Bezem", version="ontwerp, versie 2"
)


def blocks_of(kind, details=DETAILS, **changes):
    """The blocks of this kind in the deed of these answers."""
    statutes = read(answers(**changes))
    document = deed(statutes, check(statutes, on=TODAY), details)
    return [block for block in document.blocks if isinstance(block, kind)]


def founders(*people):
    table = blocks_of(Table, deed__founders=list(people))[0]
    return [row[:3] for row in table.rows]


def test_the_title_names_the_cooperative_and_the_version():
    document = deed(read(answers()), [], DETAILS)
    assert document.title.endswith("statuten van Coöperatief Schoonmaakbedrijf De Bezem U.A.")
    assert document.version == "Ontwerp, versie 2"


def test_a_cooperative_without_a_name_has_a_title_and_an_open_point():
    document = deed(read(answers(name=None)), [], DETAILS)
    assert document.title.endswith("coöperatie zonder naam")
    subtitles = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.style == "subtitle"]
    assert isinstance(subtitles[0][0], Open)


@pytest.mark.parametrize(
    ("founder", "row"),
    [
        ({"name": "Fatima", "present": True}, ("Fatima", "natuurlijk persoon", "verschijnt zelf")),
        ({"name": "Fatima", "present": False, "written_poa": True},
         ("Fatima", "natuurlijk persoon", "met schriftelijke volmacht")),
        ({"name": "Bond BV", "kind": "legal", "present": True}, ("Bond BV", "rechtspersoon", "verschijnt zelf")),
    ],
)  # fmt: skip
def test_a_founder_stands_in_the_deed_with_how_it_is_there(founder, row):
    assert founders(founder) == [row]


def test_whether_a_founder_comes_or_gives_a_power_is_an_open_point():
    ((_name, _kind, present),) = founders({"name": "Fatima", "present": False, "written_poa": False})
    assert present[0].why == "Of Fatima zelf verschijnt of een volmacht geeft"


def test_without_founders_their_names_are_an_open_point():
    (row,) = founders()
    assert isinstance(row[0][0], Open)


def test_what_the_law_asks_is_listed_at_the_end_with_its_article():
    (points,) = blocks_of(OpenPoints, name="Coöperatief De Bezem", duration="tot 2030", fiscal_year=None)
    assert [point.split(":")[0] for point in points.more] == ["Moet anders", "Let op"]
    assert "(artikel 2:54 lid 2 BW, artikel 2:56 lid 1 BW)" in points.more[0]


def test_what_is_not_agreed_stands_before_what_the_law_asks():
    details = replace(DETAILS, not_agreed=("Twee antwoorden verschillen: de naam",))
    (points,) = blocks_of(OpenPoints, details, name="Coöperatief De Bezem")
    assert points.more[0] == "Twee antwoorden verschillen: de naam"
    assert len(points.more) == 2


def test_sources_stand_in_a_table_of_their_own_when_there_are_any():
    sources = (("Naam", "De Bezem", "de akte, 1 mei 2026"),)
    assert len(blocks_of(Table)) == 2
    assert blocks_of(Table, replace(DETAILS, sources=sources))[2].rows == sources


def differences(**changes):
    """Which articles another answer changes: (kind, before, after)."""
    before, after = as_articles(read(answers())), as_articles(read(answers(**changes)))
    return [
        (
            change.change.value,
            "\n".join((change.title_before, *change.before)),
            "\n".join((change.title, *change.after)),
        )
        for change in compare_texts(before, after)
        if change.change is not Change.SAME
    ]


def test_the_same_answers_have_no_differences():
    assert differences() == []


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        ({"seat__municipality": "Leeuwarden"}, "gemeente Utrecht", "gemeente Leeuwarden"),
        ({"capital__contribution_cents": 50000}, "€ 1.000,00", "€ 500,00"),
        ({"exit__repayment_years": 3}, "binnen twee jaar", "binnen drie jaar"),
        ({"votes__blank_counts": True}, "niet uitgebracht", "telt als uitgebracht"),
        ({"board__term_years": 4}, "drie jaar", "vier jaar"),
    ],
)
def test_a_difference_shows_the_article_before_and_after(changes, before, after):
    ((kind, was, is_now),) = differences(**changes)
    assert kind == "changed"
    assert before in was
    assert after in is_now


def test_an_article_that_is_gone_is_only_deleted():
    ((kind, was, is_now),) = differences(pay_ratio=None)
    assert kind == "gone"
    assert "Verhouding tussen beloningen" in was
    assert "keer de laagste" not in is_now


def test_the_number_of_an_article_is_small_in_mid_sentence_and_large_above_the_article():
    """What a reference repeats is the text of the numbering, so that text has no capital; the heading shows capitals."""
    content = word.to_bytes(deed(read(answers()), (), DETAILS))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        numbering = archive.read("word/numbering.xml").decode()
    (level,) = [level for level in numbering.split("<w:lvl ") if 'w:val="artikel %1."' in level]
    assert "<w:caps/>" in level


def test_the_notary_gets_the_answers_that_have_no_place_in_the_text():
    table = blocks_of(Table)[1]
    assert ("Provincie van de zetel", "Utrecht") in table.rows
    assert ("Vorm van de akte", "notariële akte") in table.rows


@pytest.mark.parametrize(("kind", "what"), [("natural", "datum en plaats"), ("legal", "zetel en nummer")])
def test_what_the_notary_asks_of_a_founder_is_open(kind, what):
    row = blocks_of(Table, deed__founders=[{"name": "Bond", "kind": kind, "present": True}])[0].rows[0]
    assert row[3][0].text == what
    assert all(cell[0].why for cell in row[3:])
