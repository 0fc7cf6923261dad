"""OCDS packages, releases and records."""

import json

import pytest

from incubator.formats import ocds, ocds_versions, recognise
from incubator.formats.fields import Wrong
from incubator.formats.values import Identity, NoticeKind, Reserved, Scheme


def release(**more):
    return {
        "ocid": "ocds-1l04xe-615009",
        "id": "441936",
        "date": "2026-02-13T00:00:00Z",
        "language": "nl",
        "tag": ["tender"],
        "parties": [
            {
                "id": "27370985",
                "name": "Gemeente Zaanstad",
                "roles": ["buyer"],
                "identifier": {"scheme": "NL-KVK", "id": "27370985"},
                "address": {"locality": "Zaandam", "countryName": "Nederland", "region": "NL325"},
            }
        ],
        "buyer": {"id": "27370985", "name": "Gemeente Zaanstad"},
        "tender": {
            "id": "615009",
            "title": "Straatmeubilair",
            "description": "Plaatsen &amp; onderhouden",
            "mainProcurementCategory": "services",
            "procurementMethod": "open",
            "value": {"amount": 350000.10, "currency": "EUR"},
            "tenderPeriod": {"endDate": "2026-03-10T00:00:00Z"},
            "contractPeriod": {"durationInDays": 1460},
            "items": [{"id": "1", "relatedLot": "1", "classification": {"scheme": "CPV", "id": "34921100-0"}}],
            "lots": [{"id": "1", "title": "Banken", "value": {"amount": 100, "currency": "EUR"}}],
            "otherRequirements": {"reservedParticipation": ["shelteredWorkshop"]},
            "documents": [
                {
                    "id": "1",
                    "documentType": "tenderNotice",
                    "url": "https://www.tenderned.nl/tenderned-tap/aankondigingen/441936",
                }
            ],
        },
        **more,
    }


def package(*releases, **more):
    return json.dumps({"uri": "https://example.org", "version": "1.1", "releases": list(releases), **more}).encode()


def test_a_release_of_tenderned_is_read_whole():
    (notice,) = recognise.read(package(release())).notices
    assert notice.identities == (
        Identity(Scheme.OCDS_RELEASE, "ocds-1l04xe-615009/441936"),
        Identity(Scheme.OCID, "ocds-1l04xe-615009"),
        Identity(Scheme.KENMERK, "615009"),
        Identity(Scheme.TENDERNED, "441936"),
    )
    assert (notice.kind, notice.title, notice.description) == (
        NoticeKind.COMPETITION,
        "Straatmeubilair",
        "Plaatsen & onderhouden",
    )
    assert (notice.nature, notice.procedure, notice.duration_months) == ("services", "open", 48)
    assert str(notice.value.amount) == "350000.1"
    assert notice.reserved is Reserved.SHELTERED
    assert notice.published.isoformat() == "2026-02-13"
    assert notice.deadline.isoformat() == "2026-03-10T23:59:59+01:00"
    assert notice.deadline_day_only
    assert [doubt.field for doubt in notice.doubts] == ["deadline"]
    assert (notice.buyer.ids, notice.buyer.city, notice.buyer.nuts) == (("27370985",), "Zaandam", "NL325")
    (lot,) = notice.lots
    assert (lot.id, lot.title, lot.cpv) == ("1", "Banken", ("34921100",))


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        (["planning"], NoticeKind.PLANNING),
        (["tenderAmendment"], NoticeKind.COMPETITION),
        (["tenderCancellation"], NoticeKind.CANCELLATION),
        (["tender", "award"], NoticeKind.AWARD),
        (["award", "contract"], NoticeKind.AWARD),
        (["contractAmendment"], NoticeKind.MODIFICATION),
        (["implementation"], NoticeKind.AWARD),
        (["compiled"], NoticeKind.COMPETITION),
    ],
)
def test_the_tag_tells_the_kind(tags, kind):
    assert ocds.read(release(tag=tags)).kind is kind


def test_an_unknown_tag_is_doubted_and_the_content_tells():
    notice = ocds.read(release(tag=["somethingNew"]))
    assert notice.kind is NoticeKind.COMPETITION
    assert "kind" in {doubt.field for doubt in notice.doubts}


def test_an_award_without_anyone_is_a_cancellation():
    notice = ocds.read(release(tag=["award"], awards=[{"id": "1", "status": "unsuccessful"}]))
    assert (notice.kind, notice.cancels) == (NoticeKind.CANCELLATION, True)


def test_an_award_has_winners_and_what_was_paid():
    award = {
        "id": "1",
        "status": "active",
        "value": {"amount": 300000, "currency": "EUR"},
        "suppliers": [{"id": "12345678", "name": "Groenbedrijf"}],
        "relatedLots": ["1"],
    }
    notice = ocds.read(release(tag=["award"], awards=[award]))
    (winner,) = notice.winners
    assert (winner.name, winner.id, winner.lots) == ("Groenbedrijf", "12345678", ("1",))
    assert (str(notice.value.amount), notice.value.kind) == ("300000", "awarded")


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ({"ocid": None}, "ocid"),
        ({"ocid": 5}, "ocid"),
        ({"id": None}, "id is missing"),
        ({"tag": ["x"], "tender": None}, "tag"),
    ],
)
def test_without_identity_or_kind_it_is_rejected_with_the_place(broken, place):
    (rejection,) = recognise.read(package({**release(), **broken})).rejected
    assert rejection.reason.startswith("releases[0].")
    assert place in rejection.reason


