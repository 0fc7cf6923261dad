"""The pages of capital as a member of the group walks through them, from hours to a statement in Word."""

import io
from datetime import date

import docx
import pytest
from lxml import html

from incubator.capital import services
from incubator.capital.models import CapitalYear, YearState
from incubator.capital.queries import looking_ahead, standing, statements
from incubator.capital.rules.hours_table import read_hours
from incubator.capital.values.entering import Worked, WorkTerms
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from tests.capital.conftest import founded
from tests.capital.test_years import LATER, TERMS, left, prepared
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory

HOME = "/cooperaties/de-bezem/kapitaal"


@pytest.fixture
def browser(app, bezem, sign_in):
    db.session.commit()
    return sign_in(app.test_client(), bezem.by)


def test_a_year_goes_from_hours_to_the_book(browser, bezem):
    assert browser.post(f"{HOME}/jaren/nieuw", data={"year": "2025"}).status_code == 302
    page = browser.get(f"{HOME}/jaren/2025").text
    assert f"{HOME}/jaren/2025/cijfers" in page
    figures = {
        "outcome": "surplus",
        "amount": "12.000",
        "source": "Jaarrekening",
        "general_reserve": "30",
        "education": "10",
        "solidarity": "5",
        "credit_share": "50",
        "adopted_on": "2026-05-20",
        "decision": "ALV 2026-4",
    }
    assert browser.post(f"{HOME}/jaren/2025/cijfers", data=figures).status_code == 302
    pasted = "nummer;naam;uren\n1;A;1.600\n2;B;1200\n3;C;900,00\n"
    assert browser.post(f"{HOME}/jaren/2025/uren", data={"source": "Loonkantoor", "pasted": pasted}).status_code == 302
    page = browser.get(f"{HOME}/jaren/2025").text
    for amount in ("2.854,05", "2.140,54", "1.605,41"):
        assert amount in page
    assert browser.post(f"{HOME}/jaren/2025/boeken").status_code == 302
    year = db.session.scalars(db.select(CapitalYear)).one()
    assert year.state is YearState.POSTED
    page = browser.get(f"{HOME}/").text
    assert "6.299,99" in page
    assert browser.get(f"{HOME}/reserves").status_code == 200
    assert browser.post(f"{HOME}/jaren/2025/terugnemen", data={"reason": "Uren fout"}).status_code == 302
    assert db.session.scalars(db.select(CapitalYear)).one().state is YearState.DRAFT


def test_what_was_typed_stays_when_it_is_refused(browser, bezem):
    browser.post(f"{HOME}/jaren/nieuw", data={"year": "2025"})
    figures = {
        "outcome": "loss",
        "amount": "12,50",
        "source": "Bankier Jansen",
        "general_reserve": "10",
        "education": "10",
        "solidarity": "5",
        "credit_share": "50",
    }
    answer = browser.post(f"{HOME}/jaren/2025/cijfers", data=figures)
    assert answer.status_code == 422
    assert "Bankier Jansen" in answer.text
    assert "12,50" in answer.text
    answer = browser.post(f"{HOME}/jaren/2025/uren", data={"source": "Blad", "pasted": "1;veel"})
    assert answer.status_code == 422
    assert "1;veel" in answer.text


def test_a_member_who_left_is_settled_with_and_paid_in_parts(browser, bezem):
    left(bezem.members[2], bezem)
    db.session.commit()
    terms = {
        "settled_on": "2026-07-15",
        "price_index": "1,03",
        "index_source": "CBS",
        "instalments": "3",
        "first_due_on": "2026-12-01",
        "basis": "artikel 9",
    }
    assert browser.post(f"{HOME}/leden/3/afrekenen", data=terms).status_code == 302
    page = browser.get(f"{HOME}/leden/3").text
    assert "343,33" in page
    assert "343,34" in page
    payment = {"kind": "claim", "amount": "343,33", "on": "2026-11-02"}
    assert browser.post(f"{HOME}/leden/3/uitbetalen", data=payment).status_code == 302
    assert browser.post(f"{HOME}/leden/3/uitbetalen", data={**payment, "amount": "700"}).status_code == 422
    assert standing.balances(bezem.group)["290.3"] == 1030_00 - 343_33


