"""TED's forms before 2014 and those of defence: CONTRACT, CONTRACT_AWARD_DEFENCE, PRIOR_INFORMATION_DEFENCE ..."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from incubator.formats import ted_walk
from incubator.formats.safe_xml import local_name
from incubator.formats.ted_forms import Awards, total_of, web, winners_of
from incubator.formats.values import Money, NoticeChange, ReadLot, ReadOrganisation, Reserved

LOTS = re.compile(r"^F\d\d_ANNEX_B(_INFORMATION_ABOUT_LOTS.*)?$|^LOT_.*_ANNEX_B$")
AWARDS = re.compile(r"^AWARD_OF_CONTRACT(_DEFENCE)?$|^AWARD_AND_CONTRACT_VALUE$")


def _named(form: Any, pattern: re.Pattern[str]) -> Iterator[Any]:
    """All elements whose name fits, at any depth: the same block has another name in each form."""
    for element in form.iter():
        if isinstance(element.tag, str) and pattern.match(local_name(element)):
            yield element


def _winner(block: Any) -> ReadOrganisation | None:
    for name in (
        "CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME",
        "CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME_CHP",
        "ECONOMIC_OPERATOR_NAME_ADDRESS",
    ):
        for address in ted_walk.every(block, f"//{name}"):
            if who := ted_walk.organisation(address, "winner"):
                return who
    return None


class FormOld:
    """The forms before 2014 and those of defence: names differ by form, so they are looked for below the form as a whole."""

    def title(self, form: Any) -> str | None:
        return ted_walk.line(form, "//TITLE_CONTRACT")

    def description(self, form: Any) -> str | None:
        for name in (
            "SHORT_CONTRACT_DESCRIPTION",
            "DESCRIPTION_OF_CONTRACT",
            "SHORT_DESCRIPTION_CONTRACT",
            "TOTAL_QUANTITY_OR_SCOPE",
        ):
            if found := ted_walk.text(form, f"//{name}"):
                return found
        return None

    def buyers(self, form: Any) -> list[ReadOrganisation]:
        found = (ted_walk.organisation(one, "buyer") for one in ted_walk.every(form, "//CA_CE_CONCESSIONAIRE_PROFILE"))
        return [one for one in found if one][:1]

    def lots(self, form: Any, country: str | None) -> Iterator[ReadLot]:
        deadline = self.deadline(form, country)
        for element in _named(form, LOTS):
            codes = tuple(one[:8] for one in ted_walk.attributes(element, "//CPV_CODE", "CODE"))
            yield ReadLot(
                id=ted_walk.line(element, "LOT_NUMBER") or ted_walk.line(element, "//LOT_NUMBER") or "1",
                title=ted_walk.line(element, "LOT_TITLE"),
                description=ted_walk.text(element, "LOT_DESCRIPTION"),
                cpv=codes,
                main_cpv=codes[0] if codes else None,
                value=ted_walk.money(element, "//VALUE_COST", "estimated"),
                deadline=deadline,
            )

    def awards(self, form: Any) -> Awards:
        found: list[tuple[ReadOrganisation, str, Money | None]] = []
        signed: list[date] = []
        for block in _named(form, AWARDS):
            value = ted_walk.money(
                block, "//CONTRACT_VALUE_INFORMATION//COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE//VALUE_COST", "awarded"
            )
            value = value or ted_walk.money(block, "//VALUE_COST", "awarded")
            when = ted_walk.split_date(ted_walk.one(block, "CONTRACT_AWARD_DATE"), None)
            signed += [when.date()] if when else []
            if who := _winner(block):
                found.append((who, ted_walk.line(block, "LOT_NUMBER") or "", value))
        organisations = {who.name: who for who, _lot, _value in found}
        total = ted_walk.money(form, "//TOTAL_FINAL_VALUE//VALUE_COST", "awarded") or total_of(found)
        return Awards(winners_of(found), tuple(organisations.values()), total, min(signed, default=None))

    def deadline(self, form: Any, country: str | None) -> datetime | None:
        for name in ("RECEIPT_LIMIT_DATE", "RECEIPT_LIMIT_DATE_FOR_PARTICIPATION"):
            if found := ted_walk.split_date(ted_walk.one(form, f"//{name}"), country):
                return found
        return None

    def estimated(self, form: Any) -> Money | None:
        for name in (
            "NATURE_QUANTITY_SCOPE",
            "SCOPE_TOTAL",
            "COSTS_RANGE_AND_CURRENCY",
            "ESTIMATED_COST_MAIN_FINANCING",
        ):
            for last in ("VALUE_COST", "HIGH_VALUE"):
                if found := ted_walk.money(form, f"//{name}//{last}", "estimated"):
                    return found
        return None

    def main_cpv(self, form: Any) -> str | None:
        found = ted_walk.attribute(form, "//CPV_MAIN/CPV_CODE", "CODE")
        return found[:8] if found else None

    def more_cpv(self, form: Any) -> tuple[str, ...]:
        return ted_walk.attributes(form, "//CPV_ADDITIONAL/CPV_CODE", "CODE")

    def places(self, form: Any) -> tuple[str, ...]:
        return ted_walk.attributes(form, "//LOCATION_NUTS/NUTS", "CODE")

    def nature(self, form: Any) -> str | None:
        found = next(
            (one for one in form.iter() if isinstance(one.tag, str) and local_name(one).startswith("TYPE_CONTRACT")),
            None,
        )
        said = found.get("VALUE") or found.get("CTYPE") if found is not None else None
        return said or (form.get("CTYPE") if form is not None else None)

    def procedure(self, form: Any) -> str | None:
        return None

    def reserved(self, form: Any) -> Reserved | None:
        """Art. 19 of Directive 2004/18/EC."""
        names = {local_name(one) for one in form.iter() if isinstance(one.tag, str)}
        told = names & {
            "SHELTERED_WORKSHOP",
            "SHELTERED_EMPLOYMENT",
            "SHELTERED_PROGRAMMES",
            "RESTRICTED_TO_SHELTERED_WORKSHOPS",
        }
        return Reserved.SHELTERED if told else None

    def changes(self, form: Any) -> Iterator[NoticeChange]:
        for said in (ted_walk.text(form, "//INFORMATION_REGARDING_CORRECTION"), ted_walk.text(form, "//MODIFICATIONS")):
            if said:
                yield NoticeChange(said)

    def documents_url(self, form: Any) -> str | None:
        return web(ted_walk.line(form, "//URL_INFORMATION")) or web(ted_walk.line(form, "//URL_PARTICIPATE"))


FORM_OLD = FormOld()
