"""The price in files: for the buyer lines and rates, for ourselves how they came about. Each sum is a formula that can be checked."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from incubator.bids.documents.facts import written_name
from incubator.bids.documents.frame import (
    buyer_name,
    reference_of,
)
from incubator.bids.rules import pricing
from incubator.bids.rules.lots import lot_number
from incubator.bids.values.documents import BidPrice, BidSource
from incubator.bids.values.law import ProcurementLaw, of_directive
from incubator.bids.values.pricing import PricedLine, PriceLineKind, PriceTerms
from incubator.core.quantities import write_day
from incubator.core.workbooks import EUROS, PERCENT, Filled, Reckoned, Sheet, SheetRow, workbook

INCOMPLETE = "De prijs is nog niet compleet"
NO_VAT = "Hoeveel btw komt erbij: 0, 9 of 21 procent?"
WAGES = {"cao": "cao-loon", "minimum": "wettelijk minimumloon", "": "loon"}
ALL_LOTS = "Alle percelen"
LETTERS_OF_TITLE = 28  # of a page of a workbook; Excel takes 31
HEADS = ("Omschrijving", "Eenheid", "Aantal", "Prijs per eenheid (zonder btw)", "Bedrag (zonder btw)")


def price_sheet(source: BidSource) -> bytes:
    """For the buyer: what, how much, the rate and the amount; a page for each lot."""
    price = price_in(source)
    rows_of = _by_lot(source, price.lines)
    sheets = [_buyer_page(source, name, lines, price.terms) for name, lines in rows_of]
    return workbook(f"Prijzenblad {source.notice.title}", sheets, author=written_name(source), made_at=source.made_at)


def price_in(source: BidSource) -> BidPrice:
    if source.price is not None:
        return source.price
    return BidPrice(PriceTerms(), (), pricing.totals((), PriceTerms()), None)


def _by_lot(source: BidSource, lines: Sequence[PricedLine]) -> list[tuple[str, list[PricedLine]]]:
    """The lines of each lot on which we bid, and those that belong to none."""
    if len(source.lots) < 2 or not lines:
        return [("Prijzenblad", list(lines))]
    pages: dict[str, list[PricedLine]] = {ALL_LOTS: []}
    for lot in source.lots:
        pages[lot.id] = []
    # A line of a lot on which we no longer bid stands with those of all: it would else be gone unseen.
    for line in lines:
        pages[line.lot if line.lot in pages else ALL_LOTS].append(line)
    return [(_name_of(lot), rows) for lot, rows in pages.items() if rows]


def _name_of(lot: str) -> str:
    """What a page or a line of the workbook is called: a key such as LOT-0001 is no name."""
    return lot if lot in {"", ALL_LOTS} else f"Perceel {lot_number(lot)}"


def _buyer_page(source: BidSource, name: str, lines: Sequence[PricedLine], terms: PriceTerms) -> Sheet:
    rows = [*_heading(source, "Prijzenblad", name), SheetRow(HEADS, "head")]
    first = len(rows) + 1
    for number, line in enumerate(lines, start=first):
        rows.append(
            SheetRow(
                (
                    line.what,
                    unit_of(line),
                    Filled(_hundredths(line.quantity_hundredths)),
                    Filled(_hundredths(pricing.rate_of(line, terms)), EUROS),
                    Reckoned(f"=ROUND(C{number}*D{number},2)"),
                )
            )
        )
    last = max(len(rows), first)
    if not lines:
        reckoned = Reckoned(f"=ROUND(C{first}*D{first},2)")
        rows.append(SheetRow(("", "", Filled(None), Filled(None), reckoned)))
    rows += _sums(first, last, terms)
    return Sheet(name[:LETTERS_OF_TITLE], (46, 12, 12, 20, 20), tuple(rows))


def _sums(first: int, last: int, terms: PriceTerms) -> Iterator[SheetRow]:
    net, vat = last + 1, last + 2
    yield SheetRow(("Totaal zonder btw", "", None, None, Reckoned(f"=SUM(E{first}:E{last})")), "total")
    # In a cell of its own: who bids without VAT changes one number. Until somebody fills it in, no sum with VAT is named.
    rate = Filled(_share(terms.vat_hundredths), PERCENT)
    yield SheetRow(("Btw", "", None, rate, Reckoned(_once_known(f"D{vat}", f"ROUND(E{net}*D{vat},2)"))))
    yield SheetRow(("Totaal met btw", "", None, None, Reckoned(_once_known(f"D{vat}", f"E{net}+E{vat}"))), "total")


def _once_known(rate: str, sum_of: str) -> str:
    """A sum that stays empty as long as the cell with the rate of VAT is."""
    return f'=IF(ISBLANK({rate}),"",{sum_of})'


def _heading(source: BidSource, title: str, name: str) -> Iterator[SheetRow]:
    yield SheetRow((f"{title}: {source.notice.title}",), "title")
    about = [buyer_name(source.notice), reference_of(source.notice), name if len(source.lots) > 1 else ""]
    yield SheetRow((" · ".join(filter(None, about)),), "note")
    yield SheetRow((written_name(source),), "note")
    yield SheetRow(("",), "note")


def calculation(source: BidSource) -> bytes:
    """For ourselves: costs, what comes on top, and the wage beside it. The rates follow from it, line by line."""
    price = price_in(source)
    terms = price.terms
    rows = [*_heading(source, "INTERN, niet meesturen. Calculatie", ""), *_parameters(terms)]
    start = len(rows) - 4  # the row of the cost of an hour
    share = f"(1+$B${start + 1})*(1+$B${start + 2})*(1+$B${start + 3})"
    rows += [
        SheetRow(("",), "note"),
        SheetRow(
            ("Regel", "Eenheid", "Aantal", "Kosten per eenheid", "Kosten", "Tarief per eenheid", "Bedrag"), "head"
        ),
    ]
    first = len(rows) + 1
    for number, line in enumerate(price.lines, start=first):
        rows.append(
            SheetRow(
                (
                    ": ".join(filter(None, (_name_of(line.lot), line.what))),
                    unit_of(line),
                    Filled(_hundredths(line.quantity_hundredths)),
                    _cost_cell(line, start),
                    Reckoned(f"=ROUND(C{number}*D{number},2)"),
                    Reckoned(f"=ROUND(D{number}*{share},2)"),
                    Reckoned(f"=ROUND(C{number}*F{number},2)"),
                )
            )
        )
    # Without lines the sums still need a row to add up.
    rows += [SheetRow(("",), "note")] * (2 - bool(price.lines))
    rows += _breakdown(first, len(rows) - 1, start, len(rows) + 1)
    rows += _wage_rows(price, source.law)
    sheet = Sheet("Calculatie", (46, 14, 12, 18, 16, 18, 16), tuple(rows))
    return workbook("Calculatie", [sheet], author=written_name(source), made_at=source.made_at)


def unit_of(line: PricedLine) -> str:
    if line.kind is PriceLineKind.HOURS:
        return line.unit or "uur"
    return line.unit


def _cost_cell(line: PricedLine, start: int) -> Reckoned | Filled:
    """Hours without a cost of their own follow the cost of an hour, so that one cell changes them all."""
    if line.kind is PriceLineKind.HOURS and line.cost_cents is None:
        return Reckoned(f"=$B${start}")
    return Filled(_hundredths(line.cost_cents), EUROS)


def _parameters(terms: PriceTerms) -> Iterator[SheetRow]:
    yield SheetRow(("Uitgangspunten", ""), "head")
    yield SheetRow(("Kosten van een uur", Filled(_hundredths(terms.hour_cents), EUROS)))
    yield SheetRow(("Overhead", Filled(_share(terms.overhead_hundredths), PERCENT)))
    yield SheetRow(("Risico", Filled(_share(terms.risk_hundredths), PERCENT)))
    yield SheetRow(("Winst of reserve", Filled(_share(terms.profit_hundredths), PERCENT)))
    yield SheetRow(("Btw", Filled(_share(terms.vat_hundredths), PERCENT)))


def _breakdown(first: int, last: int, start: int, direct: int) -> Iterator[SheetRow]:
    """Costs and what comes on top, from the row `direct`; what rounding each rate makes of it stands on a line of its own."""

    def line(words: str, formula: str, kind: str = "") -> SheetRow:
        return SheetRow((words, "", None, None, None, None, Reckoned(formula)), kind)

    yield line("Kosten", f"=SUM(E{first}:E{last})")
    yield line("Overhead", f"=ROUND(G{direct}*B{start + 1},2)")
    yield line("Risico", f"=ROUND((G{direct}+G{direct + 1})*B{start + 2},2)")
    yield line("Winst of reserve", f"=ROUND((G{direct}+G{direct + 1}+G{direct + 2})*B{start + 3},2)")
    yield line("Afronding van de tarieven", f"=G{direct + 5}-SUM(G{direct}:G{direct + 3})")
    yield line("Totaal zonder btw", f"=SUM(G{first}:G{last})", "total")
    rate = f"B{start + 4}"
    yield line("Btw", _once_known(rate, f"ROUND(G{direct + 5}*{rate},2)"))
    yield line("Totaal met btw", _once_known(rate, f"G{direct + 5}+G{direct + 6}"), "total")


def _wage_rows(price: BidPrice, law: ProcurementLaw) -> Iterator[SheetRow]:
    """P-18: what an hour costs in the price, beside what it must cost (art. 2.116 Aw 2012)."""
    terms, wage = price.terms, price.wage
    yield SheetRow(("",), "note")
    yield SheetRow(("Vergelijking met het loon", ""), "head")
    # Nothing is compared with a wage that nobody looked up.
    if wage is None:
        yield SheetRow(("Vul het loon in, met de bron: dan staat het hier naast de prijs", ""))
        return
    checked = f", vastgelegd op {write_day(price.wage_checked_on)}" if price.wage_checked_on else ""
    yield SheetRow(
        (
            f"Loon per uur ({WAGES[terms.wage_source]}: {terms.wage_named}{checked})",
            Filled(_hundredths(terms.wage_cents), EUROS),
        )
    )
    yield SheetRow(
        ("Daar komt bij aan vakantiegeld, premies en pensioen", Filled(_share(terms.on_top_hundredths), PERCENT))
    )
    yield SheetRow(("Een betaald uur kost ten minste", Filled(_hundredths(wage.least_cents), EUROS)))
    yield SheetRow(("In deze prijs kost een uur", Filled(_hundredths(wage.priced_cents), EUROS)))
    words = (
        f"Dit is lager dan wat het moet kosten{law.bracketed('art. 2.116 Aw 2012', of_directive('69'))}."
        if wage.is_low
        else "Dit is genoeg voor het loon."
    )
    yield SheetRow((words, ""), "total")
    if terms.explanation:
        yield SheetRow((f"Uitleg: {terms.explanation}", ""), "note")


def _hundredths(number: int | None) -> Decimal | None:
    if number is None:
        return None
    return Decimal(number) / 100


def _share(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(hundredths) / 10_000
