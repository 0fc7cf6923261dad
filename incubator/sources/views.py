"""The manager's sources: how each is doing, adding one by pasting an address, and what one can do with it."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager
from incubator.core import clock, job_runs
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm, Form
from incubator.core.http import Client
from incubator.core.signing import sign, signed
from incubator.core.web import carry_out, carry_out_or_flash, form_page, settings
from incubator.sources import forms, messages, queries
from incubator.sources.kinds import KINDS, Latest, Probe, SourceKind
from incubator.sources.models import Source
from incubator.sources.services import managing as services
from incubator.sources.services import probing

pages = Blueprint("sources", __name__, url_prefix="/aankondigingen")

PROBED = "probed-source"  # what the token of the check page is good for
JOB = "fetch-sources"


@pages.app_context_processor
def health_of_sources() -> dict[str, Any]:
    """For pages that show notices: where they come from, and whether that works. Asked only where it is shown."""
    return {
        "source_words": messages,
        "sources_shown": _shown_to_all,
        "website_of": services.website_of,
        "read_lately": _read_lately,
    }


def _read_lately() -> str:
    """Whether notices are really read every day: for the first sentence of their page."""
    return messages.read_lately(queries.sources(), clock.now())


def _shown_to_all() -> list[tuple[queries.Shown, str]]:
    now = clock.now()
    return [(shown, messages.source_health(shown, now)) for shown in queries.overview(now) if shown.source.active]


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
            probed = probing.probe(str(form.url.data), Client.of(settings()), today=clock.today())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            return _check(forms.AddSourceForm(formdata=None, token=_token(probed), name=probed.name), probed)
    return form_page("sources/add.html", form)


def _check(form: forms.AddSourceForm, probed: Probe) -> ResponseReturnValue:
    return form_page("sources/check.html", form, probed=probed, kinds=messages.SOURCE_KINDS)


def _token(probed: Probe) -> str:
    """What was recognised, signed: it is added as it was shown, without asking the other side again."""
    latest = [_shortened(notice) for notice in probed.latest]
    return sign(PROBED, json.dumps(probing.as_json(probed) | {"latest": latest}))


def _shortened(notice: Latest) -> list[str | None]:
    day = notice.published.isoformat() if notice.published else None
    return [notice.title[:300], day, notice.buyer[:200]]


def _probed(token: str | None) -> Probe | None:
    """What was shown before; None when the token is not ours."""
    text = signed(PROBED, token or "")
    if text is None:
        return None
    shown = json.loads(text)
    latest = tuple(_latest(*notice) for notice in shown["latest"])
    return Probe(shown["kind"], shown["url"], shown["name"], latest)


def _latest(title: str, day: str | None, buyer: str) -> Latest:
    published = date.fromisoformat(day) if day else None
    return Latest(title, published, buyer)


@pages.post("/bronnen/toevoegen/bevestigen")
@guarded(is_manager)
def confirm_source() -> ResponseReturnValue:
    """Add what was shown."""
    form = forms.AddSourceForm()
    probed = _probed(form.token.data)
    if probed is None:
        abort(400)
    kind, name = KINDS[probed.kind], form.name.data or probed.name
    outcome = carry_out(form, lambda: _add(probed.url, kind, name))
    if outcome is None:
        return _check(form, probed)
    return _added(outcome.value)


def _add(url: str, kind: SourceKind, name: str) -> Source:
    source = services.add(url, kind, name, now=clock.now(), allow_private=settings().allow_private_sources)
    job_runs.make_due(JOB, now=clock.now())
    return source


def _added(source: Source) -> ResponseReturnValue:
    flash(_("%(name)s was added and will be read within a few minutes.", name=source.name))
    return redirect(url_for("sources.source", source_id=source.id))


@pages.post("/bronnen/kant-en-klaar/<kind>")
@guarded(is_manager)
def add_ready_made(kind: str) -> ResponseReturnValue:
    """One click for the services that everyone reads."""
    chosen = KINDS.get(kind)
    if chosen is None or chosen.ready_made is None:
        abort(404)
    ready = chosen.ready_made
    outcome = carry_out_or_flash(lambda: _add(ready.url, chosen, ready.name))
    if outcome is None:
        return redirect(url_for("sources.sources"))
    return _added(outcome.value)


@pages.get("/bronnen/<int:source_id>")
@guarded(is_manager, load=queries.for_manager)
def source(source: Source) -> ResponseReturnValue:
    """One source: how it is doing, its readings, and what one can do."""
    now = clock.now()
    return render_template(
        "sources/show.html",
        source=source,
        kind=KINDS[source.kind],
        shown=queries.shown(source, now),
        runs=queries.runs(source.id),
        now=now,
    )


@pages.post("/bronnen/<int:source_id>/nu")
@guarded(is_manager, load=queries.for_manager)
def read_source_now(source: Source) -> ResponseReturnValue:
    """Have it read at once; the timetable does it, not this request."""
    outcome = carry_out_or_flash(lambda: _made_due(services.read_soon, source))
    if outcome is not None:
        flash(_("%(name)s will be read within a few minutes.", name=outcome.value))
    return _back(source)


def _made_due(action: Callable[..., str], source: Source) -> str:
    name = action(source, now=clock.now())
    job_runs.make_due(JOB, now=clock.now())
    return name


@pages.post("/bronnen/<int:source_id>/pauze")
@guarded(is_manager, load=queries.for_manager)
def pause_source(source: Source) -> ResponseReturnValue:
    outcome = carry_out_or_flash(lambda: services.pause(source))
    if outcome is not None:
        flash(_("%(name)s is not read any more until you resume it.", name=outcome.value))
    return _back(source)


@pages.post("/bronnen/<int:source_id>/hervat")
@guarded(is_manager, load=queries.for_manager)
def resume_source(source: Source) -> ResponseReturnValue:
    outcome = carry_out_or_flash(lambda: _made_due(services.resume, source))
    if outcome is not None:
        flash(_("%(name)s is read again, from where it was.", name=outcome.value))
    return _back(source)


def _back(source: Source) -> ResponseReturnValue:
    """To its page; to the list when somebody removed it meanwhile."""
    if queries.is_there(source):
        return redirect(url_for("sources.source", source_id=source.id))
    return redirect(url_for("sources.sources"))


@pages.route("/bronnen/<int:source_id>/wijzigen", methods=["GET", "POST"])
@guarded(is_manager, load=queries.for_manager)
def change_source(source: Source) -> ResponseReturnValue:
    """Another name; of some kinds also which notices are read."""
    form = forms.form_of_source(KINDS[source.kind].options, services.answers_of(source))
    if carry_out(form, lambda: services.change(source, form.answers, opened=form.opened_with)):
        flash(_("Saved."))
        return _back(source)
    if not queries.is_there(source):
        return _gone(form)
    form.open_with(services.answers_of(source))
    return form_page("sources/change.html", form, source=source)


@pages.route("/bronnen/<int:source_id>/verwijderen", methods=["GET", "POST"])
@guarded(is_manager, load=queries.for_manager)
def delete_source(source: Source) -> ResponseReturnValue:
    """Asked once; the notices that it brought stay."""
    form = ConfirmationForm()
    outcome = carry_out(form, lambda: services.remove(source))
    if outcome is not None:
        flash(_("%(name)s was removed. The notices that it brought are still there.", name=outcome.value))
        return redirect(url_for("sources.sources"))
    if not queries.is_there(source):
        return _gone(form)
    return form_page("sources/delete.html", form, source=source)


def _gone(form: Form) -> ResponseReturnValue:
    """Somebody removed the source while this page was open: the list says so."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for("sources.sources"))
