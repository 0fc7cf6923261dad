"""What sources mean by what they write: days without an hour, lots that ended, placeholders, damaged and nameless entries."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from incubator.formats import closing, feed_dates, recognise, stored, texts
from incubator.formats.merging import merge
from incubator.formats.values import LotState, NoticeKind
from incubator.notices import rules
from tests.formats import test_ted_export as ted
from tests.formats.test_eforms import CLOSE, OPEN, deadline, lot, notice

BUYER = {"name": "Gemeente Voorbeeldstad"}
ITEMS = [{"id": "1", "classification": {"scheme": "CPV", "id": "77310000-6"}}]


def tender(tag="tender", awards=None, contracts=None, **more):
    """A release of one's own, in a package."""
    made = {"ocid": "ocds-213czf-x1", "id": "1", "date": "2026-11-02T09:00:00Z", "tag": [tag], "buyer": BUYER}
    made["tender"] = {"id": "1", "title": "Groenonderhoud", "status": "active", "items": ITEMS, **more}
    made |= {"awards": awards} if awards else {}
    made |= {"contracts": contracts} if contracts else {}
    return made


def read(value):
    (only,) = recognise.read(json.dumps(value).encode()).notices
    return only


def release(**more):
    return read({"releases": [tender(**more)]})


def consultation(**more):
    return read(
        {"publicatieId": "451002", "typePublicatie": {"code": "MAC"}, "aanbestedingNaam": "Marktconsultatie", **more}
    )


def until(text):
    return {"tenderPeriod": {"endDate": text}}


def euro(amount):
    return {"amount": amount, "currency": "EUR"}


def eforms(data):
    (only,) = recognise.read(data).notices
    return only


def feed(items, link="https://gemeente.example/nieuws", prologue='<?xml version="1.0"?>'):
    return f"{prologue}<rss version='2.0'><channel><title>G</title><link>{link}</link>{items}</channel></rss>".encode()


# A day without an hour

WHOLE_DAY = "2026-12-15T23:59:59+01:00"


@pytest.mark.parametrize(
    "read_notice",
    [
        lambda: release(**until("2026-12-15")),
        lambda: release(**until("2026-12-15T00:00:00Z")),
        lambda: release(**until("2026-12-15T00:00:00+01:00")),
        lambda: release(lots=[{"id": "1", **until("2026-12-15")}]),
        lambda: consultation(sluitingsDatumMarktconsultatie="2026-12-15"),
        lambda: consultation(sluitingsDatum="2026-12-15"),
        lambda: read({"publication-number": "1-2026", "notice-type": "cn-standard", "deadline": ["2026-12-15+01:00"]}),
        lambda: eforms(notice(lots=lot(process=deadline("2026-12-15+01:00")))),
    ],
    ids=[
        "ocds",
        "ocds-midnight-utc",
        "ocds-midnight",
        "ocds-lot",
        "tenderned-own",
        "tenderned",
        "ted-search",
        "eforms",
    ],
)
def test_a_day_without_an_hour_is_open_until_it_is_over(read_notice):
    publication = read_notice()
    assert publication.deadline == datetime.fromisoformat(WHOLE_DAY)
    assert publication.deadline_day_only
    assert stored.dump(publication)["deadline"] == WHOLE_DAY
    assert stored.load(stored.dump(publication)).deadline_day_only


def test_an_hour_that_the_source_names_is_kept_even_the_last_of_the_day():
    publication = eforms(notice(lots=lot(process=deadline("2026-12-15+01:00", "23:59:59+01:00"))))
    assert not publication.deadline_day_only
    assert not release(**until("2026-12-15T12:00:00+01:00")).deadline_day_only
    assert "deadline_day_only" not in stored.dump(publication)


def test_a_day_in_summer_ends_by_the_clock_of_summer():
    assert release(**until("2026-07-15")).deadline.isoformat() == "2026-07-15T23:59:59+02:00"


# Lots


