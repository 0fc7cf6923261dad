"""TED_EXPORT and TED_ESENDERS: real notices of 2014 to 2022, and small forms of our own for what those do not hold."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from incubator.formats import recognise
from incubator.formats.values import Identity, LegalRegime, LotState, NoticeKind, Reserved, Scheme
from incubator.notices import rules

RELEASES = ("R2.0.7", "R2.0.8", "R2.0.9")


def tag(name, inside="", **attributes):
    pairs = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{pairs}>{inside}</{name}>"


BODY = tag(
    "CONTRACTING_BODY",
    tag(
        "ADDRESS_CONTRACTING_BODY",
        tag("OFFICIALNAME", "Gemeente Utrecht")
        + tag("NATIONALID", "30280353")
        + tag("TOWN", "Utrecht")
        + tag("COUNTRY", VALUE="NL")
        + tag("NUTS", CODE="NL310"),
    )
    + tag("ADDRESS_CONTRACTING_BODY_ADDITIONAL", tag("OFFICIALNAME", "Gemeente Zeist"))
    + tag("URL_DOCUMENT", "www.utrecht.nl/stukken")
    + tag("URL_PARTICIPATION", "www.publicprocurement.be"),
)


def object_contract(*lots, more=""):
    return tag(
        "OBJECT_CONTRACT",
        tag("TITLE", tag("P", "Groenonderhoud"))
        + tag("CPV_MAIN", tag("CPV_CODE", CODE="77310000"))
        + tag("TYPE_CONTRACT", CTYPE="SERVICES")
        + tag("SHORT_DESCR", tag("P", "Maaien en snoeien.") + tag("P", "In de wijk."))
        + more
        + "".join(tag("OBJECT_DESCR", lot, ITEM=at + 1) for at, lot in enumerate(lots)),
    )


def form(code, inside, notice_type="", **more):
    kind = tag("NOTICE", TYPE=notice_type) if notice_type else ""
    return tag(
        f"F{code}_2014",
        tag("LEGAL_BASIS", VALUE="32014L0024") + kind + BODY + inside,
        LG="NL",
        CATEGORY="ORIGINAL",
        FORM=f"F{code}",
        **more,
    )


def export(forms, number="2018/S 076-168398", document="", release="R2.0.9", references=(), published="20180418"):
    earlier = "".join(tag("REF_NOTICE", tag("NO_DOC_OJS", reference)) for reference in references)
    coded = tag(
        "CODED_DATA_SECTION",
        tag("REF_OJS", tag("DATE_PUB", published))
        + tag("NOTICE_DATA", tag("NO_DOC_OJS", number) + tag("ISO_COUNTRY", VALUE="NL") + earlier)
        + tag("CODIF_DATA", tag("TD_DOCUMENT_TYPE", CODE=document) if document else ""),
    )
    schema = f"http://publications.europa.eu/resource/schema/ted/{release}/publication"
    return tag("TED_EXPORT", coded + tag("FORM_SECTION", forms), xmlns=schema, DOC_ID="168398-2018").encode()


def read(data):
    reading = recognise.read(data)
    assert not reading.rejected, reading.rejected
    (notice,) = reading.notices
    return notice


@pytest.fixture
def sample(shared_data):
    return lambda name: read((shared_data / "notices" / name).read_bytes())


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("number", ["2018/S 076-168398", "168398-2018", "00168398-2018"])
def test_every_release_of_the_schema_is_read(release, number):
    notice = read(export(form("02", object_contract()), number, release=release))
    assert notice.identities == (Identity(Scheme.TED, "168398-2018"),)
    assert (notice.title, notice.description, notice.published) == (
        "Groenonderhoud",
        "Maaien en snoeien.\nIn de wijk.",
        date(2018, 4, 18),
    )
    assert (notice.buyer.name, notice.buyer.ids, notice.buyer.nuts) == ("Gemeente Utrecht", ("30280353",), "NL310")
    assert [(organisation.name, organisation.role) for organisation in notice.organisations] == [
        ("Gemeente Zeist", "co-buyer")
    ]
    assert (notice.nature, notice.main_cpv, notice.language) == ("services", "77310000", "nl")
    assert (notice.documents_url, notice.legal_regime) == ("https://www.utrecht.nl/stukken", LegalRegime.EU)
    assert notice.submission_url == "https://www.publicprocurement.be"


KINDS = [
    ("01", "PRI_ONLY", NoticeKind.PLANNING),
    ("01", "PRI_REDUCING_TIME_LIMITS", NoticeKind.PLANNING),
    ("01", "PRI_CALL_COMPETITION", NoticeKind.COMPETITION),
    ("02", "", NoticeKind.COMPETITION),
    ("03", "", NoticeKind.AWARD),
    ("04", "PER_ONLY", NoticeKind.PLANNING),
    ("04", "PER_CALL_COMPETITION", NoticeKind.COMPETITION),
    ("05", "", NoticeKind.COMPETITION),
    ("06", "", NoticeKind.AWARD),
    ("07", "", NoticeKind.COMPETITION),
    ("08", "", NoticeKind.PLANNING),
    ("12", "", NoticeKind.COMPETITION),
    ("13", "", NoticeKind.AWARD),
    ("15", "", NoticeKind.EX_ANTE),
    ("20", "", NoticeKind.MODIFICATION),
    ("21", "CONTRACT", NoticeKind.COMPETITION),
    ("21", "PRI_ONLY", NoticeKind.PLANNING),
    ("21", "AWARD_CONTRACT", NoticeKind.AWARD),
    ("22", "PER_ONLY", NoticeKind.PLANNING),
    ("22", "AWARD_CONTRACT", NoticeKind.AWARD),
    ("23", "PRI", NoticeKind.PLANNING),
    ("23", "AWARD_CONTRACT", NoticeKind.AWARD),
    ("24", "", NoticeKind.COMPETITION),
    ("25", "", NoticeKind.AWARD),
]


@pytest.mark.parametrize(("code", "notice_type", "kind"), KINDS)
def test_every_form_has_its_kind(code, notice_type, kind):
    notice = read(export(form(code, object_contract(), notice_type)))
    assert (notice.kind, notice.notice_type) == (kind, f"F{code}")
    assert notice.legal_regime is (LegalRegime.SAS if code in {"21", "22", "23"} else LegalRegime.EU)


def test_a_corrigendum_names_what_it_corrects_and_what_changed():
    change = tag(
        "CHANGE",
        tag("WHERE", tag("SECTION", "IV.2.2") + tag("LOT_NO", "2"))
        + tag("OLD_VALUE", tag("DATE", "2018-06-01") + tag("TIME", "12:00"))
        + tag("NEW_VALUE", tag("DATE", "2018-06-08") + tag("TIME", "12:00")),
    )
    corrigendum = form("14", object_contract() + tag("CHANGES", change + tag("INFO_ADD", tag("P", "Let op."))))
    notice = read(export(corrigendum, "2018/S 080-170000", "2", references=("2018/S 076-168398",)))
    assert (notice.corrects, notice.related_ids) == (Identity(Scheme.TED, "168398-2018"), ())
    first, second = notice.changes
    assert (first.field, first.old, first.new, first.lots) == ("IV.2.2", "2018-06-01 12:00", "2018-06-08 12:00", ("2",))
    assert second.description == "Let op."
    assert notice.kind is NoticeKind.COMPETITION


def award(lot, name=None, value=None):
    if name is None:
        return tag("AWARD_CONTRACT", tag("LOT_NO", lot) + tag("NO_AWARDED_CONTRACT", tag("PROCUREMENT_UNSUCCESSFUL")))
    contractor = tag("CONTRACTOR", tag("ADDRESS_CONTRACTOR", tag("OFFICIALNAME", name)) + tag("SME"))
    values = tag("VALUES", tag("VAL_TOTAL", value, CURRENCY="EUR")) if value else ""
    inside = tag("DATE_CONCLUSION_CONTRACT", "2018-03-01") + tag("CONTRACTORS", contractor) + values
    return tag("AWARD_CONTRACT", tag("LOT_NO", lot) + tag("AWARDED_CONTRACT", inside))


@pytest.mark.parametrize(
    ("written", "lots"),
    [
        ("1, 2", ("1", "2")),
        ("1 en 3", ("1", "3")),
        ("percelen 2 t/m 4", ("2", "3", "4")),
        ("alle", ()),
        ("Perceel 2", ("Perceel 2",)),
        ("Noord en Zuid", ("Noord en Zuid",)),
        ("4-2", ("4-2",)),
    ],
)
def test_a_number_of_several_lots_is_those_lots(written, lots):
    change = tag("CHANGE", tag("WHERE", tag("SECTION", "III.1.1") + tag("LOT_NO", written)))
    notice = read(export(form("14", object_contract() + tag("CHANGES", change)), "2018/S 080-170000", "2"))
    assert notice.changes[0].lots == lots


def test_an_award_of_two_lots_at_once_is_of_both():
    lots = [tag("LOT_NO", number) for number in ("1", "2", "3")]
    notice = read(export(form("03", object_contract(*lots) + award("1, 2", "De Tuinen", "100")), document="7"))
    assert notice.winners[0].lots == ("1", "2")
    assert [lot.state for lot in notice.lots] == [LotState.AWARDED, LotState.AWARDED, LotState.OPEN]


def test_winners_have_lots_amounts_and_size_and_the_end_is_derived():
    lots = [tag("LOT_NO", n) + tag("DURATION", "24", TYPE="MONTH") for n in ("1", "2")]
    notice = read(
        export(
            form("03", object_contract(*lots) + award("1", "De Tuinen", "100") + award("2", "De Tuinen", "50.50")),
            document="7",
        )
    )
    assert [(winner.name, winner.lots, winner.value.amount, winner.size) for winner in notice.winners] == [
        ("De Tuinen", ("1", "2"), Decimal("150.50"), "sme")
    ]
    assert (notice.value.amount, notice.value.kind) == (Decimal("150.50"), "awarded")
    assert (notice.contract_end, notice.contract_end_derived) == (date(2020, 2, 29), True)


@pytest.mark.parametrize(
    ("awards", "kind"),
    [(award("1") + award("2"), NoticeKind.CANCELLATION), (award("1") + award("2", "De Tuinen", "5"), NoticeKind.AWARD)],
)
def test_an_award_form_that_awards_nothing_is_a_cancellation(awards, kind):
    assert read(export(form("03", object_contract() + awards))).kind is kind


@pytest.mark.parametrize(
    ("restriction", "expected"),
    [
        (tag("RESTRICTED_SHELTERED_WORKSHOP"), Reserved.SHELTERED),
        (tag("RESTRICTED_SHELTERED_PROGRAM"), Reserved.SHELTERED),
        (tag("RESERVED_ORGANISATIONS_SERVICE_MISSION"), Reserved.PUBLIC_SERVICE_MISSION),
        ("", None),
    ],
)
def test_reserved_contracts_are_read(restriction, expected):
    assert read(export(form("21", object_contract() + tag("LEFTI", restriction), "CONTRACT"))).reserved is expected


def test_a_deadline_without_offset_is_one_of_the_buyers_country():
    procedure = tag(
        "PROCEDURE", tag("PT_OPEN") + tag("DATE_RECEIPT_TENDERS", "2018-07-02") + tag("TIME_RECEIPT_TENDERS", "12:00")
    )
    notice = read(export(form("02", object_contract(tag("LOT_NO", "1")) + procedure)))
    assert notice.deadline == notice.lots[0].deadline == datetime.fromisoformat("2018-07-02T12:00:00+02:00")
    assert notice.procedure == "open"


def test_lots_have_codes_places_duration_options_and_criteria():
    criteria = tag(
        "AC",
        tag("AC_QUALITY", tag("AC_CRITERION", "Plan") + tag("AC_WEIGHTING", "40 %"))
        + tag("AC_PRICE", tag("AC_WEIGHTING", "60 %")),
    )
    inside = (
        tag("LOT_NO", "7")
        + tag("TITLE", tag("P", "Snoeien"))
        + tag("CPV_ADDITIONAL", tag("CPV_CODE", CODE="77340000"))
        + tag("NUTS", CODE="NL310")
        + criteria
        + tag("VAL_OBJECT", "1 234,50", CURRENCY="EUR")
        + tag("DURATION", "730", TYPE="DAY")
        + tag("OPTIONS_DESCR", tag("P", "Twee keer een jaar."))
    )
    (lot,) = read(export(form("02", object_contract(inside)))).lots
    assert (lot.id, lot.title, lot.cpv, lot.places, lot.duration_months) == (
        "7",
        "Snoeien",
        ("77340000",),
        ("NL310",),
        24,
    )
    assert (lot.value.amount, lot.options) == (Decimal("1234.50"), "Twee keer een jaar.")
    assert [(criterion.kind, criterion.weight, criterion.weight_kind) for criterion in lot.criteria] == [
        ("quality", 40, "percentage"),
        ("price", 60, "percentage"),
    ]


def criteria_of(document):
    (notice,) = recognise.read(document).notices
    return [(criterion.kind, criterion.name, criterion.weight, criterion.weight_kind) for criterion in notice.criteria]


@pytest.mark.parametrize(
    ("written", "weight", "kind"),
    [
        ("30 van 100", 30, "points"),
        ("30 (van de 100)", 30, "points"),
        ("40 punten / 100", 40, "points"),
        ("max. 30 punten", 30, "points"),
        ("30%.", 30, "percentage"),
        ("weegt 2x: 40%", 40, "percentage"),
        ("1 000 punten", 1000, "points"),
        ("60-40", None, None),
        ("tussen 20 en 40", None, None),
        ("1/3", None, None),
        ("1e", None, None),
    ],
)
def test_a_weight_in_words_is_the_number_that_it_says_or_none(written, weight, kind):
    criterion = tag("AC_QUALITY", tag("AC_CRITERION", "Plan") + tag("AC_WEIGHTING", written))
    inside = object_contract(tag("AC", criterion))
    assert criteria_of(export(form("02", inside))) == [("quality", "Plan", weight, kind)]


def test_a_concession_names_its_criteria_without_a_kind():
    criteria = tag("AC_CRITERION", "Kwaliteit van de parking") + tag("AC_CRITERION", "Naam: Som Weegfactor: 60")
    criteria += tag("AC_CRITERION", "Naam: Plan Weegfactor: 0")
    assert criteria_of(export(form("24", object_contract(tag("AC", criteria))))) == [
        ("quality", "Kwaliteit van de parking", None, None),
        ("quality", "Som", 60, "points"),
        ("quality", "Plan", None, None),
    ]


@pytest.mark.parametrize(("days", "months"), [(30, 1), (365, 12), (1460, 48), (1825, 60)])
def test_a_duration_in_days_is_counted_in_months_of_the_calendar(days, months):
    inside = object_contract(tag("DURATION", str(days), TYPE="DAY"))
    (notice,) = recognise.read(export(form("02", inside))).notices
    assert notice.duration_months == months


def test_the_original_is_shown_and_the_translation_kept():
    french = (
        form("02", object_contract())
        .replace("Groenonderhoud", "Espaces verts")
        .replace('LG="NL"', 'LG="FR"')
        .replace("ORIGINAL", "TRANSLATION")
    )
    notice = read(export(french + form("02", object_contract())))
    assert (notice.title, [(text.language, text.title) for text in notice.other_languages]) == (
        "Groenonderhoud",
        [("fr", "Espaces verts")],
    )


def esenders(number="2018-012345", login="TN001", name="Gemeente Utrecht"):
    sender = tag(
        "SENDER", tag("IDENTIFICATION", (tag("ESENDER_LOGIN", login) if login else "") + tag("NO_DOC_EXT", number))
    )
    body = form("02", object_contract()).replace("Gemeente Utrecht", name)
    schema = "http://publications.europa.eu/resource/schema/ted/R2.0.9/reception"
    return tag("TED_ESENDERS", sender + tag("FORM_SECTION", body), xmlns=schema).encode()


def test_what_a_sender_sent_is_known_by_its_own_number():
    notice = read(esenders())
    assert (notice.format, notice.identities, notice.title) == (
        "ted-esenders",
        (Identity(Scheme.ESENDERS, "TN001/2018-012345"),),
        "Groenonderhoud",
    )


def test_one_number_of_two_senders_is_two_names():
    first, other = read(esenders(login="")), read(esenders(login="", name="Gemeente Zeist"))
    assert first.identities != other.identities


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (export(form("02", object_contract()), "").replace(b' DOC_ID="168398-2018"', b""), "no publication number"),
        (export(""), "no form"),
        (esenders(number=""), "no publication number"),
        (esenders(number="0"), "no publication number"),
    ],
)
def test_what_has_no_name_or_no_form_is_rejected_with_a_reason(data, reason):
    reading = recognise.read(data)
    assert not reading.notices
    assert reason in reading.rejected[0].reason


def test_a_real_reserved_notice_is_not_missed(sample):
    notice = sample("ted-r209-be/BE_054136-2020.xml")
    assert (notice.reserved, [lot.title for lot in notice.lots]) == (
        Reserved.SHELTERED,
        ["Groenonderhoud", "Zwerfvuil ruimen", "Onderhoud speelpleinen"],
    )
    assert notice.deadline == datetime.fromisoformat("2020-03-03T10:30:00+01:00")
    assert not rules.completed(notice).doubts


REAL = [
    ("NL_278505-2021.xml", "F02", NoticeKind.COMPETITION, "comp-dial", "2021-07-01T15:00:00+02:00", 0),
    ("NL_440872-2021.xml", "F25", NoticeKind.AWARD, "oth-single", None, 1),
    ("NL_007936-2021.xml", "F21", NoticeKind.AWARD, "open", None, 35),
    ("NL_112817-2022.xml", "F15", NoticeKind.EX_ANTE, "neg-wo-call", None, 1),
    ("NL_109918-2022.xml", "F21", NoticeKind.PLANNING, None, None, 0),
    ("NL_628693-2021.xml", "18", NoticeKind.AWARD, "neg-wo-call", None, 1),
]


@pytest.mark.parametrize(("name", "code", "kind", "procedure", "deadline", "winners"), REAL)
def test_real_notices_of_each_form(sample, name, code, kind, procedure, deadline, winners):
    notice = sample(f"ted-r209-nl/{name}")
    assert (notice.notice_type, notice.kind, notice.procedure, len(notice.winners)) == (code, kind, procedure, winners)
    assert notice.deadline == (datetime.fromisoformat(deadline) if deadline else None)


def test_an_award_names_its_call(sample):
    assert sample("ted-r209-nl/NL_396198-2018.xml").related_ids == (Identity(Scheme.TED, "168398-2018"),)


@pytest.mark.parametrize("name", ["NL_007936-2021.xml", "NL_001810-2022.xml", "NL_508893-2019.xml"])
def test_a_euro_is_doubted_also_when_several_are_added_up(sample, name):
    assert {"value", "winners"} & {doubt.field for doubt in rules.completed(sample(f"ted-r209-nl/{name}")).doubts}


def test_every_real_export_has_what_lists_need(shared_data):
    for folder in ("ted-r209-nl", "ted-r209-be"):
        for path in sorted((shared_data / "notices" / folder).glob("*.xml")):
            notice = read(path.read_bytes())
            number, year = path.stem.split("_")[1].split("-")
            assert notice.identities[0] == Identity(Scheme.TED, f"{int(number)}-{year}"), path.name
            assert all((notice.title, notice.buyer, notice.main_cpv, notice.published, notice.nature)), path.name
