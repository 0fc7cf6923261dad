"""The question that stands in the address of a search: as values to keep, and as an address again."""

from typing import Any

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from incubator.core.forms import readable
from incubator.notices import forms
from incubator.notices.queries.requests import Request

PARAMETERS = frozenset(
    "zoek cpv plaats opdrachtgever soort status regime voorbehouden vanaf tot binnen sinds sluit afloop precies volgorde".split()
)
SEVERAL = frozenset({"soort", "status"})
LONGEST, MOST = 400, 12  # letters of a value; values of one name


def asked() -> dict[str, Any]:
    """What the address asks for; without a question what the page shows then: what is open."""
    question: dict[str, Any] = {}
    for name in sorted(PARAMETERS):
        values = [str(readable(value)).strip()[:LONGEST] for value in request.args.getlist(name)[:MOST]]
        values = list(filter(None, values))
        if values:
            question[name] = values if name in SEVERAL else values[0]
    return question or {"status": [status.value for status in forms.ACTIONABLE]}


def request_of(question: dict[str, Any]) -> Request:
    """The search that a kept question asks for."""
    given = MultiDict(question)
    return forms.request_of(given, given.getlist("soort"), given.getlist("status"))


def address(question: dict[str, Any]) -> str:
    """The page of the search."""
    return url_for("notices.index", **question)
