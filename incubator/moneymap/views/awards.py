"""Awards of the municipality, proposed as flows: on the map or not, one by one."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.reference import municipalities
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.moneymap import permissions as parts
from incubator.moneymap.forms import AwardForm
from incubator.moneymap.models import AwardChoice
from incubator.moneymap.queries import awards as queries
from incubator.moneymap.services import awards as services
from incubator.moneymap.values.awards import ProposedFlow
from incubator.moneymap.views.blueprint import pages
from incubator.neighbourhood import permissions
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood


@pages.get("/buurten/<slug>/geld/gunningen")
@guarded(permissions.may_look, load=neighbourhood)
def awards(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """What the municipality awarded, out of the notices in the store; what is decided stands below."""
    return render_template(
        "moneymap/awards.html",
        neighbourhood=neighbourhood,
        municipality=municipalities.name_of(neighbourhood.municipality),
        proposed=queries.proposed(neighbourhood),
        decided=queries.decided(neighbourhood),
        may_build=permissions.may_build(viewer(), neighbourhood),
    )


def _proposal(place: Neighbourhood, notice_id: int, position: int) -> ProposedFlow:
    """The award in the address; 404 for a notice of another buyer."""
    proposal = queries.award(place, notice_id, position)
    if proposal is None:
        abort(404)
    return proposal


def _to(place: Neighbourhood) -> ResponseReturnValue:
    return redirect(url_for("moneymap.awards", slug=place.slug))


@pages.route("/buurten/<slug>/geld/gunningen/<int:notice_id>/<int:position>", methods=["GET", "POST"])
@guarded(permissions.may_build, load=neighbourhood)
def accept_award(neighbourhood: Neighbourhood, notice_id: int, position: int) -> ResponseReturnValue:
    """Put an award on the map, with the amount of a year and what it is for."""
    proposal = _proposal(neighbourhood, notice_id, position)
    form = AwardForm(data={"amount": proposal.yearly_cents, "category": proposal.sector[:60]})
    done = carry_out(
        form,
        lambda: services.accept(
            neighbourhood,
            proposal,
            form.amount.data or 0,
            form.category.data or "",
            by=viewer(),
            now=clock.now(),
        ),
    )
    if done is None:
        return form_page("moneymap/award_form.html", form, neighbourhood=neighbourhood, proposal=proposal)
    flash(_("This award is on the map."))
    return _to(neighbourhood)


@pages.post("/buurten/<slug>/geld/gunningen/<int:notice_id>/<int:position>/weglaten")
@guarded(permissions.may_build, load=neighbourhood)
def drop_award(neighbourhood: Neighbourhood, notice_id: int, position: int) -> ResponseReturnValue:
    proposal = _proposal(neighbourhood, notice_id, position)
    if carry_out_or_flash(lambda: services.drop(neighbourhood, proposal, by=viewer(), now=clock.now())):
        flash(_("Left out. You can bring it back below."))
    return _to(neighbourhood)


@pages.post("/buurten/<slug>/geld/gunningen/<int:choice_id>/terug")
@guarded(parts.may_build, load=queries.decided_award)
def reopen_award(choice: AwardChoice) -> ResponseReturnValue:
    place = choice.neighbourhood
    if carry_out_or_flash(lambda: services.reopen(choice)):
        flash(_("This award is proposed again."))
    return _to(place)
