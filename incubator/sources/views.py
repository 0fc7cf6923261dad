"""The manager's sources: how each is doing, adding one by pasting an address, and what one can do with it."""

import json
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager
from incubator.core import clock, job_runs
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form
from incubator.core.http import Client
from incubator.core.i18n import explain
from incubator.core.signing import sign, signed
from incubator.core.web import settings
from incubator.sources import forms, messages, queries
from incubator.sources.models import Source, SourceKind
from incubator.sources.services import managing as services
from incubator.sources.services import probing

pages = Blueprint("sources", __name__, url_prefix="/aankondigingen")

FOUND = "found-source"  # what the token of the check page is good for
JOB = "fetch-sources"


@pages.app_context_processor
def health_of_sources() -> dict[str, Any]:
    """For pages that show notices: where they come from, and whether that works. Asked only where it is shown."""
    return {"source_words": messages, "sources_shown": _shown_to_all, "website_of": services.website_of}


def _shown_to_all() -> list[tuple[queries.Shown, str]]:
    now = clock.now()
    return [(one, messages.source_health(one, now)) for one in queries.overview(now) if one.source.active]


@pages.get("/bronnen")
@guarded(is_manager)
def sources() -> ResponseReturnValue:
    """Every source and how it is doing."""
    return render_template(
        "sources/index.html",
        shown=queries.overview(clock.now()),
        ready_made=services.ready_made_left(),
        now=clock.now(),
    )


@pages.route("/bronnen/toevoegen", methods=["GET", "POST"])
@guarded(is_manager)
def add_source() -> ResponseReturnValue:
    """Paste an address: what is there is shown before anything is added."""
    form = forms.SourceAddressForm()
    if form.validate_on_submit():
        try:
            found = probing.probe(str(form.url.data), Client.of(settings()), today=clock.today())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            return _check(forms.ConfirmForm(formdata=None, token=_token(found), name=found.name), found)
    return render_template("sources/add.html", form=form), 422 if form.errors else 200


def _check(form: forms.ConfirmForm, found: probing.Probe) -> ResponseReturnValue:
    page = render_template("sources/check.html", form=form, found=found, kinds=messages.SOURCE_KINDS)
    return page, 422 if form.errors else 200


def _token(found: probing.Probe) -> str:
    """What was found, signed: it is added as it was shown, without asking the other side again."""
    latest = [
        [one.title[:300], one.published.isoformat() if one.published else None, one.buyer[:200]] for one in found.latest
    ]
    return sign(FOUND, json.dumps(probing.as_json(found) | {"latest": latest}))


def _found(token: str | None) -> probing.Probe | None:
    told = signed(FOUND, token or "")
    if told is None:
        return None
    found = json.loads(told)
    latest = tuple(
        probing.Latest(title, date.fromisoformat(day) if day else None, buyer) for title, day, buyer in found["latest"]
    )
    return probing.Probe(SourceKind(found["kind"]), found["url"], found["name"], latest)


@pages.post("/bronnen/toevoegen/bevestigen")
@guarded(is_manager)
def confirm_source() -> ResponseReturnValue:
    """Add what was shown."""
    form = forms.ConfirmForm()
    found = _found(form.token.data)
    if found is None:
        abort(400)
    if form.validate_on_submit():
        try:
            return _added(found.url, found.kind, form.name.data or found.name)
        except RuleViolation as broken_rule:
            broken_rule.field = None if broken_rule.field == "url" else broken_rule.field
            form.refuse(broken_rule)
    return _check(form, found)


def _added(url: str, kind: SourceKind, name: str) -> ResponseReturnValue:
    chosen = settings()
    with transaction():
        added = services.add(url, kind, name, now=clock.now(), allow_private=chosen.allow_private_sources)
        job_runs.make_due(JOB, now=clock.now())
    flash(_("%(name)s was added and will be read within a few minutes.", name=added.name))
    return redirect(url_for("sources.source", source_id=added.id))


@pages.post("/bronnen/kant-en-klaar/<any(tenderned, ted):kind>")
@guarded(is_manager)
def add_ready_made(kind: str) -> ResponseReturnValue:
    """One click for the services that everyone reads."""
    ready = services.READY_MADE[SourceKind(kind)]
    try:
        return _added(ready.url, ready.kind, ready.name)
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
        return redirect(url_for("sources.sources"))


@pages.get("/bronnen/<int:source_id>")
@guarded(is_manager, load=queries.for_manager)
def source(source: Source) -> ResponseReturnValue:
    """One source: how it is doing, its readings, and what one can do."""
    now = clock.now()
    return render_template(
        "sources/show.html",
        source=source,
        shown=queries.shown(source, now),
        runs=queries.runs(source.id),
        now=now,
    )


@pages.post("/bronnen/<int:source_id>/nu")
@guarded(is_manager, load=queries.for_manager)
def read_source_now(source: Source) -> ResponseReturnValue:
    """Have it read at once; the timetable does it, not this request."""
    try:
        with transaction():
            services.read_soon(source, now=clock.now())
            job_runs.make_due(JOB, now=clock.now())
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
    else:
        flash(_("%(name)s will be read within a few minutes.", name=source.name))
    return _back(source)


@pages.post("/bronnen/<int:source_id>/pauze")
@guarded(is_manager, load=queries.for_manager)
def pause_source(source: Source) -> ResponseReturnValue:
    with transaction():
        services.pause(source)
    flash(_("%(name)s is not read any more until you resume it.", name=source.name))
    return _back(source)


@pages.post("/bronnen/<int:source_id>/hervat")
@guarded(is_manager, load=queries.for_manager)
def resume_source(source: Source) -> ResponseReturnValue:
    with transaction():
        services.resume(source, now=clock.now())
        job_runs.make_due(JOB, now=clock.now())
    flash(_("%(name)s is read again, from where it was.", name=source.name))
    return _back(source)


def _back(source: Source) -> ResponseReturnValue:
    return redirect(url_for("sources.source", source_id=source.id))


@pages.route("/bronnen/<int:source_id>/wijzigen", methods=["GET", "POST"])
@guarded(is_manager, load=queries.for_manager)
def change_source(source: Source) -> ResponseReturnValue:
    """Another name; of TED also which countries and codes."""
    options = source.options or {}
    chosen = {"countries": " ".join(options.get("countries", ["NLD"])), "codes": " ".join(options.get("cpv", []))}
    ted = source.kind is SourceKind.TED
    form = forms.TedSourceForm(name=source.name, **chosen) if ted else forms.SourceForm(name=source.name)
    if form.validate_on_submit():
        try:
            with transaction():
                services.rename(source, str(form.name.data))
                if isinstance(form, forms.TedSourceForm):
                    countries, codes = forms.words_of(form.countries.data), forms.words_of(form.codes.data)
                    services.choose(source, countries=countries, codes=codes)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Saved."))
            return _back(source)
    return render_template("sources/change.html", form=form, source=source), 422 if form.errors else 200


@pages.route("/bronnen/<int:source_id>/verwijderen", methods=["GET", "POST"])
@guarded(is_manager, load=queries.for_manager)
def delete_source(source: Source) -> ResponseReturnValue:
    """Asked once; the notices that it brought stay."""
    form = Form()
    if form.validate_on_submit():
        name = source.name
        with transaction():
            services.remove(source)
        flash(_("%(name)s was removed. The notices that it brought are still there.", name=name))
        return redirect(url_for("sources.sources"))
    return render_template("sources/delete.html", form=form, source=source), 422 if form.errors else 200
