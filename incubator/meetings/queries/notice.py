"""The live count of a convocation: how long before, by which article, what that means for a day that somebody thinks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from incubator.cooperatives.models import Cooperative
from incubator.core.working_days import holidays, is_working_day
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.rules.days import deadlines
from incubator.meetings.values import ItemKind

ARTICLE = "oproeping"  # of the clause library


@dataclass(frozen=True, slots=True)
class NoticeCount:
    """What a day asks of the convocation. Without a day only the term and the first day that is possible are known."""

    days: int | None  # whole days between convocation and meeting
    article: str | None
    doubtful: bool  # the article in the deed reads otherwise than our text
    first_possible: date | None  # for who calls the members today
    on: date | None = None
    send_by: date | None = None
    inspection_from: date | None = None
    days_left: int | None = None  # to send it; below zero it is too late
    is_holiday: bool = False
    is_weekend: bool = False


def count_notice(group: Cooperative, on: date | None, kinds: Iterable[ItemKind], *, today: date) -> NoticeCount | None:
    """The count for a day; None when no deed was signed."""
    terms = terms_on(group, on or today)
    if terms is None:
        return None
    kinds = tuple(kinds)
    due = deadlines(terms, on or today, kinds)
    article, doubtful = terms.articles.get(ARTICLE), ARTICLE in terms.doubtful
    first = None if due.notice_days is None else today + timedelta(days=due.notice_days + 1)
    if on is None:
        return NoticeCount(due.notice_days, article, doubtful, first)
    return NoticeCount(
        due.notice_days,
        article,
        doubtful,
        first,
        on=on,
        send_by=due.send_by,
        inspection_from=due.inspection_from,
        days_left=None if due.send_by is None else (due.send_by - today).days,
        is_holiday=on in holidays(on.year),
        is_weekend=on.weekday() > 4 and not is_working_day(on),
    )
