"""What we read we can write: notices as OCDS 1.1 releases, read again, with the same values; nothing is invented and nobody is named."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from jsonschema import Draft4Validator

from incubator.config import ROOT
from incubator.formats import json_writing, ocds_packages, ocds_writing, recognise
from incubator.formats.ocds_outcomes import AWARDS_VALUE
from incubator.formats.ocds_written import ADDRESS_LEFT_OUT, days_of, prose
from incubator.formats.ocds_written_awards import ACTIVE, PENDING
from incubator.formats.ocds_written_tender import CATEGORIES, METHODS, STATES, STATUSES
from incubator.formats.tender_terms import Validity
from incubator.formats.values import (
    Identity,
    LotState,
    Money,
    NoticeKind,
    ReadDocument,
    ReadLot,
    ReadNotice,
    ReadOrganisation,
    Scheme,
    Winner,
)
from tests.formats.ocds_checks import package_problems, problems
from tests.formats.test_ocds import release as sample

SCHEMA = json.loads(ocds_packages.SCHEMA.read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)
RECORDED = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
# Real notices, from all sources.
OCDS_FOLDERS = ("ocds-real", "ocds-sample", "ocds-broken")
OTHER_FOLDERS = (
    *("eforms-real", "mixed-real", "eforms-sdk-1.15.1", "ted-r209-nl", "ted-r209-be", "ted-search-v3"),
    "tenderned",
)
# What a release has no place for, or says in other words: the tag instead of the form, the end of a day instead of the day.
NOT_IN_OCDS = ("format", "sources", "doubts", "identities", "deadline_day_only", "notice_type")


def names(ocid="ocds-000000-7", local="7"):
    return ocds_writing.ReleaseNames(ocid, f"{local}-0123456789abcdef", local, RECORDED)


def written(notice, ocid="ocds-000000-7"):
    """The release as anybody gets it: out of its JSON."""
    return json.loads(json_writing.text(ocds_writing.release(notice, names(ocid))), parse_float=Decimal)


def ocid_of(notice):
    return next((name.id for name in notice.identities if name.scheme is Scheme.OCID), "ocds-000000-7")


def again(notice):
    """The notice, written and read again."""
    release = ocds_writing.release(notice, names(ocid_of(notice)))
    (read,) = recognise.read(json_writing.text(release).encode()).notices
    return read


def notices_in(shared_data, folder):
    for path in sorted((shared_data / "notices" / folder).rglob("*")):
        if path.is_file():
            for notice in recognise.read(path.read_bytes()).notices:
                yield path.name, notice


def without_people(organisation):
    """Without who answers questions; and without the id that a party needs, where the notice gives it no number."""
    ids = tuple(number for number in organisation.ids if not number.startswith("name-"))
    return replace(organisation, ids=ids, email=None, phone=None, contact=None)


def test_two_lots_of_one_number_are_told_apart():
    lots = (ReadLot("1", "Nederland", cpv=("31210000",)), ReadLot("1", "Duitsland", cpv=("31210000",)))
    tender = written(read_notice(lots=lots))["tender"]
    assert [lot["title"] for lot in tender["lots"]] == ["Nederland", "Duitsland"]
    assert [lot["id"] for lot in tender["lots"]] == [item["relatedLot"] for item in tender["items"]] == ["1", "1-2"]


def test_a_whole_notice_comes_back_as_it_was():
    (notice,) = recognise.read(json.dumps(sample()).encode()).notices
    read = again(notice)
    for field in ("kind", "title", "description", "language", "buyer", "nature", "procedure", "cpv", "main_cpv"):
        assert getattr(read, field) == getattr(notice, field), field
    for field in ("places", "published", "deadline", "value", "reserved", "duration_months", "lots", "url"):
        assert getattr(read, field) == getattr(notice, field), field


@pytest.mark.parametrize("folder", OCDS_FOLDERS)
def test_every_release_at_hand_is_the_same_after_writing_and_reading(shared_data, folder):
    compared = 0
    for name, notice in notices_in(shared_data, folder):
        read = again(notice)
        differing = [
            field
            for field in ReadNotice.__slots__
            if field not in NOT_IN_OCDS and _comparable(notice, field, read) != _comparable(read, field, read)
        ]
        assert differing == [], name
        assert ocid_of(read) == ocid_of(notice), name
        compared += 1
    assert compared > 5


def _comparable(notice, field, read):
    """The value of a field as it can be compared."""
    value = getattr(notice, field)
    if field == "buyer" and value is not None:
        return without_people(value)
    if field == "organisations":
        # A supplier of OCDS 1.0 stands in its award alone; 1.1 lists every party, and says the same of it.
        known = {winner.name for winner in read.winners}
        return {
            (party.name, party.role, without_people(party).ids)
            for party in value
            if party.role != "winner" or party.name not in known
        }
    if field == "documents":
        return set(value)
    if field == "url" and value is None:
        return read.url if read.url in {document.url for document in notice.documents} else None
    return value


@pytest.mark.parametrize("folder", OCDS_FOLDERS + OTHER_FOLDERS)
def test_every_notice_at_hand_becomes_a_release_in_order(shared_data, folder):
    releases = []
    for name, notice in notices_in(shared_data, folder):
        if not ocds_writing.is_writable(notice):
            continue
        release = written(notice, ocid_of(notice))
        assert [
            error.message for error in VALIDATOR.iter_errors(json.loads(json.dumps(release, default=float)))
        ] == [], name
        assert problems(release) == [], name
        releases.append({**release, "id": f"{len(releases)}"})
    package = ocds_writing.package(releases, facts())
    assert list(package_problems(package)) == []
    assert releases


def facts():
    return ocds_writing.PackageFacts(
        "https://example.org/open-data/v1/releases",
        "Incubator",
        "https://example.org",
        "https://creativecommons.org/licenses/by/4.0/",
        "https://example.org/open-data",
        RECORDED,
    )


@pytest.mark.parametrize("folder", OTHER_FOLDERS)
def test_the_facts_of_a_release_are_those_of_the_notice(shared_data, folder):
    for name, notice in notices_in(shared_data, folder):
        if not ocds_writing.is_writable(notice):
            continue
        release = written(notice)
        tender = release["tender"]
        assert tender.get("title") in {prose(notice.title), None}, name
        assert tender.get("description") == prose(notice.description), name
        assert tender.get("classification", {}).get("id") == notice.main_cpv, name
        assert _codes(tender) == {*notice.cpv, *(code for lot in notice.real_lots for code in lot.cpv)}, name
        assert len(tender.get("lots", ())) == len(notice.real_lots), name
        assert {lot["id"] for lot in tender.get("lots", ())} >= {lot.id for lot in notice.real_lots}, name
        _assert_amounts(release, notice, name)
        _assert_moments(release, notice, name)
        if notice.buyer:
            assert release["buyer"]["name"] == notice.buyer.name, name
        suppliers = {party["name"] for award in release.get("awards", ()) for party in award.get("suppliers", ())}
        assert suppliers == {winner.name for winner in notice.winners}, name


def _codes(tender):
    listed = [*tender.get("additionalClassifications", ())]
    for part in (tender, *tender.get("items", ())):
        listed += [part.get("classification", {}), *part.get("additionalClassifications", ())]
    return {code["id"] for code in listed if code}


def _assert_amounts(release, notice, name):
    """No amount that the notice does not give."""
    given = {(money.amount, money.currency) for money in _moneys(notice)}
    tender = release["tender"]
    values = [tender.get("value"), *(award.get("value") for award in release.get("awards", ()))]
    values += [lot.get("value") for lot in tender.get("lots", ())]
    values += [group.get("maximumValue") for group in tender.get("lotGroups", ())]
    for value in filter(None, values):
        assert (Decimal(value["amount"]), value["currency"]) in given, name
    if notice.value and notice.value.kind == "estimated":
        assert tender["value"]["amount"] == notice.value.amount, name


def _moneys(notice):
    for holder in (notice, *notice.lots, *notice.winners):
        if holder.value:
            yield holder.value


def _assert_moments(release, notice, name):
    tender = release["tender"]
    if notice.published:
        assert release["date"][:10] == notice.published.isoformat(), name
    if notice.deadline:
        assert datetime.fromisoformat(tender["tenderPeriod"]["endDate"]) == notice.deadline, name
    for lot, given in zip(notice.real_lots, tender.get("lots", ()), strict=True):
        if lot.deadline:
            assert datetime.fromisoformat(given["tenderPeriod"]["endDate"]) == lot.deadline, name


def read_notice(**more):
    values = {
        "format": "eforms",
        "identities": (Identity(Scheme.TED, "1-2026"),),
        "kind": NoticeKind.COMPETITION,
        "title": "Groenonderhoud",
        "published": date(2026, 11, 2),
        **more,
    }
    return ReadNotice(**values)


@pytest.mark.parametrize(
    ("kind", "corrects", "tags"),
    [
        (NoticeKind.PLANNING, None, ["planning"]),
        (NoticeKind.CONSULTATION, None, ["planning"]),
        (NoticeKind.COMPETITION, None, ["tender"]),
        (NoticeKind.COMPETITION, Identity(Scheme.TED, "2-2026"), ["tenderUpdate"]),
        (NoticeKind.AWARD, None, ["award"]),
        (NoticeKind.AWARD, Identity(Scheme.TED, "2-2026"), ["awardUpdate"]),
        (NoticeKind.EX_ANTE, None, ["award"]),
        (NoticeKind.MODIFICATION, None, ["contractAmendment"]),
        (NoticeKind.CANCELLATION, None, ["tenderCancellation"]),
    ],
)
def test_the_tag_says_what_the_publication_does(kind, corrects, tags):
    assert written(read_notice(kind=kind, corrects=corrects))["tag"] == tags


def test_every_kind_of_notice_but_an_entry_of_a_feed_has_a_tag():
    assert set(NoticeKind) - set(ocds_writing.TAGS) == {NoticeKind.SIGNAL}
    assert not ocds_writing.is_writable(read_notice(kind=NoticeKind.SIGNAL))


def test_the_code_lists_are_those_of_the_standard():
    definitions = SCHEMA["definitions"]
    tender = definitions["Tender"]["properties"]
    assert set(CATEGORIES.values()) <= set(tender["mainProcurementCategory"]["enum"])
    assert set(METHODS.values()) <= set(tender["procurementMethod"]["enum"])
    assert {*STATUSES.values(), *STATES.values(), "complete"} <= set(tender["status"]["enum"])
    assert {ACTIVE, PENDING} <= set(definitions["Award"]["properties"]["status"]["enum"])
    tags = set(SCHEMA["properties"]["tag"]["items"]["enum"])
    assert {tag for pair in ocds_writing.TAGS.values() for tag in pair} | ocds_writing.KEPT_TAGS <= tags
    assert ocds_writing.INITIATION in SCHEMA["properties"]["initiationType"]["enum"]


def test_what_the_notice_does_not_say_is_absent():
    release = written(read_notice())
    assert set(release) == {"ocid", "id", "date", "tag", "initiationType", "tender"}
    assert release["tender"] == {"id": "ocds-000000-7", "title": "Groenonderhoud", "status": "active"}


def test_a_place_or_an_end_that_we_reckoned_is_not_passed_on():
    notice = read_notice(
        cpv=("77310000",),
        main_cpv="77310000",
        places=("NL350",),
        place_derived=True,
        contract_end=date(2027, 1, 1),
        contract_end_derived=True,
    )
    text = json_writing.text(ocds_writing.release(notice, names()))
    assert "NL350" not in text
    assert "2027-01-01" not in text


def test_people_are_left_out_also_inside_a_text():
    buyer = ReadOrganisation(
        "Gemeente", "buyer", ("1",), email="jan@example.org", phone="0301234567", contact="Jan Jansen"
    )
    notice = read_notice(
        title="Vragen aan jan.jansen@example.org",
        description="Mail piet+inkoop@gemeente.example.org voor vragen.",
        buyer=buyer,
        lots=(ReadLot("1", description="Of kees@example.org."),),
    )
    text = json_writing.text(ocds_writing.release(notice, names()))
    for word in ("example.org", "Jan Jansen", "0301234567"):
        assert word not in text
    assert text.count(ADDRESS_LEFT_OUT) == 3


def test_an_address_of_the_web_with_somebodys_address_in_it_is_left_out():
    documents = (
        ReadDocument("Bestek", "https://example.com/?mail=jan@example.org"),
        ReadDocument("Plan", "https://example.com/plan"),
    )
    buyer = ReadOrganisation("Gemeente", "buyer", url="https://jan@example.org/")
    release = written(read_notice(documents=documents, buyer=buyer, url="https://example.com/1"))
    assert [document["url"] for document in release["tender"]["documents"]] == [
        "https://example.com/1",
        "https://example.com/plan",
    ]
    assert "contactPoint" not in release["parties"][0]


def test_one_organisation_with_two_parts_is_one_party():
    buyer = ReadOrganisation("Gemeente", "buyer", ("12345678",), country="NL")
    release = written(read_notice(buyer=buyer, organisations=(replace(buyer, role="review-body"),)))
    (party,) = release["parties"]
    assert party["roles"] == ["buyer", "reviewBody"]
    assert party["identifier"] == {"scheme": "NL-KVK", "id": "12345678"}


def test_two_organisations_with_one_number_are_two_parties_with_ids_of_their_own():
    buyer = ReadOrganisation("Gemeente", "buyer", ("1",))
    court = ReadOrganisation("Rechtbank", "review-body", ("1",))
    release = written(read_notice(buyer=buyer, organisations=(court,)))
    assert len({party["id"] for party in release["parties"]}) == 2
    assert release["buyer"]["id"] == "1"


def test_winners_of_the_same_lots_share_an_award_unless_each_got_the_amount():
    hundred, lots = Money(Decimal(100), "EUR", "awarded"), ("1",)
    winners = (Winner("A", "1", lots, hundred), Winner("B", "2", lots, hundred))
    together = written(read_notice(kind=NoticeKind.AWARD, winners=winners, value=hundred))
    assert [len(award["suppliers"]) for award in together["awards"]] == [2]
    each = written(read_notice(kind=NoticeKind.AWARD, winners=winners, value=Money(Decimal(200), "EUR", "awarded")))
    assert [len(award["suppliers"]) for award in each["awards"]] == [1, 1]


def test_a_total_over_several_awards_is_written_apart_and_given_to_none_of_them():
    winners = (Winner("A", "1", ("1",)), Winner("B", "2", ("2",)))
    notice = read_notice(kind=NoticeKind.AWARD, winners=winners, value=Money(Decimal(500), "EUR", "awarded"))
    release = written(notice)
    assert not any("value" in award for award in release["awards"])
    assert release["awardsValue"] == {"amount": 500, "currency": "EUR"}
    assert again(notice).value == notice.value
    assert again(notice).winners == notice.winners
    # Where it follows from the awards it is said once.
    each = tuple(replace(winner, value=Money(Decimal(250), "EUR", "awarded")) for winner in winners)
    assert "awardsValue" not in written(replace(notice, winners=each))


def test_how_large_a_winner_is_comes_back():
    winner = Winner("A", "1", ("1",), Money(Decimal(500), "EUR", "awarded"), "small")
    assert again(read_notice(kind=NoticeKind.AWARD, winners=(winner,))).winners == (winner,)


def test_the_extension_of_our_own_is_declared_and_describes_what_it_adds():
    winners = (Winner("A", "1", ("1",)), Winner("B", "2", ("2",)))
    notice = read_notice(kind=NoticeKind.AWARD, winners=winners, value=Money(Decimal(500), "EUR", "awarded"))
    facts = ocds_writing.PackageFacts("https://ons.example/1", "Ons", "https://ons.example/", "", "", RECORDED)
    declared = ocds_writing.package([ocds_writing.release(notice, names())], facts)["extensions"]
    assert f"https://ons.example{ocds_writing.OWN_EXTENSION}" in declared
    folder = (ROOT / ocds_writing.OWN_EXTENSION.lstrip("/")).parent
    (schema,) = json.loads((folder / "extension.json").read_text(encoding="utf-8"))["schemas"]
    added = json.loads((folder / schema).read_text(encoding="utf-8"))["properties"]
    patched = {**SCHEMA, "properties": {**SCHEMA["properties"], **added}}
    assert list(added) == [AWARDS_VALUE]
    Draft4Validator(patched).validate(json.loads(json_writing.text(ocds_writing.release(notice, names()))))


def test_a_signed_contract_needs_one_award_to_belong_to():
    winner = Winner("A", "1", ("1",))
    notice = read_notice(kind=NoticeKind.AWARD, winners=(winner,), signed=date(2026, 10, 1))
    release = written(notice)
    assert release["tag"] == ["award", "contract"]
    assert release["contracts"][0]["dateSigned"] == "2026-10-01T00:00:00+02:00"
    two = replace(notice, winners=(winner, Winner("B", "2", ("2",))))
    assert "contracts" not in written(two)


def test_a_lot_that_went_to_somebody_unnamed_has_an_award_without_supplier():
    notice = read_notice(kind=NoticeKind.AWARD, lots=(ReadLot("1", state=LotState.AWARDED),))
    (award,) = written(notice)["awards"]
    assert award["relatedLots"] == ["1"]
    assert "suppliers" not in award


def test_awards_of_two_notices_of_a_procurement_have_ids_of_their_own():
    notice = read_notice(kind=NoticeKind.AWARD, winners=(Winner("A", "1", ("1",)),))
    first, second = (ocds_writing.release(notice, names(local=local)) for local in ("7", "8"))
    assert first["awards"][0]["id"] != second["awards"][0]["id"]
    assert first["tender"]["id"] == second["tender"]["id"]


@pytest.mark.parametrize("amount", ["0.10", "350000.10", "12345678901234567.89", "1E+3"])
def test_an_amount_is_written_digit_by_digit(amount):
    release = written(read_notice(value=Money(Decimal(amount))))
    assert release["tender"]["value"]["amount"] == Decimal(amount)


def test_an_amount_in_a_currency_that_is_none_is_left_out():
    assert "value" not in written(read_notice(value=Money(Decimal(1000), "ZZZ")))["tender"]


@pytest.mark.parametrize(("months", "days"), [(None, None), (12, 365), (48, 1460), (10, 300), (18, 540), (73, None)])
def test_months_are_written_in_days_that_are_read_as_those_months(months, days):
    assert days_of(months) == days
    assert again(read_notice(duration_months=months)).duration_months == (months if days else None)


def test_moments_have_an_offset_and_a_day_ends_with_its_last_second():
    notice = read_notice(contract_start=date(2026, 12, 1), contract_end=date(2027, 7, 31))
    assert written(notice)["tender"]["contractPeriod"] == {
        "startDate": "2026-12-01T00:00:00+01:00",
        "endDate": "2027-07-31T23:59:59+02:00",
    }
    ancient = written(read_notice(published=date(1800, 1, 1)))
    assert "+00:19:32" not in ancient["date"]


def test_without_a_day_of_publication_the_moment_counts_at_which_it_came():
    assert written(read_notice(published=None))["date"] == "2026-11-02T09:00:00+00:00"


def test_json_knows_every_value_and_refuses_others():
    value = {"a": [1, True, None, 'é"\n', Decimal("1.50"), 0.5], "b": {}, "c": []}
    assert json.loads(json_writing.text(value), parse_float=Decimal) == {
        **value,
        "a": [*value["a"][:5], Decimal("0.5")],
    }
    with pytest.raises(TypeError):
        json_writing.text({"when": date(2026, 1, 1)})


@pytest.mark.parametrize(
    ("term", "expected", "back"),
    [
        (Validity(90, "day"), {"durationInDays": 90}, Validity(90, "day")),
        (Validity(2, "week"), {"durationInDays": 14}, Validity(14, "day")),
        (Validity(3, "month"), {"durationInDays": 90}, Validity(90, "day")),
        (Validity(1, "year"), {"durationInDays": 365}, Validity(365, "day")),
        (
            Validity(until=date(2027, 3, 1)),
            {"endDate": "2027-03-01T23:59:59+01:00"},
            Validity(until=date(2027, 3, 1)),
        ),
    ],
)
def test_how_long_a_bid_stays_valid_is_written_with_the_lot_that_says_it_else_with_the_whole(term, expected, back):
    (notice,) = recognise.read(json.dumps(sample()).encode()).notices
    plain = tuple(replace(lot, validity=None) for lot in notice.lots)
    whole = written(replace(notice, validity=term, lots=plain))
    assert whole["tender"]["submissionTerms"] == {"bidValidityPeriod": expected}
    assert all("submissionTerms" not in lot for lot in whole["tender"]["lots"])
    by_lot = replace(notice, validity=term, lots=(replace(plain[0], validity=term), *plain[1:]))
    lots = written(by_lot)
    assert "submissionTerms" not in lots["tender"]
    assert lots["tender"]["lots"][0]["submissionTerms"] == {"bidValidityPeriod": expected}
    for release in (whole, lots):
        assert any("submissionTerms" in address for address in ocds_writing.extensions_of(release))
    assert again(by_lot).lots[0].validity == again(by_lot).validity == back


def test_what_says_nothing_of_validity_gets_no_terms():
    (notice,) = recognise.read(json.dumps(sample()).encode()).notices
    silent = replace(notice, validity=None, lots=tuple(replace(lot, validity=None) for lot in notice.lots))
    assert "submissionTerms" not in json.dumps(written(silent), default=str)
