"""A notice that somebody has a number or an address of: found here, or fetched from the source that has it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, signed_in
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import search_words
from incubator.core.http import Client
from incubator.core.i18n import explain
from incubator.core.limits import limiter
from incubator.core.web import settings
from incubator.formats.values import Scheme
from incubator.sources import queries as sources
from incubator.sources.messages import source_health
from incubator.sources.services import by_number
from incubator.sources.services.by_number import NamedPublication
from incubator.watch.messages import explaining as words
from incubator.watch.queries import numbers
from incubator.watch.views.blueprint import pages

KIND_OF = {Scheme.TENDERNED: "tenderned", Scheme.TED: "ted"}  # of source, by which number it has


@pages.get("/aankondigingen/waarom")
@guarded(signed_in)
def find_notice() -> ResponseReturnValue:
    """Find the notice that somebody has a number or an address of, and say why it was not found for them."""
    typed = search_words(request.args.get("nummer"))
    notice = numbers.notice_meant(typed) if typed else None
    if notice is not None:
        return redirect(url_for("watch.why_notice", notice_id=notice.id))
    now = clock.now()
    asked_at = _fetchable(typed)
    pages_of_sources = [name.page for name in numbers.names_in(typed) if name.page]
    return render_template(
        "watch/find_notice.html",
        typed=typed,
        pages=pages_of_sources,
        asked_at=asked_at,
        words=words,
        sources=[(shown.source.name, source_health(shown, now)) for shown in sources.overview(now)],
    )


def _fetchable(typed: str) -> NamedPublication | None:
    """The publication that was meant, when a source that we read can be asked for it; never an address that was typed."""
    for name in numbers.names_in(typed):
        kind = KIND_OF.get(name.scheme)
        publication = by_number.publication_of(kind, name.value) if kind else None
        if publication is not None:
            return publication
    return None


def _who_fetches() -> str:
    return f"fetch {current_user.get_id()}"


@pages.post("/aankondigingen/waarom/ophalen")
@guarded(signed_in)
@limiter.limit("20 per hour", key_func=_who_fetches)
def fetch_notice() -> ResponseReturnValue:
    """Ask the source for a notice that somebody has the number of, and lead to why it was not found."""
    typed = search_words(request.form.get("nummer"))
    publication = _fetchable(typed)
    if publication is not None and numbers.notice_meant(typed) is None:
        _fetch(publication)
    return redirect(url_for("watch.find_notice", nummer=typed))


def _fetch(publication: NamedPublication) -> None:
    """The other side is asked outside a transaction: it may take its time."""
    try:
        documents = by_number.ask(publication, Client.of(settings()), today=clock.today())
        with transaction():
            brought = by_number.keep(publication, documents, now=clock.now())
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
        return
    if not brought:
        flash(_("%(source)s has nothing under this number.", source=publication.source), "error")
