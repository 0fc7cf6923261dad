"""The documents of a bid: what belongs to it, make it, take it along."""

import io
import zipfile
from collections.abc import Iterable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.documents import goes_along
from incubator.bids.messages import documents as words
from incubator.bids.models import Bid, BidDocument
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding
from incubator.bids.queries import documents as queries
from incubator.bids.services import making
from incubator.bids.services.belonging import Key, belonging_to
from incubator.bids.values.documents import Audience
from incubator.bids.views.blueprint import pages
from incubator.bids.views.standing import may_write_now
from incubator.core import clock, files, office
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain
from incubator.core.web import carry_out_or_flash, settings

ARCHIVES = {"opdrachtgever": Audience.BUYER, "intern": Audience.INTERNAL}
LONGEST_KEY = 200


@pages.get("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/stukken")
@guarded(permissions.may_see_bid, load=bidding.bid)
def documents(bid: Bid) -> ResponseReturnValue:
    """All documents of a bid: what they are made from, and what changed since."""
    belonging = belonging_to(bid, now=clock.now(), base_url=settings().base_url)
    listed = words.lines(belonging, queries.newest_documents(bid))
    by_readers: dict[Audience, list[words.DocumentLine]] = {readers: [] for readers in Audience}
    for line in listed:
        by_readers[line.audience].append(line)
    return render_template(
        "bids/documents.html",
        bid=bid,
        group=bid.cooperative,
        for_buyer=by_readers[Audience.BUYER],
        internal=by_readers[Audience.INTERNAL],
        lacks_price=not queries.price_lines(bid),
        route=words.ROUTES[queries.route_of(bid)],
        road_is_open=queries.road_is_open(bid),
        has_office=office.program() is not None,
        may_write=may_write_now(bid),
        form=ConfirmationForm(),
    )


@pages.post("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/stukken")
@guarded(permissions.may_write_bid, load=bidding.bid)
def make_documents(bid: Bid) -> ResponseReturnValue:
    """Make all documents, or one of them."""
    only = _asked(request.form.get("document", ""))
    place = url_for("bids.documents", slug=bid.cooperative.slug, bid_id=bid.id)
    base_url, now = settings().base_url, clock.now()
    drafts = making.draft(bid, now=now, base_url=base_url, only=only)
    done = carry_out_or_flash(
        lambda: making.make(bid, by=viewer(), now=now, base_url=base_url, only=only, drafts=drafts)
    )
    if done is not None:
        _say(done.value)
    return redirect(place)


def _asked(sent: str) -> Key | None:
    """Which document a button asks for; without one all of them."""
    kind, lot, part = (*sent[:LONGEST_KEY].split("|"), "", "")[:3]
    if not kind:
        return None
    return kind, lot, part


def _say(done: making.MadeSet) -> None:
    number = len(done.made)
    if number:
        flash(ngettext("%(num)d document has been made.", "%(num)d documents have been made.", number))
    else:
        flash(_("Nothing has changed since: the documents stand there as they were."))
    for title, broken_rule in done.stopped:
        flash(f"{title}: {explain(broken_rule)}", "error")


@pages.get("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/stukken/<int:document_id>")
@guarded(permissions.may_see_document, load=queries.document_of)
def document(made: BidDocument) -> ResponseReturnValue:
    """One document as it was made."""
    return files.as_download(made.file)


@pages.get("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/stukken/<int:document_id>.pdf")
@guarded(permissions.may_see_document, load=queries.document_of)
def document_pdf(made: BidDocument) -> ResponseReturnValue:
    """The PDF beside it, once it is there."""
    if made.pdf is None:
        abort(404)
    return files.as_download(made.pdf)


@pages.get("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/stukken/<any(opdrachtgever, intern):readers>.zip")
@guarded(permissions.may_see_bid, load=bidding.bid)
def documents_archive(bid: Bid, readers: str) -> ResponseReturnValue:
    """Everything for the buyer in one file, or everything internal: never both."""
    # What belongs to the bid no more, such as the UEA of a partner who stopped, does not go along.
    keys = {belonging.key for belonging in belonging_to(bid, now=clock.now(), base_url=settings().base_url)}
    chosen = []
    for row in queries.newest_documents(bid):
        if row.audience is Audience.BUYER and not goes_along(row.kind, row.audience):
            continue
        if row.audience is ARCHIVES[readers] and (row.kind, row.lot, row.part) in keys:
            chosen.append(row)
    if not chosen:
        abort(404)
    return files.made(_archive(chosen), f"{readers}-{bid.cooperative.slug}-{bid.id}", files.ARCHIVE)


def _archive(rows: Iterable[BidDocument]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for row in rows:
            package.writestr(row.file.name, files.content_of(row.file))
            if row.pdf is not None:
                package.writestr(row.pdf.name, files.content_of(row.pdf))
    return stream.getvalue()