def test_closing_dates_and_values_of_lots_are_those_of_the_notice():
    lots = [
        {"id": "1", **until("2026-12-18T12:00:00+01:00"), "value": euro(60000)},
        {"id": "2", **until("2026-12-11T12:00:00+01:00"), "value": euro(40000)},
    ]
    publication = release(lots=lots)
    assert publication.deadline == datetime.fromisoformat("2026-12-11T12:00:00+01:00")
    assert (publication.value.amount, publication.value.currency) == (100000, "EUR")
    assert publication.sources["deadline"] == "/tender/lots"


def test_a_value_is_not_guessed_when_a_lot_has_none_or_another_currency():
    assert release(lots=[{"id": "1", "value": euro(5)}, {"id": "2"}]).value is None
    other = {"amount": 7, "currency": "USD"}
    assert release(lots=[{"id": "1", "value": euro(5)}, {"id": "2", "value": other}]).value is None


def test_a_cancelled_lot_counts_neither_for_the_closing_date_nor_for_the_value():
    lots = [
        {"id": "1", "status": "cancelled", **until("2026-12-01T12:00:00+01:00"), "value": euro(60000)},
        {"id": "2", "status": "active", **until("2026-12-11T12:00:00+01:00"), "value": euro(40000)},
    ]
    publication = release(lots=lots)
    assert (publication.kind, publication.deadline.day, publication.value.amount) == (NoticeKind.COMPETITION, 11, 40000)
    assert [lot.state for lot in publication.lots] == [LotState.CANCELLED, LotState.OPEN]


def test_a_placeholder_is_no_closing_date_beside_a_real_one():
    lots = [{"id": str(at), **until(f"{year}-12-31T12:00:00+01:00")} for at, year in enumerate((1900, 2026, 2099))]
    assert release(lots=lots).deadline.year == 2026
    publication = consultation(
        sluitingsDatum="2099-12-31T09:00:00", sluitingsDatumMarktconsultatie="2026-12-11T12:00:00"
    )
    assert publication.deadline.isoformat() == "2026-12-11T12:00:00+01:00"
    assert ("deadline", "2099-12-31T09:00:00", closing.PLACEHOLDER) in [
        (d.field, d.value, d.why) for d in publication.doubts
    ]


def test_the_next_deadline_is_that_of_the_first_lot_that_is_still_open():
    process = [deadline("2026-11-20+01:00", "12:00:00+01:00"), deadline("2026-12-20+01:00", "12:00:00+01:00")]
    publication = eforms(notice(lots=lot("LOT-0001", process[0]) + lot("LOT-0002", process[1])))
    first, second = (lot.deadline for lot in publication.lots)
    assert publication.next_deadline(first) == first
    assert publication.next_deadline(datetime.fromisoformat("2026-11-26T00:00:00+01:00")) == second
    assert publication.next_deadline(datetime.fromisoformat("2027-01-01T00:00:00+01:00")) == second


def test_a_group_of_lots_is_no_lot():
    publication = eforms(notice(lots=lot("GLO-0001", scheme="LotsGroup") + lot("LOT-0001") + lot("LOT-0002")))
    assert [lot.id for lot in publication.real_lots] == ["LOT-0001", "LOT-0002"]
    assert [lot["kind"] for lot in stored.dump(publication)["lots"]] == ["group", "lot", "lot"]
    grouped = release(lots=[{"id": "1"}, {"id": "2"}], lotGroups=[{"id": "G", "relatedLots": ["1", "2"]}])
    assert len(grouped.real_lots) == 2
    assert (grouped.lots[-1].kind, grouped.lots[-1].members) == ("group", ("1", "2"))


# How it ended


@pytest.mark.parametrize("status", ["cancelled", "withdrawn", "unsuccessful"])
@pytest.mark.parametrize("tag", ["tender", "tenderUpdate", "tenderAmendment", "planning"])
def test_a_tender_that_ended_is_cancelled_whatever_its_tag(status, tag):
    publication = release(tag=tag, status=status)
    assert (publication.kind, publication.cancels) == (NoticeKind.CANCELLATION, True)


