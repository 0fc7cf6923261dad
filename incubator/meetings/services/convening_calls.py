"""Verbs of calling members to a meeting: the round goes out, letters are noted, a call is taken back. Nothing here commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core import clock, files, outbox, word
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.files import StoredFile
from incubator.core.i18n import mark as N_
from incubator.core.mail import Attachment
from incubator.core.outbox import MailState
from incubator.meetings.documents.convocation import convocation
from incubator.meetings.messages import convening as messages
from incubator.meetings.models import Convocation, ConvocationRound, Meeting
from incubator.meetings.queries import meetings as queries
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.rules import planning, roads
from incubator.meetings.services.convening import put_in_agenda
from incubator.meetings.services.convening_requests import check_themselves
from incubator.meetings.values import Channel, MeetingKind, MeetingState
from incubator.meetings.values.planning import REQUESTERS
from incubator.register.models import BoardSeat, Member
from incubator.statutes.queries.legal_person import legal_person


@dataclass(frozen=True, slots=True)
class CallCount:
    """What a round of convocations came to: mails on their way, and letters that somebody has to bring."""

    mails: int = 0
    letters: int = 0


def convene(meeting: Meeting, chosen: Mapping[int, Channel], *, by: User, now: datetime) -> CallCount:
    """Call the members, each by the road that was chosen (by the id of the member). Raises `RuleViolation`.

    To a general meeting everyone is called; to a board meeting who was chosen.
    """
    lock(meeting)
    planning.check_draft(meeting.state)
    planning.check_ready(meeting.begins_at, meeting.place, len(meeting.items), now=now)
    if meeting.convened_by == REQUESTERS and meeting.request is not None:
        check_themselves(meeting.request, today=clock.local(now).date())
    people = _people(meeting, chosen, now=now)
    _check_roads(meeting, people, chosen)
    meeting.state, meeting.convened_at, meeting.round = MeetingState.CONVENED, now, meeting.round + 1
    meeting.revision += 1
    # Before the first mail: what members were called to is kept, also when a mail fails halfway.
    sent = _keep_what_goes_out(meeting, by=by, now=now)
    enclosed = (_enclosed(sent), *map(_enclosed, _papers(meeting)))
    mails = 0
    for member in people:
        mails += _call(meeting, member, chosen[member.id], enclosed, by=by, now=now)
    letters = len(people) - mails
    for seat in queries.directors_to_mail(meeting, today=now):
        mails += _call(meeting, seat, Channel.EMAIL, enclosed, by=by, now=now)
    put_in_agenda(meeting)
    return CallCount(mails, letters)


def _people(meeting: Meeting, chosen: Mapping[int, Channel], *, now: datetime) -> list[Member]:
    members = queries.members_on(meeting.cooperative, meeting, today=now)
    if meeting.kind is MeetingKind.BOARD:
        members = [member for member in members if member.id in chosen]
        if not members and not queries.outside_directors(meeting, today=now):
            raise RuleViolation(N_("Choose who is on the board: they are called to the meeting."))
    if not members and meeting.kind is MeetingKind.GENERAL:
        raise RuleViolation(N_("There is nobody in the register to call."))
    return members


def _check_roads(meeting: Meeting, people: Sequence[Member], chosen: Mapping[int, Channel]) -> None:
    missing = [member.name for member in people if member.id not in chosen]
    if missing:
        raise RuleViolation(
            N_("Somebody came into the register meanwhile: %(name)s. Look at the list again."), name=missing[0]
        )
    # A board calls itself as it likes: the act asks for consent of members of the general meeting.
    if meeting.kind is MeetingKind.GENERAL:
        for member in people:
            roads.check_road(member.name, chosen[member.id], member.email, consents=member.email_consent)


def _call(
    meeting: Meeting,
    who: Member | BoardSeat,
    road: Channel,
    enclosed: tuple[Attachment, ...],
    *,
    by: User,
    now: datetime,
) -> int:
    """Call a member, or a director who is none. Gives 1 when a mail is on its way."""
    call = Convocation(
        meeting=meeting, round=meeting.round, channel=road, address=_address_of(who, road), recorded_by_id=by.id
    )
    if isinstance(who, Member):
        call.member = who
    else:
        call.seat = who
    db.session.add(call)
    db.session.flush()
    if road is not Channel.EMAIL:
        return 0
    try:
        messages.call(call, enclosed)
    except ValueError:
        # No mail program takes this address: the page says so, and a letter can still go.
        call.failed = True
        return 0
    call.sent_on = clock.local(now).date()
    return 1


def _address_of(who: Member | BoardSeat, road: Channel) -> str:
    """Of a member as the register has it; of a director who is none that of the account."""
    if isinstance(who, BoardSeat):
        return (who.user.email if who.user is not None else None) or ""
    return (who.email if road is Channel.EMAIL else who.address) or ""


def _keep_what_goes_out(meeting: Meeting, *, by: User, now: datetime) -> StoredFile:
    """The convocation as it goes out, kept: who contests a decision asks what the members were called to."""
    assert meeting.begins_at is not None
    terms = terms_on(meeting.cooperative, clock.local(meeting.begins_at).date())
    whose = legal_person(meeting.cooperative, clock.local(now).date())
    document = convocation(meeting, terms, whose, made_at=now)
    stored = files.keep(word.to_bytes(document), f"{document.title}.docx", now=now)
    meeting.rounds.append(
        ConvocationRound(
            number=meeting.round,
            begins_at=meeting.begins_at,
            place=meeting.place,
            file=stored,
            sent_at=now,
            sent_by_id=by.id,
        )
    )
    db.session.flush()
    return stored


def _papers(meeting: Meeting) -> list[StoredFile]:
    """What goes with the convocation: the literal text of an amendment, and the files of the items."""
    papers = []
    for item in meeting.items:
        if item.statutes_version is not None:
            papers.append(item.statutes_version.file)
        if item.file is not None:
            papers.append(item.file)
    return papers


def _enclosed(stored: StoredFile) -> Attachment:
    return Attachment(stored.name, files.content_of(stored), stored.media_type)


def note_sent(call: Convocation, on: date, *, road: Channel, by: User, now: datetime) -> None:
    """A letter was posted, or the convocation was handed over. Raises `RuleViolation` for a day that cannot be."""
    meeting = lock(call.meeting)
    planning.check_convened(meeting.state)
    today = clock.local(now).date()
    if on > today:
        raise RuleViolation(N_("That day is still to come: note it when the letter has gone."), field="sent_on")
    if road is Channel.EMAIL:
        raise RuleViolation(N_("The site sends mails itself: note a letter, or that it was handed over."), field="road")
    started = meeting.rounds[-1].sent_at if meeting.rounds else now
    if on < clock.local(started).date():
        raise RuleViolation(N_("That is before the convocation was made."), field="sent_on")
    call.channel, call.sent_on, call.failed = road, on, False
    call.address = call.member.address or "" if call.member is not None else ""
    call.recorded_by_id = by.id


def note_failed(call: Convocation, *, by: User) -> None:
    """It came back: this member was not reached by this road. Raises `RuleViolation` when it has not gone yet."""
    meeting = lock(call.meeting)
    planning.check_convened(meeting.state)
    if call.sent_on is None:
        raise RuleViolation(N_("This convocation has not gone yet."))
    # That it left and came back is another thing than that it never left.
    write_fate(call, outbox.fates(messages.mail_key(call)).get(messages.mail_key(call)))
    call.failed = True
    call.recorded_by_id = by.id


def write_fates(meeting: Meeting) -> list[Convocation]:
    """Write down what the outbox knows of the mails of the last round. Gives the calls that turn out not to have reached anybody."""
    lock(meeting)
    fates = outbox.fates(messages.mail_keys(meeting))
    unreached = []
    for call in meeting.called:
        if call.channel is Channel.EMAIL and call.left_on is None:
            failed_before = call.failed
            write_fate(call, fates.get(messages.mail_key(call)))
            if call.failed and not failed_before:
                unreached.append(call)
    return unreached


def write_fate(call: Convocation, fate: outbox.Fate | None) -> None:
    """What became of the mail of a call: the day on which it left counts, and a mail that was given up reached nobody."""
    if fate is None or call.channel is not Channel.EMAIL:
        return
    if fate.sent_at is not None:
        call.left_on = call.sent_on = clock.local(fate.sent_at).date()
        call.failed = False
    elif fate.state is MailState.DEAD:
        call.failed = True


def take_back(meeting: Meeting, *, by: User) -> None:
    """Change what the members were called to: the meeting becomes a plan again, and calling anew is a new round.

    What went out before stays as it is. Raises `RuleViolation`.
    """
    lock(meeting)
    planning.check_convened(meeting.state)
    meeting.state = MeetingState.DRAFT
    meeting.revision += 1
    put_in_agenda(meeting)
