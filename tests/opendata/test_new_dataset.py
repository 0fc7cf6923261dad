"""A feature that describes a dataset has all of it: pages, files, a dictionary, a place on the page and in the description."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from incubator.core.open_data import ColumnType, DataColumn, DataFilter, Dataset, FilterKind, paged
from incubator.opendata.documents import DATASETS

V1 = "/open-data/v1"
ROWS = [
    {
        "name": f"Toezegging {number}",
        "amount": Decimal("0.10") * number,
        "until": date(2027, 1, number),
        "kept": number % 2 == 0,
    }
    for number in range(1, 8)
]


def rows(request):
    since = request.filters.get("since", date.min)
    return paged([row for row in ROWS if row["until"] >= since], request)


PROMISES = Dataset(
    key="promises",
    title="Promises",
    about="What was promised.",
    left_out="Nothing.",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    rows=rows,
    columns=(
        DataColumn("name", "What.", "the minutes", nullable=False),
        DataColumn("amount", "How much.", "the minutes", ColumnType.NUMBER, "euros"),
        DataColumn("until", "Until when.", "the minutes", ColumnType.DAY),
        DataColumn("kept", "Whether it was kept.", "the minutes", ColumnType.YES_NO),
    ),
    filters=(DataFilter("since", "From this day on.", FilterKind.DAY, "2027-01-03"),),
)


@pytest.fixture
def promises(app, monkeypatch):
    listed = (*DATASETS, PROMISES)
    for module in ("documents.registry", "documents.openapi", "views.data", "views.page"):
        monkeypatch.setattr(f"incubator.opendata.{module}.DATASETS", listed)


def test_its_pages_follow_each_other(promises, client):
    names, path = [], f"{V1}/promises?limit=3"
    while path:
        page = client.get(path).get_json()
        names += [row["name"] for row in page["data"]]
        path = page["links"].get("next", "").removeprefix("http://localhost")
    assert names == [row["name"] for row in ROWS]


def test_its_file_is_exact_and_takes_its_filters(promises, client):
    table = list(csv.DictReader(io.StringIO(client.get(f"{V1}/promises.csv?since=2027-01-03").get_data(as_text=True))))
    assert [row["amount"] for row in table] == ["0.30", "0.40", "0.50", "0.60", "0.70"]
    assert next(row["until"] for row in table) == "2027-01-03"
    assert {row["kept"] for row in table} == {"true", "false"}


def test_its_columns_are_in_the_dictionary_on_the_page_and_in_the_description(promises, client):
    dictionary = client.get(f"{V1}/promises/dictionary.csv").get_data(as_text=True)
    page = client.get("/open-data").get_data(as_text=True)
    described = client.get(f"{V1}/openapi.json").get_json()
    for column in PROMISES.columns:
        assert column.meaning in dictionary
        assert column.meaning in page
        assert column.name in described["components"]["schemas"]["PromisesRow"]["properties"]
    schema = described["components"]["schemas"]["PromisesPage"]
    answer = client.get(f"{V1}/promises").get_json()
    assert list(Draft202012Validator({**schema, "components": described["components"]}).iter_errors(answer)) == []


def test_it_is_in_the_catalogue(promises, client):
    assert "promises" in [dataset["key"] for dataset in client.get(f"{V1}/").get_json()["datasets"]]
