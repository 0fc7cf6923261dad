"""Words for the codes of notices."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.core import clock, formatting
from incubator.core.i18n import language
from incubator.core.mail import Item, Letter, in_language, link
from incubator.core.outbox import queue_mail
from incubator.core.reference import cpv, eforms_codes, nuts
from incubator.notices.models import Notice, Source
from incubator.notices.queries import publications
from incubator.notices.rules.health import SourceState
from incubator.notices.values import Kind, LegalRegime, Reserved

KINDS = {
    Kind.PLANNING: _l("Plan for later"),
    Kind.CONSULTATION: _l("Market consultation"),
    Kind.COMPETITION: _l("Call to bid"),
    Kind.AWARD: _l("Award"),
    Kind.EX_ANTE: _l("Intention to award without call"),
    Kind.MODIFICATION: _l("Change of a contract"),
    Kind.CANCELLATION: _l("Cancellation"),
    Kind.SIGNAL: _l("News"),
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
    return str(KINDS[Kind(value)])


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
    shown = FIELD_OF_ROW.get(name, name)
    return str(
        _("%(field)s “%(says)s”: %(why)s", field=shown, says=told.get("says") or "-", why=_(str(told.get("why", ""))))
    )


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
                Item(title, link("notices.source", source_id=source.id), _source_lines(what, source, now))
                for title, (what, source) in zip(titles, news, strict=True)
            ),
            action=(_("To the sources"), link("notices.sources")),
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
