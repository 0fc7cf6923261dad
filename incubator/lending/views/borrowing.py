"""Loans that rank after others: to the fund, and to cooperatives of the neighbourhood."""

import secrets

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.web import carry_out, form_page
from incubator.lending import permissions
from incubator.lending.forms.loans import LoanRepaymentForm, SubordinatedForm
from incubator.lending.messages import words
from incubator.lending.models import LendingFund, SubordinatedLoan
from incubator.lending.queries import funds, loans
from incubator.lending.rules.schedules import schedule
from incubator.lending.services import borrowing as services
from incubator.lending.views.blueprint import ROOT, pages, to_fund
from incubator.lending.views.loans import NO_TERMS_FILLED

OF_FUND = "fund"
EACH = f"{ROOT}/ledenleningen/<int:borrowed_number>"


@pages.get(f"{ROOT}/ledenleningen")
@guarded(permissions.may_read, load=funds.fund)
def borrowed(fund: LendingFund) -> ResponseReturnValue:
    """The loans that rank after others, as far as one may know of them."""
    reader = viewer()
    may_write = permissions.may_keep(reader, fund) or bool(funds.own_groups(reader, fund))
    known = loans.borrowed(reader, fund)
    return render_template("lending/borrowed.html", fund=fund, known=known, may_write=may_write, words=words)


@pages.route(f"{ROOT}/ledenleningen/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_read, load=funds.fund)
def borrow(fund: LendingFund) -> ResponseReturnValue:
    """Write down a loan to the fund, by who keeps its books, or to the own cooperative."""
    reader = viewer()
    groups = {str(each.id): each for each in funds.own_groups(reader, fund)}
    form = SubordinatedForm(data={"lent_on": clock.today(), "grace": 0})
    form.borrower.choices = [SelectChoice(number, group.name) for number, group in groups.items()]
    if permissions.may_keep(reader, fund):
        form.borrower.choices.insert(0, SelectChoice(OF_FUND, fund.name))
    if carry_out(form, lambda: _borrow(fund, form, groups)):
        flash(_("Saved."))
        return to_fund(fund, "lending.borrowed")
    back = (url_for("lending.borrowed", slug=fund.neighbourhood.slug), _("Loans that rank after others"))
    return form_page("lending/form.html", form, back=back, heading=_("Write down a loan that ranks after others"))


def _borrow(fund: LendingFund, form: SubordinatedForm, groups: dict[str, Cooperative]) -> SubordinatedLoan:
    lent = form.lent()
    if lent is None:
        raise RuleViolation(NO_TERMS_FILLED, field="months")
    group = groups.get(form.borrower.data)
    return services.borrow(fund, group, lent, by=viewer(), now=clock.now())


@pages.get(EACH)
@guarded(permissions.may_read, load=loans.one_borrowed)
def one_borrowed(known: SubordinatedLoan) -> ResponseReturnValue:
    """Its terms, its instalments, and of one to the fund what was paid back."""
    today, is_of_fund = clock.today(), known.cooperative_id is None
    stands = loans.borrowed_stands(known, today) if is_of_fund else None
    instalments = stands.coming if stands else schedule(known.terms_of(known.amount))
    return render_template(
        "lending/borrowed_loan.html",
        known=known,
        fund=known.fund,
        stands=stands,
        instalments=instalments,
        may_pay_back=permissions.may_pay_back(viewer(), known),
        words=words,
    )


@pages.route(f"{EACH}/terugbetalen", methods=["GET", "POST"])
@guarded(permissions.may_pay_back, load=loans.one_borrowed)
def pay_back(known: SubordinatedLoan) -> ResponseReturnValue:
    """Write down what the fund paid back."""
    form = LoanRepaymentForm(data={"token": secrets.token_urlsafe(16), "on": clock.today()})
    del form.again
    del form.paid_by
    number, slug = known.number, known.fund.neighbourhood.slug
    if carry_out(form, lambda: services.pay_back(known, form.booking(), by=viewer(), now=clock.now())):
        flash(_("Booked: interest first, then the loan itself."))
        return to_fund(known.fund, "lending.borrowed")
    back = (url_for("lending.one_borrowed", slug=slug, borrowed_number=number), known.lender)
    stands = loans.borrowed_stands(known, clock.today())
    facts = [(_("To pay now"), stands.open_interest + stands.open_principal), (_("Closes the loan"), stands.owed)]
    note = _("The site moves no money. Pay at your bank first, and write down here what the bank says.")
    heading = _("Write down what was paid back")
    return form_page("lending/form.html", form, back=back, heading=heading, note=note, facts=facts)
