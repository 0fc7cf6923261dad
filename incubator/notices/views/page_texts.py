"""What the pages of notices say: chips of a search, the timeline of a procurement, doubts at their field."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from babel import Locale, UnknownLocaleError
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core import formatting
from incubator.core.i18n import language
from incubator.core.reference import cpv, nuts
from incubator.formats.values import NoticeKind
from incubator.notices import messages
from incubator.notices.models import Notice, Organisation
from incubator.notices.queries import publications
from incubator.notices.queries.requests import Request

AUTHORITIES = {
    "municipality": _l("Municipality"),
    "province": _l("Province"),
    "water-board": _l("Water board"),
}
ROWS = {
    "buyer": _l("Buyer"),
    "cpv": _l("CPV codes"),
    "places": _l("Where"),
    "value": _l("Value"),
    "duration": _l("Duration"),
    "published": _l("Published"),
    "deadline": _l("Deadline"),
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
    "duration_months": "duration",
    "contract_end": "duration",
    "contract_start": "duration",
    "title": "title",
    "description": "title",
    "buyer": "buyer",
}


def chips(asked: Request, buyers: dict[int, Organisation], link: Callable[..., str]) -> list[tuple[str, str]]:
    """What narrows this search, each with the address of the same search without it."""
    found: list[tuple[str, str]] = []
    if asked.words:
        found.append((f"“{asked.words}”", link(zoek="")))
    found += [
        (str(messages.STATUSES[one]), link(status=[other for other in asked.statuses if other != one]))
        for one in asked.statuses
    ]
    found += [
        (str(messages.KINDS[one]), link(soort=[other.value for other in asked.kinds if other != one]))
        for one in asked.kinds
    ]
    if asked.cpv:
        found.append((code_name(asked.cpv), link(cpv="")))
    if asked.place:
        found.append((place_name(asked.place), link(plaats="")))
    if asked.buyer is not None:
        name = buyers[asked.buyer].name if asked.buyer in buyers else str(asked.buyer)
        found.append((name, link(opdrachtgever="")))
    return found + _measured(asked, link)


def _measured(asked: Request, link: Callable[..., str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if asked.min_value is not None:
        found.append((_("from € %(amount)s", amount=formatting.number(asked.min_value)), link(vanaf="")))
    if asked.max_value is not None:
        found.append((_("up to € %(amount)s", amount=formatting.number(asked.max_value)), link(tot="")))
    if asked.deadline_within is not None:
        found.append((_("closes within %(days)s days", days=asked.deadline_within), link(binnen="")))
    if asked.published_since is not None:
        found.append((_("published since %(date)s", date=formatting.as_date(asked.published_since)), link(sinds="")))
    if asked.regime is not None:
        found.append((str(messages.REGIMES[asked.regime]), link(regime="")))
    if asked.reserved is not None:
        found.append((str(messages.RESERVED[asked.reserved]), link(voorbehouden="")))
    return found


def search_title(asked: Request) -> str:
    """A search in one line, for the title of a feed or a calendar."""
    said = [label for label, _url in chips(asked, {}, lambda **_changes: "")]
    return f"{_('Public notices')}: {', '.join(said)}" if said else str(_("Public notices"))


def code_name(code: str) -> str:
    """The label of a CPV code or of the beginning of one."""
    return messages.cpv_label(cpv.significant(code).ljust(8, "0")) or code


def place_name(code: str) -> str:
    return nuts.label(code) or code


def place_of(organisation: Organisation) -> str:
    """Where an organisation sits, as far as notices say."""
    return (organisation.city or "").strip(" ,") or (place_name(organisation.nuts) if organisation.nuts else "")


def authority(organisation: Organisation) -> str:
    return str(AUTHORITIES.get(organisation.authority_kind or "", ""))


def known_by(organisation: Organisation) -> str:
    """The number that tells organisations of one name apart."""
    said = [f"{one.scheme.upper()} {one.value}" for one in organisation.identities if one.scheme != "name"]
    return ", ".join(said[:2]) or str(_("without a number"))


def winners(notice: Notice) -> str:
    names = dict.fromkeys(one["name"] for one in notice.data.get("winners", []))
    return ", ".join(names)


def language_name(code: str) -> str:
    """The name of a language in the language of the reader, with a capital: it stands alone."""
    try:
        name = Locale.parse(code).get_display_name(language())
    except (ValueError, UnknownLocaleError):
        name = None
    return (name or code.upper()).capitalize()


def doubts(said: dict[str, Any]) -> dict[str, list[str]]:
    """Doubts by the row of the facts that they are about; what is about none of them under "other"."""
    found: dict[str, list[str]] = {}
    for told in said.get("doubts", []):
        name = str(told.get("field", "")).split("[", maxsplit=1)[0].split(".")[-1]
        found.setdefault(FIELDS.get(name, "other"), []).append(messages.doubt(told))
    return found


def lots(said: dict[str, Any]) -> list[dict[str, Any]]:
    """The lots, and after them the groups of lots."""
    return sorted(said.get("lots", []), key=lambda one: one.get("kind", "lot") == "group")


def contacts(said: dict[str, Any]) -> list[dict[str, str]]:
    """Where a bidder asks questions: the buyer's own details only."""
    buyer = said.get("buyer") or {}
    told = {name: buyer[name] for name in ("contact", "email", "phone", "url") if buyer.get(name)}
    return [told] if told else []


