"""Rules of cohorts, sessions, intakes and the hours of coaches: plain Python."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from incubator.cohorts.values import CohortTerms, ContactNote, GatheringPlan, IntakeState, SpentTime
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_

LONGEST_SESSION = timedelta(hours=14)
FARTHEST = timedelta(days=2 * 366)  # ahead: farther is a slip of the pen
LONGEST_BACK = timedelta(days=366)  # a session can be written down afterwards
MOST_MATERIALS = 20
MOST_MINUTES = 24 * 60  # of one contact
EARLIEST = date(2000, 1, 1)  # of contact: before is a slip of the pen
FEWEST_DIGITS = 8  # of a telephone number
MOST_PEOPLE = 500  # that an application can speak of
INTAKES_KEPT = timedelta(days=365)
TOLD_CHANGES = ("title", "starts_at", "ends_at", "place", "video_url")  # what people must know before they come

Item = TypeVar("Item")


def check_cohort(terms: CohortTerms) -> None:
    """Raises `RuleViolation` when a cohort has no name, or ends before it begins."""
    if not terms.name.strip():
        raise RuleViolation(N_("Give the cohort a name, for example: autumn 2026."), field="name")
    if terms.starts_on and terms.ends_on and terms.ends_on < terms.starts_on:
        raise RuleViolation(N_("The last day comes before the first."), field="ends_on")


def check_plan(plan: GatheringPlan, *, now: datetime) -> None:
    """Raises `RuleViolation` for a session that cannot be: no place, no length, or too far away."""
    if plan.ends_at == plan.starts_at:
        raise RuleViolation(N_("The session begins and ends at the same moment."), field="ends")
    if plan.ends_at < plan.starts_at:
        raise RuleViolation(N_("The end comes before the beginning."), field="ends")
    if plan.ends_at - plan.starts_at > LONGEST_SESSION:
        raise RuleViolation(N_("A session lasts at most %(number)s hours."), field="ends", number=14)
    if plan.starts_at > now + FARTHEST:
        raise RuleViolation(N_("This day is more than two years ahead. Is the year right?"), field="day")
    if plan.starts_at < now - LONGEST_BACK:
        raise RuleViolation(N_("This day is more than a year ago. Is the year right?"), field="day")
    if plan.video_url:
        check_link(plan.video_url, field="video_url")
    if not plan.place and not plan.video_url:
        raise RuleViolation(N_("Fill in where it is, or the link to the video call."), field="place")


def check_goes_on(cancelled_at: datetime | None) -> None:
    """Raises `RuleViolation` for a session that was called off."""
    if cancelled_at is not None:
        raise RuleViolation(N_("This session was called off. Plan another one."))


def check_cancelling(starts_at: datetime, *, was_noted: bool, now: datetime) -> None:
    """Raises `RuleViolation` for a session that has been: who was there would lose it, and a coach the hours."""
    if was_noted:
        raise RuleViolation(N_("Who was there is noted already. A session that has been cannot be called off."))
    if starts_at <= now:
        raise RuleViolation(N_("This session has begun already. What has been cannot be called off."))


def check_attendance(starts_at: datetime, *, now: datetime) -> None:
    """Raises `RuleViolation` before a session begins: nobody was there yet."""
    if starts_at > now:
        raise RuleViolation(N_("This session has not begun yet. Note afterwards who was there."))


def check_link(url: str, *, field: str) -> None:
    """Raises `RuleViolation` for an address that is not `https://`, or that hides whom it belongs to."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    if parts is None or parts.scheme != "https" or not host or "." not in host or "@" in parts.netloc:
        raise RuleViolation(N_("Paste the whole link. It begins with https://."), field=field)


def check_materials(number: int) -> None:
    """Raises `RuleViolation` when a session has as many files and links as it can have."""
    if number >= MOST_MATERIALS:
        raise RuleViolation(N_("A session has at most %(number)s files and links."), field="title", number=number)