def test_the_statement_of_a_member_holds_the_balances_and_the_division(browser, bezem):
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    db.session.commit()
    answer = browser.get(f"{HOME}/leden/1/overzicht/2026")
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "€ 1.427,02" in cells
    assert "ALV 2026-4" in cells
    assert "1.600" in cells
    assert browser.get(f"{HOME}/leden/1/overzicht/2024").status_code == 404


def test_a_year_of_a_member_begins_where_the_last_one_ended(bezem):
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    first, second = (statements.yearly(bezem.members[0], year, date(2026, 12, 31)) for year in (2025, 2026))
    assert first.after == second.before == {"120.a.1": 1000_00}
    assert second.after == {"120.a.1": 1000_00, "120.b.1": 1427_02, "295.1": 1427_03}
    assert statements.years_of(bezem.members[0], date(2026, 11, 24)) == [2026, 2025]


def test_what_leaving_costs_is_laid_beside_the_money(browser, bezem):
    stress = looking_ahead.stress_of(bezem.group, 3, SOME_MOMENT.date())
    # Three yearly parts of three contributions, and nobody knows how much money there is.
    assert (stress.claims, stress.this_year, stress.left) == (3000_00, 3 * 333_33, None)
    assert browser.get(f"{HOME}/wat-als").status_code == 200
    money = {"amount": "500", "on": "2026-11-01", "source": "Bank"}
    assert browser.post(f"{HOME}/wat-als/geld", data=money).status_code == 302
    assert looking_ahead.stress_of(bezem.group, 3, SOME_MOMENT.date()).left == 500_00 - 3 * 333_33
    assert "499,99" in browser.get(f"{HOME}/wat-als?leden=3").text
    for nonsense in ("-1", "veel", "99999999999999999999", ""):
        assert browser.get(f"{HOME}/wat-als?leden={nonsense}").status_code == 200


def test_who_has_most_leaves_first_and_who_left_does_not_leave_again(bezem):
    services.post_year(prepared(bezem), by=bezem.by, now=SOME_MOMENT)
    left(bezem.members[0], bezem)
    services.settle(bezem.members[0], TERMS, by=bezem.by, now=LATER)
    stress = looking_ahead.stress_of(bezem.group, 1, SOME_MOMENT.date())
    assert [cents for _name, cents in stress.leaving] == [1000_00]
    owed = 1030_00 + 1427_03 + 1070_27 + 802_71
    assert stress.due_already == owed


def rules_said(group):
    return [(finding.rule, finding.severity) for finding in looking_ahead.advice_of(group, SOME_MOMENT.date())]


def test_figures_of_a_year_tell_what_stands_in_the_way_of_self_management(browser, bezem):
    assert ("W-01", "info") in rules_said(bezem.group)
    year = services.begin_year(bezem.group, 2025, by=bezem.by, now=SOME_MOMENT)
    for members, warned in ((2, False), (1, True)):
        terms = WorkTerms(True, 3, members, "cao Schoonmaak", 200_000, 100_000, "x")
        services.enter_work(year, terms, by=bezem.by, now=SOME_MOMENT)
        assert (("W-01", "warning") in rules_said(bezem.group)) is warned
    assert "W-04" not in dict(rules_said(bezem.group))
    for lowest, warned in ((100_000, False), (99_999, True)):
        terms = WorkTerms(True, 3, 3, "cao", 200_000, lowest, "x")
        services.enter_work(year, terms, by=bezem.by, now=SOME_MOMENT)
        assert (("W-02", "warning") in rules_said(bezem.group)) is warned
    db.session.commit()
    assert browser.get(f"{HOME}/zelfbestuur").status_code == 200


@pytest.mark.parametrize(("highest", "is_over"), [(300_00, False), (300_01, True)])
def test_the_pay_ratio_lies_beside_the_limit_of_the_statutes(app, highest, is_over):
    bezem = founded(pay_ratio="3")
    year = services.begin_year(bezem.group, 2025, by=bezem.by, now=SOME_MOMENT)
    terms = WorkTerms(False, None, None, "", highest, 100_00, "x")
    services.enter_work(year, terms, by=bezem.by, now=SOME_MOMENT)
    assert looking_ahead.ratio_of(bezem.group, SOME_MOMENT.date()).is_over is is_over


