"""Pages of the work that a cooperative was given, with a bid or without."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.bids.forms.contracts import ContractForm, ExtendedForm
from incubator.bids.messages import contracts as messages
from incubator.bids.models import Contract
from incubator.bids.permissions import contracts as permissions
from incubator.bids.queries import contracts as queries
from incubator.bids.queries import party_changes
from incubator.bids.rules.contracts import TERMS, TEXTS, ContractTerms
from incubator.bids.services import contracts as services
from incubator.bids.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, formatting
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page


@pages.get("/cooperaties/<slug>/opdrachten")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def contracts(group: Cooperative) -> ResponseReturnValue:
    """The work that the cooperative was given."""
    return render_template(
        "bids/contracts.html",
        group=group,
        contracts=queries.contracts(group),
        shared=party_changes.shared_contracts(group),
        today=clock.today(),
        may_record=group_permissions.may_record(current_user, group),
    )


@pages.route("/cooperaties/<slug>/opdrachten/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def record_contract(group: Cooperative) -> ResponseReturnValue:
    """Record work that was agreed, also without a bid."""
    form = ContractForm()
    form.index_month.choices = messages.months()
    done = carry_out(form, lambda: services.record_contract(group, _terms(form), by=current_user, now=clock.now()))
    if done is None:
        return form_page("bids/contract.html", form, group=group)
    flash(_("Saved."))
    _say_what_is_odd(_terms(form))
    return redirect(url_for("bids.contracts", slug=group.slug))


@pages.route("/cooperaties/<slug>/opdrachten/<int:contract_id>", methods=["GET", "POST"])
@guarded(permissions.may_write_contract, load=queries.contract)
def correct_contract(contract: Contract) -> ResponseReturnValue:
    """Complete or correct what is known of a contract."""
    group = contract.cooperative
    form = ContractForm(data=_standing(contract))
    form.index_month.choices = messages.months()
    proposed = [] if form.is_submitted() else _propose(form, contract)
    if carry_out(form, lambda: _correct(contract, form)) is None:
        return form_page("bids/contract.html", form, group=group, contract=contract, proposed=proposed)
    flash(_("Saved."))
    _say_what_is_odd(_terms(form))
    return redirect(url_for("bids.contracts", slug=group.slug))


def _say_what_is_odd(terms: ContractTerms) -> None:
    for sentence in terms.oddities:
        flash(_(sentence), "warning")


@pages.post("/cooperaties/<slug>/opdrachten/<int:contract_id>/verlengd")
@guarded(permissions.may_write_contract, load=queries.contract)
def extend_contract(contract: Contract) -> ResponseReturnValue:
    """The client used an option: the days move along."""
    form = ExtendedForm()
    seen = form.seen.data or ""
    if carry_out_or_flash(lambda: services.extend_contract(contract, seen=seen)):
        flash(_("Saved. The contract now runs until %(day)s.", day=formatting.as_date(contract.ends_on)))
    return redirect(url_for("bids.correct_contract", slug=contract.cooperative.slug, contract_id=contract.id))


@pages.post("/cooperaties/<slug>/opdrachten/<int:contract_id>/verwijderen")
@guarded(permissions.may_write_contract, load=queries.contract)
def remove_contract(contract: Contract) -> ResponseReturnValue:
    """Take back what was recorded by mistake."""
    slug = contract.cooperative.slug
    if carry_out_or_flash(lambda: services.remove_contract(contract, now=clock.now())):
        flash(_("The contract has been removed."))
    return redirect(url_for("bids.contracts", slug=slug))


@pages.post("/cooperaties/<slug>/opdrachten/<int:contract_id>/referentie")
@guarded(permissions.may_write_contract, load=queries.contract)
def propose_reference(contract: Contract) -> ResponseReturnValue:
    """Put delivered work among the references of the dossier."""
    slug = contract.cooperative.slug
    done = carry_out_or_flash(lambda: services.propose_reference(contract, by=current_user, now=clock.now()))
    if done is None:
        return redirect(url_for("bids.contracts", slug=slug))
    flash(_("It stands among your references as a proposal. Your coordinator can approve it."))
    return redirect(url_for("cooperatives.dossier", slug=slug))


def _propose(form: ContractForm, contract: Contract) -> list[str]:
    """Fill what is empty with what the notice says; nothing is stored until somebody saves it. Gives the names of the fields."""
    filled = []
    for name, value in messages.from_notice(contract).items():
        if form[name].data in (None, ""):
            form[name].data = value
            filled.append(str(form[name].label.text))
    return filled


def _terms(form: ContractForm) -> ContractTerms:
    values = {name: form[name].data for name in TERMS}
    for name in TEXTS:
        values[name] = values[name] or ""
    return ContractTerms(**values)


def _standing(contract: Contract) -> dict[str, Any]:
    return {name: getattr(contract, name) for name in TERMS}


def _correct(contract: Contract, form: ContractForm) -> None:
    form.settle(_standing(lock(contract)))
    services.correct_contract(contract, _terms(form), today=clock.today())
