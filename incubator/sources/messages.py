"""How sources are doing, in words; and the mail that tells the manager."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.core import clock, formatting
from incubator.core.i18n import language
from incubator.core.mail import Letter, MailLine, in_language, link
from incubator.core.outbox import queue_mail
from incubator.sources.models import Source
from incubator.sources.rules import SourceState


def source_problem(told: dict[str, Any] | None) -> str:
    """What went wrong with a source, in the reader's language."""
    if not told:
        return ""
    sentence = str(told["message"])
    return str(_(sentence, **told["params"]))


SOURCE_STATES = {
    SourceState.PAUSED: _l("Paused"),
    SourceState.NEW: _l("Not read yet"),
    SourceState.GOOD: _l("In order"),
    SourceState.FAILING: _l("Fails for the moment"),
    SourceState.BROKEN: _l("Broken"),
    SourceState.QUIET: _l("Quiet"),
}
SOURCE_BADGES = {
    SourceState.PAUSED: "later",
    SourceState.NEW: "waiting",
    SourceState.GOOD: "done",
    SourceState.FAILING: "waiting",
    SourceState.BROKEN: "blocked",
    SourceState.QUIET: "attention",
}
SOURCE_KINDS = {"tenderned": "TenderNed", "ted": "TED", "ocds": "OCDS", "feed": _l("Feed (RSS or Atom)")}


def moment(value: datetime, now: datetime) -> str:
    """today 06.00, yesterday 23.40, or the date."""
    days = (clock.local(now).date() - clock.local(value).date()).days
    hour = clock.local(value).strftime("%H.%M" if language() == "nl" else "%H:%M")
    if days == 0:
        return str(_("today %(hour)s", hour=hour))
    return str(_("yesterday %(hour)s", hour=hour)) if days == 1 else formatting.as_date(value)


def for_how_long(since: datetime, now: datetime) -> str:
    """2 days, 5 hours: never less than an hour."""
    hours = max(1, int((now - since).total_seconds() // 3600))
    return str(
        ngettext("%(num)d hour", "%(num)d hours", hours)
        if hours < 36
        else ngettext("%(num)d day", "%(num)d days", round(hours / 24))
    )


def source_health(shown: Any, now: datetime) -> str:
    """How a source is doing, in one phrase behind its name."""
    source = shown.source
    if shown.state is SourceState.PAUSED:
        return str(_("is not read at the moment"))
    if shown.state is SourceState.NEW:
        return str(_("will be read for the first time soon"))
    if shown.state is SourceState.BROKEN:
        return str(_("could not be read for %(time)s", time=for_how_long(source.failing_since, now)))
    if shown.state is SourceState.QUIET:
        return str(_("quiet for %(time)s", time=for_how_long(source.last_new_at or source.created_at, now)))
    if source.last_success_at is None:
        return str(_("could not be read yet; it is tried again"))
    read = moment(source.last_success_at, now)
    if not shown.new_today:
        return str(_("read %(moment)s, nothing new today", moment=read))
    return str(_("read %(moment)s, %(number)s new", moment=read, number=formatting.number(shown.new_today)))


def tell_about_sources(manager: User, news: list[tuple[str, Source]], *, now: datetime) -> bool:
    """Queue the mail about sources that are broken, quiet or mended."""
    with in_language(manager.language):
        titles = [str(_SUBJECTS[what]) % {"name": source.name} for what, source in news]
        trouble = any(what != "mended" for what, _source in news)
        many = ngettext("%(num)d source of notices changed", "%(num)d sources of notices changed", len(news))
        first = (
            _(
                "Look at what is wrong before the groups miss a deadline; until then they are told to look for themselves."
            )
            if trouble
            else _("You need do nothing: the notices come in again, and nothing was lost.")
        )
        letter = Letter(
            subject=titles[0] if len(news) == 1 else many,
            paragraphs=(first,),
            items=tuple(
                MailLine(title, link("sources.source", source_id=source.id), _source_lines(what, source, now))
                for title, (what, source) in zip(titles, news, strict=True)
            ),
            action=(_("To the sources"), link("sources.sources")),
            why=_(
                "You get this mail because you are manager of this incubator. It comes again until the source is mended."
            ),
            settings_url=link("accounts.account"),
        )
    return queue_mail(letter, to=manager, key=f"sources:{manager.id}:{now.isoformat()}")


_SUBJECTS = {
    "broken": _l("%(name)s cannot be read"),
    "quiet": _l("%(name)s is quiet"),
    "mended": _l("%(name)s is read again"),
}


def _source_lines(what: str, source: Source, now: datetime) -> tuple[str, ...]:
    """What the manager needs to know of one source."""
    if what == "broken" and source.failing_since is not None:
        lines = [
            _("Since %(moment)s (%(count)s attempts).", moment=moment(source.failing_since, now), count=source.failures)
        ]
        lines.append(source_problem(source.problem))
        if source.next_at is not None:
            lines.append(_("The next attempt is %(moment)s.", moment=formatting.as_datetime(source.next_at)))
        return tuple(str(one) for one in lines)
    if what == "quiet":
        since = for_how_long(source.last_new_at or source.created_at, now)
        return (
            str(_("It answers, but brings nothing new for %(time)s. That is unusual for this source.", time=since)),
        )
    return (str(_("Read %(moment)s.", moment=moment(source.last_success_at or now, now))),)
