"""A test client that looks at every page it opens as a careful reader would."""

import contextvars
import itertools
import re
from collections import Counter
from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from incubator.core.db import db


class CheckingClient(FlaskClient):
    """Runs each request in a context of its own (so that what a view did not commit is gone), and checks the page."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.commit()
        response = contextvars.Context().run(super().open, *args, **kwargs)
        db.session.expire_all()
        if response.mimetype == "text/html" and not response.is_streamed:
            # A reader sees no difference between the two blanks; that an amount does not part has a test of its own.
            response.set_data(response.get_data().replace("€\u00a0".encode(), "€ ".encode()))
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 307, 308}:
            check_page(response.get_data(as_text=True), response.request.path)
        return response


def check_page(source: str, path: str) -> None:
    """Title, language, unique ids, labels, heading order, nothing inline, no gaps in a sentence."""
    page = html.document_fromstring(source)
    assert (page.findtext(".//title") or "").strip(), f"{path}: no title"
    assert page.get("lang"), f"{path}: no language"
    ids = Counter(page.xpath("//@id"))
    doubled = {name for name, times in ids.items() if name and times > 1}
    assert not doubled, f"{path}: ids used twice: {doubled}"
    _check_headings(page, path)
    _check_labels(page, path)
    inline = page.xpath("//*[@style or @*[starts-with(name(), 'on')]]")
    assert not inline, f"{path}: inline style or script on <{inline[0].tag}> {dict(inline[0].attrib)}"
    for script in page.iter("script"):
        assert script.get("src"), f"{path}: inline script"
    visible = page.text_content()
    assert not re.search(r"%\(\w+\)[sd]|\{\{|\}\}|\bNone\b|Undefined", visible), f"{path}: a gap in the text"


def _check_headings(page: html.HtmlElement, path: str) -> None:
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1, f"{path}: {levels.count(1)} h1 headings"
    for before, after in itertools.pairwise(levels):
        assert after <= before + 1, f"{path}: heading jumps from h{before} to h{after}"


def _check_labels(page: html.HtmlElement, path: str) -> None:
    labelled = {label.get("for") for label in page.iter("label")}
    for control in page.iter("input", "select", "textarea"):
        if control.get("type") in {"hidden", "submit", "button"}:
            continue
        named = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
        inside = any(ancestor.tag == "label" for ancestor in control.iterancestors())
        assert named or inside, f"{path}: {control.get('name')} has no label"
