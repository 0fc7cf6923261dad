"""Capital as files: real numbers and days, everything that was booked, and a statement of everyone."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest
from openpyxl import load_workbook

from incubator.capital import services
from incubator.capital.documents.statements import member_statement
from incubator.capital.queries import standing, statements
from incubator.core import clock
from incubator.core.db import db
from incubator.statutes.values.legal_person import LegalPerson
from tests.capital.test_years import prepared
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory

TODAY = date(2026, 12, 31)
HOME = "/cooperaties/de-bezem/kapitaal"


@pytest.fixture
def browser(app, bezem, sign_in):
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    db.session.commit()
    return sign_in(app.test_client(), bezem.by)


def csv_of(answer):
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def sheet_of(answer):
    return [list(row) for row in load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True)]


def test_the_accounts_open_in_dutch_excel(browser):
    rows = csv_of(browser.get(f"{HOME}/export/stand/csv"))
    assert rows[0][:4] == ["Nummer", "Naam", "Stand op", "Betaalde inleg (euro)"]
    assert rows[1][3:5] == ["1000,00", "1427,02"]
    assert len(rows) >= 4


def test_the_workbook_holds_numbers_and_days(browser):
    first = sheet_of(browser.get(f"{HOME}/export/stand/xlsx"))[1]
    assert isinstance(first[2], datetime)
    assert (first[0], float(first[3]), float(first[4])) == (1, 1000.0, 1427.02)


def test_what_was_booked_adds_up_to_how_it_stands(browser):
    stands = sheet_of(browser.get(f"{HOME}/export/stand/xlsx"))[1:]
    booked = sheet_of(browser.get(f"{HOME}/export/boekingen/xlsx"))[1:]
    assert all(isinstance(row[1], datetime) for row in booked)
    for row in stands:
        together = sum(round(float(line[6]) * 100) for line in booked if line[2] == row[0])
        assert together == sum(round(float(amount) * 100) for amount in row[3:7])


@pytest.mark.parametrize("path", ["export/stand/pdf", "export/iets/csv", "overzichten/2019", "overzichten/2199"])
def test_what_does_not_exist_is_not_found(browser, path):
    assert browser.get(f"{HOME}/{path}").status_code == 404


def test_the_statements_of_all_members_are_one_file(browser, bezem):
    document = docx.Document(io.BytesIO(browser.get(f"{HOME}/overzichten/2026").data))
    text = [paragraph.text for paragraph in document.paragraphs]
    for member in bezem.members:
        assert sum(f"{member.name}, lid {member.number}" in line for line in text) == 1


def test_the_statement_in_the_file_is_that_of_the_member_alone(browser, bezem):
    for year in (2025, 2026):
        together = {of.member.id: of for of in statements.yearly_of_all(bezem.group, year, TODAY)}
        for member in bezem.members:
            assert together[member.id] == statements.yearly(member, year, TODAY)


def test_another_group_sees_nothing(browser, app, sign_in):
    elsewhere = ParticipationFactory(cooperative=CooperativeFactory(slug="elders")).user
    stranger = sign_in(app.test_client(), elsewhere)
    assert stranger.get(f"{HOME}/export/stand/csv").status_code == 404
    assert stranger.get(f"{HOME}/overzichten/2026").status_code == 404


def words_of(document):
    lines = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join(lines + [cell.text for table in document.tables for row in table.rows for cell in row.cells])


def statement_of(bezem, made_at, year=2026):
    member = bezem.members[0]
    of_year = statements.yearly(member, year, clock.local(made_at).date())
    whose = LegalPerson("De Bezem U.A.", "Utrecht", "12345678")
    return words_of(docx.Document(io.BytesIO(member_statement(of_year, whose, made_at=made_at))))


def test_the_statement_of_a_year_that_runs_is_a_standing_until_today(bezem):
    running = statement_of(bezem, datetime(2026, 11, 28, 12, tzinfo=UTC))
    assert "Stand op 28 november 2026 (voorlopig)" in running
    assert "Eind van het jaar" not in running
    over = statement_of(bezem, datetime(2027, 1, 2, 12, tzinfo=UTC))
    assert "Eind van het jaar" in over
    assert "voorlopig" not in over


def test_what_is_booked_ahead_is_not_in_a_standing_until_today(bezem):
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    db.session.commit()
    day_before = statements.yearly(bezem.members[0], 2026, date(2026, 1, 1))
    assert day_before.lines == ()
    assert day_before.after == day_before.before


def test_the_statement_says_what_is_still_to_be_paid_in_and_invents_no_term(bezem):
    of_year = replace(statements.yearly(bezem.members[0], 2026, TODAY), due_cents=250_00)
    whose = LegalPerson("De Bezem U.A.", "Utrecht", "12345678")
    text = words_of(docx.Document(io.BytesIO(member_statement(of_year, whose, made_at=SOME_MOMENT))))
    assert "Nog in te leggen: € 250" in text.replace("\xa0", " ")
    assert "twee maanden" not in text
    assert "Statutair gevestigd te Utrecht, KVK-nummer 12345678" in text


def test_what_is_due_is_that_of_the_accounts(bezem):
    day = SOME_MOMENT.date()
    for member in bezem.members:
        assert statements.yearly(member, day.year, day).due_cents == standing.of_member(member, day).due


def test_the_workbook_says_whose_it_is(browser):
    book = load_workbook(io.BytesIO(browser.get(f"{HOME}/export/stand/xlsx").data))
    about = dict(book["Gegevens"].iter_rows(values_only=True))
    assert about["Naam"]
    assert book.sheetnames[0] != "Gegevens"
