"""The dossier: each fact with its source and date, its history, and where two answers differ."""

from collections.abc import Collection
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import messages, permissions, queries, rules, services
from incubator.cooperatives.forms import FactForm, fact_form, in_form
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.values import BY_NAME, FACT_KEYS, FactKey, FactSource, FactSourceKind, Widget
from incubator.cooperatives.views.blueprint import as_read, label, pages, text_of
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain, language
from incubator.core.reference import municipalities, places
from incubator.core.rows import change_rows
from incubator.core.web import carry_out, carry_out_or_flash, form_page

BY_HAND = FactSourceKind.ENTERED


@pages.get("/<slug>/dossier")
@guarded(permissions.may_see, load=queries.cooperative)
def dossier(group: Cooperative) -> ResponseReturnValue:
    """What is known of this cooperative: each fact with its source and date, and where two answers differ."""
    return render_template(
        "cooperatives/dossier.html",
        group=group,
        keys=FACT_KEYS,
        parts=[(title, _keys_about(subjects)) for title, subjects in messages.DOSSIER_PARTS],
        holding=queries.holding_facts(group),
        held_above=queries.held_above(group, BY_HAND),
        open_points=queries.open_points(group),
        suggestions=queries.suggestions(group),
        elsewhere=_told_elsewhere(group),
        may_record=permissions.may_record(current_user, group),
        may_decide=_decides(group),
        label=label,
        ways=messages.WAYS_TO_CHANGE,
        text_of=text_of,
    )


def _told_elsewhere(group: Cooperative) -> dict[str, str]:
    """In words, by key: what the group told the incubator outside its dossier, and nobody confirmed as a fact yet."""
    # Addresses of people are among it: only who would find them in the form reads them here.
    if not permissions.may_record(current_user, group):
        return {}
    return {key: as_read(key, value) for key, value in queries.known_elsewhere(group).items()}


def _keys_about(subjects: Collection[str]) -> list[str]:
    return [key for key in FACT_KEYS if key.partition(".")[0] in subjects]


def _decides(group: Cooperative) -> bool:
    """Whether what the viewer says holds at once; else it waits for who coordinates or guides."""
    return permissions.may_coordinate(current_user, group) or permissions.may_guide(current_user, group)


@pages.get("/<slug>/dossier/<name>/geschiedenis")
@guarded(permissions.may_see, load=queries.cooperative)
def history(group: Cooperative, name: str) -> ResponseReturnValue:
    """Every answer that was ever given, who gave and who chose it; an earlier one can be put back."""
    definition = _known(name)
    holding = queries.holding(group, definition.key)
    is_held = holding is not None and queries.outranks(holding, BY_HAND)
    return render_template(
        "cooperatives/history.html",
        group=group,
        name=name,
        title=label(definition.key),
        facts=queries.facts(group, definition.key),
        holding=holding,
        may_put_back=permissions.may_record(current_user, group) and not is_held,
        text_of=text_of,
    )


@pages.post("/<slug>/dossier/feiten/<int:fact_id>/terugzetten")
@guarded(permissions.may_record_fact, load=queries.fact_of)
def put_back(fact: Fact) -> ResponseReturnValue:
    """Give an earlier answer once more."""
    decides = _decides(fact.cooperative)
    if carry_out_or_flash(lambda: services.put_back(fact, by=viewer(), now=clock.now(), approved=decides)):
        flash(_("This answer is back.") if decides else _("Proposed. Your coordinator or coach confirms it."))
    return redirect(url_for("cooperatives.dossier", slug=fact.cooperative.slug))


