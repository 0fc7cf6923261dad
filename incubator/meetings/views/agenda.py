"""Pages of the agenda of a meeting: an item, its place, the file that goes with it."""

import contextlib
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded
from incubator.core import clock, files
from incubator.core.forms import Form, choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.meetings.forms.convening import EffectsForm, ItemForm
from incubator.meetings.messages import convening as messages
from incubator.meetings.models import AgendaItem, Meeting
from incubator.meetings.permissions import convening as permissions
from incubator.meetings.queries import meetings as queries
from incubator.meetings.services import convening_agenda as services
from incubator.meetings.values.planning import EnclosedFile
from incubator.meetings.views.blueprint import pages


def to_agenda(meeting: Meeting) -> ResponseReturnValue:
    return redirect(url_for("meetings.show", slug=meeting.cooperative.slug, number=meeting.number, _anchor="agenda"))


def _form(meeting: Meeting, data: dict[str, Any]) -> ItemForm:
    form = ItemForm(data=data)
    form.kind.choices = choices_of(messages.ITEMS)
    form.version.choices = [SelectChoice("", _("none"))]
    for version in queries.proposed_versions(meeting.cooperative):
        label = _("Version %(number)s of the statutes", number=version.number)
        form.version.choices.append(SelectChoice(str(version.number), label))
    return form


@pages.route("/cooperaties/<slug>/vergaderingen/<int:number>/punten/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_plan, load=queries.meeting)
def add_item(meeting: Meeting) -> ResponseReturnValue:
    """Put something on the agenda."""
    form = _form(meeting, {"kind": "ordinary"})
    done = carry_out(form, lambda: services.add_item(meeting, form.planned()))
    if done is None:
        return form_page("meetings/item.html", form, meeting=meeting, group=meeting.cooperative, item=None)
    flash(_("It is on the agenda."))
    return to_agenda(meeting)


@pages.route("/cooperaties/<slug>/vergaderingen/<int:number>/punten/<int:agenda_item_id>", methods=["GET", "POST"])
@guarded(permissions.may_plan_item, load=queries.item)
def change_item(item: AgendaItem) -> ResponseReturnValue:
    """Other words for an item."""
    meeting = item.meeting
    form = _form(meeting, _standing(item))
    if carry_out(form, lambda: _change(item, form)) is None:
        return form_page("meetings/item.html", form, meeting=meeting, group=meeting.cooperative, item=item)
    flash(_("Saved."))
    return to_agenda(meeting)


def _standing(item: AgendaItem) -> dict[str, Any]:
    version = item.statutes_version
    return {
        "kind": item.kind.value,
        "title": item.title,
        "words": item.words,
        "proposal": item.proposal,
        "proposed_by": item.proposed_by,
        "version": str(version.number) if version is not None else "",
    }


def _change(item: AgendaItem, form: ItemForm) -> None:
    services.hold(item)
    form.settle(_standing(item))
    services.change_item(item, form.planned())


@pages.route(
    "/cooperaties/<slug>/vergaderingen/<int:number>/punten/<int:agenda_item_id>/gevolgen", methods=["GET", "POST"]
)
@guarded(permissions.may_plan_item, load=queries.item)
def item_effects(item: AgendaItem) -> ResponseReturnValue:
    """What a decision does to members: then the law asks more of it."""
    meeting = item.meeting
    form = EffectsForm(data={"effects": sorted(item.effects)})
    form.effects.choices = choices_of(messages.EFFECTS)
    if carry_out(form, lambda: services.note_effects(item, form.chosen())) is None:
        return form_page("meetings/effects.html", form, meeting=meeting, group=meeting.cooperative, item=item)
    flash(_("Saved."))
    return to_agenda(meeting)


@pages.post("/cooperaties/<slug>/vergaderingen/<int:number>/punten/<int:agenda_item_id>/plaats")
@guarded(permissions.may_plan_item, load=queries.item)
def move_item(item: AgendaItem) -> ResponseReturnValue:
    """One place earlier or later."""
    meeting = item.meeting
    carry_out_or_flash(lambda: services.move_item(item, up=request.form.get("to") == "up"))
    return to_agenda(meeting)


@pages.post("/cooperaties/<slug>/vergaderingen/<int:number>/punten/<int:agenda_item_id>/weg")
@guarded(permissions.may_plan_item, load=queries.item)
def remove_item(item: AgendaItem) -> ResponseReturnValue:
    meeting = item.meeting
    if carry_out_or_flash(lambda: services.remove_item(item)):
        flash(_("It is off the agenda."))
    return to_agenda(meeting)


@pages.route(
    "/cooperaties/<slug>/vergaderingen/<int:number>/punten/<int:agenda_item_id>/bestand", methods=["GET", "POST"]
)
@guarded(permissions.may_plan_item, load=queries.item)
def enclose(item: AgendaItem) -> ResponseReturnValue:
    """A file that goes with an item, such as the annual accounts."""
    form, meeting = Form(), item.meeting
    enclosed = _sent()
    if carry_out(form, lambda: services.enclose(item, enclosed, now=clock.now())) is None:
        return form_page("meetings/enclose.html", form, meeting=meeting, group=meeting.cooperative, item=item)
    flash(_("The file goes with the convocation."))
    return to_agenda(meeting)


def _sent() -> EnclosedFile:
    """The file that came with the form; without a name when none was chosen."""
    sent = request.files.get("file")
    if sent is None:
        return EnclosedFile("", b"")
    # A large file lies in a temporary one, which has to be closed.
    with contextlib.closing(sent):
        return EnclosedFile(sent.filename or "", sent.read())


@pages.post("/cooperaties/<slug>/vergaderingen/<int:number>/punten/<int:agenda_item_id>/bestand/weg")
@guarded(permissions.may_plan_item, load=queries.item)
def take_out(item: AgendaItem) -> ResponseReturnValue:
    meeting = item.meeting
    if carry_out_or_flash(lambda: services.take_out(item)):
        flash(_("The file does not go along any more."))
    return to_agenda(meeting)


@pages.get("/cooperaties/<slug>/vergaderingen/<int:number>/punten/<int:agenda_item_id>/stuk")
@guarded(permissions.may_see_item, load=queries.item)
def item_file(item: AgendaItem) -> ResponseReturnValue:
    """The file that goes with an item."""
    if item.file is None:
        abort(404)
    return files.as_download(item.file)


@pages.get("/cooperaties/<slug>/vergaderingen/<int:number>/punten/<int:agenda_item_id>/tekst")
@guarded(permissions.may_see_item, load=queries.item)
def literal_text(item: AgendaItem) -> ResponseReturnValue:
    """The literal text of an amendment (BW 2:42(2))."""
    if item.statutes_version is None:
        abort(404)
    return files.as_download(item.statutes_version.file)
