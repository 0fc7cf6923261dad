"""A response is for the lots that are bid on and no others, and holds every row of what may be answered more than once."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from incubator.core.errors import RuleViolation
from incubator.formats import espd_logic as logic
from incubator.formats.espd_checking import check_response, not_as_given
from incubator.formats.espd_countries import countries, country_code, country_name
from incubator.formats.espd_lots import LotsOfBid, for_lots, key_of, lots_of_bid
from incubator.formats.espd_reading import read_request, read_response
from incubator.formats.espd_repeats import rows_of
from incubator.formats.espd_values import EspdAnswer, EspdOperator, questions_of
from incubator.formats.espd_writing import write_response
from tests.formats.espd_lots import LOTS, TURNOVER, request_with_lots
from tests.formats.espd_samples import REQUESTS
from tests.formats.test_espd import answer_everything

NUMBER = "7f9c24e8-3b12-4c1a-9f5b-0f1d8e4a2b11"


def written(data, answers, lots, *, made_at=None):
    made_at = made_at or datetime(2026, 11, 28, 10, 30, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
    return write_response(data, EspdOperator("De Tuin"), answers, lots=lots, made_at=made_at, number=NUMBER)


def turnover_of(request):
    (criterion,) = [each for each in request.criteria if each.code == TURNOVER]
    return criterion


@pytest.mark.parametrize(
    "writing", ["2", "02", "LOT-0002", "lot 2", "Lot2", "Perceel 2", "perceel nr. 2", "LOT_0002", "Kavel 2"]
)
def test_a_lot_is_the_same_however_its_number_is_written(writing):
    assert key_of(writing) == key_of("LOT-0002")
    assert lots_of_bid(read_request(request_with_lots()), [writing]) == LotsOfBid(("LOT-0002",))


@pytest.mark.parametrize("writing", ["LOT-0012", "GLO-0002", "PAR-0002", "2a", "lot B", "22"])
def test_what_is_another_lot_is_not_taken_for_it(writing):
    assert key_of(writing) != key_of("LOT-0002")
    assert lots_of_bid(read_request(request_with_lots()), [writing]).is_open


@pytest.mark.parametrize(
    ("lots", "chosen", "by_person", "expected"),
    [
        (LOTS, ["2", "3"], (), LotsOfBid(("LOT-0002", "LOT-0003"))),
        (LOTS, [], (), LotsOfBid(is_open=True)),
        (LOTS, ["2", "9"], (), LotsOfBid(is_open=True)),
        (LOTS, ["noord"], ("LOT-0003", "weg"), LotsOfBid(("LOT-0003",))),
        (LOTS, ["2"], ("LOT-0003",), LotsOfBid(("LOT-0002",))),
        (("LOT-0002",), ["1", "2"], (), LotsOfBid(("LOT-0002",))),
        (("LOT-0002",), ["1"], (), LotsOfBid(is_open=True)),
        (("LOT-0002",), [], (), LotsOfBid(("LOT-0002",))),
        (("LOT-0000",), ["2", "3"], (), LotsOfBid()),
        ((), ["2"], (), LotsOfBid(())),
    ],
)
def test_lots_of_a_bid_are_found_in_the_request_or_asked_for(lots, chosen, by_person, expected):
    request = read_request(request_with_lots(lots or ("LOT-0000",)))
    assert lots_of_bid(request, chosen, by_person) == expected


def test_a_request_that_names_no_lots_leaves_room_for_those_of_the_bid():
    request = replace(read_request(request_with_lots(("LOT-0000",))), lots=(), criteria=())
    assert lots_of_bid(request, ["2"]) == LotsOfBid(("2",))


def test_a_bid_on_one_lot_declares_for_that_lot_only():
    data = request_with_lots()
    request = read_request(data)
    response = written(data, answer_everything(request), ["2"])
    assert check_response(response, data) == []
    root = etree.fromstring(response)
    assert [lot.findtext("{*}ID") for lot in root.findall("{*}ProcurementProjectLot")] == ["LOT-0002"]
    referred = {
        line.text for line in root.findall("{*}TenderingCriterionResponse/{*}ProcurementProjectLotReference/{*}ID")
    }
    assert referred == {"LOT-0002"}
    given = {number for number in read_response(response).answers if TURNOVER in number}
    assert given
    assert all("/RG2/" in number for number in given)
    # What the buyer asks of others is copied all the same.
    assert read_response(response).request.criteria == request.criteria


def test_each_answer_refers_to_the_lot_it_was_asked_for():
    data = request_with_lots()
    root = etree.fromstring(written(data, answer_everything(read_request(data)), ["2", "3"]))
    for response in root.findall("{*}TenderingCriterionResponse"):
        question = response.findtext("{*}ValidatedCriterionPropertyID")
        lots = [line.text for line in response.findall("{*}ProcurementProjectLotReference/{*}ID")]
        if TURNOVER in question:
            assert lots == [f"LOT-000{question.partition('/RG')[2][0]}"]
        else:
            assert lots in ([], ["LOT-0002", "LOT-0003"])


def test_lots_that_the_request_does_not_have_are_never_declared_for():
    with pytest.raises(RuleViolation, match="for which lots"):
        written(request_with_lots(), {}, ["noord"])


def test_what_is_asked_for_other_lots_is_no_question():
    request = read_request(request_with_lots())
    asked = for_lots(request, LotsOfBid(("LOT-0003",)))
    assert {question.id.split("/")[1] for question in questions_of(turnover_of(asked))} == {"RG3"}
    assert for_lots(request, LotsOfBid()) is request
    assert len(asked.criteria) == len(request.criteria)


@pytest.mark.parametrize("kind", REQUESTS)
def test_rows_are_written_with_numbers_of_their_own_and_read_back(shared_data, kind):
    data = (shared_data / "espd" / REQUESTS[kind]).read_bytes()
    request = read_request(data)
    answers, blocks = answer_everything(request), 0
    for criterion in request.criteria:
        for row in dict.fromkeys(rows_of(criterion).values()):
            if not all(line.id in answers for line in row):
                continue
            blocks += 1
            for line in row:
                answers[line.id] = (answers[line.id][0], EspdAnswer(""), answers[line.id][0])
            # The second year has an amount and no period yet.
            first = row[0].id
            answers[first] = (answers[first][0],) * 3
    assert blocks > 5
    response = written(data, answers, ())
    findings = [str(finding) for finding in check_response(response, data)]
    assert not any("same number" in finding for finding in findings)
    assert not_as_given(response, request, answers) == []
    again = read_response(response).answers
    assert {len(again[row[0].id]) for c in request.criteria for row in rows_of(c).values() if row[0].id in again} == {3}


def test_in_the_newest_version_the_number_says_which_row_it_is():
    data = request_with_lots()
    request = read_request(data)
    (row,) = {
        row for row in rows_of(turnover_of(request)).values() if "/RG2/" in row[0].id and row[0].data_type == "PERIOD"
    }
    answers = {row[0].id: (EspdAnswer("2024-01-01/2024-12-31"), EspdAnswer("2025-01-01/2025-12-31"))}
    answers[row[1].id] = (EspdAnswer(""), EspdAnswer("5.00"))
    root = etree.fromstring(written(data, answers, ["2"]))
    numbers = [each.findtext("{*}ID") for each in root.findall("{*}TenderingCriterionResponse")]
    assert numbers == [f"{row[0].id}/R1", f"{row[0].id}/R2", f"{row[1].id}/R2"]
    assert logic.is_open(answers[row[1].id])


def test_a_criterion_that_a_buyer_sends_twice_is_asked_and_answered_once():
    data = request_with_lots()
    root = etree.fromstring(data)
    first = root.find("{*}TenderingCriterion")
    first.addnext(etree.fromstring(etree.tostring(first)))
    twice = etree.tostring(root)
    request = read_request(twice)
    assert len(request.criteria) == len(read_request(data).criteria)
    response = written(twice, answer_everything(request), ["1"])
    assert check_response(response, twice) == []


@pytest.mark.parametrize(("day", "offset"), [((2026, 11, 28), "+01:00"), ((2026, 7, 1), "+02:00")])
@pytest.mark.parametrize("kind", ["basic", "4.1.0"])
def test_the_time_has_its_offset_in_summer_and_in_winter(shared_data, kind, day, offset):
    data = (shared_data / "espd" / REQUESTS[kind]).read_bytes()
    made_at = datetime(*day, 10, 30, 5, 7, tzinfo=ZoneInfo("Europe/Amsterdam"))
    root = etree.fromstring(written(data, {}, (), made_at=made_at))
    assert root.findtext("{*}IssueTime") == f"10:30:05{offset}"
    written_day = made_at.date().isoformat()
    assert root.findtext("{*}IssueDate") == (f"{written_day}{offset}" if kind == "basic" else written_day)


@pytest.mark.parametrize(
    ("text", "version", "code"),
    [
        ("Nederland", "4.1.0", "NLD"), ("NL", "3.3.0", "NLD"), ("NLD", "2.1.1", "NL"), ("the netherlands", "4.1.0", ""),
        ("Netherlands", "4.1.0", "NLD"), ("Belgie", "2.1.1", "BE"), ("Verenigd Koninkrijk", "4.1.0", "GBR"), ("", "4.1.0", ""),
    ],
)  # fmt: skip
def test_a_country_gets_the_code_of_its_version(text, version, code):
    assert country_code(text, version) == code
    assert code == "" or country_name(code) == countries(version)[code]


def test_every_country_can_be_chosen_in_both_ways_of_writing():
    assert len(countries("2.1.1")) == len(countries("4.1.0")) > 200
    assert next(iter(countries("4.1.0").items())) == ("NLD", "Nederland")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "windows-1252"])
def test_a_request_is_read_in_the_encoding_it_says(encoding):
    text = request_with_lots().decode().partition("?>")[2]
    declared = "utf-16" if encoding.startswith("utf-16") else encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding)
    assert read_request(data).lots == LOTS
