"""Requests and responses of the ESPD, against the published samples of the versions 2.1.1, 3.3.0 and 4.1.0."""

import json
import re
from datetime import datetime, timedelta, timezone

import pytest

from incubator.core.errors import RuleViolation
from incubator.formats import espd_logic as logic
from incubator.formats.espd_checking import check_response
from incubator.formats.espd_dialects import DIALECTS
from incubator.formats.espd_reading import read_request, read_response
from incubator.formats.espd_shapes import SHAPES
from incubator.formats.espd_values import (
    EspdAnswer,
    EspdCriterion,
    EspdGroup,
    EspdOperator,
    EspdProperty,
    EspdRequest,
    questions_of,
)
from incubator.formats.espd_writing import write_response
from tests.formats.espd_samples import REQUESTS, RESPONSES, VERSION_OF, derive_shapes

NUMBER = "7f9c24e8-3b12-4c1a-9f5b-0f1d8e4a2b11"
MADE_AT = datetime(2026, 11, 28, 10, 30, 5, tzinfo=timezone(timedelta(hours=1)))
OPERATOR = EspdOperator(
    "Groenploeg Zuid Coöperatie U.A.", "group-lead", "12345678", "micro", "Dorpsstraat 1", "1234 AB", "Utrecht", "NLD",
    "Sanne de Vries", "030 1234567", "sanne@groenploeg.example", "https://groenploeg.example", "Fatima el Idrissi", "voorzitter",
)  # fmt: skip
EXAMPLES = {
    "INDICATOR": "true", "DATE": "2026-01-31", "AMOUNT": "1250.50", "PERIOD": "2024-01-01/2025-12-31", "PERCENTAGE": "0.3",
    "URL": "https://example.org/kvk", "EVIDENCE_IDENTIFIER": "https://example.org/bewijs", "CODE": "group-lead",
    "CODE_COUNTRY": "NLD", "QUANTITY": "1.5", "QUANTITY_INTEGER": "3", "QUANTITY_YEAR": "2025",
}  # fmt: skip


def sample(shared_data, kind, *, response=False):
    paths = RESPONSES if response else REQUESTS
    return (shared_data / "espd" / paths[kind]).read_bytes()


def answer_everything(request, *, yes="true"):
    """Answer until nothing is open any more: an answer may ask the next question."""
    answers = {}
    while open_points := logic.open_questions(request, answers):
        for _criterion, question in open_points:
            text = (
                yes
                if question.data_type == "INDICATOR"
                else EXAMPLES.get(question.data_type, "Zo doen wij dat.\nElke week.")
            )
            answers[question.id] = (EspdAnswer(text),)
    return answers


def write(data, answers, **changes):
    return write_response(data, OPERATOR, answers, lots=(), made_at=MADE_AT, number=NUMBER, **changes)


@pytest.mark.parametrize(("kind", "criteria"), [("basic", 65), ("extended", 67), ("3.3.0", 62), ("4.1.0", 62)])
def test_every_criterion_and_question_of_a_sample_request_is_read(shared_data, kind, criteria):
    data = sample(shared_data, kind)
    request = read_request(data)
    questions = len(re.findall(rb">\s*QUESTION\s*<", re.sub(rb"<!--.*?-->", b"", data, flags=re.DOTALL)))
    assert questions > 320
    assert (request.version, request.procedure) == (VERSION_OF[kind], "PP.20170419.1024-9")
    assert request.extended == (kind != "basic")
    assert len(request.criteria) == criteria
    assert sum(len(list(questions_of(criterion))) for criterion in request.criteria) == questions


@pytest.mark.parametrize("kind", RESPONSES)
def test_a_published_response_is_read_and_has_nothing_wrong_but_its_placeholders(shared_data, kind):
    data = sample(shared_data, kind, response=True)
    response = read_response(data)
    count = {"basic": 320, "extended": 423, "3.3.0": 499, "4.1.0": 393}[kind]
    assert sum(len(given) for given in response.answers.values()) == count
    assert response.operator.name
    assert response.operator.country
    # The samples fill codes and addresses with words such as DUMMY_CODE; nothing else may be wrong with them.
    wrong = [str(finding) for finding in check_response(data)]
    assert [text for text in wrong if not re.search("code|address|whole number", text)] == []


