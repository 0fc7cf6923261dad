"""Jobs, promises, needs and contacts of an anchor: written down, changed and taken away in one way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.permissions import guarded
from incubator.anchors import permissions
from incubator.anchors.forms.institutions import AnchorContactForm, JobForm, NeedForm, PartForm, PromiseForm
from incubator.anchors.messages import words
from incubator.anchors.models import AnchorContact, AnchorJob, AnchorNeed, AnchorOrganisation, AnchorPromise
from incubator.anchors.queries import institutions
from incubator.anchors.queries.institutions import AnchorPart
from incubator.anchors.services import institutions as services
from incubator.anchors.views.blueprint import ground_of, pages, to_anchor, when
from incubator.anchors.views.institutions import ONE
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood.models.grounds import StatementGround

PART = "<any(werk,belofte,behoefte,contact):part>"


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part: its table, its form, what its page is called, and the fields that have another name in the table."""

    model: type[AnchorPart]
    form: type[PartForm]
    heading: LazyString
    lead: LazyString
    columns: Mapping[str, str]


KINDS = {
    "werk": PartKind(
        AnchorJob,
        JobForm,
        _l("Work for people of the neighbourhood"),
        _l("For whom does this organisation look, and who can apply?"),
        {"hours": "hours_hundredths"},
    ),
    "belofte": PartKind(
        AnchorPromise,
        PromiseForm,
        _l("A promise"),
        _l("What this organisation promised about its purchases. The scoreboard puts it beside its own figures."),
        {"target": "target_hundredths"},
    ),
    "behoefte": PartKind(
        AnchorNeed,
        NeedForm,
        _l("What it needs"),
        _l("What this organisation needs or is going to buy. Somebody here may be able to deliver it."),
        {"value": "cents"},
    ),
    "contact": PartKind(
        AnchorContact,
        AnchorContactForm,
        _l("Contact"),
        _l("A talk, letter, mail or visit. Only who builds in the neighbourhood reads it."),
        {},
    ),
}
CHOICES: Mapping[str, Mapping[str, Any]] = {
    "werk": {},
    "belofte": {"measure": words.MEASURES},
    "behoefte": {},
    "contact": {"kind": words.CONTACTS, "person_ground": words.CONTACT_GROUNDS},
}


@pages.route(f"{ONE}/{PART}/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_fill_anchor, load=institutions.anchor)
def add_part(anchor: AnchorOrganisation, part: str) -> ResponseReturnValue:
    form = _form(part, {**ground_of(None), "on_date": clock.today(), "person_ground": "no-person"})
    known: dict[str, Any] = {"slug": anchor.neighbourhood.slug, "number": anchor.id, "name": anchor.name}
    if carry_out(form, lambda: services.add_part(anchor, form.terms(), **when())):
        flash(_("Saved."))
        return to_anchor(known["slug"], known["number"])
    return form_page("anchors/form.html", form, **_page(part, known))


@pages.route(f"{ONE}/{PART}/<int:part_number>", methods=["GET", "POST"])
@guarded(permissions.may_fill_anchor, load=institutions.anchor)
def change_part(anchor: AnchorOrganisation, part: str, part_number: int) -> ResponseReturnValue:
    row = _row(anchor, part, part_number)
    form = _form(part, _standing(part, row))
    known: dict[str, Any] = {"slug": anchor.neighbourhood.slug, "number": anchor.id, "name": anchor.name}
    if carry_out(form, lambda: _change(anchor, part, row, form)):
        flash(_("Saved."))
        return to_anchor(known["slug"], known["number"])
    removing = url_for(
        "anchors.remove_part", slug=known["slug"], number=known["number"], part=part, part_number=part_number
    )
    return form_page("anchors/form.html", form, removing=removing, **_page(part, known))


def _change(anchor: AnchorOrganisation, part: str, row: AnchorPart, form: PartForm) -> None:
    services.hold_anchor(anchor)
    form.settle(_standing(part, services.standing_part(row)))
    services.change_part(row, form.terms(), **when())


@pages.post(f"{ONE}/{PART}/<int:part_number>/verwijderen")
@guarded(permissions.may_fill_anchor, load=institutions.anchor)
def remove_part(anchor: AnchorOrganisation, part: str, part_number: int) -> ResponseReturnValue:
    """Take it away for good."""
    row = _row(anchor, part, part_number)
    slug, number = anchor.neighbourhood.slug, anchor.id
    if carry_out_or_flash(lambda: services.remove_part(row)):
        flash(_("Removed."))
    return to_anchor(slug, number)


def _row(anchor: AnchorOrganisation, part: str, part_number: int) -> AnchorPart:
    load: Callable[..., AnchorPart | None] = institutions.part
    row = load(KINDS[part].model, anchor, part_number)
    if row is None:
        abort(404)
    return row


def _form(part: str, data: dict[str, Any]) -> PartForm:
    form = KINDS[part].form(data=data)
    for name, labels in CHOICES[part].items():
        form[name].choices = choices_of(labels)
    return form


def _standing(part: str, row: AnchorPart) -> dict[str, Any]:
    """What stands in the row, by the fields of its form."""
    columns = KINDS[part].columns
    values = {}
    for field in KINDS[part].form()._fields:
        column = columns.get(field, field)
        if hasattr(row, column) and field not in CHOICES[part]:
            values[field] = getattr(row, column)
    for field in CHOICES[part]:
        values[field] = getattr(row, field).value
    if isinstance(row, StatementGround):
        values |= ground_of(row)
    return values


def _page(part: str, known: dict[str, Any]) -> dict[str, Any]:
    kind = KINDS[part]
    back = url_for("anchors.anchor", slug=known["slug"], number=known["number"])
    return {"heading": kind.heading, "lead": kind.lead, "back": back, "back_label": known["name"]}
