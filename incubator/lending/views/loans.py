"""A loan: its page, payout, repayments, another schedule, corrections, and writing off."""

import secrets
from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.core.web import carry_out, form_page
from incubator.lending import permissions
from incubator.lending.documents.pictures import loan_picture
from incubator.lending.forms.funds import LendingReasonForm
from incubator.lending.forms.loans import LoanPayoutForm, LoanRepaymentForm, LoanScheduleForm
from incubator.lending.messages import words
from incubator.lending.models import GrantedLoan, LendingFund
from incubator.lending.queries import applying, funds
from incubator.lending.queries import loans as queries
from incubator.lending.rules.schedules import first_from, schedule
from incubator.lending.services import loans as services
from incubator.lending.values import LoanState
from incubator.lending.views.blueprint import ROOT, pages, to_loan

EACH = f"{ROOT}/leningen/<int:loan_number>"
NO_TERMS_FILLED = N_("Fill in the months, and the day of the first instalment.")
SHOWN = 6  # instalments on the page; the statement and the file hold all


@pages.get(f"{ROOT}/leningen")
@guarded(permissions.may_read, load=funds.fund)
def loans(fund: LendingFund) -> ResponseReturnValue:
    """The loans that one may know of, with how they stand."""
    today, booked = clock.today(), queries.books(fund)
    rows = []
    for each in queries.loans(viewer(), fund):
        rows.append((each, queries.stands(each, today, booked[each.number])))
    may_look_into = permissions.may_look_into(viewer(), fund)
    return render_template("lending/loans.html", fund=fund, rows=rows, words=words, may_look_into=may_look_into)


@pages.get(EACH)
@guarded(permissions.may_read, load=queries.loan)
def loan(known: GrantedLoan) -> ResponseReturnValue:
    """What is left, what comes, what was booked."""
    today, reader = clock.today(), viewer()
    booked = queries.book(known)
    stands = queries.stands(known, today, booked)
    coming = list(stands.coming)
    # Before it is paid out the schedule is what was granted.
    if known.state is LoanState.PROMISED:
        coming = schedule(known.schedules[0].terms_of(known.amount))
    # Asked here too: a button that is refused after the reason was typed wastes the work of somebody.
    is_tied = bool(applying.ties(reader, known.cooperative, today))
    return render_template(
        "lending/loan.html",
        loan=known,
        fund=known.fund,
        stands=stands,
        coming=coming[:SHOWN],
        more=max(0, len(coming) - SHOWN),
        picture=loan_picture(known, today, booked),
        lines=queries.statement(known, booked),
        words=words,
        today=today,
        may_keep=permissions.may_keep_part(reader, known),
        may_write_off=permissions.may_write_off(reader, known) and not is_tied,
    )


def _form(
    known: GrantedLoan, form: Any, heading: str, note: str = "", facts: list[Any] | None = None
) -> ResponseReturnValue:
    slug, number = known.fund.neighbourhood.slug, known.number
    back = (url_for("lending.loan", slug=slug, loan_number=number), _("Loan %(number)s", number=number))
    return form_page("lending/form.html", form, back=back, heading=heading, note=note, facts=facts or [])


@pages.route(f"{EACH}/uitbetalen", methods=["GET", "POST"])
@guarded(permissions.may_keep_part, load=queries.loan)
def pay_out(known: GrantedLoan) -> ResponseReturnValue:
    """Write down that the bank paid it out."""
    first = known.schedules[0]
    begin = {"token": secrets.token_urlsafe(16), "on": clock.today(), "first_on": first.first_on}
    form = LoanPayoutForm(data=begin)
    if carry_out(form, lambda: _pay_out(known, form)):
        flash(_("Written down. The first instalment is in the agenda of the group."))
        return to_loan(known)
    note = _("The site moves no money. Pay at your bank first, and write down here what the bank says.")
    return _form(known, form, _("Write down the payout"), note)


def _pay_out(known: GrantedLoan, form: LoanPayoutForm) -> object:
    first = known.schedules[0].terms_of(known.amount)
    terms = first_from(first, form.first_on.data)
    return services.pay_out(known, form.booking(), terms, by=viewer(), now=clock.now())


