"""Pages of a cooperative that was asked into the bid of another: it sees that bid's shared parts, and nothing else."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.partners import number_in
from incubator.bids.messages import partner_mails as mails
from incubator.bids.messages import partners as messages
from incubator.bids.messages.party_changes import since_yes
from incubator.bids.messages.results import OUTCOMES
from incubator.bids.models import Partner, PartnerRole, PartnerState
from incubator.bids.permissions.declarations import may_answer_for, may_see_own_part
from incubator.bids.queries import declarations, partners, party_changes
from incubator.bids.queries import sections as written
from incubator.bids.queries.bidding import lots_of_party
from incubator.bids.queries.contracts import contract_of_bid
from incubator.bids.queries.results import ends_of, standing_decision, standstill_of
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
        twice=partners.would_be_twice(partner),
        declares=declarations.declares(partner),
        roles=messages.ROLES,
        states=messages.STATES,
        badges=messages.BADGES,
        asked=partner.state is PartnerState.INVITED,
        takes_part=partner.state is PartnerState.AGREED,
        may_write=may_answer_for(viewer(), partner),
        is_open=written.is_open(bid) or party_changes.may_enter(partner),
        form=ConfirmationForm(),
        has_deed=cooperatives.has_deed(group),
        shared=messages.SHARED_BY_YES,
        changed=_changed_since_yes(partner),
        led_by=next((row.name for row in partners.taking_part(bid) if row.role is PartnerRole.LEAD), ""),
        liable=partner.role.value in rules.LIABLE,
        **_went_on(partner),
    )


def _changed_since_yes(partner: Partner) -> list[str]:
    """What is other than what the cooperative said yes to before."""
    before = party_changes.last_yes(partner)
    return [] if before is None else list(map(str, since_yes(before, party_changes.terms_of(partner))))


def _went_on(partner: Partner) -> dict[str, object]:
    """How it went on with what was handed in with the yes of this cooperative; of what others handed in nothing."""
    bid = partner.bid
    if partner not in party_changes.bound(bid):
        return {"handed_in": None, "decision": None, "ends": None, "term": None, "contract": None, "outcomes": OUTCOMES}
    decision = standing_decision(bid)
    return {
        "handed_in": party_changes.handed_in(bid),
        "decision": decision,
        "ends": None if decision is None else ends_of(decision, partner.lots),
        "term": standstill_of(decision),
        "contract": contract_of_bid(bid),
        "outcomes": OUTCOMES,
    }


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
        services.leave(partner, now=clock.now())
    else:
        seen = number_in(request.form.get("revision"))
        services.answer(partner, takes_part=answer == "yes", now=clock.now(), seen=seen)
    mails.tell_answered(partner)
