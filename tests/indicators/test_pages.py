"""The pages of figures, their files, and what visitors and open data get."""

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.indicators.models import IndicatorEntry, IndicatorPage, IndicatorSnapshot
from incubator.indicators.services import freezing
from incubator.indicators.values import FigurePeriod
from incubator.steps.services import commitments
from incubator.steps.values.commitments import CommitmentKind, CommitmentState, CommitmentTerms
from tests.factories import ManagerFactory
from tests.indicators.conftest import members_of, part_of

YEAR = FigurePeriod(2025)
ENTRY = {
    "indicator": "social_value_hours",
    "period": "2025",
    "value": "120,5",
    "low": "",
    "high": "",
    "certainty": "estimate",
    "source": "urenlijst",
    "said_by": "bestuur",
    "said_on": "2026-02-01",
}


@pytest.fixture
def address(place):
    members_of(part_of(place), 6)
    return f"/buurten/{place.slug}/resultaten"


def fix(place):
    with transaction(actor=SYSTEM):
        return freezing.freeze(place, YEAR, "", by=None, now=clock.now(), today=clock.today())


def words_of(answer):
    document = Document(io.BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_a_driver_writes_a_figure_down_and_takes_it_back(client, sign_in, driver, address):
    sign_in(client, driver)
    assert client.post(f"{address}/opschrijven", data=ENTRY).headers["Location"].endswith("periode=2025")
    entry = db.session.scalars(db.select(IndicatorEntry)).one()
    assert entry.value_hundredths == 120_50
    assert "urenlijst" in client.get(f"{address}?periode=2025").text
    client.post(f"{address}/opgaven/{entry.id}/terugnemen", data={"reason": "Dubbel geteld"})
    assert "Dubbel geteld" in client.get(f"{address}?periode=2025").text


def test_a_figure_without_a_source_is_shown_again_as_it_was_typed(client, sign_in, driver, address):
    sign_in(client, driver)
    answer = client.post(f"{address}/opschrijven", data=ENTRY | {"source": ""})
    assert answer.status_code == 422
    assert "120,5" in answer.text


def test_a_driver_fixes_a_year_and_makes_it_public(client, sign_in, driver, place, address):
    sign_in(client, driver)
    assert client.post(f"{address}/vastzetten", data={"period": "2025", "reason": ""}).status_code == 302
    snapshot = db.session.scalars(db.select(IndicatorSnapshot)).one()
    assert client.get(f"{address}/vastgezet/{snapshot.id}").status_code == 200
    client.post(f"{address}/openbaar", data={"shown": "yes"})
    assert db.session.get(IndicatorPage, snapshot.scope).published_at is not None


def test_who_takes_part_reads_and_does_not_decide(client, sign_in, neighbour, address):
    sign_in(client, neighbour)
    assert client.get(address).status_code == 200
    for page in ("opschrijven", "vastzetten"):
        assert client.get(f"{address}/{page}").status_code == 403


def test_visitors_get_nothing_before_it_is_public_and_no_small_number_after(client, sign_in, driver, place, address):
    public = f"/buurt/{place.slug}/resultaten"
    assert client.get(public).status_code == 404
    fix(place)
    sign_in(client, driver)
    client.post(f"{address}/openbaar", data={"shown": "yes"})
    assert client.get(public).status_code == 404  # the neighbourhood itself is not public
    with transaction(actor=SYSTEM):
        place.published_at = clock.now()
    assert client.get(public).status_code == 200
    client.post(f"{address}/openbaar", data={"shown": "no"})
    assert client.get(public).status_code == 404


def test_open_data_has_the_public_figures_with_small_ones_left_out(client, sign_in, driver, place, address):
    members_of(part_of(place), 1, on=date(2024, 5, 1))
    fix(place)
    with transaction(actor=SYSTEM):
        place.published_at = clock.now()
    assert client.get("/open-data/v1/indicators").json["data"] == []
    sign_in(client, driver)
    client.post(f"{address}/openbaar", data={"shown": "yes"})
    rows = {row["indicator"]: row for row in client.get("/open-data/v1/indicators").json["data"]}
    assert rows["members"]["value"] == 7
    assert (rows["tenders_bid"]["value"], rows["tenders_bid"]["left_out"]) == (0, False)
    assert rows["lm3"]["unknown_because"] == "no-study"


def test_the_report_opens_with_a_summary_and_ends_with_the_method(client, sign_in, driver, place, address):
    terms = CommitmentTerms(
        CommitmentKind.EXCHANGE,
        "Een ambtenaar",
        "Twaalf uur.",
        "Gemeente",
        "wethouder",
        CommitmentState.PROMISED,
        date(2025, 3, 1),
    )
    with transaction(actor=SYSTEM):
        commitments.promise(place, terms, now=clock.now(), today=clock.today())
    sign_in(client, driver)
    texts = words_of(client.get(f"{address}.docx?periode=2025"))
    headings = [texts.index(name) for name in ("In het kort", place.name, "Wat is beloofd", "Wat we niet weten")]
    assert headings == sorted(headings)
    assert "Een ambtenaar" in texts
    assert "6 leden" in texts
    assert any("Bijlage" in text for text in texts)


def test_the_sheet_has_the_same_numbers(client, sign_in, driver, address):
    sign_in(client, driver)
    answer = client.get(f"{address}.xlsx?periode=2025")
    rows = list(load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    by_key = {row[3]: row[4] for row in rows[1:]}
    assert by_key["members"] == 6
    assert by_key["lm3"] is None


def test_the_report_for_the_council_holds_the_figures_of_all(client, sign_in, place, address):
    sign_in(client, ManagerFactory())
    texts = words_of(client.get("/beheer/resultaten.docx?van=2025-01-01&tot=2025-12-31"))
    assert texts.index("In het kort") < texts.index("De groepen") < texts.index(place.name)
    # Of a part of the groups it is another question.
    texts = words_of(client.get("/beheer/resultaten.docx?van=2025-01-01&tot=2025-12-31&buurt=Zonnewijk"))
    assert "De groepen" not in texts


def test_the_manager_fixes_and_publishes_all_together(client, sign_in, address):
    assert client.get("/resultaten").status_code == 404
    sign_in(client, ManagerFactory())
    assert client.get("/beheer/kengetallen").status_code == 200
    client.post("/beheer/kengetallen/vastzetten", data={"period": "2025", "reason": ""})
    client.post("/beheer/kengetallen/openbaar", data={"shown": "yes"})
    assert client.get("/resultaten").status_code == 200
    assert client.get("/beheer/kengetallen.xlsx?periode=2025").status_code == 200


@pytest.mark.parametrize("period", ["", "2025", "2026", "2026-k3", "1800", "nonsense", "2025-k9"])
def test_any_period_in_the_address_opens_the_page(client, sign_in, driver, address, period):
    sign_in(client, driver)
    assert client.get(f"{address}?periode={period}").status_code == 200


def test_figures_of_other_cities_are_for_everyone(client):
    assert "Preston" in client.get("/resultaten/elders").text
