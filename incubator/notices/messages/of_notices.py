"""Words for the codes, facts, doubts and changes of notices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core import formatting
from incubator.core.i18n import language
from incubator.core.reference import cpv, eforms_codes, nuts
from incubator.formats import buyer_numbers
from incubator.formats.values import (
    Criterion,
    Doubt,
    LegalRegime,
    LotState,
    Money,
    NoticeKind,
    ReadLot,
    ReadNotice,
    Reserved,
)
from incubator.notices.messages.contracts import end_note
from incubator.notices.messages.names import field_name, lot_name
from incubator.notices.messages.terms import deadline_label, first_step, validity
from incubator.notices.models import Notice
from incubator.notices.values import NoticeDeadline, NoticeStatus

KINDS = {
    NoticeKind.PLANNING: _l("Plan for later"),
    NoticeKind.CONSULTATION: _l("Market consultation"),
    NoticeKind.COMPETITION: _l("Call to bid"),
    NoticeKind.AWARD: _l("Award"),
    NoticeKind.EX_ANTE: _l("Intention to award without call"),
    NoticeKind.MODIFICATION: _l("Change of a contract"),
    NoticeKind.CANCELLATION: _l("Cancellation"),
    NoticeKind.SIGNAL: _l("News"),
}
STATUSES = {
    NoticeStatus.PLANNED: _l("Planned"),
    NoticeStatus.LAPSED: _l("Lapsed"),
    NoticeStatus.OPEN: _l("Open"),
    NoticeStatus.CLOSED: _l("Closed"),
    NoticeStatus.AWARDED: _l("Awarded"),
    NoticeStatus.CANCELLED: _l("Cancelled"),
    NoticeStatus.UNKNOWN: _l("Not known"),
}
BADGES = {
    NoticeStatus.PLANNED: "waiting",
    NoticeStatus.LAPSED: "later",
    NoticeStatus.OPEN: "open",
    NoticeStatus.CLOSED: "later",
    NoticeStatus.AWARDED: "later",
    NoticeStatus.CANCELLED: "blocked",
    NoticeStatus.UNKNOWN: "later",
}
REGIMES = {
    LegalRegime.EU: _l("European tender"),
    LegalRegime.SAS: _l("Social and other specific services (light regime)"),
    LegalRegime.NATIONAL: _l("National tender"),
    LegalRegime.BELOW_THRESHOLD: _l("Below the European threshold"),
    LegalRegime.UNKNOWN: _l("Not known"),
}
RESERVED = {
    Reserved.SHELTERED: _l("For sheltered workshops and social enterprises"),
    Reserved.PUBLIC_SERVICE_MISSION: _l("For organisations in which workers take part"),
}
NATURES = {"services": _l("Services"), "supplies": _l("Supplies"), "works": _l("Works")}
ORDERS = {
    "relevance": _l("Best first"),
    "published": _l("Newest first"),
    "deadline": _l("Closing soonest first"),
    "value": _l("Largest first"),
    "ends": _l("Contract that ends soonest first"),
}
CRITERIA = {"price": _l("Price"), "cost": _l("Cost"), "quality": _l("Quality")}
WITHIN = (7, 14, 30, 60)  # days
ENDS_WITHIN = (6, 12, 18, 24, 36)  # months


def kind_name(value: str) -> str:
    return str(KINDS[NoticeKind(value)])


def cpv_label(code: str) -> str:
    return cpv.label(code, language())


def place_label(code: str) -> str:
    return nuts.label(code)


def procedure(code: str | None) -> str:
    label = eforms_codes.label("procurement-procedure-type", code, language())
    if label == code:
        return ""
    return label


def money(value: Money | None) -> str:
    """An amount with its currency, or nothing."""
    if value is None:
        return ""
    return formatting.money(value.amount, value.currency)


def deadline(closing: NoticeDeadline | None) -> str:
    """When a call closes: how long still, and the moment; of a day without an hour the day only."""
    if closing is None:
        return ""
    return formatting.as_deadline(closing.moment, whole_day=closing.whole_day)


def closing_moment(closing: NoticeDeadline | None) -> str:
    """The moment at which a call closes; of a day without an hour the day only."""
    if closing is None:
        return ""
    if closing.whole_day:
        return formatting.as_date(closing.moment)
    return formatting.as_datetime(closing.moment)


def weight(criterion: Criterion) -> str:
    """How much a criterion counts, as the source weighs it; nothing when it does not tell."""
    if criterion.weight is None:
        return ""
    number = formatting.number(criterion.weight)
    if criterion.weight_kind == "percentage":
        return f"{number}%"
    if criterion.weight_kind == "points":
        # Weights can be broken; only a single point is a point.
        amount = 1 if criterion.weight == 1 else 2
        return str(ngettext("%(number)s point", "%(number)s points", amount, number=number))
    return number


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of the facts of a notice: `name` says which doubts belong to it, `note` what is special about the value."""

    name: str
    label: str
    value: str
    note: str = ""


