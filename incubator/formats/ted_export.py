"""TED_EXPORT R2.0.7 to R2.0.9 (forms F01 to F25, defence, transport) and TED_ESENDERS: the notices of before eForms.

What the Official Journal added (coded data: publication number, dates, CPV, NUTS) is read first, then the form in its original
language. A reference 2018/S 076-168398 is the publication 168398-2018.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from incubator.formats import amounts, asking_first, buyer_numbers, cleaning, over_lots, ted_coded, ted_walk
from incubator.formats.amounts import ONE_EURO_EACH
from incubator.formats.closing import Closing, closing_fields
from incubator.formats.durations import contract_end
from incubator.formats.fields import NO_TITLE
from incubator.formats.merging import places_of_known
from incubator.formats.safe_xml import local_name
from incubator.formats.ted_forms import FORM_2014, Awards, TedForm
from incubator.formats.ted_lots import most_lots
from incubator.formats.ted_old_forms import FORM_OLD
from incubator.formats.ted_tables import (
    BUYER_TYPES,
    BY_FORM,
    BY_NAME,
    BY_TYPE,
    DOCUMENT_TYPES,
    EU_REGULATIONS,
    NATURES,
    PROCEDURES,
    RESULT_FORMS,
    ROOTS,
    SOCIAL_FORMS,
    SOURCES,
    SPENT,
    TYPED_FORMS,
)
from incubator.formats.tender_terms import DeadlineFor
from incubator.formats.values import (
    Doubt,
    Identity,
    LegalRegime,
    LotState,
    Money,
    NoticeChange,
    NoticeKind,
    Reading,
    ReadLot,
    ReadNotice,
    ReadOrganisation,
    Rejection,
    Text,
)

# The main features of the award procedure (IV.1.11), and additional information (II.2.14, VI.3).
HOW_TO_HAND_IN = ("//MAIN_FEATURES_AWARD", "//INFO_ADD")


def claims(root: Any) -> bool:
    return local_name(root) in ROOTS


def read(root: Any) -> Reading:
    """The notice in a TED_EXPORT or TED_ESENDERS document, from its form in the original language."""
    name = ROOTS[local_name(root)]
    coded = ted_walk.first(root, "CODED_DATA_SECTION")
    form = _form(root)
    identity = ted_coded.identity(root, coded)
    if identity is None:
        return _rejected(name, "The notice has no publication number (NO_DOC_OJS, DOC_ID or NO_DOC_EXT).")
    if form is None:
        return _rejected(name, "The notice has no form (FORM_SECTION).")
    return Reading(name, (_Export(root, coded, form, identity).read(name),))


def _rejected(name: str, reason: str) -> Reading:
    return Reading(name, rejected=(Rejection(reason),))


def _form(root: Any) -> Any:
    """The form in its original language, else the first one."""
    section = ted_walk.children(ted_walk.first(root, "FORM_SECTION"))
    forms = [form for form in section if local_name(form) != "NOTICE_UUID"]
    for form in forms:
        if form.get("CATEGORY") == "ORIGINAL":
            return form
    return next(iter(forms), None)


@dataclass(frozen=True, slots=True)
class _Export:
    """One export: the coded data of the Official Journal, and the form."""

    root: Any
    coded: Any
    form: Any
    identity: Identity

    def read(self, name: str) -> ReadNotice:
        shape = self._shape()
        buyers = shape.buyers(self.form)
        country = self._code("ISO_COUNTRY", "VALUE") or _country_of_first(buyers)
        awards = shape.awards(self.form)
        lots = tuple(self._lots(shape, country, awards))
        language = cleaning.language(self.form.get("LG") or ted_walk.line(self.coded, "NOTICE_DATA/LG_ORIG"))
        deadline = self._deadline(shape, country)
        title = shape.title(self.form) or ted_coded.translated_title(self.root)
        kind = self._kind(awards)
        codes, main = self._codes(shape, lots)
        end, derived = contract_end(lots, awards.signed)
        corrects, related = self._references()
        procedure = PROCEDURES.get(self._codified("PR_PROC") or "") or shape.procedure(self.form)
        notice = ReadNotice(
            format=name,
            identities=(self.identity,),
            kind=kind,
            title=title or "",
            description=shape.description(self.form),
            language=language,
            other_languages=tuple(self._translations(shape, language)),
            buyer_reference=buyer_numbers.read(shape.buyer_reference(self.form)),
            corrects=corrects,
            cancels=kind is NoticeKind.CANCELLATION,
            buyer=self._buyer(buyers, country),
            organisations=(*buyers[1:], *awards.organisations),
            nature=self._nature(shape),
            procedure=procedure,
            legal_regime=self._regime(),
            cpv=codes,
            main_cpv=main,
            places=self._places(shape, lots),
            published=ted_coded.published(self.coded),
            dispatched=ted_walk.moment(ted_walk.line(self.coded, "CODIF_DATA/DS_DATE_DISPATCH"), country),
            **closing_fields(deadline),
            deadline_for=self._deadline_for(procedure),
            validity=shape.validity(self.form),
            value=self._value(shape, kind, awards, lots),
            reserved=shape.reserved(self.form),
            duration_months=over_lots.longest_duration(lots),
            contract_start=over_lots.earliest_start(lots),
            contract_end=end,
            contract_end_derived=derived,
            signed=awards.signed,
            lots=lots,
            **most_lots(self.form, len(lots)),
            winners=awards.winners,
            criteria=over_lots.common_criteria(lots),
            changes=self._changes(shape),
            related_ids=related,
            notice_type=self._form_code(),
            url=ted_coded.page(self.identity),
            documents_url=shape.documents_url(self.form),
            submission_url=shape.submission_url(self.form),
            doubts=tuple(self._doubts(title, awards)),
        )
        notice = buyer_numbers.own(notice)
        return replace(notice, sources=places_of_known(notice, SOURCES))

    def _shape(self) -> TedForm:
        if local_name(self.form).endswith("_2014"):
            return FORM_2014
        return FORM_OLD

    def _code(self, name: str, attribute: str = "CODE") -> str | None:
        return ted_walk.attribute(self.coded, f"NOTICE_DATA/{name}", attribute)

    def _codified(self, name: str) -> str | None:
        return ted_walk.attribute(self.coded, f"CODIF_DATA/{name}", "CODE")

    def _form_code(self) -> str:
        return self.form.get("FORM") or local_name(self.form).removesuffix("_2014")

    def _lots(self, shape: TedForm, country: str | None, awards: Awards) -> Iterator[ReadLot]:
        for lot in shape.lots(self.form, country):
            yield replace(lot, state=awards.states.get(lot.id, LotState.OPEN))

    def _deadline(self, shape: TedForm, country: str | None) -> Closing | None:
        """The closing date of the form, which holds for all lots; else what the Official Journal read."""
        coded = ted_walk.line(self.coded, "CODIF_DATA/DT_DATE_FOR_SUBMISSION")
        return shape.deadline(self.form, country) or ted_walk.closing(coded, None, country)

    def _deadline_for(self, procedure: str | None) -> DeadlineFor:
        """The forms have one day for tenders and requests to take part; some buyers say in words which of the two is meant."""
        written = [ted_walk.words(element) for path in HOW_TO_HAND_IN for element in ted_walk.every(self.form, path)]
        return DeadlineFor.REQUEST if asking_first.said_in(written, procedure) else DeadlineFor.TENDER

    def _value(self, shape: TedForm, kind: NoticeKind, awards: Awards, lots: tuple[ReadLot, ...]) -> Money | None:
        """What it cost when this is about an award, else the estimate, else the sum over the lots."""
        spent = awards.total if kind in SPENT else None
        return spent or shape.estimated(self.form) or amounts.of_lots(lots) or awards.total

    def _kind(self, awards: Awards) -> NoticeKind:
        """What form or document type say. An award notice in which no lot has a winner ends the procurement."""
        kind = self._kind_of_form()
        if kind is NoticeKind.AWARD and awards.nobody:
            return NoticeKind.CANCELLATION
        return kind

    def _kind_of_form(self) -> NoticeKind:
        """The light-regime forms and prior information say in NOTICE/@TYPE what they are for."""
        code = self._form_code()[:3]
        kind = DOCUMENT_TYPES.get(self._codified("TD_DOCUMENT_TYPE") or "")
        kind = kind or BY_FORM.get(code, NoticeKind.COMPETITION)
        # A result form is believed above TD_DOCUMENT_TYPE.
        if code in RESULT_FORMS:
            return BY_FORM[code]
        if code not in TYPED_FORMS:
            return kind
        if by_type := BY_TYPE.get(ted_walk.attribute(self.form, "NOTICE", "TYPE") or ""):
            return by_type
        awarded = ted_walk.first(self.form, "AWARD_CONTRACT") is not None
        if awarded:
            return NoticeKind.AWARD
        return BY_FORM.get(code, kind)

    def _regime(self) -> LegalRegime:
        if self._form_code()[:3] in SOCIAL_FORMS:
            return LegalRegime.SAS
        # LEGAL_BASIS came with R2.0.9; before it only the coded data say which law holds.
        basis = ted_walk.attribute(self.form, "LEGAL_BASIS", "VALUE")
        european = basis or (self._codified("RP_REGULATION") or "") in EU_REGULATIONS
        if european:
            return LegalRegime.EU
        return LegalRegime.UNKNOWN

    def _codes(self, shape: TedForm, lots: tuple[ReadLot, ...]) -> tuple[tuple[str, ...], str | None]:
        main = shape.main_cpv(self.form)
        coded = ted_walk.codes(self.coded, "NOTICE_DATA/ORIGINAL_CPV")
        every = dict.fromkeys(code[:8] for code in (main, *shape.more_cpv(self.form)) if code)
        for codes in (*(lot.cpv for lot in lots), coded):
            every.update(dict.fromkeys(codes))
        return tuple(every), main or next(iter(coded), None)

    def _places(self, shape: TedForm, lots: tuple[ReadLot, ...]) -> tuple[str, ...]:
        """Where the form says that the work is done, else what the Official Journal made of it."""
        of_form = dict.fromkeys(shape.places(self.form))
        for lot in lots:
            of_form.update(dict.fromkeys(lot.places))
        coded = ted_walk.attributes(self.coded, "NOTICE_DATA/PERFORMANCE_NUTS", "CODE")
        return tuple(of_form) or coded or ted_walk.attributes(self.coded, "NOTICE_DATA/ORIGINAL_NUTS", "CODE")

    def _nature(self, shape: TedForm) -> str | None:
        return BY_NAME.get(shape.nature(self.form) or "") or NATURES.get(self._codified("NC_CONTRACT_NATURE") or "")

    def _buyer(self, buyers: list[ReadOrganisation], country: str | None) -> ReadOrganisation | None:
        """The leading buyer; where the form holds no address, the name by which the Official Journal has it."""
        if buyers:
            return replace(buyers[0], type=BUYER_TYPES.get(self._codified("AA_AUTHORITY_TYPE") or ""))
        name = ted_walk.line(self.root, "TRANSLATION_SECTION/ML_AA_NAMES/AA_NAME")
        if name:
            return ReadOrganisation(name, "buyer", country=country)
        return None

    def _translations(self, shape: TedForm, original: str | None) -> Iterator[Text]:
        # Translations stand beside the original, as forms of their own with another LG.
        for other in ted_walk.children(self.form.getparent()):
            code = cleaning.language(other.get("LG"))
            same = other is self.form or code in {None, original}
            if same or local_name(other) != local_name(self.form):
                continue
            title, description = shape.title(other), shape.description(other)
            if code and (title or description):
                yield Text(code, title, description)

    def _is_corrigendum(self) -> bool:
        # F14 is the only form that corrects; others name earlier notices without changing them.
        return self._form_code() == "F14"

    def _references(self) -> tuple[Identity | None, tuple[Identity, ...]]:
        """The publication that a corrigendum corrects, and the other earlier ones that are named."""
        earlier = ted_coded.earlier_publications(self.coded, self.form)
        others = tuple(name for name in earlier if name != self.identity)
        if self._is_corrigendum() and others:
            return others[0], others[1:]
        return None, others

    def _changes(self, shape: TedForm) -> tuple[NoticeChange, ...]:
        if self._is_corrigendum():
            return tuple(shape.changes(self.form))
        return ()

    def _doubts(self, title: str | None, awards: Awards) -> Iterator[Doubt]:
        if not title:
            yield Doubt("title", "—", NO_TITLE)
        placeholder = amounts.added_up_placeholders(awards.stated_total, [prize.value for prize in awards.prizes])
        if placeholder:
            yield Doubt("value", format(placeholder.amount, "f"), ONE_EURO_EACH)


def _country_of_first(buyers: list[ReadOrganisation]) -> str | None:
    if buyers:
        return buyers[0].country
    return None