def test_pasted_hours_are_read_as_sheets_write_them():
    assert read_hours("1\t1600\n2\t1.200,50\n") == [Worked(1, 160_000), Worked(2, 120_050)]
    assert read_hours("nr;naam;uren;loon\n1;Ali;10;2.500\n") == [Worked(1, 1000, 250_000)]


def test_a_table_that_names_its_columns_is_read_by_their_names():
    assert read_hours("Loon;Naam;Nr;Uren\n3000;Anna;1;\u00a01600\n") == [Worked(1, 160_000, 300_000)]
    assert read_hours("Uren 2025;;\n\nnr;naam;uren\n7;Ali;0\n") == [Worked(7, 0)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1;Anna;;3000", 1),
        ("1;;3000", 1),
        ("2;Bo;10\n1;Anna;;3000", 2),
        ("2;Bo;10\n1;3000", 2),
        ("2;Bo;10\n1;12;3000", 2),
        ("1;Anna;10;3000;4", 1),
        ("nr;naam;uren;loon\n1;Anna;;3000", 2),
        ("naam;uren\nAnna;10", 2),
        ("lid;gewerkt;bruto\n1;10;3000", None),
    ],
)
def test_which_number_is_the_hours_is_never_guessed(text, line):
    with pytest.raises(RuleViolation) as refused:
        read_hours(text)
    assert (refused.value.field, refused.value.params.get("line")) == ("pasted", line)


def test_pay_and_name_have_their_places_and_empty_columns_behind_them_count_for_nothing():
    assert read_hours("1;Anna;10;3000;;\n2;Bo;5;;;\n") == [Worked(1, 1000, 300_000), Worked(2, 500)]
    assert read_hours("1;10;3000\n2;5\n") == [Worked(1, 1000, 300_000), Worked(2, 500)]


def test_hours_pasted_over_what_another_wrote_meanwhile_are_told_first(browser, bezem):
    prepared(bezem)
    first, second = opened(browser, "uren"), opened(browser, "uren")
    assert browser.post(f"{HOME}/jaren/2025/uren", data=first | {"hours_1": "777"}).status_code == 302
    pasted = second | {"pasted": "1;10\n2;20"}
    refused = browser.post(f"{HOME}/jaren/2025/uren", data=pasted)
    assert refused.status_code == 409
    assert "777" in refused.text
    again = dict(html.document_fromstring(refused.text).xpath("//main//form")[0].form_values())
    assert browser.post(f"{HOME}/jaren/2025/uren", data=again).status_code == 302
    now = opened(browser, "uren")
    assert (now["hours_1"], now["hours_2"]) == ("10", "20")


def test_hours_without_pay_leave_the_pay_as_it_was(browser, bezem):
    prepared(bezem)
    here = f"{HOME}/jaren/2025/uren"
    assert browser.post(here, data=opened(browser, "uren") | {"pasted": "1;10;3000"}).status_code == 302
    assert browser.post(here, data=opened(browser, "uren") | {"hours_1": "20"}).status_code == 302
    assert browser.post(here, data=opened(browser, "uren") | {"pasted": "1;30"}).status_code == 302
    year = db.session.scalars(db.select(CapitalYear)).one()
    (first,) = [(each.hours_hundredths, each.wage_cents) for each in year.members if each.member.number == 1]
    assert first == (3000, 3000_00)


@pytest.mark.parametrize("text", ["nr;uren", "1;x", "1;10\n1;20", "1;-5", "1;0,001", "x\ny"])
def test_pasted_hours_that_cannot_be_read_are_refused_with_their_line(text):
    with pytest.raises(RuleViolation):
        read_hours(text)


def test_before_the_deed_the_page_says_that_nothing_can_be_booked(app, sign_in):
    by = ParticipationFactory(cooperative=CooperativeFactory(slug="de-kiem")).user
    db.session.commit()
    browser = sign_in(app.test_client(), by)
    assert "/cooperaties/de-kiem/akte" in browser.get("/cooperaties/de-kiem/kapitaal/").text
    assert browser.post("/cooperaties/de-kiem/kapitaal/jaren/nieuw", data={"year": "2025"}).status_code == 422


