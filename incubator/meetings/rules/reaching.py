"""Whether the convocation reached everyone, by a road that is allowed, in time (BW 2:38(1), 2:41(5), the term of the statutes)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.calling import Called, CalledMember, called_members, excludes_email, to_call
from incubator.meetings.rules.days import AMENDMENT_DAYS, deadlines, full_days_between, notice_days
from incubator.meetings.rules.registry import ELECTRONIC, WARNING, Breach, meeting_rule
from incubator.meetings.values.case import MeetingCase

CONVENING = ("oproeping",)
ARRIVED = frozenset({Called.PROPERLY, Called.WITHOUT_CONSENT, Called.CONSENT_UNKNOWN})
LATER = N_("Choose %(later)s or a later day for the meeting, and send the convocation again.")
ALL_TOGETHER = N_(
    "Call a new meeting. Or decide with all members present or represented and all in favour: then this is no obstacle."
)


@meeting_rule("everyone-is-called", "G-01", ["BW 2:38(1)", "BW 2:41(1)"], own=CONVENING)
def everyone_called(case: MeetingCase) -> Iterator[Breach]:
    """Every member who can come gets a convocation, and it arrives."""
    if case.sent is None:
        yield Breach(
            N_("It is not recorded to whom the convocation went, and when."),
            N_("Write down for every member when and how the convocation was sent."),
            severity=WARNING,
            unknown=True,
        )
        return
    last = _still_until(case)
    missed = _names(to_call(case), Called.NOT)
    if missed and last is not None:
        yield Breach(
            N_("The convocation still has to go to: %(names)s. There is time until %(last)s."),
            N_("Post it or hand it over on %(last)s at the latest, and write down that it has gone."),
            severity=WARNING,
            unknown=True,
            names=missed,
            last=last,
        )
    elif missed:
        yield Breach(
            N_("No convocation went to: %(names)s."),
            N_("Send it to them while there is time, or call a new meeting."),
            names=missed,
        )
    yield from _came_back(_names(to_call(case), Called.RETURNED), last)
    undated = tuple(called.member.name for called in to_call(case) if called.day is None and called.state in ARRIVED)
    if undated:
        yield Breach(
            N_("It is not recorded on which day the convocation went to: %(names)s."),
            N_("Write down for every member when and how the convocation was sent."),
            severity=WARNING,
            unknown=True,
            names=undated,
        )


def _came_back(returned: tuple[str, ...], last: date | None) -> Iterator[Breach]:
    if returned and last is not None:
        yield Breach(
            N_("The convocation came back from: %(names)s. There is time until %(last)s to send it again."),
            N_("Send it by letter or hand it over on %(last)s at the latest."),
            severity=WARNING,
            unknown=True,
            names=returned,
            last=last,
        )
    elif returned:
        yield Breach(
            N_("The convocation came back from: %(names)s."),
            N_("Send it again by letter or hand it over, in time."),
            names=returned,
        )


@meeting_rule("admitted-after-convocation", "G-01", ["BW 2:38(1)"], severity=WARNING, own=CONVENING)
def admitted_after(case: MeetingCase) -> Iterator[Breach]:
    """Who became a member since has a vote, but could not be called with the others."""
    since = filter(lambda called: called.admitted_since, called_members(case))
    late = _names(since, Called.NOT, Called.RETURNED)
    if late:
        yield Breach(
            N_("Admitted after the convocation went out, so not called with the others, but with a vote: %(names)s."),
            N_("Let them know at once when and where the meeting is, and what it is about."),
            names=late,
        )


@meeting_rule("road-of-the-convocation", "G-10", ["BW 2:41(5)"], own=CONVENING, since=ELECTRONIC)
def roads(case: MeetingCase) -> Iterator[Breach]:
    """By e-mail only to who agreed to it, and only when the statutes do not exclude it."""
    without = _names(to_call(case), Called.WITHOUT_CONSENT)
    if without and excludes_email(case):
        yield Breach(
            N_("Called by e-mail, a road that the statutes do not name: %(names)s."),
            N_("Send them a letter, in time."),
            names=without,
        )
    elif without:
        yield Breach(
            N_("Called by e-mail without having agreed to that: %(names)s."),
            N_("Send them a letter in time, or ask whether they agree and send the e-mail again then."),
            names=without,
        )
    unsure = _names(to_call(case), Called.CONSENT_UNKNOWN)
    if unsure:
        yield Breach(
            N_("Called by e-mail, but it is not recorded whether they agreed to that: %(names)s."),
            N_("Look up whether they agreed, or send a letter too."),
            severity=WARNING,
            unknown=True,
            names=unsure,
        )


@meeting_rule("term-of-the-statutes", "G-11", ["BW 2:27(4)(d)"], own=CONVENING)
def term_of_statutes(case: MeetingCase) -> Iterator[Breach]:
    """As many whole days as the statutes say; the law has no term for an ordinary meeting."""
    asked = notice_days(case.terms, ())
    if asked is not None:
        yield from too_late(case, asked)
        return
    days = [full_days_between(called.day, case.meeting.on) for called in to_call(case) if called.day is not None]
    least = min(days, default=AMENDMENT_DAYS)
    if least < 0:
        yield Breach(N_("The convocation was sent on the day of the meeting or later."), ALL_TOGETHER)
    elif least < AMENDMENT_DAYS:
        yield Breach(
            N_("The statutes do not say how long before the meeting members are called. Whole days between: %(days)s."),
            N_("Take at least seven whole days. Put a term in the statutes when you change them."),
            severity=WARNING,
            unknown=True,
            days=least,
        )


def too_late(case: MeetingCase, asked: int, item: str = "") -> Iterator[Breach]:
    """Who was called with fewer whole days than asked, in one sentence."""
    names, last = [], date.min
    for called in to_call(case):
        if called.day is not None and full_days_between(called.day, case.meeting.on) < asked:
            names.append(called.member.name)
            last = max(last, called.day)
    if names:
        yield Breach(
            N_(
                "Whole days between convocation and meeting: %(days)s. At least %(asked)s have to be. "
                "The last day to send it was %(last)s. Called too late: %(names)s."
            ),
            LATER,
            item=item,
            days=max(0, full_days_between(last, case.meeting.on)),
            asked=asked,
            last=case.meeting.on - timedelta(days=asked + 1),
            names=tuple(names),
            later=last + timedelta(days=asked + 1),
        )


def _still_until(case: MeetingCase) -> date | None:
    """The last day on which a convocation goes out in time, as long as that day has not passed; else None."""
    today, on = case.meeting.today, case.meeting.on
    if today is None:
        return None
    last = deadlines(case.terms, on, (item.kind for item in case.items)).send_by or on - timedelta(days=1)
    return last if today <= last else None


def _names(members: Iterable[CalledMember], *states: Called) -> tuple[str, ...]:
    """Of these members who were called in one of these ways."""
    return tuple(called.member.name for called in members if called.state in states)
