"""The number under which a buyer keeps a procurement: read in every format, and left out where it is not surely its own."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from incubator.formats import buyer_numbers, merging, ocds, ocds_writing, recognise, stored, ted_search, tenderned
from incubator.formats.buyer_numbers import LONGEST
from incubator.formats.ocds_writing import ReleaseNames
from incubator.formats.values import Identity, NoticeKind, ReadLot, ReadNotice, ReadOrganisation, Scheme
from tests.formats.test_eforms import lot, notice, tag
from tests.formats.test_ocds import release
from tests.formats.test_ted_export import export, form, object_contract
from tests.formats.test_ted_export import tag as old_tag
from tests.formats.test_ted_search import search_hit
from tests.formats.test_tenderned import detail

NAMES = ReleaseNames("ocds-abc123-1", "1-a", "1", datetime(2026, 11, 3, tzinfo=UTC))
NUMBERS = [
    *("I&A2017/0058", "JRC/GEE/2023/OP/0053", "39/2023", "DPS — 774", "2024-FCS-0010", "0219", "EU-227 PTE", "18.04.2018/905"),
    *("20383042 Werving en selectie IT personeel", "Z/24/1.2.3", "AI 2020-0251", "14-2023", "31127608"),
]  # fmt: skip
NO_NUMBERS = [
    *(None, "", " ", "-", "--", "—", ".", "n.v.t.", "N.V.T", "nvt", "n/a", "not available", "geen", "onbekend", "xyz", "xxx", "test"),
    *("zie documenten", "Zie aanbestedingsdocumenten", "zie bijlage 12", "see document 3.1.4", "Zie TenderNed 441936", "nog te bepalen"),
    *("0", "000", "1", "01", "B1", "111", "9999", "123", "12345", "1234567", "Perceel 1", "lot 12", "LOT-0001", "deel 2"),
    *("887827ba-1111-4aaa-8bbb-123456789abc", "887827ba11114aaa8bbb123456789abc", "kenmerk 887827ba-1111-4aaa-8bbb-123456789abc"),
    *("ocds-1l04xe-615009", "242317-2026", "00242317-2026", "2026/S 118-242317", "TN441936", "TN-441936", "TenderNed kenmerk: 615009"),
    *("inkoop@gemeente1.nl", "https://www.gemeente.nl/12345", "www.gemeente24.nl", "2026", "2026-11-02", "02-11-2026", "2.11.26"),
    *("0612345678", "06-12345678", "+31 6 12345678", "030 286 0000", "Groenonderhoud in de wijk", "A" * 99, "1" * (LONGEST + 1)),
    "Z-" + "9" * 50_000,
]  # fmt: skip


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_is_read_as_the_buyer_wrote_it(written):
    assert buyer_numbers.read(written) == written


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_fills_the_field_or_names_something_else_is_no_number(written):
    assert buyer_numbers.read(written) is None


def test_what_does_not_show_is_left_out_of_a_number():
    assert buyer_numbers.read("\u202e\u2066 Z\u200b-2026\x00\n 00\x1b17\t<b>a</b>&amp;b\ufeff") == "Z-2026 00 17 a &b"
    assert buyer_numbers.read("\ud800Z-2026") is not None
    assert len(buyer_numbers.read("Z" * (LONGEST - 2) + "19")) == LONGEST


def plain_notice(number="Z-2026-17", **more):
    names = (
        Identity(Scheme.TED, "242317-2026"),
        Identity(Scheme.TENDERNED, "441936"),
        Identity(Scheme.KENMERK, "615009"),
    )
    fields = {"title": "Onderhoud A27/A1", "cpv": ("77310000",), "sources": {buyer_numbers.FIELD: "here"}, **more}
    buyer = ReadOrganisation("Stad", "buyer", ids=("3028 0353",))
    return ReadNotice("eforms", names, NoticeKind.COMPETITION, buyer=buyer, buyer_reference=number, **fields)


@pytest.mark.parametrize("number", ["615009", "441936", "onderhoud a27 / a1", "30280353", "77310000"])
def test_the_title_and_what_others_call_it_are_no_number_of_the_buyer(number):
    shown = buyer_numbers.own(plain_notice(number))
    assert shown.buyer_reference is None
    assert shown.sources == {}


def test_the_number_of_a_platform_in_its_own_address_is_not_that_of_the_buyer():
    address = "https://vergabe.example/Detail/168990?x=1"
    for field in ("url", "documents_url", "submission_url"):
        assert buyer_numbers.own(plain_notice("168990", **{field: address})).buyer_reference is None
    assert buyer_numbers.own(plain_notice("16899", documents_url=address)).buyer_reference == "16899"


def lots(*numbers):
    return tuple(
        ReadLot(f"LOT-{at:04}", title=f"Wijk {at}00", buyer_reference=number) for at, number in enumerate(numbers)
    )


@pytest.mark.parametrize(
    ("whole", "of_lots", "expected", "expected_of_lots"),
    [
        ("Z-17", ("Z-17.1", "Z-17.2"), "Z-17", ["Z-17.1", "Z-17.2"]),
        ("Z-17", ("z 17", "Z-17.2"), "Z-17", [None, "Z-17.2"]),
        (None, ("Z-17", "Z-17"), "Z-17", [None, None]),
        (None, ("Z-17", "Z-18"), None, ["Z-17", "Z-18"]),
        (None, ("Z-17", None), None, ["Z-17", None]),
        (None, ("Wijk 000", "615009"), None, [None, None]),
    ],
)  # fmt: skip
def test_a_lot_has_a_number_only_beside_that_of_the_whole(whole, of_lots, expected, expected_of_lots):
    read = buyer_numbers.own(plain_notice(whole, lots=lots(*of_lots)))
    assert read.buyer_reference == expected
    assert [lot.buyer_reference for lot in read.lots] == expected_of_lots


def only_notice(data):
    (read,) = recognise.read(data).notices
    return read


def test_eforms_has_it_at_the_procedure_and_at_its_lots():
    own = tag("cbc:ID", "Z-2026-17", ' schemeName="InternalID"')
    of_lots = "".join(
        lot(f"LOT-000{at}", project=tag("cbc:ID", number)) for at, number in enumerate(("Z-2026-17", "Z-2026-17-b"))
    )
    read = only_notice(notice(project=own, lots=of_lots))
    assert read.buyer_reference == "Z-2026-17"
    assert [lot.buyer_reference for lot in read.lots] == [None, "Z-2026-17-b"]
    assert read.sources["buyer_reference"].startswith("BT-22-Procedure")
    assert "buyer_reference" not in only_notice(notice(project=tag("cbc:ID", "n.v.t."))).sources


@pytest.mark.parametrize("version", ["R2.0.8", "R2.0.9"])
def test_the_forms_of_2014_have_it_in_section_two(version):
    number = old_tag("REFERENCE_NUMBER", old_tag("P", "I&amp;A2017/0058"))
    assert (
        only_notice(export(form("02", object_contract("", more=number)), release=version)).buyer_reference
        == "I&A2017/0058"
    )


def test_the_forms_before_have_it_among_the_administrative_information():
    inside = old_tag("ADMINISTRATIVE_INFORMATION", old_tag("FILE_REFERENCE_NUMBER", old_tag("P", "19539606")))
    body = old_tag("FD_CONTRACT", inside, CTYPE="SERVICES")
    data = export(old_tag("CONTRACT", body, LG="NL", CATEGORY="ORIGINAL", FORM="2"), release="R2.0.8")
    assert only_notice(data).buyer_reference == "19539606"


def test_ted_search_and_tenderned_have_a_field_for_it():
    assert ted_search.read(search_hit(**{"internal-identifier-proc": "Z-17"})).buyer_reference == "Z-17"
    assert ted_search.read(search_hit(**{"internal-identifier-proc": ["Z-17"]})).buyer_reference == "Z-17"
    of_lots = {"identifier-lot": ["LOT-1", "LOT-2"], "internal-identifier-lot": ["Z-17.1", "Z-17.2"]}
    assert [lot.buyer_reference for lot in ted_search.read(search_hit(**of_lots)).lots] == ["Z-17.1", "Z-17.2"]
    assert tenderned.read(detail(referentieNummer="Z-17")).buyer_reference == "Z-17"
    assert tenderned.read(detail(referentieNummer=31127608)).buyer_reference == "31127608"
    for name in (615009, "615009", "TN615009", 441936, "654717-2026", ["Z-17"], {"a": 1}, True):
        assert tenderned.read(detail(referentieNummer=name)).buyer_reference is None


def test_ocds_has_it_only_where_it_is_marked_as_internal():
    marked = release()
    marked["tender"]["identifiers"] = [{"scheme": "US-BIDNBR", "id": "0017"}, {"scheme": "internal", "id": "Z-17"}]
    assert ocds.read(marked).buyer_reference == "Z-17"
    # The id of a tender is one that the publisher made.
    made = release()
    made["tender"]["id"] = "Z-17"
    assert ocds.read(made).buyer_reference is None


def test_an_ocds_release_of_ours_gives_it_and_is_read_again():
    given = plain_notice("Z-17", lots=lots("Z-17.1", None))
    written = ocds_writing.release(given, NAMES)
    assert written["tender"]["identifiers"] == [{"id": "Z-17", "scheme": "internal"}]
    assert any("ocds_1_2_draft_extension" in address for address in ocds_writing.extensions_of(written))
    read = ocds.read(json.loads(json.dumps(written, default=str)))
    assert read.buyer_reference == "Z-17"
    assert [lot.buyer_reference for lot in read.lots] == ["Z-17.1", None]
    nothing = ocds_writing.release(plain_notice(None), NAMES)
    assert "identifiers" not in json.dumps(nothing, default=str)


def test_of_several_sources_the_best_is_believed_unless_another_shows_whose_number_it_is():
    first = replace(plain_notice("615009"), identities=(Identity(Scheme.TED, "654717-2026"),))
    second = tenderned.read(detail(referentieNummer="Z-17"))
    # TED's own reading cannot know that 615009 is the number of TenderNed.
    assert buyer_numbers.own(first).buyer_reference == "615009"
    assert merging.merge([first, tenderned.read(detail())]).buyer_reference is None
    assert merging.merge([second, replace(first, buyer_reference="Y-16")]).buyer_reference == "Y-16"
    assert merging.merge([replace(first, buyer_reference=None), second]).buyer_reference == "Z-17"


def test_a_stored_reading_keeps_it():
    kept = plain_notice("Z-17", lots=lots("Z-17.1"))
    assert stored.load(json.loads(json.dumps(stored.dump(kept)))) == kept
    assert stored.load({**stored.dump(plain_notice(None))}).buyer_reference is None


# What the real notices give: looked at one by one, and counted.

REAL = {
    "eforms-real/2023-OJS165-00522031.xml": "JRC/GEE/2023/OP/0053",
    "eforms-real/2024-OJS015-00041387.xml": "2024L000S00002",
    "eforms-real/2024-OJS018-00050164.xml": None,  # the number of the platform
    "eforms-real/2024-OJS028-00082127.xml": "S95512/5-Dionz/2024",
    "eforms-real/2024-OJS044-00127505.xml": None,  # its title once more
    "eforms-real/2024-OJS048-00140913.xml": "T55620",
    "eforms-real/2024-OJS056-00163529.xml": "PPP0B3-16006/4293/B11165",
    "eforms-real/2024-OJS064-00189213.xml": None,  # only lots are numbered: 1, 2, 3
    "eforms-real/2024-OJS065-00191536.xml": "2023053171",
    "eforms-real/2024-OJS074-00219998.xml": "2024F08",  # of its only lot
    "eforms-real/2024-OJS170-00525037.xml": "494063",
    "eforms-sdk-1.15.1/cn_24_open_accel.xml": None,  # "not available"
    "eforms-sdk-1.15.1/veat_25.xml": None,  # "n/a"
    "mixed-real/datafrosch_ted_v2_r2_0_9_nationalid.xml": "905/18.04.2018",
    "mixed-real/ted2ocds_2023-307227.xml": "23/07012",
    "ted-r209-be/BE_027184-2020.xml": "B10747",
    "ted-r209-be/BE_628673-2021.xml": None,
    "ted-r209-nl/NL_016734-2018.xml": "I&A2017/0058",
    "ted-r209-nl/NL_133830-2022.xml": "2021-12-WB / 174687",
    "ted-r209-nl/NL_567869-2019.xml": None,  # a mobile telephone
    "ted-r209-nl/NL_628693-2021.xml": "19539606",  # form of before 2014
}
# folder -> notices, those with a number
FIGURES = {
    "eforms-real": (14, 11),
    "mixed-real": (4, 4),
    "ted-r209-be": (9, 7),
    "ted-r209-nl": (45, 25),
    "eforms-sdk-1.15.1": (45, 21),
    "eforms-sdk-1.7.5": (36, 24),
    "ted-search-v3": (54, 0),  # the field was not asked for
    "tenderned": (325, 0),  # the files were made from a table without it
    "ocds-real": (23, 0),
}


@pytest.mark.parametrize(("path", "number"), REAL.items())
def test_real_notices_give_the_number_of_their_buyer(shared_data, path, number):
    assert only_notice((shared_data / "notices" / path).read_bytes()).buyer_reference == number


def test_so_many_real_notices_give_one(shared_data):
    every, with_number = Counter(), Counter()
    root = shared_data / "notices"
    for folder in FIGURES:
        for path in sorted((root / folder).rglob("*.*")):
            for read in recognise.read(path.read_bytes(), path.name).notices:
                every[folder] += 1
                with_number[folder] += read.buyer_reference is not None
    assert {folder: (every[folder], with_number[folder]) for folder in FIGURES} == FIGURES
