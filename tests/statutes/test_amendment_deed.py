"""A deed of amendment, read as a notary reads: for each of twelve cooperatives as a change of the example, and the other way round."""

import json
import re
from datetime import UTC, date, datetime

import pytest

from incubator.core import word
from incubator.core.word import Heading, Open, Ref, TableOfContents, open_points
from incubator.core.word.reading import lines
from incubator.statutes.commands import group as commands
from incubator.statutes.documents import DraftDetails, articles, as_text, draft_deed, numbers_of
from incubator.statutes.documents.amendment import findings_about
from incubator.statutes.documents.amendment_decision import points_of_amendment
from incubator.statutes.rules import check
from incubator.statutes.values import amending, read
from incubator.statutes.values.amended_deed import AmendedDeed
from tests.statutes.answers import TODAY, answers, as_lines
from tests.statutes.deeds import DEEDS
from tests.statutes.test_twelve_deeds import MID_SENTENCE, TERMS

DETAILS = DraftDetails(datetime(2026, 11, 24, 9, tzinfo=UTC), "24 november 2026", "De Bezem")
KNOWN = AmendedDeed(date(2026, 12, 1), "mr. A. Voorbeeld", kvk="87654321", met_on=date(2028, 3, 4))
PAIRS = [(given, answers()) for given in DEEDS.values()] + [(answers(), given) for given in DEEDS.values()]
EVERY_AMENDMENT = pytest.mark.parametrize(
    ("given", "earlier"), PAIRS, ids=[*DEEDS, *(f"from {name} to the example" for name in DEEDS)]
)


def changed(given, earlier=None):
    return amending(read(given), read(earlier or answers()))


def document(statutes, amended=KNOWN):
    return draft_deed(statutes, check(statutes, on=TODAY), DETAILS, amended)


def text(statutes, amended=KNOWN):
    return word.plain(document(statutes, amended))


@EVERY_AMENDMENT
def test_no_reference_points_nowhere_or_at_a_clause_without_a_number(given, earlier):
    written = articles(changed(given, earlier))
    clauses = [clause for article in written for clause in article.clauses]
    ids = {article.id for article in written} | {clause.id for clause in clauses if clause.level == 1}
    targets = [part.target for clause in clauses for part in clause.text if isinstance(part, Ref)]
    assert [target for target in targets if target not in ids] == []


@EVERY_AMENDMENT
def test_every_term_is_defined_where_it_is_used_and_the_other_way_round(given, earlier):
    statutes = changed(given, earlier)
    written = articles(statutes)
    numbers = numbers_of(written)
    definitions = [as_text(clause, numbers) for clause in written[0].clauses]
    rest = "\n".join(as_text(clause, numbers) for article in written[1:] for clause in article.clauses).lower()
    defined = {line.split(":")[0] for line in definitions[1:]}
    assert [term for term in TERMS if term in rest and term not in defined] == []
    assert [term for term in defined if term not in rest] == []


@EVERY_AMENDMENT
def test_nothing_of_a_founding_is_left(given, earlier):
    whole = text(changed(given, earlier))
    assert not re.search(
        r"(?i)oprichters|eerste boekjaar loopt van|eerste bestuurders|eerste commissarissen|bij deze akte tot", whole
    )
    assert "Akte van statutenwijziging" in whole
    assert "een coöperatie op te richten" not in whole


@EVERY_AMENDMENT
def test_sentences_are_written_without_a_slip(given, earlier):
    written = as_lines(changed(given, earlier))
    assert [line for line in written if re.search(r"\.\.|  | [.,;:]|None|\{|\}|,,|;\.|\.;", line)] == []
    assert [line for line in written if MID_SENTENCE.search(re.sub(r"naam: .*", "", line))] == []


@EVERY_AMENDMENT
def test_the_text_of_the_statutes_is_written_in_full(given, earlier):
    statutes = changed(given, earlier)
    whole = text(statutes)
    assert [line for line in as_lines(statutes) if line not in whole] == []


def test_the_facts_of_the_decision_are_those_that_the_statutes_in_force_ask():
    in_force = answers(amendment={"majority": "3/4", "quorum": "2/3"}, convening__notice_days=21)
    whole = text(changed(answers(amendment={"majority": "2/3"}, convening__notice_days=14), in_force))
    facts = whole.split("Begrippen")[0]
    assert "ten minste drie vierde van de uitgebrachte stemmen" in facts
    assert "ten minste twee derde van de leden aanwezig of vertegenwoordigd" in facts
    assert "ten minste 21 dagen voor de vergadering" in facts
    assert "ten minste vijf dagen voor de vergadering" in facts
    assert "opgericht bij akte van 1 december 2026, verleden voor mr. A. Voorbeeld, notaris" in facts
    assert "heeft op 4 maart 2028 besloten" in facts
    assert "87654321" in facts


def test_delegates_got_the_text_two_weeks_before():
    whole = text(changed(answers(), council()))
    assert "veertien dagen voor de vergadering, ter kennis van de afgevaardigden gebracht" in whole


def council():
    return next(given for given in DEEDS.values() if read(given).ledenraad.exists)


