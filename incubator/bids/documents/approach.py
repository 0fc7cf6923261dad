"""The heart of the plan: one paragraph per award criterion, because the reader scores by them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from incubator.core.word import Block, Bullets, Heading, Open, Paragraph, Ref

CRITERIA = {"price": "prijs", "cost": "kosten", "quality": "kwaliteit"}


def approach(notice: dict[str, Any], lots: list[dict[str, Any]]) -> Iterator[Block]:
    """One paragraph per award criterion, because the reader scores by them."""
    yield Heading("Hoe wij het aanpakken")
    criteria = _criteria(notice, lots)
    if not criteria:
        yield Paragraph(
            "De aankondiging noemt geen gunningscriteria die wij konden lezen. Neem ze over uit de documenten van de opdrachtgever."
        )
        criteria = [
            {"kind": "quality", "name": name}
            for name in ("Uitvoering en planning", "Kwaliteit en continuïteit", "Mensen")
        ]
    for one in criteria:
        name = CRITERIA.get(str(one.get("name")), str(one.get("name")))
        yield Heading(name[:120], 2)
        if said := _weight(one):
            yield Paragraph(said, "note")
        if one.get("description") and one["description"] != one.get("name"):
            yield Paragraph(f"De opdrachtgever vraagt: {one['description']}", "note")
        if one.get("kind") in {"price", "cost"}:
            yield Paragraph(("Dit werken wij uit in hoofdstuk ", Ref("prijs"), "."))
            continue
        yield Bullets(
            (
                (Open("Wat beloven wij?", f"{name[:60]}: wat beloven wij?"),),
                (Open("Hoe doen wij dat, wie en wanneer?", f"{name[:60]}: hoe, wie en wanneer?"),),
                (Open("Hoe laten wij zien dat het lukt?", f"{name[:60]}: bewijs"),),
            )
        )


def _criteria(notice: dict[str, Any], lots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = list(notice.get("criteria", []))
    for lot in lots:
        found += [one for one in lot.get("criteria", []) if one not in found]
    return found


def _weight(criterion: dict[str, Any]) -> str:
    kind = CRITERIA.get(str(criterion.get("kind")), "")
    weight = criterion.get("weight")
    if weight is None:
        return f"Soort criterium: {kind}." if kind else ""
    unit = {"percentage": "%", "points": " punten", "order": " (volgorde van belang)"}.get(
        str(criterion.get("weight_kind")), ""
    )
    number = format(Decimal(str(weight)).normalize(), "f").replace(".", ",")
    return f"Soort criterium: {kind or 'kwaliteit'}. Weging: {number}{unit}."
