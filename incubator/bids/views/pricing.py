"""The price of a bid: its lines, what comes on top, and the wage beside it."""

from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import Field
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.pricing import PriceForm, PriceLineForm
from incubator.bids.messages import sources
from incubator.bids.models import Bid, PriceLine, PriceSheet
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding
from incubator.bids.queries import documents as queries
from incubator.bids.queries.asking import law_of
from incubator.bids.rules import pricing as rules
from incubator.bids.rules.lots import counts
from incubator.bids.rules.units import unit_for
from incubator.bids.services import pricing as services
from incubator.bids.values.origins import WorkOrigin
from incubator.bids.values.pricing import TERMS, PriceTerms
from incubator.bids.views.blueprint import pages
from incubator.bids.views.standing import may_write_now
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.quantities import read_cents
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.notices.messages import lot_name

LINE = ("kind", "what", "quantity_hundredths", "unit", "cost_cents", "lot")
OF_OFFER = ("offer_text", "valid_days")
OF_PLAN = ("in_plan", "in_plan_because")


def _unit(line: PriceLine) -> str:
    """The unit behind the number as people write it: 12 months, and 1 month."""
    if line.quantity_hundredths is None:
        return line.unit
    return unit_for(Decimal(line.quantity_hundredths) / 100, line.unit)


@pages.get("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/prijs")
@guarded(permissions.may_see_bid, load=bidding.bid)
def price(bid: Bid) -> ResponseReturnValue:
    """The price as it stands: line by line, and what it comes to."""
    parts = queries.parts_of(bid)
    reckoned = sources.price_of(parts)
    lines = reckoned.lines if reckoned is not None else ()
    terms = reckoned.terms if reckoned is not None else PriceTerms()
    amounts = [
        (row, _unit(row), rules.rate_of(line, terms), rules.amount_of(line, terms))
        for row, line in zip(parts.price_lines, lines, strict=True)
    ]
    fallen = queries.lines_fallen_away(bid)
    amounts_away = [
        (row, _unit(row), rules.rate_of(line, terms), rules.amount_of(line, terms))
        for row, line in zip(fallen, queries.priced(fallen), strict=True)
    ]
    return render_template(
        "bids/price.html",
        bid=bid,
        group=bid.cooperative,
        lines=amounts,
        fallen=amounts_away,
        terms=terms,
        price=reckoned,
        sheet=parts.price,
        lesson=_of_lesson(bid),
        buyer_sheets=queries.price_sheets_of(parts),
        has_lots=len(bidding.lots_to_choose(bid.work)) > 1,
        may_write=may_write_now(bid),
        law=law_of(bid),
        form=ConfirmationForm(),
    )


def _of_lesson(bid: Bid) -> int | None:
    """The price per hour in the dossier, out of the calculator of the lesson or filled in by hand; in cents."""
    known = queries.facts_of(bid).get("finance.hourly_rate")
    try:
        return read_cents(str(known), "en") if known else None
    except RuleViolation:
        return None


@pages.route("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/prijs/uitgangspunten", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def price_terms(bid: Bid) -> ResponseReturnValue:
    """What an hour costs, what comes on top, the wage beside it; without a procurement the words of the offer."""
    sheet = queries.price_of(bid)
    form = PriceForm(data=_standing(sheet) | _suggested(bid, sheet))
    for name in OF_OFFER if bid.origin is WorkOrigin.NOTICE else OF_PLAN:
        del form[name]
    if carry_out(form, lambda: _write(bid, form)) is None:
        return form_page("bids/price_part.html", form, bid=bid, group=bid.cooperative, title=_("What an hour costs"))
    flash(_("Saved."))
    return redirect(url_for("bids.price", slug=bid.cooperative.slug, bid_id=bid.id))


def _standing(sheet: PriceSheet | None) -> dict[str, Any]:
    if sheet is None:
        return {}
    return {name: getattr(sheet, name) for name in TERMS}


def _suggested(bid: Bid, sheet: PriceSheet | None) -> dict[str, Any]:
    """The price per hour of the dossier, as long as nobody filled in another."""
    if sheet is not None and sheet.hour_cents is not None:
        return {}
    return {"hour_cents": _of_lesson(bid)}


def _write(bid: Bid, form: PriceForm) -> None:
    sheet = services.sheet_of(bid, now=clock.now())
    standing = _standing(sheet)
    # What the form suggested was in nobody's hand: it does not count as a change of others.
    shown = {name: standing[name] for name in standing if name in form._fields}
    if shown.get("hour_cents") is None:
        shown["hour_cents"] = _of_lesson(bid)
    form.settle(shown)
    kept = {name: standing[name] for name in standing if name not in form._fields}
    services.write_terms(sheet, PriceTerms(**{**_values(form.terms()), **kept}), by=viewer(), now=clock.now())


def _values(terms: PriceTerms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in TERMS}


@pages.route("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/prijs/regels/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def add_price_line(bid: Bid) -> ResponseReturnValue:
    """One line more."""
    form = _with_lots(PriceLineForm(), bid)
    if carry_out(form, lambda: services.add_line(bid, form.line())) is None:
        return form_page("bids/price_part.html", form, bid=bid, group=bid.cooperative, title=_("Add a line"))
    return redirect(url_for("bids.price", slug=bid.cooperative.slug, bid_id=bid.id))


@pages.route("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/prijs/regels/<int:line_id>", methods=["GET", "POST"])
@guarded(permissions.may_write_line, load=queries.price_line)
def price_line(row: PriceLine) -> ResponseReturnValue:
    """Change a line."""
    bid = row.bid
    form = _with_lots(PriceLineForm(data={name: getattr(row, name) for name in LINE}), bid, row.lot)
    if carry_out(form, lambda: _write_line(row, form)) is None:
        return form_page("bids/price_part.html", form, bid=bid, group=bid.cooperative, title=row.what, line=row)
    return redirect(url_for("bids.price", slug=bid.cooperative.slug, bid_id=bid.id))


def _write_line(row: PriceLine, form: PriceLineForm) -> None:
    row = services.line_to_write(row)
    form.settle({name: getattr(row, name) for name in LINE if name in form._fields})
    services.write_line(row, form.line())


@pages.post("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/prijs/regels/<int:line_id>/verwijderen")
@guarded(permissions.may_write_line, load=queries.price_line)
def remove_price_line(row: PriceLine) -> ResponseReturnValue:
    """Take a line out."""
    place = url_for("bids.price", slug=row.bid.cooperative.slug, bid_id=row.bid_id)
    if carry_out_or_flash(lambda: services.remove_line(row)):
        flash(_("The line has been removed."))
    return redirect(place)


def _with_lots(form: PriceLineForm, bid: Bid, standing: str = "") -> PriceLineForm:
    """The lots on which we bid, for who has more than one to choose between; `standing` is that of the line."""
    lots = bidding.chosen_lots(bid)
    away = "" if counts(standing, bid.work.content, bid.lots) else standing
    if len(lots) < 2 and not standing:
        del form.lot
        return form
    lot: Field = form.lot
    lot.choices = [
        SelectChoice("", _("All lots")),
        *(SelectChoice(known.id, known.title or lot_name(known.id)) for known in lots),
    ]
    # Else the line would move to another lot when somebody only mends its text.
    if away:
        lot.choices.append(SelectChoice(away, _("%(lot)s (you do not bid on it)", lot=lot_name(away))))
    return form
