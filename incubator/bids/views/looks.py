"""For managers: the look of all documents of bids, and templates of their own."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.bids.documents.sample import sample
from incubator.bids.forms.looks import LookForm, TemplateForm
from incubator.bids.messages.documents import ROUTES
from incubator.bids.models import DocumentTemplate
from incubator.bids.queries import documents as queries
from incubator.bids.rules.templates import FIELDS, undeclared
from incubator.bids.services import looks as services
from incubator.bids.values.documents import Audience
from incubator.bids.views.blueprint import pages
from incubator.core import clock, files
from incubator.core.forms import ConfirmationForm
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.core.word import to_bytes


@pages.get("/beheer/huisstijl-stukken")
@guarded(is_manager)
def looks() -> ResponseReturnValue:
    """The look that holds, the looks before it, and the templates."""
    # The one that holds is the first of them: it is named by itself.
    earlier = [look for look in queries.looks() if look.ended_at is not None]
    return render_template(
        "bids/looks.html",
        standing=queries.look(),
        earlier=earlier,
        templates=queries.templates(),
        undeclared=undeclared,
        routes={route.value: words for route, words in ROUTES.items()},
        form=ConfirmationForm(),
    )


@pages.route("/beheer/huisstijl-stukken/stijlen", methods=["GET", "POST"])
@guarded(is_manager)
def put_look() -> ResponseReturnValue:
    """Bring a Word file: its styles become those of all documents."""
    form = LookForm()
    content, name = _sent()
    if carry_out(form, lambda: services.put_look(content, name, by=viewer(), now=_now())) is None:
        return form_page("bids/put_look.html", form)
    flash(_("All documents that are made from now on have this look. Look at the example first."))
    return redirect(url_for("bids.looks"))


def _now() -> datetime:
    return clock.now()


def _sent() -> tuple[bytes, str]:
    sent = request.files.get("file")
    if sent is None:
        return b"", ""
    return sent.read(), sent.filename or "document.docx"


@pages.post("/beheer/huisstijl-stukken/terug")
@guarded(is_manager)
def put_look_back() -> ResponseReturnValue:
    """Our own look again."""
    if carry_out_or_flash(lambda: services.put_look_back(now=_now())):
        flash(_("Documents have the look of the house again."))
    return redirect(url_for("bids.looks"))


@pages.get("/beheer/huisstijl-stukken/voorbeeld.docx")
@guarded(is_manager)
def look_sample() -> ResponseReturnValue:
    """An example with everything that documents have, in the look that holds."""
    look = queries.look()
    content = to_bytes(sample(clock.now()), look.looks if look is not None else None)
    return files.made(content, "voorbeeld-huisstijl", files.WORD)


@pages.route("/beheer/huisstijl-stukken/sjablonen/nieuw", methods=["GET", "POST"])
@guarded(is_manager)
def add_template() -> ResponseReturnValue:
    """Bring a Word file with named fields. Groups get it only after its fields were looked at."""
    form = TemplateForm()
    content, name = _sent()

    def add() -> DocumentTemplate:
        audience = Audience(form.audience.data)
        return services.add_template(content, name, form.name.data, audience, form.routes.data, by=viewer(), now=_now())

    if carry_out(form, add) is None:
        return form_page("bids/add_template.html", form, fields=FIELDS)
    flash(_("Kept. Look at its fields below, and then let groups use it."))
    return redirect(url_for("bids.looks"))


@pages.post("/beheer/huisstijl-stukken/sjablonen/<int:template_id>/gebruik")
@guarded(is_manager, load=queries.template)
def use_template(template: DocumentTemplate) -> ResponseReturnValue:
    """Let groups use it, or not any more."""
    in_use = request.form.get("in_use") == "1"
    if carry_out_or_flash(lambda: services.use_template(template, in_use)):
        flash(_("Groups get this document now.") if in_use else _("Groups do not get this document any more."))
    return redirect(url_for("bids.looks"))


@pages.get("/beheer/huisstijl-stukken/sjablonen/<int:template_id>")
@guarded(is_manager, load=queries.template)
def template_file(template: DocumentTemplate) -> ResponseReturnValue:
    """The Word file as it was brought."""
    return files.as_download(template.file)


@pages.post("/beheer/huisstijl-stukken/sjablonen/<int:template_id>/verwijderen")
@guarded(is_manager, load=queries.template)
def remove_template(template: DocumentTemplate) -> ResponseReturnValue:
    """Nobody gets it any more."""
    if carry_out_or_flash(lambda: services.remove_template(template)):
        flash(_("The template has been removed."))
    return redirect(url_for("bids.looks"))
