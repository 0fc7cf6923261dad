"""People whom one cooperative lends to another."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page
from incubator.solidarity import permissions
from incubator.solidarity.forms.people import AgreeForm, MonthHoursForm, PeopleLoanForm, SettleMonthForm
from incubator.solidarity.messages import words
from incubator.solidarity.models import PeopleLoan, PeopleLoanMonth, SolidarityFund, SolidarityMember
from incubator.solidarity.queries import funds
from incubator.solidarity.queries import people as queries
from incubator.solidarity.rules.people import flags
from incubator.solidarity.services import people as services
from incubator.solidarity.views.blueprint import pages
from incubator.solidarity.views.funds import HOME
from incubator.solidarity.views.members import EACH

LIST = f"{HOME}/mensen"
ONE = f"{LIST}/<int:loan_id>"


@pages.get(LIST)
@guarded(permissions.sees_amounts, load=funds.fund)
def people(fund: SolidarityFund) -> ResponseReturnValue:
    """Every agreement to lend somebody."""
    return render_template(
        "solidarity/people.html",
        fund=fund,
        neighbourhood=fund.neighbourhood,
        loans=queries.of_fund(fund),
        own=funds.own_members(viewer(), fund, signs=True, day=clock.today()),
        today=clock.today(),
        words=words,
    )


@pages.route(f"{EACH}/uitlenen", methods=["GET", "POST"])
@guarded(permissions.may_act, load=funds.member)
def lend(known: SolidarityMember) -> ResponseReturnValue:
    """Write an agreement down to lend somebody."""
    slug = known.fund.neighbourhood.slug
    others = {each.id: each for each in funds.members(known.fund, clock.today()) if each.id != known.id}
    form = PeopleLoanForm(data={"begins_on": clock.today(), "named_as": "role", "wage_payer": "lender"})
    form.borrower.choices = [SelectChoice(number, each.name) for number, each in others.items()]
    done = carry_out(form, lambda: services.lend(known, others[form.borrower.data], form.terms(), now=clock.now()).id)
    if done is not None:
        flash(_("Written down as a draft. Both cooperatives agree before anybody goes."))
        return redirect(url_for("solidarity.loan", slug=slug, loan_id=done.value))
    return form_page(
        "solidarity/lend.html", form, member=known, neighbourhood=known.fund.neighbourhood, loan=None, others=others
    )


@pages.get(ONE)
@guarded(permissions.sees_amounts, load=queries.loan)
def loan(known: PeopleLoan) -> ResponseReturnValue:
    """An agreement, what to look into, and its hours."""
    return _page(known, AgreeForm(data={"seen": services.fingerprint(known)}))


def _page(known: PeopleLoan, form: AgreeForm) -> ResponseReturnValue:
    own = {each.id for each in funds.own_members(viewer(), known.fund, signs=True, day=clock.today())}
    to_agree = (known.lender_id in own and known.lender_agreed_at is None) or (
        known.borrower_id in own and known.borrower_agreed_at is None
    )
    return form_page(
        "solidarity/loan.html",
        form,
        loan=known,
        neighbourhood=known.fund.neighbourhood,
        flags=flags(known.terms),
        may_agree=permissions.may_agree(viewer(), known),
        to_agree=to_agree,
        words=words,
    )


@pages.route(f"{ONE}/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_agree, load=queries.loan)
def change_loan(known: PeopleLoan) -> ResponseReturnValue:
    """Other terms; both agree anew."""
    form, slug, number = PeopleLoanForm(data=_standing(known)), known.fund.neighbourhood.slug, known.id
    del form.borrower
    if carry_out(form, lambda: _change(known, form)):
        flash(_("Saved. After another text both cooperatives agree again."))
        return redirect(url_for("solidarity.loan", slug=slug, loan_id=number))
    return form_page(
        "solidarity/lend.html", form, member=known.lender, neighbourhood=known.fund.neighbourhood, loan=known, others={}
    )


def _change(known: PeopleLoan, form: PeopleLoanForm) -> bool:
    form.settle(_standing(lock(known)))
    services.change(known, form.terms())
    return True


def _standing(known: PeopleLoan) -> dict[str, Any]:
    names = ("who", "ground", "hours", "begins_on", "ends_on", "aim", "refund_cents")
    chosen = ("named_as", "lead", "wage_payer")
    plain = {name: getattr(known, name) for name in names}
    return plain | {name: getattr(known, name).value for name in chosen}


@pages.post(f"{ONE}/akkoord")
@guarded(permissions.may_agree, load=queries.loan)
def agree(known: PeopleLoan) -> ResponseReturnValue:
    """Agree for one's own side."""
    form, slug, number = AgreeForm(), known.fund.neighbourhood.slug, known.id
    if carry_out(form, lambda: _agree(known, form)):
        flash(_("Your cooperative agrees."))
        return redirect(url_for("solidarity.loan", slug=slug, loan_id=number))
    return _page(known, form)


def _agree(known: PeopleLoan, form: AgreeForm) -> bool:
    own = {each.id for each in funds.own_members(viewer(), known.fund, signs=True, day=clock.today())}
    services.agree(known, own, seen=form.seen.data or "", now=clock.now())
    return True


@pages.route(f"{ONE}/uren", methods=["GET", "POST"])
@guarded(permissions.may_agree, load=queries.loan)
def write_hours(known: PeopleLoan) -> ResponseReturnValue:
    """The hours of a month."""
    form, slug, number = MonthHoursForm(data={"month": clock.today()}), known.fund.neighbourhood.slug, known.id
    done = carry_out(
        form, lambda: services.write_hours(known, form.month.data, form.hours.data or 0, now=clock.now()).id
    )
    if done is not None:
        flash(_("Saved."))
        return redirect(url_for("solidarity.loan", slug=slug, loan_id=number))
    return form_page("solidarity/hours.html", form, loan=known, neighbourhood=known.fund.neighbourhood, month=None)


@pages.route(f"{LIST}/maanden/<int:month_id>/verrekend", methods=["GET", "POST"])
@guarded(permissions.may_settle, load=queries.month)
def settle(known: PeopleLoanMonth) -> ResponseReturnValue:
    """A month was paid."""
    form, slug, number = (
        SettleMonthForm(data={"settled_on": clock.today()}),
        known.fund.neighbourhood.slug,
        known.loan_id,
    )
    if carry_out(form, lambda: _settle(known, form)):
        flash(_("Saved."))
        return redirect(url_for("solidarity.loan", slug=slug, loan_id=number))
    return form_page(
        "solidarity/hours.html", form, loan=known.loan, neighbourhood=known.fund.neighbourhood, month=known
    )


def _settle(known: PeopleLoanMonth, form: SettleMonthForm) -> bool:
    services.settle(known, form.settled_on.data, form.proof.data or "", now=clock.now())
    return True