@pytest.mark.parametrize("line", ["1;-5;2000", "1;Anna;−5", "1;- 5;10"])
def test_pasted_hours_below_nothing_are_refused_and_the_pay_behind_them_is_not_taken_for_hours(line):
    with pytest.raises(RuleViolation):
        read_hours(line)
    assert read_hours("1;+5;2000")[0].hours_hundredths == 500


@pytest.mark.parametrize(("hours", "status"), [("8760", 302), ("8760,01", 422), ("8784", 422)])
def test_typed_hours_are_never_more_than_that_year_has(browser, bezem, hours, status):
    prepared(bezem)
    sent = browser.post(f"{HOME}/jaren/2025/uren", data={"source": "Loonkantoor", "hours_1": hours})
    assert sent.status_code == status
    assert hours.removesuffix(",01") in sent.text.replace(".", "") or status == 302


def opened(browser, path):
    """What a browser would send of a page as it is opened now."""
    page = html.document_fromstring(browser.get(f"{HOME}/jaren/2025/{path}").text)
    return dict(page.xpath("//main//form")[0].form_values())


@pytest.mark.parametrize(
    ("path", "mine", "theirs", "same"),
    [
        ("uren", {"hours_3": "333"}, {"hours_1": "1000"}, {"hours_1": "999"}),
        ("cijfers", {"decision": "ALV 9"}, {"amount": "5000"}, {"amount": "6000"}),
        ("cijfers", {"decision": "ALV 9"}, {"general_reserve": "40"}, {"general_reserve": "41"}),
        ("cijfers", {"decision": "ALV 9"}, {"adopted_on": "2026-05-21"}, {"adopted_on": "2026-05-22"}),
        ("werk", {"employed": "9"}, {"highest_pay": "5000"}, {"highest_pay": "6000"}),
    ],
)
def test_two_who_fill_in_a_year_at_once_lose_nothing_of_each_other(browser, bezem, path, mine, theirs, same):
    prepared(bezem)
    first, second, third = opened(browser, path), opened(browser, path), opened(browser, path)
    assert browser.post(f"{HOME}/jaren/2025/{path}", data=first | theirs).status_code == 302
    assert browser.post(f"{HOME}/jaren/2025/{path}", data=second | mine).status_code == 302
    both = opened(browser, path)
    # The same field by both: the second sees what the first wrote, keeps what was typed, and may save again.
    refused = browser.post(f"{HOME}/jaren/2025/{path}", data=third | same)
    assert refused.status_code == 409
    assert str(*same.values()) in refused.text
    assert opened(browser, path) == both
    for name, typed in (mine | theirs).items():
        plain = both[name].replace(".", "").removesuffix(",00")
        assert plain == typed


def test_a_third_of_the_statutes_stays_a_third_when_the_figures_are_saved_again(app, sign_in):
    third = founded(surplus__annual={"basis": "labour_hours", "reserve_min_pct": "1/3"})
    services.begin_year(third.group, 2025, by=third.by, now=SOME_MOMENT)
    year = db.session.scalars(db.select(CapitalYear)).one()
    year.rule = year.rule | {"general_reserve": "1/3"}
    db.session.commit()
    browser = sign_in(app.test_client(), third.by)
    assert opened(browser, "cijfers")["general_reserve"] == "1/3"
    browser.post(f"{HOME}/jaren/2025/cijfers", data=opened(browser, "cijfers") | {"amount": "300", "source": "Blad"})
    assert db.session.scalars(db.select(CapitalYear)).one().rule["general_reserve"] == "1/3"


def test_nobody_books_other_figures_than_were_on_the_page(browser, bezem):
    year = prepared(bezem)
    db.session.commit()
    seen = html.document_fromstring(browser.get(f"{HOME}/jaren/2025").text).xpath("//input[@name='seen']/@value")[0]
    browser.post(f"{HOME}/jaren/2025/uren", data={"source": "Blad", "hours_1": "12"})
    browser.post(f"{HOME}/jaren/2025/boeken", data={"seen": seen})
    assert year.state is YearState.DRAFT
    now = html.document_fromstring(browser.get(f"{HOME}/jaren/2025").text).xpath("//input[@name='seen']/@value")[0]
    browser.post(f"{HOME}/jaren/2025/boeken", data={"seen": now})
    assert year.state is YearState.POSTED