def test_wrong_values_are_doubted_with_their_place():
    tender = {"title": "x", "tenderPeriod": {"endDate": "binnenkort"}, "value": {"amount": "veel"}, "items": "geen"}
    (notice,) = recognise.read(package(release(tender=tender))).notices
    assert {(doubt.field, doubt.value) for doubt in notice.doubts} == {
        ("deadline", "binnenkort"),
        ("value", "veel"),
        ("releases[0].tender.items", "geen"),
    }


def test_a_later_release_that_tells_only_what_is_new_keeps_title_and_buyer():
    award = {"ocid": "ocds-1l04xe-615009", "id": "2", "date": "2026-05-01T10:00:00Z", "tag": ["award"], "awards": []}
    _first, second = recognise.read(package(release(), award)).notices
    assert (second.title, second.buyer.name) == ("Straatmeubilair", "Gemeente Zaanstad")


def test_the_releases_of_a_record_are_merged_without_a_network():
    award = {"ocid": "ocds-1l04xe-615009", "id": "2", "date": "2026-05-01T10:00:00Z", "tag": ["award"], "awards": []}
    record = {"ocid": "ocds-1l04xe-615009", "releases": [release(), award]}
    reading = recognise.read(json.dumps({"records": [record]}).encode())
    assert [version.title for version in reading.notices] == ["Straatmeubilair", "Straatmeubilair"]
    assert [version.kind for version in reading.notices] == [NoticeKind.COMPETITION, NoticeKind.AWARD]


def test_a_record_of_links_is_read_by_its_compiled_release():
    record = {
        "ocid": "ocds-1l04xe-615009",
        "releases": [{"url": "https://example.org/1"}],
        "compiledRelease": release(tag=["compiled"]),
    }
    assert len(recognise.read(json.dumps({"records": [record]}).encode()).notices) == 1
    assert len(recognise.read(json.dumps(record).encode()).notices) == 1
    del record["compiledRelease"]
    (rejection,) = recognise.read(json.dumps({"records": [record]}).encode()).rejected
    assert "only links" in rejection.reason


def test_lists_lines_and_single_releases_are_recognised():
    line = json.dumps(release())
    assert len(recognise.read(f"[{line},{line}]".encode()).notices) == 2
    assert len(recognise.read(f"{line}\n{line}\n".encode()).notices) == 2
    assert len(recognise.read(line.encode()).notices) == 1


def test_what_was_read_before_the_file_breaks_off_is_kept():
    data = package(release(), release(id="2"))[:-200]
    reading = recognise.read(data)
    assert len(reading.notices) == 1
    assert "breaks off at line 1" in reading.rejected[-1].reason


def test_an_identity_cannot_be_made_out_of_nothing():
    with pytest.raises(Wrong):
        ocds.read({"ocid": " ", "id": "1", "tag": ["tender"]})


@pytest.mark.parametrize("folder", ["ocds-real", "ocds-sample", "ocds-broken"])
def test_every_package_at_hand_is_read_rejected_or_ignored_with_a_reason(shared_data, folder):
    for path in sorted((shared_data / "notices" / folder).rglob("*.json")):
        reading = recognise.read(path.read_bytes())
        assert reading.notices or reading.rejected or reading.ignored, path.name
        assert all(rejection.reason.endswith(".") for rejection in reading.rejected)
        if folder == "ocds-real":
            assert not reading.rejected, path.name


def test_the_last_of_all_versions_is_the_last_moment_and_not_the_greatest_text():
    earlier = {"releaseID": "1", "releaseDate": "2026-03-01T00:30:00+02:00", "value": "nl"}
    later = {"releaseID": "2", "releaseDate": "2026-02-28T23:00:00Z", "value": "en"}
    undated = {"releaseID": "0", "value": "Banken"}
    for history in ([earlier, later], [later, earlier]):
        made = ocds_versions.latest({"language": history, "tender": {"title": [undated]}})
        assert (made["id"], made["date"], made["language"]) == ("2", "2026-02-28T23:00:00Z", "en")
        assert made["tender"]["title"] == "Banken"


def lot_with(**more):
    written = release()
    written["tender"]["lots"] = [{"id": "1", "title": "Banken", **more}]
    del written["tender"]["contractPeriod"]
    return ocds.read(written)


def test_a_threshold_or_a_fixed_amount_is_no_weight():
    threshold, fixed = {"number": 60, "threshold": "minimumScore"}, {"number": 5000, "fixed": "total"}
    weight = {"number": 40, "weight": "percentageExact"}
    named = [("Plan", [threshold, weight]), ("Prijs", [fixed])]
    criteria = [{"type": "quality", "name": name, "numbers": numbers} for name, numbers in named]
    (lot,) = lot_with(awardCriteria={"criteria": criteria}).lots
    assert [(criterion.weight, criterion.weight_kind) for criterion in lot.criteria] == [
        (40, "percentage"),
        (None, None),
    ]


@pytest.mark.parametrize(("days", "months"), [(1461, 48), (366, 12), (731, 24), (1000, None)])
def test_the_term_of_lots_is_that_of_the_whole_also_with_a_leap_day(days, months):
    notice = lot_with(contractPeriod={"durationInDays": days, "startDate": "2027-03-01T00:00:00+01:00"})
    assert (notice.duration_months, notice.lots[0].duration_months) == (months, months)
    assert notice.contract_start.isoformat() == "2027-03-01"
