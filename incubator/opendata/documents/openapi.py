"""The OpenAPI 3.1 description of the addresses: made from the same datasets that they answer for."""

from collections.abc import Iterator
from typing import Any

from incubator.core.open_data import ColumnType, DataColumn, DataFilter, Dataset, FilterKind
from incubator.opendata.documents.registry import DATASETS, VERSION
from incubator.opendata.rules import DEFAULT_LIMIT, MOST

OPENAPI = "3.1.0"
JSON, PROBLEM, CSV, LINES = "application/json", "application/problem+json", "text/csv", "application/jsonl"
FORMATS = {ColumnType.DAY, ColumnType.MOMENT, ColumnType.ADDRESS}  # texts of a kind
NO_CACHE_NEEDED = {"description": "Nothing changed since the ETag or the day that was sent along."}
LINKS = {
    "type": "object",
    "required": ["self"],
    "properties": {
        "self": {"type": "string", "format": "uri"},
        "next": {"type": "string", "format": "uri", "description": "The next page. Absent on the last."},
    },
}
PROBLEMS = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for a person."},
        "parameter": {"type": "string", "description": "The parameter that it is about."},
    },
}
CATALOGUE = {
    "type": "object",
    "required": ["version", "datasets"],
    "properties": {
        "version": {"const": VERSION},
        "datasets": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["key", "title", "about", "left_out", "licence", "links"],
                "properties": {
                    "key": {"type": "string"},
                    "title": {"type": "string"},
                    "about": {"type": "string"},
                    "left_out": {"type": "string"},
                    "licence": {"type": "string", "format": "uri"},
                    "links": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
                },
            },
        },
    },
}
Described = dict[str, Any]


def description(server: str, title: str) -> Described:
    """The description; `server` is the whole address under which the paths lie."""
    paths: Described = {
        "/": {"get": _operation("catalogue", "All datasets.", [], {JSON: _ref("Catalogue")})},
        "/openapi.json": {"get": _operation("openapi", "This description.", [], {JSON: {"type": "object"}})},
    }
    schemas: Described = {"Problem": PROBLEMS, "Catalogue": CATALOGUE}
    for dataset in DATASETS:
        schemas |= _schemas(dataset)
        paths |= dict(_paths(dataset))
    return {
        "openapi": OPENAPI,
        "info": {"title": title, "version": VERSION, "description": "Open data, without personal data."},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def name_of(dataset: Dataset) -> str:
    """What the description calls a page of this dataset."""
    return f"{dataset.key.title().replace('-', '')}Page"


def _schemas(dataset: Dataset) -> Described:
    if not dataset.is_table:
        return {name_of(dataset): {**dataset.schema, "properties": {**dataset.schema["properties"], "links": LINKS}}}
    row = name_of(dataset).removesuffix("Page") + "Row"
    page = {
        "type": "object",
        "required": ["dataset", "version", "licence", "data", "links"],
        "properties": {
            "dataset": {"const": dataset.key},
            "version": {"const": VERSION},
            "licence": {"type": "string", "format": "uri"},
            "data": {"type": "array", "items": _ref(row)},
            "links": LINKS,
        },
    }
    return {row: _row_schema(dataset), name_of(dataset): page}


def _row_schema(dataset: Dataset) -> Described:
    # Closed, with every name: a column that is not described was not weighed for privacy either.
    names = [column.name for column in dataset.columns]
    properties = {column.name: _column_schema(column) for column in dataset.columns}
    return {"type": "object", "required": names, "properties": properties, "additionalProperties": False}


def _column_schema(column: DataColumn) -> Described:
    kind = "string" if column.type in FORMATS else column.type.value
    described: Described = {"type": [kind, "null"] if column.nullable else kind, "description": column.meaning}
    if column.type in FORMATS:
        described["format"] = column.type.value
    if column.unit:
        described["x-unit"] = column.unit
    return described | {"x-source": column.source}


def _paths(dataset: Dataset) -> Iterator[tuple[str, Described]]:
    filters = list(map(_parameter, dataset.filters))
    page = _ref(name_of(dataset))
    name = dataset.key
    yield f"/{name}", {"get": _operation(name, dataset.title, [*filters, *_paging()], {JSON: page})}
    lines = {LINES: {"type": "string", "description": "A JSON object a line."}}
    yield f"/{name}.jsonl", {"get": _operation(f"{name}-lines", f"{dataset.title}: all, a line each.", filters, lines)}
    if dataset.named is not None:
        answers = {JSON: page}
        by_name = _operation(f"{name}-named", f"{dataset.title}: what goes by this name.", [_path_name()], answers)
        yield f"/{name}/{{name}}", {"get": by_name}
    if dataset.is_table:
        text = {CSV: {"type": "string"}}
        yield f"/{name}.csv", {"get": _operation(f"{name}-csv", f"{dataset.title}: all, as CSV.", filters, text)}
        columns = _operation(f"{name}-dictionary", f"{dataset.title}: what each column means, as CSV.", [], text)
        yield f"/{name}/dictionary.csv", {"get": columns}


def _operation(name: str, summary: str, parameters: list[Described], answers: Described) -> Described:
    content = {media: {"schema": schema} for media, schema in answers.items()}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": "What was asked.", "content": content},
            "304": NO_CACHE_NEEDED,
            "400": _problem("The question is not understood."),
            "404": _problem("There is no such dataset or name."),
            "429": _problem("Too many questions: Retry-After says how many seconds to wait."),
        },
    }


def _problem(text: str) -> Described:
    return {"description": text, "content": {PROBLEM: {"schema": _ref("Problem")}}}


def _ref(name: str) -> Described:
    return {"$ref": f"#/components/schemas/{name}"}


def _parameter(allowed: DataFilter) -> Described:
    schema: Described = {"type": "string"}
    if allowed.kind is FilterKind.DAY:
        schema["format"] = "date"
    if allowed.choices:
        schema["enum"] = list(allowed.choices)
    return {
        "name": allowed.name,
        "in": "query",
        "description": allowed.meaning,
        "schema": schema,
        "example": allowed.example,
    }


def _paging() -> list[Described]:
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT}
    return [
        {"name": "limit", "in": "query", "description": "How many rows a page holds.", "schema": limit},
        {"name": "cursor", "in": "query", "description": "From links.next.", "schema": {"type": "string"}},
    ]


def _path_name() -> Described:
    return {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
