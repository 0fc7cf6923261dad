"""The heart of the plan: how the work is done, criterion by criterion, because the reader scores by them."""

from collections.abc import Iterator, Sequence

from incubator.core.quantities import write_decimal
from incubator.core.word import Block, Bullets, Heading, Open, Paragraph, Ref
from incubator.formats.values import Criterion, ReadLot, ReadNotice

CRITERIA = {"price": "prijs", "cost": "kosten", "quality": "kwaliteit"}
UNITS = {"percentage": "%", "points": " punten", "order": " (volgorde van belang)"}
# What nearly every buyer scores, for a notice that names nothing.
USUAL = (
    Criterion("quality", "Uitvoering en planning"),
    Criterion("quality", "Kwaliteit en continuïteit"),
    Criterion("quality", "Mensen"),
)


def approach(notice: ReadNotice, lots: Sequence[ReadLot]) -> Iterator[Block]:
    """One paragraph per award criterion, of the notice and of these lots."""
    yield Heading("Hoe wij het aanpakken")
    criteria = _criteria(notice, lots)
    if not criteria:
        yield Paragraph(
            "De aankondiging noemt geen gunningscriteria die wij konden lezen. Neem ze over uit de documenten van de opdrachtgever."
        )
    for criterion in criteria or USUAL:
        yield from _paragraph(criterion)


def _paragraph(criterion: Criterion) -> Iterator[Block]:
    # eForms gives a criterion without a name its kind for a name: "price".
    name = CRITERIA.get(criterion.name, criterion.name)
    yield Heading(name[:120], 2)
    weight = _weight(criterion)
    if weight:
        yield Paragraph(weight, "note")
    if criterion.description and criterion.description != criterion.name:
        yield Paragraph(f"De opdrachtgever vraagt: {criterion.description}", "note")
    if criterion.kind in {"price", "cost"}:
        yield Paragraph(("Dit werken wij uit in hoofdstuk ", Ref("prijs"), "."))
        return
    # Cut, because each open point also stands on the list at the end and in the navigation of Word.
    short = name[:60]
    yield Bullets(
        (
            (Open("Wat beloven wij?", f"{short}: wat beloven wij?"),),
            (Open("Hoe doen wij dat, wie en wanneer?", f"{short}: hoe, wie en wanneer?"),),
            (Open("Hoe laten wij zien dat het lukt?", f"{short}: bewijs"),),
        )
    )


def _criteria(notice: ReadNotice, lots: Sequence[ReadLot]) -> list[Criterion]:
    """Each once: buyers repeat those of the notice at every lot."""
    criteria = dict.fromkeys(notice.criteria)
    for lot in lots:
        criteria |= dict.fromkeys(lot.criteria)
    return list(criteria)


def _weight(criterion: Criterion) -> str:
    kind = CRITERIA.get(criterion.kind, "")
    if criterion.weight is not None:
        unit = UNITS.get(criterion.weight_kind or "", "")
        return f"Soort criterium: {kind or 'kwaliteit'}. Weging: {write_decimal(criterion.weight)}{unit}."
    if kind:
        return f"Soort criterium: {kind}."
    return ""
