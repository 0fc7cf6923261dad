"""The manager keeps how authorities buy: typed as people type, never overwritten, and as a table out and in."""

import csv
import io
import json
from datetime import date

import pytest
from sqlalchemy import select

from incubator.challenges.commands import group as commands
from incubator.challenges.models import BuyingPolicyRecord
from incubator.challenges.queries.buying import buying_policy, shipped_policies
from incubator.challenges.rules.buying_files import COLUMNS, read_policies
from incubator.challenges.values.buyers import BoughtKind, BuyingBand
from incubator.core import clock
from incubator.core.db import db
from tests.factories import ManagerFactory
from tests.test_hostile_input import HOSTILE

DESK = "/beheer/inkoopbeleid"
UTRECHT = f"{DESK}/utrecht"
TYPED = {
    "services_single": "50.000",
    "services_several": "€ 150.000,-",
    "source": "Inkoopbeleid 2026",
    "checked_on": "2026-11-02",
    "mark": "A",
}
CELLS = {
    "code": "GM0344",
    "naam": "Utrecht",
    "leveringen en diensten: één offerte tot": "50.000",
    "leveringen en diensten: meer offertes tot": "Europese drempel",
    "bron": "Inkoopbeleid 2026",
    "nagekeken op": "02-11-2026",
    "zekerheid": "A",
}


@pytest.fixture
def manager(client, sign_in):
    person = ManagerFactory(name="Annemiek")
    sign_in(client, person)
    return person


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words, **more: runner.invoke(commands, ["buyers", *map(str, words)], **more)


def recorded():
    return db.session.scalars(select(BuyingPolicyRecord).order_by(BuyingPolicyRecord.id)).all()


def table(*rows, columns=COLUMNS, delimiter=";"):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([row.get(column, "") for column in columns])
    return stream.getvalue()


