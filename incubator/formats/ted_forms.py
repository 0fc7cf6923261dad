"""TED's forms of 2014 (F01_2014 to F25_2014, transport), and what is asked of a form of any age."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from incubator.formats import cleaning, ted_walk
from incubator.formats.safe_xml import local_name
from incubator.formats.values import Criterion, Money, NoticeChange, ReadLot, ReadOrganisation, Reserved, Winner


@dataclass(frozen=True, slots=True)
class Awards:
    """What came out: winners, their organisations, total, first signature, and whether nobody won any lot."""

    winners: tuple[Winner, ...] = ()
    organisations: tuple[ReadOrganisation, ...] = ()
    total: Money | None = None
    signed: date | None = None
    nobody: bool = False


class TedForm(Protocol):
    """The questions that are asked of a form."""

    def title(self, form: Any) -> str | None: ...
    def description(self, form: Any) -> str | None: ...
    def buyers(self, form: Any) -> list[ReadOrganisation]: ...
    def lots(self, form: Any, country: str | None) -> Iterator[ReadLot]: ...
    def awards(self, form: Any) -> Awards: ...
    def deadline(self, form: Any, country: str | None) -> datetime | None: ...
    def estimated(self, form: Any) -> Money | None: ...
    def main_cpv(self, form: Any) -> str | None: ...
    def more_cpv(self, form: Any) -> tuple[str, ...]: ...
    def places(self, form: Any) -> tuple[str, ...]: ...
    def nature(self, form: Any) -> str | None: ...
    def procedure(self, form: Any) -> str | None: ...
    def reserved(self, form: Any) -> Reserved | None: ...
    def changes(self, form: Any) -> Iterator[NoticeChange]: ...
    def documents_url(self, form: Any) -> str | None: ...


def web(said: str | None) -> str | None:
    """An address that a browser may open; many buyers leave out the scheme."""
    if said is None or " " in said:
        return None
    if said.startswith(("http://", "https://")):
        return said
    return f"https://{said}" if re.match(r"^www\.[\w.-]+", said) else None


def winners_of(found: list[tuple[ReadOrganisation, str, Money | None]]) -> tuple[Winner, ...]:
    """One winner over all lots that it won; amounts in one currency are added up."""
    joined: dict[str, Winner] = {}
    for who, lot, value in found:
        key = who.ids[0] if who.ids else who.name.lower()
        before = joined.get(key)
        lots = (lot,) if lot else ()
        if before is None:
            joined[key] = Winner(who.name, who.ids[0] if who.ids else None, lots, value, who.size)
            continue
        amount = before.value or value
        if before.value and value and before.value.currency == value.currency:
            amount = Money(before.value.amount + value.amount, value.currency, "awarded")
        joined[key] = replace(before, lots=tuple(dict.fromkeys((*before.lots, *lots))), value=amount)
    return tuple(joined.values())


class Form2014:
    """F01_2014 to F25_2014 and MOVE: sections I to VII."""

    PROCEDURES = {
        "PT_OPEN": "open", "PT_RESTRICTED": "restricted", "PT_COMPETITIVE_NEGOTIATION": "neg-w-call",
        "PT_COMPETITIVE_DIALOGUE": "comp-dial",
        "PT_INNOVATION_PARTNERSHIP": "innovation", "PT_NEGOTIATED_WITH_PRIOR_CALL": "neg-w-call",
        "PT_AWARD_CONTRACT_WITHOUT_CALL": "neg-wo-call", "PT_NEGOTIATED_WITHOUT_PUBLICATION": "neg-wo-call",
    }  # fmt: skip

    def title(self, form: Any) -> str | None:
        return ted_walk.line(form, "OBJECT_CONTRACT/TITLE") or ted_walk.line(form, "//OBJECT_DESCR/TITLE")

    def description(self, form: Any) -> str | None:
        return ted_walk.text(form, "OBJECT_CONTRACT/SHORT_DESCR") or ted_walk.text(form, "//OBJECT_DESCR/SHORT_DESCR")

    def buyers(self, form: Any) -> list[ReadOrganisation]:
        leading = [
            ted_walk.organisation(one, "buyer")
            for one in ted_walk.every(form, "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY")
        ]
        more = ted_walk.every(form, "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY_ADDITIONAL")
        return [one for one in (*leading, *(ted_walk.organisation(other, "co-buyer") for other in more)) if one]

    def lots(self, form: Any, country: str | None) -> Iterator[ReadLot]:
        deadline = self.deadline(form, country)
        for position, element in enumerate(ted_walk.every(form, "OBJECT_CONTRACT/OBJECT_DESCR")):
            yield self._lot(element, position, deadline)

    def _lot(self, element: Any, position: int, deadline: datetime | None) -> ReadLot:
        months = None
        duration = ted_walk.one(element, "DURATION")
        number = cleaning.amount(ted_walk.words(duration)) if duration is not None else None
        if number and number > 0:
            factor = {"MONTH": Decimal(1), "DAY": Decimal(1) / 30, "YEAR": Decimal(12)}.get(
                duration.get("TYPE") or "MONTH", Decimal(1)
            )
            months = max(1, round(number * factor))
        main = ted_walk.attribute(element, "CPV_MAIN/CPV_CODE", "CODE")
        codes = tuple(
            dict.fromkeys(
                one[:8] for one in (main, *ted_walk.attributes(element, "CPV_ADDITIONAL/CPV_CODE", "CODE")) if one
            )
        )
        return ReadLot(
            id=ted_walk.line(element, "LOT_NO") or str(position + 1),
            title=ted_walk.line(element, "TITLE"),
            description=ted_walk.text(element, "SHORT_DESCR"),
            cpv=codes,
            main_cpv=main[:8] if main else None,
            places=ted_walk.attributes(element, "NUTS", "CODE"),
            value=ted_walk.money(element, "VAL_OBJECT", "estimated"),
            deadline=deadline,
            duration_months=months,
            start=cleaning.day(ted_walk.line(element, "DATE_START")),
            end=cleaning.day(ted_walk.line(element, "DATE_END")),
            options=ted_walk.text(element, "OPTIONS_DESCR"),
            criteria=tuple(self._criteria(ted_walk.one(element, "AC"))),
        )

    @staticmethod
    def _criteria(block: Any) -> Iterator[Criterion]:
        for kind in ("QUALITY", "COST", "PRICE"):
            for element in ted_walk.every(block, f"AC_{kind}"):
                said = ted_walk.line(element, "AC_WEIGHTING")
                digits = re.sub(r"[^\d.,]", "", said or "").replace(",", ".")
                weight = cleaning.amount(digits) if digits else None
                kind_of = None if weight is None else ("percentage" if said and "%" in said else "points")
                yield Criterion(
                    kind.lower(), ted_walk.line(element, "AC_CRITERION") or kind.lower(), None, weight, kind_of
                )

    def awards(self, form: Any) -> Awards:
        found: list[tuple[ReadOrganisation, str, Money | None]] = []
        signed: list[date] = []
        blocks = [one for name in ("AWARD_CONTRACT", "RESULTS") for one in ted_walk.every(form, name)]
        empty = 0
        for block in blocks:
            lot = ted_walk.line(block, "LOT_NO") or ""
            value = ted_walk.money(block, "AWARDED_CONTRACT/VALUES/VAL_TOTAL", "awarded") or ted_walk.money(
                block, "//VAL_TOTAL", "awarded"
            )
            if (
                ted_walk.one(block, "NO_AWARDED_CONTRACT") is not None
                or ted_walk.one(block, "NO_AWARDED_PRIZE") is not None
            ):
                empty += 1
            when = cleaning.day(ted_walk.line(block, "//DATE_CONCLUSION_CONTRACT"))
            signed += [when] if when else []
            addresses = [
                one for name in ("ADDRESS_CONTRACTOR", "ADDRESS_WINNER") for one in ted_walk.every(block, f"//{name}")
            ]
            for position, address in enumerate(addresses):
                if who := ted_walk.organisation(address, "winner"):
                    sized = replace(who, size="sme") if ted_walk.one(address.getparent(), "SME") is not None else who
                    found.append((sized, lot, value if position == 0 else None))
        total = ted_walk.money(form, "OBJECT_CONTRACT/VAL_TOTAL", "awarded") or ted_walk.money(
            form, "OBJECT_CONTRACT/VAL_RANGE_TOTAL/HIGH", "awarded"
        )
        organisations = {who.name: who for who, _lot, _value in found}
        nobody = bool(blocks) and empty == len(blocks)
        return Awards(
            winners_of(found),
            tuple(organisations.values()),
            total or total_of(found),
            min(signed, default=None),
            nobody,
        )

    def deadline(self, form: Any, country: str | None) -> datetime | None:
        return ted_walk.moment(
            ted_walk.line(form, "PROCEDURE/DATE_RECEIPT_TENDERS"),
            ted_walk.line(form, "PROCEDURE/TIME_RECEIPT_TENDERS"),
            country,
        )

    def estimated(self, form: Any) -> Money | None:
        found = ted_walk.money(form, "OBJECT_CONTRACT/VAL_ESTIMATED_TOTAL", "estimated")
        return found or ted_walk.money(form, "OBJECT_CONTRACT/OBJECT_DESCR/VAL_OBJECT", "estimated")

    def main_cpv(self, form: Any) -> str | None:
        found = ted_walk.attribute(form, "OBJECT_CONTRACT/CPV_MAIN/CPV_CODE", "CODE")
        return found[:8] if found else None

    def more_cpv(self, form: Any) -> tuple[str, ...]:
        return ted_walk.attributes(form, "OBJECT_CONTRACT/CPV_ADDITIONAL/CPV_CODE", "CODE")

    def places(self, form: Any) -> tuple[str, ...]:
        return ted_walk.attributes(form, "OBJECT_CONTRACT/OBJECT_DESCR/NUTS", "CODE")

    def nature(self, form: Any) -> str | None:
        return ted_walk.attribute(form, "OBJECT_CONTRACT/TYPE_CONTRACT", "CTYPE")

    def procedure(self, form: Any) -> str | None:
        block = ted_walk.one(form, "PROCEDURE")
        names = [local_name(one) for one in block if isinstance(one.tag, str)] if block is not None else []
        return next((self.PROCEDURES[one] for one in names if one in self.PROCEDURES), None)

    def reserved(self, form: Any) -> Reserved | None:
        """Art. 20 and 77 of Directive 2014/24/EU."""
        names = {
            local_name(one) for one in form.iter() if isinstance(one.tag, str) and local_name(one).startswith("RES")
        }
        if names & {"RESTRICTED_SHELTERED_WORKSHOP", "RESTRICTED_SHELTERED_PROGRAM"}:
            return Reserved.SHELTERED
        return Reserved.PUBLIC_SERVICE_MISSION if "RESERVED_ORGANISATIONS_SERVICE_MISSION" in names else None

    def changes(self, form: Any) -> Iterator[NoticeChange]:
        for change in ted_walk.every(form, "CHANGES/CHANGE"):
            where = [ted_walk.line(change, f"WHERE/{name}") for name in ("SECTION", "LABEL")]
            lot = ted_walk.line(change, "WHERE/LOT_NO")
            old, new = (_value(ted_walk.one(change, name)) for name in ("OLD_VALUE", "NEW_VALUE"))
            place = " ".join(one for one in where if one)
            yield NoticeChange(place, None, place or None, old, new, (lot,) if lot else ())
        if said := ted_walk.text(form, "CHANGES/INFO_ADD"):
            yield NoticeChange(said)

    def documents_url(self, form: Any) -> str | None:
        return web(ted_walk.line(form, "CONTRACTING_BODY/URL_DOCUMENT"))


def total_of(found: list[tuple[ReadOrganisation, str, Money | None]]) -> Money | None:
    values = [value for _who, _lot, value in found if value]
    if not values or len({one.currency for one in values}) > 1:
        return None
    return Money(sum((one.amount for one in values), Decimal(0)), values[0].currency, "awarded")


def _value(element: Any) -> str | None:
    """What a corrigendum says: a text, or a date with a time."""
    parts = [ted_walk.line(element, name) for name in ("TEXT", "DATE", "TIME", "CPV_MAIN", "NOTHING")]
    said = " ".join(one for one in parts if one)
    return said or ted_walk.words(element)


FORM_2014 = Form2014()
