"""The pages: what people type comes to one booking, what is refused stays typed, and nobody sees what is of others."""

import io
from datetime import timedelta

import docx
import openpyxl
import pytest
from lxml import html

from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.ledger.models import LedgerEntry
from incubator.lending.models import CommitteeSeat, GrantedLoan, LendingFund, LoanApplication, SubordinatedLoan
from incubator.lending.queries import funds as fund_queries
from incubator.lending.values import ApplicationState, CommitteeChoice, LoanState
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.factories import CoachAssignmentFactory, ManagerFactory, UserFactory
from tests.lending.factories import (
    advise,
    application,
    day,
    fund_with_committee,
    granted_loan,
    group_in,
    left,
    repay,
    running_loan,
)

HERE = "/buurten/zonnewijk/leenfonds"


@pytest.fixture
def zon(app):
    return fund_with_committee()


@pytest.fixture
def as_(client, sign_in, zon):
    def be(name):
        known = {"driver": zon.driver, "borrower": zon.coordinator, "Kim": zon.committee[0], "Khalid": zon.committee[1]}
        return sign_in(client, known[name])

    return be


def hidden(page, name):
    return html.fromstring(page.text).xpath(f"//main//input[@name='{name}']/@value")[0]


def booked():
    return db.session.scalar(db.select(db.func.count()).select_from(LedgerEntry))


def today():
    return clock.today().isoformat()


def test_a_fund_is_opened_gets_terms_and_money_and_is_published(client, sign_in, app):
    place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=clock.now())
    place.published_at = clock.now()
    driver = UserFactory()
    neighbourhoods.join(place, driver, NeighbourhoodRole.DRIVER, today=clock.today())
    db.session.commit()
    sign_in(client, driver)
    assert f"{HERE}/beginnen" in client.get(HERE).text
    assert client.post(f"{HERE}/beginnen", data={"name": "Zonnefonds"}).location == f"{HERE}/voorwaarden"
    assert client.post(f"{HERE}/openbaar").location == HERE
    assert client.get("/buurt/zonnewijk/leenfonds").status_code == 404
    sent = {"starts_on": today(), "largest": "10.000", "shortest": "6", "longest": "3", "interest": "2,5"}
    sent |= {"share": "25", "quorum": "2", "basis": "Vergadering"}
    wrong = client.post(f"{HERE}/voorwaarden/nieuw", data=sent)
    assert (wrong.status_code, hidden(wrong, "interest")) == (422, "2,5")
    assert client.post(f"{HERE}/voorwaarden/nieuw", data={**sent, "longest": "60"}).status_code == 302
    money = {"token": "g", "kind": "municipality", "giver": "Gemeente", "amount": "50.000", "on": today()}
    for _press in range(2):
        answer = client.post(f"{HERE}/inleg/nieuw", data={**money, "agreement": "Besluit"})
        assert answer.location == f"{HERE}/inleg"
    assert booked() == 1
    client.post(f"{HERE}/openbaar")
    assert "10.000" in client.get("/buurt/zonnewijk/leenfonds").text
    assert "/buurt/zonnewijk/leenfonds" in client.get("/buurt/zonnewijk").text
    client.post(f"{HERE}/niet-openbaar")
    assert client.get("/buurt/zonnewijk/leenfonds").status_code == 404


def test_the_public_page_tells_counts_and_never_who_or_how_much(client, zon):
    zon.place.published_at = zon.fund.published_at = clock.now()
    loan = running_loan(zon)
    repay(zon, loan, 43_210, 60)
    page = client.get("/buurt/zonnewijk/leenfonds").text
    for secret in ("De Tuin", "1.200", "432", "Kim", "Gemeente"):
        assert secret not in page
    place = client.get("/buurt/zonnewijk").text
    assert "1.200" not in place


