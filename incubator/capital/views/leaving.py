"""Settling with who left, and paying members."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.capital import permissions, services
from incubator.capital.forms import PayoutForm, SettlementForm
from incubator.capital.messages import words
from incubator.capital.queries import rules_in_force, standing
from incubator.capital.values.entering import Payout
from incubator.capital.views.blueprint import pages
from incubator.core import clock
from incubator.core.web import carry_out, form_page
from incubator.register import queries as register
from incubator.register.models import Member


def _to(member: Member) -> ResponseReturnValue:
    return redirect(url_for("capital.account", slug=member.cooperative.slug, number=member.number))


@pages.route("/leden/<int:number>/afrekenen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=register.member)
def settle(member: Member) -> ResponseReturnValue:
    """Reckon what somebody gets who left."""
    group, today = member.cooperative, clock.today()
    accounts = standing.of_member(member, today)
    # As it is reckoned: by the statutes of the last day, not by those of today.
    day = today if accounts is None else accounts.ended_on or today
    statutes = rules_in_force.statutes_on(group, day)
    parts = 1 if statutes is None else rules_in_force.repayment_years(statutes)
    form = SettlementForm(data={"settled_on": today, "instalments": parts, "first_due_on": today})
    done = carry_out(form, lambda: services.settle(member, form.terms(), by=viewer(), now=clock.now()))
    if done is None:
        basis = None if statutes is None else words.CLAIMS[rules_in_force.claim_basis_of(statutes)]
        return form_page(
            "capital/settle.html",
            form,
            member=member,
            group=group,
            accounts=accounts,
            basis=basis,
            term=rules_in_force.term(group, day, "claim_basis"),
        )
    flash(_("Settled. The account shows when which part is due."))
    return _to(member)


@pages.route("/leden/<int:number>/uitbetalen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=register.member)
def pay(member: Member) -> ResponseReturnValue:
    """Money to a member: a part of the settlement, or of a surplus."""
    today = clock.today()
    accounts = standing.of_member(member, today)
    kind, amount = Payout.SURPLUS, 0
    if accounts is not None:
        amount = accounts.payable
        if accounts.owed:
            kind, amount = Payout.CLAIM, accounts.owed
    form = PayoutForm(data={"kind": kind.value, "on": today, "amount": amount or None})
    form.kind.choices = [SelectChoice(kind, name) for kind, name in words.PAYOUTS.items()]
    done = carry_out(
        form,
        lambda: services.pay_out(
            member,
            Payout(form.kind.data),
            form.amount.data or 0,
            on=form.on.data,
            note=form.note.data or "",
            by=viewer(),
            now=clock.now(),
        ),
    )
    if done is None:
        return form_page("capital/pay.html", form, member=member, group=member.cooperative, accounts=accounts)
    flash(_("Booked."))
    return _to(member)
