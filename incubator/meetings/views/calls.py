"""Pages of calling the members: by which road each of them, the papers, and what became of it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, files, word
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.meetings.documents.convocation import Addressee, convocation
from incubator.meetings.forms.convening import CallSentForm, RoadsForm, roads_form, row_name
from incubator.meetings.messages import convening as messages
from incubator.meetings.messages import meter as meter_words
from incubator.meetings.models import Convocation, Meeting
from incubator.meetings.permissions import convening as permissions
from incubator.meetings.queries import meetings as queries
from incubator.meetings.queries.case import Delivery, call_standings
from incubator.meetings.queries.legality import LegalityMeter, meter_of
from incubator.meetings.queries.roads import MemberRoad, member_roads
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.services import convening_calls as services
from incubator.meetings.services.convening_calls import CallCount
from incubator.meetings.values import Channel, MeetingKind, MeetingState
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.findings import LegalityLight
from incubator.meetings.views.blueprint import pages
from incubator.meetings.views.meetings import to_meeting
from incubator.statutes.queries.legal_person import legal_person
from incubator.statutes.values.legal_person import LegalPerson


@pages.route("/cooperaties/<slug>/vergaderingen/<int:number>/oproepen", methods=["GET", "POST"])
@guarded(permissions.may_plan, load=queries.meeting)
def call(meeting: Meeting) -> ResponseReturnValue:
    """Check, then call the members: each by a road that is open to them."""
    # Who comes back to this page afterwards is not shown a form that has nothing to do any more.
    if meeting.state is not MeetingState.DRAFT and request.method == "GET":
        return to_meeting(meeting)
    people = member_roads(meeting, now=clock.now())
    form = _roads_form(meeting, people)
    done = carry_out(form, lambda: _convene(meeting, form))
    if done is None:
        meter = meter_of(meeting, now=clock.now(), roads=_chosen(form, people))
        return form_page(
            "meetings/call.html",
            form,
            meeting=meeting,
            group=meeting.cooperative,
            people=people,
            to_mail=queries.directors_to_mail(meeting, today=clock.now()),
            to_tell=queries.directors_to_tell(meeting, today=clock.now()),
            row_name=row_name,
            meter=meter,
            meter_words=meter_words,
            is_red=_is_red(meter),
        )
    _tell(done.value)
    return to_meeting(meeting)


def _roads_form(meeting: Meeting, people: list[MemberRoad]) -> RoadsForm:
    rows = []
    for person in people:
        choices = [SelectChoice(road.value, messages.ROADS[road]) for road in Channel]
        if not person.by_mail:
            choices = [choice for choice in choices if choice.value != Channel.EMAIL]
        proposed = person.road.value
        if meeting.kind is MeetingKind.BOARD:
            choices.insert(0, SelectChoice("", _("is not on the board")))
            proposed = proposed if person.on_board else ""
        rows.append((person.member.id, person.member.name, choices, proposed))
    return roads_form(rows)


def _chosen(form: RoadsForm, people: list[MemberRoad]) -> dict[int, Channel]:
    """The roads of the form; what was sent otherwise is as we proposed it."""
    roads = {}
    for person in people:
        value = form[row_name(person.member.id)].data
        roads[person.member.id] = Channel(value) if value in set(Channel) else person.road
    return roads


def _is_red(meter: LegalityMeter | None) -> bool:
    return meter is not None and meter.light is LegalityLight.RED


def _convene(meeting: Meeting, form: RoadsForm) -> CallCount:
    now, roads = clock.now(), form.roads()
    # Weighed again inside the transaction: the register may have changed since the page was opened.
    if _is_red(meter_of(meeting, now=now, roads=roads)) and not form.anyway.data:
        raise RuleViolation(
            N_("Convened like this, decisions can be set aside. Mend what is red, or tick that you know this."),
            field="anyway",
        )
    return services.convene(meeting, roads, by=viewer(), now=now)


def _tell(count: CallCount) -> None:
    if count.mails:
        flash(ngettext("%(num)d mail is on its way.", "%(num)d mails are on their way.", count.mails))
    if count.letters:
        flash(
            ngettext(
                "%(num)d member gets it on paper: print the letter, and note when it has gone.",
                "%(num)d members get it on paper: print the letters, and note when they have gone.",
                count.letters,
            )
        )


@pages.post("/cooperaties/<slug>/vergaderingen/<int:number>/oproeping-intrekken")
@guarded(permissions.may_plan, load=queries.meeting)
def take_back_call(meeting: Meeting) -> ResponseReturnValue:
    """Make it a plan again, to change what the members were called to."""
    if carry_out_or_flash(lambda: services.take_back(meeting, by=viewer())):
        flash(
            _(
                "You can change the meeting again. Call the members anew after that: tell them that this takes the place of the first."
            )
        )
    return to_meeting(meeting)


@pages.get("/cooperaties/<slug>/vergaderingen/<int:number>/oproeping.docx")
@guarded(permissions.may_see, load=queries.meeting)
def convocation_file(meeting: Meeting) -> ResponseReturnValue:
    """The convocation in Word: as it went out, or as it would."""
    last = meeting.rounds[-1] if meeting.rounds else None
    if last is not None and last.file is not None and last.number == meeting.round and meeting.called:
        return files.as_download(last.file)
    document = convocation(meeting, _terms(meeting), _whose(meeting), made_at=clock.now())
    return files.made(word.to_bytes(document), document.title, files.WORD)


@pages.get("/cooperaties/<slug>/vergaderingen/<int:number>/brieven.docx")
@guarded(permissions.may_plan, load=queries.meeting)
def letters(meeting: Meeting) -> ResponseReturnValue:
    """A letter for each member who gets the convocation on paper."""
    addressees = []
    for standing in call_standings(meeting):
        call = standing.call
        if call.channel is not Channel.EMAIL or standing.delivery is Delivery.FAILED:
            addressees.append(Addressee(call.name, call.member.address or "" if call.member is not None else ""))
    document = convocation(meeting, _terms(meeting), _whose(meeting), addressees, made_at=clock.now())
    return files.made(word.to_bytes(document), f"Brieven {document.title}", files.WORD)


def _whose(meeting: Meeting) -> LegalPerson:
    """The legal person on the day of the letter: a letter that is printed again is the letter of then."""
    return legal_person(meeting.cooperative, clock.local(meeting.convened_at or clock.now()).date())


def _terms(meeting: Meeting) -> MeetingTerms | None:
    return terms_on(meeting.cooperative, clock.local(meeting.begins_at or clock.now()).date())


@pages.route("/cooperaties/<slug>/vergaderingen/<int:number>/oproepen/<int:member_number>", methods=["GET", "POST"])
@guarded(permissions.may_note_convocation, load=queries.convocation)
def note_call(called: Convocation) -> ResponseReturnValue:
    """Note that a letter was posted, or the convocation handed over."""
    meeting = called.meeting
    road = Channel.LETTER if called.channel is Channel.EMAIL else called.channel
    form = CallSentForm(data={"road": road.value, "sent_on": clock.today()})
    form.road.choices = [SelectChoice(way.value, messages.ROADS[way]) for way in (Channel.LETTER, Channel.HAND)]
    done = carry_out(
        form,
        lambda: services.note_sent(
            called, form.sent_on.data, road=Channel(form.road.data), by=viewer(), now=clock.now()
        ),
    )
    if done is None:
        return form_page("meetings/note_call.html", form, meeting=meeting, group=meeting.cooperative, called=called)
    flash(_("Noted."))
    return _to_calls(meeting)


@pages.post("/cooperaties/<slug>/vergaderingen/<int:number>/oproepen/<int:member_number>/niet-aangekomen")
@guarded(permissions.may_note_convocation, load=queries.convocation)
def call_failed(called: Convocation) -> ResponseReturnValue:
    """It came back: send a letter, or hand it over."""
    meeting = called.meeting
    if carry_out_or_flash(lambda: services.note_failed(called, by=viewer())):
        flash(_("Noted. Call this member by another road."))
    return _to_calls(meeting)


def _to_calls(meeting: Meeting) -> ResponseReturnValue:
    return redirect(
        url_for("meetings.show", slug=meeting.cooperative.slug, number=meeting.number, _anchor="opgeroepen")
    )
