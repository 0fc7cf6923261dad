"""The notices of TED's Search API (version 3): one object a notice, with the fields that were asked for."""

import re
from collections.abc import Iterator
from typing import Any

from incubator.core.reference import eforms_codes, nuts
from incubator.formats import amounts, buyer_numbers, closing, eforms_changes, identities, kinds, ted_search_lots, texts
from incubator.formats.closing import closing_fields
from incubator.formats.eforms_results import CHOSEN, NOBODY, NOT_YET
from incubator.formats.fields import NO_AMOUNT, NO_TITLE, JsonObject, Wrong, cpv_code, distinct
from incubator.formats.json_sources import TED_SEARCH, origins
from incubator.formats.ted_languages import named, written_texts
from incubator.formats.ted_search_lots import CURRENCIES, DEADLINES, read_apart, read_closing
from incubator.formats.ted_terms import contract_terms
from incubator.formats.values import (
    Identity,
    LegalRegime,
    Money,
    NoticeKind,
    ReadNotice,
    ReadOrganisation,
    Scheme,
    Text,
    Winner,
)

PAGE = "https://ted.europa.eu/nl/notice/-/detail/{}"
NATURES = frozenset({"services", "supplies", "works"})
SPENT = frozenset({NoticeKind.AWARD, NoticeKind.EX_ANTE, NoticeKind.MODIFICATION})
_PLACE = re.compile(r"^[A-Z]{2}[0-9A-Z]{0,3}$")
# CELEX numbers of directives and regulations of 2014, 2009, 2007 and 2018.
_EU_LAW = re.compile(r"^3(?:2014|2009|2007|2018)")
_COUNTRIES = {"GR": "EL", "GB": "UK"}  # as NUTS spells them
# ISO 639-2 for a language that is not known.
_NO_LANGUAGE = "und"


def claims(value: dict[str, Any]) -> bool:
    return "publication-number" in value or ("notice-identifier" in value and "notice-type" in value)


def read(value: dict[str, Any], path: str = "") -> ReadNotice:
    """One notice. Raises `Wrong` when its identity or kind cannot be made out."""
    item = JsonObject(value, path)
    number = _number(item)
    notice_type, subtype = _first(item, "notice-type"), _first(item, "notice-subtype")
    kind = _kind(item, notice_type, subtype)
    original, written = written_texts(item)
    shown = next(iter(written), Text(original or _NO_LANGUAGE))
    if not shown.title:
        item.doubt("title", "—", NO_TITLE)
    codes = distinct(cpv_code(item, code) for code in item.texts("classification-cpv"))
    buyers = _buyers(item, original)
    deadline = closing.earliest(_deadlines(item))
    notice = ReadNotice(
        format="ted-search",
        identities=_identities(item, number),
        kind=kind,
        title=shown.title or f"TED {number or item.text('notice-identifier')}",
        description=shown.description,
        language=_language(shown),
        other_languages=tuple(written[1:]),
        buyer_reference=buyer_numbers.read(_first(item, "internal-identifier-proc")),
        corrects=_corrects(item),
        cancels=kind is NoticeKind.CANCELLATION,
        goes_on=kind is NoticeKind.AWARD and _not_yet(item),
        buyer=next(iter(buyers), None),
        organisations=tuple(buyers[1:]),
        nature=_nature(item),
        procedure=_first(item, "procedure-type"),
        legal_regime=_regime(item, notice_type, subtype),
        cpv=codes,
        main_cpv=next(iter(codes), None),
        places=_places(item),
        published=item.day("publication-date", "published"),
        **closing_fields(deadline),
        value=_value(item, kind),
        **contract_terms(item).fields,
        lots=tuple(ted_search_lots.lots(item)),
        winners=tuple(map(Winner, named(item, "winner-name", original))),
        notice_type=notice_type,
        subtype=subtype,
        url=_page(item, number),
        documents_url=_first_address(item, "document-url-lot"),
        submission_url=_first_address(item, "submission-url-lot"),
        doubts=tuple(dict.fromkeys(item.doubts)),
        sources=origins(item, TED_SEARCH),
    )
    return buyer_numbers.own(notice)


def _language(shown: Text) -> str | None:
    if shown.language == _NO_LANGUAGE:
        return None
    return shown.language


def _nature(item: JsonObject) -> str | None:
    for nature in item.texts("contract-nature"):
        if nature in NATURES:
            return nature
    return None


def _first(item: JsonObject, key: str) -> str | None:
    return next(iter(item.texts(key)), None)


def _first_address(item: JsonObject, key: str) -> str | None:
    return next(filter(None, map(texts.web_address, item.texts(key))), None)


def _number(item: JsonObject) -> str | None:
    written = item.text("publication-number")
    if number := identities.ted(written):
        return number
    if not identities.uuid(_first(item, "notice-identifier")):
        raise Wrong(f"{item.at('publication-number')} is no publication number of TED: '{written}'.")
    return None


