"""The page of who leads a meeting: opening, who is there, proxies, the agenda with its votes, closing."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Field
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.meetings.forms.acting import OF_ITEM
from incubator.meetings.forms.holding import OwnProxyForm, ProxyForm, whole_number
from incubator.meetings.messages import convening as meeting_words
from incubator.meetings.messages import holding as words
from incubator.meetings.models import Meeting, MeetingProxy
from incubator.meetings.permissions import holding as permissions
from incubator.meetings.queries import deciding, electorate, proxy_forms
from incubator.meetings.queries import rounds as queries
from incubator.meetings.services import holding as services
from incubator.meetings.values.holding import PresenceKind
from incubator.meetings.views.blueprint import pages
from incubator.register.models import Member

CHOOSE = N_("Choose a member")
HERE = "/cooperaties/<slug>/vergaderingen/<int:number>"


def to_hall(meeting: Meeting) -> ResponseReturnValue:
    return redirect(url_for("meetings.hall", slug=meeting.cooperative.slug, number=meeting.number))


@pages.get(f"{HERE}/zaal")
@guarded(permissions.may_hold, load=queries.held)
def hall(meeting: Meeting) -> ResponseReturnValue:
    """Lead the meeting."""
    voted, decided = queries.rounds(meeting), deciding.resolutions_of_meeting(meeting)
    presences = {presence.person: presence for presence in electorate.presences(meeting)}
    names = electorate.may_come(meeting)
    here = electorate.here(meeting)
    given = electorate.proxies(meeting)
    represented = [proxy for proxy in given if proxy.holder_id in here and proxy.giver_id not in here]
    return render_template(
        "meetings/at_hall.html",
        meeting=meeting,
        group=meeting.cooperative,
        words=words,
        meeting_words=meeting_words,
        names=names,
        has_subject=OF_ITEM,
        presences=presences,
        proxies=given,
        represented=represented,
        here=here,
        rounds=voted,
        decisions=decided,
        open_round=next((voted_on for voted_on in voted if voted_on.closed_at is None), None),
    )


@pages.post(f"{HERE}/openen")
@guarded(permissions.may_hold, load=queries.held)
def open_meeting(meeting: Meeting) -> ResponseReturnValue:
    """The meeting begins."""
    if carry_out_or_flash(lambda: services.open_meeting(meeting, by=current_user, now=clock.now())):
        flash(_("The meeting is open. Write down who is present."))
    return to_hall(meeting)


@pages.post(f"{HERE}/sluiten")
@guarded(permissions.may_hold, load=queries.held)
def close_meeting(meeting: Meeting) -> ResponseReturnValue:
    """The meeting is over."""
    if carry_out_or_flash(lambda: services.close_meeting(meeting, now=clock.now())):
        flash(_("The meeting is closed. The minutes are ready to be completed."))
        return redirect(url_for("meetings.minutes", slug=meeting.cooperative.slug, number=meeting.number))
    return to_hall(meeting)


@pages.post(f"{HERE}/aanwezig")
@guarded(permissions.may_hold, load=queries.held)
def presence(meeting: Meeting) -> ResponseReturnValue:
    """Somebody is there, or left."""
    who = queries.person_numbered(meeting, whole_number(request.form.get("member_id")) or 0)
    if who is None:
        abort(404)
    now = clock.now()
    if request.form.get("do") == "leave":
        carry_out_or_flash(lambda: services.leave(meeting, who, now=now))
    else:
        how = PresenceKind.ONLINE if request.form.get("how") == PresenceKind.ONLINE else PresenceKind.ROOM
        carry_out_or_flash(lambda: services.arrive(meeting, who, how, by=current_user, now=now))
    return redirect(url_for("meetings.hall", slug=meeting.cooperative.slug, number=meeting.number, _anchor="aanwezig"))


@pages.post(f"{HERE}/iedereen-aanwezig")
@guarded(permissions.may_hold, load=queries.held)
def everyone_present(meeting: Meeting) -> ResponseReturnValue:
    """Everyone who gave no proxy is there."""
    carry_out_or_flash(lambda: services.everyone_arrives(meeting, by=current_user, now=clock.now()))
    return redirect(url_for("meetings.hall", slug=meeting.cooperative.slug, number=meeting.number, _anchor="aanwezig"))


@pages.route(f"{HERE}/volmachten", methods=["GET", "POST"])
@guarded(permissions.may_hold, load=queries.held)
def proxies(meeting: Meeting) -> ResponseReturnValue:
    """Who lets whom vote: those that were given on paper are entered here."""
    form = ProxyForm()
    choices = [SelectChoice("", _("Choose a member"))]
    for person, name in electorate.may_come(meeting).items():
        # A director who is no member lets nobody vote.
        if person > 0:
            choices.append(SelectChoice(str(person), name))
    form.giver_id.choices = form.holder_id.choices = choices
    if carry_out(form, lambda: _give(meeting, form)) is None:
        return form_page(
            "meetings/at_proxies.html",
            form,
            meeting=meeting,
            group=meeting.cooperative,
            proxies=electorate.proxies(meeting),
            most=services.most_proxies(meeting),
            has_proxy_forms=proxy_forms.terms_of_forms(meeting) is not None,
        )
    flash(_("Saved."))
    return redirect(url_for("meetings.proxies", slug=meeting.cooperative.slug, number=meeting.number))


def _chosen(meeting: Meeting, field: Field) -> Member:
    """The member of a list; who left it since the page was opened is asked for again, and the rest of the form stays."""
    member = queries.member_numbered(meeting, field.data or 0)
    if member is None:
        raise RuleViolation(CHOOSE, field=field.name)
    return member


def _give(meeting: Meeting, form: ProxyForm) -> MeetingProxy:
    giver = _chosen(meeting, form.giver_id)
    holder = _chosen(meeting, form.holder_id)
    return services.give_proxy(
        meeting,
        giver,
        holder,
        written=form.written.data,
        note=form.note.data or "",
        by=current_user,
        now=clock.now(),
    )


@pages.route(f"{HERE}/mijn-volmacht", methods=["GET", "POST"])
@guarded(permissions.may_attend, load=queries.held)
def own_proxy(meeting: Meeting) -> ResponseReturnValue:
    """A member lets another vote, in writing here."""
    member = queries.member_of(current_user, meeting)
    if member is None:
        abort(404)
    form = OwnProxyForm()
    names = electorate.may_come(meeting)
    others = [SelectChoice(str(key), name) for key, name in names.items() if key > 0 and key != member.id]
    form.holder_id.choices = [SelectChoice("", _("Choose a member")), *others]
    own = [proxy for proxy in electorate.proxies(meeting) if proxy.giver_id == member.id]
    if carry_out(form, lambda: _give_own(meeting, form)) is None:
        return form_page(
            "meetings/at_own_proxy.html",
            form,
            meeting=meeting,
            group=meeting.cooperative,
            own=own,
            has_proxy_forms=proxy_forms.terms_of_forms(meeting) is not None,
        )
    flash(_("Your proxy has been stored. You can take it back as long as the meeting is not over."))
    return redirect(url_for("meetings.own_proxy", slug=meeting.cooperative.slug, number=meeting.number))


def _give_own(meeting: Meeting, form: OwnProxyForm) -> MeetingProxy:
    giver = queries.member_of(current_user, meeting)
    holder = _chosen(meeting, form.holder_id)
    if giver is None:
        abort(404)
    note = _("given on this site")
    return services.give_proxy(meeting, giver, holder, written=True, note=note, by=current_user, now=clock.now())


@pages.post(f"{HERE}/volmachten/<int:proxy_id>/intrekken")
@guarded(permissions.may_withdraw, load=queries.meeting_proxy)
def withdraw_proxy(proxy: MeetingProxy) -> ResponseReturnValue:
    """Take a proxy back."""
    meeting = proxy.meeting
    slug, number = meeting.cooperative.slug, meeting.number
    if carry_out_or_flash(lambda: services.withdraw_proxy(proxy, now=clock.now())):
        flash(_("The proxy has been taken back."))
    page = "meetings.proxies" if permissions.may_hold(current_user, meeting) else "meetings.own_proxy"
    return redirect(url_for(page, slug=slug, number=number))
