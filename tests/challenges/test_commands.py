"""`incubator challenges`: the shapes that people and scripts rely on."""

import json

import pytest
from flask.cli import ScriptInfo

from incubator.cli import cli
from tests.challenges.test_routes import JSON

WINDOW = {"contract_end": "2027-12-31", "authority": "GM0363", "on": "2026-11-25"}
ROADS = {
    "challenge", "reserved-2.82", "reserved-2.82a", "sas", "single-quote", "several-quotes", "national-open", "eu-open",
    "lot", "consortium", "subsidy", "public-civic",
}  # fmt: skip


@pytest.fixture
def ask(app, tmp_path):
    def asked(command, question, *more, by_pipe=False):
        text = question if isinstance(question, str) else json.dumps(question)
        file = tmp_path / "question.json"
        file.write_text(text, encoding="utf-8")
        runner = app.test_cli_runner()
        arguments = ["challenges", command, "-" if by_pipe else str(file), *more]
        return runner.invoke(cli, arguments, input=text if by_pipe else None, obj=ScriptInfo(create_app=lambda: app))

    return asked


@pytest.mark.parametrize("by_pipe", [False, True])
def test_a_window_is_one_object(ask, by_pipe):
    answer = ask("window", WINDOW, "--json", by_pipe=by_pipe)
    assert answer.exit_code == 0
    window = json.loads(answer.stdout)
    assert (window["submit_by"], window["start_by"]) == ("2027-03-12", "2026-11-06")
    assert window["complex"] == {"decision_weeks": 52, "submit_by": "2026-09-11", "start_by": "2026-05-08"}
    assert [step["name"] for step in window["steps"]] == ["information", "support", "plan", "decision", "agreements"]
    assert all({"name", "weeks", "from", "until", "source"} <= set(step) for step in window["steps"])
    assert window["unknown"] == []


def test_an_authority_without_known_rules_is_open_and_says_so(ask):
    window = json.loads(ask("window", {**WINDOW, "authority": "GM0344"}, "--json").stdout)
    assert (window["submit_by"], window["start_by"]) == (None, None)
    assert len(window["unknown"]) == 1
    assert "Utrecht" in window["unknown"][0]


@pytest.mark.parametrize("by_pipe", [False, True])
def test_routes_are_one_array(ask, by_pipe):
    answer = ask("routes", JSON, "--json", by_pipe=by_pipe)
    assert answer.exit_code == 0
    routes = {route["route"]: route for route in json.loads(answer.stdout)}
    assert set(routes) == ROADS
    for route in routes.values():
        assert route["open"] in {True, False, None}
        for key in ("for", "against", "needs", "articles", "thresholds"):
            assert isinstance(route[key], list)
        assert route["decides"]
        assert route["next"]
    assert routes["reserved-2.82a"]["open"] is True
    assert {condition["state"] for condition in routes["reserved-2.82a"]["conditions"]} == {"met", "unknown"}
    assert routes["eu-open"]["thresholds"] == [
        {"amount": "750000", "from": "2026-01-01", "until": "2027-12-31", "source": "Directive 2014/24/EU art. 4(d)"}
    ]


@pytest.mark.parametrize(("command", "question"), [("window", WINDOW), ("routes", JSON)])
def test_people_read_plain_lines(ask, command, question):
    answer = ask(command, question)
    assert answer.exit_code == 0
    assert len(answer.stdout.splitlines()) > 5
    assert "%(" not in answer.stdout


@pytest.mark.parametrize(
    ("command", "question", "named"),
    [
        ("window", {"authority": "GM0363"}, "contract_end"),
        ("window", {**WINDOW, "authority": "Zwolle-Oost"}, "Zwolle-Oost"),
        ("window", "{", "JSON"),
        ("window", "[]", "window"),
        ("routes", {**JSON, "nature": None}, "nature"),
        ("routes", {**JSON, "value": "veel"}, "value"),
        ("routes", "null", "routes"),
        ("routes", "[" * 100_000, "JSON"),
    ],
)
def test_a_wrong_question_ends_in_a_sentence_and_exit_2(ask, command, question, named):
    answer = ask(command, question, "--json")
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert named in answer.stderr


def test_a_key_that_nobody_knows_is_named(ask):
    answer = ask("window", {**WINDOW, "contract_stop": "2027-12-31"}, "--json")
    assert answer.exit_code == 0
    assert "contract_stop" in answer.stderr


@pytest.fixture
def bare(make_app):
    """A machine on which nobody made a database."""
    return make_app()


@pytest.mark.parametrize(("command", "question"), [("window", WINDOW), ("routes", JSON)])
def test_questions_of_law_are_answered_without_a_database(ask, bare, command, question):
    runner = bare.test_cli_runner()
    answer = runner.invoke(
        cli, ["challenges", command, "-", "--json"], input=json.dumps(question), obj=ScriptInfo(create_app=lambda: bare)
    )
    assert answer.exit_code == 0
    assert "No database" in answer.stderr
    assert json.loads(answer.stdout) == json.loads(ask(command, question, "--json").stdout)


@pytest.mark.parametrize("command", ["assess", "authorities export -", "buyers export -"])
def test_what_is_stored_is_asked_of_a_database_that_is_up_to_date(bare, command):
    answer = bare.test_cli_runner().invoke(
        cli, ["challenges", *command.split()], obj=ScriptInfo(create_app=lambda: bare)
    )
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "incubator db upgrade" in answer.stderr


def test_a_file_that_is_not_there_is_wrong_usage(app):
    runner = app.test_cli_runner()
    answer = runner.invoke(cli, ["challenges", "routes", "nergens.json"], obj=ScriptInfo(create_app=lambda: app))
    assert answer.exit_code == 2
