"""Offers and needs: the market, a card, and one's own cards."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.forms import search_words
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked
from incubator.currency import permissions
from incubator.currency.forms.market import MarketCardForm
from incubator.currency.messages import words
from incubator.currency.models import Currency, CurrencyOffer
from incubator.currency.queries import currencies
from incubator.currency.queries import market as queries
from incubator.currency.services import market as services
from incubator.currency.values import MarketSide
from incubator.currency.views.blueprint import pages
from incubator.currency.views.paying import offer_categories

# Long enough to be seen, short enough that what is gone does not stay for months.
USUAL = timedelta(days=60)


@pages.get("/buurten/<slug>/munt/vraag-en-aanbod")
@guarded(permissions.may_read, load=currencies.currency)
def market(currency: Currency) -> ResponseReturnValue:
    """What people and groups offer and ask of each other."""
    asked = search_words(request.args.get("zoek"))
    chosen = request.args.get("soort", "")
    side = MarketSide(chosen) if chosen in set(MarketSide) else None
    known = queries.cards(currency, clock.today(), asked, side)
    needed = max(1, -(-len(known) // queries.PER_PAGE))
    page = min(page_asked(), needed)
    return render_template(
        "currency/market.html",
        currency=currency,
        cards=known[(page - 1) * queries.PER_PAGE : page * queries.PER_PAGE],
        number=len(known),
        asked=asked,
        side=side,
        sides=words.SIDES,
        page=page,
        pages=needed,
        has_account=bool(currencies.usable_accounts(viewer(), currency)),
    )


@pages.get("/buurten/<slug>/munt/vraag-en-aanbod/<int:offer_id>")
@guarded(permissions.may_read, load=queries.card)
def card(offer: CurrencyOffer) -> ResponseReturnValue:
    usable = currencies.usable_accounts(viewer(), offer.currency)
    price = words.number(offer.price) if offer.price is not None else None
    return render_template(
        "currency/card.html",
        offer=offer,
        currency=offer.currency,
        sides=words.SIDES,
        is_own=offer.account_id in {account.id for account in usable},
        has_account=bool(usable),
        has_ended=offer.until < clock.today(),
        price=price,
    )


@pages.route("/buurten/<slug>/munt/vraag-en-aanbod/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_take_part, load=currencies.currency)
def place(currency: Currency) -> ResponseReturnValue:
    usable = {str(each.number): each for each in currencies.usable_accounts(viewer(), currency)}
    # Not refused: who takes part may offer things, and an account takes one tap.
    if not usable:
        flash(_("Open an account first: then you can offer and ask."), "error")
        return redirect(url_for("currency.show", slug=currency.neighbourhood.slug))
    form = MarketCardForm(data={"until": clock.today() + USUAL, "account": next(iter(usable))})
    form.account.choices = [SelectChoice(number, words.account_name(account)) for number, account in usable.items()]
    _offer_categories(form, currency)
    done = carry_out(form, lambda: services.place(usable[form.account.data], form.card(), by=viewer(), now=clock.now()))
    if done is not None:
        flash(_("It stands in the market."))
        return redirect(_address(done.value))
    return form_page("currency/card_form.html", form, currency=currency, offer=None)


def _offer_categories(form: MarketCardForm, currency: Currency) -> None:
    offer_categories(form.category, currency)
    if not form.category.choices:
        del form.category


@pages.route("/buurten/<slug>/munt/vraag-en-aanbod/<int:offer_id>/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_use, load=queries.own_card)
def change_card(offer: CurrencyOffer) -> ResponseReturnValue:
    form = MarketCardForm(data=_standing(offer))
    del form.account
    _offer_categories(form, offer.currency)
    if carry_out(form, lambda: _change(offer, form)):
        flash(_("Saved."))
        return redirect(_address(offer))
    return form_page("currency/card_form.html", form, currency=offer.currency, offer=offer)


def _change(offer: CurrencyOffer, form: MarketCardForm) -> None:
    form.settle(_standing(lock(offer)))
    services.change(offer, form.card(), now=clock.now())


def _standing(offer: CurrencyOffer) -> dict[str, Any]:
    return {
        "side": offer.side.value,
        "title": offer.title,
        "text": offer.text,
        "category": offer.category,
        "price": offer.price,
        "until": offer.until,
        "contact": offer.contact,
    }


@pages.post("/buurten/<slug>/munt/vraag-en-aanbod/<int:offer_id>/weg")
@guarded(permissions.may_use, load=queries.own_card)
def end_card(offer: CurrencyOffer) -> ResponseReturnValue:
    """Take a card out of the market."""
    currency = offer.currency
    if carry_out_or_flash(lambda: services.end(offer, now=clock.now())):
        flash(_("It does not stand in the market any more."))
    return redirect(url_for("currency.market", slug=currency.neighbourhood.slug))


def _address(offer: CurrencyOffer) -> str:
    return url_for("currency.card", slug=offer.currency.neighbourhood.slug, offer_id=offer.id)