def test_a_group_joins_applies_changes_hands_in_and_withdraws(as_, zon):
    client = as_("borrower")
    other, coordinator = group_in(zon.place, zon.driver, "De Keuken")
    db.session.commit()
    assert client.post(f"{HERE}/meedoen/{other.id}").status_code == 302
    assert len(fund_queries.members(zon.fund)) == 1
    address = client.post(f"{HERE}/aanvragen/beginnen/{zon.group.id}").location
    assert address == f"{HERE}/aanvragen/1/wijzigen"
    empty = client.post(address, data={"amount": "veel", "months": "12", "purpose": "Bakfiets"})
    assert (empty.status_code, hidden(empty, "amount")) == (422, "veel")
    sent = {"amount": "1.200", "months": "12", "purpose": "Bakfiets", "plan": "Ons plan"}
    opened = hidden(client.get(address), "opened")
    assert client.post(address, data={**sent, "opened": opened}).location == f"{HERE}/aanvragen/1"
    surety = {"guarantor": "Corporatie", "amount": "500", "document": "brief"}
    client.post(f"{HERE}/aanvragen/1/borg", data=surety)
    assert client.post(f"{HERE}/aanvragen/1/borg", data=surety).status_code == 422
    client.post(f"{HERE}/aanvragen/1/inleveren")
    known = db.session.scalars(db.select(LoanApplication)).one()
    assert (known.state, known.amount, known.guarantees[0].amount) == (ApplicationState.HANDED_IN, 120_000, 50_000)
    assert client.post(address, data={**sent, "amount": "2.000", "opened": opened}).status_code == 422
    client.post(f"{HERE}/aanvragen/1/borg/{known.guarantees[0].id}/weg")
    assert len(known.guarantees) == 1
    client.post(f"{HERE}/aanvragen/1/intrekken")
    db.session.expire_all()
    assert known.state is ApplicationState.WITHDRAWN
    assert coordinator


def test_what_somebody_else_changed_in_an_application_is_a_choice(as_, zon):
    applied = application(zon, handed_in=False)
    client = as_("borrower")
    address = f"{HERE}/aanvragen/1/wijzigen"
    opened = hidden(client.get(address), "opened")
    applied.purpose = "Een kas"
    db.session.commit()
    sent = {"amount": "1.200", "months": "12", "purpose": "Een busje", "plan": "Ons plan", "opened": opened}
    answer = client.post(address, data=sent)
    assert answer.status_code == 409
    assert "Een kas" in answer.text
    assert "Een busje" in answer.text


def test_advice_and_decision_make_a_loan_and_who_is_tied_reads_that_they_step_aside(as_, zon):
    application(zon)
    CoachAssignmentFactory(cooperative=zon.group, user=zon.committee[1])
    db.session.commit()
    assert as_("Khalid").get(f"{HERE}/aanvragen/1/advies").text.count("<textarea") == 0
    advice = {"choice": "grant", "reason": "Goed plan."}
    assert as_("Khalid").post(f"{HERE}/aanvragen/1/advies", data=advice).status_code == 422
    assert as_("Kim").post(f"{HERE}/aanvragen/1/advies", data=advice).status_code == 302
    assert as_("borrower").get(f"{HERE}/aanvragen/1/advies").status_code == 403
    assert "Goed plan." not in as_("borrower").get(f"{HERE}/aanvragen/1").text
    grant = {"outcome": "grant", "reason": "Het plan klopt.", "amount": "30.000", "months": "12", "interest": "3"}
    grant |= {"form": "linear", "every": "1", "grace": "0", "first_on": "1-1-2099"}
    early = as_("Kim").post(f"{HERE}/aanvragen/1/besluit", data=grant)
    assert early.status_code == 422
    assert db.session.scalars(db.select(GrantedLoan)).all() == []


def test_a_grant_beyond_the_terms_asks_once_more(as_, zon):
    applied = application(zon)
    advise(applied, *zon.committee[:2])
    grant = {"outcome": "grant", "reason": "Toch.", "amount": "30.000", "months": "12", "interest": "3"}
    grant |= {"form": "linear", "every": "1", "grace": "0", "first_on": "1-1-2099"}
    client = as_("Kim")
    asked = client.post(f"{HERE}/aanvragen/1/besluit", data=grant)
    assert (asked.status_code, hidden(asked, "amount")) == (422, "30000,00")
    assert 'name="despite"' in asked.text
    assert client.post(f"{HERE}/aanvragen/1/besluit", data={**grant, "despite": "y"}).status_code == 302
    assert client.post(f"{HERE}/aanvragen/1/besluit", data={**grant, "despite": "y"}).status_code == 422
    assert db.session.scalars(db.select(GrantedLoan)).one().amount == 3_000_000