def test_a_tender_of_which_every_lot_ended_is_cancelled_and_one_lot_that_goes_on_is_enough():
    ended = [{"id": "1", "status": "cancelled"}, {"id": "2", "status": "unsuccessful"}]
    assert release(lots=ended).cancels
    assert not release(lots=[*ended, {"id": "3", "status": "active"}]).cancels


def test_an_award_is_no_cancellation_because_its_tender_ended():
    award = {"id": "1", "status": "active", "suppliers": [{"name": "Firma"}], "value": euro(9)}
    assert release(tag="award", status="unsuccessful", awards=[award]).kind is NoticeKind.AWARD


def test_a_tender_that_is_complete_is_closed():
    assert release(status="complete").closed
    assert release(lots=[{"id": "1", "status": "complete"}, {"id": "2", "status": "cancelled"}]).closed
    assert not release().closed


def result(*codes):
    """An award notice with a result for each lot."""
    rows = "".join(
        f"<efac:LotResult><cbc:ID>RES-{at}</cbc:ID><cbc:TenderResultCode>{code}</cbc:TenderResultCode>"
        f"<efac:TenderLot><cbc:ID>LOT-000{at}</cbc:ID></efac:TenderLot></efac:LotResult>"
        for at, code in enumerate(codes, 1)
    )
    lots = "".join(lot(f"LOT-000{at}") for at in range(1, len(codes) + 1))
    extension = f"<efac:NoticeResult>{rows}</efac:NoticeResult>"
    return eforms(notice("ContractAwardNotice", "can-standard", "29", extension, lots=lots))


@pytest.mark.parametrize(
    ("codes", "kind", "goes_on"),
    [
        (["open-nw"], NoticeKind.AWARD, True),
        (["open-nw", "clos-nw"], NoticeKind.AWARD, True),
        (["open-nw", "selec-w"], NoticeKind.AWARD, False),
        (["clos-nw", "clos-nw"], NoticeKind.CANCELLATION, False),
    ],
)
def test_a_result_without_a_winner_yet_is_told_apart_from_one_without_winners(codes, kind, goes_on):
    publication = result(*codes)
    assert (publication.kind, publication.goes_on) == (kind, goes_on)
    search = {"publication-number": "1-2026", "notice-type": "can-standard", "winner-selection-status": codes}
    assert (read(search).kind, read(search).goes_on) == (kind, goes_on)


def test_each_lot_says_what_became_of_it():
    states = [lot.state for lot in result("open-nw", "clos-nw", "selec-w").lots]
    assert states == [LotState.OPEN, LotState.CANCELLED, LotState.AWARDED]


# Amounts


def test_a_contract_that_is_only_proposed_says_less_than_an_award_in_force():
    award = {"id": "1", "status": "active", "suppliers": [{"name": "Firma"}], "value": euro(90000)}
    pending = {"id": "c", "awardID": "1", "status": "pending", "value": euro(5000000)}
    assert release(tag="contract", awards=[award], contracts=[pending]).value.amount == 90000
    signed = {**pending, "status": "active", "value": euro(88000)}
    assert release(tag="contract", awards=[award], contracts=[pending, signed]).value.amount == 88000


def test_one_euro_for_each_lot_is_not_added_up_and_doubted():
    awards = [{"id": str(at), "suppliers": [{"name": f"Firma {at}"}], "value": euro(1)} for at in range(6)]
    completed = rules.completed(release(tag="award", awards=awards))
    assert completed.value.amount == 1
    assert {"value", "winners"} <= {doubt.field for doubt in completed.doubts}


