"""Pages of versions: how far one is, putting one back, and the deed as the notary gave it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, files
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.statutes import messages, permissions, queries
from incubator.statutes.documents.comparing import line_changes
from incubator.statutes.forms.versions import PutBackForm, ReturnedForm, StepForm
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import comparisons
from incubator.statutes.services import founders
from incubator.statutes.services import versions as services
from incubator.statutes.services.pack import pack

pages = Blueprint("versions", __name__, url_prefix="/cooperaties/<slug>/statuten/versies/<int:number>")


@pages.get("/notaris")
@guarded(permissions.may_write_version, load=queries.version)
def pack_file(fixed: StatutesVersion) -> ResponseReturnValue:
    """Everything for the notary, in one ZIP; with what founders filled in, for who coordinates the group."""
    name = f"Notaris {fixed.cooperative.name} versie {fixed.number}"
    filled_in = founders.filled_in(fixed) if permissions.coordinates(viewer(), fixed.cooperative) else {}
    answer = files.made(pack(fixed, now=clock.now(), filled_in=filled_in), name, files.ARCHIVE)
    # A file to save is otherwise one that a browser may keep as well.
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.route("/stap", methods=["GET", "POST"])
@guarded(permissions.may_write_version, load=queries.version)
def step(fixed: StatutesVersion) -> ResponseReturnValue:
    """Note what happened to this version."""
    form = StepForm()
    form.kind.choices = choices_of(messages.STEPS)
    done = carry_out(
        form,
        lambda: services.note_step(fixed, form.step(), form.on.data, by=viewer(), now=clock.now(), today=clock.today()),
    )
    if done is None:
        return form_page("statutes/step.html", form, group=fixed.cooperative, version=fixed)
    flash(_("Saved."))
    return _to(fixed)


@pages.route("/terugzetten", methods=["GET", "POST"])
@guarded(permissions.may_write_version, load=queries.version)
def put_back(fixed: StatutesVersion) -> ResponseReturnValue:
    """Make this version the draft again, after a look at what it replaces."""
    form = PutBackForm()
    group = fixed.cooperative
    draft = queries.draft(group)
    if carry_out(form, lambda: services.put_back(fixed, form.given_revision(), by=viewer(), now=clock.now())):
        flash(_("The answers are those of version %(number)s again.", number=fixed.number))
        return redirect(url_for("statutes.index", slug=group.slug))
    form.revision.data = str(draft.revision if draft is not None else 0)
    changes = comparisons.against_draft(fixed)
    return form_page(
        "statutes/put_back.html", form, group=group, version=fixed, changes=changes, names=messages.CHANGES
    )


@pages.route("/akte", methods=["GET", "POST"])
@guarded(permissions.may_write_version, load=queries.version)
def bring_deed(fixed: StatutesVersion) -> ResponseReturnValue:
    """Bring the notary's deed as a Word file."""
    form = ReturnedForm()
    sent = request.files.get("deed")
    content, name = (sent.read(), sent.filename or "") if sent is not None else (b"", "")
    if carry_out(form, lambda: services.keep_returned(fixed, content, name, now=clock.now())):
        return redirect(url_for("versions.returned", slug=fixed.cooperative.slug, number=fixed.number))
    return form_page("statutes/bring_deed.html", form, group=fixed.cooperative, version=fixed)


@pages.get("/akte/verschillen")
@guarded(permissions.may_read_version, load=comparisons.returned_version)
def returned(fixed: StatutesVersion) -> ResponseReturnValue:
    """What the notary's deed changed, article by article."""
    beside = comparisons.returned_deed(fixed)
    return render_template(
        "statutes/returned.html",
        group=fixed.cooperative,
        version=fixed,
        beside=beside,
        terms=messages.terms_in_words(fixed.answers, beside.terms),
        line_changes=line_changes,
        names=messages.CHANGES,
        may_write=permissions.may_write_version(viewer(), fixed),
        may_enter=permissions.may_enter_deed(viewer(), fixed),
    )


@pages.get("/akte/word")
@guarded(permissions.may_read_version, load=comparisons.returned_version)
def returned_file(fixed: StatutesVersion) -> ResponseReturnValue:
    """The deed as the notary gave it."""
    assert fixed.returned is not None
    return files.as_download(fixed.returned)


@pages.post("/akte/overnemen")
@guarded(permissions.may_write_version, load=comparisons.returned_version)
def take_over(fixed: StatutesVersion) -> ResponseReturnValue:
    """Bring the answers in line with the deed: a new version."""
    done = carry_out_or_flash(
        lambda: services.take_over(fixed, by=viewer(), now=clock.now(), today=clock.today()).number
    )
    if done is None:
        return redirect(url_for("versions.returned", slug=fixed.cooperative.slug, number=fixed.number))
    flash(_("Version %(number)s has been made.", number=done.value))
    return redirect(url_for("versions.returned", slug=fixed.cooperative.slug, number=done.value))


def _to(fixed: StatutesVersion) -> ResponseReturnValue:
    return redirect(url_for("statutes.version", slug=fixed.cooperative.slug, number=fixed.number))
