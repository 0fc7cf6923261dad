"""Now and today, and how to go back: all dates of the demo move along with the calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Moment:
    """Now on a clock in the Netherlands, so that its day is the day there, and today; and how to go back."""

    now: datetime
    today: date

    def ago(self, days: int, hours: int = 0) -> datetime:
        return self.now - timedelta(days=days, hours=hours)

    def evening(self, days: int) -> datetime:
        """Half past seven in the evening, so many days ago: when people meet."""
        return self.ago(days).replace(hour=19, minute=30, second=0, microsecond=0)
