"""TenderNed's JSON: list, items, details, documents."""

import json

import pytest

from incubator.formats import recognise, tenderned
from incubator.formats.fields import Wrong
from incubator.formats.values import Identity, LegalRegime, NoticeKind, Scheme
from incubator.notices import rules


def detail(**more):
    return {
        "publicatieId": 441936,
        "publicatieDatum": "2026-09-28T21:52:00.829812",
        "typePublicatie": "Aankondiging opdracht",
        "aankondigingCode": {"code": "AAO", "omschrijving": "Aankondiging opdracht"},
        "publicatieCode": "EF16",
        "aanbestedingNaam": "Onderhoud plantsoenen",
        "opdrachtgeverNaam": "Gemeente Utrecht",
        "kenmerk": 615009,
        "opdrachtBeschrijving": "Snoeien &amp; maaien\tin de wijk\u200b.<br/>Zie document",
        "sluitingsDatum": "2026-11-10T12:00:15",
        "typeOpdrachtCode": {"code": "D", "omschrijving": "Diensten"},
        "procedureCode": {"code": "OPE", "omschrijving": "Openbaar"},
        "nationaalOfEuropeesCode": {"code": "EU"},
        "cpvCodes": [
            {"isHoofdOpdracht": False, "code": "77340000-5", "omschrijving": "Snoeien van bomen en heggen"},
            {"isHoofdOpdracht": True, "code": "77310000-6", "omschrijving": "Groen"},
        ],
        "nutsCodes": [{"code": "NL350", "omschrijving": "Utrecht"}],
        "pbNummerTed": "654717-2026",
        "publicatieIDLaatsteRectificatie": 442000,
        "trefwoord1": '"groen"',
        **more,
    }


def item(**more):
    return {
        "publicatieId": "441936",
        "publicatieDatum": "2026-09-28",
        "typePublicatie": {"code": "AAO", "omschrijving": "Aankondiging opdracht"},
        "publicatiecode": {"code": "EFE3", "omschrijving": "Nationale opdracht"},
        "aanbestedingNaam": "Onderhoud plantsoenen",
        "opdrachtgeverNaam": "Gemeente Utrecht",
        "kenmerk": 615009,
        "europees": False,
        "typeOpdracht": {"code": "D", "omschrijving": "Diensten"},
        "sluitingsDatum": "2026-07-10T12:00:00",
        "link": {"href": "https://www.tenderned.nl/aankondigingen/overzicht/441936", "title": "self"},
        **more,
    }


def test_a_detail_is_read_whole():
    notice = tenderned.read(detail())
    assert notice.format == "tenderned-detail"
    assert notice.identities == (
        Identity(Scheme.TENDERNED, "441936"),
        Identity(Scheme.TED, "654717-2026"),
        Identity(Scheme.KENMERK, "615009"),
    )
    assert (notice.kind, notice.subtype, notice.notice_type) == (NoticeKind.COMPETITION, "16", "EF16")
    assert notice.description == "Snoeien & maaien in de wijk.\nZie document"
    assert notice.cpv == ("77310000", "77340000")
    assert notice.main_cpv == "77310000"
    assert notice.places == ("NL350",)
    assert notice.deadline.isoformat() == "2026-11-10T12:00:15+01:00"
    assert notice.published.isoformat() == "2026-09-28"
    assert (notice.nature, notice.procedure, notice.legal_regime) == ("services", "open", LegalRegime.EU)
    assert notice.related_ids == (Identity(Scheme.TENDERNED, "442000"),)
    assert notice.keywords == ("groen",)
    assert not notice.doubts


def test_a_summer_deadline_has_the_summer_offset():
    assert tenderned.read(item()).deadline.isoformat() == "2026-07-10T12:00:00+02:00"


def test_a_list_item_spells_the_same_fields_otherwise():
    notice = tenderned.read(item())
    assert notice.format == "tenderned-list"
    assert notice.identities[0] == Identity(Scheme.TENDERNED, "441936")
    assert (notice.kind, notice.subtype) == (NoticeKind.COMPETITION, "E3")
    assert notice.legal_regime is LegalRegime.BELOW_THRESHOLD
    assert notice.url == "https://www.tenderned.nl/aankondigingen/overzicht/441936"


@pytest.mark.parametrize(
    ("bucket", "form", "kind"),
    [
        ("VAK", "EF04", NoticeKind.PLANNING),
        ("VAK", "EF12", NoticeKind.COMPETITION),
        ("MAC", "EFE1", NoticeKind.CONSULTATION),
        ("AAO", "EF20", NoticeKind.COMPETITION),
        ("AGO", "EF29", NoticeKind.AWARD),
        ("AGO", "EF25", NoticeKind.EX_ANTE),
        ("AGO", "EF28", NoticeKind.EX_ANTE),
        ("VBE", "EF29", NoticeKind.CANCELLATION),
        ("REC", "EF16", NoticeKind.COMPETITION),
        ("REC", "EFE1", NoticeKind.CONSULTATION),
        ("AAW", "EF38", NoticeKind.MODIFICATION),
        ("AGO", "SF15", NoticeKind.EX_ANTE),
        ("AGO", "SF21", NoticeKind.AWARD),
    ],
)
def test_the_form_says_more_than_the_bucket(bucket, form, kind):
    notice = tenderned.read(detail(aankondigingCode={"code": bucket}, publicatieCode=form))
    assert notice.kind is kind
    assert notice.cancels is (kind is NoticeKind.CANCELLATION)


