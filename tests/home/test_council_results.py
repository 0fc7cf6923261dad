"""The results for the council: the page, the files and the command give the same numbers, and each number its list."""

import csv
import io
import json
from datetime import UTC, date, datetime

import docx
import openpyxl
import pytest
from lxml import html
from sqlalchemy import text

from incubator.bids.rules.contracts import ContractTerms
from incubator.bids.services import contracts as bids
from incubator.cli import cli
from incubator.cooperatives import services as groups
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.home import queries
from tests.factories import CooperativeFactory, ManagerFactory, MilestoneFactory
from tests.register.factories import MemberEventFactory, MemberFactory

pytestmark = pytest.mark.both_databases
PAGE = "/beheer/resultaten?van=2026-01-01&tot=2026-10-31"


def at(month, day):
    return datetime(2026, month, day, 10, tzinfo=UTC)


@pytest.fixture
def tuin(app):
    """Began and was founded in the period; won work twice, of which one value is known."""
    group = CooperativeFactory(
        name="De Tuin", slug="de-tuin", neighbourhood="Lombok", cohort="Lente", created_at=at(1, 5)
    )
    MilestoneFactory(cooperative=group, key="deed", on_date=date(2026, 6, 1))
    with transaction(actor=SYSTEM):
        groups.move_to_phase(group, Phase.F2, now=at(3, 6))
        known = ContractTerms("Perken", "Gemeente", date(2026, 7, 1), value_cents=1_250_050, jobs_percent=150)
        for terms in (known, ContractTerms("Bomen", "De Linde", date(2026, 8, 1))):
            bids.record_contract(group, terms, by=None, now=clock.now())
    MemberEventFactory(member=MemberFactory(cooperative=group))
    return group


@pytest.fixture
def bezem(app):
    """Began before the period and stopped in it."""
    group = CooperativeFactory(
        name="De Bezem", slug="de-bezem", neighbourhood="Zuid", created_at=at(1, 1).replace(year=2025)
    )
    with transaction(actor=SYSTEM):
        groups.move_to_phase(group, Phase.STOPPED, now=at(5, 1), reason="Geen tijd.", by=None)
    return group


@pytest.fixture
def manager(client, sign_in):
    sign_in(client, ManagerFactory())


def counted(app, *words):
    answer = app.test_cli_runner().invoke(
        cli, ["results", "--from", "2026-01-01", "--to", "31-10-2026", *words, "--json"]
    )
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_the_command_counts_what_happened(app, tuin, bezem):
    assert counted(app) == {
        "started": 1,
        "founded": 1,
        "stopped": 1,
        "first_contracts": 1,
        "contracts": 2,
        "contract_value": "12500.50",
        "contracts_without_value": 1,
        "members": 1,
        "jobs_fte": 1.5,
        "months_per_phase": {"F1": 9.0},  # the mean of two months and sixteen
    }


def test_a_neighbourhood_and_a_cohort_leave_the_others_out(app, tuin, bezem):
    assert counted(app, "--neighbourhood", "zuid")["stopped"] == 1
    assert counted(app, "--neighbourhood", "zuid")["started"] == 0
    assert counted(app, "--cohort", "lente")["founded"] == 1
    assert counted(app, "--cohort", "herfst")["founded"] == 0


@pytest.mark.parametrize(
    "wrong", [("2026-02-30", "2026-03-01"), ("2026-03-01", "2026-02-01"), ("gisteren", "2026-03-01")]
)
def test_a_period_that_cannot_be_is_wrong_usage(app, wrong):
    answer = app.test_cli_runner().invoke(cli, ["results", "--from", wrong[0], "--to", wrong[1]])
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output


def test_a_phase_set_by_hand_founds_nobody(app, tuin):
    before = counted(app)
    tuin.phase = Phase.F7
    db.session.commit()
    assert counted(app) == before


def test_every_number_of_the_page_leads_to_a_list_as_long(app, tuin, bezem, manager, client):
    page = client.get(PAGE)
    assert page.status_code == 200
    for anchor in ("begonnen", "opgericht", "gestopt", "eerste", "opdrachten", "leden", "lopend"):
        assert f'href="#{anchor}"' in page.text
        assert f'id="{anchor}"' in page.text
    assert "Van 1 opdracht is de waarde niet bekend" in page.text


