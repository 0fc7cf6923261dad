"""How sources are doing, in words; and the mail that tells the manager."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.messages import way_out
from incubator.accounts.models import User
from incubator.core import clock, formatting
from incubator.core.i18n import language
from incubator.core.mail import Letter, MailKind, MailLine, in_language, link
from incubator.core.outbox import queue_mail
from incubator.sources.kinds import KINDS
from incubator.sources.models import Source
from incubator.sources.queries import Shown
from incubator.sources.rules import SourceState


def source_problem(problem: dict[str, Any] | None) -> str:
    """What went wrong with a source, in the reader's language."""
    if not problem:
        return ""
    sentence = str(problem["message"])
    return str(_(sentence, **problem["params"]))


def source_loss(source: Source) -> str:
    """How much of the last reading was lost, in a sentence; nothing when all of it could be used."""
    if not source.last_rejected:
        return ""
    return str(
        ngettext(
            "The last notice could not be read.",
            "Of the last %(num)d notices %(lost)s could not be read.",
            source.last_usable + source.last_rejected,
            lost=formatting.number(source.last_rejected),
        )
    )


SOURCE_STATES = {
    SourceState.PAUSED: _l("Paused"),
    SourceState.NEW: _l("Not read yet"),
    SourceState.GOOD: _l("In order"),
    SourceState.FAILING: _l("Fails for the moment"),
    SourceState.BROKEN: _l("Broken"),
    SourceState.UNREADABLE: _l("Cannot be used"),
    SourceState.QUIET: _l("Quiet"),
}
HOURS = {"nl": "%H.%M", "en": "%H:%M"}
SOURCE_BADGES = {
    SourceState.PAUSED: "later",
    SourceState.NEW: "waiting",
    SourceState.GOOD: "done",
    SourceState.FAILING: "waiting",
    SourceState.BROKEN: "blocked",
    SourceState.UNREADABLE: "attention",
    SourceState.QUIET: "attention",
}
A_DAY = timedelta(days=1)
SOURCE_KINDS = {name: kind.label for name, kind in KINDS.items()}


def moment(value: datetime, now: datetime) -> str:
    """today 06.00, yesterday 23.40, or the date."""
    days = (clock.local(now).date() - clock.local(value).date()).days
    hour = clock.local(value).strftime(HOURS[language()])
    if days == 0:
        return str(_("today %(hour)s", hour=hour))
    if days == 1:
        return str(_("yesterday %(hour)s", hour=hour))
    return formatting.as_date(value)


def for_how_long(since: datetime, now: datetime) -> str:
    """2 days, 5 hours: never less than an hour."""
    hours = max(1, int((now - since).total_seconds() // 3600))
    if hours < 36:
        return str(ngettext("%(num)d hour", "%(num)d hours", hours))
    return str(ngettext("%(num)d day", "%(num)d days", round(hours / 24)))


def source_health(shown: Shown, now: datetime) -> str:
    """How a source is doing, in one phrase behind its name."""
    trouble = _trouble(shown, now)
    if trouble:
        return trouble
    return _last_reading(shown, now)


def _trouble(shown: Shown, now: datetime) -> str:
    """Why a source brings nothing, when it does not."""
    source = shown.source
    if shown.state is SourceState.PAUSED:
        return str(_("is not read at the moment"))
    if shown.state is SourceState.NEW:
        return str(_("will be read for the first time soon"))
    if shown.state is SourceState.BROKEN:
        return str(_("could not be read for %(time)s", time=for_how_long(source.failing_since or now, now)))
    if shown.state is SourceState.UNREADABLE:
        return str(_("brings notices that we cannot read"))
    if shown.state is SourceState.QUIET:
        return str(_("quiet for %(time)s", time=for_how_long(source.last_new_at or source.created_at, now)))
    return ""


def _last_reading(shown: Shown, now: datetime) -> str:
    source = shown.source
    if source.last_success_at is None:
        return str(_("could not be read yet; it is tried again"))
    read = moment(source.last_success_at, now)
    if not shown.new_today:
        return str(_("read %(moment)s, nothing new today", moment=read))
    return str(_("read %(moment)s, %(number)s new", moment=read, number=formatting.number(shown.new_today)))


def read_lately(sources: Sequence[Source], now: datetime) -> str:
    """From where notices were read in the last day; else when they were read last; nothing when they never were."""
    labels: dict[str, None] = {}
    moments = []
    for source in sources:
        if not source.active or source.last_success_at is None:
            continue
        moments.append(source.last_success_at)
        if source.last_success_at >= now - A_DAY:
            labels[str(SOURCE_KINDS[source.kind])] = None
    if labels:
        return str(_("Read every day from %(names)s.", names=_(" and ").join(labels)))
    if moments:
        return str(_("Last read: %(moment)s.", moment=moment(max(moments), now)))
    return ""


def tell_about_sources(manager: User, news: list[tuple[str, Source]], *, now: datetime) -> bool:
    """Queue the mail about sources that are broken, unreadable, quiet or mended."""
    with in_language(manager.language):
        items = tuple(_line(event, source, now) for event, source in news)
        letter = Letter(
            subject=_subject(items),
            paragraphs=(_opening([event for event, _source in news]),),
            items=items,
            action=(_("To the sources"), link("sources.sources")),
            why=_(
                "You get this mail because you are manager of this incubator. It comes again until the source is mended."
            ),
            unsubscribe_url=way_out(manager, MailKind.SOURCES),
            settings_url=link("watch.mail_preferences"),
        )
    return queue_mail(letter, to=manager, key=f"sources:{manager.id}:{now.isoformat()}", kind=MailKind.SOURCES)


def _subject(items: tuple[MailLine, ...]) -> str:
    if len(items) == 1:
        return items[0].title
    return str(ngettext("%(num)d source of notices changed", "%(num)d sources of notices changed", len(items)))


def _opening(events: list[str]) -> str:
    if set(events) == {"mended"}:
        return str(_("You need do nothing: the notices come in again, and nothing was lost."))
    return str(
        _("Look at what is wrong before the groups miss a deadline; until then they are told to look for themselves.")
    )


_SUBJECTS = {
    "broken": _l("%(name)s cannot be read"),
    "unreadable": _l("%(name)s brings notices that we cannot read"),
    "quiet": _l("%(name)s is quiet"),
    "mended": _l("%(name)s is read again"),
}


def _line(event: str, source: Source, now: datetime) -> MailLine:
    title = str(_SUBJECTS[event]) % {"name": source.name}
    return MailLine(title, link("sources.source", source_id=source.id), _explained(event, source, now))


def _explained(event: str, source: Source, now: datetime) -> tuple[str, ...]:
    """What the manager needs to know of one source."""
    if event == "broken" and source.failing_since is not None:
        return _about_failing(source, source.failing_since, now)
    if event == "unreadable":
        advice = _("It answers, but nothing of what it brings can be used. Look at its page for the reasons.")
        return source_loss(source), str(advice)
    if event == "quiet":
        time = for_how_long(source.last_new_at or source.created_at, now)
        return (str(_("It answers, but brings nothing new for %(time)s. That is unusual for this source.", time=time)),)
    return (str(_("Read %(moment)s.", moment=moment(source.last_success_at or now, now))),)


def _about_failing(source: Source, since: datetime, now: datetime) -> tuple[str, ...]:
    lines = [
        str(_("Since %(moment)s (%(count)s attempts).", moment=moment(since, now), count=source.failures)),
        source_problem(source.problem),
    ]
    if source.next_at is not None:
        lines.append(str(_("The next attempt is %(moment)s.", moment=formatting.as_datetime(source.next_at))))
    return tuple(lines)