@pytest.mark.parametrize("yes", ["true", "false"])
@pytest.mark.parametrize("kind", REQUESTS)
def test_what_is_written_is_read_back_the_same_and_is_built_like_the_sample(shared_data, kind, yes):
    data = sample(shared_data, kind)
    request = read_request(data)
    answers = answer_everything(request, yes=yes)
    written = write(data, answers)
    assert check_response(written, data) == []
    response = read_response(written)
    assert response.answers == answers
    assert response.request.criteria == request.criteria
    assert logic.open_questions(response.request, response.answers) == []
    # Only version 2 has a place for who signs.
    signer = (OPERATOR.signer, OPERATOR.signer_role) if VERSION_OF[kind] == "2.1.1" else ("", "")
    assert (response.operator.signer, response.operator.signer_role) == signer
    kept = ("name", "number", "street", "postcode", "city", "contact", "phone", "email", "website")
    assert [getattr(response.operator, name) for name in kept] == [getattr(OPERATOR, name) for name in kept]


@pytest.mark.parametrize("kind", REQUESTS)
def test_without_answers_every_criterion_is_open_and_the_file_is_still_well_built(shared_data, kind):
    data = sample(shared_data, kind)
    request = read_request(data)
    open_points = logic.open_questions(request, {})
    with_questions = {criterion.id for criterion in request.criteria if any(questions_of(criterion))}
    assert {criterion.id for criterion, _question in open_points} == with_questions
    written = write(data, {})
    assert check_response(written, data) == []
    assert read_response(written).answers == {}


def test_the_older_versions_get_the_codes_of_their_own_lists(shared_data):
    written = {kind: write(sample(shared_data, kind), {}) for kind in REQUESTS}
    assert b">SCLE<" in written["basic"]
    assert b">NL<" in written["basic"]
    assert b"biitrdm092:ver3.0" in written["basic"]
    assert b">group-lead<" in written["4.1.0"]
    assert b">NLD<" in written["4.1.0"]
    assert set(DIALECTS) == set(VERSION_OF.values())


def test_the_shapes_in_the_product_are_those_of_the_samples(shared_data):
    assert json.loads(SHAPES.read_text(encoding="utf-8")) == derive_shapes(shared_data / "espd")


def test_the_same_answers_give_the_same_file(shared_data):
    data = sample(shared_data, "3.3.0")
    answers = answer_everything(read_request(data))
    assert write(data, answers) == write(data, answers)


# Which questions are asked


def line(number, data_type="INDICATOR", kind="QUESTION"):
    return EspdProperty(number, kind, data_type, "?")


CRITERION = EspdCriterion(
    "c", "tax-pay", "Belastingen", "", lots=("LOT-0001",),
    groups=(
        EspdGroup("g", "ON*", (
            line("own"),
            EspdGroup("yes", "ONTRUE", (line("why", "DESCRIPTION"), EspdGroup("deep", "ONFALSE", (line("deepest"),)))),
            EspdGroup("no", "ONFALSE", (line("day", "DATE"),)),
            EspdGroup("always", "ON*", (line("online"), line("text", "NONE", "CAPTION"))),
        )),
    ),
)  # fmt: skip
REQUEST = EspdRequest("4.1.0", True, "P-1", "Gemeente", "", (), (CRITERION,))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["own", "online"]),
        ({"own": "true"}, ["own", "why", "online"]),
        ({"own": "false"}, ["own", "day", "online"]),
    ],
)
def test_a_follow_up_is_asked_only_after_the_answer_it_belongs_to(given, expected):
    answers = {number: (EspdAnswer(text),) for number, text in given.items()}
    assert [question.id for question in logic.asked(CRITERION, answers)] == expected


def test_an_answer_whose_question_fell_away_is_not_handed_in():
    answers = {"own": (EspdAnswer("false"),), "why": (EspdAnswer("oud"),), "day": (EspdAnswer("2026-01-01"),)}
    assert set(logic.holding(REQUEST, answers)) == {"own", "day"}


def test_a_criterion_of_another_lot_is_not_asked():
    assert logic.open_questions(REQUEST, {}, lots=["LOT-0002"]) == []
    assert len(logic.open_questions(REQUEST, {}, lots=["LOT-0001", "LOT-0002"])) == 2


@pytest.mark.parametrize(
    ("data_type", "text", "sound"),
    [
        ("INDICATOR", "ja", False), ("INDICATOR", "true", True), ("DATE", "31-12-2026", False), ("DATE", "2026-12-31", True),
        ("PERIOD", "2026-01-01/2025-01-01", False), ("PERIOD", "2026-01-01", False), ("AMOUNT", "1.250,00", False),
        ("AMOUNT", "NaN", False), ("AMOUNT", "Infinity", False), ("PERCENTAGE", "30", False), ("PERCENTAGE", "0.3", True),
        ("QUANTITY_INTEGER", "1.5", False), ("QUANTITY", "1.5", True), ("URL", "geen adres", False), ("CODE", "a b", False),
        ("CODE_COUNTRY", "NLD", True), ("DESCRIPTION", "  ", False), ("DESCRIPTION", "alles mag", True),
    ],
)  # fmt: skip
def test_an_answer_is_checked_against_its_type(data_type, text, sound):
    assert (logic.problem_of(data_type, text) == "") is sound


