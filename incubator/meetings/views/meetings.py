"""Pages of meetings: the list, planning one, its page, calling it off."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, form_page
from incubator.meetings.forms.convening import BOARD, MeetingForm, ReasonForm
from incubator.meetings.messages import convening as messages
from incubator.meetings.messages import meter as meter_words
from incubator.meetings.messages import notice as notice_words
from incubator.meetings.models import Meeting
from incubator.meetings.permissions import convening as permissions
from incubator.meetings.permissions.holding import may_hand_out_proxies, may_hold
from incubator.meetings.queries import meetings as queries
from incubator.meetings.queries.case import call_standings
from incubator.meetings.queries.legality import meter_of
from incubator.meetings.queries.notice import NoticeCount, count_notice
from incubator.meetings.queries.proxy_forms import terms_of_forms
from incubator.meetings.queries.requests import requests
from incubator.meetings.queries.rounds import member_of
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.services import convening as services
from incubator.meetings.values import ItemKind, MeetingKind, MeetingMode, MeetingPurpose, MeetingState
from incubator.meetings.views.blueprint import pages

LOOK = "look"  # the name of the button that counts and saves nothing


def to_meeting(meeting: Meeting) -> ResponseReturnValue:
    return redirect(url_for("meetings.show", slug=meeting.cooperative.slug, number=meeting.number))


@pages.get("/cooperaties/<slug>/vergaderingen")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """The meetings of a cooperative: what is coming, what was."""
    coming, past = _by_time(queries.meetings(group))
    asked = [request for request in requests(group) if request.withdrawn_at is None]
    return render_template(
        "meetings/index.html",
        group=group,
        coming=coming,
        past=past,
        requests=asked,
        notice=count_notice(group, None, (), today=clock.today()),
        notice_words=notice_words,
        words=messages,
        may_work=group_permissions.may_work(current_user, group),
        takes_part=group_permissions.takes_part(current_user, group),
    )


def _by_time(known: Sequence[Meeting]) -> tuple[list[Meeting], list[Meeting]]:
    """What is coming, the nearest first, and what was, the newest first."""
    coming: list[Meeting] = []
    past = []
    for meeting in known:
        if meeting.state in {MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.OPEN}:
            coming.insert(0, meeting)
        else:
            past.append(meeting)
    return coming, past


@pages.route("/cooperaties/<slug>/vergaderingen/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_work, load=cooperatives.cooperative)
def plan(group: Cooperative) -> ResponseReturnValue:
    """Plan a meeting; the term for calling the members is counted while one chooses a day."""
    form = meeting_form(group, {"what": _usual_kind(group), "mode": MeetingMode.PHYSICAL.value})
    if LOOK in request.form:
        return plan_page(group, form, looking=True)
    done = carry_out(form, lambda: services.plan(group, form.planned(), by=viewer(), now=clock.now()))
    if done is None:
        return plan_page(group, form)
    flash(_("The meeting is planned. Look at the agenda, then call the members."))
    return to_meeting(done.value)


def _usual_kind(group: Cooperative) -> str:
    """Of a cooperative that never met the first meeting, else an ordinary one."""
    known = queries.meetings(group)
    return MeetingPurpose.OTHER.value if known else MeetingPurpose.FIRST.value


def meeting_form(group: Cooperative, data: dict[str, Any]) -> MeetingForm:
    """The form with its choices; who may call the members follows from the statutes."""
    form = MeetingForm(data=data)
    form.what.choices = choices_of(messages.PURPOSES)
    form.what.choices.append(SelectChoice(BOARD, messages.BOARD_CHOICE))
    form.mode.choices = choices_of(messages.MODES)
    terms = terms_on(group, clock.today())
    conveners = sorted(terms.conveners) if terms is not None else ["bestuur"]
    chosen = data.get("convened_by")
    if chosen and chosen not in conveners:
        conveners.append(chosen)
    form.convened_by.choices = [SelectChoice(who, messages.convener_in_words(who)) for who in conveners]
    # Most statutes give it to the board alone: then there is nothing to choose.
    if not form.is_submitted() and form.convened_by.data is None:
        form.convened_by.data = conveners[0]
    return form


def plan_page(
    group: Cooperative, form: MeetingForm, meeting: Meeting | None = None, *, looking: bool = False, **values: Any
) -> ResponseReturnValue:
    """The form beside its count."""
    count = None if form.what.data == BOARD else _count(group, form, meeting)
    values |= {"group": group, "meeting": meeting, "count": count, "notice_words": notice_words}
    if looking:
        # Who only looks is not told what is missing still.
        return render_template("meetings/plan.html", form=form, **values)
    return form_page("meetings/plan.html", form, **values)


def _count(group: Cooperative, form: MeetingForm, meeting: Meeting | None) -> NoticeCount | None:
    kinds = []
    if meeting is not None:
        kinds = [item.kind for item in meeting.items]
    if form.what.data == MeetingPurpose.AMENDMENT:
        kinds.append(ItemKind.AMENDMENT)
    return count_notice(group, form.day.data, kinds, today=clock.today())


@pages.get("/cooperaties/<slug>/vergaderingen/<int:number>")
@guarded(permissions.may_see, load=queries.meeting)
def show(meeting: Meeting) -> ResponseReturnValue:
    """A meeting: when and where, whether it is convened as it should be, the agenda, and who was reached."""
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        group=meeting.cooperative,
        words=messages,
        meter=meter_of(meeting, now=clock.now()),
        meter_words=meter_words,
        notice=_notice(meeting),
        notice_words=notice_words,
        calls=call_standings(meeting),
        may_plan=permissions.may_plan(current_user, meeting),
        takes_part=permissions.may_answer_days(current_user, meeting),
        is_draft=meeting.state is MeetingState.DRAFT,
        is_convened=meeting.state is MeetingState.CONVENED,
        may_hold=may_hold(current_user, meeting),
        own_member=member_of(current_user, meeting),
        has_proxy_forms=terms_of_forms(meeting) is not None,
        hands_out_proxies=may_hand_out_proxies(current_user, meeting),
    )


def _notice(meeting: Meeting) -> NoticeCount | None:
    """The count for a general meeting; a board calls itself as it likes."""
    if meeting.kind is MeetingKind.BOARD:
        return None
    begins = meeting.begins_at
    day = None if begins is None else clock.local(begins).date()
    kinds = [item.kind for item in meeting.items]
    return count_notice(meeting.cooperative, day, kinds, today=clock.today())


@pages.route("/cooperaties/<slug>/vergaderingen/<int:number>/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_plan, load=queries.meeting)
def change(meeting: Meeting) -> ResponseReturnValue:
    """Another day, place or name, as long as nobody was called."""
    form = meeting_form(meeting.cooperative, _standing(meeting))
    if LOOK in request.form:
        return plan_page(meeting.cooperative, form, meeting, looking=True)
    if carry_out(form, lambda: _change(meeting, form)) is None:
        return plan_page(meeting.cooperative, form, meeting)
    flash(_("Saved."))
    return to_meeting(meeting)


def _standing(meeting: Meeting) -> dict[str, Any]:
    standing: dict[str, Any] = {
        "what": BOARD if meeting.kind is MeetingKind.BOARD else meeting.purpose.value,
        "title": meeting.title,
        "day": None,
        "begins": None,
        "place": meeting.place,
        "mode": meeting.mode.value,
        "convened_by": meeting.convened_by,
        "inspection_place": meeting.inspection_place,
        "inspection_from": meeting.inspection_from,
    }
    if meeting.begins_at is not None:
        begins = clock.local(meeting.begins_at)
        standing |= {"day": begins.date(), "begins": begins.time()}
    return standing


def _change(meeting: Meeting, form: MeetingForm) -> None:
    form.settle(_standing(lock(meeting)))
    services.change(meeting, form.planned(), now=clock.now())


@pages.route("/cooperaties/<slug>/vergaderingen/<int:number>/afgelasten", methods=["GET", "POST"])
@guarded(permissions.may_plan, load=queries.meeting)
def cancel(meeting: Meeting) -> ResponseReturnValue:
    """It does not go on; who was called by e-mail gets a mail."""
    form = ReasonForm()
    done = carry_out(form, lambda: services.cancel(meeting, form.because.data or "", by=viewer(), now=clock.now()))
    if done is None:
        return form_page("meetings/cancel.html", form, meeting=meeting, group=meeting.cooperative)
    flash(
        _("The meeting is called off. Who was called by e-mail gets a mail.")
        if done.value
        else _("The meeting is called off.")
    )
    return to_meeting(meeting)
