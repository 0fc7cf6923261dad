"""For a new manager: what the incubator needs before groups can work in it."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_manager, viewer
from incubator.core.forms import ConfirmationForm
from incubator.core.web import settings
from incubator.home.messages.first_steps import StepLine, step_lines
from incubator.home.queries.first_steps import evidence
from incubator.home.rules.first_steps import steps_done
from incubator.home.views.blueprint import pages

COOKIE = "first_steps"
AWAY = "away"
YEAR = 365 * 24 * 3600


def steps_to_show() -> list[StepLine]:
    """The steps for the start page: none when all are done, or when this browser put them away."""
    if request.cookies.get(COOKIE) == AWAY:
        return []
    lines = _lines()
    if all(line.done for line in lines):
        return []
    return lines


@pages.get("/beheer/eerste-stappen")
@guarded(is_manager)
def first_steps() -> ResponseReturnValue:
    """All first steps with their state; always there, also when put away on the start page."""
    away = request.cookies.get(COOKIE) == AWAY
    return render_template("home/first_steps.html", lines=_lines(), away=away, form=ConfirmationForm())


@pages.post("/beheer/eerste-stappen")
@guarded(is_manager)
def put_first_steps_away() -> ResponseReturnValue:
    """Leave the steps off the start page in this browser, or have them back."""
    away = request.form.get("weg") == "ja"
    answer = make_response(redirect(url_for("home.front" if away else "home.first_steps")))
    if away:
        answer.set_cookie(COOKIE, AWAY, max_age=YEAR, httponly=True, samesite="Lax", secure=settings().production)
        flash(_("The first steps are off your start page. You find them under Manage."))
    else:
        answer.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=settings().production)
        flash(_("The first steps stand on your start page again, as long as some are to be done."))
    return answer


def _lines() -> list[StepLine]:
    return step_lines(steps_done(evidence(viewer(), settings())))
