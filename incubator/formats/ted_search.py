"""The notices of TED's Search API (version 3): one object a notice, with the fields that were asked for."""

import re
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.core.reference import eforms_codes, nuts
from incubator.formats import eforms_changes, identities, kinds, texts
from incubator.formats.fields import NO_TITLE, JsonObject, Wrong, cpv_code, distinct
from incubator.formats.json_sources import TED_SEARCH, origins
from incubator.formats.ted_languages import multilingual, named, written_texts
from incubator.formats.values import (
    Identity,
    LegalRegime,
    Money,
    NoticeKind,
    ReadLot,
    ReadNotice,
    ReadOrganisation,
    Scheme,
    Text,
    Winner,
)

PAGE = "https://ted.europa.eu/nl/notice/-/detail/{}"
NATURES = frozenset({"services", "supplies", "works"})
CURRENCIES = {"tender-value": "tender-value-cur", "estimated-value-lot": "estimated-value-cur-lot"}
NO_TIME = N_("only the day is known, not the hour")


def claims(value: dict[str, Any]) -> bool:
    return "publication-number" in value or ("notice-identifier" in value and "notice-type" in value)


def read(value: dict[str, Any], path: str = "") -> ReadNotice:
    """One notice. Raises `Wrong` when its identity or kind cannot be made out."""
    item = JsonObject(value, path)
    number = _number(item)
    notice_type, subtype = _first(item, "notice-type"), _first(item, "notice-subtype")
    kind = _kind(item, notice_type, subtype)
    original, written = written_texts(item)
    shown = written[0] if written else Text(original or "und", None, None)
    if not shown.title:
        item.doubt("title", "—", NO_TITLE)
    codes = distinct(cpv_code(item, one) for one in item.texts("classification-cpv"))
    buyers = _buyers(item, original)
    awarded = kind in {NoticeKind.AWARD, NoticeKind.EX_ANTE, NoticeKind.MODIFICATION}
    return ReadNotice(
        format="ted-search",
        identities=_identities(item, number),
        kind=kind,
        title=shown.title or f"TED {number or item.text('notice-identifier')}",
        description=shown.description,
        language=shown.language if shown.language != "und" else None,
        other_languages=tuple(written[1:]),
        corrects=_corrects(item),
        cancels=kind is NoticeKind.CANCELLATION,
        buyer=buyers[0] if buyers else None,
        organisations=tuple(buyers[1:]),
        nature=next((one for one in item.texts("contract-nature") if one in NATURES), None),
        procedure=_first(item, "procedure-type"),
        legal_regime=_regime(item, notice_type, subtype),
        cpv=codes,
        main_cpv=codes[0] if codes else None,
        places=_places(item),
        published=item.day("publication-date", "published"),
        deadline=min(_deadlines(item), default=None),
        value=(_total(item, "tender-value", "awarded") if awarded else None) or _estimated(item),
        lots=_lots(item),
        winners=tuple(Winner(name) for name in named(item, "winner-name", original)),
        notice_type=notice_type,
        subtype=subtype,
        url=_page(item, number),
        documents_url=next(filter(None, map(texts.web_address, item.texts("document-url-lot"))), None),
        submission_url=next(filter(None, map(texts.web_address, item.texts("submission-url-lot"))), None),
        doubts=tuple(dict.fromkeys(item.doubts)),
        sources=origins(item, TED_SEARCH),
    )


def _first(item: JsonObject, key: str) -> str | None:
    return next(iter(item.texts(key)), None)


def _number(item: JsonObject) -> str | None:
    told = item.text("publication-number")
    if number := identities.ted(told):
        return number
    if not identities.uuid(_first(item, "notice-identifier")):
        raise Wrong(f"{item.at('publication-number')} is no publication number of TED: '{told}'.")
    return None


def _identities(item: JsonObject, number: str | None) -> tuple[Identity, ...]:
    found = [Identity(Scheme.TED, number)] if number else []
    if notice := identities.uuid(_first(item, "notice-identifier")):
        found.append(Identity(Scheme.EFORMS, notice, _first(item, "notice-version")))
    told = _first(item, "procedure-identifier")
    if procedure := identities.uuid(told):
        found.append(Identity(Scheme.PROCEDURE, procedure))
    elif told:
        item.doubt("procedure-identifier", told, identities.NO_PROCEDURE)
    return tuple(found)


def _corrects(item: JsonObject) -> Identity | None:
    told = _first(item, "change-notice-version-identifier")
    if not told:
        return None
    return eforms_changes.reference(told)


def _kind(item: JsonObject, notice_type: str | None, subtype: str | None) -> NoticeKind:
    found = kinds.BY_TYPE.get(notice_type or "") or kinds.of_subtype(subtype)
    if found is None:
        raise Wrong(f"{item.at('notice-type')} names no kind of notice that we know: '{notice_type or subtype}'.")
    return found


