"""A year: prepared, shown as it will be divided, booked, taken back."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.capital import permissions, services
from incubator.capital.forms import BeginForm, FiguresForm, ReopenForm, WorkForm, hours_form
from incubator.capital.forms.years import LOSS, SURPLUS
from incubator.capital.messages import words
from incubator.capital.models import CapitalYear
from incubator.capital.queries import dividing, rules_in_force, standing
from incubator.capital.values import ShareBasis
from incubator.capital.views.blueprint import pages
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.forms import EditForm
from incubator.core.i18n import explain
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.ledger.models import LedgerEntry


def _to(year: CapitalYear) -> ResponseReturnValue:
    return redirect(url_for("capital.year", slug=year.cooperative.slug, year=year.year))


@pages.route("/jaren/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def begin(group: Cooperative) -> ResponseReturnValue:
    """Begin the division of a financial year."""
    form = BeginForm(data={"year": clock.today().year - 1})
    done = carry_out(form, lambda: services.begin_year(group, form.year.data or 0, by=viewer(), now=clock.now()).year)
    if done is None:
        return form_page("capital/begin.html", form, group=group)
    return redirect(url_for("capital.year", slug=group.slug, year=done.value))


@pages.get("/jaren/<int:year>")
@guarded(permissions.may_see_year, load=standing.year)
def year(year: CapitalYear) -> ResponseReturnValue:
    """The rule, the sum, what each member gets, and what is still needed."""
    group = year.cooperative
    divided = None
    if rules_in_force.statutes_on(group, year.ends_on) is not None:
        divided = dividing.preview(year)
    return render_template(
        "capital/year.html",
        group=group,
        year=year,
        rule=dividing.rule_of(year),
        divided=divided,
        shares=dividing.shown_shares(year, divided),
        article=rules_in_force.term(group, year.ends_on, "surplus_basis"),
        lacks_weights=dividing.lacks_weights(year),
        bases=words.BASES,
        losses=words.LOSSES,
        states=words.STATES,
        badges=words.STATE_BADGES,
        law=words.law,
        explain=explain,
        may_write=permissions.may_write_year(viewer(), year),
    )


@pages.route("/jaren/<int:year>/cijfers", methods=["GET", "POST"])
@guarded(permissions.may_write_year, load=standing.year)
def figures(year: CapitalYear) -> ResponseReturnValue:
    """The result of the year and the decision about it."""
    form = FiguresForm(data=_known_figures(year))
    form.outcome.choices = [SelectChoice(outcome, name) for outcome, name in words.OUTCOMES.items()]

    def enter() -> None:
        _settle(form, year, _known_figures)
        services.enter_figures(year, form.figures(), by=viewer(), now=clock.now())

    if carry_out(form, enter) is None:
        term = rules_in_force.term(year.cooperative, year.ends_on, "surplus_basis")
        return form_page("capital/figures.html", form, group=year.cooperative, year=year, term=term)
    flash(_("Saved."))
    return _to(year)


def _settle(form: EditForm, year: CapitalYear, known: Callable[[CapitalYear], dict[str, Any]]) -> None:
    """Compare with what stands there now, for two may have the page open: no other changes the year until this is stored."""
    lock(year.cooperative)
    form.settle(known(lock(year)))


def _known_figures(year: CapitalYear) -> dict[str, Any]:
    rule, cents = dividing.rule_of(year), year.surplus_cents
    known: dict[str, Any] = {part: getattr(rule, part) for part in dividing.PARTS}
    known |= {"source": year.surplus_source, "adopted_on": year.adopted_on, "decision": year.decision}
    known |= {"outcome": SURPLUS, "amount": None}
    if cents is not None:
        known["amount"] = abs(cents)
        if cents < 0:
            known["outcome"] = LOSS
    return known


@pages.route("/jaren/<int:year>/uren", methods=["GET", "POST"])
@guarded(permissions.may_write_year, load=standing.year)
def hours(year: CapitalYear) -> ResponseReturnValue:
    """Hours (and pay) of the members in this year."""
    entered = sorted(year.members, key=lambda each: each.member.number)
    made = hours_form([each.member for each in entered], with_pay=year.rule["basis"] == ShareBasis.WAGE)
    form = made(data=_known_hours(year))

    def enter() -> None:
        form.fill_in_pasted()
        _settle(form, year, _known_hours)
        services.enter_hours(year, form.worked(), form.source.data, by=viewer(), now=clock.now())

    if carry_out(form, enter) is None:
        return form_page("capital/hours.html", form, group=year.cooperative, year=year)
    flash(_("Saved."))
    return _to(year)


def _known_hours(year: CapitalYear) -> dict[str, Any]:
    entered = sorted(year.members, key=lambda each: each.member.number)
    known: dict[str, Any] = {"source": entered[0].source if entered else ""}
    for each in entered:
        known[f"hours_{each.member.number}"] = each.hours_hundredths or None
        known[f"wage_{each.member.number}"] = each.wage_cents or None
    return known


@pages.route("/jaren/<int:year>/werk", methods=["GET", "POST"])
@guarded(permissions.may_write_year, load=standing.year)
def work(year: CapitalYear) -> ResponseReturnValue:
    """What is known of the work of this year."""
    form = WorkForm(data=_known_work(year))

    def enter() -> None:
        _settle(form, year, _known_work)
        services.enter_work(year, form.terms(), by=viewer(), now=clock.now())

    if carry_out(form, enter) is None:
        return form_page("capital/work.html", form, group=year.cooperative, year=year)
    flash(_("Saved."))
    return redirect(url_for("capital.advice", slug=year.cooperative.slug))


def _known_work(year: CapitalYear) -> dict[str, Any]:
    return {
        "self_management": year.self_management,
        "employed": year.employed,
        "members_employed": year.members_employed,
        "sector_terms": year.sector_terms,
        "highest_pay": year.highest_pay_cents,
        "lowest_pay": year.lowest_pay_cents,
        "pay_source": year.pay_source,
    }


@pages.post("/jaren/<int:year>/boeken")
@guarded(permissions.may_write_year, load=standing.year)
def post(year: CapitalYear) -> ResponseReturnValue:
    """Book the year as it is shown."""

    def book() -> LedgerEntry:
        services.check_seen(year, request.form.get("seen", ""))
        return services.post_year(year, by=viewer(), now=clock.now())

    if carry_out_or_flash(book):
        flash(_("Booked. Every member has a new statement."))
    return _to(year)


@pages.route("/jaren/<int:year>/terugnemen", methods=["GET", "POST"])
@guarded(permissions.may_write_year, load=standing.year)
def take_back(year: CapitalYear) -> ResponseReturnValue:
    """Take a booked year back, to mend it."""
    form = ReopenForm()
    done = carry_out(form, lambda: services.take_back(year, form.reason.data, by=viewer(), now=clock.now()))
    if done is None:
        return form_page("capital/take_back.html", form, group=year.cooperative, year=year)
    flash(_("Taken back. What was booked stays readable, with its counter-entry."))
    return _to(year)
