"""TED's forms before 2014 and those of defence: CONTRACT, CONTRACT_AWARD_DEFENCE, PRIOR_INFORMATION_DEFENCE ..."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from incubator.formats import cleaning, ted_walk, tender_terms
from incubator.formats.closing import Closing, closing_fields
from incubator.formats.safe_xml import local_name
from incubator.formats.ted_forms import Awards, Prize, web
from incubator.formats.tender_terms import Validity
from incubator.formats.values import Money, NoticeChange, ReadLot, ReadOrganisation, Reserved

# Lots stand in annex B of every form, under another name in each: F02_ANNEX_B, F05_ANNEX_B.
LOTS = re.compile(r"^F\d\d_ANNEX_B(_INFORMATION_ABOUT_LOTS.*)?$|^LOT_.*_ANNEX_B$")
AWARDS = re.compile(r"^AWARD_OF_CONTRACT(_DEFENCE)?$|^AWARD_AND_CONTRACT_VALUE$")


CONTRACTORS = (
    "CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME",
    "CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME_CHP",
    "ECONOMIC_OPERATOR_NAME_ADDRESS",
)
DESCRIPTIONS = (
    "SHORT_CONTRACT_DESCRIPTION",
    "DESCRIPTION_OF_CONTRACT",
    "SHORT_DESCRIPTION_CONTRACT",
    "TOTAL_QUANTITY_OR_SCOPE",
)
ESTIMATES = ("NATURE_QUANTITY_SCOPE", "SCOPE_TOTAL", "COSTS_RANGE_AND_CURRENCY", "ESTIMATED_COST_MAIN_FINANCING")
SHELTERED = frozenset(
    {"SHELTERED_WORKSHOP", "SHELTERED_EMPLOYMENT", "SHELTERED_PROGRAMMES", "RESTRICTED_TO_SHELTERED_WORKSHOPS"}
)
_COSTS = "//CONTRACT_VALUE_INFORMATION//COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE//VALUE_COST"


def _elements(form: Any) -> Iterator[Any]:
    """All elements, without comments."""
    return (element for element in form.iter() if isinstance(element.tag, str))


def _named(form: Any, pattern: re.Pattern[str]) -> Iterator[Any]:
    """All elements whose name fits, at any depth: the same block has another name in each form."""
    return (element for element in _elements(form) if pattern.match(local_name(element)))


def _winner(block: Any) -> ReadOrganisation | None:
    for name in CONTRACTORS:
        for address in ted_walk.every(block, f"//{name}"):
            if who := ted_walk.organisation(address, "winner"):
                return who
    return None


class FormOld:
    """The forms before 2014 and those of defence: names differ by form, so they are looked for below the form as a whole."""

    def title(self, form: Any) -> str | None:
        return ted_walk.line(form, "//TITLE_CONTRACT")

    def buyer_reference(self, form: Any) -> str | None:
        """Section IV.3.1: the file reference number attributed by the buyer."""
        return ted_walk.line(form, "//FILE_REFERENCE_NUMBER")

    def description(self, form: Any) -> str | None:
        for name in DESCRIPTIONS:
            if text := ted_walk.text(form, f"//{name}"):
                return text
        return None

    def buyers(self, form: Any) -> list[ReadOrganisation]:
        for block in ted_walk.every(form, "//CA_CE_CONCESSIONAIRE_PROFILE"):
            if buyer := ted_walk.organisation(block, "buyer"):
                return [buyer]
        return []

    def lots(self, form: Any, country: str | None) -> Iterator[ReadLot]:
        deadline = self.deadline(form, country)
        for element in _named(form, LOTS):
            codes = ted_walk.codes(element, "//CPV_CODE")
            yield ReadLot(
                id=ted_walk.line(element, "LOT_NUMBER") or ted_walk.line(element, "//LOT_NUMBER") or "1",
                title=ted_walk.line(element, "LOT_TITLE"),
                description=ted_walk.text(element, "LOT_DESCRIPTION"),
                cpv=codes,
                main_cpv=next(iter(codes), None),
                value=ted_walk.money(element, "//VALUE_COST", "estimated"),
                **closing_fields(deadline),
            )

    def awards(self, form: Any) -> Awards:
        prizes = []
        signed: list[date] = []
        for block in _named(form, AWARDS):
            when = ted_walk.split_date(ted_walk.first(block, "CONTRACT_AWARD_DATE"), None)
            if when:
                signed.append(when.moment.date())
            if who := _winner(block):
                prizes.append(Prize(who, ted_walk.line(block, "LOT_NUMBER") or "", self._price(block)))
        total = ted_walk.money(form, "//TOTAL_FINAL_VALUE//VALUE_COST", "awarded")
        return Awards(tuple(prizes), total, min(signed, default=None))

    @staticmethod
    def _price(block: Any) -> Money | None:
        return ted_walk.money(block, _COSTS, "awarded") or ted_walk.money(block, "//VALUE_COST", "awarded")

    def deadline(self, form: Any, country: str | None) -> Closing | None:
        for name in ("RECEIPT_LIMIT_DATE", "RECEIPT_LIMIT_DATE_FOR_PARTICIPATION"):
            if closing := ted_walk.split_date(ted_walk.first(form, f"//{name}"), country):
                return closing
        return None

    def validity(self, form: Any) -> Validity | None:
        """How long a tender must stay valid (IV.3.7)."""
        term = ted_walk.first(form, "//MINIMUM_TIME_MAINTAINING_TENDER")
        for name in ("PERIOD_MONTH", "PERIOD_DAY"):
            number = cleaning.amount(ted_walk.line(term, f"//{name}"))
            if number is not None:
                return tender_terms.validity(number, name.removeprefix("PERIOD_"))
        until = ted_walk.split_date(ted_walk.first(term, "//UNTIL_DATE"), None)
        return tender_terms.validity(None, None, until.moment.date() if until else None)

    def estimated(self, form: Any) -> Money | None:
        for name in ESTIMATES:
            for last in ("VALUE_COST", "HIGH_VALUE"):
                if amount := ted_walk.money(form, f"//{name}//{last}", "estimated"):
                    return amount
        return None

    def main_cpv(self, form: Any) -> str | None:
        return next(iter(ted_walk.codes(form, "//CPV_MAIN/CPV_CODE")), None)

    def more_cpv(self, form: Any) -> tuple[str, ...]:
        return ted_walk.attributes(form, "//CPV_ADDITIONAL/CPV_CODE", "CODE")

    def places(self, form: Any) -> tuple[str, ...]:
        return ted_walk.attributes(form, "//LOCATION_NUTS/NUTS", "CODE")

    def nature(self, form: Any) -> str | None:
        typed = next((element for element in _elements(form) if local_name(element).startswith("TYPE_CONTRACT")), None)
        named = None if typed is None else typed.get("VALUE") or typed.get("CTYPE")
        return named or form.get("CTYPE")

    def procedure(self, form: Any) -> str | None:
        # In these forms only the coded data (PR_PROC) name the procedure in one way.
        return None

    def reserved(self, form: Any) -> Reserved | None:
        """Art. 19 of Directive 2004/18/EC."""
        if SHELTERED & set(map(local_name, _elements(form))):
            return Reserved.SHELTERED
        return None

    def changes(self, form: Any) -> Iterator[NoticeChange]:
        for name in ("INFORMATION_REGARDING_CORRECTION", "MODIFICATIONS"):
            if text := ted_walk.text(form, f"//{name}"):
                yield NoticeChange(text)

    def documents_url(self, form: Any) -> str | None:
        return web(ted_walk.line(form, "//URL_INFORMATION")) or web(ted_walk.line(form, "//URL_PARTICIPATE"))

    def submission_url(self, form: Any) -> str | None:
        return web(ted_walk.line(form, "//URL_PARTICIPATE"))


FORM_OLD = FormOld()
