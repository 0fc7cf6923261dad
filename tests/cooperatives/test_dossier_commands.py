"""`incubator dossier`: what it prints, stores, refuses and answers."""

import json

import pytest

from incubator.cooperatives import queries
from incubator.cooperatives.commands import group as commands
from incubator.cooperatives.services import record_fact
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from tests.factories import SOME_MOMENT, CooperativeFactory


@pytest.fixture
def run(app):
    group = CooperativeFactory(slug="de-bezem")
    runner = app.test_cli_runner()
    runner_of = lambda *words: runner.invoke(commands, list(words))  # noqa: E731
    runner_of.group = group
    return runner_of


def test_the_schema_tells_of_every_key_what_it_is_and_who_reads_it(run):
    keys = [json.loads(line) for line in run("schema", "--json").output.splitlines()]
    assert [key["key"] for key in keys] == list(FACT_KEYS)
    assert all(key["nl"] and key["en"] and key["type"] for key in keys)
    assert len(run("schema").output.splitlines()) == len(keys)


def test_a_fact_is_set_and_shown(run):
    assert run("set", "--coop", "de-bezem", "capital.contribution", "€ 250").exit_code == 0
    assert run("set", "--coop", "de-bezem", "offer.cpv", '["90910000"]').exit_code == 0
    assert 'capital.contribution = "250.00"  (entered,' in run("show", "--coop", "de-bezem").output
    facts = [json.loads(line) for line in run("show", "--coop", "de-bezem", "--json").output.splitlines()]
    assert {fact["key"]: fact["value"] for fact in facts} == {
        "capital.contribution": "250.00",
        "offer.cpv": ["90910000"],
    }


def test_what_is_not_agreed_is_shown(run, session):
    proposal = FactSource(FactSourceKind.INTERVIEW, "statutes/name")
    record_fact(run.group, "identity.name", "De Borstel", source=proposal, author=None, now=SOME_MOMENT)
    session.commit()
    assert 'not agreed: identity.name = "De Borstel"  (interview)' in run("show", "--coop", "de-bezem").output


def test_a_value_of_another_type_stores_nothing(run):
    answer = run("set", "--coop", "de-bezem", "capital.contribution", "veel")
    assert answer.exit_code == 1
    assert queries.holding_values(run.group) == {}


@pytest.mark.parametrize("words", [("show", "--coop", "geen"), ("set", "--coop", "de-bezem", "no.such.key", "x")])
def test_wrong_usage_is_told(run, words):
    assert run(*words).exit_code == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feiten.json", '{"identity.name": "De Bezem", "governance.board_size": 3}'),
        ("feiten.csv", "key,value\nidentity.name,De Bezem\ngovernance.board_size,3\n"),
    ],
)
def test_facts_are_imported_once(run, tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    for _ in range(2):
        assert run("import", "--coop", "de-bezem", str(path)).exit_code == 0
    assert queries.holding_values(run.group) == {"identity.name": "De Bezem", "governance.board_size": "3"}
    assert len(queries.facts(run.group)) == 2


def test_of_a_file_the_good_part_is_stored_and_the_rest_named(run, tmp_path):
    path = tmp_path / "feiten.json"
    path.write_text('{"identity.name": "De Bezem", "identity.kvk": "12", "no.such": 1}', encoding="utf-8")
    answer = run("import", "--coop", "de-bezem", str(path))
    assert answer.exit_code == 3
    assert "identity.kvk: " in answer.output
    assert "no.such: " in answer.output
    assert queries.holding_values(run.group) == {"identity.name": "De Bezem"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{"),
        ("a.json", b"[]"),
        ("a.json", b"\xff\xfe\x00"),
        ("a.json", b"[" * 100_000),
        ("a.csv", b"a,b\n1,2\n"),
        ("a.csv", b"key,value\nno.such.key\n"),
    ],
)
def test_what_is_no_list_of_facts_is_refused(run, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    answer = run("import", "--coop", "de-bezem", str(path))
    refused = 1 if b"no.such.key" in content else 2  # a list of facts, none of which can be taken; no list at all
    assert (answer.exit_code, type(answer.exception)) == (refused, SystemExit)
    assert queries.facts(run.group) == []
