"""Reasons in words, and the mail that tells what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import Any

from babel import Locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.core import formatting, quantities, signing
from incubator.core.errors import RuleViolation
from incubator.core.i18n import language
from incubator.core.mail import Letter, MailKind, MailLine, in_language, link
from incubator.core.outbox import queue_mail
from incubator.core.reference import cpv, nuts, places
from incubator.formats.values import NoticeKind
from incubator.notices import messages as notice_words
from incubator.notices.models import Notice
from incubator.watch import rules
from incubator.watch.matching.looking_back import Hindrance, NearMiss
from incubator.watch.models import CameBy, Match
from incubator.watch.values import Profile, Scored

STOP = "stop-alerts"
AMOUNTS = frozenset({"min_value", "max_value"})
MOST_IN_A_MAIL = 20
WAYS = {
    CameBy.MAIL: _l("By mail"),
    CameBy.PHONE: _l("By phone"),
    CameBy.TALK: _l("In a talk"),
    CameBy.LETTER: _l("By letter"),
    CameBy.OTHER: _l("In another way"),
}

NEAR = {
    Hindrance.LARGE: _l("too large"),
    Hindrance.SMALL: _l("too small"),
    Hindrance.TIME: _l("with too little time"),
    Hindrance.CLOSED: _l("closed"),
    Hindrance.LANGUAGE: _l("in another language"),
    Hindrance.KIND: _l("of another kind"),
    Hindrance.LEFT_OUT: _l("with words that you leave out"),
    Hindrance.DOUBT: _l("just not sure enough"),
}


def reason_text(reason: Mapping[str, Any]) -> str:
    """A reason in the reader's language, its codes with their labels."""
    params = dict(reason.get("params") or {})
    if "cpv" in params:
        params["label"] = cpv.label(str(params["cpv"]), language())
    if "nuts" in params:
        params["place"] = nuts.label(str(params["nuts"]), language()) or params["nuts"]
    if "deadline" in params:
        params["date"] = formatting.as_datetime(datetime.fromisoformat(str(params["deadline"])))
    if "kind" in params:
        params["kind"] = notice_words.KINDS[NoticeKind(str(params["kind"]))]
    if "language" in params:
        params["language"] = Locale(language()).languages.get(str(params["language"]), params["language"])
    if "amount" in params:
        params["amount"] = formatting.money_cents(int(params["amount"]) * 100)
    return str(_(str(reason["says"]), **params))


def code_with_label(code: str) -> str:
    """77310000 Beplanten en onderhouden van groengebieden"""
    return f"{code} {cpv.label(code, language())}".strip()


def shown(name: str, item: str) -> str:
    """An item of the profile as people read it: codes with their name."""
    code = rules.cpv_code(item)
    if name == "cpv" and code is not None:
        return code_with_label(code)
    if name == "places":
        return places.place_name(item, language())
    return item


def profile_text(name: str, answer: Any) -> str:
    """An answer of the profile as people read and type it: lists line by line, amounts without empty cents."""
    if answer is None:
        return ""
    if name in AMOUNTS:
        return _plain_amount(str(answer))
    if name == "description":
        return str(answer)
    return "\n".join(shown(name, item) for item in rules.lines(answer))


def _plain_amount(typed: str) -> str:
    """250000 or 1250,50; what is no amount stays as it was typed, so that it can be mended."""
    try:
        amount = str(quantities.read_amount(typed, language()))
    except RuleViolation:
        return typed
    return amount.removesuffix(".00").replace(".", ",")


def why_near(miss: NearMiss) -> str:
    """What kept a notice out, to follow a number: "1 in Noord-Brabant", "12 closed"."""
    if miss.hindrance is Hindrance.PLACE:
        return _("in %(place)s", place=nuts.label(miss.place, language()) or miss.place)
    return str(NEAR[miss.hindrance])


