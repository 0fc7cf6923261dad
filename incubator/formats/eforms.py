"""eForms (UBL 2.3, SDK 1.3 to 1.15): ContractNotice, PriorInformationNotice, ContractAwardNotice to one `ReadNotice`.

Field ids (BT-.., OPP-..) are those of the eForms regulation (EU) 2019/1780; where a value is read is told in `sources`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.formats import cleaning, identities, kinds, ubl
from incubator.formats.durations import contract_end
from incubator.formats.eforms_changes import corrects, read_changes, related, withheld
from incubator.formats.eforms_lots import (
    deadline_path,
    duration_months,
    lot_deadline,
    project_cpv,
    project_places,
    project_value,
    read_lots,
)
from incubator.formats.eforms_parties import Parties
from incubator.formats.eforms_results import Results, read_results
from incubator.formats.eforms_sources import sources
from incubator.formats.fields import NO_TITLE
from incubator.formats.safe_xml import local_name, namespace
from incubator.formats.values import (
    PUBLICATION_SCHEMES,
    Criterion,
    Doubt,
    Identity,
    LegalRegime,
    Money,
    NoticeKind,
    Reading,
    ReadLot,
    ReadNotice,
    Rejection,
    Scheme,
    Text,
)

ROOTS = {
    "ContractNotice": "urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2",
    "PriorInformationNotice": "urn:oasis:names:specification:ubl:schema:xsd:PriorInformationNotice-2",
    "ContractAwardNotice": "urn:oasis:names:specification:ubl:schema:xsd:ContractAwardNotice-2",
}
BY_ROOT = {
    "ContractNotice": NoticeKind.COMPETITION,
    "PriorInformationNotice": NoticeKind.PLANNING,
    "ContractAwardNotice": NoticeKind.AWARD,
}
NATURES = frozenset({"services", "supplies", "works"})
UNKNOWN_TYPE = N_("this type of notice is not known; its kind is told from the kind of document")
NAMELESS = "The notice has no identifier of its own (BT-701, cbc:ID)."


def claims(root: Any) -> bool:
    """Whether this is an eForms notice."""
    return ROOTS.get(local_name(root)) == namespace(root)


def read(root: Any) -> Reading:
    """One notice. What claims to be one but has no identity is rejected with the reason."""
    names = tuple(_identities(root))
    if not any(one.scheme in PUBLICATION_SCHEMES for one in names):
        said = ubl.raw(root, "cbc:ID")
        why = f"The notice's identifier (BT-701, cbc:ID) names nothing: '{said[:100]}'." if said else NAMELESS
        return Reading("eforms", rejected=(Rejection(why),))
    type_code = ubl.raw(root, "cbc:NoticeTypeCode")
    if type_code and type_code.startswith("brin"):
        return Reading("eforms", ignored="This is a notice of business registration, not of procurement.")
    return Reading("eforms", (_notice(root, names, type_code),))


def _identities(root: Any) -> Iterator[Identity]:
    number = identities.ted(ubl.raw(root, f"{ubl.EXTENSION}/efac:Publication/efbc:NoticePublicationID"))
    if number:
        yield Identity(Scheme.TED, number)
    if notice_id := identities.notice(ubl.raw(root, "cbc:ID")):
        yield Identity(Scheme.EFORMS, notice_id, _version(ubl.raw(root, "cbc:VersionID")))
    if procedure := identities.uuid(ubl.raw(root, "cbc:ContractFolderID")):
        yield Identity(Scheme.PROCEDURE, procedure)


def _version(said: str | None) -> str:
    """Two digits (BT-757): `1` is 01."""
    return said.zfill(2)[:10] if said else "01"


def _notice(root: Any, names: tuple[Identity, ...], type_code: str | None) -> ReadNotice:
    original = cleaning.language(ubl.raw(root, "cbc:NoticeLanguageCode"))
    wanted = tuple(dict.fromkeys(one for one in ("nl", original, "en") if one))
    project = ubl.one(root, "cac:ProcurementProject")
    parties = Parties(root, wanted)
    buyers = parties.buyers(root)
    results = read_results(root, parties)
    lots = tuple(read_lots(root, wanted))
    real_lots = [lot for lot in lots if lot.kind == "lot"]
    texts = _texts(project, original, wanted)
    chosen = texts[0] if texts else None
    codes, main = _codes(project, real_lots)
    kind = _kind(root, type_code, results)
    published = _published(root)
    deadline = min((lot.deadline for lot in real_lots if lot.deadline), default=None)
    value = _value(project, real_lots, results, kind)
    ends, derived = contract_end(real_lots, results.signed)
    title = (chosen.title if chosen else None) or next((lot.title for lot in real_lots if lot.title), None)
    title = title or next((lot.title for lot in lots if lot.title), None)
    notice = ReadNotice(
        format="eforms",
        identities=names,
        kind=kind,
        title=title or "",
        description=(chosen.description if chosen else None)
        or next((lot.description for lot in real_lots if lot.description), None),
        language=chosen.language if chosen else original,
        other_languages=tuple(texts[1:]),
        corrects=corrects(root),
        cancels=kind is NoticeKind.CANCELLATION,
        buyer=buyers[0] if buyers else None,
        organisations=(*buyers[1:], *parties.others(root, buyers, set(results.winner_ids))),
        nature=_nature(project, real_lots),
        procedure=ubl.raw(root, "cac:TenderingProcess/cbc:ProcedureCode"),
        legal_regime=_regime(root, type_code),
        cpv=codes,
        main_cpv=main,
        places=_places(project, real_lots),
        published=published,
        dispatched=cleaning.day_and_time(ubl.raw(root, "cbc:IssueDate"), ubl.raw(root, "cbc:IssueTime")),
        deadline=deadline,
        value=value,
        reserved=next((lot.reserved for lot in real_lots if lot.reserved), None),
        reserved_execution=_agreed([lot.reserved_execution for lot in real_lots]),
        sme_suitable=_any_yes([lot.sme_suitable for lot in real_lots]),
        duration_months=max((lot.duration_months for lot in real_lots if lot.duration_months), default=None)
        or duration_months(project),
        contract_start=min((lot.start for lot in real_lots if lot.start), default=None)
        or ubl.day(project, "cac:PlannedPeriod/cbc:StartDate"),
        contract_end=ends or ubl.day(project, "cac:PlannedPeriod/cbc:EndDate"),
        contract_end_derived=derived,
        lots=lots,
        winners=results.winners,
        criteria=real_lots[0].criteria if len(real_lots) == 1 else _common_criteria(real_lots),
        changes=tuple(read_changes(root, wanted)),
        withheld=withheld(root),
        related_ids=tuple(related(root)),
        notice_type=type_code,
        subtype=_subtype(root),
        url=_url(names),
        documents_url=_documents_url(root),
        submission_url=ubl.raw(
            root, "cac:ProcurementProjectLot/cac:TenderingTerms/cac:TenderRecipientParty/cbc:EndpointID"
        ),
        doubts=tuple(_doubts(root, title, type_code)),
    )
    earliest = next(
        (lot for lot in ubl.every(root, "cac:ProcurementProjectLot") if lot_deadline(lot) == deadline), None
    )
    return replace(notice, sources=sources(notice, root, project, deadline_path(earliest) if deadline else None))


def _subtype(root: Any) -> str | None:
    return ubl.raw(root, f"{ubl.EXTENSION}/efac:NoticeSubType/cbc:SubTypeCode")


def _kind(root: Any, type_code: str | None, results: Results) -> NoticeKind:
    """What the publication does. An award notice in which no lot has a winner ends the procurement."""
    subtype = kinds.of_subtype(_subtype(root))
    kind = kinds.BY_TYPE.get(type_code or "") or subtype or BY_ROOT[local_name(root)]
    if subtype is NoticeKind.EX_ANTE:
        kind = NoticeKind.EX_ANTE
    reasons = {found.text.strip() for found in ubl.every(root, _CHANGE_REASON) if found.text}
    if "cancel" in reasons and kind is not NoticeKind.AWARD:
        return NoticeKind.CANCELLATION
    return NoticeKind.CANCELLATION if kind is NoticeKind.AWARD and results.nobody else kind


_CHANGE_REASON = f"{ubl.EXTENSION}/efac:Changes/efac:ChangeReason/cbc:ReasonCode"


def _regime(root: Any, type_code: str | None) -> LegalRegime:
    subtype = (_subtype(root) or "").upper()
    if subtype.startswith("E"):
        return LegalRegime.BELOW_THRESHOLD
    if subtype in kinds.SOCIAL_SUBTYPES or type_code in kinds.SOCIAL_TYPES:
        return LegalRegime.SAS
    basis = ubl.raw(root, "cbc:RegulatoryDomain") or ""
    if basis[:5] in {"32014", "32009", "32018", "32007"}:
        return LegalRegime.EU
    return LegalRegime.NATIONAL if basis else LegalRegime.UNKNOWN


def _published(root: Any) -> date | None:
    """The date of publication; before it is known, the date on which the notice was sent."""
    return ubl.day(root, f"{ubl.EXTENSION}/efac:Publication/efbc:PublicationDate") or ubl.day(root, "cbc:IssueDate")


def _texts(project: Any, original: str | None, wanted: tuple[str, ...]) -> list[Text]:
    """Title and description in each language, the wanted one first."""
    titles = ubl.languages(project, "cbc:Name")
    descriptions = ubl.languages(project, "cbc:Description")
    if not titles and not descriptions:
        said = cleaning.line(ubl.text(project, "cbc:Name", wanted))
        found = ubl.text(project, "cbc:Description", wanted)
        return [Text(original or wanted[0], said, found)] if said or found else []
    order = sorted({*titles, *descriptions}, key=lambda one: (wanted.index(one) if one in wanted else 99, one))
    return [Text(one, cleaning.line(titles.get(one)), descriptions.get(one)) for one in order]


def _codes(project: Any, lots: list[ReadLot]) -> tuple[tuple[str, ...], str | None]:
    """The codes of the procedure, and those of the lots behind them."""
    main, codes = project_cpv(project)
    below = [code for lot in lots for code in lot.cpv]
    main = main or next((lot.main_cpv for lot in lots if lot.main_cpv), None)
    return tuple(dict.fromkeys(one for one in (main, *codes, *below) if one)), main


def _nature(project: Any, lots: list[ReadLot]) -> str | None:
    codes = ubl.coded(project, "cbc:ProcurementTypeCode", "contract-nature")
    found = codes[0] if codes else ubl.raw(project, "cbc:ProcurementTypeCode")
    return found if found in NATURES else None


def _places(project: Any, lots: list[ReadLot]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*project_places(project), *(place for lot in lots for place in lot.places))))


def _value(project: Any, lots: list[ReadLot], results: Results, kind: NoticeKind) -> Money | None:
    """What it cost when that is told, else what it was estimated at, else the sum over all lots."""
    if kind in {NoticeKind.AWARD, NoticeKind.MODIFICATION, NoticeKind.EX_ANTE}:
        if results.total and results.total.amount > 1:
            return results.total
        won = [winner.value for winner in results.winners if winner.value]
        if won and len({one.currency for one in won}) == 1 and sum(one.amount for one in won) > 1:
            return Money(sum((one.amount for one in won), Decimal(0)), won[0].currency, "awarded")
    estimated = project_value(project)
    if estimated is None and lots and all(lot.value for lot in lots):
        values = [lot.value for lot in lots if lot.value]
        if len({one.currency for one in values}) == 1:
            estimated = Money(sum((one.amount for one in values), Decimal(0)), values[0].currency)
    return estimated or results.total


def _agreed(answers: list[bool | None]) -> bool | None:
    known = {one for one in answers if one is not None}
    return known.pop() if len(known) == 1 else (True if known else None)


def _any_yes(answers: list[bool | None]) -> bool | None:
    known = [one for one in answers if one is not None]
    return any(known) if known else None


def _common_criteria(lots: list[ReadLot]) -> tuple[Criterion, ...]:
    """The criteria of the whole when all lots have the same."""
    distinct = {lot.criteria for lot in lots}
    return distinct.pop() if len(distinct) == 1 else ()


def _url(names: tuple[Identity, ...]) -> str | None:
    number = next((one.id for one in names if one.scheme is Scheme.TED), None)
    return f"https://ted.europa.eu/nl/notice/-/detail/{number}" if number else None


def _documents_url(root: Any) -> str | None:
    path = (
        "cac:ProcurementProjectLot/cac:TenderingTerms/cac:CallForTendersDocumentReference/"
        "cac:Attachment/cac:ExternalReference/cbc:URI"
    )
    said = ubl.raw(root, path)
    return said if said and said.startswith(("http://", "https://")) else None


def _doubts(root: Any, title: str | None, type_code: str | None) -> Iterator[Doubt]:
    """What is odd about the notice as a whole; numbers, dates and codes are looked at by the rules, with their tables."""
    if not title:
        yield Doubt("title", "—", NO_TITLE)
    if type_code not in kinds.BY_TYPE and kinds.of_subtype(_subtype(root)) is None:
        yield Doubt("kind", type_code or "—", UNKNOWN_TYPE)
    procedure = ubl.raw(root, "cbc:ContractFolderID")
    if procedure and identities.uuid(procedure) is None:
        yield Doubt("identities", procedure[:100], identities.NO_PROCEDURE)
