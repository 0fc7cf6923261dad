"""Pages that reckon until when a challenge makes sense: for everyone, and for a group with its agenda."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from incubator.accounts.permissions import guarded, public
from incubator.challenges.forms.windows import USUAL, WindowForm
from incubator.challenges.messages import routes as route_words
from incubator.challenges.messages import windows as words
from incubator.challenges.queries.regulations import regulation_on
from incubator.challenges.rules.naming import authority_name
from incubator.challenges.rules.windows import window as reckoned
from incubator.challenges.services import windows as services
from incubator.challenges.values.windows import ChallengeWindow, WindowQuestion
from incubator.challenges.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import agenda, clock
from incubator.core.public_pages import same_for_everyone
from incubator.core.web import carry_out_or_flash

FIELDS = ("gemeente", "einde", "informatie", "draagvlak", "plan", "afspraken")


@pages.get("/uitdagen/termijn")
@public
def window() -> ResponseReturnValue:
    """For everyone: nothing is stored, and the question stands in the address."""
    same_for_everyone()
    return _page(None)


@pages.get("/cooperaties/<slug>/uitdagen/termijn")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def window_of_group(group: Cooperative) -> ResponseReturnValue:
    """The same for a group, which can put the days in its agenda."""
    return _page(group)


def _page(group: Cooperative | None) -> ResponseReturnValue:
    form = WindowForm.of(request.args)
    # A link may fill in the authority alone; who sends the form sends both fields, also when one is empty.
    question = form.question(clock.today()) if "einde" in request.args else None
    answer = None if question is None else _reckoned(question)
    shown = _shown(group, question) | {"form": form, "usual": USUAL, "window": answer}
    return render_template(
        "challenges/window.html", words=words, route_words=route_words, group=group, **shown
    ), form.status


def _shown(group: Cooperative | None, question: WindowQuestion | None) -> dict[str, Any]:
    if question is None:
        return {
            "question": None,
            "authority": "",
            "planned": False,
            "may_plan": False,
            "may_begin": False,
            "asked": {},
        }
    planned = group is not None and agenda.holds(services.key_of(group, question))
    return {
        "question": question,
        "authority": authority_name(question.authority),
        "planned": planned,
        "may_plan": group is not None and group_permissions.may_record(current_user, group),
        "may_begin": group is not None and group_permissions.may_work(current_user, group),
        "asked": _asked(),
    }


def _asked() -> dict[str, Any]:
    """The question of the address (or of the button), to ask it again."""
    asked = {}
    for name in FIELDS:
        if request.values.get(name):
            asked[name] = request.values[name][:100]
    return asked


def _reckoned(question: WindowQuestion) -> ChallengeWindow:
    return reckoned(question, regulation_on(question.authority, question.on), authority_name(question.authority))


@pages.post("/cooperaties/<slug>/uitdagen/termijn/agenda")
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def put_window_in_agenda(group: Cooperative) -> ResponseReturnValue:
    """Put the days to begin and to hand in in the agenda of the group, or take them out again."""
    question = WindowForm.of(request.form).question(clock.today())
    if question is None:
        flash(_("Fill in who gives the contract and when it ends."), "error")
        return _back(group)
    if request.form.get("do") == "remove":
        if carry_out_or_flash(lambda: services.take_out_of_agenda(group, question)):
            flash(_("The days are out of your agenda."))
        return _back(group)
    answer, name = _reckoned(question), authority_name(question.authority)
    address = url_for("challenges.window_of_group", slug=group.slug, **_asked())
    if carry_out_or_flash(lambda: services.put_in_agenda(group, question, answer, authority=name, url=address)):
        flash(_("The days are in your agenda."))
    return _back(group)


def _back(group: Cooperative) -> Response:
    return redirect(url_for("challenges.window_of_group", slug=group.slug, **_asked()))
