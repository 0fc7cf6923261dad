"""Searching and reading notices: open for everyone, like the notices themselves."""

import io
import zlib
from typing import Any

from flask import Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_coach, public
from incubator.core import clock
from incubator.core.mail import whole
from incubator.notices import feeds, forms, messages
from incubator.notices.models import Notice, RawDocument
from incubator.notices.queries import publications, searching
from incubator.notices.views.blueprint import pages

FORMATS = {
    "atom": "application/atom+xml",
    "ics": "text/calendar",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@pages.app_context_processor
def words() -> dict[str, Any]:
    """Words for notices, for every page that shows one."""
    return {"notice_words": messages}


def _asked() -> searching.Request:
    statuses = request.args.getlist("status")
    if not request.args:
        statuses = list(forms.ACTIONABLE)
    return forms.request_of(request.args, request.args.getlist("soort"), statuses)


@pages.get("/")
@public
def index() -> ResponseReturnValue:
    """What was found; without a question: what one can still act on."""
    asked = _asked()
    found = searching.search_notices(asked, now=clock.now())
    buyers = searching.organisations([int(one.value) for one in found.facets.get("buyer", [])])
    return render_template("notices/index.html", found=found, asked=asked, buyers=buyers, link=_link, now=clock.now())


def _link(**changes: Any) -> str:
    """The same search with something changed."""
    kept: dict[str, Any] = {key: request.args.getlist(key) for key in request.args if key != "pagina"}
    if not request.args:
        kept["status"] = list(forms.ACTIONABLE)
    kept |= changes
    return url_for("notices.index", **{key: value for key, value in kept.items() if value not in (None, "", [], [""])})


@pages.get("/zoeken.<any(atom, ics, csv, xlsx):form>")
@public
def export(form: str) -> ResponseReturnValue:
    """A search as a feed, a calendar or a table."""
    now = clock.now()
    limit = 100 if form == "atom" else 2000
    notices = searching.in_order(searching.matching_ids(_asked(), now=now, limit=limit))
    links = {notice.id: whole(url_for("notices.show", notice_id=notice.id)) for notice in notices}
    if form == "atom":
        content = feeds.atom(
            notices, title=_("Notices"), address=whole(request.full_path.rstrip("?")), links=links, now=now
        )
    elif form == "ics":
        content = feeds.calendar(notices, links=links, now=now)
    else:
        content = feeds.as_csv(notices) if form == "csv" else feeds.as_xlsx(notices)
    headers = {} if form == "atom" else {"Content-Disposition": f"attachment; filename=aankondigingen.{form}"}
    return Response(content, mimetype=FORMATS[form], headers=headers)


@pages.get("/<int:notice_id>")
@public
def show(notice_id: int) -> ResponseReturnValue:
    """One notice: what, who, where, when, how much, and what is doubtful about it."""
    notice = publications.notice(notice_id)
    if notice is None:
        abort(404)
    previous = publications.previous_contract(notice)
    return render_template(
        "notices/show.html",
        notice=notice,
        said=notice.data,
        status=publications.status_of(notice, clock.now()),
        family=_timeline(publications.family(notice.family_id)),
        previous=previous,
        documents=publications.documents_of(notice_id),
    )


def _timeline(notices: Any) -> list[dict[str, Any]]:
    """The publications of a procurement, each with what it changed of the one before of its kind."""
    told = []
    latest: dict[str, Notice] = {}
    for notice in notices:
        before = latest.get(notice.kind.value)
        told.append({"notice": notice, "changes": messages.differences(before, notice) if before is not None else []})
        latest[notice.kind.value] = notice
    return told


@pages.get("/procedures/<int:family_id>")
@public
def family(family_id: int) -> ResponseReturnValue:
    """One procurement: what was published when, what changed, and how it ended."""
    notices = publications.family(family_id)
    if not notices:
        abort(404)
    return render_template("notices/family.html", family=_timeline(notices), title=notices[-1].title)


@pages.get("/ted/<number>")
@public
def by_ted_number(number: str) -> ResponseReturnValue:
    """The notice with this publication number of TED."""
    found = publications.by_ted(number)
    if found is None:
        abort(404)
    return redirect(url_for("notices.show", notice_id=found.id))


@pages.get("/brondocumenten/<int:document_id>")
@guarded(is_coach, load=publications.raw_document)
def raw(document: RawDocument) -> ResponseReturnValue:
    """The bytes as they came, to compare with what we read. Never shown in the browser."""
    content = zlib.decompress(document.compressed)
    return send_file(
        io.BytesIO(content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=f"bron-{document.id}.bin",
    )
