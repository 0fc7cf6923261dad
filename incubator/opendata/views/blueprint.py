"""The blueprints of the page and of the data. What goes wrong with the data is told in the data's own language: JSON."""

from flask import Blueprint, Response
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from incubator.core import limits
from incubator.core.i18n import explain
from incubator.core.i18n import mark as N_
from incubator.core.public_pages import same_for_everyone
from incubator.formats import json_writing
from incubator.opendata.documents.openapi import PROBLEM
from incubator.opendata.rules import WrongQuestion

pages = Blueprint("opendata", __name__, url_prefix="/open-data")
api = Blueprint("opendata_api", __name__, url_prefix="/open-data/v1")
pages.before_request(same_for_everyone)
api.before_request(same_for_everyone)
SENTENCES = {
    404: N_("There is no such dataset, or nothing in it goes by this name."),
    429: N_("You asked too often. Wait as long as Retry-After says."),
}
UNKNOWN = N_("This cannot be answered.")


@api.after_request
def _for_every_site(response: Response) -> Response:
    """A page of another site may read this: it is the same for everyone and holds nothing of anyone."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@api.errorhandler(WrongQuestion)
def _wrong_question(wrong: WrongQuestion) -> Response:
    return problem(400, explain(wrong), parameter=wrong.field)


@api.errorhandler(HTTPException)
def _other(error: HTTPException) -> Response:
    status = error.code or 500
    answer = problem(status, str(_(SENTENCES.get(status, UNKNOWN))))
    # The sentence is for people: a program waits by this header.
    if status == 429:
        answer.headers["Retry-After"] = str(limits.seconds_to_wait())
    return answer


def problem(status: int, sentence: str, *, parameter: str | None = None) -> Response:
    """What went wrong, as RFC 9457 has it."""
    described = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": sentence}
    if parameter is not None:
        described["parameter"] = parameter
    return Response(json_writing.text(described), status=status, content_type=PROBLEM)


TITLES = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 429: "Too Many Requests"}