@pages.route(f"{EACH}/aflossen", methods=["GET", "POST"])
@guarded(permissions.may_keep_part, load=queries.loan)
def repay(known: GrantedLoan) -> ResponseReturnValue:
    """Write down what came in at the bank."""
    form = LoanRepaymentForm(data={"token": secrets.token_urlsafe(16), "on": clock.today()})
    guarantors = known.application.guarantees
    form.paid_by.choices = [SelectChoice("", known.cooperative.name)]
    form.paid_by.choices += [SelectChoice(each.guarantor, each.guarantor) for each in guarantors]
    # The question comes only when the same was booked before.
    if not form.is_submitted():
        del form.again
    if carry_out(form, lambda: services.repay(known, form.booking(), by=viewer(), now=clock.now())):
        flash(_("Booked: interest first, then the loan itself."))
        return to_loan(known)
    if "again" in form and not form.again.errors and not form.again.data:
        del form.again
    stands = queries.stands(known, clock.today())
    facts = [(_("To pay now"), stands.open_interest + stands.open_principal), (_("Closes the loan"), stands.owed)]
    note = _("The site moves no money. Write down here what came in at your bank.")
    return _form(known, form, _("Write down a repayment"), note, facts)


@pages.route(f"{EACH}/schema", methods=["GET", "POST"])
@guarded(permissions.may_keep_part, load=queries.loan)
def reschedule(known: GrantedLoan) -> ResponseReturnValue:
    """Another schedule for what is left."""
    latest = known.schedules[-1]
    begin = {
        "seen": str(len(known.schedules)),
        "interest": latest.interest,
        "form": latest.form.value,
        "every": str(latest.every),
        "grace": 0,
        "first_on": months_later(clock.today(), 1),
    }
    form = LoanScheduleForm(data=begin)
    if carry_out(form, lambda: _reschedule(known, form)):
        flash(_("The new schedule holds. The earlier one stays in sight."))
        return to_loan(known)
    stands = queries.stands(known, clock.today())
    facts = [(_("Left of the loan"), stands.balance)]
    note = _("Instalments that were late go into the new schedule. Interest that fell due stays to be paid.")
    return _form(known, form, _("Agree another schedule"), note, facts)


def _reschedule(known: GrantedLoan, form: LoanScheduleForm) -> object:
    terms = form.terms(known.amount)
    if terms is None:
        raise RuleViolation(NO_TERMS_FILLED, field="months")
    seen = int(form.seen.data) if (form.seen.data or "").isdecimal() else 0
    return services.reschedule(known, terms, form.agreement.data or "", seen, by=viewer(), now=clock.now())


@pages.route(f"{EACH}/terugboeken/<int:entry_number>", methods=["GET", "POST"])
@guarded(permissions.may_keep_part, load=queries.loan)
def take_back(known: GrantedLoan, entry_number: int) -> ResponseReturnValue:
    """The last booking gets a counter-entry; both stay in sight."""
    form = LendingReasonForm()
    done = carry_out(
        form,
        lambda: services.take_back(known, entry_number, form.reason.data or "", by=viewer(), now=clock.now()),
    )
    if done is not None:
        flash(_("The counter-entry is booked. Both stay in the book."))
        return to_loan(known)
    return _form(known, form, _("Take back booking %(number)s", number=entry_number))


@pages.route(f"{EACH}/afboeken", methods=["GET", "POST"])
@guarded(permissions.may_write_off, load=queries.loan)
def write_off(known: GrantedLoan) -> ResponseReturnValue:
    """The committee decides that what is left will not come."""
    form = LendingReasonForm(data={"token": secrets.token_urlsafe(16)})
    done = carry_out(
        form,
        lambda: services.write_off(known, form.reason.data or "", form.token.data or "", by=viewer(), now=clock.now()),
    )
    if done is not None:
        flash(_("Written off. The loss is in the book of the fund."))
        return to_loan(known)
    note = _(
        "Call on who stands surety first, and write down what they paid. After this nothing is asked of the group."
    )
    facts = [(_("Left of the loan"), queries.stands(known, clock.today()).balance)]
    return _form(known, form, _("Write off what is left"), note, facts)
