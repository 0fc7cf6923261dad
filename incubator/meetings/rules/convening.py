"""Whether a general meeting was called as law and statutes ask: by whom, how, in time, everyone, with what (BW 2:41, 2:42)."""

import re
from collections.abc import Iterator
from fractions import Fraction

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.calling import first_sent
from incubator.meetings.rules.days import HEAVY, board_until, held_by, themselves_from
from incubator.meetings.rules.reaching import ALL_TOGETHER, CONVENING
from incubator.meetings.rules.registry import WARNING, Breach, meeting_rule
from incubator.meetings.rules.roll import votes_of
from incubator.meetings.values import ItemKind, MeetingMode
from incubator.meetings.values.case import CaseRequest, MeetingCase, MeetingTerms
from incubator.statutes.rules.organs import organ

BOARD, REQUESTERS = "bestuur", "verzoekers"
MEMBERS = re.compile(r"verzoek|\blid\b|\bleden\b|\bmembers\b", re.I)
MOST_ASKED = Fraction(1, 10)  # of the votes: statutes can ask less, not more (BW 2:41(2))
COUNTED_BY = ("oproeping", "stemmen", "statutenwijziging")


def convener(case: MeetingCase) -> str:
    """Who called the meeting: an organ, or the members who asked for it, in whatever words."""
    named = case.meeting.convened_by
    who = organ(named)
    if who not in case.terms.conveners and MEMBERS.search(named):
        return REQUESTERS
    return who


@meeting_rule("convened-by", "G-08", ["BW 2:41(1)"], own=CONVENING)
def convened_by(case: MeetingCase) -> Iterator[Breach]:
    """The board calls, or whom the statutes give that power too; who asked for the meeting, when the board was silent."""
    who = convener(case)
    if not who:
        yield Breach(
            N_("It is not recorded who convened the meeting."),
            N_("Write down who did. That is the board, unless the statutes name others too."),
            severity=WARNING,
            unknown=True,
        )
    elif who != REQUESTERS and who not in case.terms.conveners | {BOARD}:
        yield Breach(
            N_("The meeting was convened by “%(who)s”. Only the board can do that, and who the statutes name."),
            N_("Let the board convene the meeting."),
            who=case.meeting.convened_by,
        )
    elif who == BOARD and case.meeting.board_sat is False:
        yield Breach(
            N_("Nobody was on the board on the day of the convocation, so the board could not call the members."),
            N_(
                "Complete the register of the board. Is there really nobody? Then look who the statutes let call a meeting."
            ),
        )


@meeting_rule("asked-for-by-members", "G-09", ["BW 2:41(2)", "BW 2:41(3)"], own=CONVENING)
def asked_for(case: MeetingCase) -> Iterator[Breach]:
    """Members with a tenth of the votes ask; after fourteen days of silence they call the meeting themselves."""
    request, meeting = case.meeting.request, case.meeting
    by_members = convener(case) == REQUESTERS
    if request is None:
        if by_members:
            yield Breach(
                N_("Members convened the meeting themselves, but their request to the board is not recorded."),
                N_("Write down when they asked the board, and who they were."),
                severity=WARNING,
                unknown=True,
            )
        return
    if by_members:
        yield from _too_early(case, request)
        yield from _too_few(case, request)
    elif meeting.on > held_by(request.on):
        yield Breach(
            N_(
                "Members asked for this meeting on %(asked)s. It has to be held within four weeks: on %(last)s at the latest."
            ),
            N_("Hold it as soon as possible."),
            voidable=False,
            asked=request.on,
            last=held_by(request.on),
        )


def _too_early(case: MeetingCase, request: CaseRequest) -> Iterator[Breach]:
    sent, until = first_sent(case), board_until(request.on)
    if sent is not None and sent < themselves_from(request.on):
        yield Breach(
            N_("Who asked for the meeting called it on %(sent)s. The board had fourteen days: until %(free)s."),
            N_("Wait until the fourteen days are over, then send the convocation."),
            # On the fourteenth day itself it hangs on how days are counted, which the act does not say: that never blocks.
            severity=WARNING if sent == until else None,
            sent=sent,
            free=until,
        )


def _too_few(case: MeetingCase, request: CaseRequest) -> Iterator[Breach]:
    if request.by is None:
        yield Breach(
            N_("It is not recorded which members asked for this meeting."),
            N_("Write down when they asked the board, and who they were."),
            severity=WARNING,
            unknown=True,
        )
        return
    ours, total = votes_behind(case, request)
    asked = request_share(case.terms)
    if total and ours * asked.denominator < asked.numerator * total:
        yield Breach(
            N_(
                "Who asked for the meeting can cast %(ours)s of the %(total)s votes. At least %(share)s of them is needed."
            ),
            N_("Look for more members who ask for it."),
            ours=ours,
            total=total,
            share=str(asked),
        )


def request_share(terms: MeetingTerms) -> Fraction:
    """Which part of the votes can ask for a meeting: a tenth, or less where the statutes say so."""
    own = terms.request_share
    if own is None or own <= 0:
        return MOST_ASKED
    return min(own, MOST_ASKED)


def votes_behind(case: MeetingCase, request: CaseRequest) -> tuple[int, int]:
    """How many votes who asked can cast, and how many all can, on the day of the request."""
    ours = total = 0
    for member in case.members:
        if member.belongs_on(request.on) and not member.suspended:
            total += votes_of(case, member)
            if member.id in (request.by or ()):
                ours += votes_of(case, member)
    return ours, total


@meeting_rule("subject-is-named", "G-22", ["BW 2:15(1)(a)"], own=CONVENING)
def subject_named(case: MeetingCase) -> Iterator[Breach]:
    """What is decided was on the agenda that members got."""
    agenda = case.meeting.agenda
    for item in case.items:
        if item.kind in HEAVY | {ItemKind.TALK}:
            continue
        if agenda is None:
            yield Breach(
                N_("It is not recorded whether this was on the agenda that members got."),
                N_("Write down what was on the agenda that was sent."),
                severity=WARNING,
                unknown=True,
                item=item.id,
            )
        elif item.id not in agenda:
            yield Breach(
                N_("This was not on the agenda that members got, so a decision about it can be set aside."),
                ALL_TOGETHER,
                item=item.id,
            )


@meeting_rule(
    "no-digital-meeting-yet",
    "G-23",
    ["Wet digitale algemene vergadering privaatrechtelijke rechtspersonen (Kamerstuk 36489)"],
    severity=WARNING,
    sure=False,
)
def digital(case: MeetingCase) -> Iterator[Breach]:
    """That the act is in force is not confirmed."""
    if case.meeting.mode is MeetingMode.DIGITAL:
        yield Breach(
            N_("The meeting is wholly online. It is not confirmed that the act which allows that is in force."),
            N_("Meet in a place where members can come, and let others take part online. Or ask the notary."),
            unknown=True,
        )


@meeting_rule("deed-reads-otherwise", "G-11", ["BW 2:27(4)(d)"], severity=WARNING, own=CONVENING, sure=False)
def deed_otherwise(case: MeetingCase) -> Iterator[Breach]:
    """Where the notary wrote another text than ours, a person has to look whether we count as the deed does."""
    doubtful = sorted(case.terms.doubtful.intersection(COUNTED_BY))
    numbers = tuple(filter(None, map(case.terms.articles.get, doubtful)))
    if numbers:
        yield Breach(
            N_("In the deed these articles read otherwise than in our text: %(articles)s."),
            N_("Look whether they ask the same of a meeting."),
            articles=numbers,
        )
