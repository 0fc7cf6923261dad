"""Pages that compare days for a meeting: what people can, what the term asks, which day it becomes."""

from collections import Counter
from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.formatting import as_datetime
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.meetings.forms.convening import DayForm, DaysForm, days_form, row_name
from incubator.meetings.messages import convening as messages
from incubator.meetings.messages import notice as notice_words
from incubator.meetings.models import DateOption, Meeting
from incubator.meetings.permissions import convening as permissions
from incubator.meetings.queries import meetings as queries
from incubator.meetings.queries.notice import NoticeCount, count_notice
from incubator.meetings.services import convening_days as services
from incubator.meetings.values import MeetingKind, MeetingState, Suiting
from incubator.meetings.views.blueprint import pages
from incubator.meetings.views.meetings import to_meeting


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A moment with what people said, and what the term asks of it."""

    option: DateOption
    row: str  # name of its field
    counts: Counter[Suiting]
    cannot: list[str]
    notice: NoticeCount | None


def _to_days(meeting: Meeting) -> ResponseReturnValue:
    return redirect(url_for("meetings.days", slug=meeting.cooperative.slug, number=meeting.number))


@pages.route("/cooperaties/<slug>/vergaderingen/<int:number>/dagen", methods=["GET", "POST"])
@guarded(permissions.may_see, load=queries.meeting)
def days(meeting: Meeting) -> ResponseReturnValue:
    """Which days suit whom. Whoever takes part marks their own."""
    form = _form(meeting)
    takes_part = permissions.may_answer_days(current_user, meeting)
    if takes_part:
        done = carry_out(form, lambda: services.answer_days(meeting, viewer(), form.suiting(), now=clock.now()))
        if done is not None:
            flash(_("Saved. Thank you."))
            return _to_days(meeting)
    return form_page(
        "meetings/days.html",
        form,
        meeting=meeting,
        group=meeting.cooperative,
        days=_shown(meeting),
        words=messages,
        notice_words=notice_words,
        takes_part=takes_part,
        may_plan=permissions.may_plan(current_user, meeting),
        is_draft=meeting.state is MeetingState.DRAFT,
    )


def _form(meeting: Meeting) -> DaysForm:
    options = [(option.id, as_datetime(option.begins_at)) for option in meeting.options]
    known = {}
    for option in meeting.options:
        for answer in option.answers:
            if answer.user_id == viewer().id:
                known[option.id] = answer.suiting.value
    return days_form(options, messages.SUITS, known)


def _shown(meeting: Meeting) -> list[ShownDay]:
    kinds = [item.kind for item in meeting.items]
    shown = []
    for option in meeting.options:
        day = clock.local(option.begins_at).date()
        notice = None
        if meeting.kind is MeetingKind.GENERAL:
            notice = count_notice(meeting.cooperative, day, kinds, today=clock.today())
        counts = Counter(answer.suiting for answer in option.answers)
        cannot = [answer.user.name for answer in option.answers if answer.suiting is Suiting.NO]
        shown.append(ShownDay(option, row_name(option.id), counts, cannot, notice))
    return shown


@pages.route("/cooperaties/<slug>/vergaderingen/<int:number>/dagen/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_plan, load=queries.meeting)
def propose_day(meeting: Meeting) -> ResponseReturnValue:
    """A moment at which the meeting could be."""
    form = DayForm()
    if carry_out(form, lambda: services.propose_day(meeting, form.moment, now=clock.now())) is None:
        kinds = [item.kind for item in meeting.items]
        count = count_notice(meeting.cooperative, None, kinds, today=clock.today())
        return form_page(
            "meetings/propose_day.html",
            form,
            meeting=meeting,
            group=meeting.cooperative,
            count=count if meeting.kind is MeetingKind.GENERAL else None,
            notice_words=notice_words,
        )
    flash(_("The day is in the list."))
    return _to_days(meeting)


@pages.post("/cooperaties/<slug>/vergaderingen/<int:number>/dagen/vragen")
@guarded(permissions.may_plan, load=queries.meeting)
def ask_days(meeting: Meeting) -> ResponseReturnValue:
    """Ask who takes part by mail."""
    done = carry_out_or_flash(lambda: services.ask_everyone(meeting, by=viewer(), now=clock.now()))
    if done is not None:
        flash(ngettext("%(num)d mail is on its way.", "%(num)d mails are on their way.", done.value))
    return _to_days(meeting)


@pages.post("/cooperaties/<slug>/vergaderingen/<int:number>/dagen/<int:option_id>/weg")
@guarded(permissions.may_plan_day, load=queries.option)
def drop_day(option: DateOption) -> ResponseReturnValue:
    meeting = option.meeting
    if carry_out_or_flash(lambda: services.drop_day(option)):
        flash(_("Removed."))
    return _to_days(meeting)


@pages.post("/cooperaties/<slug>/vergaderingen/<int:number>/dagen/<int:option_id>/kiezen")
@guarded(permissions.may_plan_day, load=queries.option)
def choose_day(option: DateOption) -> ResponseReturnValue:
    """The meeting is at this moment."""
    meeting = option.meeting
    if carry_out_or_flash(lambda: services.choose_day(option, now=clock.now())):
        flash(_("The day is chosen. Now the members can be called."))
    return to_meeting(meeting)
