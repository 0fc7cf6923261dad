"""Hours from a file: what Dutch Excel saves is read, what is wrong is named by line and column, and nothing is half stored."""

import io
from datetime import date, timedelta

import pytest
from lxml import html
from openpyxl import Workbook

from incubator.capital import services
from incubator.capital.models import CapitalYear
from incubator.capital.rules.hours_file import check_most, read_hours_file
from incubator.capital.services import hours_file
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.register import services as register
from incubator.register.values import Decision, Person
from tests.at_once import at_once
from tests.factories import SOME_MOMENT

PAGE = "/cooperaties/de-bezem/kapitaal/jaren/2025/uren/bestand"
GOOD = "Lidnummer;Naam;Uren;Afdeling\r\n1;Amina;1.600,5;Zorg\r\n2;;1200;\r\n;Chantal;0;\r\n"
BY = {"author": None, "now": SOME_MOMENT + timedelta(days=1)}


@pytest.fixture
def year(bezem):
    begun = services.begin_year(bezem.group, 2025, by=bezem.by, now=SOME_MOMENT)
    db.session.commit()
    return begun


@pytest.fixture
def browser(app, bezem, year, sign_in):
    return sign_in(app.test_client(), bezem.by)


def stored():
    db.session.expire_all()
    year = db.session.scalars(db.select(CapitalYear)).one()
    return {each.member.number: each.hours_hundredths for each in year.members}


def worked():
    """Who has hours."""
    return {number: hours for number, hours in stored().items() if hours}


def troubles_of(file):
    return [(trouble.line, trouble.column) for trouble in file.troubles]


def test_semicolons_thousands_and_decimal_commas_are_read():
    file = read_hours_file(GOOD)
    assert [(line.number, line.name, line.hours_hundredths) for line in file.lines] == [
        (1, "Amina", 160050),
        (2, "", 120000),
        (0, "Chantal", 0),
    ]
    assert (file.troubles, file.unread) == ((), ("Afdeling",))


def test_pay_is_read_where_the_file_has_it():
    file = read_hours_file("nr\turen\tloon\n1\t1600\t€ 30.000,50\n2\t1500\t\n")
    assert [line.wage_cents for line in file.lines] == [30_000_50, None]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("1;-5", "uren"),
        ("1;veel", "uren"),
        ("1;", "uren"),
        ("1;1600,505", "uren"),
        ("x;1600", "nummer"),
        ("-1;1600", "nummer"),
        (";1600", "nummer"),
        ("1;1600;-3", "loon"),
        ("1;1600;veel", "loon"),
    ],
)
def test_a_line_that_cannot_be_is_named_by_line_and_column(line, column):
    file = read_hours_file(f"Nummer;Uren;Loon\n2;10\n{line}\n3;20\n")
    assert troubles_of(file) == [(3, column)]
    assert [good.number for good in file.lines] == [2, 3]


@pytest.mark.parametrize(
    "text", ["1;1600\n2;1200\n", "Naam;Loon\nA;3\n", "Uren\n3\n", "Nummer;Uren\n", 'Nummer;Uren\n"1;3\n']
)
def test_what_is_no_table_of_hours_is_refused(text):
    with pytest.raises(RuleViolation):
        read_hours_file(text)


@pytest.mark.parametrize(("ends_on", "most"), [(date(2025, 12, 31), 8760), (date(2024, 12, 31), 8784)])
def test_no_more_hours_than_the_year_has(ends_on, most):
    check_most(most * 100, ends_on)
    with pytest.raises(RuleViolation, match="hours than the year"):
        check_most(most * 100 + 1, ends_on)


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        ("1;;10\n1;;20", (3, "nummer")),
        ("1;;10\n;{first};20", (3, "naam")),
        ("9;;10", (2, "nummer")),
        (";Niemand;10", (2, "naam")),
        ("1;;8761", (2, "uren")),
    ],
)
def test_doubles_unknown_members_and_impossible_hours_are_named(bezem, year, lines, where):
    text = "Nummer;Naam;Uren\n" + lines.format(first=bezem.members[0].name)
    outcome = hours_file.look(year, read_hours_file(text))
    assert [(trouble.line, trouble.column) for trouble in outcome.troubles] == [where]
    with pytest.raises(RuleViolation):
        hours_file.take_in(year, read_hours_file(text), "Blad", by=bezem.by, now=SOME_MOMENT)
    assert set(stored().values()) == {0}