def test_a_period_that_cannot_be_read_says_so(app, manager, client):
    assert "Deze periode" in client.get("/beheer/resultaten?van=gisteren").text
    assert "vóór de eerste" in client.get("/beheer/resultaten?van=2026-03-01&tot=2026-02-01").text


def test_the_rows_of_the_spreadsheet_are_the_numbers(app, tuin, bezem, manager, client):
    numbers = counted(app)
    file = client.get(PAGE.replace("resultaten?", "resultaten.xlsx?"))
    rows = list(openpyxl.load_workbook(io.BytesIO(file.data)).active.iter_rows(min_row=2, values_only=True))
    happened = [row[0] for row in rows]
    for word, name in (
        ("begonnen", "started"),
        ("opgericht", "founded"),
        ("gestopt", "stopped"),
        ("opdracht", "contracts"),
    ):
        assert happened.count(word) == numbers[name], word
    assert sum(row[8] or 0 for row in rows if row[0] == "opdracht") == 12500.5
    table = csv.reader(
        io.StringIO(client.get(PAGE.replace("resultaten?", "resultaten.csv?")).get_data(as_text=True)), delimiter=";"
    )
    assert len(list(table)) - 1 == len(rows)


def test_the_word_file_names_the_groups_behind_the_numbers(app, tuin, bezem, manager, client):
    file = client.get(PAGE.replace("resultaten?", "resultaten.docx?"))
    document = docx.Document(io.BytesIO(file.data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert any(line.startswith("De Bezem, 1 mei 2026") for line in lines)
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert ["Opdrachten afgesproken", "2"] in cells
    assert any("van 1 opdracht is de waarde niet bekend" in row[1] for row in cells)
    every_cell = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert every_cell.isdisjoint({phase.value for phase in Phase})


def test_the_numbers_are_those_of_another_count(app, tuin, bezem):
    """Recounted straight from the tables, by a query that shares nothing with the report."""
    asked = {
        "founded": "SELECT count(*) FROM milestones WHERE key = 'deed' AND on_date BETWEEN '2026-01-01' AND '2026-10-31'",
        "contracts": "SELECT count(*) FROM contracts WHERE agreed_on BETWEEN '2026-01-01' AND '2026-10-31'",
        "stopped": "SELECT count(*) FROM cooperatives WHERE stopped_at IS NOT NULL",
    }
    numbers = counted(app)
    for name, statement in asked.items():
        assert db.session.scalar(text(statement)) == numbers[name], name


def test_members_are_those_of_the_last_day(app, tuin):
    members = {day: queries.histories(members_on=day)[0].members for day in (date(2000, 1, 1), date(2026, 11, 1))}
    assert members == {date(2000, 1, 1): 0, date(2026, 11, 1): 1}


def test_the_manager_puts_a_group_in_a_cohort_and_nobody_else_can(app, tuin, manager, client):
    page = "/cooperaties/de-tuin/gegevens"
    typed = {"name": "De Tuin", "municipality": "Utrecht", "neighbourhood": "Lombok", "cohort": "Najaar 2026"}
    client.post(page, data=typed)
    assert tuin.cohort == "Najaar 2026"


@pytest.mark.parametrize("caption", ["De resultaten per buurt", "De resultaten per lichting"])
def test_every_number_of_a_part_leads_to_its_list_and_the_parts_add_up(app, tuin, bezem, manager, client, caption):
    page = html.document_fromstring(client.get(PAGE).text)
    (table,) = page.xpath(f"//table[caption='{caption}']")
    *parts, total = table.xpath("./tbody/tr")
    columns = {1: "begonnen", 2: "opgericht", 3: "gestopt", 4: "opdrachten"}
    for column, anchor in columns.items():
        numbers = []
        for part in parts:
            cell = part.xpath("./*")[column]
            numbers.append(int(cell.text_content()))
            for link in cell.xpath("./a/@href"):
                answer = html.document_fromstring(client.get(link).text)
                behind = answer.xpath(f"//h2[@id='{anchor}']/following-sibling::ul[1]/li")
                assert len(behind) == numbers[-1], link
        assert sum(numbers) == int(total.xpath("./*")[column].text_content())
        assert sum(numbers) > 0