def test_what_nobody_noted_is_an_open_point():
    made = document(changed(answers()), AmendedDeed())
    whys = [what for _where, what in open_points(made)]
    assert "De datum van de algemene vergadering die de wijziging aannam" in whys
    assert "[datum van de algemene vergadering]" in word.plain(made)
    assert len([what for what in whys if what.startswith("Hoeveel ")]) == 5


def test_the_new_day_and_notary_are_not_those_of_the_deed_in_force():
    statutes = changed(answers(pay_ratio="4"))
    assert (statutes.deed.signed_on, statutes.deed.notary_id) == (None, "")
    assert amending(read(answers()), None).deed.notary_id == "mr. A. Voorbeeld te Utrecht"
    opened = [block for block in document(statutes).blocks if isinstance(getattr(block, "text", None), tuple)]
    assert isinstance(opened[1].text[1], Open)


def test_a_check_of_the_founding_is_not_held_against_an_amendment():
    without = answers(
        deed={"form": "notarial", "language": "nl", "founders": []}, first_board=["Onbekend"], name="De Bezem"
    )
    asked = {finding.field for finding in findings_about(changed(without), check(changed(without), on=TODAY))}
    founding = {finding.field for finding in check(read(without), on=TODAY)}
    assert {"deed.founders", "deed.signed_on", "name"} <= founding
    assert "name" in asked
    assert not any(field.startswith(("deed.founders", "deed.signed_on", "first_board")) for field in asked)


@pytest.mark.parametrize(
    ("earlier", "amended", "today", "expected"),
    [
        (
            {},
            KNOWN,
            date(2027, 6, 1),
            ["Het eerste boekjaar loopt volgens de geldende statuten tot en met 31 december 2027"],
        ),
        ({}, KNOWN, date(2028, 6, 1), []),
        ({}, AmendedDeed(is_founding=False), date(2027, 6, 1), []),
        (
            {"amendment": {"majority": "2/3", "restricted_clauses": [{"clause": "de zetel", "majority": "9/10"}]}},
            KNOWN,
            date(2028, 6, 1),
            ["Voor deze bepaling geldt volgens de geldende statuten een beperking: de zetel"],
        ),
        (
            {"surplus__annual": {"indivisible": True}},
            KNOWN,
            date(2028, 6, 1),
            [
                "De geldende statuten laten de bepalingen over de ondeelbare reserve alleen wijzigen met algemene stemmen"
            ],
        ),
        (
            {},
            AmendedDeed(own_words=("4", "12")),
            date(2028, 6, 1),
            ["De geldende akte heeft woorden van de notaris zelf in artikel 4, 12"],
        ),
    ],
)
def test_the_notary_is_told_what_to_look_at(earlier, amended, today, expected):
    points = list(points_of_amendment(changed(answers(), answers(**earlier)), amended, today))
    assert [point.startswith(start) for point, start in zip(points, expected, strict=True)] == [True] * len(expected)


@pytest.mark.parametrize(
    ("given", "earlier", "clauses"),
    [
        (answers(fiscal_year={"end": "06-30"}), answers(), ["overgang-boekjaar"]),
        (answers(fiscal_year={}), answers(), []),
        (answers(ledenraad={"exists": True, "number_rules": "tien"}), answers(), ["overgang-ledenraad"]),
        (council(), council(), []),
    ],
)
def test_the_passage_to_the_new_text_is_arranged_where_there_is_one(given, earlier, clauses):
    written = {article.id: article for article in articles(changed(given, earlier))}
    passage = written["overgang"].clauses if "overgang" in written else ()
    assert [clause.id for clause in passage] == clauses
    assert "slot" not in written


def test_the_file_has_the_layout_of_a_deed():
    made = document(changed(answers()))
    assert any(isinstance(block, TableOfContents) for block in made.blocks)
    headings = [block.text for block in made.blocks if isinstance(block, Heading)]
    assert (headings[0], headings[-1]) == ("Statutenwijziging", "Open punten")
    read_back = [line.written for line in lines(word.to_bytes(made))]
    assert any("Naam, zetel en duur" in line for line in read_back)


def test_the_command_writes_an_amendment_from_files(app, tmp_path):
    files = {}
    for name, given in (("new", answers(convening__notice_days=21)), ("old", answers())):
        files[name] = tmp_path / f"{name}.json"
        files[name].write_text(json.dumps(given), encoding="utf-8")
    out = tmp_path / "deed.docx"
    run = app.test_cli_runner().invoke
    given = ["draft", str(files["new"]), "--amends", str(files["old"])]
    assert run(commands, [*given, "--out", str(out)]).exit_code == 0
    written = "\n".join(line.written for line in lines(out.read_bytes()))
    assert "De coöperatie is opgericht bij akte van 1 december 2026" in written
    assert "Oprichter" not in written
    printed = run(commands, [*given, "--as", "text"]).stdout
    assert "Eerste boekjaar en eerste bestuur" not in printed
    assert "Eerste boekjaar en eerste bestuur" in run(commands, ["draft", str(files["new"]), "--as", "text"]).stdout
    files["old"].write_text('{"statutes": {"board": {"min": "drie"}}}', encoding="utf-8")
    refused = run(commands, [*given, "--as", "text"])
    assert (refused.exit_code, "board.min" in refused.stderr) == (1, True)
