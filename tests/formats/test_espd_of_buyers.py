"""Requests that buyers write otherwise than the samples: more languages, numbers that are used twice or not at all."""

import re
from datetime import UTC, datetime

import pytest

from incubator.core.errors import RuleViolation
from incubator.formats.espd_checking import check_response
from incubator.formats.espd_numbers import check_numbers
from incubator.formats.espd_reading import read_request, read_response
from incubator.formats.espd_values import EspdAnswer, EspdOperator, questions_of
from incubator.formats.espd_writing import write_response
from tests.formats.espd_samples import REQUESTS
from tests.formats.espd_written import criterion, group, line, written_request

NUMBER = "7f9c24e8-3b12-4c1a-9f5b-0f1d8e4a2b11"
OPERATOR = EspdOperator("De Tuin U.A.", "sole-tenderer", country="NLD")


def write(request_xml, **answers):
    given = {number: (EspdAnswer(text),) for number, text in answers.items()}
    return write_response(
        request_xml, OPERATOR, given, lots=(), made_at=datetime(2026, 11, 28, 10, tzinfo=UTC), number=NUMBER
    )


def yes_or_no(number, text="Your answer"):
    return group("ON*", line(number, "INDICATOR", text))


@pytest.mark.parametrize(
    "criteria",
    [
        (criterion("crime-org", yes_or_no("Q1")), criterion("shelt-worksh", yes_or_no("Q1"))),
        (criterion("nati-ground", yes_or_no("Q1"), name="A"), criterion("nati-ground", yes_or_no("Q1"), name="B")),
        (criterion("crime-org", group("ON*", line("Q1", "INDICATOR", "Yes?"), line("Q1", "DATE", "When?"))),),
        (criterion("crime-org", yes_or_no(None)),),
        (criterion("crime-org", yes_or_no(" ")),),
    ],
)
def test_one_answer_is_never_given_to_two_questions(criteria):
    """An answer points to a question by its number alone: a no to one ground would be a no to another question too."""
    request_xml = written_request(*criteria)
    with pytest.raises(RuleViolation):
        check_numbers(read_request(request_xml))
    with pytest.raises(RuleViolation):
        write(request_xml, Q1="false")


@pytest.mark.parametrize("kind", REQUESTS)
def test_the_numbers_of_the_samples_tell_their_questions_apart(shared_data, kind):
    check_numbers(read_request((shared_data / "espd" / REQUESTS[kind]).read_bytes()))


def test_the_same_question_asked_for_two_lots_is_answered_for_both():
    def of(lot):
        reference = f"<cac:ProcurementProjectLotReference><cbc:ID>{lot}</cbc:ID></cac:ProcurementProjectLotReference>"
        return criterion("shelt-worksh", reference, yes_or_no("Q1"))

    request_xml = written_request(of("LOT-0001"), of("LOT-0002"))
    written = write(request_xml, Q1="true")
    assert check_response(written, request_xml) == []
    (answer,) = read_response(written).answers["Q1"]
    assert answer.text == "true"
    response = written.partition(b"<cac:TenderingCriterionResponse>")[2]
    assert [lot in response for lot in (b"LOT-0001", b"LOT-0002")] == [True, True]


def test_of_more_languages_the_dutch_is_read_and_the_english_still_recognised():
    words = (("en", "Your answer"), ("nl", "Uw antwoord"), ("fr", "Votre réponse"))
    described = (("fr", "Texte"), ("nl", "Eerste alinea."), ("nl", "Tweede alinea."), ("en", "Text"))
    asked = read_request(
        written_request(criterion("crime-org", group("ON*", line("Q1", "INDICATOR", *words)), descriptions=described))
    )
    (only,) = asked.criteria
    assert only.text == "Eerste alinea. Tweede alinea."
    (question,) = questions_of(only)
    assert (question.text, question.dutch) == ("Your answer", "Uw antwoord")


def test_every_paragraph_of_a_buyer_is_read():
    asked = read_request(written_request(criterion("x", yes_or_no("Q1"), descriptions=(("", "Een."), ("", "Twee.")))))
    assert asked.criteria[0].text == "Een. Twee."


@pytest.mark.parametrize(("begin", "named"), [(b"PK\x03\x04...", "ZIP"), (b"%PDF-1.7", "PDF"), (b"\n%PDF-1.4", "PDF")])
def test_a_file_of_another_kind_is_called_by_its_name(begin, named):
    with pytest.raises(RuleViolation, match=named):
        read_request(begin)


def test_an_older_edition_is_named_by_its_number():
    old = b"<cbc:CustomizationID>urn:www.cenbii.eu:transaction:biitrdm070:ver2.0</cbc:CustomizationID>"
    request_xml = written_request(criterion("x", yes_or_no("Q1")))
    profile = b"<cbc:ProfileExecutionID>ESPD-EDMv4.1.0</cbc:ProfileExecutionID>"
    with pytest.raises(RuleViolation) as refused:
        read_request(request_xml.replace(profile, old))
    assert refused.value.params["version"] == "2.0"


def test_a_sign_that_xml_cannot_hold_keeps_no_file_back():
    request_xml = written_request(criterion("shelt-worksh", group("ON*", line("Q1", "DESCRIPTION", "Vertel"))))
    (answer,) = read_response(write(request_xml, Q1="Zo doen\x0b wij\ufffe dat.")).answers["Q1"]
    assert answer.text == "Zo doen wij dat."


@pytest.mark.parametrize(("code", "is_listed"), [("group-mem", True), ("F45", False)])
def test_a_code_is_said_to_be_of_a_list_only_when_it_stands_in_it(code, is_listed):
    request_xml = written_request(criterion("eo-group", group("ON*", line("Q1", "CODE", "Welke rol?"))))
    written = write(request_xml, Q1=code).decode()
    (attributes,) = re.findall(r"<cbc:ResponseCode([^>]*)>", written)
    assert ("eo-role-type" in attributes) == is_listed
    assert check_response(written.encode(), request_xml) == []
