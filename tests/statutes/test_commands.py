"""The commands on files of answers: what they print, write and return."""

import json

import docx
import pytest

from incubator.statutes.commands import group as commands
from incubator.statutes.values.schema import example
from tests.statutes.answers import answers

WITHOUT_LETTERS = {"name": "Coöperatief De Bezem"}


@pytest.fixture
def run(app, tmp_path):
    """`run("check", answers(...))`: the command on a file with these answers, or with this text."""

    def run_on(command, content, *options):
        file = tmp_path / "answers.json"
        text = content if isinstance(content, bytes) else json.dumps(content).encode()
        file.write_bytes(text)
        return app.test_cli_runner().invoke(commands, [command, str(file), *options])

    return run_on


def test_answers_without_a_fault_pass(run):
    result = run("check", example())
    assert result.exit_code == 0
    assert result.stdout.startswith("0 bevindingen")


def test_an_error_is_printed_with_its_remedy_and_article_and_fails(run):
    result = run("check", answers(**WITHOUT_LETTERS))
    assert result.exit_code == 1
    assert "FOUT C-06 name: De naam moet eindigen" in result.stdout
    assert "Wat te doen: Zet U.A. achter de naam" in result.stdout
    assert "artikel 2:54 lid 2 BW" in result.stdout


@pytest.mark.parametrize(
    ("changes", "mark"),
    [({"duration": "tot 2030"}, "LET OP C-23"), ({"fiscal_year": None}, "GOED OM TE WETEN C-24")],
)
def test_a_warning_or_a_hint_does_not_fail(run, changes, mark):
    result = run("check", answers(**changes))
    assert result.exit_code == 0
    assert mark in result.stdout


def test_the_check_says_of_which_day_its_law_is(run):
    assert "zoals bekend op 23 november 2026" in run("check", example()).stdout


def test_findings_as_json_are_one_array(run):
    result = run("check", answers(**WITHOUT_LETTERS), "--json")
    (finding,) = json.loads(result.stdout)
    assert (finding["rule"], finding["field"], finding["severity"]) == ("C-06", "name", "error")
    assert finding["articles"] == ["BW 2:54(2)", "BW 2:56(1)"]


def test_a_file_with_a_byte_order_mark_is_read(run):
    assert run("check", b"\xef\xbb\xbf" + json.dumps(example()).encode()).exit_code == 0


@pytest.mark.parametrize("content", [b"geen json", b"\xff\xfe", b""])
def test_a_file_that_is_no_json_says_so_without_a_trace(run, content):
    result = run("check", content)
    assert result.exit_code == 2
    assert "is no " in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("content", [[], 3, None, {"statutes": []}, {}])
def test_answers_that_are_no_set_of_answers_are_findings_of_shape(run, content):
    result = run("check", content, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)[0]["rule"] == "SHAPE"


def test_a_file_that_is_not_there_is_wrong_use(app):
    assert app.test_cli_runner().invoke(commands, ["check", "/nergens/answers.json"]).exit_code == 2


def test_the_schema_describes_the_example(app):
    runner = app.test_cli_runner()
    assert "statutes" in json.loads(runner.invoke(commands, ["schema"]).stdout)["properties"]
    assert json.loads(runner.invoke(commands, ["example"]).stdout) == example()


def test_the_draft_holds_the_text_and_what_the_law_still_asks(run, tmp_path):
    out = tmp_path / "deed.docx"
    result = run("draft", answers(**WITHOUT_LETTERS), "--out", str(out))
    assert result.exit_code == 0
    assert "1 fouten volgens de wet" in result.stdout
    text = "".join(docx.Document(str(out)).element.itertext())
    assert "Moet anders: De naam moet eindigen" in text


def test_a_draft_of_answers_in_the_wrong_shape_is_not_written(run, tmp_path):
    out = tmp_path / "deed.docx"
    result = run("draft", answers(board__min="drie"), "--out", str(out))
    assert result.exit_code == 1
    assert "board.min" in result.stderr
    assert not out.exists()


def test_a_draft_that_cannot_be_written_says_where(run, tmp_path):
    result = run("draft", example(), "--out", str(tmp_path / "nergens" / "deed.docx"))
    assert result.exit_code == 1
    assert "nergens" in result.stderr


def test_a_deed_is_in_dutch(run, tmp_path):
    assert run("draft", example(), "--out", str(tmp_path / "deed.docx"), "--lang", "en").exit_code == 2
