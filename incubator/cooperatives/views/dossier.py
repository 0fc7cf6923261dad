"""The dossier: each fact with its source and date, its history, and what is not agreed yet."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.cooperatives import permissions, queries, services
from incubator.cooperatives.forms import FactForm
from incubator.cooperatives.messages import (
    SOURCES,
    hint,
)
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.values import FACT_KEYS, FactKey, FactSource, FactSourceKind
from incubator.cooperatives.views.blueprint import label, pages, text_of
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation


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
    holding = queries.holding_facts(group).get(key)
    form = FactForm(data={"value": services.as_text(definition, holding.value) if holding else ""})
    form.value.label.text = label(key)
    if form.validate_on_submit():
        try:
            with transaction():
                _record(group, key, form.value.data)
        except RuleViolation as broken_rule:
            form.refuse(RuleViolation(broken_rule.message, field="value", **broken_rule.params))
        else:
            flash(_("Saved in the dossier."))
            return redirect(url_for("cooperatives.dossier", slug=group.slug))
    page = render_template(
        "cooperatives/record.html",
        form=form,
        group=group,
        definition=definition,
        holding=holding,
        hint=hint(definition),
        sources=SOURCES,
    )
    return page, 422 if form.errors else 200


def _known(key: str) -> FactKey:
    """The key that an address names; one that the dossier does not have is an address that does not exist."""
    if key not in FACT_KEYS:
        abort(404)
    return FACT_KEYS[key]


def _record(group: Cooperative, key: str, text: str) -> None:
    decides = permissions.may_coordinate(current_user, group) or permissions.may_guide(current_user, group)
    value: Any = services.from_text(FACT_KEYS[key], text)
    source = FactSource(FactSourceKind.ENTERED)
    services.record_fact(group, key, value, source=source, author=current_user, now=clock.now(), approved=decides)


@pages.post("/<slug>/dossier/feiten/<int:fact_id>/goedkeuren")
@guarded(permissions.may_decide_fact, load=queries.fact_of)
def approve(fact: Fact) -> ResponseReturnValue:
    with transaction():
        services.decide_fact(fact, now=clock.now())
    flash(_("This is now what holds."))
    return redirect(url_for("cooperatives.dossier", slug=fact.cooperative.slug))


@pages.post("/<slug>/dossier/feiten/<int:fact_id>/intrekken")
@guarded(permissions.may_decide_fact, load=queries.fact_of)
def withdraw(fact: Fact) -> ResponseReturnValue:
    try:
        with transaction():
            services.withdraw_fact(fact)
    except RuleViolation as broken_rule:
        flash(_(broken_rule.message, **broken_rule.params), "error")
    else:
        flash(_("The proposal has been withdrawn; what held still holds."))
    return redirect(url_for("cooperatives.dossier", slug=fact.cooperative.slug))