@pages.route("/<slug>/dossier/<name>", methods=["GET", "POST"])
@guarded(permissions.may_record, load=queries.cooperative)
def record(group: Cooperative, name: str) -> ResponseReturnValue:
    """Enter a fact by hand: approved at once by who may decide, else proposed. What comes from a higher source is only read."""
    definition = _known(name)
    holding = queries.holding(group, definition.key)
    if holding is not None and queries.outranks(holding, BY_HAND):
        return _held_page(group, holding)
    standing = _standing(group, definition)
    form = fact_form(definition, standing, label(definition.key), messages.choices_of(definition))
    changes_rows = change_rows(form.value, request.form.get("rows"))
    if not changes_rows and carry_out(form, lambda: _record(group, definition, form)):
        flash(_("Saved in the dossier.") if _decides(group) else _("Proposed. Your coordinator or coach confirms it."))
        return redirect(url_for("cooperatives.dossier", slug=group.slug))
    return form_page(
        "cooperatives/record.html",
        form,
        group=group,
        holding=holding,
        definition=definition,
        hint=messages.hint(definition),
        names=_names_to_choose(definition),
    )


def _held_page(group: Cooperative, holding: Fact) -> ResponseReturnValue:
    """What a higher source says, where that is and how it changes. Who sends something anyway is refused."""
    refused = rules.held_elsewhere(holding.key, holding.source)
    page = render_template(
        "cooperatives/held.html",
        group=group,
        title=label(holding.key),
        holding=holding,
        sentence=explain(refused),
        way=messages.WAYS_TO_CHANGE.get(holding.source_kind),
        text_of=text_of,
    )
    return page, 422 if request.method == "POST" else 200


def _names_to_choose(definition: FactKey) -> tuple[str, ...]:
    """The names that the field suggests as one types."""
    if definition.editor.widget is Widget.PLACES:
        return places.names_to_choose()
    if definition.editor.widget is Widget.MUNICIPALITY:
        return tuple(municipality.name for municipality in municipalities.municipalities())
    return ()


def _known(name: str) -> FactKey:
    """The fact that an address names; one that the dossier does not have is an address that does not exist."""
    if name not in BY_NAME:
        abort(404)
    return BY_NAME[name]


def _standing(group: Cooperative, definition: FactKey) -> Any:
    """What holds now, as it stands in the field; the first time what is known of the group already."""
    value = queries.starting_values(group).get(definition.key)
    typed = None if value is None else definition.as_typed(value, language())
    return in_form(definition, typed)


def _record(group: Cooperative, definition: FactKey, form: FactForm) -> None:
    form.settle({"value": _standing(lock(group), definition)})
    try:
        services.record_fact(
            group,
            definition.key,
            definition.read(form.value.data),
            source=FactSource(BY_HAND),
            author=viewer(),
            now=clock.now(),
            approved=_decides(group),
            language=language(),
        )
    except RuleViolation as broken_rule:
        # The rule names the fact; on this page its field is called value.
        raise RuleViolation(broken_rule.message, field="value", **broken_rule.params) from broken_rule


@pages.post("/<slug>/dossier/feiten/<int:fact_id>/goedkeuren")
@guarded(permissions.may_decide_fact, load=queries.fact_of)
def approve(fact: Fact) -> ResponseReturnValue:
    """Choose this answer: of two that differ, or of a single one that was proposed."""
    seen = request.form.get("seen", "")
    if carry_out_or_flash(lambda: services.settle_fact(fact, by=viewer(), now=clock.now(), seen=seen)):
        flash(_("This is now what holds."))
    return redirect(url_for("cooperatives.dossier", slug=fact.cooperative.slug))


@pages.post("/<slug>/dossier/feiten/<int:fact_id>/intrekken")
@guarded(permissions.may_decide_fact, load=queries.fact_of)
def withdraw(fact: Fact) -> ResponseReturnValue:
    """Leave out what was proposed."""
    seen = request.form.get("seen", "")
    if carry_out_or_flash(lambda: services.withdraw_fact(fact, by=viewer(), now=clock.now(), seen=seen)):
        flash(_("Left out. It stays in the history."))
    return redirect(url_for("cooperatives.dossier", slug=fact.cooperative.slug))
