"""TenderNed's JSON: the list, its items, and the detail of one publication, which spell and type the same fields differently.

The list knows no CPV, place or value and keeps the original closing date; the detail follows rectifications.
"""

import re
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.core.reference import nuts
from incubator.formats import identities, kinds, texts
from incubator.formats.fields import NO_TITLE, JsonObject, Wrong, cpv_code, distinct
from incubator.formats.json_sources import TENDERNED, origins
from incubator.formats.values import (
    Doubt,
    Identity,
    LegalRegime,
    NoticeKind,
    ReadDocument,
    ReadNotice,
    ReadOrganisation,
    Scheme,
)

PAGE = "https://www.tenderned.nl/aankondigingen/overzicht/{}"
API = "https://www.tenderned.nl/papi/tenderned-rs-tns/v2"
BUCKETS = {
    "VAK": NoticeKind.PLANNING,
    "AAO": NoticeKind.COMPETITION,
    "AGO": NoticeKind.AWARD,
    "MAC": NoticeKind.CONSULTATION,
    "VBE": NoticeKind.CANCELLATION,
    "AAW": NoticeKind.MODIFICATION,
}
RECTIFICATION = "REC"
LABELS = {
    "vooraankondiging": "VAK",
    "aankondiging opdracht": "AAO",
    "aankondiging van een opdracht": "AAO",
    "aankondiging gegunde opdracht": "AGO",
    "rectificatie": RECTIFICATION,
    "marktconsultatie": "MAC",
    "vroegtijdige beëindiging": "VBE",
    "aankondiging van een wijziging": "AAW",
}
NATURES = {"L": "supplies", "D": "services", "W": "works"}
NATURE_LABELS = {"leveringen": "supplies", "diensten": "services", "werken": "works"}
PROCEDURES = {"OPE": "open", "NOP": "restricted", "CCD": "comp-dial", "OZB": "neg-wo-call", "APM": "oth-mult"}
PROCEDURE_LABELS = {
    "openbaar": "open",
    "niet-openbaar": "restricted",
    "concurrentiegerichte dialoog": "comp-dial",
    "mededingingsprocedure met onderhandeling": "neg-w-call",
    "onderhandelingsprocedure zonder voorafgaande oproep tot mededinging": "neg-wo-call",
    "andere procedure in één fase": "oth-single",
    "andere procedure in meerdere fasen": "oth-mult",
    "open house": "oth-single",
    "innovatiepartnerschap": "innovation",
}
_FORM = re.compile(r"^(EF|SF)(E?\d{1,2})$", re.IGNORECASE)
_KEYS = frozenset(
    {
        "aanbestedingNaam",
        "opdrachtgeverNaam",
        "publicatieDatum",
        "typePublicatie",
        "publicatieCode",
        "cpvCodes",
        "kenmerk",
    }
)
RECTIFIED = N_("the source does not say what kind of notice this rectifies; it has a closing date")


def claims(value: dict[str, Any]) -> bool:
    """Whether this object is a publication of TenderNed."""
    return "publicatieId" in value and bool(_KEYS & value.keys())


def _code(item: JsonObject, *keys: str) -> tuple[str | None, str | None]:
    """Code and label of a field that is an object in one answer and a text in the other."""
    for key in keys:
        value = item.value.get(key)
        if isinstance(value, dict):
            inside = item.child(key)
            return inside.text("code"), inside.text("omschrijving")
        if isinstance(value, str) and value.strip():
            told = texts.line(value)
            return (told, None) if re.match(r"^[A-Z][A-Z0-9]{1,8}$", told) else (None, told)
    return None, None