def is_worth_telling(before: GatheringPlan, after: GatheringPlan) -> bool:
    """Whether who comes must hear of the change: another hour or place, or another subject."""
    return any(getattr(before, name) != getattr(after, name) for name in TOLD_CHANGES)


def check_contact(note: ContactNote, *, today: date) -> None:
    """Raises `RuleViolation` for contact that is still to come, that took more than a day, or with half a follow-up."""
    if note.on_date > today:
        raise RuleViolation(N_("This day is still to come. Write down what has been."), field="on_date")
    if note.on_date < EARLIEST:
        raise RuleViolation(N_("This day is before 2000. Is the year right?"), field="on_date")
    if not 0 < note.minutes <= MOST_MINUTES:
        raise RuleViolation(
            N_("Fill in the minutes: at least 1, at most %(number)s."), field="minutes", number=MOST_MINUTES
        )
    if note.follow_up_on is not None and not note.follow_up:
        raise RuleViolation(N_("Write down what you will do on that day."), field="follow_up")
    if note.follow_up and note.follow_up_on is None:
        raise RuleViolation(N_("Choose the day on which you come back to it."), field="follow_up_on")
    if note.follow_up_on is not None and note.follow_up_on < note.on_date:
        raise RuleViolation(N_("You come back to it on the day of the contact or later."), field="follow_up_on")


def check_undecided(state: IntakeState, decision: IntakeState) -> None:
    """Raises `RuleViolation` when there is nothing to decide any more: it is a group, or this is what was decided."""
    if state is IntakeState.ACCEPTED:
        raise RuleViolation(N_("This application was accepted: it is a group now."))
    if decision is state and state is not IntakeState.INVITED:
        raise RuleViolation(N_("This was decided already."))


def check_phone(phone: str) -> None:
    """Raises `RuleViolation` for a telephone number that is filled in and too short to call."""
    if phone and sum(letter.isdigit() for letter in phone) < FEWEST_DIGITS:
        raise RuleViolation(N_("Fill in the whole telephone number, or leave it empty."), field="phone")


def check_decision(state: IntakeState, decision: IntakeState, *, seen: str) -> None:
    """Raises `Conflict` when somebody decided meanwhile, and `RuleViolation` when there is nothing to decide any more."""
    # What the page showed is not what stands there now: the decision was made about something else.
    if seen != state.value:
        raise Conflict(N_("Somebody else decided about this application meanwhile. Look at it as it is now."))
    check_undecided(state, decision)


def divided(items: Sequence[Item], *, size: int = 2) -> list[list[Item]]:
    """A proposal for peer groups: pairs (or threes), and who is left over joins the last. Nobody stays alone."""
    groups = [list(items[start : start + size]) for start in range(0, len(items), size)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        # Three that talk is better than one that waits.
        alone = groups.pop()
        groups[-1] += alone
    return groups


def check_division(numbers: Collection[int]) -> None:
    """Raises `RuleViolation` when a group would be its own only peer."""
    for number in sorted(set(numbers)):
        alone = [chosen for chosen in numbers if chosen == number]
        if len(alone) == 1:
            raise RuleViolation(N_("Peer group %(number)s has one group. Add another, or take it out."), number=number)


def added_up(lines: Iterable[SpentTime]) -> list[SpentTime]:
    """One line for each coach and each group or cohort, by name."""
    sums: dict[tuple[str, int, str], SpentTime] = {}
    for line in lines:
        key = (line.coach.casefold(), line.coach_id, line.whom)
        before = sums.get(key, SpentTime(line.coach_id, line.coach, line.whom))
        sums[key] = SpentTime(
            line.coach_id,
            line.coach,
            line.whom,
            before.contacts + line.contacts,
            before.contact_minutes + line.contact_minutes,
            before.sessions + line.sessions,
            before.session_minutes + line.session_minutes,
        )
    return [sums[key] for key in sorted(sums)]
