"""TenderNed's JSON: the list, its items, and the detail of one publication, which spell and type the same fields differently.

The list knows no CPV, place or value and keeps the original closing date; the detail follows rectifications.
"""

import re
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.core.reference import nuts
from incubator.formats import buyer_numbers, closing, identities, kinds
from incubator.formats.closing import closing_fields
from incubator.formats.fields import NO_TITLE, JsonObject, Wrong, distinct, only
from incubator.formats.json_sources import TENDERNED, origins
from incubator.formats.tenderned_documents import code_and_label, documents_url, read_documents
from incubator.formats.tenderned_tables import (
    BUCKETS,
    ENDED_EARLY,
    LABELS,
    NATURE_LABELS,
    NATURES,
    OPEN_HOUSE,
    PAGE,
    PROCEDURE_LABELS,
    PROCEDURES,
    RECTIFICATION,
    SOCIAL_FORMS,
)
from incubator.formats.values import (
    Identity,
    LegalRegime,
    NoticeKind,
    ReadNotice,
    ReadOrganisation,
    Scheme,
)

# EF16: subtype 16 of eForms; SF02: standard form 2, which was used before them.
_FORM = re.compile(r"^(EF|SF)(E?\d{1,2})$", re.IGNORECASE | re.ASCII)
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
DETAIL_KEYS = frozenset({"cpvCodes", "publicatieCode", "aankondigingCode"})  # only the detail has them
RECTIFIED = N_("the source does not say what kind of notice this rectifies; it has a closing date")


def claims(value: dict[str, Any]) -> bool:
    """Whether this object is a publication of TenderNed."""
    return "publicatieId" in value and bool(_KEYS & value.keys())


def read(value: dict[str, Any], path: str = "") -> ReadNotice:
    """One publication. Raises `Wrong` when its identity or kind cannot be made out."""
    item = JsonObject(value, path)
    publication_id = identities.number(item.text("publicatieId"))
    if publication_id is None:
        raise Wrong(f"{item.at('publicatieId')} is no publication number: '{item.value.get('publicatieId')}'.")
    form, _label = code_and_label(item, "publicatieCode", "publicatiecode")
    family, number = read_form(form)
    kind = _kind(item, family, number)
    cpv, main = _cpv(item)
    deadline = _deadline(item, kind)
    notice = ReadNotice(
        format=_format(value),
        identities=_identities(item, publication_id),
        kind=kind,
        title=item.text("aanbestedingNaam") or _untitled(item, f"TenderNed {publication_id}"),
        description=item.prose("opdrachtBeschrijving"),
        language="nl",
        buyer_reference=buyer_numbers.read(item.text("referentieNummer")),
        cancels=kind is NoticeKind.CANCELLATION,
        buyer=_buyer(item),
        nature=_nature(item),
        procedure=_procedure(item),
        legal_regime=_regime(item, family, number),
        cpv=cpv,
        main_cpv=main,
        places=_places(item),
        published=item.day("publicatieDatum", "published"),
        **closing_fields(deadline),
        contract_start=item.day("aanvangOpdrachtDatum", "contract_start"),
        contract_end=item.day("voltooiingOpdrachtDatum", "contract_end"),
        documents=tuple(read_documents(item)),
        related_ids=_related(item),
        notice_type=form,
        subtype=subtype(family, number),
        url=_url(item) or PAGE.format(publication_id),
        documents_url=documents_url(item, publication_id),
        submission_url=None,
        keywords=distinct([*_by_procedure(item), *_keywords(item)]),
        doubts=tuple(dict.fromkeys(item.doubts)),
        sources=_origins(item),
    )
    return buyer_numbers.own(notice)


def _format(value: dict[str, Any]) -> str:
    if DETAIL_KEYS & value.keys():
        return "tenderned-detail"
    return "tenderned-list"


def subtype(family: str | None, number: str | None) -> str | None:
    """The eForms subtype: the standard forms before them (SF) have numbers of their own."""
    if family == "EF":
        return number
    return None


def _untitled(item: JsonObject, number: str) -> str:
    item.doubt("title", "—", NO_TITLE)
    return number


def read_form(code: str | None) -> tuple[str | None, str | None]:
    """The family and number of a form: EF16 is EF, 16; EFE3 is EF, E3; SF02 is SF, 2."""
    match = _FORM.match(code or "")
    if match is None:
        return None, None
    number = match[2].upper()
    if not number.startswith("E"):
        number = str(int(number))
    return match[1].upper(), number


def kind_of_form(family: str | None, number: str | None) -> NoticeKind | None:
    """What a form is for. Numbers of eForms and of the standard forms before them mean different things."""
    if family == "EF":
        return kinds.of_subtype(number)
    if family == "SF" and number is not None and number.isdigit():
        return kinds.BY_STANDARD_FORM.get(int(number))
    return None


def _kind(item: JsonObject, family: str | None, number: str | None) -> NoticeKind:
    """The form says more than the coarse type of publication. Raises `Wrong` when neither says anything."""
    code, label = code_and_label(item, "aankondigingCode", "typePublicatie")
    bucket = code or LABELS.get((label or "").lower(), "")
    if bucket == "VBE" or any(map(item.flag, ENDED_EARLY)):
        return NoticeKind.CANCELLATION
    kind = kind_of_form(family, number) or BUCKETS.get(bucket)
    return kind or _kind_of_rectification(item, bucket, label or code)


