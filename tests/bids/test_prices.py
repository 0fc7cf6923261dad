"""The price: from hours and things to a total, beside the wage; a workbook that reckons the same; nothing typed becomes a formula."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import docx
import pytest
from openpyxl import load_workbook

from incubator.bids.documents.kinds import PlannedDocument
from incubator.bids.documents.offers import quotation
from incubator.bids.documents.prices import calculation, price_sheet
from incubator.bids.documents.sets import BY_KEY, made
from incubator.bids.rules import pricing
from incubator.bids.values.documents import BidPrice, BidSource, ProcurementRoute
from incubator.bids.values.pricing import PricedLine, PriceLineKind, PriceTerms
from incubator.core.errors import RuleViolation
from incubator.core.word import plain
from incubator.formats.values import NoticeKind, ReadLot, ReadNotice, ReadOrganisation

HOURS, OTHER = PriceLineKind.HOURS, PriceLineKind.OTHER
TERMS = PriceTerms(
    hour_cents=2635,
    overhead_hundredths=1050,
    risk_hundredths=300,
    profit_hundredths=250,
    vat_hundredths=2100,
    wage_cents=1550,
    wage_source="cao",
    wage_named="cao Hoveniers, schaal 2, 1-1-2026",
    on_top_hundredths=3600,
)
LINES = (
    PricedLine(HOURS, "Snoeien", 120_050, "uur"),
    PricedLine(HOURS, "Leiding", 10_000, "uur", 3111),
    PricedLine(OTHER, "Afvoer van groen", 1_250, "vracht", 18_995),
)
NOTICE = ReadNotice(
    format="x",
    identities=(),
    kind=NoticeKind.COMPETITION,
    title="Groen in de wijk",
    buyer=ReadOrganisation("Gemeente Utrecht", "buyer"),
)


def priced(lines=LINES, terms=TERMS):
    reckoned = pricing.totals(lines, terms)
    return BidPrice(terms, tuple(lines), reckoned, pricing.beside_the_wage(reckoned, terms))


def source(price=None, **more):
    return BidSource(
        **{
            "notice": NOTICE,
            "route": ProcurementRoute.EU,
            "facts": {},
            "cooperative": "De Tuin",
            "has_deed": True,
            "is_local": False,
            "lots": (),
            "deadline": None,
            "made_at": datetime(2026, 11, 28, 9, 0, tzinfo=UTC),
            "price": price or priced(),
            **more,
        }
    )


def test_each_rate_is_a_cost_that_has_grown_and_the_total_is_the_sum_of_the_lines():
    grown = Decimal("1.105") * Decimal("1.03") * Decimal("1.025")
    rates = [pricing.rate_of(line, TERMS) for line in LINES]
    assert rates == [round(cost * grown) for cost in (2635, 3111, 18_995)]
    amounts = [pricing.amount_of(line, TERMS) for line in LINES]
    reckoned = pricing.totals(LINES, TERMS)
    assert reckoned.net == sum(amounts)
    assert reckoned.vat == round(reckoned.net * Decimal("0.21"))
    assert reckoned.gross == reckoned.net + reckoned.vat
    assert reckoned.hours_hundredths == 130_050


@pytest.mark.parametrize(
    "line",
    [
        PricedLine(HOURS, "x", None),
        PricedLine(OTHER, "x", 100),
    ],
)
def test_a_line_that_misses_something_counts_for_nothing_and_is_counted(line):
    reckoned = pricing.totals([line], TERMS)
    assert (reckoned.net, reckoned.unpriced) == (0, 1)


def test_half_a_cent_goes_up_as_in_a_spreadsheet():
    assert pricing.amount_of(PricedLine(OTHER, "x", 50, "", 1), PriceTerms()) == 1
    assert pricing.amount_of(PricedLine(OTHER, "x", 49, "", 1), PriceTerms()) == 0


@pytest.mark.parametrize(
    ("hour_cents", "explanation", "low", "stops"),
    [
        (2108, "", False, False),
        (2107, "", True, True),
        (2107, "Wij leren hier.", True, False),
        (5000, "", False, False),
    ],
)
def test_a_price_below_the_wage_is_explained_or_stays(hour_cents, explanation, low, stops):
    terms = replace(TERMS, hour_cents=hour_cents, explanation=explanation)
    price = priced([PricedLine(HOURS, "Snoeien", 1000)], terms)
    assert price.wage.least_cents == 2108  # 15,50 and 36 percent
    assert price.wage.is_low is low
    planned = PlannedDocument(BY_KEY["price"], source(price))
    if stops:
        with pytest.raises(RuleViolation, match="below the wage"):
            made(planned)
    else:
        assert made(planned).content


def test_without_a_wage_or_hours_nothing_is_compared():
    assert priced(terms=replace(TERMS, wage_cents=None)).wage is None
    assert priced([PricedLine(OTHER, "Afvoer", 100, "", 500)]).wage is None


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (PriceTerms(in_plan=True), "in_plan_because"),
        (PriceTerms(wage_cents=1500), "wage_named"),
        (PriceTerms(wage_cents=1500, wage_named="cao"), "wage_named"),
    ],
)
def test_a_choice_needs_its_reason(terms, field):
    with pytest.raises(RuleViolation) as refused:
        pricing.check(terms)
    assert refused.value.field == field


def reckoned_by_office(content, folder, name):
    """The values of the cells after LibreOffice has worked out every formula anew."""
    assert shutil.which("soffice"), "LibreOffice is needed (apt-get install libreoffice-calc)"
    path = folder / f"{name}.xlsx"
    path.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    done = subprocess.run(
        [*command, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "uit"), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    made_by_office = folder / "uit" / f"{name}.xlsx"
    assert made_by_office.is_file(), f"LibreOffice Calc is needed (apt-get install libreoffice-calc): {done.stderr!r}"
    return load_workbook(made_by_office, data_only=True)


def by_label(page, column):
    return {row[0].value: row[column].value for row in page.iter_rows() if row[0].value}


def test_the_workbooks_reckon_what_the_page_shows(tmp_path):
    price = priced()
    sheet = reckoned_by_office(price_sheet(source(price)), tmp_path, "prijzenblad")["Prijzenblad"]
    shown = by_label(sheet, 4)
    totals = price.totals
    assert round(shown["Totaal zonder btw"] * 100) == totals.net
    assert round(shown["Btw"] * 100) == totals.vat
    assert round(shown["Totaal met btw"] * 100) == totals.gross
    assert round(shown["Snoeien"] * 100) == pricing.amount_of(LINES[0], TERMS)
    page = reckoned_by_office(calculation(source(price)), tmp_path, "calculatie")["Calculatie"]
    ours = by_label(page, 6)
    expected = {
        "Kosten": totals.direct,
        "Totaal zonder btw": totals.net,
        "Totaal met btw": totals.gross,
    }
    assert {label: round(ours[label] * 100) for label in expected} == expected
    # The three that stand on top of the costs have a percentage of the same name above.
    breakdown = [row[6].value for row in page.iter_rows() if row[0].value in {"Overhead", "Risico", "Winst of reserve"}]
    assert [round(value * 100) for value in breakdown if value is not None] == [
        totals.overhead,
        totals.risk,
        totals.profit,
    ]
    rounding = round(ours["Afronding van de tarieven"] * 100)
    assert rounding == totals.net - totals.direct - totals.overhead - totals.risk - totals.profit


def test_every_sum_is_a_formula_that_can_be_checked():
    page = load_workbook(io.BytesIO(price_sheet(source())))["Prijzenblad"]
    formulas = by_label(page, 4)
    assert formulas["Snoeien"].startswith("=ROUND(C")
    assert formulas["Totaal zonder btw"].startswith("=SUM(E")


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "%x"])
def test_nothing_that_people_type_becomes_a_formula(typed):
    line = PricedLine(HOURS, typed, 100, typed, 100, typed)
    terms = replace(TERMS, wage_named=typed, explanation=typed)
    for content in (
        price_sheet(source(priced([line], terms), notice=replace(NOTICE, title=typed))),
        calculation(source(priced([line], terms), cooperative=typed)),
    ):
        for page in load_workbook(io.BytesIO(content)):
            for row in page.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert cell.value.startswith(("=ROUND(", "=SUM(", "=IF(ISBLANK(", "=$B$", "=E", "=G")), (
                            cell.value
                        )


def test_the_buyer_sees_no_cost_no_profit_and_no_wage():
    page = load_workbook(io.BytesIO(price_sheet(source())))["Prijzenblad"]
    words = " ".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None)
    for hidden in ("26.35", "15.5", "cao", "Overhead", "Winst", "INTERN"):
        assert hidden not in words


def test_each_lot_has_a_page_and_what_is_of_all_lots_one_of_its_own():
    lots = (ReadLot("LOT-0001", title="Noord"), ReadLot("LOT-0002", title="Zuid"))
    lines = (replace(LINES[0], lot="LOT-0001"), replace(LINES[1], lot="LOT-0002"), LINES[2])
    book = load_workbook(io.BytesIO(price_sheet(source(priced(lines), lots=lots))))
    assert book.sheetnames == ["Alle percelen", "Perceel 1", "Perceel 2"]


def test_a_quotation_holds_the_offer_the_price_and_how_long_it_holds():
    terms = replace(TERMS, offer_text="Wij maaien.\nSnoeien hoort er niet bij.", valid_days=30)
    text = plain(quotation(source(priced(terms=terms), route=ProcurementRoute.PRIVATE)))
    assert "Wij maaien." in text
    assert "30 dagen" in text
    assert "Totaal met btw" in text
    assert "26,35" not in text  # what an hour costs us


def test_a_quotation_without_words_or_price_is_open():
    document = quotation(source(BidPrice(PriceTerms(), (), pricing.totals((), PriceTerms()), None)))
    text = plain(document)
    assert "[Wat bieden wij aan, en wat niet?]" in text
    assert "[De prijs]" in text
    assert "[geldigheid]" in text


@pytest.mark.parametrize("in_plan", [False, True])
def test_the_price_stands_in_the_plan_only_when_the_buyer_asks_it(in_plan):
    terms = replace(TERMS, in_plan=in_plan, in_plan_because="Beschrijvend document, 4.2")
    content = made(PlannedDocument(BY_KEY["plan"], source(priced(terms=terms)))).content
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert ("€" in text) is in_plan
    assert ("Beschrijvend document, 4.2" in text) is in_plan


def test_a_line_of_the_calculation_names_its_lot_as_people_do():
    lines = (replace(LINES[0], lot="LOT-0002"), LINES[1])
    book = load_workbook(io.BytesIO(calculation(source(priced(lines)))))
    words = " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value is not None)
    assert f"Perceel 2: {LINES[0].what}" in words
    assert "LOT-" not in words
