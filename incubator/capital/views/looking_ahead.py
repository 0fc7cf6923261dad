"""What may go wrong: members who leave together, and the tests of worker self-management."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.capital import permissions, services
from incubator.capital.forms import CashForm
from incubator.capital.messages import words
from incubator.capital.queries import looking_ahead, standing
from incubator.capital.rules.stress import USUAL_LEAVERS
from incubator.capital.views.blueprint import pages
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.i18n import explain
from incubator.core.web import carry_out, form_page

MOST_LEAVERS = 20


@pages.get("/wat-als")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def stress(group: Cooperative) -> ResponseReturnValue:
    """What happens to the money when members leave this year."""
    count = min(max(request.args.get("leden", USUAL_LEAVERS, type=int), 1), MOST_LEAVERS)
    today = clock.today()
    cash = standing.cash(group)
    return render_template(
        "capital/stress.html",
        group=group,
        count=count,
        most=MOST_LEAVERS,
        stress=looking_ahead.stress_of(group, count, today),
        cash=cash,
        is_old=cash is not None and looking_ahead.is_old(cash, today),
        may_write=permissions.may_write(viewer(), group),
    )


@pages.route("/wat-als/geld", methods=["GET", "POST"])
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def cash(group: Cooperative) -> ResponseReturnValue:
    """How much money there is."""
    form = CashForm(data={"on": clock.today()})
    done = carry_out(
        form,
        lambda: services.note_cash(
            group, form.amount.data or 0, on=form.on.data, source=form.source.data, by=viewer(), now=clock.now()
        ),
    )
    if done is None:
        return form_page("capital/cash.html", form, group=group)
    flash(_("Saved."))
    return redirect(url_for("capital.stress", slug=group.slug))


@pages.get("/zelfbestuur")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def advice(group: Cooperative) -> ResponseReturnValue:
    """The tests of worker self-management and the pay ratio: advice."""
    today = clock.today()
    years = standing.years(group)
    return render_template(
        "capital/advice.html",
        group=group,
        year=years[0] if years else None,
        findings=looking_ahead.advice_of(group, today),
        ratio=looking_ahead.ratio_of(group, today),
        law=words.law,
        explain=explain,
        may_write=permissions.may_write(viewer(), group),
    )
