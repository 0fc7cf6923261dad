"""Work without a notice: what a client asks by mail, by phone or with a quote."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.watch import permissions, queries
from incubator.watch.forms import RequestForm
from incubator.watch.messages import WAYS
from incubator.watch.models import CameBy, WorkRequest
from incubator.watch.services import requests as services
from incubator.watch.views.blueprint import pages


@pages.route("/cooperaties/<slug>/kansen/vragen/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_work, load=cooperatives.cooperative)
def enter_request(group: Cooperative) -> ResponseReturnValue:
    """Enter what a client asked for."""
    form = RequestForm()
    form.came_by.choices = choices_of(WAYS)
    entered = carry_out(form, lambda: services.enter(group, _asked(form), author=viewer(), now=clock.now()))
    if entered is None:
        return form_page("watch/enter_request.html", form, group=group)
    flash(_("Kept among your opportunities."))
    return redirect(url_for("watch.work_request", slug=group.slug, request_id=entered.value.id))


def _asked(form: RequestForm) -> services.AskedWork:
    return services.AskedWork(
        client=form.client.data or "",
        title=form.title.data or "",
        description=form.description.data or None,
        due_on=form.due_on.data,
        value_cents=form.value_cents.data,
        place=form.place.data or None,
        came_by=CameBy(form.came_by.data) if form.came_by.data else None,
        contact=form.contact.data or None,
        link=form.link.data or None,
    )


@pages.get("/cooperaties/<slug>/kansen/vragen/<int:request_id>")
@guarded(permissions.may_see_request, load=queries.request_of)
def work_request(asked: WorkRequest) -> ResponseReturnValue:
    """One request: what is asked, by when, and what one can do with it."""
    return render_template(
        "watch/work_request.html",
        asked=asked,
        ways=WAYS,
        group=asked.cooperative,
        may_handle=permissions.may_handle_request(current_user, asked),
    )


@pages.post("/cooperaties/<slug>/kansen/vragen/<int:request_id>/opzij")
@guarded(permissions.may_handle_request, load=queries.request_of)
def put_request_aside(asked: WorkRequest) -> ResponseReturnValue:
    """Not for us; or after all."""
    action = services.take_back if request.form.get("back") == "1" else services.put_aside
    slug, request_id = asked.cooperative.slug, asked.id
    if carry_out_or_flash(lambda: action(asked)) is not None:
        flash(_("Saved."))
    return redirect(url_for("watch.work_request", slug=slug, request_id=request_id))
