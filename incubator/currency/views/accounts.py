"""Opening and closing accounts, and the list of them for who drives: names without amounts."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers.response import Response
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked
from incubator.currency import permissions
from incubator.currency.forms.accounts import CloseAccountForm, OpenAccountForm
from incubator.currency.messages.words import account_name
from incubator.currency.models import Currency, CurrencyAccount
from incubator.currency.queries import currencies, deciding
from incubator.currency.services import accounts as services
from incubator.currency.views.blueprint import pages
from incubator.neighbourhood.queries import places

PER_PAGE = 25
PERSON, GROUP = "p", "g"


@pages.post("/buurten/<slug>/munt/rekening")
@guarded(permissions.may_have_account, load=currencies.currency)
def open_own(currency: Currency) -> ResponseReturnValue:
    """Open the account of who asks."""
    if carry_out_or_flash(lambda: services.open_for(currency, viewer(), today=clock.today())):
        flash(_("Your account is open. You begin at zero."))
    return _to_currency(currency)


@pages.post("/buurten/<slug>/munt/rekening/groep/<int:group_id>")
@guarded(permissions.may_take_part, load=currencies.currency)
def open_of_group(currency: Currency, group_id: int) -> ResponseReturnValue:
    """Open the account of a group: who works in it, or coordinates one that agreed to be part of the neighbourhood."""
    if carry_out_or_flash(lambda: _open_of_group(currency, group_id)):
        flash(_("The account of the group is open. Who works in it can pay with it."))
    return _to_currency(currency)


def _open_of_group(currency: Currency, group_id: int) -> CurrencyAccount:
    # Among their own alone: any other number gets one answer, whether that group exists or not.
    for group in currencies.own_groups(viewer(), currency):
        if group.id == group_id:
            return services.open_for(currency, group, today=clock.today())
    raise RuleViolation(
        N_("Only who works in a group opens its account. For a group outside the neighbourhood its coordinator does.")
    )


@pages.get("/buurten/<slug>/munt/rekeningen")
@guarded(permissions.may_manage, load=currencies.currency)
def accounts(currency: Currency) -> ResponseReturnValue:
    """Who has an account. What stands on it is nobody else's business."""
    known = currencies.accounts(currency)
    page, pages_needed = page_asked(), max(1, -(-len(known) // PER_PAGE))
    page = min(page, pages_needed)
    return render_template(
        "currency/accounts.html",
        currency=currency,
        accounts=known[(page - 1) * PER_PAGE : page * PER_PAGE],
        number=len(known),
        page=page,
        pages=pages_needed,
        rules=deciding.rules_on(currency, clock.today()),
        may_close=currencies.closes_every_account(viewer(), currency),
    )


@pages.route("/buurten/<slug>/munt/rekeningen/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_manage, load=currencies.currency)
def open_for(currency: Currency) -> ResponseReturnValue:
    """Open an account for somebody of the neighbourhood, or for a group."""
    possible = _possible(currency)
    form = OpenAccountForm()
    form.holder.choices = [SelectChoice(key, holder.name) for key, holder in possible.items()]
    done = carry_out(form, lambda: _open_for(currency, possible[form.holder.data]))
    if done is not None:
        flash(_("The account of %(name)s is open.", name=account_name(done.value)))
        return redirect(url_for("currency.accounts", slug=currency.neighbourhood.slug))
    return form_page("currency/open_account.html", form, currency=currency, possible=possible)


def _possible(currency: Currency) -> dict[str, User | Cooperative]:
    """Who has no account yet: the people of the neighbourhood, and the groups in which they work."""
    # Who had an account that was closed is offered again: opening gives that one back.
    opened = currencies.accounts(currency)
    users = {each.user_id for each in opened}
    groups = {each.cooperative_id for each in opened}
    possible: dict[str, User | Cooperative] = {}
    for person in places.people(currency.neighbourhood):
        if person.user_id not in users:
            possible[f"{PERSON}{person.user_id}"] = person.user
    for group in currencies.groups_around(currency):
        if group.id not in groups:
            possible[f"{GROUP}{group.id}"] = group
    return possible


def _open_for(currency: Currency, holder: User | Cooperative) -> CurrencyAccount:
    if isinstance(holder, User):
        services.check_takes_part(currency, holder)
    return services.open_for(currency, holder, today=clock.today())


@pages.route("/buurten/<slug>/munt/rekeningen/<int:number>/sluiten", methods=["GET", "POST"])
@guarded(permissions.may_use, load=currencies.closable_account)
def close(account: CurrencyAccount) -> ResponseReturnValue:
    """Close an account; a balance needs a decision that who drives writes down."""
    currency = account.currency
    may_decide = permissions.may_manage(viewer(), currency)
    form = CloseAccountForm()
    if not may_decide:
        del form.decision
    done = carry_out(form, lambda: _close(account, form, may_decide=may_decide))
    if done is not None:
        flash(_("The account is closed. What was booked stays in the book."))
        return _to_currency(currency)
    return form_page("currency/close.html", form, currency=currency, account=account, may_decide=may_decide)


def _close(account: CurrencyAccount, form: CloseAccountForm, *, may_decide: bool) -> None:
    # A field that the page leaves out can still be sent.
    decision = form.decision.data or "" if may_decide else ""
    services.close(account, decision, may_decide=may_decide, by=viewer(), now=clock.now())


def _to_currency(currency: Currency) -> Response:
    return redirect(url_for("currency.show", slug=currency.neighbourhood.slug))