def test_a_stated_total_of_placeholders_is_doubted():
    tenders = "".join(
        f'<efac:LotTender><cbc:ID>TEN-{at}</cbc:ID><cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="EUR">1</cbc:PayableAmount>'
        f"</cac:LegalMonetaryTotal></efac:LotTender>"
        for at in range(3)
    )
    listed = "".join(f"<efac:LotTender><cbc:ID>TEN-{at}</cbc:ID></efac:LotTender>" for at in range(3))
    row = (
        f"<efac:LotResult><cbc:ID>R</cbc:ID><cbc:TenderResultCode>selec-w</cbc:TenderResultCode>{listed}"
        "<efac:TenderLot><cbc:ID>LOT-0001</cbc:ID></efac:TenderLot></efac:LotResult>"
    )
    total = '<cbc:TotalAmount currencyID="EUR">3</cbc:TotalAmount>'
    extension = f"<efac:NoticeResult>{total}{row}{tenders}</efac:NoticeResult>"
    publication = eforms(notice("ContractAwardNotice", "can-standard", "29", extension))
    assert [(doubt.field, doubt.value) for doubt in publication.doubts] == [("value", "3")]


# Places and names


@pytest.mark.parametrize(("country", "places"), [("BEL", ("BE",)), ("GRC", ("EL",)), ("NLD", ())])
def test_a_country_alone_is_the_place_unless_it_is_ours(country, places):
    address = f"<cac:Country><cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country>"
    located = f"<cac:RealizedLocation><cac:Address>{address}</cac:Address></cac:RealizedLocation>"
    assert eforms(notice(project=located)).places == places


def test_places_of_the_tender_and_countries_alone_are_read():
    assert release(deliveryAddresses=[{"region": "NL329", "country": "NL"}]).places == ("NL329",)
    assert release(deliveryAddresses=[{"country": "BE"}]).places == ("BE",)
    assert release(deliveryAddresses=[{"countryName": "Nederland"}]).places == ()
    search = {"publication-number": "1-2026", "notice-type": "cn-standard", "place-of-performance": ["BEL"]}
    assert read(search).places == ("BE",)
    assert read({**search, "place-of-performance": ["BEL", "BE241"]}).places == ("BE241",)


@pytest.mark.parametrize(
    ("named", "publication", "related"),
    [
        ("4944-2024", "", []),
        ("00004944-2024", "", ["4944-2024"]),
        ("2024/S 003-004944", "", ["4944-2024"]),
        ("4944-2024", "00700001-2026", ["4944-2024"]),
    ],
)
def test_a_bare_number_is_only_one_of_ted_in_a_notice_of_ted(named, publication, related):
    extension = publication and (
        f"<efac:Publication><efbc:NoticePublicationID>{publication}</efbc:NoticePublicationID></efac:Publication>"
    )
    reference = f"<cac:NoticeDocumentReference><cbc:ID>{named}</cbc:ID></cac:NoticeDocumentReference>"
    call = eforms(notice(extension=extension, lots=lot(process=reference)))
    assert [identity.id for identity in call.related_ids] == related
    assert OPEN.count("<") == CLOSE.count("<")


# Documents that are not quite what they should be


def test_packages_one_after_another_are_each_read():
    package = json.dumps({"uri": "https://x.example", "releases": [tender()]})
    other = package.replace("ocds-213czf-x1", "ocds-213czf-x2")
    reading = recognise.read((package + other).encode())
    assert (len(reading.notices), reading.rejected) == (2, ())


def test_a_damaged_byte_leaves_the_rest_intact_and_is_doubted():
    good, bad = tender(title="Coöperatie – één"), {**tender(title="CafX"), "ocid": "ocds-213czf-x2"}
    data = json.dumps({"releases": [good, bad]}, ensure_ascii=False).encode().replace(b"CafX", b"Caf\xe9")
    first, second = recognise.read(data).notices
    assert (first.title, first.doubts) == ("Coöperatie – één", ())
    assert [doubt.field for doubt in second.doubts] == ["releases[1].tender.title"]
    damaged = notice().replace(b"Groenonderhoud", b"Caf\xe9 \xc3\xa9")
    assert [doubt.field for doubt in eforms(damaged).doubts] == ["title"]


def test_a_compiled_release_needs_no_id():
    compiled = tender(tag="compiled")
    del compiled["id"]
    publication = read({"records": [{"ocid": "ocds-213czf-x1", "compiledRelease": compiled}]})
    assert publication.identities[0].id == "ocds-213czf-x1/compiled"


