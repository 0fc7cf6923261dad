"""The data itself, under an address with a version: pages of a list, whole files, what goes by a name, and the descriptions."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import public
from incubator.core.limits import limiter
from incubator.core.mail import whole
from incubator.core.open_data import DataRequest, DataRow, Dataset
from incubator.core.public_pages import answer_unless_kept
from incubator.core.web import settings
from incubator.formats import json_writing
from incubator.opendata.documents import (
    DATASETS,
    csv_heading,
    csv_lines,
    dataset_with,
    description,
    dictionary,
    json_lines,
    page_of,
)
from incubator.opendata.documents.openapi import CSV, JSON, LINES
from incubator.opendata.documents.registry import VERSION
from incubator.opendata.rules import cursor_after, read_request
from incubator.opendata.views.blueprint import api

# A file is a whole table: a few an hour keep anybody up to date, and more would slow the site for its people.
PER_HOUR, FILES_PER_HOUR = "600 per hour", "30 per hour"
PORTION = 500  # rows of a file that are read together
FILES = {"csv": CSV, "jsonl": LINES}


@api.get("/")
@public
@limiter.limit(PER_HOUR)
def catalogue() -> ResponseReturnValue:
    """Which datasets there are, and where."""
    listed = []
    for dataset in DATASETS:
        listed.append(
            {
                "key": dataset.key,
                "title": str(_(dataset.title)),
                "about": str(_(dataset.about)),
                "left_out": str(_(dataset.left_out)),
                "licence": dataset.licence,
                "links": {name: whole(address) for name, address in addresses_of(dataset).items()},
            }
        )
    return _json({"version": VERSION, "datasets": listed})


@api.get("/openapi.json")
@public
@limiter.limit(PER_HOUR)
def openapi() -> ResponseReturnValue:
    """The description for machines."""
    server = whole(url_for("opendata_api.catalogue")).rstrip("/")
    return _json(description(server, f"Open data - {settings().name}"))


@api.get("/<key>")
@public
@limiter.limit(PER_HOUR)
def rows(key: str) -> ResponseReturnValue:
    """A page of a dataset."""
    dataset = _known(key)
    asked = read_request(dataset, request.args.to_dict(flat=False), paged=True)
    size = asked.limit or 1
    # One more than the page holds tells whether there is a next page.
    listed = list(dataset.rows(DataRequest(asked.filters, asked.after, size + 1)))
    links = {"self": whole(request.full_path.rstrip("?"))}
    if len(listed) > size:
        listed = listed[:size]
        links["next"] = _next(dataset, listed[-1])
    return _page(dataset, listed, links)


@api.get("/<key>/<path:name>")
@public
@limiter.limit(PER_HOUR)
def named(key: str, name: str) -> ResponseReturnValue:
    """What goes by a name in a dataset: of releases the procurement with this ocid."""
    dataset = _known(key)
    listed = dataset.named(name) if dataset.named is not None else []
    if not listed:
        abort(404)
    return _page(dataset, listed, {"self": whole(url_for("opendata_api.named", key=key, name=name))})


@api.get("/<key>/dictionary.csv")
@public
@limiter.limit(PER_HOUR)
def columns(key: str) -> ResponseReturnValue:
    """What the columns of a table mean."""
    dataset = _known(key)
    if not dataset.is_table:
        abort(404)
    return answer_unless_kept(_file(f"{key}-dictionary.csv", CSV, dictionary(dataset)))


@api.get("/<key>.<any(csv, jsonl):form>")
@public
@limiter.limit(FILES_PER_HOUR)
def file(key: str, form: str) -> ResponseReturnValue:
    """A whole dataset as a file, written while it is read."""
    dataset = _known(key)
    if form == "csv" and not dataset.is_table:
        abort(404)
    asked = read_request(dataset, request.args.to_dict(flat=False), paged=False)
    name = f"{key}.{form}"
    # Small enough to make at once: then its content says whether it changed.
    if dataset.state is None:
        return answer_unless_kept(_file(name, FILES[form], b"".join(_pieces(dataset, asked, form))))
    state = dataset.state(asked)
    # Asked before the file is made: who has it already costs nothing. The query tells one selection from another.
    told_apart = f"{VERSION} {name} {request.query_string!r} {state.rows} {state.changed_at}"
    answer = _file(name, FILES[form], "")
    answer.set_etag(hashlib.sha256(told_apart.encode()).hexdigest()[:32])
    answer.last_modified = state.changed_at
    answer.make_conditional(request)
    if answer.status_code == 200 and request.method == "GET":
        answer.response = _pieces(dataset, asked, form)
        # It is that of the empty answer: the true length is known only when everything was sent.
        answer.headers.pop("Content-Length", None)
    return answer


def _pieces(dataset: Dataset, asked: DataRequest, form: str) -> Iterator[bytes]:
    """A file, a portion of rows at a time."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # what the proxy stands for
    return _portions(app, dataset, asked, form)


def _portions(app: Flask, dataset: Dataset, asked: DataRequest, form: str) -> Iterator[bytes]:
    if form == "csv":
        yield csv_heading(dataset).encode()
    after = asked.after
    while True:
        # Each portion is read and done with before it is sent: who takes it in slowly holds no connection with the database.
        with app.app_context():
            listed = list(dataset.rows(DataRequest(asked.filters, after, PORTION)))
            text = csv_lines(dataset, listed) if form == "csv" else json_lines(dataset, listed)
        yield text.encode()
        if len(listed) < PORTION:
            return
        after = listed[-1].place


def addresses_of(dataset: Dataset) -> dict[str, str]:
    """Where a dataset is, in each of its forms."""
    addresses = {
        "json": url_for("opendata_api.rows", key=dataset.key),
        "jsonl": url_for("opendata_api.file", key=dataset.key, form="jsonl"),
    }
    if dataset.is_table:
        addresses["csv"] = url_for("opendata_api.file", key=dataset.key, form="csv")
        addresses["dictionary"] = url_for("opendata_api.columns", key=dataset.key)
    return addresses


def _known(key: str) -> Dataset:
    dataset = dataset_with(key)
    if dataset is None:
        abort(404)
    return dataset


def _next(dataset: Dataset, last: DataRow) -> str:
    """The same question, from where this page ends."""
    kept: dict[str, Any] = request.args.to_dict() | {"cursor": cursor_after(dataset.key, last.place)}
    return whole(url_for("opendata_api.rows", key=dataset.key, **kept))


def _page(dataset: Dataset, listed: list[DataRow], links: Mapping[str, str]) -> Response:
    moments = [row.changed_at for row in listed if row.changed_at]
    answer = Response(json_writing.text(page_of(dataset, listed, links)), content_type=JSON)
    if "next" in links:
        answer.headers["Link"] = f'<{links["next"]}>; rel="next"'
    return answer_unless_kept(answer, max(moments, default=None))


def _json(value: object) -> Response:
    return answer_unless_kept(Response(json_writing.text(value), content_type=JSON))


def _file(name: str, media: str, content: str | bytes) -> Response:
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(content, content_type=f"{media}; charset=utf-8", headers=headers)