def facts(notice: Notice, now: datetime, calls: Sequence[ReadNotice] = ()) -> list[FactRow]:
    """What a notice says, row by row; what it does not say has no row. `calls` of its procurement may tell how long it lasts."""
    rows = [*_work_rows(notice), *_term_rows(notice, now, calls)]
    return [row for row in rows if row.value]


def _work_rows(notice: Notice) -> Iterator[FactRow]:
    """Who asks for what, where and for how much."""
    value = notice.content.value
    yield FactRow("buyer", str(_("Buyer")), notice.buyer.name if notice.buyer else "")
    yield FactRow("buyer_reference", str(_("Reference of the buyer")), notice.buyer_reference or "")
    yield FactRow("nature", str(_("What")), str(NATURES.get(notice.nature or "", "")))
    yield FactRow("procedure", str(_("Procedure")), procedure(notice.procedure))
    yield FactRow("regime", str(_("Rules")), str(REGIMES[notice.legal_regime]))
    codes = [f"{code} {cpv_label(code)}" for code in notice.cpv]
    yield FactRow("cpv", str(_("CPV codes")), "\n".join(codes))
    # A code that the reader's NUTS does not have is shown as it is: better than no place.
    places = [place_label(place) or place for place in notice.places]
    yield FactRow("places", str(_("Where")), ", ".join(places), _derived(notice.place_derived))
    yield FactRow("value", str(_("Value")), money(value), str(_VALUES.get(value.kind, "")) if value else "")


def _term_rows(notice: Notice, now: datetime, calls: Sequence[ReadNotice]) -> Iterator[FactRow]:
    """When, for how long, and for whom."""
    yield FactRow("duration", str(_("Duration")), _months(notice.duration_months))
    end = formatting.as_date(notice.contract_end)
    yield FactRow("contract", str(_("Contract ends")), end, end_note(notice, calls))
    yield FactRow("reserved", str(_("Reserved")), str(RESERVED[notice.reserved]) if notice.reserved else "")
    yield FactRow("sme", str(_("Fit for small firms")), str(_("yes")) if notice.sme_suitable else "")
    yield FactRow("published", str(_("Published")), formatting.as_date(notice.published))
    content = notice.content
    yield FactRow("deadline", deadline_label(content), deadline(notice.deadline_at(now)), first_step(content))
    due = formatting.as_datetime(content.tenders_due) if content.tenders_due else ""
    yield FactRow("tenders", str(_("Bid, when you are invited, by")), due)
    yield FactRow("validity", str(_("Your bid stays valid")), validity(content))


def _months(number: int | None) -> str:
    if not number:
        return ""
    return str(ngettext("%(num)d month", "%(num)d months", number))


def _derived(derived: bool) -> str:
    if derived:
        return str(_("derived; the notice itself does not say"))
    return ""


_VALUES = {"estimated": _l("estimated by the buyer"), "awarded": _l("as awarded")}


