"""Words and mails of before a meeting."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.messages import way_out
from incubator.accounts.models import User
from incubator.core.formatting import as_date
from incubator.core.mail import Attachment, Letter, MailKind, MailLine, Recipient, in_language, link
from incubator.core.outbox import queue_mail
from incubator.meetings.documents.convocation import moment_in_words
from incubator.meetings.models import Convocation, Meeting, MeetingRequest
from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingMode, MeetingPurpose, MeetingState, Suiting
from incubator.meetings.values.case import DecisionEffect
from incubator.meetings.values.planning import REQUESTERS, RequestDates

KINDS = {MeetingKind.GENERAL: _l("general meeting"), MeetingKind.BOARD: _l("board meeting")}
PURPOSES = {
    MeetingPurpose.YEARLY: _l("The yearly meeting: the accounts and what belongs to them"),
    MeetingPurpose.FIRST: _l("The first meeting after the deed"),
    MeetingPurpose.AMENDMENT: _l("Changing the statutes"),
    MeetingPurpose.OTHER: _l("Another general meeting"),
}
BOARD_CHOICE = _l("A board meeting")
STATES = {
    MeetingState.DRAFT: _l("being prepared"),
    MeetingState.CONVENED: _l("members called"),
    MeetingState.OPEN: _l("under way"),
    MeetingState.CLOSED: _l("held"),
    MeetingState.APPROVED: _l("held, minutes approved"),
    MeetingState.CANCELLED: _l("called off"),
}
BADGES = {
    MeetingState.DRAFT: "now",
    MeetingState.CONVENED: "waiting",
    MeetingState.OPEN: "attention",
    MeetingState.CLOSED: "done",
    MeetingState.APPROVED: "done",
    MeetingState.CANCELLED: "later",
}
MODES = {
    MeetingMode.PHYSICAL: _l("In one room"),
    MeetingMode.HYBRID: _l("In one room, and others take part from elsewhere"),
    MeetingMode.DIGITAL: _l("Online only"),
}
ROADS = {Channel.EMAIL: _l("by e-mail"), Channel.LETTER: _l("by letter"), Channel.HAND: _l("handed over")}
SUITS = {Suiting.YES: _l("yes"), Suiting.PERHAPS: _l("if it must"), Suiting.NO: _l("no")}
EFFECTS = {
    DecisionEffect.DUTIES: _l("It gives members duties that they did not have (article 2:34a BW)"),
    DecisionEffect.FEWER_RIGHTS: _l("It takes rights away from members (article 2:36 BW)"),
    DecisionEffect.AGREEMENTS: _l(
        "It changes what was agreed with members, such as their work or pay (article 2:59 BW)"
    ),
}
ITEMS = {
    ItemKind.TALK: _l("to talk about; nothing is decided"),
    ItemKind.ORDINARY: _l("a decision"),
    ItemKind.MINUTES: _l("minutes of an earlier meeting"),
    ItemKind.ACCOUNTS: _l("adopting the annual accounts"),
    ItemKind.DISCHARGE: _l("discharge of the board"),
    ItemKind.DISTRIBUTION: _l("what happens with the result"),
    ItemKind.ELECTION: _l("an election"),
    ItemKind.DISMISSAL: _l("dismissal of a board member"),
    ItemKind.BOARD_SUSPENSION: _l("suspension of a board member"),
    ItemKind.OFFICES: _l("dividing the offices of the board"),
    ItemKind.SUSPENSION: _l("suspension of a member"),
    ItemKind.AUDIT_COMMITTEE: _l("the audit committee"),
    ItemKind.EXTENSION: _l("more time for the annual accounts"),
    ItemKind.ADMISSION: _l("admission of a member"),
    ItemKind.APPEAL: _l("an appeal against an expulsion"),
    ItemKind.EXPULSION: _l("expulsion of a member"),
    ItemKind.AMENDMENT: _l("changing the statutes"),
    ItemKind.DISSOLUTION: _l("dissolving the cooperative"),
    ItemKind.CONVERSION: _l("another legal form"),
}


def convener_in_words(convener: str) -> str:
    """Who calls the members: an organ, or those who asked for the meeting."""
    known = {
        "bestuur": _("the board"),
        "rvc": _("the supervisory board"),
        "ALV": _("the general meeting"),
        REQUESTERS: _("the members who asked for it"),
    }
    return known.get(convener, convener)


def call(convocation: Convocation, attachments: tuple[Attachment, ...]) -> bool:
    """Queue the convocation by mail. Raises `ValueError` when the address cannot be one."""
    meeting = convocation.meeting
    group = meeting.cooperative.name
    reader = Recipient(convocation.address, convocation.name)
    with in_language(reader.language):
        letter = Letter(
            subject=_("Convocation: %(meeting)s of %(group)s", meeting=meeting.title, group=group),
            paragraphs=_opening(meeting),
            facts=_facts(meeting),
            items=_agenda(meeting),
            closing=(_("The whole convocation, and what belongs to it, is enclosed with this mail."),),
            # Who has no account here reads everything in the enclosed files.
            action=_to_meeting(convocation) if convocation.user is not None else None,
            why=_why_called(convocation),
            attachments=attachments,
        )
    return queue_mail(letter, to=reader, key=mail_key(convocation))


def _why_called(convocation: Convocation) -> str:
    group = convocation.meeting.cooperative.name
    if convocation.seat is not None:
        return _("You get this mail because you are on the board of %(group)s with this account.", group=group)
    return _(
        "You get this mail because you are a member of %(group)s and agreed to be called to meetings at this address.",
        group=group,
    )


def mail_key(convocation: Convocation) -> str:
    """By which the outbox knows the mail of a convocation."""
    return f"{mail_keys(convocation.meeting)}{convocation.person}"


def mail_keys(meeting: Meeting) -> str:
    """How the keys of a round of convocations begin."""
    return f"convocation:{meeting.id}:{meeting.round}:"


def _opening(meeting: Meeting) -> tuple[str, ...]:
    when = "" if meeting.begins_at is None else moment_in_words(meeting.begins_at)
    convener = convener_in_words(meeting.convened_by or "bestuur")
    if meeting.kind is MeetingKind.BOARD:
        first = _("You are called to the board meeting on %(when)s.", when=when)
    else:
        first = _("You are called to the general meeting on %(when)s, by %(convener)s.", when=when, convener=convener)
    if meeting.round < 2:
        return (first,)
    return first, _("This takes the place of the convocation that you got before.")


def _facts(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    when = "" if meeting.begins_at is None else moment_in_words(meeting.begins_at)
    facts = [(_("When"), when), (_("Where"), meeting.place)]
    if meeting.mode is not MeetingMode.PHYSICAL:
        facts.append((_("How"), str(MODES[meeting.mode])))
    return tuple(facts)


def _agenda(meeting: Meeting) -> tuple[MailLine, ...]:
    lines = []
    for place, item in enumerate(meeting.items, start=1):
        below = (_("Proposal: %(words)s", words=item.proposal),) if item.proposal else ()
        lines.append(MailLine(f"{place}. {item.title}", lines=below))
    return tuple(lines)


def _to_meeting(convocation: Convocation) -> tuple[str, str]:
    meeting = convocation.meeting
    slug = meeting.cooperative.slug
    # The page of the meeting is of the group; who is no member votes and reads on this one.
    if convocation.seat is not None:
        return _("To the meeting"), link("meetings.my_vote", slug=slug, number=meeting.number)
    return _("To the meeting"), link("meetings.show", slug=slug, number=meeting.number)


def call_off(convocation: Convocation, *, by: User) -> bool:
    """Queue the mail that a meeting does not go on, to who was called by mail."""
    meeting = convocation.meeting
    if convocation.channel is not Channel.EMAIL or convocation.failed:
        return False
    reader = Recipient(convocation.address, convocation.name)
    with in_language(reader.language):
        paragraphs = [_("%(name)s called this meeting off. You do not have to come.", name=by.name)]
        if meeting.cancelled_because:
            paragraphs.append(meeting.cancelled_because)
        letter = Letter(
            subject=_("Called off: %(meeting)s", meeting=meeting.title),
            paragraphs=tuple(paragraphs),
            facts=_facts(meeting),
            why=_("You get this mail because you were called to this meeting."),
        )
    return queue_mail(letter, to=reader, key=f"convocation-off:{meeting.id}:{meeting.round}:{convocation.person}")


def tell_unreached(meeting: Meeting, calls: Sequence[Convocation], reader: User) -> bool:
    """Queue the mail to who called the members: these mails were given up, and a letter has to go."""
    slug, numbers = meeting.cooperative.slug, sorted(call.id for call in calls)
    with in_language(reader.language):
        letter = Letter(
            subject=_("Not everyone was reached: %(meeting)s", meeting=meeting.title),
            paragraphs=(
                _("These members could not be reached by e-mail. They do not count as called."),
                _("Print their letters, post them or hand them over, and note it. The term counts from that day."),
            ),
            items=tuple(MailLine(call.name) for call in calls),
            action=(_("Who was called"), link("meetings.show", slug=slug, number=meeting.number)),
            why=_("You get this mail because you called the members to this meeting."),
        )
    return queue_mail(letter, to=reader, key=f"convocation-unreached:{meeting.id}:{meeting.round}:{numbers[0]}")


def ask_days(meeting: Meeting, reader: User, *, by: User, now: datetime) -> bool:
    """Queue the mail that asks which days suit; the same question of the same day goes once."""
    slug = meeting.cooperative.slug
    with in_language(reader.language):
        letter = Letter(
            subject=_("Which days suit you? %(meeting)s", meeting=meeting.title),
            paragraphs=(_("%(name)s looks for a day for this meeting. Mark which days suit you.", name=by.name),),
            items=tuple(MailLine(moment_in_words(option.begins_at)) for option in meeting.options),
            action=(_("Mark my days"), link("meetings.days", slug=slug, number=meeting.number)),
            why=_("You get this mail because you take part in %(group)s.", group=meeting.cooperative.name),
            unsubscribe_url=way_out(reader, MailKind.WORK),
            settings_url=link("watch.mail_preferences"),
        )
    key = f"meeting-days:{meeting.id}:{now:%Y-%m-%d}:{len(meeting.options)}:{reader.id}"
    return queue_mail(letter, to=reader, key=key, kind=MailKind.WORK)


def tell_request(request: MeetingRequest, reader: User, dates: RequestDates) -> bool:
    """Queue the mail that enough members ask for a meeting: the board has to act."""
    slug = request.cooperative.slug
    with in_language(reader.language):
        letter = Letter(
            subject=_("Members ask for a meeting: %(title)s", title=request.title),
            paragraphs=(
                _(
                    "Enough members ask for this general meeting. The board calls the members by %(day)s at the latest.",
                    day=as_date(dates.board_until),
                ),
                _("After that day those who asked for it can call the members themselves (article 2:41(3) BW)."),
            ),
            facts=((_("The meeting is at the latest on"), as_date(dates.meeting_by)),),
            action=(_("To the request"), link("meetings.request_page", slug=slug, number=request.number)),
            why=_("You get this mail because you take part in %(group)s.", group=request.cooperative.name),
            settings_url=link("watch.mail_preferences"),
        )
    return queue_mail(letter, to=reader, key=f"meeting-request:{request.id}:{reader.id}", kind=MailKind.WORK)
