"""What a profile came across as a feed (Atom, RFC 4287) and as messages to a webhook (JSON). Nothing of a person is in them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _
from lxml.builder import ElementMaker
from lxml.etree import tostring

from incubator.core import clock
from incubator.core.agenda import uid_of
from incubator.core.mail import link
from incubator.core.tables import UNPRINTABLE
from incubator.core.web import settings
from incubator.notices import messages as notice_words
from incubator.notices.models import Notice
from incubator.notices.queries.as_json import as_json
from incubator.notices.values import NoticeStatus
from incubator.watch import messages
from incubator.watch.models import Match, WatchProfile
from incubator.watch.queries.dates import name_of

ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 1000
BEGAN = "2026"  # the year from which our names hold (RFC 4151)
OF_NOTICE = tuple(
    "id family kind status corrects title description buyer deadline published cpv main_cpv places value url".split()
)
element = ElementMaker(namespace=ATOM, nsmap={None: ATOM})


def atom(
    watch: WatchProfile, matches: Sequence[Match], changes: Mapping[int, datetime], *, address: str, now: datetime
) -> bytes:
    """The matches of a profile as a feed that stands at `address`; `changes` gives the last change of each procurement."""
    entries, known = [], set()
    for match in matches:
        name = name_of(match.notice)
        # Of one procurement readers know one entry.
        if name not in known:
            entries.append(_entry(match, name, changes[match.notice.family_id], now))
            known.add(name)
    feed = element.feed(
        element.id(_tag(f"profile/{watch.id}")),
        element.title(title_of(watch)),
        element.updated(last_change(watch, matches, changes).isoformat()),
        element.author(element.name(_plain(settings().name))),
        element.link(rel="self", type="application/atom+xml", href=address),
        element.link(rel="alternate", type="text/html", href=link("watch.matches", slug=watch.cooperative.slug)),
        *entries,
    )
    return bytes(tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def title_of(watch: WatchProfile) -> str:
    """What a reader or calendar calls it."""
    return _plain(_("%(group)s: %(profile)s", group=watch.cooperative.name, profile=watch.name))


def last_change(watch: WatchProfile, matches: Iterable[Match], changes: Mapping[int, datetime]) -> datetime:
    """When what stands in the feed or calendar of a profile last changed."""
    latest = watch.created_at
    for match in matches:
        latest = max(latest, match.found_at, changes[match.notice.family_id])
    return latest


def _entry(match: Match, name: str, changed: datetime, now: datetime) -> Any:
    notice = match.notice
    entry = element.entry(
        element.id(_tag(f"profile/{match.profile_id}/{name}")),
        element.title(_title(notice)),
        element.updated(changed.isoformat()),
        # Of the notice, which stays: matching anew gives a match another number.
        element.link(rel="alternate", type="text/html", href=link("notices.show", notice_id=notice.id)),
        element.author(element.name(_buyer(notice))),
        element.summary(_plain("\n".join(_lines(match, now)))),
    )
    if notice.published:
        published = datetime.combine(notice.published, time(), clock.AMSTERDAM)
        entry.insert(3, element.published(published.isoformat()))
    return entry


def _title(notice: Notice) -> str:
    title = notice.title or "-"
    if notice.status is NoticeStatus.CANCELLED:
        title = _("Called off: %(title)s", title=title)
    return _plain(title)


def _lines(match: Match, now: datetime) -> Iterable[str]:
    """By when, why, and how the notice begins."""
    notice = match.notice
    closes = notice.deadline_at(now)
    if closes is not None:
        # The moment itself: days left would make it another text every day.
        yield notice_words.by_when(notice.content, notice_words.closing_moment(closes))
    reasons = messages.why(match)
    if reasons:
        yield _("Why: %(reasons)s", reasons=reasons)
    yield (notice.description or notice.title or "-")[:LONGEST]


def _buyer(notice: Notice) -> str:
    if notice.buyer is None:
        return "-"
    return _plain(notice.buyer.name)


def _tag(name: str) -> str:
    """A name that stays, also when the incubator moves to https or other paths (RFC 4151)."""
    path, _sign, host = uid_of(name).partition("@")
    return f"tag:{host.partition('/')[0].partition(':')[0]},{BEGAN}:{path}"


def _plain(text: str) -> str:
    """Without what XML refuses."""
    return UNPRINTABLE.sub("", text)


def match_body(match: Match, number: str, now: datetime) -> str:
    """A match as a message to a webhook. In ASCII, so that what is signed is the same bytes everywhere."""
    group, known = match.profile.cooperative, as_json(match.notice, now)
    notice = {name: known[name] for name in OF_NOTICE}
    reasons = [
        {"kind": reason["kind"], "for": reason["for"], "says": messages.reason_text(reason)} for reason in match.reasons
    ]
    return _message(
        "match",
        number,
        now,
        cooperative={"slug": group.slug, "name": group.name},
        profile={"id": match.profile_id, "name": match.profile.name},
        match={
            "score": match.score,
            "reasons": reasons,
            "page": link("watch.why", slug=group.slug, notice_id=match.notice_id),
        },
        notice=notice | {"page": link("notices.show", notice_id=match.notice_id)},
    )


def trial_body(number: str, now: datetime) -> str:
    """A message that only asks whether messages arrive."""
    return _message("test", number, now)


def _message(event: str, number: str, now: datetime, **content: Any) -> str:
    return json.dumps({"event": event, "delivery": number, "sent_at": now.isoformat(timespec="seconds"), **content})
