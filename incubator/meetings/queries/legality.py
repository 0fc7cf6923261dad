"""The legality meter of a meeting, as it stands now."""

from dataclasses import dataclass
from datetime import datetime

from incubator.core import clock
from incubator.meetings.models import Meeting
from incubator.meetings.queries.case import case_of
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.rules.legality import findings_of, light_of
from incubator.meetings.values import Channel, MeetingKind, MeetingState
from incubator.meetings.values.case import MeetingCase
from incubator.meetings.values.findings import LegalityLight, MeetingFinding


@dataclass(frozen=True, slots=True)
class LegalityMeter:
    """What the rules say of a meeting. `is_forecast`: nobody was called yet, so it says how it would be when everyone is called today."""

    light: LegalityLight
    findings: tuple[MeetingFinding, ...]
    case: MeetingCase
    is_forecast: bool


def meter_of(meeting: Meeting, *, now: datetime, roads: dict[int, Channel] | None = None) -> LegalityMeter | None:
    """The meter of a general meeting with a day; None for a board meeting, for one that was called off, and before a deed."""
    if meeting.kind is MeetingKind.BOARD or meeting.state is MeetingState.CANCELLED:
        return None
    is_forecast = meeting.state is MeetingState.DRAFT
    if is_forecast and roads is None:
        roads = usual_roads(meeting, now=now)
    case = case_of(meeting, today=clock.local(now).date(), roads=roads)
    if case is None:
        return None
    findings = findings_of(case)
    return LegalityMeter(light_of(findings), findings, case, is_forecast)
