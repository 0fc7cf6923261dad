"""Paying by name or by QR code, and taking a payment back."""

import secrets
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice, SelectField

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, mail
from incubator.core.errors import RuleViolation
from incubator.core.forms import search_words
from incubator.core.qr_codes import qr_code
from incubator.core.web import carry_out, form_page
from incubator.currency import permissions
from incubator.currency.forms.paying import CurrencyPaymentForm, ReceiveForm, TakeBackPaymentForm
from incubator.currency.messages import words
from incubator.currency.models import Currency, CurrencyAccount
from incubator.currency.queries import currencies, deciding
from incubator.currency.services import paying
from incubator.currency.values import CurrencyPayment
from incubator.currency.views.blueprint import pages

MOST_NAMES = 15  # at once; who looks for another types a part of the name


@pages.get("/buurten/<slug>/munt/betalen")
@guarded(permissions.may_take_part, load=currencies.currency)
def find(currency: Currency) -> ResponseReturnValue:
    """Choose by name whom to pay."""
    asked = search_words(request.args.get("zoek"))
    known = []
    for account in currencies.accounts(currency):
        if asked.casefold() in words.account_name(account).casefold():
            known.append(account)
    known.sort(key=lambda account: words.account_name(account).casefold())
    return render_template(
        "currency/find.html", currency=currency, asked=asked, accounts=known[:MOST_NAMES], more=len(known) > MOST_NAMES
    )


@pages.route("/buurten/<slug>/munt/betalen/<int:number>", methods=["GET", "POST"])
@guarded(permissions.may_take_part, load=currencies.currency)
def pay(currency: Currency, number: int) -> ResponseReturnValue:
    """Pay an account: first the amount, then a page that shows it once more, then it is booked."""
    receiver = currencies.account(currency, number)
    # A printed QR code outlives the account, and then shows no name any more.
    if receiver is None or receiver.closed_on is not None:
        abort(404)
    usable = _payers(currency, receiver)
    if not usable:
        flash(_("Open an account first: then you can pay with it."), "error")
        return redirect(url_for("currency.show", slug=currency.neighbourhood.slug))
    form = _payment_form(currency, usable)
    step = request.form.get("step")
    if step == "pay":
        done = carry_out(form, lambda: paying.pay(_payment(form, usable, receiver), by=viewer(), now=clock.now()))
        if done is not None:
            return _paid(usable[form.payer.data], receiver, form.amount.data or 0)
    elif step != "change" and form.validate_on_submit():
        payment = _payment(form, usable, receiver)
        try:
            paying.check(payment, now=clock.now())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            return _confirm(form, payment)
    return form_page("currency/pay.html", form, currency=currency, receiver=receiver, payers=usable)


def _payers(currency: Currency, receiver: CurrencyAccount) -> dict[str, CurrencyAccount]:
    """The accounts that who looks can pay this one with, by number."""
    usable = currencies.usable_accounts(viewer(), currency)
    return {str(account.number): account for account in usable if account.id != receiver.id}


def _payment_form(currency: Currency, usable: dict[str, CurrencyAccount]) -> CurrencyPaymentForm:
    """The form with what the address of a QR code brings filled in."""
    asked = ReceiveForm(request.args)
    known: dict[str, Any] = {"token": secrets.token_urlsafe(16), "payer": next(iter(usable))}
    # An address that somebody made wrongly is no fault of who pays: the fields are simply empty.
    if asked.validate():
        known |= {"amount": asked.bedrag.data, "text": asked.voor.data}
    form = CurrencyPaymentForm(data=known)
    form.payer.choices = [SelectChoice(number, words.account_name(account)) for number, account in usable.items()]
    offer_categories(form.category, currency)
    if not form.category.choices:
        del form.category
    return form


def offer_categories(field: SelectField, currency: Currency) -> None:
    """The places and categories that were decided as choices; none when it is used everywhere."""
    rules = deciding.rules_on(currency, clock.today())
    categories = rules.terms.categories if rules else ()
    field.choices = [SelectChoice(category, category) for category in categories]
    # Of several none may be chosen by accident: the book cannot be changed afterwards.
    if len(categories) > 1:
        field.choices.insert(0, SelectChoice("", _("Choose")))


def _payment(
    form: CurrencyPaymentForm, usable: dict[str, CurrencyAccount], receiver: CurrencyAccount
) -> CurrencyPayment:
    category = form.category.data if "category" in form else ""
    return CurrencyPayment(
        usable[form.payer.data], receiver, form.amount.data or 0, form.text.data or "", category, form.token.data or ""
    )


def _confirm(form: CurrencyPaymentForm, payment: CurrencyPayment) -> ResponseReturnValue:
    """To whom, how much, what for, and what is left: nothing is booked yet."""
    payer = payment.payer
    left = payer.ledger_account.balance_cents - payment.amount
    rules = deciding.rules_on(payer.currency, clock.today())
    warned = rules is not None and rules.warn_low is not None and left <= rules.warn_low
    return render_template(
        "currency/confirm.html",
        form=form,
        payment=payment,
        currency=payer.currency,
        left=left,
        warned=warned,
        # A script on an old page sends what was shown here, and no more.
        amount=words.number(payment.amount),
    )


def _paid(payer: CurrencyAccount, receiver: CurrencyAccount, amount: int) -> ResponseReturnValue:
    flash(
        _(
            "You paid %(amount)s to %(name)s.",
            amount=words.amount(amount, payer.currency),
            name=words.account_name(receiver),
        )
    )
    return redirect(url_for("currency.statement", slug=payer.currency.neighbourhood.slug, number=payer.number))


@pages.get("/buurten/<slug>/munt/rekeningen/<int:number>/ontvangen")
@guarded(permissions.may_use, load=currencies.usable_account)
def receive(account: CurrencyAccount) -> ResponseReturnValue:
    """A QR code of one's own account: who looks at it with a phone gets a page to pay, with the amount when it was filled in."""
    currency, form = account.currency, ReceiveForm(request.args)
    asked: dict[str, str] = {}
    if form.validate():
        if form.bedrag.data and form.bedrag.data > 0:
            asked["bedrag"] = words.number(form.bedrag.data)
        if form.voor.data:
            asked["voor"] = form.voor.data
    address = mail.link("currency.pay", slug=currency.neighbourhood.slug, number=account.number, **asked)
    title = _("QR code to pay %(name)s", name=words.account_name(account))
    return form_page(
        "currency/receive.html",
        form,
        currency=currency,
        account=account,
        address=address,
        picture=qr_code(address, title),
        asked=asked,
    )


@pages.route("/buurten/<slug>/munt/terugboeken", methods=["GET", "POST"])
@guarded(permissions.may_manage, load=currencies.currency)
def take_back(currency: Currency) -> ResponseReturnValue:
    """Take back a payment that was a mistake, with the reason on both statements."""
    form = TakeBackPaymentForm()
    done = carry_out(
        form,
        lambda: paying.take_back(currency, form.number.data or 0, form.reason.data or "", by=viewer(), now=clock.now()),
    )
    if done is not None:
        flash(_("Taken back. Both see it on their statement, with your reason."))
        return redirect(url_for("currency.accounts", slug=currency.neighbourhood.slug))
    return form_page("currency/take_back.html", form, currency=currency)
