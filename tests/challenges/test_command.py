"""`incubator challenges assess`, and the verdict on contracts that people know of."""

import json
from datetime import date, timedelta

import pytest

from incubator.challenges.queries import assessing
from incubator.challenges.values import ContractFacts, Level, NextAction
from incubator.cli import cli
from incubator.core import clock
from tests.watch.factories import publication, store

TODAY = date(2026, 11, 24)
KEYS = ["id", "identities", "level", "until", "next", "grounds"]
CONSULTATION = {"typePublicatie": "Marktconsultatie", "aankondigingCode": {"code": "MAC"}, "publicatieCode": "MAC"}


def run(app, *arguments):
    answer = app.test_cli_runner().invoke(cli, ["challenges", "assess", *arguments])
    return answer.exit_code, answer.stdout, answer.stderr


def objects(app, *arguments):
    status, stdout, _stderr = run(app, *arguments, "--json")
    assert status == 0
    return [json.loads(line) for line in stdout.splitlines()]


def test_every_notice_is_an_object_a_line_in_the_promised_shape(app):
    notices = store(
        publication(1, **CONSULTATION),
        publication(2, "Groenonderhoud Parkwijk"),
        publication(3, opdrachtgeverNaam="Politie"),
    )
    lines = objects(app)
    assert [line["id"] for line in lines] == [notice.id for notice in notices]
    assert [line["level"] for line in lines] == ["promising", "not-now", "no"]
    for line in lines:
        assert list(line) == KEYS
        assert {"scheme", "id"} <= set(line["identities"][0])
        assert line["next"]
        assert line["grounds"]
        for ground in line["grounds"]:
            assert list(ground) == ["kind", "for", "says", "source"]
            assert ground["kind"] in {"buyer", "service", "moment", "rules", "scale", "time"}
            assert "%(" not in ground["says"]


def test_only_the_asked_notice_and_the_words_for_people(app):
    first, _second = store(publication(1), publication(2))
    assert [line["id"] for line in objects(app, "--notice", str(first.id))] == [first.id]
    status, stdout, _stderr = run(app, "--notice", str(first.id))
    assert (status, stdout.split("\t")[:2]) == (0, [str(first.id), "not-now"])


def test_an_unknown_notice_is_refused_and_a_wrong_day_is_wrong_usage(app):
    status, stdout, stderr = run(app, "--notice", "999", "--json")
    assert (status, stdout) == (1, "")
    assert "999" in stderr
    assert run(app, "--notice", "9" * 30)[0] == 1
    for day in ("morgen", "2027-02-29", "0001-01-01", "9999-12-31"):
        assert run(app, "--on", day)[0] == 2, day


def test_the_day_that_is_asked_about_counts(app):
    store(publication(1, **CONSULTATION))
    later = clock.today() + timedelta(days=400)
    assert objects(app)[0]["level"] == "promising"
    assert objects(app, "--on", later.isoformat())[0]["level"] == "unknown"
    assert objects(app, "--on", clock.today().isoformat())[0]["level"] == "promising"


def test_many_notices_need_as_many_queries_as_few(app, count_queries):
    def asked(number):
        notices = store(*(publication(number * 100 + each) for each in range(number)))
        count_queries()
        assert len(list(assessing.assess_each(notices, today=clock.today(), now=clock.now()))) == number
        return count_queries()

    assert asked(2) == asked(20)


CONTRACT = ContractFacts(
    "Gemeente Utrecht", "Groenonderhoud Zuid", awarded_on=date(2024, 3, 1), contract_end=date(2027, 12, 31)
)


@pytest.mark.parametrize(
    ("contract", "level", "action", "decides"),
    [
        (CONTRACT, Level.PROMISING, NextAction.ASK_RULES, "GM0344"),
        (
            ContractFacts("Utrecht", "Onkruid", "municipality", "GM0344", contract_end=date(2027, 12, 31)),
            Level.PROMISING,
            NextAction.ASK_RULES,
            "GM0344",
        ),
        (ContractFacts("Gemeente Utrecht", "Groenonderhoud"), Level.UNKNOWN, NextAction.ASK_END, "GM0344"),
        (
            ContractFacts("Gemeente Utrecht", "Groenonderhoud", awarded_on=TODAY),
            Level.NOT_NOW,
            NextAction.ASK_END,
            "GM0344",
        ),
        (
            ContractFacts("Gemeente Utrecht", "Perceel 1", cpv=("72000000",)),
            Level.UNLIKELY,
            NextAction.SMALLER_PART,
            "GM0344",
        ),
        (
            ContractFacts("Bizob", "Plantsoenen gemeente Deurne", contract_end=date(2027, 12, 31)),
            Level.PROMISING,
            NextAction.ASK_RULES,
            "GM0762",
        ),
    ],
)
def test_a_contract_that_people_know_of_is_weighed_by_the_same_rules(app, contract, level, action, decides):
    verdict = assessing.assess_contract(contract, today=TODAY)
    assert (verdict.level, verdict.next_action) == (level, action)
    assert [deciding.authority.code for deciding in verdict.decided_by] == [decides]


def test_a_contract_of_who_is_no_authority_is_no_task_to_challenge(app):
    assert assessing.assess_contract(ContractFacts("Stichting Woonstad", "Groen"), today=TODAY).level is Level.NO
