"""A list of creditors as the answers to six questions, and what people add to it."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.anchors import permissions
from incubator.anchors.forms.purchases import CategoryReachForm, RespendForm
from incubator.anchors.messages import words
from incubator.anchors.messages.pictures import area_picture, share_picture
from incubator.anchors.models import CategoryMark, RespendSurvey, SpendList
from incubator.anchors.queries import figures
from incubator.anchors.queries import purchases as queries
from incubator.anchors.services import lists as services
from incubator.anchors.services.institutions import hold_anchor
from incubator.anchors.views.blueprint import ground_of, pages, to_anchor, when
from incubator.anchors.views.institutions import ONE
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.plain_names import compared
from incubator.core.web import carry_out, carry_out_or_flash, form_page

LIST = f"{ONE}/lijst/<int:year>"
MOST_CATEGORIES = 6  # at once; the others can be opened


@pages.get(LIST)
@guarded(permissions.may_see_list, load=queries.spend_list)
def spend(spend_list: SpendList) -> ResponseReturnValue:
    """The six questions over the purchases of a year."""
    anchor = spend_list.anchor
    analysis = figures.of_list(spend_list, clock.today())
    marks = {mark.plain_category: mark for mark in queries.marks(anchor.id)}
    return render_template(
        "anchors/spend.html",
        neighbourhood=anchor.neighbourhood,
        anchor=anchor,
        row=spend_list,
        analysis=analysis,
        years=[row.year for row in queries.lists(anchor.id)],
        areas=area_picture([(str(spend_list.year), analysis.areas)], _("Where the money goes")),
        shares=share_picture(analysis),
        marks=marks,
        most=MOST_CATEGORIES,
        plain=compared,
        today=clock.today(),
        may_build=permissions.may_fill_list(viewer(), spend_list),
        may_drive=permissions.may_remove_list(viewer(), spend_list),
    )


@pages.post(f"{LIST}/verwijderen")
@guarded(permissions.may_remove_list, load=queries.spend_list)
def remove_list(spend_list: SpendList) -> ResponseReturnValue:
    """Take a list away."""
    slug, number = spend_list.anchor.neighbourhood.slug, spend_list.anchor_id
    if carry_out_or_flash(lambda: services.remove_list(spend_list)):
        flash(_("Removed."))
    return to_anchor(slug, number)


@pages.route(f"{LIST}/categorie/<int:line>", methods=["GET", "POST"])
@guarded(permissions.may_fill_list, load=queries.spend_list)
def mark_category(spend_list: SpendList, line: int) -> ResponseReturnValue:
    """Say of the category of a line whether it can be influenced."""
    anchor = spend_list.anchor
    category = next((each.category for each in spend_list.lines if each.line == line), "")
    if not category:
        abort(404)
    plain = compared(category)
    form = CategoryReachForm(data=_marked(queries.mark(anchor.id, plain)))
    form.reach.choices = choices_of(words.REACHES_EXPLAINED)
    known = _known(spend_list)

    def store() -> CategoryMark:
        held = hold_anchor(anchor)
        form.settle(_marked(queries.mark(held.id, plain)))
        return services.mark_category(held, form.terms(category), **when())

    if carry_out(form, store):
        flash(_("Saved."))
        return _to_list(known)
    return form_page("anchors/form.html", form, heading=category, **_page(known, _("Can it be bought in another way?")))


def _marked(mark: CategoryMark | None) -> dict[str, Any]:
    if mark is None:
        return ground_of(None)
    return {"reach": mark.reach.value, "until": mark.until, **ground_of(mark)}


@pages.route(f"{LIST}/navraag", methods=["GET", "POST"])
@guarded(permissions.may_fill_list, load=queries.spend_list)
def survey(spend_list: SpendList) -> ResponseReturnValue:
    """What suppliers answered about spending again."""
    anchor, year = spend_list.anchor, spend_list.year
    form = RespendForm(data=_surveyed(queries.survey(anchor.id, year)))
    known = _known(spend_list)

    def store() -> RespendSurvey:
        held = hold_anchor(anchor)
        form.settle(_surveyed(queries.survey(held.id, year)))
        return services.put_survey(held, year, form.terms(), **when())

    if carry_out(form, store):
        flash(_("Saved."))
        return _to_list(known)
    lead = _("Ask suppliers in the municipality which part of their turnover they spend here again.")
    return form_page("anchors/form.html", form, heading=_("What suppliers spend here again"), **_page(known, lead))


def _surveyed(row: RespendSurvey | None) -> dict[str, Any]:
    if row is None:
        return ground_of(None)
    return {"asked": row.asked, "answered": row.answered, "share": row.share_hundredths, **ground_of(row)}


def _known(spend_list: SpendList) -> dict[str, Any]:
    """What addresses need, read before a verb: the list may be gone afterwards."""
    anchor = spend_list.anchor
    return {"slug": anchor.neighbourhood.slug, "number": anchor.id, "year": spend_list.year}


def _page(known: dict[str, Any], lead: str) -> dict[str, Any]:
    label = _("Purchases of %(year)s", year=known["year"])
    return {"lead": lead, "back": url_for("anchors.spend", **known), "back_label": label}


def _to_list(known: dict[str, Any]) -> ResponseReturnValue:
    return redirect(url_for("anchors.spend", **known))