def doubt(doubted: Doubt) -> str:
    """A doubt in words: which field, what the source says, and why that is probably not so."""
    value = _moment(doubted.value or "-")
    return str(_("%(field)s “%(says)s”: %(why)s", field=field_name(doubted.field), says=value, why=_(doubted.why)))


def _moment(value: str) -> str:
    """A moment or a day as one reads it; what is neither stays as it was written."""
    try:
        return formatting.as_date(date.fromisoformat(value))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    if moment.tzinfo is None:
        return value
    return formatting.as_datetime(moment)


_CHANGES = {
    "deadline": _l("Deadline moved from %(before)s to %(after)s"),
    "buyer-reference": _l("Reference of the buyer changed from “%(before)s” to “%(after)s”"),
    "title": _l("Title changed from “%(before)s” to “%(after)s”"),
    "value": _l("Value changed from %(before)s to %(after)s"),
    "lots-added": _l("Lots added: %(after)s"),
    "lots-removed": _l("Lots removed: %(before)s"),
    "lots-stopped": _l("Lots that the buyer stopped: %(after)s"),
    "description": _l("The description was changed"),
}


def _change(kind: str, before: str = "", after: str = "") -> str:
    return str(_CHANGES[kind]) % {"before": before or "-", "after": after or "-"}


def differences(before: Notice, after: Notice) -> list[str]:
    """What a later publication changes of an earlier one, in words."""
    return [*_changed_texts(before, after), *_changed_lots(before.content.lots, after.content.lots)]


def _changed_texts(before: Notice, after: Notice) -> Iterator[str]:
    """What changed besides the lots. What only one of the two tells is no change: the other may have left it out."""
    if before.deadline and after.deadline and before.deadline != after.deadline:
        yield _change("deadline", closing_moment(_first_deadline(before)), closing_moment(_first_deadline(after)))
    yield from _changed_number(before.buyer_reference, after.buyer_reference)
    if before.title != after.title:
        yield _change("title", before.title, after.title)
    value = after.content.value
    if value is not None and value.amount != _amount(before):
        yield _change("value", money(before.content.value), money(value))
    if before.description and after.description and before.description != after.description:
        yield _change("description")


def _changed_number(before: str | None, after: str | None) -> Iterator[str]:
    """Whether the buyer calls it otherwise; the same number with other marks between its digits is no other one."""
    if before and after and buyer_numbers.key(before) != buyer_numbers.key(after):
        yield _change("buyer-reference", before, after)


def _amount(notice: Notice) -> Decimal | None:
    value = notice.content.value
    if value is None:
        return None
    return value.amount


def _first_deadline(notice: Notice) -> NoticeDeadline | None:
    if notice.deadline is None:
        return None
    return NoticeDeadline(notice.deadline, whole_day=notice.deadline_day_only)


def _changed_lots(before: Sequence[ReadLot], after: Sequence[ReadLot]) -> Iterator[str]:
    """Which lots came and went; a publication without lots may just not repeat them."""
    if not before or not after:
        return
    added = _lots_missing(before, after)
    if added:
        yield _change("lots-added", after=_several(added))
    removed = _lots_missing(after, before)
    if removed:
        yield _change("lots-removed", before=_several(removed))
    running = {lot.id for lot in before if lot.state is not LotState.CANCELLED}
    stopped = [lot_name(lot.id) for lot in after if lot.state is LotState.CANCELLED and lot.id in running]
    if stopped:
        yield _change("lots-stopped", after=_several(stopped))


def _lots_missing(known: Sequence[ReadLot], lots: Sequence[ReadLot]) -> list[str]:
    """The names of those of the lots that the known ones do not have."""
    known_ids = {lot.id for lot in known}
    return [lot_name(lot.id) for lot in lots if lot.id not in known_ids]


def _several(names: list[str], most: int = 6) -> str:
    """A few names, and how many more there are."""
    rest = len(names) - most
    shown = ", ".join(names[:most])
    if rest <= 0:
        return shown
    return str(_("%(names)s and %(number)s more", names=shown, number=rest))
