"""An application: begun, filled in, guaranteed, handed in, withdrawn."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import language
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.lending import permissions
from incubator.lending.forms.applying import GuaranteeForm, LoanRequestForm
from incubator.lending.messages import words
from incubator.lending.models import LendingFund, LoanApplication, LoanGuarantee
from incubator.lending.queries import applying, funds, loans
from incubator.lending.services import applying as services
from incubator.lending.services import deciding
from incubator.lending.values import ApplicationState, KnownFact
from incubator.lending.views.blueprint import ROOT, pages, to_application, to_fund
from incubator.lending.views.people import ONLY_OWN

EACH = f"{ROOT}/aanvragen/<int:application_number>"


@pages.get(f"{ROOT}/aanvragen")
@guarded(permissions.may_read, load=funds.fund)
def applications(fund: LendingFund) -> ResponseReturnValue:
    """The applications that one may know of."""
    known = applying.applications(viewer(), fund)
    return render_template("lending/applications.html", fund=fund, applications=known, words=words)


@pages.post(f"{ROOT}/aanvragen/beginnen/<int:group_id>")
@guarded(permissions.may_read, load=funds.fund)
def begin(fund: LendingFund, group_id: int) -> ResponseReturnValue:
    """A draft for a group in which one works."""
    done = carry_out_or_flash(lambda: _begin(fund, group_id))
    if done is None:
        return to_fund(fund)
    slug, number = fund.neighbourhood.slug, done.value.number
    return redirect(url_for("lending.change_application", slug=slug, application_number=number))


def _begin(fund: LendingFund, group_id: int) -> LoanApplication:
    group = applying.own_group(viewer(), fund, group_id)
    if group is None:
        raise RuleViolation(ONLY_OWN)
    return services.begin(fund, group, by=viewer(), now=clock.now())


@pages.get(EACH)
@guarded(permissions.may_read, load=applying.application)
def application(known: LoanApplication) -> ResponseReturnValue:
    """What is asked, what the dossier says, who stands surety, and what was decided."""
    reader, now = viewer(), clock.now()
    # As it was handed in; a draft shows the dossier of today.
    facts = [_as_known(each) for each in known.facts]
    if known.is_open:
        facts = applying.known_facts(known.cooperative, language())
    sits = permissions.may_advise(reader, known)
    tied = deciding.aside(known, now) if sits else {}
    return render_template(
        "lending/application.html",
        application=known,
        fund=known.fund,
        facts=facts,
        terms=funds.terms_on(known.fund, clock.today()),
        may_apply=permissions.may_apply(reader, known),
        may_advise=sits and known.state is ApplicationState.HANDED_IN,
        tied=tied,
        steps_aside=reader.id in tied,
        # Who applies does not read along while others still think.
        votes=deciding.current_votes(known) if sits and reader.id not in tied else [],
        loan=loans.number_of_application(reader, known),
        members_money=loans.members_money(known.cooperative),
        words=words,
    )


def _as_known(kept: dict[str, str]) -> KnownFact:
    return KnownFact(kept["label"], kept["value"], kept["source"], date.fromisoformat(kept["on"]))


@pages.route(f"{EACH}/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_apply, load=applying.application)
def change_application(known: LoanApplication) -> ResponseReturnValue:
    form = LoanRequestForm(data=_standing(known))
    done = carry_out(form, lambda: _change(known, form))
    if done is not None:
        flash(_("Saved. Nothing is handed in yet."))
        return to_application(known)
    return form_page(
        "lending/application_form.html",
        form,
        application=known,
        fund=known.fund,
        terms=funds.terms_on(known.fund, clock.today()),
    )


def _standing(known: LoanApplication) -> dict[str, Any]:
    return {
        "amount": known.amount or None,
        "months": known.months or None,
        "purpose": known.purpose,
        "plan": known.plan,
        "other_money": known.other_money,
    }


def _change(known: LoanApplication, form: LoanRequestForm) -> None:
    services.open_for_change(known)
    form.settle(_standing(known))
    services.change(known, form.asked(known.plan_source, known.plan_on))


@pages.route(f"{EACH}/borg", methods=["GET", "POST"])
@guarded(permissions.may_apply, load=applying.application)
def guarantee(known: LoanApplication) -> ResponseReturnValue:
    """Somebody who stands surety."""
    form = GuaranteeForm()
    done = carry_out(
        form,
        lambda: services.guarantee(known, form.guarantor.data or "", form.amount.data or 0, form.document.data or ""),
    )
    if done is not None:
        flash(_("Saved."))
        return to_application(known)
    slug, number = known.fund.neighbourhood.slug, known.number
    back = (
        url_for("lending.application", slug=slug, application_number=number),
        _("Application %(number)s", number=number),
    )
    return form_page("lending/form.html", form, back=back, heading=_("Add somebody who stands surety"))


@pages.post(f"{EACH}/borg/<int:guarantee_id>/weg")
@guarded(permissions.may_change_guarantee, load=applying.guarantee)
def remove_guarantee(known: LoanGuarantee) -> ResponseReturnValue:
    applied = known.application
    if carry_out_or_flash(lambda: services.remove_guarantee(known)):
        flash(_("Removed."))
    return to_application(applied)


@pages.post(f"{EACH}/inleveren")
@guarded(permissions.may_apply, load=applying.application)
def hand_in(known: LoanApplication) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.hand_in(known, now=clock.now())):
        flash(_("Handed in. The committee reads it; you can withdraw it until it decides."))
    return to_application(known)


@pages.post(f"{EACH}/intrekken")
@guarded(permissions.may_apply, load=applying.application)
def withdraw_application(known: LoanApplication) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.withdraw(known)):
        flash(_("Withdrawn."))
    return to_application(known)
