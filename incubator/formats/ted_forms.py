"""TED's forms of 2014 (F01_2014 to F25_2014, transport), and what is asked of a form of any age."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple, Protocol

from incubator.formats import amounts, cleaning, ted_criteria, ted_lots, ted_walk, tender_terms
from incubator.formats.closing import Closing, closing_fields
from incubator.formats.durations import DAYS_OF_A_MONTH
from incubator.formats.fields import distinct
from incubator.formats.safe_xml import local_name
from incubator.formats.tender_terms import Validity
from incubator.formats.values import (
    LotState,
    Money,
    NoticeChange,
    ReadLot,
    ReadOrganisation,
    Reserved,
    Winner,
)

LONGEST_DURATION = 1200  # months
_HOST = re.compile(r"^www\.[\w.-]+")


class Prize(NamedTuple):
    """Who won which lot, for how much."""

    who: ReadOrganisation
    lot: str
    value: Money | None


@dataclass(frozen=True, slots=True)
class Awards:
    """What came out: who won what, the total, the first signature, what became of each lot, and whether nobody won any."""

    prizes: tuple[Prize, ...] = ()
    stated_total: Money | None = None
    signed: date | None = None
    states: dict[str, LotState] = field(default_factory=dict)
    nobody: bool = False

    @property
    def total(self) -> Money | None:
        return self.stated_total or amounts.total(prize.value for prize in self.prizes)

    @property
    def organisations(self) -> tuple[ReadOrganisation, ...]:
        return tuple({prize.who.name: prize.who for prize in self.prizes}.values())

    @property
    def winners(self) -> tuple[Winner, ...]:
        """One winner over all lots that it won; amounts in one currency are added up."""
        joined: dict[str, Winner] = {}
        for who, lot, value in self.prizes:
            number = next(iter(who.ids), None)
            key = number or who.name.lower()
            before = joined.get(key, Winner(who.name, number, size=who.size))
            amount = amounts.total((before.value, value)) or before.value
            lots = distinct((*before.lots, *ted_lots.numbers(lot)))
            joined[key] = replace(before, lots=lots, value=amount)
        return tuple(joined.values())


class TedForm(Protocol):
    """The questions that are asked of a form."""

    def title(self, form: Any) -> str | None: ...
    def buyer_reference(self, form: Any) -> str | None: ...
    def description(self, form: Any) -> str | None: ...
    def buyers(self, form: Any) -> list[ReadOrganisation]: ...
    def lots(self, form: Any, country: str | None) -> Iterator[ReadLot]: ...
    def awards(self, form: Any) -> Awards: ...
    def deadline(self, form: Any, country: str | None) -> Closing | None: ...

    def validity(self, form: Any) -> Validity | None: ...
    def estimated(self, form: Any) -> Money | None: ...
    def main_cpv(self, form: Any) -> str | None: ...
    def more_cpv(self, form: Any) -> tuple[str, ...]: ...
    def places(self, form: Any) -> tuple[str, ...]: ...
    def nature(self, form: Any) -> str | None: ...
    def procedure(self, form: Any) -> str | None: ...
    def reserved(self, form: Any) -> Reserved | None: ...
    def changes(self, form: Any) -> Iterator[NoticeChange]: ...
    def documents_url(self, form: Any) -> str | None: ...
    def submission_url(self, form: Any) -> str | None: ...


def web(address: str | None) -> str | None:
    """An address that a browser may open; many buyers leave out the scheme."""
    if address is None or " " in address:
        return None
    if address.startswith(("http://", "https://")):
        return address
    if _HOST.match(address):
        return f"https://{address}"
    return None


class Form2014:
    """F01_2014 to F25_2014 and MOVE: sections I to VII."""

    PROCEDURES = {
        "PT_OPEN": "open", "PT_RESTRICTED": "restricted", "PT_COMPETITIVE_NEGOTIATION": "neg-w-call",
        "PT_COMPETITIVE_DIALOGUE": "comp-dial",
        "PT_INNOVATION_PARTNERSHIP": "innovation", "PT_NEGOTIATED_WITH_PRIOR_CALL": "neg-w-call",
        "PT_AWARD_CONTRACT_WITHOUT_CALL": "neg-wo-call", "PT_NEGOTIATED_WITHOUT_PUBLICATION": "neg-wo-call",
        # The Official Journal codes it as it does a negotiated procedure with a call (PR_PROC 4).
        "PT_INVOLVING_NEGOTIATION": "neg-w-call",
    }  # fmt: skip
    MONTHS_IN = {"MONTH": Decimal(1), "DAY": 1 / DAYS_OF_A_MONTH, "YEAR": Decimal(12)}

    def title(self, form: Any) -> str | None:
        return ted_walk.line(form, "OBJECT_CONTRACT/TITLE") or ted_walk.line(form, "//OBJECT_DESCR/TITLE")

    def buyer_reference(self, form: Any) -> str | None:
        """Section II.1.1."""
        return ted_walk.line(form, "OBJECT_CONTRACT/REFERENCE_NUMBER")

    def description(self, form: Any) -> str | None:
        return ted_walk.text(form, "OBJECT_CONTRACT/SHORT_DESCR") or ted_walk.text(form, "//OBJECT_DESCR/SHORT_DESCR")

    def buyers(self, form: Any) -> list[ReadOrganisation]:
        """The leading buyer first, then those that buy with it."""
        buyers: list[ReadOrganisation] = []
        for name, role in (("ADDRESS_CONTRACTING_BODY", "buyer"), ("ADDRESS_CONTRACTING_BODY_ADDITIONAL", "co-buyer")):
            for block in ted_walk.every(form, f"CONTRACTING_BODY/{name}"):
                if organisation := ted_walk.organisation(block, role):
                    buyers.append(organisation)
        return buyers

    def lots(self, form: Any, country: str | None) -> Iterator[ReadLot]:
        deadline = self.deadline(form, country)
        for position, element in enumerate(ted_walk.every(form, "OBJECT_CONTRACT/OBJECT_DESCR")):
            yield self._lot(element, position, deadline)

    def _lot(self, element: Any, position: int, deadline: Closing | None) -> ReadLot:
        main = ted_walk.codes(element, "CPV_MAIN/CPV_CODE")
        return ReadLot(
            id=ted_walk.line(element, "LOT_NO") or str(position + 1),
            title=ted_walk.line(element, "TITLE"),
            description=ted_walk.text(element, "SHORT_DESCR"),
            cpv=ted_walk.codes(element, "CPV_MAIN/CPV_CODE", "CPV_ADDITIONAL/CPV_CODE"),
            main_cpv=next(iter(main), None),
            places=ted_walk.attributes(element, "NUTS", "CODE"),
            value=ted_walk.money(element, "VAL_OBJECT", "estimated"),
            **closing_fields(deadline),
            duration_months=self._months(ted_walk.first(element, "DURATION")),
            start=cleaning.day(ted_walk.line(element, "DATE_START")),
            end=cleaning.day(ted_walk.line(element, "DATE_END")),
            options=ted_walk.text(element, "OPTIONS_DESCR"),
            criteria=tuple(ted_criteria.read(ted_walk.first(element, "AC"))),
        )

    def _months(self, duration: Any) -> int | None:
        """Whole months; shorter ones count as one. Nothing for more than a century."""
        number = cleaning.amount(ted_walk.words(duration))
        if number is None or number <= 0:
            return None
        months = round(number * self.MONTHS_IN.get(duration.get("TYPE") or "", Decimal(1)))
        if months <= LONGEST_DURATION:
            return max(1, months)
        return None

    def awards(self, form: Any) -> Awards:
        blocks = [*ted_walk.every(form, "AWARD_CONTRACT"), *ted_walk.every(form, "RESULTS")]
        empty = list(map(_nobody, blocks))
        signed = (cleaning.day(ted_walk.line(block, "//DATE_CONCLUSION_CONTRACT")) for block in blocks)
        total = ted_walk.money(form, "OBJECT_CONTRACT/VAL_TOTAL", "awarded")
        return Awards(
            tuple(chain.from_iterable(map(_prizes, blocks))),
            total or ted_walk.money(form, "OBJECT_CONTRACT/VAL_RANGE_TOTAL/HIGH", "awarded"),
            min(filter(None, signed), default=None),
            _states(blocks),
            bool(blocks) and all(empty),
        )

    def deadline(self, form: Any, country: str | None) -> Closing | None:
        day = ted_walk.line(form, "PROCEDURE/DATE_RECEIPT_TENDERS")
        return ted_walk.closing(day, ted_walk.line(form, "PROCEDURE/TIME_RECEIPT_TENDERS"), country)

    def validity(self, form: Any) -> Validity | None:
        """How long a tender must stay valid (IV.2.6): so many months or days, or until a day."""
        term = ted_walk.first(form, "PROCEDURE/DURATION_TENDER_VALID")
        until = cleaning.day(ted_walk.line(form, "PROCEDURE/DATE_TENDER_VALID"))
        unit = None if term is None else term.get("TYPE")
        return tender_terms.validity(cleaning.amount(ted_walk.words(term)), unit, until)

    def estimated(self, form: Any) -> Money | None:
        return ted_walk.money(form, "OBJECT_CONTRACT/VAL_ESTIMATED_TOTAL", "estimated")

    def main_cpv(self, form: Any) -> str | None:
        return next(iter(ted_walk.codes(form, "OBJECT_CONTRACT/CPV_MAIN/CPV_CODE")), None)

    def more_cpv(self, form: Any) -> tuple[str, ...]:
        return ted_walk.attributes(form, "OBJECT_CONTRACT/CPV_ADDITIONAL/CPV_CODE", "CODE")

    def places(self, form: Any) -> tuple[str, ...]:
        return ted_walk.attributes(form, "OBJECT_CONTRACT/OBJECT_DESCR/NUTS", "CODE")

    def nature(self, form: Any) -> str | None:
        return ted_walk.attribute(form, "OBJECT_CONTRACT/TYPE_CONTRACT", "CTYPE")

    def procedure(self, form: Any) -> str | None:
        names = map(local_name, ted_walk.children(ted_walk.first(form, "PROCEDURE")))
        return next(filter(None, map(self.PROCEDURES.get, names)), None)

    def reserved(self, form: Any) -> Reserved | None:
        """Art. 20 and 77 of Directive 2014/24/EU."""
        names = {local_name(element) for element in form.iter() if isinstance(element.tag, str)}
        if names & {"RESTRICTED_SHELTERED_WORKSHOP", "RESTRICTED_SHELTERED_PROGRAM"}:
            return Reserved.SHELTERED
        if "RESERVED_ORGANISATIONS_SERVICE_MISSION" in names:
            return Reserved.PUBLIC_SERVICE_MISSION
        return None

    def changes(self, form: Any) -> Iterator[NoticeChange]:
        for change in ted_walk.every(form, "CHANGES/CHANGE"):
            where = (ted_walk.line(change, f"WHERE/{name}") for name in ("SECTION", "LABEL"))
            place = " ".join(filter(None, where))
            lots = ted_lots.numbers(ted_walk.line(change, "WHERE/LOT_NO"))
            old, new = map(_value, (ted_walk.first(change, "OLD_VALUE"), ted_walk.first(change, "NEW_VALUE")))
            yield NoticeChange(place, None, place or None, old, new, lots)
        if more := ted_walk.text(form, "CHANGES/INFO_ADD"):
            yield NoticeChange(more)

    def documents_url(self, form: Any) -> str | None:
        return web(ted_walk.line(form, "CONTRACTING_BODY/URL_DOCUMENT"))

    def submission_url(self, form: Any) -> str | None:
        return web(ted_walk.line(form, "CONTRACTING_BODY/URL_PARTICIPATION"))


def _nobody(block: Any) -> bool:
    if ted_walk.first(block, "NO_AWARDED_CONTRACT") is not None:
        return True
    return ted_walk.first(block, "NO_AWARDED_PRIZE") is not None  # F13, results of a design contest


def _states(blocks: list[Any]) -> dict[str, LotState]:
    """What became of each lot. A lot with several contracts is awarded as soon as one of them is."""
    states: dict[str, LotState] = {}
    for block in blocks:
        for lot in ted_lots.numbers(ted_walk.line(block, "LOT_NO")):
            if states.get(lot) is not LotState.AWARDED:
                states[lot] = _state(block)
    return states


def _state(block: Any) -> LotState:
    if _nobody(block):
        return LotState.CANCELLED
    return LotState.AWARDED


def _prizes(block: Any) -> Iterator[Prize]:
    """The winners of one contract. In a group of firms the amount stands with the first."""
    lot = ted_walk.line(block, "LOT_NO") or ""
    value = ted_walk.money(block, "AWARDED_CONTRACT/VALUES/VAL_TOTAL", "awarded")
    value = value or ted_walk.money(block, "//VAL_TOTAL", "awarded")
    addresses = chain(ted_walk.every(block, "//ADDRESS_CONTRACTOR"), ted_walk.every(block, "//ADDRESS_WINNER"))
    for address in addresses:
        if who := _firm(address):
            yield Prize(who, lot, value)
        value = None


def _firm(address: Any) -> ReadOrganisation | None:
    """A winner. `SME` stands beside its address, not in it."""
    who = ted_walk.organisation(address, "winner")
    if who and ted_walk.first(address.getparent(), "SME") is not None:
        return replace(who, size="sme")
    return who


def _value(element: Any) -> str | None:
    """What a corrigendum says: a text, or a date with a time."""
    parts = (ted_walk.line(element, name) for name in ("TEXT", "DATE", "TIME", "CPV_MAIN", "NOTHING"))
    return " ".join(filter(None, parts)) or ted_walk.words(element)


FORM_2014 = Form2014()