def timeline(notices: Sequence[Notice], now: datetime) -> list[dict[str, Any]]:
    """The publications of a procurement, each with what it changed of the one before of its kind, and what it came to."""
    told: list[dict[str, Any]] = []
    latest: dict[str, Notice] = {}
    by_id = {one.id: one for one in notices}
    for notice in notices:
        before = by_id.get(notice.corrects_id or 0) or latest.get(notice.kind.value)
        status = publications.status_of(notice, now)
        expired = status == "closed" and not any(one.corrects_id == notice.id for one in notices)
        told.append(
            {
                "notice": notice,
                "changes": messages.differences(before, notice) if before is not None else [],
                "winners": winners(notice) if notice.kind is NoticeKind.AWARD else "",
                "expired": expired,
                "corrects": notice.corrects_id is not None,
            }
        )
        latest[notice.kind.value] = notice
    return told


def ending(notices: Sequence[Notice], now: datetime) -> str:
    """How a procurement stands, in one sentence."""
    calls = [one for one in notices if one.kind is not NoticeKind.EX_ANTE]
    last = calls[-1] if calls else notices[-1]
    if last.kind is NoticeKind.AWARD:
        names = winners(last)
        return str(_("Awarded to %(names)s", names=names) if names else _("Awarded; to whom is not told."))
    if last.kind is NoticeKind.CANCELLATION:
        return str(_("The procurement was cancelled."))
    status = publications.status_of(last, now)
    if status == "open" and last.deadline is not None:
        return str(_("Open: %(deadline)s", deadline=formatting.as_deadline(last.deadline)))
    if status == "closed":
        return str(
            _("Closed on %(date)s; what came of it is not published yet.", date=formatting.as_date(last.deadline))
        )
    return str(messages.STATUSES[status])


def facts(notice: Notice, doubts: dict[str, list[str]]) -> list[dict[str, Any]]:
    """The facts row by row: label, value, what is special about it, and the doubts about it."""
    names = {str(label): name for name, label in ROWS.items()}
    return [
        {"label": label, "value": value, "note": note, "doubts": doubts.get(names.get(label, ""), [])}
        for label, value, note in messages.facts(notice)
    ]


def loose(doubts: dict[str, list[str]], rows: list[dict[str, Any]]) -> list[str]:
    """Doubts whose field is not among the facts."""
    shown = {one for row in rows for one in row["doubts"]}
    return [one for found in doubts.values() for one in found if one not in shown]
