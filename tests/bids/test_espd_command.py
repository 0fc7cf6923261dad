"""`incubator bids espd`, and which answers come out of the dossier."""

import json
from decimal import Decimal

import pytest
from flask.cli import ScriptInfo

from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules.espd_facts import EarlierWork, KnownOfBidder, OtherBidder, known_answers, size_of
from incubator.bids.rules.espd_own_request import own_criteria
from incubator.cli import cli
from incubator.cooperatives.values import Phase
from incubator.formats.espd_checking import check_response
from incubator.formats.espd_logic import open_questions
from incubator.formats.espd_reading import read_request, read_response
from incubator.formats.espd_values import questions_of
from tests.factories import CooperativeFactory, FactFactory
from tests.formats.espd_samples import REQUESTS

KNOWN = KnownOfBidder(
    "12345678",
    references=[
        EarlierWork("Gemeente A", "Gras maaien", Decimal(1000)),
        EarlierWork("Woonzorg", "Hagen", Decimal(500)),
    ],
    certificates=["ISO 9001 (2025)"],
    size="micro",
    role="group-lead",
    group=[OtherBidder("De Ander U.A.", "87654321")],
    relied_on=[],
    subcontractors=[],
)


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)
    for key, value in {
        "identity.name": "Coöperatief Tuinbedrijf De Tuin U.A.",
        "identity.kvk": "12345678",
        "people.members_count": "7",  # as the register of members and the form store it
        "evidence.references": [{"client": "Gemeente A", "work": "Perken", "year": "2025", "value": "12.500"}],
    }.items():
        FactFactory(cooperative=group, key=key, value=value)
    return group


def run(app, *arguments, **more):
    return app.test_cli_runner().invoke(
        cli, ["bids", "espd", *arguments], obj=ScriptInfo(create_app=lambda: app), **more
    )


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", [None, *REQUESTS])
def test_a_response_answers_every_question_or_lists_it_as_open(app, group, tmp_path, request, kind):
    out, more = tmp_path / "uea.xml", []
    data = None
    if kind is not None:
        path = request.getfixturevalue("shared_data") / "espd" / REQUESTS[kind]
        data, more = path.read_bytes(), ["--request", str(path)]
    done = run(app, "--coop", group.slug, "--out", str(out), "--json", *more)
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert report["findings"] == []
    written = out.read_bytes()
    assert check_response(written, data) == []
    response = read_response(written)
    assert response.operator.name == "Coöperatief Tuinbedrijf De Tuin U.A."
    assert (response.operator.number, response.operator.size.lower()) == ("12345678", "micro")
    answered = {line["id"] for line in report["answered"]}
    still_open = {line["id"] for line in report["open"]}
    assert answered == set(response.answers)
    assert answered.isdisjoint(still_open)
    for criterion in response.request.criteria:
        numbers = {question.id for question in questions_of(criterion)}
        assert not numbers or numbers & (answered | still_open), criterion.name


@pytest.mark.parametrize("kind", [None, *REQUESTS])
def test_no_ground_for_exclusion_is_ever_answered_by_the_machine(request, kind):
    asked = (
        own_criteria()
        if kind is None
        else read_request((request.getfixturevalue("shared_data") / "espd" / REQUESTS[kind]).read_bytes())
    )
    answers = known_answers(asked, KNOWN)
    grounds = [criterion for criterion in asked.criteria if criteria.is_exclusion(criterion)]
    assert len(grounds) == 24
    assert [
        number for criterion in grounds for number in (q.id for q in questions_of(criterion)) if number in answers
    ] == []
    open_grounds = {criterion.id for criterion, _question in open_questions(asked, answers)}
    assert {criterion.id for criterion in grounds} <= open_grounds


def test_what_the_dossier_knows_lands_at_the_right_question():
    asked = own_criteria()
    answers = known_answers(asked, KNOWN)
    by_name = {}
    for criterion in asked.criteria:
        for question in questions_of(criterion):
            if question.id in answers:
                texts = [answer.text for answer in answers[question.id]]
                by_name[criterion.code, question.text] = texts
    assert by_name == {
        ("trade-regist", "Does the EO fulfil the criteria by itself?"): ["true"],
        ("trade-regist", "Your Answer"): ["true"],
        ("trade-regist", "Registration number"): ["12345678"],
        ("service-perform", "Reference description"): ["Gras maaien", "Hagen"],
        ("service-perform", "Total amount"): ["1000.00", "500.00"],
        ("service-perform", "Recipient name"): ["Gemeente A", "Woonzorg"],
        ("qu-certif-indep", "Does the EO fulfil the criteria by itself?"): ["true"],
        ("qu-certif-indep", "Your answer?"): ["true"],
        ("eo-group", "Your answer?"): ["true"],
        (
            "eo-group",
            "Please indicate the role of the economic operator in the group (leader, responsible for specific tasks...)",
        ): ["group-lead"],
        (
            "eo-group",
            "Please identify the other economic operators participating in the procurement procedure together",
        ): ["De Ander U.A. (KVK 87654321)"],
        ("relied", "Your answer?"): ["false"],
        ("subco-ent", "Your answer?"): ["false"],
        ("sme", "Your answer?"): ["true"],
    }


@pytest.mark.parametrize(
    ("people", "size"), [(None, ""), (0, "micro"), (9, "micro"), (10, "small"), (249, "medium"), (250, "large")]
)
def test_the_size_follows_from_the_number_of_people(people, size):
    assert size_of(people) == size


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"<a/>", "no UEA"), (b"\x00\x01", "not an XML file"), (b"", "not an XML file")],
)
def test_a_request_that_cannot_be_read_is_refused_with_a_sentence(app, group, tmp_path, content, sentence):
    path = tmp_path / "verzoek.xml"
    path.write_bytes(content)
    done = run(app, "--coop", group.slug, "--out", str(tmp_path / "uit.xml"), "--request", str(path))
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert not (tmp_path / "uit.xml").exists()


def test_an_unknown_group_or_file_is_wrong_usage(app, group, tmp_path):
    out = str(tmp_path / "uit.xml")
    assert run(app, "--coop", "niemand", "--out", out).exit_code == 2
    assert run(app, "--coop", group.slug, "--out", out, "--request", str(tmp_path / "weg.xml")).exit_code == 2
