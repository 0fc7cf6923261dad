"""What the pages of notices say: the timeline of a procurement, doubts at their field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from babel import Locale, UnknownLocaleError
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core import formatting, public_pages
from incubator.core.i18n import language
from incubator.core.reference import cpv, nuts
from incubator.formats.values import LegalRegime, NoticeKind, ReadNotice, ReadOrganisation
from incubator.notices import messages
from incubator.notices.messages import FactRow
from incubator.notices.models import Notice, Organisation
from incubator.notices.rules.topics import topics_of
from incubator.notices.values import NoticeStatus

AUTHORITIES = {
    "municipality": _l("Municipality"),
    "province": _l("Province"),
    "water-board": _l("Water board"),
}
# Which doubts belong to which row of the facts.
FIELDS = {
    "deadline": "deadline",
    "value": "value",
    "cpv": "cpv",
    "main_cpv": "cpv",
    "places": "places",
    "place": "places",
    "published": "published",
    "validity": "validity",
    "duration_months": "duration",
    "contract_end": "contract",
    "contract_start": "contract",
    "title": "title",
    "description": "title",
    "buyer": "buyer",
}


def topics(notice: Notice) -> tuple[str, ...]:
    """What this notice is about that the knowledge centre explains."""
    return topics_of(
        " ".join((notice.title, notice.content.description or "", *notice.content.keywords)),
        is_reserved=notice.reserved is not None,
        is_social=notice.legal_regime is LegalRegime.SAS,
    )


def code_name(code: str) -> str:
    """The label of a CPV code or of the beginning of one."""
    return messages.cpv_label(cpv.significant(code).ljust(8, "0")) or code


def place_name(code: str) -> str:
    """The name of a place, or its code when it has none."""
    return nuts.label(code) or code


def place_of(organisation: Organisation) -> str:
    """Where an organisation sits, as far as notices say."""
    city = (organisation.city or "").strip(" ,")
    if city or not organisation.nuts:
        return city
    return place_name(organisation.nuts)


def authority(organisation: Organisation) -> str:
    """Which kind of authority it is, or nothing."""
    return str(AUTHORITIES.get(organisation.authority_kind or "", ""))


def known_by(organisation: Organisation) -> str:
    """The number that tells organisations of one name apart."""
    numbers = []
    for name in organisation.identities:
        if name.scheme != "name":
            numbers.append(f"{name.scheme.upper()} {name.value}")
    return ", ".join(numbers[:2]) or str(_("without a number"))


def in_short(notice: Notice, now: datetime) -> str:
    """A notice in one line, for who finds it in a search engine: who asks, by when, what it is about."""
    parts = []
    if notice.buyer is not None:
        parts.append(notice.buyer.name)
    if notice.deadline is not None and notice.status_at(now) is NoticeStatus.OPEN:
        closes = messages.closing_moment(notice.deadline_at(now))
        parts.append(str(_("Closes %(when)s", when=closes)))
    parts.append(notice.description or notice.title)
    return public_pages.short(". ".join(filter(None, parts)))


def winners(notice: Notice) -> str:
    """Who won, each once: a winner of three lots is named three times in a notice."""
    return ", ".join(dict.fromkeys(winner.name for winner in notice.content.winners))


def language_name(code: str) -> str:
    """The name of a language in the language of the reader, with a capital: it stands alone."""
    try:
        name = Locale.parse(code).get_display_name(language())
    except (ValueError, UnknownLocaleError):
        name = None
    return (name or code.upper()).capitalize()


def doubts(content: ReadNotice) -> dict[str, list[str]]:
    """Doubts by the row of the facts that they are about; what is about none of them under "other"."""
    by_row: dict[str, list[str]] = {}
    for doubt in content.doubts:
        name = doubt.field.split("[", maxsplit=1)[0].split(".")[-1]
        by_row.setdefault(FIELDS.get(name, "other"), []).append(messages.doubt(doubt))
    return by_row


def loose(by_row: dict[str, list[str]], rows: Sequence[FactRow]) -> list[str]:
    """Doubts whose field is not among the facts."""
    shown = {row.name for row in rows}
    remaining: list[str] = []
    for name, doubts_of_row in by_row.items():
        if name not in shown:
            remaining += doubts_of_row
    return remaining


def contact(content: ReadNotice) -> ReadOrganisation | None:
    """Where a bidder asks questions: the buyer's own details only; None when it gives none."""
    buyer = content.buyer
    if buyer is None or not (buyer.contact or buyer.email or buyer.phone or buyer.url):
        return None
    return buyer


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One publication in the life of a procurement: what it changed of the one before, and what it came to."""

    notice: Notice
    changes: list[str]
    winners: str
    expired: bool

    @property
    def corrects(self) -> bool:
        return self.notice.corrects_id is not None


def timeline(notices: Sequence[Notice], now: datetime) -> list[TimelineEntry]:
    """The publications of a procurement, each compared with what it corrects or with the one before of its kind."""
    entries = []
    latest: dict[NoticeKind, Notice] = {}
    by_id = {notice.id: notice for notice in notices}
    corrected = {notice.corrects_id for notice in notices}
    for notice in notices:
        # Without a word about what it corrects, it is compared with the one of its kind that came before.
        before = by_id.get(notice.corrects_id or 0) or latest.get(notice.kind)
        expired = notice.status_at(now) is NoticeStatus.CLOSED and notice.id not in corrected
        entries.append(TimelineEntry(notice, _changes(before, notice), _awarded_to(notice), expired))
        latest[notice.kind] = notice
    return entries


def _changes(before: Notice | None, notice: Notice) -> list[str]:
    if before is None:
        return []
    return messages.differences(before, notice)


def _awarded_to(notice: Notice) -> str:
    if notice.kind is not NoticeKind.AWARD:
        return ""
    return winners(notice)


def ending(notices: Sequence[Notice], now: datetime) -> str:
    """How a procurement stands, in one sentence."""
    # An announcement of a contract without a call decides nothing yet, unless it is all there is.
    calls = [notice for notice in notices if notice.kind is not NoticeKind.EX_ANTE]
    last = (calls or notices)[-1]
    status = last.status_at(now)
    if last.kind is NoticeKind.CANCELLATION:
        return str(_("The procurement was cancelled."))
    if last.kind is NoticeKind.AWARD and status is NoticeStatus.AWARDED:
        names = winners(last)
        return str(_("Awarded to %(names)s", names=names) if names else _("Awarded; the notice does not say to whom."))
    deadline = last.deadline_at(now)
    if deadline is None:
        return str(messages.STATUSES[status])
    if status is NoticeStatus.OPEN:
        return str(_("Open: %(deadline)s", deadline=messages.deadline(deadline)))
    if status is NoticeStatus.CLOSED:
        day = formatting.as_date(deadline.moment)
        return str(_("Closed on %(date)s; what came of it is not published yet.", date=day))
    return str(messages.STATUSES[status])
