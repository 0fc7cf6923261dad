"""What people type is kept by their browser until it was stored: what the server tells the browser about that.

`static/scripts/keeping.js` keeps a copy of every form with `data-keep` and sends its name along as `kept`. Here is decided when
that copy may be forgotten, and to which page somebody goes back after signing in again.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, g, request, session

from incubator.core.web import safe_next

STORED = "stored copies"  # in the session, until the next page has told the browser
MOST_COPIES, LONGEST_NAME = 5, 300  # a session is a cookie: no room for more


def note_what_was_stored(response: Response) -> Response:
    """Remember the name of the copy, when its form led to a stored change and a page to go on to."""
    # Only then is the form read: one that is too large cannot be, and its page (413) has to come out.
    if request.method != "POST" or response.status_code not in {302, 303} or not g.get("stored"):
        return response
    name = request.form.get("kept", "")
    if name and len(name) <= LONGEST_NAME:
        session[STORED] = [*session.get(STORED, ()), name][-MOST_COPIES:]
    return response


def stored_copies() -> list[str]:
    """The copies that the browser may forget, told once."""
    names: list[str] = session.pop(STORED, [])
    return names


def page_of_the_form() -> str:
    """The page that somebody was on: what was asked, or the page with the form that was sent from it."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    origin = urlsplit(request.referrer or "")
    if origin.netloc != request.host:
        return "/"
    query = f"?{origin.query}" if origin.query else ""
    return safe_next(origin.path + query) or "/"


def init_app(app: Flask) -> None:
    app.after_request(note_what_was_stored)
    app.context_processor(_for_layout)


def _for_layout() -> dict[str, object]:
    return {"stored_copies": stored_copies, "page_of_the_form": page_of_the_form}