@pytest.mark.parametrize("status", ["withdrawn", "cancelled"])
def test_an_award_that_was_withdrawn_has_no_winner(status):
    award = {"id": "1", "status": status, "suppliers": [{"name": "Firma"}]}
    publication = release(tag="award", awards=[award])
    assert (publication.winners, publication.kind) == ((), NoticeKind.CANCELLATION)


PHP = "<br />\n<b>Warning</b>: iets in <b>feed.php</b> on line <b>3</b><br />\n"


def test_what_a_server_prints_before_a_document_is_left_out():
    item = "<item><title>Nieuws</title><link>https://gemeente.example/1</link></item>"
    assert recognise.read(PHP.encode() + feed(item)).notices[0].title == "Nieuws"
    assert recognise.read(PHP.encode() + feed(item, prologue="")).notices
    assert recognise.read(PHP.encode() + json.dumps({"releases": [tender()]}).encode()).notices
    assert recognise.is_feed(PHP.encode() + feed(item))


def test_characters_that_a_feed_names_are_read_and_other_entities_are_refused():
    item = "<item><title>Groen&nbsp;beheer</title><link>https://gemeente.example/1</link></item>"
    named = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>'
    assert recognise.read(feed(item, prologue=named)).notices[0].title == "Groen beheer"
    (refused,) = recognise.read(feed(item, prologue=named.replace("&#160;", "lang " * 50))).rejected
    assert "entities of its own" in refused.reason


def test_entries_without_a_name_of_their_own_stay_apart():
    placeholder = (
        '<item><title>{0}</title><guid isPermaLink="false">{1}</guid><link>https://g.example/{0}</link></item>'
    )
    for guid in ("N/A", "1", "0"):
        data = feed("".join(placeholder.format(title, guid) for title in ("a", "b", "c")))
        assert len({entry.identities for entry in recognise.read(data).notices}) == 3
    same_page = "<item><title>{}</title><link>https://g.example/nieuws</link></item>"
    data = feed("".join(map(same_page.format, ("a", "b"))))
    assert len({entry.identities for entry in recognise.read(data).notices}) == 2
    bare = "<item><title>Uitvraag</title><description>Bel ons.</description><pubDate>2026-11-03</pubDate></item>"
    first, again = (recognise.read(feed(bare)).notices[0] for _ in range(2))
    assert first.identities == again.identities
    assert (first.kind, first.url) == (NoticeKind.SIGNAL, None)


@pytest.mark.parametrize("name", ["https://elders.example/rss.xml", "feed.xml"])
def test_links_without_a_host_belong_to_the_address_of_the_feed(name):
    item = "<item><title>Uitvraag</title><link>/inkoop/1</link></item>"
    host = "elders" if name.startswith("https") else "gemeente"
    assert recognise.read(feed(item), name).notices[0].url == f"https://{host}.example/inkoop/1"
    (entry,) = recognise.read(feed(item, link=""), "feed.xml", base="https://bron.example/feed").notices
    assert entry.url == "https://bron.example/inkoop/1"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Mo, 25 Jun 2018 11:41:36", "2018-06-25"),
        ("2016/6/29 15:07:41", "2016-06-29"),
        ("Tue, Jan 23 2018 02:54:55 MST", "2018-01-23"),
        ("Jul 20, 2016 04:40 GMT", "2016-07-20"),
        ("Fri, 15 Jul 2016 23:24 EDT", "2016-07-16"),
        ("Fri,24 Nov 2023 18:28:36 -0000", "2023-11-24"),
        ("di, 12 mei 2026 10:00:00 +0200", "2026-05-12"),
        ("12 mrt 2026", "2026-03-12"),
        ("2026-05-12 23:00:00 UTC", "2026-05-13"),
        ("2026-05-12T10:00+02", "2026-05-12"),
        ("17 Mar 2020 23:00:00 AEDT", "2020-03-17"),
        ("Mon, 13 Feb, 2012 06:28:00 UTC", "2012-02-13"),
        ("1st May 2026 11:30 PM CET", "2026-05-02"),
        ("Wed, 01 Jan 70 10:00:00 +0100", "1970-01-01"),
        ("3. März 2026", "2026-03-03"),
        ("12 foo 2026", None),
        ("31 feb 2026", None),
        ("2026/13/01", None),
        ("9999-12-31", None),
        ("١٢ mei 2026", None),
    ],
)
def test_days_of_feeds_are_read_as_people_write_them(written, day):
    assert feed_dates.read(written).day == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<figure><img src='x.jpg'></figure><section>Wij zoeken.</section>", "Wij zoeken."),
        ("een<!-- intern --><script>track()</script><style>.a{}</style> twee", "een twee"),
        ("<code>A &lt; B</code>", "A < B"),
        ("minder dan <5 jaar> of <nader te bepalen>", "minder dan <5 jaar> of <nader te bepalen>"),
        ("&lt;p&gt;een&lt;/p&gt;", "een"),
    ],
)
def test_mark_up_is_no_text_and_words_between_brackets_are(text, shown):
    assert texts.clean(text) == shown


