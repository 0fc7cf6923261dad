"""An anchor: what is known of it, and changing that."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.anchors import permissions
from incubator.anchors.forms.institutions import InstitutionForm
from incubator.anchors.messages import words
from incubator.anchors.messages.pictures import area_picture
from incubator.anchors.models import AnchorJob, AnchorNeed, AnchorOrganisation, AnchorPromise
from incubator.anchors.queries import figures, institutions, purchases
from incubator.anchors.services import institutions as services
from incubator.anchors.views.blueprint import ground_of, pages, to_anchor, when
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood

ONE = "/buurten/<slug>/ankers/<int:number>"
AWARDS_SHOWN = 10


@pages.route("/buurten/<slug>/ankers/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=neighbourhood)
def add_anchor(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = _form(ground_of(None))
    done = carry_out(form, lambda: services.add_anchor(neighbourhood, form.terms(), **when()))
    if done is not None:
        flash(_("Saved."))
        return to_anchor(neighbourhood.slug, done.value.id)
    return form_page("anchors/form.html", form, **_page(neighbourhood.slug, _("Add an anchor")))


@pages.get(ONE)
@guarded(permissions.may_see_anchor, load=institutions.anchor)
def anchor(anchor: AnchorOrganisation) -> ResponseReturnValue:
    """Everything about an anchor on a page, its purchases first."""
    place = anchor.neighbourhood
    rows = purchases.lists(anchor.id)
    by_list = figures.one_by_one(rows, purchases.bought(rows))
    analysed = [(row, by_list[row.id]) for row in rows]
    parts = purchases.awarded(anchor, place.municipality)
    promises = institutions.parts(AnchorPromise, anchor.id)
    areas = [(str(row.year), analysis.areas) for row, analysis in analysed]
    return render_template(
        "anchors/anchor.html",
        neighbourhood=place,
        anchor=anchor,
        rows=analysed,
        picture=area_picture(areas, _("Where its money goes")),
        awards=parts[:AWARDS_SHOWN],
        in_awards=figures.in_awards(anchor, parts),
        scored=figures.scoreboard(promises, analysed, {anchor.id: parts}, clock.today()),
        jobs=institutions.parts(AnchorJob, anchor.id),
        needs=institutions.parts(AnchorNeed, anchor.id),
        contacts=institutions.contacts(anchor.id),
        today=clock.today(),
        may_build=neighbourhoods.may_build(viewer(), place),
        may_drive=neighbourhoods.may_drive(viewer(), place),
    )


@pages.route(f"{ONE}/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_fill_anchor, load=institutions.anchor)
def change_anchor(anchor: AnchorOrganisation) -> ResponseReturnValue:
    # Read before the verb: afterwards the row may be gone.
    form, slug, number = _form(_standing(anchor)), anchor.neighbourhood.slug, anchor.id
    if carry_out(form, lambda: _change(anchor, form)):
        flash(_("Saved."))
        return to_anchor(slug, number)
    return form_page("anchors/form.html", form, **_page(slug, _("Change the anchor"), number))


def _change(anchor: AnchorOrganisation, form: InstitutionForm) -> None:
    form.settle(_standing(services.hold_anchor(anchor)))
    services.change_anchor(anchor, form.terms(), **when())


@pages.post(f"{ONE}/verwijderen")
@guarded(permissions.may_remove_anchor, load=institutions.anchor)
def remove_anchor(anchor: AnchorOrganisation) -> ResponseReturnValue:
    """Take an anchor out of the register with all that is known of it."""
    slug = anchor.neighbourhood.slug
    if carry_out_or_flash(lambda: services.remove_anchor(anchor)):
        flash(_("Removed."))
    return redirect(url_for("anchors.index", slug=slug))


def _page(slug: str, heading: str, number: int | None = None) -> dict[str, Any]:
    back = url_for("anchors.anchor", slug=slug, number=number) if number else url_for("anchors.index", slug=slug)
    return {"heading": heading, "back": back, "back_label": _("Anchors"), "lead": ""}


def _form(data: dict[str, Any]) -> InstitutionForm:
    form = InstitutionForm(data=data)
    form.kind.choices = choices_of(words.KINDS)
    return form


def _standing(anchor: AnchorOrganisation) -> dict[str, Any]:
    return {
        "name": anchor.name,
        "kind": anchor.kind.value,
        "about": anchor.about,
        "kvk": anchor.kvk,
        "buyer": anchor.buyer.name if anchor.buyer else "",
        **ground_of(anchor),
    }
