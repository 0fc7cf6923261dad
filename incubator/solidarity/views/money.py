"""What is put in, paid out and paid back."""

import secrets
from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.solidarity import permissions
from incubator.solidarity.forms.funds import ContributionForm, ReceiptForm
from incubator.solidarity.models import SolidarityContribution, SolidarityMember, SolidaritySupport
from incubator.solidarity.queries import figures, funds, questions
from incubator.solidarity.services import money
from incubator.solidarity.values import ReceiptKind
from incubator.solidarity.views.blueprint import pages
from incubator.solidarity.views.funds import HOME
from incubator.solidarity.views.members import EACH

SUPPORT = f"{HOME}/steun/<int:support_id>"


@pages.route(f"{EACH}/inbreng", methods=["GET", "POST"])
@guarded(permissions.may_act, load=funds.member)
def contribute(known: SolidarityMember) -> ResponseReturnValue:
    """Record what was put in; the amount that the division of the year shows is proposed, and a person confirms it."""
    slug, number = known.fund.neighbourhood.slug, known.id
    shown = figures.divided_years(known.cooperative) if known.cooperative else []
    booked = {each.year for each in known.contributions}
    proposed = next((each for each in shown if each.year not in booked), None)
    today = clock.today()
    filled = {"year": proposed.year, "cents": proposed.cents} if proposed else {"year": today.year - 1}
    form = ContributionForm(data={**filled, "paid_on": today})
    if carry_out(form, lambda: money.contribute(known, form.terms(), by=viewer(), now=clock.now()).id):
        flash(_("Recorded."))
        return redirect(url_for("solidarity.member", slug=slug, member_id=number))
    return form_page(
        "solidarity/contribute.html",
        form,
        member=known,
        neighbourhood=known.fund.neighbourhood,
        shown=shown,
        proposed=proposed,
        rules=funds.rules_on(known.fund, today),
    )


@pages.post(f"{HOME}/inbreng/<int:contribution_id>/terugnemen")
@guarded(permissions.may_take_back, load=funds.contribution)
def take_back(known: SolidarityContribution) -> ResponseReturnValue:
    """A contribution was recorded wrongly."""
    slug, member_id = known.fund.neighbourhood.slug, known.member_id
    if carry_out_or_flash(lambda: money.take_back(known, by=viewer(), now=clock.now())):
        flash(_("Taken back. The book shows both."))
    return redirect(url_for("solidarity.member", slug=slug, member_id=member_id))


@pages.route(f"{SUPPORT}/betaald", methods=["GET", "POST"])
@guarded(permissions.may_sign, load=questions.support)
def pay(known: SolidaritySupport) -> ResponseReturnValue:
    """Record that support was paid."""
    left = known.cents - known.total(ReceiptKind.PAID)
    return _receipt(known, money.pay, _("Support was paid"), left)


@pages.route(f"{SUPPORT}/terugbetaald", methods=["GET", "POST"])
@guarded(permissions.may_sign, load=questions.support)
def repay(known: SolidaritySupport) -> ResponseReturnValue:
    """Record that support was paid back."""
    return _receipt(known, money.repay, _("Support was paid back"), known.owed)


def _receipt(known: SolidaritySupport, verb: Callable[..., object], heading: str, left: int) -> ResponseReturnValue:
    slug, number = known.fund.neighbourhood.slug, known.question_id
    form = ReceiptForm(data={"cents": left or None, "paid_on": clock.today(), "token": secrets.token_urlsafe(12)})
    if carry_out(form, lambda: verb(known, form.receipt(), by=viewer(), now=clock.now())):
        flash(_("Recorded."))
        return redirect(url_for("solidarity.question", slug=slug, question_id=number))
    return form_page(
        "solidarity/receipt.html",
        form,
        support=known,
        neighbourhood=known.fund.neighbourhood,
        heading=heading,
        balance=funds.balance(known.fund),
    )