def test_a_name_that_two_members_have_needs_the_number(bezem, year):
    twin = Person(bezem.members[0].name)
    on = date(2025, 3, 1)
    register.admit(bezem.group, twin, Decision("bestuur", on, on), is_another=True, **BY)
    file = read_hours_file(f"Naam;Uren\n{twin.name};10\n")
    outcome = hours_file.look(year, file)
    assert [(trouble.line, trouble.column) for trouble in outcome.troubles] == [(2, "naam")]


def test_another_name_than_the_register_has_is_asked_about_and_who_is_missing_is_named(bezem, year):
    outcome = hours_file.look(year, read_hours_file("Nummer;Naam;Uren\n1;Iemand anders;10\n"))
    assert [line.other_name for line in outcome.entered] == ["Iemand anders"]
    assert len(outcome.unnamed) == len(year.members) - 1


def test_a_file_without_pay_leaves_the_pay_as_it_was(bezem, year):
    hours_file.take_in(year, read_hours_file("nr;uren;loon\n1;10;100\n"), "Blad", by=bezem.by, now=SOME_MOMENT)
    hours_file.take_in(year, read_hours_file("nr;uren\n1;20\n"), "Blad", by=bezem.by, now=SOME_MOMENT)
    first = next(each for each in year.members if each.member.number == 1)
    assert (first.hours_hundredths, first.wage_cents, first.source) == (2000, 100_00, "Blad")


def preview(browser, text, source="Loonkantoor"):
    """The page after a first look, and what its button would send."""
    page = browser.post(PAGE, data={"source": source, "text": text})
    (form,) = html.document_fromstring(page.text).xpath("//section//form")
    return page, dict(form.form_values())


def test_first_it_is_shown_and_only_then_stored(browser, bezem):
    answer, sent = preview(browser, "Nummer;Uren\n1;1.600,5\n2;1200\n")
    assert answer.status_code == 200
    assert "1.600,5" in answer.text or "1,600.5" in answer.text
    assert set(stored().values()) == {0}
    assert browser.post(PAGE, data=sent).status_code == 302
    assert {number: hours for number, hours in stored().items() if hours} == {1: 160050, 2: 120000}


@pytest.mark.parametrize("mark", [{}, {"seen": ""}, {"seen": "x"}])
def test_what_nobody_looked_at_is_shown_first(browser, bezem, mark):
    answer = browser.post(PAGE, data={"source": "Blad", "text": "nr;uren\n1;5", "do": "save"} | mark)
    assert answer.status_code == 409
    assert set(stored().values()) == {0}
    (form,) = html.document_fromstring(answer.text).xpath("//section//form")
    assert browser.post(PAGE, data=dict(form.form_values())).status_code == 302
    assert stored()[1] == 500


def test_hours_that_another_wrote_down_meanwhile_are_told_before_they_are_replaced(browser, bezem, year):
    _page, sent = preview(browser, "nr;uren\n1;10\n2;20")
    hours_file.take_in(year, read_hours_file("nr;uren\n1;777\n3;30\n"), "Blad", by=bezem.by, now=SOME_MOMENT)
    db.session.commit()
    refused = browser.post(PAGE, data=sent)
    assert refused.status_code == 409
    assert "777" in refused.text
    assert worked() == {1: 77700, 3: 3000}
    (form,) = html.document_fromstring(refused.text).xpath("//section//form")
    assert browser.post(PAGE, data=dict(form.form_values())).status_code == 302
    assert worked() == {1: 1000, 2: 2000, 3: 3000}


