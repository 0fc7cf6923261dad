"""Searching and reading notices: open for everyone, like the notices themselves."""

import io
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded, is_coach, public
from incubator.core import clock
from incubator.core.asking import MOST_TYPED
from incubator.core.mail import whole
from incubator.core.public_pages import answer_unless_kept
from incubator.formats.values import NoticeKind
from incubator.notices import feeds, forms, messages
from incubator.notices.models import Notice, RawDocument
from incubator.notices.queries import publications, searching
from incubator.notices.queries.nearest import nearest
from incubator.notices.rules.filters_typed import TypedFilters
from incubator.notices.views import page_texts, questions, search_texts
from incubator.notices.views.blueprint import pages

CALLS = (NoticeKind.COMPETITION, NoticeKind.CONSULTATION, NoticeKind.PLANNING)
TYPED = ("plaats", "cpv", "vanaf", "tot", "sinds", "sluit")
MOST = {"atom": 100, "ics": 1000, "csv": 5000, "xlsx": 5000}
FORMATS = {
    "atom": "application/atom+xml",
    "ics": "text/calendar",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


pages.add_app_template_filter(messages.lot_name)


@pages.app_context_processor
def words() -> dict[str, Any]:
    """Words for notices, for every page that shows one."""
    return {"notice_words": messages, "notice_page": page_texts}


def _asked() -> searching.Request:
    statuses = request.args.getlist("status")
    if not request.args:
        statuses = list(forms.ACTIONABLE)
    return forms.request_of(request.args, request.args.getlist("soort"), statuses)


@pages.get("/")
@public
def index() -> ResponseReturnValue:
    """What answers the search; without a question: what one can still act on."""
    asked = _asked()
    now = clock.now()
    results = searching.search_notices(asked, now=now)
    buyers = searching.named(_buyer_numbers(results, asked))
    typed = {name: request.args.get(name, "").strip()[:100] for name in TYPED}
    near = [] if results.total else nearest(asked, results, now=now)
    return render_template(
        "notices/index.html",
        results=results,
        is_empty=not results.total and not searching.has_notices(),
        asked=asked,
        buyers=buyers,
        link=_link,
        chips=search_texts.chips(asked, buyers, _link, _as_searched(results)),
        near=search_texts.near_texts(near, asked, _link),
        no_choice=forms.no_choice(request.args, request.args.getlist("soort"), request.args.getlist("status")),
        too_long=len(request.args.get("zoek", "")) > MOST_TYPED,
        places=[] if asked.place else forms.places_of(typed["plaats"]),
        codes=forms.cpv_choices(typed["cpv"]),
        typed=typed,
        asked_months=request.args.get("afloop"),
        unread=forms.unread(request.args),
        takeaway=_takeaway,
        kept=_kept(),
        now=now,
    )


def _as_searched(results: searching.SearchResults) -> TypedFilters:
    """What was read out of the words, with the words that were searched."""
    if results.mended:
        return replace(results.typed, words=results.mended)
    return results.typed


def _buyer_numbers(results: searching.SearchResults, asked: searching.Request) -> list[int]:
    """The organisations whose names this page shows."""
    numbers = [int(facet.value) for facet in results.facets.get("buyer", [])]
    if asked.buyer:
        numbers.append(asked.buyer)
    return numbers


def _kept() -> dict[str, Any]:
    """What the address asks for, to be asked again."""
    if not request.args:
        return {"status": list(forms.ACTIONABLE)}
    return {key: request.args.getlist(key) for key in request.args if key in questions.PARAMETERS}


def _link(**changes: Any) -> str:
    """The same search with something changed, from its first page."""
    kept = _kept() | changes
    given = {key: value for key, value in kept.items() if value not in (None, "", [], [""])}
    # Without anything in the address the page shows what is open: an empty question asks for all.
    return url_for("notices.index", **(given or {"zoek": ""}))


def _takeaway(form: str) -> str:
    """The same search as a feed, a calendar or a table."""
    return url_for("notices.export", form=form, **_kept())


@pages.get("/zoeken.<any(atom, ics, csv, xlsx):form>")
@public
def export(form: str) -> ResponseReturnValue:
    """A search as a feed, a calendar or a table."""
    now = clock.now()
    asked = _asked()
    if form == "atom":
        asked = replace(asked, order="published")
    notices = searching.in_order(searching.matching_ids(asked, now=now, limit=MOST[form]))
    links = {notice.id: whole(url_for("notices.show", notice_id=notice.id)) for notice in notices}
    if form == "atom":
        content = feeds.atom(
            notices,
            title=search_texts.search_title(asked),
            address=whole(_takeaway("atom")),
            page=whole(_link()),
            links=links,
        )
    elif form == "ics":
        content = feeds.calendar(notices, now=now, name=search_texts.search_title(asked), links=links)
    else:
        content = feeds.table(form, notices, links, now=now)
    headers = {} if form == "atom" else {"Content-Disposition": f"attachment; filename=aankondigingen.{form}"}
    answer = Response(content, mimetype=FORMATS[form], headers=headers)
    return answer_unless_kept(answer, feeds.last_change(notices))


@pages.get("/<int:notice_id>")
@public
def show(notice_id: int) -> ResponseReturnValue:
    """One notice: what, who, where, when, how much, and what is doubtful about it."""
    notice = publications.notice(notice_id)
    if notice is None:
        abort(404)
    if notice.id != notice_id:
        return redirect(url_for("notices.show", notice_id=notice.id), 301)
    now = clock.now()
    family = publications.family(notice.family_id)
    return render_template(
        "notices/show.html",
        notice=notice,
        content=notice.content,
        status=notice.status_at(now),
        rows=messages.facts(notice, now, [earlier.content for earlier in family if earlier.kind in CALLS]),
        doubts=page_texts.doubts(notice.content),
        family=page_texts.timeline(family, now),
        newer=_correction_of(notice, family),
        previous=publications.previous_contract(notice),
        documents=publications.documents_of(notice.id),
        now=now,
    )


def _correction_of(notice: Notice, family: Sequence[Notice]) -> Notice | None:
    for later in family:
        if later.corrects_id == notice.id:
            return later
    return None


@pages.get("/procedures/<int:family_id>")
@public
def family(family_id: int) -> ResponseReturnValue:
    """One procurement: what was published when, what changed, and how it ended."""
    notices = publications.family(family_id)
    if not notices:
        other = publications.family_that_it_is(family_id)
        if other is None:
            abort(404)
        return redirect(url_for("notices.family", family_id=other), 301)
    now = clock.now()
    return render_template(
        "notices/family.html",
        family=page_texts.timeline(notices, now),
        title=notices[-1].title,
        buyer=notices[-1].buyer,
        ending=page_texts.ending(notices, now),
        now=now,
    )


@pages.get("/ted/<number>")
@public
def by_ted_number(number: str) -> ResponseReturnValue:
    """The notice with this publication number of TED."""
    notice = publications.by_ted(number)
    if notice is None:
        abort(404)
    return redirect(url_for("notices.show", notice_id=notice.id))


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