def _kind_of_rectification(item: JsonObject, bucket: str, written: str | None) -> NoticeKind:
    """TenderNed has one type for all rectifications; one with a closing date can only be of a call."""
    if bucket == RECTIFICATION and item.has("sluitingsDatum"):
        item.doubt("kind", written, RECTIFIED)
        return NoticeKind.COMPETITION
    raise Wrong(_unknown_kind(item, written))


def _unknown_kind(item: JsonObject, written: str | None) -> str:
    if written:
        return f"{item.at('typePublicatie')} names no kind of publication that we know: '{written}'."
    return f"{item.at('typePublicatie')} is missing: the kind of publication {item.text('publicatieId')} is unknown."


def _identities(item: JsonObject, publication_id: str) -> tuple[Identity, ...]:
    names = [Identity(Scheme.TENDERNED, publication_id)]
    ted = item.text("pbNummerTed")
    if number := identities.ted(ted):
        names.append(Identity(Scheme.TED, number))
    elif ted:
        item.doubt("pbNummerTed", ted, N_("this is no publication number of TED"))
    written = item.text("kenmerk")
    if kenmerk := identities.number(written):
        names.append(Identity(Scheme.KENMERK, kenmerk))
    elif written:
        item.doubt("kenmerk", written, identities.NO_KENMERK)
    return tuple(names)


def _related(item: JsonObject) -> tuple[Identity, ...]:
    named = [item.text("publicatieIDLaatsteRectificatie")]
    named += [other.text("publicatieId") for other in item.children("gerelateerdePublicaties")]
    own = identities.number(item.text("publicatieId"))
    numbers = distinct(map(identities.number, named))
    return tuple(Identity(Scheme.TENDERNED, number) for number in numbers if number != own)


def _buyer(item: JsonObject) -> ReadOrganisation | None:
    name = item.text("opdrachtgeverNaam") or item.text("aanbestedendeDienstNaam")
    if name:
        return ReadOrganisation(name, "buyer", country="NL")
    return None


def _nature(item: JsonObject) -> str | None:
    code, label = code_and_label(item, "typeOpdrachtCode", "typeOpdracht")
    return NATURES.get(code or "") or NATURE_LABELS.get((label or "").lower())


def _procedure(item: JsonObject) -> str | None:
    """The label says more than the code: several procedures share a code."""
    code, label = code_and_label(item, "procedureCode", "procedure")
    return PROCEDURE_LABELS.get((label or "").lower()) or PROCEDURES.get(code or "")


def _regime(item: JsonObject, family: str | None, number: str | None) -> LegalRegime:
    if number in SOCIAL_FORMS.get(family or "", ()):
        return LegalRegime.SAS
    code, _label = code_and_label(item, "nationaalOfEuropeesCode")
    european = item.flag("europees") if code is None else code == "EU"
    if european:
        return LegalRegime.EU
    if european is None:
        if family == "EF":
            return kinds.regime_of(None, number)
        return LegalRegime.UNKNOWN
    # E1 to E5 are the voluntary forms for contracts below the European thresholds.
    if number and number.startswith("E"):
        return LegalRegime.BELOW_THRESHOLD
    return LegalRegime.NATIONAL


def _cpv(item: JsonObject) -> tuple[tuple[str, ...], str | None]:
    """The codes, main first: which code that is, the source says; the first of several need not be it."""
    codes: dict[bool, list[str]] = {True: [], False: []}
    for listed in item.children("cpvCodes"):
        code = listed.cpv("code")
        if code:
            codes[bool(listed.flag("isHoofdOpdracht"))].append(code)
    every = distinct((*codes[True], *codes[False]))
    if codes[True]:
        return every, codes[True][0]
    return every, only(every)


def _places(item: JsonObject) -> tuple[str, ...]:
    """NUTS codes; `NL` alone says nothing of where and is left out."""
    codes = distinct(listed.text("code") for listed in item.children("nutsCodes"))
    return tuple(code.upper() for code in codes if not nuts.is_whole_country(code.upper()))


def _deadline(item: JsonObject, kind: NoticeKind) -> closing.Closing | None:
    """The closing date in Amsterdam's time. A consultation has a field of its own, beside which the other is often 2099."""
    keys = ["sluitingsDatum"]
    if kind is NoticeKind.CONSULTATION:
        keys.append("sluitingsDatumMarktconsultatie")
    for key in keys:
        read = item.closing(key)
        if read is None:
            continue
        if closing.is_placeholder(read.moment) and item.has(keys[-1]) and key != keys[-1]:
            item.doubt("deadline", item.value[key], closing.PLACEHOLDER)
            continue
        return read
    return None


def _origins(item: JsonObject) -> dict[str, str]:
    places = origins(item, TENDERNED)
    if _by_procedure(item) and "procedure" in places:
        places.setdefault("keywords", places["procedure"])
    return places


def _by_procedure(item: JsonObject) -> tuple[str, ...]:
    """Of the procedures that share "oth-single" only this name tells that everybody who qualifies is admitted."""
    _code, procedure = code_and_label(item, "procedureCode", "procedure")
    return (OPEN_HOUSE,) if (procedure or "").lower() == OPEN_HOUSE else ()


def _keywords(item: JsonObject) -> tuple[str, ...]:
    words = []
    for number in range(1, 11):
        if written := item.text(f"trefwoord{number}"):
            words.append(written.strip("\"'“”„ "))  # buyers put the quotation marks in that they search with
    return distinct(words)


def _url(item: JsonObject) -> str | None:
    link = item.value.get("link")
    if isinstance(link, dict):
        return item.child("link").address("href", "url")
    return None