# The edge of the calendar, and numbers that are none

ODD = [
    "9999-12-31",
    "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00:00+14:00",
    "٢٠٢٦-١٢-١٥",
    "2026-12-15T10:00:00+99:00",
    "1e9",
]


@pytest.mark.parametrize("written", ODD)
def test_a_moment_that_no_clock_shows_is_a_doubt(written):
    for publication in (release(**until(written)), consultation(sluitingsDatum=written)):
        assert publication.deadline is None
        assert "deadline" in [doubt.field for doubt in publication.doubts]
        assert stored.load(stored.dump(rules.completed(publication)))
    odd = eforms(notice(lots=lot(process=deadline(written[:10], f"10:00:00{written[19:] or '+14:00'}"))))
    assert odd.deadline is None
    assert [doubt.field for doubt in odd.doubts] == ["deadline"]


@pytest.mark.parametrize(
    "number", ["1e9", "١٢", "9" * 40, "1_000", "0x10", "NaN", "Infinity", True, 10**30, float("1e300")]
)
def test_what_is_no_amount_of_money_is_none(number):
    assert texts.amount(number) is None
    assert release(value={"amount": str(number), "currency": "EUR"}).value is None


def test_an_amount_is_exact():
    assert texts.amount("350000.10") == Decimal("350000.10")
    assert texts.amount(999_999_999_999_999) == Decimal("999999999999999")
    assert texts.amount(10**15) is None


def test_a_duration_of_more_than_a_century_is_none():
    assert release(contractPeriod={"durationInDays": 365 * 10**12}).duration_months is None


def test_a_day_of_one_source_is_not_the_hour_of_another():
    hour = eforms(notice(lots=lot(process=deadline("2026-12-15+01:00", "12:00:00+01:00"))))
    day = release(**until("2026-12-15"))
    for merged in (merge([hour, day]), merge([day, hour])):
        assert (merged.deadline, merged.deadline_day_only) == (hour.deadline, False)
    assert merge([day, consultation()]).deadline_day_only


# The forms before eForms


def ted_notice(code, inside, **more):
    return eforms(ted.export(ted.form(code, inside), **more))


def receipt(day, hour=None):
    clock = ted.tag("TIME_RECEIPT_TENDERS", hour) if hour else ""
    return ted.tag("PROCEDURE", ted.tag("DATE_RECEIPT_TENDERS", day) + clock)


def contract(*numbers, value=None):
    amount = ted.tag("VAL_OBJECT", value, CURRENCY="EUR") if value else ""
    return ted.object_contract(*(ted.tag("LOT_NO", number) + amount for number in numbers))


def states(notice):
    return {lot.id: lot.state for lot in notice.lots}


