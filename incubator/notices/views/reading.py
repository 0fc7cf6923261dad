"""Searching and reading notices."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import public
from incubator.core import clock
from incubator.notices.queries import publications, searching
from incubator.notices.views.blueprint import pages


@pages.get("/")
@public
def index() -> ResponseReturnValue:
    """What was found, the newest first."""
    asked = searching.Request(words=request.args.get("zoek", "").strip(), page=request.args.get("pagina", 1, type=int))
    found = searching.search_notices(asked, now=clock.now())
    return render_template("notices/index.html", found=found, asked=asked)


@pages.get("/<int:notice_id>")
@public
def show(notice_id: int) -> ResponseReturnValue:
    """One notice."""
    notice = publications.notice(notice_id)
    if notice is None:
        abort(404)
    return render_template("notices/show.html", notice=notice, status=publications.status_of(notice, clock.now()))
