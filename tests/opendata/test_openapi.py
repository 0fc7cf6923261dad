"""The description for programs says what the addresses do: both come from the same datasets, and answers are held against it."""

import json
import re

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from incubator.core.open_data import ColumnType, DataColumn, Dataset
from incubator.opendata.documents import DATASETS
from incubator.opendata.documents.openapi import CSV, JSON, LINES, PROBLEM

V1 = "/open-data/v1"


@pytest.fixture
def described(notices, purchases, figures, client):
    return client.get(f"{V1}/openapi.json").get_json()


def validator(described, schema):
    """A validator of one schema; what it refers to lies in the description."""
    return Draft202012Validator({**schema, "components": described["components"]}, format_checker=FormatChecker())


def test_it_is_openapi_3_1(described):
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "http://localhost/open-data/v1"}]
    names = [operation["get"]["operationId"] for operation in described["paths"].values()]
    assert len(names) == len(set(names))
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    refers = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
    assert refers <= set(described["components"]["schemas"])


def test_every_path_has_a_route_and_every_route_a_path(app, described):
    keys = [dataset.key for dataset in DATASETS]
    routes = set()
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(f"{V1}/"):
            continue
        written = (
            rule.rule.removeprefix(V1).replace("<any(csv, jsonl):form>", "{form}").replace("<path:name>", "{name}")
        )
        if "<key>" not in written:
            routes.add(written)
        for key in keys if "<key>" in written else ():
            for form in ("csv", "jsonl") if "{form}" in written else ("",):
                routes.add(written.replace("<key>", key).replace("{form}", form))
    tables = {dataset.key for dataset in DATASETS if dataset.is_table}
    by_name = {dataset.key for dataset in DATASETS if dataset.named is not None}
    answering = {
        route
        for route in routes
        if not (route.endswith(".csv") and route.strip("/").split(".")[0].split("/")[0] not in tables)
        and not (route.endswith("{name}") and route.split("/")[1] not in by_name)
    }
    assert answering == set(described["paths"])


def test_every_answer_is_as_described(described, client):
    for path, operation in described["paths"].items():
        ocid = client.get(f"{V1}/releases?limit=1").get_json()["releases"][0]["ocid"]
        answer = client.get(V1 + path.replace("{name}", ocid))
        assert answer.status_code == 200, path
        media = answer.content_type.partition(";")[0]
        schema = operation["get"]["responses"]["200"]["content"][media]["schema"]
        if media == JSON:
            assert list(validator(described, schema).iter_errors(answer.get_json())) == [], path
        else:
            assert media in {CSV, LINES}
            assert answer.get_data()


def test_every_parameter_is_taken_with_its_example(described, client):
    for path, operation in described["paths"].items():
        for parameter in operation["get"]["parameters"]:
            if parameter["in"] != "query" or "example" not in parameter:
                continue
            answer = client.get(V1 + path, query_string={parameter["name"]: parameter["example"]})
            assert answer.status_code == 200, (path, parameter["name"])


def test_a_problem_is_as_described(described, client):
    for path in ("notices?limit=0", "bestaat-niet"):
        answer = client.get(f"{V1}/{path}")
        assert answer.content_type == PROBLEM
        schema = described["components"]["schemas"]["Problem"]
        assert list(validator(described, schema).iter_errors(answer.get_json())) == []


def test_a_row_with_another_column_is_not_as_described(described):
    schema = described["components"]["schemas"]["NoticesPage"]
    page = {
        "dataset": "notices",
        "version": "1",
        "licence": "https://a.example",
        "data": [{"x": 1}],
        "links": {"self": "https://a.example"},
    }
    assert list(validator(described, schema).iter_errors(page))


def no_rows(_request):
    return ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "Met Hoofdletters"},
        {"columns": ()},
        {"columns": (DataColumn("a", "A.", "us"), DataColumn("a", "A.", "us", ColumnType.DAY))},
        {"columns": (DataColumn("met spatie", "A.", "us"),)},
    ],
)
def test_a_dataset_that_cannot_be_given_out_is_refused_at_once(wrong):
    values = {
        "key": "goed",
        "title": "T",
        "about": "A",
        "left_out": "L",
        "licence": "https://example.org",
        "rows": no_rows,
        "columns": (DataColumn("a", "A.", "us"),),
    }
    Dataset(**values)
    with pytest.raises(ValueError):
        Dataset(**(values | wrong))
