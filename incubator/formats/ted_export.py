"""TED_EXPORT R2.0.7 to R2.0.9 (forms F01 to F25, defence, transport) and TED_ESENDERS: the notices of before eForms.

What the Official Journal added (coded data: publication number, dates, CPV, NUTS) is read first, then the form in its original
language. A reference 2018/S 076-168398 is the publication 168398-2018.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from incubator.formats import cleaning, identities, ted_walk
from incubator.formats.durations import contract_end
from incubator.formats.fields import NO_TITLE
from incubator.formats.merging import known
from incubator.formats.safe_xml import local_name
from incubator.formats.ted_forms import FORM_2014, TedForm
from incubator.formats.ted_old_forms import FORM_OLD
from incubator.formats.values import (
    Doubt,
    Identity,
    LegalRegime,
    NoticeKind,
    Reading,
    ReadLot,
    ReadNotice,
    ReadOrganisation,
    Rejection,
    Scheme,
    Text,
)

ROOTS = {"TED_EXPORT": "ted-export", "TED_ESENDERS": "ted-esenders"}
_BY_DOCUMENT_TYPE = {  # the codes of TD_DOCUMENT_TYPE
    NoticeKind.PLANNING: "0689ABM",
    NoticeKind.COMPETITION: "12345CDEFHIJOPQY",
    NoticeKind.AWARD: "7R",
    NoticeKind.EX_ANTE: "V",
    NoticeKind.MODIFICATION: "K",
}
DOCUMENT_TYPES = {code: kind for kind, codes in _BY_DOCUMENT_TYPE.items() for code in codes}
NATURES = {"1": "works", "2": "supplies", "4": "services"}
BY_NAME = {"WORKS": "works", "SUPPLIES": "supplies", "SERVICES": "services"}
PROCEDURES = {
    "1": "open", "2": "restricted", "3": "oth-mult", "4": "neg-w-call", "6": "neg-w-call", "C": "comp-dial", "G": "innovation",
    "T": "neg-wo-call", "V": "neg-wo-call", "B": "neg-w-call", "F": "neg-wo-call", "A": "neg-wo-call", "E": "oth-single",
}  # fmt: skip
BUYER_TYPES = {
    "1": "central", "2": "defence", "3": "local", "4": "utility", "5": "eu", "6": "body-public", "8": "other", "N": "central", "R": "local",
}  # fmt: skip
SOCIAL_FORMS = frozenset({"F21", "F22", "F23"})


def claims(root: Any) -> bool:
    return local_name(root) in ROOTS


def read(root: Any) -> Reading:
    """The notice in a TED_EXPORT or TED_ESENDERS document; a document may hold several exports."""
    name = ROOTS[local_name(root)]
    coded = ted_walk.one(root, "CODED_DATA_SECTION")
    form = _form(root)
    identity = _identity(root, coded)
    if identity is None:
        return Reading(
            name, rejected=(Rejection("The notice has no publication number (NO_DOC_OJS, DOC_ID or NO_DOC_EXT)."),)
        )
    if form is None:
        return Reading(name, rejected=(Rejection("The notice has no form (FORM_SECTION)."),))
    return Reading(name, (_Notice(name, identity, coded, form).read(),))


def _identity(root: Any, coded: Any) -> Identity | None:
    said = ted_walk.line(coded, "NOTICE_DATA/NO_DOC_OJS") or root.get("DOC_ID")
    if found := ted_walk.publication(said):
        return found
    number = ted_walk.line(root, "SENDER/IDENTIFICATION/NO_DOC_EXT")
    sender = ted_walk.line(root, "SENDER/IDENTIFICATION/ESENDER_LOGIN")
    if number is None or identities.placeholder(number):
        return None
    sender = sender or ted_walk.line(root, "SENDER/CONTACT/ORGANISATION") or ted_walk.line(root, "//OFFICIALNAME")
    return Identity(Scheme.ESENDERS, f"{identities.part(sender)}/{number}" if sender else number)


def _form(root: Any) -> Any:
    """The form in its original language, else the first one."""
    real = [one for one in _children(root, "FORM_SECTION") if local_name(one) != "NOTICE_UUID"]
    return next((one for one in real if one.get("CATEGORY") == "ORIGINAL"), real[0] if real else None)


def _children(root: Any, path: str) -> list[Any]:
    section = ted_walk.one(root, path)
    return [one for one in section if isinstance(one.tag, str)] if section is not None else []


@dataclass(frozen=True, slots=True)
class _Notice:
    """One export: the coded data of the Official Journal, and the form."""

    format: str
    identity: Identity
    coded: Any
    form: Any

    def read(self) -> ReadNotice:
        shape: TedForm = FORM_2014 if local_name(self.form)[-5:] == "_2014" else FORM_OLD
        country = ted_walk.attribute(self.coded, "NOTICE_DATA/ISO_COUNTRY", "VALUE")
        buyers = shape.buyers(self.form)
        country = country or (buyers[0].country if buyers else None)
        lots = tuple(shape.lots(self.form, country))
        awards = shape.awards(self.form)
        language = cleaning.language(self.form.get("LG") or ted_walk.line(self.coded, "NOTICE_DATA/LG_ORIG"))
        published = cleaning.day(_iso(ted_walk.line(self.coded, "REF_OJS/DATE_PUB")))
        dispatched = ted_walk.moment(_iso(ted_walk.line(self.coded, "CODIF_DATA/DS_DATE_DISPATCH")), None, country)
        deadline = shape.deadline(self.form, country) or ted_walk.moment(
            ted_walk.line(self.coded, "CODIF_DATA/DT_DATE_FOR_SUBMISSION"), None, country
        )
        title = shape.title(self.form) or self._translated_title()
        kind = self._kind(awards.nobody)
        codes, main = self._codes(shape, lots)
        value = awards.total if kind in {NoticeKind.AWARD, NoticeKind.MODIFICATION, NoticeKind.EX_ANTE} else None
        value = value or shape.estimated(self.form) or awards.total
        end, derived = contract_end(lots, awards.signed)
        references = tuple(self._references())
        corrigendum = self._form_code() == "F14"
        notice = ReadNotice(
            format=self.format,
            identities=(self.identity,),
            kind=kind,
            title=title or "",
            description=shape.description(self.form),
            language=language,
            other_languages=tuple(self._translations(shape, language)),
            corrects=references[0] if corrigendum and references else None,
            cancels=kind is NoticeKind.CANCELLATION,
            buyer=self._typed(buyers[0]) if buyers else self._named_buyer(country),
            organisations=(*buyers[1:], *awards.organisations),
            nature=self._nature(shape),
            procedure=PROCEDURES.get(ted_walk.attribute(self.coded, "CODIF_DATA/PR_PROC", "CODE") or "")
            or shape.procedure(self.form),
            legal_regime=self._regime(),
            cpv=codes,
            main_cpv=main,
            places=self._places(shape, lots),
            published=published,
            dispatched=dispatched,
            deadline=deadline,
            value=value,
            reserved=shape.reserved(self.form),
            duration_months=max((lot.duration_months for lot in lots if lot.duration_months), default=None),
            contract_start=min((lot.start for lot in lots if lot.start), default=None),
            contract_end=end,
            contract_end_derived=derived,
            lots=lots,
            winners=awards.winners,
            criteria=lots[0].criteria if len({lot.criteria for lot in lots}) == 1 else (),
            changes=tuple(shape.changes(self.form)) if corrigendum else (),
            related_ids=tuple(one for one in references if not (corrigendum and one == references[0])),
            notice_type=self._form_code(),
            url=_url(self.identity),
            documents_url=shape.documents_url(self.form),
            doubts=tuple(_doubts(title)),
        )
        told = {name: place for name, place in _SOURCES.items() if known(getattr(notice, name))}
        return replace(notice, sources=told)

    def _form_code(self) -> str:
        return self.form.get("FORM") or local_name(self.form).removesuffix("_2014")

    def _kind(self, nobody: bool) -> NoticeKind:
        """What the document type says; the light-regime forms and prior information say it in NOTICE/@TYPE."""
        code = self._form_code()
        told = ted_walk.attribute(self.form, "NOTICE", "TYPE") or ""
        kind = DOCUMENT_TYPES.get(ted_walk.attribute(self.coded, "CODIF_DATA/TD_DOCUMENT_TYPE", "CODE") or "")
        kind = kind or _BY_FORM.get(code[:3], NoticeKind.COMPETITION)
        if code[:3] in {"F01", "F04", *SOCIAL_FORMS}:
            awarded = ted_walk.one(self.form, "AWARD_CONTRACT") is not None
            kind = _BY_TYPE.get(told, NoticeKind.AWARD if awarded else _BY_FORM.get(code[:3], kind))
        if code[:3] in {"F03", "F06", "F13", "F15", "F18", "F20", "F25"}:
            kind = _BY_FORM[code[:3]]
        return NoticeKind.CANCELLATION if kind is NoticeKind.AWARD and nobody else kind

    def _regime(self) -> LegalRegime:
        if self._form_code()[:3] in SOCIAL_FORMS:
            return LegalRegime.SAS
        basis = ted_walk.attribute(self.form, "LEGAL_BASIS", "VALUE")
        regulation = ted_walk.attribute(self.coded, "CODIF_DATA/RP_REGULATION", "CODE")
        return (
            LegalRegime.EU if basis or regulation in {"1", "2", "3", "4", "5", "6", "7", "8"} else LegalRegime.UNKNOWN
        )

    def _codes(self, shape: TedForm, lots: tuple[ReadLot, ...]) -> tuple[tuple[str, ...], str | None]:
        main = shape.main_cpv(self.form)
        coded = ted_walk.attributes(self.coded, "NOTICE_DATA/ORIGINAL_CPV", "CODE")
        below = [code for lot in lots for code in lot.cpv]
        codes = tuple(dict.fromkeys(one[:8] for one in (main, *shape.more_cpv(self.form), *below, *coded) if one))
        return codes, (main or (coded[0][:8] if coded else None))

    def _places(self, shape: TedForm, lots: tuple[ReadLot, ...]) -> tuple[str, ...]:
        told = (*shape.places(self.form), *(place for lot in lots for place in lot.places))
        coded = ted_walk.attributes(self.coded, "NOTICE_DATA/PERFORMANCE_NUTS", "CODE")
        older = ted_walk.attributes(self.coded, "NOTICE_DATA/ORIGINAL_NUTS", "CODE")
        return tuple(dict.fromkeys(told or coded or older))

    def _nature(self, shape: TedForm) -> str | None:
        code = ted_walk.attribute(self.coded, "CODIF_DATA/NC_CONTRACT_NATURE", "CODE")
        return BY_NAME.get(shape.nature(self.form) or "") or NATURES.get(code or "")

    def _typed(self, buyer: ReadOrganisation) -> ReadOrganisation:
        code = ted_walk.attribute(self.coded, "CODIF_DATA/AA_AUTHORITY_TYPE", "CODE")
        return ReadOrganisation(
            **{name: getattr(buyer, name) for name in ReadOrganisation.__slots__ if name != "type"},
            type=BUYER_TYPES.get(code or ""),
        )

    def _named_buyer(self, country: str | None) -> ReadOrganisation | None:
        """The buyer as the Official Journal names it, when the form holds no address."""
        for part in ("TRANSLATION_SECTION/ML_AA_NAMES/AA_NAME",):
            if name := ted_walk.line(self.form.getparent().getparent(), part):
                return ReadOrganisation(name, "buyer", country=country)
        return None

    def _translated_title(self) -> str | None:
        """The title that the Official Journal gave it: only used when the form has none."""
        root = self.form.getparent().getparent()
        titles = {
            one.get("LG"): ted_walk.line(one, "TI_TEXT")
            for one in ted_walk.every(root, "TRANSLATION_SECTION/ML_TITLES/ML_TI_DOC")
        }
        return titles.get("NL") or titles.get("EN") or next(iter(titles.values()), None)

    def _translations(self, shape: TedForm, original: str | None) -> Iterator[Text]:
        section = self.form.getparent()
        for other in section:
            if other is self.form or not isinstance(other.tag, str) or local_name(other) != local_name(self.form):
                continue
            code = cleaning.language(other.get("LG"))
            title, description = shape.title(other), shape.description(other)
            if code and code != original and (title or description):
                yield Text(code, title, description)

    def _references(self) -> Iterator[Identity]:
        """Earlier publications: as the Official Journal lists them, and as the form names them."""
        said = [ted_walk.words(one) for one in ted_walk.every(self.coded, "NOTICE_DATA/REF_NOTICE/NO_DOC_OJS")]
        for name in ("NOTICE_NUMBER_OJ",):
            said += [ted_walk.words(one) for one in ted_walk.every(self.form, f"//{name}")]
        seen = {self.identity}
        for one in said:
            found = ted_walk.publication(one)
            if found and found not in seen:
                seen.add(found)
                yield found


_BY_FORM = {
    "F01": NoticeKind.PLANNING,
    "F03": NoticeKind.AWARD,
    "F04": NoticeKind.PLANNING,
    "F06": NoticeKind.AWARD,
    "F08": NoticeKind.PLANNING,
    "F13": NoticeKind.AWARD,
    "F15": NoticeKind.EX_ANTE,
    "F16": NoticeKind.PLANNING,
    "F18": NoticeKind.AWARD,
    "F20": NoticeKind.MODIFICATION,
    "F25": NoticeKind.AWARD,
}
_BY_TYPE = {  # NOTICE/@TYPE
    "PRI": NoticeKind.PLANNING,
    "PRI_ONLY": NoticeKind.PLANNING,
    "PRI_REDUCING_TIME_LIMITS": NoticeKind.PLANNING,
    "PRI_CALL_COMPETITION": NoticeKind.COMPETITION,
    "PER_ONLY": NoticeKind.PLANNING,
    "PER_REDUCING_TIME_LIMITS": NoticeKind.PLANNING,
    "PER_CALL_COMPETITION": NoticeKind.COMPETITION,
    "QSU_ONLY": NoticeKind.PLANNING,
    "QSU_CALL_COMPETITION": NoticeKind.COMPETITION,
    "CONTRACT": NoticeKind.COMPETITION,
    "AWARD_CONTRACT": NoticeKind.AWARD,
}
_SOURCES = {
    "identities": "NOTICE_DATA/NO_DOC_OJS", "title": "OBJECT_CONTRACT/TITLE", "description": "OBJECT_CONTRACT/SHORT_DESCR",
    "buyer": "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY", "kind": "CODIF_DATA/TD_DOCUMENT_TYPE, NOTICE/@TYPE",
    "cpv": "CPV_MAIN, CPV_ADDITIONAL",
    "places": "OBJECT_DESCR/NUTS, PERFORMANCE_NUTS", "published": "REF_OJS/DATE_PUB",
    "deadline": "DATE_RECEIPT_TENDERS, TIME_RECEIPT_TENDERS",
    "value": "VAL_ESTIMATED_TOTAL, VAL_TOTAL", "reserved": "LEFTI/RESTRICTED_SHELTERED_WORKSHOP, RESERVED_ORGANISATIONS_SERVICE_MISSION",
    "lots": "OBJECT_DESCR", "winners": "AWARD_CONTRACT", "related_ids": "REF_NOTICE/NO_DOC_OJS, NOTICE_NUMBER_OJ",
    "changes": "CHANGES/CHANGE, CHANGES/INFO_ADD", "language": "FORM_SECTION/*/@LG", "other_languages": "FORM_SECTION",
    "corrects": "REF_NOTICE/NO_DOC_OJS, NOTICE_NUMBER_OJ", "cancels": "NO_AWARDED_CONTRACT", "main_cpv": "CPV_MAIN, ORIGINAL_CPV",
    "organisations": "ADDRESS_CONTRACTING_BODY_ADDITIONAL, ADDRESS_CONTRACTOR", "nature": "TYPE_CONTRACT, NC_CONTRACT_NATURE",
    "procedure": "PR_PROC, PROCEDURE", "legal_regime": "LEGAL_BASIS, RP_REGULATION", "dispatched": "CODIF_DATA/DS_DATE_DISPATCH",
    "duration_months": "OBJECT_DESCR/DURATION", "contract_start": "OBJECT_DESCR/DATE_START", "contract_end": "OBJECT_DESCR/DATE_END",
    "criteria": "OBJECT_DESCR/AC", "notice_type": "FORM_SECTION/*/@FORM", "url": "NOTICE_DATA/NO_DOC_OJS", "documents_url": "URL_DOCUMENT",
}  # fmt: skip


def _iso(written: str | None) -> str | None:
    return (
        f"{written[:4]}-{written[4:6]}-{written[6:8]}"
        if written and written[:8].isdigit() and len(written) >= 8
        else None
    )


def _url(identity: Identity) -> str | None:
    return f"https://ted.europa.eu/nl/notice/-/detail/{identity.id}" if identity.scheme is Scheme.TED else None


def _doubts(title: str | None) -> Iterator[Doubt]:
    if not title:
        yield Doubt("title", "—", NO_TITLE)
