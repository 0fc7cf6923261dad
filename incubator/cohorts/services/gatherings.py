"""Verbs of a session. Nothing here commits; who and when are arguments."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.cohorts import rules
from incubator.cohorts.messages import sessions as messages
from incubator.cohorts.models import Attendance, GroupGathering, Material, PeerGroup
from incubator.cohorts.queries import cohorts, gatherings, peers
from incubator.cohorts.values import AttendanceState, GatheringPlan, Materials, joined
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.cooperatives.queries.people import coaches_of
from incubator.cooperatives.services import A_MOMENT
from incubator.core import agenda, clock, files
from incubator.core.agenda import Appointment
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

OF_COHORT, OF_GROUP = N_("Session of %(cohort)s: %(session)s"), N_("Session: %(session)s")
OF_PEERS = N_("Peers: %(session)s")


@dataclass(frozen=True, slots=True)
class Host:
    """Whose session it is: a cohort, a group, or a peer group."""

    cohort: Cohort | None = None
    group: Cooperative | None = None
    peers: PeerGroup | None = None

    @property
    def row(self) -> Cohort | Cooperative | PeerGroup:
        row = self.cohort or self.group or self.peers
        assert row is not None
        return row

    @property
    def keys(self) -> dict[str, int | None]:
        """The columns that say whose it is: exactly one of them is filled."""
        return {
            "cohort_id": getattr(self.cohort, "id", None),
            "cooperative_id": getattr(self.group, "id", None),
            "peer_group_id": getattr(self.peers, "id", None),
        }


def plan(
    host: Host, planned: GatheringPlan, *, led_by: User | None, by: User, now: datetime
) -> tuple[GroupGathering, int]:
    """Plan a session and invite who comes; pressed twice it is one. Gives it, and how many get a mail. Raises `RuleViolation`."""
    rules.check_plan(planned, now=now)
    lock(host.row)
    # Under the lock: of two presses of the button the second sees what the first planned.
    known = gatherings.just_planned(planned.title, planned.starts_at, since=now - A_MOMENT, **host.keys)
    if known is not None:
        return known, 0
    gathering = GroupGathering(planned_at=now, led_by=led_by, **host.keys)
    _write(gathering, planned)
    db.session.add(gathering)
    db.session.flush()
    put_in_agendas(gathering)
    # What is written down afterwards invites nobody.
    if gathering.starts_at <= now:
        return gathering, 0
    return gathering, _tell(gathering, messages.invite, by=by)


def change(gathering: GroupGathering, planned: GatheringPlan, *, led_by: User | None, by: User, now: datetime) -> int:
    """Another plan; who comes is told once when they must know. Gives how many get a mail. Raises `RuleViolation`."""
    rules.check_plan(planned, now=now)
    _hold(gathering)
    # A mail for every comma is a mail that nobody reads.
    telling = rules.is_worth_telling(plan_of(gathering), planned) and planned.starts_at > now
    _write(gathering, planned)
    gathering.led_by = led_by
    # The number goes up with the mail: calendars and the key of the mail tell one change from the next by it.
    gathering.sequence += telling
    db.session.flush()
    put_in_agendas(gathering)
    return _tell(gathering, messages.tell_change, by=by) if telling else 0


def cancel(gathering: GroupGathering, *, by: User, now: datetime) -> int:
    """It does not go on: out of every agenda. Gives how many who would come get a mail.

    Raises `RuleViolation` when it was called off already, and for what has been.
    """
    _hold(gathering)
    rules.check_cancelling(gathering.starts_at, was_noted=bool(gathering.attendances), now=now)
    gathering.cancelled_at = now
    gathering.sequence += 1
    db.session.flush()
    agenda.remove_all(_key(gathering))
    return _tell(gathering, messages.tell_cancelled, by=by)


def plan_of(gathering: GroupGathering) -> GatheringPlan:
    """A session as it is planned now."""
    values = {field.name: getattr(gathering, field.name) for field in fields(GatheringPlan)}
    return GatheringPlan(**values)


def _hold(gathering: GroupGathering) -> None:
    lock(gathering)
    rules.check_goes_on(gathering.cancelled_at)


def _write(gathering: GroupGathering, planned: GatheringPlan) -> None:
    for field in fields(planned):
        setattr(gathering, field.name, getattr(planned, field.name))


def write_report(gathering: GroupGathering, report: str) -> None:
    """What was discussed and agreed, for everyone who comes. Raises `RuleViolation` when it was called off."""
    _hold(gathering)
    gathering.report = report


def note_attendance(
    gathering: GroupGathering, noted: Mapping[tuple[int, int], AttendanceState | None], *, now: datetime
) -> None:
    """Who was there, by group and person; nothing takes a note away.

    Raises `RuleViolation` when it was called off, and before it begins.
    """
    _hold(gathering)
    rules.check_attendance(gathering.starts_at, now=now)
    known = {(row.cooperative_id, row.user_id): row for row in gathering.attendances}
    for (group_id, user_id), state in noted.items():
        row = known.get((group_id, user_id))
        if state is None:
            if row is not None:
                gathering.attendances.remove(row)
        elif row is None:
            gathering.attendances.append(Attendance(cooperative_id=group_id, user_id=user_id, state=state))
        else:
            row.state = state
    db.session.flush()


def bring(gathering: GroupGathering, brought: Materials, *, now: datetime) -> Material:
    """Add a file or a link. Raises `RuleViolation` for both, for neither, and for what is not taken."""
    _hold(gathering)
    rules.check_materials(len(gathering.materials))
    # An empty file was chosen too: it has a name, and is refused with a sentence of its own.
    if bool(brought.url) == bool(brought.name):
        raise RuleViolation(N_("Choose a file, or paste a link: one of the two."), field="url")
    if brought.url:
        rules.check_link(brought.url, field="url")
        material = Material(title=brought.title or brought.url, url=brought.url, added_at=now)
    else:
        stored = files.keep(brought.content, brought.name, now=now)
        material = Material(title=brought.title or stored.name, file=stored, added_at=now)
    # The same file or link twice is a button that was pressed twice.
    same = [known for known in gathering.materials if _is_same(known, material)]
    if same:
        raise RuleViolation(N_("“%(title)s” is there already."), field="title", title=material.title)
    gathering.materials.append(material)
    db.session.flush()
    return material


def _is_same(known: Material, brought: Material) -> bool:
    if brought.file is None:
        return known.url == brought.url
    return known.file is not None and known.file.digest == brought.file.digest


def take_away(material: Material) -> None:
    """Remove a file or a link. Raises `Conflict` when it is gone."""
    lock(material)
    db.session.delete(material)


def who_comes(gathering: GroupGathering) -> list[User]:
    """Everyone who takes part in the groups that come, and who leads it; each once."""
    groups = gatherings.groups_at(gathering)
    people = [participation.user for participation in cohorts.participants(groups)]
    return list(dict.fromkeys([*people, *who_leads(gathering)]))


def who_leads(gathering: GroupGathering) -> list[User]:
    """Who can lead a session: the coaches of the cohort or the group, and who was chosen; each once."""
    people: list[User] = []
    if gathering.cohort is not None:
        people += cohorts.leaders(gathering.cohort)
    elif gathering.cooperative is not None:
        people += coaches_of(gathering.cooperative)
    if gathering.led_by is not None and gathering.led_by.is_active:
        people.append(gathering.led_by)
    return list(dict.fromkeys(people))


def _tell(gathering: GroupGathering, tell: messages.Telling, *, by: User) -> int:
    """Gives how many mails were queued: some want none."""
    groups = gatherings.groups_at(gathering)
    # Who did it knows.
    readers = [reader for reader in who_comes(gathering) if reader.id != by.id]
    return sum(tell(gathering, groups, reader, by=by) for reader in readers)


def _key(gathering: GroupGathering) -> str:
    return f"session:{gathering.id}:"


def put_in_agendas(gathering: GroupGathering) -> None:
    """One line in the agenda of every group that comes; calendars know them as one event."""
    # Taken out first: who does not come any more keeps no line.
    agenda.remove_all(_key(gathering))
    for group in gatherings.groups_at(gathering):
        _put(gathering, group)


def _put(gathering: GroupGathering, group: Cooperative) -> None:
    params = {"session": gathering.title[:120]}
    title = OF_GROUP if gathering.cooperative is not None else OF_PEERS
    if gathering.cohort is not None:
        title, params["cohort"] = OF_COHORT, gathering.cohort.name[:120]
    where = joined(gathering.place, gathering.video_url)
    agenda.put(
        f"{_key(gathering)}{group.id}",
        title,
        gathering.starts_at,
        source="cohorts",
        cooperative_id=group.id,
        url=f"/bijeenkomsten/{gathering.id}",
        appointment=Appointment(gathering.ends_at, where, f"session-{gathering.id}", gathering.sequence),
        **params,
    )


def follow_group(group: Cooperative) -> None:
    """A group went to another cohort: its agenda has the sessions of that cohort and no others."""
    now = clock.now()
    for cohort in cohorts.all_cohorts():
        for gathering in gatherings.coming_to(cohort, now=now):
            if group.cohort == cohort.name:
                _put(gathering, group)
            else:
                agenda.remove(f"{_key(gathering)}{group.id}")


def forget_in_agenda(group: Cooperative, peer_group: PeerGroup) -> None:
    """A group left its peers: their sessions are not in its agenda any more."""
    for gathering in peers.coming_to(peer_group, now=clock.now()):
        agenda.remove(f"{_key(gathering)}{group.id}")


def follow_name(cohort: Cohort, *, now: datetime) -> None:
    """A cohort has another name: so it is called in every agenda."""
    for gathering in gatherings.coming_to(cohort, now=now):
        put_in_agendas(gathering)


def remind(*, now: datetime) -> int:
    """Remind who comes to a session tomorrow; each once for each session. Gives how many mails."""
    tomorrow = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    written = 0
    for gathering in gatherings.between(tomorrow, tomorrow + timedelta(days=1)):
        # The outbox knows who was reminded of this session on this day: the job can be killed and run again.
        for reader in who_comes(gathering):
            written += messages.remind(gathering, reader)
    return written
