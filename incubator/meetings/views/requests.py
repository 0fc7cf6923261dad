"""Pages of meetings that members ask for."""

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
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.meetings.forms.convening import MeetingRequestForm, RequestSupportForm
from incubator.meetings.messages import convening as messages
from incubator.meetings.models import MeetingRequest
from incubator.meetings.permissions import convening as permissions
from incubator.meetings.queries import requests as queries
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.rules.asking import request_dates
from incubator.meetings.services import convening_requests as services
from incubator.meetings.values import MeetingMode, MeetingPurpose
from incubator.meetings.values.planning import REQUESTERS
from incubator.meetings.views.blueprint import pages
from incubator.meetings.views.meetings import LOOK, meeting_form, plan_page, to_meeting
from incubator.register.models import Member


def _to_request(asked: MeetingRequest) -> ResponseReturnValue:
    return redirect(url_for("meetings.request_page", slug=asked.cooperative.slug, number=asked.number))


@pages.route("/cooperaties/<slug>/vergaderingen/verzoeken/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.takes_part, load=cooperatives.cooperative)
def ask(group: Cooperative) -> ResponseReturnValue:
    """Ask the board for a general meeting."""
    form = MeetingRequestForm()
    member = queries.member_of(group, viewer())
    done = carry_out(
        form,
        lambda: services.ask(
            group, form.title.data or "", form.words.data or "", member=member, by=viewer(), now=clock.now()
        ),
    )
    if done is None:
        return form_page("meetings/ask.html", form, group=group, terms=terms_on(group, clock.today()))
    flash(_("Your request is there. Ask other members to stand behind it."))
    return _to_request(done.value)


@pages.get("/cooperaties/<slug>/vergaderingen/verzoeken/<int:number>")
@guarded(permissions.may_see_request, load=queries.request)
def request_page(asked: MeetingRequest) -> ResponseReturnValue:
    """A request: who stands behind it, how many it takes, which terms run."""
    group, today = asked.cooperative, clock.today()
    member = queries.member_of(group, viewer())
    handed_in_on = clock.local(asked.handed_in_at).date() if asked.handed_in_at else None
    dates = request_dates(handed_in_on) if handed_in_on is not None else None
    convened = queries.convened_for(asked)
    return render_template(
        "meetings/request.html",
        asked=asked,
        group=group,
        standing=queries.standing(asked, today),
        terms=terms_on(group, today),
        dates=dates,
        today=today,
        meetings=queries.meetings_for(asked),
        convened=convened,
        words=messages,
        can_support=_can_support(asked, member) and permissions.takes_part_in(current_user, asked),
        may_work=permissions.may_support(current_user, asked),
        is_own=asked.asked_by_id == viewer().id and not convened,
        themselves=dates is not None and not convened and today >= dates.themselves_from,
    )


def _can_support(asked: MeetingRequest, member: Member | None) -> bool:
    if member is None or asked.withdrawn_at is not None:
        return False
    return member.id not in {support.member_id for support in asked.supports}


@pages.post("/cooperaties/<slug>/vergaderingen/verzoeken/<int:number>/steunen")
@guarded(permissions.takes_part_in, load=queries.request)
def support(asked: MeetingRequest) -> ResponseReturnValue:
    """Stand behind a request, as the member that one is."""
    if carry_out_or_flash(lambda: _support(asked)):
        flash(_("You stand behind this request."))
    return _to_request(asked)


def _support(asked: MeetingRequest) -> bool:
    member = queries.member_of(asked.cooperative, viewer())
    if member is None:
        raise RuleViolation(
            N_("In the register no member is linked to your account. Ask who keeps the register, or sign on paper.")
        )
    return services.support(asked, member, on_paper=False, by=viewer(), now=clock.now())


@pages.route("/cooperaties/<slug>/vergaderingen/verzoeken/<int:number>/papier", methods=["GET", "POST"])
@guarded(permissions.may_support, load=queries.request)
def support_on_paper(asked: MeetingRequest) -> ResponseReturnValue:
    """Enter a member who signed the request on paper."""
    group = asked.cooperative
    people = {str(member.number): member for member in queries.supporters(group, clock.today())}
    form = RequestSupportForm()
    form.member.choices = [SelectChoice(number, member.name) for number, member in people.items()]
    done = carry_out(
        form,
        lambda: services.support(asked, people[form.member.data], on_paper=True, by=viewer(), now=clock.now()),
    )
    if done is None:
        return form_page("meetings/support.html", form, asked=asked, group=group)
    flash(_("Noted."))
    return _to_request(asked)


@pages.post("/cooperaties/<slug>/vergaderingen/verzoeken/<int:number>/intrekken")
@guarded(permissions.takes_part_in, load=queries.request)
def withdraw_request(asked: MeetingRequest) -> ResponseReturnValue:
    slug = asked.cooperative.slug
    if carry_out_or_flash(lambda: services.withdraw(asked, by=viewer(), now=clock.now())):
        flash(_("You took your request back."))
    return redirect(url_for("meetings.index", slug=slug))


@pages.route("/cooperaties/<slug>/vergaderingen/verzoeken/<int:number>/vergadering", methods=["GET", "POST"])
@guarded(permissions.may_support, load=queries.request)
def plan_for_request(asked: MeetingRequest) -> ResponseReturnValue:
    """Plan the meeting that members ask for: the board, or after its silence they themselves."""
    group = asked.cooperative
    by_themselves = "zelf" in request.args
    data = {"what": MeetingPurpose.OTHER.value, "title": asked.title, "mode": MeetingMode.PHYSICAL.value}
    if by_themselves:
        data["convened_by"] = REQUESTERS
    form = meeting_form(group, data)
    if LOOK in request.form:
        return plan_page(group, form, looking=True, asked=asked)
    done = carry_out(form, lambda: services.plan_for(asked, form.planned(), by=viewer(), now=clock.now()))
    if done is None:
        return plan_page(group, form, asked=asked)
    flash(_("The meeting is planned. Look at the agenda, then call the members."))
    return to_meeting(done.value)
