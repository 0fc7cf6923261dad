"""The mail about what was found for someone, and what changed of it: one per person per moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import filterfalse
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.challenges.messages import verdicts as challenge_words
from incubator.challenges.queries import assessing as challenges
from incubator.challenges.values import Level
from incubator.core import clock, formatting, signing
from incubator.core.mail import Letter, MailKind, MailLine, Recipient, in_language, link
from incubator.core.outbox import queue_mail
from incubator.notices import messages as notice_words
from incubator.notices.models import Notice
from incubator.sources.messages import source_health
from incubator.sources.queries import Shown
from incubator.watch.messages import STOP, lasting_reasons, reason_text
from incubator.watch.messages.changes import place_names
from incubator.watch.models import Match

ALERTS = "alerts"  # the kind of mails that a link in them stops
MOST_IN_A_MAIL = 25
WORTH_EXPLORING = (Level.PROMISING, Level.PERHAPS)


@dataclass(frozen=True, slots=True)
class AlertItem:
    """A notice in a mail: for which profiles it is, the best first, and what changed since the reader heard of it."""

    matches: tuple[Match, ...]
    changed: tuple[str, ...] = ()

    @property
    def match(self) -> Match:
        return self.matches[0]

    @property
    def notice(self) -> Notice:
        return self.match.notice


@dataclass(frozen=True, slots=True)
class MailRound:
    """What the mails of one moment share: which sources are in trouble, and of each notice whether it could be challenged."""

    now: datetime
    trouble: Sequence[Shown]
    levels: dict[int, Level] = field(default_factory=dict)

    def level_of(self, notice: Notice) -> Level:
        """How promising a challenge is; looked up once, for however many readers."""
        if notice.id not in self.levels:
            self.look_up([notice])
        return self.levels[notice.id]

    def look_up(self, notices: Iterable[Notice]) -> None:
        """Look up all at once what the mails of this moment need."""
        for notice, verdict in challenges.assess_each(notices, today=clock.local(self.now).date(), now=self.now):
            self.levels[notice.id] = verdict.level


def send_alert(reader: User, items: Sequence[AlertItem], shared: MailRound) -> None:
    """Queue one mail with everything that a reader has to hear at this moment."""
    with in_language(reader.language):
        letter = _letter(reader, sorted(items, key=_new_first), shared)
    # The pace of these mails was chosen for each profile: the mail itself goes now.
    to = Recipient(reader.email, reader.name, reader.language)
    queue_mail(letter, to=to, key=f"alert:{reader.id}:{shared.now.isoformat()}", kind=MailKind.NOTICES)


def _new_first(item: AlertItem) -> tuple[bool, float]:
    return bool(item.changed), -item.match.score


def _letter(reader: User, items: Sequence[AlertItem], shared: MailRound) -> Letter:
    groups = _groups(items)
    several = len(_profiles(items)) > 1
    shown = []
    for item in items[:MOST_IN_A_MAIL]:
        shown.append(_line(item, shared, several=several))
    closing = []
    if len(items) > MOST_IN_A_MAIL:
        closing.append(_("The others are on the page with all of them."))
    for source in shared.trouble:
        health = f"{source.source.name}: {source_health(source, shared.now)}"
        closing.append(_("You may miss something now: %(source)s.", source=health))
    return Letter(
        subject=_subject(items),
        paragraphs=(_opening(items, groups),),
        items=tuple(shown),
        closing=tuple(closing),
        action=_action(items),
        why=_("You get this mail because you asked for it with a profile of %(group)s.", group=_(" and ").join(groups)),
        unsubscribe_url=link("watch.stop_alerts", token=signing.sign(STOP, f"{ALERTS}.{reader.id}")),
        settings_url=link("watch.mail_preferences"),
    )


def _action(items: Sequence[AlertItem]) -> tuple[str, str]:
    """To the page of all of them; a single notice has its own."""
    match, slug = items[0].match, items[0].match.profile.cooperative.slug
    if len(items) == 1:
        return (_("Look at this notice"), link("watch.match", slug=slug, match_id=match.id))
    return (_("Look at all of them"), link("watch.matches", slug=slug))


def _groups(items: Sequence[AlertItem]) -> list[str]:
    names: dict[str, None] = {}
    for item in items:
        names |= dict.fromkeys(map(attrgetter("profile.cooperative.name"), item.matches))
    return list(names)


def _profiles(items: Sequence[AlertItem]) -> set[int]:
    profiles: set[int] = set()
    for item in items:
        profiles |= set(map(attrgetter("profile_id"), item.matches))
    return profiles


def _opening(items: Sequence[AlertItem], groups: Sequence[str]) -> str:
    """How many are new and how many changed, and the first deadline."""
    new = list(filterfalse(attrgetter("changed"), items))
    sentences = []
    if new:
        fits = ngettext(
            "There is %(num)d new notice that fits %(group)s.",
            "There are %(num)d new notices that fit %(group)s.",
            len(new),
            group=_(" and ").join(groups),
        )
        sentences.append(fits)
    if len(new) < len(items):
        number = len(items) - len(new)
        sentences.append(
            ngettext("%(num)d notice that you know changed.", "%(num)d notices that you know changed.", number)
        )
    closes = _first_deadline(items)
    if closes is not None:
        sentences.append(_("The first deadline: %(when)s.", when=formatting.as_deadline(closes)))
    return " ".join(sentences)


def _first_deadline(items: Sequence[AlertItem]) -> datetime | None:
    return min(filter(None, map(attrgetter("notice.deadline"), items)), default=None)


def _subject(items: Sequence[AlertItem]) -> str:
    """Which notice, by when: enough to decide whether to open the mail now."""
    new = list(filterfalse(attrgetter("changed"), items))
    if not new:
        title = items[0].notice.title[:80]
        return ngettext("Changed: %(title)s", "%(num)d notices changed, among them %(title)s", len(items), title=title)
    best, closes = new[0].notice.title[:80], _first_deadline(new)
    if closes is None:
        return ngettext("New notice: %(title)s", "%(num)d new notices, among them %(title)s", len(new), title=best)
    return ngettext(
        "New notice, hand in before %(date)s: %(title)s",
        "%(num)d new notices, the first to hand in before %(date)s, among them %(title)s",
        len(new),
        date=formatting.as_date(closes),
        title=best,
    )


def _line(item: AlertItem, shared: MailRound, *, several: bool) -> MailLine:
    """What a mail says of a notice; for whom it is only when the mail is about several profiles."""
    notice, group = item.notice, item.match.profile.cooperative
    lines = [*_for_whom(item, several=several)]
    if item.changed:
        lines.append(_("Changed: %(changes)s", changes="; ".join(item.changed)))
    lines += [*_terms(notice), *_judgement(item.match)]
    level = shared.level_of(notice)
    if level in WORTH_EXPLORING:
        words = challenge_words.LEVELS[level]
        lines.append(_("Could you take this over from the government? %(level)s.", level=words))
    return MailLine(
        title=notice.title or _("Notice without a title"),
        url=link("watch.match", slug=group.slug, match_id=item.match.id),
        lines=tuple(lines),
        links=((_("Why do I get this?"), link("watch.why", slug=group.slug, notice_id=notice.id)),),
    )


def _for_whom(item: AlertItem, *, several: bool) -> list[str]:
    if not several:
        return []
    names = []
    for match in item.matches:
        names.append(f"{match.profile.cooperative.name} ({match.profile.name})")
    return [_("For: %(group)s", group=", ".join(names))]


def _terms(notice: Notice) -> list[str]:
    """Who asks, where, how much and by when; what is not known is named together."""
    lines, unknown = [], []
    if notice.buyer is not None:
        lines.append(_("From: %(buyer)s", buyer=notice.buyer.name))
    else:
        unknown.append(_("who asks"))
    if notice.places:
        lines.append(_("Where: %(places)s", places=place_names(notice.places)))
    else:
        unknown.append(_("where"))
    if notice.value_cents:
        value = formatting.money_cents(notice.value_cents, notice.value_currency or "EUR")
        lines.append(_("Value: %(value)s", value=value))
    else:
        unknown.append(_("the value"))
    if notice.deadline is not None:
        closes = formatting.as_deadline(notice.deadline, whole_day=notice.deadline_day_only)
        lines.append(notice_words.by_when(notice.content, closes))
    else:
        unknown.append(_("by when"))
    if unknown:
        lines.append(_("Not in the notice: %(unknown)s", unknown=", ".join(unknown)))
    return lines


def _judgement(match: Match) -> list[str]:
    """Why it fits, what speaks against it, and what in the notice itself we doubt."""
    grounds: dict[bool, list[str]] = {True: [], False: []}
    for reason in lasting_reasons(match):
        grounds[bool(reason["for"])].append(reason_text(reason))
    lines = [_("Why: %(reasons)s", reasons="; ".join(grounds[True]))]
    if grounds[False]:
        lines.append(_("Against: %(reasons)s", reasons="; ".join(grounds[False])))
    for doubted in match.notice.content.doubts:
        lines.append(_("We doubt: %(doubt)s", doubt=notice_words.doubt(doubted)))
    return lines
