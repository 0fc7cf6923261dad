"""Studies of the local multiplier (LM3): filled in, reckoned step by step, and as a paragraph for a bid."""

from dataclasses import fields
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.i18n import language
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.moneymap import permissions
from incubator.moneymap.forms import StudyForm
from incubator.moneymap.messages.paragraphs import factor, paragraph
from incubator.moneymap.models import MultiplierStudy
from incubator.moneymap.queries import studies as queries
from incubator.moneymap.rules.multiplier import outcome
from incubator.moneymap.services import studies as services
from incubator.moneymap.services.holding import hold
from incubator.moneymap.views.blueprint import pages
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood


@pages.get("/buurten/<slug>/geld/lm3")
@guarded(neighbourhoods.may_look, load=neighbourhood)
def studies(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The studies with their outcome."""
    shown = []
    for study in queries.studies(neighbourhood.id):
        shown.append((study, factor(outcome(queries.answers_of(study), language()).rounds.multiplier)))
    return render_template(
        "moneymap/studies.html",
        neighbourhood=neighbourhood,
        studies=shown,
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.get("/buurten/<slug>/geld/lm3/<int:number>")
@guarded(permissions.may_look_at, load=queries.study)
def study(study: MultiplierStudy) -> ResponseReturnValue:
    """The full working, beside an outside firm, with the range and the paragraph."""
    answers = queries.answers_of(study)
    reckoned = outcome(answers, language())
    return render_template(
        "moneymap/study.html",
        neighbourhood=study.neighbourhood,
        study=study,
        outcome=reckoned,
        factor=factor,
        paragraph=paragraph(answers, reckoned),
        may_build=permissions.may_build(viewer(), study),
    )


@pages.route("/buurten/<slug>/geld/lm3/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=neighbourhood)
def add_study(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = StudyForm(data={"year": clock.today().year - 1})
    may_drive = neighbourhoods.may_drive(viewer(), neighbourhood)
    if not may_drive:
        form.leave_public_to_drivers()
    done = carry_out(form, lambda: services.add(neighbourhood, form.answers(), by=viewer(), now=clock.now()).id)
    if done is None:
        return form_page("moneymap/study_form.html", form, neighbourhood=neighbourhood, study=None, may_drive=may_drive)
    return redirect(url_for("moneymap.study", slug=neighbourhood.slug, number=done.value))


@pages.route("/buurten/<slug>/geld/lm3/<int:number>/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_build, load=queries.study)
def change_study(study: MultiplierStudy) -> ResponseReturnValue:
    form = StudyForm(data=_standing(study))
    may_drive = neighbourhoods.may_drive(viewer(), study.neighbourhood)
    if not may_drive:
        form.leave_public_to_drivers()
    if carry_out(form, lambda: _change(study, form)) is None:
        place = study.neighbourhood
        return form_page("moneymap/study_form.html", form, neighbourhood=place, study=study, may_drive=may_drive)
    flash(_("Saved."))
    return redirect(url_for("moneymap.study", slug=study.neighbourhood.slug, number=study.id))


def _change(study: MultiplierStudy, form: StudyForm) -> None:
    standing = _standing(hold(study))
    form.settle(standing)
    # As it stands now: a driver may have made it public, or private again, while this page was open.
    services.change(study, form.answers(stands=standing["is_public"]), by=viewer(), now=clock.now())


def _standing(study: MultiplierStudy) -> dict[str, Any]:
    answers = queries.answers_of(study)
    return {field.name.removesuffix("_cents"): getattr(answers, field.name) for field in fields(answers)}


@pages.post("/buurten/<slug>/geld/lm3/<int:number>/verwijderen")
@guarded(permissions.may_build, load=queries.study)
def remove_study(study: MultiplierStudy) -> ResponseReturnValue:
    slug = study.neighbourhood.slug
    if carry_out_or_flash(lambda: services.remove(study)):
        flash(_("Removed."))
    return redirect(url_for("moneymap.studies", slug=slug))
