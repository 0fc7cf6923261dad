"""Which commands of bids read the database: a file of the buyer is read without, what is stored only where that is up to date."""

import json
from pathlib import Path

import pytest
from flask.cli import ScriptInfo

from incubator.cli import cli

PAPER = Path(__file__).parents[1] / "data" / "bids" / "01-groenonderhoud.docx"


@pytest.fixture
def bare(make_app):
    """A machine on which nobody made a database."""
    return make_app()


def run(app, *arguments):
    return app.test_cli_runner().invoke(cli, ["bids", *arguments], obj=ScriptInfo(create_app=lambda: app))


def test_a_file_of_the_buyer_is_read_without_a_database(bare):
    answer = run(bare, "requirements", str(PAPER), "--json")
    assert answer.exit_code == 0
    rows = list(map(json.loads, answer.stdout.splitlines()))
    assert {"text", "kind", "weight", "page", "paragraph"} <= set(rows[0])


@pytest.mark.parametrize("command", ["draft --coop a --notice 1 --out uit", "espd --coop a --out uit.xml"])
def test_what_is_stored_is_asked_of_a_database_that_is_up_to_date(bare, command):
    answer = run(bare, *command.split())
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "incubator db upgrade" in answer.stderr
