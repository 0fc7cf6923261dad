"""The fund: its first page, opening it, its terms, and what everyone may read."""

from collections.abc import Sequence
from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, public, viewer
from incubator.core import clock
from incubator.core.public_pages import same_for_everyone
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.lending import permissions
from incubator.lending.documents.pictures import fund_picture
from incubator.lending.forms.funds import LendingFundForm, LendingTermsForm
from incubator.lending.messages import legal, state, words
from incubator.lending.models import LendingFund, LendingTerms
from incubator.lending.queries import applying, funds, loans
from incubator.lending.rules.lending import in_force
from incubator.lending.services import funds as services
from incubator.lending.values import LoanState
from incubator.lending.views.blueprint import ROOT, pages, to_fund
from incubator.neighbourhood import permissions as place_permissions
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import places

LATEST = 5


@pages.get(ROOT)
@guarded(permissions.may_read, load=funds.place_of_fund)
def show(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """How the fund stands, and what one can do there."""
    reader, today = viewer(), clock.today()
    known = funds.of_neighbourhood(neighbourhood.id)
    if known is None:
        return render_template(
            "lending/none.html",
            neighbourhood=neighbourhood,
            may_drive=place_permissions.may_drive(reader, neighbourhood),
            limits=legal.LIMITS,
            checked_on=legal.CHECKED_ON,
        )
    may_look_into = permissions.may_look_into(reader, known)
    own = funds.own_groups(reader, known)
    members = funds.members(known)
    joined = {each.cooperative_id for each in members}
    return render_template(
        "lending/show.html",
        fund=known,
        neighbourhood=neighbourhood,
        in_sight=places.neighbourhood(reader, neighbourhood.slug) is not None,
        terms=funds.terms_on(known, today),
        picture=fund_picture(known, today, with_arrears=may_look_into),
        applications=applying.applications(reader, known)[:LATEST],
        loans=loans.loans(reader, known)[:LATEST],
        own=own,
        joined=joined,
        members=members,
        committee=funds.sitting(known, today),
        words=words,
        may_keep=permissions.may_keep(reader, known),
        may_look_into=may_look_into,
        limits=legal.LIMITS,
        checked_on=legal.CHECKED_ON,
        size=legal.size_in_words(funds.figures(known).capital, len(joined)),
    )


@pages.route(f"{ROOT}/beginnen", methods=["GET", "POST"])
@guarded(place_permissions.may_drive, load=places.neighbourhood)
def start(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = LendingFundForm()
    if carry_out(form, lambda: services.start(neighbourhood, form.name.data or "", now=clock.now())):
        flash(_("The fund is open. Now its terms: write down what was decided."))
        return redirect(url_for("lending.terms", slug=neighbourhood.slug))
    back = (url_for("lending.show", slug=neighbourhood.slug), _("Cooperative loan fund"))
    return form_page("lending/form.html", form, back=back, heading=_("Open a loan fund"))


@pages.get(f"{ROOT}/voorwaarden")
@guarded(permissions.may_read, load=funds.fund)
def terms(fund: LendingFund) -> ResponseReturnValue:
    """All versions of the terms; each loan keeps those of its own day."""
    versions = funds.versions(fund)
    return render_template(
        "lending/terms.html",
        fund=fund,
        versions=versions,
        held=in_force([each.terms for each in versions], clock.today()),
        may_keep=permissions.may_keep(viewer(), fund),
    )


@pages.route(f"{ROOT}/voorwaarden/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_keep, load=funds.fund)
def set_terms(fund: LendingFund) -> ResponseReturnValue:
    form = LendingTermsForm(data=_begin_with(funds.versions(fund), clock.today()))
    if carry_out(form, lambda: services.set_terms(fund, form.decided(), by=viewer(), now=clock.now())):
        flash(_("Saved."))
        return to_fund(fund, "lending.terms")
    back = (url_for("lending.terms", slug=fund.neighbourhood.slug), _("Terms"))
    return form_page("lending/form.html", form, back=back, heading=_("Write down terms"))


def _begin_with(known: Sequence[LendingTerms], today: date) -> dict[str, object]:
    """What holds now is the beginning of what comes."""
    if not known:
        return {"starts_on": today, "quorum": 2}
    latest = known[0].terms
    return {
        "largest": latest.largest,
        "shortest": latest.shortest,
        "longest": latest.longest,
        "interest": latest.interest,
        "share": latest.share,
        "quorum": latest.quorum,
    }


@pages.post(f"{ROOT}/openbaar")
@guarded(permissions.may_keep, load=funds.fund)
def publish(fund: LendingFund) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.publish(fund, now=clock.now())):
        flash(_("Everyone can read the terms and the counts of the fund now."))
    return to_fund(fund)


@pages.post(f"{ROOT}/niet-openbaar")
@guarded(permissions.may_keep, load=funds.fund)
def withdraw(fund: LendingFund) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.withdraw(fund)):
        flash(_("The public page of the fund is gone."))
    return to_fund(fund)


@pages.get("/buurt/<slug>/leenfonds")
@public
def public_page(slug: str) -> ResponseReturnValue:
    """The terms and how many groups take part and borrowed: no amounts of groups, and no names."""
    fund = funds.published(slug)
    # The same 404 for a fund that is not public and one that nobody has.
    if fund is None:
        abort(404)
    same_for_everyone()
    numbers = loans.per_state(fund)
    return render_template(
        "lending/public.html",
        fund=fund,
        terms=funds.terms_on(fund, clock.today()),
        members=len(funds.members(fund)),
        lent=state.lent(numbers),
        repaid=numbers[LoanState.CLOSED],
        limits=legal.LIMITS,
        checked_on=legal.CHECKED_ON,
    )
