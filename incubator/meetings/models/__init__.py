"""Tables of meetings."""

from incubator.meetings.models.meetings import AgendaItem, Convocation, Meeting

__all__ = ["AgendaItem", "Convocation", "Meeting"]
