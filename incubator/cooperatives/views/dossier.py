"""The dossier: each fact with its source and date, its history, and what is not agreed yet."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions, queries, services
from incubator.cooperatives.forms import FactForm, fact_form
from incubator.cooperatives.messages import SOURCES, hint
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.values import FACT_KEYS, FactKey, FactSource, FactSourceKind
from incubator.cooperatives.views.blueprint import label, pages, text_of
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import language
from incubator.core.web import carry_out, carry_out_or_flash, form_page


@pages.get("/<slug>/dossier")
@guarded(permissions.may_see, load=queries.cooperative)
def dossier(group: Cooperative) -> ResponseReturnValue:
    """What is known of this cooperative: each fact with its source and date, and what is not agreed yet."""
    return render_template(
        "cooperatives/dossier.html",
        group=group,
        keys=FACT_KEYS,
        holding=queries.holding_facts(group),
        open_points=queries.open_points(group),
        may_record=permissions.may_record(current_user, group),
        may_decide=permissions.may_coordinate(current_user, group) or permissions.may_guide(current_user, group),
        label=label,
        sources=SOURCES,
        text_of=text_of,
    )


@pages.get("/<slug>/dossier/<key>/geschiedenis")
@guarded(permissions.may_see, load=queries.cooperative)
def history(group: Cooperative, key: str) -> ResponseReturnValue:
    _known(key)
    return render_template(
        "cooperatives/history.html",
        group=group,
        key=key,
        title=label(key),
        facts=queries.facts(group, key),
        holding=queries.holding_facts(group).get(key),
        sources=SOURCES,
        text_of=text_of,
    )


@pages.route("/<slug>/dossier/<key>", methods=["GET", "POST"])
@guarded(permissions.may_record, load=queries.cooperative)
def record(group: Cooperative, key: str) -> ResponseReturnValue:
    """Enter a fact by hand: approved at once by who may decide, else proposed."""
    definition = _known(key)
    form = fact_form(definition, _standing(group, definition), label(key))
    if carry_out(form, lambda: _record(group, definition, form)):
        flash(_("Saved in the dossier."))
        return redirect(url_for("cooperatives.dossier", slug=group.slug))
    holding = queries.holding_facts(group).get(key)
    return form_page(
        "cooperatives/record.html", form, group=group, holding=holding, hint=hint(definition), sources=SOURCES
    )


def _known(key: str) -> FactKey:
    """The key that an address names; one that the dossier does not have is an address that does not exist."""
    if key not in FACT_KEYS:
        abort(404)
    return FACT_KEYS[key]


def _standing(group: Cooperative, definition: FactKey) -> str:
    """What holds now, as one types it."""
    holding = queries.holding_facts(group).get(definition.key)
    return definition.as_text(holding.value, language()) if holding else ""


def _record(group: Cooperative, definition: FactKey, form: FactForm) -> None:
    form.settle({"value": _standing(lock(group), definition)})
    decides = permissions.may_coordinate(current_user, group) or permissions.may_guide(current_user, group)
    try:
        services.record_fact(
            group,
            definition.key,
            definition.from_text(form.value.data),
            source=FactSource(FactSourceKind.ENTERED),
            author=viewer(),
            now=clock.now(),
            approved=decides,
            language=language(),
        )
    except RuleViolation as broken_rule:
        # The rule names the fact; on this page its field is called value.
        raise RuleViolation(broken_rule.message, field="value", **broken_rule.params) from broken_rule


@pages.post("/<slug>/dossier/feiten/<int:fact_id>/goedkeuren")
@guarded(permissions.may_decide_fact, load=queries.fact_of)
def approve(fact: Fact) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.decide_fact(fact, now=clock.now())):
        flash(_("This is now what holds."))
    return redirect(url_for("cooperatives.dossier", slug=fact.cooperative.slug))


@pages.post("/<slug>/dossier/feiten/<int:fact_id>/intrekken")
@guarded(permissions.may_decide_fact, load=queries.fact_of)
def withdraw(fact: Fact) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.withdraw_fact(fact)):
        flash(_("The proposal has been withdrawn; what held still holds."))
    return redirect(url_for("cooperatives.dossier", slug=fact.cooperative.slug))