def _identities(item: JsonObject, number: str | None) -> tuple[Identity, ...]:
    names = []
    if number:
        names.append(Identity(Scheme.TED, number))
    if notice := identities.uuid(_first(item, "notice-identifier")):
        names.append(Identity(Scheme.EFORMS, notice, _first(item, "notice-version")))
    written = _first(item, "procedure-identifier")
    if procedure := identities.uuid(written):
        names.append(Identity(Scheme.PROCEDURE, procedure))
    elif written:
        item.doubt("procedure-identifier", written, identities.NO_PROCEDURE)
    return tuple(names)


def _corrects(item: JsonObject) -> Identity | None:
    return eforms_changes.reference(_first(item, "change-notice-version-identifier") or "")


def _kind(item: JsonObject, notice_type: str | None, subtype: str | None) -> NoticeKind:
    """What the form does. An award notice in which no lot has a winner ends the procurement."""
    kind = kinds.BY_TYPE.get(notice_type or "") or kinds.of_subtype(subtype)
    if kind is None:
        raise Wrong(f"{item.at('notice-type')} names no kind of notice that we know: '{notice_type or subtype}'.")
    if kind is NoticeKind.AWARD and _outcomes(item) == {NOBODY}:
        return NoticeKind.CANCELLATION
    return kind


def _outcomes(item: JsonObject) -> set[str]:
    """What is said of the lots of a result (BT-142): chosen, nobody, not yet."""
    return {*item.texts("winner-selection-status")}


def _not_yet(item: JsonObject) -> bool:
    outcomes = _outcomes(item)
    return NOT_YET in outcomes and CHOSEN not in outcomes


def _regime(item: JsonObject, notice_type: str | None, subtype: str | None) -> LegalRegime:
    regime = kinds.regime_of(notice_type, subtype)
    if regime is not LegalRegime.UNKNOWN:
        return regime
    if _EU_LAW.match(_first(item, "legal-basis") or ""):
        return LegalRegime.EU
    return LegalRegime.UNKNOWN


def _buyers(item: JsonObject, original: str | None) -> list[ReadOrganisation]:
    """The buyers. Numbers and towns are lists of their own: they belong to a buyer only when there is one buyer."""
    names = named(item, "buyer-name", original) or named(item, "organisation-name-buyer", original)
    country = eforms_codes.country2(_first(item, "buyer-country") or "")
    if len(names) != 1:
        return [ReadOrganisation(name, "buyer", country=country) for name in names]
    city = next(iter(named(item, "buyer-city", original)), None)
    return [
        ReadOrganisation(names[0], "buyer", ids=distinct(item.texts("buyer-identifier")), city=city, country=country)
    ]


def _places(item: JsonObject) -> tuple[str, ...]:
    """NUTS codes of the work, else the countries; the Netherlands alone says nothing of where, and is left out.

    A country comes beside the codes that lie in it: it counts only where it stands alone.
    """
    written = tuple(map(str.upper, item.texts("place-of-performance")))
    regions = tuple(filter(_is_region, written))
    return distinct((*regions, *_countries(written, regions)))


def _is_region(code: str) -> bool:
    """Whether this is a NUTS code of a part of a country."""
    return bool(_PLACE.match(code)) and len(code) > 2 and nuts.known(code) and not nuts.is_whole_country(code)


def _countries(written: tuple[str, ...], regions: tuple[str, ...]) -> Iterator[str]:
    """The countries (NLD, BEL) in which no region is named."""
    for code in written:
        country = eforms_codes.country2(code)
        nuts_country = _COUNTRIES.get(country or "", country)
        if not nuts_country or country == nuts.COUNTRY:
            continue
        if not any(region.startswith(nuts_country) for region in regions):
            yield nuts_country


def _deadlines(item: JsonObject) -> list[closing.Closing]:
    """The closing dates of the lots. `deadline` holds day and hour; the fields by lot hold them apart."""
    return list(_together(item)) or list(_apart(item))


def _together(item: JsonObject) -> Iterator[closing.Closing]:
    for key in DEADLINES[:2]:
        for text in item.texts(key):
            if read := read_closing(item, text):
                yield read


def _apart(item: JsonObject) -> Iterator[closing.Closing]:
    for key in DEADLINES[2:]:
        yield from filter(None, read_apart(item, key))


def _amounts(item: JsonObject, key: str, kind: str) -> Iterator[Money]:
    currency = amounts.currency(_first(item, CURRENCIES[key]) or "")
    for text in item.texts(key):
        number = texts.amount(text)
        if number is None:
            item.doubt("value", text, NO_AMOUNT)
        else:
            yield Money(number, currency, kind)


def _value(item: JsonObject, kind: NoticeKind) -> Money | None:
    """What it cost when this is about an award, else the estimate of the whole, else the sum over the lots."""
    spent = amounts.total(_amounts(item, "tender-value", "awarded")) if kind in SPENT else None
    whole = next(_amounts(item, "estimated-value-proc", "estimated"), None)
    return spent or whole or amounts.total(_amounts(item, "estimated-value-lot", "estimated"))


def _page(item: JsonObject, number: str | None) -> str | None:
    """The page for people, in Dutch, English or whatever there is."""
    if item.has("links"):
        pages = item.child("links").child("html")
        for language in ("NLD", "ENG", *pages.value):
            if page := pages.address(language, "url"):
                return page
    if number:
        return PAGE.format(number)
    return None