def read(value: dict[str, Any], path: str = "") -> ReadNotice:
    """One publication. Raises `Wrong` when its identity or kind cannot be made out."""
    item = JsonObject(value, path)
    publication_id = identities.number(item.text("publicatieId"))
    if publication_id is None:
        raise Wrong(f"{item.at('publicatieId')} is no publication number: '{item.value.get('publicatieId')}'.")
    form, _label = _code(item, "publicatieCode", "publicatiecode")
    family, number = _form(form)
    kind = _kind(item, family, number)
    detail = "cpvCodes" in value or "publicatieCode" in value or "aankondigingCode" in value
    cpv, main = _cpv(item)
    return ReadNotice(
        format="tenderned-detail" if detail else "tenderned-list",
        identities=_identities(item, publication_id),
        kind=kind,
        title=item.text("aanbestedingNaam") or _untitled(item, f"TenderNed {publication_id}"),
        description=item.prose("opdrachtBeschrijving"),
        language="nl",
        cancels=kind is NoticeKind.CANCELLATION,
        buyer=_buyer(item),
        nature=_nature(item),
        procedure=_procedure(item),
        legal_regime=_regime(item, family, number),
        cpv=cpv,
        main_cpv=main,
        places=_places(item),
        published=item.day("publicatieDatum", "published"),
        deadline=_deadline(item, kind),
        contract_start=item.day("aanvangOpdrachtDatum", "contract_start"),
        contract_end=item.day("voltooiingOpdrachtDatum", "contract_end"),
        documents=_documents(item),
        related_ids=_related(item),
        notice_type=form,
        subtype=number if family == "EF" else None,
        url=_url(item) or PAGE.format(publication_id),
        documents_url=f"{API}/publicaties/{publication_id}/documenten/zip" if item.has("documenten") else None,
        submission_url=None,
        keywords=_keywords(item),
        doubts=tuple(dict.fromkeys(item.doubts)),
        sources=origins(item, TENDERNED),
    )


def read_bucket(code: str | None) -> NoticeKind | None:
    """The kind that a coarse type of publication stands for."""
    return BUCKETS.get(code or "")


def _untitled(item: JsonObject, number: str) -> str:
    item.doubt("title", "—", NO_TITLE)
    return number


def _form(code: str | None) -> tuple[str | None, str | None]:
    """EF16 -> EF, 16; EFE3 -> EF, E3; SF02 -> SF, 2."""
    match = _FORM.match(code or "")
    if match is None:
        return None, None
    number = match[2].upper()
    return match[1].upper(), number if number.startswith("E") else str(int(number))


def _kind(item: JsonObject, family: str | None, number: str | None) -> NoticeKind:
    code, label = _code(item, "aankondigingCode", "typePublicatie")
    bucket = code or LABELS.get((label or "").lower())
    if bucket == "VBE" or item.flag("isVroegtijdigBeeindigd") or item.flag("isVroegtijdigeBeeindiging"):
        return NoticeKind.CANCELLATION
    by_form = kinds.of_subtype(number) if family == "EF" else None
    if family == "SF" and number is not None:
        by_form = kinds.BY_STANDARD_FORM.get(int(number))
    if by_form is not None:
        return by_form
    if bucket in BUCKETS:
        return BUCKETS[bucket]
    if bucket == RECTIFICATION and item.has("sluitingsDatum"):
        item.doubt("kind", label or bucket, RECTIFIED)
        return NoticeKind.COMPETITION
    told = label or code
    raise Wrong(
        f"{item.at('typePublicatie')} names no kind of publication that we know: '{told}'."
        if told
        else f"{item.at('typePublicatie')} is missing: the kind of publication {item.text('publicatieId')} is unknown."
    )


def _identities(item: JsonObject, publication_id: str) -> tuple[Identity, ...]:
    found = [Identity(Scheme.TENDERNED, publication_id)]
    ted = item.text("pbNummerTed")
    if ted:
        number = identities.ted(ted)
        if number:
            found.append(Identity(Scheme.TED, number))
        else:
            item.doubt("pbNummerTed", ted, N_("this is no publication number of TED"))
    told = item.text("kenmerk")
    kenmerk = identities.number(told)
    if kenmerk:
        found.append(Identity(Scheme.KENMERK, kenmerk))
    elif told:
        item.doubt("kenmerk", told, identities.NO_KENMERK)
    return tuple(found)


def _related(item: JsonObject) -> tuple[Identity, ...]:
    named = [item.text("publicatieIDLaatsteRectificatie")]
    named += [one.text("publicatieId") for one in item.children("gerelateerdePublicaties")]
    own = identities.number(item.text("publicatieId"))
    numbers = distinct(identities.number(one) for one in named)
    return tuple(Identity(Scheme.TENDERNED, one) for one in numbers if one != own)