def why(match: Match) -> str:
    """What speaks for a match, on a single line."""
    return "; ".join(map(reason_text, filter(itemgetter("for"), match.reasons)))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a notice was or was not found for a group, in words."""

    score: float
    threshold: float
    reasons: list[tuple[bool, str]]  # whether it speaks for the notice, and the sentence

    @property
    def fits(self) -> bool:
        return self.score >= self.threshold


def explanation(scored: Scored, profile: Profile) -> Explanation:
    """The reasons of the matching as sentences."""
    reasons = []
    for reason in scored.reasons:
        kept = {"says": reason.sentence, "params": reason.params}
        reasons.append((reason.speaks_for, reason_text(kept)))
    return Explanation(scored.score, profile.threshold, reasons)


def send_news(reader: User, notices: list[Notice], *, now: datetime) -> None:
    """One mail with everything that was published about what a reader follows."""
    with in_language(reader.language):
        letter = Letter(
            subject=_("News about %(title)s", title=notices[0].title[:80]),
            paragraphs=(
                _("Something was published about a procurement that you follow. Look whether it changes your plans."),
            ),
            items=tuple(map(_news, notices)),
            action=(_("Read the newest"), link("notices.show", notice_id=notices[-1].id)),
            why=_("You get this mail because you follow this procurement. You stop that on the page of the notice."),
            unsubscribe_url=link("watch.stop_alerts", token=signing.sign(STOP, str(reader.id))),
            settings_url=link("accounts.account"),
        )
    queue_mail(letter, to=reader, key=f"news:{reader.id}:{now.isoformat()}", kind=MailKind.NOTICES)


def _news(notice: Notice) -> MailLine:
    lines = [str(notice_words.KINDS[notice.kind])]
    if notice.corrects_id is not None:
        lines = [_("Correction: %(kind)s", kind=lines[0])]
    if notice.buyer is not None:
        lines.append(_("From: %(buyer)s", buyer=notice.buyer.name))
    if notice.deadline is not None:
        lines.append(_("By when: %(deadline)s", deadline=formatting.as_deadline(notice.deadline)))
    return MailLine(title=notice.title, url=link("notices.show", notice_id=notice.id), lines=tuple(lines))


def send_alert(reader: User, matches: list[Match], *, now: datetime) -> None:
    """One mail with everything that is new for a reader: which notice, by when, from whom, why."""
    with in_language(reader.language):
        letter = _alert(reader, matches)
    queue_mail(letter, to=reader, key=f"alert:{reader.id}:{now.isoformat()}", kind=MailKind.NOTICES)


def _alert(reader: User, matches: list[Match]) -> Letter:
    groups = list(dict.fromkeys(map(attrgetter("profile.cooperative.name"), matches)))
    closes = min((match.notice.deadline for match in matches if match.notice.deadline), default=None)
    number = len(matches)
    opening = ngettext(
        "There is %(num)d new notice that fits %(group)s.",
        "There are %(num)d new notices that fit %(group)s.",
        number,
        group=_(" and ").join(groups),
    )
    if closes is not None:
        opening += " " + _("The first deadline: %(when)s.", when=formatting.as_deadline(closes))
    slug = matches[0].profile.cooperative.slug
    return Letter(
        subject=_subject(matches, closes),
        paragraphs=(opening,),
        items=tuple(_item(match, several=len(groups) > 1) for match in matches[:MOST_IN_A_MAIL]),
        action=(_("Look at all of them"), link("watch.matches", slug=slug)),
        why=_("You get this mail because you take part in %(group)s.", group=_(" and ").join(groups)),
        unsubscribe_url=link("watch.stop_alerts", token=signing.sign(STOP, str(reader.id))),
        settings_url=link("accounts.account"),
    )


def _subject(matches: list[Match], closes: datetime | None) -> str:
    """Which notice, by when: enough to decide whether to open the mail now."""
    best, number = matches[0].notice.title[:80], len(matches)
    if closes is None:
        return ngettext("New notice: %(title)s", "%(num)d new notices, among them %(title)s", number, title=best)
    return ngettext(
        "New notice, hand in before %(date)s: %(title)s",
        "%(num)d new notices, the first to hand in before %(date)s, among them %(title)s",
        number,
        date=formatting.as_date(closes),
        title=best,
    )


def _item(match: Match, *, several: bool) -> MailLine:
    """What a mail says of a match; the name of the group only when the mail is about several groups."""
    notice, group = match.notice, match.profile.cooperative
    deadline = buyer = _("not given")
    if notice.deadline is not None:
        deadline = formatting.as_deadline(notice.deadline)
    if notice.buyer is not None:
        buyer = notice.buyer.name
    lines = [
        _("From: %(buyer)s", buyer=buyer),
        _("By when: %(deadline)s", deadline=deadline),
        _("Why: %(reasons)s", reasons=why(match)),
    ]
    if several:
        lines.insert(0, _("For: %(group)s", group=group.name))
    return MailLine(title=notice.title, url=link("watch.match", slug=group.slug, match_id=match.id), lines=tuple(lines))
