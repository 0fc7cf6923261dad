"""eForms (UBL 2.3, SDK 1.3 to 1.15): ContractNotice, PriorInformationNotice, ContractAwardNotice to one `ReadNotice`.

Field ids (BT-.., OPP-..) are those of the eForms regulation (EU) 2019/1780; where a value is read is told in `sources`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.formats import asking_first, buyer_numbers, cleaning, closing, identities, kinds, over_lots, ubl
from incubator.formats.amounts import ONE_EURO_EACH
from incubator.formats.closing import closing_fields
from incubator.formats.durations import contract_end
from incubator.formats.eforms_changes import corrects, is_cancelled, read_changes, related, withheld
from incubator.formats.eforms_lots import (
    closing_and_place,
    duration_months,
    most_lots,
    tenders_due,
    unread_days,
)
from incubator.formats.eforms_parts import (
    EformsParts,
    codes,
    nature,
    parts_of,
    places,
    value,
    written_texts,
)
from incubator.formats.eforms_results import EformsResults
from incubator.formats.eforms_sources import sources
from incubator.formats.fields import NO_TITLE
from incubator.formats.safe_xml import local_name, namespace
from incubator.formats.tender_terms import DeadlineFor
from incubator.formats.values import (
    PUBLICATION_SCHEMES,
    Doubt,
    Identity,
    LegalRegime,
    NoticeKind,
    Reading,
    ReadNotice,
    Rejection,
    Scheme,
    Text,
)

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:{}-2"
# The UBL document that a notice is written in. Its type (BT-02) and subtype (OPP-070) say more, where they are known.
BY_ROOT = {
    "ContractNotice": NoticeKind.COMPETITION,
    "PriorInformationNotice": NoticeKind.PLANNING,
    "ContractAwardNotice": NoticeKind.AWARD,
}
KINDS_OF_DEADLINE = tuple(DeadlineFor)  # in the order of `DEADLINES`
_LOT = "cac:ProcurementProjectLot"
_NOTE, _FEATURES = "cac:ProcurementProject/cbc:Note", "cac:TenderingProcess/cbc:Description"
HOW_TO_HAND_IN = (_FEATURES, _NOTE, f"{_LOT}/{_FEATURES}", f"{_LOT}/{_NOTE}")
UNKNOWN_TYPE = N_("this type of notice is not known; we inferred its kind from the kind of document")
NAMELESS = "The notice has no identifier of its own (BT-701, cbc:ID)."
_PUBLICATION = f"{ubl.EXTENSION}/efac:Publication"
_DOCUMENTS = (  # BT-15
    "cac:ProcurementProjectLot/cac:TenderingTerms/cac:CallForTendersDocumentReference/"
    "cac:Attachment/cac:ExternalReference/cbc:URI"
)
_SUBMISSION = "cac:ProcurementProjectLot/cac:TenderingTerms/cac:TenderRecipientParty/cbc:EndpointID"  # BT-18


def claims(root: Any) -> bool:
    """Whether this is an eForms notice."""
    name = local_name(root)
    return name in BY_ROOT and namespace(root) == _UBL.format(name)


def read(root: Any) -> Reading:
    """One notice. What claims to be one but has no identity is rejected with the reason."""
    names = tuple(_identities(root))
    if not any(name.scheme in PUBLICATION_SCHEMES for name in names):
        return Reading("eforms", rejected=(Rejection(_nameless(root)),))
    type_code = ubl.raw(root, "cbc:NoticeTypeCode")
    if type_code and type_code.startswith("brin"):
        return Reading("eforms", ignored="This is a notice of business registration, not of procurement.")
    return Reading("eforms", (_notice(parts_of(root), names, type_code),))


def _nameless(root: Any) -> str:
    written = ubl.raw(root, "cbc:ID")
    if written:
        return f"The notice's identifier (BT-701, cbc:ID) names nothing: '{written[:100]}'."
    return NAMELESS


def _identities(root: Any) -> Iterator[Identity]:
    # OPP-010 is added by TED: a file from the buyer or from TenderNed does not have it yet.
    number = identities.ted(ubl.raw(root, f"{_PUBLICATION}/efbc:NoticePublicationID"))
    if number:
        yield Identity(Scheme.TED, number)
    if notice_id := identities.notice(ubl.raw(root, "cbc:ID")):
        yield Identity(Scheme.EFORMS, notice_id, _version(ubl.raw(root, "cbc:VersionID")))
    # BT-04 joins the publications of one procurement.
    if procedure := identities.uuid(ubl.raw(root, "cbc:ContractFolderID")):
        yield Identity(Scheme.PROCEDURE, procedure)


def _version(written: str | None) -> str:
    """Two digits (BT-757): `1` is 01."""
    return (written or "1").zfill(2)[:10]


def _notice(parts: EformsParts, names: tuple[Identity, ...], type_code: str | None) -> ReadNotice:
    root, project, lots = parts.root, parts.project, parts.real_lots
    kind = _kind(root, type_code, parts.results)
    written = written_texts(parts)
    shown = _in_preferred_language(written, parts)
    title = _title(shown, parts)
    cpv, main = codes(project, lots)
    ends, derived = contract_end(lots, parts.results.signed)
    deadline = closing.of_lots(lots)
    place = _deadline_path(root, deadline)
    buyers = parts.parties.buyers(root)
    notice = ReadNotice(
        format="eforms",
        identities=names,
        kind=kind,
        title=title or "",
        description=shown.description or over_lots.first_description(lots),
        language=shown.language or None,
        other_languages=tuple(written[1:]),
        buyer_reference=buyer_numbers.read(ubl.raw(project, "cbc:ID")),
        corrects=corrects(root),
        cancels=kind is NoticeKind.CANCELLATION,
        goes_on=kind is NoticeKind.AWARD and parts.results.not_yet,
        buyer=next(iter(buyers), None),
        organisations=(*buyers[1:], *parts.parties.others(root, buyers, set(parts.results.winner_ids))),
        nature=nature(project),
        procedure=ubl.raw(root, "cac:TenderingProcess/cbc:ProcedureCode"),
        legal_regime=_regime(root, type_code),
        cpv=cpv,
        main_cpv=main,
        places=places(project, lots),
        published=_published(root),
        dispatched=cleaning.day_and_time(ubl.raw(root, "cbc:IssueDate"), ubl.raw(root, "cbc:IssueTime")),
        **closing_fields(deadline),
        deadline_for=_deadline_for(root, place),
        tenders_due=tenders_due(root),
        validity=over_lots.common_validity(lots),
        value=value(parts, kind),
        reserved=over_lots.first_reserved(lots),
        reserved_execution=over_lots.reserved_execution(lots),
        sme_suitable=over_lots.sme_suitable(lots),
        duration_months=over_lots.longest_duration(lots) or duration_months(project),
        contract_start=over_lots.earliest_start(lots) or ubl.day(project, "cac:PlannedPeriod/cbc:StartDate"),
        contract_end=ends or ubl.day(project, "cac:PlannedPeriod/cbc:EndDate"),
        contract_end_derived=derived,
        signed=parts.results.signed,
        lots=parts.lots,
        **most_lots(root, len(lots)),
        winners=parts.results.winners,
        criteria=over_lots.common_criteria(lots),
        changes=read_changes(root, parts.languages),
        withheld=withheld(root),
        related_ids=tuple(related(root)),
        notice_type=type_code,
        subtype=_subtype(root),
        url=_url(names),
        documents_url=_documents_url(root),
        submission_url=ubl.raw(root, _SUBMISSION),
        doubts=tuple(_doubts(parts, title, type_code)),
    )
    notice = buyer_numbers.own(notice)
    return replace(notice, sources=sources(notice, root, project, place))


def _in_preferred_language(written: list[Text], parts: EformsParts) -> Text:
    if written:
        return written[0]
    return Text(parts.original or "")


def _title(shown: Text, parts: EformsParts) -> str | None:
    """The title of the procedure, else of the first lot or group of lots that has one."""
    return shown.title or over_lots.first_title(parts.real_lots) or over_lots.first_title(parts.lots)


def _deadline_path(root: Any, deadline: closing.Closing | None) -> int | None:
    """Where the deadline of the notice was read: in the first lot that has it."""
    if deadline is None:
        return None
    for lot in ubl.every(root, "cac:ProcurementProjectLot"):
        end, place = closing_and_place(lot)
        if end == deadline:
            return place
    return None


def _deadline_for(root: Any, place: int | None) -> DeadlineFor:
    """What the day is for: as its field says, unless the text on the procedure (BT-88) or the notes (BT-300) say otherwise."""
    kind = KINDS_OF_DEADLINE[place or 0]
    if kind is not DeadlineFor.TENDER:
        return kind
    written = [text for path in HOW_TO_HAND_IN for text in ubl.every_raw(root, path)]
    procedure = ubl.raw(root, "cac:TenderingProcess/cbc:ProcedureCode")
    return DeadlineFor.REQUEST if asking_first.said_in(written, procedure) else kind


def _subtype(root: Any) -> str | None:
    return ubl.raw(root, f"{ubl.EXTENSION}/efac:NoticeSubType/cbc:SubTypeCode")


def _kind(root: Any, type_code: str | None, results: EformsResults) -> NoticeKind:
    """What the publication does. An award notice in which no lot has a winner ends the procurement."""
    subtype = kinds.of_subtype(_subtype(root))
    kind = kinds.BY_TYPE.get(type_code or "") or subtype or BY_ROOT[local_name(root)]
    # Subtypes 25 to 28 are ex-ante notices, whatever BT-02 calls them.
    if subtype is NoticeKind.EX_ANTE:
        kind = NoticeKind.EX_ANTE
    if kind is NoticeKind.AWARD:
        if results.nobody:
            return NoticeKind.CANCELLATION
        return kind
    if is_cancelled(root):
        return NoticeKind.CANCELLATION
    return kind


def _regime(root: Any, type_code: str | None) -> LegalRegime:
    subtype = (_subtype(root) or "").upper()
    if subtype.startswith("E"):
        return LegalRegime.BELOW_THRESHOLD
    if subtype in kinds.SOCIAL_SUBTYPES or type_code in kinds.SOCIAL_TYPES:
        return LegalRegime.SAS
    basis = ubl.raw(root, "cbc:RegulatoryDomain")
    if not basis:
        return LegalRegime.UNKNOWN
    # BT-01: the directives of 2014, defence (2009/81/EC), the financial regulation (2018/1046), transport (1370/2007).
    if basis.startswith(("32014", "32009", "32018", "32007")):
        return LegalRegime.EU
    return LegalRegime.NATIONAL


def _published(root: Any) -> date | None:
    """The date of publication; before it is known, the date on which the notice was sent."""
    return ubl.day(root, f"{_PUBLICATION}/efbc:PublicationDate") or ubl.day(root, "cbc:IssueDate")


def _url(names: tuple[Identity, ...]) -> str | None:
    number = next((name.id for name in names if name.scheme is Scheme.TED), None)
    if number:
        return f"https://ted.europa.eu/nl/notice/-/detail/{number}"
    return None


def _documents_url(root: Any) -> str | None:
    written = ubl.raw(root, _DOCUMENTS) or ""
    if written.startswith(("http://", "https://")):
        return written
    return None


def _doubts(parts: EformsParts, title: str | None, type_code: str | None) -> Iterator[Doubt]:
    """What is odd about the notice as a whole; numbers, dates and codes are looked at by the rules, with their tables."""
    root = parts.root
    if not title:
        yield Doubt("title", "—", NO_TITLE)
    if type_code not in kinds.BY_TYPE and kinds.of_subtype(_subtype(root)) is None:
        yield Doubt("kind", type_code or "—", UNKNOWN_TYPE)
    procedure = ubl.raw(root, "cbc:ContractFolderID")
    if procedure and identities.uuid(procedure) is None:
        yield Doubt("identities", procedure[:100], identities.NO_PROCEDURE)
    if parts.results.placeholder:
        yield Doubt("value", format(parts.results.placeholder.amount, "f"), ONE_EURO_EACH)
    yield from unread_days(root)