@pytest.mark.parametrize("hour", [None, "in de ochtend", "25:00"])
def test_a_form_of_ted_without_an_hour_is_open_until_the_day_is_over(hour):
    notice = ted_notice("02", contract("1") + receipt("2018-12-14", hour))
    (lot,) = notice.lots
    assert notice.deadline == lot.deadline == datetime.fromisoformat("2018-12-14T23:59:59+01:00")
    assert notice.deadline_day_only
    assert lot.deadline_day_only


@pytest.mark.parametrize(("hour", "moment"), [("9.30", "09:30:00"), ("24:00", "23:59:59"), ("23:59", "23:59:00")])
def test_a_form_of_ted_with_an_hour_closes_at_that_hour(hour, moment):
    notice = ted_notice("02", contract("1") + receipt("2018-12-14", hour))
    assert notice.deadline == datetime.fromisoformat(f"2018-12-14T{moment}+01:00")
    assert not notice.deadline_day_only


def test_a_day_in_a_form_of_ted_ends_by_the_clock_of_the_buyer():
    data = ted.export(ted.form("02", contract("1") + receipt("2018-12-14")))
    notice = eforms(data.replace(b'ISO_COUNTRY VALUE="NL"', b'ISO_COUNTRY VALUE="RO"'))
    assert notice.deadline == datetime.fromisoformat("2018-12-14T23:59:59+02:00")
    assert notice.deadline_day_only


@pytest.mark.parametrize(
    ("coded", "moment", "day_only"),
    [("20181214", "23:59:59", True), ("20181214 12:00", "12:00:00", False)],
)
def test_the_official_journal_tells_the_closing_date_when_the_form_does_not(coded, moment, day_only):
    data = ted.export(ted.form("02", contract("1")), document="3")
    written = ted.tag("DT_DATE_FOR_SUBMISSION", coded).encode()
    notice = eforms(data.replace(b"<CODIF_DATA>", b"<CODIF_DATA>" + written))
    assert notice.deadline == datetime.fromisoformat(f"2018-12-14T{moment}+01:00")
    assert notice.deadline_day_only is day_only


def test_a_form_of_ted_tells_of_each_lot_what_became_of_it():
    awards = ted.award("1", "De Tuinen", "100") + ted.award("2")
    notice = ted_notice("03", contract("1", "2", "3") + awards)
    assert states(notice) == {"1": LotState.AWARDED, "2": LotState.CANCELLED, "3": LotState.OPEN}
    assert (notice.kind, notice.cancels) == (NoticeKind.AWARD, False)


@pytest.mark.parametrize("reverse", [False, True])
def test_a_lot_with_several_contracts_is_awarded_when_any_of_them_is(reverse):
    blocks = sorted([ted.award("1", "De Tuinen", "100"), ted.award("1")], reverse=reverse)
    notice = ted_notice("03", contract("1") + "".join(blocks))
    assert states(notice) == {"1": LotState.AWARDED}


@pytest.mark.parametrize(
    ("code", "ended"),
    [
        ("03", ted.award("1") + ted.award("2")),
        ("06", ted.award("1") + ted.award("2")),
        ("13", ted.tag("RESULTS", ted.tag("NO_AWARDED_PRIZE"))),
    ],
)
def test_a_result_of_ted_in_which_nobody_won_ends_the_procurement(code, ended):
    notice = ted_notice(code, contract("1", "2") + ended)
    assert (notice.kind, notice.cancels, notice.winners) == (NoticeKind.CANCELLATION, True, ())


def test_a_changed_contract_of_ted_keeps_its_winner_and_cancels_nothing():
    notice = ted_notice("20", contract("1") + ted.award("1", "De Tuinen", "120"), document="7")
    assert (notice.kind, notice.cancels) == (NoticeKind.MODIFICATION, False)
    assert states(notice) == {"1": LotState.AWARDED}
    assert [(winner.name, winner.value.amount) for winner in notice.winners] == [("De Tuinen", Decimal(120))]


def test_a_cancelled_lot_of_ted_counts_in_no_value():
    awards = ted.award("1", "De Tuinen") + ted.award("2")
    assert ted_notice("03", contract("1", "2", value="60000") + awards).value.amount == Decimal(60000)
