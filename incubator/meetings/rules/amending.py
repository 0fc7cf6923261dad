"""What the act asks of a convocation when the statutes are changed or the cooperative is dissolved or converted (BW 2:42, 2:18(2))."""

from collections.abc import Iterator
from datetime import timedelta

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.days import HEAVY, full_days_between, notice_days, text_days
from incubator.meetings.rules.reaching import ALL_TOGETHER, LATER, too_late
from incubator.meetings.rules.registry import WARNING, Breach, meeting_rule
from incubator.meetings.values.case import CaseItem, MeetingCase

AMENDING = ("statutenwijziging",)


def heavy_items(case: MeetingCase) -> Iterator[CaseItem]:
    """What is called as an amendment is."""
    return filter(lambda item: item.kind in HEAVY, case.items)


@meeting_rule("convocation-of-an-amendment", "G-12", ["BW 2:42(1)", "BW 2:42(4)"], own=AMENDING)
def convocation_of_amendment(case: MeetingCase) -> Iterator[Breach]:
    """The convocation says that a change or the dissolution is proposed, and goes out seven whole days before at least."""
    for item in heavy_items(case):
        if case.meeting.agenda is None:
            yield Breach(
                N_("It is not recorded whether the convocation says that this is proposed."),
                N_("Write down what was on the agenda that was sent."),
                severity=WARNING,
                unknown=True,
                item=item.id,
            )
        elif item.id not in case.meeting.agenda:
            yield Breach(
                N_(
                    "The convocation does not say that this is proposed: a change of the statutes or a dissolution has to be named."
                ),
                ALL_TOGETHER,
                item=item.id,
            )
        asked = notice_days(case.terms, {item.kind})
        if asked is not None:
            yield from too_late(case, asked, item=item.id)


@meeting_rule("literal-text", "G-13", ["BW 2:42(2)", "BW 2:42(4)"], own=AMENDING)
def literal_text(case: MeetingCase) -> Iterator[Breach]:
    """The literal text lies there five whole days, until the end of the day of the meeting; delegates have it fourteen days."""
    for item in heavy_items(case):
        yield from _of_inspection(case, item)
        if case.terms.delegates:
            yield from _for_delegates(case, item)
        elif case.meeting.proposals_enclosed is False:
            yield Breach(
                N_(
                    "The text of the proposal was not sent along. Members can only read it where it lies for inspection."
                ),
                N_("Send the literal text to all members too."),
                severity=WARNING,
                item=item.id,
            )


def _of_inspection(case: MeetingCase, item: CaseItem) -> Iterator[Breach]:
    meeting, asked = case.meeting, text_days(case.terms)
    last = meeting.on - timedelta(days=asked + 1)
    if meeting.inspection_from is None:
        yield Breach(
            N_(
                "It is not recorded that the literal text of the proposal lay there for members to read, from %(last)s at the latest."
            ),
            N_("Lay a copy in a suitable place, such as the office, and write down since when it is there."),
            severity=WARNING,
            unknown=True,
            item=item.id,
            last=last,
        )
    elif full_days_between(meeting.inspection_from, meeting.on) < asked:
        yield Breach(
            N_(
                "The literal text lies there from %(begin)s. Whole days until the meeting: %(days)s; at least %(asked)s have to be. "
                "The last day was %(last)s."
            ),
            LATER,
            item=item.id,
            begin=meeting.inspection_from,
            days=max(0, full_days_between(meeting.inspection_from, meeting.on)),
            asked=asked,
            last=last,
            later=meeting.inspection_from + timedelta(days=asked + 1),
        )
    if meeting.inspection_until is not None and meeting.inspection_until < meeting.on:
        yield Breach(
            N_("The literal text lies there until %(until)s. It has to stay until the end of the day of the meeting."),
            N_("Let it lie there until midnight after the meeting."),
            item=item.id,
            until=meeting.inspection_until,
        )


def _for_delegates(case: MeetingCase, item: CaseItem) -> Iterator[Breach]:
    if case.meeting.proposals_enclosed is False:
        yield Breach(
            N_("Delegates have to get the literal text fourteen days before, and it was not sent along."),
            ALL_TOGETHER,
            item=item.id,
        )
        return
    if case.meeting.proposals_enclosed is None:
        yield Breach(
            N_("It is not recorded whether delegates got the literal text with the convocation."),
            N_("Write down whether it was sent along."),
            severity=WARNING,
            unknown=True,
            item=item.id,
        )
    yield from too_late(case, text_days(case.terms), item=item.id)
