"""The plan of approach: what it says, where each fact comes from, and a Word file that survives editing and hostile text."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import docx
import pytest
from lxml import etree

from incubator.bids.documents import SHOWN, Known
from incubator.bids.documents.facts import amount
from incubator.bids.documents.internal import open_points_and_facts
from incubator.bids.documents.plan import plan_of_approach
from incubator.bids.documents.sets import gaps_of_set, made, planned_of
from incubator.bids.messages.criteria import criteria_of
from incubator.bids.queries.documents import BidParts
from incubator.bids.values.documents import BidSource, ProcurementRoute
from incubator.cooperatives.values import FACT_KEYS
from incubator.core.word import Heading, open_points, plain, to_bytes
from incubator.formats.values import Criterion, Doubt, Money, NoticeKind, ReadLot, ReadNotice, ReadOrganisation

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTICE = ReadNotice(
    format="tenderned-detail",
    identities=(),
    kind=NoticeKind.COMPETITION,
    title="Groenonderhoud Zonnewijk",
    description="Het onderhoud van plantsoenen.\n\nMet bewoners.",
    buyer=ReadOrganisation("Gemeente Utrecht", "buyer"),
    nature="services",
    procedure="open",
    cpv=("77310000",),
    places=("NL350",),
    place_derived=True,
    value=Money(Decimal("185000.00")),
    duration_months=48,
    published=date(2026, 11, 2),
    url="https://www.tenderned.nl/aankondigingen/overzicht/1",
    criteria=(Criterion("quality", "Samenwerking met de buurt", weight=Decimal(60), weight_kind="percentage"),),
    lots=(
        ReadLot("LOT-0001", title="Noord", value=Money(Decimal(1))),
        ReadLot("LOT-0002", title="Zuid", criteria=(Criterion("price", "price"),)),
        ReadLot("GLO-0001", kind="group", title="Samen"),
    ),
    doubts=(Doubt("deadline", "2049-12-31", "x"),),
)
EMPTY = ReadNotice(format="feed", identities=(), kind=NoticeKind.COMPETITION, title="")


def known(**facts):
    return {
        key: Known(FACT_KEYS[key].nl, value, "zelf ingevuld", date(2026, 7, 28))
        for key, value in {
            "identity.name": "Coöperatief Groenbedrijf De Zonnewijk U.A.",
            "identity.kvk": "81234567",
            "offer.description": "Wij onderhouden plantsoenen.",
            "people.founders": [{"name": "Fatma", "email": "fatma@example.org"}],
            "offer.max_value": "400000",
            "finance.hourly_rate": "46.50",
            "evidence.references": [{"client": "Corporatie", "work": "Tuinen", "year": "2026", "value": "38000"}],
            **facts,
        }.items()
    }


NO_ROWS = BidParts((), (), (), None, (), ())


def source(notice=NOTICE, facts=None, lots=("LOT-0001", "LOT-0002"), **more):
    chosen = tuple(lot for lot in notice.lots if lot.kind == "lot" and (lot.id in lots or not lots))
    return BidSource(
        notice=notice,
        route=ProcurementRoute.EU,
        facts=known() if facts is None else facts,
        cooperative="De Zonnewijk",
        has_deed=True,
        is_local=True,
        lots=chosen,
        deadline=datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
        made_at=NOW,
        criteria=tuple(criteria_of(notice, NO_ROWS, chosen)),
        **more,
    )


def plan(*arguments, **named):
    return plan_of_approach(source(*arguments, **named))


def opened(document=None):
    return docx.Document(io.BytesIO(to_bytes(document or plan())))


def part(document, name):
    with zipfile.ZipFile(io.BytesIO(to_bytes(document))) as file:
        return etree.fromstring(file.read(name))


def everything(word):
    texts = [paragraph.text for paragraph in word.paragraphs]
    texts += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def test_it_holds_the_facts_of_the_group_and_of_the_notice():
    text = plain(plan())
    for part_of_it in (
        "Coöperatief Groenbedrijf De Zonnewijk U.A., KVK 81234567",
        "Groenonderhoud Zonnewijk",
        "Gemeente Utrecht",
        "dinsdag 1 december 2026, 10.00 uur",
        "1: Noord; 2: Zuid",
        "Samenwerking met de buurt",
        "Weging: 60%",
    ):
        assert part_of_it in text, part_of_it


def test_no_amount_stands_in_the_plan():
    text = plain(plan())
    assert "€" not in text
    assert "46,50" not in text
    assert "38.000" not in text


def test_every_fact_that_is_shown_is_listed_with_source_and_date_and_no_other():
    word = opened(open_points_and_facts(source(), ()))
    listed = next(table for table in word.tables if table.rows[0].cells[2].text == "Bron")
    rows = [[cell.text for cell in row.cells] for row in listed.rows][1:]
    assert ["KVK-nummer", "81234567", "zelf ingevuld", "28 juli 2026"] in rows
    assert len(rows) == 5
    assert "fatma@example.org" not in everything(word)
    assert "400.000" not in everything(word)


def test_what_is_shown_are_facts_that_bids_may_read():
    assert all(key in FACT_KEYS and {"bids"} & set(FACT_KEYS[key].readers) for key in SHOWN)


def test_what_is_open_stands_out_in_the_text_and_on_the_list_of_the_group():
    gaps = gaps_of_set(source(facts={}))
    asked = {gap.what for gap in gaps}
    assert "KVK-nummer van de coöperatie" in asked
    assert any("Referenties" in question for question in asked)
    assert len(gaps) == len(set(gaps))
    word = opened(open_points_and_facts(source(facts={}), gaps))
    # What is open in more papers and mended on one page stands there once.
    once = dict.fromkeys((gap.what, gap.page) for gap in gaps)
    assert [row.cells[1].text for row in word.tables[0].rows][1:] == [what for what, _page in once]
    document = opened(plan(facts={}))
    marked = {run.text for paragraph in document.paragraphs for run in paragraph.runs if run.style.name == "Open punt"}
    assert "[KVK-nummer]" in marked


def test_only_the_chosen_lots_are_in_it():
    assert "Zuid" in plain(plan())
    only = plan(lots=["LOT-0001"])
    assert "Zuid" not in plain(only)
    assert "GLO-0001" not in plain(plan())


def test_headings_are_real_numbered_and_in_the_contents():
    word = opened()
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in word.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert ("Heading 1", "Samenvatting") in headings
    assert ("Heading 1", "Samenwerking met de buurt") in headings
    assert not [text for _style, text in headings if re.match(r"\d", text)]  # the number comes from the style
    xml = part(plan(), "word/document.xml")
    assert any("TOC" in (field.text or "") for field in xml.iter(f"{W}instrText"))
    numbered = part(plan(), "word/styles.xml").xpath(
        "//w:style[w:name/@w:val='heading 1']//w:numPr", namespaces={"w": W.strip("{}")}
    )
    assert numbered


def test_a_criterion_of_price_leads_to_the_price_sheet():
    assert "Ons antwoord op dit criterium staat in het prijzenblad" in plain(plan())


def test_a_letter_names_what_goes_along_and_nothing_internal():
    (letter,) = [made(planned) for planned in planned_of(source()) if planned.kind.key == "letter"]
    text = everything(docx.Document(io.BytesIO(letter.content)))
    assert "Plan van aanpak, perceel 1" in text
    assert "Prijzenblad" in text
    assert "Controlelijst" not in text
    assert "onvoorwaardelijk" in text


def test_language_header_footer_version_and_date():
    word = opened()
    assert word.core_properties.language == "nl-NL"
    styles = part(plan(), "word/styles.xml")
    assert styles.find(f".//{W}docDefaults//{W}lang").get(f"{W}val") == "nl-NL"
    section = word.sections[0]
    assert "concept" in section.header.paragraphs[0].text
    assert "24 november 2026" in section.footer.paragraphs[0].text
    assert "24 november 2026" in section.first_page_footer.paragraphs[0].text
    assert word.core_properties.title == "Plan van aanpak: Groenonderhoud Zonnewijk"


def test_a_long_title_leaves_room_for_the_version_in_the_header():
    header = opened(plan(replace(NOTICE, title="Groen " * 60))).sections[0].header.paragraphs[0].text
    title, version = header.split("\t")
    assert version == "concept"
    assert len(title) <= 75
    assert title.endswith("…")


def test_tables_say_what_they_are_and_repeat_their_head():
    for table in opened().tables:
        properties = table._tbl.tblPr
        assert properties.find(f"{W}tblDescription").get(f"{W}val")
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None


def test_nothing_is_formatted_directly():
    for run in part(plan(), "word/document.xml").iter(f"{W}rPr"):
        assert {etree.QName(child).localname for child in run} <= {"rStyle", "webHidden", "noProof"}


def test_it_survives_opening_and_saving_again():
    word = opened()
    again = io.BytesIO()
    word.save(again)
    assert everything(docx.Document(again)) == everything(word)


HOSTILE = [
    "\x00\x01\x0b\x1f\ufffe",
    "\ud800",
    "{{ 7*7 }} {% for %}",
    "\u202eomgekeerd",
    "👩‍🌾🥕",
    "<w:p>&amp;]]><!--",
    "a" * 40_000,
    "regel\n\n\tregel\r\nregel",
    "Ünïcødé 𝔤𝔯𝔬𝔢𝔫",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives_in_facts_and_notice(text):
    notice = replace(
        NOTICE,
        title=f"Groen {text}",
        description=text,
        buyer=ReadOrganisation(text, "buyer"),
        url=f"https://example.org/{text}",
        procedure=text,
        cpv=(text,),
        places=(text,),
        nature=text,
        criteria=(Criterion("quality", text, text),),
        lots=(ReadLot(text, title=text), ReadLot("2", title=text)),
        doubts=(Doubt(text, text, text),),
    )
    facts = known(**dict.fromkeys(("identity.name", "offer.description", "contact.name"), text))
    word = opened(plan(notice, facts, lots=[text, "2"]))
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\s]", "", text)
    assert kept[:100] in re.sub(r"\s", "", everything(word))


@pytest.mark.parametrize("notice", [EMPTY, replace(EMPTY, title="x", lots=(), buyer=None, value=None)])
def test_a_notice_that_says_little_gives_a_plan_with_open_points(notice):
    document = plan(notice, {}, lots=[])
    assert len(open_points(document)) > 8
    assert "None" not in plain(document)


def test_a_foreign_currency_is_not_shown_as_euros():
    document = open_points_and_facts(source(replace(NOTICE, value=Money(Decimal(50000), "NOK"), lots=())), ())
    assert "NOK 50.000" in plain(document)
    assert "€ 50.000" not in plain(document)


def test_a_deadline_without_an_hour_is_shown_as_a_day():
    text = plain(plan(replace(NOTICE, deadline_day_only=True)))
    assert "1 december 2026, die hele dag nog" in text
    assert "10.00 uur" not in text


def test_a_plan_without_chosen_lots_is_about_all_of_them():
    text = plain(plan(lots=[]))
    assert "Noord" in text
    assert "Zuid" in text
    assert "GLO-0001" not in text


@pytest.mark.parametrize(
    ("criterion", "line"),
    [
        (Criterion("quality", "Plan"), "een gunningscriterium van u (kwaliteit)."),
        (Criterion("price", "Prijs", weight=Decimal("40.00"), weight_kind="points"), "(prijs). Weging: 40 punten."),
        (Criterion("cost", "Kosten", weight=Decimal("2.50")), "(kosten). Weging: 2,5."),
        (
            Criterion("x", "Plan", weight=Decimal(1), weight_kind="order"),
            "(kwaliteit). Weging: 1 (volgorde van belang).",
        ),
    ],
)
def test_the_weight_of_a_criterion_is_shown_as_the_buyer_gives_it(criterion, line):
    assert line in plain(plan(replace(NOTICE, criteria=(criterion,))))


def test_a_criterion_that_every_lot_repeats_is_answered_once():
    criterion = Criterion("quality", "Samen met de buurt")
    lots = (ReadLot("1", criteria=(criterion,)), ReadLot("2", criteria=(criterion,)))
    document = plan(replace(NOTICE, criteria=(criterion,), lots=lots), lots=["1", "2"])
    assert [block.text for block in document.blocks if isinstance(block, Heading)].count("Samen met de buurt") == 1


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("people.members_count", "6100", "Aantal leden 6.100"),
        ("people.members_count", "12", "Aantal leden 12"),
        ("identity.deed_date", "2026-03-01", "Opgericht op 1 maart 2026"),
        ("evidence.certificates", ["VCA", "ISO"], "Certificaten VCA; ISO"),
    ],
)
def test_facts_are_written_the_dutch_way(key, value, line):
    assert line in " ".join(plain(plan(facts=known(**{key: value}))).split())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("38000", "€ 38.000"),
        ("38.000", "€ 38.000"),
        ("€ 10.000,-", "€ 10.000"),
        ("1250,50", "€ 1.250,50"),
        ("10,000", "10,000"),
        ("ongeveer 5 ton", "ongeveer 5 ton"),
        ("", ""),
        ("1e9", "1e9"),
    ],
)
def test_the_value_of_earlier_work_is_an_amount_or_stays_as_it_was_written(written, shown):
    assert amount(written) == shown


def test_libreoffice_opens_it_without_loss(tmp_path):
    assert shutil.which("soffice"), "LibreOffice is needed (apt-get install libreoffice-writer)"
    (tmp_path / "plan.docx").write_bytes(to_bytes(plan()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "plan.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "plan.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    for line in (
        "1   Samenvatting",
        "Groenonderhoud Zonnewijk",
        "Pagina 1 van",
    ):
        assert " ".join(line.split()) in " ".join(text.split()), line
    assert re.search(r"2\s+Samenwerking met de buurt", text)
