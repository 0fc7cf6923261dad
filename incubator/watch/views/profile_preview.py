"""The preview on the page of a profile: what it would have given with what stands in the form now, saved or not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from flask_babel import gettext as _
from flask_limiter import RateLimitExceeded
from flask_login import current_user

from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.limits import limiter
from incubator.core.reference import places
from incubator.notices.models import Notice
from incubator.watch import messages, queries, rules, services
from incubator.watch.forms import ProfileForm
from incubator.watch.matching.looking_back import NearMiss
from incubator.watch.models import WatchProfile
from incubator.watch.services import previewing
from incubator.watch.services.matching import reason_as_json
from incubator.watch.values import Profile
from incubator.watch.views import profile_answers

BUTTON = "preview"
LIMIT = "60 per minute"  # a script asks while one types
MOST_SHOWN = 10
MOST_CHANGES = 5  # notices that are named of what an edit changed
MOST_NEAR = 8  # of one kind of near miss
MOST_KINDS_NAMED = 3  # of near misses, before one unfolds them
BEGINS = "0"  # what the page remembers begins with this, also when the last preview gave nothing
MOST_SEEN = 3000  # numbers that the page remembers of the last preview


@dataclass(frozen=True, slots=True)
class ShownHit:
    notice: Notice
    reasons: str
    closed: bool


@dataclass(frozen=True, slots=True)
class NearGroup:
    """Near misses with the same thing in the way: "1 in Noord-Brabant", "12 gesloten"."""

    why: str
    number: int
    notices: list[Notice]


@dataclass(frozen=True, slots=True)
class ShownPreview:
    """`unread`: what could not be read in the form, and so does not count."""

    preview: previewing.Retrospect
    best: list[ShownHit]
    gained: list[Notice]
    lost: list[Notice]
    near: list[NearGroup]
    unread: list[str]

    @property
    def near_in_words(self) -> str:
        """What kept notices out, the most first: "5 in Noord-Brabant, 2 too large"."""
        named = [f"{group.number} {group.why}" for group in self.near[:MOST_KINDS_NAMED]]
        if len(self.near) > MOST_KINDS_NAMED:
            named.append("…")
        return ", ".join(named)


def looked(look: str, form: ProfileForm, group: Cooperative, watch: WatchProfile | None) -> ShownPreview | None:
    """What the preview shows when its button was pressed; None for another button, and for who looked too often."""
    if look != BUTTON:
        return None
    unread: list[str] = []
    profile = _looked_for(form, group, watch, unread)
    try:
        with limiter.limit(LIMIT, key_func=_reader):
            return _shown(form, profile, unread)
    except RateLimitExceeded:
        form.refused_with = 429
        form.form_errors.append(_("You looked very often in a short time. Wait a minute and look again."))
        return None


def _reader() -> str:
    return f"preview {current_user.get_id()}"


def _looked_for(form: ProfileForm, group: Cooperative, watch: WatchProfile | None, unread: list[str]) -> Profile:
    """The profile of the form; what cannot be read counts for nothing, and is named."""
    answers = profile_answers.offered_answers(form)
    if watch is not None:
        answers["synonyms"] = queries.answers_of(watch).get("synonyms")
    for name in profile_answers.AMOUNTS:
        answers[name] = _amount(form, name, answers[name], unread)
    for typed in answers["places"]:
        if places.place_code(typed) is None:
            unread.append(_unknown_place(typed))
    return rules.profile_from_answers(answers, profile_answers.wishes(form, group.name))


def _amount(form: ProfileForm, name: str, typed: str, unread: list[str]) -> str | None:
    try:
        return profile_answers.amount(name, typed)
    except RuleViolation as broken_rule:
        unread.append(f"{form[name].label.text}: {explain(broken_rule)}")
        return None


def _unknown_place(typed: str) -> str:
    near = places.like_place(typed)
    if near:
        return _("We do not know the place “%(name)s”. Do you mean %(near)s?", name=typed, near=", ".join(near))
    return _("We do not know the place “%(name)s”.", name=typed)


def _shown(form: ProfileForm, profile: Profile, unread: list[str]) -> ShownPreview:
    now = clock.now()
    before = form.seen.data or []
    seen = _numbers(before[1:]) if before else None
    preview = previewing.preview(profile, now=now, seen=seen)
    form.seen.data = [BEGINS, *map(str, map(attrgetter("notice_id"), preview.hits[:MOST_SEEN]))]
    groups = _grouped(preview.near)
    best = list(map(attrgetter("notice_id"), preview.hits[:MOST_SHOWN]))
    gained, lost = (preview.gained or ())[:MOST_CHANGES], (preview.lost or ())[:MOST_CHANGES]
    numbers = {*best, *gained, *lost}
    for misses in groups.values():
        numbers.update(map(attrgetter("notice_id"), misses[:MOST_NEAR]))
    notices = queries.notices_shown(numbers)
    return ShownPreview(
        preview,
        [_hit(profile, notice) for notice in _among(notices, best)],
        _among(notices, gained),
        _among(notices, lost),
        _near(notices, groups),
        unread,
    )


def _numbers(sent: Iterable[str]) -> list[int]:
    """The numbers of notices that the page remembered; each once, and only what can be the number of a row."""
    numbers: dict[int, None] = {}
    for item in list(sent)[:MOST_SEEN]:
        if item.isascii() and item.isdecimal() and len(item) <= queries.MOST_DIGITS:
            numbers[int(item)] = None
    return list(numbers)


def _grouped(near: Iterable[NearMiss]) -> dict[str, list[NearMiss]]:
    """The near misses by what was in the way, in words; the most first."""
    groups: dict[str, list[NearMiss]] = defaultdict(list)
    for miss in near:
        groups[messages.why_near(miss)].append(miss)
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def _near(notices: dict[int, Notice], groups: dict[str, list[NearMiss]]) -> list[NearGroup]:
    near = []
    for why, misses in groups.items():
        shown = _among(notices, map(attrgetter("notice_id"), misses[:MOST_NEAR]))
        near.append(NearGroup(why, len(misses), shown))
    return near


def _among(notices: dict[int, Notice], numbers: Iterable[int]) -> list[Notice]:
    return list(filter(None, map(notices.get, numbers)))


def _hit(profile: Profile, notice: Notice) -> ShownHit:
    """Why it fits; how much time is left stands beside it."""
    now = clock.now()
    scored = services.explain(profile, notice, now=now)
    reasons = []
    for reason in map(reason_as_json, scored.reasons):
        if reason["for"] and reason["kind"] != "time":
            reasons.append(messages.reason_text(reason))
    deadline = notice.deadline_at(now)
    return ShownHit(notice, "; ".join(reasons), deadline is not None and deadline.moment < now)
