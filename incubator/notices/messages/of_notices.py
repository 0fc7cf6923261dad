"""Words for the codes, facts, doubts and changes of notices."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core import formatting
from incubator.core.i18n import language
from incubator.core.reference import cpv, eforms_codes, nuts
from incubator.formats.values import LegalRegime, NoticeKind, Reserved
from incubator.notices.models import Notice
from incubator.notices.queries import publications

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
    "planned": _l("Planned"),
    "open": _l("Open"),
    "closed": _l("Closed"),
    "awarded": _l("Awarded"),
    "cancelled": _l("Cancelled"),
    "unknown": _l("Not known"),
}
BADGES = {
    "planned": "waiting",
    "open": "open",
    "closed": "later",
    "awarded": "later",
    "cancelled": "blocked",
    "unknown": "later",
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
}
CRITERIA = {"price": _l("Price"), "cost": _l("Cost"), "quality": _l("Quality")}
WITHIN = (7, 14, 30, 60)


def status_of(notice: Notice, now: datetime) -> str:
    return publications.status_of(notice, now)


def kind_name(value: str) -> str:
    return str(KINDS[NoticeKind(value)])


def cpv_label(code: str) -> str:
    return cpv.label(code, language())


def place_label(code: str) -> str:
    return nuts.label(code)


def procedure(code: str | None) -> str:
    return eforms_codes.label("procurement-procedure-type", code, language())


def money(value: dict[str, Any] | None) -> str:
    """An amount with its currency, or nothing."""
    if not value:
        return ""
    return formatting.money(Decimal(value["amount"]), value.get("currency", "EUR"))


def weight(criterion: dict[str, Any]) -> str:
    if criterion.get("weight") is None:
        return ""
    number = formatting.number(Decimal(str(criterion["weight"])))
    kind = criterion.get("weight_kind")
    if kind == "percentage":
        return f"{number}%"
    return str(_("%(number)s points", number=number)) if kind == "points" else number


def facts(notice: Notice) -> list[tuple[str, str, str]]:
    """What a notice says, row by row: label, value, and what is special about it."""
    said = notice.data
    derived = str(_("derived, not told by the notice itself"))
    rows = [
        (_("Buyer"), notice.buyer.name if notice.buyer else "", ""),
        (_("What"), str(NATURES.get(notice.nature or "", "")), ""),
        (_("Procedure"), procedure(notice.procedure), ""),
        (_("Rules"), str(REGIMES[notice.legal_regime]), ""),
        (_("CPV codes"), "\n".join(f"{code} {cpv_label(code)}" for code in notice.cpv), ""),
        (_("Where"), ", ".join(place_label(place) for place in notice.places), derived if notice.place_derived else ""),
        (_("Value"), money(said.get("value")), _VALUES.get(str((said.get("value") or {}).get("kind")), "")),
        (_("Duration"), _("%(months)s months", months=notice.duration_months) if notice.duration_months else "", ""),
        (_("Contract ends"), formatting.as_date(notice.contract_end), derived if notice.contract_end_derived else ""),
        (_("Reserved"), str(RESERVED[notice.reserved]) if notice.reserved else "", ""),
        (_("Fit for small firms"), _("yes") if notice.sme_suitable else "", ""),
        (_("Published"), formatting.as_date(notice.published), ""),
        (_("Deadline"), formatting.as_deadline(notice.deadline), ""),
    ]
    return [(str(label), str(value), str(note)) for label, value, note in rows if value]


_VALUES = {"estimated": _l("estimated by the buyer"), "awarded": _l("as awarded")}
FIELD_OF_ROW = {
    "deadline": _l("Deadline"),
    "value": _l("Value"),
    "cpv": _l("CPV codes"),
    "places": _l("Where"),
    "title": _l("Title"),
}


def doubt(told: dict[str, Any]) -> str:
    """A doubt in words: which field, what it says, and why that is probably not so."""
    name = str(told.get("field", "")).split("[", maxsplit=1)[0].split(".", maxsplit=1)[0]
    shown, says = FIELD_OF_ROW.get(name, name), _moment(str(told.get("says") or "-"))
    return str(_("%(field)s “%(says)s”: %(why)s", field=shown, says=says, why=_(str(told.get("why", "")))))


def _moment(says: str) -> str:
    """A moment or a day as one reads it; what is neither stays as it was said."""
    try:
        return formatting.as_date(date.fromisoformat(says))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(says)
    except ValueError:
        return says
    return formatting.as_datetime(moment) if moment.tzinfo else says


def change(told: tuple[str, str, str]) -> str:
    """One difference between two publications."""
    kind, before, after = told
    return str(_CHANGES[kind]) % {"before": before or "-", "after": after or "-"}


_CHANGES = {
    "deadline": _l("Deadline moved from %(before)s to %(after)s"),
    "title": _l("Title changed from “%(before)s” to “%(after)s”"),
    "value": _l("Value changed from %(before)s to %(after)s"),
    "lots-added": _l("Lots added: %(after)s"),
    "lots-removed": _l("Lots removed: %(before)s"),
    "description": _l("The description was changed"),
}


def differences(before: Notice, after: Notice) -> list[str]:
    """What a later publication changes of an earlier one, in words."""
    told: list[tuple[str, str, str]] = []
    if before.deadline != after.deadline and before.deadline is not None and after.deadline is not None:
        told.append(("deadline", formatting.as_datetime(before.deadline), formatting.as_datetime(after.deadline)))
    if before.title != after.title:
        told.append(("title", before.title, after.title))
    if before.value_cents != after.value_cents and after.value_cents is not None:
        told.append(("value", formatting.money_cents(before.value_cents), formatting.money_cents(after.value_cents)))
    mine = [str(lot["id"]) for lot in before.data.get("lots", [])]
    theirs = [str(lot["id"]) for lot in after.data.get("lots", [])]
    if mine and theirs:
        if added := [one for one in theirs if one not in mine]:
            told.append(("lots-added", "", _several(added)))
        if removed := [one for one in mine if one not in theirs]:
            told.append(("lots-removed", _several(removed), ""))
    if before.description and after.description and before.description != after.description:
        told.append(("description", "", ""))
    return [change(one) for one in told]


def _several(names: list[str], most: int = 6) -> str:
    """A few names, and how many more there are."""
    rest = len(names) - most
    said = ", ".join(names[:most])
    return said if rest <= 0 else str(_("%(names)s and %(number)s more", names=said, number=rest))