def test_an_award_that_was_ended_early_is_a_cancellation():
    award = detail(aankondigingCode={"code": "AGO"}, publicatieCode="EF29", isVroegtijdigBeeindigd=True)
    assert tenderned.read(award).kind is NoticeKind.CANCELLATION


def test_light_regime_forms_are_social_services():
    assert tenderned.read(detail(publicatieCode="EF20")).legal_regime is LegalRegime.SAS


def test_a_wrong_check_digit_is_a_doubt():
    notice = tenderned.read(detail(cpvCodes=[{"isHoofdOpdracht": True, "code": "77310000-1"}]))
    assert notice.cpv == ("77310000",)
    assert [doubt.value for doubt in notice.doubts] == ["77310000-1"]


def test_the_country_alone_is_no_place_and_the_buyers_place_is_marked():
    notice = tenderned.read(detail(nutsCodes=[{"code": "NL"}]))
    assert notice.places == ()
    completed = rules.completed(notice)
    assert (completed.places, completed.place_derived) == (("NL350",), True)


def test_a_consultation_closes_on_its_own_date():
    consultation = item(typePublicatie={"code": "MAC"}, publicatiecode={"code": "EFE1"}, sluitingsDatum=None)
    consultation["sluitingsDatumMarktconsultatie"] = "2026-12-01T17:00:00"
    assert tenderned.read(consultation).deadline.isoformat() == "2026-12-01T17:00:00+01:00"


def test_placeholder_dates_are_doubted():
    publication = detail(voltooiingOpdrachtDatum="2125-12-31", sluitingsDatum="2099-12-31T12:00:00")
    fields = {doubt.field for doubt in rules.completed(tenderned.read(publication)).doubts}
    assert fields == {"contract_end", "deadline"}


def test_documents_come_along():
    listed = {
        "documentId": 1,
        "documentNaam": "Leidraad.pdf",
        "publicatieCategorie": {"code": "DOC"},
        "datumPublicatie": "2026-09-28",
        "grootte": 120000,
        "links": {"download": {"href": "https://www.tenderned.nl/papi/x/content", "title": "d"}},
    }
    (document,) = tenderned.read(detail(documenten=[listed])).documents
    assert (document.name, document.kind, document.size_bytes) == ("Leidraad.pdf", "DOC", 120000)
    assert "list of documents" in recognise.read(json.dumps({"documenten": [listed]}).encode()).ignored


@pytest.mark.parametrize(
    "publication",
    [
        detail(publicatieId=None),
        detail(publicatieId="../etc"),
        {**detail(), "aankondigingCode": None, "publicatieCode": None, "typePublicatie": None},
    ],
)
def test_without_identity_or_kind_it_is_rejected_with_the_place(publication):
    with pytest.raises(Wrong, match=r"publicatieId|typePublicatie"):
        tenderned.read(publication)


def test_fields_of_the_wrong_type_are_doubted_and_the_rest_is_read():
    notice = tenderned.read(detail(cpvCodes="x", nutsCodes=[3], sluitingsDatum="morgen", aanbestedingNaam=["a"]))
    assert {doubt.field for doubt in notice.doubts} >= {"cpvCodes", "nutsCodes[0]", "deadline", "aanbestedingNaam"}
    assert notice.title == "TenderNed 441936"


def test_a_page_of_the_list_and_an_empty_one():
    page = {"content": [item(), item(publicatieId="x")], "totalPages": 1, "last": True}
    reading = recognise.read(json.dumps(page).encode())
    assert (len(reading.notices), len(reading.rejected)) == (1, 1)
    assert reading.rejected[0].reason == "content[1].publicatieId is no publication number: 'x'."
    assert recognise.read(b'{"content": [], "totalPages": 0}').ignored


def test_every_detail_at_hand_is_read(shared_data):
    for path in sorted((shared_data / "notices/tenderned/details").glob("*.json")):
        reading = recognise.read(path.read_bytes())
        assert len(reading.notices) == 1, path.name
        assert not reading.rejected
        assert reading.notices[0].identities[0].id == path.stem


def test_what_others_quote_of_the_api_is_read_or_rejected_with_a_reason(shared_data):
    quoted = json.loads((shared_data / "notices/tenderned/api-items.json").read_text(encoding="utf-8"))
    kinds = [tenderned.read(entry).kind for entry in quoted["list_items"]]
    assert kinds == [NoticeKind.COMPETITION, NoticeKind.COMPETITION, NoticeKind.CANCELLATION, NoticeKind.COMPETITION]
    with pytest.raises(Wrong, match="typePublicatie is missing"):
        tenderned.read(quoted["details"][1])


@pytest.mark.parametrize(("label", "kept"), [("Open House", ("open house", "groen")), ("Openbaar", ("groen",))])
def test_the_name_of_a_procedure_that_shares_its_code_is_kept(label, kept):
    notice = tenderned.read(item(procedureCode={"code": "OVE", "omschrijving": label}, trefwoord1="groen"))
    assert notice.keywords == kept