def _regime(item: JsonObject, notice_type: str | None, subtype: str | None) -> LegalRegime:
    told = kinds.regime_of(notice_type, subtype)
    if told is not LegalRegime.UNKNOWN:
        return told
    basis = _first(item, "legal-basis") or ""
    return LegalRegime.EU if re.match(r"^3(?:2014|2009|2007|2018)", basis) else LegalRegime.UNKNOWN


def _buyers(item: JsonObject, original: str | None) -> list[ReadOrganisation]:
    names = named(item, "buyer-name", original) or named(item, "organisation-name-buyer", original)
    ids = distinct(item.texts("buyer-identifier"))
    country = eforms_codes.country2(_first(item, "buyer-country") or "")
    city = next(iter(named(item, "buyer-city", original)), None)
    alone = len(names) == 1
    return [
        ReadOrganisation(name, "buyer", ids=ids if alone else (), city=city if alone else None, country=country)
        for name in names
    ]


def _places(item: JsonObject) -> tuple[str, ...]:
    """NUTS codes of the work; countries alone (NLD) and NL say nothing of where."""
    told = (one.upper() for one in item.texts("place-of-performance"))
    codes = (one for one in told if re.match(r"^[A-Z]{2}[0-9A-Z]{0,3}$", one) and eforms_codes.country2(one[:2]))
    return distinct(one for one in codes if nuts.known(one) and not nuts.is_whole_country(one) and len(one) > 2)


def _deadlines(item: JsonObject) -> list[datetime]:
    """The deadlines of the lots. `deadline` holds day and hour; the fields by lot hold them apart."""
    found: list[datetime] = []
    for key in ("deadline", "deadline-receipt-request"):
        for told in item.texts(key):
            read = texts.moment(told) or _day_only(item, told)
            if read is None:
                item.doubt("deadline", told, N_("this is no date"))
            else:
                found.append(read)
    return found or _apart(item)


def _apart(item: JsonObject) -> list[datetime]:
    days = item.texts("deadline-receipt-tender-date-lot")
    hours = item.texts("deadline-receipt-tender-time-lot")
    found = []
    for position, told in enumerate(days):
        hour = hours[position] if position < len(hours) else None
        read = texts.moment(f"{told[:10]}T{hour}", texts.AMSTERDAM) if hour else _day_only(item, told)
        if read is not None:
            found.append(read)
    return found


def _day_only(item: JsonObject, told: str) -> datetime | None:
    """A day without an hour: its beginning, so that nobody is too late."""
    day = texts.day(told)
    if day is None:
        return None
    item.doubt("deadline", told, NO_TIME)
    return texts.fixed(datetime.combine(day, time(), texts.AMSTERDAM))


def _amounts(item: JsonObject, key: str) -> list[Decimal]:
    found = []
    for told in item.texts(key):
        number = texts.amount(told)
        if number is None:
            item.doubt("value", told, N_("this is no amount of money"))
        else:
            found.append(number)
    return found


def _total(item: JsonObject, key: str, kind: str) -> Money | None:
    """The sum over the lots. Placeholders (one euro or less) are left out where there are real amounts."""
    amounts = _amounts(item, key)
    real = [one for one in amounts if one > 1]
    if not amounts:
        return None
    currency = _currency(item, CURRENCIES[key])
    return Money(sum(real, Decimal(0)) if real else max(amounts), currency, kind)


def _currency(item: JsonObject, key: str) -> str:
    told = _first(item, key) or ""
    return told if re.match(r"^[A-Z]{3}$", told) else "EUR"


def _estimated(item: JsonObject) -> Money | None:
    whole = _amounts(item, "estimated-value-proc")
    if whole:
        return Money(whole[0], _currency(item, "estimated-value-cur-proc"), "estimated")
    return _total(item, "estimated-value-lot", "estimated")


def _lots(item: JsonObject) -> tuple[ReadLot, ...]:
    """Lots are only told apart where the service gives their ids."""
    ids = item.texts("identifier-lot") or item.texts("internal-identifier-lot")
    titles = next(iter(multilingual(item, "title-lot").values()), ())
    if not ids and len(titles) > 1:
        ids = tuple(f"LOT-{position:04d}" for position in range(1, len(titles) + 1))
    deadlines = [texts.moment(one) for one in item.texts("deadline")]
    amounts = [texts.amount(one) for one in item.texts("estimated-value-lot")]
    count = len(ids)
    return tuple(
        ReadLot(
            id=one,
            title=titles[position] if len(titles) == count else None,
            deadline=deadlines[position] if len(deadlines) == count else None,
            value=_lot_value(amounts[position]) if len(amounts) == count else None,
        )
        for position, one in enumerate(ids)
    )


def _lot_value(amount: Decimal | None) -> Money | None:
    return Money(amount) if amount is not None else None


def _page(item: JsonObject, number: str | None) -> str | None:
    """The page for people, in Dutch, English or whatever there is."""
    pages = item.child("links").child("html") if item.has("links") else JsonObject({})
    for language in ("NLD", "ENG", *pages.value):
        found = pages.address(language, "url")
        if found:
            return found
    return PAGE.format(number) if number else None