def test_payout_and_repayment_are_typed_once_and_asked_about_twice(as_, zon):
    loan = granted_loan(zon)
    client = as_("driver")
    page = client.get(f"{HERE}/leningen/1/uitbetalen")
    out = {
        "token": hidden(page, "token"),
        "on": day(20).isoformat(),
        "proof": "afschrift 3",
        "first_on": day(60).isoformat(),
    }
    for _press in range(2):
        assert client.post(f"{HERE}/leningen/1/uitbetalen", data=out).location == f"{HERE}/leningen/1"
    assert booked() == 2
    form = client.get(f"{HERE}/leningen/1/aflossen")
    assert 'name="again"' not in form.text
    sent = {"token": hidden(form, "token"), "on": day(60).isoformat(), "amount": "100", "proof": "afschrift 4"}
    for _press in range(2):
        assert client.post(f"{HERE}/leningen/1/aflossen", data=sent).status_code == 302
    twice = client.post(f"{HERE}/leningen/1/aflossen", data={**sent, "token": "other"})
    assert twice.status_code == 422
    assert 'name="again"' in twice.text
    assert client.post(f"{HERE}/leningen/1/aflossen", data={**sent, "token": "other", "again": "y"}).status_code == 302
    assert (booked(), left(loan)) == (4, 100_000)
    too_much = client.post(f"{HERE}/leningen/1/aflossen", data={**sent, "token": "x", "amount": "1.000,01"})
    assert too_much.status_code == 422
    assert "1.000" in too_much.text
    assert client.post(f"{HERE}/leningen/1/aflossen", data={**sent, "token": "x", "amount": "1000"}).status_code == 302
    closed = client.post(f"{HERE}/leningen/1/aflossen", data={**sent, "token": "y", "amount": "1"})
    assert closed.status_code == 422
    assert "De Tuin" in closed.text
    number = db.session.scalar(db.select(db.func.max(LedgerEntry.number)))
    assert client.post(f"{HERE}/leningen/1/terugboeken/{number}", data={"reason": "Fout"}).status_code == 302
    assert left(loan) == 100_000


def test_another_schedule_and_writing_off(as_, zon):
    loan = running_loan(zon)
    client = as_("driver")
    address = f"{HERE}/leningen/1/schema"
    page = client.get(address)
    later = (clock.today() + timedelta(days=30)).isoformat()
    sent = {"seen": hidden(page, "seen"), "interest": "0", "form": "annuity", "months": "6", "every": "1", "grace": "0"}
    sent |= {"first_on": later, "agreement": "Brief van vandaag"}
    assert client.post(address, data={**sent, "months": "0"}).status_code == 422
    assert client.post(address, data=sent).status_code == 302
    assert client.post(address, data=sent).status_code == 422
    assert client.get(f"{HERE}/leningen/1/afboeken").status_code == 403
    kim = as_("Kim")
    token = hidden(kim.get(f"{HERE}/leningen/1/afboeken"), "token")
    assert kim.post(f"{HERE}/leningen/1/afboeken", data={"reason": "Failliet", "token": token}).status_code == 302
    db.session.expire_all()
    assert loan.state is LoanState.WRITTEN_OFF