# What is wrong with a response


def damaged(shared_data, before, after, kind="4.1.0", count=1):
    data = sample(shared_data, kind)
    written = write(data, answer_everything(read_request(data))).decode()
    assert before in written
    return [str(finding) for finding in check_response(written.replace(before, after, count).encode(), data)]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (">C1_EG_crime-org/QG1/Q1</cbc:ValidatedCriterionPropertyID>", ">niets</cbc:ValidatedCriterionPropertyID>", "no criterion asks"),
        (">true</cbc:ResponseIndicator>", ">ja</cbc:ResponseIndicator>", "yes or no"),
        ("<cbc:ResponseIndicator>true</cbc:ResponseIndicator>", "<cbc:Description>true</cbc:Description>", "ResponseIndicator"),
        ("<cbc:CopyIndicator>false</cbc:CopyIndicator>", "", "lacks CopyIndicator"),
        (">2026-01-31</cbc:ResponseDate>", ">31 januari</cbc:ResponseDate>", "a date"),
        (">PP.20170419.1024-9</cbc:ContractFolderID>", ">X</cbc:ContractFolderID>", "another procurement"),
        ("<cbc:Name>Corruption</cbc:Name>", "<cbc:Name>Eigen tekst</cbc:Name>", "differs from the request"),
        (">C1_EG_crime-org/QG1/Q1/R1<", ">C1_EG_crime-org/QG1/QSG1/Q1/R1<", "same number"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_response_is_named(shared_data, before, after, sentence):
    assert any(sentence in finding for finding in damaged(shared_data, before, after))


def test_an_element_out_of_its_order_is_named(shared_data):
    written = write(sample(shared_data, "3.3.0"), {}).decode()
    moved = written.replace("<cbc:CopyIndicator>false</cbc:CopyIndicator>", "", 1)
    moved = moved.replace("<cbc:UBLVersionID", "<cbc:CopyIndicator>false</cbc:CopyIndicator><cbc:UBLVersionID", 1)
    assert [str(finding) for finding in check_response(moved.encode())] == [
        "In QualificationApplicationResponse UBLVersionID stands too late."
    ]


# What cannot be read

BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><QualificationApplicationRequest>&c;</QualificationApplicationRequest>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"""


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not an XML file"),
        (b"<QualificationApplicationRequest", "not an XML file"),
        (b"%PDF-1.7 ...", "not an XML file"),
        (BOMB, "not an XML file"),
        (OUTSIDE, "not an XML file"),
        (b"<a/>", "no UEA: it begins with a"),
        (b"<QualificationApplicationRequest/>", "no UEA"),
        (b"<ESPDRequest/>", "version 1"),
        (b"x" * 15_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_request_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        read_request(data)


@pytest.mark.parametrize("version", ["5.0.0-alpha", "3.0.1", "banaan"])
def test_another_version_is_named(shared_data, version):
    data = sample(shared_data, "4.1.0").replace(b">ESPD-EDMv4.1.0<", f">ESPD-EDMv{version}<".encode())
    with pytest.raises(RuleViolation, match="We know these versions"):
        read_request(data)


def test_a_response_is_no_request_and_the_other_way_round(shared_data):
    with pytest.raises(RuleViolation, match="somebody filled in"):
        read_request(sample(shared_data, "4.1.0", response=True))
    with pytest.raises(RuleViolation, match="request of the buyer"):
        read_response(sample(shared_data, "4.1.0"))


def test_a_request_that_asks_nothing_is_refused(shared_data):
    data = sample(shared_data, "4.1.0").decode()
    empty = re.sub(r"<cac:TenderingCriterion>.*</cac:TenderingCriterion>", "", data, flags=re.DOTALL)
    with pytest.raises(RuleViolation, match="asks nothing"):
        read_request(empty.encode())


@pytest.mark.parametrize("kind", REQUESTS)
@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_request_is_refused_or_read_and_never_breaks(shared_data, kind, seed):
    data = bytearray(sample(shared_data, kind))
    step = len(data) // (seed + 2)
    for place in range(step, len(data), step):
        del data[place : place + 7 * (seed + 1)]
    try:
        request = read_request(bytes(data))
    except RuleViolation:
        return
    assert request.criteria