@pytest.mark.both_databases
def test_amounts_are_read_as_people_type_them(client, manager):
    assert client.post(UTRECHT, data=TYPED).location == "/opdrachtgevers/utrecht"
    known = buying_policy("GM0344", date(2026, 11, 24))
    assert known.bands == {BoughtKind.SERVICES: BuyingBand(50_000, 150_000)}
    assert (known.source, known.checked_by, known.mark) == ("Inkoopbeleid 2026", "Annemiek", "A")
    assert "€\u00a050.000" in client.get("/opdrachtgevers/utrecht").text
    page = client.get(UTRECHT).text
    assert 'value="50.000"' in page
    assert 'value="150.000"' in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"services_several": "50000"}, "higher amount"),
        ({"services_single": "ongeveer vijftig"}, "ongeveer vijftig"),
        ({"services_single": "50.5"}, "whole euros"),
        ({"services_to_threshold": "y"}, "not both"),
        ({"checked_on": "2099-01-01"}, "yet to come"),
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"social_return": "200"}, "between 0 and 100"),
        ({"mark": "Q"}, ""),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(client, manager, changed, sentence):
    client.set_cookie("language", "en")
    typed = TYPED | {"services_single": "50000", "services_several": "150000", "local_buying": "Eerst de wijk."}
    answer = client.post(UTRECHT, data=typed | changed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Eerst de wijk." in answer.text
    assert "Inkoopbeleid 2026" in answer.text
    assert recorded() == []


@pytest.mark.both_databases
@pytest.mark.parametrize("typed", HOSTILE.values(), ids=list(HOSTILE))
def test_whatever_is_typed_gets_an_answer_in_words(client, manager, typed):
    typed = typed.encode("utf-8", "replace").decode()  # half a letter cannot be sent
    names = ("works_single", "works_several", "social_return", "social_return_from", "local_buying", "cooperatives")
    everywhere = dict.fromkeys((*names, "source", "url", "checked_on", "mark", "since", "until"), typed)
    texts = TYPED | {"local_buying": typed, "source": typed}
    for answer in (client.post(UTRECHT, data=everywhere), client.post(UTRECHT, data=texts)):
        assert answer.status_code in {302, 422}
    assert client.get("/opdrachtgevers/utrecht").status_code == 200
    assert client.get(f"{DESK}.csv").status_code == 200


@pytest.mark.both_databases
def test_what_stood_before_is_kept_and_can_hold_again(client, manager):
    client.post(UTRECHT, data=TYPED)
    client.post(UTRECHT, data=TYPED | {"services_single": "60000"})
    day = clock.today()
    assert buying_policy("GM0344", day).band(BoughtKind.SERVICES).single_until == 60_000
    assert len(recorded()) == 2
    newest = recorded()[-1].id
    for _ in range(2):
        client.post(f"{DESK}/vastgelegd/{newest}/intrekken")
    assert buying_policy("GM0344", day).band(BoughtKind.SERVICES).single_until == 50_000
    assert len(recorded()) == 2


def test_a_manager_lies_over_what_comes_with_the_product(client, manager):
    day = clock.today()
    client.post(f"{DESK}/het-hogeland", data=TYPED | {"services_single": "70000"})
    assert buying_policy("GM1966", day).band(BoughtKind.SERVICES).single_until == 70_000
    client.post(f"{DESK}/vastgelegd/{recorded()[0].id}/intrekken")
    assert buying_policy("GM1966", day) == shipped_policies()["GM1966"]


def test_a_policy_of_next_year_does_not_hold_today(client, manager):
    client.post(UTRECHT, data=TYPED)
    client.post(UTRECHT, data=TYPED | {"services_single": "70000", "since": "2099-01-01"})
    assert buying_policy("GM0344", date(2026, 11, 24)).band(BoughtKind.SERVICES).single_until == 50_000
    assert buying_policy("GM0344", date(2099, 1, 1)).band(BoughtKind.SERVICES).single_until == 70_000


def test_who_saves_over_another_is_shown_what_the_other_wrote(client, manager):
    client.post(UTRECHT, data=TYPED)
    opened = client.get(UTRECHT).text.split('name="opened"')[1].split('value="')[1].split('"')[0].replace("&#34;", '"')
    client.post(UTRECHT, data=TYPED | {"services_single": "60000"})
    answer = client.post(UTRECHT, data=TYPED | {"services_single": "65000", "opened": opened})
    assert answer.status_code == 409
    assert "60000" in answer.text
    assert len(recorded()) == 2


def test_what_is_old_is_asked_for_again(client, manager):
    client.post(UTRECHT, data=TYPED | {"checked_on": "2020-01-01"})
    assert 'id="due"' in client.get(DESK).text
    client.set_cookie("language", "en")
    assert "more than a year ago" in client.get("/opdrachtgevers/utrecht").text


def test_the_table_that_goes_out_comes_in_again_without_a_change(client, manager, run, tmp_path):
    client.post(UTRECHT, data=TYPED | {"local_buying": "=HYPERLINK(1)", "social_return": "5,5"})
    file = tmp_path / "beleid.csv"
    assert run("export", file).exit_code == 0
    written = file.read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in written
    assert client.get(f"{DESK}.csv").data == file.read_bytes()
    before = len(recorded())
    answer = run("import", file, "--json")
    assert json.loads(answer.output) == {"read": 3, "recorded": 0, "unchanged": 3}
    assert len(recorded()) == before


@pytest.mark.both_databases
def test_a_table_is_recorded_once(run, tmp_path):
    file = tmp_path / "beleid.csv"
    file.write_text(table(CELLS), encoding="utf-8")
    assert json.loads(run("import", file, "--json").output) == {"read": 1, "recorded": 1, "unchanged": 0}
    assert json.loads(run("import", file, "--json").output) == {"read": 1, "recorded": 0, "unchanged": 1}
    assert buying_policy("GM0344", clock.today()).bands == {BoughtKind.SERVICES: BuyingBand(50_000, None, True)}
    assert run("import", "-", input=table(CELLS, delimiter=",")).exit_code == 0


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"code": "GM9999"}, "line 3: No municipality"),
        (
            {"leveringen en diensten: één offerte tot": "veel"},
            "line 3, column “leveringen en diensten: één offerte tot”",
        ),
        ({"nagekeken op": "31-02-2026"}, "line 3, column “nagekeken op”"),
        ({"zekerheid": "Q"}, "line 3: Choose how sure"),
        ({"bron": ""}, "line 3: Say where"),
        ({"social return (%)": "5x"}, "line 3, column “social return (%)”"),
        ({"lokaal inkopen": "a" * 2_001}, "line 3, column “lokaal inkopen”"),
    ],
)
def test_one_wrong_line_and_nothing_is_stored(run, tmp_path, changed, problem):
    file = tmp_path / "beleid.csv"
    file.write_text(table(CELLS, CELLS | {"code": "GM0363"} | changed), encoding="utf-8")
    answer = run("import", file)
    assert answer.exit_code == 1
    assert problem in answer.output
    assert "Nothing was stored." in answer.output
    assert recorded() == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("a;b\n1;2\n", "missing"),
        (table(CELLS, columns=(*COLUMNS, "extra")), "not known: extra"),
        (table(CELLS, columns=(*COLUMNS, "code")), "twice: code"),
    ],
)
def test_other_columns_are_named(run, tmp_path, text, problem):
    file = tmp_path / "beleid.csv"
    file.write_text(text, encoding="utf-8")
    answer = run("import", file)
    assert answer.exit_code == 1
    assert problem in str(answer.exception) + answer.output
    assert recorded() == []


def test_a_line_with_too_few_cells_is_named():
    lines, problems = read_policies(table(CELLS) + "GM0363;Amsterdam\r\n")
    assert len(lines) == 1
    assert problems == [f"line 3: 2 cells under {len(COLUMNS)} columns"]


def test_a_file_that_is_no_text_or_not_there_is_refused(run, tmp_path):
    file = tmp_path / "beleid.csv"
    assert run("import", file).exit_code != 0
    file.write_bytes(b"\xff\xfe\x00")
    assert run("import", file).exit_code != 0
    assert recorded() == []
