"""Files and links that go with a session."""

import contextlib

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.cohorts import permissions
from incubator.cohorts.forms.sessions import MaterialForm
from incubator.cohorts.models import GroupGathering, Material
from incubator.cohorts.queries import gatherings as queries
from incubator.cohorts.services import gatherings as services
from incubator.cohorts.values import Materials
from incubator.cohorts.views.blueprint import pages
from incubator.cohorts.views.sessions import to_session, turned_away
from incubator.core import clock, files
from incubator.core.web import carry_out, carry_out_or_flash, form_page


@pages.route("/bijeenkomsten/<int:gathering_id>/materiaal", methods=["GET", "POST"])
@guarded(permissions.may_change_gathering, load=queries.gathering)
def bring_material(shown: GroupGathering) -> ResponseReturnValue:
    """Add a file or a link to a session."""
    if turned := turned_away(shown):
        return turned
    form = MaterialForm()
    content, name = _sent()
    brought = Materials(form.title.data or "", form.url.data or "", content, name)
    if carry_out(form, lambda: services.bring(shown, brought, now=clock.now())):
        flash(_("Added."))
        return to_session(shown)
    return form_page("cohorts/material.html", form, gathering=shown, group=shown.cooperative)


def _sent() -> tuple[bytes, str]:
    """The file that came with the form and its name; nothing when none was chosen."""
    sent = request.files.get("file")
    if sent is None:
        return b"", ""
    # A large file lies in a temporary one, which has to be closed.
    with contextlib.closing(sent):
        return sent.read(), sent.filename or ""


@pages.get("/bijeenkomsten/<int:gathering_id>/materiaal/<int:material_id>")
@guarded(permissions.may_fetch, load=queries.material)
def fetch_material(material: Material) -> ResponseReturnValue:
    """A file of a session; a link is no file."""
    if material.file is None:
        abort(404)
    return files.as_download(material.file)


@pages.post("/bijeenkomsten/<int:gathering_id>/materiaal/<int:material_id>/weg")
@guarded(permissions.may_change_material, load=queries.material)
def remove_material(material: Material) -> ResponseReturnValue:
    shown = material.gathering
    if carry_out_or_flash(lambda: services.take_away(material)):
        flash(_("Removed."))
    return to_session(shown)
