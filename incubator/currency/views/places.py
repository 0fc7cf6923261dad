"""The currency of a neighbourhood: its first page, beginning it, and what everyone may read."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, public, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.public_pages import same_for_everyone
from incubator.core.web import carry_out, form_page
from incubator.currency import permissions
from incubator.currency.forms.accounts import CurrencyForm
from incubator.currency.messages import legal, words
from incubator.currency.models import Currency
from incubator.currency.queries import currencies, deciding, market, statements
from incubator.currency.services import accounts
from incubator.currency.values import CurrencyVerdict
from incubator.currency.views.blueprint import pages
from incubator.neighbourhood import permissions as place_permissions
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import places

LATEST = 3


@pages.get("/buurten/<slug>/munt")
@guarded(place_permissions.may_look, load=currencies.place_of_currency)
def show(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """How one stands oneself, what is voted about, and what is offered."""
    currency = currencies.of_neighbourhood(neighbourhood.id)
    reader = viewer()
    if currency is None:
        return render_template(
            "currency/none.html",
            neighbourhood=neighbourhood,
            may_manage=place_permissions.may_drive(reader, neighbourhood),
            flags=legal.FLAGS,
            checked_on=legal.CHECKED_ON,
        )
    today = clock.today()
    rules = deciding.rules_on(currency, today)
    return render_template(
        "currency/show.html",
        currency=currency,
        neighbourhood=neighbourhood,
        rules=rules,
        accounts=currencies.usable_accounts(reader, currency),
        has_account=currencies.account_of(currency, reader) is not None,
        groups=_without_account(currency),
        asked=[each for each in deciding.proposals(currency) if each.state is CurrencyVerdict.OPEN],
        cards=market.cards(currency, today)[:LATEST],
        months=statements.participation(currency, today)[:LATEST],
        common=currencies.common_account(currency),
        total=currencies.total(currency),
        may_manage=permissions.may_manage(reader, currency),
        may_take_part=permissions.may_take_part(reader, currency),
        may_have_account=permissions.may_have_account(reader, currency),
        in_workbench=places.neighbourhood(reader, neighbourhood.slug) is not None,
    )


def _without_account(currency: Currency) -> list[Any]:
    """The groups of who looks that have no account yet."""
    opened = {account.cooperative_id for account in currencies.accounts(currency)}
    return [group for group in currencies.own_groups(viewer(), currency) if group.id not in opened]


@pages.route("/buurten/<slug>/munt/beginnen", methods=["GET", "POST"])
@guarded(place_permissions.may_drive, load=places.neighbourhood)
def start(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = CurrencyForm(data={"decimals": "1"})
    if carry_out(form, lambda: accounts.start(neighbourhood, form.begun(), now=clock.now())):
        flash(_("The currency has a name. Now the rules: record what was decided, or put a proposal to the vote."))
        return redirect(url_for("currency.rules", slug=neighbourhood.slug))
    return form_page("currency/name_form.html", form, neighbourhood=neighbourhood, currency=None)


@pages.route("/buurten/<slug>/munt/naam", methods=["GET", "POST"])
@guarded(permissions.may_manage, load=currencies.currency)
def rename(currency: Currency) -> ResponseReturnValue:
    form = CurrencyForm(data=_standing(currency))
    del form.decimals
    if carry_out(form, lambda: _rename(currency, form)):
        flash(_("Saved."))
        return redirect(url_for("currency.show", slug=currency.neighbourhood.slug))
    return form_page("currency/name_form.html", form, neighbourhood=currency.neighbourhood, currency=currency)


def _rename(currency: Currency, form: CurrencyForm) -> None:
    form.settle(_standing(lock(currency)))
    accounts.rename(currency, form.begun())


def _standing(currency: Currency) -> dict[str, Any]:
    return {"name": currency.name, "unit": currency.unit, "units": currency.units, "worth": currency.worth}


@pages.get("/buurt/<slug>/munt")
@public
def public_page(slug: str) -> ResponseReturnValue:
    """The rules, the decision they rest on, and how many take part: without amounts and without names."""
    currency = currencies.published(slug)
    # The same 404 for a currency that is not public and one that nobody has.
    if currency is None:
        abort(404)
    same_for_everyone()
    today = clock.today()
    return render_template(
        "currency/public.html",
        currency=currency,
        rules=deciding.rules_on(currency, today),
        months=statements.participation(currency, today),
        periods=words.PERIODS,
        flags=legal.FLAGS,
        checked_on=legal.CHECKED_ON,
    )