def test_what_does_not_touch_the_hours_shown_stops_nobody(browser, bezem, year):
    _page, sent = preview(browser, "nr;uren\n1;10")
    year.surplus_cents = 5
    hours_file.take_in(year, read_hours_file("nr;uren\n3;30\n"), "Blad", by=bezem.by, now=SOME_MOMENT)
    db.session.commit()
    assert browser.post(PAGE, data=sent).status_code == 302
    assert worked() == {1: 1000, 3: 3000}


def test_another_name_in_the_register_since_the_look_is_shown_first(browser, bezem):
    _page, sent = preview(browser, "nr;uren\n1;10")
    bezem.members[0].name = "Iemand anders"
    db.session.commit()
    refused = browser.post(PAGE, data=sent)
    assert (refused.status_code, "Iemand anders" in refused.text) == (409, True)


@pytest.mark.both_databases
def test_two_who_bring_a_file_at_once_replace_nothing_unseen(app, bezem, year):
    year_id, by_id, seen = (
        year.id,
        bezem.by.id,
        hours_file.mark_of(hours_file.look(year, read_hours_file("nr;uren\n1;10"))),
    )
    db.session.commit()

    def action():
        there, by = db.session.get(CapitalYear, year_id), db.session.get(type(bezem.by), by_id)
        with transaction(actor=SYSTEM):
            hours_file.take_in(there, read_hours_file("nr;uren\n1;10"), "Blad", by=by, now=SOME_MOMENT, seen=seen)
        return "done"

    outcomes = at_once(app, action, action)
    assert sorted(map(str, outcomes))[1:] == ["done"]
    assert isinstance(next(outcome for outcome in outcomes if outcome != "done"), Conflict)


def test_a_workbook_is_read_and_its_lines_come_back(browser, bezem):
    book = Workbook()
    sheet = book.active
    for row in (("Nummer", "Naam", "Uren"), (1, bezem.members[0].name, 1600.5), (2, None, 1200)):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    answer = browser.post(PAGE, data={"source": "Loonkantoor", "file": (content, "uren.xlsx")})
    assert answer.status_code == 200
    assert "1600,50" in answer.text


@pytest.mark.parametrize(
    ("content", "name"), [(b"%PDF-1.7 geen blad", "uren.pdf"), (b"PK\x03\x04 stuk", "uren.xlsx"), (b"", "uren.csv")]
)
def test_another_kind_of_file_is_refused_in_words(browser, content, name):
    answer = browser.post(PAGE, data={"source": "Loonkantoor", "file": (io.BytesIO(content), name)})
    assert answer.status_code == 422
    assert set(stored().values()) == {0}


def test_a_wrong_file_stores_nothing_and_what_was_typed_stays(browser):
    sent = {"source": "Loonkantoor Jansen", "text": "Nummer;Uren\n1;1600\n7;veel\n", "do": "save"}
    answer = browser.post(PAGE, data=sent)
    assert answer.status_code == 422
    assert "Loonkantoor Jansen" in answer.text
    assert "7;veel" in answer.text
    assert set(stored().values()) == {0}


def test_a_year_that_was_booked_takes_no_hours(bezem, year):
    hours_file.take_in(year, read_hours_file("nr;uren\n1;10\n"), "Blad", by=bezem.by, now=SOME_MOMENT)
    year.state = year.state.POSTED
    db.session.flush()
    with pytest.raises(RuleViolation):
        hours_file.take_in(year, read_hours_file("nr;uren\n1;20\n"), "Blad", by=bezem.by, now=SOME_MOMENT)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Nummer,Uren\n1,1600,5\n2,1200\n", [(2, "")]),  # a decimal comma in a file with commas
        ("Nummer;Uren\n1;1600;2000\n", [(2, "")]),  # pay without a heading
        ("Nummer;Uren\n1;1600;;\n", []),
        ('Nummer,Uren\n1,"1600,5"\n', []),
    ],
)
def test_what_stands_beside_the_named_columns_is_never_dropped_unseen(text, places):
    assert troubles_of(read_hours_file(text)) == places


def test_a_column_that_stands_there_twice_is_named_as_left_out():
    file = read_hours_file("Nummer;Uren;Uren\n1;10;20\n")
    assert ([line.hours_hundredths for line in file.lines], file.unread) == ([1000], ("Uren",))
