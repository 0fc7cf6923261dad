"""The groups of a neighbourhood: asked by drivers, answered by their coordinators."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import lock, still_there
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions
from incubator.neighbourhood.forms.groups import GroupAnswerForm, GroupQuestionForm
from incubator.neighbourhood.messages import ANSWERS, tell_asked
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodGroup
from incubator.neighbourhood.queries import groups as queries
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.services import groups as services
from incubator.neighbourhood.services.parts import parts_for_group
from incubator.neighbourhood.values import GroupAnswer
from incubator.neighbourhood.views.blueprint import pages


@pages.get("/buurten/<slug>/groepen")
@guarded(permissions.may_look, load=places.neighbourhood)
def groups(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The groups that are part, and for drivers those that were asked."""
    may_drive = permissions.may_drive(viewer(), neighbourhood)
    rows = queries.of_place(neighbourhood)
    return render_template(
        "neighbourhood/groups.html",
        neighbourhood=neighbourhood,
        # That a group said no is between that group and who asked it.
        groups=[row for row in rows if may_drive or row.answer is GroupAnswer.AGREED],
        answers=ANSWERS,
        may_drive=may_drive,
    )


@pages.route("/buurten/<slug>/groepen/vragen", methods=["GET", "POST"])
@guarded(permissions.may_drive, load=places.neighbourhood)
def ask_group(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Ask a group by its name. The answer is the same whether there is one or not."""
    form = GroupQuestionForm()
    if carry_out(form, lambda: _ask(neighbourhood, form)):
        flash(_("The question is on its way, when there is a group with this name."))
        return redirect(url_for("neighbourhood.groups", slug=neighbourhood.slug))
    return form_page("neighbourhood/ask_group.html", form, neighbourhood=neighbourhood)


def _ask(neighbourhood: Neighbourhood, form: GroupQuestionForm) -> None:
    asked = services.ask(neighbourhood, form.name.data or "", by=viewer(), now=clock.now())
    if asked.cooperative is not None:
        for reader in queries.coordinators_of(asked.cooperative):
            tell_asked(asked, reader)


@pages.post("/buurten/<slug>/groepen/<int:asked_id>/stoppen")
@guarded(permissions.may_change_group, load=queries.asked_in)
def stop_group(asked: NeighbourhoodGroup) -> ResponseReturnValue:
    """Withdraw the question, or end that the group is part."""
    slug = asked.neighbourhood.slug
    if carry_out_or_flash(lambda: services.stop(asked, now=clock.now())):
        flash(_("Saved."))
    return redirect(url_for("neighbourhood.groups", slug=slug))


@pages.get("/cooperaties/<slug>/buurten")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def of_group(group: Cooperative) -> ResponseReturnValue:
    """For a group: the neighbourhoods that it is part of, or that ask it to be."""
    rows = queries.of_group(group)
    return render_template(
        "neighbourhood/of_group.html",
        group=group,
        rows=rows,
        parts={row.id: parts_for_group(row.neighbourhood) for row in rows if row.answer is GroupAnswer.AGREED},
        answers=ANSWERS,
        may_coordinate=group_permissions.may_coordinate(viewer(), group),
        may_work=group_permissions.may_work(viewer(), group),
    )


@pages.route("/cooperaties/<slug>/buurten/<int:asked_id>", methods=["GET", "POST"])
@guarded(permissions.may_answer, load=queries.asked_of)
def answer(asked: NeighbourhoodGroup) -> ResponseReturnValue:
    """Say yes or no for a group, and whether its name may be shown."""
    group, place = asked.cooperative, asked.neighbourhood
    assert group is not None
    form = GroupAnswerForm(data=_standing(asked))
    if carry_out(form, lambda: _answer(asked, form)):
        flash(_("Saved."))
        return redirect(url_for("neighbourhood.of_group", slug=group.slug))
    return form_page("neighbourhood/answer.html", form, group=group, place=place, asked=asked)


def _answer(asked: NeighbourhoodGroup, form: GroupAnswerForm) -> None:
    lock(asked.neighbourhood)
    form.settle(_standing(still_there(asked)))
    services.answer(
        asked,
        agrees=form.agrees.data == "yes",
        is_public=bool(form.is_public.data),
        by=viewer(),
        now=clock.now(),
    )


def _standing(asked: NeighbourhoodGroup) -> dict[str, Any]:
    agrees = "yes" if asked.answer is GroupAnswer.AGREED else None
    return {"agrees": agrees, "is_public": asked.is_public}