def _buyer(item: JsonObject) -> ReadOrganisation | None:
    name = item.text("opdrachtgeverNaam") or item.text("aanbestedendeDienstNaam")
    return ReadOrganisation(name, "buyer", country="NL") if name else None


def _nature(item: JsonObject) -> str | None:
    code, label = _code(item, "typeOpdrachtCode", "typeOpdracht")
    return NATURES.get(code or "") or NATURE_LABELS.get((label or "").lower())


def _procedure(item: JsonObject) -> str | None:
    """The label says more than the code: several procedures share a code."""
    code, label = _code(item, "procedureCode", "procedure")
    return PROCEDURE_LABELS.get((label or "").lower()) or PROCEDURES.get(code or "")


def _regime(item: JsonObject, family: str | None, number: str | None) -> LegalRegime:
    if family == "EF" and number in kinds.SOCIAL_SUBTYPES:
        return LegalRegime.SAS
    if family == "SF" and number is not None and int(number) in kinds.SOCIAL_STANDARD_FORMS:
        return LegalRegime.SAS
    code, _label = _code(item, "nationaalOfEuropeesCode")
    european = item.flag("europees") if code is None else code == "EU"
    if european is None:
        return kinds.regime_of(None, number) if family == "EF" else LegalRegime.UNKNOWN
    if european:
        return LegalRegime.EU
    return LegalRegime.BELOW_THRESHOLD if number and number.startswith("E") else LegalRegime.NATIONAL


def _cpv(item: JsonObject) -> tuple[tuple[str, ...], str | None]:
    """The codes, main first: which one that is, the source says; the first of several need not be it."""
    codes: list[str] = []
    main: list[str] = []
    for one in item.children("cpvCodes"):
        told = one.text("code")
        code = cpv_code(one, told) if told else None
        if code:
            (main if one.flag("isHoofdOpdracht") else codes).append(code)
    only = distinct((*main, *codes))
    return only, main[0] if main else only[0] if len(only) == 1 else None


def _places(item: JsonObject) -> tuple[str, ...]:
    """NUTS codes; `NL` alone says nothing of where and is left out."""
    codes = distinct(one.text("code") for one in item.children("nutsCodes"))
    return tuple(one.upper() for one in codes if not nuts.is_whole_country(one.upper()))


def _deadline(item: JsonObject, kind: NoticeKind) -> Any:
    """The closing date in Amsterdam's time; a consultation has its own field."""
    told = item.moment("sluitingsDatum", "deadline", texts.AMSTERDAM)
    if told is None and kind is NoticeKind.CONSULTATION:
        return item.moment("sluitingsDatumMarktconsultatie", "deadline", texts.AMSTERDAM)
    return told


def _keywords(item: JsonObject) -> tuple[str, ...]:
    told = [item.text(f"trefwoord{number}") for number in range(1, 11)]
    return distinct(one.strip("\"'“”„ ") for one in told if one)


def _url(item: JsonObject) -> str | None:
    link = item.value.get("link")
    return item.child("link").address("href", "url") if isinstance(link, dict) else None


def _documents(item: JsonObject) -> tuple[ReadDocument, ...]:
    """The official PDF and the documents, where they came along."""
    found = []
    pdf = item.child("links").child("pdf").address("href", "links.pdf.href") if item.has("links") else None
    if pdf:
        found.append(ReadDocument("PDF", pdf, "ANK"))
    return (*found, *read_documents(item))


def read_documents(item: JsonObject) -> tuple[ReadDocument, ...]:
    """The answer of `/documenten`: names, kinds, sizes and where to fetch them."""
    found = []
    for one in item.children("documenten"):
        url = one.child("links").child("download").address("href")
        name = one.text("documentNaam")
        if url is None or name is None:
            continue
        category, _label = _code(one, "publicatieCategorie")
        found.append(ReadDocument(name, url, category, one.day("datumPublicatie"), one.whole("grootte")))
    return tuple(found)


def documents(value: dict[str, Any]) -> tuple[tuple[ReadDocument, ...], tuple[Doubt, ...]]:
    """A list of documents on its own, with what is doubtful in it."""
    item = JsonObject(value)
    return read_documents(item), tuple(item.doubts)
