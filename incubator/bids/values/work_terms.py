"""When the work of a bid starts and ends, and where that comes from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TermOrigin(StrEnum):
    """Who says it. What the buyer answered goes before its papers, and what somebody confirmed there before the notice."""

    ANSWER = "answer"
    PAPERS = "papers"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day as somebody confirmed it, with the sentence of the buyer. `place`: the number of the requirement, or zero for an answer."""

    day: date
    words: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class WorkTerm:
    """The days that the planning goes by. `start_by_notice` and `end_by_notice`: what the notice says, alike or not.

    `others` are first days that somebody confirmed too and that are not the one that is used. `months` is how long it lasts.
    """

    start: date | None = None
    end: date | None = None
    months: int | None = None
    start_from: TermOrigin = TermOrigin.NOTICE
    end_from: TermOrigin = TermOrigin.NOTICE
    words: str = ""  # of the buyer about the start
    place: int = 0
    start_by_notice: date | None = None
    end_by_notice: date | None = None
    others: tuple[date, ...] = ()
    end_by_papers: bool = False  # else an end of ours is reckoned from the start

    @property
    def is_confirmed(self) -> bool:
        """Whether a person confirmed the start, beside what the notice says."""
        return self.start is not None and self.start_from is not TermOrigin.NOTICE

    @property
    def end_is_confirmed(self) -> bool:
        """Whether the end is another than that of the notice by what somebody confirmed, or by what follows from it."""
        return self.end is not None and self.end_from is not TermOrigin.NOTICE

    @property
    def contradicts(self) -> bool:
        """Whether the notice, or another confirmed sentence, gives another first day."""
        if not self.is_confirmed:
            return False
        return bool(self.others) or (self.start_by_notice is not None and self.start_by_notice != self.start)


NO_TERM = WorkTerm()
