"""The page that says who or what an item of the agenda is about, so that its decision can enter the registers."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page
from incubator.meetings.forms.acting import EVERY_FIELD, OF_ITEM, SubjectForm, years_until
from incubator.meetings.messages import holding as words
from incubator.meetings.models import AgendaItem, Meeting
from incubator.meetings.permissions import holding as permissions
from incubator.meetings.queries import electorate
from incubator.meetings.queries import rounds as queries
from incubator.meetings.rules.yearly import MOST_EXTENSION
from incubator.meetings.services import subjects as services
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.views.blueprint import pages
from incubator.meetings.views.hall import HERE
from incubator.register import queries as register
from incubator.register.messages.board import OFFICES
from incubator.register.messages.membership import GROUNDS
from incubator.register.queries import board
from incubator.register.rules import GENERAL_MEETING
from incubator.register.values import ExpulsionGround
from incubator.register.values.board import BoardOrgan, Office

LONGEST = 12  # months; statutes may ask for fewer, which the register looks at


@pages.route(f"{HERE}/punten/<int:item_id>/waarover", methods=["GET", "POST"])
@guarded(permissions.may_hold_item, load=queries.held_item)
def say_about(item: AgendaItem) -> ResponseReturnValue:
    """Who or what the decision acts on."""
    meeting = item.meeting
    names = _fields_of(item)
    form = SubjectForm(data=_standing(item))
    _choices(form, meeting)
    form.keep(names)
    if carry_out(form, lambda: _say(item, form)) is None:
        return form_page(
            "meetings/at_about.html",
            form,
            item=item,
            meeting=meeting,
            group=meeting.cooperative,
            has_fields=bool(names),
        )
    flash(_("Saved."))
    return redirect(url_for("meetings.hall", slug=meeting.cooperative.slug, number=meeting.number))


def _fields_of(item: AgendaItem) -> tuple[str, ...]:
    names = OF_ITEM.get(item.kind, ())
    # Who is chosen gets an office from the meeting only where the statutes have it so.
    if item.kind is ItemKind.ELECTION and not _gives_offices(item.meeting):
        names = ()
    if item.meeting.kind is MeetingKind.BOARD and item.kind is not ItemKind.TALK:
        return (*names, "conflicted")
    return names


def _gives_offices(meeting: Meeting) -> bool:
    return board.board_terms(meeting.cooperative, electorate.day_of(meeting)).officers_by == GENERAL_MEETING


def _standing(item: AgendaItem) -> dict[str, Any]:
    """What the item says now, as the fields show it: choices are texts."""
    # Every field, also those that nobody filled in: what somebody else emptied meanwhile is a change too.
    shown: dict[str, Any] = dict.fromkeys(EVERY_FIELD, "") | {"conflicted": [], "audited": False}
    for name, value in item.subject.items():
        shown[name] = str(value)
        if isinstance(value, list):
            shown[name] = list(map(str, value))
        elif isinstance(value, bool):
            shown[name] = value
    return shown


def _choices(form: SubjectForm, meeting: Meeting) -> None:
    choose = SelectChoice("", _("Choose"))
    _offer_people(form, meeting, choose)
    for field in (form.chair, form.secretary, form.treasurer):
        field.choices = [SelectChoice("", _("As it is")), *form.seat.choices[1:]]
    form.office.choices = [SelectChoice("", _("No office")), *(SelectChoice(str(key), OFFICES[key]) for key in Office)]
    form.lasts.choices = [choose, *(SelectChoice(str(months), str(months)) for months in range(1, LONGEST + 1))]
    form.ground.choices = [SelectChoice(ground.value, GROUNDS[ground.value]) for ground in ExpulsionGround]
    form.yes.choices = [SelectChoice(key, label) for key, label in words.YES_TO_APPEAL.items()]
    form.year.choices = [choose, *(SelectChoice(year, year) for year in _years(meeting))]
    form.months.choices = [choose, *(SelectChoice(str(months), str(months)) for months in range(1, MOST_EXTENSION + 1))]
    form.conflicted.choices = [SelectChoice(str(person), name) for person, name in electorate.may_come(meeting).items()]


def _offer_people(form: SubjectForm, meeting: Meeting, choose: SelectChoice) -> None:
    group, day = meeting.cooperative, electorate.day_of(meeting)
    form.member.choices = [choose]
    # Who was refused or expelled can be meant too.
    for member in register.members(group):
        form.member.choices.append(SelectChoice(str(member.number), f"{member.number}. {member.name}"))
    form.seat.choices = [choose]
    for seat, row in board.in_office(group, day):
        if row.organ is BoardOrgan.BOARD:
            form.seat.choices.append(SelectChoice(str(seat.id), seat.name))


def _years(meeting: Meeting) -> list[str]:
    """The years to choose from; a year that the agenda named before stays one of them."""
    years = years_until(clock.today())
    for item in meeting.items:
        named = str(item.subject.get("year", ""))
        if named and named not in years:
            years.append(named)
    return years


def _say(item: AgendaItem, form: SubjectForm) -> None:
    lock(item.meeting.cooperative)
    form.settle(_standing(lock(item)))
    services.say_about(item, form.subject())
