"""eForms: what real notices and the EU's examples say, and small notices of our own for what those do not hold."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from incubator.formats import recognise
from incubator.formats.values import Identity, LegalRegime, NoticeKind, Reserved, Scheme
from incubator.notices import rules

NAMESPACES = """xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
 xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
 xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1"
 xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"
 xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1\""""
OPEN = "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
CLOSE = "</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
UUID = "887827ba-1111-4aaa-8bbb-123456789abc"


def lot(identifier="LOT-0001", process="", project="", terms="", scheme="Lot"):
    return (
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="{scheme}">{identifier}</cbc:ID>'
        f"<cac:TenderingTerms>{terms}</cac:TenderingTerms><cac:TenderingProcess>{process}</cac:TenderingProcess>"
        f'<cac:ProcurementProject><cbc:Name languageID="NLD">Perceel {identifier}</cbc:Name>{project}</cac:ProcurementProject>'
        "</cac:ProcurementProjectLot>"
    )


def notice(
    root="ContractNotice",
    kind="cn-standard",
    subtype="16",
    extension="",
    head="",
    project="",
    lots=None,
    basis="32014L0024",
    uuid=UUID,
):
    return f"""<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" {NAMESPACES}>
{OPEN}<efac:NoticeSubType><cbc:SubTypeCode>{subtype}</cbc:SubTypeCode></efac:NoticeSubType>{extension}{CLOSE}
<cbc:ID schemeName="notice-id">{uuid}</cbc:ID>{head}<cbc:VersionID>01</cbc:VersionID><cbc:IssueDate>2026-11-02Z</cbc:IssueDate>
<cbc:NoticeTypeCode>{kind}</cbc:NoticeTypeCode><cbc:NoticeLanguageCode>NLD</cbc:NoticeLanguageCode>
<cbc:RegulatoryDomain>{basis}</cbc:RegulatoryDomain>
<cac:ProcurementProject><cbc:Name languageID="NLD">Groenonderhoud</cbc:Name>{project}</cac:ProcurementProject>
{lot() if lots is None else lots}</{root}>""".encode()


def tag(name, inside, attributes=""):
    """`a/b` around a text."""
    for element in reversed(name.split("/")):
        inside, attributes = f"<{element}{attributes}>{inside}</{element}>", ""
    return inside


def read(data):
    reading = recognise.read(data)
    assert not reading.rejected, reading.rejected
    (publication,) = reading.notices
    return publication


@pytest.fixture
def sample(shared_data):
    return lambda name: read((shared_data / "notices" / name).read_bytes())


FORMS = [
    ("PriorInformationNotice", "pin-buyer", range(1, 4), NoticeKind.PLANNING),
    ("PriorInformationNotice", "pin-only", range(4, 7), NoticeKind.PLANNING),
    ("PriorInformationNotice", "pin-rtl", range(7, 10), NoticeKind.PLANNING),
    ("PriorInformationNotice", "pin-cfc-standard", range(10, 12), NoticeKind.COMPETITION),
    ("PriorInformationNotice", "pin-cfc-social", range(12, 15), NoticeKind.COMPETITION),
    ("ContractNotice", "qu-sy", [15], NoticeKind.COMPETITION),
    ("ContractNotice", "cn-standard", range(16, 20), NoticeKind.COMPETITION),
    ("ContractNotice", "cn-social", range(20, 22), NoticeKind.COMPETITION),
    ("ContractNotice", "subco", [22], NoticeKind.COMPETITION),
    ("ContractNotice", "cn-desg", range(23, 25), NoticeKind.COMPETITION),
    ("ContractAwardNotice", "veat", range(25, 29), NoticeKind.EX_ANTE),
    ("ContractAwardNotice", "can-standard", range(29, 33), NoticeKind.AWARD),
    ("ContractAwardNotice", "can-social", range(33, 36), NoticeKind.AWARD),
    ("ContractAwardNotice", "can-desg", range(36, 38), NoticeKind.AWARD),
    ("ContractAwardNotice", "can-modif", range(38, 41), NoticeKind.MODIFICATION),
    ("PriorInformationNotice", "pmc", ["E1"], NoticeKind.CONSULTATION),
    ("PriorInformationNotice", "pin-only", ["E2"], NoticeKind.PLANNING),
    ("ContractNotice", "cn-standard", ["E3"], NoticeKind.COMPETITION),
    ("ContractAwardNotice", "can-standard", ["E4"], NoticeKind.AWARD),
    ("ContractAwardNotice", "compl", ["E5"], NoticeKind.MODIFICATION),
    ("ContractAwardNotice", "can-modif", ["E6"], NoticeKind.MODIFICATION),
    ("PriorInformationNotice", "pin-tran", ["T01"], NoticeKind.PLANNING),
    ("ContractAwardNotice", "can-tran", ["T02"], NoticeKind.AWARD),
    ("ContractNotice", "pin-cfc-standard", ["CEI"], NoticeKind.COMPETITION),
]
SOCIAL = {"12", "13", "14", "20", "21", "33", "34", "35"}
EVERY_FORM = [(root, code, str(number), kind) for root, code, numbers, kind in FORMS for number in numbers]


@pytest.mark.parametrize(("root", "code", "subtype", "kind"), EVERY_FORM)
def test_every_subtype_has_its_kind_and_regime(root, code, subtype, kind):
    publication = read(notice(root, code, subtype))
    assert (publication.kind, publication.subtype, publication.cancels) == (kind, subtype, False)
    expected = (
        LegalRegime.SAS if subtype in SOCIAL else LegalRegime.BELOW_THRESHOLD if subtype[0] == "E" else LegalRegime.EU
    )
    assert publication.legal_regime is expected


def test_all_subtypes_are_in_the_table():
    assert {subtype for _root, _code, subtype, _kind in EVERY_FORM} >= {
        *map(str, range(1, 41)),
        *(f"E{n}" for n in range(1, 7)),
    }


def test_a_type_that_nobody_knows_is_doubted_and_told_from_the_subtype():
    assert read(notice(kind="corr")).kind is NoticeKind.COMPETITION
    odd = read(notice(kind="corr", subtype="99"))
    assert (odd.kind, [doubt.field for doubt in odd.doubts]) == (NoticeKind.COMPETITION, ["kind"])


def test_what_follows_national_rules_says_so():
    assert read(notice(basis="other")).legal_regime is LegalRegime.NATIONAL


def result(*codes, more=""):
    results = "".join(
        f"<efac:LotResult><cbc:TenderResultCode>{code}</cbc:TenderResultCode></efac:LotResult>" for code in codes
    )
    return f"<efac:NoticeResult>{results}{more}</efac:NoticeResult>"


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (["clos-nw"], NoticeKind.CANCELLATION),
        (["clos-nw", "clos-nw"], NoticeKind.CANCELLATION),
        (["clos-nw", "open-nw"], NoticeKind.AWARD),
        (["clos-nw", "selec-w"], NoticeKind.AWARD),
        ([], NoticeKind.AWARD),
    ],
)
def test_an_award_without_any_winner_is_a_cancellation(codes, kind):
    publication = read(notice("ContractAwardNotice", "can-standard", "29", result(*codes)))
    assert (publication.kind, publication.cancels) == (kind, kind is NoticeKind.CANCELLATION)


def changes(reason, changed=f"{UUID}-01"):
    return (
        f"<efac:Changes><efbc:ChangedNoticeIdentifier>{changed}</efbc:ChangedNoticeIdentifier>"
        '<efac:Change><efbc:ChangeDescription languageID="NLD">Sluiting een week later</efbc:ChangeDescription>'
        "<efac:ChangedSection><efbc:ChangedSectionIdentifier>LOT-0001</efbc:ChangedSectionIdentifier></efac:ChangedSection></efac:Change>"
        f"<efac:ChangeReason><cbc:ReasonCode>{reason}</cbc:ReasonCode></efac:ChangeReason></efac:Changes>"
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (f"{UUID}-01", Identity(Scheme.EFORMS, UUID, "01")),
        (UUID.upper(), Identity(Scheme.EFORMS, UUID)),
        ("00242317-2026", Identity(Scheme.TED, "242317-2026")),
        ("00000000-0000-0000-0000-000000000000-01", None),
        ("n.v.t.", None),
    ],
)
def test_a_change_names_the_notice_changed(changed, expected):
    publication = read(notice(extension=changes("cor-buy", changed)))
    assert (publication.kind, publication.corrects) == (NoticeKind.COMPETITION, expected)
    (change,) = publication.changes
    assert (change.description, change.reason, change.lots) == ("Sluiting een week later", "cor-buy", ("LOT-0001",))


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("cancel", NoticeKind.CANCELLATION),
        ("cancel-intent", NoticeKind.COMPETITION),
        ("susp-review", NoticeKind.COMPETITION),
    ],
)
def test_only_a_notice_that_is_cancelled_cancels(reason, kind):
    assert read(notice(extension=changes(reason))).kind is kind


def deadline(day, hour=None, element="TenderSubmissionDeadlinePeriod"):
    time = f"<cbc:EndTime>{hour}</cbc:EndTime>" if hour else ""
    return f"<cac:{element}><cbc:EndDate>{day}</cbc:EndDate>{time}</cac:{element}>"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (deadline("2026-12-10+01:00", "12:00:00+01:00"), "2026-12-10T12:00:00+01:00"),
        (deadline("2026-12-10Z", "12:00:00Z"), "2026-12-10T12:00:00+00:00"),
        (deadline("2026-07-10", "12:00:15"), "2026-07-10T12:00:15+02:00"),
        (deadline("2026-12-10+01:00"), "2026-12-10T23:59:59+01:00"),
        (deadline("2026-12-10-05:00", "09:30:00.000-05:00"), "2026-12-10T09:30:00-05:00"),
        (deadline("2026-12-11Z", "10:00:00Z", "ParticipationRequestReceptionPeriod"), "2026-12-11T10:00:00+00:00"),
        (deadline("2026-02-30Z", "12:00:00Z"), None),
    ],
)
def test_a_deadline_is_a_date_and_a_time_with_offsets(period, expected):
    publication = read(notice(lots=lot(process=period)))
    assert publication.deadline == (datetime.fromisoformat(expected) if expected else None)


def test_the_deadline_is_the_earliest_of_the_lots_and_each_lot_keeps_its_own():
    lots = (
        lot(process=deadline("2026-12-20Z", "12:00:00Z"))
        + lot("LOT-0002", deadline("2026-12-10Z", "12:00:00Z"))
        + lot("LOT-0003")
    )
    publication = read(notice(lots=lots))
    assert [lot.deadline and lot.deadline.day for lot in publication.lots] == [20, 10, None]
    assert publication.deadline == publication.lots[1].deadline


def reserved(*codes, name="reserved-procurement"):
    inside = "".join(
        f'<cac:SpecificTendererRequirement><cbc:TendererRequirementTypeCode listName="{name}">{code}</cbc:TendererRequirementTypeCode>'
        "</cac:SpecificTendererRequirement>"
        for code in codes
    )
    return f"<cac:TendererQualificationRequest>{inside}</cac:TendererQualificationRequest>"


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["res-ws"], Reserved.SHELTERED),
        (["res-pub-ser"], Reserved.PUBLIC_SERVICE_MISSION),
        (["none"], None),
        (["none", "res-ws"], Reserved.SHELTERED),
        ([], None),
    ],
)
def test_reserved_participation_is_read(codes, expected):
    assert read(notice(lots=lot(terms=reserved(*codes)))).reserved is expected


def test_one_reserved_lot_of_many_is_not_missed():
    lots = "".join(lot(f"LOT-{n:04d}", terms=reserved("none")) for n in range(1, 100)) + lot(
        "LOT-0100", terms=reserved("res-ws")
    )
    publication = read(notice(lots=lots))
    assert (len(publication.lots), publication.reserved, publication.lots[99].reserved) == (
        100,
        Reserved.SHELTERED,
        Reserved.SHELTERED,
    )


def test_another_list_with_the_same_code_does_not_reserve():
    assert read(notice(lots=lot(terms=reserved("res-ws", name="missing-info-submission")))).reserved is None


@pytest.mark.parametrize(
    ("unit", "number", "months"),
    [
        ("MONTH", 48, 48),
        ("YEAR", 4, 48),
        ("DAY", 365, 12),
        ("WEEK", 2, 1),
        ("MONTH", 0, None),
        ("X", 4, None),
        ("CALENDAR_DAY", 1826, 60),
    ],
)
def test_a_duration_is_told_in_months(unit, number, months):
    period = (
        f'<cac:PlannedPeriod><cbc:DurationMeasure unitCode="{unit}">{number}</cbc:DurationMeasure></cac:PlannedPeriod>'
    )
    assert read(notice(lots=lot(project=period))).duration_months == months


@pytest.mark.parametrize(
    ("period", "expected", "derived"),
    [
        (
            '<cbc:StartDate>2027-01-01Z</cbc:StartDate><cbc:DurationMeasure unitCode="MONTH">24</cbc:DurationMeasure>',
            date(2028, 12, 31),
            True,
        ),
        ("<cbc:StartDate>2027-01-31Z</cbc:StartDate><cbc:EndDate>2029-03-01Z</cbc:EndDate>", date(2029, 3, 1), False),
        (
            '<cbc:StartDate>2027-01-31Z</cbc:StartDate><cbc:DurationMeasure unitCode="MONTH">1</cbc:DurationMeasure>',
            date(2027, 2, 27),
            True,
        ),
        ('<cbc:DurationMeasure unitCode="MONTH">24</cbc:DurationMeasure>', None, False),
    ],
)
def test_the_end_of_a_contract_is_told_or_derived_and_marked(period, expected, derived):
    publication = read(notice(lots=lot(project=f"<cac:PlannedPeriod>{period}</cac:PlannedPeriod>")))
    assert (publication.contract_end, publication.contract_end_derived) == (expected, derived)
    assert ("+" in publication.sources.get("contract_end", "")) is derived


def test_dutch_is_shown_and_the_original_kept():
    project = (
        '<cbc:Name languageID="FRA">Espaces verts</cbc:Name><cbc:Description languageID="FRA">Tonte</cbc:Description>'
    )
    data = notice(project=project).replace(b"<cbc:NoticeLanguageCode>NLD", b"<cbc:NoticeLanguageCode>FRA")
    publication = read(data)
    assert (publication.title, publication.language) == ("Groenonderhoud", "nl")
    (french,) = publication.other_languages
    assert (french.language, french.title, french.description) == ("fr", "Espaces verts", "Tonte")


def test_a_notice_without_dutch_is_shown_in_its_own_language():
    project = '<cbc:Name languageID="DEU">Pflege</cbc:Name><cbc:Name languageID="ENG">Care</cbc:Name>'
    data = notice(project=project).replace(b'<cbc:Name languageID="NLD">Groenonderhoud</cbc:Name>', b"")
    data = data.replace(b"<cbc:NoticeLanguageCode>NLD", b"<cbc:NoticeLanguageCode>DEU")
    assert (read(data).title, read(data).language) == ("Pflege", "de")


def test_a_title_that_only_the_lot_has_is_told_from_the_lot():
    data = notice().replace(b'<cbc:Name languageID="NLD">Groenonderhoud</cbc:Name>', b"")
    assert (read(data).title, read(data).sources["title"]) == ("Perceel LOT-0001", "BT-21-Lot")


def test_a_notice_without_any_title_is_read_with_a_doubt():
    publication = read(notice(lots="").replace(b'<cbc:Name languageID="NLD">Groenonderhoud</cbc:Name>', b""))
    assert (publication.title, [doubt.field for doubt in publication.doubts]) == ("", ["title"])


@pytest.mark.parametrize("uuid", ["", "00000000-0000-0000-0000-000000000000", "n.a.", "0", "unpublished"])
def test_a_notice_that_nothing_names_is_rejected_with_a_reason(uuid):
    reading = recognise.read(notice(uuid=uuid))
    assert not reading.notices
    assert "BT-701" in reading.rejected[0].reason


def test_a_national_number_instead_of_a_uuid_names_a_notice(sample):
    assert sample("mixed-real/ted2ocds_2023-307227.xml").identities == (Identity(Scheme.EFORMS, "2023-307227", "01"),)


def test_a_procedure_that_is_no_uuid_joins_nothing_and_is_doubted():
    publication = read(notice(head="<cbc:ContractFolderID>JRC/SVQ/2026/OP/1</cbc:ContractFolderID>"))
    assert [identity.scheme for identity in publication.identities] == [Scheme.EFORMS]
    assert [(doubt.field, doubt.value) for doubt in publication.doubts] == [("identities", "JRC/SVQ/2026/OP/1")]


def test_a_cpv_code_is_kept_without_its_check_digit():
    code = tag("cac:MainCommodityClassification/cbc:ItemClassificationCode", "77310000-6")
    assert read(notice(project=code)).cpv == ("77310000",)


def test_doubts_about_numbers_and_dates_come_once(sample):
    far = lot(process=deadline("2049-12-31Z", "12:00:00Z"))
    cheap = tag("cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount", "1", ' currencyID="EUR"')
    publication = rules.completed(read(notice(project=cheap, lots=far)))
    assert sorted(doubt.field for doubt in publication.doubts) == ["deadline", "value"]
    assert (publication.deadline.year, publication.value.amount) == (2049, Decimal(1))


def test_everything_of_the_maximal_notice(sample):
    publication = sample("eforms-sdk-1.15.1/cn_24_maximal.xml")
    group, first, _second = publication.lots
    assert (group.id, group.kind, group.members) == ("GLO-0001", "group", ("LOT-0001", "LOT-0002"))
    assert (first.framework, first.renewals, first.options) == ("fa-w-rc", 3, "Options description ---")
    assert (first.strategic, first.social_objectives) == (("env-imp",), ("acc-all",))
    assert [(criterion.kind, criterion.weight, criterion.weight_kind) for criterion in first.criteria] == [
        ("cost", Decimal(60), "percentage"),
        ("quality", Decimal(40), "percentage"),
    ]
    assert (publication.reserved, publication.reserved_execution, publication.sme_suitable) == (
        Reserved.PUBLIC_SERVICE_MISSION,
        True,
        True,
    )
    assert (publication.contract_start, publication.contract_end, publication.contract_end_derived) == (
        date(2023, 1, 1),
        date(2023, 5, 23),
        False,
    )
    assert (publication.buyer.name, publication.buyer.ids, publication.buyer.country) == (
        "Financial Adinistration for ...",
        ("998298",),
        "LU",
    )
    assert {organisation.role for organisation in publication.organisations} == {
        "review-body",
        "service-provider",
        "other",
    }
    assert publication.related_ids == (Identity(Scheme.EFORMS, "9c0fd704-64d3-4294-a3b6-6df45911ab9f", "01"),)
    assert (publication.documents_url, publication.submission_url) == (
        "http://nonrestricteddocuments.com",
        "http://tender-submit.fin-adm.com/esubmission",
    )


def test_a_hundred_lots_are_read(sample):
    lots = sample("eforms-sdk-1.15.1/cn_24_maximal_100_lots.xml").lots
    assert (len([lot for lot in lots if lot.kind == "lot"]), len({lot.id for lot in lots})) == (100, len(lots))


def test_winners_have_their_lots_and_amounts(sample):
    publication = sample("eforms-real/2024-OJS198-00611835.xml")
    assert [(winner.name, winner.lots, winner.value.amount) for winner in publication.winners] == [
        ("DVIT", ("LOT-0001", "LOT-0004", "LOT-0006"), Decimal("6017.18")),
        ("3D-ICT", ("LOT-0002", "LOT-0003"), Decimal("1656.97")),
    ]
    assert (publication.value.amount, publication.value.kind) == (Decimal("7674.15"), "awarded")
    assert [organisation.role for organisation in publication.organisations].count("co-buyer") == 3
    assert (publication.language, [text.language for text in publication.other_languages]) == ("nl", ["fr"])


def test_an_award_to_nobody_is_a_cancellation(sample):
    publication = sample("mixed-real/ted2ocds_537513-2025.xml")
    assert (publication.kind, publication.winners) == (NoticeKind.CANCELLATION, ())
    assert Identity(Scheme.TED, "458271-2025") in publication.related_ids


@pytest.mark.parametrize(
    ("name", "kind", "winner"),
    [
        ("eforms-sdk-1.15.1/veat_25.xml", NoticeKind.EX_ANTE, "Dreicher and Sohne"),
        ("eforms-sdk-1.15.1/can-modif_24_value.xml", NoticeKind.MODIFICATION, "PwC UK LLP"),
        ("eforms-sdk-1.15.1/E5_minimal.xml", NoticeKind.MODIFICATION, "Private Corp"),
    ],
)
def test_who_gets_the_contract_is_told_without_a_result(sample, name, kind, winner):
    publication = sample(name)
    assert (publication.kind, [party.name for party in publication.winners]) == (kind, [winner])


def test_withheld_fields_are_named_and_their_values_absent(sample):
    publication = sample("eforms-sdk-1.15.1/can_25_withheld.xml")
    assert {"not-val", "win-cho", "awa-cri-wei"} <= set(publication.withheld)
    assert "unpublished" not in repr(publication)


def test_a_void_notice_cancels_what_it_changes(sample):
    publication = sample("eforms-sdk-1.7.5/change-cn_24_void.xml")
    assert (publication.kind, publication.cancels, publication.corrects is not None) == (
        NoticeKind.CANCELLATION,
        True,
        True,
    )


def test_changed_dates_are_told(sample):
    publication = sample("eforms-sdk-1.15.1/change-cn_24_open_dates.xml")
    assert publication.corrects == Identity(Scheme.EFORMS, "c4c415ee-ac08-4465-8fa6-57568cf69462", "01")
    assert [(change.description, change.lots) for change in publication.changes] == [
        ("Time limit for receipt of tenders or requests to participate", ("LOT-0000",)),
        ("Conditions for opening of tenders", ("LOT-0000",)),
    ]


def test_of_24_languages_dutch_is_shown(sample):
    publication = sample("eforms-sdk-1.15.1/cn_24_multilingual.xml")
    assert (publication.language, len(publication.other_languages), publication.other_languages[0].language) == (
        "nl",
        23,
        "en",
    )
    assert publication.buyer.name == "Bureau voor publicaties van de Europese Unie"


@pytest.mark.parametrize(("version", "code"), [("1.8", "NL31"), ("1.13", "NL35")])
def test_places_of_either_version_of_nuts_are_the_same_place(version, code):
    place = tag("cac:RealizedLocation/cac:Address/cbc:CountrySubentityCode", code)
    publication = read(notice(head=f"<cbc:CustomizationID>eforms-sdk-{version}</cbc:CustomizationID>", project=place))
    assert publication.places == (code,)
    assert rules.current_place(code) == "NL35"
    assert not rules.completed(publication).doubts