def test_papers_say_what_was_agreed_and_what_is_late(as_, zon):
    loan = running_loan(zon, interest=300)
    repay(zon, loan, 5_000, 60)
    client = as_("driver")
    texts = {}
    for name in ("overeenkomst", "overzicht", "herinnering"):
        content = client.get(f"{HERE}/leningen/1/{name}.docx").data
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        texts[name] = "\n".join([*(each.text for each in document.paragraphs), *cells])
    assert "Concept" in texts["overeenkomst"]
    assert "notaris" in texts["overeenkomst"]
    assert "3%" in texts["overeenkomst"]
    assert "1.153,00" in texts["overzicht"]
    assert "56,00" not in texts["herinnering"]
    assert "53,00" in texts["herinnering"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{HERE}/leningen/1/overzicht.xlsx").data))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[4:7] for row in rows] == [(0, 1200, 1200), (-3, -47, 1153)]
    every = openpyxl.load_workbook(io.BytesIO(client.get(f"{HERE}/leningen.xlsx").data))
    assert [row[7] for row in every.worksheets[0].iter_rows(min_row=2, values_only=True)] == [1153]


def test_a_letter_about_nothing_says_so(as_, zon):
    loan = running_loan(zon)
    repay(zon, loan, 120_000, 60)
    document = docx.Document(io.BytesIO(as_("driver").get(f"{HERE}/leningen/1/herinnering.docx").data))
    assert "niets te laat" in "\n".join(each.text for each in document.paragraphs)


def test_nobody_sees_what_is_of_others(as_, client, sign_in, zon):
    running_loan(zon)
    _other, elsewhere = group_in(zon.place, zon.driver, "De Keuken")
    db.session.commit()
    sign_in(client, elsewhere)
    assert client.get(HERE).status_code == 200
    for path in ("leningen/1", "leningen/1/overzicht.xlsx", "leningen/1/overeenkomst.docx", "aanvragen/1"):
        assert client.get(f"{HERE}/{path}").status_code == 404
    for path in ("leningen.xlsx", "inleg", "commissie/nieuw", "voorwaarden/nieuw"):
        assert client.get(f"{HERE}/{path}").status_code == 403
    assert "De Tuin," not in client.get(f"{HERE}/leningen").text
    mine = as_("borrower")
    assert mine.get(f"{HERE}/leningen/1").status_code == 200
    assert mine.get(f"{HERE}/leningen/1/aflossen").status_code == 403
    sign_in(client, UserFactory())
    assert client.get(HERE).status_code == 404


def test_committee_members_come_and_go(as_, zon):
    newcomer = UserFactory(name="Karin")
    neighbourhoods.join(zon.place, newcomer, NeighbourhoodRole.PARTICIPANT, today=clock.today())
    db.session.commit()
    client = as_("driver")
    sent = {"member": str(newcomer.id), "since": today()}
    assert client.post(f"{HERE}/commissie/nieuw", data=sent).status_code == 302
    assert client.post(f"{HERE}/commissie/nieuw", data=sent).status_code == 422
    seat = db.session.scalars(db.select(CommitteeSeat).where(CommitteeSeat.user_id == newcomer.id)).one()
    address = f"{HERE}/commissie/{seat.id}/einde"
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    assert client.post(address, data={"until": yesterday}).status_code == 422
    assert client.post(address, data={"until": today()}).status_code == 302
    assert client.post(address, data={"until": today()}).status_code == 422
    assert len(fund_queries.sitting(zon.fund, clock.today())) == 4


def test_a_loan_that_ranks_after_others_is_written_down_and_paid_back(as_, zon):
    client = as_("driver")
    sent = {"borrower": "fund", "lender": "Buurtgenoot", "amount": "600", "interest": "12", "form": "linear"}
    sent |= {"months": "12", "every": "1", "grace": "", "first_on": day(60).isoformat(), "ranks_after": "na de bank"}
    sent |= {"document": "akte", "lent_on": day(5).isoformat()}
    assert client.post(f"{HERE}/ledenleningen/nieuw", data={**sent, "months": ""}).status_code == 422
    assert client.post(f"{HERE}/ledenleningen/nieuw", data=sent).status_code == 302
    back = {"token": "b", "on": day(61).isoformat(), "amount": "56", "proof": "afschrift 9"}
    assert client.post(f"{HERE}/ledenleningen/1/terugbetalen", data=back).status_code == 302
    assert fund_queries.figures(zon.fund).borrowed == 55_000
    borrower = as_("borrower")
    assert borrower.get(f"{HERE}/ledenleningen/1").status_code == 404
    mine = {**sent, "borrower": str(zon.group.id)}
    assert borrower.post(f"{HERE}/ledenleningen/nieuw", data={**mine, "borrower": "fund"}).status_code == 422
    assert borrower.post(f"{HERE}/ledenleningen/nieuw", data=mine).status_code == 302
    assert borrower.get(f"{HERE}/ledenleningen/2").status_code == 200
    assert as_("driver").get(f"{HERE}/ledenleningen/2").status_code == 404
    assert len(db.session.scalars(db.select(SubordinatedLoan)).all()) == 2


def test_the_manager_sees_how_a_fund_stands(client, sign_in, zon):
    running_loan(zon)
    manager = ManagerFactory()
    db.session.commit()
    sign_in(client, manager)
    for path in (
        "",
        "/leningen",
        "/leningen/1",
        "/inleg",
        "/commissie",
        "/voorwaarden",
        "/aanvragen",
        "/ledenleningen",
    ):
        assert client.get(f"{HERE}{path}").status_code == 200
    assert db.session.scalars(db.select(LendingFund)).one().name in client.get("/buurten/zonnewijk").text


def test_every_choice_of_the_committee_can_be_written_down(as_, zon):
    applied = application(zon)
    advise(applied, *zon.committee[:2], choice=CommitteeChoice.REFUSE)
    sent = {"outcome": "refuse", "reason": "Te vroeg."}
    assert as_("Kim").post(f"{HERE}/aanvragen/1/besluit", data=sent).status_code == 302
    assert "Te vroeg." in as_("borrower").get(f"{HERE}/aanvragen/1").text


def test_the_day_in_the_agenda_leads_the_borrower_to_the_loan_and_the_coach_to_the_application(
    as_, client, sign_in, zon
):
    loan = running_loan(zon)
    coach = CoachAssignmentFactory(cooperative=zon.group).user
    db.session.commit()
    (due,) = agenda.entries([zon.group.id], since=clock.now() - timedelta(days=1_000))
    here = f"{HERE}/leningen/{loan.number}"
    assert here in as_("borrower").get(due.url).text
    seen_by_coach = sign_in(client, coach).get(due.url)
    assert seen_by_coach.status_code == 200
    assert here not in seen_by_coach.text
    assert client.get(here).status_code == 404
