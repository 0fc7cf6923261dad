"""How a membership stands on a day: everything that happened, replayed. Plain values in, no database."""

from collections.abc import Iterable, Sequence
from datetime import date

from incubator.register.rules.membership import GENERAL_MEETING
from incubator.register.values import ApplicantStanding, EventKind, MembershipStanding, RegisterEntry, Ruling


def counting(entries: Iterable[RegisterEntry]) -> list[RegisterEntry]:
    """What happened, without what was entered by mistake and without the corrections themselves."""
    entries = list(entries)
    corrected = {entry.concerns for entry in entries if entry.kind is EventKind.CORRECTION}
    return [entry for entry in entries if entry.id not in corrected and entry.kind is not EventKind.CORRECTION]


def ends_known(entries: Sequence[RegisterEntry], day: date = date.max) -> list[RegisterEntry]:
    """What ended the membership or will, as it was known that day, the earliest first. An expulsion under appeal is no end yet."""
    appealed = set()
    for entry in entries:
        if entry.kind is EventKind.APPEAL and entry.known_on <= day:
            appealed.add(entry.concerns)
    ends = []
    for entry in entries:
        if entry.kind.ends and entry.known_on <= day and entry.id not in appealed:
            ends.append(entry)
    return sorted(ends, key=lambda entry: (entry.on_date, entry.id))


def admission_on(entries: Iterable[RegisterEntry], day: date) -> RegisterEntry | None:
    """The admission, once its day has come."""
    for entry in entries:
        if entry.kind is EventKind.ADMISSION and entry.on_date <= day:
            return entry
    return None


def standing_on(entries: Sequence[RegisterEntry], day: date) -> MembershipStanding | None:
    """Of entries that count: a member until the last day is over, suspended after an expulsion; None before the admission."""
    if admission_on(entries, day) is None:
        return None
    ends = ends_known(entries, day)
    # Strictly before: a member on the last day is a member, votes and is called.
    if ends and ends[0].on_date < day:
        return MembershipStanding.ENDED
    if any(_suspends(entry, entries, day) for entry in entries):
        return MembershipStanding.SUSPENDED
    return MembershipStanding.MEMBER


def _suspends(entry: RegisterEntry, entries: Sequence[RegisterEntry], day: date) -> bool:
    """Whether this entry keeps the member suspended that day (M-06: during the term of appeal, and the appeal)."""
    if entry.kind is EventKind.SUSPENSION:
        lifted = _following(entry, EventKind.LIFTING, entries, day)
        return entry.on_date <= day and (entry.until is None or day <= entry.until) and lifted is None
    if entry.kind is not EventKind.EXPULSION or entry.known_on > day:
        return False
    appeal = _following(entry, EventKind.APPEAL, entries, day)
    # Until the last day to appeal nobody knows whether there will be one (M-06: suspended meanwhile).
    if appeal is None:
        return day <= entry.on_date
    return _following(appeal, EventKind.RULING, entries, day) is None


def _following(
    entry: RegisterEntry, kind: EventKind, entries: Iterable[RegisterEntry], day: date = date.max
) -> RegisterEntry | None:
    for later in entries:
        if later.kind is kind and later.concerns == entry.id and later.on_date <= day:
            return later
    return None


def next_steps(entry: RegisterEntry, entries: Sequence[RegisterEntry], *, acknowledged: bool) -> list[str]:
    """What can follow on an entry and has not: an appeal, a ruling, a lifting, and where the act asks for it an acknowledgement."""
    following = {
        EventKind.EXPULSION: EventKind.APPEAL,
        EventKind.SUSPENSION: EventKind.LIFTING,
        EventKind.RESIGNATION: EventKind.ACKNOWLEDGEMENT,
    }
    if entry.kind is EventKind.APPEAL:
        return [] if _following(entry, EventKind.RULING, entries) else list(Ruling)
    step = following.get(entry.kind)
    if step is None or _following(entry, step, entries) is not None:
        return []
    # After the ruling on an appeal there is none on the expulsion that it confirmed.
    if entry.kind is EventKind.EXPULSION and entry.concerns is not None:
        return []
    if step is EventKind.ACKNOWLEDGEMENT and not acknowledged:
        return []
    return [step.value]


def open_to_appeal(entries: Sequence[RegisterEntry]) -> list[RegisterEntry]:
    """Expulsions against which the member can still appeal (M-06): not by the general meeting, and no earlier end made them void."""
    ends = ends_known(entries)
    open_still = []
    for entry in ends[:1]:
        steps = next_steps(entry, entries, acknowledged=False)
        if EventKind.APPEAL in steps and entry.decided_by != GENERAL_MEETING:
            open_still.append(entry)
    return open_still


def applicant_standing(entries: Sequence[RegisterEntry], day: date) -> ApplicantStanding:
    """How somebody stands who is no member: by the newest of what counts."""
    standings = {
        EventKind.APPLICATION: ApplicantStanding.APPLIED,
        EventKind.TRIAL: ApplicantStanding.TRIAL,
        EventKind.REFUSAL: ApplicantStanding.REFUSED,
    }
    newest = ApplicantStanding.MISTAKE
    for entry in sorted(entries, key=lambda entry: (entry.on_date, entry.id)):
        if entry.on_date <= day:
            newest = standings.get(entry.kind, newest)
    return newest
