"""Telling the manager which source is broken, unreadable or quiet, again until it is mended, and once when it is."""

from datetime import datetime

from incubator.accounts import queries as accounts
from incubator.sources import messages, queries, rules
from incubator.sources.models import Source


def report(*, now: datetime) -> int:
    """Queue one mail for each manager about everything that is to be told now. Gives how many were queued."""
    news: list[tuple[str, Source]] = []
    for shown in queries.overview(now):
        source = shown.source
        due = rules.report_due(shown.state, source.warned_about, source.warned_at, now)
        if due is None:
            continue
        if due in rules.WARN_AGAIN:
            source.warned_about, source.warned_at = due, now
        else:
            source.warned_about = source.warned_at = None
        if due != "forget":
            news.append((due, source))
    managers = accounts.managers()
    if not news:
        return 0
    return sum(messages.tell_about_sources(manager, news, now=now) for manager in managers)
