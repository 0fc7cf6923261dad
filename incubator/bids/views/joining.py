"""Pages of a cooperative that was asked into the bid of another: it sees that bid's shared parts, and nothing else."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.messages import partners as messages
from incubator.bids.models import Partner, PartnerState
from incubator.bids.permissions.declarations import may_answer_for, may_see_own_part
from incubator.bids.queries import declarations, partners
from incubator.bids.queries.bidding import lots_of_party
from incubator.bids.rules import together as rules
from incubator.bids.services import partners as services
from incubator.bids.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.forms import ConfirmationForm
from incubator.core.web import carry_out_or_flash


@pages.get("/cooperaties/<slug>/samen-inschrijven")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def joint_bids(group: Cooperative) -> ResponseReturnValue:
    """The bids of others in which the cooperative was asked to take part."""
    return render_template(
        "bids/joint_bids.html",
        group=group,
        joined=partners.joined(group),
        roles=messages.ROLES,
        states=messages.STATES,
        badges=messages.BADGES,
    )


@pages.get("/cooperaties/<slug>/samen-inschrijven/<int:partner_id>")
@guarded(may_see_own_part, load=partners.own_part)
def joining(partner: Partner) -> ResponseReturnValue:
    """What is asked of the cooperative, and how it answers."""
    bid = partner.bid
    group = partner.cooperative
    assert group is not None
    doubled = {party.cooperative_id for party in partners.twice(bid)}
    return render_template(
        "bids/joining.html",
        group=group,
        bid=bid,
        work=bid.work,
        partner=partner,
        on_lots=lots_of_party(partner.bid, partner.lots),
        others=_others(partner),
        percent=rules.percent,
        signing=partners.who_signs(partner, clock.today()),
        twice=group.id in doubled,
        declares=declarations.declares(partner),
        roles=messages.ROLES,
        states=messages.STATES,
        badges=messages.BADGES,
        asked=partner.state is PartnerState.INVITED,
        takes_part=partner.state is PartnerState.AGREED,
        may_write=may_answer_for(viewer(), partner),
        form=ConfirmationForm(),
    )


def _others(partner: Partner) -> list[Partner]:
    return [other for other in partners.taking_part(partner.bid) if other.id != partner.id]


@pages.post("/cooperaties/<slug>/samen-inschrijven/<int:partner_id>/antwoord")
@guarded(may_answer_for, load=partners.own_part)
def answer_invitation(partner: Partner) -> ResponseReturnValue:
    """Say yes or no, or stop later."""
    if carry_out_or_flash(lambda: _answered(partner, request.form.get("do", ""))):
        flash(_("%(leader)s gets a message.", leader=partner.bid.cooperative.name))
    assert partner.cooperative is not None
    return redirect(url_for("bids.joining", slug=partner.cooperative.slug, partner_id=partner.id))


def _answered(partner: Partner, answer: str) -> None:
    if answer == "stop":
        services.withdraw(partner, now=clock.now())
    else:
        services.answer(partner, takes_part=answer == "yes", now=clock.now())
    messages.tell_answered(partner)
